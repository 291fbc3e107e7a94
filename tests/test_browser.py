"""The page in a real browser: the first minute, evidence, review with undo, keys alone, no JavaScript, small and large.

Needs Chromium and its driver; skipped where they are not (Debian: chromium, chromium-driver).
"""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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
VIEWS = ("/", "/stories", "/tie/KGZ/TJK", "/tie/RUS/USA/meetings", "/tie/RUS/USA/network", "/tie/KGZ/TJK/map",
         "/tie/KGZ/TJK/chart", "/search?q=border", "/calendar",
         "/ranking", "/network", "/map", "/coverage", "/review", "/articles", "/actor/KGZ", "/help")  # fmt: skip


@pytest.fixture(scope="module")
def served(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`dragoman serve` over a copy of the samples' record, as a user starts it."""
    db = tmp_path_factory.mktemp("served") / "record.db"
    shutil.copy(record, db)
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", "--db", str(db), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        yield server.stdout.readline().split()[1].rstrip("/")
    finally:
        server.terminate()
        server.wait(10)


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
    assert with_javascript.get_log("browser") == [], "an error, or something that the policy forbids"


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


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
def test_nothing_sticks_out_at_any_width(driver, served, width):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        for view in VIEWS:
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


def test_what_can_be_used_has_a_name_and_is_large_enough(driver, served):
    """WCAG 2.2: 4.1.2 names, 2.5.8 targets of 24 pixels (those in a run of text aside)."""
    for view in VIEWS:
        driver.get(served + view)
        assert driver.execute_script(NAMELESS) == [], view
        assert driver.execute_script(SMALL) == [], view


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


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing(with_javascript, served, look, width):
    """WCAG 2.2 AA, by axe (`make axe` brings it; it is no part of the package). Marks in a text may be small: 2.5.8."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None:
        pytest.skip("axe is not installed")
    axe = (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")
    driver = with_javascript
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # axe is put in from outside
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    features = [{"name": "prefers-color-scheme", "value": look}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        driver.get(f"{served}/articles")
        article = find(driver, "main a.go")[0].get_attribute("href").removeprefix(served)
        for view in (*VIEWS, article):
            driver.get(served + view)
            driver.execute_script(axe)
            assert driver.execute_async_script(CHECK, RULES, view != article) == [], (view, look, width)
    finally:
        driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
