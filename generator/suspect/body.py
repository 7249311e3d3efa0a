"""What a detector is given and what it hands back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from generator.characters import HAN

HAN_RUN = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Something that may be damage, in the repaired text."""

    start: int
    end: int
    proposal: str
    """The best guess for what stands there; the same words when there is none."""
    reason: str
    """In Chinese, for readers."""
    score: float
    """How strong the evidence is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Body:
    """A repaired text, and those of the other plans as witnesses."""

    text: str
    others: tuple[str, ...] = ()
    blank_ends: bool = False
    """True where a blank line, not a line end, ends a paragraph (format `sentence-lines`)."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts, in an order that does not depend on which one is looked at."""
        return tuple(sorted((self.text, *self.others)))

    def lines(self) -> Iterator[tuple[int, str]]:
        """Offset and text of each line."""
        start = 0
        for line in self.text.split("\n"):
            yield start, line
            start += len(line) + 1

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Offset and text of each paragraph."""
        if not self.blank_ends:
            yield from self.lines()
            return
        for found in re.finditer(r"[^\n]+(?:\n[^\n]+)*", self.text):
            yield found.start(), found[0]


Detect = Callable[[Body], Iterable[Place]]


@lru_cache(maxsize=4096)
def words(text: str, guess: bool = False) -> tuple[tuple[int, int], ...]:
    """Spans of the words of a text, from the dictionary alone or (`guess`) with new words guessed by their characters."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in rjieba.cut(text, guess):
        spans.append((at, at + len(word)))
        at += len(word)
    return tuple(spans)


def is_word(text: str) -> bool:
    """True when the dictionary has a word."""
    return bool(rjieba.has_word(text))


def tag(word: str) -> str:
    """Part of speech of one word (ICTCLAS tag set); empty when it is more than one word."""
    tagged = rjieba.tag(word, False)
    return str(tagged[0][1]) if len(tagged) == 1 else ""


def covering(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """The span that holds an offset."""
    return next((a, b) for a, b in spans if a <= at < b)


def run_around(text: str, start: int, end: int, reach: int = 10) -> tuple[int, int]:
    """The run of Chinese characters round a place, at most `reach` characters on either side."""
    a, b = start, end
    while a > max(0, start - reach) and HAN_RUN.match(text[a - 1]):
        a -= 1
    while b < min(len(text), end + reach) and HAN_RUN.match(text[b]):
        b += 1
    return a, b
