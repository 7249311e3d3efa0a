"""The document's title, set again where a page or column begins, is no part of the paragraph it cuts.

`…全年计划投⏎⏎# 关于上海市…的报告⏎⏎资额2550亿元` → `…全年计划投资额2550亿元`, and the title moves to the head if it is not there.
Leaves alone: the first title when it stands at the head, and a title quoted inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import ends_sentence
from generator.model import Edit
from generator.reading.settings import Settings

LINE = re.compile(r"[^\n]+")


def folded(line: str) -> str:
    """A line without blanks, marks and punctuation, for comparing titles."""
    return re.sub(r"[\W_]+", "", line)


def running_titles(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each repeated title, joining the paragraph it cuts."""
    titles = {folded(title) for title in (settings.title, *settings.titles)}
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    at_head = False
    for i, found in enumerate(lines):
        if folded(found[0]) not in titles:
            continue
        before = lines[i - 1] if i else None
        cuts = before is not None and i + 1 < len(lines) and not ends_sentence(before[0]) and len(before[0]) > len(found[0])
        if not at_head and not cuts:
            at_head = True
            continue
        if not at_head:
            title = found[0].strip()
            yield Edit(0, "", f"{title}\n\n", "moved to the head", found.start() + found[0].index(title))
            at_head = True
        if cuts and before is not None:
            end = lines[i + 1].start()
            yield Edit(before.end(), text[before.end() : end], "", "the paragraph goes on")
        else:
            yield Edit(found.start(), found[0], "")
