"""Indicators in the browser: sorting, filtering, following a point to its sentence; tables as cards on a phone, with their head on a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.conftest import until

pytestmark = pytest.mark.browser
SERIES = "cheng-zhen-diao-cha-shi-ye-lv"
THEMES = ("light", "sepia", "dark", "contrast")


def shown(page: Page) -> int:
    return int(page.evaluate("[...document.querySelectorAll('.series-list tbody tr')].filter((row) => !row.hidden).length"))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_index_filters_and_keeps_its_question_in_the_address(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{root}indicators/")
    until(page, "!document.querySelector('.filters').hidden")
    assert page.evaluate("document.querySelector('.series-list tbody td').getBoundingClientRect().bottom < innerHeight")
    every = shown(page)
    if width < 640:
        page.click(".more > summary")
    page.select_option("select[name=plan]", "lingang-14fyp")
    until(page, "location.search.includes('plan=lingang-14fyp')")
    assert 0 < shown(page) < every
    page.fill("input[name=words]", "光伏")
    until(page, "[...document.querySelectorAll('.series-list tbody tr')].filter((row) => !row.hidden).length === 2")
    page.reload()
    until(page, "!document.querySelector('.filters').hidden")
    assert shown(page) == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("prefix", ["", "zh-hant/", "en/"])
def test_a_point_leads_to_its_sentence(page: Page, root: str, width: int, prefix: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{root}{prefix}indicators/{SERIES}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    href = page.evaluate("[...document.querySelectorAll('.points a.to')].pop().href")
    page.goto(href)
    place = href.rsplit("#", 1)[1]
    until(
        page, "(id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; }", place
    )
    assert re.search(r"5\s*%", page.inner_text(f'[id="{place}"]'))


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_can_be_seen_in_every_theme(page: Page, root: str, theme: str) -> None:
    page.goto(f"{root}indicators/{SERIES}/")
    page.evaluate("(theme) => document.documentElement.setAttribute('data-theme', theme)", theme)
    colours = page.evaluate(
        """() => [".target", ".bound", "text.amount", ".line"].map((name) => {
            const style = getComputedStyle(document.querySelector("svg.chart " + name));
            return name === "text.amount" ? style.fill : style.stroke;
        }).concat(getComputedStyle(document.documentElement).backgroundColor)"""
    )
    assert len(set(colours)) >= 3
    assert colours[-1] not in colours[:-1]


def test_on_a_phone_the_value_of_every_row_is_on_the_screen(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("", "en/"):
        page.goto(f"{root}{path}sh-14fyp/2/")
        outside = page.evaluate(
            """() => [...document.querySelectorAll(".cards tbody tr > *")].filter((cell) => {
                const r = cell.getBoundingClientRect();
                return r.width && (r.left < 0 || r.right > innerWidth + 1);
            }).map((cell) => cell.textContent)"""
        )
        assert outside == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        first = page.evaluate(
            """() => [...document.querySelectorAll(".cards tbody tr")].filter((row) => row.querySelector("td[data-value]:not(.nil)")).map((row) => {
                const top = (cell) => cell.getBoundingClientRect().top;
                const cells = [...row.querySelectorAll("td")].filter((cell) => cell.offsetHeight);
                return Math.min(...cells.map(top)) === top(row.querySelector("td[data-value]:not(.nil)"));
            })"""
        )
        assert first
        assert all(first)
        labels = page.evaluate("[...document.querySelectorAll('.cards td')].map((c) => getComputedStyle(c, '::before').content)")
        assert all(label not in ("none", '""') for label in labels)


def test_on_a_desk_the_head_of_a_table_stays_in_view(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/2/")
    page.evaluate("document.getElementById('2.3-t1-r15').scrollIntoView({block: 'center'})")
    head = page.evaluate(
        "(() => { const r = document.querySelector('.table thead th').getBoundingClientRect(); return [r.top, r.bottom]; })()"
    )
    assert 0 <= head[0] < 120


def test_the_small_page_stands_by_itself(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{root}indicators/{SERIES}/embed/")
    assert page.locator("svg.chart").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
