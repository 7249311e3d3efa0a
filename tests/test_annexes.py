"""Boxes and annexes: parts of their own, told from lines that only name them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks import check
from generator.model import Paragraph, Sentence
from generator.outline.notices import notice_of
from generator.pipeline import convert
from generator.proposing import propose, take_in

BOXES = """某市规划

一、任务

加快建设。

专栏1 数字工程
1.5G网络。建设基站3万个。
2.算力中心。建设智算中心5个。
3.算力范围：泛指通用、智能和超级计算能力。

1.1 夯实基础

推进建设。

专栏 二
数字产业

（1）培育企业。

（一）任务

见专栏1。
"""
ANNEXES = """某市方案

一、目标

到2030年签约率达到七成。

（一）保障

各镇落实。

附件：1.质量指标表
　　　2.任务分工表

某市卫生局

附件1

质量指标表

签约率：年内达到五成。

附件2
卫生局负责培训。
"""


def sections(project: Callable[..., Path], text: str) -> list[tuple[str, str | None, str, list[str]]]:
    root = project(text)
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    assert not [f for f in check(root / "seeds", root / "content") if f.severity == "error"]
    return [(s.id, s.number, s.title, [one.text for _, one in s.sentences()]) for s in made.plan.sections]


def test_a_box_is_a_section_of_the_one_it_stands_in_and_so_are_its_items_that_have_titles(project: Callable[..., Path]) -> None:
    listed = "\n附件：1.数字指标。见附表。\n　　　2.任务分工。见附表。\n\n附件1\n数字指标\n\n签约率过半。\n"
    found = sections(project, BOXES.replace("1.1 夯实", "（一）夯实").replace("（一）任务", "（二）任务") + listed)
    assert ("1.box1", "专栏1", "数字工程", []) in found
    assert ("1.box1.1", "1", "5G网络", ["建设基站3万个。"]) in found
    assert ("1.box1.2", "2", "算力中心", ["建设智算中心5个。"]) in found
    assert ("1.box1.3", "3", "算力范围：", ["泛指通用、智能和超级计算能力。"]) in found
    assert not [name for name, *_ in found if name.startswith("1.1.box2.")]
    assert [(name, number, title) for name, number, title, _ in found if "box2" in name] == [("1.1.box2", "专栏二", "数字产业")]
    assert [name for name, *_ in found][-3:] == ["1.1.box2", "1.2", "a1"]
    assert found[-2][:3] == ("1.2", "（二）", "任务")


def test_a_list_of_annexes_is_text_and_an_annex_has_the_title_of_the_next_line(project: Callable[..., Path]) -> None:
    found = sections(project, ANNEXES)
    assert found[-3:] == [
        ("1.1", "（一）", "保障", ["各镇落实。", "附件：1.质量指标表", "2.任务分工表", "某市卫生局"]),
        ("a1", "附件1", "质量指标表", ["签约率：年内达到五成。"]),
        ("a2", "附件2", "", ["卫生局负责培训。"]),
    ]


def test_an_annex_before_another_is_no_list(project: Callable[..., Path]) -> None:
    found = sections(
        project, "某市方案\n\n一、目标\n\n达到七成。\n\n（一）保障\n\n各镇落实。\n\n附件1：任务清单\n\n抓好。\n\n附件2\n\n见下。\n"
    )
    assert [(name, title) for name, _, title, _ in found[-2:]] == [("a1", "任务清单"), ("a2", "")]


def test_an_annex_that_only_its_own_mark_names_stays_one(project: Callable[..., Path]) -> None:
    found = sections(
        project, "某市方案\n\n一、目标\n\n到2030年签约率达到七成。\n\n（一）保障\n\n各镇落实。\n\n附件：任务分工表\n\n卫生局负责培训。\n"
    )
    assert [name for name, *_ in found] == ["front", "1", "1.1", "a"]


def test_the_names_of_annexes_that_do_not_follow_are_text(project: Callable[..., Path]) -> None:
    head, closing = (
        "某市方案\n\n一、目标\n\n加快建设。\n\n（一）保障\n\n各镇落实。\n\n",
        "抄送：市委各部门，市人大常委会办公室。\n某市人民政府办公室  2026年3月2日印发\n",
    )
    for named in ("附件：1.主要指标\n2.重点项目\n", "附件：任务分工表\n\n某市水务局\n2026年3月1日\n"):
        assert [id for id, *_ in sections(project, head + named + closing)] == ["front", "1", "1.1"]


def test_an_annex_with_text_at_the_end_stays_one(project: Callable[..., Path]) -> None:
    text = "某市方案\n\n一、目标\n\n加快建设。\n\n（一）保障\n\n各镇落实。\n\n附件：名词解释\n\n算力网是指将多地算力中心连接而成的网络。\n"
    assert "a" in [id for id, *_ in sections(project, text)]


NOTICE = (
    "某市人民政府关于印发\n《某市养老发展\n方案》的通知\n\n某府发〔2026〕12号\n\n各区人民政府：\n\n现将方案印发给你们，请执行。\n\n某市人民政府\n2026年3月1日\n\n"
    "某市养老发展方案\n\n制定本方案。\n\n一、目标\n\n达到七成。\n\n二、保障\n\n落实。\n"
)


def test_the_notice_that_issues_a_document_is_a_part_of_its_own(tmp_path: Path) -> None:
    imprint = "公开方式：主动公开\n抄送：市委各部门，市人大。\n某市人民政府办公室　　2026年3月2日印发\n（共印80份）\n"
    (tmp_path / "p.txt").write_text(f"{NOTICE}此件公开发布\n{imprint}", encoding="utf-8")
    proposal = propose(tmp_path / "p.txt")
    front, notice, first, last = proposal.outlined.sections
    assert (front.id, front.title, [s.text for _, s in front.sentences()]) == ("front", "某市养老发展方案", ["制定本方案。"])
    assert (notice.id, notice.title) == ("notice", "某市人民政府关于印发《某市养老发展方案》的通知")
    assert [s.text for _, s in notice.sentences()][:3] == ["某府发〔2026〕12号", "各区人民政府：", "现将方案印发给你们，请执行。"]
    assert [s.text for _, s in notice.sentences()][5:] == [
        "公开方式：主动公开",
        "抄送：市委各部门，市人大。",
        "某市人民政府办公室2026年3月2日印发",
        "（共印80份）",
    ]
    assert [s.text for _, s in last.sentences()] == ["落实。", "此件公开发布"], "which does not begin an imprint"
    assert first.id == "1"
    (seeds := tmp_path / "seeds").mkdir()
    take_in(proposal, tmp_path / "p.txt", seeds)
    (made,) = convert(seeds, tmp_path / "content", ["p"])
    assert [s.id for s in made.plan.sections] == ["front", "notice", "1", "2"]
    assert made.plan.meta["addressee"] == "各区人民政府"
    assert not [f for f in check(seeds, tmp_path / "content") if f.severity == "error"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["某市人民政府", "关于印发《某市规划》的通知", "各区人民政府："], "某市人民政府关于印发《某市规划》的通知"),
        (["发文字号：", "某政发〔2026〕1号", "某市人民政府关于印发《某市规划》的通知", "各区："], "某市人民政府关于印发《某市规划》的通知"),
        (["某市人民政府办公厅", "某市人民政府办公厅关于印发《某市规划》的通知", "各区："], "某市人民政府办公厅关于印发《某市规划》的通知"),
        (["某市人民政府文件", "某市人民政府", "关于印发《某市规划》的通知", "各区："], "某市人民政府关于印发《某市规划》的通知"),
        (["市府关于转发甲乙规划的通知", "各区："], "市府关于转发甲乙规划的通知"),
        (["各区：", "发展甲业。"], ""),
    ],
)
def test_the_title_of_a_notice_begins_with_who_issues_it(lines: list[str], title: str) -> None:
    sentences = tuple(Sentence(line, span=(10 * n, 10 * n + 9)) for n, line in enumerate(lines))
    found = notice_of([Paragraph((sentence,)) for sentence in sentences])
    assert (found[0].title if found else "") == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "市府关于印发临海市海洋行动计划的通知\n各区：\n现印发给你们。\n临海市海洋行动计划\n（2025—2027年）\n一、要求\n创新。",
            "临海市海洋行动计划（2025—2027年）",
        ),
        (
            "立法會CB(4)785/2025(05)號文件\n討論文件\n立法會環境事務委員會\n廢物管理的最新進展\n目的\n本文件旨在匯報進展。",
            "廢物管理的最新進展",
        ),
        ("核定本\n東寧縣水環境計畫\n壹、緣起\n改善水質。", "東寧縣水環境計畫"),
        ("云州发布\n书香行动今天开始\n云州发布 2025年4月23日 09:30 云州\n新建书房。", "书香行动今天开始"),
        ("江洲县2025年统计公报[1]\n一、综合\n增长6.1%。\n注释：\n[1]本公报数据均为初步统计数。", "江洲县2025年统计公报"),
    ],
)
def test_titles_that_stand_among_other_lines(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    assert propose(tmp_path / "p.txt").settings.title == title


def test_where_the_settings_do_not_say_so_a_notice_stands_under_the_title(project: Callable[..., Path]) -> None:
    found = sections(project, NOTICE.replace("某市养老发展方案", "某市规划").replace("二、保障", "（一）保障"))
    assert [name for name, *_ in found] == ["front", "1", "1.1"]


def test_what_else_precedes_a_title_is_no_notice(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("某市人民政府\n\n2026年3月\n\n" + NOTICE[NOTICE.index("某市养老发展方案") :], encoding="utf-8")
    assert [s.id for s in propose(tmp_path / "p.txt").outlined.sections] == ["front", "1", "2"]
