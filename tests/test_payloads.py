"""Nothing runs from data: payloads in every field of every kind of file, and in every part of an address, in a real Chromium.

They are shown twice: to a browser that is told to disregard the Content-Security-Policy, so that escaping stands by itself, and as readers
have it, where the policy may not even be needed.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page

from generator.cli import main
from generator.site.build import build
from tests.conftest import ROOT, reader, swept, until
from tests.payload_site import ALL, FLAT, PAYLOADS, make_project
from tests.test_policy import inline

pytestmark = pytest.mark.browser

LINKS = ("href", "src", "action", "formaction", "data", "poster", "srcset")
ELEMENTS = frozenset(
    ["img", "iframe", "object", "embed", "video", "audio", "source", "math", "base", "style", "textarea", "body", "textarea"]
)
LANGUAGES = ("", "zh-hant/", "en/")
WATCH = "window.__x = () => { window.__ran = (window.__ran ?? 0) + 1; }; for (const name of ['alert', 'confirm', 'prompt']) window[name] = window.__x;"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project with payloads in every field."""
    root = make_project(tmp_path_factory.mktemp("attacked"))
    assert main(["build", "--root", str(root)]) == 0
    return root / "site"


class Host(SimpleHTTPRequestHandler):
    """A static host with the site's not-found page."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes() if code == 404 else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(attacked: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(attacked)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def watch(page: Page, wrong: list[str]) -> None:
    """What runs, is asked of other hosts, throws, or breaks the policy."""
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss())[0])
    page.on("pageerror", lambda error: wrong.append(f"{page.url} {error}"))
    page.on("request", lambda request: wrong.append(request.url) if "127.0.0.1" not in request.url else None)
    page.on("popup", lambda other: wrong.append(f"popup {other.url}"))
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)


@contextmanager
def watched(browser: Browser, unguarded: bool) -> Iterator[Page]:
    """A page that ends with nothing of it."""
    with reader(browser, watch=watch, bypass_csp=unguarded, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield page


def ran(page: Page) -> bool:
    return bool(page.evaluate("Boolean(window.__ran)"))


def kinds(prefix: str) -> list[str]:
    """A page of each kind in a language."""
    own = ["", "glossary/", "bibliography/", "topics/", "topics/x/", "compare/", "compare/pay-2/pay-1/", "repeats/", "quality/"]
    own += ["search/", "quote/", "pay-1/2/", "pay-1/2.3/"] + [
        f"{plan}/{page}" for plan in ("pay-1", "pay-2") for page in ("", "1/", "whole/")
    ]
    once = ["pay-1/collation/", "pay-1/seed/", "pay-2/collation/", "pay-2/seed/", "404.html"]
    return [prefix + path for path in own + ([] if prefix else once)]


def test_there_are_payloads_of_every_kind() -> None:
    assert len(PAYLOADS) >= 80


def test_no_page_has_an_element_or_a_link_that_a_payload_brought(attacked: Path) -> None:
    """A page of each kind is parsed: no handler, no style, no element that our templates do not have, no link to elsewhere."""
    wrong = []
    pages = [attacked / name / "index.html" if name[-4:] != "html" else attacked / name for prefix in LANGUAGES for name in kinds(prefix)]
    for path in pages:
        for tag, held in inline(path.read_text(encoding="utf-8")).tags:
            bad = [name for name in held if name.startswith("on") or name in ("style", "srcdoc")]
            bad += [tag] if tag in ELEMENTS and tag != "body" and held.get("id") != "quotation" else []
            for name in LINKS:
                value = (held.get(name) or "").strip().lower()
                if value.startswith(("javascript:", "vbscript:", "data:", "//")) or (
                    ":" in value.split("/")[0].split("#")[0].split("?")[0] and not value.startswith(("http", "mailto:"))
                ):
                    bad.append(f"{name}={value}")
            if bad:
                wrong.append((path.relative_to(attacked).as_posix(), tag, bad))
    assert wrong == []
    assert len(pages) > 40
    assert not Path("/tmp/zhangju-ran").exists()


@pytest.mark.parametrize(("prefix", "unguarded"), swept([("", True), ("en/", True)], [("zh-hant/", True), ("", False)]))
def test_nothing_runs_on_any_kind_of_page(browser: Browser, address: str, prefix: str, unguarded: bool) -> None:
    with watched(browser, unguarded) as page:
        for path in kinds(prefix):
            if path.endswith("2.3/"):  # a short address leads on by itself
                continue
            page.goto(address + path, wait_until="domcontentloaded")
            page.wait_for_timeout(20)
            assert not ran(page), path


def press(page: Page, selector: str, most: int = 3) -> None:
    """Click some elements of a kind by script, where they stand."""
    for number in range(min(most, page.locator(selector).count())):
        page.locator(selector).nth(number).dispatch_event("click")
        page.wait_for_timeout(20)


@pytest.mark.parametrize("prefix", swept(["", "en/"], ["zh-hant/"]))
def test_nothing_runs_in_results(browser: Browser, address: str, prefix: str) -> None:
    """What is searched and quoted, and what is found: texts, headings, translations, names that are near."""
    turn = LANGUAGES.index(prefix)
    with watched(browser, unguarded=True) as page:
        page.goto(f"{address}{prefix}search/?q={quote('航运枢纽 script onerror')}")
        page.locator(".found .hit").first.wait_for()
        for payload in FLAT[turn::12]:
            page.fill("#q", f"{payload} img")
            page.keyboard.press("Enter")
            page.wait_for_timeout(40)
            assert not ran(page), payload
        page.goto(f"{address}{prefix}quote/")
        for number, payload in enumerate(FLAT[turn::12]):
            page.fill("#quotation", f"要办好{payload}。加快建设具有全球影响力的科技创新中心")
            page.locator("form.quote button").click()
            if not number:
                page.locator(".findings section").first.wait_for()
            page.wait_for_timeout(20)
            assert not ran(page), payload


def spread(page: Page, selector: str, most: int = 4) -> list[Locator]:
    """Some elements of a kind, from all over the page."""
    found = page.locator(selector)
    count = found.count()
    return [found.nth(number) for number in range(0, count, max(1, count // most))][:most]


def close(page: Page) -> None:
    """Close the panel by its button, as a reader does."""
    page.locator(".panel .close").last.dispatch_event("click")
    until(page, "!document.querySelector('.panel')")


def open_each(page: Page, selector: str, shown: str = ".panel") -> int:
    """Click some elements of a kind, see that what they open is there, and close it. Returns how many."""
    opened = spread(page, selector)
    for element in opened:
        element.dispatch_event("click")
        until(page, "shown => document.querySelector(shown)", shown)
        assert not ran(page), selector
        close(page)
    return len(opened)


def open_under(page: Page, selector: str, within: str = "main") -> int:
    """Click some links whose text opens under them, see it there with its neighbours, and close it. Returns how many."""
    links = spread(page, selector)
    for link in links:
        link.dispatch_event("click")
        until(page, f"document.querySelector('{within} .preview')")
        page.evaluate(f"document.querySelectorAll('{within} .preview button').forEach((button) => button.click())")
        assert not ran(page), selector
        link.dispatch_event("click")
        until(page, f"!document.querySelector('{within} .preview')")
    return len(links)


COPYING = ".panel .choices button:nth-child(-n+6)"
"""The choices of a place's menu that copy: link, quotation and the four kinds of citation; the next one reports an error."""


def copy_each(page: Page, choices: str = COPYING) -> list[str]:
    """With the menu of a mark open: what each of its choices copies. The menu is then closed."""
    copied = []
    for number in range(page.locator(choices).count()):
        page.evaluate("navigator.clipboard.writeText('nothing')")
        page.evaluate("([choices, number]) => document.querySelectorAll(choices)[number].click()", [choices, number])
        until(page, "async () => await navigator.clipboard.readText() !== 'nothing'")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
        page.evaluate("window.__opener.click()")
        until(page, "choices => document.querySelector(choices)", choices)
    close(page)
    return copied


@pytest.mark.parametrize("prefix", swept(["", "en/"], ["zh-hant/"]))
def test_nothing_runs_in_what_opens(browser: Browser, address: str, prefix: str) -> None:
    """Panels of terms, repairs, flags and links, by click and by a pointer that rests; what is copied; settings; paper."""
    with watched(browser, unguarded=True) as page:
        page.goto(f"{address}{prefix}pay-1/2/", wait_until="load")
        assert open_each(page, "main a.t[href]", ".panel.term")
        assert open_each(page, "a.flag") > 1
        assert open_each(page, "article a.r") > 1
        assert open_each(page, "p a.to:not(.c):not(.value)", ".panel.held")
        assert open_each(page, ".text .elsewhere > summary", ".panel.side") > 1
        page.locator(".text .elsewhere > summary").first.dispatch_event("click")
        assert open_under(page, ".panel li > a.to", ".panel")
        close(page)
        assert open_each(page, "button.settings", ".panel.settings")
        page.locator("main a.t[href]:visible").first.hover()
        until(page, "document.querySelector('.panel.term')")
        page.keyboard.press("Escape")
        page.mouse.move(0, 0)  # or the term's panel opens again where the page moves under the pointer
        mark = next(mark for mark in spread(page, "main a.mark", 9) if "-" in (mark.get_attribute("href") or ""))
        mark.evaluate("mark => { window.__opener = mark; mark.click(); }")
        assert len(set(copy_each(page))) == 6
        select(page)
        page.locator(".cite-selected").evaluate("offer => { window.__opener = offer; offer.click(); }")
        until(page, "choices => document.querySelectorAll(choices).length === 6", COPYING)
        assert page.pdf()[:4] == b"%PDF"
        assert not ran(page)


def select(page: Page) -> None:
    """Select a paragraph of the text and wait for the offer to cite it."""
    page.evaluate("getSelection().selectAllChildren([...document.querySelectorAll('article.text p')].find(p => p.querySelector('.s[id]')))")
    until(page, "document.querySelector('.cite-selected')")


@pytest.mark.parametrize("prefix", swept(["", "en/"], ["zh-hant/"]))
def test_nothing_runs_in_what_opens_on_other_pages(browser: Browser, address: str, prefix: str) -> None:
    """A whole plan, one that came as a web page, texts that open under their links, the glossary's filter."""
    with watched(browser, unguarded=True) as page:
        for path in ("pay-1/whole/", "pay-2/1/"):
            page.goto(f"{address}{prefix}{path}", wait_until="load")
            for selector in ("a.flag", "article a.r", "main a.mark"):
                assert open_each(page, selector) > 1, (path, selector)
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert not ran(page), path
        page.goto(f"{address}{prefix}glossary/")
        for payload in FLAT[LANGUAGES.index(prefix) :: 3]:
            page.evaluate(
                "words => { const box = document.querySelector('form.filter input'); box.value = words; box.dispatchEvent(new Event('input')); }",
                payload,
            )
        assert not ran(page)
        page.goto(f"{address}{prefix}compare/pay-2/pay-1/")
        assert open_under(page, ":is(li, td, th) > a.to") > 1


@pytest.mark.parametrize("prefix", swept([""], LANGUAGES[1:]))
def test_nothing_runs_from_an_address(browser: Browser, address: str, prefix: str) -> None:
    """Every part of an address: path, hash, and all that pages read of the query. Each payload goes into one language's pages as they open,
    into the hash of every language's."""
    turn = LANGUAGES.index(prefix)
    pages = ("search/", "quote/", "pay-1/2/", "pay-2/whole/", "glossary/", "")
    with watched(browser, unguarded=True) as page:
        for number, payload in enumerate(PAYLOADS[turn::3]):
            said = quote(payload, safe="")
            query = f"?q={said}&hl={said}&view={said}&plan={said}&kind={said}#{said}"
            page.goto(f"{address}{prefix}{pages[number % len(pages)]}{query}", wait_until="domcontentloaded")
            assert not ran(page), payload
        for payload in PAYLOADS[turn::9]:
            page.goto(f"{address}{prefix}{quote(payload, safe='/')}?q={quote(payload)}#{quote(payload)}", wait_until="load")
            page.wait_for_timeout(30)
            assert not ran(page), payload
        for path in ("pay-1/2/", "pay-1/whole/"):
            page.goto(address + prefix + path)
            page.evaluate(
                "async (all) => { for (const one of all) { location.hash = one; location.hash = encodeURIComponent(one); await 0; } }",
                PAYLOADS,
            )
            page.wait_for_timeout(50)
            assert not ran(page), path


def test_what_other_pages_of_the_host_left_in_storage_does_not_run(browser: Browser, address: str) -> None:
    """A host may hold other sites, which write into the same storage."""
    with watched(browser, unguarded=True) as page:
        page.goto(address + "pay-1/2/")
        place = page.locator("article.text .s").first.get_attribute("id")
        for held in ("javascript:__x()", "https://evil.test/", "//evil.test/", ALL, None, 3):
            here = f"{address}pay-1/2/?hl=x#{place}"
            hits = {"hits": [held, here, held], "back": held}
            page.evaluate(
                "([hits, other]) => { sessionStorage.setItem('zhangju:hits', hits); for (const key of ['settings', 'view', 'terms', 'as-received']) localStorage.setItem(`zhangju:${key}`, other); }",
                [json.dumps(hits), json.dumps({"theme": ALL, "size": held, "width": ALL})],
            )
            page.goto("about:blank")
            page.goto(here)
            page.wait_for_timeout(60)
            press(page, "nav.hits a")
            assert not ran(page), held


def test_the_not_found_page_asks_no_other_host(browser: Browser, address: str) -> None:
    """An address that begins with two slashes reads as one of another host."""
    with watched(browser, unguarded=True) as page:
        for path in ("/evil.test/x", "/evil.test/x/y/", "//evil.test/", "x//evil.test/y", "%2F%2Fevil.test/x", "\\\\evil.test/"):
            page.goto(address + path)
            page.wait_for_timeout(60)
            assert not ran(page)


def test_payloads_in_the_options_of_the_site(tmp_path: Path, project: object) -> None:
    """The name and the address of the site go into the head of every page, the not-found page and the site map."""
    root = project()  # type: ignore[operator]
    assert main(["convert", "--root", str(root)]) == 0
    options = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("章句 Zhangju", json.dumps(ALL, ensure_ascii=False))
    attack = "https://a.test/\"><img src=x onerror=__x()>'/"
    (root / "mkdocs.yml").write_text(
        options.replace('!ENV [ZHANGJU_SITE_URL, ""]', json.dumps(attack)).replace(", en]", "]"), encoding="utf-8"
    )
    site = build(root).site
    for path in site.rglob("*.html"):
        parser = inline(path.read_text(encoding="utf-8"))
        assert not [tag for tag, held in parser.tags if tag in ("img", "base") or any(name.startswith("on") for name in held)], path
