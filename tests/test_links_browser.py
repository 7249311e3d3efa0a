"""Links between plans in a real Chromium: the clause of another plan in place, by pointer, keyboard and touch, without script; weight."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import reader, swept, until

CHAPTER = "sh-15fyp/6/"
COMPARISON = "compare/sh-14fyp/sh-15fyp/"


def sentence_link(page: Page) -> Locator:
    """The first counterpart that is a sentence with neighbours on both sides; its list is opened."""
    links = page.locator("details.elsewhere a.to")
    hrefs = links.evaluate_all("all => all.map((a) => a.getAttribute('href').split('#')[1])")
    n = next(i for i, anchor in enumerate(hrefs) if "-" in anchor and "-t" not in anchor and not anchor.endswith("-1"))
    link = links.nth(n)
    link.evaluate("e => { e.closest('details').open = true; }")
    link.scroll_into_view_if_needed()
    return link


def preview(page: Page) -> Locator:
    return page.locator("blockquote.preview")


def focused(link: Locator) -> bool:
    return bool(link.evaluate("e => e === document.activeElement"))


def doubled(page: Page) -> list[str]:
    """Ids that more than one element has."""
    found = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => id && all.indexOf(id) !== i)")
    return [str(name) for name in found]


def not_wider(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


# ---- in other plans


@pytest.mark.browser
@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_the_line_opens_to_its_counterparts(page: Page, root: str, way: str) -> None:
    page.goto(root + CHAPTER)
    box, panel = page.locator("details.elsewhere").nth(2), page.locator(".panel")
    summary = box.locator("summary")
    summary.scroll_into_view_if_needed()
    tops = "[...document.querySelectorAll('article.text .s, article.text summary')].map((e) => e.getBoundingClientRect().top)"
    before = page.evaluate(tops)
    for shown in (True, False):
        if way == "pointer":
            summary.click()
        else:
            summary.focus()
            page.keyboard.press("Enter")
        expect(panel).to_have_count(int(shown))
        assert page.evaluate(tops) == before  # the text stays where it is
        if shown:
            assert panel.locator("a.to").count() == box.locator("a.to").count() > 0
            at, text = panel.bounding_box(), page.locator("article.text p").first.bounding_box()
            assert at
            assert text
            assert at["x"] >= text["x"] + text["width"]
    assert int(box.locator("summary small").inner_text().removesuffix("处")) >= box.locator("a.to").count()


@pytest.mark.browser
def test_what_the_line_opens_to_is_whole(page: Page, root: str) -> None:
    """A sentence of another plan is cut in the page for its weight, and whole in the panel; its clause opens there, too."""
    page.goto(root + CHAPTER)
    link = sentence_link(page)
    href = str(link.get_attribute("href"))
    line = page.locator("details.elsewhere", has=page.locator(f"a.to[href='{href}']")).first
    line.evaluate("e => { e.open = false; }")
    line.locator("summary").click()
    other = page.locator(f".panel a.to[href='{href}']")
    words = other.locator("xpath=following-sibling::*[contains(@class, 's')][1]")
    expect(words).to_have_count(1)
    assert words.inner_text().rstrip().endswith("。")
    assert "…" not in other.inner_text()
    other.click()
    expect(page.locator(".panel blockquote.preview .wished")).to_have_count(1)
    assert violations(page) == []
    assert doubled(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_a_counterpart_opens_in_place_and_closes(page: Page, root: str, way: str) -> None:
    def act() -> None:
        if way == "pointer":
            link.click()
        else:
            link.focus()
            page.keyboard.press("Enter")

    page.goto(root + CHAPTER)
    link = sentence_link(page)
    target = str(link.evaluate("e => e.href"))
    assert link.get_attribute("aria-expanded") == "false"
    act()
    box = preview(page)
    expect(box).to_have_count(1)
    assert link.get_attribute("aria-expanded") == "true"
    assert focused(link)
    assert box.evaluate("(e, link) => e.parentElement === link.parentElement", link.element_handle())
    assert page.url == root + CHAPTER
    wished = box.locator(".wished")
    expect(wished).to_have_count(1)
    shown = wished.inner_text()
    assert doubled(page) == []
    assert box.locator("[id], .mark, details, .same, .former").count() == 0
    address, _, anchor = target.partition("#")
    other = page.context.new_page()
    other.goto(target)
    place = other.locator(f"[id='{unquote(anchor)}']")
    words = "e => { const c = e.cloneNode(true); c.querySelectorAll('.mark, .ln, .l').forEach((m) => m.remove()); return c.textContent; }"
    assert shown == place.evaluate(words)
    other.close()
    for href in box.locator("a[href]").evaluate_all("all => all.map((a) => a.getAttribute('href'))"):
        assert urlsplit(href).scheme in ("http", "https"), href
        if href.startswith(root):
            assert page.request.get(href.partition("#")[0]).ok, href
    assert box.locator(".steps a").evaluate("e => e.href") == f"{address}#{anchor}"
    act()
    expect(preview(page)).to_have_count(0)
    assert link.get_attribute("aria-expanded") == "false"
    assert focused(link)


@pytest.mark.browser
def test_links_of_a_copy_lead_where_they_led(page: Page, root: str) -> None:
    """Every copy of a chapter's counterparts: relative links of another folder are made absolute."""
    page.goto(root + CHAPTER)
    links = page.locator("details.elsewhere a.to")
    page.locator("details.elsewhere").evaluate_all("all => all.forEach((e) => { e.open = true; })")
    count = min(12, links.count())
    for n in range(count):
        links.nth(n).evaluate("e => e.click()")
    expect(preview(page)).to_have_count(count)
    assert doubled(page) == []
    hrefs = preview(page).locator("a[href]").evaluate_all("all => all.map((a) => a.getAttribute('href').split('#')[0])")
    assert len(hrefs) > count
    assert all(href.startswith(root) for href in hrefs)
    assert all(page.request.get(href).ok for href in set(hrefs))


@pytest.mark.browser
def test_neighbours_are_one_step_away(page: Page, root: str) -> None:
    page.goto(root + CHAPTER)
    link = sentence_link(page)
    link.click()
    box = preview(page)
    blocks = box.locator(":scope > :not(.steps)")
    expect(box.locator(".wished")).to_have_count(1)
    assert blocks.count() == 1
    first = blocks.first.inner_text()
    before, after = box.get_by_role("button", name="前文"), box.get_by_role("button", name="后文")
    before.focus()
    page.keyboard.press("Enter")
    expect(blocks).to_have_count(2)
    assert blocks.nth(1).inner_text() == first
    assert focused(before)  # the next step is one more key
    after.click()
    expect(blocks).to_have_count(3)
    assert blocks.nth(1).inner_text() == first
    assert box.evaluate("e => e.lastElementChild.className") == "steps"
    for _ in range(40):
        if before.is_disabled():
            break
        before.evaluate("e => { e.focus(); e.click(); }")
    expect(before).to_be_disabled()
    assert box.evaluate("e => e.querySelector('.steps').contains(document.activeElement)")  # a button that goes keeps the place
    assert doubled(page) == []
    target = str(link.evaluate("e => e.href"))
    box.get_by_role("link", name="在原处打开").click()
    page.wait_for_url(target)
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.browser
def test_a_tap_opens_and_closes(phone: Page, root: str) -> None:
    phone.goto(root + CHAPTER)
    phone.locator("details.elsewhere summary").first.tap()
    box = phone.locator(".panel")
    at = box.bounding_box()
    assert at
    assert (at["x"], at["width"]) == (0, 390)  # a sheet, at the foot, or where it would hide its line at the head
    assert at["y"] + at["height"] == 800 or at["y"] == 0
    link = box.locator("a.to").first
    link.tap()
    expect(preview(phone)).to_have_count(1)
    expect(preview(phone)).to_be_visible()
    assert not_wider(phone, 390)
    assert phone.url == root + CHAPTER
    link.tap()
    expect(preview(phone)).to_have_count(0)


@pytest.mark.browser
def test_a_modified_click_follows_the_link(page: Page, root: str) -> None:
    page.goto(root + CHAPTER)
    link = sentence_link(page)
    target = str(link.evaluate("e => e.href"))
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url(target)
    opened.value.close()
    assert preview(page).count() == 0
    assert link.get_attribute("aria-expanded") == "false"


@pytest.mark.browser
def test_two_quick_clicks_open_one(page: Page, root: str) -> None:
    page.goto(root + CHAPTER)
    link = sentence_link(page)
    link.evaluate("e => { e.click(); e.click(); }")
    expect(preview(page)).to_have_count(1)


@pytest.mark.browser
def test_where_nothing_can_be_fetched_the_link_is_followed(browser: Browser, root: str) -> None:
    with reader(browser) as page:
        page.goto(root + CHAPTER)
        link = sentence_link(page)
        target = str(link.evaluate("e => e.href"))
        page.route("**/*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.fallback())
        link.click()
        page.wait_for_url(target)


# ---- citations and repeats: a panel


@pytest.mark.browser
@pytest.mark.parametrize(("path", "place", "way"), [("lingang-14fyp/", "front-6", "pointer"), ("sh-14fyp/16/", "16.6-1", "keyboard")])
def test_a_citation_of_a_plan_opens_a_panel(page: Page, root: str, path: str, place: str, way: str) -> None:
    page.goto(root + path)
    link = page.locator(f"[id='{place}'] a.c.to").first
    link.scroll_into_view_if_needed()
    if way == "pointer":
        link.click()
    else:
        link.focus()
        page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    expect(box).to_have_count(1)
    assert box.get_attribute("aria-label") == link.inner_text()
    assert "上海市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要" in box.inner_text()
    assert "上海市人民政府" in box.inner_text()
    assert box.evaluate("e => e.contains(document.activeElement)")
    assert page.url == root + path
    assert doubled(page) == []
    at, screen = box.bounding_box(), page.viewport_size
    assert at
    assert screen
    assert at["x"] >= 0
    assert at["y"] >= 0
    assert at["x"] + at["width"] <= screen["width"]
    assert at["y"] + at["height"] <= screen["height"]
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert focused(link)
    link.click()
    box.get_by_role("link", name="在原处打开").click()
    page.wait_for_url(f"{root}sh-14fyp/")


@pytest.mark.browser
def test_a_citation_of_another_work_is_followed(page: Page, root: str) -> None:
    page.goto(f"{root}lingang-14fyp/3/")
    page.locator("a.c:not(.to)").first.click()
    page.wait_for_url("**/bibliography/#*")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_mark_of_a_repeat_opens_its_differences(browser: Browser, root: str, width: int) -> None:
    with reader(browser, viewport={"width": width, "height": 700}) as page:
        page.goto(f"{root}repeats/")
        group = page.locator(".repeat[id]", has=page.locator("del")).first
        name = str(group.get_attribute("id"))
        changed = group.locator("del").first.inner_text()
        group.locator("a").first.click()
        page.wait_for_url("**/#*")
        mark = page.locator(f"a.same[href$='#{name}']").first
        if not mark.is_visible():  # one of several at its place, which are one
            mark = mark.locator("xpath=preceding-sibling::a[contains(@class, 'same') and not(@hidden)][1]")
        mark.scroll_into_view_if_needed()
        mark.click()
        box = page.get_by_role("dialog")
        expect(box).to_have_count(1)
        assert box.get_attribute("aria-label") == mark.get_attribute("aria-label")
        assert changed in box.locator("del").all_inner_texts()
        several = int(mark.get_attribute("data-more") or 1)
        assert box.locator("blockquote > p").count() == 4 * several  # what it is, the one text, the other, the way there
        assert doubled(page) == []
        assert not_wider(page, width)
        assert width > 400 or violations(page) == []
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        assert focused(mark)
        mark.click()
        box.locator(f"a[href$='#{name}']", has_text="在原处打开").click()
        page.wait_for_url(f"{root}repeats/#{name}")
        expect(page.locator(".repeat:target")).to_be_in_viewport()


@pytest.mark.browser
def test_marks_of_repeats_do_not_lie_over_each_other(page: Page, root: str) -> None:
    checked = 0
    for path in ("sh-14fyp/1/", "sh-2026-report/2/", "sh-15fyp/6/"):
        page.goto(root + path)
        boxes = page.locator("a.same:not([hidden])").evaluate_all(
            "all => all.map((e) => ({...e.getBoundingClientRect().toJSON(), row: !!e.closest('tr')}))"
        )
        text = page.locator("article.text p").first.bounding_box()
        assert text
        for n, box in enumerate(boxes):
            assert box["row"] or box["left"] >= text["x"] + text["width"]  # in the margin; those of a row stand in it
            assert box["right"] <= 1280
            for other in boxes[:n]:
                apart = box["top"] >= other["bottom"] - 1 or other["top"] >= box["bottom"] - 1
                beside = box["left"] >= other["right"] - 1 or other["left"] >= box["right"] - 1
                assert apart or beside
                checked += 1
    assert checked


# ---- comparing


@pytest.mark.browser
def test_from_the_index_to_a_clause_beside_its_counterpart(page: Page, root: str) -> None:
    page.goto(f"{root}compare/")
    page.locator(f"a[href$='{COMPARISON.removeprefix('compare/')}']").click()
    page.wait_for_url(root + COMPARISON)
    row = page.locator("table.compare tbody tr", has=page.locator("td li")).first
    left, right = row.locator("th > a.to"), row.locator("td a.to").first
    left.scroll_into_view_if_needed()
    left.click()
    expect(preview(page)).to_have_count(1)
    right.click()
    expect(preview(page)).to_have_count(2)
    one, two = row.locator("th .preview").bounding_box(), row.locator("td .preview").bounding_box()
    assert one
    assert two
    assert one["x"] + one["width"] <= two["x"]
    assert one["y"] < two["y"] + two["height"]
    assert two["y"] < one["y"] + one["height"]
    assert [link.get_attribute("aria-expanded") for link in (left, right)] == ["true", "true"]
    assert doubled(page) == []
    left.click()
    expect(preview(page)).to_have_count(1)
    assert row.locator("td .preview").is_visible()


@pytest.mark.browser
def test_chapters_that_nothing_joins_go_with_their_sections(page: Page, root: str) -> None:
    page.goto(root + COMPARISON)
    chapters, joined = page.locator("details.chapter"), page.locator("details.chapter[open]")
    assert chapters.count() > joined.count() > 0
    page.locator("#joined-only").check()
    assert page.locator("details.chapter:visible").count() == joined.count() == page.locator("details.chapter:visible[open]").count()


# ---- without script


@pytest.mark.browser
def test_without_script_the_link_is_followed(browser: Browser, root: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(root + CHAPTER)
        box = page.locator("details.elsewhere").first
        box.locator("summary").click()
        for start, link in (
            (CHAPTER, page.locator("details.elsewhere a.to").first),
            (COMPARISON, page.locator("table.compare th a.to").first),
            ("lingang-14fyp/", page.locator("[id='front-6'] a.c.to").first),
            ("sh-14fyp/1/", page.locator("a.same").first),
        ):
            if start != CHAPTER:
                page.goto(root + start)
            target = urljoin(page.url, str(link.get_attribute("href")))
            link.click()
            page.wait_for_url(target)
            assert page.locator(":target" if "#" in target else "h1").first.is_visible()


# ---- room, barriers, weight


@pytest.mark.browser
def test_nothing_is_wider_than_a_small_screen(browser: Browser, root: str) -> None:
    with reader(browser, viewport={"width": 320, "height": 700}) as page:
        for path in (CHAPTER, "lingang-14fyp/3/", "lingang-14fyp/", COMPARISON, "compare/", "repeats/"):
            page.goto(root + path)
            page.locator("details.elsewhere").evaluate_all("all => all.slice(0, 5).forEach((e) => { e.open = true; })")
            page.locator("details.elsewhere[open] a.to, td a.to").evaluate_all("all => all.slice(0, 5).forEach((a) => a.click())")
            if path in (CHAPTER, COMPARISON):
                expect(preview(page)).to_have_count(5)
            assert not_wider(page, 320), path


def violations(page: Page, rules: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    options = {"runOnly": {"type": "rule", "values": [*rules]}} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]], item["nodes"][0]["failureSummary"]) for item in found]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", swept(["light"], ["dark"]))
def test_no_barrier(browser: Browser, root: str, scheme: Any) -> None:
    """With what opens beside the text; in the dark every kind of page with links, too, whose light is tried in test_book_browser.py."""
    with reader(browser, color_scheme=scheme, viewport={"width": 1280, "height": 900}) as page:
        page.goto(root + CHAPTER)
        sentence_link(page).click()
        expect(preview(page)).to_have_count(1)
        assert violations(page) == []
        page.goto(f"{root}lingang-14fyp/")
        page.locator("[id='front-6'] a.c.to").first.click()
        expect(page.get_by_role("dialog")).to_have_count(1)
        assert violations(page) == []
        paths = ("compare/sh-2026-report/sh-pathways/", "compare/", "repeats/", "topics/", "topics/elder-care/", "bibliography/")
        for path in paths if scheme == "dark" else ():
            answer = page.goto(root + path)
            assert answer
            assert answer.ok, path
            assert violations(page, ["color-contrast"]) == [], path


def test_a_chapter_weighs_little(site: Path) -> None:
    """The page with the style sheet and the scripts of every reader."""
    names = ("zhangju.css", "print.css", "apply.js", "chapter.js")
    shared = sum(len(gzip.compress((site / "assets" / name).read_bytes())) for name in names)
    weights = {}
    for path in site.glob("*/*/index.html"):
        if '<body class="chapter ' in (text := path.read_text(encoding="utf-8")):
            loaded = {part.partition('"')[0] for part in text.split("assets/")[1:]}
            assert {name for name in loaded if name.endswith((".css", ".js")) and "/" not in name} <= {*names, "tables.css"}
            paper = site / "assets" / "print" / f"{path.parts[-3]}.css"
            weights[path] = sum(len(gzip.compress(part.read_bytes())) for part in (path, paper)) + shared
    assert len(weights) > 30
    assert {path: weight for path, weight in weights.items() if weight > 59_000} == {}


@pytest.mark.browser
def test_between_a_desk_and_a_phone_the_panel_does_not_hide_its_line(page: Page, root: str) -> None:
    """And what could not be fetched once is fetched again."""
    page.set_viewport_size({"width": 1000, "height": 800})
    page.goto(root + CHAPTER)
    page.route("**/preview.js", lambda route: route.abort(), times=1)
    line = page.locator(".text .elsewhere > summary").first
    for fetched in (False, True):
        line.evaluate("line => scrollBy({ top: line.getBoundingClientRect().top - 680, behavior: 'instant' })")
        line.click()
        until(page, "document.querySelector('.panel.side')")
        panel, opener = page.locator(".panel.side").bounding_box(), line.bounding_box()
        assert panel
        assert opener
        assert panel["y"] + panel["height"] <= opener["y"] or opener["y"] + opener["height"] <= panel["y"]
        if fetched:
            until(page, "Boolean(zhangju.previewOf)")
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)


@pytest.mark.parametrize(("size", "width"), [("", ""), ("larger", ""), ("", "wide")])
def test_on_a_desk_the_panel_stands_beside_the_text_or_at_the_edge_of_the_screen(page: Page, root: str, size: str, width: str) -> None:
    page.goto(root + CHAPTER)
    page.evaluate("([size, width]) => Object.assign(document.documentElement.dataset, { size, width })", [size, width])
    page.locator(".text .elsewhere > summary").first.click()
    until(page, "document.querySelector('.panel.side')")
    panel, text = page.locator(".panel.side").bounding_box(), page.locator("article.text p").first.bounding_box()
    assert panel
    assert text
    beside = text["x"] + text["width"] <= panel["x"]
    assert beside if not size + width else panel["y"] <= 1 or panel["y"] + panel["height"] >= 899
