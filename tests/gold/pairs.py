"""Measures the counterparts against `pairs.tsv` and other `pairs*.tsv`: pairs that readers judged, right and wrong."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from generator.links.counterparts import KEPT, Pair
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


def labels(name: str = "pairs.tsv") -> list[Label]:
    """The rows of a file; columns that it lacks say that a reader chose the pair, which stands for itself."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [
            Label(
                n,
                (r["from_plan"], r["from"]),
                b=(r["to_plan"], r["to"]),
                right=r["right"] == "yes",
                chosen=r.get("source", "chosen") == "chosen",
                weight=float(r.get("weight", 1)),
                why=r["why"],
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


def judged(field: Field, name: str = "pairs.tsv") -> dict[tuple[int, int], Judged]:
    """The labels by passages; several labels of two passages are one, right when one of them is."""
    places = numbers(field.passages)
    found: dict[tuple[int, int], Judged] = {}
    for label in labels(name):
        if label.a in places and label.b in places:
            i, j = sorted((places[label.a], places[label.b]))
            old = found.get((i, j))
            if old is None or (label.right and not old.right):
                found[i, j] = Judged(label.right, label.chosen or bool(old and old.chosen), 1.0 if old else label.weight)
    return found


@dataclass(frozen=True)
class Measured:
    """How the pairs that are shown stand to what readers said."""

    precision: float
    """Share of the labelled pairs shown that are right."""
    weighted: float
    """The same, each pair counted for all that it stands for."""
    recall: float
    """Share of the right pairs that readers chose which a reader meets on one of their two pages."""
    labelled: int
    """Labelled pairs that are shown."""
    chosen: int
    """Right pairs that readers chose."""


def shown(pairs: Sequence[Pair]) -> set[frozenset[tuple[str, str]]]:
    """The pairs that stand among the first of a passage and other plan, from one end or the other."""
    by_side: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.score):
        for own, other in ((pair.a, pair.b), (pair.b, pair.a)):
            by_side.setdefault((own.plan, own.anchor, other.plan), []).append(pair)
    return {frozenset(((p.a.plan, p.a.anchor), (p.b.plan, p.b.anchor))) for found in by_side.values() for p in found[:KEPT]}


def measure(field: Field, pairs: Sequence[Pair], name: str = "pairs.tsv") -> Measured:
    """Measure pairs on a file of labels."""
    known = judged(field, name)
    keys = shown(pairs)

    def is_shown(key: tuple[int, int]) -> bool:
        return frozenset((field.passages[i].plan, field.passages[i].anchor) for i in key) in keys

    met = [label for key, label in known.items() if is_shown(key)]
    wished = [key for key, label in known.items() if label.right and label.chosen]
    right = [label for label in met if label.right]
    return Measured(
        len(right) / max(1, len(met)),
        sum(label.weight for label in right) / (sum(label.weight for label in met) or 1),
        sum(map(is_shown, wished)) / max(1, len(wished)),
        len(met),
        len(wished),
    )
