"""The numbers of headings: reading numerals, and finding a heading's mark by a sample of it.

A sample is the first number of a level as it is printed: `一、`, `（一）`, `1.`, `1、`, `1.1`, `1.1.1`, `第一章`, `第一条`, `①`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.characters import HAN_NUMERALS

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
UNITS = {"十": 10, "百": 100}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NO_REFERENCE = "(?![、，。；：和或与至及到规所的之第款项中）)])"
"""After 第八条 and its like: what shows that the text refers to the article and does not begin it."""
PRINTED = str.maketrans({"(": "（", ")": "）", "．": "."})
"""How a mark is set, whatever width it came in."""
LONGEST_TITLE = 60
"""Characters; the longest of 409 titles in the five plans has 41."""

CAPTION = re.compile(rf"^([图表][ ]?(?:\d+(?:[-.]\d+)?|[{HAN_NUMERALS}]+))(?=[ \u3000：:“《]|[^\d，。、的])", re.M)
"""The number of a table or picture at the head of its caption: `图 1`, `表五`."""


def is_caption(line: str) -> bool:
    """True for a line that is the caption of a table or a picture."""
    return CAPTION.match(line.strip()) is not None and len(line.strip()) <= LONGEST_TITLE and "。" not in line


def read_numeral(numeral: str) -> int:
    """Value of a numeral: `12`, `十二`, `二十`, `一百零三`, `二〇三五`, `③`. Raises ValueError for anything else."""
    if numeral.isdecimal():  # of any script: １２ as well as 12
        return int(numeral)
    if len(numeral) == 1 and numeral in CIRCLED:
        return CIRCLED.index(numeral) + 1
    if not numeral or set(numeral) - set(HAN_NUMERALS):
        raise ValueError(f"no numeral: {numeral!r}")
    if not set(numeral) & set(UNITS):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total, digit = 0, None
    for char in numeral:
        if char in UNITS:
            total += (1 if digit is None else digit) * UNITS[char]
            digit = None
        else:
            digit = DIGITS[char]
    return total + (digit or 0)


def figure_of(number: str) -> str:
    """The last number of a printed one in Arabic digits: 第十二条 is 12, 6.2.2 is 2; empty when it holds none."""
    found = re.findall(rf"[{HAN_NUMERALS}]+|\d+|[{CIRCLED}]", number, re.A)
    return str(read_numeral(found[-1])) if found else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's mark found in a text."""

    number: str
    """As printed, without what parts it from the title: `三`, `（一）`, `2`, `6.2.2`, `第一章`."""
    text: str
    """The whole mark as it is set before the title: `三、`, `（一）`, `2.`, `6.2.2 `."""
    path: tuple[int, ...]
    """Its own numbers: (6, 2, 2) for `6.2.2`, (3,) for `三`."""
    start: int
    end: int
    """Offsets of the mark, blanks after it included."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the headings of one level are numbered."""

    sample: str
    pattern: re.Pattern[str]
    depth: int
    """How many numbers the mark itself holds: 3 for `1.1.1`, 1 for `一、`."""
    dotted: bool

    def match(self, text: str, at: int = 0) -> Mark | None:
        """The mark that begins at an offset, if one does."""
        found = self.pattern.match(text, at)
        if not found:
            return None
        path = tuple(read_numeral(part) for part in re.split(r"[.．]", found["numeral"]))
        if self.dotted and self.depth > 1:
            return Mark(found["numeral"], found["numeral"] + " ", path, at, found.end())
        bracketed = self.sample[0] in "（(第【"
        printed = found["mark"].translate(PRINTED)
        number = printed if bracketed else found["numeral"]
        if self.sample[0] == "第":
            printed += "\u3000"
        return Mark(number, printed, path, at, found.end())


@lru_cache(maxsize=64)
def level_of(sample: str) -> Level:
    """Compile a sample. Raises ValueError when it holds no numeral."""
    compact = sample.strip()
    found = re.search(rf"[{HAN_NUMERALS}]+|\d+(?:[.．]\d+)*|[{CIRCLED}]", compact)
    if not found:
        raise ValueError(f"`{sample}` holds no numeral")
    before, numeral, after = compact[: found.start()], found[0], compact[found.end() :]
    dotted = numeral[0].isdecimal()
    depth = len(re.split(r"[.．]", numeral))
    if dotted:
        shape = r"[.．]".join([r"\d{1,3}"] * depth)
        guard_before, guard_after = r"(?<![\d.．])", r"(?!\d|[.．]\d)" if depth > 1 or after[:1] in (".", "．") else ""
    elif numeral in CIRCLED:
        shape, guard_before, guard_after = f"[{CIRCLED}]", "", ""
    else:
        shape, guard_before, guard_after = f"[{HAN_NUMERALS}]{{1,5}}", f"(?<![{HAN_NUMERALS}第])" if before != "第" else "", ""
    if before == "第":
        guard_after += NO_REFERENCE
    pattern = rf"{guard_before}(?P<mark>{_either(before)}(?P<numeral>{shape}){_either(after)}){guard_after}[ \u3000]*"
    return Level(sample, re.compile(pattern), depth, dotted)


def _either(text: str) -> str:
    """A pattern for the text before or after a numeral: brackets and dots in either width."""
    widths = {"（": "[（(]", "(": "[（(]", "）": "[）)]", ")": "[）)]", ".": "[.．]", "．": "[.．]", ",": "[,，]"}
    return "".join(widths.get(char, re.escape(char)) for char in text)


APPENDIX_TITLE = r"(?:[：:][ ]*|[ \u3000]+|(?=\n|\Z))(?P<title>[^\n]*)"
"""What parts 附件 from its title, and the title."""


@dataclass(frozen=True, slots=True)
class Special:
    """An unnumbered heading that plans have, with its anchor."""

    id: str
    words: re.Pattern[str]
    last: bool
    """True for what follows the chapters, False for what precedes them."""


SPECIALS = (
    Special("abstract", re.compile(r"(?P<mark>[【\[]?)(?P<title>摘[ \u3000]?要)[】\]]?[：:]?"), False),
    Special("preface", re.compile(r"(?P<mark>)(?P<title>[前序引导][ \u3000]?言)(?=\s*(?:\n|\Z))"), False),
    Special("end", re.compile(r"(?P<mark>)(?P<title>结[ \u3000]?[语论]|结束语|后记)(?![，。的是为])"), True),
    Special("a", re.compile(rf"(?P<mark>附[ \u3000]?[件录表](?P<n>\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})?){APPENDIX_TITLE}"), True),
)
"""Unnumbered parts of plans, by the words that open them at the head of a line."""


def special_at(text: str, at: int, end: int | None = None) -> tuple[Special, re.Match[str]] | None:
    """The unnumbered heading that begins at an offset, if one does; `end` is where its line ends."""
    for special in SPECIALS:
        if found := special.words.match(text, at, len(text) if end is None else end):
            return special, found
    return None


def starts_heading(line: str, levels: Sequence[str]) -> bool:
    """True when a line begins with a heading's mark of one of the levels, or an unnumbered heading's words."""
    text = line.lstrip(" \t\u3000#")
    return any(level_of(sample).match(text) for sample in levels) or special_at(text, 0) is not None
