"""The five real pages that Dragoman must read well: facts by codes, ids and short keys.

Skips where ../shared is absent: the pages are other people's and are not in the project.
"""

import pytest

from dragoman.ledger import Ledger
from dragoman.store import read as store

# The pages by the beginning of their names, and the embedded articles by a word of their headline.
WIRE, AGGREGATOR, NEWSPAPER, UNDATED, TOKYO = "000", "001", "002", "003", "004"
EMBEDDED = {"picks": "34 minutes ago", "Rotem": "2 hours ago", "leaders": "4 hours ago"}

CHROME = ("comment", "promo", "ranking", "related", "share", "contact")

LEE, ISHIBA, TRUMP, RUBIO = "KOR.lee-jae-myung", "JPN.shigeru-ishiba", "USA.donald-trump", "USA.marco-rubio"


@pytest.fixture(scope="module")
def articles(real, rows):
    """Each article under its page, or under the word of its headline where it is embedded."""
    named = {}
    for row in rows(real, "articles"):
        key = row["page"].rsplit("/", 1)[-1][:3]
        if row["found_in"]:
            key = next((word for word in EMBEDDED if word in (row["title"] or "")), row["id"])
        assert key not in named, key
        named[key] = row
    return named


@pytest.fixture(scope="module")
def facts(real, rows, articles):
    """The rows of a kind that an article reports."""
    exported = {kind: rows(real, kind) for kind in ("events", "statements", "pledges", "meetings", "positions")}

    def of(kind, article=None):
        if article is None:
            return exported[kind]
        wanted = articles[article]["id"]
        return [row for row in exported[kind] if wanted in {report["article"] for report in row["reports"]}]

    return of


def who(row, key):
    return {actor["id"] for actor in row[key]}


def states(row, *keys):
    return {actor["state"] for key in keys for actor in row[key]}


def said(facts, article, key):
    """The one statement of `article` whose words hold `key`."""
    (row,) = [row for row in facts("statements", article) if key in row["words"]]
    return row


# -- articles


def test_five_pages_eight_articles_seven_unique(real, dragoman):
    assert "5 pages → 8 articles → 7 unique" in dragoman("brief", "--db", real).out


def test_the_aggregators_page_is_a_copy(articles):
    copies = {key: row["copy_of"] for key, row in articles.items() if row["copy_of"]}
    assert copies == {AGGREGATOR: articles[WIRE]["id"]}


@pytest.mark.parametrize("word", EMBEDDED)
def test_three_articles_are_found_inside(articles, word):
    row = articles[word]
    assert row["found_in"] == articles[AGGREGATOR]["id"]
    assert row["outlet"] == "Korea Herald"
    assert row["age_text"] == EMBEDDED[word]
    assert not row["text"].startswith(row["title"])


def test_titles(articles):
    words = {key: len(row["title"].split()) if row["title"] else 0 for key, row in articles.items()}
    assert words == {
        WIRE: 0, AGGREGATOR: 13, NEWSPAPER: 17, UNDATED: 0, TOKYO: 0, "picks": 7, "Rotem": 9, "leaders": 8,
    }  # fmt: skip


def test_paragraphs_are_all_there(articles):
    assert {key: len(row["text"].split("\n\n")) for key, row in articles.items() if not row["found_in"]} == {
        WIRE: 10, AGGREGATOR: 10, NEWSPAPER: 9, UNDATED: 10, TOKYO: 11,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "published", "basis"),
    [
        (WIRE, "2025-06-04", "header"),
        (AGGREGATOR, "2025-06-04", "inferred"),
        (NEWSPAPER, "2025-06-04T20:00+09:00", "header"),
        (UNDATED, "2025-06-09", "inferred"),
        (TOKYO, "2025-08-23", "header"),
        ("picks", "2025-06-06", "inferred"),
        ("Rotem", "2025-06-06", "inferred"),
        ("leaders", "2025-06-06", "inferred"),
    ],
)
def test_publication_dates(articles, page, published, basis):
    found = articles[page]["published"]
    assert (found["value"], found["basis"]) == (published, basis)


def test_the_dateline_is_no_part_of_the_text(articles):
    assert articles[NEWSPAPER]["dateline"] == "SEOUL"
    assert articles[NEWSPAPER]["text"].startswith("South Korea’s new President")
    assert articles[WIRE]["text"].startswith("The United States and Japan")


def test_captions_stand_once_and_beside_the_text(articles):
    assert {key: len(row["captions"]) for key, row in articles.items() if row["captions"]} == {NEWSPAPER: 1, UNDATED: 2}
    for row in articles.values():
        assert len(set(row["captions"])) == len(row["captions"])
        assert not [caption for caption in row["captions"] if caption in row["text"]]


def test_what_is_not_the_article_is_left_out(articles):
    roles = {key: {piece["role"] for piece in row["dropped"]} for key, row in articles.items()}
    assert {"promo", "comment", "related"} <= roles[AGGREGATOR]
    assert "ranking" in roles[NEWSPAPER]
    assert {"caption", "contact"} <= roles[UNDATED]
    headlines = [
        piece
        for piece in articles[NEWSPAPER]["dropped"]
        if piece["role"] == "ranking" and len(piece["quote"].split()) > 5
    ]
    assert len(headlines) == 10
    for key, words in (
        (AGGREGATOR, "AI Features"),
        (AGGREGATOR, "No comments"),
        (NEWSPAPER, "RANKING"),
        (UNDATED, "@"),
    ):
        assert not [
            row["id"] for row in articles.values() if row["page"] == articles[key]["page"] and words in row["text"]
        ]


def test_no_finding_cites_comments_promotion_or_rankings(real, articles, facts):
    dropped = [
        piece["quote"]
        for row in articles.values()
        for piece in row["dropped"]
        if piece["role"] in CHROME and len(piece["quote"].split()) > 3
    ]
    assert len(dropped) > 10
    for kind in ("events", "statements", "pledges", "meetings", "positions"):
        for report in (report for row in facts(kind) for report in row["reports"]):
            assert not [quote for quote in dropped if quote in report["quote"] or report["quote"] in quote]


def test_every_quote_reads_as_cited(real):
    with Ledger(str(real), create=False) as ledger:
        texts = {article.id: article.text for article in ledger.articles()}
        for finding in store.findings(ledger._conn):
            cited = finding.citation
            assert texts[cited.article][cited.start : cited.end] == cited.quote


# -- who said what


@pytest.mark.parametrize(
    ("page", "key", "speaker", "office"),
    [
        (WIRE, "ironclad", RUBIO, "Secretary of State"),
        (WIRE, "60th anniversary", ISHIBA, "Prime Minister"),
        (WIRE, "private sector", ISHIBA, "Prime Minister"),
        (WIRE, "as soon as possible", ISHIBA, "Prime Minister"),
        (UNDATED, "reviewed the achievements", "KOR.kang-yu-jung", "Presidential Spokesperson"),
        (UNDATED, "co-prosperity", "KOR.kang-yu-jung", "Presidential Spokesperson"),
        (TOKYO, "Stable relations", ISHIBA, "Prime Minister"),
        (TOKYO, "international order", LEE, "President"),
        (TOKYO, "disappointment", "KOR.government", None),
        ("leaders", "concerned and opposed", "USA.white-house", None),
        ("leaders", "two possibilities", "KOR.ihn-yohan", None),
        ("leaders", "next president of the Republic", RUBIO, "Secretary of State"),
        ("leaders", "mutual interest", ISHIBA, "Prime Minister"),
        ("leaders", "high priority", "CHN.xi-jinping", "President"),
    ],
)
def test_quotes_have_their_speakers(facts, page, key, speaker, office):
    row = said(facts, page, key)
    assert row["speaker"] and row["speaker"]["id"] == speaker
    assert office is None or row["speaker"]["office"] == office


def test_a_spokesperson_and_the_president_are_both_recorded(facts):
    assert said(facts, UNDATED, "co-prosperity")["principal"]["id"] == LEE
    assert said(facts, UNDATED, "reviewed the achievements")["principal"]["id"] == LEE


@pytest.mark.parametrize(
    ("key", "name"), [("former US ambassador", "Hagerty"), ("2 million", "Caucus"), ("critical time", "Caucus")]
)
def test_nobody_is_given_the_words_of_another(facts, key, name):
    """A senator and a caucus speak after Rubio did; unknown would do, Rubio would not."""
    speaker = said(facts, "leaders", key)["speaker"]
    assert speaker is None or name in speaker["name"]


def test_one_quotation_is_one_statement_with_both_reports(facts, articles):
    for key in ("ironclad", "60th anniversary", "private sector", "as soon as possible"):
        row = said(facts, WIRE, key)
        assert {report["article"] for report in row["reports"]} == {articles[WIRE]["id"], articles[AGGREGATOR]["id"]}
        assert row["independent_sources"] == 1


def test_the_two_lees_are_told_apart(facts):
    """The party's candidate concedes and congratulates; every "Lee" without a first name is the winner."""
    keys = {"events": ("actors", "recipients"), "meetings": ("participants",), "pledges": ("by", "to")}
    named = {one for kind in keys for key in keys[kind] for row in facts(kind) for one in who(row, key)}
    assert LEE in named
    assert {one for one in named if "lee" in one.partition(".")[2].split("-")} <= {LEE, "KOR.lee-jun-seok"}
    assert "KOR.lee-jun-seok" not in {one for row in facts("meetings") for one in who(row, "participants")}


# -- what was done


def test_the_congratulations(facts):
    rows = [
        row
        for row in facts("events", WIRE)
        if "congratulated" in row["reports"][0]["quote"] and "KOR" in states(row, "recipients")
    ]
    assert rows
    for row in rows:
        assert states(row, "actors") <= {"USA", "JPN"}
        assert row["quad"] == "verbal cooperation"
        assert row["when"]["start"] == "2025-06-04"
        assert row["independent_sources"] == 1
    assert {"USA", "JPN"} == {state for row in rows for state in states(row, "actors")}


def test_the_phone_call(facts, articles):
    (call,) = [
        row for row in facts("meetings") if row["kind"] == "phone" and states(row, "participants") == {"KOR", "JPN"}
    ]
    assert (call["status"], call["when"]["start"], call["where"]) == ("held", "2025-06-09", None)
    assert [step["status"] for step in call["history"]] == ["held"]
    (event,) = [row for row in facts("events") if row["mode"] == "phone" and states(row, "actors") == {"KOR", "JPN"}]
    assert (event["type"], event["recipients"], event["where"]) == ("CONSULT", [], None)
    assert event["when"]["start"] == event["when"]["end"] == "2025-06-09"
    assert {report["article"] for report in event["reports"]} == {articles[UNDATED]["id"]}, (
        "June's meeting in Canada is no phone call"
    )


def test_the_planned_summit(facts):
    rows = [
        row for row in facts("meetings", TOKYO) if who(row, "participants") == {LEE, TRUMP} and row["when"]["start"]
    ]
    assert [(row["kind"], row["status"], row["when"]["start"]) for row in rows] == [("summit", "planned", "2025-08-25")]
    (event,) = [row for row in facts("events", TOKYO) if who(row, "actors") == {LEE, TRUMP} and row["when"]["start"]]
    assert (event["aux"], event["when"]["start"]) == (["future"], "2025-08-25")


def test_the_meeting_in_tokyo(facts):
    rows = [
        row
        for row in facts("meetings", TOKYO)
        if states(row, "participants") == {"KOR", "JPN"} and row["when"]["start"] == "2025-08-23"
    ]
    assert rows and {row["status"] for row in rows} == {"held"}
    places = [row["where"] for row in rows if row["where"]]
    assert ("JPN", "Tokyo") in {(place["state"], place["city"]) for place in places}
    assert [row for row in rows if who(row, "participants") == {LEE, ISHIBA}]


def test_the_first_meeting_in_june_is_told_again(facts, articles):
    rows = [row for row in facts("meetings", TOKYO) if row["when"]["precision"] == "month"]
    assert [(row["status"], who(row, "participants"), row["when"]["start"]) for row in rows] == [
        ("held", {LEE, ISHIBA}, "2025-06-01")
    ]
    steps = [(step["status"], step["report"]["article"]) for step in rows[0]["history"]]
    assert steps[-1] == ("held", articles[TOKYO]["id"])
    assert not {
        row["id"] for row in facts("events", TOKYO) if row["when"]["precision"] == "month" and row["mode"] == "phone"
    }


def test_the_regret_of_last_week(facts):
    (row,) = [row for row in facts("events", TOKYO) if "disappointment" in row["reports"][0]["quote"]]
    assert (row["type"], states(row, "actors"), states(row, "recipients")) == ("ACCUSE", {"KOR"}, {"JPN"})
    assert (row["when"]["start"], row["when"]["end"], row["when"]["precision"]) == ("2025-08-11", "2025-08-17", "week")


def test_security_cooperation_is_reaffirmed(facts):
    (row,) = [
        row
        for row in facts("events", TOKYO)
        if "reaffirmed" in row["reports"][0]["quote"] and "future" not in row["aux"]
    ]
    assert (who(row, "actors"), row["recipients"]) == ({LEE, ISHIBA}, [])
    assert (row["quad"], row["when"]["start"]) == ("verbal cooperation", "2025-08-23")


# -- pledges and positions


def test_pledges(facts):
    by = {(frozenset(who(row, "by")), page) for page in (NEWSPAPER, UNDATED) for row in facts("pledges", page)}
    assert (frozenset({LEE}), NEWSPAPER) in by
    assert (frozenset({LEE, ISHIBA}), UNDATED) in by
    assert {row["status"] for row in facts("pledges")} == {"open"}


def test_the_position_that_changed(facts):
    """From humiliation to partnership: one holder, one state, two stances apart."""
    stances = [
        row["stance"] for row in facts("positions", NEWSPAPER) if row["holder"]["id"] == LEE and row["toward"] == "JPN"
    ]
    assert stances and min(stances) < 0 < max(stances)


def test_the_ties(real, dragoman):
    brief = dragoman("brief", "--db", real).out
    for tie in ("JPN–KOR", "KOR–USA", "JPN–KOR–USA"):
        assert f"  {tie} " in brief
