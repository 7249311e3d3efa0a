"""Lines that go on in no other: the items of a list, by their numbers at the heads of lines, and rows that show an empty cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.characters import HAN, MEASURES
from generator.numbering import read_numeral

ITEM = re.compile(
    r"[ \t\u3000]*(?:(?P<comma>\d{1,2})、|(?P<dot>\d{1,2})[.．](?!\d)|(?P<round>\d{1,2})[)）]|[(（](?P<both>\d{1,2})[)）]"
    r"|[(（](?P<han>[一二三四五六七八九十]{1,3})[)）]|(?P<circled>[①-⑳])"
    rf"|(?P<bare>\d{{1,2}})[ \u3000]+(?=[{HAN}“])(?![{''.join(MEASURES)}]))(?=[ \u3000]*\S)"
)
"""The number of an item, by how it is set."""
FAR = 12
"""Lines from one item of a list to the next."""
LEAST = 3
"""Items of a list; of two the second may be a figure that a line happens to begin with."""

STROKES = frozenset(["-", "—", "——", "–", "－", "/", "／", "√", "×", "○", "●"])
UNITS = frozenset(["%", "％", "‰"])
CLAUSES = 2
"""Commas of a sentence that rows have not."""
CELLS, LONGEST_CELL = 3, 24


def listed(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that begin an item of a list: its numbers begin with 1 and climb by one."""
    runs: dict[str, list[tuple[int, int]]] = {}
    found: set[int] = set()
    for at, line in enumerate(lines):
        item = ITEM.match(line)
        if not item or not item.lastgroup:
            continue
        kind, number = item.lastgroup, _value(item[item.lastgroup])
        run = runs.get(kind, [])
        if run and number == run[-1][1] + 1 and at - run[-1][0] <= FAR:
            run.append((at, number))
        elif number == 1:
            found |= _of(run)
            runs[kind] = [(at, number)]
    for run in runs.values():
        found |= _of(run)
    return found


def _of(run: Sequence[tuple[int, int]]) -> set[int]:
    return {at for at, _ in run} if len(run) >= LEAST else set()


def _value(numeral: str) -> int:
    return ord(numeral) - ord("①") + 1 if "①" <= numeral <= "⑳" else read_numeral(numeral)


def has_empty_cell(line: str) -> bool:
    """True for a line of several words between blanks of which one is the stroke of an empty cell, or a % that no figure precedes: a row of
    a table. A stroke between two figures is a range; a line of several clauses with blanks in it is a sentence."""
    if line.rstrip().endswith("。") and line.count("，") >= CLAUSES:
        return False
    cells = re.split(r"[ \u3000]+", line.strip())
    empty = any(_is_empty(*around) for around in zip(cells, cells[1:], [*cells[2:], ""], strict=False))
    return empty and len(cells) >= CELLS and max(map(len, cells)) <= LONGEST_CELL


def _is_empty(before: str, cell: str, after: str) -> bool:
    if cell in UNITS:
        return not before[-1:].isdigit()
    return cell in STROKES and not (before[-1:].isdigit() and after[:1].isdigit())
