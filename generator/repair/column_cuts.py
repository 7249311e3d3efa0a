"""Paragraphs that a newspaper's column cut in two are joined.

`…加快成果转化制度⏎⏎创新，深化…` → `…加快成果转化制度创新，深化…`
A line is cut when no sentence ends there and it is longer than titles are, holds the end of another sentence, or its seam with the
next is inside a word or a clause.
Leaves alone: headings and captions (which end no sentence either), rows of a table, pictures, dates, and lines before any of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.lines import begins_heading, is_cut, is_text, seam
from generator.repair.running_titles import folded

LINE = re.compile(r"[^\n]+")


def column_cuts(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join each line that ends inside a sentence with the next one."""
    titles = {folded(title) for title in (settings.title, *settings.titles)}
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    for this, following in itertools.pairwise(lines):
        if not is_text(following[0]) or following[0].lstrip().startswith("[^") or begins_heading(following[0], this[0], settings.levels):
            continue
        if not is_cut(this[0], following[0], settings) or {folded(this[0]), folded(following[0])} & titles:
            continue
        start = this.start() + len(this[0].rstrip())
        end = following.start() + len(following[0]) - len(following[0].lstrip())
        yield Edit(start, text[start:end], seam(this[0], following[0]))
