"""Half-width punctuation in a Chinese sentence becomes full-width.

`整治,持续推进` → `整治，持续推进`; `(见表五):经济` → `（见表五）：经济`; `“两个大局”,直面` → `“两个大局”，直面`.
Leaves alone: figures (`4.6%`, `2.0版`, `1,000`, `8:30`), Latin phrases (`Contract: …`), full stops, and web
addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import CJK
from generator.model import Edit
from generator.reading.settings import Settings

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
MARK = re.compile(r"[,;:?!]")
PAIR = re.compile(r"\(([^()\n]*)\)")
WEB = re.compile(r"https?://\S+|!\[\]\(\S*\)|[\w.]+@[\w.]+|^\[\^[^\]]+\]:", re.M)
"""Addresses, and the mark of a note."""
CHINESE = re.compile(f"[{CJK}]")


def punctuation(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the full-width form of each mark that stands in Chinese."""
    web = {i for found in WEB.finditer(text) for i in range(*found.span())}
    for found in MARK.finditer(text):
        at = found.start()
        if at not in web and _in_chinese(text, at, at + 1):
            yield Edit(at, found[0], FULL[found[0]])
    for found in PAIR.finditer(text):
        start, end = found.start(), found.end() - 1
        if start in web:
            continue
        if CHINESE.search(found[1]) or _touches(text, start - 1) or _touches(text, end + 1):
            yield Edit(start, "(", "（")
            yield Edit(end, ")", "）")


def _touches(text: str, at: int) -> bool:
    """True when a Chinese character stands at an offset."""
    return 0 <= at < len(text) and CHINESE.match(text, at) is not None


def _in_chinese(text: str, start: int, end: int) -> bool:
    """True when the mark from `start` to `end` has Chinese on one side at least, and is not inside a figure or a Latin phrase."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() and after.isdigit():
        return False
    left, right = _touches(text, start - 1) or before in (")", "%"), _touches(text, end) or after in ("(", "")
    if left and right:
        return True
    if left or _touches(text, end):
        return after != " " or left
    return False
