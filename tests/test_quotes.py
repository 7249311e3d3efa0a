"""The page that looks quotations up, in a real Chromium: what it finds, what it refuses, what it shows, how fast it is."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.search.scripts import folding
from generator.search.sharding import hashed
from generator.site.quote_files import MOST, PIECE, keys_of, quote_files
from tests.conftest import PLANS, ROOT, reader

pytestmark = pytest.mark.browser

with (ROOT / "tests" / "quotes.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

LOADED = (
    "new Promise(done => { const watch = () => performance.getEntriesByName('quote').length ? done() : setTimeout(watch, 5); watch(); })"
)


@pytest.fixture(scope="module")
def desk(browser: Browser, root: str) -> Iterator[Page]:
    """The page with its texts loaded, for all questions of this module."""
    page = browser.new_page()
    page.goto(f"{root}quote/")
    yield page
    page.close()


def ask(page: Page, quotation: str) -> float:
    """Look a quotation up; how many milliseconds the check took."""
    page.evaluate("performance.clearMeasures()")
    page.get_by_label("引文").fill(quotation)
    page.get_by_role("button", name="查").click()
    page.evaluate(LOADED)
    return float(page.evaluate("performance.getEntriesByName('quote')[0].duration"))


def found(page: Page) -> list[str]:
    """Addresses of the sentences shown, from the site's root."""
    links = page.locator(".findings .found blockquote a")
    return [str(href).removeprefix("../") for href in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")]


def test_there_are_enough_cases() -> None:
    kinds = Counter(case["kind"] for case in CASES)
    assert kinds == {"exact": 10, "wrong": 10, "traditional": 10, "bare": 10, "crossing": 10, "none": 20}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['kind']}-{c['plan']}-{c['anchor'] or c['quotation'][:6]}")
def test_a_quotation(desk: Page, case: dict[str, str]) -> None:
    ask(desk, case["quotation"])
    if case["kind"] == "none":
        assert found(desk) == []
        assert desk.get_by_role("status").inner_text() == "书目所列各文本中没有这段文字"
        return
    assert desk.locator(".findings section").count() == 1
    places = found(desk)
    assert places[0].startswith(f"{case['plan']}/")
    assert places[0].partition("#")[2] == case["anchor"]
    assert len(places) == (2 if case["kind"] == "crossing" else 1)
    verdict = desk.locator(".verdict").inner_text()
    wrong, right = desk.locator("blockquote del").all_inner_texts(), desk.locator("blockquote ins").all_inner_texts()
    if case["kind"] == "wrong":
        assert verdict.startswith("与原文有1处不同")
        assert [len("".join(wrong)), len("".join(right))] == [1, 1]
        assert "".join(wrong) in case["quotation"]
    else:
        assert verdict.startswith("与原文一致")
        assert wrong == right == []


def test_the_citation_names_plan_clause_and_address(desk: Page, root: str, site: Path) -> None:
    data = json.loads((site / "api" / "sh-14fyp.json").read_text(encoding="utf-8"))
    section = next(s for s in data["sections"] if s["id"] == "6.2.2")
    ask(desk, section["sentences"][2]["text"])
    assert desk.locator(".cite").inner_text() == f"《{data['title']}》6.2.2，章句本，{root}sh-14fyp/6.2.2/#6.2.2-3"
    assert desk.locator(".findings h2").inner_text() == f"{section['number']} {section['title']}"
    assert desk.locator(".findings .facts").inner_text() == data["title"]
    desk.locator(".findings blockquote a").click()
    desk.wait_for_url("**/sh-14fyp/6/#6.2.2-3")
    desk.go_back()


def test_a_paragraph_of_several_sources_is_told_apart(desk: Page) -> None:
    exact = [case for case in CASES if case["kind"] == "exact"]
    foreign = next(case["quotation"] for case in CASES if case["kind"] == "none")
    ask(desk, exact[0]["quotation"] + foreign + exact[-1]["quotation"])
    kinds = desk.locator(".findings section").evaluate_all("all => all.map(s => s.className)")
    assert kinds == ["found exact", "none", "found exact"]
    assert [place.partition("#")[2] for place in found(desk)] == [exact[0]["anchor"], exact[-1]["anchor"]]
    assert desk.locator(".none blockquote").inner_text() == foreign


def test_left_out_and_added_words_are_shown(desk: Page, site: Path) -> None:
    case = next(case for case in CASES if case["kind"] == "exact" and len(case["quotation"]) > 35)
    text = case["quotation"]
    ask(desk, text[:10] + text[14:24] + "确实" + text[24:])
    assert desk.locator("blockquote del").all_inner_texts() == ["确实"]
    assert "".join(desk.locator("blockquote ins").all_inner_texts()).strip("，、") == text[10:14].strip("，、")


def test_a_number_is_not_the_same_without_its_point(desk: Page, site: Path) -> None:
    sections = json.loads((site / "api" / "sh-14fyp.json").read_text(encoding="utf-8"))["sections"]
    text = next(s["text"] for section in sections for s in section["sentences"] if re.search(r"\d\.\d", s["text"]) and len(s["text"]) < 120)
    ask(desk, re.sub(r"(\d)\.(\d)", r"\1．\2", text))
    assert desk.locator(".verdict").inner_text().startswith("与原文一致")
    ask(desk, re.sub(r"(\d)\.(\d)", r"\1\2", text, count=1))
    assert desk.locator(".verdict").inner_text().startswith("与原文有1处不同")
    assert desk.locator("blockquote ins").all_inner_texts() == ["."]


def test_too_little_is_told(desk: Page) -> None:
    for text in ("", "发展", "，。！？"):
        ask(desk, text)
        assert "四个字" in desk.get_by_role("status").inner_text()


def test_script_in_a_quotation_is_text(desk: Page) -> None:
    ask(desk, "<img src=x onerror=alert(1)>坚持" * 3)
    assert desk.locator(".findings img").count() == 0


def long_texts(site: Path) -> dict[str, str]:
    """Texts of 2,000 characters: of one plan, the same with every twentieth character wrong, the same bare, and of none."""
    sections = json.loads((site / "api" / "sh-14fyp.json").read_text(encoding="utf-8"))["sections"]
    text = "".join(s["text"] for section in sections for s in section["sentences"])[6000:8000]
    stirred = list(text)
    random.Random(1).shuffle(stirred)
    return {
        "exact": text,
        "wrong": "".join("某" if i % 20 == 7 else char for i, char in enumerate(text)),
        "bare": "".join(char for char in text if char.isalnum())[:2000],
        "stirred": "".join(stirred),
        "none": ("".join(case["quotation"] for case in CASES if case["kind"] == "none") * 3)[:2000],
    }


def test_2000_characters_are_checked_and_no_more(desk: Page, site: Path) -> None:
    for name, text in long_texts(site).items():
        ask(desk, text)
        assert bool(found(desk)) == (name not in ("stirred", "none"))
    ask(desk, "发展" * 2000)
    assert "只查了前2000字" in desk.get_by_role("status").inner_text()


def test_the_texts_are_loaded_only_when_the_reader_goes_to_the_box(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}quote/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".json")]
    with page.expect_response("**/quote/texts.json"):
        page.get_by_label("引文").focus()


def test_by_keyboard(page: Page, root: str) -> None:
    page.goto(root)
    page.get_by_role("link", name="查引文").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/quote/")
    page.get_by_label("引文").focus()
    page.keyboard.insert_text(CASES[0]["quotation"])
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("查得1处")
    for _ in range(3):  # the button, the clause, the sentence
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{CASES[0]['plan']}/**#{CASES[0]['anchor']}")


def test_without_script_it_says_what_is_needed(browser: Browser, root: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{root}quote/")
        assert "JavaScript" in page.locator("main").inner_text()
        assert not page.locator("form.quote").is_visible()


def test_without_the_texts_it_says_so_and_tries_again(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.route("**/quote/*.json", lambda route: route.abort())
    page.goto(f"{root}quote/")
    page.get_by_label("引文").fill(CASES[0]["quotation"])
    page.get_by_role("button", name="查").click()
    expect(page.get_by_role("status")).to_contain_text("未能载入")
    page.unroute("**/quote/*.json")
    page.get_by_role("button", name="查").click()
    expect(page.get_by_role("status")).to_have_text("查得1处")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_findings_fit_and_can_be_read(browser: Browser, root: str, scheme: str) -> None:
    with reader(browser, color_scheme=scheme, viewport={"width": 1280, "height": 800}) as page:
        page.goto(f"{root}quote/")
        ask(page, next(case["quotation"] for case in CASES if case["kind"] == "wrong"))
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        for selector in (".verdict", ".cite", "blockquote del", "blockquote ins", "form.quote button", "textarea"):
            assert contrast(page, selector) >= 4.5, selector


def contrast(page: Page, selector: str) -> float:
    """Contrast of an element's words against what is painted behind them (WCAG 2)."""
    return float(
        page.locator(selector).first.evaluate(
            """element => {
                const draw = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
                const layers = [];
                for (let e = element; e; e = e.parentElement) layers.unshift(getComputedStyle(e).backgroundColor);
                const light = () => {
                    const [r, g, b] = [...draw.getImageData(0, 0, 1, 1).data].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                    return .2126 * r + .7152 * g + .0722 * b;
                };
                for (const layer of layers) { draw.fillStyle = layer; draw.fillRect(0, 0, 1, 1); }
                const back = light();
                draw.fillStyle = getComputedStyle(element).color;
                draw.fillRect(0, 0, 1, 1);
                const front = light();
                return (Math.max(back, front) + .05) / (Math.min(back, front) + .05);
            }"""
        )
    )


# ---- the file it looks things up in


def test_every_sentence_can_be_looked_up(site: Path) -> None:
    data = json.loads((site / "api" / "quotes.json").read_text(encoding="utf-8"))
    assert {plan["id"] for plan in data["plans"]} == set(PLANS)
    for plan in data["plans"]:
        texts = {anchor: text for section in plan["sections"] for anchor, text in section["parts"]}
        for section in json.loads((site / "api" / f"{plan['id']}.json").read_text(encoding="utf-8"))["sections"]:
            assert {s["id"]: s["text"] for s in section["sentences"]}.items() <= texts.items()
            assert {row["id"] for table in section["tables"] for row in table["rows"]} <= texts.keys()


def test_folding() -> None:
    table = folding("临港产业发展著名")
    assert {"臨": "临", "產": "产", "業": "业", "發": "发", "髮": "发", "著": "着"}.items() <= (table | folding("着")).items()
    assert "國" not in table
    assert not set(table) & set(table.values())


def test_weight(site: Path) -> None:
    assert len(gzip.compress((site / "assets" / "quote.js").read_bytes())) < 7_200
    assert max(len(gzip.compress(path.read_bytes())) for path in (site / "quote").rglob("*.json")) < 10_000


def test_what_a_quotation_loads_stays_small(browser: Browser, root: str, site: Path) -> None:
    weights: dict[str, int] = {}
    page = browser.new_page()
    page.goto(f"{root}quote/")
    for name, text in [(case["quotation"], case["quotation"]) for case in CASES[::6]] + list(long_texts(site).items()):
        page.evaluate("performance.clearResourceTimings()")
        page.reload()
        ask(page, text)
        asked = page.evaluate("performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)")
        files = [site / "quote" / path.rpartition("/")[2] for path in asked if path.endswith(".json")]
        weights[name] = sum(len(gzip.compress(file.read_bytes())) for file in files)
        assert len(files) > 2
    page.close()
    short = {name: weights.pop(name) for name in [*weights] if name not in ("none", "stirred")}
    assert max(short.values()) < 100_000, short
    assert max(weights.values()) < 300_000, weights  # each sentence of what is in no plan is sought


def test_where_not_every_place_was_looked_through_it_says_so(desk: Page) -> None:
    ask(desk, "高质量发展")
    assert re.fullmatch(r"查得\d\d\+处", desk.get_by_role("status").inner_text())


def whole(*texts: str, size: int = 60) -> Any:
    """What `quotes` makes, of plans of so many sections with these texts."""
    sections = [
        {"id": str(n), "title": f"第{n}节", "url": f"a/{n}/", "parts": [[f"{n}-{i}", text] for i, text in enumerate(texts)]}
        for n in range(size)
    ]
    return {"plans": [{"id": name, "title": name, "sections": sections} for name in ("a", "b")], "from": "臨", "to": "临"}


def test_pieces_hold_all_texts_in_order_and_pairs_tell_which() -> None:
    given = whole("推进临港新片区建设。", "到2025年，全社会研发投入达到4.5%左右，PM2.5浓度下降。" * 9)
    files = dict(quote_files(given))
    pieces = [files[f"quote/t-{n}.json"] for n in range(files["quote/texts.json"]["pieces"])]
    for plan in given["plans"]:
        held = [part for piece in pieces if piece["id"] == plan["id"] for section in piece["sections"] for part in section["parts"]]
        assert held == [part for section in plan["sections"] for part in section["parts"]]
    assert all(sum(len(text) for section in piece["sections"] for _, text in section["parts"]) < 2 * PIECE for piece in pieces)
    count = files["quote/texts.json"]["files"]
    for n, piece in enumerate(pieces):
        for key in {key for section in piece["sections"] for _, text in section["parts"] for key in keys_of(text)}:
            assert n in list(accumulate(files[f"quote/i-{hashed(key) % count}.json"][key])), key
    assert list(keys_of("到2025年，發展PM2.5")) == ["到年", "年发", "发展", "2025", "pm2"]


def test_few_texts_are_one_file_and_what_stands_everywhere_is_told_of_some_pieces() -> None:
    few = whole("推进临港新片区建设。", size=3)
    assert dict(quote_files(few)) == {"quote/texts.json": few}
    files = dict(quote_files(whole("推进临港新片区建设，" * 300, size=MOST)))
    assert max(len(value) for name, held in files.items() if "/i-" in name for value in held.values()) == MOST
