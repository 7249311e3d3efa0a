"""Languages in a real Chromium: the switch keeps the place, terms and citations work in Traditional, with and without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import reader, until

pytestmark = pytest.mark.browser
PLACE = "sh-14fyp/6/#6.2.2-3"


def test_the_switch_keeps_the_place_both_ways(page: Page, root: str) -> None:
    page.goto(f"{root}{PLACE}")
    page.get_by_role("link", name="繁體").click()
    expect(page).to_have_url(f"{root}zh-hant/{PLACE}")
    assert page.locator("[id='6.2.2-3']").inner_text().startswith("全面落實外商投資國民待遇")
    expect(page.locator("[id='6.2.2-3']")).to_be_in_viewport()
    page.evaluate("location.hash = '6.3.1-2,6.3.1-3'")
    page.get_by_role("link", name="简体").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}sh-14fyp/6/#6.3.1-2,6.3.1-3")


def test_the_switch_of_a_record_leads_to_the_plan(page: Page, root: str) -> None:
    page.goto(f"{root}zh-hant/sh-14fyp/")
    page.get_by_role("link", name="所據文本（簡體）").click()
    expect(page).to_have_url(f"{root}sh-14fyp/seed/")
    page.get_by_role("link", name="繁體").click()
    expect(page).to_have_url(f"{root}zh-hant/sh-14fyp/")


def test_terms_open_in_traditional_and_lead_to_the_traditional_glossary(page: Page, root: str) -> None:
    page.goto(f"{root}zh-hant/sh-14fyp/6/")
    link = page.locator("article a.t[href]").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text(name)
    assert (panel.get_by_role("link", name="全部用例").get_attribute("href") or "").startswith(f"{root}zh-hant/glossary/#")


@pytest.mark.parametrize("typed", ["揭榜掛帥", "揭榜挂帅", "jiebang"])
def test_the_glossary_is_filtered_in_both_scripts(page: Page, root: str, typed: str) -> None:
    page.goto(f"{root}zh-hant/glossary/")
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator(".entry:visible h3")).to_have_text(["揭榜掛帥"])


def test_a_citation_is_of_the_traditional_page(page: Page, root: str) -> None:
    page.goto(f"{root}zh-hant/sh-14fyp/6/")
    page.locator("[id='6.2.2-3'] a.mark").click()
    page.get_by_role("button", name="GB/T 7714").click()
    until(page, "document.querySelector('.told')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "上海市國民經濟和社會發展第十四個五年規劃" in copied
    assert "章句註解本" in copied
    assert "第6.2.2節第3句" in copied
    assert copied.endswith(f"{root}zh-hant/sh-14fyp/6.2.2/#6.2.2-3.")


def test_reasons_say_that_they_are_simplified(page: Page, root: str) -> None:
    page.goto(f"{root}zh-hant/sh-14fyp/6/")
    page.locator("#as-received").check()
    page.locator("article a.r").first.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("p").first).to_have_attribute("lang", "zh-Hans")
    assert "/zh-hant/" not in (panel.get_by_role("link").first.get_attribute("href") or "/zh-hant/")


def test_without_script_the_switch_leads_to_the_page(browser: Browser, root: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{root}{PLACE}")
        page.get_by_role("link", name="繁體").click()
        expect(page).to_have_url(f"{root}zh-hant/sh-14fyp/6/")
        page.goto(f"{root}zh-hant/sh-14fyp/6.2.2/")
        expect(page).to_have_url(f"{root}zh-hant/sh-14fyp/6/#6.2.2")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_header_has_room_and_everyone_can_use_it(browser: Browser, root: str, width: int) -> None:
    with reader(browser, viewport={"width": width, "height": 800}) as page:
        page.goto(f"{root}zh-hant/sh-14fyp/6/")
        header = page.locator("header.site").bounding_box()
        assert header
        assert header["height"] < 140
        page.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
        stays = page.locator("header.site").bounding_box()
        assert stays
        assert stays["y"] + stays["height"] < 100
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.get_by_role("link", name="简体").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        assert Axe().run(page, context="header").response["violations"] == []


def test_search_shows_traditional_and_the_switch_keeps_the_query(page: Page, root: str) -> None:
    page.goto(f"{root}zh-hant/search/?q=制度型开放")
    link = page.locator(".found a").first
    expect(link).to_have_attribute("href", re.compile(f"^{re.escape(root)}zh-hant/"))
    assert "制度型開放" in page.locator(".found mark").all_inner_texts()
    page.get_by_role("link", name="简体").click()
    expect(page).to_have_url(re.compile(r"/repo/search/\?q=|/search/\?q="))
    expect(page.locator(".found mark").first).to_have_text("制度型开放")
