"""Checks for translators: what a translation says otherwise than its Chinese is found, and what is only said otherwise is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.languages.amounts import wrong_amounts
from generator.languages.force import lost_force
from generator.languages.po import Entry
from generator.languages.wording import Placed, clauses_apart, longest_sentence, odd_shapes, told_apart

RIGHT = [
    ("到2025年新增20万个充电桩。", "By 2025, add 200,000 charging points."),
    ("规模达到1.2亿人次。", "The total will reach 120 million visits."),
    ("总额达到3.87万亿元。", "The total will reach 3.87 trillion yuan."),
    ("2021年3月以来，完成3个项目。", "Since March 2021, three projects have been completed."),
    ("增长2-3万个。", "Grow by 20,000 to 30,000."),
    ("发电能力100万千瓦。", "A generating capacity of 1,000 MW."),
    ("实施“十四五”规划，建设五个中心。", "Carry out the 14th Five-Year Plan and build 5 centres."),
    ("PM~2.5~浓度降至30微克。", "PM~2.5~ falls to 30 micrograms."),
    ("路网密度达到6千米。", "Density will reach 6 kilometres."),
    ("提高2个百分点。", "Rise by 2 percentage points."),
    ("上世纪80年代。", "The 1980s."),
    ("减少1/3。", "Fall by a third."),
]
WRONG = [
    ("到2025年建成。", "To be completed by 2035."),
    ("达到1.2亿人次。", "Reaching 1.2 billion visits."),
    ("新增20万个床位。", "Add 20,000 beds."),
    ("提高2个百分点。", "Rise by 2%."),
    ("总额5亿元。", "A total of 500 million US dollars."),
    ("总额5亿美元。", "A total of 500 million yuan."),
    ("建设公园。", "Build 12 parks."),
    ("占地3公顷。", "An area of 3 square kilometres."),
]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_figures_that_are_right_are_left_alone(chinese: str, english: str) -> None:
    assert list(wrong_amounts(chinese, english)) == []


@pytest.mark.parametrize(("chinese", "english"), WRONG)
def test_wrong_figures_and_units_are_found(chinese: str, english: str) -> None:
    assert list(wrong_amounts(chinese, english))


@pytest.mark.parametrize(
    ("chinese", "faithful", "softened"),
    [
        ("达到70%左右", "reach about 70%", "reach 70%"),
        ("达到70%以上", "reach 70% or more", "reach 70%"),
        ("不少于3个", "no fewer than three", "three"),
        ("力争达到", "aim to reach", "reach"),
        ("探索建立制度", "explore a system", "set up a system"),
        ("鼓励企业投资", "encourage firms to invest", "firms must invest"),
        ("研究制定办法", "study rules", "make rules"),
        ("开展改革试点", "pilot reforms", "carry out reforms"),
        ("原则上不得新建", "in principle, none may be built", "none may be built"),
    ],
)
def test_hedges_and_force_are_held(chinese: str, faithful: str, softened: str) -> None:
    assert list(lost_force(chinese, faithful)) == []
    assert list(lost_force(chinese, softened))


def test_odd_shapes_are_found() -> None:
    assert list(odd_shapes("全面推进改革（含试点）。", "Advance reform (with pilots).")) == []
    assert list(odd_shapes("全面推进改革（含试点）。", "Advance reform (with pilots."))
    assert list(odd_shapes("全面推进重点领域和关键环节改革，增强动力。", "Advance the reform of key"))
    assert list(odd_shapes("全面推进重点领域和关键环节改革，增强动力。", "Reform all."))
    assert longest_sentence("One two. Three four five; six.") == 4


def test_the_same_chinese_has_the_same_english() -> None:
    entries = [Entry("1-1", "坚持以人民为中心的发展。", "Put people first."), Entry("2-1", "坚持以人民为中心的发展", "People come first")]
    placed = [Placed(Path("a.po"), entry) for entry in entries]
    assert [(one.entry.context, other.entry.context) for one, other in told_apart(placed)] == [("2-1", "1-1")]
    assert list(told_apart(placed[:1] * 2)) == []


def test_a_clause_has_the_same_english_in_other_sentences() -> None:
    texts = [
        ("1-1", "推动高水平研究型大学建设，加强合作。", "Promote high-level research universities, and cooperate more."),
        ("2-1", "优化布局，推动高水平研究型大学建设。", "Plan better. High-level research universities will be promoted at once."),
        ("3-1", "推动高水平研究型大学建设，改善条件。", "Improve conditions, and promote high-level research universities."),
        ("4-1", "推动高水平研究型大学建设，引进人才。", "Attract talent, and build up excellent academies that do science."),
        ("5", "推动高水平研究型大学建设，引进人才", "Better academies and talent"),
    ]
    placed = [Placed(Path("a.po"), Entry(*text)) for text in texts]
    found = [(one.entry.context, other.entry.context, clause) for one, other, clause in clauses_apart(placed)]
    assert found == [("4-1", "1-1", "推动高水平研究型大学建设")]  # 2-1 has the words, in another voice
    assert list(clauses_apart(placed[:1] * 2)) == []
