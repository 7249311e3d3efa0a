"""A table that goes on overleaf is one table: what print repeats there, its caption with 续 and its head, goes.

`序号⇥工程⏎1⇥水网⏎续表1⏎序号⇥工程⏎2⇥水库` → `序号⇥工程⏎1⇥水网⏎2⇥水库`; so go `表1 重点工程（续）`, the caption again, and the unit
beside it; a head without any of these where a blank line, which the border of a page leaves, stands above it.
Leaves alone: a caption of another table, rows that are alike but not the head, a head with values, and a table below 续表 with another
number of columns. Tables that came a cell a line are set by `cell-lines`, which does the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import Edit
from generator.numbering import is_caption
from generator.reading.settings import Settings
from generator.repair.cells import CONTINUED, UNIT, Line, lines_of

AGAIN = re.compile(r"(?:附?表).{0,60}[（(]续(?:表)?(?:\d|[一二三四五六七八九十])?[)）]")
VALUE = re.compile(r"[\d.,%％\-—]+")
MOST = 3
"""Lines between two pages of a table: its caption, its unit."""


def continued_tables(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each line that is repeated."""
    lines = [line for line in lines_of(text) if line.text.strip()]
    head: Line | None = None
    above: list[Line] = []
    between: list[Line] = []
    for line in lines:
        if "\t" not in line.text:
            between.append(line)
            continue
        again = head is not None and line.text == head.text and _is_head(head) and (between or _stands_apart(text, line))
        if again and _goes_on(between, above):
            yield from (_gone(text, one) for one in (*between, line))
        elif head and between and _goes_on(between, above) and _is_continued(between) and line.text.count("\t") == head.text.count("\t"):
            yield from (_gone(text, one) for one in between)
        elif not head or between:
            head, above = line, between[-MOST:]
        between = []


def _gone(text: str, line: Line) -> Edit:
    """The removal of a line with its end."""
    end = text.find("\n", line.end) + 1 or len(text)
    start = text.rfind("\n", 0, line.start) + 1
    return Edit(start, text[start:end], "")


def _is_head(line: Line) -> bool:
    return not any(VALUE.fullmatch(cell.strip()) for cell in line.text.split("\t"))


def _stands_apart(text: str, line: Line) -> bool:
    """True below a blank line."""
    above = text.rfind("\n", 0, line.start)
    return above > 0 and not text[text.rfind("\n", 0, above) + 1 : above].strip()


def _is_continued(between: Sequence[Line]) -> bool:
    return any(CONTINUED.fullmatch(line.text.strip()) or AGAIN.fullmatch(line.text.strip()) for line in between)


def _goes_on(between: Sequence[Line], above: Sequence[Line]) -> bool:
    """True for nothing but the caption of the table above it, with 续 or again, and its unit."""
    known = {line.text.strip() for line in above if is_caption(line.text.strip())}
    return len(between) <= MOST and all(
        CONTINUED.fullmatch(words) or AGAIN.fullmatch(words) or UNIT.fullmatch(words) or words in known
        for words in (line.text.strip() for line in between)
    )
