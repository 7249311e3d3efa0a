"""Citing and arriving: every gesture that copies, in a real Chromium with its clipboard; what machines read in a page; the not-found page."""

from __future__ import annotations

import functools
import gzip
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from generator.edition import load_edition
from generator.errors import ZhangjuError
from generator.pipeline import convert
from generator.site.build import build
from generator.site.metadata import edition_date
from tests.conftest import CALM, ROOT, reader, until, watch_errors

TODAY = datetime(2026, 11, 22, 12)
TITLE = "上海市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
TITLE_EN = (
    "Outline of the 14th Five-Year Plan for the Economic and Social Development of Shanghai "
    "and the Long-Range Objectives Through the Year 2035"
)
SENTENCE = "全面落实外商投资国民待遇，建立各类市场主体公平竞争的投资经营制度。"
KINDS = {"link": "复制链接", "quotation": "复制引文", "gbt": "GB/T 7714", "apa": "APA", "bibtex": "BibTeX", "ris": "RIS"}


class Host(SimpleHTTPRequestHandler):
    """A static host that answers a wrong address with the site's not-found page, as GitHub Pages does."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "repo" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def root(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site under a sub-path."""
    served = tmp_path_factory.mktemp("served")
    (served / "repo").symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(served)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()


def begin(page: Page, wrong: list[str]) -> None:
    """It is always today, and nobody waits long."""
    page.clock.set_fixed_time(TODAY)
    page.set_default_timeout(5000)
    watch_errors(page, wrong)


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    with reader(browser, "in 2026", begin, permissions=["clipboard-read", "clipboard-write"], **CALM, **options) as page:
        yield page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser, viewport={"width": 1280, "height": 900}) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with opened(browser, viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True) as page:
        yield page


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n")


def edition(site: Path) -> str:
    html = (site / "sh-14fyp/6/index.html").read_text(encoding="utf-8")
    return str(data_of(html)["edition"])


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="plan-data">(.*?)</script>', html)
    assert found
    return dict(json.loads(found[1]))


def english(date: str) -> str:
    day = datetime.fromisoformat(date)
    return f"{day:%Y, %B} {day.day}"


def chinese(date: str) -> str:
    day = datetime.fromisoformat(date)
    return f"{day.year}年{day.month}月{day.day}日"


def citations(root: str, date: str) -> dict[str, dict[str, str]]:
    """What each place of the cases gives, by kind."""
    sentence = f"{root}sh-14fyp/6.2.2/#6.2.2-3"
    section = f"{root}lingang-14fyp/3.1/"
    lingang = "中国（上海）自由贸易试验区临港新片区发展“十四五”规划"
    lingang_en = "14th Five-Year Plan for the Development of the Lin-gang Special Area of China (Shanghai) Pilot Free Trade Zone"
    heading = "（一）全力推动全方位高水平开放"
    return {
        "sh-14fyp/6/#6.2.2-3": {
            "link": sentence,
            "quotation": f"“{SENTENCE}”\n——上海市人民政府：《{TITLE}》第6.2.2节第3句，章句注解本（{chinese(date)}）\n{sentence}",
            "gbt": f"上海市人民政府. {TITLE}[R/OL]. 章句注解本（{date}）. 2021-01-27：第6.2.2节第3句. {sentence}.",
            "apa": f"Shanghai Municipal People’s Government. (2021, January 27). {TITLE} [{TITLE_EN}] "
            f"(Zhangju annotated ed., {english(date)}; § 6.2.2, sentence 3). Zhangju. {sentence}",
            "bibtex": "@misc{sh-14fyp-6.2.2-3,\n  author = {{上海市人民政府}},\n"
            f"  title = {{{{{TITLE}}}}},\n  year = {{2021}},\n  month = {{1}},\n  note = {{第6.2.2节第3句，章句注解本（{date}）}},\n"
            f"  url = {{{sentence}}},\n  urldate = {{2026-11-22}},\n  language = {{chinese}}\n}}",
            "ris": f"TY  - RPRT\nAU  - 上海市人民政府,\nTI  - {TITLE}\nTT  - {TITLE_EN}\nPY  - 2021\nDA  - 2021/01/27\nET  - 章句注解本（{date}）\n"
            f"SP  - 第6.2.2节第3句\nN2  - {SENTENCE}\nLA  - zh\nUR  - {sentence}\nY2  - 2026/11/22\nER  - \n",
        },
        "lingang-14fyp/3/#3.1": {
            "link": section,
            "quotation": f"“{heading}”\n——上海市人民政府：《{lingang}》三（一），章句注解本（{chinese(date)}）\n{section}",
            "gbt": f"上海市人民政府. {lingang}[R/OL]. 章句注解本（{date}）. 2021-07-22：三（一）. {section}.",
            "apa": f"Shanghai Municipal People’s Government. (2021, July 22). {lingang} [{lingang_en}] "
            f"(Zhangju annotated ed., {english(date)}; § 三（一）). Zhangju. {section}",
            "bibtex": "@misc{lingang-14fyp-3.1,\n  author = {{上海市人民政府}},\n"
            f"  title = {{{{{lingang}}}}},\n  year = {{2021}},\n  month = {{7}},\n"
            f"  note = {{三（一），章句注解本（{date}）}},\n"
            f"  url = {{{section}}},\n  urldate = {{2026-11-22}},\n  language = {{chinese}}\n}}",
            "ris": f"TY  - RPRT\nAU  - 上海市人民政府,\nTI  - {lingang}\nTT  - {lingang_en}\nPY  - 2021\nDA  - 2021/07/22\n"
            f"ET  - 章句注解本（{date}）\nSP  - 三（一）\nN2  - {heading}\nLA  - zh\nUR  - {section}\nY2  - 2026/11/22\nER  - \n",
        },
    }


PLACES = ("sh-14fyp/6/#6.2.2-3", "lingang-14fyp/3/#3.1")
LINK = "zhangju.linkTo(part, part.id)"


def mark_of(page: Page, place: str) -> Any:
    return page.locator(f"[id='{place.partition('#')[2]}'] > .mark")


# ---- copying a place


def told(page: Page) -> str:
    """What is said of a copy, once the menu has closed; it is taken away, so that the next time it is said anew."""
    until(page, "() => !document.querySelector('.panel') && document.querySelector('[role=status]')")
    said = "(() => { const box = document.querySelector('[role=status]'), text = box.innerText; box.remove(); return text; })()"
    return str(page.evaluate(said))


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES)
def test_copying_by_pointer(page: Page, root: str, site: Path, place: str) -> None:
    page.goto(root + place.partition("#")[0])
    expected = citations(root, edition(site))[place]
    copied = {}
    for kind, name in KINDS.items():
        page.locator(f"[id='{place.partition('#')[2]}']").hover()
        mark_of(page, place).click()
        menu = page.get_by_role("dialog")
        of_a_heading = ["打印本节"] if "-" not in place.partition("#")[2] else []
        assert menu.get_by_role("button").all_inner_texts() == [*KINDS.values(), *of_a_heading, "报告错误", "关闭"]
        assert page.url == root + place
        until(page, "async (link) => await navigator.clipboard.readText() === link", arg=expected["link"])  # it is there at once
        menu.get_by_role("button", name=name, exact=True).click()
        assert told(page) == ("已复制链接" if kind == "link" else "已复制")
        copied[kind] = clipboard(page)
    assert copied == expected


@pytest.mark.browser
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_copying_by_keyboard(page: Page, root: str, site: Path, key: str) -> None:
    page.goto(f"{root}{PLACES[0].partition('#')[0]}")
    mark, copied = mark_of(page, PLACES[0]), {}
    for number, kind in enumerate(KINDS):
        page.locator("a.brand").focus()
        mark.focus()
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()
        for _ in range(number):
            page.keyboard.press("ArrowDown" if key == "Enter" else "Tab")
        page.keyboard.press(key)
        told(page)
        copied[kind] = clipboard(page)
        assert mark.evaluate("e => e === document.activeElement")
    assert copied == citations(root, edition(site))[PLACES[0]]


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES)
def test_copying_by_touch(phone: Page, root: str, site: Path, place: str) -> None:
    phone.goto(root + place.partition("#")[0])
    words = phone.locator(f"[id='{place.partition('#')[2]}']")
    words.evaluate("e => e.scrollIntoView({ block: 'center' })")
    at = words.evaluate("e => { const box = e.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }")
    phone.touchscreen.tap(*at)
    mark, copied = mark_of(phone, place), {}
    assert float(mark.evaluate("e => getComputedStyle(e).opacity")) > 0.4
    for kind, name in KINDS.items():
        mark.tap()
        menu = phone.get_by_role("dialog")
        box = menu.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        menu.get_by_role("button", name=name, exact=True).tap()
        told(phone)
        copied[kind] = clipboard(phone)
    assert copied == citations(root, edition(site))[place]


@pytest.mark.browser
def test_escape_closes_the_menu_and_returns(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    mark = mark_of(page, "#6.2.2")
    mark.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").get_by_role("button").first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert mark.evaluate("e => e === document.activeElement")


@pytest.mark.browser
def test_choosing_a_mark_does_not_move_the_page(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    mark = mark_of(page, "#6.2.2-3")
    mark.evaluate("e => e.parentElement.scrollIntoView({ block: 'center' })")
    before = page.evaluate("scrollY")
    mark.click()
    assert page.evaluate("scrollY") == before


@pytest.mark.browser
def test_a_study_without_issuer_and_date(page: Page, root: str, site: Path) -> None:
    page.goto(f"{root}sh-pathways/")
    found = page.evaluate(
        """async () => { await zhangju.loadCiting(); const place = { from: "abstract-1", to: "abstract-1", url: "http://x/" };
        return ["gbt", "apa", "bibtex"].map((kind) => zhangju.cite(kind, place)); }"""
    )
    date = edition(site)
    title = "上海在社会主义现代化国家新征程中发挥示范引领作用的思路和路径研究"
    assert found[0] == f"张晓欢. {title}[R/OL]. 章句注解本（{date}）. [2026]：“摘要”第1句. http://x/."
    assert found[1].startswith(f"张晓欢. (n.d.). {title} [How Shanghai Can Lead")
    assert "year" not in found[2]


@pytest.mark.browser
def test_copying_where_the_clipboard_is_refused(browser: Browser, root: str, site: Path) -> None:
    with opened(browser) as page:
        page.add_init_script("if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
        page.goto(f"{root}sh-14fyp/6/")
        mark_of(page, PLACES[0]).focus()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").get_by_role("button", name="GB/T 7714").click()
        page.get_by_text("已复制", exact=True).wait_for()
        assert clipboard(page) == citations(root, edition(site))[PLACES[0]]["gbt"]


# ---- citing selected words


SELECT = """([id, from, last, to]) => {
  const nodes = (id) => { const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT), all = [];
    while (walker.nextNode()) all.push(walker.currentNode); return all; };
  const range = document.createRange(); const at = (id, words, end) => { for (const node of nodes(id)) { const i = node.data.indexOf(words);
    if (i >= 0) return [node, i + (end ? words.length : 0)]; } throw new Error(words); };
  range.setStart(...at(id, from, false)); range.setEnd(...at(last, to, true));
  document.getElementById(id).scrollIntoView({ block: "center" }); getSelection().removeAllRanges(); getSelection().addRange(range); }"""


@pytest.mark.browser
@pytest.mark.parametrize("gesture", ["pointer", "keyboard", "touch"])
def test_selected_words_are_cited(browser: Browser, root: str, site: Path, gesture: str) -> None:
    touch = {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True} if gesture == "touch" else {}
    with opened(browser, **touch) as page:
        page.goto(f"{root}sh-14fyp/6/")
        page.evaluate(SELECT, ["6.2.2-3", "外商投资", "6.2.2-3", "国民待遇"])
        offer = page.get_by_role("button", name="引用所选")
        offer.wait_for()
        link = f"{root}sh-14fyp/6.2.2/#6.2.2-3~text=%E5%A4%96%E5%95%86%E6%8A%95%E8%B5%84%E5%9B%BD%E6%B0%91%E5%BE%85%E9%81%87"
        for kind in KINDS:
            if gesture == "keyboard":
                if not offer.evaluate("e => e === document.activeElement"):
                    page.keyboard.press("Tab")
                page.keyboard.press("Enter")
                for _ in range(list(KINDS).index(kind)):
                    page.keyboard.press("ArrowDown")
                page.keyboard.press("Enter")
            else:
                press = "tap" if gesture == "touch" else "click"
                getattr(offer, press)()
                getattr(page.get_by_role("dialog").get_by_role("button", name=KINDS[kind], exact=True), press)()
            until(page, "() => !document.querySelector('.panel')")
            expected = (
                citations(root, edition(site))[PLACES[0]][kind]
                .replace(f"{root}sh-14fyp/6.2.2/#6.2.2-3", link)
                .replace(SENTENCE, "外商投资国民待遇")
            )
            assert clipboard(page) == expected


@pytest.mark.browser
@pytest.mark.parametrize(
    ("first", "begin", "last", "end"),
    [
        ("6.2.2-3", "外商投资", "6.2.2-3", "市场主体"),
        ("6.2.2-3", "全面落实", "6.2.2-5", "政策"),
        ("6.4-1", "聚焦提升", "6.4.1-1", "国民待遇"),
        ("6.2", "更好发挥", "6.2", "试验田作用"),  # stands in the contents, too
    ],
)
def test_a_text_fragment_leads_to_the_words(page: Page, root: str, first: str, begin: str, last: str, end: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    page.evaluate(SELECT, [first, begin, last, end])
    page.get_by_role("button", name="引用所选").click()
    until(page, "async () => (await navigator.clipboard.readText(), !!document.querySelector('.panel'))")
    page.get_by_role("dialog").get_by_role("button", name="复制链接").click()
    until(page, "() => !document.querySelector('.panel')")
    link = clipboard(page)
    address, _, rest = link.partition("#")
    wished, _, fragment = rest.partition("~")
    assert address == f"{root}sh-14fyp/{first.partition('-')[0]}/"
    assert wished == (first if first == last else f"{first},{last}")
    page.goto("about:blank")
    page.goto(f"{address}#~{fragment}")  # without the anchor, only the words can lead there
    until(page, "scrollY > 0")
    assert page.url == f"{root}sh-14fyp/6/#:~:{fragment}"
    box = page.locator(f"[id='{first}']").bounding_box()
    assert box
    assert 0 < box["y"] < 900


@pytest.mark.browser
@pytest.mark.parametrize("where", ["sh-14fyp/6/?view=side", "zh-hant/sh-pathways/", "en/lingang-14fyp/whole/"])
def test_a_copied_link_has_the_card_of_its_clause_and_leads_to_its_place(page: Page, root: str, site: Path, where: str) -> None:
    """Of every place on a page: a chapter's own links are its page."""
    page.goto(root + where)
    links = page.evaluate(f"() => [...document.querySelectorAll('.text ' + zhangju.PLACES)].map((part) => [part.id, {LINK}])")
    folder, query = where.rpartition("/")[::2]
    language = folder.rpartition("/")[0].rpartition("/")[0] if "whole" in folder else folder.partition("sh-")[0].rstrip("/")
    plan = next(name for name in where.split("/") if "-" in name and name != "zh-hant")
    for anchor, link in links:
        section = anchor.partition("-")[0]
        own = "" if section == "front" else f"{section}/"
        assert link.startswith(f"{root}{language}{'/' if language else ''}{plan}/{own}{query}")
        short = (site / language / plan / own / "index.html").read_text(encoding="utf-8")
        assert 'property="og:title"' in short
        assert link.endswith(f"#{anchor}") or (anchor == section and "refresh" in short and "#" not in link)
    anchor, link = links[len(links) // 2]
    page.goto(link)
    until(page, "(id) => document.title.startsWith(zhangju.printed(id)) && location.hash === `#${id}`", arg=anchor)
    assert page.url.partition("#")[0].endswith(query)
    page.locator(f"[id='{anchor}'] .mark").first.click(button="right")
    assert page.locator(f"[id='{anchor}'] .mark").first.evaluate("mark => mark.href") == link


@pytest.mark.browser
def test_selecting_outside_the_text_offers_nothing(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('nav.contents'))")
    page.wait_for_timeout(500)
    assert page.get_by_role("button", name="引用所选").count() == 0


# ---- arriving


@pytest.mark.browser
def test_a_range_is_marked_whole(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/#6.2.2-3,6.2.2-5")
    assert page.locator(".here").evaluate_all("all => all.map((e) => e.id)") == ["6.2.2-3", "6.2.2-4", "6.2.2-5"]
    colours = {page.evaluate("id => getComputedStyle(document.getElementById(id)).backgroundColor", f"6.2.2-{n}") for n in range(2, 6)} - {
        "rgba(0, 0, 0, 0)"
    }
    assert len(colours) == 1
    assert page.title() == "6.2.2-3,6.2.2-5 聚焦“五个重要”深化临港新片区制度创新 · 上海“十四五”规划纲要"
    page.evaluate("location.hash = '#6.2.2-5,6.3'")  # followed on the page, across sections
    until(page, "document.querySelectorAll('.here').length > 3")
    assert page.locator(".here").first.get_attribute("id") == "6.2.2-5"
    assert page.locator(".here").last.get_attribute("id") == "6.3"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_arrival_is_readable_under_the_header(browser: Browser, root: str, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 700}) as page:
        for anchor in ("6.2.2-3", "6.3.1", "6.2.2-3,6.2.2-5"):
            page.goto(f"{root}sh-14fyp/6/#{anchor}")
            part = anchor.partition(",")[0]
            until(
                page, f"(() => {{ const y = document.getElementById('{part}').getBoundingClientRect().top; return 0 < y && y < 700; }})()"
            )
            header = page.locator("header.site").bounding_box()
            box = page.locator(f"[id='{part}']").bounding_box()
            assert header
            assert box
            assert header["y"] + header["height"] <= box["y"] + 2, anchor
            assert box["y"] < 700


@pytest.mark.browser
def test_the_title_names_the_clause(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    chapter = page.title()
    page.evaluate("location.hash = '#6.2'")
    until(page, "document.title.startsWith('6.2 更好发挥自贸试验区')")
    assert page.title().endswith(" · 上海“十四五”规划纲要")
    page.evaluate("location.hash = ''")
    until(page, "title => document.title === title", arg=chapter)
    page.goto(f"{root}sh-14fyp/6/#100%")
    assert page.title() == chapter


@pytest.mark.browser
def test_a_range_without_script_opens_the_page(browser: Browser, root: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{root}sh-14fyp/6/#6.2.2-3,6.2.2-5")
        assert page.locator("[id='6.2.2-3']").count() == 1


# ---- the not-found page


@pytest.mark.browser
@pytest.mark.parametrize(
    ("wished", "first", "name", "language"),
    [
        ("sh-14fyp/6.2.9/", "sh-14fyp/6/#6.2.3", "6.2.3 培育壮大前沿产业集群和新兴业态", "zh-Hans"),
        ("zh-hant/nowhere/at/all/", "zh-hant/sh-14fyp/", "上海市國民經濟和社會發展第十四個五年規劃和二〇三五年遠景目標綱要", "zh-Hant"),
        ("en/sh-14fyp/6.2.9/", "en/sh-14fyp/6/#6.2.3", "6.2.3 Foster and expand frontier industrial clusters and emerging forms of business", "en"),
    ],
)  # fmt: skip
def test_the_not_found_page_offers_what_is_near(page: Page, root: str, wished: str, first: str, name: str, language: str) -> None:
    page.goto(root + wished)
    folder = next((one for one in ("zh-hant/", "en/") if wished.startswith(one)), "")
    said = {"zh-hant/": "沒有這一頁", "en/": "There is no such page", "": "没有这一页"}[folder]
    page.locator("#near a").first.wait_for()
    assert page.locator("h1").inner_text() == said
    links = page.locator("#near a").evaluate_all("all => all.map((a) => a.href)")
    assert links[0] == root + first
    near = page.locator("#near a")
    assert (near.first.inner_text(), near.first.get_attribute("lang"), near.last.get_attribute("lang")) == (name, language, language)
    assert all(link.startswith(root) for link in links)
    head = page.locator("header.site a").evaluate_all("all => all.map((a) => a.href)")
    rest = wished.removeprefix(folder)
    others = [other for other in ("", "zh-hant/", "en/") if other != folder]
    there = [root + folder, f"{root}{folder}search/", *(f"{root}{other}{rest}" for other in others)]
    assert sorted(map(unquote, head)) == sorted(map(unquote, there))
    assert page.locator("#home").evaluate("e => e.href") == root + folder
    page.goto(links[0])
    assert page.locator("h1").inner_text() != "没有这一页"


# ---- what machines read


def metas(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html))


def linked(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    return dict(json.loads(found[1]))


def test_metadata_of_a_plan(site: Path) -> None:
    html = (site / "lingang-14fyp/index.html").read_text(encoding="utf-8")
    found = metas(html)
    assert found["citation_title"] == "中国（上海）自由贸易试验区临港新片区发展“十四五”规划"
    assert found["citation_author"] == found["citation_technical_report_institution"] == "上海市人民政府"
    assert found["citation_publication_date"] == "2021/07/22"
    assert linked(html)["@type"] == "Report"
    assert linked(html)["datePublished"] == "2021-07-22"
    assert linked(html)["author"]["@type"] == "Organization"


def test_metadata_of_a_chapter(site: Path) -> None:
    html = (site / "sh-14fyp/6/index.html").read_text(encoding="utf-8")
    found = metas(html)
    assert found["citation_title"] == "六、强化开放枢纽门户功能，增创国际合作和竞争新优势"
    assert found["citation_inbook_title"] == TITLE
    assert found["og:title"] == f"{found['citation_title']} · 上海“十四五”规划纲要"
    assert found["og:description"].startswith("围绕更好促进国内国际两个市场")
    assert linked(html)["@type"] == "Chapter"
    assert linked(html)["isPartOf"]["name"] == TITLE


def test_a_clause_has_a_card_of_its_own(site: Path) -> None:
    html = (site / "sh-14fyp/6.2.2/index.html").read_text(encoding="utf-8")
    title = "6.2.2 聚焦“五个重要”深化临港新片区制度创新 · 上海“十四五”规划纲要"
    found = metas(html)
    assert f"<title>{title}</title>" in html
    assert found["og:title"] == title
    assert found["og:description"] == found["description"]
    assert found["description"].startswith("在风险可控前提下大胆闯、大胆试、自主改")
    above = metas((site / "sh-15fyp/6.2/index.html").read_text(encoding="utf-8"))  # has no sentence itself: the first below it
    assert above["og:description"]


def test_every_page_has_a_card_and_sound_data(site: Path) -> None:
    for path in site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        if "embed" not in path.parts and 'http-equiv="refresh"' not in html:  # shared as the page they stand in, or lead to
            assert metas(html)["og:title"], path
        for script in re.findall(r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', html):
            json.loads(script)


def test_absolute_addresses_where_the_site_knows_its_own(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    monkeypatch.setenv("ZHANGJU_SITE_URL", "https://example.org/repo/")
    site = build(root).site
    chapter = (site / "try-1/1/index.html").read_text(encoding="utf-8")
    address = "https://example.org/repo/try-1/1/"
    assert metas(chapter)["og:url"] == metas(chapter)["citation_public_url"] == linked(chapter)["url"] == address
    assert metas((site / "try-1/1.1/index.html").read_text(encoding="utf-8"))["og:url"] == "https://example.org/repo/try-1/1.1/"


def test_the_date_of_the_edition() -> None:
    edition = load_edition(ROOT / "content")
    assert edition_date(edition, {}) == max(str(view.plan.meta.get("date", "")) for view in edition)
    assert edition_date(edition, {"SOURCE_DATE_EPOCH": "1795300000"}) == "2026-11-21"
    with pytest.raises(ZhangjuError, match="SOURCE_DATE_EPOCH"):
        edition_date(edition, {"SOURCE_DATE_EPOCH": "yesterday"})


def test_script_weight(site: Path) -> None:
    """Of a chapter's page; the script of the quote check is loaded on its own page only. Half of it is fetched when somebody cites."""
    weight = {name: len(gzip.compress((site / "assets" / name).read_bytes())) for name in ("zhangju.js", "arrive.js", "citing.js")}
    assert weight["zhangju.js"] <= 5_500
    assert sum(weight.values()) <= 12_600
