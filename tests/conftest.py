"""What the tests share: the repository, its seeds converted once, its site built once and served to a real Chromium."""

from __future__ import annotations

import fcntl
import functools
import json
import os
import pickle
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.pipeline import Converted, convert, convert_seed
from generator.site.build import build
from tests.first import KNOWN, ROOT

SEEDS = ROOT / "seeds"
PLANS = list(KNOWN)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
"""The same engine without the windows, tabs and toolbars that nobody sees takes a third of the processor's time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine may miss a moment: what fails in it is tried once more, and counted as "rerun" where all see it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def swept(first: Sequence[Any], more: Iterable[Any]) -> list[Any]:
    """What a test runs with each time, and what only `make sweep` adds: the same once more in another language or theme."""
    return [*first, *(pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=pytest.mark.sweep) for one in more)]


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is made once in a run of the tests, by the first worker that asks for it; nobody may change it."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Converted]:
    """Each plan converted in memory, without any lock."""

    def make(folder: Path) -> None:
        (folder / "plans").write_bytes(pickle.dumps({plan: convert_seed(SEEDS, plan) for plan in PLANS}))

    return pickle.loads((once(tmp_path_factory, "converted", make) / "plans").read_bytes())  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built from freshly converted seeds, in a folder of its own."""
    return once(tmp_path_factory, "site", make_site) / "project" / "site"


def make_site(folder: Path) -> None:
    """Build the site of the committed seeds with what editors decided, in a project of its own."""
    project = folder / "project"
    project.mkdir()
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(SEEDS, project / "seeds")
    (project / "content").mkdir()
    for path in (ROOT / "content").iterdir():
        if path.is_file():
            shutil.copy(path, project / "content")
    convert(SEEDS, project / "content", PLANS)
    shutil.copytree(ROOT / "content" / "locale", project / "content" / "locale")
    build(project)


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


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Address of a built site under a sub-path, while it is served."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "repo").symlink_to(site.resolve())
        server = Server(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/repo/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without windows."""
    assert CHROMIUM, "no Chromium: run `make test`, which installs it or says how"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Server(ThreadingHTTPServer):
    """A search asks for many files at once: with the usual queue of five a busy machine turns some away."""

    request_queue_size = 128


@pytest.fixture(scope="session")
def root(site: Path) -> Iterator[str]:
    """Address of the site under a sub-path."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True}
KEPT: dict[str, BrowserContext] = {}
"""Readers who came before, by their options: a new one costs more of the processor than most tests."""


@contextmanager
def reader(browser: Browser, apart: str = "", **options: Any) -> Iterator[Page]:
    """A page of a reader with these options who was never here before: nothing is stored, nothing open. Where a test changes more of its
    context than pages store, it is kept apart by a name."""
    key = f"{id(browser)} {apart} {json.dumps(options, sort_keys=True)}"
    context = KEPT[key] = KEPT.get(key) or browser.new_context(**options)
    page = context.new_page()
    try:
        yield page
    finally:
        forget(context)


def forget(context: BrowserContext) -> None:
    """Empty what pages stored, and close them."""
    for page in context.pages:
        if "://" in page.url:
            origin = page.url if page.url.startswith("file:") else "/".join(page.url.split("/")[:3])
            page.goto("about:blank")  # who leaves a chapter stores where: before all that is stored is emptied
            context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        page.close()
    context.clear_cookies()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    failed: list[str] = []
    with reader(browser, **DESK) as page:
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.on("console", lambda message: failed.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("request", lambda request: failed.append(request.url) if "127.0.0.1" not in request.url else None)
        yield page
    assert failed == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    failed: list[str] = []
    with reader(browser, **PHONE) as page:
        page.on("pageerror", lambda error: failed.append(str(error)))
        yield page
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
