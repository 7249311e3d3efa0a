"""Words of a seed found again in its plan, where they stand, with what is around them, as often in the one as in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from generator.characters import TERMINAL
from generator.edition.views import PlanView
from generator.model import Block, Figure, Note, Paragraph, Plan, Repair, Section, Table, TextPart

AROUND = (24, 12, 6)
"""Characters of the same sentence on either side by which words are found again: the fewer, the rather none of them was repaired."""
END = re.compile(f"[{TERMINAL}\\s]")
LEAST = 8
"""Characters that say where something stands."""


class Standing(NamedTuple):
    """Where words stand in a plan."""

    section: Section
    part: TextPart
    offset: int

    @property
    def told(self) -> int:
        """The offset as the ledger counts it: in a heading its number goes before."""
        return self.offset + (len(self.section.mark) if self.part.place == self.section.id else 0)


def difference(before: str, now: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, what of the one is gone, and what has come."""
    start = Prefix.similarity(before, now)
    rest = min(Postfix.similarity(before, now), min(len(before), len(now)) - start)
    return start, before[start : len(before) - rest], now[start : len(now) - rest]


def reworded(known: PlanView, before: str, now: str) -> PlanView | None:
    """A plan whose seed was `before` and is `now`; None where more was changed than words of one sentence or cell, or where these cannot be
    told from others."""
    start, gone, come = difference(before, now)
    if gone == come or END.search(gone) or END.search(come) or not (place := standing(known.plan, before, start, start + len(gone))):
        return None
    section = _worded(*place, gone=gone, come=come)
    sections = tuple(section if one is place.section else one for one in known.plan.sections)
    ledger = tuple(_moved(entry, place, gone=gone, come=come) for entry in known.loaded.ledger)
    return replace(known, loaded=replace(known.loaded, plan=replace(known.plan, sections=sections), ledger=ledger))


def standing(plan: Plan, text: str, start: int, end: int) -> Standing | None:
    """Where words of a text stand in its plan; None where that cannot be told."""
    return located(plan, text, start, _around(text, start, end))


def located(plan: Plan, text: str, start: int, around: Iterable[tuple[str, str, str]]) -> Standing | None:
    """Where words of a text stand in its plan, by what stands before and after them; None where none of that tells it. Of words that stand
    several times in both, they are those that are as many from the beginning."""
    for head, words, tail in around:
        known = head + words + tail
        if len(known) < LEAST:
            continue
        places = [
            Standing(section, part, found.start() + len(head))
            for section in plan.sections
            for part in section.parts()
            if known in part.text
            for found in re.finditer(re.escape(known), part.text)
        ]
        if places and len(places) == text.count(known):
            return places[text.count(known, 0, start - len(head))]
    return None


def _around(text: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    """Words of a text with what stands around them in the same sentence, the most first."""
    first, rest = END.split(text[max(0, start - AROUND[0]) : start])[-1], END.split(text[end : end + AROUND[0]])[0]
    yield from ((first[-reach:], text[start:end], rest[:reach]) for reach in AROUND)


def _moved(entry: Repair, place: Standing, *, gone: str, come: str) -> Repair:
    """An entry of the ledger where it stands beside words that have changed."""
    behind = entry.place == place.part.place and entry.offset >= place.told + bool(gone)
    return replace(entry, offset=entry.offset + len(come) - len(gone)) if behind else entry


def _worded(section: Section, part: TextPart, offset: int, *, gone: str, come: str) -> Section:
    text = part.text[:offset] + come + part.text[offset + len(gone) :]
    if part.place == section.id:
        return replace(section, title=text)
    return replace(section, blocks=tuple(_block(block, part, text) for block in section.blocks))


def _block(block: Block, part: TextPart, text: str) -> Block:
    match block:
        case Paragraph():
            return Paragraph(tuple(replace(one, text=text) if one.id == part.place else one for one in block.sentences))
        case Note() if block.id == part.place:
            return replace(block, text=text)
        case Figure() if block.id == part.place:
            return replace(block, caption=text)
        case Table() if block.id == part.place:
            return replace(block, caption=text)
        case Table():
            rows = (replace(row, cells=_cells(row.cells, part.cell, text)) if row.id == part.place else row for row in block.rows)
            notes = (replace(one, text=text) if one.id == part.place else one for one in block.notes)
            return replace(block, rows=tuple(rows), notes=tuple(notes))
        case _:
            return block


def _cells(cells: Sequence[str], at: int, text: str) -> tuple[str, ...]:
    return *cells[:at], text, *cells[at + 1 :]
