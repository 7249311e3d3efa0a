"""Simplified text in Traditional script: one character for one character, so that every span in the text stays valid.

A character that may be written in several ways is decided, in this order, by

1. a locked phrase of the edition, then one of the field (`phrases.py`);
2. the word of the segmenter that it stands in, when OpenCC's dictionary of phrases knows it (`dictionary.py`), or that word and its
   neighbour as one idiom;
3. a default that is listed with its reason, for characters whose other senses stand only in words (`forms.py`).

Else it is undecided: it gets its commonest form, and its place is told to editors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from generator.languages.dictionary import UNDECIDED, decided, idioms, words
from generator.languages.forms import ambiguous
from generator.languages.phrases import Book, Phrase, book, covering, field_phrases, read_phrases


@dataclass(frozen=True, slots=True)
class TraditionalText:
    """A text in Traditional."""

    text: str
    """As long as the Simplified one."""
    undecided: tuple[int, ...] = ()
    """Offsets of characters that nothing decided."""


@dataclass(frozen=True)
class Converter:
    """Makes Traditional text by the phrases of an edition."""

    phrases: tuple[Phrase, ...] = ()
    """The edition's own, which come before the field's."""
    used: set[str] = field(default_factory=set)
    """Those of the edition's phrases that decided a character so far."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_books", (book(self.phrases), book(field_phrases())))

    _books: tuple[Book, Book] = field(init=False)

    def convert(self, texts: Sequence[str]) -> list[TraditionalText]:
        """Texts in Traditional, each as long as it was. All at once is faster than one by one and gives the same."""
        joined = "\n".join(texts)
        made, undecided = self._whole(joined)
        found, at, next_one = [], 0, 0
        for text in texts:
            end = at + len(text)
            first = next_one
            while next_one < len(undecided) and undecided[next_one] < end:
                next_one += 1
            found.append(TraditionalText("".join(made[at:end]), tuple(place - at for place in undecided[first:next_one])))
            at = end + 1
        return found

    def _whole(self, text: str) -> tuple[list[str], list[int]]:
        """A text's characters in Traditional, and the offsets of those that nothing decided."""
        forms, found = ambiguous(), words(text)
        by_word = decided(found)
        made = list("".join(by_word[word] for word in found))
        borders = set(accumulate(map(len, found), initial=0))
        open_places = []
        at = 0
        for number, word in enumerate(found):
            for i, char in enumerate(word, at):
                if char in forms:
                    made[i] = self._locked(text, i, borders) or made[i]
                    if made[i] == UNDECIDED:
                        open_places.append((i, number, at))
            at += len(word)
        return made, list(_assumed(made, text, found, open_places))

    def _locked(self, text: str, at: int, borders: AbstractSet[int]) -> str:
        """What a phrase says the character at an offset is; empty when none does."""
        for form, phrase in covering(self._books[0], text, at):
            self.used.add(phrase.text)
            return form
        return next((form for form, _ in covering(self._books[1], text, at, borders)), "")


def _assumed(made: list[str], text: str, found: Sequence[str], places: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """Write into `made` what idioms and defaults say of places (offset, number of its word, where that begins); give those still open."""
    forms = ambiguous()
    neighbours = [(number, n) for _, number, _ in places for n in (number - 1, number + 1) if 0 <= n < len(found)]
    together = idioms([found[min(pair)] + found[max(pair)] for pair in neighbours])
    for offset, number, start in places:
        char, word = text[offset], found[number]
        before = found[number - 1] if number else ""
        after = found[number + 1] if number + 1 < len(found) else ""
        form = together.get(before + word, "")[len(before) :][offset - start : offset - start + 1]
        form = form or together.get(word + after, "")[offset - start : offset - start + 1]
        form = form or forms[char].default(word, offset - start, text[start - 1 : start])
        made[offset] = form or forms[char].forms[0]
        if not form:
            yield offset


def load_converter(content: Path) -> Converter:
    """The converter of an edition. Raises ZhangjuError with file and line of a phrase that cannot be."""
    return Converter(tuple(read_phrases(content)))
