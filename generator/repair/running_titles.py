"""The document's title, set again where a page or column begins, is no part of the paragraph it cuts.

`…全年计划投⏎⏎# 关于上海市…的报告⏎⏎资额2550亿元` → `…全年计划投资额2550亿元`, and the title moves to the head if it is not there.
Leaves alone: the first title when it stands at the head, a title quoted inside a line, and the border of two lines that are whole
(headings, captions, rows, what ends with a colon): between those only the title goes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from generator.characters import is_han
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.lines import begins_heading, is_cut, is_text

LONG = 12
"""Characters from which a title is known with a misprint in it."""
ALIKE = 0.9
"""Share of like characters (difflib) from which it is that title: one misprint in ten."""
LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=1 << 14)
def folded(line: str) -> str:
    """A line without blanks, marks, punctuation and references to notes, for comparing titles."""
    return re.sub(r"\[\^[^\]\n]{1,20}\]|[\W_]+", "", line)


def is_title(line: str, titles: Collection[str]) -> bool:
    """True for a line that holds one of the titles (given folded), with a misprint at most here and there."""
    words = folded(line)
    if words in titles:
        return True
    near = [title for title in titles if len(title) >= LONG and abs(len(title) - len(words)) <= (1 - ALIKE) * len(title)]
    return any(SequenceMatcher(None, words, title, autojunk=False).ratio() >= ALIKE for title in near)


MOST_LINES = 4
"""Lines over which a title may be set."""


def broken_titles(lines: Sequence[str], titles: Collection[str]) -> Iterator[range]:
    """The numbers of the lines that make one of the titles (given folded) together, and none by itself."""
    at, longest = 0, max(map(len, titles), default=0)
    while at < len(lines):
        words, size = folded(lines[at]) if len(lines[at]) <= LONG + 4 * longest else "", 0
        for count in range(2, MOST_LINES + 1) if words and words not in titles else ():
            words += folded(lines[at + count - 1]) if at + count <= len(lines) else ""
            if words in titles:
                size = count
                yield range(at, at + count)
                break
        at += max(size, 1)


def running_titles(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each repeated title, joining the paragraph it cuts."""
    titles = {folded(title) for title in (settings.title, *settings.titles)} - {""}  # a title of marks alone is none
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    broken = next((run.start for run in broken_titles([found[0] for found in lines], titles)), len(lines))
    at_head = not any(is_title(found[0], titles) for found in lines[:broken]) and broken < len(lines)
    done = 0
    for i, found in enumerate(lines):
        if not is_title(found[0], titles):
            continue
        before = lines[i - 1] if i else None
        after = lines[i + 1] if i + 1 < len(lines) else None
        cuts = before is not None and after is not None and _cut(before[0], after[0], settings)
        if not at_head and not cuts:
            at_head = True
            continue
        if not at_head:
            title = found[0].strip()
            yield Edit(0, "", f"{title}\n\n", "移至卷首", found.start() + found[0].index(title))
            at_head = True
        if cuts and before is not None and after is not None:
            start = max(before.end(), done)  # the line before may be a title that went, too
            done = after.start()
            yield Edit(start, text[start:done], "", "前后文相接")
        else:
            yield Edit(found.start(), found[0], "")


def _cut(before: str, after: str, settings: Settings) -> bool:
    """True when what stands before a title goes on after it: Chinese text both."""
    chinese = is_han(before.strip()[-1:]) or any(map(is_han, after))
    return chinese and is_text(after) and not begins_heading(after, before, settings.levels) and is_cut(before, after, settings)
