"""Promise 2 as a function: what of the repaired text stands in no part of the plan, or in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Figure, Paragraph, Section, Span, Table, table_parts


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
                case Figure():
                    if block.span:
                        yield block.span


def uncovered(text: str, sections: Sequence[Section]) -> list[tuple[int, int]]:
    """(offset, count) of each character that is no blank and stands in `count` parts, where count is not 1."""
    counts = bytearray(len(text))
    for start, end in spans(sections):
        for i in range(start, end):
            counts[i] = min(counts[i] + 1, 255)
    return [(i, counts[i]) for i, char in enumerate(text) if counts[i] != 1 and not char.isspace()]
