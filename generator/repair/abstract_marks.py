"""The word that opens an abstract is its heading; the brackets and the colon round it set it off in print and say nothing.

`【摘要】：在开启新征程之际……` → `摘要在开启新征程之际……`, where the outline knows the word as a heading and its text as what follows.
Leaves alone: whatever stands after the first numbered heading, a second abstract, and the word inside a line. Knowledge: how journals set
abstracts (GB/T 7713.2, 摘要 as a heading within its line); the words are those of `numbering.SPECIALS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.numbering import has_mark, special_at
from generator.reading.settings import Settings

LINE = re.compile(r"[^\n]+")


def abstract_marks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of the marks around the first abstract's heading."""
    for line in LINE.finditer(text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        found = special_at(text, start, line.end())
        if found and found[0].id == "abstract":
            yield from _around(text, found[1])
            return
        if has_mark(text, settings.levels, start):
            return


def _around(text: str, found: re.Match[str]) -> Iterator[Edit]:
    """The removal of what a heading's match has beside its word."""
    for begin, end in ((found.start(), found.start("title")), (found.end("title"), found.end())):
        if begin < end:
            yield Edit(begin, text[begin:end], "")
