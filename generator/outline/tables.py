"""Tables: rows of tab-separated cells, with the caption before them and the notes after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Block, Note, Paragraph, Row, Sentence, Span, Table
from generator.outline.scan import NOTE, Item
from generator.repair.cells import UNIT

FILLED = 8
"""Cells with the empty ones added, for each one that is there, up to which rows are one table."""
SMALL = 400
"""Cells that are one table whatever is empty of them."""


def build_table(
    text: str, before: list[Block], caption: Sequence[Item], rows: Sequence[Item], notes: Sequence[Item]
) -> tuple[list[Block], Table]:
    """A table of some lines, and the blocks before it, from which the line is taken that proved to be its caption. `caption` is the line
    with its number, and what stands between that and the table (单位：亿元)."""
    head, *body = rows
    width = max(text.count("\t", *row.span) + 1 for row in rows)
    words, line, spans = "", head.line, [head.span]
    if caption:
        words, line = "\u3000".join(text[slice(*item.span)] for item in caption), caption[0].line
        spans[:0] = [item.span for item in caption]
    else:
        while (sentence := _caption_sentence(before)) and (not words or UNIT.fullmatch(words)):
            words, line = f"{sentence.text}\u3000{words}".rstrip("\u3000"), sentence.line
            if sentence.span:
                spans.insert(0, sentence.span)
            rest = _last_paragraph(before)[:-1]
            before[-1:] = [Paragraph(rest)] if rest else []
    return before, Table(
        words,
        _cells(text, head.span, width),
        tuple(Row(_cells(text, row.span, width), line=row.line, span=row.span) for row in body),
        tuple(read_note(text, item) for item in notes),
        line=line,
        spans=tuple(spans),
    )


def _last_paragraph(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    last = blocks[-1] if blocks else None
    return last.sentences if isinstance(last, Paragraph) else ()


def _caption_sentence(blocks: Sequence[Block]) -> Sentence | None:
    """The line before a table that has no numbered caption, or before its unit: its caption, if it is no sentence."""
    sentences = _last_paragraph(blocks)
    return sentences[-1] if sentences and not re.search("[。！？；：]$", sentences[-1].text) else None


def read_note(text: str, item: Item) -> Note:
    """The note of a line that begins with its mark, `[^1]: `."""
    found = NOTE.match(text[slice(*item.span)])
    assert found, "the scanner makes a note only of what matches"
    return Note(found["mark"], text[item.span[0] + found.end() : item.span[1]], line=item.line, span=item.span)


def _cells(text: str, span: Span, width: int) -> tuple[str, ...]:
    """The cells of a row, with empty ones at its end until it is as wide as the widest: no row of a page has more cells than its head."""
    cells = tuple(cell.strip() for cell in text[slice(*span)].split("\t"))
    return cells + ("",) * (width - len(cells))


def parted(text: str, rows: Sequence[Item]) -> list[list[Item]]:
    """Rows as the tables that they make: one, unless most of its cells would be empty ones that fill short rows up to a wide one."""
    tables: list[list[Item]] = [[]]
    wide = cells = 0
    for row in rows:
        width = text.count("\t", *row.span) + 1
        if max(wide, width) * (len(tables[-1]) + 1) > FILLED * (cells + width) + SMALL:
            tables.append([])
            wide = cells = 0
        tables[-1].append(row)
        wide, cells = max(wide, width), cells + width
    return tables


def is_ragged(text: str, rows: Sequence[Item]) -> bool:
    """True for rows of differing numbers of cells, those aside that are one cell: the titles of others."""
    return len({text.count("\t", *row.span) for row in rows} - {0}) > 1
