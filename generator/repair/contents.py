"""A table of contents is no part of the text: its lines are the headings, and the pages of another print.

`目  录` on a line of its own goes with the lines after it, as long as each stands again at the head of a later line: `第一章 发展基础……3`.
Leaves alone: 目录 that is not followed by two such lines, and everything from the first line on that does not come again. Knowledge: how
Chinese print sets contents: dots to the number of a page, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import Edit
from generator.reading.settings import Settings

HEAD = re.compile(r"^#*[ \u3000]*目[ \u3000]*[录錄次][ \u3000]*\n", re.M)
DOTS = r".．·•…⋯。\-—–_"
PAGE = re.compile(
    rf"(?:(?<![{DOTS}])[{DOTS}]{{2,}}+|(?<![…⋯\t])[…⋯\t]|(?<![ \u3000])[ \u3000]{{2,}}+)[ \u3000\t]*+[-—–(（]*+\d{{0,4}}+[-—–)）]*+$"
    r"|(?<=\D)[ \u3000]\d{1,4}$"
)
"""What leads from an entry to its page, and the page. A run is tried once, from its head on: it may be as long as the line."""
BLANK = re.compile(r"[\s\u3000#]+")
FEWEST = 2
"""Entries of a table of contents."""
LONGEST = 100
"""Characters of an entry: what is longer is text."""


def contents(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of a table of contents."""
    found = HEAD.search(text)
    if not found:
        return
    lines = text[found.end() :].splitlines(keepends=True)
    keys = _Heads([BLANK.sub("", line) for line in lines])
    entries: set[str] = set()
    size = 0
    for number, line in enumerate(lines):
        entry = BLANK.sub("", PAGE.sub("", line.rstrip()))
        size += len(line)
        if not entry:
            continue
        if entry in entries or len(entry) > LONGEST or keys.last(entry) <= number:
            size -= len(line)
            break
        entries.add(entry)
    if len(entries) >= FEWEST:
        yield Edit(found.start(), text[found.start() : found.end() + size], "")


class _Heads:
    """The heads of some lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.by_length: dict[int, dict[str, int]] = {}

    def last(self, head: str) -> int:
        """The number of the last line that begins so; -1 when none does."""
        size = len(head)
        if size not in self.by_length:
            self.by_length[size] = {line[:size]: number for number, line in enumerate(self.lines)}
        return self.by_length[size].get(head, -1)
