"""The page without a browser: what each address answers, in which form, behind which headers, and what it refuses."""

import csv
import io
import json
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web.app import PAGES, application
from dragoman.web.guard import HEADERS, hostname
from dragoman.web.render import environment

HERE = "http://127.0.0.1:8765"
VIEWS = ("", "/statements", "/pledges", "/positions", "/meetings", "/actors", "/network", "/map", "/chart", "/sources")
WHOLE = ("/stories", "/ranking", "/network", "/map", "/calendar", "/articles", "/actors", "/coverage", "/issues",
         "/review", "/judgements", "/search", "/search?q=border", "/help")  # fmt: skip
PIRACY = """TOKYO, June 4, 2025

Japan accused North Korea {} on Wednesday.

Tokyo summoned the envoy of Pyongyang on Wednesday and asked for the crew to be set free at once.

The foreign ministry of Japan said that its ships had seen the attack from less than a mile away.
"""
FIRST_PAINT = 100_000  # bytes of a page with its style and script


@pytest.fixture(scope="module")
def web(record: Path) -> Iterator[TestClient]:
    with TestClient(application(lambda: Ledger(str(record))), base_url=HERE) as client:
        yield client


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A record to write into."""
    db = tmp_path / "own.db"
    shutil.copy(record, db)
    with TestClient(application(lambda: Ledger(str(db))), base_url=HERE) as client:
        yield client


@pytest.fixture
def over(tmp_path: Path, dragoman: Callable) -> Iterator[Callable[..., TestClient]]:
    """Serves a record of these texts."""
    opened: list[TestClient] = []

    def served(**texts: str) -> TestClient:
        folder = tmp_path / "pages"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        db = str(tmp_path / "over.db")
        with Ledger(db) as ledger:
            ledger.read([str(folder)])
        opened.append(TestClient(application(lambda: Ledger(db)), base_url=HERE))
        return opened[-1].__enter__()

    yield served
    for client in opened:
        client.__exit__(None, None, None)


class Outline(HTMLParser):
    """What a page is made of: tags with their attributes, and the text that stands outside of tags."""

    VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect", "line", "meter"})

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.names: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "a" and "a" in self.open:
            self.crossed.append("a in a")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.crossed.append(f"</{tag}> in {self.open[-1:]}")
        elif self.open:
            self.open.pop()

    def handle_data(self, text):
        if not {"script", "style"} & set(self.open):
            self.text += text


def addresses(web: TestClient) -> list[str]:
    """An address of every page there is over the samples."""
    tie = "/tie/RUS/USA"
    lines = web.get(f"{tie}.json").json()["records"]
    articles = web.get("/articles.json").json()["articles"]
    actors = web.get("/actors.json").json()["actors"]
    stories = web.get("/stories.json").json()["stories"]
    return [
        *(f"/story/{one['id']}" for one in stories),
        *(tie + view for view in VIEWS), *WHOLE, *(f"/article/{one['id']}" for one in articles),
        *(f"/record/{one['id']}" for one in lines), *(f"/actor/{one['actor']['id']}" for one in actors[:12]),
    ]  # fmt: skip


def with_extension(address: str, extension: str) -> str:
    path, mark, question = address.partition("?")
    return path + extension + mark + question


def test_every_page_is_html_and_json(web):
    for address in addresses(web):
        page = web.get(address)
        assert page.status_code == 200, address
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        outline = Outline(page.text)
        assert not outline.crossed and not outline.open, f"{address}: {outline.crossed or outline.open}"
        facts = web.get(with_extension(address, ".json"))
        assert facts.status_code == 200, address
        assert facts.json()["query"].split(",")[0] in outline.text.replace("\n", " "), "the page says what was asked"


def test_there_is_a_test_of_every_page(web):
    """What the routes are, the tests above have seen."""
    seen = [address.partition("?")[0] for address in addresses(web)] + ["/", "/calendar/2025-10"]
    for path in PAGES:
        pattern = re.compile(re.sub(r"\{[^}]+\}", ".+", path))
        assert any(pattern.fullmatch(one) for one in seen), f"no test asks for {path}"


def test_every_page_has_one_heading_and_names_for_what_can_be_used(web):
    for address in addresses(web):
        outline = Outline(web.get(address).text)
        assert sum(tag == "h1" for tag, _ in outline.tags) == 1, address
        ids = [attributes["id"] for _, attributes in outline.tags if attributes.get("id")]
        twice = {one for one in ids if ids.count(one) > 1}
        assert not twice, f"{address}: {twice}"
        for tag, attributes in outline.tags:
            if tag in ("nav", "aside", "svg") or attributes.get("role") == "img":
                assert attributes.get("aria-label"), f"{address}: {tag} without a name"
            if tag == "a":
                assert attributes.get("href") or "id" in attributes, address


def test_links_lead_somewhere(web):
    """Every link of every page on this server answers."""
    found: set[str] = set()
    for address in addresses(web)[:40]:
        for tag, attributes in Outline(web.get(address).text).tags:
            href = attributes.get("href") or ""
            if tag in ("a", "link") and href.startswith("/"):
                found.add(href.partition("#")[0])
    assert len(found) > 100
    broken = [href for href in sorted(found) if web.get(href).status_code != 200]
    assert not broken


def test_the_start_is_the_tie_or_story_with_most_new_facts(web):
    first = web.get("/ranking.json").json()["ties"][0]
    several = [one["new"] for one in web.get("/stories.json").json()["stories"] if one["independent_sources"] > 1]
    start = web.get("/").url.path
    assert (
        start.startswith("/story/") if max(several) > first["new"] else start == f"/tie/{first['one']}/{first['other']}"
    )
    assert "new fact" in first["reason"] and "independent" in first["reason"]


def test_a_story_shows_what_is_told_in_two_ways(web):
    (disputed,) = [one for one in web.get("/stories.json").json()["stories"] if one["disputed"]]
    page = web.get(f"/story/{disputed['id']}.json").json()
    (one,) = page["contradictions"]
    assert len({side["value"] for side in one["sides"]}) > 1
    html = web.get(f"/story/{disputed['id']}").text
    for side in one["sides"]:
        report = side["report"]
        assert f"/article/{report['article']}?at={report['start']}-{report['end']}#at" in html
    article = web.get(f"/article/{page['articles'][0]['id']}.json").json()
    assert article["story"]["id"] == disputed["id"]
    assert web.get("/story/e-0000000000").status_code == 404


def test_nothing_read_yet_teaches(over):
    web = over()
    page = web.get("/")
    assert page.status_code == 200 and "dragoman read" in page.text
    for address in WHOLE:
        assert web.get(address).status_code == 200, address


def test_a_tie_is_found_by_names_and_says_what_is_missing(web):
    moved = web.get("/tie/kyrgyzstan/Tajikistan/pledges.json?since=2025")
    assert moved.url.path == "/tie/KGZ/TJK/pledges.json" and moved.url.params["since"] == "2025"
    missing = web.get("/tie/KGZ/Atlantis.json")
    assert missing.status_code == 404 and "Atlantis" in missing.json()["error"]
    assert web.get("/tie/KGZ").status_code == 404


def test_the_timeline_holds_what_the_record_holds_between_them(web, record):
    page = web.get("/tie/KGZ/TJK.json").json()
    shown = {one["id"] for one in (*page["records"], *page["ahead"])}
    with Ledger(str(record)) as ledger:
        told = {entry.id for entry in ledger.tie("KGZ", "TJK").timeline()}
    assert shown == told
    assert sum(page["counts"].values()) == len(told)
    days = [one["when"]["end"] for one in page["records"] if one["when"]["end"]]
    assert days == sorted(days, reverse=True)
    assert all(one["status"] == "planned" for one in page["ahead"] if one["kind_of"] == "meeting")


def test_evidence_shows_the_exact_words_in_their_surroundings(web):
    page = web.get("/tie/KGZ/TJK.json").json()
    for line in page["records"]:
        seen = web.get(f"/record/{line['id']}.json").json()["seen"]
        for telling in seen["tellings"]:
            text = web.get(f"/article/{telling['article']}.json").json()["article"]["text"]
            assert text[telling["start"] : telling["end"]] == telling["quote"]
            assert telling["before"] + telling["quote"] + telling["after"] in text
        html = web.get(f"/tie/KGZ/TJK?see={line['id']}").text
        assert f'data-id="{line["id"]}"' in html.partition('<aside id="evidence"')[2]


def test_a_passage_has_an_address(web):
    report = web.get("/tie/KGZ/TJK.json").json()["records"][0]["reports"][0]
    page = web.get(f"/article/{report['article']}?at={report['start']}-{report['end']}").text
    marked = " ".join(Outline("".join(re.findall(r"<mark>(.*?)</mark>", page, re.S))).text.split())
    assert marked == " ".join(report["quote"].split())
    assert 'id="at"' in page
    assert web.get(f"/article/{report['article']}?at=5-999999").status_code == 400


def test_a_citation_can_be_taken_along(web):
    report = web.get("/tie/ISR/TUR.json").json()["records"][0]["reports"][0]
    at = f"{report['start']}-{report['end']}"
    cited = web.get(f"/article/{report['article']}.json?at={at}").json()["cited"]
    (entry,) = json.loads(cited["csl"])
    assert entry["type"] == "article-newspaper" and entry["issued"]["date-parts"][0][0] == 2024
    assert cited["bibtex"].startswith("@article{a-") and cited["bibtex"].count("{") == cited["bibtex"].count("}")
    assert "3 May 2024" in cited["footnote"] or "2024" in cited["footnote"]


def test_tables_are_csv_with_all_their_rows(web):
    rows = list(csv.DictReader(io.StringIO(web.get("/search.csv?kind=event").text)))
    total = web.get("/search.json?kind=event").json()["counts"]["event"]
    assert len(rows) == total > 30
    assert {"id", "type", "actors", "reports"} <= set(rows[0])
    names = list(csv.DictReader(io.StringIO(web.get("/tie/KGZ/TJK.csv").text)))
    assert {"id", "kind", "start", "code", "text"} <= set(names[0])
    assert web.get("/help.csv").status_code == 404


def test_pages_follow_one_another_without_a_gap(web):
    seen, address = [], "/search.json?kind=event"
    while address:
        page = web.get(address).json()
        seen += [one["id"] for one in page["records"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == page["counts"]["event"]
    assert web.get("/search?after=!!").status_code == 400


def test_search_marks_what_was_looked_for(web):
    page = web.get("/search", params={"q": "Truce india*"}).text
    assert "<mark>truce</mark>" in page or "<mark>Truce</mark>" in page
    assert "<mark>India</mark>" in page
    ids = {one["id"] for one in web.get("/search.json", params={"q": '"agreed on the truce"'}).json()["records"]}
    assert ids and ids < {one["id"] for one in web.get("/search.json", params={"q": "truce"}).json()["records"]}
    without = web.get("/search.json", params={"q": "truce -telephone"}).json()["records"]
    assert not ids & {one["id"] for one in without if "telephone" in json.dumps(one)}


def test_reports_never_stand_in_quotation_marks(web):
    told = web.get("/tie/ISR/TUR/statements.json").json()["records"]
    page = web.get("/tie/ISR/TUR/statements").text
    assert {one["kind"] for one in told} == {"indirect"}
    for one in told:
        words = str(escape(one["words"][:20]))
        assert f"({one['cue']}): <bdi>{words}" in page and f"<q><bdi>{words}" not in page
    assert "<q><bdi>Whoever thinks that a nation" in web.get("/actor/RUS").text


@pytest.mark.parametrize(
    "typed", ['"', "*", "AND", "a:b", "NEAR(", "-", "'; DROP TABLE record; --", "\x00", "（", "x" * 399]
)
def test_nothing_typed_breaks_the_search(web, typed):
    assert web.get("/search", params={"q": typed}).status_code == 200


def test_limits_narrow_what_is_shown(web):
    everything = web.get("/search.json").json()["total"]
    strict = web.get("/search.json?profile=strict").json()
    assert 0 < strict["total"] < everything
    assert all(one["independent_sources"] > 1 or one.get("confidence", 1) >= 0.8 for one in strict["records"])
    early = web.get("/search.json?as_of=2025-03-31").json()
    assert 0 < early["total"] < everything
    assert all(report["published"] <= "2025-03-31~" for one in early["records"] for report in one["reports"])
    assert "as known on 31 Mar 2025" in early["query"]
    assert web.get("/search.json?state=KGZ&state=Tajikistan").json()["states"] == ["KGZ", "TJK"]
    for wrong in ("since=yesterday", "since=2025-02-30", "profile=best", "kind=rumour", "state=Atlantis"):
        assert web.get(f"/search?{wrong}").status_code == 400, wrong


def test_ties_lean_as_everywhere_else(web, record):
    """The page, its map and its ties count as `dragoman network` does: what one did to the other, by sources."""
    with Ledger(str(record)) as ledger:
        told = {(link.a, link.b): (link.events, link.mean, link.lean) for link in ledger.network().links}
    shown = {(one["one"], one["other"]): one for one in web.get("/network.json").json()["bonds"]}
    assert told and told.keys() <= shown.keys()
    for pair, (events, mean, lean) in told.items():
        one = shown[pair]
        assert (one["events"], one["mean"], one["lean"]) == (events, mean, lean), pair
        head = web.get(f"/tie/{'/'.join(pair)}.json").json()["lean"]
        assert (head["events"], head["mean"], head["to"]) == (events, mean, lean), pair
    beside = [one for pair, one in shown.items() if pair not in told]
    assert beside and all(one["mean"] is None for one in beside), "what two do to a third says nothing of them"


def test_limits_hold_for_ties_too(web):
    def ties(address: str) -> dict[tuple[str, str], int]:
        return {(one["one"], one["other"]): one["records"] for one in web.get(address).json()["bonds"]}

    whole = ties("/network.json")
    for limit in ("since=2025-10", "until=2024", "as_of=2025-03-13", "profile=strict"):
        for view in ("/network", "/map", "/tie/RUS/USA/network"):
            part = ties(f"{view}.json?{limit}")
            assert sum(part.values()) < sum(whole.values()) and part.items() != whole.items(), (view, limit)
            assert all(records <= whole[pair] for pair, records in part.items()), (view, limit)
    ranked = web.get("/ranking.json?as_of=2025-03-14").json()["ties"]
    assert ranked[0]["new"] and "14 Mar 2025" in ranked[0]["reason"]
    story = web.get("/stories.json").json()["stories"][0]["id"]
    strict = web.get(f"/story/{story}.json?profile=strict").json()
    assert 0 < strict["total"] < web.get(f"/story/{story}.json").json()["total"]


def test_a_search_of_articles_gives_articles(web):
    page = web.get("/search.json?q=border&in=articles").json()
    rows = list(csv.DictReader(io.StringIO(web.get("/search.csv?q=border&in=articles").text)))
    assert {row["id"] for row in rows} == {one["id"] for one in page["articles"]} and rows[0]["text"]
    narrow = web.get("/search.json?q=border&in=articles&since=2025-05&until=2025-05-09").json()
    assert narrow["articles"] and all(one["published"].startswith("2025-05-0") for one in narrow["articles"])
    assert "from May 2025 on, up to 9 May 2025" in narrow["query"]


def test_a_line_of_a_search_says_why_it_was_found(web):
    found = web.get("/search.json?q=border").json()
    for record in found["records"]:
        marked = [piece for piece in found["hits"][record["id"]] if piece["marks"]]
        beneath = [piece for piece in found["beneath"].get(record["id"], ()) if piece["marks"]]
        assert bool(marked) != bool(beneath), record["id"]


def test_an_empty_answer_says_what_weaker_ones_there_are(web):
    page = web.get("/tie/KGZ/TJK/pledges?profile=strict").text
    assert "with these limits" in page and "not surely read" in page and "show all facts" in page
    assert "in these 16 articles" in web.get("/tie/JPN/BRA").text


def test_meetings_go_into_a_calendar(web):
    answer = web.get("/calendar/2025-10.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") >= 2
    assert all(len(line.encode()) <= 75 for line in lines)
    assert web.get("/calendar/2025-13").status_code == 400
    assert web.get("/articles.ics").status_code == 404


def test_a_page_is_not_drawn_twice_for_one_reader(web):
    first = web.get("/ranking")
    again = web.get("/ranking", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_first_paint_is_small(web):
    shared = len(web.get("/static/page.css").content) + len(web.get("/static/page.js").content)
    for address in addresses(web):
        assert len(web.get(address).content) + shared <= FIRST_PAINT, address


# -- safe


def test_every_answer_is_guarded(web):
    for address in ("/ranking", "/ranking.json", "/search.csv", "/static/page.js", "/nowhere", "/search?since=x"):
        answer = web.get(address)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (address, name)
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "*" not in policy


def test_no_page_needs_what_the_policy_forbids(web):
    for address in addresses(web):
        page = web.get(address).text
        for tag, attributes in Outline(page).tags:
            assert tag not in ("style", "iframe", "object", "embed", "base"), (address, tag)
            assert "style" not in attributes and not any(name.startswith("on") for name in attributes), (address, tag)
            for name in ("src", "href", "action"):
                value = attributes.get(name) or "/"
                assert value.startswith(("/", "#")) and not value.startswith("//"), (address, value)
        assert page.count("<script") == 1 and '<script src="/static/page.js" defer></script>' in page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "10.0.0.1"])
def test_another_host_is_refused(web, host):
    answer = web.get("/ranking", headers={"Host": host})
    assert answer.status_code == 421 and "Ranking" not in answer.text


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_is_answered(web, host):
    assert web.get("/ranking", headers={"Host": host}).status_code == 200


def test_a_host_is_read_as_one():
    assert [hostname(host) for host in ("[::1]:1", "localhost:80", "a@b", "[", "")] == ["::1", "localhost", "", "", ""]


def test_an_address_has_an_end(web):
    assert web.get("/search?q=" + "a" * 5000).status_code == 414
    assert web.get("/search?q=" + "a" * 401).status_code == 400


def test_reading_takes_no_other_method(web):
    assert web.put("/ranking").status_code == 405
    assert web.post("/ranking").status_code == 405
    assert web.get("/judge").status_code in (404, 405)


def test_what_is_read_meanwhile_is_there(over, tmp_path):
    web = over()
    assert web.get("/articles.json").json()["articles"] == []
    (tmp_path / "new.txt").write_text(PIRACY.format("of piracy"), "utf-8")
    with Ledger(str(tmp_path / "over.db")) as ledger:
        ledger.read([str(tmp_path / "new.txt")])
    assert len(web.get("/articles.json").json()["articles"]) == 1


def test_serving_says_what_is_wrong(dragoman, record, tmp_path):
    missing = dragoman("serve", "--db", tmp_path / "none.db")
    assert missing.code == 3 and "does not exist" in missing.err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = dragoman("serve", "--db", record, "--port", port)
    assert busy.code == 2 and f"port {port}" in busy.err and "--port" in busy.err


# -- judgements


def form(page: str, action: str) -> dict[str, str]:
    """The fields of the first form of a page that goes there."""
    body = re.search(rf'<form[^>]*action="{action}">(.*?)</form>', page, re.S)[1]
    tags = Outline(body).tags
    fields = {one["name"]: one.get("value") or "" for tag, one in tags if tag == "input" and one.get("name")}
    (button,) = [one for tag, one in tags if tag == "button"][:1]
    return fields | ({button["name"]: button["value"]} if "name" in button else {})


def test_a_fact_is_rejected_and_the_rejection_undone(own):
    page = own.get("/review")
    fields = form(page.text, "/judge") | {"kind": "reject", "note": "never happened"}
    before = own.get("/review.json").json()
    done = own.post("/judge", data=fields)
    assert done.url.path == "/review" and "Judged wrong" in done.text and "never happened" in done.text
    after = own.get("/review.json").json()
    assert after["waiting"] == before["waiting"] - 1 and after["judged"] == before["judged"] + 1
    assert own.get(f"/record/{fields['id']}").status_code == 404
    assert fields["id"] not in own.get("/search.csv").text
    assert [one["id"] for one in own.get("/judgements.json").json()["rejected"]] == [fields["id"]]
    undone = own.post("/undo", data=form(done.text, "/undo"))
    assert undone.status_code == 200 and own.get(f"/record/{fields['id']}").status_code == 200
    assert own.get("/review.json").json()["waiting"] == before["waiting"]
    assert [one["kind"] for one in own.get("/judgements.json").json()["judgements"]] == ["undo", "reject"]


def test_a_fact_is_mended(own):
    id = own.get("/search.json?kind=event&type=SANCTION").json()["records"][0]["id"]
    page = own.get(f"/record/{id}").text
    fields = form(page, "/judge") | {
        "kind": "mend", "type": "ACCUSE", "date": "2025-09", "recipients": "Japan; EU", "author": "A. Reader",
    }  # fmt: skip
    done = own.post("/judge", data=fields)
    assert done.status_code == 200 and "Mended" in done.text and "A. Reader" in done.text
    (mended,) = [one for one in own.get("/search.json?state=JPN&type=ACCUSE").json()["records"]]
    assert [actor["id"] for actor in mended["recipients"]] == ["JPN", "EU"]
    assert mended["when"]["start"] == "2025-09-01" and mended["when"]["end"] == "2025-09-30"
    evidence = own.get(f"/record/{mended['id']}.json").json()["seen"]
    assert evidence["judged"][0]["author"] == "A. Reader"


@pytest.mark.parametrize(
    ("more", "says"),
    [({"kind": "mend"}, "nothing was changed"), ({"kind": "mend", "date": "2025-02-30"}, "no such day"),
     ({"kind": "mend", "recipients": "Nobody Atall"}, "nobody of that name"), ({"kind": "same"}, "the other fact"),
     ({"kind": "praise"}, "no such judgement"), ({"kind": "mend", "type": "DANCE"}, "no PLOVER type")],
)  # fmt: skip
def test_a_judgement_that_cannot_be_says_why(own, more, says):
    page = own.get("/search?kind=event").text
    answer = own.post("/judge", data=form(page, "/judge") | more)
    assert answer.status_code == 400 and says in answer.text


def test_a_note_is_pinned_and_taken_back(own):
    page = own.get("/review").text
    fields = form(page, "/note") | {"text": "Ask the embassy. <b>Twice</b>"}
    done = own.post("/note", data=fields)
    assert "The note is pinned" in done.text
    article = own.get(f"/article/{fields['article']}")
    assert "Ask the embassy. &lt;b&gt;Twice&lt;/b&gt;" in article.text
    (note,) = own.get(f"/article/{fields['article']}.json").json()["notes"]
    assert (
        note["quote"]
        == own.get(f"/article/{fields['article']}.json").json()["article"]["text"][note["start"] : note["end"]]
    )
    own.post("/unnote", data=form(done.text, "/unnote"))
    assert not own.get(f"/article/{fields['article']}.json").json()["notes"]
    assert own.post("/note", data=fields | {"text": " "}).status_code == 400


def test_a_note_on_words_alone_is_exported(own, tmp_path):
    (article, *_) = own.get("/articles.json").json()["articles"]
    page = own.get(f"/article/{article['id']}?at=3-40").text
    fields = form(page, "/note") | {"text": "Who said so?", "author": "A. Reader"}
    assert (fields["start"], fields["end"], fields["record"]) == ("3", "40", "")
    own.post("/note", data=fields)
    with Ledger(str(tmp_path / "own.db")) as ledger:
        (row,) = ledger.rows("notes")
        assert row["quote"] == ledger.article(article["id"]).text[3:40]
    assert (row["text"], row["author"], row["record"], row["removed"]) == ("Who said so?", "A. Reader", None, None)


def test_a_write_needs_our_page_and_its_token(own):
    fields = form(own.get("/review").text, "/judge") | {"kind": "reject"}
    elsewhere = {"Origin": "http://evil.example"}
    assert own.post("/judge", data=fields, headers=elsewhere).status_code == 403
    assert own.post("/judge", data=fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert own.post("/judge", data=fields | {"token": "guess"}).status_code == 403
    assert own.post("/judge", data={k: v for k, v in fields.items() if k != "token"}).status_code == 403
    assert own.post("/judge", json=fields).status_code == 403
    assert own.post("/judge", data=fields | {"note": "x" * 70_000}).status_code == 403
    assert own.get("/judgements.json").json()["judgements"] == []
    assert own.post("/judge", data=fields, headers={"Origin": HERE}).status_code == 200


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_leads_back_to_us_alone(own, back):
    fields = form(own.get("/review").text, "/judge") | {"kind": "accept", "back": back}
    answer = own.post("/judge", data=fields, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/?done=")


# -- hostile articles

NASTY = (
    "<script>alert(1)</script>", "<svg/onload=alert(1)>", '<iframe srcdoc="<script>alert(1)</script>">',
    '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</title><script>alert(2)</script>", "' onmouseover='alert(1)",
)  # fmt: skip


def test_words_of_an_article_are_never_markup(over):
    paragraphs = [
        f"Japan's foreign ministry accused North Korea of piracy on Monday {nasty} and summoned its envoy."
        for nasty in NASTY
    ]
    quotes = [
        f'"We condemn this {nasty} act," Japanese Prime Minister Shigeru Ishiba said in Tokyo.' for nasty in NASTY
    ]
    web = over(nasty=f"{NASTY[0]} Ministry {NASTY[3]}\n\nTOKYO, June 4, 2025\n\n" + "\n\n".join(paragraphs + quotes))
    articles = web.get("/articles.json").json()["articles"]
    assert articles
    asked = [f"/article/{articles[0]['id']}", "/articles", "/search?q=alert", "/actors", "/review", "/coverage",
             "/issues", "/ranking", "/network"]  # fmt: skip
    lines = web.get("/search.json").json()["records"]
    assert lines, "the nasty words must have come into facts"
    for address in (*asked, *(f"/record/{one['id']}" for one in lines)):
        page = web.get(address)
        assert page.status_code == 200
        outline = Outline(page.text)
        assert sum(tag == "script" for tag, _ in outline.tags) == 1, address
        assert not [tag for tag, attributes in outline.tags if any(name.startswith("on") for name in attributes)]
        assert not {"iframe", "img"} & {tag for tag, _ in outline.tags}
    assert "alert(1)" in Outline(web.get(asked[0]).text).text, "shown, as words"
    assert "{{ 7*7 }}" in Outline(web.get(asked[0]).text).text


def test_turned_text_turns_nothing_of_ours(over):
    """Most such signs are cleaned out of an article's text; whatever comes through is shown as a sign for itself."""
    turned = "\u202eevil\u2066"
    web = over(turned=PIRACY.format(f"{turned} of piracy"))
    (article,) = web.get("/articles.json").json()["articles"]
    page = web.get(f"/article/{article['id']}").text
    assert "evil" in page and not set(page) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    shown = environment().from_string("{{ words }}").render(words=f"<i>{turned}")
    assert shown == "&lt;i&gt;\ufffdevil\ufffd"


def test_a_megabyte_of_one_word_is_shown_in_parts(over):
    word = "a" * 1_000_000
    web = over(long=f"Japan accused North Korea of piracy on 4 June 2025.\n\nTokyo said: {word}\n\nIt was over.")
    (article,) = web.get("/articles.json").json()["articles"]
    whole, address, parts = (
        web.get(f"/article/{article['id']}.json").json()["article"]["text"],
        f"/article/{article['id']}",
        0,
    )
    assert len(whole) > 1_000_000
    end = 0
    while end < len(whole) and parts < 100:
        page = web.get(f"/article/{article['id']}?from={end}" if end else address)
        assert page.status_code == 200 and len(page.content) < FIRST_PAINT
        end, parts = web.get(f"/article/{article['id']}.json?from={end}").json()["end"], parts + 1
    assert end == len(whole)
    for address in ("/articles", "/search", "/search?q=aaa*", "/review", "/"):
        assert len(web.get(address).content) < FIRST_PAINT, address


# -- colours


def colours(style: str) -> Iterator[dict[str, str]]:
    """The colours of the light and of the dark page."""
    for block in re.findall(r":root \{(.*?)\}", style, re.S)[:2]:
        yield dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_on_every_ground(web):
    looks = list(colours(web.get("/static/page.css").text))
    assert len(looks) == 2
    for look in looks:
        for text in ("ink", "soft", "accent", "good", "bad"):
            for ground in ("paper", "raised", "sunk"):
                assert contrast(look[text], look[ground]) >= 4.5, (text, ground, look[text], look[ground])
        assert contrast(look["mark-ink"], look["mark"]) >= 4.5
        assert contrast(look["focus"], look["paper"]) >= 3
