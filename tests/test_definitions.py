"""Definitions in the shapes that unknown texts give them: a head on its own line, a table, a note."""

from __future__ import annotations

import pytest

from generator.content.carrying import anchor_plan
from generator.glossary.annex import annex_definitions
from generator.glossary.in_notes import explained_word, note_definitions, table_definitions, under_tables
from generator.glossary.in_text import full_name, in_text_definitions
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


def in_text(text: str) -> list[tuple[str, str]]:
    return [(d.term, d.text) for d in in_text_definitions(plan(*lines(text)), (), text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进数字孪生（Digital Twin，DT）建设。", [("DT", "数字孪生")]),
        ("推广建筑信息模型（Building Information Modeling，简称BIM）应用。", [("BIM", "建筑信息模型")]),
        ("发展环境、社会和公司治理（ESG，Environmental, Social and Governance）。", [("ESG", "环境、社会和公司治理")]),
        ("推广LNG（液化天然气，Liquefied Natural Gas）。", [("LNG", "液化天然气")]),
        ("推广MaaS（出行即服务）。", [("MaaS", "出行即服务")]),
        ("经费支出占国内生产总值（GDP）的比例。", [("GDP", "国内生产总值")]),
        ("所谓“三医联动”，就是医保、医药协同改革。", [("三医联动", "医保、医药协同改革")]),
        ("本办法所称空巢老年人包括不与子女居住的老年人。", [("空巢老年人", "不与子女居住的老年人")]),
        ("本规划所称银发经济，指为老年人服务的经济活动。", [("银发经济", "为老年人服务的经济活动")]),
        ("甲市住房保障中心（以下称市保障中心）负责实施。", [("市保障中心", "甲市住房保障中心")]),
        ("长三角生态绿色一体化发展示范区（以下简称示范区）先行。", [("示范区", "长三角生态绿色一体化发展示范区")]),
        ("落实甲乙大湾区和丙丁深度合作区（以下分别简称大湾区、合作区）任务。", [("大湾区", "甲乙大湾区"), ("合作区", "丙丁深度合作区")]),
        (
            "由市经济和信息化委员会、市发展和改革委员会（以下分别简称经信委、发改委）牵头。",
            [("经信委", "市经济和信息化委员会"), ("发改委", "市发展和改革委员会")],
        ),
        (
            "由科学和技术局、住房和城乡建设局（以下分别简称科技局、住建局）牵头。",
            [("科技局", "科学和技术局"), ("住建局", "住房和城乡建设局")],
        ),
        ("由教育局、财政局和住房和城乡建设局（分别简称“财政局”“住建局”）牵头。", []),
        (
            "落实教育委员会、财务管理局和住房和城乡建设局（分别简称教委、财管局、住建局）任务。",
            [("教委", "教育委员会"), ("财管局", "财务管理局"), ("住建局", "住房和城乡建设局")],
        ),
        ("由甲集团和乙公司（以下分别简称买受人、出让人）承担。", []),
        ("由甲集团（以下分别简称甲、乙）承担。", []),
        ("由甲乙集团（以下分别简称甲、乙集团）承担。", []),
        ("本规划所指导的项目包括甲乙丙丁，本区所指引方向为高端制造，本市所指示事项包括两类。", []),
        ("本规划所指的中心城区包括甲区和乙区。", [("中心城区", "甲区和乙区")]),
        ("所有企业是主体，本规划指导各区。", []),
        ("本市所称赞的做法为人熟知。", []),
    ],
)  # fmt: skip
def test_what_a_text_explains_in_passing(text: str, expected: list[tuple[str, str]]) -> None:
    assert in_text(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.【城市大脑】以数据驱动的中枢。", ("城市大脑", "以数据驱动的中枢。")),
        ("2.“两业”融合，是指两业的融合。", ("“两业”融合", "是指两业的融合。")),
        ("[4]首店经济指首次开店带来的经济。", ("首店经济", "指首次开店带来的经济。")),
        ("⑦零工经济（第18页）：短期的工作。", ("零工经济", "短期的工作。")),
        ("10.“三线一单”即红线、底线、上线和清单。", ("三线一单", "即红线、底线、上线和清单。")),
        ("11.海绵城市海绵城市是指能吸水的城市。", ("海绵城市", "是指能吸水的城市。")),
        ("12.未来社区是以人本化为导向的社区。", ("未来社区", "是以人本化为导向的社区。")),
    ],
)  # fmt: skip
def test_the_shapes_of_an_entry(line: str, expected: tuple[str, str]) -> None:
    made = plan(*lines(line), name="a", title="名词解释")
    assert [(d.term, d.text) for d in annex_definitions(made)] == [expected]


def test_entries_that_stand_in_one_paragraph() -> None:
    paragraph = Paragraph(tuple(map(Sentence, ("1.甲乙：第一种。", "含两项。", "2.丙丁：第二种。", "5.戊己：不是下一条。"))))
    found = [(d.term, d.text) for d in annex_definitions(plan(paragraph, name="a", title="名词解释"))]
    assert found == [("甲乙", "第一种。含两项。"), ("丙丁", "第二种。5.戊己：不是下一条。")]


def test_notes_under_a_table_explain_its_words() -> None:
    table = Table(
        "表1",
        ("指标", "数值"),
        (Row(("专利拥有量（件）[^1]", "3")), Row(("风险管控", "4"))),
        (
            Note("1", "指每万人口拥有的专利件数。"),
            Note("注2", "特大城市指人口五百万以上的城市；大城市指一百万以上的城市。"),
            Note("注3", "风险管控：现存区域的处置比例。"),
            Note("注4", "数据来源：统计局的年度快报。"),
            Note("注5", "指标数值为预期值。"),
            Note("注6", "上级指示精神已落实到位。"),
        ),
    )
    assert [(d.term, d.text) for d in under_tables(plan(table))] == [
        ("专利拥有量", "指每万人口拥有的专利件数。"),
        ("特大城市", "人口五百万以上的城市"),
        ("大城市", "一百万以上的城市"),
        ("风险管控", "现存区域的处置比例"),
    ]
