"""Promise 2 as functions: what of the repaired text stands in no part of the plan, or in two; and what a part shows otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import OWN_ENDS
from generator.model import Figure, Note, Paragraph, Section, Span, Table, table_parts
from generator.numbering import PRINTED


def spans(sections: Sequence[Section]) -> Iterator[Span]:
    """The span of every heading, sentence, row, caption, note and figure."""
    for section in sections:
        if section.span:
            yield section.span
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield from (s.span for s in block.sentences if s.span)
                case Table():
                    yield from block.spans
                    yield from (item.span for item in table_parts(block) if item.span)
                case Figure() | Note():
                    if block.span:
                        yield block.span


def shown(section: Section) -> Iterator[tuple[Sequence[Span], str]]:
    """The spans of each part of a section, and the text that it publishes of them."""
    if section.span:
        yield [section.span], heading(section)
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from (([s.span], s.text) for s in block.sentences if s.span)
            case Table():
                yield block.spans, block.caption + "".join(block.columns)
                yield from (([row.span], "".join(row.cells)) for row in block.rows if row.span)
                yield from (([note.span], f"[^{note.mark}]:{note.text}") for note in block.notes if note.span)
            case Note():
                if block.span:
                    yield [block.span], f"[^{block.mark}]:{block.text}"
            case Figure():
                if block.span:
                    yield [block.span], ("" if block.caption and not block.source else f"![]({block.source})") + block.caption


def heading(section: Section) -> str:
    """A heading as print had it: with what ends a title at the head of its paragraph."""
    return section.mark + section.noted_title + ("。" if section.run_in and section.mark and not section.title.endswith(OWN_ENDS) else "")


BLANKS = re.compile(r"\s+")


def altered(text: str, sections: Sequence[Section]) -> list[tuple[int, str]]:
    """(offset, published text) of each part that does not publish just the characters of its spans, blanks aside."""
    found = []
    for section in sections:
        for spans, published in shown(section):
            printed = BLANKS.sub("", "".join(text[slice(*span)] for span in spans)).translate(PRINTED)
            told = BLANKS.sub("", published).translate(PRINTED)
            if printed != told:
                found.append((spans[0][0], published))
    return found


def uncovered(text: str, sections: Sequence[Section]) -> list[tuple[int, int]]:
    """(offset, count) of each character that is no blank and stands in `count` parts, where count is not 1."""
    counts = bytearray(len(text))
    for start, end in spans(sections):
        for i in range(start, end):
            counts[i] = min(counts[i] + 1, 255)
    return [(i, counts[i]) for i, char in enumerate(text) if counts[i] != 1 and not char.isspace()]
