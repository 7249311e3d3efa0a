"""Counting: how often words stand in texts, and how far two are alike.

Few words are looked for; when many of one length are asked for, all of that length are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

SELDOM = 500
"""Questions that are answered by looking through the texts: up to here that costs less than counting all."""


class Counts:
    """How often phrases stand in some texts, also where one stands across itself."""

    def __init__(self, texts: Sequence[str], lengths: Sequence[int] = ()) -> None:
        self.texts = texts
        self.counts = {length: Counter(self._phrases(length)) for length in lengths}
        """By length; those given are counted at once."""
        self._asked: Counter[int] = Counter()
        self._known: dict[str, int] = {}

    def _phrases(self, length: int) -> Iterator[str]:
        for text in self.texts:
            yield from (text[i : i + length] for i in range(len(text) - length + 1))

    def count(self, phrase: str) -> int:
        """How often a phrase stands in all texts."""
        counted = self.counts.get(len(phrase))
        return counted[phrase] if counted is not None else self._looked_for(phrase)

    def _looked_for(self, phrase: str) -> int:
        if phrase in self._known:
            return self._known[phrase]
        length = len(phrase)
        self._asked[length] += 1
        if self._asked[length] > SELDOM:
            self.counts[length] = Counter(self._phrases(length))
            return self.counts[length][phrase]
        self._known[phrase] = sum(len(places(phrase, text)) for text in self.texts)
        return self._known[phrase]


def places(phrase: str, text: str) -> list[int]:
    """Where a phrase stands in a text, also where it stands across itself."""
    found: list[int] = []
    at = text.find(phrase)
    while at >= 0:
        found.append(at)
        at = text.find(phrase, at + 1)
    return found


@lru_cache(maxsize=4)
def counts_of(text: str) -> Counts:
    """How often phrases stand in one text."""
    return Counts((text,))


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many characters, or lines, two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
