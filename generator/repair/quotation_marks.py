"""Straight quotation marks in a Chinese sentence become Chinese ones.

`坚持"创新驱动"` → `坚持“创新驱动”`; `'双轮'并进` → `‘双轮’并进`.
Marks of a line are paired in order; a pair is Chinese when Chinese stands in it or beside it.
Leaves alone: a line with an odd number of double marks, apostrophes and quotations of Latin text, inches after a figure, and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import CJK, HAN
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.punctuation import ADDRESS

DOUBLE = re.compile('"([^"\n]*)"')
SINGLE = re.compile(rf"(?<![A-Za-z0-9])'([^'\n]{{0,80}}[{HAN}][^'\n]{{0,80}}|[^'\n]{{1,40}})'(?![A-Za-z0-9])")
CHINESE = re.compile(f"[{CJK}]")


def quotation_marks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the Chinese form of each pair."""
    kept = {i for found in ADDRESS.finditer(text) for i in range(*found.span())}
    for line in re.finditer(r"^.*[\"'].*$", text, re.M):
        for pattern, (opening, closing) in ((DOUBLE, "“”"), (SINGLE, "‘’")):
            if pattern is DOUBLE and line[0].count('"') % 2:
                continue
            for found in pattern.finditer(text, *line.span()):
                first, last = found.start(), found.end() - 1
                if first in kept or last in kept:
                    continue
                if CHINESE.search(found[1]) or (CHINESE.match(text[first - 1 : first]) and CHINESE.match(text[last + 1 : last + 2])):
                    yield Edit(first, text[first], opening)
                    yield Edit(last, text[last], closing)
