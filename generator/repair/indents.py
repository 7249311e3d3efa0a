"""Blanks at the head and the end of a line are layout.

`　　一、发展基础` → `一、发展基础`; `新样板。 ` → `新样板。`; no-break blanks count, zero-width characters go everywhere.
Leaves alone: blanks between words, and all tabs of a line that has one inside, or as many as such a line beside it: those part the cells
of a table, and the first or last cell may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks of Unicode's general category Zs, and the tab."""
UNSEEN = "\u200b-\u200f\u2060\ufeff\u00ad"
"""Zero-width and soft-hyphen characters (general category Cf)."""
EDGE = re.compile(rf"^[{BLANKS}{UNSEEN}]+|(?<![{BLANKS}{UNSEEN}])[{BLANKS}{UNSEEN}]+$|[{UNSEEN}]+", re.M)
"""Both at the edges of lines, unseen ones anywhere."""

REACH = 600
"""How far, in characters, the line beside a line is looked for; rows are shorter."""
WITHIN = re.compile(rf"^[{BLANKS}{UNSEEN}]+|(?<![{BLANKS}{UNSEEN}])[{BLANKS}{UNSEEN}]+$")
"""What a line has at its edges."""


def indents(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each run of them."""
    for found in EDGE.finditer(text):
        tabs = found[0].count("\t")
        yield Edit(found.start(), found[0], "\t" * tabs if tabs and _in_row(text, found) else "")


def _in_row(text: str, found: re.Match[str]) -> bool:
    """True when the line has a tab between its words, or as many tabs as a line beside it that has one there."""
    start, end = text.rfind("\n", 0, found.start()) + 1, _end(text, found.end())
    own = text[start:end]
    if not own.strip() or "\t" in WITHIN.sub("", own):
        return bool(own.strip())
    before, after = text[max(0, start - REACH) : start].rstrip("\n"), text[end : end + REACH].lstrip("\n")
    beside = before.rpartition("\n")[2], after.partition("\n")[0]
    same = any("\t" in WITHIN.sub("", line) and line.count("\t") == own.count("\t") for line in beside)
    return same and not own.rstrip().endswith(("。", "："))


def _end(text: str, at: int) -> int:
    """Where the line ends in which an offset stands."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
