"""The cells of a table that came a cell a line, when its rows are known: which lines are one cell, and in which column it stands."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.characters import either_script
from generator.repair.cells import (
    CONTINUED,
    DRESSED,
    GROUP,
    LONGEST_HEAD,
    PART,
    SUB,
    TOTAL,
    YEAR,
    Line,
    is_value,
    kind_of,
)

NAMES = re.compile(either_script(r"序号|编号|单位|计量单位|备注|属性|类别|名称|项目|指标|合计|年份|数量|地区|.*率|“.*|.*年"))
"""Lines of a head that are a column's name, or begin one."""
JOINED, HINTED, EMPTY = 1.8, 0.3, 1.5
"""Costs of two lines in a cell, of two that ask for each other, of an empty cell."""
KNOWN = 4
"""Whole rows from which the kinds of their cells are evidence."""
MARGIN = 2.0
"""By how much the best way to set the cells of a row must be better than the next: a factor of seven in likelihood."""
Cell = tuple[Line, ...]
"""The lines of a cell; none for an empty one."""
RUNNING = 2
"""Lines of a running head between the number of a page and the head of a table that goes on."""
LONGEST_TITLE_OF_ROWS = 30


@dataclass(slots=True)
class Grid:
    """A table that came a cell a line."""

    rows: list[list[Cell]]
    """The head first. A row of one cell is the title of those under it, or a line whose row is not known."""
    dropped: list[Line] = field(default_factory=list)
    """What print repeats or adds on each page: the head, the caption, the number of the page."""
    doubtful: set[int] = field(default_factory=set)
    """Numbers of the rows whose cells are set by likelihood only."""
    open: bool = False
    """True where the rows are not known: each line is a row."""


def asks(line: str, following: str) -> bool:
    """True when the end of a line or the head of the next one shows that they are one cell."""
    opened = any(line.count(a) > line.count(b) for a, b in ("（）", "()", "[]", "“”", "《》"))
    return (
        opened or following[0] in "（([〔、，；）)％%" or line[-1] in "、，（(—-" or (line[0] == "“" and line[-1] == "”" and len(line) < 8)
    )


def joined_head(head: Sequence[Line], width: int) -> tuple[list[Cell], bool]:
    """The cells of a head, joined where lines ask for it until it is as wide as the rows; False when that is not sure."""
    cells: list[Cell] = []
    for n, line in enumerate(head):
        if cells and len(head) - n + len(cells) > width and asks(cells[-1][-1].text, line.text):
            cells[-1] = (*cells[-1], line)
        else:
            cells.append((line,))
    sure = len(cells) == width
    while len(cells) > width:
        at = min(range(1, len(cells)), key=lambda n: _apart(_words(cells[n - 1]), _words(cells[n])))
        cells[at - 1 : at + 1] = [cells[at - 1] + cells[at]]
    return cells + [()] * (width - len(cells)), sure


def _apart(name: str, following: str) -> int:
    """How unlikely two lines of a head are one name: the longer and the more often names by themselves."""
    if YEAR.match(following) and not YEAR.match(name):
        return len(name)  # a name over several years
    return len(name) + len(following) + 20 * (NAMES.fullmatch(name) is not None) + 20 * (NAMES.fullmatch(following) is not None)


def _words(cell: Cell) -> str:
    return "".join(line.text for line in cell)


def _can_be_summed(line: Line) -> bool:
    """True for a figure that is no year."""
    return is_value(line.text) and not YEAR.match(line.text)


def is_title_of_rows(text: str) -> bool:
    """True for a short line that can be the title of some rows."""
    return GROUP.fullmatch(text) is not None and len(text) <= LONGEST_TITLE_OF_ROWS


class Setter:
    """Sets the cells of a table whose rows are known."""

    def __init__(self, head: Sequence[Line], width: int) -> None:
        self.width = width
        self.result = Grid([])
        titles: list[Line] = []
        own = list(head)
        while len(own) > width and (GROUP.fullmatch(own[-1].text) or len(own[-1].text) > LONGEST_HEAD):
            titles.insert(0, own.pop())
        self.head = [line.text for line in own]
        cells, sure = joined_head(own, width)
        self._row(cells, not sure)
        for title in titles:
            self._row([(title,)])

    def grid(self, rows: Sequence[Sequence[Line]]) -> Grid:
        """The table of rows as lines, each with what print set between it and the next."""
        parted = [part for row in rows for part in self._parted(list(row))]
        whole = [[kind_of(line.text) for line in own] for own, _ in parted if len(own) == self.width]
        kinds = [Counter(column) for column in zip(*whole, strict=True)]
        summed = sum(
            all(map(_can_be_summed, column)) for column in zip(*(own[1:] for own, _ in parted if len(own) == self.width), strict=True)
        )
        for own, after in parted:
            self._row(*self._set(own, kinds))
            for cells in after:
                values = sum(bool(cell) for cell in cells) - 1
                self._row(cells, values not in (0, self.width - 1, summed))
        return self.result

    def _row(self, cells: Sequence[Cell], doubtful: bool = False) -> None:
        if doubtful:
            self.result.doubtful.add(len(self.result.rows))
        self.result.rows.append(list(cells))

    def _parted(self, row: list[Line]) -> Iterator[tuple[list[Line], list[list[Cell]]]]:
        """The lines of a row, and the rows that stand between it and the next one: totals and titles. Rows of （1）, （2） are its own."""
        self._drop(row)
        begins = [0, *(n for n, line in enumerate(row) if n and SUB.fullmatch(line.text)), len(row)]
        for begin, end in pairwise(begins):
            yield self._with_totals(row[begin:end])

    def _with_totals(self, row: Sequence[Line]) -> tuple[list[Line], list[list[Cell]]]:
        own: list[Line] = []
        after: list[list[Cell]] = []
        values: list[Line] = []
        for at, line in enumerate(row):
            if at and TOTAL.match(line.text) and len(line.text) <= LONGEST_HEAD:
                values = [line]
                after.append([])
            elif values and is_value(line.text):
                values.append(line)
            elif after or (is_title_of_rows(line.text) and (len(own) >= self.width or (at == len(row) - 1 and PART.match(line.text)))):
                values = []
                after.append([(line,)])
            else:
                own.append(line)
            if values:
                after[-1] = self._total(values)
        return own, after

    def _total(self, values: Sequence[Line]) -> list[Cell]:
        """A row of totals: its values are those of the last columns."""
        empty: list[Cell] = [()] * max(0, self.width - len(values))
        return [(values[0],), *empty, *((line,) for line in values[1:])]

    def _drop(self, row: list[Line]) -> None:
        """Take out what a page adds: its number, the caption and the head once more, and a running head between these."""
        words, size = [line.text for line in row], len(self.head)
        for at in [n for n, line in enumerate(row) if n and DRESSED.fullmatch(line.text)][::-1]:
            head = next((n for n in range(at + 1, at + RUNNING + 2) if words[n : n + size] == self.head), at + 1)
            self.result.dropped += row[at + 1 : head]
            row[at + 1 : head] = []
        for line in [line for line in row[1:] if DRESSED.fullmatch(line.text) or CONTINUED.fullmatch(line.text)]:
            row.remove(line)
            self.result.dropped.append(line)
        for at in range(len(row) - size, 0, -1):
            if [line.text for line in row[at : at + size]] == self.head:
                self.result.dropped += row[at : at + size]
                del row[at : at + size]

    def _set(self, own: Sequence[Line], kinds: Sequence[Counter[str]]) -> tuple[list[Cell], bool]:
        """The cells of a row, and whether they are doubtful."""
        if len(own) == self.width:
            return [(line,) for line in own], False
        if not kinds:
            cells: list[Cell] = [(line,) for line in own[: self.width]]
            if len(own) > self.width:
                cells[-1] = (*cells[-1], *own[self.width :])
            return cells + [()] * (self.width - len(cells)), True
        worths = _alignments(own[1:], kinds[1:])
        best = worths[0]
        unsure = len(worths) > 1 and worths[1][0] - best[0] < MARGIN
        return [(own[0],), *best[1]], unsure or kinds[0].total() < KNOWN


def _alignments(lines: Sequence[Line], kinds: Sequence[Counter[str]]) -> list[tuple[float, list[Cell]]]:
    """The two best ways to set some lines into columns, each with its cost."""
    states: dict[int, list[tuple[float, list[Cell]]]] = {0: [(0.0, [])]}
    for column in kinds:
        following: dict[int, list[tuple[float, list[Cell]]]] = {}
        for at, ways in states.items():
            for taken in (*range(1, min(6, len(lines) - at) + 1), 0):  # of ways of one cost the one that leaves the last columns empty
                cell = tuple(lines[at : at + taken])
                cost = _cost(cell, column)
                following.setdefault(at + taken, []).extend((way + cost, [*cells, cell]) for way, cells in ways)
        states = {at: sorted(ways, key=lambda way: way[0])[:2] for at, ways in following.items()}
    whole = states.get(len(lines))
    if whole:
        return whole
    size = len(kinds)
    return [(0.0, [*((line,) for line in lines[: size - 1]), tuple(lines[size - 1 :])]), (0.0, [])]


def _cost(cell: Cell, column: Counter[str]) -> float:
    if not cell:
        return EMPTY
    kind = kind_of(_words(cell))
    fit = -math.log((column[kind] + 0.3) / (column.total() + 0.9))
    joins = sum(HINTED if asks(a.text, b.text) else JOINED for a, b in pairwise(cell))
    return fit + joins
