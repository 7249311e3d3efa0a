"""How often phrases stand in all texts, and what stands between the same neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.counting import SELDOM, Counts, counts_of, places
from generator.suspect.body import HAN_RUN
from generator.suspect.surroundings import Surroundings

SHAPES = ((2, 2), (1, 3), (3, 1), (0, 4), (4, 0))
"""Characters to the left and right of one replaced."""
COPIED = ((9, 1), (1, 9))
"""The same where long passages agree."""
REPLACED = ((1, 3), (2, 2))
"""The same round two replaced characters."""
LENGTHS = (2, 3, 4, 7)
"""Lengths of the phrases that are counted before anybody asks."""
FEW = 16
"""Places of the same words that are compared one by one."""
MANY = 40
"""Different words between the same neighbours from which none of them is the usual one: what stands there is a variable."""

Place = tuple[int, int]
"""Number of a text, and an offset in it."""


class PhraseIndex(Counts):
    """An index of the phrases of several texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts, LENGTHS)
        self.between: dict[tuple[int, int, int], dict[str, Counter[str]]] = {}
        for gap, shapes in ((1, SHAPES + COPIED), (2, REPLACED)):
            for left, right in shapes:
                self.between[left, gap, right] = self._wildcards(left, gap, right)
        self._windows = 0
        self._standing: dict[int, dict[str, list[Place]]] = {}
        self._surroundings: dict[str, Surroundings] = {}

    def _wildcards(self, left: int, gap: int, right: int) -> dict[str, Counter[str]]:
        """What stands in a gap between the same neighbours, for those neighbours that hold several things."""
        first: dict[str, str] = {}
        found: dict[str, Counter[str]] = {}
        for text in self.texts:
            for i in range(left, len(text) - gap - right + 1):
                key = text[i - left : i] + text[i + gap : i + gap + right]
                middle = text[i : i + gap]
                if key in found:
                    found[key][middle] += 1
                elif key not in first:
                    first[key] = middle
                else:
                    found[key] = Counter((first[key], middle))
        return {key: middles for key, middles in found.items() if 1 < len(middles) <= MANY}

    def neighbours(self, text: str, at: int, gap: int, shapes: Sequence[tuple[int, int]]) -> Iterator[str]:
        """What stands elsewhere in the place of some characters, between the same neighbours."""
        odd = text[at : at + gap]
        seen = {odd}
        for left, right in shapes:
            middles = self.between[left, gap, right].get(text[max(0, at - left) : at] + text[at + gap : at + gap + right])
            for middle in middles or ():
                if middle not in seen and HAN_RUN.fullmatch(middle):
                    seen.add(middle)
                    yield middle

    def elsewhere(self, phrase: str, own: str) -> bool:
        """True when a phrase stands in another text than the one given, which is one of them."""
        times = self.count(phrase)
        return times > 0 and counts_of(own).count(phrase) < times

    def agreement(self, text: str, at: int, odd: int, new: str, limit: int = 14) -> tuple[int, int]:
        """How many characters to the left and right of a place some other place has too that holds `new` there."""
        before, after = text[max(0, at - 1) : at], text[at + odd : at + odd + 1]
        window = before + new + after
        standing = self._places_of(window)
        if len(standing) > FEW:
            if window not in self._surroundings:
                around = (_around(self.texts[n], j + len(before), len(new), limit) for n, j in standing)
                self._surroundings[window] = Surroundings(around)
            return self._surroundings[window].agreement(*_around(text, at, odd, limit))
        best = (0, 0)
        for n, j in standing:
            other, k = self.texts[n], j + len(before)
            pair = common(text, at, other, k, -1, limit=limit), common(text, at + odd, other, k + len(new), 1, limit=limit)
            best = max(best, pair, key=sum)
        return best

    def _places_of(self, window: str) -> Sequence[Place]:
        """Where some characters stand in the texts."""
        self._windows += 1
        if self._windows <= SELDOM:
            return [(n, j) for n, text in enumerate(self.texts) for j in places(window, text)]
        length = len(window)
        if length not in self._standing:
            found: dict[str, list[Place]] = {}
            for n, text in enumerate(self.texts):
                for i in range(len(text) - length + 1):
                    found.setdefault(text[i : i + length], []).append((n, i))
            self._standing[length] = found
        return self._standing[length].get(window, ())


def _around(text: str, at: int, length: int, limit: int) -> tuple[str, str]:
    """What stands before and after some characters in their line, at most `limit` characters of each."""
    before, after = text[max(0, at - limit) : at], text[at + length : at + length + limit]
    return before[before.rfind("\n") + 1 :], after.partition("\n")[0]


def common(one: str, i: int, two: str, j: int, step: int, *, limit: int) -> int:
    """How many characters two texts have in common before (`step` -1) or from (1) two places, within a line."""
    if step < 0:
        i, j = i - 1, j - 1
    length = 0
    while length < limit and 0 <= i < len(one) and 0 <= j < len(two) and one[i] == two[j] != "\n":
        length, i, j = length + 1, i + step, j + step
    return length


@lru_cache(maxsize=2)
def phrases_of(texts: tuple[str, ...]) -> PhraseIndex:
    """The index of some texts; the same texts in the same order are indexed once."""
    return PhraseIndex(texts)


__all__ = ["COPIED", "REPLACED", "SHAPES", "PhraseIndex", "phrases_of"]
