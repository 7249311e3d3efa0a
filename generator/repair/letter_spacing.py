"""Text that print sets apart letter by letter, with a blank behind each character, and a tool kept so.

`一 、 现 状⏎水 网 扩 大 。` → `一、现状⏎水网扩大。`; `第 一 章 总 则` → `第一章 总则`
Early, for a heading's number is none with a blank in it. A line counts when a blank of one kind stands between all of its characters and
it is Chinese; where most lines of a text are such lines, all of them are set whole, else those that a heading's number begins.
Leaves alone: lines with wider gaps or words in them, short rows of characters (`甲 乙 丙`), and single titles, which `stray-blanks` mends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import CJK, HAN, HAN_NUMERALS
from generator.model import Edit
from generator.reading.settings import Settings

LINE = re.compile(r"^[ \u3000]*(?P<spaced>[^\s](?P<blank>[ \u3000])[^\s](?:(?P=blank)[^\s])+)[ \u3000]*$", re.M)
ANY = re.compile(r"^.*\S.*$", re.M)
NUMBERED = re.compile(rf"(?:[{HAN_NUMERALS}] ){{1,3}}、 |第 (?:[{HAN_NUMERALS}] ){{1,3}}[编篇章节条] |（ (?:[{HAN_NUMERALS}] ){{1,3}}） ")
SHORTEST, SHORTEST_NUMBERED = 5, 4
"""Characters of a line."""
FEWEST = 3
"""Han characters of a line, whose others are marks and figures."""
NAMED = re.compile(rf"^第[{HAN_NUMERALS}]{{1,3}}[编篇章节条](?=[^、，])")
"""A number that a blank parts from its title."""


def letter_spacing(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose each such line without its blanks."""
    spaced = [found for found in LINE.finditer(text) if _is_spaced(found["spaced"])]
    lines = sum(1 for found in ANY.finditer(text) if len(found[0].strip()) >= SHORTEST) if spaced else 0
    mostly = len(spaced) * 2 > lines
    for found in spaced:
        if mostly or NUMBERED.match(found["spaced"].replace("\u3000", " ")):
            whole = NAMED.sub(rf"\g<0>{found['blank']}", found["spaced"][::2], count=1)
            yield Edit(found.start("spaced"), found["spaced"], whole)


def _is_spaced(line: str) -> bool:
    """True for a line of Chinese of some length."""
    bare = line[::2]
    least = SHORTEST_NUMBERED if NUMBERED.match(line.replace("\u3000", " ")) else SHORTEST
    return len(bare) >= least and len(re.findall(f"[{HAN}]", bare)) >= FEWEST and re.fullmatch(f"[{CJK}0-9A-Za-z.%]+", bare) is not None
