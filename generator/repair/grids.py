"""Tables that came a cell a line: where they stand, which lines make a row, which a cell.

Where the first cell of a row is a serial number, the chain 1, 2, 3 … parts the rows: of all lines that could carry it the chain is taken
whose steps are most often of one length. Where no serial number stands, a period is looked for that gives every column cells of one kind
(words or values). Rows that are longer or shorter than the period are set by the kinds of the cells that the whole rows have.
What stays open is told: a table whose cells are doubtful, and one of which nothing but its lines is known.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.characters import either_script
from generator.repair.cells import (
    CONTINUED,
    HEADS,
    LONGEST_HEAD,
    SUB,
    TOTAL,
    UNIT,
    YEAR,
    Line,
    ends_table,
    is_prose,
    is_table_caption,
    is_value,
    serial,
)
from generator.repair.grid_cells import Cell, Grid, Setter, asks, is_title_of_rows, joined_head

WIDEST = 16
"""Columns; the widest table that a plan was seen to have has 12."""
FURTHEST, LONGEST_ROW = 24, 300
"""Lines from one serial number to the next, also of one within a row; of a row with all that are within it."""
HEAD_LINES = 20
"""Lines that the head of a table may take."""
STEADY = 0.4
"""Share of the rows that must be of one length; the worst table seen, with cells that span rows on every page, has half."""
SHORT, LONG = 0.15, 0.05
"""What each line counts by which a row is shorter or longer than the period: cells that span rows are one or two, lines of cells more."""
ANEW = 0.1
"""What a row counts that begins the numbers anew."""
AGREED = 0.5
"""What it counts when the head has as many lines as the period."""
SHORT_CELL = 8
"""Characters that cells of words have as a rule."""
FIRST = re.compile(either_script("指标(?:名称)?|项目(?:名称|类别)?|类[别型]|名称|地区|城市|区县|领域|年份|年度"))
"""Words that a head begins with."""
HEAD_WORD = re.compile(
    either_script(
        r"(?:序号|类[别型]|分类|领域|维度|(?:主要)?指标(?:名称|类[别型]|属性)?|名称|项目(?:名称|类[别型])?|(?:计量)?单位|属性|性质|备注|(?:责任|牵头|配合|承担)(?:单位|部门)"
        r"|(?:目标|现状|基期|规划|预期)值?|完成(?:情况|时限|时间)|年均(?:增长|增速).{0,6}|累计.{0,4}|(?:19|20)\d\d年?(?:目标|现状|实际|规划|预期)?值?"
        r"|(?:建设|主要)内容|建设(?:规模|地点|性质|年限|时限)|(?:总|计划|估算)?投资(?:额|估算)?|地区|城市|区县|规模|数量|面积|时限|工作(?:任务|内容)|(?:主要|重点)?任务|依据)"
        r"(?:[（(].{1,12}[）)])?"
    )
)
"""Words of the cells of a head."""
LEAST_WORDS = 3
"""Such lines, one below the other, from which on they are the head of a table that has no caption."""
NUMBERED = re.compile(r"[（(]?\d{1,2}[.．、）)]")
LEAST_OPEN = 4
"""Lines under a caption that are a table though nothing tells their order."""


def grids(lines: Sequence[Line], levels: Sequence[str]) -> Iterator[Grid]:
    """The tables of a text that came a cell a line."""
    at = tried = 0
    while at < len(lines):
        captioned = is_table_caption(lines[at].text) and not lines[at].text.endswith("。")
        if not captioned and not HEADS.fullmatch(lines[at].text) and (at < tried or not FIRST.fullmatch(lines[at].text)):
            at += 1
            continue
        begin = at + 1 if captioned else at
        while begin < len(lines) and UNIT.fullmatch(lines[begin].text):
            begin += 1
        begin = next((n for n in range(begin, min(begin + 4, len(lines))) if HEADS.fullmatch(lines[n].text)), begin)
        found = _by_serial(lines, begin, levels) or _by_period(lines, begin, levels, captioned)
        if found:
            grid, at = found
            yield grid
        else:
            tried = max(tried, _end_of_block(lines, begin, levels))  # what is no table from its first line on is none from a later one
            at += 1


# ---- serial numbers


def _by_serial(lines: Sequence[Line], begin: int, levels: Sequence[str]) -> tuple[Grid, int] | None:
    """The table that begins at a line and whose rows are numbered, and the number of the line after it."""
    first = _first_row(lines, begin, levels)
    if first is None:
        return None
    chain, width = _best_chain(lines, begin, first, levels)
    if len(chain) < 2:
        return _single(lines, begin, first, levels)
    begins = sorted({*chain, *(n for n in range(chain[0], chain[-1]) if SUB.fullmatch(lines[n].text))})
    steps = [_own_end(lines, a, b) - a for a, b in pairwise(begins)]
    if steps.count(width) < STEADY * len(steps) and first - begin != width:
        return None
    end = _end_of_last(lines, chain, width, levels)
    rows = [lines[a:b] for a, b in pairwise((*chain, end))]
    return Setter(lines[begin:first], _with_remarks(lines[begin:first], rows, width)).grid(rows), end


def _single(lines: Sequence[Line], begin: int, first: int, levels: Sequence[str]) -> tuple[Grid, int] | None:
    """A table of one row under its head, which ends where its cells do."""
    head = [line for line in lines[begin:first] if not is_title_of_rows(line.text) and len(line.text) <= LONGEST_HEAD]
    width = len(_hinted(head))
    end = _end_of_last(lines, [first], width, levels)
    stops = end == len(lines) or ends_table(lines[end].text, levels) or is_prose(lines[end].text) or TOTAL.match(lines[end - 1].text)
    if width < 2 or end < first + width or not stops or not HEADS.fullmatch(lines[begin].text):
        return None
    return Setter(lines[begin:first], width).grid([lines[first:end]]), end


def _with_remarks(head: Sequence[Line], rows: Sequence[Sequence[Line]], width: int) -> int:
    """How many columns there are: more than the rows have as a rule, when the head has more and some rows fill them (备注)."""
    own = [line for line in head if not is_title_of_rows(line.text) and len(line.text) <= LONGEST_HEAD]
    wide = len(joined_head(own, width)[0])
    natural = len(_hinted(own))
    if wide == width < natural <= width + 2 and sum(len(row) == natural for row in rows) >= 2:
        return natural
    return width


def _hinted(head: Sequence[Line]) -> list[Cell]:
    """The cells of a head, lines joined that ask for each other."""
    cells: list[Cell] = []
    for line in head:
        if cells and asks(cells[-1][-1].text, line.text):
            cells[-1] = (*cells[-1], line)
        else:
            cells.append((line,))
    return cells


def _first_row(lines: Sequence[Line], begin: int, levels: Sequence[str]) -> int | None:
    """The line with the first serial number, when what stands before it can be a head."""
    for at in range(begin, min(begin + HEAD_LINES, len(lines))):
        found = serial(lines[at].text)
        if found and found[1] == 1 and at - begin >= 2:
            return at
        text = lines[at].text
        if "\t" in text or text.endswith("。") or (not is_title_of_rows(text) and ends_table(text, levels)):
            return None
    return None


def _best_chain(lines: Sequence[Line], begin: int, first: int, levels: Sequence[str]) -> tuple[list[int], int]:
    """The numbers of the lines that begin rows, and how many lines a row has as a rule."""
    steps = _steps(lines, first, levels)
    best: tuple[float, int, list[int]] = (-1.0, 0, [])
    for width in range(2, WIDEST + 1):
        worth, chain = _chain(lines, first, steps, width, levels)
        worth += AGREED * (first - begin == width)
        if worth > best[0] + 1e-9:
            best = worth, width, chain
    return best[2], best[1]


def _steps(lines: Sequence[Line], first: int, levels: Sequence[str]) -> dict[int, list[int]]:
    """Line with a serial number → the lines further on that may carry the next one."""
    known = serial(lines[first].text)
    assert known, "the first row has a serial number"
    found: dict[int, list[int]] = {}
    waiting, seen = [first], {first}
    while waiting:
        at = waiting.pop()
        kind, value = serial(lines[at].text) or known
        found[at] = []
        near = at
        for on in range(at + 1, min(at + LONGEST_ROW, len(lines))):
            text = lines[on].text
            near = on if SUB.fullmatch(text) else near
            if on > near + FURTHEST:
                break
            if ends_table(text, levels) and not CONTINUED.fullmatch(text) and not is_title_of_rows(text):
                break
            number = serial(text)
            if on - at < 2 or not number or number[0] != kind or TOTAL.match(lines[on - 1].text):
                continue
            if number[1] == value + 1 or (number[1] == 1 and _begins_anew(lines, on)):
                found[at].append(on)
                if on not in seen:
                    seen.add(on)
                    waiting.append(on)
    return found


def _own_end(lines: Sequence[Line], at: int, on: int) -> int:
    """The line where the row that begins at a line ends: before the next one, its parts or a total."""
    return next((n for n in range(at + 1, on) if SUB.fullmatch(lines[n].text) or TOTAL.match(lines[n].text)), on)


def _begins_anew(lines: Sequence[Line], at: int) -> bool:
    """True for a 1 that can begin the rows under another title: words stand before and after it."""
    beside = [lines[n].text for n in (at - 1, at + 1) if n < len(lines)]
    return len(beside) == 2 and not any(is_value(text) or serial(text) for text in beside)


def _chain(lines: Sequence[Line], first: int, steps: dict[int, list[int]], width: int, levels: Sequence[str]) -> tuple[float, list[int]]:
    """The best chain of serial numbers for a period, and what it is worth."""
    worth: dict[int, float] = {first: 0.0}
    before: dict[int, int] = {}
    for at in sorted(steps):
        if at not in worth:
            continue
        value = (serial(lines[at].text) or ("", 0))[1]
        for on in steps[at]:
            step = _own_end(lines, at, on) - at
            gain = _gain(step, width)
            if (serial(lines[on].text) or ("", 0))[1] != value + 1:
                if step < width:
                    continue
                gain = ANEW
            if worth[at] + gain > worth.get(on, -math.inf):
                worth[on], before[on] = worth[at] + gain, at
    ends = {n: worth[n] + _gain(_room(lines, n, width, levels), width) for n in worth}
    last = max(ends, key=lambda n: (ends[n], -n))
    chain = [last]
    while chain[-1] in before:
        chain.append(before[chain[-1]])
    return ends[last], chain[::-1]


def _gain(step: int, width: int) -> float:
    """What a row of so many lines counts for a period."""
    return 1.0 if step == width else 0.4 - (SHORT if step < width else LONG) * min(abs(step - width), 6)


def _room(lines: Sequence[Line], at: int, width: int, levels: Sequence[str]) -> int:
    """How many lines a last row can have, up to the period."""
    end = at + 1
    while end < min(at + width, len(lines)) and not ends_table(lines[end].text, levels) and not TOTAL.match(lines[end].text):
        end += 1
    return end - at


def _end_of_last(lines: Sequence[Line], chain: Sequence[int], width: int, levels: Sequence[str]) -> int:
    """The line after the last row, and after the totals under it."""
    at = chain[-1] + 1
    while at < len(lines) and at < chain[-1] + width and not ends_table(lines[at].text, levels):
        at += 1
    at = _with_rest(lines, at, chain, width, levels) if at == chain[-1] + width else at
    while at < len(lines) and TOTAL.match(lines[at].text) and len(lines[at].text) <= LONGEST_HEAD:
        at += 1
        while at < len(lines) and is_value(lines[at].text):
            at += 1
    return at


def _with_rest(lines: Sequence[Line], at: int, chain: Sequence[int], width: int, levels: Sequence[str]) -> int:
    """The end of a last row that is longer than the others: values follow, or words that other rows have, too."""
    known = {lines[n].text for n in range(chain[0], at)}
    end = at
    for on in range(at, min(at + width, len(lines))):
        text = lines[on].text
        if ends_table(text, levels) or is_prose(text) or TOTAL.match(text):
            break
        if (text in known or (is_value(text) and not YEAR.fullmatch(text))) and serial(text) != ("arabic", 1):
            end = on + 1
    return end


# ---- periods


def _by_period(lines: Sequence[Line], begin: int, levels: Sequence[str], captioned: bool) -> tuple[Grid, int] | None:
    """The table under a caption whose rows nothing numbers, and the number of the line after it."""
    end = _end_of_block(lines, begin, levels)
    block = lines[begin:end]
    short = statistics.median(len(line.text) for line in block) <= SHORT_CELL if block else False
    if len(block) < LEAST_OPEN or (sum(is_value(line.text) for line in block) < 2 and not short):
        return None
    found = [(width, head) for width in range(2, min(WIDEST, len(block) // 2) + 1) if (head := _head_of(block, width))]
    if len(found) == 1 or (found and found[0][1] == found[0][0] and all(width % found[0][0] == 0 for width, _ in found)):
        width, size = found[0]
        columns, sure = joined_head(block[:size], width)
        body: list[list[Cell]] = [[(line,) for line in block[at : at + width]] for at in range(size, len(block), width)]
        return Grid([columns, *body], doubtful=set() if sure else {0}), end
    words = next((n for n, line in enumerate(block) if not HEAD_WORD.fullmatch(line.text)), len(block))
    if words >= LEAST_WORDS and (grid := _by_head(block, words)):
        return grid, end
    if words >= LEAST_WORDS and (grid := _by_groups(block, words)):
        return grid, end
    table = captioned or (words >= LEAST_WORDS and len(block) >= 2 * words)
    return (Grid([[(line,)] for line in block], open=True), end) if table else None


def _by_head(block: Sequence[Line], width: int) -> Grid | None:
    """The table under a head whose words are known, where its rows fill it: some column has values, or words that return. Rows that have
    words there are doubtful."""
    body = block[width:]
    rows = [body[at : at + width] for at in range(0, len(body), width)]
    if len(rows) < 2 or len(body) % width:
        return None
    values = [sum(is_value(row[n].text) for row in rows) for n in range(width)]
    returning = [len({row[n].text for row in rows}) <= len(rows) / 2 for n in range(width)]
    usual = [n for n, count in enumerate(values) if 2 * count >= len(rows)]
    if values[0] or not (usual or any(returning[1:])):
        return None
    doubtful = {at for at, row in enumerate(rows, 1) if not all(is_value(row[n].text) for n in usual)}
    return Grid([[(line,) for line in row] for row in (block[:width], *rows)], doubtful=doubtful)


def _by_groups(block: Sequence[Line], width: int) -> Grid | None:
    """The table under a head whose words are known, whose rows have the same kinds of cells behind the first one, which stands for several
    of them and is printed once."""
    kinds = [is_value(line.text) for line in block]
    usual = kinds[width + 1 : 2 * width]
    rows: list[list[Cell]] = []
    at = width
    while at < len(block):
        grouped = kinds[at : at + width] == [False, *usual]
        if not grouped and kinds[at : at + width - 1] != usual:
            return None
        cells = block[at : at + width - 1 + grouped]
        rows.append([*([] if grouped else [()]), *((line,) for line in cells)])
        at += len(cells)
    return Grid([[(line,) for line in block[:width]], *rows]) if any(usual) and len(rows) > 2 else None


def _end_of_block(lines: Sequence[Line], begin: int, levels: Sequence[str]) -> int:
    """The number of the line where the lines of a table end."""
    end = begin
    while end < len(lines) and _goes_on(lines, end, levels):
        end += 1
    return end


def _goes_on(lines: Sequence[Line], at: int, levels: Sequence[str]) -> bool:
    """True for a line of a table; a numbered one is a cell's when values follow."""
    text = lines[at].text
    if not ends_table(text, levels):
        return not is_prose(text)
    if not NUMBERED.match(text):
        return False
    following = [line.text for line in lines[at + 1 : at + 4]]
    values = [n for n, line in enumerate(following) if is_value(line)]
    return bool(values) and not any(ends_table(line, levels) and not NUMBERED.match(line) for line in following[: values[0]])


def _head_of(block: Sequence[Line], width: int) -> int:
    """How many lines the head has when rows have so many cells; 0 when the columns are not each of one kind."""
    for size in range(width, min(2 * width, len(block) - width) + 1):
        body = block[size:]
        if len(body) % width or any(is_value(line.text) and not YEAR.fullmatch(line.text) for line in block[:size]):
            continue
        if size > width and not _joins(block[:size], width):
            continue
        rows = [[is_value(line.text) for line in body[at : at + width]] for at in range(0, len(body), width)]
        if len(rows) == 1 and not all(rows[0][1:]):
            continue
        if all(row == rows[0] for row in rows) and not rows[0][0] and any(rows[0]):
            return size
    return 0


def _joins(head: Sequence[Line], width: int) -> bool:
    """True when a head of more lines than columns has cells of two lines that ask for each other, or two in its corner."""
    return joined_head(head, width)[1] or len(head) == width + 1
