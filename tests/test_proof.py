"""Written is read back; committed is what convert makes; published is what is committed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import load_plan
from generator.content.write import write_plan
from generator.errors import ZhangjuError
from generator.model import Section
from generator.pipeline import convert
from tests import trees

# ---- what the writer writes, the reader reads


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1 << 32))
def test_random_trees_read_back_and_are_written_alike_again(seed: int) -> None:
    plan = trees.plan(random.Random(seed))
    files = write_plan(plan)
    read = read_plan(files, Path("p"))
    assert anchor_plan(read.sections, [])[0] == plan.sections
    assert read.meta == plan.meta
    assert write_plan(replace(read, sections=plan.sections)) == files


def converted_sections(root: Path) -> tuple[Section, ...]:
    """The sections of a small project, converted and read from disk."""
    convert(root / "seeds", root / "content", ["try-1"])
    return load_plan(root / "content", "try-1").plan.sections


def test_a_ragged_table_keeps_every_cell(project: Callable[..., Path]) -> None:
    text = "某市规划\n\n一、目标\n\n表1 主要指标\n\n指标\t2030年\n增加值\t亿元\t8000\n企业数\t家\n\n（一）任务\n\n加快。\n"
    (table,) = [table for section in converted_sections(project(text)) for table in section.tables()]
    assert table.columns == ("指标", "2030年", "")
    assert [row.cells for row in table.rows] == [("增加值", "亿元", "8000"), ("企业数", "家", "")]


def test_a_ragged_table_is_told(project: Callable[..., Path]) -> None:
    root = project("某市规划\n\n一、目标\n\n甲\t乙\n丙\t丁\t戊\n\n（一）任务\n\n加快。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    assert [(f.code, f.line) for f in made.findings] == [("O004", 5)]


def test_a_row_wider_than_its_head_is_refused(project: Callable[..., Path]) -> None:
    files = {
        "index.md": "---\nplan: p\nlevels: [一、]\n---\n",
        "01.md": "---\nplan: p\n---\n\n# 一、甲 {#1}\n\n表 {#1-t1 .table}\n\n| 一 | 二 |\n| --- | --- |\n| 三 | 四\\|五 |\n| 三 | 四 | 五 |\n",
    }
    with pytest.raises(ZhangjuError, match=r"01\.md:12: the row has 3 cells, the head of its table 2"):
        read_plan(files, Path("p"))


@pytest.mark.parametrize(
    "line",
    [
        "[^1]: 要素指数据等。",
        "[^1]:",
        "[^a b]: 甲",
        "\\",
        "要素[^1]",
        "# 甲",
        "---",
        "| 甲 |",
        "甲{#1-9 .table}",
        "1. 甲",
        "&#x41;",
        "~甲~ **乙**",
        "<b>",
        "甲\u2028乙\x85丙",
    ],
)
def test_any_line_of_a_seed_reads_back(project: Callable[..., Path], line: str) -> None:
    root = project(f"某市规划\n\n一、甲\n\n子{line}\n{line}\n\n（一）乙\n\n丙。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    read = load_plan(root / "content", "try-1").plan.sections
    assert read == made.plan.sections
    assert "".join(s.text for _, s in read[1].sentences()) in made.repaired.text.replace("\n", "")


def test_a_title_that_begins_with_a_digit_keeps_its_number(project: Callable[..., Path]) -> None:
    root = project("某市规划\n\n1. 5G建设\n\n（1）甲\n\n加快。\n\n2. 算力\n\n推进。\n")
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('["一、", "（一）"]', '["1.", "（1）"]'), encoding="utf-8")
    first = converted_sections(root)[1]
    assert (first.number, first.mark, first.title) == ("1", "1.", "5G建设")


def test_a_part_that_opens_twice_is_text_the_second_time(project: Callable[..., Path]) -> None:
    sections = converted_sections(project("某市规划\n\n摘要：甲。\n\n摘要：乙。\n\n一、丙\n\n（一）丁\n\n戊。\n"))
    assert [s.id for s in sections] == ["front", "abstract", "1", "1.1"]
    assert [s.text for _, s in sections[1].sentences()] == ["甲。", "摘要：乙。"]


@pytest.mark.parametrize("name", ["index", "front", "whole", "collation", "seed"])
def test_a_supplied_heading_takes_no_other_page_s_place(project: Callable[..., Path], name: str) -> None:
    root = project(toml=f'[[supplied]]\nline = 3\nlevel = 1\nid = "{name}"\ntitle = "甲"\nsource = "乙"\n')
    with pytest.raises(ZhangjuError, match="taken by a page of its own"):
        convert(root / "seeds", root / "content", ["try-1"])


def test_two_supplied_headings_of_one_place_are_told_with_their_line(project: Callable[..., Path]) -> None:
    one = '[[supplied]]\nline = {}\nlevel = 1\nid = "intro"\ntitle = "甲"\nsource = "乙"\n'
    root = project(toml=one.format(3) + one.format(5))
    with pytest.raises(ZhangjuError, match=r"try-1\.txt:5: a second heading, “甲”, has the place intro"):
        convert(root / "seeds", root / "content", ["try-1"])


def test_sections_before_chapter_one_read_back(project: Callable[..., Path]) -> None:
    sections = converted_sections(project("某市规划\n\n（一）甲\n\n子。\n\n（二）乙\n\n丑。\n\n一、丙\n\n（一）丁\n\n寅。\n"))
    assert [(s.id, s.parent) for s in sections] == [("front", None), ("0.1", None), ("0.2", None), ("1", None), ("1.1", "1")]
