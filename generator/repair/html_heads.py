"""The head of a table that takes several rows becomes one row, each column with all that stands above it.

`类别｜指标（两列宽）⏎　｜名称｜2030年` → `类别⇥指标　名称⇥指标　2030年`: a cell that spans columns is the head of each of them.
Known by cells of the first row that reach down to the last row of the head, beside one that spans columns and does not.
Leaves alone: heads of one row, rows below the first in which a value stands (`60%`, `1,200`; a year is none), a spanning first row whose
cells all reach as far (the title of a table), heads with pictures, and more than three rows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Span
from generator.repair.html_source import Token

MOST_ROWS = 3
MOST_COLUMNS = 40
"""More are no table that is read."""

VALUE = re.compile(r"[<>≤≥＜＞+\-−±]?\d[\d.,]*[%‰％]?")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class TableHead:
    """The rows of a head."""

    first: int
    last: int
    """The start tag of its first cell, and the last token of its last."""
    columns: tuple[tuple[Span, ...], ...]
    """For each column the cells above it, from the top: their tokens, the tags of the cells aside."""


def heads(page: Sequence[Token], spans: Sequence[Span], cells_of: Mapping[int, Sequence[Span]]) -> Iterator[TableHead]:
    """The heads of several rows, at most one a table."""
    rows: list[int] = []
    table = -1
    for first, last in spans:
        if page[first].name == "table":
            if first < table:
                rows, table = [], last  # a table inside another has a head of its own
                continue
            if head := _head(page, rows, cells_of):
                yield head
            rows, table = [], last
        elif page[first].name == "tr" and first < table:
            rows.append(first)
    if head := _head(page, rows, cells_of):
        yield head


def _head(page: Sequence[Token], rows: Sequence[int], cells_of: Mapping[int, Sequence[Span]]) -> TableHead | None:
    """The head of a table's rows; None when it is one row."""
    top = list(cells_of.get(rows[0], ())) if rows else []
    depth = max((span_of(page[cell[0]], "rowspan") for cell in top), default=1)
    lower = [cell for cell in top if span_of(page[cell[0]], "rowspan") < depth]
    if not 1 < depth <= MOST_ROWS or depth >= len(rows) or not any(span_of(page[cell[0]], "colspan") > 1 for cell in lower):
        return None
    filled = _grid(page, [cells_of.get(row, ()) for row in rows[:depth]])
    last = [cell for row in rows[:depth] for cell in cells_of.get(row, ())][-1]
    inner = range(top[0][0], last[1])
    lower_rows = [cell for row in rows[1:depth] for cell in cells_of.get(row, ())]
    if filled is None or any(page[i].name in ("img", "table") for i in inner) or any(_is_value(page, cell) for cell in lower_rows):
        return None
    return TableHead(top[0][0], last[1], filled)


def _is_value(page: Sequence[Token], cell: Span) -> bool:
    """True for a cell that holds a figure, a year aside: it is a datum and no head."""
    words = "".join(html.unescape(token.source) for token in page[cell[0] : cell[1] + 1] if token.kind in ("text", "reference"))
    bare = "".join(words.split())
    return VALUE.fullmatch(bare) is not None and YEAR.fullmatch(bare) is None


def _grid(page: Sequence[Token], rows: Sequence[Sequence[Span]]) -> tuple[tuple[Span, ...], ...] | None:
    """The cells above each column; None where they leave a hole or reach out of the head."""
    taken: dict[tuple[int, int], Span] = {}
    for y, cells in enumerate(rows):
        x = 0
        for cell in cells:
            while (y, x) in taken:
                x += 1
            wide, deep = span_of(page[cell[0]], "colspan"), span_of(page[cell[0]], "rowspan")
            if y + deep > len(rows) or x + wide > MOST_COLUMNS:
                return None
            taken.update({(y + down, x + right): cell for down in range(deep) for right in range(wide)})
    width = max(x for _, x in taken) + 1
    if len(taken) != width * len(rows):
        return None
    return tuple(tuple(dict.fromkeys(_inner(page, taken[y, x]) for y in range(len(rows)))) for x in range(width))


def _inner(page: Sequence[Token], cell: Span) -> Span:
    """The tokens of a cell without its tags; the end tag may be left out."""
    return cell[0] + 1, cell[1] if page[cell[1]].kind == "end" and page[cell[1]].name in ("td", "th") else cell[1] + 1


def span_of(cell: Token, name: str, most: int = 100) -> int:
    """How many columns or rows a cell takes."""
    found = re.match(r"\s*(\d{1,3})", cell.attribute(name))
    return min(max(int(found[1]), 1), most) if found else 1
