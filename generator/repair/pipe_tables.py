r"""Tables drawn with strokes become rows whose cells tabs part.

`| 序号 | 指标 |⏎|---|:--:|⏎| 1 | 增加值 |` → `序号⇥指标⏎1⇥增加值`; `│指标│2030年│` → `指标⇥2030年`; `\|` in a cell → `|`.
A table of Markdown is known by its second line (GFM 4.10), one without it by two lines or more that begin and end with a stroke and
mostly have as many cells, or by three without strokes at their ends that have as many and a column of values. Lines that are only drawn
(`+----+`, `├──┼──┤`) go.
So do the commas of a sheet's lines: `1,增加值,120` → `1⇥增加值⇥120`.
Within a quotation (`> | … |`) its marks go, too.
Leaves alone: strokes in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.cells import is_value

LINE = re.compile(r"[^\n]+")
QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?=[^\n])", re.M)
"""The marks of a quotation, in which boxes are often set."""
STROKES = "|│┃￨"
DRAWN = re.compile(r"[ \t]*[-—–=_+:|│┃─━┄┈├┤┼┌┐└┘┬┴┏┓┗┛┣┫┳┻╋╂═║╔╗╚╝╠╣╦╩╬ \t]{3,}")
DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
BORDER = re.compile(rf"(?<!\\)[{STROKES}]")
LEAST_COMMAS, LEAST_ROWS = 2, 3
USUAL = 0.6
"""Share of the rows within strokes that have as many cells as the head; those of others are told."""
BREAK = re.compile(r"<br[ ]*/?>", re.I)


def pipe_tables(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose tabs for the strokes between cells, and the removal of those around and between rows."""
    quotes = {found.end(): found for found in QUOTE.finditer(text)}
    lines = [_behind(text, found, quotes) for found in LINE.finditer(text)]
    for held, group in groupby(range(len(lines)), lambda n: _may_be_row(lines[n][0])):
        block = [lines[n] for n in group]
        if not held:
            yield from _by_commas(block)
        if held and _is_table(block):
            for line in block:
                if quote := quotes.get(line.start()):
                    yield Edit(quote.start(), quote[0], "")
                yield from _row(text, line)


def _behind(text: str, line: re.Match[str], quotes: Mapping[int, re.Match[str]]) -> re.Match[str]:
    """A line without the marks of a quotation before it."""
    quote = QUOTE.match(text, line.start())
    return (LINE.match(text, quote.end()) if quote and quote.end() in quotes else None) or line


def _by_commas(lines: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """Tabs for the commas of lines that a sheet was written to (RFC 4180): as many in each of three lines or more, no blank behind them."""
    for _, group in groupby(lines, lambda line: _commas(line[0])):
        block = list(group)
        count = _commas(block[0][0])
        valued = sum(re.search(r"(?:^|,)\"?[\d.]+%?\"?(?=,|$)", line[0].strip()) is not None for line in block)
        if count >= LEAST_COMMAS and len(block) >= LEAST_ROWS and 2 * valued >= len(block):
            for line in block:
                yield from _fields(line)


def _fields(line: re.Match[str]) -> Iterator[Edit]:
    """Tabs for the commas between the fields of a line; quotation marks around a field go, doubled ones are one."""
    quoted = False
    for found in re.finditer(r'""|"|,', line[0]):
        after = found[0]
        if found[0] == '"':
            quoted, after = not quoted, ""
        elif found[0] == '""':
            after = '"' if quoted else ""
        elif not quoted:
            after = "\t"
        if after != found[0]:
            yield Edit(line.start() + found.start(), found[0], after, "以逗号分隔的表格")


def _commas(line: str) -> int:
    """How many fields of a sheet's line end in commas; 0 for other lines."""
    words = line.strip()
    if words.count(",") < LEAST_COMMAS:
        return 0
    if "\t" in words or re.search("[，。；：]", re.sub(r'"[^"]*"', "", words)) or re.search(r",\s", re.sub(r'"[^"]*"', "", words)):
        return 0
    return len(re.sub(r'"[^"]*"', "", words).split(",")) - 1


def _may_be_row(line: str) -> bool:
    return BORDER.search(line) is not None or DRAWN.fullmatch(line) is not None


def _is_table(block: Sequence[re.Match[str]]) -> bool:
    """True for lines that are the rows of a table."""
    rows = [line[0] for line in block if not DRAWN.fullmatch(line[0])]
    if not rows:
        return False
    if len(block) > 1 and DELIMITER.fullmatch(block[1][0]) and "|" in block[1][0] + block[0][0] and "-" in block[1][0]:
        return True
    if _is_open_table(rows):
        return True
    framed = all(row.strip()[0] in STROKES and row.strip()[-1] in STROKES for row in rows)
    counts = [len(BORDER.findall(row)) for row in rows]
    as_many = counts.count(counts[0]) >= (len(rows) if len(rows) < LEAST_ROWS else USUAL * len(rows))
    return framed and len(block) > 1 and as_many and counts[0] > 2


def _is_open_table(rows: Sequence[str]) -> bool:
    """True for rows without strokes at their ends: as many cells in each, no sentence, and a column that holds values below its head."""
    cells = [[cell.strip() for cell in BORDER.split(row)] for row in rows]
    if len(rows) < LEAST_ROWS or len(cells[0]) < LEAST_ROWS or any(len(row) != len(cells[0]) or not row[0] for row in cells):
        return False
    if any(re.search("[。；]", row) for row in rows) or is_value(cells[0][0]):
        return False
    return any(all(is_value(row[n]) for row in cells[1:]) for n in range(len(cells[0])))


def _row(text: str, line: re.Match[str]) -> Iterator[Edit]:
    if DRAWN.fullmatch(line[0]) and not re.search(r"\w", line[0]):
        end = line.end() + (text[line.end() : line.end() + 1] == "\n")
        yield Edit(line.start(), text[line.start() : end], "", "表格线")
        return
    borders = [found.start() for found in BORDER.finditer(line[0])]
    words = line[0].strip()
    first = len(line[0]) - len(line[0].lstrip())
    last = first + len(words) - 1
    for at in borders:
        begin, end = at, at + 1
        while begin > 0 and line[0][begin - 1] in " \t":
            begin -= 1
        while end < len(line[0]) and line[0][end] in " \t":
            end += 1
        if begin > 0 and begin - 1 in borders:  # an empty cell: its blanks went with the stroke before it
            begin = at
        yield Edit(line.start() + begin, line[0][begin:end], "" if at in (first, last) else "\t")
    for found in re.finditer(rf"\\(?=[{STROKES}])", line[0]):
        yield Edit(line.start() + found.start(), "\\", "")
    for found in BREAK.finditer(line[0]):
        yield Edit(line.start() + found.start(), found[0], "\u3000")
