"""The rows of a web page's tables: which tokens part cells and which part the lines of one.

`<tr><td>指标</td><td><p>单位</p></td></tr>` → `指标⇥单位`: a tab stands between cells, one more for each column that a cell spans or
that one from a row above reaches into; a full-width blank stands between two lines of a cell.
Leaves alone: rows that only lay out the page, known by one cell, by a table inside, or by a cell longer than cells are.
"""

from __future__ import annotations

import re

from generator.repair.html_source import BLOCKS, Token, elements

LONGEST_CELL = 400
"""Characters; the longest cell of a plan's table has some 150 (a project's description), a page's body thousands."""
MOST = 100
"""The largest span taken at its word."""


def html_rows(page: list[Token]) -> dict[int, str]:
    """What each token of a row becomes: for tags what parts, for words the empty string, which here says no more than that."""
    marks: dict[int, str] = {}
    spans = dict(elements(page))
    hanging: dict[int, int] = {}
    for first, last in spans.items():
        if page[first].name == "table":
            hanging = {}
        if page[first].name != "tr" or first in marks:
            continue
        cells = _cells(page, spans, first, last)
        if len(cells) < 2 or _lays_out(page, first, last, cells):
            continue
        marks.update(dict.fromkeys(range(first + 1, last), ""))
        column = previous = 0
        hanging = {at: rows - 1 for at, rows in hanging.items() if rows > 0}
        for start, end in cells:
            while hanging.get(column, 0) > 0:
                column += 1
            marks[start] = "\t" * (column - previous)
            previous = column
            for at in range(column, column + _span(page[start], "colspan")):
                hanging[at] = _span(page[start], "rowspan")
                column = at + 1
            marks.update(_lines(page, start, end))
    return marks


def _cells(page: list[Token], spans: dict[int, int], first: int, last: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i in range(first + 1, last + 1):
        if page[i].kind == "start" and page[i].name in ("td", "th") and (not found or i > found[-1][1]):
            found.append((i, spans[i]))
    return found


def _lays_out(page: list[Token], first: int, last: int, cells: list[tuple[int, int]]) -> bool:
    if any(token.name == "table" for token in page[first : last + 1]):
        return True
    return any(sum(len(t.source.strip()) for t in page[start:end] if t.kind == "text") > LONGEST_CELL for start, end in cells)


def _span(cell: Token, name: str) -> int:
    """How many columns or rows a cell takes."""
    found = re.match(r"\s*(\d{1,3})", cell.attribute(name))
    return min(max(int(found[1]), 1), MOST) if found else 1


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
