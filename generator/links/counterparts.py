"""Counterparts: passages of different plans on the same subject.

1. Passages become vectors of character pairs, weighted by rarity, their titles with them; words that mean the same (a term's aliases,
   an editor's `[[same]]`) count as one. Pairs of characters need no segmenter and let 航运服务 meet 航运服务集聚区.
2. Each passage is held against those that share its rarer pairs; the nearest of each other plan are candidates.
3. A logistic model (`counterparts.json`, fitted by `tests/gold/train_counterparts.py` to pairs judged by readers) says how likely a
   reader would want the pair; from `SHOWN` on it is kept, at most `KEPT` for each other plan. It prefers silence to noise.
4. Editors add, forbid and retype. The metadata decides the type: `continues` for plans of one issuer whose periods follow each other.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator.characters import HAN
from generator.links.editors import LinkEditors
from generator.links.passages import Passage, passages
from generator.model import Glossary, Link, Plan

MODEL = Path(__file__).with_name("counterparts.json")
SHOWN = 0.6
"""Probability from which a pair is shown: precision 0.9 on the judged pairs, see tests/gold/README.md."""
NEAR = 0.35
"""Probability from which `zhangju links` lists a pair for editors."""
KEPT = 3
"""Counterparts of a passage in one other plan."""
CANDIDATES = 6
"""Nearest passages of each other plan that the model sees."""
COMMON = 60
"""Passages above which a pair of characters no longer brings candidates: it would meet everything, and cost grows with its square."""
TITLE, TRAIL = 1.0, 0.3
"""Weight of a pair of characters in the section's own title and in those above it, beside 1 in the text."""
REASONS = 3
"""Shared words that a reader is told."""
RUN = re.compile(rf"[{HAN}A-Za-z]+[0-9]*")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages held against each other."""

    a: Passage
    b: Passage
    score: float
    shared: tuple[str, ...]
    """The rarest words that both have."""
    to_a: str
    """Anchor of the sentence of `a` that is nearest to `b`, or of all of `a`."""
    to_b: str
    type: str = "related"
    by: str = "rule"
    reason: str = ""


@cache
def load_model() -> dict[str, float]:
    """Weight of each feature."""
    return {name: float(weight) for name, weight in json.loads(MODEL.read_text(encoding="utf-8")).items()}


class Field:
    """All passages with their vectors."""

    def __init__(self, plans: Sequence[Plan], same: Mapping[str, str]) -> None:
        self.passages = [passage for plan in plans for passage in passages(plan)]
        self.same = same
        self._alike = re.compile("|".join(re.escape(word) for word in sorted(same, key=len, reverse=True)) or r"(?!)")
        counts = [Counter(gram for _, text in passage.parts for gram in self.grams(text)) for passage in self.passages]
        titles = [set(self.grams(p.trail[-1])) if p.trail and not p.row else set() for p in self.passages]
        trails = [{gram for title in p.trail[:-1] for gram in self.grams(title)} if not p.row else set() for p in self.passages]
        spread = Counter(gram for count, title in zip(counts, titles, strict=True) for gram in {*count, *title})
        total = len(self.passages) or 1
        self.rarity = {gram: math.log(total / times) for gram, times in spread.items()}
        self.titles = [unit({gram: self.rarity[gram] for gram in title}) for title in titles]
        self.vectors = [self._vector(*found) for found in zip(counts, titles, trails, strict=True)]
        self.postings: dict[str, list[tuple[int, float]]] = {}
        for i, vector in enumerate(self.vectors):
            for gram, weight in vector.items():
                self.postings.setdefault(gram, []).append((i, weight))

    def grams(self, text: str) -> Iterator[str]:
        """Pairs of characters of a text, words that mean the same replaced by one."""
        if self.same:
            text = self._alike.sub(lambda found: self.same[found[0]], text)
        for run in RUN.findall(text):
            yield from (run[i : i + 2] for i in range(len(run) - 1))

    def _vector(self, count: Counter[str], title: set[str], trail: set[str]) -> Vector:
        rarity = self.rarity
        vector = {gram: (1 + math.log(times)) * rarity[gram] for gram, times in count.items()}
        for gram in title:
            vector[gram] = vector.get(gram, 0.0) + TITLE * rarity[gram]
        for gram in trail:
            if gram in rarity:
                vector[gram] = vector.get(gram, 0.0) + TRAIL * rarity[gram]
        return unit(vector)

    def nearest(self, i: int) -> dict[str, list[tuple[float, int]]]:
        """Plan → (likeness, passage) of the passages of other plans that share rarer pairs of characters, the nearest first."""
        likeness: dict[int, float] = {}
        for gram, weight in self.vectors[i].items():
            postings = self.postings[gram]
            if len(postings) <= COMMON:
                for j, other in postings:
                    likeness[j] = likeness.get(j, 0.0) + weight * other
        by_plan: dict[str, list[tuple[float, int]]] = {}
        own = self.passages[i].plan
        for j, value in likeness.items():
            plan = self.passages[j].plan
            if plan != own:
                by_plan.setdefault(plan, []).append((value, j))
        return {plan: sorted(found, reverse=True)[:CANDIDATES] for plan, found in by_plan.items()}


def unit(vector: Vector) -> Vector:
    """A vector of length one."""
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / length for name, value in vector.items()}


def dot(a: Vector, b: Vector) -> float:
    """Likeness of two vectors of length one."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[name] for name, value in a.items() if name in b)


def meanings(glossary: Glossary, editors: LinkEditors) -> dict[str, str]:
    """Word → the word that stands for it: other words for a term, and what an editor calls the same."""
    same: dict[str, str] = {}
    for term in glossary.terms:
        same |= {alias: term.name for alias in term.aliases if len(alias) > 1 and term.definitions[0].span is None}
    for item in editors.same:
        same |= dict.fromkeys(item.words[1:], item.words[0])
    return same


def find_pairs(plans: Sequence[Plan], glossary: Glossary, editors: LinkEditors) -> list[Pair]:
    """All candidate pairs with their probabilities, the likeliest first."""
    held = Field(plans, meanings(glossary, editors))
    near = [held.nearest(i) for i in range(len(held.passages))]
    seen: set[tuple[int, int]] = set()
    found = []
    for i, by_plan in enumerate(near):
        for candidates in by_plan.values():
            for likeness, j in candidates:
                key = (min(i, j), max(i, j))
                if key not in seen:
                    seen.add(key)
                    found.append(held.pair(*key, likeness, near))
    return sorted(found, key=lambda pair: -pair.score)
