"""sources/html: markup in, visible lines with roles out; hostile pages cost one PageError each."""

import io
import os
import signal
import socket

import pytest

from dragoman.config import Limits
from dragoman.errors import PageError
from dragoman.model.page import Page
from dragoman.sources import html, html_child
from dragoman.sources.html_depth import deeper_than

BODY = [
    "The foreign ministers of the two countries met in Brussels on Friday and will reopen their embassies.",
    "“We have turned a page,” the host told reporters after two hours of talks that both sides called frank.",
    "A second round is planned for May, when the border crossings will be on the table.",
    "Trade between the neighbours had fallen by half since the quarrel began three years ago, they said.",
]
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Ministers meet | The Sentinel</title>
<meta property="og:site_name" content="The Sentinel">
<meta property="article:modified_time" content="2025-04-01T09:00:00Z">
<link rel="canonical" href="https://sentinel.example/ministers-meet">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
 "headline": "Ministers meet in Brussels", "datePublished": "2025-03-14T17:05:00+01:00",
 "dateModified": "2025-03-20T10:00:00+01:00",
 "author": [{{"@type": "Person", "name": "Jane Roe"}}, {{"@type": "Person", "name": "jane-roe"}}]}},
 {{"@type": "ItemList", "itemListElement": [{{"@type": "NewsArticle", "datePublished": "2020-01-01"}}]}}]}}
</script>
<style>p {{ color: red }}</style></head>
<body class="has-comments">
<header><nav><a href="/">Home</a><a href="/world">World</a></nav></header>
<main><article>
<h1>Ministers meet in   Brussels</h1>
<div class="byline">By Jane Roe</div><time datetime="2025-03-14">March 14, 2025</time>
<figure><img src="x.jpg" alt="no">
<figcaption>The ministers shake hands on Friday. (Agency)</figcaption></figure>
{"".join(f"<p>{paragraph}</p>" for paragraph in BODY)}
<p hidden>Hidden words.</p><p style="display: none">More hidden words.</p><template><p>Template</p></template>
<svg><text>Vector words</text></svg><script>document.write("<p>Script words</p>")</script>
<iframe srcdoc="<p>Frame words</p>"></iframe>
</article></main>
<aside class="most-read"><ol><li><a href="/1">Minister quits over a lost umbrella</a></li></ol></aside>
<ul><li><a href="/2">Storm hits the coast of another country</a></li></ul>
<section id="comments">
<p class="byline">reader77</p><p>First comment, and a rather rude one at that!</p></section>
<footer>© The Sentinel</footer></body></html>"""


def read(markup: str | bytes, **limits) -> Page | PageError:
    data = markup.encode() if isinstance(markup, str) else markup
    (found,) = html.read("page.html", io.BytesIO(data), Limits(**limits))
    return found


@pytest.fixture(scope="module", autouse=True)
def no_child_left():
    yield
    html_child.close()


@pytest.fixture(scope="module")
def page() -> Page:
    return read(PAGE)


def roles(page: Page) -> dict[str, str]:
    return {page.text[block.start : block.end]: block.role for block in page.blocks}


def test_metadata(page):
    given = page.given
    assert given.title == "Ministers meet in Brussels"
    assert given.url == "https://sentinel.example/ministers-meet"
    assert (given.outlet, given.byline) == ("The Sentinel", ("Jane Roe",))
    assert given.published == "2025-03-14T17:05:00+01:00"
    assert given.text is None


def test_blocks_are_the_lines(page):
    assert [page.text[block.start : block.end] for block in page.blocks] == page.text.split("\n")
    assert all(block.reason for block in page.blocks)


def test_roles(page):
    found = roles(page)
    assert [text for text, role in found.items() if role == "body"] == BODY
    assert found["Ministers meet in Brussels"] == "title"
    assert found["The ministers shake hands on Friday. (Agency)"] == "caption"
    assert found["Minister quits over a lost umbrella"] == "ranking"
    assert found["Storm hits the coast of another country"] == "related"
    assert found["First comment, and a rather rude one at that!"] == "comment"
    assert found["reader77"] == "comment"
    assert found["Home World"] == found["© The Sentinel"] == "other"


def test_only_what_is_seen(page):
    for word in ("Hidden", "hidden words", "Template", "Vector", "Script words", "Frame", "color", "srcdoc"):
        assert word not in page.text


def test_markup_inside_the_text_is_text():
    page = read(
        "<html><body><p>She wrote &lt;script&gt;alert(1)&lt;/script&gt; on the board.</p></body></html>"
    )
    assert page.text == "She wrote <script>alert(1)</script> on the board."


@pytest.mark.parametrize(
    ("metas", "expected"),
    [
        ('<meta name="date" content="2025-03-14">'
         '<meta itemprop="datePublished" content="2025-03-14T08:00:00Z">',
         "2025-03-14T08:00:00Z"),
        ('<meta property="article:published_time" content="Fri, 14 Mar 2025 08:00:00 GMT">',
         "2025-03-14T08:00:00+00:00"),
        ('<meta property="article:modified_time" content="2025-03-15T08:00:00Z">'
         '<meta property="article:published_time" content="2025-03-14">', "2025-03-14"),
    ],
)  # fmt: skip
def test_published(metas, expected):
    markup = f"<html><head>{metas}</head><body>{''.join(f'<p>{p}</p>' for p in BODY)}</body></html>"
    assert read(markup).given.published == expected


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("shift_jis", "首相は月曜日に大統領と電話で会談した。"),
     ("windows-1252", "Der Außenminister sagte: „Schön“."),
     ("koi8-r", "Президент прибыл в столицу с визитом.")],
)  # fmt: skip
def test_declared_encoding(encoding, text):
    assert read(f'<html><meta charset="{encoding}"><body><p>{text}</p>'.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        ("<html><body><script>render()</script></body></html>", "shows no text"),
        ("<div>" * 100_000 + "deep", "more than 512 deep"),
        ("<b>" * 100_000, "more than 512 deep"),
    ],
)
def test_refused_with_a_reason(markup, reason):
    error = read(markup)
    assert isinstance(error, PageError)
    assert reason in error.reason


def test_depth_counts_nests_not_neighbours():
    assert not deeper_than(5, "<p>x" * 1000 + "<br>" * 1000 + "<div></div>" * 1000)
    assert not deeper_than(5, "<script>" + "'<div>'" * 1000 + "</SCRIPT><!--" + "<div>" * 1000 + "-->")
    assert not deeper_than(5, "<svg>" + "<path d='m'/>" * 1000 + "</svg>")
    assert deeper_than(5, "<div class='a>b'>" * 6)
    assert not deeper_than(5, "<p" * 1_000_000)  # and in linear time


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<p>One more paragraph of the same kind.</p>" * 200_000,
        "<table><tr><td>" * 400 + "<p>Words in tables.</p>",
        "<html><p>Unclosed <b>and <i>crossed</b> over</i> <a href='x>y <p>words &bogus; &#x110000; &#0; end",
        '<!DOCTYPE h [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><body><p>Bomb &b;</p></body></html>',
        "<html><body><p>" + "word " * 1_000_000,
        "<html " + "a='b' " * 100_000 + "><p>Many attributes.</p>",
        "<p>" + "&lt;" * 500_000,
        "<table><tr>" + "<td>" * 50_000 + "cell",
        "<a>" * 50_000 + "<li>" * 50_000 + "<option>" * 50_000 + "end",
        "<html><base href='http://127.0.0.1:9/'><link rel=stylesheet href=x><img src=y><p>Some words.</p>",
    ],
)
def test_hostile_pages_end_in_a_page_or_a_reason(markup):
    assert isinstance(read(markup, seconds=3), Page | PageError)
    assert isinstance(read(PAGE), Page)


def test_a_page_that_takes_too_long_costs_only_itself():
    slow = "<html><body>" + "".join(
        f"<p>Paragraph number {n} of a very long page.</p>" for n in range(100_000)
    )
    error = read(slow, seconds=0.01)
    assert "took over 0.01 s" in error.reason
    assert isinstance(read(PAGE), Page)


def test_a_child_killed_midway_costs_only_its_page():
    assert isinstance(read(PAGE), Page)
    os.kill(html_child._worker._process.pid, signal.SIGKILL)
    error = read(PAGE)
    assert "crashed the parser" in error.reason
    assert isinstance(read(PAGE), Page)


def test_memory_is_bounded():
    error = read("<html><body><p>" + "word " * 2_800_000, memory_bytes=200 << 20, seconds=60)
    assert "too much memory" in error.reason
    assert isinstance(read(PAGE), Page)


def test_the_child_may_not_reach_the_network(monkeypatch):
    from dragoman.sources import html_worker

    for event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "os.system"):
        with pytest.raises(PermissionError):
            html_worker._forbid(event, ())
    assert socket.socket  # ours still may: the hook is the child's


def test_a_long_attribute_does_not_end_the_page():
    page = read(
        f"<html><body><img src='data:{'a' * 11_000_000}'><p>The envoy arrived in the capital.</p></body>"
    )
    assert page.text == "The envoy arrived in the capital."


def test_close_ends_the_child_and_the_next_page_starts_another():
    read(PAGE)
    process = html_child._worker._process
    html_child.close()
    assert process.poll() is not None
    assert isinstance(read(PAGE), Page)
