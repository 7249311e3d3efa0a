"""Tables of unknown texts: every cell in its row and column, and what is open told with a table ready to be mended."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import check
from generator.model import Figure, Paragraph, Table
from generator.outline.coverage import altered, uncovered
from generator.outline.scan import Item
from generator.outline.unsettled import MOST_ROWS, ready
from generator.pipeline import convert, convert_seed
from generator.proposing import Proposal, propose
from generator.reading.seed import Seed
from generator.reading.settings import Settings, TableText
from generator.repair import replay, undo
from generator.repair.group_rows import group_rows

END = "二、任务\n\n加快建设。\n"
CELLS = """江海市规划

一、目标

表1 主要指标
单位：亿元
序号
指标
单位
2030年
1
增加值
亿元
8000
2
企业数
家
3
注：2025年为预计数。

"""
OPEN = """江海市规划

一、目标

表4 设计标准
城镇类型
重现期
标准
超大城市
100
底层不进水
积水不超过15厘米
大城市
30～50

"""


def proposed(text: str, folder: Path, name: str = "plan.txt") -> Proposal:
    (folder / name).write_text(text, encoding="utf-8")
    made = propose(folder / name)
    assert not uncovered(made.repaired.text, made.outlined.sections)
    assert not altered(made.repaired.text, made.outlined.sections)
    seed = (folder / name).read_text(encoding="utf-8")
    assert undo(made.repaired.text, made.repaired.ledger) == seed
    assert replay(seed, made.repaired.ledger) == made.repaired.text
    return made


def tables(made: Proposal) -> list[Table]:
    return [table for section in made.outlined.sections for table in section.tables()]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [table.columns, *(row.cells for row in table.rows)]


def sentences(made: Proposal) -> list[str]:
    return [s.text for section in made.outlined.sections for b in section.blocks if isinstance(b, Paragraph) for s in b.sentences]


def test_cells_one_a_line_are_rows_and_the_unit_is_the_captions(tmp_path: Path) -> None:
    made = proposed(CELLS + END, tmp_path)
    (table,) = tables(made)
    assert table.caption == "表1 主要指标\u3000单位：亿元"
    assert cells(table) == [("序号", "指标", "单位", "2030年"), ("1", "增加值", "亿元", "8000"), ("2", "企业数", "家", "3")]
    assert not [f for f in made.outlined.findings if f.code in ("O004", "O006", "O007")]
    assert not any(isinstance(block, Figure) for section in made.outlined.sections for block in section.blocks)


def test_cells_whose_rows_nothing_tells_are_no_sentences_and_come_ready_to_be_set(tmp_path: Path) -> None:
    made = proposed(OPEN + END, tmp_path)
    (table,) = tables(made)
    assert cells(table) == [(line,) for line in OPEN.strip().split("\n")[5:]]
    assert sentences(made) == ["加快建设。"]
    (finding,) = (f for f in made.outlined.findings if f.code == "O006")
    assert finding.line == 6
    entry = tomllib.loads(finding.next_step[finding.next_step.index("[[table]]") :])["table"][0]
    assert (entry["line"], entry["last_line"], entry["caption"]) == (5, 14, "表4 设计标准")
    assert [entry["columns"], *entry["rows"]] == [[line] for line in OPEN.strip().split("\n")[5:]]


def test_a_row_set_by_likelihood_is_told_by_its_line(tmp_path: Path) -> None:
    rows = "".join(f"{n}\n甲河{n}段\n新建\n{n}00\n" for n in range(1, 6)) + "6\n乙河\n400\n"
    made = proposed(f"江海市规划\n\n一、目标\n\n序号\n名称\n性质\n投资\n{rows}\n{END}", tmp_path)
    (table,) = tables(made)
    assert cells(table)[6] == ("6", "乙河", "", "400")
    (finding,) = (f for f in made.outlined.findings if f.code == "O004")
    assert "line 29" in finding.cause
    assert "[[table]]" in finding.next_step


def test_a_ready_entry_settles_the_table(tmp_path: Path) -> None:
    from generator.outline import outline
    from generator.repair import repair

    made = proposed(OPEN + END, tmp_path)
    (finding,) = (f for f in made.outlined.findings if f.code == "O006")
    entry = tomllib.loads(finding.next_step[finding.next_step.index("[[table]]") :])["table"][0]
    flat = [entry["columns"][0], *(row[0] for row in entry["rows"])]
    entry |= {"columns": flat[:3], "rows": [[flat[3], flat[4], f"{flat[5]}\u3000{flat[6]}"], [flat[7], flat[8], ""]], "evidence": "据印本"}
    settings = replace(made.settings, table=[TableText(**entry)])
    seed = Seed("plan", tmp_path / "plan.txt", OPEN + END, "utf-8", False, settings)
    outlined = outline(seed, repair(seed))
    (table,) = (table for section in outlined.sections for table in section.tables())
    assert cells(table)[1:] == [("超大城市", "100", "底层不进水\u3000积水不超过15厘米"), ("大城市", "30～50", "")]
    assert not [f for f in outlined.findings if f.code.startswith("O00") and f.code != "O001"]


@pytest.mark.parametrize(("rows", "left"), [(2, 0), (MOST_ROWS, 0), (MOST_ROWS + 1, 1)])
def test_a_ready_entry_says_where_the_table_stands_and_how_much_it_leaves_out(tmp_path: Path, rows: int, left: int) -> None:
    text = "\u3000单位：亿元\n\u3000表1 指标\n甲\t乙\n" + "".join(f"第{n}项\t{n}\u3000第{n}行\n" for n in range(rows))
    items = [Item("row", (text.index(line), text.index(line) + len(line)), n) for n, line in enumerate(text.splitlines(), 1)]
    seed = Seed("p", tmp_path / "p.txt", text, "utf-8", False, Settings("p", "某市规划", "plain", ["一、"]))
    written = ready(
        seed, text.replace("\u3000表", " 表"), [replace(items[0]), replace(items[1], span=(text.index("表"), items[1].span[1]))], items[2:]
    )
    (entry,) = tomllib.loads(written)["table"]
    assert (entry["line"], entry["last_line"], entry["begins"], entry["columns"]) == (2, 3 + rows, "表1 指标", ["甲", "乙"])
    assert entry["rows"] == [[f"第{n}项", f"{n}\u3000第{n}行"] for n in range(rows - left)]
    assert (f"… {left} more rows" in written) == bool(left)
    (entry,) = tomllib.loads(ready(seed, text, [], items[2:]))["table"]
    assert (entry["line"], entry["begins"], entry["caption"]) == (3, "甲\t乙", "")


def test_a_caption_without_a_table_is_no_lost_picture(tmp_path: Path) -> None:
    made = proposed(f"江海市规划\n\n一、目标\n\n表1 主要指标\n\n图1 空间布局\n\n{END}", tmp_path)
    assert [f.line for f in made.outlined.findings if f.code == "O007"] == [5]


def test_an_empty_table_of_a_page_is_told(tmp_path: Path) -> None:
    page = "<html><body><p>江海市规划</p>\n<table><tr><td> </td><td>&nbsp;</td></tr></table>\n<p>一、目标</p><p>加快。</p></body></html>"
    assert [f.line for f in proposed(page, tmp_path, "plan.html").outlined.findings if f.code == "O007"] == [2]


HTML = """<html><body><p>江海市规划</p><p>一、目标</p><p>表1 指标</p>
<table><tr><td>类别</td><td>指标</td><td>值</td></tr><tr><td colspan="3">一、产业</td></tr>
<tr><td>甲</td><td>乙</td><td rowspan="2">3</td></tr><tr><td>丙</td><td>丁</td></tr>
<tr><td colspan="3">注：预计数。</td></tr></table><p>二、任务</p><p>加快。</p></body></html>"""


@pytest.mark.parametrize("name", ["plan.html", "plan.md"])
def test_cells_that_span_columns_and_rows(tmp_path: Path, name: str) -> None:
    text = (
        HTML
        if name.endswith("html")
        else HTML.replace("<html><body><p>", "# ").replace("<p>一、", "<p>## 一、").replace("</p><p>", "\n\n").replace("</body></html>", "")
    )
    (table,) = tables(proposed(text.replace("<p>", "\n").replace("</p>", "\n") if name.endswith("md") else text, tmp_path, name))
    assert cells(table) == [("类别", "指标", "值"), ("一、产业", "", ""), ("甲", "乙", "3"), ("丙", "丁", "")]
    assert table.caption == "表1 指标"


def test_notes_under_a_table_are_its_own_and_elsewhere_blocks(tmp_path: Path) -> None:
    made = proposed(CELLS + "增加值[1]增长。\n[1] 快报数。\n\n注：另有说明。\n\n" + END, tmp_path)
    section = next(s for s in made.outlined.sections if s.id == "1")
    (table,) = section.tables()
    assert [(note.mark, note.text) for note in table.notes] == [("注", "2025年为预计数。")]
    assert [(note.mark, note.text) for note in section.notes()] == [("1", "快报数。"), ("注", "另有说明。")]
    assert [(s.text, set(s.marks)) for _, s in section.sentences()] == [("增加值[^1]增长。", {"1"})]


def test_a_reference_without_a_note_is_doubted(project: Callable[..., Path]) -> None:
    root = project("某市规划\n\n一、目标\n\n经费占比4.2%[^4]，位居前列[3]。\n\n（一）任务\n\n甲前列2。乙前列2。\n\n2 据快报数。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    assert [(f.code, f.line) for f in made.findings if f.code == "O008"] == [("O008", 9), ("O008", 9), ("O008", 5), ("O008", 5)]
    assert sum(entry.rule == "note-marks" and entry.status == "flagged" for entry in made.repaired.ledger) == 4


def test_notes_keep_their_addresses_and_stand_in_the_files(project: Callable[..., Path]) -> None:
    text = "某市规划\n\n一、目标\n\n增加值[1]增长。\n\n[1] 快报数。\n\n（一）任务\n\n加快[1]建设。\n\n[1] 另一注。\n"
    root = project(text)
    convert(root / "seeds", root / "content", ["try-1"])
    page = (root / "content" / "try-1" / "01.md").read_text(encoding="utf-8")
    assert "增加值[^1-n1-1]增长。\n\n[^1-n1-1]: 快报数。" in page
    (root / "seeds" / "try-1.txt").write_text(text.replace("[1] 快报数。", "[1] 快报数。\n\n注：新注。"), encoding="utf-8")
    (again,) = convert(root / "seeds", root / "content", ["try-1"])
    kept = {note.text: note.id for section in again.plan.sections for note in section.notes()}
    assert kept == {"快报数。": "1-n1", "新注。": "1-n2", "另一注。": "1.1-n1"}
    assert not [f for f in check(root / "seeds", root / "content") if f.severity == "error"]


def test_words_to_keep_in_a_head_of_two_rows_lose_none_of_it(project: Callable[..., Path]) -> None:
    head = "<tr><td rowspan=2>指标</td><td colspan=2>用 水 量</td></tr><tr><td>现状</td><td>目标</td></tr>"
    root = project(f"<p>一、总则</p><p>（一）水</p><table>{head}<tr><td>城市</td><td>60</td><td>70</td></tr></table>")
    toml = root / "seeds" / "try-1.toml"
    keep = '\n[[keep]]\nline = 1\ntext = "用 水 量"\nreason = "as printed"\n'
    toml.write_text(toml.read_text(encoding="utf-8").replace("plain", "html") + keep, encoding="utf-8")
    text = convert_seed(root / "seeds", "try-1").repaired.text
    assert [line for line in text.split("\n") if line] == [
        "一、总则",
        "（一）水",
        "指标\t用 水 量\u3000现状\t用水量\u3000目标",
        "城市\t60\t70",
    ]


LOST = """江海市规划

一、目标

主要指标

序 指标 单位属性
1 生产总值年均增长 % 预期性 5左右
2 劳动生产率 万元/人 预期性 36
3 森林覆盖率 % 约束性 19.5
4 新增就业 万人 预期性 60
"""


def test_a_sum_that_may_stand_below_several_columns_is_told(tmp_path: Path) -> None:
    text = "江海市规划\n\n一、目标\n\n序号  项目  投资  面积\n1  枢纽  86.5  12\n2  基地  210  30\n合计    296.5\n"
    made = proposed(text + END, tmp_path)
    assert [f.code for f in made.outlined.findings] == ["O004"]
    assert len(tables(made)[0].rows) == 3


def test_rows_whose_columns_are_lost_are_told_and_lists_are_not(tmp_path: Path) -> None:
    laws = "江海市规划\n\n一、目标\n\n主要依据\n\n" + "".join(f"《{one}法》（2019 年修正）\n" for one in "甲乙丙丁戊己")
    short = "江海市规划\n\n一、目标\n\n序号 项目 投资\n甲一 枢纽 86.5\n甲二 基地 210\n共计 296.5 亿元\n"
    for text, lines in ((LOST, [5]), (laws, []), (short, [5])):
        assert [f.line for f in proposed(text + END, tmp_path).outlined.findings if f.code == "O012"] == lines


def test_the_line_above_the_unit_is_the_caption(tmp_path: Path) -> None:
    text = "江海市规划\n\n一、目标\n\n收入稳步增长。\n\n收入完成情况表\n                单位：万元\n项目      预算数    完成数\n税收    130,000    132,410\n"
    (table,) = tables(proposed(text + "其他     52,300     54,122\n\n" + END, tmp_path))
    assert table.caption == "收入完成情况表\u3000单位：万元"


def test_a_line_between_rows_of_one_width_titles_the_rows_below_it(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    file.write_text(
        "江海市规划\n一、目标\n类别\t指标\t2030年\n产业发展\n\t粮食产量\t14万吨\n农民收入\n\t人均收入\t35000元\n"
        "表2 其他\n指标\t单位\t2030年\n园区\t个\t3\n（一）重点\n企业\t家\t9\n二、任务\n加快建设。\n",
        encoding="utf-8",
    )
    first, *others = [table for section in propose(file).outlined.sections for table in section.tables()]
    assert [row.cells[0] for row in first.rows] == ["产业发展", "", "农民收入", ""]
    assert [table.columns for table in others] == [("指标", "单位", "2030年"), ("企业", "家", "9")]


def test_a_line_of_one_cell_is_a_row_where_the_one_below_it_has_values() -> None:
    table = "指标\t单位\t2030年\n{}\n粮食产量\t万吨\t{}\n"
    assert group_rows(table.format("产业发展", "14")) == {len("指标\t单位\t2030年\n")}
    for title, value in (("产业发展", "多"), ("产业发展", "2035年"), ("一、产业发展", "14"), ("产业稳步发展。", "14")):
        assert group_rows(table.format(title, value)) == frozenset()
