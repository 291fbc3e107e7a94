"""What goes into the store, and what comes out: a test shows only what differs from the builders below."""

import itertools

import msgspec
import pytest

from dragoman.errors import NotFound, StoreError
from dragoman.lexicon import load
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Published
from dragoman.model.finding import Citation, Event, Meeting, Pledge, Position, Statement
from dragoman.model.identity import content_id
from dragoman.model.page import Block, Given, Page
from dragoman.model.reading import Issue, Reading
from dragoman.model.record import Record, Report
from dragoman.model.when import When
from dragoman.store import read
from dragoman.store import records as rows
from dragoman.store.connection import open_store, transaction
from dragoman.store.question import Question
from dragoman.store.write import add_page, add_page_issue, forget_derived, replace_copies

TABLES = ("page", "page_name", "article", "finding", "issue", "copy")
TABLES += ("record", "record_party", "record_side", "record_report", "record_tie", "tie_sum", "rejected")
PLOVER = load().plover

KOREA = Actor("KOR", "South Korea", "state", "KOR")
LEE = Actor("lee-jae-myung", "Lee Jae-myung", "person", "KOR")
JAPAN = Actor("JPN", "Japan", "state", "JPN")
RUSSIA = Actor("RUS", "Russia", "state", "RUS")
NATIONS = Actor("UN", "United Nations", "organisation")


@pytest.fixture
def conn():
    conn = open_store(":memory:")
    yield conn
    conn.close()


def a_page(name="folder/one.txt", text="Japan thanked Korea."):
    return Page(name, "text", content_id("d", text), text)


def an_event(article="a-1", start=0, **fields):
    quote = "Japan thanked Korea"
    citation = Citation(article, start, start + len(quote), quote)
    return Event(
        **{"citation": citation, "type": "SUPPORT", "actors": (JAPAN,), "recipients": (KOREA,)} | fields
    )


def a_reading(page, *, id=None, published="2025-06-04", findings=1, issues=(), text=None):
    text = text or page.text
    id = id or content_id("a", page.id, text)
    article = Article(
        id, page.name, page.id, text, outlet="The Courier", published=Published(published, "header")
    )
    return Reading(
        article, findings=tuple(an_event(id, start) for start in range(findings)), issues=tuple(issues)
    )


def a_record(id="e-1", finding=None, published=("2025-06-04",)):
    reports = tuple(
        Report(f"a-{place}", "The Courier", day, "Japan thanked Korea", 0, 19)
        for place, day in enumerate(published)
    )
    return Record(id, finding or an_event(), reports, len(reports))


def tables(conn):
    return {table: set(conn.execute(f"SELECT * FROM {table}")) for table in TABLES}


def replace_derived(conn, copies, records):
    with transaction(conn):
        forget_derived(conn)
        replace_copies(conn, copies)
        for record in records:
            rows.add(conn, record, PLOVER)


def stored(conn, *records):
    replace_derived(conn, (), records)
    return lambda **question: [record.id for record in read.records(conn, Question(**question))]


# Facts


def test_an_article_comes_back_as_it_went_in(conn):
    page = a_page()
    reading = a_reading(page)
    assert add_page(conn, page, (reading,)) == 1
    assert list(read.articles(conn)) == [reading.article]
    assert read.article(conn, reading.article.id) == reading.article
    assert list(read.findings(conn)) == list(reading.findings)


def test_a_page_comes_back_with_what_its_source_knew(conn):
    page = Page(
        "one.html", "html", "d", "Menu\nText", Given(title="T", byline=("A",)), (Block(0, 5, "other", "nav"),)
    )
    add_page(conn, page, ())
    assert read.page(conn, page.id) == page
    assert read.page_text(conn, page.id) == "Menu\nText"
    assert read.stored_page(conn, page) == page.id
    assert read.stored_page(conn, a_page(name="other.txt")) is None


@pytest.mark.parametrize("look", [read.page, read.page_text, read.article])
def test_what_is_not_there_is_not_found(conn, look):
    with pytest.raises(NotFound, match="x-1"):
        look(conn, "x-1")


def test_every_kind_of_finding_comes_back(conn):
    page = a_page()
    given = {"citation": Citation("a-1", 0, 5, "Japan")}
    findings = (
        an_event(),
        Statement(**given, words="thank you", speaker=LEE, about=("JPN",)),
        Pledge(**given, by=(LEE,), what="to visit", due=When("2025-07-01", "2025-07-31", "month")),
        Meeting(**given, participants=(LEE, JAPAN), kind="summit", status="planned"),
        Position(**given, holder=LEE, words="partner", stance=0.5, toward="JPN"),
    )
    add_page(conn, page, (Reading(a_reading(page, id="a-1").article, findings=findings),))
    assert tuple(read.findings(conn)) == findings


def test_reading_again_changes_nothing(conn):
    page = a_page()
    reading = a_reading(page, issues=(Issue("dates", "no date"),))
    add_page(conn, page, (reading,))
    before = tables(conn)
    assert add_page(conn, page, (reading,)) == 0
    assert tables(conn) == before


def test_a_page_seen_under_several_names_goes_by_the_shortest_then_the_first(conn):
    for name in ("long/folder/one.txt", "b/one.txt", "a/one.txt"):
        page = a_page(name)
        add_page(conn, page, (a_reading(page),))
    assert [article.page for article in read.articles(conn)] == ["a/one.txt"]


def test_articles_are_sorted_by_date_undated_first(conn):
    for id, day in (
        ("a-1", "2025-06-05"),
        ("a-2", None),
        ("a-3", "2025-06-04"),
        ("a-4", "2025-06-04T20:00+09:00"),
    ):
        page = a_page(f"{id}.txt")
        add_page(conn, page, (a_reading(page, id=id, published=day),))
    assert [article.id for article in read.articles(conn)] == ["a-2", "a-3", "a-4", "a-1"]


def test_a_finding_given_twice_is_kept_once(conn):
    page = a_page()
    reading = a_reading(page, id="a-1")
    add_page(conn, page, (Reading(reading.article, findings=(an_event(), an_event())),))
    assert list(read.findings(conn)) == [an_event()]


def test_a_text_twice_on_one_page_is_one_article(conn):
    page = a_page()
    assert add_page(conn, page, (a_reading(page), a_reading(page))) == 1
    assert not list(read.issues(conn))


def test_an_id_taken_by_another_page_is_an_issue_and_not_a_silent_loss(conn):
    one, two = a_page("one.txt"), a_page("two.txt")
    assert add_page(conn, one, (a_reading(one, id="a-1"),)) == 1
    assert add_page(conn, two, (a_reading(two, id="a-1"),)) == 0
    (issue,) = read.issues(conn)
    assert issue.message.startswith("two.txt: an article was left out: a-1")
    assert read.counts(conn).findings == 1


def test_a_page_is_stored_whole_or_not_at_all(conn):
    page = a_page()
    broken = Reading(a_reading(page).article, findings=(an_event(), None))
    before = tables(conn)
    with pytest.raises(AttributeError):
        add_page(conn, page, (a_reading(page, text="another"), broken))
    assert tables(conn) == before
    assert not conn.in_transaction
    assert add_page(conn, page, (a_reading(page),)) == 1


def test_what_breaks_a_rule_of_the_schema_is_refused_not_passed_over(conn):
    with pytest.raises(StoreError, match="NOT NULL"):
        add_page(conn, Page("one.txt", "text", None, "text"), ())


def test_pages_in_any_order_give_the_same_tables():
    pages = [
        a_page("x/one.txt"),
        a_page("one.txt"),
        a_page("two.txt"),
        a_page("three.txt", "Korea thanked Japan."),
    ]
    seen = []
    for order in itertools.permutations(pages):
        conn = open_store(":memory:")
        for page in order:
            add_page(conn, page, (a_reading(page, findings=2, issues=(Issue("s", "m"),)),))
        seen.append(
            (tables(conn), list(read.articles(conn)), list(read.findings(conn)), list(read.issues(conn)))
        )
        conn.close()
    assert all(one == seen[0] for one in seen)
    assert len(seen[0][1]) == 3


# Issues


def test_why_a_page_could_not_be_read_is_kept_once_with_its_name(conn):
    for _ in range(2):
        add_page_issue(conn, "bad.bin", Issue("sources", "not text"))
    assert list(read.issues(conn)) == [Issue("sources", "bad.bin: not text")]


def test_a_name_already_in_the_message_is_not_repeated(conn):
    add_page_issue(conn, "bad.bin", Issue("sources", "bad.bin: not text"))
    assert list(read.issues(conn)) == [Issue("sources", "bad.bin: not text")]


def test_issues_of_articles_keep_their_place(conn):
    page = a_page()
    issues = (Issue("quotations", "unbalanced", "a-1", 3, 9), Issue("dates", "unknown", "a-1"))
    add_page(conn, page, (a_reading(page, id="a-1", issues=issues),))
    assert list(read.issues(conn)) == [issues[1], issues[0]]


# Derived rows


def test_a_record_taken_out_leaves_nothing(conn):
    records = [a_record("e-1"), a_record("e-2", published=("2025-06-05", "2025-06-04"))]
    stored(conn, *records)
    assert tables(conn)["tie_sum"]
    rows.remove(conn, records[0], PLOVER)
    with_one = tables(conn)
    assert list(read.records(conn)) == records[1:]
    stored(conn, records[1])
    assert tables(conn) == with_one
    rows.remove(conn, records[1], PLOVER)
    assert not any(tables(conn).values())


def test_what_is_rejected_is_kept_apart(conn):
    wrong = msgspec.structs.replace(a_record("e-1"), rejected=True)
    assert stored(conn, wrong, a_record("e-2"))() == ["e-2"]
    assert list(read.rejected(conn)) == [wrong]
    assert read.find(conn, "e-1") == wrong
    rows.remove(conn, wrong, PLOVER)
    assert not list(read.rejected(conn))


def test_a_failure_while_replacing_keeps_the_old_rows(conn):
    stored(conn, a_record("e-1"))

    def failing():
        yield a_record("e-2")
        raise ValueError

    with pytest.raises(ValueError):
        replace_derived(conn, [], failing())
    assert [record.id for record in read.records(conn)] == ["e-1"]


def test_derived_rows_do_not_depend_on_order():
    records = [a_record("e-1"), a_record("e-2", published=("2025-06-05", "2025-06-04")), a_record("e-3")]
    seen = []
    for order in itertools.permutations(records):
        conn = open_store(":memory:")
        replace_derived(conn, [], order)
        seen.append((tables(conn), list(read.records(conn))))
        conn.close()
    assert all(one == seen[0] for one in seen)


# Questions


def test_no_question_gives_all_newest_first_and_undated_last(conn):
    ask = stored(
        conn,
        a_record("e-4", published=(None,)),
        a_record("e-3"),
        a_record("e-2"),
        a_record("e-1", an_event(when=When("2025-06-09", "2025-06-09"))),
    )
    assert ask() == ["e-1", "e-2", "e-3", "e-4"]
    assert ask(limit=2) == ["e-1", "e-2"]
    assert ask(limit=0) == []


@pytest.fixture
def asked(conn):
    """One record of each kind, and an event between others."""
    given = {"citation": Citation("a-1", 0, 5, "Japan")}
    return stored(
        conn,
        a_record("e-1", an_event()),
        a_record("e-2", an_event(actors=(RUSSIA,), recipients=(NATIONS,), type="REQUEST")),
        a_record(
            "s-1", Statement(**given, words="thanks", speaker=LEE, addressees=(NATIONS,), about=("JPN",))
        ),
        a_record("g-1", Pledge(**given, by=(LEE,), to=(JAPAN,), what="to visit", status="kept")),
        a_record("m-1", Meeting(**given, participants=(LEE, JAPAN), kind="summit", status="planned")),
        a_record("o-1", Position(**given, holder=LEE, words="partner", stance=0.5, toward="JPN")),
    )


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ({"kind": "statement"}, {"s-1"}),
        ({"kind": "position"}, {"o-1"}),
        ({"parties": ("KOR", "JPN")}, {"e-1", "s-1", "g-1", "m-1", "o-1"}),  # s-1: spoken of; o-1: toward
        ({"parties": ("kor", "un")}, {"s-1"}),
        ({"parties": ("KOR", "RUS")}, set()),
        ({"type": "SUPPORT"}, {"e-1"}),
        ({"type": "request"}, {"e-2"}),
        ({"type": "planned"}, {"m-1"}),
        ({"type": "kept"}, {"g-1"}),
        ({"from_": "KOR"}, {"s-1", "g-1", "m-1", "o-1"}),
        ({"from_": "japan"}, {"e-1", "m-1"}),
        ({"from_": "Lee"}, {"s-1", "g-1", "m-1", "o-1"}),
        ({"from_": "lee jae-myung", "kind": "pledge"}, {"g-1"}),
        ({"from_": "US"}, set()),  # not within "Russia"
        ({"from_": "%"}, set()),
        ({"to": "JPN"}, {"g-1", "o-1"}),
        ({"to": "United Nations"}, {"e-2", "s-1"}),
        ({"from_": "RUS", "to": "UN", "type": "REQUEST", "kind": "event", "parties": ("RUS",)}, {"e-2"}),
    ],
)
def test_each_part_of_a_question_limits(asked, question, ids):
    assert set(asked(**question)) == ids


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ({"since": "2025-06-10"}, ["e-3", "e-2"]),
        ({"until": "2025-06-10"}, ["e-2", "e-1"]),
        ({"since": "2025-06-11", "until": "2025-06-11"}, ["e-2"]),
        ({"since": "2025-06", "until": "2025-06"}, ["e-3", "e-2", "e-1"]),
        ({"since": "2025-07"}, []),
        ({"until": "2025-05"}, []),
    ],
)
def test_time_is_the_records_own_or_else_the_day_it_was_first_told(conn, question, ids):
    ask = stored(
        conn,
        a_record("e-1", published=("2025-06-09T12:00Z", "2025-06-04T08:00Z")),
        a_record("e-2", an_event(when=When("2025-06-09", "2025-06-15", "week")), published=("2025-05-01",)),
        a_record("e-3", an_event(when=When("2025-06-20", None)), published=("2025-07-30",)),
        a_record("e-4", published=(None,)),
    )
    assert ask(**question) == ids


# Finding by id


@pytest.fixture
def shown(conn):
    page = a_page()
    add_page(conn, page, (a_reading(page, id="a-1234"),))
    replace_derived(conn, [], [a_record("e-1200"), a_record("e-1234"), a_record("e-12345")])
    return conn


def test_a_unique_prefix_finds_article_record_or_finding(shown):
    (finding,) = read.findings(shown)
    assert read.find(shown, "a-12").id == "a-1234"
    assert read.find(shown, " E-120 ") == a_record("e-1200")
    assert read.find(shown, finding.id[:6]) == finding


def test_a_whole_id_is_found_though_another_begins_with_it(shown):
    assert read.find(shown, "e-1234").id == "e-1234"


@pytest.mark.parametrize(
    ("prefix", "says"),
    [
        ("e-12", "more than one id begins with 'e-12': e-1200, e-1234, e-12345"),
        ("", "more than one id"),
        ("e-1299", "did you mean e-1200, e-1234, e-12345"),
        ("e-999", "no id begins with 'e-999'; `dragoman export` lists ids"),
        ("%", "no id begins with '%'"),
    ],
)
def test_an_ambiguous_or_unknown_prefix_is_answered_with_suggestions(shown, prefix, says):
    with pytest.raises(NotFound) as caught:
        read.find(shown, prefix)
    assert says in str(caught.value)


# Counts


def test_counts_tell_unread_pages_and_unique_articles(conn):
    for name in ("one.txt", "two.txt"):
        page = a_page(name)
        add_page(conn, page, (a_reading(page, id=f"a-{name}"),))
    add_page_issue(conn, "bad.bin", Issue("sources", "not text"))
    add_page_issue(conn, "one.txt", Issue("sources", "could not be read a second time"))
    replace_derived(conn, [("a-two.txt", "a-one.txt", 1.0, "a-one.txt")], [a_record("e-1"), a_record("e-2")])
    assert read.counts(conn) == read.Counts(2, 1, 2, 1, 2, 2, {"event": 2})
