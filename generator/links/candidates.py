"""Candidates: pairs of passages that lie near each other, with how likely a reader wants them.

Each passage is held against those of other plans that share its rarer words (`likeness`). A logistic model (`counterparts.json`, fitted by
`tests/gold/train_counterparts.py` to pairs that readers judged) says from words, subjects, titles and rank how likely a reader would want
the pair.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import ClassVar

from generator.links.likeness import Field, Made, Near, agreeing
from generator.links.vectors import dot
from generator.pure import give_way, pure

MODEL = Path(__file__).with_name("counterparts.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two passages that were held against each other, by their numbers in the field."""

    i: int
    j: int
    features: Mapping[str, float]
    score: float


Key = tuple[tuple[Made, ...], tuple[Made, ...]]
"""What two plans are made of."""
LocalCandidate = tuple[int, int, Mapping[str, float], float]
"""A candidate by the numbers of its passages in their plans."""


@cache
def load_model() -> Mapping[str, float]:
    """Weight of each feature."""
    return {name: float(weight) for name, weight in json.loads(MODEL.read_text(encoding="utf-8")).items()}


def candidates(field: Field) -> list[Candidate]:
    """Every pair that lies near from one side or the other, with its features and its probability: by plans, then in reading order."""
    held, found = KnownCandidates(), list[Candidate]()
    for (own, first), (other, second) in combinations(field.plans.items(), 2):
        if not field.holds(first[0], second[0]):
            continue
        key = tuple(field.made[i] for i in first), tuple(field.made[j] for j in second)
        judged = held.between(key) or [(i - first[0], j - second[0], *one) for i, j, one in _between(field, own, other)]
        held.keep(key, judged)
        found += [Candidate(first[0] + i, second[0] + j, features, score) for i, j, features, score in judged]
    held.close()
    return found


class KnownCandidates:
    """The candidates of each two plans, as the field before found them: they depend on nothing but what those are made of."""

    last: ClassVar[Mapping[Key, Sequence[LocalCandidate]]] = {}

    def __init__(self) -> None:
        self._now: dict[Key, Sequence[LocalCandidate]] = {}

    def between(self, key: Key) -> Sequence[LocalCandidate] | None:
        """Those of two plans; None where they were not known."""
        return self.last.get(key)

    def keep(self, key: Key, found: Sequence[LocalCandidate]) -> None:
        """Remember those of two plans."""
        self._now[key] = found

    def close(self) -> None:
        """What this field has is what the next one finds."""
        KnownCandidates.last = self._now


def _between(field: Field, own: str, other: str) -> Iterator[tuple[int, int, tuple[Mapping[str, float], float]]]:
    """The pairs of two plans, each with its features and its probability."""
    near = field.all_nearest
    likeness = {(i, j): value for i in field.plans[own] for value, j in near[i].get(other, ())}
    likeness |= {(i, j): value for j in field.plans[other] for value, i in near[j].get(own, ())}
    for i, j in sorted(likeness):
        give_way()
        yield i, j, _judged(*_pair_of(field, near, i, j, likeness[i, j]))


def likely(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely a reader would want a pair, by its features."""
    total = sum(weights.get(name, 0.0) * number for name, number in found.items()) + weights.get("constant", 0.0)
    return 1 / (1 + math.exp(-total))


def features(field: Field, near: Sequence[Near], i: int, j: int, likeness: float) -> Mapping[str, float]:
    """What the model knows of a pair; all numbers are near 0 to 3."""
    return _features(*_pair_of(field, near, i, j, likeness))


Two = tuple[Made, Made, float, tuple[int, int], tuple[float, float]]
"""Two passages: what they are made of, their likeness, the rank of each and its share from the other's side."""


def _pair_of(field: Field, near: Sequence[Near], i: int, j: int, likeness: float) -> Two:
    passages = field.passages
    rank_i, share_i = _rank(near[i], passages[j].plan, j, likeness)
    rank_j, share_j = _rank(near[j], passages[i].plan, i, likeness)
    return field.made[i], field.made[j], likeness, (rank_i, rank_j), (share_i, share_j)


@pure(passing=True)
def _judged(a: Made, b: Made, likeness: float, ranks: tuple[int, int], shares: tuple[float, float]) -> tuple[Mapping[str, float], float]:
    """The features of a pair, and how likely a reader would want it."""
    found = _features(a, b, likeness, ranks, shares)
    return found, likely(found, load_model())


def _features(a: Made, b: Made, likeness: float, ranks: tuple[int, int], shares: tuple[float, float]) -> Mapping[str, float]:
    rows, columns = agreeing(a, b)
    best = max(rows, default=0.0)
    shorter = rows if len(rows) <= len(columns) else columns
    count_a, count_b, rarity = a.subject_count, b.subject_count, a.subject_rarity
    shared = sorted((rarity[name] * min(count_a[name], count_b[name], 2) for name in count_a if name in count_b), reverse=True)
    return {
        "words": 10 * likeness,
        "words-root": 3 * math.sqrt(likeness),
        "subjects": dot(a.subjects, b.subjects),
        "rarest-subject": shared[0] / 4 if shared else 0.0,
        "second-subject": shared[1] / 4 if len(shared) > 1 else 0.0,
        "sentence": best,
        "sentence-square": best * best,
        "sentences-mean": sum(shorter) / len(shorter) if shorter else 0.0,
        "sentences-sum": min(sum(rows), sum(columns), 3.0),
        "title-subjects": max(dot(a.title_subjects, b.subjects), dot(b.title_subjects, a.subjects)),
        "title-words": 3 * max(dot(a.title, b.vector), dot(b.title, a.vector)),
        "rank": math.log1p(min(ranks)),
        "rank-back": math.log1p(max(ranks)),
        "share": max(shares),
        "share-back": min(shares),
        "no-subject": float(not count_a or not count_b),
        "size": math.log(min(a.size, b.size) + 1) / 4,
        "row": float(a.row or b.row),
        "rows": float(a.row and b.row),
    }


def _rank(near: Near, plan: str, passage: int, likeness: float) -> tuple[int, float]:
    """(how many passages of a plan lie nearer, likeness as a share of the nearest one's)."""
    found = near.get(plan, [])
    if not found:
        return 0, 0.0
    rank = 0
    for _, j in found:  # a loop: there are some of it for every pair
        if j == passage:
            break
        rank += 1
    return rank, likeness / found[0][0] if found[0][0] else 0.0
