"""The number of a page with the running head beside it, line by line: what stands between the cells of a table that a page cuts.

A line that returns, each time beside a figure alone that climbs from page to page. Tables a cell a line are read before pages are known
by their numbers, and must not take these for cells.
Leaves alone: serial numbers beside words that return, whose rows are shorter than pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from generator.repair.cells import Line

LEAST = 3
"""Pages."""
SHORTEST_PAGE = 150
"""Characters from one such figure to the next."""
SHORTEST_HEAD, LONGEST_HEAD = 6, 60
STEPS = 3
"""Pages that a number may be on from the one before."""
DIGITS = 4


def page_heads(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are figures of pages, and running heads beside them."""
    beside: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.text.isdecimal() and len(line.text) <= DIGITS:
            for step in (-1, 1):
                if 0 <= at + step < len(lines) and SHORTEST_HEAD <= len(lines[at + step].text) <= LONGEST_HEAD:
                    beside[lines[at + step].text, step].append(at)
    found = [(at, at + step) for (_, step), places in beside.items() if _are_pages(lines, places) for at in places]
    return frozenset(at for pair in found for at in pair)


def _are_pages(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """True for figures that climb from page to page."""
    climb = (
        0 < int(lines[b].text) - int(lines[a].text) <= STEPS and lines[b].start - lines[a].end >= SHORTEST_PAGE for a, b in pairwise(places)
    )
    return len(places) >= LEAST and all(climb)
