"""Which note a sentence or a title refers to: the next one in reading order that has the mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.model.text import Block, Note, Paragraph, Section

REFERENCE = re.compile(r"\[\^([^\[\]\s]+)\]")


def note_targets(sections: Sequence[Section]) -> dict[str, dict[str, str]]:
    """Anchor of a sentence, or of a section for its title → mark → anchor of the note that it refers to by it."""
    known: dict[str, str] = {}
    found: dict[str, dict[str, str]] = {}
    for section in reversed(sections):
        for block in reversed(section.blocks):
            if isinstance(block, Note):
                known[block.mark] = block.id
            elif isinstance(block, Paragraph) and known:
                for sentence in block.sentences:
                    if marks := _marks(sentence.text, known):
                        found[sentence.id] = {mark: known[mark] for mark in marks}
        if called := {mark: known[mark] for _, mark in section.calls if mark in known}:
            found[section.id] = called
    return found


def with_references(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, each sentence and each title with the marks of the notes to which it refers."""
    known: dict[str, str] = {}
    done: list[Section] = []
    for section in reversed(sections):
        blocks = [_referring(block, known) for block in reversed(section.blocks)]
        done.append(replace(section, blocks=tuple(reversed(blocks)), **_called(section.title, known)) if known else section)
    return tuple(reversed(done))


def _called(noted: str, known: dict[str, str]) -> dict[str, Any]:
    """Title and calls of a section whose title may hold references to notes."""
    pieces, calls, done, at = list[str](), list[tuple[int, str]](), 0, 0
    for found in REFERENCE.finditer(noted) if "[^" in noted else ():
        if found[1] in known:
            pieces.append(noted[done : found.start()])
            at += len(pieces[-1])
            calls.append((at, found[1]))
            done = found.end()
    return {"title": "".join((*pieces, noted[done:])), "calls": tuple(calls)} if calls else {}


def _referring(block: Block, known: dict[str, str]) -> Block:
    """A block with its references to the notes known so far; a note becomes known."""
    if isinstance(block, Note):
        known[block.mark] = block.id
    elif isinstance(block, Paragraph) and any("[^" in s.text for s in block.sentences):
        return Paragraph(tuple(replace(s, marks=frozenset(_marks(s.text, known))) for s in block.sentences))
    return block


def _marks(text: str, known: dict[str, str]) -> list[str]:
    return [mark for mark in REFERENCE.findall(text) if mark in known] if "[^" in text else []
