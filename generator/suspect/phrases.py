"""How often phrases stand in all texts, and what stands between the same neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.suspect.body import HAN_RUN

SHAPES = ((2, 2), (1, 3), (3, 1), (0, 4), (4, 0))
"""Characters to the left and right of one replaced."""
COPIED = ((9, 1), (1, 9))
"""The same where long passages agree."""
REPLACED = ((1, 3), (2, 2))
"""The same round two replaced characters."""
LENGTHS = (2, 3, 4, 7)
"""Lengths of the phrases that are counted."""

Key = tuple[str, str]


class Phrases:
    """An index of the phrases of several texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.counts: dict[int, Counter[str]] = {n: Counter() for n in LENGTHS}
        self.between: dict[tuple[int, int, int], dict[str, Counter[str]]] = {}
        for text in texts:
            for length, count in self.counts.items():
                count.update(text[i : i + length] for i in range(len(text) - length + 1))
        for gap, shapes in ((1, SHAPES + COPIED), (2, REPLACED)):
            for left, right in shapes:
                self.between[left, gap, right] = self._wildcards(left, gap, right)

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
        return {key: middles for key, middles in found.items() if len(middles) > 1}

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

    def count(self, phrase: str) -> int:
        """How often a phrase stands in all texts."""
        counted = self.counts.get(len(phrase))
        return counted[phrase] if counted is not None else sum(text.count(phrase) for text in self.texts)

    def agreement(self, text: str, at: int, odd: int, new: str, limit: int = 14) -> tuple[int, int]:
        """How many characters to the left and right of a place some other place has too that holds `new` there."""
        best = (0, 0)
        window = text[max(0, at - 1) : at], text[at + odd : at + odd + 1]
        for other in self.texts:
            j = other.find(window[0] + new + window[1])
            while j >= 0:
                k = j + len(window[0])
                pair = common(text, at, other, k, -1, limit), common(text, at + odd, other, k + len(new), 1, limit)
                best = max(best, pair, key=sum)
                j = other.find(window[0] + new + window[1], j + 1)
        return best


def common(one: str, i: int, two: str, j: int, step: int, limit: int) -> int:
    """How many characters two texts have in common before (`step` -1) or from (1) two places, within a line."""
    if step < 0:
        i, j = i - 1, j - 1
    length = 0
    while length < limit and 0 <= i < len(one) and 0 <= j < len(two) and one[i] == two[j] != "\n":
        length, i, j = length + 1, i + step, j + step
    return length


@lru_cache(maxsize=2)
def phrases_of(texts: tuple[str, ...]) -> Phrases:
    """The index of some texts; the same texts in the same order are indexed once."""
    return Phrases(texts)


__all__ = ["COPIED", "REPLACED", "SHAPES", "Phrases", "phrases_of"]
