"""A heading's number that has a line to itself, and its title in the next line, become one line.

`第一章⏎⏎总则` → `第一章　总则`; `（一）⏎夯实基础` → `（一）夯实基础`; `1⏎⏎发展基础 … 2⏎⏎总体要求 …` → `1　发展基础 … 2　总体要求 …`
Behind 第一章 and its like stands a title: one short line without marks of sentences. Figures without a mark are numbers of chapters where
they count from one, each between the end of some text and a title; else they may be pages, or cells.
Leaves alone: 第一条, whose text follows; a number before another number; captions, rows of tables, and figures that do not count from one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.characters import HAN, HAN_NUMERALS, ends_sentence
from generator.model import Edit
from generator.numbering import is_caption
from generator.reading.settings import Settings
from generator.repair.cells import Line, is_table_caption, lines_of

B = "[ \u3000]*"
NUMERAL = rf"(?:{B}[{HAN_NUMERALS}]{{1,4}}|{B}\d{{1,3}}){B}"
NAMED = re.compile(rf"第{NUMERAL}(?:[编編篇章节節]|部{B}分)")
MARKED = re.compile(rf"[{HAN_NUMERALS}]{{1,3}}{B}、|[（(]{B}[{HAN_NUMERALS}]{{1,3}}{B}[）)]")
FIGURE = re.compile(r"0?(?P<n>[1-9]\d?)(?:[.．、])?")
MARK = re.compile(
    rf"第{NUMERAL}(?:[编編篇章节節条條]|部{B}分)|[{HAN_NUMERALS}]{{1,3}}{B}[、.．]|[（(]{B}(?:[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}}){B}[）)]"
    r"|\d{1,2}(?:[.．]\d{1,2})*[.．、 \u3000]"
)
"""What begins with a number of its own."""
LONGEST = 40
"""Characters of a title in a line of its own."""
LEAST = 3
"""Figures that count from one; two may be anything."""


def lone_marks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose one line for each such number and its title."""
    lines = lines_of(text)
    for mark, title in pairwise(lines):
        if NAMED.fullmatch(mark.text) and _is_title(title.text):
            yield Edit(mark.end, text[mark.end : title.start], "\u3000")
        elif MARKED.fullmatch(mark.text) and _goes_on(title.text):
            yield Edit(mark.end, text[mark.end : title.start], "")
    yield from _figures(text, lines)


def _figures(text: str, lines: Sequence[Line]) -> Iterator[Edit]:
    """The figures that are the numbers of chapters."""
    places = [
        n
        for n in range(len(lines) - 1)
        if FIGURE.fullmatch(lines[n].text) and _is_title(lines[n + 1].text) and (n == 0 or _ends(lines[n - 1].text, n - 1))
    ]
    lone = [line.text for line in lines if FIGURE.fullmatch(line.text)]
    values = [int(found["n"]) for n in places if (found := FIGURE.fullmatch(lines[n].text))]
    if len(values) >= LEAST and len(lone) == len(values) and values == list(range(1, len(values) + 1)):
        for n in places:
            yield Edit(lines[n].end, text[lines[n].end : lines[n + 1].start], "\u3000" if lines[n].text[-1].isdigit() else "")


def _ends(line: str, at: int) -> bool:
    """True for the last line of some text, and for the title of the document."""
    return ends_sentence(line) or line.endswith(("：", "）", ")")) or at == 0 or _is_dated(line)


def _is_dated(line: str) -> bool:
    """True for a line that ends with a date, as those under a title do."""
    return re.search(r"[年月日]$", line) is not None


def _is_title(line: str) -> bool:
    """True for a line that can only be a title."""
    return (
        1 < len(line) <= LONGEST
        and "\t" not in line
        and re.search(f"[{HAN}]", line[:3]) is not None
        and not re.search("[。；：！？;:]|[，、]$", line)
        and not _has_own_kind(line)
    )


def _goes_on(line: str) -> bool:
    """True for a line that may stand behind a number."""
    return "\t" not in line and re.match(f"[{HAN}“《（A-Z0-9]", line) is not None and not _has_own_kind(line)


def _has_own_kind(line: str) -> bool:
    return (
        MARK.match(line) is not None
        or is_caption(line)
        or is_table_caption(line)
        or line.startswith(("![", "[^", "附件", "专栏", "專欄", "注", "註"))
    )
