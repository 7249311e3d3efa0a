"""A sentence that was set a clause a line is one line again, where the lines of the text are sentences.

`今年经济稳中向好，⏎就业形势稳定。` → `今年经济稳中向好，就业形势稳定。`; so is one that stops within a clause, or before `是：`.
Print that gives a translation line under line breaks a long sentence at its commas.
Leaves alone: lines that end otherwise (a list is parted by semicolons), headings, captions, rows and notes behind such a line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.model import Edit
from generator.numbering import starts_heading
from generator.reading.settings import Settings
from generator.repair.column_cuts import NAMES_WHAT
from generator.repair.lines import is_cut, is_text, seam

LINE = re.compile(r"[^\n]+")
OPEN = ("，", "、", ",")
"""Marks after which a sentence goes on."""


def clause_lines(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join each line that a comma ends with the next one."""
    lines = (found for found in LINE.finditer(text) if not found[0].isspace())
    for this, following in itertools.pairwise(lines):
        line, after = this[0].rstrip(), following[0].lstrip()
        parted = line.endswith(OPEN) or NAMES_WHAT.match(after) or is_cut(line, after, settings)
        goes_on = parted and is_text(line) and is_text(after) and not after.startswith("[^")
        if goes_on and not starts_heading(after, settings.levels) and not starts_heading(line, settings.levels):
            start, end = this.start() + len(line), following.end() - len(after)
            yield Edit(start, text[start:end], seam(line, after))
