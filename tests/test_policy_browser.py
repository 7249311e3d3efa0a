"""The policy of every page in a real Chromium: nothing that readers do on any kind of page goes against it, served or opened as files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.cli import main
from tests.conftest import DESK, SMALL_TEXT, reader, swept, until
from tests.test_book_browser import KINDS, THEMES

pytestmark = pytest.mark.browser

TELL = (
    "document.addEventListener('securitypolicyviolation', event => console.error('VIOLATION', event.effectiveDirective, event.blockedURI));"
)


@contextmanager
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it did against the policy, threw, or failed to load."""
    wrong = list[str]()
    with reader(browser, **DESK) as page:
        page.add_init_script(TELL)
        page.on("console", lambda message: wrong.append(f"{page.url} {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(f"{page.url} {error}"))
        yield page, wrong


def test_the_watch_sees_what_is_against_the_policy(browser: Browser, small_root: str) -> None:
    """Each way by which a page could run or load what is no file of the site."""
    attempts = (
        "document.body.append(Object.assign(document.createElement('p'), { innerHTML: '<b style=color:red>x</b>' }))",
        "document.body.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))",
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))",
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://evil.test/x.png' }))",
        "document.body.append(Object.assign(document.createElement('iframe'), { src: 'data:text/html,x' }))",
        "fetch('https://evil.test/').catch(() => 0)",
        "document.body.setAttribute('onclick', 'window.ran = 1')",
    )
    with watched(browser) as (page, wrong):
        page.goto(small_root)
        for attempt in attempts:
            wrong.clear()
            page.evaluate(f"() => {{ {attempt} }}")
            for _ in range(100):
                page.wait_for_timeout(20)
                if any("VIOLATION" in one for one in wrong):
                    break
            assert any("VIOLATION" in one for one in wrong), attempt
        page.click("h1")
        assert page.evaluate("window.ran === undefined")


def settle(page: Page) -> None:
    """Go through the themes, a size and a width of the settings."""
    if not page.locator("button.settings:visible").count():
        return  # the not-found page
    page.locator("button.settings:visible").first.click()
    until(page, "document.querySelector('.panel.settings')")
    for value in (*THEMES, ""):
        page.locator(f".panel input[name=theme][value='{value}']").check()
        assert page.evaluate("document.documentElement.dataset.theme ?? ''") == value
    page.locator(".panel input[name=size]").last.check()
    page.keyboard.press("Escape")


SETTLED = ("home", "chapter", "search")
"""Kinds of page on which each theme is tried: the panel is one for all."""


@pytest.mark.parametrize("prefix", swept([""], ["zh-hant/", "en/"]))
def test_no_kind_of_page_goes_against_it(browser: Browser, small_root: str, prefix: str) -> None:
    """Opened, with each theme, on paper. Of the other languages those that have pages of their own kind."""
    kinds = KINDS if not prefix else {kind: KINDS[kind] for kind in ("home", "chapter", "whole", "glossary", "compare", "quote", "search")}
    with watched(browser) as (page, wrong):
        for kind, path in kinds.items():
            page.goto(f"{small_root}{prefix}{path}")
            if not prefix and kind in SETTLED:
                settle(page)
            page.emulate_media(media="print")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            page.emulate_media(media="screen")
            assert [one for one in wrong if kind != "not found" or "404 (" not in one] == [], kind
            wrong.clear()  # the not-found page asks for the addresses of a plan that may be none


def cite(page: Page) -> None:
    """Copy a quotation of a sentence, then the link of a selection, and be told so."""
    page.locator("a.mark[href*='-']").first.dispatch_event("click")
    until(page, "document.querySelectorAll('.panel .choices button').length >= 6")
    page.locator(".panel .choices button").nth(1).click()
    until(page, "document.querySelector('.told')?.textContent === document.body.dataset.copiedText")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article.text .s[id]'))")
    until(page, "document.querySelector('.cite-selected')")
    page.locator(".cite-selected").click()
    page.locator(".panel .choices button").first.click()
    until(page, "document.querySelector('.told')?.textContent === document.body.dataset.copied")


def ask(page: Page, search: str, words: str) -> None:
    """Search and open the first hit."""
    page.goto(search)
    page.fill("#q", words)
    page.keyboard.press("Enter")
    page.locator(".hit a").first.wait_for()
    page.locator(".hit a").first.click()
    page.locator("nav.hits").wait_for()


def check_quotation(page: Page, address: str, words: str) -> None:
    """Give a sentence to the page that tells where words stand."""
    page.goto(address)
    page.fill("#quotation", words)
    page.click("form.quote button")
    page.locator(".findings a").first.wait_for()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_reading_citing_and_searching_do_not(browser: Browser, root: str, prefix: str) -> None:
    with watched(browser) as (page, wrong):
        page.goto(f"{root}{prefix}sh-14fyp/6/")
        cite(page)
        for opener in ("main a.t[href]", "a.r", "article p a.to:not(.c)"):
            page.keyboard.press("Escape")
            page.locator(opener).first.dispatch_event("click")
            until(page, "document.querySelector('.panel')")
        page.keyboard.press("Escape")
        page.goto(f"{root}{prefix}sh-14fyp/6.2.2/")
        page.wait_for_url("**/sh-14fyp/6/#6.2.2")
        ask(page, f"{root}{prefix}search/", "养老 床位")
        check_quotation(page, f"{root}{prefix}quote/", "上海港集装箱吞吐量连续11年保持世界第一")
        page.goto(f"{root}{prefix}glossary/")
        page.locator("form.filter input[type=search]").fill("自贸")
        assert page.pdf()[:4] == b"%PDF"
        assert wrong == []


@pytest.fixture
def carried(project: Callable[..., Path], tmp_path: Path) -> Path:
    """The unpacked edition to carry away of two small plans."""
    project(plan="try-2")
    root = project(SMALL_TEXT.replace("加强组织实施", "加强统筹协调和组织实施"))
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["build", "--offline", "--root", str(root)]) == 0
    with zipfile.ZipFile(root / "site" / "zhangju-offline.zip") as packed:
        packed.extractall(tmp_path / "carried")
    return tmp_path / "carried" / "zhangju"


def test_the_edition_to_carry_away_does_not(browser: Browser, carried: Path) -> None:
    """Every page of one language opened as a file, and what readers do there; only a server shows the not-found page."""
    with watched(browser) as (page, wrong):
        elsewhere = {"zh-hant", "en", "404.html"}
        pages = [path for path in sorted(carried.rglob("*.html")) if not elsewhere & {*path.relative_to(carried).parts}]
        short = [path for path in pages if 'http-equiv="refresh"' in path.read_text(encoding="utf-8")]
        assert len(pages) - len(short) > 20
        for path in pages:
            if path in short[1:]:  # they lead on by themselves
                continue
            page.goto(path.as_uri(), wait_until="load")
            assert wrong == [], path
            if path in short:
                page.wait_for_url("**/index.html#*")
        page.goto((carried / "try-1/1/index.html").as_uri())
        family = "getComputedStyle(document.body).fontFamily"
        styled = page.evaluate(family)
        plain = page.evaluate(f"() => {{ for (const sheet of document.styleSheets) sheet.disabled = true; return {family}; }}")
        assert styled != plain
        page.reload()
        settle(page)
        cite(page)
        kinds = ["link", "quotation", "gbt", "apa", "bibtex"]
        cited = page.evaluate("kinds => kinds.map((kind) => zhangju.cite(kind, { from: '1-1', to: '1-1', url: location.href }))", kinds)
        assert not [text for text in cited if not text or "undefined" in text]
        ask(page, (carried / "search/index.html").as_uri(), "高质量发展")
        check_quotation(page, (carried / "quote/index.html").as_uri(), "以人民为中心，推动高质量发展。")
        page.goto(f"{(carried / 'compare/index.html').as_uri()}?a=try-1&b=try-2")
        page.locator(".both h2").wait_for()
        assert wrong == []
