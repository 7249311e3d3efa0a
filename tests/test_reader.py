"""The reader's day: arriving, printed numbers, actions of a sentence, telling an error, another language at the same line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.edition.corrections import correction_lines
from generator.edition.numbers import printed_numbers
from generator.errors import ZhangjuError
from generator.model import Section
from generator.site.code_host import edit_folder, file_folder, report_form
from tests.conftest import PHONE, reader, until
from tests.landing import landings, places_of


def section(name: str, number: str | None, parent: str | None = None, title: str = "题") -> Section:
    return Section(id=name, number=number, mark=number or "", level=1, title=title, parent=parent)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        (["七", "4", "4.1"], "七、4.1"),
        (["六", "6.2", "6.2.2"], "6.2.2"),
        (["三", "（一）", "2"], "三（一）2"),
        (["第三章", "第一节"], "第三章第一节"),
        (["四", "4", "4.1"], "四、4.1"),
        (["二", "专栏3"], "二 专栏3"),
        (["附件", "二", "12"], "附件 二、12"),
    ],
)
def test_a_place_is_called_by_its_printed_numbers(numbers: list[str], printed: str) -> None:
    ids = [".".join(["1"] * (i + 1)) for i in range(len(numbers))]
    sections = [section(name, number, ids[i - 1] if i else None) for i, (name, number) in enumerate(zip(ids, numbers, strict=True))]
    assert printed_numbers(sections)[ids[-1]] == printed


def test_where_errors_are_told() -> None:
    assert report_form("https://github.com/a/b", "", "x").startswith("https://github.com/a/b/issues/new?title={title}")
    assert report_form("https://gitlab.example/a/b.git", "", "x").startswith("https://gitlab.example/a/b/-/issues/new")
    assert report_form("", "", "x") == report_form("https://example.org/a", "", "x") == report_form("javascript:github", "", "x") == ""
    assert report_form("", "https://x.example/?t={title}&b={body}", "x") == "https://x.example/?t={title}&b={body}"
    for wrong in ("javascript:{body}", "https://x.example/"):
        with pytest.raises(ZhangjuError):
            report_form("", wrong, "x")
    assert edit_folder("https://github.com/a/b", "blob/trunk/docs/") == "https://github.com/a/b/edit/trunk/"

    assert edit_folder("https://github.com/a/b", "edit/master/docs/") == "https://github.com/a/b/edit/main/"  # MkDocs' own word
    assert edit_folder("https://github.com/a/b", "edit/master/content/") == "https://github.com/a/b/edit/master/"
    assert file_folder("https://github.com/a/b", "blob/trunk/docs/") == "https://github.com/a/b/blob/trunk/"
    assert file_folder("https://git.gitlab.example/a/b.git") == "https://git.gitlab.example/a/b/-/blob/main/"
    assert file_folder("https://codeberg.org/a/b/") == "https://codeberg.org/a/b/src/branch/main/"
    assert file_folder("https://example.org/a") == file_folder("") == ""


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        ("", {}),
        ("title = 1 2\n[[correction]]\n", {}),
        ("correction = 3\n", {}),
        ('a = 1\n\n[[correction]]\nline = 7\nfind = "甲"\n\n[[correction]]\nline = 9\nfind = "乙\\n"\n', {(7, "甲"): 3, (9, "乙\n"): 7}),
        ('correction = [\n  { line = 7, find = "甲" },\n  { line = 7, find = "乙" },\n]\n', {(7, "甲"): 2, (7, "乙"): 3}),
        ('correction = [{ line = 7, find = "甲" }, { line = 8, find = "乙" }]\n', {}),
    ],
)
def test_where_a_correction_stands(settings: str, lines: dict[tuple[int, str], int]) -> None:
    """What lines cannot tell is told nowhere, and the page leads to the file."""
    assert correction_lines(settings) == lines


@pytest.mark.browser
def test_who_follows_a_link_sees_where_it_leads(browser: Browser, root: str, site: Path) -> None:
    assert list(landings(browser, root, places_of(site), 8, random.Random(5))) == []
    with reader(browser, **PHONE) as page:
        page.goto(f"{root}sh-14fyp/6/#6.2.2-99")
        until(page, "document.querySelector('.told')?.textContent.includes('6.2.2-99')")
        until(page, "document.querySelector('.where .now').textContent.startsWith('6.2.2')")
        page.goto(f"{root}sh-15fyp/7/#7.4.1-2")
        until(page, "document.querySelector('.where .now').textContent.startsWith('七、4.1')")


@pytest.mark.browser
def test_the_text_is_one_stop_of_the_keyboard_and_reads_without_marks(page: Page, root: str) -> None:
    page.goto(f"{root}sh-15fyp/7/#7.4.1-2")
    page.wait_for_load_state("load")
    assert page.locator(".text a.mark:not([aria-hidden])").count() == 0
    assert page.locator(".text ins, .text [role=insertion]").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "7.4.1-2"  # who came by a link is where it led
    until(page, "document.querySelectorAll('.text :is(.s, h1, h2, h3)[tabindex=\"0\"]').length === 1")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="报告错误").click()
    text = page.get_by_role("dialog").locator("textarea").input_value()
    assert "位置：七" in text  # as print numbers it
    assert root in text
    page.keyboard.press("Escape")
    page.evaluate("print = () => { dispatchEvent(new Event('beforeprint')); }")
    page.evaluate("document.querySelector('[id=\"7.4.1\"] > .mark').click()")
    dialog.get_by_role("button", name="打印本节").click()
    until(page, "document.documentElement.classList.contains('part')")
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED) == ["7.4.1", "7.4.1-1", "7.4.1-2"]
    assert "sh-15fyp/7.4.1/" in page.locator(".addresses").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(page.evaluate(PRINTED)) > 50
    page.emulate_media(media="screen")
    page.locator(".tools .settings").click()
    page.locator("[name=numbers][value=shown]").check()
    assert page.evaluate("getComputedStyle(document.getElementById('7.4.1-2'), '::before').content") == '"2"'


PRINTED = "[...document.querySelectorAll('.text :is(h1, h2, h3, .s)')].filter((part) => part.checkVisibility()).map((part) => part.id)"


@pytest.mark.browser
def test_another_language_keeps_the_line(page: Page, root: str) -> None:
    page.goto(f"{root}sh-14fyp/6/")
    page.evaluate("scrollTo(0, 3000)")
    before = page.evaluate("() => { const at = zhangju.atTop(); document.querySelector('a.language').click(); return at; }")
    page.wait_for_url("**/zh-hant/sh-14fyp/6/")
    until(page, "(at) => Math.abs(document.getElementById(at.id).getBoundingClientRect().top - at.top) < 3", arg=before)
    assert page.url.endswith("/6/")


@pytest.mark.browser
def test_an_entry_of_the_glossary_is_cited(page: Page, root: str) -> None:
    page.goto(f"{root}glossary/")
    cited = page.evaluate(
        """async () => { const id = document.querySelector(".entry").id; await zhangju.loadCiting();
        return ["quotation", "gbt", "apa", "bibtex", "ris"].map((kind) => zhangju.cite(kind, { from: id, to: id, url: "http://x/" })).join(""); }"""
    )
    assert "[EB/OL]" in cited
    assert "undefined" not in cited
    page.get_by_role("searchbox").fill("lgxpq")
    assert page.locator(".entry:visible h3").all_inner_texts() == ["临港新片区"]
