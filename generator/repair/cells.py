"""What the rules that find tables know of a line: whether it can be a cell, what kind of cell, and what ends a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.characters import HAN_NUMERALS, either_script
from generator.numbering import read_numeral, starts_heading
from generator.repair.lines import BOX

BLANKS = " \t\u00a0\u2000-\u200a\u3000"
LINE = re.compile(rf"^[{BLANKS}]*(?P<words>[^{BLANKS}\n](?:[^\n]*[^{BLANKS}\n])?)", re.M)
NUMERAL = rf"(?:\d+(?:[-.．—－]\d+)*|[{HAN_NUMERALS}]+)"
TABLE_CAPTION = re.compile(either_script(rf"(?:附?表[ \u3000]?{NUMERAL}|续表|附表)(?![\d个中明示达现决])"))
"""What a table's caption begins with: `表1`, `表 2-1`, `附表3`, `续表`."""
CONTINUED = re.compile(either_script(rf"(?:[（(]?续[ \u3000]*表[ \u3000]*{NUMERAL}?[）)]?|表[ \u3000]?{NUMERAL}[ \u3000]*[（(]续[）)].*)"))
"""The caption again on a table's next page."""
HEADS = re.compile(either_script(r"序[ \u3000]*号|编[ \u3000]*号"))
"""The head of a column of serial numbers."""
UNIT = re.compile(either_script(r"[（(]?(?:计量)?单[ \u3000]*位[：:].{1,20}"))
NOTE = re.compile(either_script(r"(?:注|备[ \u3000]*注|说[ \u3000]*明|附注|资料来源|数据来源|来源)[ \u3000]*\d{0,2}[：:]"))
"""What stands under a table."""
PART = re.compile(
    either_script(rf"第[ ]?(?:\d+|[{HAN_NUMERALS}]+)[ ]?[编篇章节条款]|[{HAN_NUMERALS}]+、|[（(][{HAN_NUMERALS}]+[）)]|附[件录錄表]|#")
)
"""How parts of any plan begin, whatever its levels are."""
DRESSED = re.compile(r"[-—–－·]+[ ]*\d{1,4}[ ]*[-—–－·]+|第[ ]*\d{1,4}[ ]*页(?:[ ，,/]*共[ ]*\d+[ ]*页)?")
"""The number of a page between two pages of a table."""
TOTAL = re.compile(either_script(r"(?:合|小|总|共)[ \u3000]*计|总[ \u3000]*数|平[ \u3000]*均"))
GROUP = re.compile(rf"[{HAN_NUMERALS}]+、.*|[（(][{HAN_NUMERALS}]+[）)].*|.*[：:]")
"""The title of some rows."""
SERIAL = re.compile(rf"(?P<arabic>\d{{1,4}})[.．、]?|(?P<han>[{HAN_NUMERALS}]{{1,3}})")
SUB = re.compile(r"[（(]\d{1,2}[）)]")
"""The number of a row that is part of another."""
YEAR = re.compile(r"(?:19|20)\d\d(?:年.{0,8}|[-—–~～－至](?:19|20)?\d\d年?)?|1[0-3]\d年度?")
OPEN_VALUE = re.compile(r"[-—–－―/／…*＊√×○●☆★]+")
LONGEST_HEAD = 24
"""Characters of a cell of the head; the longest of the plans' tables has 17."""
LONGEST_CELL = 40
"""Characters of a cell that does not stand between the serial numbers of rows; the longest name of an indicator has some 30."""
DIGITS = 0.5
"""Share of digits and signs from which a cell is a value."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty."""

    text: str
    start: int
    end: int
    """Offsets of its words, without the blanks around them."""


REMEMBERED = 1 << 15
"""Lines whose judgement is remembered: rows are tried at many widths, and their lines asked each time."""


@lru_cache(maxsize=1)
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not empty; kept, for many rules change nothing and the next one asks again."""
    return tuple(Line(found["words"], *found.span("words")) for found in LINE.finditer(text))


@lru_cache(maxsize=REMEMBERED)
def is_value(cell: str) -> bool:
    """True for a figure, a range, a date, or the stroke of an empty cell."""
    if OPEN_VALUE.fullmatch(cell):
        return True
    bare = re.sub(r"\s", "", cell)
    signs = len(re.findall(r"[\d.,，%％‰~～≥≤<>＜＞±+\-—–－/〜]", bare))
    return any(char.isdigit() for char in bare) and signs >= DIGITS * len(bare)


def kind_of(cell: str) -> str:
    """`n` for a value, `l` for a cell of clauses, else `t`."""
    if is_value(cell):
        return "n"
    return "l" if len(cell) > LONGEST_HEAD or re.search("[。；，]", cell) else "t"


def is_table_caption(line: str) -> bool:
    """True for the caption of a table."""
    return TABLE_CAPTION.match(line) is not None and len(line) <= 60 and not re.search("[。；]|如下|所示|见表", line)


def ends_table(line: str, levels: Sequence[str]) -> bool:
    """True for what stands in no table: a caption, a note, a heading, a box, markup, a row that is set already."""
    return _ends_table(line, tuple(levels))


@lru_cache(maxsize=REMEMBERED)
def _ends_table(line: str, levels: tuple[str, ...]) -> bool:
    if "\t" in line or is_table_caption(line) or NOTE.match(line) or UNIT.fullmatch(line) or BOX.match(line):
        return True
    return (
        line.startswith(("![", "|", "[^"))
        or re.match(r"[图圖][ ]?\d", line) is not None
        or PART.match(line) is not None
        or _numbered(line, levels)
    )


def _numbered(line: str, levels: Sequence[str]) -> bool:
    """True for a heading of the plan's levels, which a serial number alone and a decimal are not."""
    return not SERIAL.fullmatch(line) and not SUB.fullmatch(line) and not is_value(line) and starts_heading(line, levels)


def is_prose(line: str) -> bool:
    """True for a line of running text: it ends a sentence, or is longer than cells are."""
    return len(line) > LONGEST_CELL or line.endswith(("。", "！", "？", "："))


def serial(line: str) -> tuple[str, int] | None:
    """The kind and value of a serial number that stands alone."""
    found = SERIAL.fullmatch(line)
    if not found:
        return None
    kind = "arabic" if found["arabic"] else "han"
    return kind, read_numeral(found[kind])
