"""Tables whose columns only blanks align become rows whose cells tabs part.

`指标    单位  2030年⏎增加值  亿元    8000` → `指标⇥单位⇥2030年⏎增加值⇥亿元⇥8000`
Lines are a table when a caption (表1) or its unit stands before them, or one column holds nothing but values below its head, and when all
have as many cells; where cells are empty, the blanks that stand one below the other in all lines part the columns.
Lines that are set in and a cell short belong to the group that the first column names above them; figures of 合计 stand below figures.
One blank is enough where the head begins with 序号, 指标 or their like, and all rows have as many words, one of them a value in each, or
count from one.
Leaves alone: letter-spaced words (`目    录`), lines to sign (`甲方：    乙方：`), lists of names, headings, running text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.characters import either_script
from generator.model import Edit
from generator.numbering import is_caption, starts_heading
from generator.reading.settings import Settings
from generator.repair.cells import NOTE, PART, UNIT, YEAR, Line, is_table_caption, is_value, lines_of
from generator.repair.lines import BOX

GAP = re.compile(r"[ \u00a0\u2000-\u200a]*(?:[ \u00a0\u2000-\u200a]{2}|\u3000)[ \u00a0\u2000-\u200a\u3000]*")
"""Two blanks or more, or a full-width one."""
ONE = re.compile("[ \u00a0]")
HEAD = re.compile(either_script("序号?|编号|指标(?:名称)?|项目(?:名称)?|名称|地区|城市|区县|年份|类别|领域"))
"""First words of the head of a table whose cells one blank parts."""
TOTAL = re.compile(either_script("[合总共小][ \u3000]*计"))
SPAN = re.compile(r"(?:19|20)\d\d\D*$|\d{4}[年—–-]")
"""A year, which is no figure that adds up."""
LEAST_CELLS = 3
LEAST_ROWS = 3
"""Rows without a caption, head included; two could be two lines of a letterhead."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words between two gaps."""

    start: int
    end: int
    """Offsets in the text."""
    left: int
    right: int
    """Columns of a screen; a character of Chinese takes two."""


def blank_columns(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose a tab for the blanks between two cells, one more for each empty cell."""
    run: list[Line] = []
    before = ""
    for line in lines_of(text):
        if _is_candidate(line.text, settings):
            run.append(line)
            continue
        yield from _table(text, run, before)
        run, before = [], line.text
    yield from _table(text, run, before)
    yield from _single(text, settings)


def _single(text: str, settings: Settings) -> Iterator[Edit]:
    """The same for rows whose cells one blank parts, under a head."""
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        run = _run(lines, at, settings)
        at += max(len(run), 1)
        for line in run:
            for gap in ONE.finditer(text, line.start, line.end):
                yield Edit(gap.start(), gap[0], "\t")


def _run(lines: Sequence[Line], at: int, settings: Settings) -> Sequence[Line]:
    """The rows from a line on that is the head of such a table; none where it is no head."""
    if not (width := _head(lines[at].text)):
        return ()
    end = at + 1
    while end < len(lines) and len(ONE.split(lines[end].text)) == width and _is_row(lines[end].text) and not _head(lines[end].text):
        end += 1
    rows = [ONE.split(line.text) for line in lines[at + 1 : end]]
    values = any(all(row[n][:1].isdigit() or is_value(row[n]) for row in rows) for n in range(1, width))
    counted = [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    return lines[at:end] if len(rows) >= LEAST_ROWS - 1 and (values or counted) else ()


def _head(line: str) -> int:
    """How many cells a line has that is the head of such a table; 0 for any other line."""
    cells = ONE.split(line)
    if len(cells) < LEAST_CELLS or not HEAD.fullmatch(cells[0]) or GAP.search(line):
        return 0
    return 0 if any(any(map(str.isdigit, cell)) and not YEAR.fullmatch(cell) for cell in cells) else len(cells)


def _is_row(line: str) -> bool:
    return "\t" not in line and not GAP.search(line) and not re.search("[。；，：]", line)


def _is_candidate(line: str, settings: Settings) -> bool:
    """True for a line that could be a row."""
    if "\t" in line or not GAP.search(line) or line.endswith(("。", "；", "：", ":")):
        return False
    if (
        is_caption(line)
        or is_table_caption(line)
        or UNIT.fullmatch(line)
        or BOX.match(line)
        or NOTE.match(line)
        or line.startswith(("![", "|", "[^"))
    ):
        return False
    words = [word for word in GAP.split(line) if word]
    if len(words) < 2 or all(len(word) == 1 for word in words) or any(word.endswith(("：", ":", "，")) for word in words):
        return False
    spaced = PART.match(line) is not None and all(len(word) == 1 for word in words[1:])
    numbered = len(words) == 2 and re.fullmatch(r"\D*[\d一二三四五六七八九十]+\D?", words[0]) is not None
    return not (starts_heading(line, settings.levels) and (spaced or numbered))


def _table(text: str, run: Sequence[Line], before: str) -> Iterator[Edit]:
    rows = _rows(text, run)
    captioned = is_table_caption(before) or is_caption(before) or UNIT.fullmatch(before) is not None
    if len(rows) < (2 if captioned else LEAST_ROWS):
        return
    cells = [[text[piece.start : piece.end] for piece in row] for row in rows]
    placed = _grouped(rows) or _totalled(cells)
    columns = placed or _columns(rows)
    if not captioned and not _has_values(cells, columns, placed=bool(placed)):
        return
    for row, places in zip(rows, columns, strict=True):
        if places[0]:
            yield Edit(row[0].start, "", "\t" * places[0])
        for (piece, place), (following, on) in pairwise(zip(row, places, strict=True)):
            yield Edit(piece.end, text[piece.end : following.start], "\t" * (on - place))
        if placed and places != [*range(len(row))] and (empty := max(map(max, placed)) - places[-1]):
            yield Edit(row[-1].end, "", "\t" * empty)


def _rows(text: str, run: Sequence[Line]) -> list[list[WordRun]]:
    """The words of each line; a letter-spaced word (指    标) is one where its row has more of them than all others."""
    rows = [_pieces(text, line) for line in run]
    widths = [len(row) for row in rows]
    width = max(set(widths), key=widths.count, default=0)
    if width < max(widths, default=0):
        for row in (row for row in rows if len(row) == width + 1):
            single = [a.end - a.start == b.end - b.start == 1 for a, b in pairwise(row)]
            if single.count(True) == 1:
                at = single.index(True)
                row[at : at + 2] = [WordRun(row[at].start, row[at + 1].end, row[at].left, row[at + 1].right)]
    return rows


def _pieces(text: str, line: Line) -> list[WordRun]:
    begin = text.rfind("\n", 0, line.start) + 1
    found: list[WordRun] = []
    at, left, start = begin, 0, line.start
    for end, following in [*((m.start(), m.end()) for m in GAP.finditer(text, line.start, line.end)), (line.end, line.end)]:
        left, at = left + _width(text[at:start]), start
        found.append(WordRun(start, end, left, left + _width(text[start:end])))
        start = following
    return found


def _width(text: str) -> int:
    return sum(1 if char < "\u1100" else 2 for char in text)


def _columns(rows: Sequence[Sequence[WordRun]]) -> list[list[int]]:
    """For each row the column of each of its cells: by their order when all rows have as many, else by the gaps that all have in common,
    else by their order all the same."""
    in_order = [list(range(len(row))) for row in rows]
    if len({len(row) for row in rows}) == 1:
        return in_order
    filled = {column for row in rows for piece in row for column in range(piece.left, piece.right)}
    edges = [column for column in sorted(filled) if column - 1 not in filled]
    placed = [[bisect_right(edges, piece.left) - 1 for piece in row] for row in rows]
    fits = all(len(set(row)) == len(row) for row in placed) and len(edges) == max(len(row) for row in rows)
    return placed if fits else in_order


def _grouped(rows: Sequence[Sequence[WordRun]]) -> list[list[int]]:
    """The columns of rows of which those that are a cell short are set in: the first cell stands for them, too. None where others are."""
    width, edge = max(map(len, rows)), min(row[0].left for row in rows)
    short = [row for row in rows if len(row) < width]
    if width < LEAST_CELLS or not short or any((row[0].left > edge + 1) != (len(row) == width - 1) or len(row) < width - 1 for row in rows):
        return []
    return [list(range(width - len(row), width)) for row in rows]


def _totalled(cells: Sequence[Sequence[str]]) -> list[list[int]]:
    """The columns of rows that all have as many cells, save such as begin with 合计: their figures stand below the figures; where there are
    more or fewer of these than columns of figures, in their order, which is told. None where a row is short otherwise."""
    width = len(cells[0])
    rows = [row for row in cells[1:] if not TOTAL.fullmatch(row[0])]
    if width < LEAST_CELLS or len(rows) < LEAST_ROWS - 1 or len(rows) == len(cells) - 1 or any(len(row) != width for row in rows):
        return []
    figures = [0, *(n for n in range(1, width) if all(is_value(row[n]) and not SPAN.search(row[n]) for row in rows))]
    return [figures if TOTAL.fullmatch(row[0]) and len(row) == len(figures) else list(range(len(row))) for row in cells]


def _has_values(cells: Sequence[Sequence[str]], columns: Sequence[Sequence[int]], *, placed: bool) -> bool:
    """True when rows are as long as each other, or placed, and a column holds nothing but values below its head, which is words."""
    held: dict[int, list[str]] = {}
    for row, places in zip(cells, columns, strict=True):
        for word, place in zip(row, places, strict=True):
            held.setdefault(place, []).append(word)
    steady = placed or len({len(row) for row in cells}) == 1 or len({places[-1] for places in columns}) == 1
    words = [word for word in cells[0] if not is_value(word) or YEAR.fullmatch(word)]
    return steady and len(words) == len(cells[0]) and any(len(column) > 2 and all(map(is_value, column[1:])) for column in held.values())
