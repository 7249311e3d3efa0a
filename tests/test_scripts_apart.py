"""Each script on a small page of its own, in one real Chromium: no site is built, and what a page holds stands beside what is expected of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route

from generator.site import quote_files
from generator.site.slim import JOINED
from tests.conftest import until
from tests.first import ROOT

pytestmark = pytest.mark.browser

ASSETS = ROOT / "templates" / "assets"
ORIGIN = "https://apart.test/book/"
Open = Callable[..., Page]


def asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Open]:
    """`opened(html, address, files)` shows a page that holds some HTML; scripts come from the templates, all else from `files`."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, permissions=["clipboard-read", "clipboard-write"])
    page, held = context.new_page(), dict[str, str]()

    def serve(route: Route) -> None:
        path = unquote(route.request.url, errors="ignore").removeprefix(ORIGIN).partition("?")[0].partition("#")[0]
        name = path.rpartition("/")[2]
        kind = "text/javascript" if name.endswith(".js") else "application/json" if name.endswith(".json") else "text/html"
        if name in JOINED and path not in held:
            route.fulfill(body="\n".join(map(asset, JOINED[name])), content_type="text/javascript; charset=utf-8")
        elif path in held:
            route.fulfill(body=held[path], content_type=f"{kind}; charset=utf-8")
        elif name.endswith(".js") and (ASSETS / name).is_file():
            route.fulfill(body=asset(name), content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(
                status=200 if name.endswith(".css") else 404, body="", content_type="text/css" if name.endswith(".css") else "text/html"
            )

    page.route("https://apart.test/**", serve)

    def show(html: str, address: str = "a/1/", files: dict[str, str] | None = None, stored: dict[str, str] | None = None) -> Page:
        held.clear()
        held.update(
            {"empty": ""} | (files or {}),
            **{unquote(address.partition("?")[0].partition("#")[0], errors="ignore"): f"<!doctype html><html lang=zh-Hans>{html}"},
        )
        if not page.url.startswith(ORIGIN) or page.evaluate("Boolean(document.querySelector('[src$=\"reading.js\"]'))"):
            page.goto(f"{ORIGIN}empty")  # reading.js stores something when one leaves
        page.evaluate(
            "stored => { localStorage.clear(); sessionStorage.clear();"
            " for (const [k, v] of Object.entries(stored)) (k.startsWith('s:') ? sessionStorage.setItem(k.slice(2), v) : localStorage.setItem(k, v)); }",
            stored or {},
        )
        page.goto(ORIGIN + address)
        return page

    yield show
    context.close()


# ---- quotations

LONG = "".join(chr(0x4E00 + 7 * n) for n in range(300)) + "。"
"""A sentence of 300 different characters."""
QUOTES = {
    "from": "臨產發",
    "to": "临产发",
    "plans": [
        {
            "id": "a",
            "title": "甲市规划",
            "sections": [
                {"id": "", "title": "", "url": "a/", "parts": [["front-1", "甲市的第一句话，写在卷首。"]]},
                {
                    "id": "1",
                    "title": "总体要求",
                    "url": "a/1/",
                    "parts": [
                        ["1", "总体要求"],
                        ["1-1", "全面落实外商投资国民待遇，建立各类市场主体公平竞争的投资经营制度。"],
                        ["1-2", "到2030年，研发投入占比达到4.5%左右，常住人口控制在2-3万人。"],
                        ["1-3", "临港产业发展著名，“三横三纵”格局基本形成（含周边地区）。"],
                    ],
                },
            ],
        },
        {
            "id": "b",
            "title": "乙市规划",
            "sections": [
                {
                    "id": "2",
                    "title": "保障",
                    "url": "b/2/",
                    "parts": [
                        ["2", "保障"],
                        ["2-1", "坚持共同富裕方向。"],
                        ["2-2", "建立各类市场主体公平竞争的投资经营制度。"],
                        ["2-3", "坚持共同富裕方向。"],
                        ["2-4", LONG],
                    ],
                },
                {"id": "3", "title": "附则", "url": "b/3/", "parts": [[f"3-{n}", "各区人民政府负责落实。"] for n in range(1, 12)]},
            ],
        },
    ],
}
SAID = {
    "source": "../api/quotes.json", "root": "..", "edition": "章句本", "exact": "一致", "differs": "{n}处不同", "legend": "<del>引</del>与<ins>文</ins>。",
    "also": "又见", "more": "等{n}处", "found": "得{n}处", "none": "没有", "short": "太短", "long": "只查前两千字", "loading": "载入", "failed": "未能载入",
}  # fmt: skip
FINDINGS = """() => [document.querySelector("[role=status]").textContent, ...[...document.querySelectorAll(".findings section")].map((one) => [
  one.className, one.querySelector(".verdict").textContent,
  [...one.querySelectorAll("blockquote > div")].map((line) => line.innerHTML.replace(/ href="[^"]*"/g, "").replaceAll(/<(\\/?)span[^>]*>/g, "<$1_>")).join("|") || one.querySelector("blockquote").textContent,
  one.querySelector(".also")?.textContent ?? ""])]"""


def asked_for(page: Page, quotation: str) -> Any:
    page.evaluate(
        """async (words) => { const box = document.querySelector("textarea"), begun = performance.getEntriesByName("quote").length;
        box.value = words; box.form.requestSubmit();
        while (performance.getEntriesByName("quote").length === begun) await new Promise((go) => setTimeout(go)); }""",
        quotation,
    )
    return page.evaluate(FINDINGS)


@pytest.fixture(scope="module")
def quotes(opened: Open) -> Page:
    return quote_page(opened)


def quote_page(opened: Open, source: str = SAID["source"], **files: str) -> Page:
    data = "".join(f" data-{name}='{words}'" for name, words in {**SAID, "source": source}.items())
    html = f"<form class=quote{data}><textarea></textarea><button>查</button><p role=status></p></form><div class=findings></div><script src=../assets/zhangju.js></script><script src=../assets/quote.js></script>"
    return opened(html, "quote/", {"api/quotes.json": json.dumps(QUOTES)} | files)


def short(told: str) -> str:
    """What a finding shows, with stretches of `LONG` named by where they begin and end."""
    return re.sub(f"[{LONG[:-1]}]{{18,}}", lambda run: f"L[{LONG.index(run[0][0]) or ''}:{LONG.index(run[0][-1]) + 1}]", told)


QUOTATIONS = {
    "全面落实外商投资国民待遇，建立各类市场主体公平竞争的投资经营制度。": ["得1处", "found exact; 一致; <a>1-1</a>全面落实外商投资国民待遇，建立各类市场主体公平竞争的投资经营制度。; "],
    "建立各类市场主体公平竞争的投资经营制度": ["得2处", "found exact; 一致; <a>1-1</a><_>全面落实外商投资国民待遇，</_>建立各类市场主体公平竞争的投资经营制度。; 又见：《乙市规划》2-2"],
    "全面落实外资投资国民待遇": ["得1处", "found differs; 1处不同引与文。; <a>1-1</a>全面落实外<del>资</del><ins>商</ins>投资国民待遇，<_>建立各类市场主体公平竞争的投资经营制度。</_>; "],
    "面落实内商投资国民待": ["得1处", "found differs; 1处不同引与文。; <a>1-1</a><_>全</_>面落实<del>内</del><ins>外</ins>商投资国民待<_>遇，建立各类市场主体公平竞争的投资经营制度。</_>; "],
    "全面落实外商国民待遇，建立确实各类市场主体公平竞争的投资经营制度": ["得1处", "found differs; 2处不同引与文。; <a>1-1</a>全面落实外商<ins>投资</ins>国民待遇，建立<del>确实</del>各类市场主体公平竞争的投资经营制度。; "],
    "临港產业發展著名": ["得1处", "found exact; 一致; <a>1-3</a>临港产业发展著名，“<_>三横三纵”格局基本形成（含周边地区）。</_>; "],
    "研发投入占比达到45%左右": ["得1处", "found differs; 1处不同引与文。; <a>1-2</a><_>到2030年，</_>研发投入占比达到4<ins>.</ins>5%左右，<_>常住人口控制在2-3万人。</_>; "],
    "研发投入占比达到4．5％左右": ["得1处", "found exact; 一致; <a>1-2</a><_>到2030年，</_>研发投入占比达到4.5%左右，<_>常住人口控制在2-3万人。</_>; "],
    "人口控制在2—3万人": ["得1处", "found exact; 一致; <a>1-2</a><_>到2030年，研发投入占比达到4.5%左右，常住</_>人口控制在2-3万人。; "],
    "人口控制在23万人": ["得1处", "found differs; 1处不同引与文。; <a>1-2</a><_>到2030年，研发投入占比达到4.5%左右，常住</_>人口控制在2<ins>-</ins>3万人。; "],
    "根本没有这一段文字在任何规划里面": ["没有", "none; 没有; 根本没有这一段文字在任何规划里面; "],
    "乙丙坚持共同富裕方向丁戊": ["没有", "none; 没有; 乙丙坚持共同富裕方向丁戊; "],
    "第一句话写在卷首总体要求全面落实": ["得1处", "found exact; 一致; <a>front-1</a><_>甲市的</_>第一句话，写在卷首。|<a>1</a>总体要求|<a>1-1</a>全面落实<_>外商投资国民待遇，建立各类市场主体公平竞争的投资经营制度。</_>; "],
    "横三纵格局基本形成含周边": ["得1处", "found exact; 一致; <a>1-3</a><_>临港产业发展著名，“三</_>横三纵”格局基本形成（含周边<_>地区）。</_>; "],
    "全面落实外商投资国民待遇。另外一句完全不相干的话语在此。坚持共同富裕方向。": ["得2处", "found exact; 一致; <a>1-1</a>全面落实外商投资国民待遇，<_>建立各类市场主体公平竞争的投资经营制度。</_>; ", "none; 没有; 另外一句完全不相干的话语在此。; ", "found exact; 一致; <a>2-1</a>坚持共同富裕方向。; 又见：《乙市规划》2-3"],
    "落实外": ["太短"],
    "共同富裕": ["得2处", "found exact; 一致; <a>2-1</a><_>坚持</_>共同富裕<_>方向。</_>; 又见：《乙市规划》2-3"],
    "XX落实外商投资国民待遇建立各类YY": ["得1处", "found differs; 2处不同引与文。; <a>1-1</a><del>X</del><ins>全</ins><del>X</del><ins>面</ins>落实外商投资国民待遇，建立各类<del>Y</del><ins>市</ins><del>Y</del><ins>场</ins><_>主体公平竞争的投资经营制度。</_>; "],
    "格局基本形成，含周边区域": ["得1处", "found differs; 1处不同引与文。; <a>1-3</a><_>临港产业发展著名，“三横三纵”</_>格局基本形成（含周边<del>区</del><ins>地</ins><del>域</del><ins>区</ins><_>）。</_>; "],
    "各区人民政府负责落实": ["得11处", "found exact; 一致; <a>3-1</a>各区人民政府负责落实。; 又见：《乙市规划》3-2，3-3，3-4，3-5，3-6，3-7，3-8，3-9等10处"],
    "公平竞争的投资经营制度。到2030年": ["得1处", "found exact; 一致; <a>1-1</a><_>全面落实外商投资国民待遇，建立各类市场主体</_>公平竞争的投资经营制度。|<a>1-2</a>到2030年，<_>研发投入占比达到4.5%左右，常住人口控制在2-3万人。</_>; "],
    "坚持共同富裕方向建立各类市场主体": ["得1处", "found exact; 一致; <a>2-1</a>坚持共同富裕方向。|<a>2-2</a>建立各类市场主体<_>公平竞争的投资经营制度。</_>; "],
    "二〇三〇": ["没有", "none; 没有; 二〇三〇; "],
    "卷首。总体要求": ["得1处", "found exact; 一致; <a>front-1</a><_>甲市的第一句话，写在</_>卷首。|<a>1</a>总体要求; "],
    "落实外商投资国民待遇\n\n坚持共同富裕方向": ["得2处", "found exact; 一致; <a>1-1</a><_>全面</_>落实外商投资国民待遇，<_>建立各类市场主体公平竞争的投资经营制度。</_>; ", "found exact; 一致; <a>2-1</a>坚持共同富裕方向。; 又见：《乙市规划》2-3"],
    "外商投资国民待遇！坚持共同富裕方向": ["得2处", "found exact; 一致; <a>1-1</a><_>全面落实</_>外商投资国民待遇，<_>建立各类市场主体公平竞争的投资经营制度。</_>; ", "found exact; 一致; <a>2-1</a>坚持共同富裕方向。; 又见：《乙市规划》2-3"],
    "甲乙丙丁戊己庚全面落实外商投资国民待遇建立各类市场主体": ["得1处", "found differs; 1处不同引与文。; <a>1-1</a><del>甲乙丙丁戊己庚</del>全面落实外商投资国民待遇，建立各类市场主体<_>公平竞争的投资经营制度。</_>; "],
    "全面落实外商投资国民待遇建立各类市场主体子丑寅卯辰巳午": ["得1处", "found differs; 1处不同引与文。; <a>1-1</a>全面落实外商投资国民待遇，建立各类市场主体<del>子丑寅卯辰巳午</del><_>公平竞争的投资经营制度。</_>; "],
    "制度研发占比达到4.5%左右": ["得1处", "found differs; 1处不同引与文。; <a>1-2</a><_>到2030年，研发投入</_><del>制度研发</del>占比达到4.5%左右，<_>常住人口控制在2-3万人。</_>; "],
    "甲全面落实外商投资国民待遇": ["得1处", "found differs; 1处不同引与文。; <a>1-1</a><del>甲</del>全面落实外商投资国民待遇，<_>建立各类市场主体公平竞争的投资经营制度。</_>; "],
    "写在卷首己": ["得1处", "found differs; 1处不同引与文。; <a>front-1</a><_>甲市的第一句话，</_>写在卷首。<del>己</del>; "],
    "各区政府负责落实": ["没有", "none; 没有; 各区政府负责落实; "],
    LONG: ["得1处", "found exact; 一致; <a>2-4</a>L[:300]。; "],
    LONG[:100] + LONG[130:]: ["得1处", "found differs; 1处不同引与文。; <a>2-4</a>L[:100]<ins>L[100:130]</ins>L[130:300]。; "],
    LONG[:60] + 70 * "某" + LONG[60:]: ["得1处", "none; 没有; L[:60]某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某L[60:115]; ", "found exact; 一致; <a>2-4</a><_>L[:115]</_>L[115:300]。; "],
    LONG[:150] + "无中生有的话语横插进来了" + LONG[150:]: ["得1处", "found differs; 1处不同引与文。; <a>2-4</a>L[:150]<del>无中生有的话语横插进来了</del>L[150:300]。; "],
    LONG[20:200] + "坚持共同富裕方向": ["得1处", "found differs; 1处不同引与文。; <a>2-4</a><_>L[:20]</_>L[20:200]<del>坚持共同富裕方向</del><_>L[200:300]。</_>; "],
    LONG[:200].replace(LONG[77], "某").replace(LONG[150], "甲乙"): ["得1处", "found differs; 2处不同引与文。; <a>2-4</a>L[:77]<del>某</del><ins>倛</ins>L[78:150]<del>甲乙</del><ins>刚</ins>L[151:200]<_>L[200:300]。</_>; "],
    LONG[:120] + 120 * "某" + LONG[120:]: ["得1处", f"found differs; 1处不同引与文。; <a>2-4</a>L[:120]<del>{120 * '某'}</del>L[120:300]。; "],
    LONG[:130] + 130 * "某": ["得1处", "found exact; 一致; <a>2-4</a>L[:87]<_>L[87:300]。</_>; ", f"none; 没有; L[87:130]{130 * '某'}; "],
    LONG[:240] + "坚持共同富裕方向。各区人民政府负责落实": ["得1处", "found differs; 1处不同引与文。; <a>2-4</a>L[:240]<del>坚持共同富裕方向。各区人民政府负责落实</del><_>L[240:300]。</_>; "],
    "建立各类市场主体公平竞争的投资经营制度，坚持共同富裕方向": ["得1处", "found exact; 一致; <a>2-2</a>建立各类市场主体公平竞争的投资经营制度。|<a>2-3</a>坚持共同富裕方向。; "],
    "临港产业发展著名横三纵格局": ["得1处", "found differs; 1处不同引与文。; <a>1-3</a>临港产业发展著名，“<ins>三</ins>横三纵”格局<_>基本形成（含周边地区）。</_>; "],
    "负责落实各区人民政府负责落实": ["得10处", "found exact; 一致; <a>3-1</a><_>各区人民政府</_>负责落实。|<a>3-2</a>各区人民政府负责落实。; 又见：《乙市规划》3-2，3-3，3-4，3-5，3-6，3-7，3-8，3-9等9处"],
    "周边地区坚持共同富裕": ["得1处", "found differs; 1处不同引与文。; <a>1-3</a><_>临港产业发展著名，“三横三纵”格局基本形成（含</_>周边地区）。|<a>2</a><ins>保障</ins>|<a>2-1</a>坚持共同富裕<_>方向。</_>; "],
    LONG[:30] + "各区人民政府负责落实" + LONG[30:60]: ["得1处", "found differs; 1处不同引与文。; <a>2-4</a>L[:30]<del>各区人民政府负责落实</del>L[30:60]<_>L[60:300]。</_>; "],
}  # fmt: skip


def test_quotations(quotes: Page) -> None:
    told = {words: [short("; ".join(one) if isinstance(one, list) else one) for one in asked_for(quotes, words)] for words in QUOTATIONS}
    assert told == QUOTATIONS
    asked_for(quotes, "又一句话。" * 500)
    assert quotes.locator("[role=status]").inner_text() == "没有　只查前两千字"
    asked_for(quotes, "又一句话。" * 400)
    assert quotes.locator("[role=status]").inner_text() == "没有"
    cite = quotes.evaluate("() => [...document.querySelectorAll('.findings .cite')].map((one) => one.textContent)")
    assert cite == []
    asked_for(quotes, "甲市的第一句话，写在卷首。坚持共同富裕方向")
    shown = "one => [one.querySelector('.facts').textContent, one.querySelector('h2').innerHTML, one.querySelector('.cite').textContent]"
    assert quotes.evaluate(f"() => [...document.querySelectorAll('.findings section')].map({shown})") == [
        ["甲市规划", '<a href="../a/#front">甲市规划</a>', "《甲市规划》，章句本，https://apart.test/book/a/#front-1"],
        ["乙市规划", '<a href="../b/2/#2">保障</a>', "《乙市规划》2，章句本，https://apart.test/book/b/2/#2-1"],
    ]


def test_quotations_are_asked_by_keys_and_by_pasting_and_loaded_on_focus(opened: Open) -> None:
    page = quote_page(opened, **{"api/quotes.json": "{"})
    status = page.locator("[role=status]")
    assert page.evaluate("performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.json')).length") == 0
    page.locator("textarea").focus()
    until(page, "performance.getEntriesByType('resource').some((one) => one.name.endsWith('.json'))")
    page.locator("textarea").fill("坚持共同富裕方向")
    page.locator("textarea").press("Enter")
    page.locator("textarea").press("Control+Enter")
    until(page, "document.querySelector('[role=status]').textContent !== '载入'")
    assert status.inner_text() == "未能载入"
    page.evaluate("data => { fetch = async () => ({ ok: false, statusText: 'gone' }) }", None)
    page.locator("button").click()
    until(page, "document.querySelector('[role=status]').textContent !== '载入'")
    assert status.inner_text() == "未能载入"
    page.evaluate("data => { fetch = async () => ({ ok: true, json: async () => data }) }", QUOTES)
    page.evaluate(
        """() => { const box = document.querySelector("textarea");
        box.dispatchEvent(new Event("paste")); box.value = "外商投资国民待遇"; }"""
    )
    until(page, "document.querySelector('.findings section')")
    assert status.inner_text() == "得1处"
    page.locator("textarea").fill("坚持共同富裕方向")
    page.locator("textarea").press("Meta+Enter")
    until(page, "document.querySelector('[role=status]').textContent === '得2处'")


def test_quotations_in_texts_that_are_parted(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pieces of a few sentences the same is found."""
    for name, size in (("FEW", 50), ("PIECE", 60), ("BUCKET", 200)):
        monkeypatch.setattr(quote_files, name, size)
    files = {path: json.dumps(value) for path, value in quote_files.quote_files(QUOTES)}
    assert len(files) > 12
    page = quote_page(opened, **files, source="../quote/texts.json")
    told = {words: [short("; ".join(one) if isinstance(one, list) else one) for one in asked_for(page, words)] for words in QUOTATIONS}
    assert told == QUOTATIONS


# ---- lists


SENT = "document.querySelector('form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }))"


def test_a_list_is_narrowed_by_words_and_by_kind(opened: Open) -> None:
    kinds = "".join(f"<input type=radio name=kind value='{kind}'{' checked' * (not kind)}>" for kind in ("", "plan", "law"))
    rows = [("甲 “Ａ－1” 规划", "plan"), ("乙 a1 法", "law"), ("丙规划", "plan")]
    items = "".join(f"<li data-find='{words}' data-kind={kind}>{words}</li>" for words, kind in rows)
    form = f"<form class=filter data-found='得{{n}}' data-none='无'><input type=search>{kinds}<p role=status></p></form>"
    scripts = "<script>zhangju = {}</script><script src=../../assets/filter.js></script><script src=../../assets/plans.js></script>"
    page = opened(f"{form}<ol class=plans>{items}</ol>{scripts}")
    seen = """([words, kind, composing]) => { const form = document.querySelector("form"), input = form.querySelector("[type=search]");
      input.value = words; input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: composing }));
      const radio = form.querySelector(`[name=kind][value='${kind}']`);
      if (!radio.checked) { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); }
      return [form.querySelector("[role=status]").textContent, ...[...document.querySelectorAll("li")].map((one) => Number(!one.hidden))]; }"""
    asked = [
        (("", "", False), ["", 1, 1, 1]),
        (("A1", "", False), ["得2", 1, 1, 0]),
        (("a1", "law", False), ["得1", 0, 1, 0]),
        (("  规划  a-1 ", "plan", False), ["得1", 1, 0, 0]),
        (("规划 法", "", False), ["无", 0, 0, 0]),
        (("丙", "", True), ["无", 0, 0, 0]),
        (("丙", "", False), ["得1", 0, 0, 1]),
        (("", "plan", False), ["得2", 1, 0, 1]),
    ]
    assert [page.evaluate(seen, list(how)) for how, _ in asked] == [told for _, told in asked]
    told = page.evaluate("""() => { const [input, form] = [document.querySelector("[type=search]"), document.querySelector("form")];
      const count = () => [...document.querySelectorAll("li")].filter((one) => !one.hidden).map((one) => one.textContent[0]).join(""), seen = [];
      form.querySelector("[value=law]").checked = true; dispatchEvent(new Event("pageshow")); seen.push(count());
      form.querySelector("[value='']").checked = true; dispatchEvent(new Event("pageshow")); seen.push(count());
      input.value = "丙"; input.dispatchEvent(new Event("compositionend")); seen.push(count());
      const sent = new Event("submit", { cancelable: true }); form.dispatchEvent(sent); seen.push(sent.defaultPrevented);
      return seen; }""")
    assert told == ["乙", "乙", "丙", True]


def test_a_list_that_was_narrowed_is_so_from_the_first(opened: Open) -> None:
    form = "<form class=filter data-found='得{n}' data-none='无'><input type=search value='丙'><input type=radio name=kind value='' checked><p role=status></p></form>"
    scripts = "<script>zhangju = {}</script><script src=../../assets/filter.js></script><script src=../../assets/plans.js></script>"
    page = opened(f"{form}<ol class=plans><li data-find=甲>甲<li data-find=丙>丙</ol>{scripts}")
    assert page.evaluate("[...document.querySelectorAll('li')].map((one) => one.hidden)") == [True, False]
    assert page.locator("[role=status]").inner_text() == "得1"


def test_the_glossary_is_narrowed_with_its_letters_and_names(opened: Open) -> None:
    form = "<form class=filter data-found='得{n}' data-none='无'><input type=search><input type=radio name=kind value='' checked><p role=status></p></form>"
    entry = "<section class=entry id={id} data-kind=term{find}><h3>{name}</h3>{more}<div>释义</div></section>"
    entries = {
        "j": entry.format(id="jie-bang", find=" data-find='Open bidding'", name="揭榜", more="<p>揭榜制</p>"),
        "l": entry.format(id="liang-wang", find="", name="两网", more="") + entry.format(id="lin-gang", find="", name="临港", more=""),
    }
    letters = "<p class=letters><a href=#letter-j>J</a><a href=#letter-l>L</a></p>"
    parts = "".join(f"<section class=letter><h2 id=letter-{key}>{key}</h2>{held}</section>" for key, held in entries.items())
    scripts = "<script>zhangju = {}</script><script src=../assets/filter.js></script><script src=../assets/glossary.js></script>"
    page = opened(f"{form}{letters}{parts}<ul class=names><li>x</ul>{scripts}", "glossary/")
    seen = """(words) => { const input = document.querySelector("[type=search]"), shown = (select) => [...document.querySelectorAll(select)].map((one) => Number(!one.hidden)).join("");
      input.value = words; input.dispatchEvent(new InputEvent("input")); return [".entry", ".letter", ".letters a", ".names"].map(shown).join(" "); }"""
    asked = {
        "": "111 11 11 1",
        "揭榜制": "100 10 10 0",
        "bidding": "100 10 10 0",
        "lw": "010 01 01 0",
        "lin-gang": "001 01 01 0",
        "undefined": "000 00 00 0",
        "释义": "000 00 00 0",
    }
    assert {words: page.evaluate(seen, words) for words in asked} == asked


def test_the_index_of_indicators_is_filtered_and_sorted(opened: Open) -> None:
    def select(name: str, *values: str) -> str:
        return f"<select name={name}><option value=''>*</option>{''.join(f'<option value={v}>{v}</option>' for v in values)}</select>"

    fields = (
        select("plan", "a", "b") + select("theme", "t") + select("year", "2030", "2035") + select("basis", "x") + select("binding", "y")
    )
    form = f"<form class=filters hidden data-count='{{n}}/{{all}}'><input name=words><input><details class=more open>{fields}</details><p role=status></p></form>"
    rows = [
        ("甲 GDP", ("1200000000000", "1.2 trillion"), ("3.5", "约3.5%"), "a", "t u", "2030", "x", "y", 3),
        ("乙 人口", ("", "—"), ("200000", "20万"), "b a", "", "2030 2035", "", "y", 12),
        ("丙 PM", ("900000000000", "900 billion"), ("4000", "0.4万"), "b", "u", "", "x", "", 1),
    ]
    keys = ("name", "known", "target", "points")
    heads = "".join(f"<th data-key={key}>{key.upper()}</th>" for key in keys)
    body = "".join(
        f"<tr data-plans='{r[3]}' data-themes='{r[4]}' data-years='{r[5]}' data-basis='{r[6]}' data-binding='{r[7]}' data-points={r[8]}>"
        f"<td> {r[0]} {''.join(f'<td data-amount={amount!r}>{told}' if amount else f'<td>{told}' for amount, told in (r[1], r[2]))}<td>…</tr>"
        for r in rows
    )
    html = f"{form}<table class=series-list data-sort='排：'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table><script>zhangju = {{}}</script><script src=../assets/indicators.js></script>"
    page = opened(html, "indicators/?plan=b&year=2035#x")
    shown = (
        "[...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden).map((row) => row.cells[0].textContent.trim()[0]).join('')"
    )
    assert page.evaluate(f"[{shown}, document.querySelector('[role=status]').textContent, location.search + location.hash]") == [
        "乙",
        "1/3",
        "?plan=b&year=2035#x",
    ]
    assert page.evaluate("[document.querySelector('form').hidden, document.querySelector('.more').open]") == [False, True]
    asks = f"""(values) => {{ const form = document.querySelector("form"); for (const field of form.elements) if (field.name) field.value = values[field.name] ?? "";
      form.dispatchEvent(new Event("input")); return [{shown}, location.pathname.slice(5) + location.search + location.hash].join(" "); }}"""
    asked: list[tuple[dict[str, str], str]] = [
        ({}, "甲乙丙 /indicators/#x"),
        ({"plan": "a"}, "甲乙 /indicators/?plan=a#x"),
        ({"theme": "t"}, "甲 /indicators/?theme=t#x"),
        ({"basis": "x"}, "甲丙 /indicators/?basis=x#x"),
        ({"binding": "y", "year": "2030"}, "甲乙 /indicators/?year=2030&binding=y#x"),
        ({"words": " gdp "}, "甲 /indicators/?words=+gdp+#x"),
        ({"words": "q"}, " /indicators/?words=q#x"),
    ]
    assert [page.evaluate(asks, values) for values, _ in asked] == [told for _, told in asked]
    page.evaluate(asks, {})
    order = """(key) => { const head = document.querySelector(`th[data-key=${key}]`); head.querySelector("button").click();
      return [[...document.querySelectorAll("tbody tr")].map((row) => row.cells[0].textContent.trim()[0]).join(""), ...[...document.querySelectorAll("th")].map((one) => (one.getAttribute("aria-sort") ?? "-")[0])].join(" "); }"""
    assert [page.evaluate(order, key) for key in ("known", "known", "target", "target", "points", "points", "name", "name", "name")] == [
        "甲丙乙 - d - -", "丙甲乙 - a - -", "乙丙甲 - - d -", "甲丙乙 - - a -", "乙甲丙 - - - d", "丙甲乙 - - - a", "丙甲乙 a - - -", "乙甲丙 d - - -", "丙甲乙 a - - -",
    ]  # fmt: skip
    button = page.evaluate(
        "(() => { const b = document.querySelector('th button'); return [b.type, b.textContent, b.title, b.parentElement.textContent]; })()"
    )
    assert button == ["button", "NAME", "排：NAME", "NAME"]
    assert not page.evaluate(SENT)  # a form that only narrows what is shown is never sent


# ---- before anything is painted, and what was left behind


@pytest.mark.parametrize(
    ("kept", "set"),
    [
        ('{"theme": "dark", "size": "large", "width": "wide", "numbers": "on", "other": "x"}', "dark large wide on"),
        ('{"theme": "", "size": "larger"}', " larger  "),
        ("null", "   "),
        ("{", "   "),
    ],
)
def test_settings_stand_before_the_page(opened: Open, kept: str, set: str) -> None:
    page = opened("<script src=../../assets/apply.js></script>", stored={"zhangju:settings": kept})
    told = "(({ classList, dataset }) => [classList.contains('script'), Object.keys(dataset).length, ['theme', 'size', 'width', 'numbers'].map((name) => dataset[name] ?? '').join(' ')])"
    assert page.evaluate(f"{told}(document.documentElement)") == [True, len(set.split()), set]


READ = {
    "a": {"at": "1.2-3", "name": "一、\n  总则", "folder": "1"},
    "b": {"at": "2-1", "name": "", "folder": "2 x"},
    "gone": {"at": "1", "folder": "1"},
}


@pytest.mark.parametrize(
    ("kept", "own", "offer"),
    [
        (json.dumps(READ), "", "<a href='b/2%20x/#2-1'>乙规划</a>"),
        (json.dumps({"b": READ["b"], "a": READ["a"]}), "", "<a href='a/1/#1.2-3'>甲规划 · 一、 总则</a>"),
        (json.dumps(READ), "a", "<a href='1/#1.2-3'>一、 总则</a>"),
        (json.dumps(READ), "b", "<a href='2%20x/#2-1'>2-1</a>"),
        (json.dumps({"a": {"folder": "1"}}), "a", ""),
        (json.dumps({"a": {"at": "1"}}), "a", ""),
        (json.dumps(READ), "toString", ""),
        ("null", "a", ""),
        ("[", "", ""),
    ],
)
def test_reading_on_is_offered(opened: Open, kept: str, own: str, offer: str) -> None:
    lists = "".join(f"<li data-plan={plan}><h3>{title}</h3></li>" for plan, title in (("a", "甲规划"), ("b", "乙规划")))
    part = f"<p class=resume hidden{f' data-plan={own}' if own else ''}></p>"
    page = opened(f"<ul>{lists}</ul>{part}<script src=../../assets/resume.js></script>", stored={"zhangju:read": kept})
    shown = page.evaluate("(({ hidden, innerHTML }) => [hidden, innerHTML.replaceAll('\"', \"'\")])(document.querySelector('.resume'))")
    assert shown == [not offer, offer]


@pytest.mark.parametrize(("count", "width", "opened_now"), [(60, 1100, True), (61, 1100, False), (60, 900, False)])
def test_contents_unfold_where_they_have_room(opened: Open, count: int, width: int, opened_now: bool) -> None:
    lists = f"<ol class=contents>{'<li><details><summary><a href=#x>x</a></summary></details></li>' * count}</ol>"
    page = opened("<p>")
    page.set_viewport_size({"width": width, "height": 800})
    page = opened(f"{lists}<p class=resume hidden></p><script src=../../assets/resume.js></script>")
    is_open = "[...document.querySelectorAll('details')].every((one) => one.open)"
    assert page.evaluate(is_open) is opened_now
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(is_open)
    page.set_viewport_size({"width": 1000, "height": 800})


def test_latin_and_figures_are_parted_from_chinese(opened: Open) -> None:
    page = opened(
        "<main><p>上海2030年GDP增长5%左右，<b>AI</b>技术a1与é，OK。，3</p></main><p>甲1</p><script src=../../assets/autospace.js></script>"
    )
    assert page.evaluate("document.body.innerHTML.replaceAll('<span class=\"gap\"></span>', '_').split('<script')[0]") == (
        "<main><p>上海_2030_年_GDP_增长_5%_左右，<b>AI</b>技术_a1_与_é，OK。，3</p></main><p>甲1</p>"
    )


# ---- from a search to its hits


HITS = [f"{ORIGIN}a/1/?hl=%E5%85%BB%E8%80%81#1-1", f"{ORIGIN}a/1/?hl=%E5%85%BB%E8%80%81%7C%E5%BA%8A%E4%BD%8D#1-2", f"{ORIGIN}b/2/?hl=x#2"]
HIT_PAGE = (
    "<body data-hits=结果 data-hits-back=回 data-hit-previous=前 data-hit-next=后 data-hit-of='{i}/{n}' data-close=关><p><span class=s id=1-1>养老与养老服务</span>"
    "<span class=s id=1-2>新增<b>养</b>老床<a class=mark>床位</a>位，<del>床位</del>养老床位</span></p><h2>床位<span id=1-3>养</span></h2><p><i id=%E5%8>养</i></p><script src=../../assets/hits.js></script>"
)
HIT_SEEN = """() => [location.search, [...CSS.highlights.get("hit") ?? []].map((range) => range.toString()).join("|"),
  [...document.querySelectorAll("nav.hits > *")].map((one) => [one.tagName, one.textContent, one.ariaLabel ?? "", (one.href ?? "").split("book/")[1] ?? ""].join(" "))]"""


@pytest.mark.parametrize(
    ("address", "held", "marked", "bar"),
    [
        (HITS[0], HITS, "养老|养老", ["A 回 回 search/?q=x", "SPAN ‹  ", "SPAN 1/3  ", f"A › 后 {HITS[1][len(ORIGIN):]}", "BUTTON × 关 "]),
        (HITS[1], HITS, "养老|养老|床床位位|床位", ["A 回 回 search/?q=x", f"A ‹ 前 {HITS[0][len(ORIGIN):]}", "SPAN 2/3  ", f"A › 后 {HITS[2][len(ORIGIN):]}", "BUTTON × 关 "]),
        (f"{ORIGIN}a/1/?hl=养#1-3", HITS, "养", []),
        (f"{ORIGIN}a/1/?hl=养&view=en#1-9", HITS, "", []),
        (f"{ORIGIN}a/1/?hl=#1-1", HITS, "", []),
        (HITS[0], [*HITS, "javascript:alert(1)"], "养老|养老", []),
        (HITS[0], None, "养老|养老", []),
        (f"{ORIGIN}a/1/?hl=养#%E5%8", HITS, "养", []),
        (f"{ORIGIN}a/2/#1-1", HITS, "", []),
    ],
)  # fmt: skip
def test_hits_are_marked_and_walked_through(opened: Open, address: str, held: list[str] | None, marked: str, bar: list[str]) -> None:
    kept = json.dumps({"typed": "x", "back": f"{ORIGIN}search/?q=x", "hits": held}) if held else "7"
    page = opened(HIT_PAGE, address.removeprefix(ORIGIN), stored={"s:zhangju:hits": kept})
    query = "?view=en" if "view" in address else ""
    assert page.evaluate(HIT_SEEN) == [query, marked, bar]
    if bar:
        page.locator("nav.hits button").click()
        assert page.evaluate("[document.querySelector('nav.hits'), CSS.highlights.size]") == [None, 0]


# ---- what is not there

PLANS = [
    {"id": "sh-14fyp", "title": "十四五规划", "title_en": "The 14th Plan", "url": "sh-14fyp/", "api": "api/sh-14fyp.json"},
    {"id": "lingang-3", "title": "临港规划", "url": "lingang-3/", "api": "api/lingang-3.json"},
]
SECTIONS = [
    {"id": "front", "title": "卷首", "url": "sh-14fyp/#front", "sentences": [{"id": "front-1", "text": "开头。"}]},
    *(
        {"id": f"{n}", "title": f"第{n}章名", "url": f"sh-14fyp/{n}/#{n}", "sentences": [{"id": f"{n}-1", "text": f"第{n}句。"}]}
        for n in ("1", "1.2", "1.2.3", "1.9", "2", "6", "6.1", "6.2", "7")
    ),
]
LANGUAGES = {
    "": {"lang": "zh-Hans", "name": "简体", "_search": "搜索"},
    "en/": {"lang": "en", "name": "English", "": "No page", "_text": "Said. ", "_home": "Home", "_near": "Near:", "_search": "Search"},
    "zh-hant/": {"lang": "zh-Hant", "name": "繁體", "": "沒有", "_text": "說", "_home": "首頁", "_near": "近", "_search": "搜尋"},
}
LOST = (
    f"<script type=application/json id=tongues>{json.dumps(LANGUAGES)}</script><header hidden><a class=brand></a><a id=search></a><nav class=languages></nav></header>"
    "<h1>没有</h1><span id=said>原话</span><a id=home>首页</a><span id=stop>。</span><div id=near hidden><p>近处：</p><ul></ul></div>"
    "<script src=/book/assets/not-found.js></script><script src=/book/assets/not-found.js></script>"
)
LOST_SEEN = """() => ({ near: [...document.querySelectorAll("#near a")].map((a) => [a.getAttribute("href").split("book/")[1], a.textContent, a.lang].join(" ")),
  said: ["h1", "#said", "#home", "#near p", "#stop"].map((one) => document.querySelector(one).textContent).join("|"),
  head: [...document.querySelectorAll("header a")].map((a) => [a.href.split("book/")[1], a.textContent, a.lang].join(" ")),
  page: [document.documentElement.lang, document.title, document.querySelector("header").className, document.querySelector("header").hidden, document.querySelector("#near").hidden,
    document.querySelector("#home").href.split("book")[1] ?? "", document.querySelectorAll("[src$='assets/apply.js'], [href$='assets/zhangju.css']").length].join(" ") })"""
BOTH = ["sh-14fyp/ 十四五规划 zh-Hans", "lingang-3/ 临港规划 zh-Hans"]


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("nowhere/", BOTH),
        ("sh-14fyp/1.2-1/", ["sh-14fyp/1.2/#1.2-1 1.2-1 第1.2句。 zh-Hans", BOTH[0]]),
        ("sh-14fyp/6.2/", ["sh-14fyp/6.2/#6.2 6.2 第6.2章名 zh-Hans", BOTH[0]]),
        ("sh-14fyp/9/#7-1,7-2", ["sh-14fyp/7/#7-1 7-1 第7句。 zh-Hans", BOTH[0]]),
        ("sh-14fyp/1.2.5/", [*(f"sh-14fyp/{n}/#{n} {n} 第{n}章名 zh-Hans" for n in ("1.2.3", "1.2", "1", "1.9", "2")), BOTH[0]]),
        ("sh-14fyp/6.4-2/", [*(f"sh-14fyp/{n}/#{n} {n} 第{n}章名 zh-Hans" for n in ("6.2", "6.1", "6", "7", "2")), BOTH[0]]),
        ("sh-14fyp/章名/", [*(f"sh-14fyp/{n}/#{n} {n} 第{n}章名 zh-Hans" for n in ("1", "1.2", "1.2.3", "1.9", "2")), BOTH[0]]),
        ("sh-14fyp/第7章/", ["sh-14fyp/7/#7 7 第7章名 zh-Hans", BOTH[0]]),
        ("SH-14FYP/index.html", [BOTH[0]]),
        ("xx-14fyp", [BOTH[0]]),
        ("lingang-4/1/x.htm", [BOTH[1]]),
        ("sx/1", BOTH),
        ("en/sh-14fyp/6.1/", ["en/sh-14fyp/6.1/#6.1 6.1 第6.1章名 zh-Hans", "en/sh-14fyp/ The 14th Plan en"]),
        ("en/what/", ["en/sh-14fyp/ The 14th Plan en", "en/lingang-3/ 临港规划 zh-Hans"]),
        ("zh-hant/sh-14fyp/", ["zh-hant/sh-14fyp/ 十四五規劃 zh-Hant"]),
        ("%E0%A4/x", BOTH),
    ],
)
def test_what_is_near_a_lost_address(opened: Open, address: str, near: list[str]) -> None:
    home = "<main><a href=sh-14fyp/><span class=number>1</span>十四五規劃</a></main>"
    files = {"api/plans.json": json.dumps(PLANS), "api/sh-14fyp.json": json.dumps({"sections": SECTIONS}), "zh-hant/": home}
    page = opened(LOST, address, files)
    until(page, f"() => document.querySelectorAll('#near a').length >= {len(near)}")
    seen = page.evaluate(LOST_SEEN)
    assert seen["near"] == near
    folder = next((one for one in LANGUAGES if one and address.startswith(one)), "")
    said = LANGUAGES[folder]
    words = (
        [said[""], said["_text"], said["_home"], said["_near"], "." if folder == "en/" else "。"]
        if folder
        else ["没有", "原话", "首页", "近处：", "。"]
    )
    assert seen["said"] == "|".join(words)
    beyond = address.removeprefix(folder)
    others = [f"{other}{beyond} {held['name']} {held['lang']}" for other, held in LANGUAGES.items() if other != folder]
    assert [page.evaluate("decodeURI", one) if "%E0" not in one else one for one in seen["head"]] == [
        f"{folder}  ",
        f"{folder}search/ {said['_search']} ",
        *others,
    ]
    assert seen["page"] == f"{said['lang']} {said.get('', '')} site false false /{folder} 2"


def test_a_lost_page_without_the_list_of_plans_leads_nowhere(opened: Open) -> None:
    for plans in ("{}", "[]", "<"):
        page = opened(LOST, "sh-14fyp/x", {"api/plans.json": plans})
        page.wait_for_load_state("networkidle")
        assert page.evaluate(
            "[document.querySelector('#near').hidden, document.querySelector('header').hidden, document.querySelector('#home').href]"
        ) == [True, True, ""]
    page = opened(LOST, "sh-14fyp/1.2/", {"api/plans.json": json.dumps(PLANS)})
    until(page, "document.querySelector('#near a')")
    assert page.evaluate(LOST_SEEN)["near"] == [BOTH[0]]


# ---- the choice of a language, and paper


VIEWS = "<p class=view>{}</p>".format(
    "".join(f"<label><input type=radio name=view value={v}{' checked' * (v == 'zh')}>{v}</label>" for v in ("zh", "en", "both"))
)


def test_the_view_is_chosen_kept_and_shared(opened: Open) -> None:
    page = opened("<p>")
    text = "<header class=site style='position:sticky;top:0;height:50px;background:#fff'></header>{}<article class=text>{}</article>"
    lines = "".join(
        f"<p style='height:100px'><span class=s id=1-{n}>{n}</span></p><p class=e hidden style='height:90px'>{n}</p>" for n in range(1, 60)
    )
    html = text.format(VIEWS, lines) + "<script src=../../assets/parallel.js></script>"
    checked = "document.querySelector('.view :checked').value"
    asked = [
        ("", {}, "zh"),
        ("?view=en", {"zhangju:view": "both"}, "en"),
        ("?view=x", {"zhangju:view": "both"}, "both"),
        ("", {"zhangju:view": "y"}, "zh"),
    ]
    for query, stored, view in asked:
        page = opened(html, f"a/1/{query}", stored=stored)
        assert page.evaluate(checked) == view, query
        assert page.evaluate("localStorage.getItem('zhangju:view')") == stored.get("zhangju:view")
    page = opened(html, "a/1/?x=1#1-3")
    grow = "document.querySelector('.view').addEventListener('change', () => { for (const one of document.querySelectorAll('p.e')) one.hidden = !one.hidden; }, true)"
    page.evaluate(grow)
    top = "() => Math.round(document.getElementById('1-21').getBoundingClientRect().top)"
    page.evaluate("scrollTo(0, document.getElementById('1-21').getBoundingClientRect().top + scrollY - 60)")
    before = page.evaluate(top)
    choose = "(how) => { const one = document.querySelector('[value=both]'); if (how) one.dispatchEvent(new Event(how, { bubbles: true })); one.checked = true; one.dispatchEvent(new Event('change', { bubbles: true })); }"
    page.evaluate(choose, "pointerdown")
    assert abs(page.evaluate(top) - before) <= 1
    page.evaluate(choose, "keydown")
    assert abs(page.evaluate(top) - before) <= 1
    assert page.evaluate("[location.search, location.hash, localStorage.getItem('zhangju:view')]") == ["?x=1&view=both", "#1-3", "both"]
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(choose, "pointerdown")
    assert page.evaluate("scrollY") == 0


def test_a_long_part_that_goes_on_at_the_head_stays_in_another_view(opened: Open) -> None:
    """No part begins on the screen: the last one that began above it is held."""
    lines = "".join(
        f"<figure id=1-f{n} style='height:2000px;margin:0'></figure><p class=e hidden style='height:90px'>{n}</p>" for n in (1, 2, 3)
    )
    page = opened(f"{VIEWS}<article class=text>{lines}</article><script src=../../assets/parallel.js></script>")
    page.evaluate(
        "document.querySelector('.view').addEventListener('change', () => { for (const one of document.querySelectorAll('p.e')) one.hidden = false; }, true)"
    )
    page.evaluate("scrollTo(0, document.getElementById('1-f2').getBoundingClientRect().top + scrollY + 500)")
    page.evaluate(
        "(() => { const one = document.querySelector('[value=both]'); one.dispatchEvent(new Event('pointerdown', { bubbles: true })); one.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )
    assert page.evaluate("Math.round(document.getElementById('1-f2').getBoundingClientRect().top)") == -500


def test_a_sentence_opens_its_other_language(opened: Open) -> None:
    text = "<body class=parallel><article class=text><p><span class=s id=1-1><span class=z>甲<a href=#x>乙</a></span><span class=e>A</span></span><span class=s id=1-2>丙</span></p></article>"
    page = opened(f"{text}{VIEWS}<script src=../../assets/parallel.js></script>")
    is_open = "[...document.querySelectorAll('.s')].map((one) => one.classList.contains('open'))"
    page.locator(".z").click(position={"x": 3, "y": 5})
    assert page.evaluate(is_open) == [True, False]
    page.locator("a").click()
    page.locator("[id='1-2']").click()
    assert page.evaluate(is_open) == [True, False]
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault(), { capture: true, once: true })")
    page.locator(".z").click(position={"x": 3, "y": 5})
    assert page.evaluate(is_open) == [True, False]
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.e'))")
    page.evaluate("document.querySelector('.z').click()")
    assert page.evaluate(is_open) == [True, False]
    page.evaluate("(() => { getSelection().empty(); document.querySelector('.z').click(); })()")
    assert page.evaluate(is_open) == [False, False]


def test_the_printed_contents_have_the_pages_of_their_headings(opened: Open) -> None:
    links = "".join(f"<li><a href='#{anchor}'>{anchor}</a></li>" for anchor in ("1", "2", "3", "%E4%B8%80", "gone"))
    parts = "".join(
        f"<h2 id='{anchor}' style='margin:0;height:100px'>{anchor}</h2><div style='height:{height}px'></div>"
        for anchor, height in (("1", 500), ("2", 100), ("3", 2000), ("一", 10))
    )
    sheet = "<style>body{{margin:0}}</style><link rel=stylesheet media=print href=x.css>"
    page = opened(
        f"{sheet}<main><ol class=on-paper style='margin:0;height:200px;overflow:hidden'>{links}</ol>{parts}</main><script src=../../assets/paper.js></script>".replace(
            "{{", "{"
        ).replace("}}", "}")
    )
    page.evaluate("scrollTo(0, 300)")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('.on-paper a')].map((a) => a.dataset.page ?? '')") == ["1", "1", "2", "4", ""]
    assert page.evaluate(
        "[document.querySelector('main').getAttribute('style'), document.documentElement.className, document.querySelector('link').media, scrollY]"
    ) == ["", "", "print", 300]


# ---- the search page, with an engine that answers by heart

SEARCH_SAID = {
    "title": "搜索", "loading": "载入", "failed": "未能", "none": "没有", "wordless": "没有字", "count": "{n}处", "count-in": "{n}处，{m}个文本", "rest": "另{n}处",
    "partly": "部分", "near": "近似：", "cut": "（只列一部分）", "related": "专题：", "root": "../", "index": "../search/", "texts": "../search/t/",
}  # fmt: skip
SELECTS = "".join(
    f"<label><select name={name}><option value=''>全部</option></select></label>" for name in ("plan", "chapter", "kind", "period", "topic")
)
SEARCH_PAGE = (
    "<form class=search role=search data-chinese='zh-Hans'"
    + "".join(f" data-{name}='{words}'" for name, words in SEARCH_SAID.items())
    + "><input type=search id=q><button>搜</button>"
    f"<details class=filters hidden open>{SELECTS}</details><p role=status></p><p class=near></p></form><ol class=found></ol><button class=more hidden>更多</button><p class=related></p>"
    "<script src=../assets/search.js></script>"
)
FACETS = [
    {"id": "a", "name": "甲规划", "kind": ["plan", "规划"], "period": "2021-2025", "first": 0, "end": 10},
    {"id": "b", "name": "乙规划", "kind": ["plan", "规划"], "period": "2026-2030", "first": 10, "end": 30},
    {"id": "c", "name": "丙报告", "kind": ["report", "报告"], "period": "", "first": 30, "end": 40},
]
TOPICS = [["care", "养老", [[2, 5], [8, 12]]], ["sea", "海洋", [[30, 31]]], ["new", "新区", [[0, 40]]]]
WORKER = """
const answers = %s;
self.addEventListener("message", ({ data: { id, typed, options } }) => {
  if (typed === "坏") return postMessage({ id, failed: "no file" });
  const found = typed === undefined ? null : answers[typed] ?? { groups: [], total: 0 };
  const told = found?.whole && options.whole ? found.whole : options?.from ? found.more : found;
  setTimeout(() => postMessage({ id, found: told && { ...told, asked: options } }), typed === "慢" ? 150 : 0);
});
"""


def hit(text: str, anchor: str = "1-1", plan: str = "a", section: str = "1", tier: int = 1, **more: Any) -> dict[str, Any]:
    at = text.find("养")
    return {
        "text": text, "marks": [[at, at + 2]] if at >= 0 else [], "english": "", "englishMarks": [], "heads": "", "page": f"{plan}/{section}/", "anchor": anchor,
        "plan": plan, "section": section, "tier": tier, "number": 3, "path": [[plan, "甲规划"], ["1", "总则"]], "lead": None, **more,
    }  # fmt: skip


def group(*hits: dict[str, Any], shown: int = 2) -> dict[str, Any]:
    return {"hits": list(hits), "shown": shown}


LONG_TEXT = "甲" * 100 + "养老" + "乙" * 120 + "养老" + "丙" * 60
ENGLISH = "Elder care " + "and nursing homes for everyone " * 10
FOUND = {
    "养老": {
        "groups": [
            group(hit("养老服务", "1-1"), hit("社会养老", "1-2", heads="表头 · 列"), hit("三养老", "1-3"), hit("四养老", "1-4")),
            group(hit("养老", "1.2", section="1.2", path=[["a", "甲规划"], ["1", "总则"], ["1.2", "养老"]]), hit("甲养老", "1.2-1", section="1.2"), hit("乙养老", "1.2-2", section="1.2")),
            group(hit("养老", "2", "b", "2", path=[["b", "乙规划"]], lead=["头一句话", "First"], number=11)),
            group(hit(LONG_TEXT, "2-2", "b", "2", tier=4, path=[["b", ""]], number=9)),
        ],
        "total": 9, "next": 0,
    },
    "多": {"groups": [group(hit("养老", "1-1", tier=5))], "total": 2, "next": 7, "cut": True, "more": {"groups": [group(hit("养老二", "1-2", tier=5), hit("养老", "1-9", tier=5))], "total": 3, "next": 0}},
    "疑": {"groups": [group(hit("养老", "1-1"))], "total": 1, "next": 0, "unsure": True, "whole": {"groups": [group(hit("养老", "1-1"), hit("养老", "1-2"))], "total": 2, "next": 0}},
    "？": {"groups": [], "total": 0, "empty": True},
    "慢": {"groups": [group(hit("养老", "1-8"))], "total": 1, "next": 0},
    "文": {"groups": [group(hit("养老服务", "1-1", english="Care for the elderly", englishMarks=[[0, 4]]), hit("无标", "1-2", english=ENGLISH))], "total": 2, "next": 0},
}  # fmt: skip
NAMES = [["养老院", "glossary/#ylj"], ["养老", "glossary/#yl"], ["海洋产业", "topics/sea/"], ["老院", "x/"]]
SEARCH_FILES = {
    "assets/search-worker.js": WORKER % json.dumps(FOUND),
    **{f"search/t/{name}.js": f'zhangjuSearch("{name}",{json.dumps(value)})' for name, value in {"facets": FACETS, "topics": TOPICS, "names": NAMES, "c/b": [["1", "一", 10, 15], ["2", "二", 15, 30]]}.items()},
}  # fmt: skip
SEARCH_SEEN = """() => ({ status: document.querySelector("[role=status]").textContent, title: document.title, query: decodeURIComponent(location.search),
  list: document.querySelector(".found").hidden ? "" : document.querySelector(".found").innerHTML.replace(/ data-\\w+="[^"]*"| class="hit"| type="button"/g, "").replaceAll('"', "'"),
  more: document.querySelector(".more").hidden ? "" : document.querySelector(".more").dataset.next,
  near: document.querySelector(".near").innerHTML.replaceAll('"', "'"), related: document.querySelector(".related").innerHTML.replaceAll('"', "'") })"""


def shortened(told: Any) -> Any:
    """The same with long runs of one character counted, and the site's address named."""
    return json.loads(
        re.sub(r"([甲乙丙])\1{9,}", lambda run: f"{run[1]}×{len(run[0])}", json.dumps(told, ensure_ascii=False)).replace(ORIGIN, "BOOK/")
    )


def searched(page: Page, typed: str) -> Any:
    page.evaluate("(typed) => { const box = document.querySelector('#q'); box.value = typed; box.form.requestSubmit(); }", typed)
    page.wait_for_timeout(30)
    until(page, "document.querySelector('[role=status]').textContent !== '载入'")
    page.wait_for_timeout(30)
    return shortened(page.evaluate(SEARCH_SEEN))


SEARCHED: dict[str, Any] = {
    "养老": {
        "status": "9处，2个文本",
        "title": "养老 · 搜索",
        "query": "?q=养老",
        "list": "<li class='group'><h2><small>甲规划</small><a href='BOOK/a/1/#1'>总则</a></h2><ol><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81#1-1'><mark>养老</mark>服务</a></li><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81#1-2'><small>表头 · 列</small>社会<mark>养老</mark></a></li></ol><button class='rest'>另2处</button></li><li class='group'><h2><small>甲规划 › 总则</small><a href='BOOK/a/1.2/?hl=%E5%85%BB%E8%80%81#1.2'><mark>养老</mark></a></h2><ol><li><a href='BOOK/a/1.2/?hl=%E5%85%BB%E8%80%81#1.2-1'>甲<mark>养老</mark></a></li></ol><button class='rest'>另1处</button></li><li class='group'><h2><small></small><a href='BOOK/b/2/?hl=%E5%85%BB%E8%80%81#2'><mark>养老</mark></a></h2><p class='lead'>头一句话</p><ol></ol></li><li class='partly'>部分</li><li class='group'><h2><small></small><a href='BOOK/b/2/#2'>2</a></h2><ol><li><a href='BOOK/b/2/?hl=%E5%85%BB%E8%80%81#2-2'>…甲×45<mark>养老</mark>乙×120养老丙×11…</a></li></ol></li>",
        "more": "",
        "near": "",
        "related": "<span>专题：</span><a href='BOOK/topics/care/'>养老</a><a href='BOOK/topics/new/'>新区</a>",
    },
    "多": {
        "status": "2处（只列一部分）",
        "title": "多 · 搜索",
        "query": "?q=多",
        "list": "<li class='partly'>部分</li><li class='group'><h2><small>甲规划</small><a href='BOOK/a/1/#1'>总则</a></h2><ol><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81#1-1'><mark>养老</mark></a></li></ol></li>",
        "more": "7",
        "near": "",
        "related": "",
    },
    "疑": {
        "status": "2处",
        "title": "疑 · 搜索",
        "query": "?q=疑",
        "list": "<li class='group'><h2><small>甲规划</small><a href='BOOK/a/1/#1'>总则</a></h2><ol><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81#1-1'><mark>养老</mark></a></li><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81#1-2'><mark>养老</mark></a></li></ol></li>",
        "more": "",
        "near": "",
        "related": "<span>专题：</span><a href='BOOK/topics/care/'>养老</a><a href='BOOK/topics/new/'>新区</a>",
    },
    "？": {
        "status": "没有字",
        "title": "？ · 搜索",
        "query": "?q=？",
        "list": "",
        "more": "",
        "near": "",
        "related": "",
    },
    "养院": {
        "status": "没有",
        "title": "养院 · 搜索",
        "query": "?q=养院",
        "list": "",
        "more": "",
        "near": "<span>近似：</span><a href='BOOK/glossary/#ylj'>养老院</a><a href='BOOK/glossary/#yl'>养老</a><a href='BOOK/x/'>老院</a>",
        "related": "",
    },
    "无此词": {
        "status": "没有",
        "title": "无此词 · 搜索",
        "query": "?q=无此词",
        "list": "",
        "more": "",
        "near": "",
        "related": "",
    },
    "坏": {
        "status": "未能",
        "title": "坏 · 搜索",
        "query": "?q=坏",
        "list": "",
        "more": "",
        "near": "",
        "related": "",
    },
    "文": {
        "status": "2处",
        "title": "文 · 搜索",
        "query": "?q=文",
        "list": "<li class='group'><h2><small>甲规划</small><a href='BOOK/a/1/#1'>总则</a></h2><ol><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81%7CCare#1-1'><mark>养老</mark>服务<p lang='en'><mark>Care</mark> for the elderly</p></a></li><li><a href='BOOK/a/1/?hl=#1-2'>无标<p lang='en'>Elder care and nursing homes for everyone and nursing homes for everyone and nursing homes for everyone and nursing homes for everyone and nursing homes for everyone and nursing homes…</p></a></li></ol></li>",
        "more": "",
        "near": "",
        "related": "<span>专题：</span><a href='BOOK/topics/care/'>养老</a><a href='BOOK/topics/new/'>新区</a>",
    },
    "": {
        "status": "",
        "title": "搜索",
        "query": "",
        "list": "",
        "more": "",
        "near": "",
        "related": "",
    },
}  # fmt: skip


def test_what_was_found_is_shown(opened: Open) -> None:
    page = opened(SEARCH_PAGE, "search/", SEARCH_FILES)
    assert page.evaluate("document.activeElement.id") == "q"
    assert {typed: searched(page, typed) for typed in SEARCHED} == SEARCHED


FOUND_ANCHORS = "[...document.querySelectorAll('.hit')].map((one) => one.dataset.plan + ' ' + one.dataset.anchor)"


def test_hits_are_walked_through_by_keys_and_more_are_asked_for(opened: Open) -> None:
    page = opened(SEARCH_PAGE, "search/?q=养老", SEARCH_FILES)
    page.wait_for_selector(".hit")
    assert page.evaluate("JSON.parse(sessionStorage.getItem('zhangju:hits'))") == {
        "typed": "养老", "back": f"{ORIGIN}search/?q=%E5%85%BB%E8%80%81", "hits": [f"{ORIGIN}{one}" for one in (
            *(f"a/1/?hl=%E5%85%BB%E8%80%81#1-{n}" for n in (1, 2, 3, 4)), *(f"a/1.2/?hl=%E5%85%BB%E8%80%81#1.2{n}" for n in ("", "-1", "-2")), "b/2/?hl=%E5%85%BB%E8%80%81#2", "b/2/?hl=%E5%85%BB%E8%80%81#2-2",
        )],
    }  # fmt: skip
    now = "document.activeElement.closest('.hit')?.dataset.anchor ?? document.activeElement.id"
    walked = []
    for key in (
        "ArrowUp",
        "ArrowDown",
        "ArrowDown",
        "ArrowUp",
        "ArrowUp",
        "ArrowDown",
        "Control+ArrowDown",
        "Escape",
        *["ArrowDown"] * 8,
        "x",
    ):
        page.keyboard.press(key)
        walked.append(page.evaluate(now))
    assert walked == ["q", "1-1", "1-2", "1-1", "q", "1-1", "1-1", "q", "1-1", "1-2", "1.2", "1.2-1", "2", "2-2", "2-2", "2-2", "2-2"]
    page.locator("button.rest").first.click()
    assert page.evaluate(f"[{now}, document.querySelectorAll('button.rest').length]") == ["1-3", 1]
    assert page.evaluate(FOUND_ANCHORS) == ["a 1-1", "a 1-2", "a 1-3", "a 1-4", "a 1.2", "a 1.2-1", "b 2", "b 2-2"]
    page.locator("#q").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("[document.querySelector('#q').value, document.querySelector('.found').hidden, location.search]") == ["", True, ""]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(now) == "q"
    searched(page, "多")
    page.locator("button.more").click()
    until(page, "document.querySelectorAll('.hit').length === 3")
    page.wait_for_timeout(20)
    assert page.evaluate(f"[{now}, document.querySelector('.more').hidden, document.querySelectorAll('.partly').length]") == [
        "1-2",
        True,
        1,
    ]
    assert page.locator("[role=status]").inner_text() == "3处"


def test_what_is_typed_is_asked_when_it_is_whole(opened: Open) -> None:
    page = opened(SEARCH_PAGE, "search/", SEARCH_FILES)
    fire = "([kind, value, composing]) => { const box = document.querySelector('#q'); if (value !== null) box.value = value; box.dispatchEvent(kind === 'input' ? new InputEvent(kind, { isComposing: composing }) : new Event(kind)); }"
    query = "decodeURIComponent(location.search)"
    page.evaluate(fire, ["input", "养老", True])
    page.wait_for_timeout(130)
    assert page.evaluate(query) == ""
    assert page.evaluate(f"(given) => {{ ({fire})(given); return {query}; }}", ["input", "养老", False]) == ""  # not with each letter
    page.wait_for_selector(".hit")
    page.evaluate(fire, ["input", "多", False])
    page.evaluate(fire, ["compositionstart", None, False])
    page.evaluate(fire, ["input", "疑", False])
    page.evaluate("document.querySelector('form').requestSubmit()")
    page.wait_for_timeout(130)
    assert page.evaluate(query) == "?q=养老"
    page.evaluate(fire, ["compositionend", "多", False])
    until(page, "decodeURIComponent(location.search) === '?q=多'")
    searched_slow = "(() => { const box = document.querySelector('#q'); box.value = '慢'; box.form.requestSubmit(); box.value = '养老'; box.form.requestSubmit(); })()"
    page.evaluate(searched_slow)
    page.wait_for_timeout(220)
    assert page.evaluate(FOUND_ANCHORS)[0] == "a 1-1"


def test_filters_narrow_what_is_asked(opened: Open) -> None:
    page = opened(SEARCH_PAGE, "search/?q=养老&plan=b&chapter=2&topic=new", SEARCH_FILES)
    page.wait_for_selector(".hit")
    page.evaluate(
        "(() => { const told = Worker.prototype.postMessage; Worker.prototype.postMessage = function (data) { self.asked = data; told.call(this, data); }; })()"
    )
    offered = "[...document.querySelectorAll('select')].map((one) => [one.closest('label').hidden ? '-' : '+', one.value, ...[...one.options].slice(1).map((o) => o.value + '=' + o.textContent)].join(' '))"
    assert page.evaluate(offered) == [
        "+ b a=甲规划 b=乙规划 c=丙报告", "+ 2 1=一 2=二", "+  plan=规划 report=报告", "+  2021-2025=2021–2025 2026-2030=2026–2030", "+ new care=养老 sea=海洋 new=新区",
    ]  # fmt: skip
    assert page.evaluate("[document.querySelector('details').hidden, decodeURIComponent(location.search)]") == [
        False,
        "?q=养老&plan=b&chapter=2&topic=new",
    ]
    choose = """async ([name, value]) => { const one = document.querySelector(`[name=${name}]`); one.value = value; self.asked = null; one.dispatchEvent(new Event("change", { bubbles: true }));
      for (let n = 0; !self.asked && n < 200; n++) await new Promise((go) => setTimeout(go, 5)); return [self.asked.options.keep, self.asked.options.from, self.asked.options.whole]; }"""
    asked = [
        ("topic", "", [[15, 30]]), ("topic", "care", []), ("chapter", "", [[10, 12]]), ("plan", "", [[2, 5], [8, 10], [10, 12]]), ("topic", "", None),
        ("kind", "plan", [[0, 10], [10, 30]]), ("period", "2021-2025", [[0, 10]]), ("kind", "report", []), ("period", "", [[30, 40]]),
    ]  # fmt: skip
    assert [page.evaluate(choose, [name, value])[0] for name, value, _ in asked] == [keep for *_, keep in asked]
    assert page.evaluate(offered)[1] == "- "
    assert page.evaluate("decodeURIComponent(location.search)") == "?q=养老&kind=report"
    until(page, "document.querySelector('.related').children.length > 1")
    assert page.locator(".related a").all_inner_texts() == ["养老", "新区"]
    page.evaluate(choose, ["topic", "care"])
    page.wait_for_timeout(30)
    assert page.locator(".related a").all_inner_texts() == ["新区"]


def test_on_an_english_page_the_translation_comes_first_and_chinese_says_so(opened: Open) -> None:
    page = opened(SEARCH_PAGE.replace("<form", "<script>document.documentElement.lang = 'en'</script><form", 1), "search/", SEARCH_FILES)
    told = searched(page, "文")
    assert told["list"].startswith(
        "<li class='group'><h2><small>甲规划</small><a href='BOOK/a/1/#1' lang='zh-Hans'>总则</a></h2><ol><li><a href='BOOK/a/1/?hl=%E5%85%BB%E8%80%81%7CCare#1-1'>"
        "<mark>Care</mark> for the elderly<p lang='zh-Hans'><mark>养老</mark>服务</p></a></li>"
    )
    told = searched(page, "养老")
    assert "<p class='lead'>First</p>" in told["list"]
    assert "<small lang='zh-Hans'>表头 · 列</small>" in told["list"]
    assert "<a href='BOOK/a/1.2/?hl=%E5%85%BB%E8%80%81#1.2' lang='zh-Hans'>" in told["list"]


def test_the_worker_asks_the_engine_and_tells_what_failed(opened: Open) -> None:
    engine = """zhangjuEngine = (read) => ({ load: async () => "loaded", find: async (typed, options) => { if (typed === "坏") throw new Error("kaputt");
      self.count = (self.count ?? 0) + 1; return [await read(typed), options, self.count]; } });"""
    files = {"assets/lunr.min.js": "", "assets/search-engine.js": engine, "i/k.js": 'x("k",{"a":[1,")"]})', "t/x/1.js": 'x("x/1",[2])'}
    page = opened("<p>", "worker/", files)
    ask = """(asked) => new Promise((done) => { const worker = new Worker("../assets/search-worker.js"), told = [];
      worker.onmessage = ({ data }) => { told.push(data); if (told.length === asked.length) done(told); else worker.postMessage({ index: "../i/", texts: "../t/", ...asked[told.length] }); };
      worker.postMessage({ index: "../i/", texts: "../t/", ...asked[0] }); })"""
    asked = [
        {"id": 1},
        {"id": 2, "typed": "k", "options": 5},
        {"id": 3, "typed": "x/1"},
        {"id": 4, "typed": "坏"},
        {"id": 5, "typed": "gone"},
        {"id": 6, "typed": "k"},
    ]
    told = page.evaluate(ask, asked)
    assert told[:4] == [
        {"id": 1, "found": "loaded"},
        {"id": 2, "found": [{"a": [1, ")"]}, 5, 1]},
        {"id": 3, "found": [[2], None, 2]},
        {"id": 4, "failed": "kaputt"},
    ]
    assert (told[4], told[5]["id"]) == ({"id": 5, "failed": "gone: 404"}, 6)


# ---- places of a text: what is said of them, how they are cited

BODY_SAID = {
    "link-to": "链接到", "copied": "已复制", "copied-text": "已复制引文", "close": "关闭", "before": "前一段", "after": "后一段", "there": "到原处", "to-entry": "全部用例", "back": "返回",
    "collation": "校记", "was": "原作", "cite": "引用", "cite-selected": "引用所选", "copy-link": "复制链接", "copy-quotation": "复制引文", "report": "报告错误", "report-title": "[{kind}] {plan} {place}",
    "report-body": "{text}|{address}|{edition}|{other}", "report-text": "文字", "report-flag": "存疑", "report-term": "术语", "copy-report": "复制报告", "no-place": "没有 {id}", "print-section": "打印本节",
    "edit": "修改", "place-keys": "按键", "plan-contents": "全书目录", "hits": "结果",
}  # fmt: skip
PLAN = {
    "id": "a", "title": "某市《三五》规划", "titleEn": "A Plan", "author": "某市政府", "authorEn": "The City", "cited": "章句本", "citedEn": "Zhangju", "edition": "2026-02-03", "by": "Editors",
    "date": "2021-01-27", "number": "1号", "publisher": "某社", "place": "某市", "short": "三五规划",
}  # fmt: skip
TEXT = """<section aria-labelledby=front><h1 id=front>某市规划</h1><p><span class=s id=front-1>卷首语。</span></p></section>
<section aria-labelledby=6><h2 id=6><span class=number>六、</span>开放<small>注</small></h2></section>
<section aria-labelledby=6.2><h3 id=6.2 data-n=第二节><span class=number>（二）</span>贸易</h3><p><span class=s id=6.2-1>“第一”句<sup>1</sup>。</span><span class=s id=6.2-2>第二句<span class=absent>缺</span>‘话’。</span><span class=s id=6.2-3>第三句。</span></p>
<table id=6.3.1-t1><caption>表名</caption><tr id=6.3.1-t1-r2><td>甲<td>乙</tr></table><figure id=6.3.1-f1><img alt=x><figcaption class=caption>图名</figcaption></figure><ol class=notes><li id=6.3.1-n3>注文</li></ol></section>
<section aria-labelledby=a><h2 id=a><span class=number>附件</span>附一<span class=e>Annex</span></h2><p id=a-1>附件句。</p></section>"""


def text_page(
    opened: Open,
    address: str = "a/6/",
    plan: dict[str, Any] | None = None,
    text: str = TEXT,
    more: str = "",
    said: str = "",
    lang: str = "zh-Hans",
    files: dict[str, str] | None = None,
) -> Page:
    data = "".join(f' data-{name}="{words}"' for name, words in BODY_SAID.items())
    scripts = "".join(f"<script src=/book/assets/{name}.js></script>" for name in ("zhangju", *more.split()))
    held = f"<script type=application/json id=plan-data>{json.dumps(PLAN if plan is None else plan)}</script>"
    page = opened(
        f"<script>document.documentElement.lang = '{lang}'</script><title>三五 · 站</title><body{data}{said}><header class=site style='position:sticky;top:0;height:40px'></header><main><article class=text>{text}</article></main>{held}{scripts}",
        address, files,
    )  # fmt: skip
    page.evaluate("zhangju.loadCiting()")
    return page


def cite(page: Page, kind: str, first: str, last: str = "", **more: str) -> str:
    place = {"from": first, "to": last or first, "url": f"https://x.org/#{first}", **more}
    return str(page.evaluate("([kind, place]) => zhangju.cite(kind, place)", [kind, place]))


def test_places_are_cited_by_their_names(opened: Open) -> None:
    page = text_page(opened)
    url = "https://x.org/#"
    tail = "，章句本（2026年2月3日）\n" + url
    head = "——某市政府：《某市〈三五〉规划》"
    asked = {
        ("6.2-1", ""): f"“‘第一’句。”\n{head}第二节第1句{tail}6.2-1",
        ("6.2-2", ""): f"“第二句“话”。”\n{head}第二节第2句{tail}6.2-2",
        ("6", ""): f"“六、开放”\n{head}第6章{tail}6",
        ("front-1", ""): f"“卷首语。”\n{head}卷首第1句{tail}front-1",
        ("6.3.1-t1", ""): f"“表名”\n{head}第6.3.1节表1{tail}6.3.1-t1",
        ("6.3.1-t1-r2", ""): f"“甲，乙”\n{head}第6.3.1节表1第2行{tail}6.3.1-t1-r2",
        ("6.3.1-f1", ""): f"“图名”\n{head}第6.3.1节图1{tail}6.3.1-f1",
        ("6.3.1-n3", ""): f"“注文”\n{head}第6.3.1节注3{tail}6.3.1-n3",
        ("a-1", ""): f"“附件句。”\n{head}“附一”第1句{tail}a-1",
        ("6.2-1", "6.2-3"): f"“‘第一’句。”\n{head}第二节第1—3句{tail}6.2-1",
        ("front-1", "6.2-3"): f"“卷首语。”\n{head}卷首第1句至第二节第3句{tail}front-1",
        ("6.3.1-t1", "6.3.1-n3"): f"“表名”\n{head}第6.3.1节表1至第6.3.1节注3{tail}6.3.1-t1",
        ("6", "6.2"): f"“六、开放”\n{head}第6章至第二节{tail}6",
        ("gone.1-1", ""): "",
    }
    del asked["gone.1-1", ""]
    assert {(a, b): cite(page, "quotation", a, b) for a, b in asked} == asked
    assert cite(page, "link", "6.2-1") == f"{url}6.2-1"
    assert cite(page, "quotation", "6.2-1", text="所选的话").startswith("“所选的话”")
    item = "(place) => { let item; zhangju.styles.gbt = (one) => { item = one; }; zhangju.cite('gbt', place); return { ...item, accessed: item.accessed.replace(/\\d/g, '0') }; }"
    found = page.evaluate(item, {"from": "6.2-1", "to": "6.2-3", "url": "u"})
    assert found == {
        "accessed": "0000-00-00", "url": "u", "words": "“第一”句。", "type": "report", "id": "a-6.2-1--6.2-3", "title": PLAN["title"], "titleEn": "A Plan", "author": "某市政府", "authorEn": "The City",
        "number": "1号", "publisher": "某社", "place": "某市", "person": False, "issued": "2021-01-27", "at": "第二节第1—3句", "atEn": "§ 第二节, sentences 1–3", "edition": "章句本（2026-02-03）",
        "editionEn": "Zhangju, 2026, February 3", "by": "Editors", "unofficial": "", "unofficialEn": "",
    }  # fmt: skip
    places = {
        "6.3.1-t1-r2": "§ 6.3.1, table 1, row 2",
        "6.3.1-f1": "§ 6.3.1, figure 1",
        "6.3.1-n3": "§ 6.3.1, note 3",
        "6": "ch. 6",
        "front-1": "front matter, sentence 1",
        "a-1": "“附一Annex”, sentence 1",
    }
    assert {one: page.evaluate(item, {"from": one, "to": one, "url": "u"})["atEn"] for one in places} == places
    assert page.evaluate(item, {"from": "6", "to": "6.2", "url": "u"})["atEn"] == "ch. 6 to § 第二节"
    assert [page.evaluate(item, {"from": one, "to": one, "url": "u"})["id"] for one in ("6.2-1",)] == ["a-6.2-1"]


def test_citations_of_other_pages_and_plans(opened: Open) -> None:
    bare = {
        "id": "a",
        "title": "研究",
        "cited": "章句本",
        "citedEn": "Zhangju",
        "kind": "study",
        "published": "2020-05",
        "date": "2021-01-27",
    }
    page = text_page(opened, plan=bare, lang="zh-Hant")
    assert cite(page, "quotation", "6.3.1-n3") == "“注文”\n——《研究》第6.3.1節註3，章句本\nhttps://x.org/#6.3.1-n3"
    item = "(place) => { let item; zhangju.styles.gbt = (one) => { item = one; }; zhangju.cite('gbt', place); return item; }"
    found = page.evaluate(item, {"from": "6.2-1", "to": "6.2-1", "url": "u"})
    assert (found["issued"], found["person"], found["edition"], found["editionEn"]) == ("2020-05", True, "章句本", "Zhangju")
    entry = "<section class=entry id=yl><h3>养老<small>x</small></h3><p class=meaning>释义一<sup>1</sup></p><p class=meaning>释义二</p></section><section class=entry id=none><p class=meaning>无名</p></section>"
    page = text_page(opened, plan={"cited": "章句本", "edition": "2026-02-03", "by": "Editors"}, text=entry)
    assert cite(page, "quotation", "yl") == "养老：释义一：释义二\n——章句本（2026年2月3日）\nhttps://x.org/#yl"
    found = page.evaluate(item, {"from": "yl", "to": "yl", "url": "u"})
    assert {k: found[k] for k in ("type", "id", "author", "title", "issued")} == {
        "type": "webpage",
        "id": "zhangju-yl",
        "author": "Editors",
        "title": "养老（三五）",
        "issued": "2026-02-03",
    }
    assert cite(page, "quotation", "none").startswith("none：无名\n")


def test_a_translation_is_cited_as_what_it_is(opened: Open) -> None:
    def line(anchor: str, chinese: str, english: str, state: str = "") -> str:
        mark = f"<span class=state title='{state}'>*</span>" if state and state != "stale" else ""
        translated = f"<span class='e{' stale' * (state == 'stale')}'>{english}{mark}</span>" if english else ""
        return f"<p id={anchor}><span class=z>{chinese}</span>{translated}</p>"

    lines = (
        line("1-1", "甲。", "First “one”.")
        + line("1-2", "乙。", "Second.", "Reviewed: Ann")
        + line("1-3", "丙。", "Third.", "stale")
        + line("1-4", "丁。", "")
    )
    page = text_page(opened, text=f"<h2 id=1><span class=z>总则</span><span class=e>General</span></h2>{lines}", lang="en")
    said = "unofficial translation, Editors, "
    states = {
        ("1-1", ""): "unreviewed",
        ("1-2", ""): "reviewed by Ann",
        ("1-3", ""): "out of date",
        ("1-1", "1-3"): "unreviewed and reviewed by Ann and out of date",
        ("1-2", "1-4"): "reviewed by Ann and out of date",
    }
    for (first, last), state in states.items():
        told = page.evaluate("(place) => zhangju.madeBy(place)", {"from": first, "to": last or first})
        assert told == f"Unofficial translation, Editors, {state}, 2026, February 3. The Chinese is the authority."
    assert page.evaluate("zhangju.madeBy({ from: '1-4', to: '1-4' })") == ""
    assert cite(page, "quotation", "1-1") == (
        f"“甲。” [{said}unreviewed, 2026, February 3: “First ‘one’.”]\n— The City, A Plan, ch. 1, sentence 1. Zhangju, 2026, February 3\nhttps://x.org/#1-1"
    )
    assert cite(page, "quotation", "1-4").startswith("“丁。”\n— The City")
    assert cite(page, "quotation", "1-1", text="选", translated="Sel").startswith(f"“选” [{said}unreviewed, 2026, February 3: “Sel”]")
    assert cite(page, "quotation", "1-1", text="选").startswith("“选”\n—")
    assert "§" not in cite(page, "quotation", "1")


def test_errors_are_told(opened: Open) -> None:
    page = text_page(opened, said=" data-report-to='https://host.test/new?t={title}&b={body}'")
    page.evaluate("self.opened = []; self.open = (...to) => { opened.push(to); }")
    tell = "(place) => { zhangju.reportError(document.body, place); return opened.pop()?.map(decodeURIComponent) ?? document.querySelector('.panel textarea').value; }"
    place = {"from": "6.2-1", "to": "6.2-1", "url": "u"}
    title, body = "[文字] 某市《三五》规划（a） 第二节-1", "“第一”句。|u|2026-02-03|{other}"
    assert page.evaluate(tell, place) == [f"https://host.test/new?t={title}&b={body}", "_blank", "noopener"]
    assert page.evaluate(tell, {**place, "to": "6.2-3", "kind": "Flag", "text": "字" * 601})[0].endswith(
        f"t=[存疑] 某市《三五》规划（a） 第二节-1 – 第二节-3&b={'字' * 600}…|u|2026-02-03|{{other}}"
    )
    assert f"{'字' * 600}|u" in page.evaluate(tell, {**place, "text": "字" * 600})[0]
    page = text_page(opened, plan={"cited": "章句本"})
    page.evaluate("self.opened = []")
    assert page.evaluate(tell, {**place, "kind": "Term"}) == "[术语] 三五 · 站 第二节-1\n\n“第一”句。|u||{other}"
    box = "(({ rows, readOnly, ariaLabel }) => [rows, readOnly, ariaLabel])(document.querySelector('.panel textarea'))"
    assert page.evaluate(box) == [9, True, "报告错误"]
    assert page.evaluate("[...document.querySelector('.panel').classList].join(' ')") == "panel held report"
    page.locator(".panel .choices button").click()
    until(page, "document.querySelector('.told')")
    assert page.evaluate("[navigator.clipboard.readText(), document.querySelector('.panel')]")[1] is None
    assert page.evaluate("navigator.clipboard.readText()").startswith("[术语]")
    assert page.locator(".told").inner_text() == "已复制引文"


# ---- what other plans say, opened in place

OTHER = """<!doctype html><title>乙</title><article class=text><h1 id=front>乙规划</h1><dl class=meta><dt id=m>年</dt><dd>2021</dd></dl>
<h2 id=2><span class=number>二、</span>任务<a class=mark href=#2>#</a></h2><h3 id=2.1>小题</h3><p class=former>旧</p><p><span class=s id=2.1-1>甲句<a class="t" href="../../glossary/#t">词</a><a class=mark href=#2.1-1>#</a></span><span class=s id=2.1-2>乙句<sup class=same>同</sup></span></p>
<details><p>折起</p></details><div class=table><p>表内</p><table id=2.1-t1><caption>表</caption><tr id=2.1-t1-r1><td>格</table></div><figure id=2.1-f1><figcaption><p>图内</p></figcaption></figure><p><span class=s id=2.1-3>末句</span></p></article>
<ul><li id=entry>条目 <a class=to href=x/>链</a></ul>"""
LINKS = """<p><span class=s id=1-1>句<a class="same to" href=../../b/2/#2.1-1 title="另见：乙第一句">同</a><a class="same to" href=../../b/2/#2.1-2 title="另见：乙第二句">同</a><a class="same to" href=../../b/2/#entry title="又：条目">同</a></span>
<span class=s id=1-2>又<a class="same to" href=../../b/2/#2.1-3 title="另见：末句">同</a><a class="c to" href=../../b/2/>《乙》</a></span></p>
<ul><li><a class=to href=../../b/2/#2>任务</a></li><li><a class=to href=../../b/2/#gone>无</a></li><li><a class="c to" href=../../b/2/#2>名</a></li></ul>
<details class=elsewhere open><summary>其他文本 2</summary><ul><li><a class=to href=../../b/2/#2.1-1>2.1 甲句开头…</a></li><li><a class=to href=../../b/2/#2>任务</a></li></ul></details>"""


@pytest.fixture(scope="module")
def linked(opened: Open) -> Callable[[], Page]:
    return lambda: text_page(opened, "a/1/", text=LINKS, more="links", files={"b/2/": OTHER})


PREVIEW = "[...document.querySelectorAll('.preview')].map((one) => [...one.children].map((part) => part.matches('.steps') ? '[' + [...part.children].map((b) => (b.disabled ? '-' : '+') + b.textContent).join(' ') + ']' : part.tagName + (part.className ? '.' + part.className : '') + ' ' + part.textContent.trim()))"


def test_marks_at_one_place_are_one(linked: Callable[[], Page]) -> None:
    page = linked()
    seen = "[...document.querySelectorAll('.same')].map((one) => [one.hidden, one.dataset.more ?? '', one.title, one.ariaLabel ?? ''].join(' '))"
    joined = "另见：乙第一句 · 乙第二句 · 条目"
    assert page.evaluate(seen) == [f"false 3 {joined} {joined}", "true  另见：乙第二句 ", "true  又：条目 ", "false  另见：末句 "]
    assert page.evaluate("[...document.querySelectorAll('[aria-expanded], [aria-haspopup]')].map((one) => one.textContent)") == [
        "任务",
        "无",
        "其他文本 2",
        "2.1 甲句开头…",
        "任务",
    ]
    page.locator(".same").first.click()
    page.wait_for_selector(".preview")
    line = ["P 甲句词乙句", "[+前一段 +后一段 +到原处]"]
    assert page.evaluate(PREVIEW) == [line, line, ["A 链", "[+到原处]"]]
    assert page.evaluate("[document.querySelector('.panel').className, document.querySelector('.panel').ariaLabel]") == [
        "panel held side",
        joined,
    ]


def test_a_preview_steps_to_its_neighbours(linked: Callable[[], Page]) -> None:
    page = linked()
    link = page.locator("li > a.to").first
    link.click()
    page.wait_for_selector(".preview")
    assert page.evaluate(PREVIEW) == [["P.heading 二、任务", "P.heading 小题", "P 甲句词乙句", "[+前一段 +后一段 +到原处]"]]
    page.locator(".preview button").first.click()
    assert page.evaluate(f"[{PREVIEW}[0][0], document.activeElement.textContent]") == ["P.heading 乙规划", "后一段"]
    for _ in range(3):
        page.locator(".preview button").last.click()
    assert page.evaluate(PREVIEW)[0][4:] == ["DIV.table 表内表格", "FIGURE 图内", "P 末句", "[-前一段 -后一段 +到原处]"]
    assert page.evaluate("document.activeElement.textContent") == "到原处"
    link.click()
    assert page.evaluate("[document.querySelectorAll('.preview').length, document.querySelector('li > a.to').ariaExpanded]") == [0, "false"]
    made = f"async (hash) => {{ const box = await zhangju.previewOf(new URL('../../b/2/' + hash, location.href)); document.body.replaceChildren(box); return [box.innerHTML, {PREVIEW}[0]]; }}"
    told = {href: page.evaluate(made, href) for href in ("#2.1-t1-r1", "#2.1-f1", "#entry", "", "#front", "#2.1-3")}
    assert '<tr class="wished"><td>格</td></tr>' in told["#2.1-t1-r1"][0]
    assert not re.search(' id=|class="mark|class="same', "".join(html for html, _ in told.values()))
    assert told["#entry"][0].startswith('条目 <a class="" href="https://apart.test/book/b/2/x/">链</a><p class="steps">')
    assert '<a class="" href="https://apart.test/book/glossary/#t">词</a>' in told[""][0]
    plan = ["P.heading 乙规划", "P.heading 二、任务", "P.heading 小题", "P 甲句词乙句", "[-前一段 +后一段 +到原处]"]
    assert {href: parts for href, (_, parts) in told.items()} == {
        "#2.1-t1-r1": ["DIV.table 表内表格", "[+前一段 +后一段 +到原处]"], "#2.1-f1": ["FIGURE 图内", "[+前一段 +后一段 +到原处]"], "#entry": ["A 链", "[+到原处]"],
        "": plan, "#front": plan, "#2.1-3": ["P 末句", "[+前一段 -后一段 +到原处]"],
    }  # fmt: skip


def test_what_other_plans_say_opens_beside_the_text(linked: Callable[[], Page]) -> None:
    page = linked()
    page.locator("summary").click()
    until(page, "document.querySelector('.panel .s')")
    assert page.evaluate("[...document.querySelectorAll('.panel li')].map((one) => one.textContent)") == ["2.1甲句词", "任务"]
    assert page.evaluate("[document.querySelector('details').open, document.querySelector('.panel').className]") == [
        True,
        "panel held side",
    ]
    page.locator("summary").click()
    assert page.locator(".panel").count() == 0
    page.locator("a.c.to").last.click()
    page.wait_for_selector("li > .preview, .panel .preview")
    assert page.locator(".panel .preview").count() == 1
    page.locator("li > a.to").nth(1).click()
    page.wait_for_url("**/b/2/#gone")


# ---- terms, and what is common to all pages

TERMS = """<p><span class=s id=1-1>先有<a class=t href=../../glossary/#yl>养老</a>，后有<a class=t data-t=yl>养老</a>和<a class=t href=../../glossary/#none>无</a>。</span></p><p id=terms><select><option value=first>首<option value=all>全<option value=no>无</select></p>
<dl class=glosses><div class=gloss-held id=g-yl hidden><dt><a href=../../glossary/#yl>养老</a></dt><dd>照料<a class=t data-t=jj>居家</a>的人</dd></div><div id=g-jj hidden><dt><a href=../../glossary/#jj>居家</a></dt><dd>在家</dd><dd class=uses>用例</dd></div></dl>"""


def test_a_term_opens_what_the_page_holds_of_it(opened: Open) -> None:
    page = text_page(opened, "a/1/", text=TERMS, more="terms")
    link = page.locator("a.t").first
    link.click()
    panel = "(({ dataset, className, textContent, innerHTML }) => [dataset.name, className, textContent, innerHTML.includes('id='), innerHTML.includes('hidden')])(document.querySelector('.panel'))"
    assert page.evaluate(panel) == ["yl", "panel term", "养老照料居家的人 全部用例报告错误关闭", False, False]
    assert page.evaluate("[...document.querySelectorAll('.panel a')].map((a) => a.href.split('book/')[1])") == [
        "glossary/#yl",
        "glossary/#jj",
        "glossary/#yl",
    ]
    page.locator(".panel a.t").click()
    assert page.evaluate(panel) == ["jj", "panel term", "返回居家在家用例 全部用例报告错误关闭", False, False]
    page.get_by_role("button", name="返回").click()
    assert page.evaluate(panel)[:3] == ["yl", "panel term", "养老照料居家的人 全部用例报告错误关闭"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "养老"
    shown = "[...document.querySelectorAll('.s a.t')].map((one) => (one.getAttribute('href') ?? '-').split('/').pop() + ' ' + (one.dataset.t ?? ''))"
    choose = f"(value) => {{ const one = document.querySelector('#terms select'); one.value = value; one.dispatchEvent(new Event('change')); return [localStorage.getItem('zhangju:terms'), ...{shown}]; }}"
    assert page.evaluate(choose, "all") == ["all", "#yl ", "#yl yl", "#none "]
    assert page.evaluate(choose, "no") == ["no", "- yl", "- yl", "- none"]
    assert page.evaluate(choose, "first") == ["first", "#yl yl", "- yl", "#none none"]
    page.locator("a.t").nth(2).click()
    page.wait_for_url("**/glossary/#none")


def test_a_panel_is_placed_where_there_is_room(opened: Open) -> None:
    page = text_page(opened)
    page.add_style_tag(
        content=".panel{position:absolute;box-sizing:border-box;width:300px;height:200px;overflow:hidden} .fixed{position:fixed;bottom:0;height:100px}"
    )
    place = """([left, top, fixed, scroll]) => { document.querySelector("#o")?.remove(); document.body.style.height = "3000px"; scrollTo(0, scroll);
      const opener = Object.assign(document.createElement("i"), { id: "o" }); opener.style = `position:fixed;left:${left}px;top:${top}px;width:20px;height:20px`; document.body.append(opener);
      zhangju.openPanel(opener, "名", false, "话"); const now = zhangju.panelNow(); now.classList.toggle("fixed", fixed); if (fixed) now.style = ""; zhangju.placePanel();
      const box = now.getBoundingClientRect(); return fixed ? now.classList.contains("high") : [box.left, box.top, now.tabIndex, now.role ?? now.getAttribute("role"), now.ariaLabel, now.textContent]; }"""
    end = [-1, "dialog", "名", "话关闭"]
    width = page.evaluate("document.documentElement.clientWidth")
    for (left, top, scroll), box in {
        (100, 100, 0): [100, 126], (2, 100, 50): [16, 126], (950, 100, 0): [width - 316, 126], (100, 566, 0): [100, 592], (100, 567, 7): [100, 361], (100, 750, 0): [100, 544],
    }.items():  # fmt: skip
        page.evaluate(place, [left, top, False, scroll])
        page.set_viewport_size({"width": 1000, "height": 800})
        assert page.evaluate(place, [left, top, False, scroll]) == [*box, *end], (left, top)
    assert [page.evaluate(place, [100, top, True, 0]) for top in (100, 679, 681, 790)] == [False, False, True, True]
    page.add_style_tag(content=".fixed.high{top:0;bottom:auto}")
    moved = "() => { document.querySelector('#o').style.top = '100px'; zhangju.placePanel(); return zhangju.panelNow().classList.contains('high'); }"
    assert not page.evaluate(moved)  # from its head back to its foot


def test_contents_without_a_side_begin_closed_and_open_once_there_is_one(opened: Open) -> None:
    page = text_page(opened, text=TEXT + "<div class=page><div class=contents><details open><summary>目录</summary></details></div></div>")
    turned = """(position) => { const side = document.querySelector(".contents"), held = side.firstChild; side.style.position = position; dispatchEvent(new Event("resize"));
      const open = held.open; held.open = false; return open; }"""
    assert page.evaluate("[...document.querySelectorAll('.contents, details[open]')].map((one) => one.className)") == ["contents ready"]
    assert [page.evaluate(turned, position) for position in ("static", "sticky", "sticky")] == [False, True, False]


def test_a_panel_that_is_open_goes_when_its_button_is_pressed_again(opened: Open) -> None:
    page = text_page(opened, text=TEXT + "<button class=settings>设</button>")
    again = """() => { const button = document.querySelector("button.settings"); zhangju.openPanel(button, "名", true, "话"); const held = Boolean(zhangju.panelNow());
      button.click(); return [held, Boolean(zhangju.panelNow()), document.activeElement === button]; }"""
    assert page.evaluate(again) == [True, False, True]


def test_a_slash_leads_to_search_and_a_language_keeps_the_line(opened: Open) -> None:
    lines = "".join(f"<p id=1-{n} style='height:100px;margin:0'>{n}</p>" for n in range(1, 60))
    links = "<a class=language href=../../en/a/1/>English</a><a class=to-search href=../../search/>搜</a><input id=i>"
    text = f"{links}<section>{lines}</section>"
    page = text_page(opened, "a/1/?view=x#1-3", text=text, plan={})
    page.evaluate("scrollTo(0, document.getElementById('1-20').getBoundingClientRect().top + scrollY - 65)")
    seen = "document.querySelector('a.language').dispatchEvent(new PointerEvent('pointerdown')) && document.querySelector('a.language').href.split('book/')[1]"
    assert page.evaluate(seen) == "en/a/1/?view=x#1-3"
    assert page.evaluate("sessionStorage.length") == 0
    page.evaluate("document.querySelector('a.language').addEventListener('click', (event) => event.preventDefault())")
    page.evaluate("document.querySelector('a.language').click()")
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('zhangju:moved'))")
    assert (kept["path"], kept["id"], round(kept["top"]), 0.3 < kept["far"] < 0.5) == ("/book/en/a/1/", "1-19", -35, True)
    page.evaluate("scrollTo(0, document.getElementById('1-3').getBoundingClientRect().top + scrollY - 100)")
    page.evaluate("document.querySelector('a.language').click()")
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('zhangju:moved'))")
    assert (kept["id"], round(kept["top"])) == ("1-3", 100)
    page.evaluate("(() => { sessionStorage.clear(); scrollTo(0, 0); document.querySelector('a.language').click(); })()")
    assert page.evaluate("sessionStorage.length") == 0
    page.locator("#i").press("/")
    page.evaluate("document.querySelector('#i').blur()")
    for key in ("Control+/", "Alt+/"):
        page.keyboard.press(key)
    assert page.url.startswith(f"{ORIGIN}a/1/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")


# ---- any two plans

ELDER = "增加养老床位，到2030年护理型床位达到60%。"
SIDES = {
    "a-2021": {
        "id": "a-2021", "title": "甲规划", "coverage": "缺末章",
        "sections": [["1", 1, "一、民生", "a-2021/1/#1", False], ["1.1", 2, "（一）养老", "a-2021/1/#1.1", True], ["2", 1, "二、<b>水</b>", "a-2021/2/#2", True]],
        "clauses": {
            "1.1": {"section": "1.1", "page": "a-2021/1/", "parts": [["1.1-1", ELDER]]},
            "2": {"section": "2", "page": "a-2021/2/", "parts": [["2-1", "甲" * 150 + "。"], ["2-2", "乙" * 100 + "。"], ["2-3", "丙" * 100 + "。"]]},
        },
        "pairs": {"b-2026": [["1.1", "1.1", "3", "3-1"], ["1.1", "1.1", "4", "4"]], "c-2026": [["2", "2-2", "5", "5"]]},
        "perhaps": {"b-2026": [["1.1", "5", "b-2026/5/#5-1"], ["1.1", "a1", "b-2026/a1/#a1"], ["2", "4", "b-2026/4/#4"]]},
    },
    "b-2026": {
        "id": "b-2026", "title": "乙规划", "coverage": "",
        "sections": [["3", 1, "三、养老", "b-2026/3/#3", True], ["4", 1, "四、床位", "b-2026/4/#4", True], ["5", 1, "五、港口", "b-2026/5/#5", True]],
        "clauses": {
            "3": {"section": "3", "page": "b-2026/3/", "parts": [["3-1", "增加养老床位，到2035年护理型床位达到60%。"]]},
            "4": {"section": "4", "page": "b-2026/4/", "parts": [["4-1", "增加养老床位，发展旅居服务。"]]},
        },
        "pairs": {"a-2021": [["3", "3-1", "1.1", "1.1"], ["4", "4", "1.1", "1.1"]]},
        "perhaps": {"a-2021": [["5", "1.1", "a-2021/1/#1.1"], ["4", "2", "a-2021/2/#2"]]},
    },
    "c-2026": {
        "id": "c-2026", "title": "丙规划", "coverage": "", "sections": [["5", 1, "五", "c-2026/5/#5", True]],
        "clauses": {"5": {"section": "5", "page": "c-2026/5/", "zh": True, "parts": [["5-1", "治理水环境，修复河湖生态，建设海绵城市，完善排水防涝体系，推进污水资源化利用，保护饮用水水源地。"]]}},
        "pairs": {"a-2021": [["5", "5", "2", "2-2"]]},
        "perhaps": {},
    },
}  # fmt: skip
TWO = {
    "root": "..", "source": "clauses/", "between": "", "beside": "与", "only": "只见于", "perhaps": "或", "loading": "载入", "failed": "未能", "same": "请选不同的",
    "found": "得{n}对", "none": "没有", "page": "专页", "pages": "a-2021/b-2026 ",
}  # fmt: skip


def two_page(opened: Open, address: str = "compare/", *, files: dict[str, str] | None = None, **words: str) -> Page:
    data = "".join(f" data-{name}='{word}'" for name, word in (TWO | words).items())
    options = "".join(f"<option value={plan}>{plan}</option>" for plan in ("", *SIDES, "d-2030"))
    select = f"<select>{options}</select>"
    html = f"<form class=two hidden{data}>{select}{select}<button>对读</button><p role=status></p></form><div class=both></div>"
    held = {f"compare/clauses/{plan}.json": json.dumps(side) for plan, side in SIDES.items()}
    return opened(f"{html}<script src=../assets/compare.js></script>", address, held if files is None else files)


def compared(page: Page, a: str, b: str) -> tuple[str, str]:
    """What is told of two plans, and what is shown."""
    page.locator("select").nth(0).select_option(a)
    page.locator("select").nth(1).select_option(b)
    page.locator("button").click()
    until(page, "document.querySelector('[role=status]').textContent !== '载入'")
    return page.locator("[role=status]").inner_text(), page.evaluate("document.querySelector('.both').innerHTML")


def test_any_two_plans_are_compared_clause_by_clause(opened: Open) -> None:
    page = two_page(opened)
    assert page.locator("form").is_visible()
    told, html = compared(page, "a-2021", "b-2026")
    assert told == "得2对"
    assert page.url.endswith("compare/?a=a-2021&b=b-2026")
    assert '<h2 class="quiet">甲规划 与 乙规划</h2><p><a href="../compare/a-2021/b-2026/">专页</a></p>' in html
    assert '<p class="missing"><b>甲规划</b>　缺末章</p>' in html
    assert '<tr class="level-2"><th scope="row"><a href="../a-2021/1/#1.1">（一）养老</a></th>' in html
    assert '<li><a href="../b-2026/3/#3-1">三、养老</a></li><li><a href="../b-2026/4/#4">四、床位</a></li>' in html
    rows = page.evaluate("[...document.querySelectorAll('.words td')].map((one) => [one.dataset.label, one.innerHTML])")
    assert rows[0] == ["甲规划", "增加养老床位，到<del>2030</del>年护理型床位达到60%。"]
    assert rows[1][1].startswith(
        "<p><b>三、养老</b> 增加养老床位，到<ins>2035</ins>年护理型床位达到60%。</p><p><b>四、床位</b> 增加养老床位，<ins>发展"
    )
    only = page.evaluate("[...document.querySelectorAll('details')].map((one) => one.textContent)")
    assert only == ["或 2五、港口a1", "或 1四、床位"]  # which are sections that the one may not have alone
    assert '<details class="perhaps"><summary>或 <small>2</small></summary><ul><li><a href="../b-2026/5/#5-1">五、港口</a></li>' in html
    assert "只见于" not in html
    assert compared(page, "b-2026", "a-2021")[0] == "得2对"
    long = compared(page, "a-2021", "c-2026")[1]
    assert f'<td data-label="甲规划">…{"乙" * 100}。{"丙" * 100}。</td>' in long
    assert (
        "<p>治理水环境，修复河湖生态，建设海绵城市，完善排水防涝体系，推进污水资源化利用，保护饮用水水源地。</p>" in long
    )  # said in quite other words: nothing is marked
    assert "专页" not in long


def test_two_plans_that_share_nothing_and_what_cannot_be_compared(opened: Open) -> None:
    page = two_page(opened)
    told, html = compared(page, "b-2026", "c-2026")
    assert told == "没有"
    assert "<table" not in html
    assert "只见于丙规划" in html
    assert compared(page, "b-2026", "b-2026") == ("请选不同的", "")
    assert compared(page, "b-2026", "") == ("", "")
    assert compared(page, "b-2026", "d-2030") == ("未能", "")
    page.route(
        "https://apart.test/book/compare/clauses/d-2030.json",
        lambda route: route.fulfill(body=json.dumps(SIDES["b-2026"] | {"id": "d-2030"})),
    )
    assert compared(page, "b-2026", "d-2030")[0] == "没有"  # asked for anew
    page = two_page(opened, "compare/?a=a-2021&b=c-2026", between=" ", translated="1")
    until(page, "document.querySelector('.both table')")
    assert page.locator("[role=status]").inner_text() == "得1对"
    assert (
        page.evaluate("document.querySelector('.words p').innerHTML")
        == '<span lang="zh-Hans">治理水环境，修复河湖生态，建设海绵城市，完善排水防涝体系，推进污水资源化利用，保护饮用水水源地。</span>'
    )
    page = two_page(opened, "compare/?a=x&b=y")
    assert page.evaluate("[...document.querySelectorAll('select')].map((one) => one.value)") == ["", ""]
