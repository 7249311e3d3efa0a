"""A suspicion: a place found in the repaired text, told in the words and the place of the seed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Span
from generator.reading.seed import Seed
from generator.repair import Repaired
from generator.spans import Spans
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


LONGEST = 200
"""Characters of words that still tell a person a place: a line in which shorter ones stand twice repeats itself."""


def locate(seed: Seed, repaired: Repaired, kind: str, place: Place, corrected: Spans, *, settled: Spans) -> Suspicion | None:
    """Tell a place in the seed's words. None for one that an editor settled or whose characters a rule moved apart."""
    origin = repaired.draft.origin
    first, last = origin[place.start], origin[place.end - 1] + 1
    if last <= first or list(origin[place.start : place.end]) != sorted(origin[place.start : place.end]):
        return None
    if settled.meet(first, last):
        return None
    line, _ = seed.place(first)
    before, after = lengthen(seed, line, first, last)
    if after - before > max(LONGEST, last - first):
        return None
    text = seed.text[before:after]
    same = place.proposal == repaired.text[place.start : place.end]
    proposal = text if same else seed.text[before:first] + place.proposal + seed.text[last:after]
    line, column = seed.place(before)
    known = corrected.meet(first, last)
    return Suspicion(kind, line, column, text, proposal, reason=place.reason, score=place.score, known=known)


def lengthen(seed: Seed, line: int, start: int, end: int) -> Span:
    """Widen a span, to the right and the left in turn, until its words begin in its line exactly once, or are longer than LONGEST."""
    line_start, line_end = seed.line_span(line)
    while end - start <= LONGEST and len(seed.find_in_line(line, seed.text[start:end], 2)) != 1:
        if end < line_end and seed.text[end] not in "\r\n":
            end += 1
        elif start == line_start:
            break
        if start > line_start:
            start -= 1
    return start, end
