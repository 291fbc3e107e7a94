"""What the page is made of, without a page: surroundings, citations, calendars, marks, charts, days as known."""

import json
from datetime import date

import pytest

from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Citation, Meeting, Place, Position
from dragoman.model.record import Record, Report, Step
from dragoman.model.when import When
from dragoman.views.calendar import meetings
from dragoman.views.chart import chart
from dragoman.views.circle import circle
from dragoman.views.cite import cited
from dragoman.views.evidence import LONGEST, moment, telling
from dragoman.views.ics import ics
from dragoman.views.known import as_known
from dragoman.views.marked import Mark, hits, named, paragraphs
from dragoman.views.network import bonds
from dragoman.views.stances import stances

LEE = Actor("KOR.lee", "Lee Jae-myung", "person", "KOR")
ISHIBA = Actor("JPN.ishiba", "Shigeru Ishiba", "person", "JPN")


def article(text: str, **more) -> Article:
    known = {"title": "A & B", "outlet": "The Wire", "published": Published("2025-06-04T20:00+09:00", "header")}
    return Article("a-1", "wire.txt", "p-1", text, **(known | more))


def report(day: str, start: int = 0, end: int = 5, **more) -> Report:
    return Report(more.pop("article", f"a-{day}"), "The Wire", day, "words", start, end, **more)


def meeting(status: str, *steps: tuple[str, str], **more) -> Record:
    reports = tuple(report(day) for _, day in steps)
    history = tuple(Step(step, day, one) for (step, day), one in zip(steps, reports, strict=True))
    finding = Meeting(
        citation=Citation("a", 0, 5, "words"), participants=(LEE, ISHIBA), kind="summit", status=status, **more
    )
    return Record("m-1", finding, reports, len(reports), history)


def test_a_telling_is_one_stretch_of_its_article():
    text = "One two three. " * 60 + "THE WORDS. " + "Four five six. " * 60
    start = text.index("THE WORDS.")
    told = telling(report("2025-06-04", start, start + 10, article="a-1"), article(text))
    assert told.before + told.quote + told.after in text and told.quote == "THE WORDS."
    assert told.starts_within and told.ends_within and not told.before.startswith(" ")
    whole = telling(report("2025-06-04", 0, len(text), article="a-1"), article(text * 9))
    assert len(whole.quote) + whole.beyond == len(text) or len(whole.quote) == LONGEST
    assert not whole.starts_within


def test_the_surroundings_end_with_their_paragraph():
    text = "x" * 500 + "\n\nNear. THE WORDS. Near too.\n\nFar again. " + "x" * 500
    start = text.index("THE WORDS.")
    told = telling(report("2025-06-04", start, start + 10, article="a-1"), article(text))
    assert (told.before, told.quote, told.after) == ("Near. ", "THE WORDS.", " Near too.")


@pytest.mark.parametrize(
    ("published", "says"),
    [
        ("2025-06-04T20:00+09:00", "4 Jun 2025, 20:00 (UTC+9)"),
        ("2025-06-04T20:00-03:30", "4 Jun 2025, 20:00 (UTC−3:30)"),
        ("2025-06-04T20:00Z", "4 Jun 2025, 20:00 (UTC)"),
        ("2025-06-04", "4 Jun 2025"),
        ("2025-06", "2025-06"),
        (None, "undated"),
    ],
)
def test_a_time_has_its_zone(published, says):
    assert moment(published) == says


def test_a_citation_holds_in_any_form():
    told = article("Costs rose 5% & more_{x}.", byline=("Ann O'Neil", "Bo}b"), title=r"5% \ ~more {odd}")
    found = cited(told, 0, 25)
    plain = found.bibtex.replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}") and r"5\% \textbackslash{}" in found.bibtex and r"\&" in found.bibtex
    (entry,) = json.loads(found.csl)
    assert entry["author"] == [{"literal": "Ann O'Neil"}, {"literal": "Bo}b"}]
    assert entry["issued"] == {"date-parts": [[2025, 6, 4]]}
    assert "4 Jun 2025" in found.footnote and "characters 0–25 of a-1" in found.footnote
    undated = cited(article("Text.", published=Published(), outlet=None), 0, 5)
    assert "undated" in undated.footnote and "issued" not in json.loads(undated.csl)[0]


def test_a_calendar_has_days_and_escapes_what_it_must():
    where = Place(text="Hotel; Hall, 2\nTokyo")
    when = When("2025-06-16", "2025-06-17", "day", "expression")
    told = meetings([meeting("planned", ("planned", "2025-06-04"), when=when, where=where), meeting("mooted")])
    lines = "".join(ics(told)).split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1, "one without a date has no place"
    assert "DTSTART;VALUE=DATE:20250616" in lines and "DTEND;VALUE=DATE:20250618" in lines
    assert r"LOCATION:Hotel\; Hall\, 2 Tokyo" in lines and "DTSTAMP:20250604T000000Z" in lines


def test_a_record_as_known_on_a_day():
    held = meeting("held", ("mooted", "2025-06-04"), ("planned", "2025-06-09"), ("held", "2025-08-23"))
    then = as_known(held, "2025-06-30")
    assert then.finding.status == "planned" and len(then.reports) == then.independent_sources == 2
    assert as_known(held, None) is held and as_known(held, "2025-12-31") is held
    assert as_known(held, "2025-06").finding.status == "planned", "a month takes its days in"


def test_every_character_is_in_one_piece():
    text = "Lee met Ishiba.\n\nThey spoke; Ishiba left."
    marks = [Mark(0, 15, "event", "e-1"), Mark(0, 3, "actor", "KOR"), Mark(4, 30, "meeting", "m-1")]
    parts = paragraphs(text, marks)
    assert ["".join(piece.text for piece in part) for part in parts] == text.split("\n\n")
    first = parts[0][0]
    assert first.text == "Lee" and first.fact.id == "e-1" and first.of("actor").id == "KOR"


def test_a_surname_that_two_could_bear_marks_neither():
    other = Actor("KOR.lee-jun", "Lee Jun-seok", "person", "KOR")
    text = "Lee met Ishiba, and Lee Jun-seok watched."
    assert [text[one.start : one.end] for one in named(text, [LEE, ISHIBA, other])] == ["Ishiba", "Lee Jun-seok"]
    assert [one.id for one in named(text, [LEE])][:1] == ["KOR.lee"]


def test_hits_are_whole_words_whatever_their_accents():
    marked = [piece.text for piece in hits("Erdoğan, Erdogans and ERDOGAN", ["erdogan"]) if piece.marks]
    assert marked == ["Erdoğan", "ERDOGAN"]


def test_a_chart_keeps_empty_months_and_grows_coarser():
    months = chart([("2025-01", "verbal conflict", 2), ("2025-04", "material cooperation", 1)])
    assert [column.name for column in months.columns] == ["January 2025", "February 2025", "March 2025", "April 2025"]
    assert [bar.quad for bar in months.columns[0].bars] == ["verbal conflict"] and months.columns[0].down == 2
    assert chart([("1990-01", "verbal conflict", 1), ("2025-01", "verbal conflict", 1)]).step == "year"
    assert chart([("1500-01", "verbal conflict", 1), ("2025-01", "verbal conflict", 1)]).step == "ten years"
    assert chart([]).columns == ()


def test_a_circle_shows_the_heaviest_and_counts_the_rest():
    links = [(f"A{n:02}", f"B{n:02}", n + 1, n + 1, -4.0) for n in range(40)]
    drawn = circle(bonds(links), nodes=10)
    assert len(drawn.nodes) == 10 and drawn.left_out == 70
    assert all(edge.bond.lean == "conflict" for edge in drawn.edges) and drawn.edges[-1].bond.records == 40
    assert {node.id for edge in drawn.edges for node in drawn.nodes} >= {drawn.edges[0].bond.one}


def test_a_shift_is_two_dated_words():
    def held(stance: float, day: date | None) -> Record:
        when = When(str(day), str(day), "day", "publication") if day else When()
        finding = Position(
            citation=Citation("a", 0, 1, "x"), holder=LEE, words="x", stance=stance, toward="JPN", when=when
        )
        return Record(f"o-{stance}{day}", finding, (report("2025-06-04"),), 1)

    (one,) = stances([held(1, date(2025, 6, 4)), held(-1, None), held(-1, date(2025, 1, 1))])
    assert [record.finding.stance for record in one.shift] == [-1, 1]
    assert one.shift[0].finding.when.start == "2025-01-01"
    assert stances([held(-1, None), held(1, None)])[0].shift is None, "two without a day tell no order"
    assert stances([held(1, date(2025, 6, 4)), held(0.5, date(2025, 1, 1))])[0].shift is None
