"""Spotting: where many words stand in texts, overlapping ones too, in one pass: by two characters first, then by the whole word."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Sequence
from itertools import compress, count

from generator.pure import Same, pure


class Words:
    """Words that are looked for in texts, of which most are the same the next time."""

    def __init__(self, words: Iterable[str]) -> None:
        self._begins: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            self._begins.setdefault(word[:2], []).append(word)
        single = sorted(beginning for beginning in self._begins if len(beginning) == 1)
        self._single = re.compile(f"[{re.escape(''.join(single))}]") if single else None

    def places(self, text: str) -> Sequence[tuple[int, str]]:
        """(offset, word) of every place in a text, in order; of words that begin together in the order in which they were given."""
        return _places(Same(self), text)

    def _places(self, text: str) -> list[tuple[int, str]]:
        begins = self._begins
        pairs = map(operator.add, text, text[1:])  # without a step of Python for each character
        found = [
            (at, word)
            for at in compress(count(), map(begins.__contains__, pairs))
            for word in begins[text[at : at + 2]]
            if text.startswith(word, at)
        ]
        if self._single:
            found += [(match.start(), match[0]) for match in self._single.finditer(text)]
            found.sort(key=operator.itemgetter(0))
        return found


@pure(most=16)
def words_of(words: tuple[str, ...]) -> Words:
    """Some words, which are known again by being the same."""
    return Words(words)


@pure()
def _places(words: Same[Words], text: str) -> tuple[tuple[int, str], ...]:
    return tuple(words.thing._places(text))
