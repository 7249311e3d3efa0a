"""What the tests share: the repository, its seeds converted once, its site built once and served to a real Chromium."""

from __future__ import annotations

import functools
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.pipeline import Converted, convert, convert_seed
from generator.reading import seed_ids
from generator.site.build import build

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
PLANS = seed_ids(SEEDS)
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def converted() -> dict[str, Converted]:
    """Each plan converted in memory, without any lock."""
    return {plan: convert_seed(SEEDS, plan) for plan in PLANS}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built from freshly converted seeds, in a folder of its own."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(SEEDS, project / "seeds")
    (project / "content").mkdir()
    for path in (ROOT / "content").iterdir():
        if path.is_file():
            shutil.copy(path, project / "content")
    convert(SEEDS, project / "content", PLANS)
    shutil.copytree(ROOT / "content" / "locale", project / "content" / "locale")
    return build(project).site


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project with one small seed: `project(text, toml)` returns its root."""

    def make(text: str | bytes = SMALL_TEXT, toml: str = "", plan: str = "try-1") -> Path:
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (seeds / f"{plan}.txt").write_bytes(data)
        (seeds / f"{plan}.toml").write_text(SMALL_TOML.format(plan=plan) + toml, encoding="utf-8")
        for name in ("templates", "mkdocs.yml"):
            source = ROOT / name
            if not (tmp_path / name).exists():
                shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
        return tmp_path

    return make


# ---- the site in a real Chromium


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def root(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site under a sub-path."""
    served = tmp_path_factory.mktemp("served")
    (served / "repo").symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(served)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "no Chromium: run `make test`, which installs it or says how"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: failed.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("request", lambda request: failed.append(request.url) if "127.0.0.1" not in request.url else None)
    yield page
    context.close()
    assert failed == []


def until(page: Page, condition: str, arg: Any = None, seconds: float = 30) -> None:
    """Wait until an expression, or what a function gives, is true on a page. Playwright's own way to wait is a string that the page
    evaluates, which our policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition, arg):
        assert time.monotonic() < end, f"waited in vain for {condition}"
        page.wait_for_timeout(20)


SMALL_TOML = 'id = "{plan}"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["一、", "（一）"]\n'
SMALL_TEXT = """某市规划

一、总体要求

坚持稳中求进。全面推进改革。

（一）指导思想

以人民为中心，推动高质量发展。

（二）发展目标

到2030年，生产总值翻一番。各项事业全面进步。

二、保障措施

加强组织实施。
"""
