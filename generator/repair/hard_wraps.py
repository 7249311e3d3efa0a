"""Lines that a page's width broke become paragraphs again.

`…直面建设⏎⏎社会主义现代化国家…` → `…直面建设社会主义现代化国家…`
A paragraph ends where a line ends a sentence and is short, or where the text marks its ends with a blank and this line has one;
a title is a line that ends no sentence, is short, and is followed by one that begins anew.
Leaves alone: text whose lines are paragraphs (no common width), tables, and headings.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from generator.characters import ends_sentence
from generator.model import Edit
from generator.numbering import special_at, starts_heading
from generator.reading.settings import Settings
from generator.repair.running_titles import folded

LINE = re.compile(r"[^\n]+")
SLACK = 2.0
"""How many full-width characters a broken line may fall short of the full width: a mark that may not begin the next line
and one character that did not fit (W3C clreq, line-breaking rules)."""
MARKED = 0.8
"""Share of the surely last lines that must carry a blank at the end before such a blank counts as the mark of a paragraph's end."""


def width(line: str) -> float:
    """Width in full-width characters: ASCII counts half."""
    return sum(0.5 if char < "\u2000" and char not in "·×" else 1.0 for char in line.strip(" \u3000"))


def hard_wraps(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join each broken line with the next."""
    lines = [found for found in LINE.finditer(text) if found[0].strip(" \t\u3000")]
    if len(lines) < 3:
        return
    full = _full_width([width(found[0]) for found in lines])
    marked = _marks_ends([found[0] for found in lines], full)
    titles = {folded(title) for title in (settings.title, *settings.titles)}
    for this, following in itertools.pairwise(lines):
        if folded(this[0] + following[0]) in titles or _goes_on(this[0], following[0], full, marked, settings):
            head = len(following[0]) - len(following[0].lstrip(" \t\u3000"))
            start = this.start() + len(this[0].rstrip(" \t"))
            between = text[start : following.start() + head]
            # A line that breaks inside a Latin word group keeps the blank.
            latin = this[0].rstrip()[-1:].isascii() and this[0].rstrip()[-1:].isalnum() and following[0].lstrip()[:1].isascii()
            yield Edit(start, between, " " if latin and following[0].lstrip()[:1].isalpha() else "")


def _full_width(widths: list[float]) -> float:
    """The width to which full lines are set: the largest that is common, in whole characters."""
    counts = Counter(round(w) for w in widths)
    common = max(counts.values())
    return float(max(w for w, n in counts.items() if n * 5 >= common))


def _marks_ends(lines: list[str], full: float) -> bool:
    """True when the text marks the end of a paragraph with a blank at the end of its line."""
    last = [line for line in lines if ends_sentence(line) and width(line) < full - 10]
    return bool(last) and sum(line.endswith((" ", "\t")) for line in last) >= MARKED * len(last)


def _goes_on(line: str, following: str, full: float, marked: bool, settings: Settings) -> bool:
    """True when the paragraph goes on in the next line."""
    if starts_heading(following, settings.levels):
        return False
    short = width(line) < full - SLACK - 2
    if ends_sentence(line):
        if marked:
            return not line.endswith((" ", "\t"))
        return not short
    if starts_heading(line, settings.levels) and not special_at(line.lstrip(), 0):
        return not short
    return not short or not _title(line, following, full)


def _title(line: str, following: str, full: float) -> bool:
    """True for a short line that is no broken one: nothing in it asks to go on, and the next could have begun in it."""
    if line.rstrip()[-1:] in "，、；：（“《—,;:([" or following.lstrip()[:1] in "，、；：。）”》,;:)]":
        return False
    return width(line) < full * 0.75
