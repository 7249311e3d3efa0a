"""What the heads of all lines say of the numbers of each level, before any line is judged by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.characters import TERMINAL
from generator.numbering import LONGEST_TITLE, level_of

USUALLY = 0.8
"""Share of a level's marks that a blank must follow before one without it is a reference and no heading."""
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
