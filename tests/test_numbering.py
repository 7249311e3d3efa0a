"""Numbers of headings in every dress: what heads a part, in which order, what is told, and what is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.numbering import level_of, read_numeral
from generator.proposing import Proposal, propose

TEXTS: dict[str, tuple[str, str, list[str]]] = {
    "articles counted on through chapters with and without sections": (
        "青川县集市办法\n第一章 总则\n第一条 为了规范集市，制定本办法。\n第二条 本办法适用于本县。\n第三条 商务部门主管集市。\n第四条 乡镇负责巡查。\n"
        "第五条 集市应当有名称。\n第二章 设置\n第六条 设置集市应当经过批准。\n第七条 申请人应当提交图纸。\n第三章 经营\n第一节 摊位\n"
        "第八条 摊位应当编号。\n第二节 摊主\n第九条 摊主应当登记。\n第四章 附则\n第十条 本办法自公布之日起施行。",
        "1 1.1 1.2 1.3 1.4 1.5 2 2.6 2.7 3 3.1 3.1.8 3.2 3.2.9 4 4.10",
        [],
    ),
    "articles put in between": (
        "青川县集市条例\n第一条 为了规范集市，制定本条例。\n第二条 集市每月开市三次。\n第二条之一 节日可以增开。\n第二条之二 增开应当公告。\n"
        "第三条 本条例自公布之日起施行。",
        "1 2 2a 2b 3",
        [],
    ),
    "Traditional, the number in a line of its own": (
        "湖岸維護法\n第 一 章 總則\n第 1 條\n為維護湖岸安全，特制定本法。\n第 2 條\n本法用詞，定義如下：\n一、湖岸：指水位以上五公尺之土地。\n"
        "二、岸主：指土地之所有人。\n第 2-1 條\n前條範圍，由主管機關公告之。\n第 二 章 罰則\n第 3 條\n違反前條規定者，處罰鍰。",
        "1 1.1 1.2 1.2a 2 2.3",
        [],
    ),
    "Roman numbers in two alphabets": (
        "青川县数字规划\nⅠ、发展基础\n地表水达到Ⅲ类。\nⅡ、总体要求\n坚持创新。\nIII. 重点任务\n加快建设。\nIV. 保障措施\n加强领导。",
        "1 2 3 4",
        [],
    ),
    "numbers that are one character": (
        "青川县数字规划\n⒈发展基础\n规模扩大。\n⒉重点任务\n⑴夯实基础\n加强投入。\n⑵壮大产业\n培育企业。\n⒊保障措施\n加强领导。",
        "1 2 2.1 2.2 3",
        [],
    ),
    "bracketed characters and letters": (
        "青川县数字规划\n㈠发展基础\nA. 规模扩大\n规模翻番。\nB. 结构优化\n结构更好。\n㈡总体要求\nA. 指导思想\n坚持创新。\nB. 基本原则\n坚持开放。",
        "1 1.1 1.2 2 2.1 2.2",
        [],
    ),
    "bare numbers above decimal ones": (
        "青川县规划\n1 发展基础\n规模扩大。\n1.1 产业\n增长。\n1.2 设施\n领先。\n2 总体要求\n2.1 思想\n创新。\n2.2 目标\n2.5万个基站。\n3 任务\n加快。",
        "1 1.1 1.2 2 2.1 2.2 3",
        [],
    ),
    "one level in several numerals, with numbers missing": (
        "青川县规划\n第1章 发展基础\n规模扩大。\n第２章 总体要求\n创新。\n第十一章 任务\n加快。\n第廿一章 保障\n强化。",
        "1 2 11 21",
        ["O002", "O002"],
    ),
    "a number that is there twice": (
        "青川县规划\n一、发展基础\n规模扩大。\n二、总体要求\n坚持创新。\n二、重点任务\n加快建设。\n三、保障措施\n加强领导。",
        "1 2 2a 3",
        ["O005"],
    ),
    "pages missing in the middle": (
        "青川县规划\n一、发展基础\n规模扩大。\n二、总体要求\n坚持创新。\n十一、保障措施\n加强领导。\n十二、附则\n略。",
        "1 2 11 12",
        ["O002"],
    ),
    "sections before chapter one": (
        "青川县规划\n第一节 居家养老\n发展服务。\n第二节 长期照护\n完善保险。\n第一章 目标\n第一节 数量\n新增床位。\n第二节 质量\n护理型床位增加。",
        "front.1 front.2 1 1.1 1.2",
        ["O002"],
    ),
    "items that are lists, with every number again": (
        "青川县集市规定\n第一条 禁止下列行为：\n（一）占道经营；\n（二）短斤少两。\n第二条 有下列情形的，应当报告：\n（一）火灾；\n（二）停电。\n"
        "第三条 本规定自公布之日起施行。",
        "1 2 3",
        [],
    ),
    "a list of sentences is no level": (
        "青川县规划\n一、目标\n到2030年：\n1.产值达到五十亿元。\n2.就业达到三万人。\n二、任务\n1.建成道路十条。\n2.建成桥梁两座。",
        "1 2",
        [],
    ),
    "chapters without a number among numbered ones": (
        "青川县规划\n总则\n第一节 依据\n依法编制。\n第二节 范围\n覆盖全县。\n第一章 目标\n第一节 数量\n翻番。\n第二节 质量\n提高。\n附则\n略。",
        "u1 u1.1 u1.2 1 1.1 1.2 u2",
        [],
    ),
    "contents decide where titles end and which lines are headings": (
        "青川县规划\n目  录\n概述……1\n一、发展基础……2\n二、总体要求……3\n三、重点任务……9\n概述\n本规划五年一编。\n"
        "一、发展基础规模不断扩大，结构不断优化。\n二、总体要求坚持创新驱动，加快建设。\n三、保障措施\n加强领导。",
        "u1 1 2 3",
        [],
    ),
    "a list of annexes before the signature": (
        "青川县方案\n一、目标\n签约率达到七成。\n二、保障\n各镇落实。\n附件：1.质量指标表\n　　　2.任务分工表\n青川县卫生局\n"
        "附件1\n质量指标表\n签约率达到五成。\n附件2\n任务分工表\n卫生局负责培训。",
        "1 2 a1 a2",
        [],
    ),
    "one annex with its title": (
        "青川县方案\n一、目标\n达到七成。\n二、保障\n落实。\n附件：名词解释\n签约率：签约人数的比例。",
        "1 2 a",
        [],
    ),
}
"""Name → text, ids of its sections, codes of the findings about numbers."""


def proposed(tmp_path: Path, text: str) -> Proposal:
    """What `zhangju add` makes of a text."""
    path = tmp_path / "try-1.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return propose(path)


@pytest.mark.parametrize("name", TEXTS)
def test_numbers_of_every_kind(tmp_path: Path, name: str) -> None:
    text, ids, codes = TEXTS[name]
    outlined = proposed(tmp_path, text).outlined
    assert [section.id for section in outlined.sections if section.id != "front"] == ids.split()
    assert [finding.code for finding in outlined.findings if finding.code in ("O001", "O002", "O005")] == codes


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("廿一", 21),
        ("卅", 30),
        ("一千零二", 1002),
        ("⒊", 3),
        ("㈢", 3),
        ("⑶", 3),
        ("Ⅲ", 3),
        ("XIV", 14),
        ("IX", 9),
        ("１２", 12),
        ("二○", 20),
    ],
)
def test_values_of_numerals(numeral: str, value: int) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        ("第一条", "第六条之规定"),
        ("第一条", "第三条、第四条"),
        ("第一条", "第三条规定的"),
        ("1", "5个基站"),
        ("1", "2025年"),
        ("1", "3．任务"),
        ("A.", "A.B公司"),
        ("1.", "1.5万亿元"),
    ],
)
def test_what_is_no_number_of_a_heading(sample: str, text: str) -> None:
    assert level_of(sample).match(text) is None


def test_a_letter_within_a_word_is_no_roman_number() -> None:
    assert level_of("Ⅰ、").match("CI、总体", 1) is None


@pytest.mark.parametrize(
    ("sample", "text", "path"), [("I.", "V. 开放", (5,)), ("I.", "X. 保障", (10,)), ("（I）", "（IV）任务", (4,)), ("A.", "V. 开放", (22,))]
)
def test_letters_are_roman_numbers_where_the_sample_is_one(sample: str, text: str, path: tuple[int, ...]) -> None:
    found = level_of(sample).match(text)
    assert found is not None
    assert found.path == path


def test_the_contents_tell_titles_and_what_disagrees(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, TEXTS["contents decide where titles end and which lines are headings"][0]).outlined
    assert [s.title for s in outlined.sections if s.id != "front"] == ["概述", "发展基础", "总体要求", "保障措施"]
    assert [(f.code, f.line) for f in outlined.findings if f.code == "O009"] == [("O009", 6)]


def test_titles_of_annexes_stand_in_the_line_below(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, TEXTS["a list of annexes before the signature"][0]).outlined
    assert [(s.number, s.title) for s in outlined.sections[-2:]] == [("附件1", "质量指标表"), ("附件2", "任务分工表")]


ITEMS = (
    "青川县食堂办法\n第一条 按下列程序办理：\n（一）申请。开办人填写申请表，也可到乡镇提交。\n（二）初审。乡镇在五日内查看并签署意见。\n"
    "第二条 应当符合下列条件：\n（一）开办人申请之日起前两年内在本县有固定住所并且连续缴纳社会保险费用满一年以上且家庭成员均未在其他县市开办过同类食堂的。\n"
    "（二）场地在本县范围内。\n第三条 本办法自公布之日起施行。"
)


def test_items_of_an_article_are_lists_or_have_titles_by_their_own_punctuation(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, ITEMS).outlined
    assert [(s.number, s.title) for s in outlined.sections if s.number and s.number[0] == "（"] == [
        ("（一）", "申请"),
        ("（二）", "初审"),
        ("（一）", ""),
        ("（二）", ""),
    ]
    assert not outlined.findings


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# 青川县规划\n\n## 概况\n\n规模扩大。\n\n## 目标\n\n### 近期\n\n达到五成。\n\n### 远期\n\n达到七成。", "u1 u2 u2.u1 u2.u2"),
        ("# 青川县规划\n\n## 第一章 总则\n\n依法。\n\n## 第二章 任务\n\n加快。\n\n## 附录说明\n\n略。", "1 2 u1"),
    ],
)
def test_headings_of_markdown_without_numbers(tmp_path: Path, text: str, ids: str) -> None:
    outlined = proposed(tmp_path, text).outlined
    assert [section.id for section in outlined.sections if section.id != "front"] == ids.split()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("云溪县规划\n一、现状\n（一）成效\n全县排水能力提高，年底见效。\n", ["一、", "（一）"]),
        ("云溪县规划\n一、现状\n全县排水能力提高，年底见效。\n（一）成效显著。\n", []),
    ],
)
def test_two_first_headings_one_below_the_other_are_levels(text: str, levels: list[str], tmp_path: Path) -> None:
    path = tmp_path / "try.txt"
    path.write_text(text, encoding="utf-8")
    assert propose(path).settings.levels == levels


def test_a_roman_number_heads_a_chapter_and_no_title(tmp_path: Path) -> None:
    path = tmp_path / "try.txt"
    path.write_text("Ⅰ、发展基础\n\n规模不断扩大。\n\nⅡ、总体要求\n\n坚持创新驱动。\n", encoding="utf-8")
    assert [section.number for section in propose(path).outlined.sections] == ["Ⅰ", "Ⅱ"]


def test_pages_at_the_heads_of_lines_are_told_from_chapters_by_the_sentences_they_cut(tmp_path: Path) -> None:
    line = "全市新建水库三座，除险加固十二座，供水保证率明显提高，农村自来水普及"
    cut = "".join(f"{line}\n{n}率继续提高，城乡供水一体化基本实现，干流堤防全部达标。\n{line}率提高。\n" for n in range(1, 9))
    path = tmp_path / "try.txt"
    path.write_text(f"云州市规划\n一、现状\n{cut}二、目标\n{line}率再提高。\n", encoding="utf-8")
    text = propose(path).repaired.text
    assert "1率" not in text
    assert "8率" not in text
