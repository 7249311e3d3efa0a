"""Which note a sentence refers to: the next one in reading order that has the mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model.text import Block, Note, Paragraph, Section, Sentence

REFERENCE = re.compile(r"\[\^([^\[\]\s]+)\]")


def note_targets(sections: Sequence[Section]) -> dict[str, dict[str, str]]:
    """Anchor of a sentence → mark → anchor of the note that the sentence refers to by it."""
    known: dict[str, str] = {}
    found: dict[str, dict[str, str]] = {}
    for block in _backwards(sections):
        if isinstance(block, Note):
            known[block.mark] = block.id
        elif isinstance(block, Paragraph) and known:
            for sentence in block.sentences:
                if marks := _marks(sentence, known):
                    found[sentence.id] = {mark: known[mark] for mark in marks}
    return found


def with_references(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, each sentence with the marks of the notes to which it refers."""
    known: dict[str, str] = {}
    done: list[Section] = []
    for section in reversed(sections):
        blocks = [_referring(block, known) for block in reversed(section.blocks)]
        done.append(replace(section, blocks=tuple(reversed(blocks))) if known else section)
    return tuple(reversed(done))


def _referring(block: Block, known: dict[str, str]) -> Block:
    """A block with its references to the notes known so far; a note becomes known."""
    if isinstance(block, Note):
        known[block.mark] = block.id
    elif isinstance(block, Paragraph) and any("[^" in s.text for s in block.sentences):
        return Paragraph(tuple(replace(s, marks=frozenset(_marks(s, known))) for s in block.sentences))
    return block


def _backwards(sections: Sequence[Section]) -> list[Block]:
    return [block for section in reversed(sections) for block in reversed(section.blocks)]


def _marks(sentence: Sentence, known: dict[str, str]) -> list[str]:
    return [mark for mark in REFERENCE.findall(sentence.text) if mark in known] if "[^" in sentence.text else []
