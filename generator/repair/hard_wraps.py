"""Lines that a page's width broke become paragraphs again.

`…直面建设⏎⏎社会主义现代化国家…` → `…直面建设社会主义现代化国家…`
A paragraph ends where a line ends a sentence and is short, or where the text marks its ends with a blank and this line has one;
a title is a line that ends no sentence, is short, and is followed by one that begins anew. An indent begins a paragraph.
Leaves alone: text whose lines are paragraphs (no common width), rows of a table (also those whose columns only blanks show: `6 % 预期性
4.5左右 -`), captions, headings, a list after a colon, and the items
of one whose numbers climb at the heads of its lines (1、, 2、, 3、).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.characters import HAN, ends_sentence
from generator.model import Edit
from generator.numbering import CAPTION, is_caption, special_at, starts_heading
from generator.reading.settings import Settings
from generator.repair.cells import UNIT
from generator.repair.fused_parts import fused_parts, lone_parts
from generator.repair.lines import AMOUNT, are_labelled, asks_to_go_on, begins_heading, is_cut_article, is_text, seam
from generator.repair.listed_lines import has_empty_cell, listed
from generator.repair.running_titles import folded
from generator.repair.title_lines import title_lines

LABEL = re.compile(r"(?:注[ ]?释?|参考文献|资料来源|数据来源|说明|附注)[：:]")
"""A line that only says what follows."""
SPEAKER = re.compile(rf"[{HAN}]{{2,20}}(?:长|主任|主席|总理)[ \u3000]+[{HAN}](?:[ \u3000]?[{HAN}]){{1,3}}")
"""Who gives a report: `某市市长　张 三`."""
TITLE_END = re.compile("(?:纲要|规划|计划|方案|办法|条例|规定|细则|决定|决议|意见|报告|[稿要本案]）)$")
PASSED = re.compile(r"[（(](?:19|20)\d\d年\d{1,2}月\d{1,2}日")
"""What stands below a title: on which day it was passed, and by whom."""
REFERENCE = re.compile(r"[ \u3000]*\[\d{1,3}\][^\n]*\[[A-Z]{1,2}(?:/OL)?\]")
"""An entry of a list of references (GB/T 7714): its number, and the kind of its work in brackets."""
LINE = re.compile(r"[^\n]+")
PARTED = re.compile(r"([A-Za-z]+)-[ \t]*$")
SLACK = 2.0
"""How many full-width characters a broken line may fall short of the full width: a mark that may not begin the next line
and one character that did not fit (W3C clreq, line-breaking rules)."""
MARKED = 0.8
"""Share of the surely last lines that must carry a blank at the end before such a blank counts as the mark of a paragraph's end."""

INDENT = 1.5
"""How much further in than other lines the first of a paragraph begins, in full-width characters; print sets two."""
FILLED = 0.75
"""Share of the full width from which a line is no title."""
FAR, SEVERAL = 4, 4
"""How many characters one line reaches beyond how many others of about one width, when it is not the measure of them."""
FEWEST, NARROWEST, WIDEST = 8, 18, 80
"""Lines of a text, and characters of a line in print; outside of these a common width is no page's."""
COMMON = 0.2
"""Share of the most frequent width or indent that another one needs to be common."""


def width(line: str) -> float:
    """Width in full-width characters: ASCII counts half."""
    return sum(0.5 if char < "\u2000" and char not in "·×" else 1.0 for char in line.strip(" \u3000"))


def is_broken(lines: Sequence[str]) -> bool:
    """True for lines that end at one length or width, whatever ends there."""
    return len(lines) >= FEWEST and (_end_alike(lines, len) or _end_alike(lines, lambda line: round(width(line))))


def _end_alike(lines: Sequence[str], long_as: Callable[[str], int]) -> bool:
    """The same by one measure; Latin letters are half as wide as Chinese characters in most print."""
    long = [length for line in lines if (length := long_as(line)) > NARROWEST]
    broken = [line for line in lines if long_as(line) > NARROWEST and not ends_sentence(line) and line[-1] not in "：:"]
    usual, count = Counter(long).most_common(1)[0] if long else (0, 0)
    near = sum(usual - 3 <= length <= usual + 3 for length in long)
    return count >= 3 and NARROWEST < usual <= WIDEST and near >= 0.5 * len(long) and len(broken) >= 0.4 * len(long)


def hard_wraps(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join each broken line with the next, and to part the title of a part from the line it was fused to."""
    yield from fused_parts(text)
    lines = [found for found in LINE.finditer(text) if found[0].strip(" \t\u3000")]
    if len(lines) < 3 or (settings.format == "markdown" and not is_broken([found[0].strip() for found in lines if is_text(found[0])])):
        return
    full = full_width([width(found[0]) for found in lines])
    margin = _margin([_indent(found[0]) for found in lines])
    marked = _marks_ends([found[0] for found in lines], full)
    titles = {folded(title) for title in (settings.title, *settings.titles)}
    joined, closed = title_lines([found[0] for found in lines], settings.contents)
    closed |= {number - 1 for number in listed([found[0] for found in lines])}
    closed |= {edge for number in lone_parts([found[0] for found in lines]) for edge in (number - 1, number)}
    for number, (this, following) in enumerate(itertools.pairwise(lines)):
        if number in closed:
            continue
        if (
            number not in joined
            and folded(this[0] + following[0]) not in titles
            and (_indent(following[0]) >= margin + INDENT or not _goes_on(this[0], following[0], full, marked, settings))
        ):
            continue
        head = len(following[0]) - len(following[0].lstrip(" \t\u3000"))
        start = this.start() + len(this[0].rstrip(" \t"))
        if parted(this[0], following[0], text):
            start -= 1
        yield Edit(start, text[start : following.start() + head], seam(this[0], following[0]))


def parted(line: str, following: str, text: str) -> bool:
    """True when a hyphen at a line's end only parts a Latin word; not where the text has the word with its hyphen elsewhere."""
    ends, begins = PARTED.search(line), re.match(r"[ \t\u3000]*([a-z]+)", following)
    return ends is not None and begins is not None and f"{ends[1]}-{begins[1]}" not in text


def _indent(line: str) -> float:
    """Width of the blanks a line begins with."""
    blanks = line[: len(line) - len(line.lstrip(" \t\u3000"))].replace("\t", "\u3000\u3000")
    return len(blanks) - blanks.count(" ") / 2


def _margin(indents: list[float]) -> float:
    """Where the lines of a paragraph but its first begin: the least indent that is common."""
    counts = Counter(round(i) for i in indents)
    return float(min(i for i, n in counts.items() if n >= max(counts.values()) * COMMON))


def full_width(widths: list[float]) -> float:
    """The width to which full lines are set: the largest that is common, in whole characters; one line far beyond several others is
    none (Latin letters are narrower than half)."""
    counts = Counter(round(w) for w in widths)
    common = max(counts.values())
    widest = sorted(w for w, n in counts.items() if n >= common * COMMON)
    if len(widest) < 2 or counts[widest[-1]] > 1 or widest[-1] <= widest[-2] + FAR:
        return float(widest[-1])
    near = sum(n for w, n in counts.items() if widest[-2] - FAR <= w <= widest[-2])
    return float(widest[-2] if near >= SEVERAL else widest[-1])


def _marks_ends(lines: list[str], full: float) -> bool:
    """True when the text marks the end of a paragraph with a blank at the end of its line."""
    last = [line for line in lines if ends_sentence(line) and width(line) < full - 10]
    return bool(last) and sum(line.endswith((" ", "\t")) for line in last) >= MARKED * len(last)


def _goes_on(line: str, following: str, full: float, marked: bool, settings: Settings) -> bool:
    """True when the paragraph goes on in the next line."""
    if begins_heading(following, line, settings.levels) or "\t" in line.strip() or "\t" in following.strip():
        return False
    if has_empty_cell(line) or has_empty_cell(following) or are_labelled(line, following):
        return False
    if (
        (UNIT.fullmatch(following.strip()) and line.count("（") <= line.count("）"))
        or SPEAKER.fullmatch(following.strip())
        or LABEL.fullmatch(following.strip())
        or REFERENCE.match(following)
        or (PASSED.match(following.lstrip()) and TITLE_END.search(line.rstrip()))
        or _begins_caption(following, line)
        or following.lstrip().startswith("[^")
    ):
        return False
    if PARTED.search(line) and following.lstrip()[:1].islower():
        return True
    short = width(line) < full - SLACK - 2
    item = line.rstrip().endswith(("；", ";"))
    if ends_sentence(line) or (item and short):
        if marked:
            return not line.endswith((" ", "\t"))
        return not short
    if line.rstrip().endswith(("：", ":")) and (
        (short and len(line.strip()) > 1) or (width(following) < full - SLACK - 2 and not ends_sentence(following))
    ):
        return False
    if starts_heading(line, settings.levels) and not special_at(line.lstrip(), 0) and not AMOUNT.match(line.lstrip()):
        return not short or is_cut_article(line, following)
    return not short or not _title(line, following, full)


def _begins_caption(line: str, before: str) -> bool:
    """True for a caption; words like 图1所示 in the middle of a sentence are none."""
    found = CAPTION.match(line.strip()) if is_caption(line) else None
    return found is not None and (ends_sentence(before) or line.strip()[found.end() : found.end() + 1] in (" ", "\u3000", "：", ":"))


def _title(line: str, following: str, full: float) -> bool:
    """True for a short line that is no broken one: nothing in it asks to go on, and the next could have begun in it."""
    if line.rstrip()[-1:] in "，、；：（“《—,;:([" or following.lstrip()[:1] in "，、；：。）”》,;:)]":
        return False
    if asks_to_go_on(line.strip(), following.strip()):
        return False
    return width(line) < full * FILLED
