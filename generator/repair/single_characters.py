"""Lines of one character each, as tools read a column of print that is set upright, become lines again.

`江⏎海⏎市⏎规⏎划` → `江海市规划`; an empty line between them parts paragraphs.
Leaves alone: a few such lines together, which may be a seal or a column's head, and the cells of a table, which say the same again and
again (是, 否, √).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings

LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
LEAST = 10
"""Lines of one character in a row, empty ones aside."""
DIFFERENT = 0.4
"""Share of them that must be characters of their own; in running text of a hundred characters it is 0.6, in cells of yes and no 0.02."""
CHINESE = 0.6


def single_characters(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose to join such lines to the ones before them."""
    lines = list(LINE.finditer(text))
    for short, group in groupby(lines, lambda line: len(line[0].strip()) < 2 and "\t" not in line[0]):
        run = list(group)
        if short and _is_text([line[0].strip() for line in run if line[0].strip()]):
            for line, following in pairwise(run):
                if line[0].strip() and following[0].strip():
                    start = line.start() + len(line[0].rstrip())
                    end = following.start() + len(following[0]) - len(following[0].lstrip())
                    yield Edit(start, text[start:end], "")


def _is_text(characters: Sequence[str]) -> bool:
    """True for characters that read on."""
    chinese = sum(re.match(f"[{HAN}]", char) is not None for char in characters)
    return (
        len(characters) >= LEAST and chinese >= CHINESE * len(characters) and len(set(characters)) >= DIFFERENT * min(len(characters), 100)
    )
