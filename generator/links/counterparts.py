"""Counterparts: passages of different plans on the same subject.

1. `candidates` are pairs that lie near each other, each with how likely a reader wants it.
2. From `SHOWN` on a pair is kept, if among the first of either side. Between plans whose pairs nobody has read `sureness` judges anew:
   what is sure is a counterpart; what is likely may be one (`perhaps`), is told apart and counts nowhere.
3. Editors add, forbid and retype; the metadata decides the type: `continues` for plans of one issuer whose periods follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from generator.errors import Gathering, gathering
from generator.links.candidates import Candidate, candidates
from generator.links.editors import DecidedPair as DecidedPair
from generator.links.editors import LinkEditors, Place
from generator.links.likeness import Field, Made, agreeing
from generator.links.passages import Passage
from generator.links.shared import shared_words
from generator.links.sureness import PERHAPS, SURE, Sureness, is_read, readings
from generator.model import Link, Plan
from generator.pure import Same, pure

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
    perhaps: bool = False
    """True for one that is likely, not sure: readers get it apart, and it counts nowhere."""

    def seen_from(self, plan: str) -> tuple[Passage, Passage, str]:
        """The passage of one of its plans, the other passage, and where in that a link leads."""
        return (self.a, self.b, self.to_b) if self.a.plan == plan else (self.b, self.a, self.to_a)


def find_pairs(plans: Sequence[Plan], editors: LinkEditors) -> list[Pair]:
    """The counterparts, the likeliest first, as `find_likely` does, without those that only may be."""
    return [pair for pair in find_likely(plans, editors) if not pair.perhaps]


def find_likely(plans: Sequence[Plan], editors: LinkEditors, among: Collection[str] | None = None) -> list[Pair]:
    """The counterparts and what may be one, the likeliest first, with the editors' decisions. Raises ZhangjuError for one on no place.

    With `among` only pairs of which one plan is among these: no pair depends on a third plan.
    """
    field = Field(plans, meanings(editors), editors.local, among)
    found = candidates(field)
    decided, kinds = _Decisions(plans, field, editors), _Kinds(plans)
    shows = _Bar(field, found, editors)
    likely = sorted((entry for entry in shows.judged(found) if shows.gives(*entry)), key=lambda entry: -entry[0])
    kept: dict[tuple[int, str], int] = {}
    pairs = []
    for likelihood, candidate in likely:
        key = candidate.i, candidate.j
        if key in decided.forbidden or key in decided.added:
            continue
        sides = [(candidate.i, field.passages[candidate.j].plan), (candidate.j, field.passages[candidate.i].plan)]
        if all(kept.get(side, 0) >= KEPT for side in sides):
            continue
        for side in sides:
            kept[side] = kept.get(side, 0) + 1
        pair = _pair(field, kinds, *key, likelihood, decided=decided)
        pairs.append(pair if pair.by == "editor" or shows.passes(likelihood, candidate) else replace(pair, perhaps=True))
    pairs += [_pair(field, kinds, *key, 1.0, decided=decided) for key in decided.added if field.holds(*key)]
    return sorted(pairs, key=lambda pair: -pair.score)


class _Bar:
    """What a candidate must reach to be shown."""

    def __init__(self, field: Field, found: Sequence[Candidate], editors: LinkEditors) -> None:
        self.passages, read = field.passages, readings(editors)
        self._read = cache(lambda a, b: is_read(a, b, read))
        self.sureness = Sureness(field, [c for c in found if not self._is_read(c)])

    def _is_read(self, candidate: Candidate) -> bool:
        return self._read(self.passages[candidate.i].plan, self.passages[candidate.j].plan)

    def judged(self, found: Sequence[Candidate]) -> Iterator[tuple[float, Candidate]]:
        """Candidates, each with how likely a reader wants it."""
        return ((self.likelihood(candidate), candidate) for candidate in found)

    def likelihood(self, candidate: Candidate) -> float:
        """How likely a reader wants it, by what is known of its plans."""
        return candidate.score if self._is_read(candidate) else self.sureness.of(candidate)

    def passes(self, likelihood: float, candidate: Candidate) -> bool:
        """True when it is a counterpart."""
        return likelihood >= (SHOWN if self._is_read(candidate) else SURE)

    def gives(self, likelihood: float, candidate: Candidate) -> bool:
        """True when readers get it, as a counterpart or as what may be one."""
        return likelihood >= (SHOWN if self._is_read(candidate) else PERHAPS)

    def nearly(self, likelihood: float, candidate: Candidate) -> bool:
        """True when it is no counterpart and an editor should look."""
        asked = likelihood >= NEAR or (candidate.score >= SHOWN and not self._is_read(candidate))
        return asked and not self.passes(likelihood, candidate)


def undecided(plans: Sequence[Plan], editors: LinkEditors) -> list[Pair]:
    """Candidates near the threshold that no editor has decided, the likeliest first."""
    field = Field(plans, meanings(editors), editors.local)
    found = candidates(field)
    decided = _Decisions(plans, field, editors)
    settled, shows, kinds = {*decided.forbidden, *decided.added}, _Bar(field, found, editors), _Kinds(plans)
    near = [(score, c) for score, c in shows.judged(found) if shows.nearly(score, c) and (c.i, c.j) not in settled]
    return [_pair(field, kinds, c.i, c.j, score, decided=decided) for score, c in sorted(near, key=lambda entry: -entry[0])]


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
        self, pairs: Sequence[DecidedPair], editors: LinkEditors, anchors: Mapping[str, Collection[str]], problems: Gathering
    ) -> dict[tuple[int, int], DecidedPair]:
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


def _pair(field: Field, kinds: _Kinds, i: int, j: int, score: float, *, decided: _Decisions) -> Pair:
    """A pair as readers get it."""
    order = kinds.order
    if order[field.passages[j].plan] < order[field.passages[i].plan]:
        i, j = j, i
    a, b = field.passages[i], field.passages[j]
    made = field.made[i], field.made[j]
    pair = _found(Same(a), Same(b), made, score=round(score, 3), kind=kinds.of(a.plan, b.plan))
    key = min(i, j), max(i, j)
    if decision := decided.added.get(key):
        to_a, to_b = _named(a, decision) or pair.to_a, _named(b, decision) or pair.to_b
        pair = replace(pair, to_a=to_a, to_b=to_b, by="editor", reason=decision.reason, type=decision.type or pair.type)
    if decision := decided.retyped.get(key):
        pair = replace(pair, by="editor", reason=decision.reason, type=decision.type)
    return pair


@pure(passing=True)
def _found(a: Same[Passage], b: Same[Passage], made: tuple[Made, Made], *, score: float, kind: str) -> Pair:
    """A pair as the rules find it."""
    rows, columns = agreeing(*made)
    return Pair(
        a.thing,
        b.thing,
        score=score,
        shared=shared_words(*made),
        to_a=_place(a.thing, rows),
        to_b=_place(b.thing, columns),
        type=kind,
    )


def _named(passage: Passage, pair: DecidedPair) -> str:
    """The sentence of a passage that an editor named; where it is the passage's own address, the choice is the rule's."""
    ends = (text.strip().partition(" ") for text in (pair.a, pair.b))
    named = next((anchor for plan, _, anchor in ends if plan == passage.plan), "")
    return named if named != passage.anchor and any(named == name for name, _ in passage.parts) else ""


def _place(passage: Passage, agreements: Sequence[float]) -> str:
    """Where a link to a passage leads."""
    if len(passage.parts) <= FEW or not any(agreements):
        return passage.anchor
    return passage.parts[max(range(len(agreements)), key=agreements.__getitem__)][0]


class _Kinds:
    """What two plans are to each other."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.order = {plan.id: n for n, plan in enumerate(plans)}
        metas = {plan.id: plan.meta for plan in plans}
        self.of = cache(lambda a, b: _type(metas[a], metas[b]))


def _type(first: Mapping[str, Any], second: Mapping[str, Any]) -> str:
    """`continues` when both are plans of one series (one issuer, one title up to the period's name) and their periods follow each other.

    上海市国民经济和社会发展第十五个五年规划纲要 continues ……第十四个五年规划……; the plan of a part of the city has another series.
    """
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
