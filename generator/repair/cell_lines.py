"""Tables that came a cell a line become rows: the cells of a row parted by tabs, the lines of one cell by full-width blanks.

`序号⏎指标⏎2030年⏎1⏎基站⏎300⏎2⏎机房⏎20` → `序号⇥指标⇥2030年⏎1⇥基站⇥300⏎2⇥机房⇥20`
A table is looked for under its caption (表1) and from the words 序号 on; `generator.repair.grids` finds its rows. The head that print
repeats on each page of a table goes.
Leaves alone: what has neither, lists of numbered lines, and a table whose rows nothing tells: its lines stay as they are, each a row of
its own, until an editor sets them with [[table]].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.model import Edit, Span
from generator.reading.settings import Settings
from generator.repair.cells import lines_of
from generator.repair.grid_cells import Cell, Grid
from generator.repair.grids import grids
from generator.repair.page_heads import page_heads

LONE, DOUBTFUL, OPEN = "lone", "doubtful", "open"
"""What is told of a row: it is one cell; its cells are set by likelihood; its table is not known but for its lines."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that is a row though no tab shows it, or a row that is doubtful."""

    kind: str
    span: Span
    """Of its words in the text that the rule was given."""


def cell_lines(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose what parts cells between the lines of each row, and the removal of what is repeated."""
    for grid in _grids(text, (*settings.levels, *settings.appendix_levels)):
        set_rows = [] if grid.open else [edit for row in grid.rows for edit in _row(text, row)]
        within = {at for edit in set_rows for at in range(edit.start, edit.end)}
        yield from set_rows
        for line in grid.dropped:
            if line.start not in within:  # else it goes with what stands between two cells
                end = text.find("\n", line.end) + 1 or len(text)
                yield Edit(line.start, text[line.start : end], "", "续表重复的表头")


def marked_rows(text: str, settings: Settings) -> Iterator[Marked]:
    """The rows of which more is to be told than their text shows."""
    for grid in _grids(text, (*settings.levels, *settings.appendix_levels)):
        for number, row in enumerate(grid.rows):
            held = [line for cell in row for line in cell]
            if grid.open or len(row) == 1:
                yield Marked(OPEN if grid.open else LONE, (held[0].start, held[-1].end))
            elif number in grid.doubtful:
                yield Marked(DOUBTFUL, (held[0].start, held[-1].end))


@lru_cache(maxsize=4)
def _grids(text: str, levels: tuple[str, ...]) -> tuple[Grid, ...]:
    lines = lines_of(text)
    furniture = page_heads(lines)
    return tuple(grids([line for at, line in enumerate(lines) if at not in furniture], levels))


def _row(text: str, row: list[Cell]) -> Iterator[Edit]:
    """What stands between the lines of a row."""
    placed = [(column, line) for column, cell in enumerate(row) for line in cell]
    if placed[0][0]:
        yield Edit(placed[0][1].start, "", "\t" * placed[0][0])
    for (column, line), (following, after) in pairwise(placed):
        between = "\t" * (following - column) or "\u3000"
        yield Edit(line.end, text[line.end : after.start], between)
