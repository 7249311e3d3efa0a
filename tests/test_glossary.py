"""The glossary: heads and definitions, scopes, addresses, the labelled uses with their floors, the built pages, bad input.

Sentences that must and must not match are cases: `test_mention_cases.py`. Panels in a real browser: `test_terms_browser.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.characters import plain
from generator.checks import glossary_findings
from generator.cli import main
from generator.edition import TextMark
from generator.errors import ZhangjuError
from generator.glossary import GlossaryMade, load_glossary, make_glossary
from generator.glossary.annex import annex_definitions, explaining_parts
from generator.glossary.editors import Editors, TermEntry, read_editors
from generator.glossary.folding import fold, unfolded
from generator.glossary.in_text import in_text_definitions
from generator.glossary.names import give_names, read_names, slug, write_names
from generator.glossary.surfaces import read_head
from generator.model import Glossary, Paragraph, Plan, Repair, Section, Sentence, Term
from generator.pipeline import Converted
from generator.site.html import Renderer
from generator.site.leaved import letter_of
from generator.site.marks import marked
from tests.conftest import ROOT
from tests.gold.files import rows
from tests.gold.mentions import label_place, labels, whole_texts

SPECIAL = "是指一种安排。"


def small_plan(name: str, sentences: tuple[str, ...] = (), annex: dict[str, str] | None = None, date: str = "2021-01-01") -> Plan:
    """A plan with one section of sentences and, when wished, an annex that explains words."""
    body = (Paragraph(tuple(Sentence(text, id=f"1-{n}") for n, text in enumerate(sentences, 1))),)
    sections = [Section("1", "一", "一、", 1, "正文", blocks=body)]
    if annex:
        sections += [Section("a", None, "", 1, "附件"), Section("a.1", "一", "一、", 2, "名词解释", parent="a")]
    for n, (head, text) in enumerate((annex or {}).items(), 1):
        blocks = (Paragraph((Sentence(text, id=f"a.1.{n}-1"),)),)
        sections.append(Section(f"a.1.{n}", str(n), f"{n}、", 3, head, parent="a.1", blocks=blocks))
    return Plan(name, {"date": date}, tuple(sections))


def glossary_of(*plans: Plan, editors: Editors | None = None, locked: dict[str, str] | None = None) -> Glossary:
    return make_glossary(plans, editors or Editors(), locked or {}).glossary


def term_of(glossary: Glossary, name: str) -> Term:
    return next(term for term in (*glossary.terms, *glossary.undefined) if term.name == name)


def uses(term: Term) -> list[tuple[str, str]]:
    return [(mention.plan, mention.place) for mention in term.mentions]


@pytest.fixture(scope="module")
def plans(converted: dict[str, Converted]) -> list[Plan]:
    return [made.plan for made in converted.values()]


@pytest.fixture(scope="module")
def made(plans: list[Plan]) -> GlossaryMade:
    return load_glossary(ROOT / "content", plans)


# ---- heads


@pytest.mark.parametrize(
    ("head", "name", "surfaces", "english"),
    [
        ("揭榜挂帅", "揭榜挂帅", "", ""),
        ("基础设施领域不动产投资信托基金（基础设施REITs）", "基础设施领域不动产投资信托基金", "基础设施REITs", ""),
        ("出行即服务（MaaS：Mobility as a Service）", "出行即服务", "MaaS", "Mobility as a Service"),
        ("出行即服务(MaaS: Mobility as a Service)", "出行即服务", "MaaS", "Mobility as a Service"),
        ("EDA设计工具（EDA：Electronics Design Automation）", "EDA设计工具", "EDA", "Electronics Design Automation"),
        ("全球胜任力（Global Competence，又译全球竞争力）", "全球胜任力", "全球竞争力", "Global Competence"),
        ("长三角（简称“长三角地区”）", "长三角", "长三角地区", ""),
        ("TOD（Transit-Oriented-Development）", "TOD", "", "Transit-Oriented-Development"),
        ("大气常规污染物年均浓度（约束性）", "大气常规污染物年均浓度", "", ""),
        ("研发经费投入强度（预期性）", "研发经费投入强度", "", ""),
        ("“独角兽”企业", "“独角兽”企业", "独角兽企业 “独角兽”", ""),
        ("“主分区”制度", "“主分区”制度", "主分区制度 “主分区”", ""),
        ("行政执法“三项制度”", "行政执法“三项制度”", "“三项制度”", ""),
        ("“两个集中”和“综合窗口”改革", "“两个集中”和“综合窗口”改革", "两个集中改革 综合窗口改革 “两个集中” “综合窗口”", ""),
        (
            "中心辐射、两翼齐飞、新城发力、南北转型",
            "中心辐射、两翼齐飞、新城发力、南北转型",
            "中心辐射两翼齐飞新城发力南北转型 中心辐射 两翼齐飞 新城发力 南北转型",
            "",
        ),
        ("云、数、网、端、安", "云、数、网、端、安", "云数网端安", ""),
        ("（约束性）", "（约束性）", "", ""),
        ("失能（失智）老年人", "失能（失智）老年人", "失能老年人 失智老年人", ""),
        ("", "", "", ""),
    ],
)
def test_heads(head: str, name: str, surfaces: str, english: str) -> None:
    read = read_head(head)
    shown = [f"“{surface.text}”" if surface.quoted else surface.text for surface in read.surfaces]
    assert (read.name, shown, read.english) == (name, [name, *surfaces.split()], english)


def test_folding_finds_its_way_back() -> None:
    text = "“独角兽” ＲＥＩＴｓ PM~2.5~、Ⅲ类[^1]㎡"
    assert fold(text) == "独角兽reitspm2.5、iii类m2"
    spans = unfolded(text)
    assert len(spans) == len(fold(text))
    assert all(fold(char) in fold(text[slice(*span)]) for char, span in zip(fold(text), spans, strict=True))
    assert text[slice(*spans[fold(text).index("5")])] == "5~"


# ---- definitions


def test_the_annex_has_all_its_entries(converted: dict[str, Converted]) -> None:
    part = {"indicator": "a.1", "term": "a.2"}
    expected = [(f"{part[row['kind']]}.{row['number']}", row["term"], row["kind"]) for row in rows("sh-14fyp", "glossary")]
    found = list(annex_definitions(converted["sh-14fyp"].plan))
    assert [(d.place, d.term, d.kind) for d in found] == expected
    assert len(expected) == 6 + 38
    texts = {s.id: s.text for section in converted["sh-14fyp"].plan.sections for _, s in section.sentences()}
    assert all(d.text.startswith(texts[f"{d.place}-1"]) for d in found)


def test_every_entry_has_its_english_and_says_that_nobody_reviewed_it(made: GlossaryMade) -> None:
    assert [term.name for term in made.glossary.terms if not term.en] == []
    assert [t.name for t in made.glossary.terms if not t.definition_en and any(d.span is None for d in t.definitions)] == []
    assert not any(term.reviewed for term in made.glossary.terms)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("支持临港新片区（以下简称“新片区”）建设。", [("新片区", "临港新片区", "short-name")]),
        ("各市国有资产监督管理机构（简称国资委）负责。", [("国资委", "各市国有资产监督管理机构", "short-name")]),
        ("降低细颗粒物（PM~2.5~）浓度。", [("PM2.5", "细颗粒物", "abbreviation")]),
        ("推进MaaS（出行即服务）应用。", [("MaaS", "出行即服务", "abbreviation")]),
        ("碳普惠是指对减排量进行量化；推广之。", [("碳普惠", "对减排量进行量化", "in-text")]),
        ("所谓“链长”，是指产业链负责人。", [("链长", "产业链负责人", "in-text")]),
        ("新型工业化，主要是指以信息化带动。", [("新型工业化", "以信息化带动", "in-text")]),
        ("推进工业，主要是指制造。", [("推进工业", "制造", "in-text")]),
        ("按照《总体方案》（以下简称《方案》）执行。", []),
        ("按照《某市总体方案》（以下简称“市《方案》”）执行。", []),
        ("按照《某市总体规划》（以下简称“市‘十五五’规划”）执行。", []),
        ("建设臨空經濟示範區（以下簡稱“臨空區”）。", [("臨空區", "臨空經濟示範區", "short-name")]),
        ("本条例所称新市民，是指在本市稳定就业的人员。", [("新市民", "在本市稳定就业的人员", "in-text")]),
        ("达到泽（Z）级。", []),
        ("规模达到100亿元（不含税）。", []),
    ],
)
def test_definitions_in_passing(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    plan = small_plan("a", (sentence,))
    found = list(in_text_definitions(plan, (), (sentence,)))
    assert [(d.term, d.text, d.kind) for d in found] == expected
    for definition in found:
        assert definition.span
        assert definition.place == "1-1"
        assert definition.term in plain(sentence[slice(*definition.span)])


def test_in_passing_of_all_plans(made: GlossaryMade) -> None:
    """Every definition in passing of the five plans, with its full name; hold this list against the texts when it changes."""
    found = {(d.plan, d.place, d.term): d.text for t in made.glossary.terms for d in t.definitions if d.span is not None}
    assert found["lingang-14fyp", "front-6", "临港新片区"] == "中国（上海）自由贸易试验区临港新片区"
    assert found["sh-14fyp", "1.1.4-2", "PM2.5"] == "细颗粒物"
    assert found["sh-14fyp", "13.2.2-1", "O3"] == "臭氧"
    assert found["sh-14fyp", "9.1.3-4", "VOCs"] == "挥发性有机物"
    assert len(found) == sum(d.span is not None for t in made.glossary.terms for d in t.definitions) >= 20
    assert all(len(text) <= 30 for text in found.values())


# ---- scopes


SHORT = ("新区先行。", "浦江综合示范新区（以下简称“新区”）成立。", "新区加快发展。")


def test_a_short_name_holds_in_its_own_plan_from_its_place_on() -> None:
    glossary = glossary_of(small_plan("a", SHORT), small_plan("b", ("新区加快发展。",)))
    assert uses(term_of(glossary, "新区")) == [("a", "1-3")]


def test_a_scope_widens_and_narrows() -> None:
    two = small_plan("a", SHORT), small_plan("b", ("新区加快发展。",))
    wide = glossary_of(*two, editors=Editors([TermEntry("新区", scope="edition")]))
    assert uses(term_of(wide, "新区")) == [("a", "1-1"), ("a", "1-3"), ("b", "1-1")]
    annexed = small_plan("a", ("用揭榜挂帅。",), {"揭榜挂帅": SPECIAL}), small_plan("b", ("用揭榜挂帅。",))
    assert uses(term_of(glossary_of(*annexed), "揭榜挂帅")) == [("a", "1-1"), ("b", "1-1")]
    narrow = glossary_of(*annexed, editors=Editors([TermEntry("揭榜挂帅", scope="plan")]))
    assert uses(term_of(narrow, "揭榜挂帅")) == []  # the annex comes after the body: from there on


def test_the_own_definition_is_no_use_but_another_definition_is() -> None:
    annex = {"揭榜挂帅": "是指张榜。实行揭榜挂帅。", "赛马制度": "与揭榜挂帅相近。"}
    term = term_of(glossary_of(small_plan("a", annex=annex)), "揭榜挂帅")
    assert uses(term) == [("a", "a.1.2-1")]


def test_a_number_before_a_heading_is_no_part_of_it() -> None:
    sections = (Section("1", "一", "一、", 1, "江一河开发"), Section("2", "二", "二、", 1, "一江一河开发"))
    glossary = glossary_of(small_plan("a", annex={"一江一河": SPECIAL}), Plan("b", {}, sections))
    term = term_of(glossary, "一江一河")
    assert uses(term) == [("b", "2")]


def test_two_plans_define_one_term() -> None:
    glossary = glossary_of(
        small_plan("new", ("推广碳普惠。",), {"碳普惠": "是指新的。"}, "2026-01-01"),
        small_plan("old", ("推广碳普惠。",), {"碳普惠": "是指旧的。"}, "2021-01-01"),
        small_plan("none", ("推广碳普惠。",), date="2023-01-01"),
    )
    (term,) = glossary.terms
    assert [d.plan for d in term.definitions] == ["old", "new"]
    assert uses(term) == [("old", "1-1"), ("none", "1-1"), ("new", "1-1")]
    assert [(d := term.definition_for(plan)) and d.text for plan in ("old", "none", "new")] == ["是指旧的。", "是指旧的。", "是指新的。"]


def test_two_plans_shorten_alike() -> None:
    """Each plan's short name is its own; the page of a plan shows its own meaning."""
    glossary = glossary_of(
        small_plan("a", ("浦江示范新区（以下简称“新区”）成立。", "新区发展。"), date="2021-01-01"),
        small_plan("b", ("滨海示范新区（以下简称“新区”）成立。", "新区发展。"), date="2022-01-01"),
    )
    term = term_of(glossary, "新区")
    assert uses(term) == [("a", "1-2"), ("b", "1-2")]
    assert [(d := term.definition_for(plan)) and d.text for plan in "ab"] == ["浦江示范新区", "滨海示范新区"]


def test_undefined_expressions_and_ordinary_words(tmp_path: Path) -> None:
    sentences = ("深化“一网通办”。", "一网通办改革，推进“放管服”。", "“放管服”和“十四五”。", "“稳步”推进。")
    glossary = glossary_of(small_plan("a", sentences))
    assert {term.name: len(term.mentions) for term in glossary.undefined} == {"一网通办": 2, "放管服": 2}
    assert glossary.terms == ()
    defined = glossary_of(small_plan("a", sentences, {"一网通办": SPECIAL}))
    assert [term.name for term in defined.undefined] == ["放管服"]


# ---- addresses


def test_an_address_once_given_stays() -> None:
    locked = {"三高两区": "kept-name", "已经删去": "yi-jing-shan-qu"}
    plan = small_plan("a", annex={"三高两区": SPECIAL, "点站场": SPECIAL})
    names = make_glossary([plan], Editors(), locked).names
    assert names == {**locked, "点站场": "dian-zhan-chang"}


def test_words_written_alike_get_numbers() -> None:
    names = give_names(["公式", "攻势", "宫室", "公式"], {}, {})
    assert names == {"公式": "gong-shi", "攻势": "gong-shi-2", "宫室": "gong-shi-3"}
    assert give_names(["攻势"], {"公式": "gong-shi"}, {}) == {"公式": "gong-shi", "攻势": "gong-shi-2"}
    assert give_names(["公式"], {}, {"公式": "formula"}) == {"公式": "formula"}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("三高两区", "san-gao-liang-qu"),
        ("24小时社区", "24-xiao-shi-she-qu"),
        ("EDA设计工具", "eda-she-ji-gong-ju"),
        ("“”", "term"),
        ("绿", "lv"),
    ],
)
def test_addresses_in_pinyin(name: str, address: str) -> None:
    assert slug(name) == address


def test_the_lock_reads_what_it_wrote(tmp_path: Path) -> None:
    names = {"点站场": "dian-zhan-chang", "“独角兽”企业": "du-jiao-shou-qi-ye"}
    (tmp_path / "glossary.lock").write_text(write_names(names), encoding="utf-8")
    assert read_names(tmp_path) == names
    assert read_names(tmp_path / "nowhere") == {}


def test_the_committed_lock_has_every_term(made: GlossaryMade) -> None:
    assert read_names(ROOT / "content") == dict(made.names)
    assert (ROOT / "content" / "glossary.lock").read_text(encoding="utf-8") == write_names(made.names)


# ---- the labelled uses


def test_every_label_stands_in_its_anchor(plans: list[Plan]) -> None:
    texts = whole_texts(plans)
    for label in labels():
        _, _, start, end = label_place(label, texts)  # raises when it does not stand there so often
        assert texts[label.plan, label.anchor][start:end] == label.text, f"mentions.tsv:{label.line}"


def test_the_labels_are_enough() -> None:
    assert len(labels()) >= 300
    assert sum(label.use for label in labels()) >= 100
    assert {label.plan for label in labels()} == {"sh-14fyp", "sh-15fyp", "sh-2026-report", "sh-pathways", "lingang-14fyp"}


def test_no_mention_stands_in_a_citation(plans: list[Plan], made: GlossaryMade) -> None:
    texts = {(plan.id, p.place, p.cell): p.text for plan in plans for section in plan.sections for p in section.parts()}
    found = [mention for term in (*made.glossary.terms, *made.glossary.undefined) for mention in term.mentions]
    assert any("《" in texts[m.plan, m.place, m.cell] for m in found)
    for m in found:
        before = texts[m.plan, m.place, m.cell][: m.span[0]]
        assert before.count("《") == before.count("》"), (m.plan, m.place, m.text)


def test_no_two_mentions_overlap(made: GlossaryMade) -> None:
    found = [mention for term in (*made.glossary.terms, *made.glossary.undefined) for mention in term.mentions]
    places: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for m in found:
        places.setdefault((m.plan, m.place, m.cell), []).append(m.span)
    for place, spans in places.items():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), place


# ---- open data


def read(site: Path, name: str) -> Any:
    return json.loads((site / "api" / name).read_text(encoding="utf-8"))


def texts_of(site: Path, plan: str) -> dict[tuple[str, int], str]:
    """Text of each anchor and cell, from the open data alone."""
    found: dict[tuple[str, int], str] = {}
    for section in read(site, f"{plan}.json")["sections"]:
        found[section["id"], 0] = section["title"]
        found |= {(part["id"], 0): part["text"] for part in section["sentences"]}
        found |= {(part["id"], 0): part["caption"] for part in section["figures"]}
        for table in section["tables"]:
            found[table["id"], 0] = table["caption"]
            found |= {(note["id"], 0): note["text"] for note in table["notes"]}
            found |= {(row["id"], cell): text for row in table["rows"] for cell, text in enumerate(row["cells"])}
    return found


@pytest.mark.parametrize("file", ["glossary.json", "undefined.json"])
def test_every_use_in_the_open_data_stands_where_it_says(site: Path, file: str) -> None:
    data = read(site, file)
    texts = {plan["id"]: texts_of(site, plan["id"]) for plan in read(site, "plans.json")}
    assert sum(len(term["mentions"]) for term in data) > 100
    for term in data:
        for use in term["mentions"]:
            text = texts[use["plan"]][use["id"], use.get("cell", 0)]
            assert text[use["start"] : use["start"] + len(use["text"])] == use["text"], (term["id"], use)


def test_the_open_data_of_a_term(site: Path) -> None:
    data = {term["id"]: term for term in read(site, "glossary.json")}
    term = data["chu-xing-ji-fu-wu"]
    keys = "id term aliases kind definition en definition_en reviewed source definitions see url mentions"
    assert list(term) == keys.split()
    assert (term["term"], term["aliases"], term["kind"], term["reviewed"]) == ("出行即服务", ["MaaS"], "term", False)
    assert term["source"] == {"plan": "sh-14fyp", "section": "a.2.31"}
    assert [(d["plan"], d["id"]) for d in term["definitions"]] == [("sh-14fyp", "a.2.31"), ("lingang-14fyp", "3.5.2-23")]
    assert all(other in data for term in data.values() for other in term["see"] if other not in undefined_ids(site))


def undefined_ids(site: Path) -> set[str]:
    return {term["id"] for term in read(site, "undefined.json")}


# ---- the words on a page


def sample_repair(before: str, offset: int, reach: int, status: str = "applied", rule: str = "page-numbers", after: str = "") -> TextMark:
    return TextMark(
        Repair(
            1,
            rule,
            at=0,
            line=1,
            column=1,
            before=before,
            after=after,
            reason="混入正文的页码",
            status=status,
            length=0,
            place="1-1",
            offset=offset,
            reach=reach,
        ),
        "r1",
    )


class Nested(HTMLParser):
    """Text of a piece of HTML, of its terms, and how deep links stand in links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.terms: list[str] = []
        self.deepest = 0
        self.feed(html)
        assert self.open == [], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        term = tag == "a" and ("class", "t") in attrs
        self.open.append("term" if term else tag)
        self.deepest = max(self.deepest, sum(name in ("a", "term") for name in self.open))
        if term:
            self.terms.append("")

    def handle_endtag(self, tag: str) -> None:
        opened = self.open.pop()
        assert ("a" if opened == "term" else opened) == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "term" in self.open:
            self.terms[-1] += data


TEXT = "控制细颗粒物PM~2.5~浓度"
SPAN = (6, 13)


@pytest.mark.parametrize(
    ("mark", "terms"),
    [
        (None, ["PM2.5"]),
        (sample_repair("77", 0, 0), ["PM2.5"]),
        (sample_repair("77", 8, 0), ["PM", "2.5"]),  # removed inside
        (sample_repair("Ｍ", 7, 1, after="M"), ["P", "M", "2.5"]),  # replaced inside
        (sample_repair("物Ｐ", 5, 2, after="物P"), ["P", "M2.5"]),  # replaced over its beginning
        (sample_repair("侬", 13, 1, after="浓"), ["PM2.5"]),  # after its end
        (sample_repair("x", 2, 13), ["PM2.5"]),  # all of it inside the replaced words
        (sample_repair(" ", 8, 0, rule="markup"), ["PM2.5"]),  # a layout repair parts nothing
        (sample_repair("PM", 6, 2, status="flagged", after="PH"), ["2.5"]),  # a flag is a link itself
        (sample_repair("物P", 5, 2, status="flagged", after="勿P"), ["M2.5"]),
        (sample_repair("x", 6, 7, status="flagged", after="y"), []),
    ],
)
def test_a_repair_inside_a_term(mark: TextMark | None, terms: list[str]) -> None:
    links = [(SPAN, '<a class="t" href="#x">', '<a class="t" data-t="x">')]
    html = marked(TEXT, [mark] if mark else [], "../", str, links)
    found = Nested(html)
    assert found.text == plain(TEXT)
    assert found.terms == terms
    assert found.deepest == 1
    assert html.count('href="#x"') == bool(terms)


def test_two_terms_side_by_side_and_two_repairs() -> None:
    text = "共享制造智能汽车"
    links = [((n, n + 4), f'<a class="t" href="#{n}">', f'<a class="t" data-t="{n}">') for n in (0, 4)]
    html = marked(text, [sample_repair("1", 2, 0), sample_repair("2", 4, 0), sample_repair("能气", 5, 2, after="能汽")], "../", str, links)
    found = Nested(html)
    assert found.text == text
    assert found.terms == ["共享", "制造", "智", "能汽", "车"]
    assert found.deepest == 1
    over = Nested(
        marked(text, [sample_repair("造智", 3, 2, after="造智")], "../", str, links)
    )  # over the end of one and the beginning of one
    assert over.terms == ["共享制", "造", "智", "能汽车"]


def test_a_term_under_a_flag_leaves_the_link_to_the_next_one() -> None:
    plan = small_plan("a", ("一江一河和一江一河。",), {"一江一河": SPECIAL})
    (term,) = glossary_of(plan).terms
    renderer = Renderer(str, {}, {}, "", mentions={("1-1", 0): term.mentions}, root="r/")
    html = renderer.text("1-1", "一江一河和一江一河。", [sample_repair("一江一河", 0, 4, status="flagged", after="一江两河")])
    assert html.index('class="flag"') < html.index(f'<a class="t" href="r/glossary/#{term.id}">一江一河</a>')
    assert html.count("<a ") == 2


def test_special_characters_round_a_term() -> None:
    html = marked("<b>&一江一河&amp;", [], "", str, [((4, 8), '<a class="t" href="#x">', "")])
    assert html == '&lt;b&gt;&amp;<a class="t" href="#x">一江一河</a>&amp;amp;'


def test_a_note_inside_a_term_stays_a_link() -> None:
    plan = small_plan("a", ("培育新型研发[^1]机构。", "培育新型研发机构。"), {"新型研发机构": SPECIAL})
    (term,) = glossary_of(plan).terms
    found = {(m.place, m.cell): [m] for m in term.mentions}
    assert set(found) == {("1-1", 0), ("1-2", 0)}
    renderer = Renderer(str, {}, {}, "", mentions=found, root="r/")
    assert "class" not in renderer.text("1-1", "培育新型研发[^1]机构。")
    assert f'href="r/glossary/#{term.id}"' in renderer.text("1-2", "培育新型研发机构。")  # still the first that is a link


@dataclass
class Marked:
    """A term's piece on a page."""

    place: str
    section: int
    term: str
    href: str
    text: str = ""


VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


@dataclass
class Article(HTMLParser):
    """The terms in a page's article and how links stand in it."""

    pieces: list[Marked] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    sections: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in VOID:
            return
        if tag == "a" and any(name == "a" for name, _ in self.open):
            self.nested.append(self.get_starttag_text() or "")
        self.sections += tag == "section"
        self.ids.add(values.get("id", ""))
        if tag == "a" and "glossary/#" in values.get("href", ""):
            self.hrefs.append(values["href"])
        inside = any(name == "article" for name, _ in self.open)
        if inside and tag == "a" and values.get("class") == "t":
            place = next(anchor for _, anchor in reversed(self.open) if anchor)
            href = values.get("href", "")
            assert bool(href) != bool(values.get("data-t"))
            self.pieces.append(Marked(place, self.sections, values.get("data-t") or href.partition("#")[2], href))
            tag = "a.t"
        self.open.append((tag.removesuffix(".t"), "" if tag == "article" else values.get("id", "")))
        self.terms = self.terms if tag != "a.t" else len(self.open)

    terms: int = 0

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if len(self.open) < self.terms:
            self.terms = 0

    def handle_data(self, data: str) -> None:
        if self.terms:
            self.pieces[-1].text += data


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[str, Article]:
    """Every page of a plan in Simplified that has an article of text, by its address; the whole plan's has the same articles once more."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        if path.relative_to(site).parts[0] in ("zh-hant", "en"):
            continue
        html = path.read_text(encoding="utf-8")
        if '<article class="text' in html and path.parent.name != "whole":
            article = Article()
            article.feed(html)
            found[path.parent.relative_to(site).as_posix()] = article
    return found


def test_no_link_stands_in_a_link(articles: dict[str, Article], site: Path) -> None:
    assert len(articles) > 30
    for page, article in articles.items():
        assert article.nested == [], page
    glossary = Article()
    glossary.feed((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    assert glossary.nested == []


def test_every_use_is_marked_on_its_page(articles: dict[str, Article], site: Path) -> None:
    """What the open data say of each place, and the pieces of the terms on the page, are the same words in the same order."""
    expected: dict[tuple[str, str], list[tuple[int, int, str, str]]] = {}
    for term in read(site, "glossary.json"):
        for use in term["mentions"]:
            key = use["plan"], use["id"]
            expected.setdefault(key, []).append((use.get("cell", 0), use["start"], term["id"], use["text"]))
    found: dict[tuple[str, str], dict[str, str]] = {}
    for page, article in articles.items():
        for piece in article.pieces:
            texts = found.setdefault((page.split("/")[0], piece.place), {})
            texts[piece.term] = texts.get(piece.term, "") + piece.text
    wanted: dict[tuple[str, str], dict[str, str]] = {}
    for key, all_uses in expected.items():
        for _, _, term, text in sorted(all_uses):
            texts = wanted.setdefault(key, {})
            texts[term] = texts.get(term, "") + text
    flagged = wanted.pop(("sh-14fyp", "3.2.2-4"))  # all of it under an editor's flag, which is a link itself
    assert list(flagged.values()) == ["基础设施（REITs）"]
    for plan in read(site, "plans.json"):  # the plan's own title stands above the article
        wanted.pop((plan["id"], "front"), None)
    assert found == wanted


def test_the_first_use_in_each_section_is_a_link(articles: dict[str, Article]) -> None:
    total = 0
    for page, article in articles.items():
        seen: set[tuple[int, str]] = set()
        for piece in article.pieces:
            key = piece.section, piece.term
            assert bool(piece.href) == (key not in seen), (page, piece)
            total += key not in seen
            seen.add(key)
    assert total > 100


def test_every_link_leads_to_an_entry(articles: dict[str, Article], site: Path) -> None:
    glossary = Article()
    glossary.feed((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    for page, article in articles.items():
        depth = "../" * (page.count("/") + 1)
        for href in article.hrefs:
            base, _, name = href.partition("#")
            assert base == f"{depth}glossary/", (page, href)
            assert name in glossary.ids, (page, href)
        for piece in article.pieces:
            assert f"g-{piece.term}" in article.ids, (page, piece)  # what the panel shows, and what is printed


def test_the_glossary_page(site: Path) -> None:
    html = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    letters = re.findall(r'<h2 id="([^"]+)">', html)
    assert letters[:-1] == sorted(letters[:-1])
    assert letters[-1] == "undefined"
    entries = re.findall(r'<section class="entry" id="([^"]+)" data-kind="([^"]+)"', html)
    undefined = [name for name, kind in entries if kind == "undefined"]
    assert {name for name, kind in entries if kind != "undefined"} == {term["id"] for term in read(site, "glossary.json")}
    assert set(undefined) == undefined_ids(site)
    entry = html[html.index('id="tou-dai-lian-dong"') :].split("</section>")[0]
    for words in ("投贷联动", "investment-loan linkage", "附件 二、11", "combines equity with debt", "译文未审校", "首见", "末见"):
        assert words in entry, words


# ---- the annex in other shapes


LINES = """某市规划

第一章 总体要求

实施揭榜挂帅，打响四大品牌。

第二章 保障措施

用好揭榜挂帅。完善四大品牌。

附录：名词解释

"""


@pytest.mark.parametrize(
    "annex",
    [
        "1.四大品牌：是指服务、制造、购物和文化。\n\n2.揭榜挂帅：是指向社会公开张榜。\n",
        "1. 四大品牌。是指服务、制造、购物和文化。\n\n2. 揭榜挂帅。是指向社会公开张榜。\n",
        "1、“四大品牌”。包括服务、制造、购物和文化。\n\n2、“揭榜挂帅”。向社会公开张榜。\n",
        "四大品牌，是指服务、制造、购物和文化。\n\n揭榜挂帅，是指向社会公开张榜。\n",
        "（1）四大品牌是指服务、制造、购物和文化。\n\n（2）揭榜挂帅是指向社会公开张榜。\n",
        "“四大品牌”——服务、制造、购物和文化。\n\n“揭榜挂帅”——向社会公开张榜。\n",
    ],
)
def test_annexes_of_other_shapes(project: Callable[..., Path], annex: str) -> None:
    root = project(LINES + annex)
    (root / "seeds" / "try-1.toml").write_text(
        'id = "try-1"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["第一章"]\n', encoding="utf-8"
    )
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    data = {term["term"]: term for term in read(root / "site", "glossary.json")}
    assert set(data) == {"四大品牌", "揭榜挂帅"}
    assert "服务、制造、购物和文化" in data["四大品牌"]["definition"]
    assert [use["id"] for use in data["揭榜挂帅"]["mentions"]] == ["1-1", "2-1"]
    assert [use["id"] for use in data["四大品牌"]["mentions"]] == ["1-1", "2-2"]
    assert (root / "content" / "glossary.lock").read_text(encoding="utf-8") == "jie-bang-gua-shuai\t揭榜挂帅\nsi-da-pin-pai\t四大品牌\n"
    article = Article()
    article.feed((root / "site" / "try-1" / "1" / "index.html").read_text(encoding="utf-8"))
    assert [(piece.place, piece.text) for piece in article.pieces] == [("1-1", "揭榜挂帅"), ("1-1", "四大品牌")]


def test_an_edition_without_terms(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    assert not (root / "content" / "glossary.lock").exists()
    assert main(["build", "--root", str(root)]) == 0
    assert read(root / "site", "glossary.json") == []
    assert "terms.js" not in (root / "site" / "try-1" / "index.html").read_text(encoding="utf-8")
    assert glossary_findings(root / "content") == []


# ---- bad input


def editors_error(tmp_path: Path, source: str) -> ZhangjuError:
    (tmp_path / "glossary.toml").write_text(source, encoding="utf-8")
    annex = {"四大品牌": SPECIAL, "揭榜挂帅": SPECIAL, "全球胜任力（又译全球竞争力）": SPECIAL}
    plan = small_plan("a", ("打响四大品牌（以下简称“品牌”）。", "提升全球竞争力。", "用好人工智能（AI）。", "落实“一网通办”。"), annex)
    with pytest.raises(ZhangjuError) as caught:
        load_glossary(tmp_path, [plan])
    assert caught.value.file == str(tmp_path / "glossary.toml")
    assert caught.value.next_step
    return caught.value


TERM = '[[term]]\nterm = "四大品牌"\nen = "four brands"\n\n'


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('[[term]]\nterm = "四大品牌"\naliases = ["上海品牌"]\n\n[[term]]\nterm = "揭榜挂帅"\naliases = ["上海品牌"]\n', 5, "claimed by"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\naliases = ["四大 品牌"]\n', 5, "claimed by 四大品牌 and by 揭榜挂帅"),
        (TERM + '[[term]]\nterm = "五大品牌"\nen = "five"\n', 5, "“五大品牌” is no term"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\nsee = ["赛马"]\n', 5, "`see` names “赛马”"),
        (TERM + '[[term]]\nterm = "四大品牌"\n', 5, "has an entry in line 1"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\nenglish = "x"\n', 7, "unknown key `english`"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\naliases = "张榜"\n', 7, "`aliases` is str"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\nreviewed = "yes"\n', 7, "`reviewed` is str"),
        (TERM + '[[term]]\nen = "x"\n', 5, "lacks `term`"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\nscope = "world"\n', 5, "unknown scope `world`"),
        (TERM + '[[term]]\nterm = "AI"\nfull = ["智能化"]\n', 5, "no definition of AI ends in “智能化”"),
        ('[[term]]\nterm = "四大品牌"\nid = "x"\n\n[[term]]\nterm = "揭榜挂帅"\nid = "x"\n', 5, "“x” is the address of 四大品牌"),
        (TERM + '[[term]]\nterm = "揭榜挂帅"\nid = "Jie Bang"\n', 5, "“Jie Bang”"),
        (TERM + '[[terms]]\nterm = "揭榜挂帅"\n', 5, "unknown key `terms`"),
        (TERM + '[[exception]]\nterm = "全球胜任力"\ntext = "全球竞争对手"\nreason = "普通词"\n', 5, "keeps no mention"),
        (TERM + '[[exception]]\nterm = "全球胜任力"\ntext = "全球竞争力"\nplan = "b"\nreason = "普通词"\n', 5, "keeps no mention"),
        (TERM + '[[exception]]\nterm = "胜任力"\ntext = "全球竞争力"\nreason = "普通词"\n', 5, "“胜任力” is no term"),
        (TERM + '[[exception]]\nterm = "全球胜任力"\ntext = "全球竞争力"\nreason = " "\n', 5, "the reason is empty"),
        (TERM + '[[exception]]\nterm = "全球胜任力"\ntext = "全球竞争力"\n', 5, "lacks `reason`"),
        (TERM + '[[ordinary]]\nwords = "走出去"\nreason = "普通词"\n', 5, "“走出去” is no undefined expression"),
        (TERM + '[[ordinary]]\nwords = "一网通办"\nreason = ""\n', 5, "the reason is empty"),
        (TERM + "[[term]]\nterm = 揭榜挂帅\n", 6, "this is no TOML"),
        (TERM + '[[term]]\nterm = "揭榜挂帅\n', 6, "this is no TOML"),
    ],
)
def test_bad_input_names_its_line(tmp_path: Path, source: str, line: int, message: str) -> None:
    error = editors_error(tmp_path, source)
    assert message in error.cause
    assert error.line == line


def test_all_entries_that_fit_nothing_are_told_in_one_run(tmp_path: Path) -> None:
    entries = [
        TERM,
        '[[term]]\nterm = "五大品牌"\n',
        '[[term]]\nterm = "六大品牌"\n',
        '[[term]]\nterm = "四大品牌"\n',
        '[[term]]\nterm = "揭榜挂帅"\naliases = ["四大品牌"]\nid = "No"\nsee = ["赛马"]\n',
        '[[term]]\nterm = "AI"\nfull = ["智能化"]\n',
        '[[exception]]\nterm = "胜任力"\ntext = "全球竞争力"\nreason = "普通词"\n',
        '[[exception]]\nterm = "全球胜任力"\ntext = "全球竞争对手"\nreason = "普通词"\n',
        '[[ordinary]]\nwords = "走出去"\nreason = "普通词"\n',
        '[[ordinary]]\nwords = "引进来"\nreason = "普通词"\n',
    ]
    lines = [1 + sum(entry.count("\n") for entry in entries[:n]) for n in range(len(entries))]
    told = editors_error(tmp_path, "".join(entries)).parts
    assert [part.line for part in told] == [*lines[1:4], lines[4], lines[4], lines[4], *lines[5:]]
    assert all(part.file.endswith("glossary.toml") and part.next_step for part in told)


def test_a_chosen_address_that_is_locked_for_another(tmp_path: Path) -> None:
    (tmp_path / "glossary.lock").write_text("si-da-pin-pai\t旧四大品牌\n", encoding="utf-8")
    assert editors_error(tmp_path, TERM + '[[term]]\nterm = "揭榜挂帅"\nid = "si-da-pin-pai"\n').line == 5


def test_what_an_error_offers(tmp_path: Path) -> None:
    assert "四大品牌" in editors_error(tmp_path, '[[term]]\nterm = "五大品牌"\n').next_step


@pytest.mark.parametrize(
    ("lock", "line"),
    [
        ("si-da-pin-pai\t四大品牌\njie-bang\n", 2),
        ("Si Da\t四大品牌\n", 1),
        ("\t四大品牌\n", 1),
        ("a\t四大品牌\n<<<<<<< HEAD\n", 2),
        ("a\t四大品牌\na\t揭榜挂帅\n", 2),
        ("a\t四大品牌\nb\t四大品牌\n", 2),
    ],
)
def test_a_broken_lock(tmp_path: Path, lock: str, line: int) -> None:
    (tmp_path / "glossary.lock").write_text(lock, encoding="utf-8")
    with pytest.raises(ZhangjuError, match=rf"glossary\.lock:{line}: ") as caught:
        read_names(tmp_path)
    assert "git checkout" in caught.value.next_step


def test_the_command_line_says_it_and_leaves_the_site(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project(LINES + "四大品牌，是指服务、制造、购物和文化。\n", "")
    (root / "seeds" / "try-1.toml").write_text(
        'id = "try-1"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["第一章"]\n', encoding="utf-8"
    )
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    old = (root / "site" / "index.html").read_bytes()
    (root / "content" / "glossary.toml").write_text('[[term]]\nterm = "没有"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--root", str(root)]) == 2
    error = capsys.readouterr().err
    assert re.search("glossary\\.toml:1: error S001 .*: “没有” is no term", error)
    assert "Traceback" not in error
    assert (root / "site" / "index.html").read_bytes() == old
    assert main(["check", "--root", str(root)]) == 1
    assert "S001" in capsys.readouterr().out


# ---- what check finds


def test_check_tells_what_editors_can_do(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project(LINES.replace("保障措施", "落实“五个统一”") + "四大品牌，是指服务、制造、购物和文化。\n\n点站场，是指三种设施。\n")
    (root / "seeds" / "try-1.toml").write_text(
        'id = "try-1"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["第一章"]\n', encoding="utf-8"
    )
    assert main(["convert", "--root", str(root)]) == 0
    content = root / "content"
    found = {finding.code: finding.cause for finding in glossary_findings(content)}
    assert found == {"G002": "1: 点站场", "G003": "1: 五个统一 1"}
    lock = content / "glossary.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("dian-zhan-chang\t点站场\n", ""), encoding="utf-8")
    found = {finding.code: finding.cause for finding in glossary_findings(content)}
    assert found["G001"] == "1 terms have no address in it: 点站场"
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 1
    shown = capsys.readouterr().out
    assert all(code in shown for code in ("G001", "G002", "G003"))
    assert main(["convert", "--root", str(root)]) == 0
    assert "G001" not in {finding.code for finding in glossary_findings(content)}


def test_what_check_says_of_this_edition() -> None:
    found = {finding.code: finding for finding in glossary_findings(ROOT / "content")}
    assert "G001" not in found
    assert set(found) == {"G002", "G003"}
    assert all(finding.severity == "warning" for finding in found.values())


def test_editors_of_this_edition() -> None:
    editors = read_editors(ROOT / "content")
    assert all(item.reason for item in (*editors.exception, *editors.ordinary))


LABELLED = (
    (
        ("名词解释", "1.链长制：是指一种机制。", "2.灯塔工厂：由论坛遴选。", "3.15分钟养老圈：是指设施网络。"),
        ["链长制", "灯塔工厂", "15分钟养老圈"],
    ),
    (("名词解释：", "注：①链主企业：指一种企业。", "②两旧一村：指三种改造。"), ["链主企业", "两旧一村"]),
    (("名詞解釋", "具身智能：是指一种能力。"), ["具身智能"]),
    (("指标解释表", "具身智能：是指一种能力。"), []),
    (("注：本表：按现价计算。",), []),
)


@pytest.mark.parametrize(("lines", "heads"), LABELLED)
@pytest.mark.parametrize("place", ["a", "1"])
def test_lines_below_a_line_that_says_what_they_are(lines: tuple[str, ...], heads: list[str], place: str) -> None:
    """附件 with its title in the next line, and a report without headings."""
    blocks = tuple(Paragraph((Sentence(text, id=f"{place}-{n}"),)) for n, text in enumerate(lines, 1))
    plan = Plan("p", {}, (Section(place, "附件" if place == "a" else None, "", 1, "", blocks=blocks),))
    assert [definition.term for definition in annex_definitions(plan)] == heads
    assert (place in explaining_parts(plan)) is (place == "a" and bool(heads))


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("居民消费价格指数是指居民购买的商品和服务的价格变动。", "居民消费价格指数"),
        ("空气质量指数：是指定量描述空气质量状况的指数。", "空气质量指数"),
        ("四大品牌指“上海服务”等。", "四大品牌"),
        ("本规划指标解释如下。", None),
    ],
)
def test_a_line_of_an_annex_gives_its_whole_head(line: str, head: str | None) -> None:
    from generator.glossary.annex import LINE

    found = LINE.match(line)
    assert (found and found["head"]) == head


def test_two_forms_of_one_term_are_one_elsewhere() -> None:
    plans = [
        small_plan("old", (), {"“独角兽”企业": "是指估值超过10亿美元的企业。"}, "2021-01-01"),
        small_plan("new", ("支持独角兽企业和“独角兽”企业。",), {}, "2026-01-01"),
    ]
    (term,) = glossary_of(*plans).terms
    assert [m.text for m in term.mentions] == ["独角兽企业", "“独角兽”企业"]


@pytest.mark.parametrize(
    ("en", "name", "letter"),
    [
        ("“Four groups” list", "si-ge-yi-pi", "F"),
        ("5G base station", "ji-zhan", "0–9"),
        ("‘ – four groups’", "si-ge-yi-pi", "F"),
        ("", "yi-wang", "中"),
        ("sponge city", "hai-mian", "S"),
    ],
)
def test_english_pages_have_english_letters(en: str, name: str, letter: str) -> None:
    assert letter_of(Term(id=name, name="词", kind="term", en=en), english=True) == letter
