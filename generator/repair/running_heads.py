"""Running heads and watermarks: a line that comes again on page after page, and cuts sentences, is no part of the text.

`…数字基⏎江海市人民政府公报　2026年第3期⏎础设施…` → `…数字基础设施…`; so `内部资料 请勿外传`, `规划文本 · 12 ·`, whatever the words.
A line is one when it stands there three times or more, a page apart, with or without the number of the page beside it, and at least
twice inside a sentence; then all of its places go, but not the one that heads the text.
Where the number stands beside it in a page's dress, or in the next line, and climbs, two places are enough.
Leaves alone: headings that several chapters have, units and heads of tables, refrains, names under paragraphs: what cuts nothing; of a
chapter's heading, that printed again on each page, only what cuts. The document's own title is the rule `running-titles`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from generator.characters import TERMINAL, is_han
from generator.model import Edit
from generator.numbering import starts_heading
from generator.reading.settings import Settings
from generator.repair.cells import BLANKS, PART, Line, lines_of
from generator.repair.lines import DATE, asks_to_go_on, is_border_cut, is_prose, is_text
from generator.repair.page_borders import Joiner, joiner
from generator.repair.page_lines import ANY, DASH, STEPS, is_page_line, value_of
from generator.repair.running_titles import folded, is_title

NUMBERED = re.compile(
    rf"(?:[{DASH}{BLANKS}]*(?:第[{BLANKS}]*)?(?P<head>{ANY})(?:[{BLANKS}]*[页頁])?[{BLANKS}{DASH}/]+)?(?P<words>.*?)"
    rf"(?:[{BLANKS}{DASH}]+(?:第[{BLANKS}]*)?(?P<tail>{ANY})(?:[{BLANKS}]*[页頁])?[{DASH}{BLANKS}]*)?"
)
"""A head with the number of the page before or after it, parted from it by blanks or strokes."""
WITH_PAGE = re.compile(
    rf"(?P<words>[^，。；：\t]{{2,40}}?)[{BLANKS}]*(?:[{DASH}]{{1,3}}[{BLANKS}]?(?P<tail>\d{{1,4}})[{BLANKS}]?[{DASH}]{{1,3}}|第[{BLANKS}]?(?P<other>\d{{1,4}})[{BLANKS}]?[页頁])"
    rf"|[{DASH}]{{1,3}}[{BLANKS}]?(?P<head>\d{{1,4}})[{BLANKS}]?[{DASH}]{{1,3}}[{BLANKS}]*(?P<after>[^，。；：\t]{{2,40}})"
)
"""A head with the number of the page in strokes, or called a page."""
LONGEST = 60
CLAUSES = 2
"""Commas that no running head has."""
FEWEST = 3
PAGE_DIGITS = 3
"""Figures of the number of a page in a line of its own."""
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
    places, dressed = _repeated(lines), _with_pages(lines)
    heads = {at for group in places.values() for at in group} | dressed
    texts = [at for at, line in enumerate(lines) if at not in heads and not is_page_line(line.text)]
    titles = {folded(title) for title in (settings.title, *settings.titles)} - {""}
    going = set(dressed)
    for pair in _beside_pages(lines):
        if any(_cuts(lines, at, texts, settings) for at in pair):
            going.update(pair)
    for group in places.values():
        going.update(_going(lines, group, texts, settings))
    going = {at for at in going if not is_title(lines[at].text, titles)}
    join = joiner(settings)
    for _, run in groupby(enumerate(sorted(going)), key=lambda pair: pair[1] - pair[0]):
        yield from _removal(text, lines, [at for _, at in run], settings, join=join)


def _repeated(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The numbers of the lines that may be a running head, by their words."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if (
            len(line.text) <= LONGEST
            and line.text.count("，") < CLAUSES
            and not line.text.endswith(ASKING)
            and (is_text(line.text) or DATE.match(line.text))
            and not is_page_line(line.text)
        ):
            key = _key(line.text)
            if len(key) >= 2 and any(is_han(char) or char.isalpha() for char in key):
                found.setdefault(key, []).append(at)
    return {key: group for key, group in found.items() if len(group) >= FEWEST and _are_apart(lines, group) and _climb(lines, group)}


def _with_pages(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines of one wording that all have the number of the page in a page's dress, which climbs: two are enough."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        if len(line.text) <= LONGEST and (head := WITH_PAGE.fullmatch(line.text)):
            page = int(head["head"] or head["tail"] or head["other"])
            found.setdefault(re.sub(r"[\W_]+", "", head["words"] or head["after"]), []).append((at, page))
    runs = (group for words, group in found.items() if len(words) >= 2 and all(0 < b[1] - a[1] <= STEPS for a, b in pairwise(group)))
    return {at for group in runs if len(group) > 1 and _are_apart(lines, [at for at, _ in group]) for at, _ in group}


def _beside_pages(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The two places of a line, each with the number of a page in the line below it or above it, which climbs."""
    for side in (1, -1):
        found: dict[str, list[tuple[int, int]]] = {}
        for at, line in enumerate(lines[:-1]):
            page = lines[at + side].text
            if (
                page.isdecimal()
                and len(page) <= PAGE_DIGITS
                and len(line.text) <= LONGEST
                and re.search("[，。；：]|^第", line.text) is None
            ):
                found.setdefault(_key(line.text), []).append((at, int(page)))
        for words, pair in found.items():
            if (
                len(pair) == FEWEST - 1
                and len(words) > 1
                and 0 < pair[1][1] - pair[0][1] <= STEPS
                and _are_apart(lines, [at for at, _ in pair])
            ):
                yield [at for at, _ in pair]


def _key(line: str) -> str:
    """The words of a line without the number of a page, blanks and marks."""
    found = NUMBERED.fullmatch(line)
    return re.sub(r"[\W_]+", "", found["words"] if found and found["words"] else line)


def _climb(lines: Sequence[Line], group: Sequence[int]) -> bool:
    """True when the numbers beside the words, if there are any, are those of pages."""
    pages = [
        value_of(page) for at in group if (m := NUMBERED.fullmatch(lines[at].text)) and m["words"] and (page := m["head"] or m["tail"])
    ]
    return all(a < b for a, b in pairwise(pages))


def _are_apart(lines: Sequence[Line], group: Sequence[int]) -> bool:
    gaps = sorted(lines[b].start - lines[a].end for a, b in pairwise(group))
    return gaps[len(gaps) // 2] >= APART


def _going(lines: Sequence[Line], group: Sequence[int], texts: Sequence[int], settings: Settings) -> list[int]:
    """Those places of a line that are no part of the text."""
    cutting = [at for at in group if _cuts(lines, at, texts, settings)]
    first = lines[group[0]].text
    headed = PART.match(first) or starts_heading(first, settings.levels)
    if sum(_inside_clause(lines, at, texts) for at in cutting) < CUTS or (not headed and len(cutting) * SHARE < len(group)):
        return []
    if headed or DATE.match(first):
        return cutting
    return [at for at in group if at in cutting or at >= TITLE_LINES or at != group[0]]


def _around(lines: Sequence[Line], at: int, texts: Sequence[int]) -> tuple[int, int]:
    """The numbers of the next lines on either side that are text, not furniture or the number of a page."""
    before, after = bisect_left(texts, at), bisect_right(texts, at)
    return texts[before - 1] if before else -1, texts[after] if after < len(texts) else len(lines)


def _cuts(lines: Sequence[Line], at: int, texts: Sequence[int], settings: Settings) -> bool:
    """True when a sentence goes on across the line."""
    before, after = _around(lines, at, texts)
    if before < 0 or after >= len(lines):
        return False
    above, below = lines[before].text, lines[after].text
    return is_prose(above) and is_prose(below) and is_border_cut(above, below, settings)


def _inside_clause(lines: Sequence[Line], at: int, texts: Sequence[int]) -> bool:
    """True when the seam across the line is inside a word or a clause, which the borders of two items are not."""
    before, after = _around(lines, at, texts)
    return asks_to_go_on(lines[before].text, lines[after].text)


def _removal(text: str, lines: Sequence[Line], run: Sequence[int], settings: Settings, *, join: Joiner) -> Iterator[Edit]:
    """The removal of lines that stand together; the halves of a sentence are joined where nothing else stands between them."""
    first, last = run[0], run[-1]
    if first > 0 and last < len(lines) - 1:
        before, after = lines[first - 1], lines[last + 1]
        if not is_page_line(before.text) and not is_page_line(after.text) and is_border_cut(before.text, after.text, settings):
            yield Edit(before.end, text[before.end : after.start], join(before.text, after.text), "前后文相接")
            return
    for at in run:
        yield Edit(lines[at].start, lines[at].text, "")
