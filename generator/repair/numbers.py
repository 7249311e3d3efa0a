"""Numbers with blanks or letters in them, as text layers and recognition of print leave them.

`1 2 . 5 %` → `12.5%`; `5 000 亿元` → `5000亿元`; `PM 2.5` → `PM2.5`; `l2.5%` → `12.5%`; `5OOO亿元` → `5000亿元`.
A number is made whole where nothing else can be meant: figures set one by one, groups of three before a unit, a point with a blank
beside it before a unit, the letters O, o and l among figures before a unit or a percent sign.
Leaves alone: `O2O`, `2025 300`, and as doubts of `broken` what may be something else: two figures with a blank between them (`3 2微克`),
figures set one by one before no unit (`3 5 8` may be three cells), a letter I or a single figure beside a letter (`I2级`, `2O平台`),
groups behind what is numbered (`表1 500亿元`);
the number of a heading or an item (`1. 2025年`), and all that stands in a table's row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import MEASURES
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.cells import lines_of
from generator.repair.listed_lines import has_empty_cell

BLANK = r"[ \u00a0]"
UNIT = "[" + re.escape("".join(sorted(MEASURES))) + "微毫纳兆立平]"
"""What makes the number before it an amount: a measure word, a unit or the begin of one."""
NUMBERED = "图表栏件录"
"""What the number behind it names, as in 图1, 表1, 专栏3, 附件2, 附录1."""
ONE_BY_ONE = re.compile(
    rf"(?<![0-9A-Za-z.,])[0-9](?:{BLANK}(?:[0-9]|[.,](?={BLANK}?[0-9]))){{2,}}+"
    rf"(?P<amount>(?![0-9.,]|{BLANK}[0-9A-Za-z])(?={BLANK}?(?:{UNIT}|[%％‰])))?"
)
"""Figures set apart, one by one, with their point: an amount before a unit. All of them are taken, for a part of them can be none."""
GROUPED = rf"[1-9][0-9]{{0,2}}(?:{BLANK}[0-9]{{3}})+(?:\.[0-9]+)?(?={BLANK}?{UNIT})"
GROUPS = re.compile(rf"(?<![0-9A-Za-z.,{NUMBERED}])(?<![0-9{NUMBERED}]{BLANK}){GROUPED}")
"""Figures in groups of three (GB/T 15835—2011, 5.1.2) before a unit; not where they name a table and begin an amount (表1 500亿元)."""
POINT = re.compile(rf"(?<=[\w%％])(?<![0-9.,])[0-9]{{1,6}}(?:{BLANK}\.{BLANK}?|\.{BLANK})[0-9]{{1,4}}(?={BLANK}?{UNIT})")
"""A point with a blank beside it, in a sentence (an item's number heads a line or follows a mark), before a unit."""
SIGN = re.compile(rf"(?<=[0-9]){BLANK}+(?=[%‰℃])")
NAMES = re.compile(
    rf"(?<![A-Za-z])PM{BLANK}(?=2\.{BLANK}?5(?![0-9])|10(?![0-9.]))|(?<=PM2\.){BLANK}(?=5(?![0-9]))|(?<=(?<![0-9A-Za-z.])[2-6]){BLANK}(?=G(?![A-Za-z0-9]))"
)
"""Blanks within names: particles in the air, generations of mobile networks."""
LETTERED = re.compile(rf"(?<![0-9A-Za-z.,])(?=[OoIl.,]*[0-9])(?=[0-9.,]*[OoIl])[0-9OoIl]+(?:[.,][0-9OoIl]+)*(?={BLANK}?(?:{UNIT}|[%％‰]))")
"""Figures with letters among them that look like figures, before a unit."""
NUMBER = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
SHORTEST_LETTERED = 3
"""Characters from which figures with letters are read as a number; shorter ones may be a name (2O平台, I2级) where no
percent sign follows: doubts of `broken`."""
FIGURES = str.maketrans("OoIl", "0011")
ROW = re.compile(r"^.*[\t|].*$", re.M)


def numbers(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose each number whole."""
    if not (proposed := [*_proposed(text)]):
        return
    done = {i for row in ROW.finditer(text) for i in range(*row.span())}
    done |= {i for line in lines_of(text) if has_empty_cell(line.text) for i in range(line.start, line.end)}
    for edit in proposed:
        if done.isdisjoint(range(edit.start, edit.end)):
            done.update(range(edit.start, edit.end))
            yield edit


def _proposed(text: str) -> Iterator[Edit]:
    """What looks like a number that is to be written otherwise, one kind after the other."""
    for pattern in (ONE_BY_ONE, GROUPS, POINT, SIGN, NAMES, LETTERED):
        for found in pattern.finditer(text):
            if pattern is ONE_BY_ONE and found["amount"] is None:
                continue
            after = re.sub(BLANK, "", found[0])
            if pattern is LETTERED:
                short = len(after) < SHORTEST_LETTERED and text[found.end() : found.end() + 1] not in tuple("%％‰")
                after = "" if "I" in after or short else lettered(after)
                if not after:
                    continue
            yield Edit(found.start(), found[0], after)


def lettered(found: str) -> str:
    """The number that figures with letters among them are; nothing where that is none."""
    number = found.translate(FIGURES)
    return number if NUMBER.fullmatch(number) else ""
