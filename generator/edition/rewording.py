"""Words of a seed found again in its plan, where they stand, with what is around them, once in the seed and once in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import Postfix, Prefix

from generator.characters import TERMINAL
from generator.edition.views import PlanView
from generator.model import Block, Paragraph, Plan, Repair, Section, Table, TextPart

AROUND = (24, 12, 6)
"""Characters of the same sentence on either side by which words are found again: the fewer, the rather none of them was repaired."""
END = re.compile(f"[{TERMINAL}\\s]")
LEAST = 8
"""Characters that say where something stands."""


def reworded(known: PlanView, before: str, now: str) -> PlanView | None:
    """A plan whose seed was `before` and is `now`; None where more was changed than words of one sentence or cell, or where these cannot be
    told from others."""
    for old, new in _changed(before, now):
        if places := [(section, part) for section in known.plan.sections for part in section.parts() if old in part.text]:
            (section, part), *others = places
            if others or part.text.count(old) > 1 or (worded := _worded(section, part.place, old, new)) == section:
                return None  # it stands in several places, or in a title or a note
            sections = tuple(worded if one is section else one for one in known.plan.sections)
            ledger = tuple(_moved(entry, part, old, new) for entry in known.loaded.ledger)
            return replace(known, loaded=replace(known.loaded, plan=replace(known.plan, sections=sections), ledger=ledger))
    return None


def standing(plan: Plan, text: str, start: int, end: int) -> tuple[TextPart, int] | None:
    """The part of a plan in which words of a text stand, and where in it; None where that cannot be told."""
    for head, words, tail in _around(text, start, end):
        places = [part for section in plan.sections for part in section.parts() if head + words + tail in part.text]
        if len(places) == 1 and places[0].text.count(head + words + tail) == 1:
            return places[0], places[0].text.index(head + words + tail) + len(head)
    return None


def _around(text: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    """Words of a text with what stands around them in the same sentence, the most first."""
    first, rest = END.split(text[max(0, start - AROUND[0]) : start])[-1], END.split(text[end : end + AROUND[0]])[0]
    yield from ((first[-reach:], text[start:end], rest[:reach]) for reach in AROUND)


def _changed(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The changed words with what stands around them, as they were and as they are: the most around them first; none where more was changed
    than words, or where what stands around them does so elsewhere too."""
    before = Prefix.similarity(old, new)
    after = min(Postfix.similarity(old, new), min(len(old), len(new)) - before)
    gone, come = old[before : len(old) - after], new[before : len(new) - after]
    if END.search(gone) or END.search(come) or gone == come:
        return
    for head, words, tail in _around(old, before, len(old) - after):
        if len(around := head + words + tail) >= LEAST and old.count(around) == 1:
            yield around, head + come + tail


def _moved(entry: Repair, part: TextPart, old: str, new: str) -> Repair:
    """An entry of the ledger where it stands beside other words."""
    behind = entry.place == part.place and entry.offset >= part.text.index(old) + Prefix.similarity(old, new)
    return replace(entry, offset=entry.offset + len(new) - len(old)) if behind else entry


def _worded(section: Section, place: str, old: str, new: str) -> Section:
    return replace(section, blocks=tuple(_block(block, place, old, new) for block in section.blocks))


def _block(block: Block, place: str, old: str, new: str) -> Block:
    match block:
        case Paragraph():
            return Paragraph(tuple(replace(one, text=one.text.replace(old, new)) if one.id == place else one for one in block.sentences))
        case Table():
            rows = (
                replace(row, cells=tuple(cell.replace(old, new) for cell in row.cells)) if row.id == place else row for row in block.rows
            )
            return replace(block, rows=tuple(rows))
        case _:
            return block
