"""Measures the counterparts against `pairs.tsv`: pairs that readers judged, right and wrong."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from generator.links.likeness import Field
from generator.links.passages import Passage
from tests.gold.files import HERE

Key = tuple[str, str, str, str]
"""Plan and passage, plan and passage, in the order of the edition."""


@dataclass(frozen=True)
class Label:
    line: int
    a: tuple[str, str]
    b: tuple[str, str]
    right: bool
    chosen: bool
    """True for a pair that a reader chose; False for one of those that an early version of the rule proposed."""
    weight: float
    """How many proposals it stands for: the sample was drawn by likeness."""
    why: str


def labels() -> list[Label]:
    with (HERE / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Label(
                n,
                (r["from_plan"], r["from"]),
                (r["to_plan"], r["to"]),
                r["right"] == "yes",
                r["source"] == "chosen",
                float(r["weight"]),
                r["why"],
            )
            for n, r in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2)
        ]


def numbers(passages: Sequence[Passage]) -> dict[tuple[str, str], int]:
    """Place → number of the passage it stands in."""
    found: dict[tuple[str, str], int] = {}
    for i, passage in enumerate(passages):
        for anchor in (passage.anchor, *(name for name, _ in passage.parts)):
            found[passage.plan, anchor] = i
        found.setdefault((passage.plan, passage.section), i)
    return found


@dataclass(frozen=True)
class Judged:
    """A pair of passages and what readers said of it."""

    right: bool
    chosen: bool
    weight: float


def judged(field: Field) -> dict[tuple[int, int], Judged]:
    """The labels by passages; several labels of two passages are one, right when one of them is."""
    places = numbers(field.passages)
    found: dict[tuple[int, int], Judged] = {}
    for label in labels():
        if label.a in places and label.b in places:
            i, j = sorted((places[label.a], places[label.b]))
            old = found.get((i, j))
            if old is None or (label.right and not old.right):
                found[i, j] = Judged(label.right, label.chosen or bool(old and old.chosen), 1.0 if old else label.weight)
    return found
