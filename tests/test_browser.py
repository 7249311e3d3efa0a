"""The built site in a real Chromium, served from a sub-path as on user.github.io/repo/."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import PHONE, reader

pytestmark = pytest.mark.browser


def background(page: Page, anchor: str) -> str:
    return str(page.evaluate("id => getComputedStyle(document.getElementById(id)).backgroundColor", anchor))


def test_following_an_anchor_highlights_the_sentence(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/#6.2.2-3")
    assert background(page, "6.2.2-3") not in ("rgba(0, 0, 0, 0)", background(page, "6.2.2-2"))
    box = page.locator("[id='6.2.2-3']").bounding_box()
    header = page.locator("header.site").bounding_box()
    assert box
    assert header
    assert header["y"] + header["height"] <= box["y"] + 2
    assert box["y"] < 900


def test_from_home_to_a_clause(page: Page, root: str) -> None:
    page.goto(root)
    page.get_by_role("link", name="上海市国民经济和社会发展第十四个五年规划").first.click()
    page.locator("nav.contents > ol > li", has_text="六、强化").locator("summary").click()
    page.get_by_role("link", name="聚焦“五个重要”深化临港新片区制度创新").click()
    assert page.url == f"{root}sh-14fyp/6/#6.2.2"
    page.locator("[rel=next]").click()
    assert page.url == f"{root}sh-14fyp/7/"


def test_a_short_address_leads_to_its_place(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6.2.2/")
    page.wait_for_url("**/sh-14fyp/6/#6.2.2")


def test_the_mark_copies_the_link(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/2/")
    page.locator("[id='2.1-1']").hover()
    page.locator("[id='2.1-1'] > .mark").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{root}sh-14fyp/2.1/#2.1-1"
    assert page.get_by_role("status").inner_text() == "已复制链接"
    assert page.url.endswith("#2.1-1")


def test_the_mark_works_by_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}sh-15fyp/7/")
    page.locator("[id='7.1'] > .mark").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#7.1")


# ---- the text as received


def shown(page: Page, selector: str) -> bool:
    return page.locator(selector).first.is_visible()


def test_the_switch_shows_what_was_changed_in_place(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/1/")
    repaired = "[id='1.1.4-2'] a.r"
    words = page.locator("[id='1.1.4-2']").text_content()
    assert not shown(page, repaired)
    page.get_by_label("显示所据文本原貌").check()
    assert shown(page, repaired)
    assert page.locator("[id='1.1.4-2']").text_content() == words  # the sentence's own words stay what they are
    shown_there = page.evaluate("e => getComputedStyle(document.querySelector(e), '::before').content", f"{repaired}[data-b='3']")
    assert shown_there == '"3"'
    page.reload()
    assert page.get_by_label("显示所据文本原貌").is_checked()
    page.get_by_label("显示所据文本原貌").uncheck()
    assert not shown(page, repaired)


def test_a_repair_tells_its_reason_by_pointer_and_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/1/")
    page.get_by_label("显示所据文本原貌").check()
    mark = page.locator("[id='1.1.4-2'] a.r[data-b='3']")
    mark.click()
    assert "混入正文的页码" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert mark.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("link").click()
    page.wait_for_url("**/sh-14fyp/collation/#r*")


def test_flags_are_always_marked(page: Page, root: str) -> None:
    page.goto(f"{root}sh-2026-report/3/")
    flag = page.locator("a.flag", has_text="浦江国际新论坛")
    assert flag.is_visible()
    assert "浦江创新论坛" in (flag.get_attribute("title") or "")
    flag.click()
    assert "存疑" in page.get_by_role("dialog").inner_text()


def test_a_flag_by_touch(browser: Browser, root: str) -> None:
    with reader(browser, **PHONE) as page:
        page.goto(f"{root}sh-15fyp/8/")
        page.locator("a.flag").first.tap()
        box = page.get_by_role("dialog").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_from_a_sentence_to_its_seed_line_and_back(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    page.get_by_label("显示所据文本原貌").check()
    page.locator("[id='6.2.2-3'] a.ln").click()
    page.wait_for_url("**/sh-14fyp/seed/#L*")
    line = page.url.partition("#")[2]
    page.locator(f"#{line} a").click()
    page.wait_for_url("**/sh-14fyp/6/#6.2.2-3")


def test_reasons_are_printed(page: Page, root: str) -> None:
    page.goto(f"{root}sh-15fyp/8/")
    page.emulate_media(media="print")
    content = page.evaluate("getComputedStyle(document.querySelector('a.flag'), '::after').content")
    assert "存疑" in content


def test_what_is_missing_is_told_where_it_is_missing(page: Page, root: str) -> None:
    page.goto(f"{root}sh-15fyp/6/")
    note = page.locator("p.missing")
    assert "上接第5版" in note.inner_text()
    heading = page.locator("[id='6.2.3']").bounding_box()
    place = note.bounding_box()
    assert heading
    assert place
    assert place["y"] < heading["y"]
    page.goto(f"{root}sh-2026-report/3/")
    assert page.locator("p.missing").last.inner_text().startswith("下转第12版")


@pytest.mark.parametrize(
    "path", ["", "quote/", "sh-14fyp/", "sh-14fyp/2/", "sh-14fyp/a/", "sh-2026-report/2/", "sh-2026-report/collation/", "lingang-14fyp/"]
)
def test_no_page_is_wider_than_the_screen(browser: Browser, root: str, path: str) -> None:
    with reader(browser, viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True) as page:
        page.goto(root + path)
        for width in (390, 320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_reading_without_script(browser: Browser, root: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{root}sh-14fyp/6.2.2/")
        page.wait_for_url("**/sh-14fyp/6/#6.2.2")
        assert page.locator("article.text p").first.is_visible()
        assert page.locator("nav.contents a").first.is_visible()


def test_dark_colours_follow_the_system(browser: Browser, root: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        with reader(browser, color_scheme=scheme) as page:
            page.goto(root)
            colours.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert len(set(colours)) == 2
