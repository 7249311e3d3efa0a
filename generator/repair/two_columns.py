"""Two columns of a page that a tool read across, line by line, become one after the other.

`一、现状　　　　　　二、目标⏎全市新建水库三座，　　到2030年，建成骨⏎…` → the lines of the left column, then those of the right.
Lines are two columns when some in a row have one wide gap each, in the same column of the screen, and both sides are running text: cut
inside their sentences, with marks of sentences, no values.
Where the first line has a heading on either side, less running text is enough. Lines that are neither surely columns nor a table are
doubted and stay as they came.
Leaves alone: tables, which hold no sentences; lists of names; two lines of a letterhead; text with a gap here and there.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.characters import HAN, ends_sentence
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.blank_columns import blank_columns
from generator.repair.cells import PART
from generator.repair.hard_wraps import FILLED, width
from generator.repair.lines import asks_to_go_on, seam

NAME = "two-columns"
GAP = re.compile(r"[ \u3000]*(?:[ ]{3}|\u3000{2}|\u3000 | \u3000)[ \u3000]*")
"""Blanks as wide as two characters at least."""
TAB = re.compile(r"[ \u3000]*\t[ \u3000]*")
"""A tab parts cells, and columns only where both sides read on from line to line."""
MOSTLY = 0.6
LEAST = 4
"""Lines; fewer may be a letterhead, or a signature beside another."""
SPREAD = 8
"""Columns of a screen between the left edges of the right halves; tools count wide characters amiss."""
LONG = 8
"""Characters of the median half line: cells of tables are shorter."""
CUT = 0.5
"""Share of half lines that end within a sentence."""
SENTENCES = re.compile("[，；。]")


@dataclass(frozen=True, slots=True)
class Halves:
    """A line of two columns."""

    left: tuple[int, int]
    right: tuple[int, int]
    """Where its halves stand."""
    column: int
    """Column of the screen where the right one begins."""


def two_columns(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to move the right half of each line of a run behind its last line."""
    for run in _runs(text):
        if _are_columns(text, run):
            yield from _one_after_the_other(text, run)


def _runs(text: str) -> Iterator[list[Halves]]:
    """Lines one after the other that have two halves each."""
    at = 0
    found: list[Halves | None] = []
    for line in text.split("\n"):
        found.append(_halves(line, at))
        at += len(line) + 1
    for parted, group in itertools.groupby(found, key=lambda halves: halves is not None):
        if parted:
            yield [halves for halves in group if halves]


def column_doubts(text: str, settings: Settings) -> Iterator[Edit]:
    """Lines that may be two columns and are left as they are: each run whole, unchanged."""
    runs = [run for run in _runs(text) if not _are_columns(text, run) and _may_be_columns(text, run)]
    tables = {edit.start for edit in blank_columns(text, settings)} if runs else set()
    for run in runs:
        span = range(run[0].left[0], run[-1].right[1])
        if tables.isdisjoint(span):
            yield Edit(span.start, text[span.start : span.stop], text[span.start : span.stop], "或为左右两栏逐行相混")


def _one_after_the_other(text: str, run: Sequence[Halves]) -> Iterator[Edit]:
    """The left halves, a full line joined to the next, and behind them the right ones."""
    end = run[-1].right[1]
    left, right = _sides(text, run)
    for line, after, joint in zip(run, [*run[1:], None], [*_joints(left), ""], strict=True):
        stop = after.left[0] if after else end
        yield Edit(line.left[1], text[line.left[1] : stop], joint)
    for line, joint in zip(run, ["\n", *_joints(right)], strict=True):
        start, stop = line.right
        yield Edit(end, "", joint + text[start:stop], "移自右栏", source=start - len(joint))


def _joints(side: Sequence[str]) -> Iterator[str]:
    """What stands between each two lines of a column: a line end, unless the first is full and its sentence goes on."""
    full = max(width(half) for half in side) * FILLED
    for a, b in pairwise(side):
        yield seam(a, b) if width(a) >= full and not ends_sentence(a) else "\n"


def _halves(line: str, at: int) -> Halves | None:
    """The halves of a line with one wide gap; None for another."""
    words = line.strip(" \u3000")
    gaps = list((TAB if "\t" in line else GAP).finditer(words))
    if len(gaps) != 1 or "|" in line:
        return None
    start = at + line.index(words)
    middle, end = gaps[0].span()
    before = line[: line.index(words) + end]
    column = 0 if "\t" in line else sum(1 if char < "\u1100" else 2 for char in before)
    return Halves((start, start + middle), (start + end, start + len(words)), column)


def _are_columns(text: str, run: Sequence[Halves]) -> bool:
    """True for lines whose halves are running text on both sides, the right ones below each other."""
    sides = _sides(text, run)
    if not run[0].column:
        return (
            len(run) >= LEAST and "。" in "".join(sides[0] + sides[1]) and all(_is_text(side, True) and _reads_on(side) for side in sides)
        )
    headed = all(PART.match(side[0]) for side in sides)
    return _is_aligned(run) and all(_is_text(side, headed) for side in sides)


def _may_be_columns(text: str, run: Sequence[Halves]) -> bool:
    """True for aligned lines whose halves are long, Chinese, and hold a mark of sentences on both sides."""
    sides = _sides(text, run)
    return _is_aligned(run) and all(_is_long(side) and SENTENCES.search("".join(side)) for side in sides)


def _sides(text: str, run: Sequence[Halves]) -> list[list[str]]:
    return [[text[slice(*line.left)] for line in run], [text[slice(*line.right)] for line in run]]


def _is_aligned(run: Sequence[Halves]) -> bool:
    columns = [line.column for line in run]
    return 0 not in columns and len(run) >= LEAST and max(columns) - min(columns) <= SPREAD


def _is_text(side: Sequence[str], headed: bool) -> bool:
    """True for half lines that read on from one to the next; below a heading one mark of a sentence is enough."""
    whole = "".join(side)
    cut = sum(not ends_sentence(half) for half in side)
    marks = len(SENTENCES.findall(whole))
    return _is_long(side) and cut >= CUT * len(side) and (marks >= 2 and "。" in whole if not headed else marks >= 1)


def _reads_on(side: Sequence[str]) -> bool:
    """True for half lines of which most stop inside a word or a clause that the next one goes on with, as no cells do."""
    return sum(asks_to_go_on(a, b) for a, b in pairwise(side)) >= MOSTLY * (len(side) - 1)


def _is_long(side: Sequence[str]) -> bool:
    """True for halves of Chinese that are longer than cells."""
    whole = "".join(side)
    return statistics.median(len(half) for half in side) >= LONG and len(re.findall(f"[{HAN}]", whole)) >= 0.6 * len(whole)
