"""The rows of a web page's tables: which tokens part cells and which part the lines of one.

`<tr><td>指标</td><td><p>单位</p></td></tr>` → `指标⇥单位`: a tab stands between cells, one more for each column that a cell spans or
that one from a row above reaches into, also at the end of a row; a full-width blank stands between two lines of a cell.
Leaves alone: rows that only lay out the page, known by one cell, by a table inside, or by a cell longer than cells are.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from generator.model import Span
from generator.repair.cells import NOTE, is_table_caption
from generator.repair.html_heads import span_of
from generator.repair.html_source import BLOCKS, Token, elements

LONGEST_CELL = 400
"""Characters; the longest cell of a plan's table has some 150 (a project's description), a page's body thousands."""
LONGEST_TITLE = 60
"""Characters of a row that is one cell."""
MOST = 100
"""The largest span taken at its word, and the column from which none is: beyond it they would only make empty cells."""


def html_rows(page: list[Token]) -> dict[int, str]:
    """What each token of a row becomes: for tags what parts, for words the empty string, which here says no more than that."""
    marks: dict[int, str] = {}
    spans = elements(page)
    cells_of = cells_by_row(page, spans)
    lays_out = _Layout(page)
    hanging: dict[int, int] = {}
    columns = 0
    for first, last in spans:
        if page[first].name == "table":
            hanging, columns = {}, 0
        if page[first].name != "tr" or first in marks:
            continue
        cells = cells_of.get(first, [])
        reaching = {at: rows - 1 for at, rows in hanging.items() if rows > 1}
        if lays_out(first, last, cells) or not cells or not (len(cells) > 1 or reaching or _is_title(page, cells[0], columns)):
            continue
        marks.update(dict.fromkeys(range(first + 1, last), ""))
        column = previous = 0
        hanging = reaching
        for start, end in cells:
            while hanging.get(column, 0) > 0:
                column += 1
            marks[start] = "\t" * (column - previous)
            previous = column
            for at in range(column, column + (span_of(page[start], "colspan") if column < MOST else 1)):
                hanging[at] = span_of(page[start], "rowspan") if at < MOST else 1
                column = at + 1
            marks.update(_lines(page, start, end))
        while hanging.get(column, 0) > 0 and column < MOST:
            column += 1
        marks[cells[-1][1]] = "\t" * (column - 1 - previous)
        columns = max(columns, column)
    return marks


def _is_title(page: list[Token], cell: Span, columns: int) -> bool:
    """True for the one cell of a row that spans the columns of the rows above it: the title of the rows that follow."""
    words = "".join(token.source for token in page[cell[0] : cell[1]] if token.kind == "text").strip()
    wide = columns > 1 and span_of(page[cell[0]], "colspan") >= columns
    return wide and 0 < len(words) <= LONGEST_TITLE and not NOTE.match(words) and not is_table_caption(words) and not words.endswith("。")


def cells_by_row(page: list[Token], spans: Sequence[Span]) -> dict[int, list[Span]]:
    """The cells of each row, by the row's start tag: those that stand in no other cell and no other row of it."""
    found: dict[int, list[Span]] = {}
    rows: list[Span] = []
    for first, last in spans:
        while rows and rows[-1][1] < first:
            rows.pop()
        if page[first].name == "tr":
            rows.append((first, last))
        elif page[first].name in ("td", "th") and rows:
            cells = found.setdefault(rows[-1][0], [])
            if not cells or first > cells[-1][1]:
                cells.append((first, last))
    return found


class _Layout:
    """Tells the rows that only lay out the page."""

    def __init__(self, page: list[Token]) -> None:
        self.tables = list(itertools.accumulate((token.name == "table" for token in page), initial=0))
        words = (len(token.source.strip()) if token.kind == "text" else 0 for token in page)
        self.lengths = list(itertools.accumulate(words, initial=0))

    def __call__(self, first: int, last: int, cells: Sequence[Span]) -> bool:
        """True for a row with a table in it, or with a cell that is longer than cells are."""
        if self.tables[last + 1] > self.tables[first]:
            return True
        return any(self.lengths[end] - self.lengths[start] > LONGEST_CELL for start, end in cells)


def _lines(page: list[Token], start: int, end: int) -> dict[int, str]:
    """The full-width blanks between the lines of a cell, none at its edges."""
    marks: dict[int, str] = {}
    seen, pending = False, None
    for i in range(start + 1, end):
        if page[i].name in BLOCKS and page[i].kind in ("start", "end"):
            pending = i if seen and pending is None else pending
        elif page[i].name == "img" or page[i].kind == "reference" or (page[i].kind == "text" and page[i].source.strip()):
            if pending is not None:
                marks[pending] = "\u3000"
            seen, pending = True, None
    return marks
