"""Paragraphs that a newspaper's column cut in two are joined.

`…加快成果转化制度⏎⏎创新，深化…` → `…加快成果转化制度创新，深化…`
Leaves alone: headings and captions (which end no sentence either), rows of a table, pictures, and lines before any of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.characters import TERMINAL, ends_sentence
from generator.model import Edit
from generator.numbering import LONGEST_TITLE, is_caption, starts_heading
from generator.reading.settings import Settings
from generator.repair.running_titles import folded

LINE = re.compile(r"[^\n]+")


def column_cuts(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join each line that ends inside a sentence with the next one."""
    titles = {folded(title) for title in (settings.title, *settings.titles)}
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    for this, following in itertools.pairwise(lines):
        if not _is_text(following[0], settings, titles) or not _is_text_cut(this[0], settings, titles):
            continue
        start = this.start() + len(this[0].rstrip())
        end = following.start() + len(following[0]) - len(following[0].lstrip())
        yield Edit(start, text[start:end], "")


def _is_text_cut(line: str, settings: Settings, titles: set[str]) -> bool:
    """True for a line of text that stops inside a sentence."""
    if ends_sentence(line) or line.rstrip().endswith(("：", ":", "；", ";")):
        return False
    if starts_heading(line, settings.levels) or line.lstrip().startswith("#"):
        return any(mark in line for mark in TERMINAL)
    return _is_text(line, settings, titles) and (len(line) > LONGEST_TITLE or "，" in line or "," in line)


def _is_text(line: str, settings: Settings, titles: set[str]) -> bool:
    """True for a line of running text: no heading, title, caption, table row or picture."""
    return not (
        "\t" in line
        or line.lstrip().startswith(("#", "![", "|", "——"))
        or starts_heading(line, settings.levels)
        or is_caption(line)
        or folded(line) in titles
    )
