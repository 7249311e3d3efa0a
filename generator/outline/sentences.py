"""Sentences of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from generator.characters import CLOSERS, TERMINAL
from generator.model import Span

OPENERS = "（《【〈「『〔(["
CLOSING = dict(zip("）》】〉」』〕)]", OPENERS, strict=True))
TELLING = re.compile(f"[{re.escape(OPENERS + ''.join(CLOSING) + TERMINAL)}]")
"""What ends a sentence, or holds one together."""
REFERENCES = re.compile(r"(?:\[\^[^\[\]\s]{1,20}\](?!:))+")
"""References to notes that print set behind the 。 of the sentence they belong to."""
LONGEST_ASIDE = 200
"""Characters; a bracket that stays open longer was never closed in print and holds no sentence together."""


NONE: Mapping[int, bool] = MappingProxyType({})


def split_sentences(text: str, start: int, end: int, decided: Mapping[int, bool] = NONE) -> Iterator[Span]:
    """Spans of the sentences between two offsets: each ends with 。！？ outside brackets, and the closing marks and references
    to notes after it.

    Quotation marks hold no sentence together (“……。”并……), brackets do: （……。……。）stays with its sentence.
    `decided` has the offsets where an editor says that a sentence begins, or that none does.
    """
    begin = at = start
    opened: list[tuple[str, int]] = []
    for place in _telling(text, start, end, decided):
        if place < at:
            continue
        at, char = place, text[place]
        opened = [one for one in opened if at - 1 - one[1] <= LONGEST_ASIDE]
        if decided.get(at) and text[begin:at].strip():
            yield begin, at
            begin, opened = at, []
        if char in OPENERS:
            opened.append((char, at))
        elif char in CLOSING and any(mark == CLOSING[char] for mark, _ in opened):
            while opened.pop()[0] != CLOSING[char]:
                pass
        opened = [one for one in opened if at - one[1] <= LONGEST_ASIDE]
        at += 1
        if char in TERMINAL and not opened:
            while at < end and text[at] in CLOSERS + TERMINAL:
                at += 1
            if reference := REFERENCES.match(text, at, end):
                at = reference.end()
            if decided.get(_next(text, at, end), True):
                yield begin, at
                begin = at
    if text[begin:end].strip():
        yield begin, end


def _telling(text: str, start: int, end: int, decided: Mapping[int, bool]) -> Iterable[int]:
    """The offsets where something ends, opens or closes, and those that an editor decided."""
    found = [mark.start() for mark in TELLING.finditer(text, start, end)]
    return sorted({*found, *(at for at in decided if start <= at < end)}) if decided else found


def _next(text: str, at: int, end: int) -> int:
    """Offset of the first character from one on that is no blank."""
    while at < end and text[at].isspace():
        at += 1
    return at
