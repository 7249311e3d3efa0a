"""Paragraphs that a newspaper's column cut in two are joined.

`…加快成果转化制度⏎⏎创新，深化…` → `…加快成果转化制度创新，深化…`
A line is cut when no sentence ends there and it is longer than titles are, holds the end of another sentence, or its seam with the
next is inside a word or a clause.
A hyphen that parts a Latin word there goes. So are the lines of a title that print set over several.
Leaves alone: headings and captions (which end no sentence either), rows of a table, pictures, dates, and lines before any of them;
a word or two alone between whole paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.characters import ends_sentence
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.hard_wraps import parted
from generator.repair.lines import begins_heading, is_cut, is_text, seam
from generator.repair.running_titles import broken_titles, folded

NUMBERED = re.compile(r"[ \u3000]*\[\d{1,3}\]")
"""The number of an entry of a list of references."""
LINE = re.compile(r"[^\n]+")
POINTS = re.compile(r"[↓⬇▼👇]\s*$")
"""The end of a line that points to what stands below it."""
HEADLINE = re.compile(r"[^。；，]{2,20}[！!？?][^。；，！!？?]{2,20}")
"""A first line that calls out and says of what: the headline of an article (重磅！某市未来这么干)."""
NAMES_WHAT = re.compile(r"[ \u3000]*[是为即][：:]")
"""How a line begins that says what the one before it names (主要目标⏎是：…)."""
WHOLE_TITLE = re.compile(
    r"(?:[关關][于於]|[印转轉][发發]《)[^。；]{4,}的(?:通知|通告|公告|批[复復覆]|[复復]?函|意[见見]|[决決]定|[报報]告)\s*$"
)
"""The title of a document at the end of its line, however long."""
TITLE = re.compile(r"(?:(?:19|20)\d\d年?|[^，。；：！？\d]){2,16}")
TWICE = 2
"""How many times longer than its title a text is, at least."""
HELD = 200
"""Characters of joined lines that say whether a word or two, the last of them, is cut."""
SHORTEST = 8
"""Characters that the narrowest column of a newspaper is wider than."""


def column_cuts(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join each line that ends inside a sentence with the next one."""
    titles = {folded(title) for title in (settings.title, *settings.titles)}
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    broken = {at for run in broken_titles([found[0] for found in lines], titles) for at in run[:-1]}
    begun = ""
    for at, (this, following) in enumerate(itertools.pairwise(lines)):
        whole, begun = (begun if len(this[0].strip()) <= SHORTEST else "") + this[0], ""
        if at in broken:
            yield _joined(text, this, following)
            continue
        if (
            NUMBERED.match(following[0])
            or POINTS.search(this[0])
            or WHOLE_TITLE.search(this[0])
            or not is_text(following[0])
            or following[0].lstrip().startswith("[^")
            or begins_heading(following[0], this[0], settings.levels)
        ):
            continue
        goes_on = NAMES_WHAT.match(following[0]) is not None and is_text(this[0])
        headed = _heads_its_text(lines[at - 1][0], this[0], following[0]) if at else HEADLINE.fullmatch(this[0].strip())
        if headed and whole == this[0] and not goes_on:
            continue
        cut = goes_on or parted(this[0], following[0], text) or is_cut(whole, following[0], settings)
        if not cut or {folded(this[0]), folded(following[0])} & titles:
            continue
        begun = whole[-HELD:]
        yield _joined(text, this, following)


def _heads_its_text(before: str, line: str, following: str) -> bool:
    """True for a short line that stands between whole paragraphs, as a term above what it means, and a title above its text: a cut line
    fills its column."""
    words = line.strip()
    if not (ends_sentence(following) or following.rstrip().endswith("：")) or not (
        ends_sentence(before) or TWICE * len(before) <= len(following)
    ):
        return False
    if len(words) <= SHORTEST and ends_sentence(before):
        return re.search(r"[，。；：、！？“”（）\d]", words) is None
    return TWICE * max(len(words), SHORTEST) <= len(following) and TITLE.fullmatch(words) is not None


def _joined(text: str, this: re.Match[str], following: re.Match[str]) -> Edit:
    start = this.start() + len(this[0].rstrip()) - parted(this[0], following[0], text)
    end = following.start() + len(following[0]) - len(following[0].lstrip())
    return Edit(start, text[start:end], seam(this[0], following[0]))
