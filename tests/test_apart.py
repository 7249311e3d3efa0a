"""Chapters whose two languages are parted: what is on the page, what is fetched, and that both together are the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.site.apart import FILE, is_long, joined, parted
from tests.conftest import reader, until

LONGEST = "lingang-14fyp/3/"
E, STALE, Z = '<span class="e" lang="en">', '<span class="e stale" lang="en">', '<span class="z" lang="zh-Hans">'
TEXT = (
    f'<p>{E}Outside </span>{Z}外</span></p><article class="text" data-edit="x"><h2 id="1">{E}<span class="number">1</span> Aim </span>{Z}'
    f'<span class="number">一、</span>目标</span><a class="mark" href="#1"></a></h2><p><span class="s" id="1-1">{STALE}Go <small class="state">'
    f'old</small> </span>{Z}前<a class="r" href="x"></a><span class="i">进</span>。</span></span><span class="s" id="1-2">{Z}没有。</span></span>'
    f'<span class="s" id="1-3">{E}“Quoted” &amp; </span></span></p><li><span class="note-mark">①</span>{Z}注。</span></li></article>'
    f"<dl>{E}After </span>{Z}后</span></dl>"
)


def test_what_is_translated_parts_from_its_chinese_and_both_are_the_whole() -> None:
    page, file = parted(TEXT)
    assert [one in page for one in ("外", "后", "没有。", "注。")] == [True] * 4  # no translation stands before them, or they are no text
    assert [one in page for one in ("目标", "前", "进")] == [False] * 3
    assert file == (
        f'zhangjuChinese(["{Z}<span class=\\"number\\">一、</span>目标</span>","{Z}前<a class=\\"r\\" href=\\"x\\"></a>'
        f'<span class=\\"i\\">进</span>。</span>",""])\n'
    ).replace(Z, Z.replace('"', '\\"'))
    assert joined(page, file) == TEXT


def test_a_page_and_a_file_that_are_not_of_each_other_are_told() -> None:
    page, file = parted(TEXT)
    with pytest.raises(ValueError, match="longer"):
        joined(page.replace(E, "<span>"), file)


def test_a_page_without_a_text_is_whole() -> None:
    assert parted(f"<p>{E}a </span>{Z}甲</span></p>") == (f"<p>{E}a </span>{Z}甲</span></p>", "zhangjuChinese([])\n")


def test_long_chapters_part_and_others_do_not(site: Path) -> None:
    for path in (site / "en").glob("*/*/index.html"):
        html = path.read_text(encoding="utf-8")
        text = html.partition('<article class="text"')[2].partition("</article>")[0]
        if '<body class="chapter' in html:
            file = path.with_name(FILE)
            assert file.exists() == (f'data-chinese="{FILE}"' in html) == ('class="e"' in text and '</span><span class="z"' not in text), (
                path
            )
            assert not file.exists() or is_long(joined(html, file.read_text(encoding="utf-8"))), path
    assert (site / "en" / LONGEST / FILE).exists()
    assert not list(site.glob(f"*/*/{FILE}"))


@pytest.mark.browser
def test_the_chinese_of_a_long_chapter_comes_when_it_is_wanted(browser: Browser, page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(FILE) else None)
    page.goto(f"{root}en/{LONGEST}")
    first, chinese = page.locator("[id='3.3.1-2'] > .e"), page.locator("[id='3.3.1-2'] > .z")
    assert page.get_by_label("English", exact=True).is_checked()
    assert (asked, chinese.count()) == ([], 0)
    page.evaluate("document.getElementById('3.3.1-2').scrollIntoView()")
    page.locator("[id='3.3.1-2']").hover()
    page.locator("[id='3.3.1-2'] > .mark").click()
    page.mouse.move(0, 0)  # or a term's panel opens where the text moves under the pointer
    page.get_by_role("button", name="Copy quotation").click()
    until(page, "async () => /^“[^a-z]*[\\u4e00-\\u9fff][^]*unofficial translation/.test(await navigator.clipboard.readText())")
    expect(chinese).to_be_visible()  # where the address leads, with the authority
    page.evaluate("document.getElementById('3.4.1').scrollIntoView()")
    before = page.evaluate("document.getElementById('3.4.1').getBoundingClientRect().top")
    for act in ("dispatchEvent(new Event('pointerdown', { bubbles: true }))", "click()"):
        page.evaluate(f"document.getElementById('view-lines').{act}")
    expect(page.locator("[id='3.4.1'] > .z")).to_be_visible()
    assert abs(page.evaluate("document.getElementById('3.4.1').getBoundingClientRect().top") - before) < 60
    page.goto(f"{root}en/{LONGEST}#3.3.1-2")  # it is kept: who wants both has them, and arrives
    expect(chinese).to_be_visible()
    expect(first).to_be_in_viewport()
    assert page.evaluate("document.querySelectorAll('.text .e + .z').length > 200 && document.getElementById('view-lines').checked")
    page.route(f"**/{FILE}", lambda route: route.abort())
    page.evaluate("document.getElementById('view-en').click()")
    page.goto(f"{root}en/{LONGEST}?view=zh")  # it cannot come: what there is stays
    expect(page.locator("[id='3.1'] > .e")).to_be_visible()
    with reader(browser, java_script_enabled=False) as quiet:
        quiet.goto(f"{root}en/{LONGEST}")
        expect(quiet.locator("[id='3.1'] > .e")).to_be_visible()
        quiet.get_by_role("link", name="a page of its own").click()
        expect(quiet).to_have_url(f"{root}{LONGEST}")
