"""What is one text edited, and what another text: judged by people, see tests/gold/identity.tsv. And aligning: bounded work, any order."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable

import pytest

from generator.content import sameness
from generator.content.aligning import Rules, align, equal_pairs
from generator.content.matching import SENTENCES
from tests.gold.files import HERE
from tests.gold.identity import count, labels

EVERY = labels()
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["identity"]


def test_there_are_enough_labels_of_every_kind() -> None:
    assert len(EVERY) >= 300
    assert sum(not label.same for label in EVERY) >= 150
    assert {label.kind for label in EVERY} == {"sentence", "heading", "row", "note", "figure"}
    assert len({(label.kind, label.old, label.new) for label in EVERY}) == len(EVERY)


@pytest.mark.parametrize("moved", [False, True])
def test_the_judgement_agrees_with_the_readers(moved: bool) -> None:
    counts = count(EVERY, lambda label: label.judged(moved))
    assert counts.recall >= FLOORS["recall_moved" if moved else "recall"]
    assert counts.wrong / counts.other <= FLOORS["wrong"]


def test_likeness_knows_equal_and_strange_texts() -> None:
    assert sameness.likeness("加强组织领导。", "加强组织领导。") == 1
    assert sameness.likeness("加强组织领导。", "2021") < 0.2
    assert sameness.likeness("", "加强组织领导。") < 0.2
    assert sameness.row_likeness("1\t人口\t5", "2\t人口\t6") > sameness.row_likeness("1\t人口\t5", "1\t面积\t5") == 0
    assert sameness.figure_likeness("图1 甲\ta.png", "图2 乙\ta.png") == 1
    assert sameness.figure_likeness("图1 市域图\ta.png", "图1 市域图\tb.png") == 0


# ---- aligning


def test_equal_texts_keep_their_order_where_they_can() -> None:
    assert equal_pairs("abcab", "abab") == {0: 0, 1: 1, 2: 3, 3: 4}
    assert equal_pairs("aab", "baa") == {0: 2, 1: 0, 2: 1}
    assert equal_pairs("aaa", "aa") == {0: 0, 1: 1}
    assert equal_pairs("axbyxcp", "abzxcq") == {0: 0, 1: 2, 3: 4, 4: 5}  # the second x stands before c in both
    assert equal_pairs("", "abc") == {}


def test_a_text_goes_to_nobody_twice_whatever_the_order() -> None:
    chance = random.Random(3)
    for _ in range(200):
        old = [chance.choice("甲乙丙丁") * chance.randrange(1, 4) for _ in range(chance.randrange(8))]
        new = [chance.choice("甲乙丙丁") * chance.randrange(1, 4) for _ in range(chance.randrange(8))]
        pairs = align(old, new, SENTENCES).pairs
        assert len(set(pairs.values())) == len(pairs)
        for text in set(old) & set(new):
            kept = [j for j, i in pairs.items() if old[i] == new[j] == text]
            assert len(kept) == min(old.count(text), new.count(text))


LIKE = {("ab", "AB"): 0.7, ("cd", "CD"): 0.6, ("cd", "AB"): 0.1}
"""Old and new text → how far they are one: those that are not here, not at all."""


@pytest.mark.parametrize(("new", "pairs"), [(["AB", "CD"], {0: 0, 1: 1}), (["CD", "AB"], {1: 0})])
def test_an_edited_text_that_crosses_another_must_be_as_likely_as_one_that_moved(new: list[str], pairs: dict[int, int]) -> None:
    rules: Rules[str] = Rules(lambda one, other: LIKE.get((one, other), 0.0), str.lower, in_place=0.5, moved=0.8)
    assert align(["ab", "cd"], new, rules).pairs == pairs
    assert align(["x", "ab", "cd", "y"], ["x", *new, "y"], rules).pairs == {0: 0, 3: 3, **{j + 1: i + 1 for j, i in pairs.items()}}


@pytest.mark.parametrize(("here", "taken"), [(0.85, 1), (0.8, 3)])
def test_a_text_elsewhere_must_be_clearly_likelier_than_the_one_in_its_place(here: float, taken: int) -> None:
    likeness = {"q": here, "r": 0.9}
    rules: Rules[str] = Rules(
        lambda one, other: likeness.get(other, 0.0) * (one == "p"), lambda text: "s" if text in "pqr" else text, in_place=0.5, moved=0.8
    )
    assert align(["x", "p", "y"], ["x", "q", "y", "r"], rules).pairs == {0: 0, 2: 2, taken: 1}


@pytest.mark.parametrize(("likeness", "pairs"), [(0.9, {0: 1, 1: 2, 2: 0}), (0.7, {0: 1, 1: 2})])
def test_an_edited_text_far_from_its_place_is_found_by_what_both_share(likeness: float, pairs: dict[int, int]) -> None:
    rules: Rules[str] = Rules(lambda one, other: likeness * (one.lower() == other.lower()), str.lower, in_place=0.5, moved=0.8)
    assert align(["ab", "x", "y"], ["x", "y", "AB"], rules).pairs == pairs


ADVERSARIAL: dict[str, Callable[[int], tuple[list[str], list[str]]]] = {
    "all equal": lambda n: (["加强组织领导。"] * n, ["加强组织领导。"] * (n + 7)),
    "all changed alike": lambda n: ([f"第{i}项任务加快建设。" for i in range(n)], [f"第{i}项任务大力建设好。" for i in range(n)]),
    "equal ones changed": lambda n: (["加强组织领导。"] * n, ["加强组织领导工作。"] * n),
    "reversed": lambda n: ([f"建设{i}号工程。" for i in range(n)], [f"建设{i}号工程。" for i in range(n)][::-1]),
    "reversed and changed": lambda n: ([f"建设{i}号工程。" for i in range(n)], [f"切实建设{i}号工程。" for i in range(n)][::-1]),
    "two by turns": lambda n: (["甲。", "乙。"] * (n // 2), ["乙。", "甲。"] * (n // 2)),
    "strangers": lambda n: ([chr(0x4E00 + i) * 9 for i in range(n)], [chr(0x6E00 + i) * 9 for i in range(n)]),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_comparisons_grow_with_the_texts(name: str) -> None:
    def compared(size: int) -> int:
        calls = 0

        def likeness(one: str, other: str) -> float:
            nonlocal calls
            calls += 1
            return sameness.likeness(one, other)

        rules = Rules(
            likeness, sameness.signs, in_place=sameness.IN_PLACE, moved=sameness.MOVED, shares=sameness.shares, contained=sameness.CONTAINED
        )
        align(*ADVERSARIAL[name](size), rules)
        return calls

    assert compared(800) <= 5 * max(compared(200), 50)
