"""Makes the pictures of the README from a built site, in `docs/pictures/`: `make pictures` builds it before.

    python docs/pictures.py SITE
"""

from __future__ import annotations

import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
SIZE = {"width": 1160, "height": 640}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PICTURES = {
    "chapter.png": "sh-14fyp/6/#6.2.2-3",
    "search.png": "search/?q=养老服务",
    "english.png": "en/sh-14fyp/6/#6.2.2-3",
}
"""Name of a picture → address in the site."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def main(site: Path) -> None:
    """Take every picture."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        for name, address in PICTURES.items():
            _take(page, f"http://127.0.0.1:{server.server_port}/{address}", FOLDER / name)
        browser.close()
    server.shutdown()


def _take(page: Page, address: str, picture: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=picture)
    print(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
