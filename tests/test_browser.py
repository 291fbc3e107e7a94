"""The page in a real browser: the first minute, search, evidence, review with undo, deep links, keys alone.

And no JavaScript, hostile articles, small and large screens, paper, and what keeps people out.

Needs Chromium and its driver; skipped where they are not (Debian: chromium, chromium-driver).
"""

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from dragoman.ledger import Ledger
from dragoman.web.app import PAGES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with its driver on this machine")

WAIT = 15  # seconds
OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--window-size=1440,900",
    "--force-prefers-reduced-motion",  # a page that still scrolls cannot be clicked
)  # fmt: skip
TIE = "/tie/RUS/USA"
VIEWS = (
    "/", *(f"{TIE}{view}" for view in ("", "/statements", "/pledges", "/positions", "/meetings", "/actors", "/network",
                                       "/map", "/chart", "/sources")),
    f"{TIE}/pledges?profile=strict&since=2025", "/story/{story}", "/stories", "/record/{record}", "/article/{article}",
    "/article/{article}?at=0-60", "/articles", "/actor/KGZ", "/actor/{person}", "/actors", "/search",
    "/search?q=border", "/search?q=border&in=articles", "/network", "/map", "/calendar/2025-10", "/ranking",
    "/coverage", "/issues", "/review", "/judgements", "/help", "/nowhere",
)  # fmt: skip
HOSTILE = """\"><img src=x onerror=alert(1)> <svg onload=alert(2)><script>alert(3)</script></svg>

TOKYO, June 4, 2025

Japan accused North Korea of piracy on Monday <script>alert(4)</script> and summoned its envoy.

"We condemn this </title><iframe srcdoc='<script>alert(5)</script>'></iframe> act," Japanese Prime Minister Shigeru \
Ishiba said in Tokyo.

South Korea condemned \u202eevil\u2066 words of North Korea on Tuesday {{{{ 7*7 }}}} ' onmouseover='alert(6).

Tokyo said: {word}
"""


@contextmanager
def serving(db: Path) -> Iterator[str]:
    """`dragoman serve`, as a user starts it."""
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", "--db", str(db), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        yield server.stdout.readline().split()[1].rstrip("/")
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def served(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a copy of the samples' record."""
    db = tmp_path_factory.mktemp("served") / "record.db"
    shutil.copy(record, db)
    with serving(db) as address:
        yield address


@pytest.fixture(scope="module")
def views(served: str) -> tuple[str, ...]:
    """Every kind of page, with ids that the record has."""

    def first(path: str, key: str) -> str:
        with urlopen(served + path) as answer:
            return json.load(answer)[key][0]["id"]

    known = {
        "story": first("/stories.json", "stories"), "record": first("/search.json", "records"),
        "article": first("/articles.json", "articles"), "person": "RUS.vladimir-putin",
    }  # fmt: skip
    return tuple(view.format(**known) for view in VIEWS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over an article that means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.txt").write_text(HOSTILE.format(word="a" * 1_000_000), "utf-8")
    with Ledger(str(folder / "record.db")) as ledger:
        ledger.read([str(folder / "page.txt")])
    with serving(folder / "record.db") as address:
        yield address


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a record of nothing."""
    db = tmp_path_factory.mktemp("empty") / "record.db"
    Ledger(str(db)).close()
    with serving(db) as address:
        yield address


def browser(tmp: Path, *, javascript: bool = True):
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = CHROMIUM
    for one in (*OPTIONS, f"--user-data-dir={tmp}"):
        options.add_argument(one)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(options=options, service=Service(DRIVER))


@pytest.fixture(scope="module")
def with_javascript(tmp_path_factory):
    driver = browser(tmp_path_factory.mktemp("chromium"))
    yield driver
    driver.quit()


@pytest.fixture
def driver(with_javascript):
    """A browser that has nothing to complain of, before and after."""
    with_javascript.get_log("browser")
    yield with_javascript
    told = [one["message"] for one in with_javascript.get_log("browser") if "/nowhere - " not in one["message"]]
    assert told == [], "an error, or something that the policy forbids"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A browser without JavaScript."""
    driver = browser(tmp_path_factory.mktemp("plain"), javascript=False)
    yield driver
    driver.quit()


def find(driver, css: str):
    from selenium.webdriver.common.by import By

    return driver.find_elements(By.CSS_SELECTOR, css)


def until(driver, what):
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(driver, WAIT).until(lambda _: what())


def press(driver, *keys: str) -> None:
    """Keys to whatever has the focus."""
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def shown(driver) -> str | None:
    """Whose evidence is shown."""
    return driver.execute_script("return document.querySelector('#evidence article')?.dataset.id ?? null")


def notice(driver) -> str:
    """What the page says was done."""
    return driver.execute_script("return document.querySelector('main [role=status]')?.textContent ?? ''")


def test_every_page_is_looked_at():
    for path in PAGES:
        shape = path.partition("{")[0]
        assert any(view.startswith(shape) for view in VIEWS), path


def test_the_first_minute(driver, served):
    """From the start page to the words of an article in three clicks."""
    driver.get(served)
    assert "/tie/" in driver.current_url or "/story/" in driver.current_url
    lines = find(driver, "main a.go")
    assert len(lines) > 3 and find(driver, "#evidence mark")
    second = lines[1].get_attribute("data-id")
    lines[1].click()
    until(driver, lambda: shown(driver) == second)
    assert f"see={second}" in driver.current_url and lines[1].get_attribute("aria-current") == "true"
    quote = find(driver, "#evidence mark")[0].text
    find(driver, "#evidence .doings a")[0].click()
    until(driver, lambda: "/article/" in driver.current_url)
    marked = " ".join(one.text for one in find(driver, ".text mark"))
    assert " ".join(quote.split())[:40] in " ".join(marked.split())
    top = driver.execute_script("return document.getElementById('at').getBoundingClientRect().top")
    assert 0 <= top < 900, "the passage is in sight"


def test_an_address_gives_the_same_page_again(driver, served):
    driver.get(f"{served}/tie/KGZ/TJK")
    lines = find(driver, "main a.go")
    ids = [one.get_attribute("data-id") for one in lines]
    lines[2].click()
    until(driver, lambda: shown(driver) == ids[2])
    address = driver.current_url
    driver.back()
    until(driver, lambda: shown(driver) == ids[0])
    driver.get(address)
    assert shown(driver) == ids[2]
    assert find(driver, "main a.go[aria-current=true]")[0].get_attribute("data-id") == ids[2]


def test_keys_alone_find_read_and_judge(driver, served):
    driver.get(f"{served}/ranking")
    press(driver, "/")
    press(driver, "border", "\ue007")
    until(driver, lambda: "q=border" in driver.current_url)
    assert find(driver, "main mark")
    press(driver, "j", "j")
    focused = driver.switch_to.active_element.get_attribute("data-id")
    assert focused and focused == find(driver, "main a.go")[1].get_attribute("data-id")
    press(driver, "o")
    until(driver, lambda: shown(driver) == focused)
    until(driver, lambda: driver.switch_to.active_element.get_attribute("id") == "evidence")
    press(driver, "\ue00c")  # Escape
    assert driver.switch_to.active_element.get_attribute("data-id") == focused
    press(driver, "k", "w")
    until(driver, lambda: find(driver, "#evidence details.wrong[open]"))
    until(driver, lambda: driver.switch_to.active_element.tag_name in ("select", "input"))
    press(driver, "\ue00c", "?")
    assert find(driver, "dialog[open]")
    press(driver, "\ue00c")
    until(driver, lambda: not find(driver, "dialog[open]"))


@pytest.mark.parametrize("view", ["/tie/RUS/USA", "/search?q=sanctions", "/calendar/2025-10", "/tie/RUS/USA/meetings"])
def test_a_deep_link_shows_what_was_seen(driver, served, view):
    """The address alone, in a browser that was never there, gives list, evidence and place."""
    driver.get(served + view)
    lines = find(driver, "main a.go[data-id]")
    last = lines[-1]
    id, address = last.get_attribute("data-id"), last.get_attribute("href")
    driver.get("about:blank")
    driver.get(address)
    assert shown(driver) == id
    assert find(driver, "main a.go[aria-current=true]")[0].get_attribute("data-id") == id


def test_search_finds_phrases_and_narrows(driver, served):
    driver.get(f"{served}/search")
    find(driver, ".question input[name=q]")[0].send_keys("treat*")
    find(driver, ".question input[name=state]")[0].send_keys("Kyrgyzstan")
    find(driver, ".question button")[0].click()
    until(driver, lambda: "state=Kyrgyzstan" in driver.current_url)
    lines = find(driver, "main .timeline .entry")
    assert lines and all(find(line, "mark") for line in lines), "each line says why it was found"
    find(driver, ".tabs a")[-1].click()
    until(driver, lambda: "kind=" in driver.current_url)
    assert find(driver, "main .timeline .entry")


def test_what_is_known_on_a_day_is_asked_for_at_the_top(driver, served):
    driver.get(f"{served}/tie/RUS/USA?since=2025-03")
    before = len(find(driver, "main .entry"))
    find(driver, ".scope input[name=as_of]")[0].send_keys("2025-03-31")
    find(driver, ".scope button")[0].click()
    until(driver, lambda: "as_of=2025-03-31" in driver.current_url)
    assert "since=2025-03" in driver.current_url, "what was asked before stays"
    assert 0 < len(find(driver, "main .entry")) < before
    assert "as known on 31 Mar 2025" in find(driver, ".asked")[0].text


SELECT = """
const words = document.querySelectorAll('.text p')[arguments[0]];
const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node; (node = walker.nextNode());) {
  const at = node.data.indexOf(arguments[1]);
  if (at >= 0) { range.setStart(node, at); range.setEnd(node, at + arguments[1].length); break; }
}
getSelection().removeAllRanges();
getSelection().addRange(range);
"""


def test_words_marked_in_an_article_are_noted(driver, served):
    driver.get(f"{served}/articles")
    find(driver, "main a.go")[0].click()
    until(driver, lambda: "/article/" in driver.current_url)
    last = len(find(driver, ".text p")) - 1
    words = find(driver, ".text p")[last].text.split(".")[0].split()[-1]
    driver.execute_script(SELECT, last, words)
    until(driver, lambda: find(driver, ".picked")[0].is_displayed())
    find(driver, ".picked a")[0].click()
    until(driver, lambda: "at=" in driver.current_url)
    assert [one.text for one in find(driver, ".text mark")] == [words]
    find(driver, ".notice summary")[-1].click()
    find(driver, ".notice textarea")[0].send_keys("Ask the embassy.")
    find(driver, ".notice form button")[0].click()
    until(driver, lambda: "The note is pinned" in notice(driver))
    (note,) = find(driver, "main .note")
    assert "Ask the embassy." in note.text and f"“{words}”" in note.text
    assert find(driver, ".text sup"), "a sign in the text leads to it"
    find(driver, "main [role=status] button")[0].click()
    until(driver, lambda: "taken back" in notice(driver))
    assert not find(driver, "main .note")


def test_a_fact_is_mended_by_keys(driver, served):
    driver.get(f"{served}/search?kind=event&type=SANCTION")
    first = shown(driver)
    press(driver, "j", "w")
    until(driver, lambda: driver.switch_to.active_element.get_attribute("name") == "type")
    press(driver, "ACC")
    until(driver, lambda: driver.switch_to.active_element.get_attribute("value") == "ACCUSE")
    find(driver, "#evidence details.wrong button[value=mend]")[0].send_keys("\ue007")
    until(driver, lambda: "Mended (" in notice(driver))
    find(driver, "main [role=status] button")[0].click()
    until(driver, lambda: "Taken back" in notice(driver))
    assert shown(driver) == first


def test_review_and_undo(driver, served):
    driver.get(f"{served}/review")
    first = shown(driver)
    press(driver, "r")
    until(driver, lambda: "done=j-" in driver.current_url)
    until(driver, lambda: "Judged wrong" in notice(driver))
    assert shown(driver) != first
    find(driver, "main [role=status] button")[0].click()
    until(driver, lambda: "Taken back" in notice(driver))
    assert shown(driver) == first
    press(driver, "a")
    until(driver, lambda: "Judged right" in notice(driver))
    driver.get(f"{served}/judgements")
    find(driver, "main form button")[0].click()
    until(driver, lambda: "done=" in driver.current_url)


def test_without_javascript_every_step_is_a_link_or_a_form(plain, served):
    plain.get(served)
    lines = find(plain, "main a.go")
    second = lines[1].get_attribute("data-id")
    lines[1].click()
    until(plain, lambda: f"see={second}" in plain.current_url)
    assert f'data-id="{second}"' in plain.page_source.partition('id="evidence"')[2]
    assert not [one for one in find(plain, ".needs-js") if one.is_displayed()], "nothing that would do nothing"
    find(plain, "#q")[0].send_keys("truce")
    find(plain, ".find button")[0].click()
    until(plain, lambda: "q=truce" in plain.current_url)
    assert find(plain, "main mark")
    find(plain, "#evidence .verdicts button")[0].click()
    until(plain, lambda: "done=j-" in plain.current_url)
    find(plain, "main [role=status] button")[0].click()
    until(plain, lambda: "Taken back" in plain.page_source)


def test_an_article_that_means_harm_does_none(driver, hostile):
    """Scripts, srcdoc, svg, signs that turn text, a megabyte of one word: shown as words, on every page with them."""
    pages = ["/articles", "/search", "/search?q=alert", "/actors", "/review", "/coverage", "/issues", "/network", "/"]
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        driver.get(f"{hostile}/articles")
        pages += [one.get_attribute("href").removeprefix(hostile) for one in find(driver, "main a.go")]
        driver.get(f"{hostile}/search")
        ids = [one.get_attribute("data-id") for one in find(driver, "main a.go[data-id]")]
        assert ids, "the nasty words must have come into facts"
        for page in (*pages, *(f"/record/{id}" for id in ids)):
            driver.get(hostile + page)  # an alert would stop the next step
            outside = "script:not([src]), iframe, img, main svg:not(.network):not(.world), [onload], [onerror]"
            assert not find(driver, outside), page
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 360, page
            assert driver.execute_script("return document.title").endswith("· Dragoman")
            turned = driver.execute_script("return /[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent)")
            assert not turned, page
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_an_empty_record_teaches(driver, empty):
    driver.get(empty)
    assert "dragoman read" in find(driver, "main")[0].text and "Nothing read yet" in find(driver, ".coverage")[0].text
    for view in (TIE, f"{TIE}/map", f"{TIE}/chart", "/search?q=x", "/network", "/review", "/coverage", "/stories"):
        driver.get(empty + view)
        assert find(driver, "main .nothing"), view


def test_paper_has_what_the_screen_has_and_no_controls(driver, served):
    driver.get(f"{served}{TIE}")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown_lines = [one for one in find(driver, "main .entry") if one.is_displayed()]
        assert len(shown_lines) == len(find(driver, "main .entry")) and find(driver, "#evidence mark")[0].is_displayed()
        controls = find(driver, "button, .find, .scope, .filters, .pager, nav.views")
        assert not [one for one in controls if one.is_displayed()]
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
def test_nothing_sticks_out_at_any_width(driver, served, views, width):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        for view in views:
            driver.get(served + view)
            assert driver.execute_script("return document.documentElement.scrollWidth") <= width, (view, width)
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


SMALL = """
return [...document.querySelectorAll('a, button, input, select, summary')].filter((one) => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || one.closest('p, li, td, dd, th, svg, .hidden, .skip')) return false;
  return box.height < 24;
}).map((one) => one.outerHTML.slice(0, 120));
"""
NAMELESS = """
const used = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary');
return [...used].filter((one) => {
  const label = one.labels && one.labels.length ? one.labels[0].textContent : '';
  return !(one.getAttribute('aria-label') || label || one.textContent || one.value || '').trim();
}).map((one) => one.outerHTML.slice(0, 120));
"""


def test_what_can_be_used_has_a_name_and_is_large_enough(driver, served, views):
    """WCAG 2.2: 4.1.2 names, 2.5.8 targets of 24 pixels (those in a run of text aside)."""
    faults = {}
    for view in views:
        driver.get(served + view)
        faults[view] = driver.execute_script(NAMELESS) + driver.execute_script(SMALL)
    assert not any(faults.values()), {view: found for view, found in faults.items() if found}


def test_the_focus_can_be_seen(driver, served):
    driver.get(f"{served}/tie/KGZ/TJK")
    for _ in range(12):
        press(driver, "\ue004")  # Tab
        style = driver.execute_script(
            "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]"
        )
        assert style[0] != "none" and style[1] != "0px"


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0], rules: {'target-size': {enabled: arguments[1]}}}).then((found) =>
  done(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' ')}`)));
"""


@pytest.mark.parametrize(("look", "width"), [("light", 360), ("dark", 1440)])
def test_axe_finds_nothing(with_javascript, served, views, empty, look, width):
    """WCAG 2.2 AA, by axe (`make axe` brings it; it is no part of the package). Marks in a text may be small: 2.5.8."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None:
        pytest.skip("axe is not installed")
    axe = (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")
    driver, faults = with_javascript, {}
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # axe is put in from outside
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    features = [{"name": "prefers-color-scheme", "value": look}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        for page in (*(served + view for view in views), empty, f"{empty}{TIE}"):
            driver.get(page)
            driver.execute_script(axe)
            in_text = "/article/" in page
            faults[page] = driver.execute_async_script(CHECK, RULES, not in_text)
        assert not any(faults.values()), {page: found for page, found in faults.items() if found}
    finally:
        driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
