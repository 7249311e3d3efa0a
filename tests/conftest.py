"""What the tests share: the repository, its seeds converted once, its site built once and served to a real Chromium."""

from __future__ import annotations

import fcntl
import functools
import gc
import json
import os
import pickle
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from generator.pipeline import Converted, convert, convert_seed
from generator.site.build import build
from tests import edition
from tests.first import KNOWN, ROOT

settings.register_profile("any machine", deadline=None)  # no test judges seconds
settings.load_profile("any machine")

SEEDS = ROOT / "seeds"
PLANS = list(KNOWN)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
"""The same engine without the windows, tabs and toolbars that nobody sees takes a third of the processor's time."""


class Backwards:
    """What `os.scandir` gives, in the reverse of its order."""

    def __init__(self, folder: Any = ".") -> None:
        with scandir(folder) as found:
            self.left = iter(sorted(found, key=lambda one: one.name, reverse=True))

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self.left

    def __next__(self) -> os.DirEntry[Any]:
        return next(self.left)

    def __enter__(self) -> Backwards:
        return self

    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None: ...


scandir, listdir = os.scandir, os.listdir
os.scandir, os.listdir = Backwards, lambda folder=".": sorted(listdir(folder), reverse=True)  # type: ignore[assignment,misc]
"""No folder promises an order: here each gives its files backwards, so that who needs an order, and does not sort, is found out."""


def pytest_collection_finish() -> None:
    """What is loaded by now stays; to look through it for garbage at every turn costs a twentieth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


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


@pytest.fixture(scope="session")
def small_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition of `tests/edition`, made once; nobody may change it."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "")
            edition.make(folder)

    return once(tmp_path_factory, "edition", make)


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
def small_root(small_edition: Path) -> Iterator[str]:
    """Address of the site of the small edition: the same kinds of pages, each a tenth as long."""
    with served(small_edition / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


CALM: dict[str, Any] = {"reduced_motion": "reduce"}
"""Who asks for no motion sees each change at once: a transition is a dozen frames of the whole window, a quarter of what a test costs.
Readers who see it move are `opened` in `test_book_browser.py` and wherever a test says its own options."""
DESK: dict[str, Any] = {**CALM, "viewport": {"width": 1280, "height": 900}, "permissions": ["clipboard-read", "clipboard-write"]}
PHONE: dict[str, Any] = {**CALM, "viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True}


@dataclass
class Kept:
    """A page that one test after the other has, as a new reader: a new one costs more of the processor than most tests."""

    page: Page
    wrong: list[str]
    """What was seen by those who watch it."""
    changed: bool = False
    """Whether a test changed more of it than what pages store: it is the last that has it."""


CHANGES = ("on", "once", "route", "add_init_script", "expose_function", "emulate_media", "set_viewport_size", "close")
KEPT: dict[str, Kept] = {}
CONTEXTS: dict[str, BrowserContext] = {}
"""What is kept of readers who came before, by their options."""

Watch = Callable[[Page, list[str]], None]


@contextmanager
def reader(browser: Browser, apart: str = "", watch: Watch | None = None, **options: Any) -> Iterator[Page]:
    """A page of a reader with these options who was never here before: nothing is stored, nothing open. Where a test changes more of its
    context than pages store, it is kept apart by a name. What the watch saw in the end must be nothing."""
    key = f"{id(browser)} {apart} {watch and watch.__qualname__} {json.dumps(options, sort_keys=True)}"
    context = CONTEXTS[key] = CONTEXTS.get(key) or browser.new_context(**options)
    kept = KEPT.pop(key, None) or begun(context.new_page(), watch)
    kept.wrong.clear()
    try:
        yield kept.page
    finally:
        if forget(context, kept):
            KEPT[key] = kept
    assert kept.wrong == []


def begun(page: Page, watch: Watch | None) -> Kept:
    """A new page, watched, that notices when a test changes it."""
    kept = Kept(page, [])
    if watch:
        watch(page, kept.wrong)
    for name in CHANGES:
        setattr(page, name, noticed(kept, getattr(page, name)))
    return kept


def noticed(kept: Kept, change: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(change)
    def changed(*arguments: Any, **named: Any) -> Any:
        kept.changed = True
        return change(*arguments, **named)

    return changed


def forget(context: BrowserContext, kept: Kept) -> bool:
    """Empty what pages stored, and close all but the one that is kept; whether it is."""
    for page in context.pages:
        if "://" in page.url:
            kept.changed |= not left(page)
        if page is not kept.page or kept.changed:
            page.close()
    context.clear_cookies()
    return not kept.changed


def left(page: Page) -> bool:
    """Leave a page and empty what it stored, then and before; whether that could be done."""
    origin = page.url if page.url.startswith("file:") else "/".join(page.url.split("/")[:3])
    try:
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")  # who leaves a chapter stores where: before all that is stored is emptied
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()
        page.mouse.move(0, 0)
    except Error:  # what the browser shows in place of a page stores nothing
        return False
    return True


def watch_all(page: Page, wrong: list[str]) -> None:
    """Errors, files that are missing, what the policy forbids, what is asked of other hosts."""
    watch_errors(page, wrong)
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("request", lambda request: wrong.append(request.url) if "127.0.0.1" not in request.url else None)


def watch_errors(page: Page, wrong: list[str]) -> None:
    """Errors of scripts."""
    page.on("pageerror", lambda error: wrong.append(str(error)))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with reader(browser, watch=watch_all, **DESK) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with reader(browser, watch=watch_errors, **PHONE) as page:
        yield page


def until(page: Page, condition: str, arg: Any = None, seconds: float = 30) -> None:
    """Wait until an expression, or what a function gives, is true on a page. Playwright's own way to wait is a string that the page
    evaluates, which our policy forbids."""
    end, pause = time.monotonic() + seconds, 10.0
    while not page.evaluate(condition, arg):
        assert time.monotonic() < end, f"waited in vain for {condition}"
        page.wait_for_timeout(pause)
        pause = min(1.5 * pause, 100)  # each look costs the processor as much as some milliseconds of the page


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
