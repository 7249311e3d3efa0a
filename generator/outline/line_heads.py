"""What the heads of all lines say of the numbers of each level, before any line is judged by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.characters import TERMINAL
from generator.numbering import LONGEST_TITLE, Level, level_of
from generator.outline.heads import FIGURE_KINDS, HAN_KINDS, has_title, is_line_title, is_one_sentence

USUALLY = 0.8
"""Share of a level's marks that a blank must follow before one without it is a reference and no heading."""
LEAST_TITLES = 2
"""Titles in lines of their own that a kind of numbers has, where some of its numbers count a list."""
FIRST = re.compile(f"[{TERMINAL}]")


class LineHeads:
    """The marks at the heads of lines, by level."""

    def __init__(self, levels: Sequence[str], text: str) -> None:
        starts = [found.start() for found in re.finditer(r"^(?=.)", text, re.M)]
        self._spaced: list[bool] = []
        self._going_on: list[set[int]] = []
        for sample in levels:
            level = level_of(sample)
            marks = [mark for start in starts if (mark := level.match(text, start))]
            blanks = sum(mark.spaced for mark in marks)
            self._spaced.append(blanks >= USUALLY * len(marks))
            self._going_on.append(
                {one.start for one, other in pairwise(marks) if other.path == (*one.path[:-1], one.path[-1] + 1) or other.path == one.path}
            )

    def spaced(self, level: int) -> bool:
        """True when a blank or the line's end usually follows the marks of a level."""
        return level > len(self._spaced) or self._spaced[level - 1]

    def goes_on(self, level: int, at: int) -> bool:
        """True for a mark after which the next of its level has the next number: the two vouch for each other."""
        return level <= len(self._going_on) and at in self._going_on[level - 1]


def is_title(rest: str, back: bool = False) -> bool:
    """True when what follows a number has the look of a title, alone or at the head of its paragraph; alone where numbers go `back`."""
    first = FIRST.split(rest, maxsplit=1)[0]
    return 0 < len(first) <= LONGEST_TITLE and not rest.endswith(("；", ";", "，", "：")) and (not back or len(rest) <= LONGEST_TITLE)


Items = list[tuple[int, str]]
"""Offset of each item's mark, and what follows the mark in its line."""


def listed(levels: Sequence[str], text: str) -> frozenset[int]:
    """Offsets of the marks that number lists in a plan whose headings have marks of the same kind: items line by line, with nothing
    between them, that one sentence parts by semicolons or that are a sentence each. In statutes they are parts with addresses."""
    if any(level_of(sample).article for sample in levels):
        return frozenset()
    kinds = [sample for sample in levels if sample in (*FIGURE_KINDS, *HAN_KINDS[4:])]
    loose = {sample for sample in kinds if sample in FIGURE_KINDS or _has_line_titles(level_of(sample), text)}
    runs = (run for sample in kinds for run in _runs(level_of(sample), text) if _is_list(run, sample in loose))
    return frozenset(at for run in runs for at, _ in run)


def _has_line_titles(level: Level, text: str) -> bool:
    """True where other numbers of a kind have titles in lines of their own: those before sentences that are none count a list."""
    titles = 0
    for line in re.finditer(r"[^\s][^\n]*", text):
        mark = level.match(text, line.start())
        titles += mark is not None and is_line_title(text[mark.end : line.end()].strip())
    return titles >= LEAST_TITLES


def _runs(level: Level, text: str) -> Iterator[Items]:
    """Items 1, 2, … in lines that follow each other."""
    run: Items = []
    for line in re.finditer(r"[^\s][^\n]*", text):
        mark = level.match(text, line.start())
        number = mark.path[-1] if mark and not mark.sub else 0
        if number != len(run) + 1:
            yield run
            run = []
        if mark and number == len(run) + 1:
            run.append((line.start(), text[mark.end : line.end()].strip()))
    yield run


def _is_list(run: Items, loose: bool) -> bool:
    """True for two items or more, all but the last of which a semicolon ends, or, where figures number them or others of their kind have
    titles, that are sentences."""
    rests = [rest for _, rest in run]
    if len(rests) > 1 and all(rest.endswith(("；", ";")) for rest in rests[:-1]):
        return True
    return len(rests) > 1 and loose and all(_is_sentence(rest) for rest in rests)


def _is_sentence(rest: str) -> bool:
    return rest.endswith(("；", ";")) or (rest[-1:] in tuple(TERMINAL) and is_one_sentence(rest) and not has_title(rest))
