"""Blanks at the head and the end of a line are layout.

`　　一、发展基础` → `一、发展基础`; `新样板。 ` → `新样板。`; no-break blanks count, zero-width characters go everywhere.
Leaves alone: tabs inside a line, which part the cells of a table, and blanks between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

EDGE = re.compile(r"^[ \t\u00a0\u2000-\u200a\u3000]+|[ \t\u00a0\u2000-\u200a\u3000]+$|[\u200b-\u200f\u2060\ufeff\u00ad]+", re.M)
"""Blanks at the edges of lines; zero-width and soft-hyphen characters anywhere (Unicode general category Cf)."""


def indents(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each run of them."""
    for found in EDGE.finditer(text):
        yield Edit(found.start(), found[0], "")
