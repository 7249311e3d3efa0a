"""Ornaments before titles go: `▌一、总体要求` → `一、总体要求`, `◆ 重点任务` → `重点任务`.

Articles for telephones and leaflets set a sign before each title. It goes before a number of headings, and before short lines that open
paragraphs, where two of them at least have the same sign, or a pictograph each.
Leaves alone: signs before sentences and items of a list, and those that say something (`★` and a remark what it means).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from generator.characters import HAN, HAN_NUMERALS, ends_sentence
from generator.model import Edit
from generator.reading.settings import Settings

SIGN = re.compile(
    "(?P<sign>(?:[\u2580-\u25ff\u2605\u2606\u2611\u2612\u2705\u2713-\u2716\u2726-\u2756\u2794-\u27be\u2b1b-\u2b50\u25b6"
    "\U0001f300-\U0001faff\ufe0f|｜丨])+)[ \u3000]*(?=(?P<title>[^\\s][^\\n]*))"
)
"""Block elements, geometric shapes, dingbats, pictographs (Unicode), and strokes."""
NUMBERED = re.compile(
    rf"第[{HAN_NUMERALS}\d]{{1,4}}[编篇章节部条]|[{HAN_NUMERALS}]{{1,3}}、|[（(][{HAN_NUMERALS}]{{1,3}}[）)]|\d{{1,2}}(?:[.．、]|\.\d)"
)
LONGEST = 30
"""Characters of a title behind a sign."""
PARAGRAPH = 18
"""Characters of the paragraph that it opens."""
LEAST = 2


def ornaments(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each such sign."""
    lines = list(re.finditer(r"^[^\n]*\S[^\n]*$", text, re.M))
    found = [(line, sign, after) for line, after in zip_longest(lines, lines[1:]) if (sign := _sign(line))]
    opening = Counter(_kind(sign["sign"]) for _, sign, after in found if after and _opens(sign["title"], after[0]))
    for _, sign, after in found:
        titled = after is not None and opening[_kind(sign["sign"])] >= LEAST and _may_be_title(sign["title"])
        if titled or NUMBERED.match(sign["title"]):
            yield Edit(sign.start(), text[sign.start() : sign.end()], "")


def _kind(sign: str) -> str:
    """What signs have in common that stand before titles: each its own, pictographs differ from title to title."""
    return "pictograph" if sign[0] >= "\U0001f300" else sign


def _sign(line: re.Match[str]) -> re.Match[str] | None:
    """The sign at the head of a line."""
    start = line.start() + len(line[0]) - len(line[0].lstrip(" \u3000"))
    return SIGN.match(line.string, start, line.end()) if "\t" not in line[0] else None


def _opens(title: str, after: str) -> bool:
    """True for a title before a paragraph."""
    return _may_be_title(title) and len(after.strip()) >= PARAGRAPH and ends_sentence(after.strip()) and SIGN.match(after.strip()) is None


def _may_be_title(title: str) -> bool:
    words = title.strip()
    ends = ends_sentence(words) or re.search("[，；：、]$", words)
    return 2 <= len(words) <= LONGEST and not ends and re.search(f"[{HAN}]", words) is not None
