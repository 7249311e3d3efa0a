"""A suspicion: a place found in the repaired text, told in the words and the place of the seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Span
from generator.reading.seed import Seed
from generator.repair import Repaired
from generator.suspect.body import Place


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What may be damage and no rule may repair."""

    kind: str
    """Name of the detector."""
    line: int
    """1-based line of the seed."""
    column: int
    """1-based column of the seed, in characters."""
    text: str
    """The words of the seed; begin in that line exactly once, so they can be the `find` of a correction."""
    proposal: str
    """The best guess for what should stand there; the same words when there is none."""
    reason: str
    """In Chinese, for readers."""
    score: float
    """How strong the evidence is, 0 to 1."""
    known: bool = False
    """True when a correction of the settings speaks of the same words."""


def locate(seed: Seed, repaired: Repaired, kind: str, place: Place, corrected: Sequence[Span], settled: Sequence[Span]) -> Suspicion | None:
    """Tell a place in the seed's words. None for one that an editor settled or whose characters a rule moved apart."""
    origin = repaired.draft.origin
    first, last = origin[place.start], origin[place.end - 1] + 1
    if last <= first or list(origin[place.start : place.end]) != sorted(origin[place.start : place.end]):
        return None
    if _meets(first, last, settled):
        return None
    line, _ = seed.place(first)
    before, after = lengthen(seed, line, first, last)
    text = seed.text[before:after]
    same = place.proposal == repaired.text[place.start : place.end]
    proposal = text if same else seed.text[before:first] + place.proposal + seed.text[last:after]
    return Suspicion(kind, *seed.place(before), text, proposal, place.reason, place.score, _meets(first, last, corrected))


def lengthen(seed: Seed, line: int, start: int, end: int) -> Span:
    """Widen a span, to the right and the left in turn, until its words begin in its line exactly once."""
    line_start, line_end = seed.line_span(line)
    while _beginnings(seed.text, seed.text[start:end], line_start, line_end) != 1:
        if end < line_end and seed.text[end] not in "\r\n":
            end += 1
        elif start == line_start:
            break
        if start > line_start:
            start -= 1
    return start, end


def _beginnings(text: str, words: str, start: int, end: int) -> int:
    """How often words begin in a part of a text."""
    count, at = 0, text.find(words, start)
    while 0 <= at < end:
        count, at = count + 1, text.find(words, at + 1)
    return count


def _meets(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(a < end and start < b for a, b in spans)
