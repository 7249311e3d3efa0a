"""A plan as one stream of characters, with what begins at which of them: what an edited page and a conversion are compared as."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.content.write import noted_heading
from generator.model import Block, Figure, Note, Paragraph, Section, Span, Table

Opening = tuple[object, ...]
"""What begins with a part: `("paragraph",)`, `("sentence",)`, `("head", level, run-in, supplied)`, `("row",)`, …"""
TEXT_OPENINGS: frozenset[Opening] = frozenset({("paragraph",), ("sentence",)})


@dataclass(frozen=True, slots=True)
class EditedPart:
    """One heading, sentence, caption, cell, note or figure."""

    opening: Opening
    text: str
    section: str
    """Id of its section."""
    file: str = ""
    """Name of its page, where it was read from one."""
    line: int = 0
    """1-based line of that page."""
    span: Span | None = None
    """Where it stands in the repaired text; None for what was read from a page or supplied."""
    lead: bool = False

    @property
    def shown(self) -> str:
        """How it begins, for a message."""
        return self.text[:40]


def parts(section: Section, text: str = "") -> Iterator[EditedPart]:
    """The parts of a section in order. `text` is the repaired text, for the spans of cells; empty for a page that was read."""
    opening = ("head", section.level, section.run_in, section.supplied)
    yield EditedPart(opening, noted_heading(section), section.id, span=section.span)
    for block in section.blocks:
        yield from _block_parts(section.id, block, text)


def _block_parts(section: str, block: Block, text: str) -> Iterator[EditedPart]:
    match block:
        case Paragraph():
            for number, sentence in enumerate(block.sentences):
                opening = ("sentence",) if number else ("paragraph",)
                yield EditedPart(opening, sentence.text, section, span=sentence.span, lead=sentence.lead)
        case Figure():
            yield EditedPart(("figure", block.source), block.caption, section, span=block.span)
        case Note():
            yield _note_part(section, block)
        case Table():
            yield from _table_parts(section, block, text)


def _table_parts(section: str, table: Table, text: str) -> Iterator[EditedPart]:
    """Caption, cells row by row, notes."""
    head = table.spans[-1] if table.spans else None
    yield EditedPart(("caption",), table.caption, section, span=table.spans[0] if len(table.spans) > 1 else None)
    for number, (cells, span) in enumerate([(table.columns, head), *((row.cells, row.span) for row in table.rows)]):
        for column, (cell, place) in enumerate(itertools.zip_longest(cells, _cell_spans(text, span))):
            opening = ("cell",) if column else ("row",) if number else ("columns",)
            yield EditedPart(opening, cell or "", section, span=place)
    yield from (_note_part(section, note) for note in table.notes)


def _note_part(section: str, note: Note) -> EditedPart:
    place = (note.span[1] - len(note.text), note.span[1]) if note.span else None
    return EditedPart(("note", note.mark), note.text, section, span=place)


def _cell_spans(text: str, row: Span | None) -> list[Span]:
    """Where each cell of a row stands in the repaired text."""
    found: list[Span] = []
    if row and text:
        at = row[0]
        for piece in text[slice(*row)].split("\t"):
            found.append((at, at + len(piece)))
            at += len(piece) + 1
    return found


@dataclass(frozen=True)
class Stream:
    """The characters of all parts, one after another."""

    parts: tuple[EditedPart, ...]
    text: str
    starts: tuple[int, ...]
    """Where each part begins in `text`; and one more for the end."""
    at: tuple[int, ...] = field(repr=False)
    """Offset in the repaired text of each character; -1 where there is none (a page, a supplied heading)."""

    def opens(self, offset: int) -> list[EditedPart]:
        """The parts that begin at an offset: several where cells are empty."""
        return [p for p, start in zip(self.parts, self.starts, strict=False) if start == offset]

    def part_at(self, offset: int) -> int:
        """Index of the part that holds an offset; of the last one that begins there."""
        return next((i for i in range(len(self.parts) - 1, -1, -1) if self.starts[i] <= offset), 0)


def stream(found: Iterable[EditedPart], repaired: str = "") -> Stream:
    """The stream of some parts. `repaired` is the text that their spans are about."""
    kept = tuple(found)
    starts, at, length = [], [], 0
    for part in kept:
        starts.append(length)
        at += _places(part, repaired)
        length += len(part.text)
    return Stream(kept, "".join(p.text for p in kept), (*starts, length), tuple(at))


def _places(part: EditedPart, repaired: str) -> list[int]:
    """Offset in the repaired text of each of a part's characters: in order, since a part is its span less blanks and marks."""
    if part.span is None:
        return [-1] * len(part.text)
    at, end = part.span
    found = []
    for char in part.text:
        place = repaired.find(char, at, end)
        found.append(place)
        at = place + 1 if place >= 0 else at
    return found


def plan_stream(sections: Sequence[Section], repaired: str) -> Stream:
    """The stream of what outline made of a repaired text."""
    return stream((part for section in sections for part in parts(section, repaired)), repaired)
