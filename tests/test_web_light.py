"""Pages of a record that holds a great deal in one place: they stay light, and say what they leave out."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.lexicon import load
from dragoman.model.actor import Actor
from dragoman.model.article import Article, Dropped, Published
from dragoman.model.finding import Citation, Event, Position, Statement
from dragoman.model.identity import content_id
from dragoman.model.page import Page
from dragoman.model.reading import Issue, Reading
from dragoman.model.record import Record, Report
from dragoman.model.when import When
from dragoman.store import records as rows
from dragoman.store import write
from dragoman.store.connection import transaction
from dragoman.web.app import application

FIRST_PAINT = 100_000  # bytes of a page with its style and script
MANY = 400  # facts of each kind, told by one article
PEOPLE = 150
JAPAN = Actor("JPN", "Japan", "state", "JPN", "GOV")


def finding(number: int, citation: Citation) -> Event | Statement | Position:
    """A deed, words or a position of one of many people, by turns, each on a day of its own."""
    who = Actor(f"KOR.person-{number % PEOPLE}", f"Person {number % PEOPLE} of a Long Name", "person", "KOR", "GOV")
    day = str(date(2020, 1, 1) + timedelta(days=number))
    common = {"citation": citation, "when": When(day, day, "day", "expression"), "confidence": 0.5, "why": "made up"}
    match number % 3:
        case 0:
            return Event(type="ACCUSE", actors=(who,), recipients=(JAPAN,), summary=citation.quote, **common)
        case 1:
            return Statement(words=citation.quote, speaker=who, addressees=(JAPAN,), **common)
    return Position(holder=who, toward="JPN", stance=(-1.0, 1.0)[number % 2], words=citation.quote, **common)


def dense() -> tuple[Page, Reading, list[Record]]:
    """One article in which every sentence is a fact."""
    sentences = [
        f"Person {at % PEOPLE} of a Long Name said much <{at}> of Japan & its harbours." for at in range(3 * MANY)
    ]
    text = "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))
    id, page = content_id("a", text), Page("page.txt", "text", content_id("p", text), text)
    article = Article(
        id, page.name, page.id, text, title="All of it", outlet="The Gazette",
        published=Published("2023-06-01T09:00+00:00", "header", "2023-06-01"),
        dropped=tuple(Dropped(at, at + 9, "related", "x" * 400, "a list of links") for at in range(MANY)),
    )  # fmt: skip
    found, records, place = [], [], 0
    for number, sentence in enumerate(sentences):
        place = text.index(sentence, place)
        told = finding(number, Citation(id, place, place + len(sentence), sentence))
        found.append(told)
        report = Report(id, "The Gazette", article.published.value, sentence, place, place + len(sentence))
        records.append(Record(content_id("e", sentence), told, (report,), 1, ()))
    issues = tuple(
        Issue("actors", f"“person {at}”: " + "so many bear this name " * 9, id, at, at + 5) for at in range(MANY)
    )
    return page, Reading(article, findings=tuple(found), issues=issues), records


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    db = str(tmp_path_factory.mktemp("dense") / "record.db")
    page, reading, records = dense()
    with Ledger(db) as ledger:
        conn, article = ledger._conn, reading.article
        write.add_page(conn, page, (reading,))
        with transaction(conn):
            for record in records:
                rows.add(conn, record, load().plover)
            for waiting in ("pending", "pending_story"):  # as if derived
                conn.execute(f"DELETE FROM {waiting}")
        for number in range(60):
            ledger.note(article.id, number, number + 40, "Ask the embassy. " * 100, author="A. Reader")
    with TestClient(application(lambda: Ledger(db)), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_every_page_of_a_dense_record_is_light(web):
    shared = sum(len(web.get(f"/static/page.{kind}").content) for kind in ("css", "js"))
    (article,) = web.get("/articles.json").json()["articles"]
    tie = ("", "/statements", "/positions", "/actors", "/network", "/map", "/chart", "/sources")
    asked = [f"/article/{article['id']}", f"/article/{article['id']}?from=40000", "/actor/JPN", "/actor/KOR", "/actors",
             "/search", "/search?q=harbours", "/review", "/judgements", "/issues", "/coverage", "/calendar",
             *(f"/tie/KOR/JPN{view}" for view in tie)]  # fmt: skip
    heavy = {address: len(web.get(address).content) + shared for address in asked}
    assert {address: bytes for address, bytes in heavy.items() if bytes > FIRST_PAINT} == {}


def test_a_long_article_is_shown_in_parts_that_together_are_all_of_it(web):
    (article,) = web.get("/articles.json").json()["articles"]
    text, told, at = "", set(), 0
    while at < article["length"]:
        part = web.get(f"/article/{article['id']}.json?from={at}").json()
        text += part["article"]["text"][part["start"] : part["end"]]
        told |= {record["id"] for record in part["records"]}
        assert at < part["end"]
        at = part["end"]
    assert text == part["article"]["text"] and len(told) == 3 * MANY


def test_what_a_page_leaves_out_is_said_and_is_elsewhere(web):
    (article,) = web.get("/articles.json").json()["articles"]
    address = f"/article/{article['id']}"
    whole, page = web.get(f"{address}.json").json(), web.get(address).text
    assert len(whole["dropped"]) == MANY and f"{MANY - 15} pieces more; the" in page
    assert len(whole["issues"]) == MANY and len(whole["notes"]) == 60
    assert len(whole["actors"]) == PEOPLE + 1
    positions = web.get("/tie/KOR/JPN/positions")
    assert f"{PEOPLE // 3 - 12} holders more" in positions.text and "earlier ones; the CSV holds all" in positions.text
    assert web.get("/tie/KOR/JPN/positions.csv").text.count("\n") == MANY + 1
    assert "Only the first 60 are shown; the CSV holds all" in web.get("/tie/KOR/JPN/actors").text
    assert "35 notes more" in web.get("/judgements").text
