"""Numbers at the head of parts that recognition of print misread: strokes and signs that look like Chinese numerals, kana, letters.

`（-）指导思想 … （二）工作目标` → `（一）指导思想 …`;
`=、重点任务` between `一、` and `三、` → `二、`; `ニ、` (kana) → `二、`; `l、` before `2、` → `1、`;
`一 、` → `一、`; `第十—条` beside `第十条` → `第十一条`; `笫七条` → `第七条`; `1、1` before `1、2` → `1.1`.
What stands there is read as a number only where the one before or after it heads another line in the same dress.
Leaves alone: dashes before items (`- 一是`), the same signs elsewhere in a line, and numbers that no other vouches for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN, HAN_NUMERALS, MEASURES
from generator.model import Edit
from generator.numbering import read_numeral
from generator.reading.settings import Settings

NTH = re.compile(
    rf"笫(?=[ \u3000]*[{HAN_NUMERALS}千\d]{{1,5}}[ \u3000]*[编篇章节条款项届次])"
    rf"|^[ \u3000]*弟(?=[{HAN_NUMERALS}千]{{1,5}}[编篇章节条])",
    re.M,
)
"""第 read as another character, before the number and the word of a part."""
READ = dict(zip("-—–－─―ー=＝ニ≡Ξ三ハ+＋", "一一一一一一一二二二三三三八十十", strict=True)) | dict(zip("lI|O", "1110", strict=True))
"""Sign → the numeral that it was printed for."""
SIGNS = re.escape("".join(READ))
HEAD = re.compile(
    rf"^[ \u3000]*(?:(?P<open>[（(])[ ]?(?P<in>[{SIGNS}{HAN_NUMERALS}\d]{{1,3}})[ ]?[）)]"
    rf"|第(?P<nth>[{SIGNS}{HAN_NUMERALS}\d]{{1,4}})(?P<unit>[编篇章节条])"
    rf"|(?P<out>[{SIGNS}{HAN_NUMERALS}\d]{{1,3}})(?P<mark>[、.．]))(?=[^\s\d]|[ \u3000]+\S)",
    re.M,
)
"""A number at the head of a line, in brackets or before its mark."""


PARTED = re.compile(rf"^[ \u3000]*(?:[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})(?P<blank>[ ]+)[、.．](?=[{HAN}“《])", re.M)
"""A number that a blank parts from its mark."""


ROMAN = re.compile(r"^[ \u3000]*II{1,2}[、.．]", re.M)
"""A Roman number at the head of a line: the I above it is one, too."""
JOINED = re.compile(
    rf"^[ \u3000]*(?P<upper>\d{{1,2}})(?P<mark>、)(?P<own>\d{{1,2}})(?=[ \u3000]*[{HAN}“《])(?![{''.join(sorted(MEASURES))}])",
    re.M,
)
"""A decimal number whose point is a mark of enumeration: 1、1 项目名称."""


def misread_numbers(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the numeral for each of these signs, and nothing for a blank between a number and its mark."""
    yield from (Edit(found.start("blank"), found["blank"], "") for found in PARTED.finditer(text))
    yield from (Edit(found.end() - 1, found[0][-1], "第") for found in NTH.finditer(text))
    joined = list(JOINED.finditer(text))
    known = {(int(found["upper"]), int(found["own"])) for found in joined}
    for found in joined:
        upper, own = int(found["upper"]), int(found["own"])
        if (upper, own - 1) in known or (own == 1 and (upper, 2) in known):
            yield Edit(found.start("mark"), "、", ".")
    printed: set[tuple[str, bool, int]] = set()
    odd: list[tuple[re.Match[str], str]] = []
    roman = ROMAN.search(text) is not None
    for head in HEAD.finditer(text):
        if roman and head["out"] == "I":
            continue
        number = head["in"] or head["nth"] or head["out"]
        right = "".join(READ.get(char, char) for char in number)
        if right == number:
            printed.add((_dress(head), number.isdecimal(), _value(number)))
        elif _value(right):
            odd.append((head, right))
    for head, right in odd:
        value = _value(right)
        if any((_dress(head), right.isdecimal(), near) in printed for near in (value - 1, value + 1)):
            group = next(name for name in ("in", "nth", "out") if head[name])
            yield Edit(head.start(group), head[group], right)


def _dress(head: re.Match[str]) -> str:
    return "（）" if head["open"] else head["unit"] or head["mark"].replace("．", ".")


def _value(number: str) -> int:
    """What a numeral says; 0 where it is none, or one that mixes figures and Chinese numerals."""
    if not number.isdecimal() and re.search(r"\d", number):
        return 0
    try:
        return read_numeral(number)
    except ValueError:
        return 0
