"""Running heads and watermarks: a line that comes again on page after page, and cuts sentences, is no part of the text.

`…数字基⏎江海市人民政府公报　2026年第3期⏎础设施…` → `…数字基础设施…`; so `内部资料 请勿外传`, `规划文本 · 12 ·`, whatever the words.
A line is one when it stands there three times or more, a page apart, with or without the number of the page beside it, and at least
twice inside a sentence; then all of its places go, but not the one that heads the text.
Leaves alone: headings that several chapters have, units and heads of tables, refrains, names under paragraphs: what cuts nothing; of a
chapter's heading, that printed again on each page, only what cuts. The document's own title is the rule `running-titles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.characters import TERMINAL, is_han
from generator.model import Edit
from generator.numbering import starts_heading
from generator.reading.settings import Settings
from generator.repair.cells import BLANKS, PART, Line, lines_of
from generator.repair.lines import is_border_cut, is_prose, is_text
from generator.repair.page_borders import Joiner, joiner
from generator.repair.page_lines import ANY, DASH, is_page_line
from generator.repair.running_titles import folded, is_title

NUMBERED = re.compile(
    rf"(?:[{DASH}{BLANKS}]*(?:第[{BLANKS}]*)?(?P<head>{ANY})(?:[{BLANKS}]*[页頁])?[{BLANKS}{DASH}/]+)?(?P<words>.*?)"
    rf"(?:[{BLANKS}{DASH}]+(?:第[{BLANKS}]*)?(?P<tail>{ANY})(?:[{BLANKS}]*[页頁])?[{DASH}{BLANKS}]*)?"
)
"""A head with the number of the page before or after it, parted from it by blanks or strokes."""
LONGEST = 60
FEWEST = 3
CUTS = 2
"""Places inside of a sentence that are enough: in one a list of names could come between."""
SHARE = 4
"""One of so many places, at least, is inside of a sentence: most pages end in one."""
APART = 30
"""Characters between two of its places, on the whole: the shortest page."""
TITLE_LINES = 6
"""Lines at the head of the text, where a title stands that pages repeat."""
ASKING = ("，", "、", "；", "：", ",", ";", ":", *TERMINAL)


def running_heads(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each such line; what it cuts is joined, unless a number of the page does so."""
    lines = lines_of(text)
    places = _repeated(lines)
    heads = {at for group in places.values() for at in group}
    titles = {folded(title) for title in (settings.title, *settings.titles)} - {""}
    going: set[int] = set()
    for group in places.values():
        going.update(_going(lines, group, heads, settings))
    going = {at for at in going if not is_title(lines[at].text, titles)}
    join = joiner(text, settings)
    for at in sorted(going):
        yield _removal(text, lines, at, going, settings, join=join)


def _repeated(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The numbers of the lines that may be a running head, by their words."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if len(line.text) <= LONGEST and not line.text.endswith(ASKING) and is_text(line.text) and not is_page_line(line.text):
            key = _key(line.text)
            if len(key) >= 2 and any(is_han(char) or char.isalpha() for char in key):
                found.setdefault(key, []).append(at)
    return {key: group for key, group in found.items() if len(group) >= FEWEST and _are_apart(lines, group)}


def _key(line: str) -> str:
    """The words of a line without the number of a page, blanks and marks."""
    found = NUMBERED.fullmatch(line)
    return re.sub(r"[\W_]+", "", found["words"] if found and found["words"] else line)


def _are_apart(lines: Sequence[Line], group: Sequence[int]) -> bool:
    gaps = sorted(lines[b].start - lines[a].end for a, b in pairwise(group))
    return gaps[len(gaps) // 2] >= APART


def _going(lines: Sequence[Line], group: Sequence[int], heads: set[int], settings: Settings) -> list[int]:
    """Those places of a line that are no part of the text."""
    cutting = [at for at in group if _cuts(lines, at, heads, settings)]
    first = lines[group[0]].text
    headed = PART.match(first) or starts_heading(first, settings.levels)
    if len(cutting) < CUTS or (not headed and len(cutting) * SHARE < len(group)):
        return []
    if headed:
        return cutting
    return [at for at in group if at in cutting or at >= TITLE_LINES or at != group[0]]


def _around(lines: Sequence[Line], at: int, furniture: set[int]) -> tuple[int, int]:
    """The numbers of the next lines on either side that are text, not furniture or the number of a page."""
    before, after = at - 1, at + 1
    while before >= 0 and (before in furniture or is_page_line(lines[before].text)):
        before -= 1
    while after < len(lines) and (after in furniture or is_page_line(lines[after].text)):
        after += 1
    return before, after


def _cuts(lines: Sequence[Line], at: int, furniture: set[int], settings: Settings) -> bool:
    """True when a sentence goes on across the line."""
    before, after = _around(lines, at, furniture)
    if before < 0 or after >= len(lines):
        return False
    above, below = lines[before].text, lines[after].text
    return is_prose(above) and is_prose(below) and is_border_cut(above, below, settings)


def _removal(text: str, lines: Sequence[Line], at: int, going: set[int], settings: Settings, *, join: Joiner) -> Edit:
    """The removal of one line; the halves of a sentence are joined where nothing else stands between them."""
    line = lines[at]
    if 0 < at < len(lines) - 1 and at - 1 not in going and at + 1 not in going:
        before, after = lines[at - 1], lines[at + 1]
        if not is_page_line(before.text) and not is_page_line(after.text) and is_border_cut(before.text, after.text, settings):
            joined = join(before.text, after.text)
            return Edit(before.end, text[before.end : after.start], joined, "前后文相接")
    return Edit(line.start, line.text, "")
