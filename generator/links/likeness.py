"""The field of all passages: what each is made of, and which lie near it.

Two views of a passage: the pairs of characters in its text and titles, weighted by rarity (they need no segmenter, and let 航运服务 meet
航运服务集聚区), and the subjects that its sentences speak of. Words that mean the same (a term's aliases, an editor's `[[same]]`)
count as one.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from generator.characters import HAN
from generator.links.knowledge import Knowledge, knowledge
from generator.links.local import Local
from generator.links.passages import Passage, passages
from generator.links.vectors import Vector, dot, unit
from generator.model import Plan
from generator.pure import give_way, pure
from generator.unlocked import cached_property

CANDIDATES = 6
"""Nearest passages of each other plan that are looked at: of the pairs that readers want, 98 % are among them."""
HELD = 2 * CANDIDATES
"""Nearest that are held from one field to the next: where one of them goes, the next is known."""
TITLE, TRAIL = 1.0, 0.3
"""Weight of words in a passage's own title and in those above it, beside 1 in its text."""
SUBJECT_TITLE = 1.5
"""The same for the subjects of its own title."""
FEW_NEW = 0.2
"""Share of new passages up to which a field is mended, not made anew."""
RUN = re.compile(rf"[{HAN}A-Za-z]+")


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What a passage is made of, by which it is known from one build to the next: the same words at the same place are one."""

    parts: tuple[str, ...]
    """Its texts, as printed."""
    size: int
    """Pairs of characters in it."""
    title: Vector
    sentences: tuple[Vector, ...]
    vector: Vector
    """All of it, with the titles."""
    telling: Vector
    """The same without what is common."""
    subject_count: Vector
    subject_rarity: Vector
    """How telling each of them is."""
    subjects: Vector
    sentence_subjects: tuple[Vector, ...]
    title_subjects: Vector
    row: bool


@pure(passing=True)
def _made_of(passage: Passage, by: Knowledge) -> Made:
    """What a passage is made of, by what is known of words."""
    parts, title, trail, row = tuple(text for _, text in passage.parts), passage.title, passage.trail, passage.row
    known, alike = by.background, _alike(by.same)
    texts = [alike(text) for text in parts]
    counts = [Counter(grams(text)) for text in texts]
    whole: Counter[str] = sum(counts, Counter())
    titled = set[str]() if row else set(grams(title))
    trailed = set[str]() if row else {gram for above in trail[:-1] for gram in grams(above)}
    vector = {gram: (1 + math.log(times)) * known.rarity(gram) for gram, times in whole.items()}
    for gram in sorted(titled):
        vector[gram] = vector.get(gram, 0.0) + TITLE * known.rarity(gram)
    for gram in sorted(trailed):
        vector[gram] = vector.get(gram, 0.0) + TRAIL * known.rarity(gram)
    found = [_subjects_of(text, by) for text in texts]
    titles = [] if row else [(title, SUBJECT_TITLE), *((above, TRAIL) for above in trail)]
    count = _subject_count([(one, 1.0) for one in found] + [(_subjects_of(alike(text), by), weight) for text, weight in titles])
    rarity = {name: known.subject_rarity(name) for name in count}
    heads = {} if row else _subjects_of(alike(title), by)
    whole_vector = unit(vector)
    return Made(
        parts,
        len(whole),
        title=unit({gram: known.rarity(gram) for gram in sorted(titled)}),
        sentences=tuple(unit({gram: known.rarity(gram) for gram in one}) for one in counts),
        vector=whole_vector,
        telling={gram: weight for gram, weight in whole_vector.items() if not known.is_common(gram)},
        subject_count=count,
        subject_rarity=rarity,
        subjects=unit({name: (1 + math.log(times) if times >= 1 else times) * rarity[name] for name, times in count.items()}),
        sentence_subjects=tuple(unit({name: times * rarity[name] for name, times in one.items()}) for one in found),
        title_subjects=unit({name: times * rarity[name] for name, times in heads.items()}),
        row=row,
    )


def _subject_count(found: Sequence[tuple[Mapping[str, float], float]]) -> Vector:
    """Subject → how often a passage speaks of it, in its texts and, by their weights, in titles."""
    count: Vector = {}
    for one, weight in found:
        for name, times in one.items():
            count[name] = count.get(name, 0.0) + weight * times
    return count


@pure(passing=True)
def _subjects_of(text: str, by: Knowledge) -> Mapping[str, float]:
    return by.thesaurus.subjects_of(text)


@lru_cache(maxsize=4)
def _alike(same: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """What makes words that mean the same one word."""
    if not same:
        return str
    table = dict(same)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(table, key=len, reverse=True)))
    return functools.partial(pattern.sub, lambda found: table[found[0]])


Near = Mapping[str, list[tuple[float, int]]]
"""Plan → (likeness, passage) of the nearest in it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The nearest of a passage in a plan, some more than are looked at."""

    near: list[tuple[float, int]]
    """(likeness, passage), the nearest first."""
    all: bool
    """True when nothing else in the plan is like it."""


def _reach(alike: Sequence[tuple[float, int]]) -> Reach:
    """The nearest of all that is like a passage in a plan."""
    return Reach(sorted(alike, reverse=True)[:HELD], len(alike) <= HELD)


class Field:
    """All passages with what they are made of."""

    def __init__(
        self, plans: Sequence[Plan], same: Mapping[str, str], local: Local | None = None, among: Collection[str] | None = None
    ) -> None:
        """Only passages of which one is of a plan `among` these are held against each other; None: all are."""
        self.among = frozenset((plan.id for plan in plans) if among is None else among)
        self.known = knowledge(tuple(same.items()), (local or Local()).key())
        self.passages: list[Passage] = [passage for plan in plans for passage in passages(plan)]
        self.plans: dict[str, list[int]] = {}
        """Plan → its passages, which stand one after the other."""
        for i, passage in enumerate(self.passages):
            self.plans.setdefault(passage.plan, []).append(i)
        self.made = [_made_of(passage, self.known) for passage in self.passages]
        self.sizes = [made.size for made in self.made]
        self.titles = [made.title for made in self.made]
        self.sentences = [made.sentences for made in self.made]
        self.vectors = [made.vector for made in self.made]
        self.subject_counts = [made.subject_count for made in self.made]
        self.subjects = [made.subjects for made in self.made]
        self.sentence_subjects = [made.sentence_subjects for made in self.made]
        self.title_subjects = [made.title_subjects for made in self.made]

    def holds(self, i: int, j: int) -> bool:
        """True where two passages are held against each other, or would be if they were near."""
        return not self.among.isdisjoint((self.passages[i].plan, self.passages[j].plan))

    @cached_property
    def _postings(self) -> dict[bool, dict[str, list[tuple[int, float]]]]:
        """Pair of characters that tells something → the passages that have it, with its weight there: of all plans (True), and of those
        that are looked at (False)."""
        found: dict[bool, dict[str, list[tuple[int, float]]]] = {True: {}, False: {}}
        for i, (passage, made) in enumerate(zip(self.passages, self.made, strict=True)):
            for whole in (True, False) if passage.plan in self.among else (True,):
                for gram, weight in made.telling.items():
                    found[whole].setdefault(gram, []).append((i, weight))
        return found

    def nearest(self, i: int) -> Near:
        """Plan → (likeness, passage) of the passages of other plans that share rarer pairs of characters, the nearest first."""
        return self.all_nearest[i]

    @cached_property
    def all_nearest(self) -> list[Near]:
        """The same of every passage: those of the field before this one, mended where passages came and went."""
        held = Held(self)
        nearest = held.mended if held.useful else self._nearest
        reached = []
        for i in range(len(self.made)):
            give_way()
            reached.append(nearest(i))
        held.keep(reached)
        return [{plan: reach.near[:CANDIDATES] for plan, reach in one.items()} for one in reached]

    def _nearest(self, i: int) -> Mapping[str, Reach]:
        likeness: dict[int, float] = {}
        own = self.passages[i].plan
        postings = self._postings[own in self.among]
        for gram, weight in self.made[i].telling.items():
            for j, other in postings.get(gram, ()):
                likeness[j] = likeness.get(j, 0.0) + weight * other
        by_plan: dict[str, list[tuple[float, int]]] = {}
        for j, value in likeness.items():
            plan = self.passages[j].plan
            if plan != own:
                by_plan.setdefault(plan, []).append((value, j))
        return {plan: _reach(found) for plan, found in by_plan.items()}

    def agreements(self, i: int, j: int) -> list[list[float]]:
        """For each two sentences of two passages, how far they agree in words and in subjects: the geometric mean of both."""
        return agreements(self.made[i], self.made[j])


def agreements(a: Made, b: Made) -> list[list[float]]:
    """The same of what two passages are made of."""
    rows = []
    for words_a, subjects_a in zip(a.sentences, a.sentence_subjects, strict=True):
        row = [0.0] * len(b.sentences)
        for n, subjects_b in enumerate(b.sentence_subjects):
            if subjects_b and subjects_a and not subjects_a.keys().isdisjoint(subjects_b):
                row[n] = math.sqrt(dot(subjects_a, subjects_b) * dot(words_a, b.sentences[n]))
        rows.append(row)
    return rows


@pure(passing=True)
def agreeing(a: Made, b: Made) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How far each sentence of two passages agrees with any of the other: those of the first, those of the second."""
    found = agreements(a, b)
    return tuple(max(row, default=0.0) for row in found), tuple(max(column) for column in zip(*found, strict=True))


def likeness_of(a: Made, b: Made) -> float | None:
    """How alike two passages are in words; None for those that share nothing but what is common. To the last digit what the field finds
    for all passages in one go: the same sum in the same order."""
    other = b.telling
    shared = [weight * other[gram] for gram, weight in a.telling.items() if gram in other]
    total = 0.0
    for product in shared:  # not `sum`, which adds in another way from Python 3.12 on
        total += product
    return total if shared else None


class Held:
    """The nearest passages as the field before found them, and what is otherwise in this one.

    Nearest to a passage in a plan of which nothing changed are the same ones. Where passages of that plan are new, they are held against
    it; where so many went of its nearest that the others are no longer known, all of the plan are. Of fields that differ much nothing is
    taken over.
    """

    last: ClassVar[tuple[Mapping[str, tuple[Made, ...]], Mapping[Made, Mapping[str, tuple[list[tuple[float, Made]], bool]]]]] = {}, {}
    """The passages of each plan of the last field, and the nearest of each, as `Reach` has them."""
    among: ClassVar[frozenset[str]] = frozenset()
    """The plans that the last field looked at."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.before, self.near = self.last
        self.numbers: dict[str, dict[Made, int]] = {}
        for i, (passage, made) in enumerate(zip(field.passages, field.made, strict=True)):
            self.numbers.setdefault(passage.plan, {})[made] = i
        self.plans = {plan: tuple(numbers) for plan, numbers in self.numbers.items()}
        before = {plan: set(self.before.get(plan, ())) for plan in self.plans}
        self.new = {plan: [one for one in made if one not in before[plan]] for plan, made in self.plans.items()}
        self.useful = field.among <= self.among and self._few_changes()

    def _few_changes(self) -> bool:
        """True when most stands as it stood, in its order."""
        if sum(map(len, self.new.values())) > FEW_NEW * len(self.field.made):
            return False
        for plan, made in self.plans.items():
            before, now = set(self.before.get(plan, ())), set(made)
            if [m for m in made if m in before] != [m for m in self.before.get(plan, ()) if m in now]:
                return False
        return True

    def mended(self, i: int) -> Mapping[str, Reach]:
        """The nearest of a passage in each other plan."""
        own, made = self.field.passages[i].plan, self.field.made[i]
        before = self.near.get(made)
        found: dict[str, Reach] = {}
        for plan, numbers in self.numbers.items():
            if plan != own and not self.field.among.isdisjoint((plan, own)):
                reach = self._after(made, plan, *before.get(plan, ((), True))) if before is not None else None
                reach = reach or _reach(self._alike(made, numbers, numbers))
                if reach.near:
                    found[plan] = reach
        return found

    def _after(self, made: Made, plan: str, near: Sequence[tuple[float, Made]], whole: bool) -> Reach | None:
        """The nearest in a plan by those that were it (`whole`: all that were like it at all); None where that does not tell them."""
        numbers = self.numbers[plan]
        stayed = [(value, numbers[one]) for value, one in near if one in numbers]
        if not self.new[plan]:
            return Reach(stayed, whole) if whole or len(stayed) >= CANDIDATES else None
        values = sorted(stayed + self._alike(made, self.new[plan], numbers), reverse=True)
        if whole:
            return _reach(values)
        known = values[: values.index(stayed[-1]) + 1] if stayed else []  # what lies behind the last that is known may lie behind others
        return Reach(known[:HELD], all=False) if len(known) >= CANDIDATES else None

    def _alike(self, made: Made, others: Iterable[Made], numbers: Mapping[Made, int]) -> list[tuple[float, int]]:
        """Those of some passages of a plan that share something, each with its likeness."""
        return [(value, numbers[one]) for one in others if (value := likeness_of(made, one)) is not None]

    def keep(self, reached: Sequence[Mapping[str, Reach]]) -> None:
        """Remember what this field found."""
        made, Held.among = self.field.made, self.field.among
        Held.last = (
            self.plans,
            {
                one: {plan: ([(value, made[j]) for value, j in reach.near], reach.all) for plan, reach in reached[i].items()}
                for i, one in enumerate(made)
            },
        )


def grams(text: str) -> Iterator[str]:
    """Pairs of characters of a text; what is no Han character or letter parts them."""
    for run in RUN.findall(text):
        yield from (run[i : i + 2] for i in range(len(run) - 1))
