"""Definitions in the shapes that unknown texts give them: a head on its own line, a table, a note."""

from __future__ import annotations

import pytest

from generator.content.carrying import anchor_plan
from generator.glossary.annex import annex_definitions
from generator.glossary.in_notes import explained_word, note_definitions, table_definitions
from generator.glossary.in_text import full_name
from generator.model import Note, Paragraph, Plan, Row, Section, Sentence, Table, with_references


def plan(*blocks: object, name: str = "1", title: str = "甲") -> Plan:
    section = Section(name, None, "", 1, title, blocks=blocks)  # type: ignore[arg-type]
    return Plan("p", {}, anchor_plan(with_references([section]), [])[0])


def lines(*texts: str) -> list[Paragraph]:
    return [Paragraph((Sentence(text),)) for text in texts]


def test_a_head_on_a_line_of_its_own_keeps_its_quotation_marks() -> None:
    made = plan(
        *lines("1.“四小”企业：", "指小型企业。", "2.“双一流”：", "指两者。", "3.交通“三网融合”", "指三网的融合。"),
        name="a",
        title="名词解释",
    )
    found = [(d.term, d.text) for d in annex_definitions(made)]
    assert found == [("“四小”企业", "指小型企业。"), ("双一流", "指两者。"), ("交通“三网融合”", "指三网的融合。")]


def test_half_a_quotation_and_a_head_without_text_are_no_definitions() -> None:
    made = plan(*lines("1.四小”企业：指小型企业。", "2.任务分工表", "云溪县卫生局", "3.空："), name="a", title="名词解释")
    assert not list(annex_definitions(made))


def test_rows_of_a_table_that_explains_words() -> None:
    rows = (Row(("1", "“开发强度”", "建成区面积占比。")), Row(("一、健康", "", "")))
    made = plan(Table("", ("序号", "指 标", "解 释"), rows), Table("", ("序号", "项目", "投资"), (Row(("1", "甲河整治", "三百万元")),)))
    assert [(d.term, d.text, d.kind, d.place) for d in table_definitions(made)] == [
        ("开发强度", "建成区面积占比。", "indicator", "1-t1-r1")
    ]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("四小”企业", "指从业人员较少的小型企业。"),
        ("开放（试点", "指在一地先行的开放。"),
        ("甲", "指第一项指标的数值。"),
        ("开发" * 16, "指建成区面积占市辖区面积的比例，按年度调查的口径计。"),
        ("开发强度", "比例"),
        ("开发强度", "35.2%/a"),
    ],
    ids=["half a quotation", "half a bracket", "one character", "too long", "too short a text", "a figure"],
)
def test_a_row_that_explains_no_word(word: str, text: str) -> None:
    made = plan(Table("", ("名词", "解释"), (Row((word, text)), Row(("人口密度", "单位面积上的常住人口。")))))
    assert [d.term for d in table_definitions(made)] == ["人口密度"]


def test_a_note_that_begins_with_the_word_before_its_reference() -> None:
    made = plan(*lines("核心产业增加值[^1]位居前列[^2]。"), Note("1", "核心产业增加值：按口径计算。"), Note("2", "据快报数。"))
    assert [(d.term, d.text, d.place) for d in note_definitions(made)] == [("核心产业增加值", "按口径计算。", "1-n1")]


@pytest.mark.parametrize(
    ("before", "note", "word"),
    [
        ("推广“数据要素”", "“数据要素”：指可以交易的数据。", "数据要素"),
        ("强化要素", "要素，是指生产所需。", "要素"),
        ("位居前列", "据统计局。", None),
        ("居民消费价格", "价格指数按上年计。", None),
        ("发展算力", "算力：", None),
        ("建设长廊", "长廊，即沿江的公共空间。", "长廊"),
        ("建设长廊", "长廊即沿江的公共空间。", "长廊"),
        ("建设长廊", "长廊即将建成。", None),
        ("建设长廊", "长廊即可通行。", None),
        ("推广一网通办", "一网通办即日起实行。", None),
    ],
)
def test_what_a_note_explains(before: str, note: str, word: str | None) -> None:
    found = explained_word(before, note)
    assert (found and found[0]) == word


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("主动对接全面与进步跨太平洋伙伴关系协定", "全面与进步跨太平洋伙伴关系协定"),
        ("服务保障好亚太经合组织", "亚太经合组织"),
        ("加快发展人工智能与工业互联网平台体系", "工业互联网平台体系"),
        ("加强东盟与区域全面经济伙伴关系协定", "区域全面经济伙伴关系协定"),
    ],
)
def test_where_a_full_name_begins(run: str, name: str) -> None:
    assert full_name(run, "") == name
