"""Rows of a table that are one cell: the title of the rows below it, where tabs part the cells of the others.

`指标⇥单位⇥2030年⏎产业发展⏎粮食产量⇥万吨⇥14`: a short line between two rows of one width, the one after it with values, is a row.
Leaves alone: numbered lines, captions, units, sentences, and what stands above the head of another table.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.characters import HAN_NUMERALS, either_script, ends_sentence
from generator.numbering import CAPTION
from generator.repair.cells import UNIT, YEAR, is_value

LONGEST = 24
"""Characters of such a title."""
NUMBERED = re.compile(either_script(rf"第.{{1,4}}[编篇章节条]|[（(]?(?:[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})[、.．）)]|附|专栏|注"))


def group_rows(text: str) -> frozenset[int]:
    """Offsets of such lines."""
    if "\t" not in text:
        return frozenset()
    lines = [(found.start(), found[0]) for found in re.finditer(r"^.*$", text, re.M) if found[0].strip()]
    found: set[int] = set()
    for ((_, before), (at, line)), (_, (_, after)) in pairwise(pairwise(lines)):
        if before.count("\t") == after.count("\t") >= 2 and "\t" not in line and _is_title(line.strip()) and _has_values(after):
            found.add(at + len(line) - len(line.lstrip()))
    return frozenset(found)


def _is_title(words: str) -> bool:
    other = ends_sentence(words) or re.search("[，；：]", words) or NUMBERED.match(words) or CAPTION.match(words) or UNIT.fullmatch(words)
    return len(words) <= LONGEST and not other


def _has_values(row: str) -> bool:
    cells = (cell.strip() for cell in row.split("\t"))
    return any((is_value(cell) or cell[:1].isdigit()) and not YEAR.fullmatch(cell) for cell in cells)
