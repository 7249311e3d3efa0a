"""The book in a real Chromium: settings, paper, typography, and access for everyone."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from generator.pipeline import convert
from generator.site.build import build
from tests.conftest import PHONE, reader, swept, until

pytestmark = pytest.mark.browser

CHAPTER = "sh-14fyp/2/"
KINDS = {
    "home": "",
    "plan": "yun-plan/",
    "chapter": "yun-plan/1/",
    "whole": "yun-plan/whole/",
    "collation": "yun-plan/collation/",
    "seed": "yun-report/seed/",
    "glossary": "glossary/",
    "bibliography": "bibliography/",
    "topics": "topics/",
    "topic": "topics/water/",
    "compare index": "compare/",
    "compare": "compare/yun-report/yun-plan/",
    "repeats": "repeats/",
    "quote": "quote/",
    "search": "search/",
    "not found": "404.html",
}
"""A page of every kind of the small edition, which has each thing once that a page can show."""
LONG_ONES = {
    "plan": "sh-14fyp/",
    "chapter": CHAPTER,
    "whole": "sh-15fyp/whole/",
    "collation": "sh-pathways/collation/",
    "seed": "sh-2026-report/seed/",
    "topic": "topics/elder-care/",
    "compare": "compare/sh-2026-report/sh-pathways/",
}
"""The same of the five plans, where they stand elsewhere: long pages, which `make sweep` tries."""
OF = swept(["small"], ["five"])


@pytest.fixture
def kinds(request: pytest.FixtureRequest, of: str) -> dict[str, str]:
    """The address of a page of each kind, in the small edition or that of the five plans."""
    root = request.getfixturevalue("small_root" if of == "small" else "root")
    return {kind: root + path for kind, path in (KINDS | (LONG_ONES if of == "five" else {})).items()}


THEMES = ("light", "sepia", "dark", "contrast")


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of its own; `settings` are those of a reader who chose before."""
    settings = options.pop("settings", None)
    with reader(browser, **{"viewport": {"width": 1280, "height": 900}, **options}) as page:
        if settings:
            words = json.dumps(json.dumps(settings))
            page.add_init_script(f"try {{ localStorage.setItem('zhangju:settings', {words}) }} catch {{}}")
        yield page


# ---- settings


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check()


def look(page: Page) -> list[str]:
    return page.evaluate(  # type: ignore[no-any-return]
        """() => { const html = getComputedStyle(document.documentElement); const main = getComputedStyle(document.querySelector("main"));
        return [html.backgroundColor, html.fontSize, main.maxWidth, html.colorScheme]; }"""
    )


def test_settings_are_kept_across_pages(browser: Browser, root: str) -> None:
    with opened(browser) as page:
        page.goto(root + CHAPTER)
        before = look(page)
        page.get_by_role("button", name="设置").click()
        for name in ("纸黄", "特大", "窄"):
            choose(page, name)
        chosen = look(page)
        assert all(a != b for a, b in zip(before[:3], chosen[:3], strict=True))
        page.keyboard.press("Escape")
        assert page.get_by_role("dialog").count() == 0
        assert page.evaluate("document.activeElement.className") == "settings"
        page.goto(f"{root}lingang-14fyp/3/")
        assert look(page) == chosen
        page.goto(f"{root}glossary/")
        assert look(page)[:2] == chosen[:2]
        page.get_by_role("button", name="设置").click()
        assert page.get_by_role("radio", name="特大").is_checked()
        for name in ("随系统", "中", "适中"):
            choose(page, name)
        page.goto(root + CHAPTER)
        assert look(page) == before


def test_nothing_flashes(browser: Browser, root: str) -> None:
    """At the first frame the page already has the reader's colours and size, though its scripts are late."""
    with opened(browser, settings={"theme": "dark", "size": "large", "width": "wide"}) as page:
        page.add_init_script(
            """addEventListener("DOMContentLoaded", () => { globalThis.done = true; });
            (function first() {
              if (!document.querySelector("h1")) return requestAnimationFrame(first);
              const html = getComputedStyle(document.documentElement);
              globalThis.seen = [html.backgroundColor, html.fontSize, globalThis.done ?? false];
            })();"""
        )
        page.route(re.compile(r"(zhangju|reading|links|terms)\.js$"), lambda route: (page.wait_for_timeout(150), route.continue_()))
        page.goto(root + CHAPTER)
        until(page, "globalThis.seen")
        assert page.evaluate("seen") == ["rgb(24, 23, 21)", "20px", False]


def test_the_reader_stays_at_the_line_when_the_type_grows(browser: Browser, root: str) -> None:
    with opened(browser) as page:
        page.goto(f"{root}lingang-14fyp/3/#3.3.2")
        page.get_by_role("button", name="设置").click()
        page.locator(".panel.settings").wait_for()
        line = page.evaluate("[...document.querySelectorAll('.s')].find((e) => e.getBoundingClientRect().top > 300).id")
        top = f"document.getElementById('{line}').getBoundingClientRect().top"
        before = page.evaluate(top)
        height = page.evaluate("document.body.scrollHeight")
        choose(page, "特大")
        page.wait_for_timeout(50)
        assert page.evaluate("document.body.scrollHeight") > height * 1.2
        assert abs(page.evaluate(top) - before) < 100


def test_settings_that_cannot_be_read_do_no_harm(browser: Browser, root: str) -> None:
    for kept in ("{", "null", "7", '{"theme": {"a": 1}}'):
        with opened(browser) as page:
            errors: list[str] = []
            page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
            page.add_init_script(f"localStorage.setItem('zhangju:settings', {json.dumps(kept)})")
            page.goto(root + CHAPTER)
            page.get_by_role("button", name="设置").click()
            page.locator(".panel.settings").wait_for()
            assert page.get_by_role("radio").count() == 14
            assert errors == []


def test_without_script_no_button_is_shown_that_does_nothing(browser: Browser, root: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        for path in (CHAPTER, "glossary/", "quote/"):
            page.goto(root + path)
            assert page.locator("button:visible, select:visible, form:visible").count() == 0, path


# ---- reading


def test_progress_and_the_section_in_hand(browser: Browser, root: str) -> None:
    with opened(browser) as page:
        page.goto(f"{root}lingang-14fyp/3/")
        read = "() => Number(document.querySelector('header.site').style.getPropertyValue('--read'))"
        until(page, f"({read})() === 0")
        page.evaluate("document.getElementById('3.4.2').scrollIntoView()")
        until(page, f"({read})() > .3 && ({read})() < .9")
        current = page.locator(".page > .contents [aria-current]")
        assert current.get_attribute("href", timeout=2000) is not None
        assert (current.get_attribute("href") or "").endswith("#3.4.2")
        entry, side = current.bounding_box(), page.locator(".page > .contents").bounding_box()
        assert entry
        assert side
        assert side["y"] <= entry["y"] <= side["y"] + side["height"]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        until(page, f"({read})() === 1")
        assert (current.get_attribute("href") or "").endswith("#3.6.2")
        short = int(page.locator("article.text").bounding_box()["height"] * 0.9)  # type: ignore[index]
        page.set_viewport_size({"width": 1280, "height": short})  # of a text that is hardly longer than the screen it is the first one, too
        page.evaluate("scrollTo(0, 0)")
        until(page, f"({read})() === 0")
        until(page, "() => !document.querySelector('.page > .contents [aria-current]')")  # above the first of its sections


def test_on_a_phone_all_is_within_reach_of_the_thumb(browser: Browser, root: str) -> None:
    with opened(browser, **PHONE) as page:
        page.goto(f"{root}sh-14fyp/6/")
        bar = page.get_by_role("navigation", name="翻页与设置")
        box = bar.bounding_box()
        assert box
        assert box["y"] > 700
        for part in bar.locator("a, button").all():
            size = part.bounding_box()
            assert size
            assert size["height"] >= 44
        bar.get_by_text("目录").tap()
        sheet = page.get_by_role("dialog")
        place = sheet.bounding_box()
        assert place
        assert place["y"] + place["height"] > 795
        sheet.get_by_role("link", name="更好发挥自贸试验区和临港新片区试验田作用").tap()
        assert page.url.endswith("#6.2")
        assert sheet.count() == 0
        bar.get_by_text("设置").tap()
        choose(page, "夜间")
        page.keyboard.press("Escape")
        bar.get_by_text("下一章").tap()
        page.wait_for_url("**/sh-14fyp/7/")
        assert look(page)[0] == "rgb(24, 23, 21)"


def test_links_to_other_plans_stand_in_the_margin(browser: Browser, root: str) -> None:
    """Beside their paragraph where there is room, where it stays when it is opened; where there is none, under it."""
    with opened(browser) as page:
        page.goto(f"{root}lingang-14fyp/3/")
        note = page.locator("details.elsewhere").first
        text = page.locator("[id='3.1-1']")
        beside, words = note.bounding_box(), text.bounding_box()
        assert beside
        assert words
        assert beside["x"] > words["x"] + words["width"]
        assert abs(beside["y"] - words["y"]) < 20
        assert beside["x"] + beside["width"] <= 1280
        note.locator("summary").click()
        page.wait_for_selector(".panel.side")
        assert note.bounding_box() == beside
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 900, "height": 900})
        second = page.locator("details.elsewhere").nth(1).bounding_box()
        assert second
        assert second["x"] < 400


# ---- typography

LINES = """() => { // the first character of every line of every paragraph and list item
  const starts = [];
  for (const block of document.querySelectorAll("article.text p, .glosses dd")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let bottom = -1;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.parentElement.checkVisibility() || node.parentElement.closest(".mark, .same, details")) continue;
      for (let i = 0; i < node.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        if (bottom >= 0 && box.top > bottom - 2) starts.push(node.data[i]);
        bottom = Math.max(bottom, box.bottom);
      }
    }
  }
  return starts;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_line_begins_with_a_mark_that_ends_something(browser: Browser, root: str, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        page.goto(root + CHAPTER)
        starts = page.evaluate(LINES)
        assert len(starts) > 60
        assert [char for char in starts if char in "。，、；：？！）》”’】〉」…"] == []


def test_lines_are_no_longer_than_a_book_has_them(browser: Browser, root: str) -> None:
    """36 characters; the reader's own choice goes to 44."""
    for width, most in (("narrow", 28), (None, 36), ("wide", 44)):
        with opened(browser, viewport={"width": 1920, "height": 900}, settings={"width": width} if width else None) as page:
            page.goto(root + CHAPTER)
            em = page.evaluate(
                "() => { const p = document.querySelector('article.text p'); return p.clientWidth / parseFloat(getComputedStyle(p).fontSize); }"
            )
            assert most - 1 <= em <= most


def test_chinese_and_latin_are_parted_without_a_character(browser: Browser, root: str, site: Path) -> None:
    with opened(browser) as page:
        page.goto(root + CHAPTER)
        assert page.evaluate("getComputedStyle(document.querySelector('article.text p')).textAutospace") == "normal"
        assert page.locator(".gap").count() == 0
        words = page.locator("article.text").text_content()
    with opened(browser) as page:  # a browser that does not know the property
        sheet = (site / "assets" / "zhangju.css").read_text(encoding="utf-8")
        page.route(
            "**/zhangju.css", lambda route: route.fulfill(content_type="text/css", body=sheet.replace("text-autospace", "x-autospace"))
        )
        page.goto(root + CHAPTER)
        page.wait_for_selector(".gap", state="attached")
        assert page.locator("article.text .gap").count() > 50
        assert page.locator("article.text").text_content() == words
        around = page.evaluate(
            "(() => { const gap = document.querySelector('article.text p .gap'); return gap.previousSibling.data.at(-1) + gap.nextSibling.data[0]; })()"
        )
        assert re.fullmatch(r"[一-鿿][0-9A-Za-z]|[0-9A-Za-z%][一-鿿]", around)


def test_figures_align_in_tables(browser: Browser, root: str) -> None:
    with opened(browser) as page:
        page.goto(f"{root}{CHAPTER}#2.3-t1")
        cells = page.evaluate(
            "[...document.querySelectorAll('[id=\"2.3-t1\"] tbody td:first-child')].map((td) => { const r = document.createRange(); r.selectNodeContents(td.firstChild); return [td.textContent, Math.round(r.getBoundingClientRect().right)]; })"
        )
        assert len(cells) == 20
        assert len({right for _, right in cells}) == 1


def test_a_wide_table_scrolls_by_itself(browser: Browser, root: str) -> None:
    with opened(browser, viewport={"width": 800, "height": 900}) as page:  # on a phone rows are cards
        page.goto(root + CHAPTER)
        page.evaluate(
            """() => { for (const row of document.querySelectorAll('[id="2.3-t1"] tr')) for (let i = 0; i < 20; i++) row.append(row.cells[2].cloneNode(true)); document.querySelector('.table').classList.remove('fits'); }"""
        )
        assert page.evaluate("document.querySelector('[id=\"2.3-t1\"]').rows[1].cells.length") == 26
        assert page.evaluate("document.documentElement.scrollWidth") <= 800
        region = page.locator(".table").first
        assert region.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")


# ---- paper


def heads(page: Page) -> str:
    """The style sheet of the plan's running heads."""
    return page.request.get(page.locator("link[media=print][href*='/print/']").evaluate("link => link.href")).text()


def pdf_pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def test_a_printed_chapter_is_typeset(browser: Browser, root: str) -> None:
    with opened(browser, settings={"theme": "dark", "size": "larger"}) as page:
        page.goto(root + CHAPTER)
        style = heads(page)
        assert "上海“十四五”规划纲要" in style
        assert "二、“十四五”时期经济社会发展指导方针和主要目标" in style
        data = page.pdf(prefer_css_page_size=True)
        assert 4 <= pdf_pages(data) <= 9
        assert page.locator("sup.address").count() == 0  # gone after printing
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for chrome in ("header.site", "footer.site", ".page > .contents", ".turn", ".reading", ".mark"):
            assert not page.locator(chrome).first.is_visible(), chrome
        html = page.evaluate("(() => { const s = getComputedStyle(document.documentElement); return [s.backgroundColor, s.fontSize]; })()")
        assert html == ["rgb(255, 255, 255)", "14px"]  # 10.5 pt, whatever is set for the screen
        notes = page.locator(".addresses")
        assert notes.is_visible()
        assert f"{root}{CHAPTER}" in notes.inner_text()
        links = page.locator("article.text a.c[href]")
        assert links.count() == page.locator("sup.address").count() > 0
        assert notes.locator("li").first.inner_text().startswith(root)


def test_the_running_head_of_a_chapter_is_on_its_pages(browser: Browser, root: str) -> None:
    with opened(browser) as page:
        page.goto(f"{root}sh-15fyp/whole/")
        rules = heads(page)
        page.emulate_media(media="print")
        names = page.locator(".chapter").evaluate_all(
            "all => all.map((e) => [getComputedStyle(e).page, e.querySelector('.level-1').innerText])"
        )
        assert len(names) == 5
        for name, heading in names:
            head = re.search(rf"@page {name}\{{@top-right\{{content:\"(.*?)\"\}}\}}", rules)
            assert head
            assert re.sub(r"[\s〔〕]", "", head[1]) == re.sub(r"[\s〔〕¶]|标题未见", "", heading)


# ---- the whole plan on one page


def test_the_whole_plan_has_every_place_and_cites_the_chapters_page(browser: Browser, root: str) -> None:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{root}sh-15fyp/")
        page.get_by_role("link", name="全书一页").click()
        page.wait_for_url(f"{root}sh-15fyp/whole/")
        data = page.request.get(f"{root}api/sh-15fyp.json").json()
        wanted = [part["id"] for section in data["sections"] for part in (section, *section["sentences"])]
        assert page.evaluate("ids => ids.filter((id) => !document.getElementById(id))", wanted) == []
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"{root}sh-15fyp/"
        page.locator("[id='7.1'] > .mark").focus()
        page.keyboard.press("Enter")
        until(page, "async (url) => await navigator.clipboard.readText() === url", arg=f"{root}sh-15fyp/7.1/")
        page.keyboard.press("Escape")
        levels = page.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map((h) => Number(h.tagName[1]))")
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


# ---- access


def violations(page: Page, rules: list[str] | None = None) -> list[tuple[Any, ...]]:
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    if rules:
        options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": rules}}
    found = Axe().run(page, options=options).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]][:3], item["nodes"][0]["failureSummary"]) for item in found]


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("kind", KINDS)
def test_no_barrier_on_any_kind_of_page(browser: Browser, kinds: dict[str, str], kind: str) -> None:
    with opened(browser, **(PHONE if kind in ("home", "topics") else {})) as page:
        page.goto(kinds[kind])
        assert violations(page, ["target-size"] if kind == "glossary" else None) == []  # for the rest of it see test_terms_browser.py


@pytest.mark.parametrize(
    ("theme", "scheme"), swept([("dark", "light"), ("contrast", "dark")], ((theme, "light") for theme in THEMES if theme != "dark"))
)
@pytest.mark.parametrize("of", OF)
def test_colours_are_told_apart_in_every_theme(browser: Browser, kinds: dict[str, str], theme: str, scheme: Any) -> None:
    """Of the themes only the high contrast follows the system's light and dark."""
    with opened(browser, color_scheme=scheme, settings={"theme": theme}) as page:
        for kind in ("home", "chapter", "collation", "quote"):
            page.goto(kinds[kind])
            assert page.evaluate("document.documentElement.dataset.theme") == theme
            if kind == "chapter":
                page.get_by_label("显示所据文本原貌").check()
                page.get_by_role("button", name="设置").click()
                page.locator(".panel.settings").wait_for()
            assert violations(page, ["color-contrast"]) == [], kind


@pytest.mark.parametrize("of", OF)
def test_no_page_is_wider_than_a_small_phone(browser: Browser, kinds: dict[str, str]) -> None:
    """320 px is also a window of 1280 px at 400 %; and all of it with the largest type."""
    for settings in (None, {"size": "larger", "width": "wide"}):
        with opened(browser, viewport={"width": 320, "height": 640}, settings=settings) as page:
            wide = []
            for kind, address in kinds.items():
                page.goto(address)
                if page.evaluate("document.documentElement.scrollWidth") > 320:
                    wide.append(kind)
            assert wide == []


def test_twice_the_size_loses_nothing(browser: Browser, root: str) -> None:
    with opened(browser, viewport={"width": 640, "height": 450}, device_scale_factor=2) as page:
        for path in ("", CHAPTER, "glossary/"):
            page.goto(root + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 640
            cut = page.evaluate(
                "[...document.querySelectorAll('h1, h2, h3, .tools a, .tools button, .thumb a')].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map((e) => e.outerHTML.slice(0, 80))"
            )
            assert cut == []


def test_by_keyboard_alone(browser: Browser, root: str) -> None:
    """From the top of a chapter: the skip link first, then everything in order; each stop is seen, and nothing covers it."""
    with opened(browser) as page:
        page.goto(root + CHAPTER)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        skip = page.locator(".skip").bounding_box()
        assert skip
        assert skip["x"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        page.goto(root + CHAPTER)
        stops: list[str] = []
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(
                """() => { const e = document.activeElement; const s = getComputedStyle(e); const b = e.getClientRects()[0];
                const over = b && document.elementFromPoint(Math.max(0, b.left + b.width / 2), b.top + b.height / 2);
                return { name: e.ariaLabel || e.textContent.trim() || e.title || e.id, shown: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1,
                  clear: !over || e.contains(over) || over.contains(e), inside: b.height > innerHeight / 2 || (b.top >= -1 && b.bottom <= innerHeight + 1) }; }"""
            )
            assert stop["name"]
            assert stop["shown"], stop
            assert stop["clear"], stop
            assert stop["inside"], stop
            stops.append(stop["name"])
        assert stops.index("设置") < stops.index("显示所据文本原貌" if "显示所据文本原貌" in stops else "as-received")
        settings = page.get_by_role("button", name="设置")
        settings.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".panel.settings")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.documentElement.dataset.theme") == "light"
        page.keyboard.press("Escape")
        assert settings.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("of", OF)
def test_headings_and_landmarks_on_every_kind_of_page(browser: Browser, kinds: dict[str, str]) -> None:
    with opened(browser) as page:
        for kind, address in kinds.items():
            page.goto(address)
            page.wait_for_load_state("networkidle") if kind == "not found" else None
            levels = page.evaluate(
                "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"
            )
            assert levels.count(1) == 1, kind
            assert levels[0] == 1, kind
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), kind
            assert page.locator("main").count() == 1, kind
            if kind != "not found":
                assert page.locator("header.site").count() == page.locator("footer.site").count() == 1, kind
                assert page.locator("a.skip[href='#main']").count() == 1, kind


def test_forced_colours_keep_what_colour_told(browser: Browser, root: str) -> None:
    with opened(browser, forced_colors="active") as page:
        page.goto(f"{root}{CHAPTER}#2.1-1")
        assert page.evaluate("getComputedStyle(document.getElementById('2.1-1')).outlineStyle") == "solid"
        page.get_by_role("button", name="设置").click()
        page.wait_for_selector(".panel.settings")
        widths = page.evaluate("[...document.querySelectorAll('.settings label')].map((e) => parseFloat(getComputedStyle(e).borderWidth))")
        assert sorted(set(widths)) == [1, 3]
        page.goto(f"{root}repeats/")
        assert page.evaluate("getComputedStyle(document.querySelector('.repeat del')).textDecorationLine") == "line-through"


def test_nothing_moves_by_itself(browser: Browser, root: str) -> None:
    with opened(browser, reduced_motion="reduce") as page:
        for path in ("", CHAPTER):
            page.goto(root + path)
            moving = page.evaluate(
                "[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e); return parseFloat(s.transitionDuration) || parseFloat(s.animationDuration) || s.scrollBehavior === 'smooth'; }).length"
            )
            assert moving == 0


def test_more_contrast_is_given_to_who_asks_the_system_for_it(browser: Browser, root: str) -> None:
    with opened(browser, contrast="more") as page:
        page.goto(root)
        assert look(page)[0] == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"


# ---- texts that are not made for it

ONES = "一二三四五六七八九"
NUMERALS = [f"{ONES[n // 10 - 1] if n >= 20 else ''}{'十' if n >= 10 else ''}{ONES[n % 10 - 1] if n % 10 else ''}" for n in range(1, 61)]
LONG = "深入贯彻落实关于加快推进具有全球影响力的国际科技创新中心和国际经济金融贸易航运中心建设的决策部署全面提升城市能级和核心竞争力"
TERM = "本市新质产业园（以下简称“新园”）"


def test_odd_texts_stay_whole_and_readable(browser: Browser, project: Callable[..., Path]) -> None:
    """Sixty chapters, very long titles, sections of one sentence, a term in every second word; and a plan with one chapter."""
    chapters = "".join(f"{numeral}、{LONG if n % 2 else '保障'}\n\n加强组织实施。\n\n" for n, numeral in enumerate(NUMERALS))
    text = f"某市规划\n\n{chapters}（一）新园\n\n{TERM}先行。{'新园与新园，' * 30}新园新园新园。\n"
    root = project(text, f'short_title = "{LONG}"\nperiod = "2021-2025"\n')
    project("某市规划\n\n一、总则\n\n（一）目的\n\n只有一句。\n", plan="try-2")
    convert(root / "seeds", root / "content", ["try-1", "try-2"])
    site = build(root).site
    for options in ({"viewport": {"width": 320, "height": 640}}, {}):
        with opened(browser, **options) as page:
            width = page.viewport_size["width"] if page.viewport_size else 0
            for path in ("", "try-1/", "try-1/1/", "try-1/60/", "try-1/whole/", "try-2/1/", "try-2/whole/", "glossary/"):
                page.goto((site / path / "index.html").as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                assert page.locator("h1:visible").count() == 1, path
            page.goto((site / "try-1/60/index.html").as_uri())
            assert page.locator("article.text a.t").count() >= 60
            assert violations(page) == []
            page.goto((site / "try-1/whole/index.html").as_uri())
            assert page.locator(".chapter").count() == 60
