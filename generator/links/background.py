"""How common words and subjects are in plans at large: what makes a shared word telling.

The counts ship with the package, so that what two passages have in common is worth the same whatever else an edition holds: no plan that
is added changes what is shown between two others. They know no place: what an edition counted of its own it says itself (`local`).
`background.tsv` has the number of passages counted, then lines of pairs of characters
and of subjects with the number of passages that hold each of them; `tests/gold/count_background.py` counts them anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("background.tsv")
COMMON = 0.1
"""Share of passages above which a pair of characters brings no candidates: it would meet everything."""


@dataclass(frozen=True, slots=True)
class Background:
    """Counts over the passages of many plans."""

    passages: int
    grams: Mapping[str, int]
    """Pair of characters → passages that hold it; one that is not there is as rare as one that stood once."""
    subjects: Mapping[str, int]
    """The same for subjects."""

    def with_own(self, grams: Mapping[str, int], subjects: Mapping[str, int]) -> Background:
        """The same with what an edition counted of its own places."""
        return Background(self.passages, {**self.grams, **grams}, {**self.subjects, **subjects}) if grams or subjects else self

    def rarity(self, gram: str) -> float:
        """Logarithm of how many passages there are for one that holds a pair of characters."""
        return math.log(self.passages / self.grams.get(gram, 1))

    def subject_rarity(self, subject: str) -> float:
        """The same of a subject."""
        return math.log(self.passages / self.subjects.get(subject, 1))

    def is_common(self, gram: str) -> bool:
        """True for a pair of characters that tells nothing of what a passage is about."""
        return self.grams.get(gram, 1) > COMMON * self.passages


@cache
def load_background() -> Background:
    """The counts that ship with the package."""
    head, *lines = FILE.read_text(encoding="utf-8").splitlines()
    counts: dict[str, dict[str, int]] = {"gram": {}, "subject": {}}
    for line in lines:
        kind, names, count = line.split("\t")
        counts[kind] |= dict.fromkeys(names.split(" "), int(count))
    return Background(int(head.partition("\t")[2]), counts["gram"], counts["subject"])


def background_text(passages: int, grams: Mapping[str, int], subjects: Mapping[str, int]) -> str:
    """The text of the file; pairs of characters that stand in one passage only are left out, they count as such."""
    lines = [f"passages\t{passages}"]
    for kind, counts in (("gram", {gram: count for gram, count in grams.items() if count > 1}), ("subject", subjects)):
        by_count: dict[int, list[str]] = {}
        for name in sorted(counts):
            by_count.setdefault(counts[name], []).append(name)
        lines += [f"{kind}\t{' '.join(by_count[count])}\t{count}" for count in sorted(by_count, reverse=True)]
    return "\n".join(lines) + "\n"


def spread(sets: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """Name → how many of some sets hold it."""
    counts: dict[str, int] = {}
    for names in sets:
        for name in set(names):
            counts[name] = counts.get(name, 0) + 1
    return counts
