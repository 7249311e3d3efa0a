"""Counterparts: passages of different plans on the same subject.

1. Each passage is held against those of other plans that share its rarer words (`likeness`); the nearest are candidates.
2. A logistic model (`counterparts.json`, fitted by `tests/gold/train_counterparts.py` to pairs that readers judged) says from words,
   subjects, titles and rank how likely a reader would want the pair. From `SHOWN` on it is kept, if among the first of either side;
   between plans whose pairs nobody has read `sureness` asks for more.
3. Editors add, forbid and retype; the metadata decides the type: `continues` for plans of one issuer whose periods follow each other.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator.errors import Gathering, gathering
from generator.links.editors import LinkEditors, Place
from generator.links.editors import Pair as EditorsPair
from generator.links.likeness import Field
from generator.links.passages import Passage
from generator.links.shared import shared_words
from generator.links.sureness import is_read, is_sure, readings
from generator.links.vectors import dot
from generator.model import Link, Plan

MODEL = Path(__file__).with_name("counterparts.json")
SHOWN = 0.6
"""Probability from which a pair is shown. Chosen on the judged pairs; the figures are in tests/gold/README.md."""
NEAR = 0.4
"""Probability from which `zhangju links` lists a pair that is not shown, for editors to decide."""
KEPT = 3
"""A pair is kept when it is among the first three of either passage in the other's plan; a page shows as many."""
PERIOD = re.compile(
    r"[（(]?(?:第[一二三四五六七八九十]+个五年|[“\"]?[一二三四五六七八九十]五[”\"]?规划|[“\"][一二三四五六七八九十]+五[”\"]|\d{4})"
)
"""Where a title names its period: 第十四个五年, “十四五”, 2021—2025年."""
FEW = 2
"""Sentences up to which a passage is linked to as a whole; in a longer one the link leads to the sentence that agrees most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages on the same subject, the older plan's first."""

    a: Passage
    b: Passage
    score: float
    """Probability that a reader wants it."""
    shared: tuple[str, ...] = ()
    """The rarest words that both have."""
    to_a: str = ""
    """Where in `a` a link leads: the sentence that agrees most with `b`, or all of `a`."""
    to_b: str = ""
    type: str = "related"
    by: str = "rule"
    reason: str = ""
    """An editor's reason."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two passages that were held against each other, by their numbers in the field."""

    i: int
    j: int
    features: Mapping[str, float]
    score: float


@cache
def load_model() -> Mapping[str, float]:
    """Weight of each feature."""
    return {name: float(weight) for name, weight in json.loads(MODEL.read_text(encoding="utf-8")).items()}


def candidates(field: Field) -> list[Candidate]:
    """Every pair that lies near from one side or the other, with its features and its probability."""
    near = [field.nearest(i) for i in range(len(field.passages))]
    likeness: dict[tuple[int, int], float] = {}
    for i, by_plan in enumerate(near):
        for found in by_plan.values():
            likeness |= {(min(i, j), max(i, j)): value for value, j in found}
    weights = load_model()
    made = []
    for (i, j), value in likeness.items():
        found_features = features(field, near, i, j, value)
        total = sum(weights.get(name, 0.0) * number for name, number in found_features.items()) + weights.get("constant", 0.0)
        made.append(Candidate(i, j, found_features, 1 / (1 + math.exp(-total))))
    return made


def features(field: Field, near: Sequence[Mapping[str, list[tuple[float, int]]]], i: int, j: int, likeness: float) -> dict[str, float]:
    """What the model knows of a pair; all numbers are near 0 to 3."""
    agreements = field.agreements(i, j)
    rows = [max(row, default=0.0) for row in agreements]
    columns = [max(column) for column in zip(*agreements, strict=True)] if agreements else [0.0]
    best = max(rows, default=0.0)
    shorter = rows if len(rows) <= len(columns) else columns
    a, b = field.subject_counts[i], field.subject_counts[j]
    rarity = field.subject_rarity
    shared = sorted((rarity[name] * min(a[name], b[name], 2) for name in a if name in b), reverse=True)
    ranks, shares = zip(*(_rank(near[x], field.passages[y].plan, y, likeness) for x, y in ((i, j), (j, i))), strict=True)
    passages = field.passages[i], field.passages[j]
    return {
        "words": 10 * likeness,
        "words-root": 3 * math.sqrt(likeness),
        "subjects": dot(field.subjects[i], field.subjects[j]),
        "rarest-subject": shared[0] / 4 if shared else 0.0,
        "second-subject": shared[1] / 4 if len(shared) > 1 else 0.0,
        "sentence": best,
        "sentence-square": best * best,
        "sentences-mean": sum(shorter) / len(shorter) if shorter else 0.0,
        "sentences-sum": min(sum(rows), sum(columns), 3.0),
        "title-subjects": max(dot(field.title_subjects[i], field.subjects[j]), dot(field.title_subjects[j], field.subjects[i])),
        "title-words": 3 * max(dot(field.titles[i], field.vectors[j]), dot(field.titles[j], field.vectors[i])),
        "rank": math.log1p(min(ranks)),
        "rank-back": math.log1p(max(ranks)),
        "share": max(shares),
        "share-back": min(shares),
        "no-subject": float(not a or not b),
        "size": math.log(min(field.sizes[i], field.sizes[j]) + 1) / 4,
        "row": float(any(passage.row for passage in passages)),
        "rows": float(all(passage.row for passage in passages)),
    }


def _rank(near: Mapping[str, list[tuple[float, int]]], plan: str, passage: int, likeness: float) -> tuple[int, float]:
    """(how many passages of a plan lie nearer, likeness as a share of the nearest one's)."""
    found = near.get(plan, [])
    rank = next((n for n, (_, j) in enumerate(found) if j == passage), len(found))
    return rank, likeness / found[0][0] if found and found[0][0] else 0.0


def find_pairs(plans: Sequence[Plan], editors: LinkEditors) -> list[Pair]:
    """The counterparts that are shown, the likeliest first, with the editors' decisions. Raises ZhangjuError for one on no place."""
    field = Field(plans, meanings(editors))
    found = candidates(field)
    decided = _Decisions(plans, field, editors)
    shows = _Bar(field, editors)
    kept: dict[tuple[int, str], int] = {}
    pairs = []
    for candidate in sorted(found, key=lambda c: -c.score):
        key = candidate.i, candidate.j
        if not shows.passes(candidate) or key in decided.forbidden or key in decided.added:
            continue
        sides = [(candidate.i, field.passages[candidate.j].plan), (candidate.j, field.passages[candidate.i].plan)]
        if all(kept.get(side, 0) >= KEPT for side in sides):
            continue
        for side in sides:
            kept[side] = kept.get(side, 0) + 1
        pairs.append(_pair(field, plans, *key, candidate.score, decided=decided))
    pairs += [_pair(field, plans, *key, 1.0, decided=decided) for key in decided.added]
    return sorted(pairs, key=lambda pair: -pair.score)


class _Bar:
    """What a candidate must reach to be shown."""

    def __init__(self, field: Field, editors: LinkEditors) -> None:
        self.passages, self.read = field.passages, readings(editors)

    def passes(self, candidate: Candidate) -> bool:
        """True when it is shown."""
        a, b = self.passages[candidate.i], self.passages[candidate.j]
        if candidate.score < SHOWN:
            return False
        return is_read(a.plan, b.plan, self.read) or is_sure(a, b, candidate.score, candidate.features)

    def nearly(self, candidate: Candidate) -> bool:
        """True when it is not shown and an editor should look: just below `SHOWN`, or likely between plans that nobody has read."""
        read = is_read(self.passages[candidate.i].plan, self.passages[candidate.j].plan, self.read)
        return NEAR <= candidate.score < SHOWN if read else candidate.score >= SHOWN and not self.passes(candidate)


def undecided(plans: Sequence[Plan], editors: LinkEditors) -> list[Pair]:
    """Candidates near the threshold that no editor has decided, the likeliest first."""
    field = Field(plans, meanings(editors))
    found = candidates(field)
    decided = _Decisions(plans, field, editors)
    settled, shows = {*decided.forbidden, *decided.added}, _Bar(field, editors)
    near = [c for c in found if shows.nearly(c) and (c.i, c.j) not in settled]
    return [_pair(field, plans, c.i, c.j, c.score, decided=decided) for c in sorted(near, key=lambda c: -c.score)]


def meanings(editors: LinkEditors) -> dict[str, str]:
    """Word → the word that stands for it, of what an editor calls the same."""
    same: dict[str, str] = {}
    for item in editors.same:
        same |= dict.fromkeys(item.words[1:], item.words[0])
    return same


def places_of(passages: Sequence[Passage]) -> dict[Place, int]:
    """Every place that a passage holds, with the passage's number: its address and those of its sentences, and its section's."""
    places: dict[Place, int] = {}
    for i, passage in enumerate(passages):
        for anchor in (passage.anchor, *(name for name, _ in passage.parts)):
            places[passage.plan, anchor] = i
        places.setdefault((passage.plan, passage.section), i)
    return places


class _Decisions:
    """What editors decided, by the numbers of passages. A decision speaks of two places: one on a pair that nothing proposes is kept."""

    def __init__(self, plans: Sequence[Plan], field: Field, editors: LinkEditors) -> None:
        self.places = places_of(field.passages)
        anchors = {plan.id: plan.anchors() for plan in plans}
        with gathering() as problems:
            self.added = self._keyed(editors.add, editors, anchors, problems)
            self.forbidden = self._keyed(editors.forbid, editors, anchors, problems)
            self.retyped = self._keyed(editors.retype, editors, anchors, problems)
            for key in self.added.keys() & self.forbidden.keys():
                pair = self.forbidden[key]
                problems.add(editors.error(pair.at, f"`{pair.a}` and `{pair.b}` are added, too", "remove the [[forbid]] or the [[add]]"))

    def _keyed(
        self, pairs: Sequence[EditorsPair], editors: LinkEditors, anchors: Mapping[str, Collection[str]], problems: Gathering
    ) -> dict[tuple[int, int], EditorsPair]:
        """Pairs by the numbers of their passages. One whose text is gone rests (`resting`); one that names a place that never was is a
        problem."""
        keyed = {}
        for pair in pairs:
            with problems.trying():
                found = editors.ends(pair, anchors)
                if found and all(place in self.places for place in found):
                    a, b = (self.places[place] for place in found)
                    keyed[min(a, b), max(a, b)] = pair
        return keyed


def _pair(field: Field, plans: Sequence[Plan], i: int, j: int, score: float, *, decided: _Decisions) -> Pair:
    """A pair as readers get it."""
    order = {plan.id: n for n, plan in enumerate(plans)}
    if order[field.passages[j].plan] < order[field.passages[i].plan]:
        i, j = j, i
    a, b = field.passages[i], field.passages[j]
    agreements = field.agreements(i, j)
    rows = [max(row, default=0.0) for row in agreements]
    columns = [max(column) for column in zip(*agreements, strict=True)] if agreements else []
    pair = Pair(
        a,
        b,
        score=round(score, 3),
        shared=shared_words(field, i, j),
        to_a=_place(a, rows),
        to_b=_place(b, columns),
        type=_type(plans, a.plan, b.plan),
    )
    key = min(i, j), max(i, j)
    if decision := decided.added.get(key):
        to_a, to_b = _named(a, decision) or pair.to_a, _named(b, decision) or pair.to_b
        pair = replace(pair, to_a=to_a, to_b=to_b, by="editor", reason=decision.reason, type=decision.type or pair.type)
    if decision := decided.retyped.get(key):
        pair = replace(pair, by="editor", reason=decision.reason, type=decision.type)
    return pair


def _named(passage: Passage, pair: EditorsPair) -> str:
    """The sentence of a passage that an editor named; where it is the passage's own address, the choice is the rule's."""
    ends = (text.strip().partition(" ") for text in (pair.a, pair.b))
    named = next((anchor for plan, _, anchor in ends if plan == passage.plan), "")
    return named if named != passage.anchor and any(named == name for name, _ in passage.parts) else ""


def _place(passage: Passage, agreements: Sequence[float]) -> str:
    """Where a link to a passage leads."""
    if len(passage.parts) <= FEW or not any(agreements):
        return passage.anchor
    return passage.parts[max(range(len(agreements)), key=agreements.__getitem__)][0]


def _type(plans: Sequence[Plan], a: str, b: str) -> str:
    """`continues` when both are plans of one series (one issuer, one title up to the period's name) and their periods follow each other.

    上海市国民经济和社会发展第十五个五年规划纲要 continues ……第十四个五年规划……; the plan of a part of the city has another series.
    """
    first, second = (next(plan.meta for plan in plans if plan.id == name) for name in (a, b))
    if not (first.get("kind") == second.get("kind") == "plan" and first.get("issuer") and first.get("issuer") == second.get("issuer")):
        return "related"
    series = [PERIOD.split(str(meta.get("title", "")))[0] for meta in (first, second)]
    periods = [re.findall(r"\d{4}", str(meta.get("period", ""))) for meta in (first, second)]
    follows = all(periods) and any(int(x[-1]) + 1 == int(y[0]) for x, y in (periods, periods[::-1]))
    return "continues" if series[0] == series[1] and follows else "related"


def as_links(pairs: Sequence[Pair]) -> tuple[Link, ...]:
    """The pairs as links; the newer place continues the older one."""
    return tuple(
        Link(p.type, p.b.plan, p.to_b, p.a.plan, p.to_a, score=p.score, by=p.by, reason=p.reason or "、".join(p.shared))
        if p.type == "continues"
        else Link(p.type, p.a.plan, p.to_a, p.b.plan, p.to_b, score=p.score, by=p.by, reason=p.reason or "、".join(p.shared))
        for p in pairs
    )
