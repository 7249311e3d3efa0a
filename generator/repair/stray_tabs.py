"""A tab that parts no cells is a blank.

`一、⇥发展基础` → `一、发展基础`; `数字经济⇥规模不断扩大。` alone → `数字经济规模不断扩大。`; between Latin words or digits a blank stays.
A line with tabs is a row when another stands before or after it, when a caption or unit of a table stands before it, or when it has three
cells. Where nearly all lines begin with a tab it is the margin of the page, and goes.
Leaves alone: rows, also of empty cells at the edges, and the tabs that only indent a line (`indents`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import CJK, HAN_NUMERALS
from generator.model import Edit
from generator.numbering import is_caption
from generator.reading.settings import Settings
from generator.repair.cells import UNIT, is_table_caption
from generator.repair.group_rows import group_rows

LINE = re.compile(r"^[^\n]*\S[^\n]*", re.M)
TABS = re.compile(r"(?<=\S)[ \u00a0\u3000]*\t[ \t\u00a0\u3000]*(?=\S)")
NUMBER = (
    rf"(?:第[ ]?[\d{HAN_NUMERALS}]{{1,4}}[ ]?[编篇章节条]|[{HAN_NUMERALS}]{{1,3}}、|[（(][{HAN_NUMERALS}\d]{{1,3}}[）)]"
    r"|\d{1,2}[.．、]|\d{1,2}(?:\.\d{1,2}){1,3}[.．、]?|[a-zA-Z][）)]|[图圖表][ ]?\d{1,2}(?:[-－.]\d{1,2})?)"
)
MANY = 2
"""Tabs of a line that stands alone which are cells'."""
NEAR = 400
"""Characters behind a line in which the next one is looked for."""
MARGIN = re.compile(r"^\t+(?=\S)", re.M)
LEAST_LINES, NEARLY_ALL = 8, 0.9
"""Lines of a text with a margin, and the share of them that begin with it."""
MARK = re.compile(rf"{NUMBER}[ \u3000]*\t+[^\t]+")
"""A heading or caption whose number a tab parts from its title."""


def stray_tabs(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose a blank, or nothing beside Chinese, for the tabs of each line that is no row."""
    yield from _margin(text)
    run: list[re.Match[str]] = []
    before, titles = "", group_rows(text)
    for line in LINE.finditer(text):
        if MARK.fullmatch(line[0].strip()):
            yield from _untabbed(text, line)
            yield from _alone(text, run, before)
            run, before = [], ""
        elif "\t" in line[0] and (_parts(line[0]) or (run and _as_many(line[0], run[-1][0])) or _opens(text, line)):
            run.append(line)
        elif line.start() in titles:
            continue  # of the rows below it, which go on with those above
        else:
            yield from _alone(text, run, before)
            run, before = [], line[0].strip()
    yield from _alone(text, run, before)


def _margin(text: str) -> Iterator[Edit]:
    """The tabs at the head of lines, where nearly all lines have them."""
    margins = list(MARGIN.finditer(text))
    lines = sum(bool(line.strip()) for line in text.split("\n")) if margins else 0
    if lines >= LEAST_LINES and len(margins) >= NEARLY_ALL * lines:
        yield from (Edit(found.start(), found[0], "") for found in margins)


def _parts(line: str) -> bool:
    return TABS.search(line) is not None


def _as_many(line: str, row: str) -> bool:
    """True for a line with tabs at its edges only that has as many as the row beside it: cells of it are empty."""
    return line.count("\t") == row.count("\t") and not line.rstrip().endswith(("。", "："))


def _opens(text: str, line: re.Match[str]) -> bool:
    """True for such a line before a row."""
    following = next((row for row in text[line.end() : line.end() + NEAR].split("\n") if row.strip()), "")
    return _parts(following) and not MARK.fullmatch(following.strip()) and _as_many(line[0], following)


def _alone(text: str, run: Sequence[re.Match[str]], before: str) -> Iterator[Edit]:
    """The tabs of a line with tabs that nothing shows to be a row."""
    if len(run) != 1 or is_caption(before) or is_table_caption(before) or UNIT.fullmatch(before):
        return
    if len(TABS.findall(run[0][0])) < MANY or run[0][0].rstrip().endswith("。"):
        yield from _untabbed(text, run[0])


def _untabbed(text: str, line: re.Match[str]) -> Iterator[Edit]:
    for found in TABS.finditer(text, *line.span()):
        chinese = re.match(f"[{CJK}]", text[found.start() - 1]) or re.match(f"[{CJK}]", text[found.end()])
        yield Edit(found.start(), found[0], "" if chinese else " ")
