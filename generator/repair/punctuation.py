"""Half-width punctuation in a Chinese sentence becomes full-width.

`整治,持续推进` → `整治，持续推进`; `(见表五):经济` → `（见表五）：经济`; `“两个大局”,直面` → `“两个大局”，直面`.
A pair of brackets becomes full-width when Chinese stands in it or beside it, nested ones too, and the one half-width bracket of a pair.
Leaves alone: figures (`4.6%`, `2.0版`, `1,000`, `8:30`), Latin phrases (`Contract: …`), full stops, single brackets (`1)`),
addresses of the web and of pictures, and formulas of TeX that were left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import CJK, WEB_ADDRESS
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.formulas import left_formulas

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
MARK = re.compile(r"[,;:?!]")
PICTURE = r"!\[[^\[\]\n]{0,200}\]\((?:[^()\n]|\([^()\n]*\))*\)"
NOTE = r"^\[\^[^\]\n]{1,40}\]:"
REFERENCE = r"&#?\w{0,32};|\(cid:[0-9]+\)"
ADDRESS = re.compile(f"{WEB_ADDRESS.pattern}|{PICTURE}|{NOTE}|{REFERENCE}", re.M)
"""Addresses of the web and of pictures, the mark of a note, and what looks like a reference of HTML or to a glyph of a PDF."""
CHINESE = re.compile(f"[{CJK}]")
AHEAD = "、，；：（《〈“‘"
"""What no question mark stands behind."""
ASKING = re.compile("[吗呢么吧啊嘛谁何哪什怎几否孰]|多少|多久|为啥|是不是|能不能|要不要|有没有|难道|岂")
SENTENCE = re.compile(r"[。！？!?\n]")
REACH = 200
"""How far into a bracket, in characters, Chinese is looked for."""
BRACKET = re.compile(r"[()（）]")
NAMES = re.compile(rf"(?<=[{CJK}])[A-Za-z][A-Za-z0-9]+(?:,[A-Za-z][A-Za-z0-9]+)+(?=[{CJK}])")
"""Latin names in a Chinese sentence; a Latin phrase has a blank after its comma."""
YEAR = re.compile(r"(?:19|20)\d\d年")
"""What follows a comma that is no thousands mark."""


def punctuation(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the full-width form of each mark that stands in Chinese."""
    web = {i for found in ADDRESS.finditer(text) for i in range(*found.span())}
    web.update(i for span in left_formulas(text) for i in range(*span))
    names = {i for found in NAMES.finditer(text) for i in range(*found.span())}
    for found in MARK.finditer(text):
        at = found.start()
        if found[0] == "?" and is_lost(text, at):
            continue
        if at not in web and (at in names or _in_chinese(text, at, at + 1)):
            yield Edit(at, found[0], FULL[found[0]])
    start = 0
    for line in text.split("\n"):
        for opening, closing in _pairs(line):
            first, last = start + opening, start + closing
            if first in web or last in web:
                continue
            if CHINESE.search(text, first + 1, min(last, first + REACH)) or _touches(text, first - 1) or _touches(text, last + 1):
                yield from (Edit(at, text[at], FULL[text[at]]) for at in (first, last) if text[at] in FULL)
        start += len(line) + 1


def is_lost(text: str, at: int) -> bool:
    """True for a question mark that stands for a character which an encoding lacked: behind a comma or an opening mark, at the head of a
    line, or between Chinese characters in a sentence that asks nothing."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not CHINESE.match(after):
        return False
    if before in ("", "\n") or before in AHEAD:
        return True
    return (
        text[at] == "?" and CHINESE.match(before) is not None and ASKING.search(SENTENCE.split(text[max(0, at - REACH) : at])[-1]) is None
    )


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """The pairs of brackets of a line, one of them at least half-width; full-width ones take part only when they do not pair up."""
    mixed = line.count("（") != line.count("）")
    opened: list[int] = []
    for found in BRACKET.finditer(line):
        if not mixed and found[0] in "（）":
            continue
        if found[0] in "(（":
            opened.append(found.start())
        elif opened:
            yield opened.pop(), found.start()


def _touches(text: str, at: int) -> bool:
    """True when a Chinese character stands at an offset."""
    return 0 <= at < len(text) and CHINESE.match(text, at) is not None


def _in_chinese(text: str, start: int, end: int) -> bool:
    """True when the mark from `start` to `end` has Chinese on one side at least, and is not inside a figure or a Latin phrase."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() and after.isdigit():
        return text[start] == "," and YEAR.match(text, end) is not None
    left, right = _touches(text, start - 1) or before in (")", "%"), _touches(text, end) or after in ("(", "")
    if left and right:
        return True
    if left or _touches(text, end):
        return after != " " or left
    return False
