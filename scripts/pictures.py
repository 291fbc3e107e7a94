"""Take docs/page.png and docs/page-dark.png: the page over samples/, in headless Chromium.

In: samples/, read in a fresh record and served as `dragoman serve` does. Out: the
tie of Kyrgyzstan and Tajikistan with its evidence, light and dark. Needs Chromium
with its driver (Debian: chromium, chromium-driver).

    python scripts/pictures.py [FOLDER]
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = "/tie/KGZ/TJK"
WIDTH, HEIGHT = 1280, 800
OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def take(address: str, folder: Path) -> None:
    """Both pictures of one page."""
    from base64 import b64decode

    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for one in OPTIONS:
        options.add_argument(one)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        screen = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        for look, name in (("light", "page.png"), ("dark", "page-dark.png")):
            features = [{"name": "prefers-color-scheme", "value": look}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            driver.get(address)
            picture = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
            (folder / name).write_bytes(b64decode(picture["data"]))
    finally:
        driver.quit()


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as desk:
        db = str(Path(desk) / "dragoman.db")
        command = [sys.executable, "-m", "dragoman"]
        subprocess.run([*command, "read", "samples/", "--db", db], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([*command, "serve", "--db", db, "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            take(server.stdout.readline().split()[1].rstrip("/") + PAGE, folder)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
