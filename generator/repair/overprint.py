"""Lines of which each character stands twice: print sets a bold title by printing it twice, and the extraction keeps both.

`一一、、发发展展基基础础` → `一、发展基础`.
Leaves alone: lines of which a single character does not stand twice, short ones (人人), and lines without a Chinese character:
a row of marks (`————————`), a number (`66778899`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings

DOUBLED = re.compile(r"^[ \t\u3000]*((?:([^\s])\2[ \u3000]*){3,}[^\w\s]?)$", re.M)
"""Three characters or more, each twice; the mark that ends them may stand once."""
HAN_CHARACTER = re.compile(f"[{HAN}]")


def overprint(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose each such line set once."""
    for found in DOUBLED.finditer(text):
        once = re.sub(r"(\S)\1", r"\1", found[1])
        if HAN_CHARACTER.search(once):
            yield Edit(found.start(1), found[1], once)
