"""The outline against the labelled headings, leads and tables of each plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.characters import plain
from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.model import Paragraph
from generator.numbering import level_of, read_numeral
from generator.outline import outline
from generator.outline.borders import _shape_features, borders, clauses, meetings
from generator.outline.scan import PICTURE
from generator.outline.sentences import split_sentences
from generator.outline.sequence import NumberSequence
from generator.pipeline import Converted, convert_seed
from generator.reading import read_seed
from generator.reading.seed import Seed
from generator.reading.settings import Settings
from generator.repair import repair
from tests.conftest import PLANS, SEEDS, SMALL_TEXT
from tests.gold.files import HERE, headings, leads

PRINTED_HEADINGS = {"sh-14fyp": 283, "sh-15fyp": 53, "sh-pathways": 18, "lingang-14fyp": 44, "sh-2026-report": 11}
"""One careful count; the plan's own title counts where the seed prints it, the 44 items of the annex do not."""


@pytest.mark.parametrize("plan", PLANS)
def test_headings_are_the_labelled_ones_in_order_none_invented(converted: dict[str, Converted], plan: str) -> None:
    found = [(s.number or "", s.title) for s in converted[plan].outlined.sections if not s.supplied and s.id not in ("front", "abstract")]
    assert found == [(h.number, h.title) for h in headings(plan)]


@pytest.mark.parametrize("plan", PLANS)
def test_number_of_headings(converted: dict[str, Converted], plan: str) -> None:
    items = [s for s in converted[plan].outlined.sections if not s.supplied and s.title and not s.id.startswith(("a.1.", "a.2."))]
    assert len(items) == PRINTED_HEADINGS[plan]


def test_levels_of_headings(converted: dict[str, Converted]) -> None:
    for plan in PLANS:
        labelled = [h.level for h in headings(plan) if not h.number.startswith("附")]
        found = [s.level for s in converted[plan].outlined.sections if not s.supplied and s.id not in ("front", "abstract", "a")]
        if plan == "sh-14fyp":  # the labels count the annex's levels from its own top
            labelled, found = labelled[:-46], found[:-46]
        assert found == labelled


def test_the_annex(converted: dict[str, Converted]) -> None:
    ids = [s.id for s in converted["sh-14fyp"].plan.sections if s.id.startswith("a")]
    assert ids == ["a", "a.1", *(f"a.1.{n}" for n in range(1, 7)), "a.2", *(f"a.2.{n}" for n in range(1, 39))]
    assert converted["sh-14fyp"].plan.sections[-1].title == "行政执法“三项制度”"
    assert "end" in {s.id for s in converted["sh-14fyp"].plan.sections}


@pytest.mark.parametrize("plan", PLANS)
def test_leads(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    found = {plain(s.text) for section in made.outlined.sections for _, s in section.sentences() if s.lead}
    corrected = {e.before: e.after for e in made.repaired.ledger if e.rule == "correction" and e.status == "applied"}
    expected = set()
    for lead in leads(plan):
        for before, after in corrected.items():
            lead = lead.replace(before, after.strip())
        expected.add(lead)
    assert found == expected


@pytest.mark.parametrize("plan", ["sh-14fyp", "sh-2026-report"])
def test_tables_cell_by_cell(converted: dict[str, Converted], plan: str) -> None:
    name, *rows = (HERE / plan / "tables.tsv").read_text(encoding="utf-8").splitlines()
    (table,) = [t for s in converted[plan].plan.sections for t in s.tables()]
    assert table.id == name
    found = [table.columns, *(row.cells for row in table.rows)]
    assert [tuple(plain(c, table.marks).replace("\u3000", " ") for c in row) for row in found] == [tuple(row.split("\t")) for row in rows]


def test_notes_of_the_table_of_indicators(converted: dict[str, Converted]) -> None:
    (table,) = [t for s in converted["sh-14fyp"].plan.sections for t in s.tables()]
    assert [(n.id, n.mark, n.text[:8]) for n in table.notes] == [("2.3-n1", "1", "指每万人口居民拥"), ("2.3-n2", "2", "暂用中国信息通信")]
    assert "[^1]" in table.rows[6].cells[1]
    assert "[^2]" in table.rows[7].cells[1]


def test_lost_figures_are_captions(converted: dict[str, Converted]) -> None:
    figures = [f.caption for s in converted["sh-14fyp"].plan.sections for f in s.figures()]
    assert figures == ["图1 “十四五”上海特色产业园区布局（首批）", "图2 “十四五”上海市域功能布局", "图3 “十四五”上海公园绿地建设布局"]


@pytest.mark.parametrize("plan", PLANS)
def test_no_damage_is_left_in_any_sentence(converted: dict[str, Converted], plan: str) -> None:
    import re

    for section in converted[plan].plan.sections:
        for _, sentence in section.sentences():
            assert not re.search(
                r"[上下][接转].{0,4}第?\d+版|<[a-z/]|sina|原标题|责任编辑|[\u4e00-\u9fff] [\u4e00-\u9fff“]", sentence.text
            ) or ("研究所 北京 100017" in sentence.text), sentence
            assert not re.search(r"[,;:?!](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:?!()]", sentence.text), sentence


@pytest.mark.parametrize("fmt", ["html", "markdown"])
def test_a_picture_stands_where_it_is_printed(project: Callable[..., Path], fmt: str) -> None:
    """Between the two paragraphs that it parts, not before or after both."""
    lines = {
        "html": "<p>一、总体要求</p>\n<p>要发展。</p>\n<img src='https://a.cn/1.png'>\n<p>要推进。</p>\n<p>（一）任务</p>\n<p>推进。</p>\n",
        "markdown": "# 一、总体要求\n\n要发展。\n\n![](https://a.cn/1.png)\n\n要推进。\n\n## （一）任务\n\n推进。\n",
    }
    root = project(lines[fmt])
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"plain"', f'"{fmt}"'), encoding="utf-8")
    blocks = next(s for s in convert_seed(root / "seeds", "try-1").plan.sections if s.title == "总体要求").blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Figure", "Paragraph"]


def test_border_rule_before_corrections() -> None:
    """The model alone, on the 85 titles of sh-14fyp that extraction fused to running text; none of them was used to fit it."""
    seed = read_seed(SEEDS, "sh-14fyp")
    repaired = repair(seed)
    found = {s.line: s.title for s in outline(seed, repaired, use_borders=False).sections if s.level <= 2}
    fused = [h for h in headings("sh-14fyp") if h.text_follows and h.title != "结语"]
    right = sum(h.title in {t for line, t in found.items() if line == h.line} or h.title in found.values() for h in fused)
    assert len(fused) >= 84
    assert right / len(fused) >= 0.97


NEVER_SEEN = """
加快建设现代综合交通运输体系|坚持适度超前、智慧绿色，完善铁路公路网络。
提升基层社会治理效能|健全党组织领导的城乡治理体系，夯实治理基础。
推动粮食和重要农产品稳产保供|严守耕地红线，深入实施藏粮于地、藏粮于技战略。
构建现代水网体系|统筹水资源、水生态、水安全，加快重大水利工程建设。
做大做强县域经济|因地制宜发展特色产业，推动资源要素向县域集聚。
加强重点生态功能区保护修复|实施山水林田湖草沙一体化保护，筑牢生态安全屏障。
建设高水平对外开放通道|充分发挥沿边区位优势，完善口岸基础设施。
全面提升政府数字化履职能力|以数据共享为核心，推进跨部门业务协同。
健全多层次社会保障体系|按照兜底线、织密网、建机制的要求，扩大参保覆盖面。
培育壮大文化旅游产业|深入挖掘黄河文化内涵，打造精品旅游线路。
优化国有经济布局结构|聚焦主责主业，推动国有资本向战略性领域集中。
完善防灾减灾救灾体制机制|牢固树立底线思维，提高自然灾害监测预警能力。
"""
"""Titles and openings in the manner of other provinces' plans, written for this test."""


def test_every_sentence_begins_its_clauses_anew() -> None:
    assert [place for place, _ in clauses("推进改革，扩大开放！改善民生？促进就业；完善保障：做好服务。")] == [0, 1, 0, 0, 1, 2]
    assert ("开放", "改善") not in meetings("推进改革，扩大开放！改善民生？促进就业。")
    assert ("民生", "促进") not in meetings("推进改革，扩大开放！改善民生？促进就业。")


def test_a_border_is_judged_by_the_clause_before_it() -> None:
    words = [("推动", "v", 0), ("，", "x", 2), ("人民", "n", 3), ("城市", "n", 5)]
    found = _shape_features("推动，人民城市", words, 3)
    assert (found["has verb"], found["clause"], found["commas"]) == (0.0, 0.2, 0)
    assert _shape_features("推动人民城市", [words[0], ("人民", "n", 2), ("城市", "n", 4)], 2)["has verb"] == 1.0


def test_borders_of_titles_never_seen() -> None:
    pairs = [line.split("|") for line in NEVER_SEEN.strip().splitlines()]
    fused = ["".join(pair) for pair in pairs]
    near = meetings("\n".join(fused))
    right = sum(border.length == len(pair[0]) for pair, border in zip(pairs, (borders([f], near)[0] for f in fused), strict=True))
    assert right >= 11


SHAPES = {
    "篇章节": (
        ["第一篇", "第一章", "第一节"],
        "第一篇 总论\n第一章 发展环境\n第一节 发展基础\n经济平稳增长。社会和谐稳定。\n第二节 面临形势\n机遇与挑战并存。\n第二章 指导思想\n坚持新发展理念。\n第二篇 任务\n第三章 产业\n第一节 制造业\n做强制造业。",
        ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.3", "2.3.1"],
    ),
    "章条": (
        ["第一章", "第一条", "（一）"],
        "第一章 总则\n第一条 为了规范管理，制定本办法。\n第二条 本办法适用于本市。\n（一）规划编制；\n（二）规划实施。\n第二章 编制\n第三条 规划由市政府组织编制。",
        ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.3"],
    ),
    "一1（1）": (
        ["一、", "1.", "（1）"],
        "一、工作目标\n1.总体目标\n到2025年，取得进展。\n（1）创新能力增强。研发投入增长。\n（2）产业结构优化。服务业占比提高。\n2.具体目标\n实现达标。\n二、重点任务\n1.抓项目\n抓好落实。",
        ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_other_numbering_systems(project: Callable[..., Path], name: str) -> None:
    levels, text, ids = SHAPES[name]
    root = project(text)
    toml = root / "seeds" / "try-1.toml"
    toml.write_text('id = "try-1"\ntitle = "某规划"\nformat = "plain"\nlevels = ' + str(levels).replace("'", '"') + "\n", encoding="utf-8")
    assert [s.id for s in convert_seed(root / "seeds", "try-1").plan.sections] == ids


def test_a_text_without_headings_is_one_chapter(project: Callable[..., Path]) -> None:
    root = project("推进改革。扩大开放。\n\n改善民生。")
    made = convert_seed(root / "seeds", "try-1")
    assert [s.id for s in made.plan.sections] == ["front"]
    assert [f.code for f in made.findings] == ["O001"]


def test_a_repeated_number_names_line_and_remedy(project: Callable[..., Path]) -> None:
    root = project("一、目标\n\n实现目标。\n\n（一）增长\n\n增长。\n\n（一）改革\n\n改革。")
    made = convert_seed(root / "seeds", "try-1")
    assert [(f.code, f.line) for f in made.findings] == [("O005", 9)]
    assert "[[keep]]" in made.findings[0].next_step
    assert [s.id for s in made.plan.sections] == ["1", "1.1", "1.1a"]
    (root / "seeds" / "try-1.toml").open("a", encoding="utf-8").write('[[keep]]\nline = 9\ntext = "（一）"\nreason = "a list"\n')
    assert [s.id for s in convert_seed(root / "seeds", "try-1").plan.sections] == ["1", "1.1"]


def test_a_missing_number_is_a_finding(project: Callable[..., Path]) -> None:
    root = project("一、目标\n\n实现目标。\n\n（一）增长\n\n增长。\n\n（三）改革\n\n改革。")
    made = convert_seed(root / "seeds", "try-1")
    assert [(f.code, f.line) for f in made.findings] == [("O002", 9)]
    assert made.plan.sections[-1].id == "1.3"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零三", 103), ("二〇三五", 2035), ("③", 3)],
)
def test_numerals(numeral: str, value: int) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize(
    ("sample", "text"), [("一、", "一、二、三产业"), ("1.", "1.5万亿元"), ("1.1", "1.1.1 综合"), ("1.1.1", "1.1 综合"), ("1.1", "20.5.1")]
)
def test_marks_that_are_none(sample: str, text: str) -> None:
    found = level_of(sample).match(text)
    assert found is None or sample == "一、"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("推进改革。扩大开放。", 2),
        ("他说：“好。”然后走了。", 2),
        ("项目（一期完工。二期开工。）进展顺利。", 1),
        ("增长4.6%以上。达到2.0版！", 2),
        ("没有句号的行", 1),
        ("达标。[^1]见效。[^①][^②]", 2),
        ("未闭合（的括号。下一句。" + "长" * 300 + "。再一句。", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    spans = list(split_sentences(text, 0, len(text)))
    assert len(spans) == count
    assert "".join(text[a:b] for a, b in spans) == text


@pytest.mark.parametrize(
    ("fmt", "paragraphs"),
    [("sentence-lines", [["推进改革。", "扩大开放。"], ["改善民生。"]]), ("plain", [["推进改革。"], ["扩大开放。"], ["改善民生。"]])],
)
def test_where_each_line_is_a_sentence_an_empty_one_parts_paragraphs(fmt: str, paragraphs: list[list[str]]) -> None:
    text = "一、任务\n\n推进改革。\n扩大开放。\n\n改善民生。\n"
    seed = Seed("p", Path("p.txt"), text, "utf-8", False, Settings("p", "某市规划", fmt, ["一、"]))
    blocks = [block for section in outline(seed, repair(seed)).sections for block in section.blocks]
    assert [[s.text for s in block.sentences] for block in blocks if isinstance(block, Paragraph)] == paragraphs


def test_empty_cells_at_the_edges_of_a_row(project: Callable[..., Path]) -> None:
    root = project(SMALL_TEXT + "\n表1 指标\n\n指标\t单位\t目标\n增长\t%\t\n\t万元\t3\n")
    (table,) = [t for s in convert_seed(root / "seeds", "try-1").plan.sections for t in s.tables()]
    assert [row.cells for row in table.rows] == [("增长", "%", ""), ("", "万元", "3")]
    assert table.caption == "表1 指标"


def test_two_annexes(project: Callable[..., Path]) -> None:
    root = project(SMALL_TEXT + "\n附件1：任务清单\n\n一、任务\n\n抓好落实。\n\n（一）分工\n\n各负其责。\n\n附件2\n\n一、名单\n\n见下。\n")
    made = convert_seed(root / "seeds", "try-1")
    assert [(s.id, s.number, s.title) for s in made.plan.sections[-5:]] == [
        ("a1", "附件1", "任务清单"),
        ("a1.1", "一", "任务"),
        ("a1.1.1", "（一）", "分工"),
        ("a2", "附件2", ""),
        ("a2.1", "一", "名单"),
    ]
    pages = {name: text for name, text in made.files.items() if name.endswith(".md")}
    assert list(pages) == ["index.md", "01.md", "02.md", "a1.md", "a2.md"]
    assert anchor_plan(read_plan(pages, root / "try-1").sections, [])[0] == made.plan.sections


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("坚持“创新为先一、总体要求", "一、"),
        ("创新”为先“一、二、三”工程", None),
        ("坚持“创新”为先一、总体要求", "一、"),
        ("坚持“五统一、一开放”", None),
    ],
)
def test_a_quotation_mark_without_its_other_hides_no_heading_and_cancels_none(line: str, number: str | None) -> None:
    for start in (1, 5):  # the marks before the place, and those after it
        found = NumberSequence.of(["一、"]).find_inline(line, start, len(line))
        assert (found.mark.text.strip() if found else None) == number


@pytest.mark.parametrize(
    ("line", "source", "caption"),
    [
        ("![](图_(1)图.png)", "图_(1)图.png", None),
        ("![](a(1)图(2).png)图1 城区(中心)", "a(1)图(2).png", "图1 城区(中心)"),
        ("![](a (1.png)图2 城区", "a (1.png", "图2 城区"),
    ],
)
def test_the_address_of_a_picture_may_hold_brackets(line: str, source: str, caption: str | None) -> None:
    found = PICTURE.match(line)
    assert found
    assert (found["source"], found["caption"]) == (source, caption)
