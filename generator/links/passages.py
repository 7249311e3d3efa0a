"""Passages: the pieces of plans that are held against each other.

A section is one passage; one with several paragraphs and much text (a report's 三、（二）) is a passage a paragraph, a short paragraph
going with the next; each row of a table is one. Left out are what precedes chapter one (notices, abstracts of the whole), annexes that
explain words, and headings without text of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.characters import plain
from generator.glossary.annex import explaining_parts
from generator.model import Paragraph, Plan, Section, Sentence
from generator.pure import PLANS, Same, pure

LONG = 400
"""Characters from which a section of several paragraphs is parted: two screens of a phone."""
SHORT = 60
"""Characters of a paragraph that goes with the next: an opening sentence."""
FRONT = frozenset({"front", "notice", "abstract", "preface", "intro"})
"""Parts that speak of the whole document."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a plan."""

    plan: str
    anchor: str
    """The section's id when the passage is all of it, else the first sentence's, or the row's."""
    section: str
    """Id of its section."""
    trail: tuple[str, ...]
    """Titles above its text, its own section's last."""
    parts: tuple[tuple[str, str], ...]
    """(anchor, plain text) of its sentences; of a row its cells in one."""
    last: str
    """Anchor of its last sentence, after which its links stand."""
    title: str = ""
    """What names it: its section's title, or its own opening sentence where that works as a title."""
    row: bool = False
    """True for a row of a table."""


def passages(plan: Plan) -> tuple[Passage, ...]:
    """The passages of a plan in reading order."""
    return _passages(Same(plan))


@pure(most=PLANS)
def _passages(plan: Same[Plan]) -> tuple[Passage, ...]:
    return tuple(_passages_of(plan.thing))


def _passages_of(plan: Plan) -> Iterator[Passage]:
    explaining = explaining_parts(plan)
    sections = {section.id: section for section in plan.sections}
    for section in plan.sections:
        if section.id in explaining or section.id in FRONT:
            continue
        titles = trail(section, sections)
        groups = list(_groups(section))
        for group in groups:
            anchor = section.id if len(groups) == 1 else group[0].id
            parts = tuple((sentence.id, plain(sentence.text, sentence.marks)) for sentence in group)
            lead = next((plain(sentence.text, sentence.marks) for sentence in group if sentence.lead), "") if len(groups) > 1 else ""
            yield Passage(
                plan.id,
                anchor,
                section=section.id,
                trail=titles,
                parts=parts,
                last=group[-1].id,
                title=lead or (titles[-1] if titles else ""),
            )
        for table in section.tables():
            for row in table.rows:
                text = " ".join(plain(cell, table.marks) for cell in row.cells)
                yield Passage(plan.id, row.id, section=section.id, trail=titles, parts=((row.id, text),), last=row.id, row=True)


def trail(section: Section, sections: Mapping[str, Section]) -> tuple[str, ...]:
    """Titles of a section and of those above it, the chapter's first."""
    found: list[str] = []
    above: Section | None = section
    while above:
        found.append(plain(above.title))
        above = sections.get(above.parent or "")
    return tuple(title for title in reversed(found) if title)


def _groups(section: Section) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of a section's passages."""
    paragraphs = [block.sentences for block in section.blocks if isinstance(block, Paragraph) and block.sentences]
    together = tuple(sentence for sentences in paragraphs for sentence in sentences)
    if len(paragraphs) < 2 or sum(len(sentence.text) for sentence in together) <= LONG:
        if together:
            yield together
        return
    waiting: tuple[Sentence, ...] = ()
    for sentences in paragraphs:
        waiting += sentences
        if sum(len(sentence.text) for sentence in waiting) > SHORT:
            yield waiting
            waiting = ()
    if waiting:
        yield waiting
