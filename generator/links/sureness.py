"""Sureness: how likely a reader wants a pair of two plans whose pairs nobody has read.

Between plans that an editor has read (`[[read]]` in `content/links.toml`) the likelihood of `candidates` is enough: what it has wrong is
forbidden there. Of others two in five of its likeliest pairs are noise to a strict reader. So a pair of these is judged anew, by all that
its two plans have in common and by nothing of a third plan:

1. never where a passage is what every document has (`NEVER`), so long that it meets all of its field (`MOST`), or a row beside a sentence;
   looking back meets looking back only, aims meet aims; but two plans that are versions of one (`VERSIONS`) meet in what has the same
   words, whatever it is;
2. the pair must be near the first of each passage's candidates in the other plan, by likelihood (`RANKS`);
3. a second logistic model (`sureness.json`) weighs likelihood, rank, words, titles and subjects with how much of what the one speaks of
   the other does (`matter`), how far the two plans run along each other (`kinship`: how many of their passages choose each other), whether
   passages of the same two sections do (`company`), how many passages of the other plan either meets (`hub`), whether a plan about one
   field (`theme`) meets a passage that has nothing of it, how far all sentences of the shorter passage agree with the other and not one
   alone (`sentences-mean`, `sentence-square`), and how alike the titles above both are (`heads`).

The model was fitted to pairs of eleven texts that took no part in fitting the first; tests/gold/README.md has the figures.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from generator.links.candidates import Candidate
from generator.links.editors import LinkEditors
from generator.links.likeness import Field, grams
from generator.links.passages import Passage
from generator.links.vectors import Vector, dot, unit
from generator.model.address import container_of
from generator.pure import give_way

MODEL = Path(__file__).with_name("sureness.json")
SURE = 0.9
"""Likelihood from which a pair of unread plans is a counterpart: nine of ten are right to a strict reader. Silence is better than noise."""
PERHAPS = 0.5
"""Likelihood from which it may be one: about half of these are right, nearly all speak of a part of the matter at least."""
RANKS = 1, 7
"""How many candidates may be likelier at the one passage and at the other."""
LEAST = 0.2
"""Likelihood of `candidates` below which nothing is judged."""
CHOICE, COMPANY = 0.9, 0.6
"""The same from which two passages that choose each other make their plans kin, and from which a pair keeps company."""
MOST = 20
"""Sentences of a passage above which it meets everything of its field."""
NEVER = re.compile("指导思想|基本原则|规划原则|总体要求|总则|附则")
"""Titles of what every document has, whatever its matter."""
GUIDES = re.compile("指导思想是|思想为指导|(?:表示|致以)(?:衷心|崇高|诚挚)[^。]{0,12}(?:感谢|敬意|谢意)")
"""Words of a text that is such, under any title: guiding thought, and a report's thanks."""
KINDS = re.compile("回顾|执行情况|发展基础|主要成就"), re.compile("(?:主要|总体|发展|规划|预期|远景|阶段性|任务)目标|目标(?:任务|和)")
"""Titles above passages that look back, and above those that say what is aimed at."""
VERSIONS, LEAST_CHOICES, SAME_WORDS = 0.75, 3, 6.0
"""Share of a plan's passages that choose each other from which two plans are versions of one, and how many must; words in common, as the
first model counts them, from which two of their passages are one."""
FEW = 12
"""Passages that a plan must have to have a theme."""
THEME, TIMES = 0.3, 3
"""A subject in so large a share of a plan's passages, so many times its share in plans at large, is its theme; its territory is not."""


def readings(editors: LinkEditors) -> list[frozenset[str]]:
    """The sets of plans whose pairs an editor has read."""
    return [frozenset(item.plans) for item in editors.read]


def is_read(a: str, b: str, read: Sequence[frozenset[str]]) -> bool:
    """True when an editor has read the pairs of two plans."""
    return any(a in plans and b in plans for plans in read)


@cache
def load_sureness() -> Mapping[str, float]:
    """Weight of each feature."""
    return {name: float(weight) for name, weight in json.loads(MODEL.read_text(encoding="utf-8")).items()}


def sort_of(passage: Passage) -> str:
    """What a passage is beside matter of its own: `never` to be shown, `0` looking back, `1` aims; empty for matter."""
    titles = "\n".join(passage.trail)
    if len(passage.parts) > MOST or NEVER.search(titles) or any(GUIDES.search(text) for _, text in passage.parts):
        return "never"
    return next((str(n) for n, kind in enumerate(KINDS) if kind.search(titles)), "")


def above(passage: Passage) -> str:
    """Id of the section above a passage's own; a chapter's own."""
    return container_of(passage.section) or passage.section


class Sureness:
    """How likely readers want the candidates of plans that nobody has read."""

    def __init__(self, field: Field, found: Sequence[Candidate]) -> None:
        self.field, self.passages = field, field.passages
        self._sorts = [sort_of(passage) for passage in self.passages]
        self._ranks = self._ranked(found)
        self._themes = {plan: self._theme(numbers) for plan, numbers in self._by_plan().items()}
        matter = Counter(passage.plan for i, passage in enumerate(self.passages) if not passage.row and self._sorts[i] != "never")
        self._headed: dict[tuple[str, ...], Vector] = {}
        self._kin: Counter[tuple[str, ...]] = Counter()
        self._company: dict[tuple[str, ...], float] = {}
        self._meets: Counter[tuple[int, str]] = Counter()
        for candidate in found:
            give_way()
            self._count(candidate)
        self._sizes = {plans: min(matter[plan] for plan in plans) for plans in self._kin}
        self._versions = {plans for plans, kin in self._kin.items() if kin >= max(LEAST_CHOICES, VERSIONS * self._sizes[plans])}

    def of(self, candidate: Candidate) -> float:
        """How likely a reader wants a candidate, from 0 to 1."""
        give_way()
        if not self.judges(candidate):
            return 0.0
        weights = load_sureness()
        total = sum(weights[name] * value for name, value in self.features(candidate).items())
        return 1 / (1 + math.exp(-total - weights["constant"]))

    def judges(self, candidate: Candidate) -> bool:
        """True when a candidate is near the first of both passages, and of what may be shown at all."""
        low, high = sorted(self._ranks[candidate.i, candidate.j])
        near = candidate.score >= LEAST and low <= RANKS[0] and high <= RANKS[1]
        return near and (self._may(candidate) or self._is_one(candidate))

    def features(self, candidate: Candidate) -> dict[str, float]:
        """What the model knows of a candidate; all numbers are near 0 to 3."""
        first, plans = candidate.features, self._plans(candidate)
        company = self._company.get(self._sections(candidate), 0.0) - (candidate.score if self._is_company(candidate) else 0.0)
        return {
            "likelihood": _logit(candidate.score) / 3,
            "rank": math.log1p(max(self._ranks[candidate.i, candidate.j])),
            "kinship": math.sqrt(self._kin[plans] / (self._sizes[plans] + 5)) if plans in self._kin else 0.0,
            "company": min(company, 4.0) / 2,
            "theme": float(sum(self._strange(candidate))),
            "words": min(first["words"], 3.0) / 2,
            "title-words": first["title-words"],
            "title-subjects": first["title-subjects"],
            "second-subject": first["second-subject"] / 2,
            "titles": dot(self.field.titles[candidate.i], self.field.titles[candidate.j]),
            "sentences": first["sentences-sum"] / 2,
            "matter": self._matter(candidate),
            "hub": math.log1p(max(self._meets[side] for side in self._sides(candidate))),
            "words-root": first["words-root"],
            "sentence-square": first["sentence-square"],
            "heads": dot(self._heads(candidate.i), self._heads(candidate.j)),
            "sentences-mean": first["sentences-mean"],
        }

    def _heads(self, i: int) -> Vector:
        """The words of all titles above a passage, by how rare they are."""
        titles, rarity = self.passages[i].trail, self.field.known.background.rarity
        if titles not in self._headed:
            self._headed[titles] = unit({gram: rarity(gram) for gram in sorted({gram for title in titles for gram in grams(title)})})
        return self._headed[titles]

    def _matter(self, candidate: Candidate) -> float:
        """The share of what the one passage speaks of that the other speaks of, too; of both the smaller."""
        a, b = (self.field.subject_counts[i] for i in (candidate.i, candidate.j))
        shares = [sum(times for name, times in own.items() if name in other) / (sum(own.values()) or 1) for own, other in ((a, b), (b, a))]
        return min(shares)

    def _may(self, candidate: Candidate) -> bool:
        """True when two passages are such as a reader may want beside each other."""
        a, b = candidate.i, candidate.j
        return self._sorts[a] == self._sorts[b] != "never" and self.passages[a].row == self.passages[b].row

    def _is_one(self, candidate: Candidate) -> bool:
        """True for a passage of two versions of one plan."""
        rows = {self.passages[candidate.i].row, self.passages[candidate.j].row}
        return len(rows) == 1 and candidate.features["words"] >= SAME_WORDS and self._plans(candidate) in self._versions

    def _ranked(self, found: Sequence[Candidate]) -> dict[tuple[int, int], tuple[int, int]]:
        """Pair of passages → how many candidates are likelier at the one, and at the other, in the other's plan."""
        by_side: dict[tuple[int, str], list[Candidate]] = {}
        for c in found:
            by_side.setdefault((c.i, self.passages[c.j].plan), []).append(c)
            by_side.setdefault((c.j, self.passages[c.i].plan), []).append(c)
        ranks: dict[tuple[int, int], list[int]] = {(c.i, c.j): [0, 0] for c in found}
        for (own, _), candidates in by_side.items():
            for n, c in enumerate(sorted(candidates, key=lambda c: (-c.score, c.i, c.j))):
                ranks[c.i, c.j][own == c.j] = n
        return {key: (first, second) for key, (first, second) in ranks.items()}

    def _count(self, candidate: Candidate) -> None:
        """Take a candidate into what its passages meet, the kinship of its plans and the company of its sections."""
        if candidate.score >= COMPANY:
            self._meets.update(self._sides(candidate))
        if self._may(candidate) and not self.passages[candidate.i].row:
            if candidate.score >= CHOICE and self._ranks[candidate.i, candidate.j] == (0, 0):
                self._kin[self._plans(candidate)] += 1
            if self._is_company(candidate):
                sections = self._sections(candidate)
                self._company[sections] = self._company.get(sections, 0.0) + candidate.score

    def _is_company(self, candidate: Candidate) -> bool:
        return candidate.score > COMPANY and max(self._ranks[candidate.i, candidate.j]) <= 1

    def _sides(self, candidate: Candidate) -> tuple[tuple[int, str], tuple[int, str]]:
        """Each passage with the other's plan."""
        return (candidate.i, self.passages[candidate.j].plan), (candidate.j, self.passages[candidate.i].plan)

    def _plans(self, candidate: Candidate) -> tuple[str, ...]:
        return tuple(sorted((self.passages[candidate.i].plan, self.passages[candidate.j].plan)))

    def _sections(self, candidate: Candidate) -> tuple[str, ...]:
        a, b = sorted((self.passages[candidate.i], self.passages[candidate.j]), key=lambda passage: passage.plan)
        return a.plan, above(a), b.plan, above(b)

    def _by_plan(self) -> dict[str, list[int]]:
        plans: dict[str, list[int]] = {}
        for i, passage in enumerate(self.passages):
            if not passage.row:
                plans.setdefault(passage.plan, []).append(i)
        return plans

    def _theme(self, numbers: Sequence[int]) -> frozenset[str]:
        """The subjects that a plan is about; none for a plan about everything."""
        background, places = self.field.known.background, self.field.known.thesaurus.places
        counts = Counter(name for i in numbers for name in self._own(i))
        shares = {name: count / len(numbers) for name, count in counts.items()} if len(numbers) >= FEW else {}
        return frozenset(
            name
            for name, share in shares.items()
            if name not in places and share >= max(THEME, TIMES * background.subjects.get(name, 1) / background.passages)
        )

    def _own(self, i: int) -> set[str]:
        """Subjects of a passage's text and its own title."""
        return {name for found in (self.field.title_subjects[i], *self.field.sentence_subjects[i]) for name in found}

    def _strange(self, candidate: Candidate) -> Iterator[bool]:
        """For each side, whether the other passage has nothing of its plan's theme."""
        for own, other in ((candidate.i, candidate.j), (candidate.j, candidate.i)):
            theme = self._themes.get(self.passages[own].plan, frozenset())
            yield bool(theme) and theme.isdisjoint(self.field.subject_counts[other])


def _logit(likelihood: float) -> float:
    share = min(max(likelihood, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))
