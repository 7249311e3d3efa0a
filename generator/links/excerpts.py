"""Excerpts: what a topic shows of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from generator.characters import CLOSERS
from generator.glossary.folding import unfolded
from generator.links.clauses import Book
from generator.model import Excerpt, Span

ROOM = 160
"""Characters that the excerpts of a clause may have together."""
PART = re.compile(rf"[^，；：。！？]*[，；：。！？]?[{re.escape(CLOSERS)}]*")
"""What a long sentence may be cut into."""


def excerpts(book: Book, numbers: Iterable[int], hits: Mapping[int, list[Span]]) -> Iterator[Excerpt]:
    """Sentences as a topic shows them, as many as there is room for; a first one that is too long is cut at the end of a clause."""
    room = ROOM
    last = -1
    for number in numbers:
        text = book.texts[number]
        if len(text) > room and last >= 0:
            return
        spans = _merged(hits.get(number, ()))
        if spans and book.folded[number] != text:
            origin = unfolded(text)
            spans = [(origin[start][0], origin[end - 1][1]) for start, end in spans]
        begin, end = (0, len(text)) if len(text) <= room else _around(text, spans[0] if spans else (0, 0))
        inside = tuple((a - begin, b - begin) for a, b in spans if begin <= a and b <= end)
        yield Excerpt(book.places[number][1], text[begin:end], inside, (begin > 0, end < len(text)), last in (-1, number - 1))
        room -= end - begin
        last = number


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _around(text: str, span: Span) -> Span:
    """The clauses of a long sentence around a word, as many as there is room for, those after it first."""
    ends = [0, *(m.end() for m in PART.finditer(text) if m.end())]
    parts = [(a, b) for a, b in pairwise(dict.fromkeys(ends)) if b > a]
    first = last = next((i for i, (a, b) in enumerate(parts) if a <= span[0] < b), 0)
    while last + 1 < len(parts) and parts[last][1] < span[1]:
        last += 1
    while True:
        if last + 1 < len(parts) and parts[last + 1][1] - parts[first][0] <= ROOM:
            last += 1
        elif first > 0 and parts[last][1] - parts[first - 1][0] <= ROOM:
            first -= 1
        else:
            return parts[first][0], parts[last][1]
