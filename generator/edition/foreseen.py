"""A plan as it most likely is after some words of its seed were changed, before the seed is converted.

Words without marks, figures or blanks are no rule's evidence but in rare cases: where they stand, with what is around them, once in the
seed and once in the plan, the plan is shown with the new words. The convert that follows has the last word (`site.serving`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz.distance import Postfix, Prefix

from generator.characters import TERMINAL
from generator.edition.views import PlanView
from generator.model import Block, Paragraph, Repair, Section, Table, TextPart

AROUND = (24, 12, 6)
"""Characters of the same sentence on either side by which words are found again: the fewer, the rather none of them was repaired."""
END = re.compile(f"[{TERMINAL}\n]")
LEAST = 8
"""Characters that say where something stands."""


def foreseen(known: PlanView, seed: str) -> PlanView | None:
    """A plan whose seed has become `seed`, by how it was; None where more was changed than words of one sentence or cell, or where these
    cannot be told from others."""
    if known.seed_text is None or not (words := _reworded(known.seed_text, seed)):
        return None
    for old, new in words:
        if places := [(section, part) for section in known.plan.sections for part in section.parts() if old in part.text]:
            (section, part), *others = places
            if others or part.text.count(old) > 1 or (worded := _worded(section, part.place, old, new)) == section:
                return None  # it stands in several places, or in a title or a note
            sections = tuple(worded if one is section else one for one in known.plan.sections)
            ledger = tuple(_moved(entry, part, old, new) for entry in known.loaded.ledger)
            loaded = replace(known.loaded, plan=replace(known.plan, sections=sections), ledger=ledger)
            return replace(known, loaded=loaded, seed_text=seed)
    return None


def _reworded(old: str, new: str) -> list[tuple[str, str]]:
    """The changed words with what stands around them, as they were and as they are: the most around them first; none where more was changed
    than words, or where what stands around them does so elsewhere too."""
    before = Prefix.similarity(old, new)
    after = min(Postfix.similarity(old, new), min(len(old), len(new)) - before)
    gone, come = old[before : len(old) - after], new[before : len(new) - after]
    if not all(words.isalpha() or not words for words in (gone, come)) or gone == come:
        return []
    end = len(old) - after
    first, rest = END.split(old[max(0, before - AROUND[0]) : before])[-1], END.split(old[end : end + AROUND[0]])[0]
    found = []
    for reach in AROUND:
        head, tail = first[-reach:], rest[:reach]
        if len(head + gone + tail) >= LEAST and old.count(head + gone + tail) == 1:
            found.append((head + gone + tail, head + come + tail))
    return found


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
