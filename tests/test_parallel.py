"""Parallel reading: pages in English hold both languages by sentence, under the same anchors, and never pretend to be whole."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.cli import main
from generator.content.store import load_plan
from generator.languages.language import ENGLISH
from generator.languages.po import parse_po, write_po
from generator.languages.translating import po_path, translate
from generator.languages.translations import count_by_chapter, load_translations
from generator.model import Section
from generator.site.build import build
from generator.site.parallel import mark_chinese, number_in
from tests.conftest import PHONE, PLANS, ROOT, SMALL_TEXT, reader, until

HAN = re.compile("[\u4e00-\u9fff]")
CHAPTER = "sh-14fyp/6/"
VIEWS = ("side", "lines", "en", "zh")


@pytest.fixture(scope="session")
def english(site: Path) -> Path:
    """The folder of the pages in English."""
    return site / "en"


@pytest.fixture(scope="session")
def en(root: str) -> str:
    """Their address."""
    return f"{root}en/"


class Runs(HTMLParser):
    """The text of a page, run by run, with the language that holds there; and its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.runs: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag not in ("meta", "link", "br", "input", "wbr", "hr", "img"):
            self.stack.append((tag, values.get("lang") or (self.stack[-1][1] if self.stack else "")))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] not in ("script", "style", "title"):
            self.runs.append((self.stack[-1][1], data))


def pages_of(site: Path) -> list[Path]:
    return [path for path in site.rglob("index.html") if "refresh" not in path.read_text(encoding="utf-8")[:600]]


# ---- what the pages hold


def test_every_run_of_chinese_says_so(english: Path) -> None:
    bare = [
        (path.relative_to(english).as_posix(), text.strip()[:20])
        for path in pages_of(english)
        for language, text in Runs(path.read_text(encoding="utf-8")).runs
        if HAN.search(text) and not language.startswith("zh")
    ]
    assert bare == []


def test_both_languages_have_the_same_anchors(english: Path, site: Path) -> None:
    for plan in PLANS:
        for path in (english / plan).glob("*/index.html"):
            own = Runs(path.read_text(encoding="utf-8")).ids
            other = Runs((site / path.relative_to(english)).read_text(encoding="utf-8")).ids
            assert [name for name in own if not name.startswith("view-")] == other, path


def test_a_text_stands_with_its_translation_before_it(english: Path) -> None:
    loaded = load_plan(ROOT / "content", "sh-14fyp")
    translations = load_translations(ROOT / "content", loaded, "en")
    html = (english / CHAPTER / "index.html").read_text(encoding="utf-8")
    count = 0
    for section in loaded.plan.sections:
        for _, sentence in section.sentences() if section.chapter == "6" else ():
            text = translations[sentence.id].text
            part = html.split(f'id="{sentence.id}">', 1)[1].split("</p>")[0]
            assert part.startswith('<span class="e' if text else '<span class="z" lang="zh-Hans">')
            count += bool(text)
    assert f"{count} of {count_of(loaded, '6')} sentences are translated" in html


def count_of(loaded: object, chapter: str) -> int:
    translations = load_translations(ROOT / "content", loaded, "en")  # type: ignore[arg-type]
    return sum(count_by_chapter(loaded, translations)[chapter].values())  # type: ignore[arg-type]


def test_no_page_of_text_leaves_out_how_much_is_translated(english: Path) -> None:
    for plan in PLANS:
        for path in pages_of(english / plan):
            html = path.read_text(encoding="utf-8")
            if 'class="chapter' in html or 'class="plan' in html:
                assert re.search(r"\d+ of \d+ sentences are translated", html), path


def test_a_page_tells_how_the_english_was_made_and_how_far_it_is(english: Path, site: Path) -> None:
    home = (english / "index.html").read_text(encoding="utf-8").partition("<main")[2]
    assert re.search(r'\d+ of \d+ sentences are translated\. The English is unreviewed [^<]*<a href="translation/">', home)
    assert not HAN.search(home.partition('<div class="indicators">')[2].partition("</section>")[0])
    assert "sentences are translated" not in (site / "index.html").read_text(encoding="utf-8")
    html = (english / "translation" / "index.html").read_text(encoding="utf-8")
    assert "unofficial translation" in html
    for plan in PLANS:
        assert f'<h3 id="{plan}">' in html
    assert 'href="../sh-14fyp/6/' in html
    assert "<table" not in (site / "translation" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../../translation/">' in (english / CHAPTER / "index.html").read_text(encoding="utf-8")


def test_tables_are_in_both_languages_and_figures_once(english: Path) -> None:
    html = (english / "sh-14fyp" / "2" / "index.html").read_text(encoding="utf-8")
    row = html.split('<tr id="2.3-t1-r7"')[1].split("</tr>")[0]
    cells = re.split("<t[dh]", row)[1:]
    assert "e" not in re.findall(r'class="(e|z)"', cells[0])  # the number of the row
    assert re.findall(r'class="(e|z)"', cells[1]) == ["e", "z"]
    assert row.count('<sup><a href="#2.3-n') == 2  # the note is linked from both


def test_page_weight(english: Path) -> None:
    """60 kB as in one language; the glossary lists the whole edition, a comparison the words of two plans."""
    folder = english.parent / "assets"
    assets = {path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes())) for path in folder.rglob("*.*")}
    for path in pages_of(english):
        if path.parent.name not in ("collation", "seed", "whole"):
            html = path.read_text(encoding="utf-8")
            loaded = set(re.findall(r'(?:href|src)="[^"]*assets/([^"]+)"', html))
            compared = path.relative_to(english).parts[-4:-3] == ("compare",)
            most = 62_000 if path.parent.name == "glossary" else 110_000 if compared else 60_000
            assert len(gzip.compress(html.encode())) + sum(assets[name] for name in loaded) <= most, path


# ---- states


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    """A small project in English whose translations are in every state."""
    root = project(SMALL_TEXT.replace("全面推进改革", "全面推进重点领域和关键环节改革，不断增强经济社会发展的动力和活力"))
    assert main(["convert", "--root", str(root)]) == 0
    content = root / "content"
    path = po_path(content, "en", "try-1")
    made = translate(content, [], "en").catalogues["try-1"]
    texts = {"1-1": "Seek progress.", "1-2": "Deepen <reform> & more.", "1.1-1": "People first.", "1": "General requirements"}
    entries = [
        replace(
            entry,
            text=texts.get(entry.context, ""),
            fuzzy=entry.context == "1-2",
            comments=("reviewed: A. Reader 2026-11-20",) if entry.context == "1.1-1" else (),
        )
        for entry in made.entries
    ]
    path.write_text(write_po(replace(made, entries=tuple(entries))), encoding="utf-8")
    return root


def test_the_state_of_every_sentence_shows(small: Path) -> None:
    html = (build(small).site / "en" / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    assert "3 of 5 sentences are translated, 1 of them out of date, 1 reviewed." in html
    assert re.search(
        r'<span class="e" lang="en">Seek progress. </span><span class="z" lang="zh-Hans">(<a [^>]*></a>)?坚持稳中求进。</span>', html
    )
    stale = html.split('id="1-2">')[1].split('<span class="z"')[0]
    assert stale.startswith('<span class="e stale" lang="en">Deepen &lt;reform&gt; &amp; more. <small class="state"')
    assert "out of date" in stale
    assert 'title="Reviewed: A. Reader 2026-11-20">✓' in html
    assert '<span class="s" id="1.2-1"><span class="z" lang="zh-Hans">' in html
    assert '<span class="number">1</span> General requirements' in html


def test_a_broken_file_stops_the_build_and_leaves_the_old_site(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = build(small).site / "en"
    before = (site / "try-1" / "1" / "index.html").read_bytes()
    path = po_path(small / "content", "en", "try-1")
    path.write_text(path.read_text(encoding="utf-8").replace('msgctxt "1-2"', 'msgctxt "7-2"'), encoding="utf-8")
    line = next(e.line for e in parse_po(path.read_text(encoding="utf-8"), path).entries if e.context == "7-2")
    assert main(["build", "--root", str(small)]) == 2
    told = capsys.readouterr().err
    assert f"try-1.po:{line}: error X005 " in told
    assert "the plan has no place `7-2`" in told
    assert (site / "try-1" / "1" / "index.html").read_bytes() == before


def test_a_plan_without_a_file_is_shown_in_chinese_plainly(small: Path) -> None:
    shutil.rmtree(small / "content" / "locale")
    html = (build(small).site / "en" / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    assert "0 of 5 sentences are translated" in html
    assert 'class="e"' not in html


# ---- parts


@pytest.mark.parametrize(
    ("name", "mark", "expected"),
    [
        ("6", "六、", "6"),
        ("3.8", "（八）", "(8)"),
        ("6.2.2", "6.2.2 ", "6.2.2"),
        ("3", "第三章 ", "Chapter 3"),
        ("3.1", "第一节 ", "Section 1"),
        ("3.1.12", "第十二条 ", "Article 12"),
        ("a", "附件：", "Annex"),
        ("a2", "附件2 ", "Annex 2"),
        ("a.2.12", "12、", "12"),
        ("abstract", "摘要", ""),
        ("front", "", ""),
    ],
)
def test_numbers_in_english(name: str, mark: str, expected: str) -> None:
    assert number_in(Section(name, mark.strip("、： "), mark, 1, ""), ENGLISH) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>plain</p>", "<p>plain</p>"),
        ("<p>中文</p>", '<p><span lang="zh-Hans">中文</span></p>'),
        ('<p lang="zh-Hans">中<b>文</b></p>中', '<p lang="zh-Hans">中<b>文</b></p><span lang="zh-Hans">中</span>'),
        ('<i lang="zh-Hant">中<u lang="en">中</u></i>', '<i lang="zh-Hant">中<u lang="en"><span lang="zh-Hans">中</span></u></i>'),
        ('<title>中</title><br><img alt="中"><p>a<br>中', '<title>中</title><br><img alt="中"><p>a<br><span lang="zh-Hans">中</span>'),
        ("<script>if (a<b) '中'</script>", "<script>if (a<b) '中'</script>"),
    ],
)
def test_runs_of_chinese_are_marked(html: str, expected: str) -> None:
    assert mark_chinese(html) == expected


# ---- in a browser


def shown(page: Page, selector: str) -> bool:
    return page.locator(selector).first.is_visible()


@pytest.mark.browser
def test_the_four_views(page: Page, en: str) -> None:
    page.goto(f"{en}{CHAPTER}")
    first, second = "[id='6.2.2-3'] > .e", "[id='6.2.2-3'] > .z"
    boxes = {}
    for view, visible in zip(VIEWS, ((True, True), (True, True), (True, False), (False, True)), strict=True):
        page.locator(f"#view-{view}").check()
        assert (shown(page, first), shown(page, second)) == visible, view
        boxes[view] = (page.locator(first).bounding_box(), page.locator(second).bounding_box())
    a, b = boxes["side"]
    assert a
    assert b
    assert abs(a["y"] - b["y"]) < 12
    assert a["x"] + a["width"] <= b["x"]
    a, b = boxes["lines"]
    assert a
    assert b
    assert a["y"] + a["height"] <= b["y"] + 1
    assert abs(a["x"] - b["x"]) < 2


@pytest.mark.browser
def test_the_view_is_kept_and_shared(page: Page, en: str) -> None:
    page.goto(f"{en}{CHAPTER}#6.2.2-3")
    choice = page.get_by_label("Side by side")
    choice.scroll_into_view_if_needed()
    page.evaluate("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")  # the bar names another section now
    choice.check()
    assert page.url == f"{en}{CHAPTER}?view=side#6.2.2-3"
    page.goto(f"{en}sh-14fyp/7/")
    assert page.get_by_label("Side by side").is_checked()
    page.goto(f"{en}sh-14fyp/7/?view=en")  # an address that somebody shared
    assert page.get_by_label("English", exact=True).is_checked()
    page.goto(f"{en}sh-14fyp/7/?view=nonsense")
    assert page.get_by_label("Side by side").is_checked()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_another_view_keeps_the_place(browser: Browser, en: str, width: int) -> None:
    with reader(browser, viewport={"width": width, "height": 800}, is_mobile=width < 500, has_touch=width < 500) as page:
        page.goto(f"{en}{CHAPTER}#6.2.3")
        for view in ("en", "side", "zh", "lines"):
            page.evaluate("document.getElementById('6.2.3-2').scrollIntoView({ block: 'start' })")
            top = "document.getElementById('6.2.3-2').getBoundingClientRect().top"
            before = page.evaluate(top)
            page.evaluate(f"""() => {{
              const choice = document.getElementById("view-{view}");
              choice.dispatchEvent(new PointerEvent("pointerdown", {{ bubbles: true }}));
              choice.click();
            }}""")
            assert abs(page.evaluate(top) - before) < 60, view


@pytest.mark.browser
def test_side_by_side_is_line_under_line_on_a_phone(browser: Browser, en: str) -> None:
    with reader(browser, **PHONE) as page:
        page.goto(f"{en}{CHAPTER}?view=side")
        a, b = (page.locator(f"[id='6.2.2-3'] > .{name}").bounding_box() for name in "ez")
        assert a
        assert b
        assert a["y"] + a["height"] <= b["y"] + 1
        page.goto(f"{en}{CHAPTER}?view=en")
        page.locator("[id='6.2.2-3'] > .e").tap()
        assert shown(page, "[id='6.2.2-3'] > .z")
        page.locator("[id='6.2.2-3'] > .e").tap()
        assert not shown(page, "[id='6.2.2-3'] > .z")


@pytest.mark.browser
def test_the_other_language_on_demand(page: Page, en: str) -> None:
    page.goto(f"{en}{CHAPTER}?view=en#6.2.2-4")
    assert shown(page, "[id='6.2.2-4'] > .z")  # where the address leads, with the authority
    assert not shown(page, "[id='6.2.2-3'] > .z")
    page.locator("[id='6.2.2-3'] > .e").click()
    assert shown(page, "[id='6.2.2-3'] > .z")
    page.locator("[id='6.2.2-2'] > .mark").focus()  # by keyboard
    assert shown(page, "[id='6.2.2-2'] > .z")
    page.goto(f"{en}{CHAPTER}?view=zh#6.2.1")
    page.locator("[id='6.2.2-3'] > .z").click()
    assert shown(page, "[id='6.2.2-3'] > .e")


@pytest.mark.browser
def test_without_script_both_languages_stand_and_a_view_can_be_chosen(browser: Browser, en: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{en}{CHAPTER}")
        assert shown(page, "[id='6.2.2-3'] > .e")
        assert shown(page, "[id='6.2.2-3'] > .z")
        page.get_by_label("English", exact=True).check()
        assert not shown(page, "[id='6.2.2-3'] > .z")


@pytest.mark.browser
def test_quotations_have_both_languages(page: Page, en: str) -> None:
    page.goto(f"{en}{CHAPTER}")
    page.locator("[id='6.2.2-3']").hover()
    page.locator("[id='6.2.2-3'] > .mark").click()
    page.get_by_role("button", name="Copy quotation").click()
    page.get_by_role("status").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "national treatment" in text.split("\n")[0]
    assert "（" not in text.split("\n")[0]
    assert text.startswith("“全面落实")
    assert "[unofficial translation, Zhangju, unreviewed, 20" in text.split("\n")[0]
    assert "全面落实外商投资国民待遇" in text.split("\n")[0]
    assert "§ 6.2.2, sentence 3" in text
    page.locator("[id='6.2.2-3']").hover()
    page.locator("[id='6.2.2-3'] > .mark").click()
    page.get_by_role("button", name="GB/T 7714").click()
    page.get_by_role("status").wait_for()
    assert "第6.2.2节第3句" in page.evaluate("navigator.clipboard.readText()")
    place = "{from: '6.2.2-3', to: '6.2.2-3', url: 'u'}"
    for kind in ("gbt", "apa", "bibtex"):
        assert "unofficial translation, Zhangju, unreviewed, 20" in page.evaluate(f"zhangju.cite('{kind}', {place})")
    assert page.evaluate(f"zhangju.madeBy({place})").startswith("Unofficial translation, Zhangju, unreviewed, 20")
    assert "translation" not in page.evaluate("zhangju.cite('apa', {from: '6.2.2-3', to: '6.2.2-3', url: 'u', text: '外商'})")
    page.evaluate("getSelection().selectAllChildren(document.querySelector(\"[id='6.2.2-3'] > .e\"))")
    page.locator("button.cite-selected").click()
    assert "Unofficial translation" in page.locator(".made").inner_text()
    page.get_by_role("button", name="Copy quotation").click()
    page.get_by_role("status").last.wait_for()
    until(page, "async () => (await navigator.clipboard.readText()).startsWith('“全面落实')")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "glossary/", "topics/", "sh-14fyp/", f"{CHAPTER}?view=side", "sh-14fyp/2/?view=en", "sh-14fyp/a/"])
def test_no_page_is_wider_than_the_screen(browser: Browser, en: str, path: str) -> None:
    with reader(browser, **PHONE) as page:
        page.goto(en + path)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.browser
def test_the_switch_of_languages_keeps_the_place(page: Page, root: str) -> None:
    page.goto(f"{root}{CHAPTER}#6.2.2-3")
    page.locator("a.language[hreflang=en]").click()
    page.wait_for_url(f"{root}en/{CHAPTER}#6.2.2-3")
    box = page.locator("[id='6.2.2-3']").bounding_box()
    assert box
    assert 0 < box["y"] < 900
    page.locator(".turn [rel=next]").click()
    page.wait_for_url(f"{root}en/sh-14fyp/7/")
    page.locator("a.language[hreflang=zh-Hans]").click()
    page.wait_for_url(f"{root}sh-14fyp/7/")
