"""Dots that lead to the number of a page, broken over several lines, become one line, as `contents` knows them.

`1.1 指导思想.......⏎..............⏎......8` → `1.1 指导思想...........................8`
A title that fills its line has all of its leader in the next ones.
Leaves alone: dots before a line of words, and an ellipsis at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

DOT = r"[.．·•…⋯]"
PAGE = r"[-—（(]?\d{1,4}[-—）)]?[ \u3000]*$"
BREAK = re.compile(
    rf"(?<={DOT}{DOT}{DOT})[ \u3000]*\n[ \u3000]*(?={DOT}{{3}}|{DOT}{{0,2}}[ ]*{PAGE})"
    rf"|(?<=[^\s.．·•…⋯。])[ \u3000]*\n[ \u3000]*(?=(?:{DOT}{{6,}}+[ ]*\n[ ]*){{0,4}}+{DOT}{{4,}}+[ ]*{PAGE})",
    re.M,
)
"""The end of a line before a piece of a leader, or before the page."""


def leader_lines(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join the pieces of each leader."""
    for found in BREAK.finditer(text):
        yield Edit(found.start(), found[0], "")
