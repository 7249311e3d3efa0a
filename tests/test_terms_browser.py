"""Terms in a real Chromium: their panels by pointer, keyboard and touch, without script, in print; the glossary page; weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import DESK, ROOT, reader, swept, until, watch_all

TODAY = datetime(2026, 11, 22, 12)
HEADING = "揭榜挂帅"
LONG = "中心辐射、两翼齐飞、新城发力、南北转型"


def term(page: Page, place: str, name: str = "") -> Locator:
    """A term that is a link, in a place."""
    return page.locator(f"[id='{place}'] a.t[href]", has_text=name or None).first


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def focused(link: Locator) -> bool:
    return bool(link.evaluate("e => e === document.activeElement"))


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page whose clock moves only when the test says so: nothing is slept. A clock is of a whole context, which is no other's then."""
    page, wrong = browser.new_context(**DESK).new_page(), list[str]()
    watch_all(page, wrong)
    page.clock.install(time=TODAY)
    yield page
    page.context.close()
    assert wrong == []


def stop_clock(page: Page) -> None:
    page.clock.pause_at(TODAY + timedelta(hours=1))


# ---- pointer


@pytest.mark.browser
def test_a_pointer_that_rests_opens_the_panel(still: Page, root: str) -> None:
    page = still
    page.goto(f"{root}sh-14fyp/4/")
    link = term(page, "4.2.1-2", HEADING)
    link.scroll_into_view_if_needed()
    stop_clock(page)
    link.hover()
    page.clock.run_for(200)
    assert panel(page).count() == 0
    page.clock.run_for(250)
    assert panel(page).count() == 0
    page.clock.run_for(100)
    box = panel(page)
    assert box.get_attribute("aria-label") == HEADING
    words = box.inner_text()
    for part in (HEADING, "也称“科技悬赏制”", "open-competition mechanism", "上海“十四五”规划纲要", "附件 二、5", "见于", "全部用例"):
        assert part in words, part
    assert not box.evaluate("e => e.contains(document.activeElement)")  # a pointer takes no focus away


@pytest.mark.browser
def test_a_pointer_that_passes_opens_nothing(still: Page, root: str) -> None:
    page = still
    page.goto(f"{root}sh-14fyp/4/")
    link = term(page, "4.2.1-2", HEADING)
    link.scroll_into_view_if_needed()
    stop_clock(page)
    link.hover()
    page.clock.run_for(300)
    page.mouse.move(5, 5)
    page.clock.run_for(2000)
    assert panel(page).count() == 0


@pytest.mark.browser
def test_leaving_closes_after_a_while_and_the_panel_may_be_entered(still: Page, root: str) -> None:
    page = still
    page.goto(f"{root}sh-14fyp/4/")
    link = term(page, "4.2.1-2", HEADING)
    link.scroll_into_view_if_needed()
    stop_clock(page)
    link.hover()
    page.clock.run_for(600)
    box = panel(page)
    at, own = box.bounding_box(), link.bounding_box()
    assert at
    assert own
    gap = own["y"] + own["height"] + 3 if at["y"] > own["y"] else own["y"] - 3
    page.mouse.move(own["x"] + 5, gap)  # the space between the link and its panel
    page.clock.run_for(200)
    assert box.count() == 1
    box.get_by_text("也称").hover()
    page.clock.run_for(3000)
    assert box.count() == 1
    page.mouse.move(5, 5)
    page.clock.run_for(200)
    assert box.count() == 1
    link.hover()  # back in time
    page.clock.run_for(3000)
    assert box.count() == 1
    page.mouse.move(5, 5)
    page.clock.run_for(400)
    assert box.count() == 0


@pytest.mark.browser
def test_a_panel_in_use_by_keyboard_stays_when_the_pointer_strays(still: Page, root: str) -> None:
    page = still
    page.goto(f"{root}sh-14fyp/4/")
    link = term(page, "4.2.1-2", HEADING)
    link.focus()
    page.keyboard.press("Enter")
    stop_clock(page)
    page.mouse.move(5, 5)
    page.mouse.move(50, 50)
    page.clock.run_for(2000)
    assert panel(page).count() == 1


@pytest.mark.browser
def test_one_panel_at_a_time(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    for name in ("独角兽", "瞪羚", "隐形冠军"):
        term(page, "4.3.1-5", name).focus()  # the panel of the one before may lie over it
        page.keyboard.press("Enter")
        assert panel(page).count() == 1
        assert name in (panel(page).get_attribute("aria-label") or "")


@pytest.mark.browser
def test_a_click_elsewhere_closes(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    term(page, "4.2.1-2", HEADING).click()
    panel(page).get_by_text("也称").click()
    assert panel(page).count() == 1
    page.locator("header.site").click(position={"x": 400, "y": 5})
    assert panel(page).count() == 0
    term(page, "4.2.1-2", HEADING).click()
    panel(page).get_by_role("button", name="关闭").click()
    assert panel(page).count() == 0


@pytest.mark.browser
def test_a_click_opens_no_page_but_a_modified_one_does(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    link = term(page, "4.2.1-2", HEADING)
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    opened.value.wait_for_url("**/glossary/#jie-bang-gua-shuai")
    opened.value.close()
    assert panel(page).count() == 0
    link.click()
    assert panel(page).count() == 1
    assert page.url == f"{root}sh-14fyp/4/"
    panel(page).get_by_role("link", name="全部用例").click()
    page.wait_for_url(f"{root}glossary/#jie-bang-gua-shuai")


# ---- keyboard


@pytest.mark.browser
def test_enter_opens_and_escape_returns(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    link = term(page, "4.2.1-2", HEADING)
    link.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    assert panel(page).evaluate("e => e.contains(document.activeElement)")
    page.keyboard.press("Tab")
    assert panel(page).evaluate("e => e.contains(document.activeElement) && document.activeElement.matches('a, button')")
    page.keyboard.press("Escape")
    assert panel(page).count() == 0
    assert focused(link)
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Enter")
    panel(page).get_by_role("button", name="关闭").focus()
    page.keyboard.press("Enter")
    assert panel(page).count() == 0
    assert focused(link)


@pytest.mark.browser
def test_escape_closes_what_a_pointer_opened(still: Page, root: str) -> None:
    page = still
    page.goto(f"{root}sh-14fyp/4/")
    other = page.locator("a.brand")
    other.focus()
    link = term(page, "4.2.1-2", HEADING)
    link.scroll_into_view_if_needed()
    stop_clock(page)
    link.hover()
    page.clock.run_for(600)
    assert panel(page).count() == 1
    page.keyboard.press("Escape")
    assert panel(page).count() == 0
    assert focused(other)


@pytest.mark.browser
def test_a_long_definition_scrolls_by_keyboard(browser: Browser, root: str) -> None:
    with reader(browser, viewport={"width": 900, "height": 260}) as page:
        page.goto(f"{root}sh-14fyp/10/")
        term(page, "10-1").focus()
        page.keyboard.press("Enter")
        box = panel(page)
        assert box.evaluate("e => e.scrollHeight > e.clientHeight + 20")
        page.keyboard.press("ArrowDown")
        until(page, "() => document.querySelector('.panel').scrollTop > 0")
        assert box.evaluate("e => e === document.activeElement && e.scrollTop < e.scrollHeight - e.clientHeight")


# ---- terms in a definition


@pytest.mark.browser
@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_a_term_in_a_definition_opens_in_the_panel(page: Page, root: str, way: str) -> None:
    page.goto(f"{root}sh-14fyp/10/")
    link = term(page, "10-1")
    link.focus()
    page.keyboard.press("Enter")
    box = panel(page)
    assert box.get_attribute("aria-label") == LONG
    inner = box.locator("a.t", has_text="临港新片区")
    if way == "pointer":
        inner.click()
    else:
        inner.focus()
        page.keyboard.press("Enter")
    assert box.count() == 1
    assert box.get_attribute("aria-label") == "临港新片区"
    assert "中国（上海）自由贸易试验区临港新片区" in box.inner_text()
    back = box.get_by_role("button", name="返回")
    back.focus()
    page.keyboard.press("Enter")
    assert box.get_attribute("aria-label") == LONG
    assert box.get_by_role("button", name="返回").count() == 0
    page.keyboard.press("Escape")
    assert box.count() == 0
    assert focused(link)


# ---- on the screen, and nothing jumps


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(320, 480), (700, 300), (1280, 900)])
def test_a_panel_is_never_off_the_screen(browser: Browser, root: str, width: int, height: int) -> None:
    with reader(browser, viewport={"width": width, "height": height}) as page:
        for chapter, places in (("4", ("4.3.1-5", "4.3.3")), ("10", ("10-1", "10.6.2-2"))):
            page.goto(f"{root}sh-14fyp/{chapter}/")
            for place in places:
                link = page.locator(f"[id='{place}'] a.t[href]").last
                for block in ("start", "center", "end"):
                    link.evaluate("(e, block) => e.scrollIntoView({ block, behavior: 'instant' })", block)
                    before = page.evaluate("[scrollY, document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
                    link.evaluate("e => e.click()")  # the header may lie over it
                    box = panel(page).bounding_box()
                    assert box
                    assert box["x"] >= 0
                    assert box["y"] >= 0
                    assert box["x"] + box["width"] <= width
                    assert box["y"] + box["height"] <= height
                    assert page.evaluate("[scrollY, document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == before
                    if width <= 640:  # at the foot of the screen, or at its head where the foot would hide the word
                        assert box["y"] == 0 or abs(box["y"] + box["height"] - height) <= 1
                        assert box["y"] == 0 or link.evaluate("e => e.getBoundingClientRect().bottom") <= box["y"]
                    page.keyboard.press("Escape")
                    assert panel(page).count() == 0
                    assert page.evaluate("scrollY") == before[0]


# ---- touch


@pytest.mark.browser
def test_a_tap_opens_the_panel_within_reach(phone: Page, root: str) -> None:
    phone.goto(f"{root}sh-14fyp/4/")
    link = term(phone, "4.2.1-2", HEADING)
    link.evaluate(
        "word => scrollBy({ top: word.getBoundingClientRect().top - 250, behavior: 'instant' })"
    )  # further down the sheet is at the head
    link.tap()
    box = panel(phone)
    assert "也称“科技悬赏制”" in box.inner_text()
    at = box.bounding_box()
    assert at
    assert at["x"] >= 0
    assert at["x"] + at["width"] <= 390
    assert abs(at["y"] + at["height"] - 800) <= 1
    word = link.bounding_box()
    assert word
    assert 0 < word["y"] < at["y"] - 20  # the sheet does not hide its word
    box.get_by_text("也称").tap()
    assert box.count() == 1
    for name in ("关闭", "全部用例"):
        target = box.get_by_text(name).bounding_box()
        assert target
        assert target["height"] >= 20, name
    phone.touchscreen.tap(5, 150)
    assert box.count() == 0
    link.tap()
    box.get_by_role("button", name="关闭").tap()
    assert box.count() == 0


@pytest.mark.browser
def test_a_nested_term_by_touch(phone: Page, root: str) -> None:
    phone.goto(f"{root}sh-14fyp/10/")
    term(phone, "10-1").tap()
    panel(phone).locator("a.t", has_text="临港新片区").tap()
    assert panel(phone).get_attribute("aria-label") == "临港新片区"
    panel(phone).get_by_role("button", name="返回").tap()
    assert panel(phone).get_attribute("aria-label") == LONG


@pytest.mark.browser
def test_who_comes_back_to_a_list_finds_it_narrowed(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    page.locator("form.filter [name=kind][value=term]").check()
    shown, told = page.locator(".entry:visible").count(), page.locator("form.filter [role=status]").inner_text()
    assert told
    page.goto(f"{root}about/")
    page.go_back()
    expect(page.locator("form.filter [name=kind][value=term]")).to_be_checked()
    expect(page.locator("form.filter [role=status]")).to_have_text(told)
    assert page.locator(".entry:visible").count() == shown


# ---- without script, in print


@pytest.mark.browser
def test_without_script_the_definition_is_one_click_away(browser: Browser, root: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{root}sh-14fyp/4/")
        assert not page.locator("#terms").is_visible()
        gloss = page.locator(".glosses #g-jie-bang-gua-shuai")
        assert gloss.is_visible()
        assert "也称“科技悬赏制”" in gloss.inner_text()
        term(page, "4.2.1-2", HEADING).click()
        page.wait_for_url(f"{root}glossary/#jie-bang-gua-shuai")
        entry = page.locator("#jie-bang-gua-shuai")
        expect(entry).to_be_in_viewport()
        assert "也称“科技悬赏制”" in entry.inner_text()
        assert not page.locator("form.filter").is_visible()
        assert page.locator(".entry").count() == page.locator(".entry:visible").count() > 100


@pytest.mark.browser
def test_in_print_the_terms_stand_at_the_end(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    term(page, "4.2.1-2", HEADING).click()
    page.emulate_media(media="print")
    glosses = page.locator(".glosses")
    assert glosses.is_visible()
    for words in ("本章词语", HEADING, "也称“科技悬赏制”", "瞪羚", "附件 二、5"):
        assert words in glosses.inner_text()
    assert not page.locator(".panel").is_visible()
    assert not page.locator("#terms").is_visible()
    assert not page.locator(".glosses .uses").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('a.t[href]')).textDecorationLine") == "none"
    page.goto(f"{root}glossary/")
    assert page.locator(".entry").first.is_visible()
    assert not page.locator(".letters").is_visible()
    assert not page.locator("form.filter").is_visible()


# ---- the reader's choice


@pytest.mark.browser
def test_the_choice_of_marks_is_remembered(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    every = page.locator("main article a.t").count()
    linked = page.locator("main article a.t[href]")
    first = linked.count()
    assert 0 < first < every
    choice = page.locator("#terms select")
    assert choice.input_value() == "first"
    choice.select_option("all")
    assert linked.count() == every
    choice.select_option("none")
    assert linked.count() == 0
    assert page.locator(".glosses dt a[href]").first.is_visible()
    page.reload()
    assert page.locator("#terms select").input_value() == "none"
    assert linked.count() == 0
    page.locator("#terms select").select_option("all")
    page.goto(f"{root}sh-14fyp/10/")
    assert linked.count() == page.locator("main article a.t").count()
    later = page.locator("main article a.t[href]").last
    later.scroll_into_view_if_needed()
    later.click()
    assert panel(page).count() == 1
    page.locator("#terms select").select_option("first")
    page.goto(f"{root}sh-14fyp/4/")
    assert linked.count() == first


@pytest.mark.browser
def test_a_choice_that_is_none_is_forgotten(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    first = page.locator("main article a.t[href]").count()
    page.evaluate("localStorage.setItem('zhangju:terms', 'everything')")
    page.reload()
    assert page.locator("#terms select").input_value() == "first"
    assert page.locator("main article a.t[href]").count() == first


@pytest.mark.browser
def test_terms_are_lightly_marked_and_take_no_room(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/4/")
    heights = []
    for choice in ("none", "all"):
        page.locator("#terms select").select_option(choice)
        heights.append(page.evaluate("document.documentElement.scrollHeight"))
    assert heights[0] == heights[1]
    link = term(page, "4.2.1-2", HEADING)
    line, colour, around = link.evaluate(
        "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).color, getComputedStyle(e.parentElement).color]"
    )
    assert line == "underline"
    assert colour == around


# ---- the glossary page


def entries(page: Page) -> list[str]:
    return [str(name) for name in page.locator(".entry:visible").evaluate_all("all => all.map((e) => e.id)")]


@pytest.mark.browser
def test_the_filter(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    every = len(entries(page))
    for wished, found in (
        ("碳普惠", "tan-pu-hui"),
        ("tanpuhui", "tan-pu-hui"),
        ("Tan Pu Hui", "tan-pu-hui"),
        ("carbon inclusion", "tan-pu-hui"),
        ("Carbon  INCLUSION", "tan-pu-hui"),
        ("独角兽企业", "du-jiao-shou-qi-ye"),
        ("“独角兽”", "du-jiao-shou-qi-ye"),
        ("ＭａａＳ", "chu-xing-ji-fu-wu"),
        ("科技悬赏制", "jie-bang-gua-shuai"),
        ("PM2.5", "pm2-5"),
        ("III类水体", "di-biao-shui-da-dao-huo-hao-yu-iii-lei-shui-ti-bi-li"),
        ("Ⅲ类水体", "di-biao-shui-da-dao-huo-hao-yu-iii-lei-shui-ti-bi-li"),
        ("open-competition", "jie-bang-gua-shuai"),
        ("residents' health", "ju-min-jian-kang-su-yang"),
    ):
        page.get_by_label("查词").fill(wished)
        left = entries(page)
        assert found in left, wished
        assert len(left) <= 3, wished
        assert page.get_by_role("status").inner_text() == f"{len(left)}条"
        assert page.locator(".letter:visible").count() <= 3
    page.get_by_label("查词").fill("")
    assert len(entries(page)) == every
    assert page.get_by_role("status").inner_text() == ""


@pytest.mark.browser
def test_the_filter_finds_nothing_and_says_so(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    page.get_by_label("查词").fill("没有这个词")
    assert entries(page) == []
    assert page.locator(".letter:visible").count() == 0
    assert page.get_by_role("status").inner_text() == "没有相符的词条"
    page.keyboard.press("Enter")
    assert page.url == f"{root}glossary/"


@pytest.mark.browser
def test_the_filter_by_kind(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    for name, kind in (("指标", "indicator"), ("名词", "term"), ("缩写", "abbreviation"), ("未释", "undefined")):
        page.get_by_label(name, exact=True).check()
        kinds = page.locator(".entry:visible").evaluate_all("all => all.map((e) => e.dataset.kind)")
        assert set(kinds) == {kind}
        assert page.get_by_role("status").inner_text() == f"{len(kinds)}条"
    page.get_by_label("指标", exact=True).check()
    assert page.locator(".entry:visible").count() == 6
    page.get_by_label("查词").fill("垃圾")
    assert entries(page) == ["sheng-huo-la-ji-hui-shou-li-yong-lv"]
    page.get_by_label("名词", exact=True).check()
    assert entries(page) == []


@pytest.mark.browser
def test_the_filter_waits_for_what_is_composed(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    every = len(entries(page))
    page.get_by_label("查词").focus()
    device = page.context.new_cdp_session(page)
    device.send("Input.imeSetComposition", {"text": "t'p'h", "selectionStart": 5, "selectionEnd": 5})
    assert page.get_by_label("查词").input_value() == "t'p'h"
    assert len(entries(page)) == every
    device.send("Input.insertText", {"text": "碳普惠"})
    assert page.get_by_label("查词").input_value() == "碳普惠"
    assert entries(page) == ["tan-pu-hui"]


@pytest.mark.browser
def test_letters_lead_to_their_entries(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    page.locator(".letters").get_by_role("link", name="T", exact=True).click()
    assert page.url == f"{root}glossary/#t"
    expect(page.locator("#tan-pu-hui")).to_be_in_viewport()


@pytest.mark.browser
def test_the_glossary_is_not_wider_than_the_screen(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# ---- for everyone


def violations(page: Page) -> list[tuple[Any, ...]]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]], item["nodes"][0]["failureSummary"]) for item in found]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_barrier_with_the_panel_open(browser: Browser, root: str, scheme: Any, width: int) -> None:
    with reader(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        page.goto(f"{root}sh-14fyp/10/")
        term(page, "10-1").click()
        assert panel(page).count() == 1
        assert violations(page) == []
        panel(page).locator("a.t").first.click()
        assert panel(page).get_by_role("button", name="返回").count() == 1
        assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", swept(["light"], ["dark"]))
def test_no_barrier_in_the_glossary(browser: Browser, root: str, scheme: Any) -> None:
    with reader(browser, color_scheme=scheme) as page:
        page.goto(f"{root}glossary/")
        page.get_by_label("查词").fill("碳")
        assert violations(page) == []


# ---- weight


def test_weight_of_terms() -> None:
    """What the panel and the glossary add to a page: their scripts, and their part of the style sheet."""
    assets = ROOT / "templates" / "assets"
    styles = [("zhangju.css", r"/\* Terms.*?(?=\n/\* In other)"), ("pages.css", r"/\* The glossary.*?(?=\n/\* )")]
    parts = [re.search(pattern, (assets / name).read_text(encoding="utf-8"), re.S) for name, pattern in styles]
    pieces = [(assets / "terms.js").read_bytes(), (assets / "glossary.js").read_bytes(), *(part[0].encode() for part in parts if part)]
    assert len(pieces) == 4
    assert sum(len(gzip.compress(piece)) for piece in pieces) <= 6_000


def test_scripts_are_loaded_where_they_are_needed(site: Path) -> None:
    def loads(page: str, script: str) -> bool:
        return f"assets/{script}" in (site / page / "index.html").read_text(encoding="utf-8")

    assert loads("sh-14fyp/4", "chapter.js")
    assert (site / "assets" / "terms.js").read_text(encoding="utf-8") in (site / "assets" / "chapter.js").read_text(encoding="utf-8")
    assert loads("lingang-14fyp", "terms.js")
    assert not loads("sh-14fyp/4", "glossary.js")
    assert loads("glossary", "glossary.js")
    assert not loads("quote", "terms.js")
