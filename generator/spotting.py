"""Spotting: where many words stand in texts, overlapping ones too, in one pass: by up to three characters first, then by the whole word."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count

from generator.pure import Same, pure

WIDEST = 3
"""Characters by which words are told from others first: by two alone those of many plans begin with words that stand everywhere."""


class Words:
    """Words that are looked for in texts, of which most are the same the next time."""

    def __init__(self, words: Iterable[str]) -> None:
        self._order = {word: number for number, word in enumerate(dict.fromkeys(words))}
        self._begins: dict[int, dict[str, list[str]]] = {}
        for word in self._order:
            width = min(len(word), WIDEST)
            self._begins.setdefault(width, {}).setdefault(word[:width], []).append(word)

    def places(self, text: str) -> Sequence[tuple[int, str]]:
        """(offset, word) of every place in a text, in order; of words that begin together in the order in which they were given."""
        return _places(Same(self), text)

    def _places(self, text: str) -> list[tuple[int, str]]:
        found = [place for width in self._begins for place in self._of_width(width, text)]
        found.sort(key=self._rank)
        return found

    def _of_width(self, width: int, text: str) -> Iterator[tuple[int, str]]:
        grams: Iterable[str] = text
        for after in range(1, width):
            grams = map(operator.add, grams, text[after:])  # without a step of Python for each character
        begins = self._begins[width]
        for at in compress(count(), map(begins.__contains__, grams)):
            for word in begins[text[at : at + width]]:
                if text.startswith(word, at):
                    yield at, word

    def _rank(self, place: tuple[int, str]) -> tuple[int, int]:
        return place[0], self._order[place[1]]


@pure(most=16)
def words_of(words: tuple[str, ...]) -> Words:
    """Some words, which are known again by being the same."""
    return Words(words)


@pure()
def _places(words: Same[Words], text: str) -> tuple[tuple[int, str], ...]:
    return tuple(words.thing._places(text))
