"""A document whose lines a program ran together gets a line for each of its parts again.

`…条例 第一章 总则 第一条 为了…。 第二条 …` → a line each; so `…通告如下：一、指导思想…。二、招生原则（一）…。（二）…。`
The numbers of parts show where lines began: 第…章 and 第…条 between blanks, 一、 behind the end of a sentence, three in order at least, and
（一） there or behind the title of such a part; then blanks show it, too, behind titles and sentences.
Leaves alone: texts of more lines, whose paragraphs may list things in themselves, and numbers that do not follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN, HAN_NUMERALS
from generator.model import Edit
from generator.numbering import read_numeral
from generator.reading.settings import Settings
from generator.repair.cells import Line, lines_of

NUMERAL = rf"(?P<n>[{HAN_NUMERALS}]{{1,5}}|\d{{1,3}})"
BLANK = "[ \u3000\u00a0]"
YEAR = r"(?:19|20)\d\d年"
NAMED = re.compile(rf"(?:^|(?<={BLANK})|(?<=[。；！？]))第{NUMERAL}(?P<unit>[编編篇章节節条條])(?={BLANK})", re.M)
PART = re.compile(rf"(?<=[。；：！？ \u3000])(?P<n>[{HAN_NUMERALS}]{{1,3}})、(?=[{HAN}“]|{YEAR})")
ITEM = re.compile(rf"[（(](?P<n>[{HAN_NUMERALS}]{{1,3}})[）)](?=[{HAN}“]|{YEAR})")
FIGURE = re.compile(rf"(?<=[ \u3000])(?P<n>\d{{1,2}})[.．、](?=[{HAN}“])")
"""A number within such an item, behind a blank."""
HEADED = re.compile(rf"[^，。；：！？ \u3000]{{2,40}}[ \u3000]+(?=[{HAN}“《\d])")
"""The title of a part that a blank parts from its text."""
PARAGRAPH = re.compile(rf"(?<=[。！？：])[ \u3000]+(?=[{HAN}“《])")
"""A blank where a paragraph began."""
TITLE = re.compile(r"[^，。；：！？]{2,20}")
"""The title of a part before its first item."""
LONG = 200
"""Characters of a line that holds more than a paragraph."""
MOST = 0.6
"""Share of the text that such a line has."""
LEAST = 3
"""Parts in order."""
ENDS = "。；：！？ \u3000"


def run_together(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose an end of line before each part."""
    for line in lines_of(text):
        if line.end - line.start >= max(LONG, MOST * len(text.strip())):
            for at in sorted({*_named(text, line), *_parts(text, line)}):
                blank = len(text[line.start : at]) - len(text[line.start : at].rstrip(" \u3000\u00a0"))
                if at > line.start:
                    yield Edit(at - blank, text[at - blank : at], "\n")


def _named(text: str, line: Line) -> Sequence[int]:
    """Where chapters and articles begin: articles count on through all chapters."""
    found: list[int] = []
    last: dict[str, int] = {}
    for mark in NAMED.finditer(text, line.start, line.end):
        number = read_numeral(mark["n"])
        if number == last.get(mark["unit"], 0) + 1 or (number == 1 and mark["unit"] in "节節"):
            last[mark["unit"]] = number
            found.append(mark.start())
    return found if max(last.values(), default=0) >= LEAST else ()


def _parts(text: str, line: Line) -> Sequence[int]:
    """Where 一、, 二、 … begin, and （一） … within them."""
    heads: list[re.Match[str]] = []
    for mark in PART.finditer(text, line.start, line.end):
        if read_numeral(mark["n"]) == len(heads) + 1:
            heads.append(mark)
    if len(heads) < LEAST:
        return ()
    found = [head.start() for head in heads]
    for head, end in zip(heads, [*found[1:], line.end], strict=True):
        last = 0
        for mark in ITEM.finditer(text, head.end(), end):
            begins = text[mark.start() - 1] in ENDS or TITLE.fullmatch(text, head.end(), mark.start()) is not None
            if begins and read_numeral(mark["n"]) == last + 1:
                last += 1
                found.append(mark.start())
    return [*found, *_parted(text, line, found)]


def _parted(text: str, line: Line, found: Sequence[int]) -> Iterator[int]:
    """Where figures count within the parts, and where a blank parts titles from texts, and paragraphs."""
    starts = sorted(found)
    marks: list[int] = list(starts)
    for begin, end in zip(starts, [*starts[1:], line.end], strict=True):
        last = 0
        for mark in FIGURE.finditer(text, begin, end):
            if int(mark["n"]) == last + 1:
                last += 1
                marks.append(mark.start())
    yield from marks
    numbers = (kind.match(text, at) for at in marks for kind in (PART, ITEM, FIGURE))
    titles = (HEADED.match(text, number.end(), line.end) for number in numbers if number)
    yield from (title.end() for title in titles if title)
    yield from (paragraph.end() for paragraph in PARAGRAPH.finditer(text, line.start, line.end))
