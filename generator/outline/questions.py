"""Questions that head the answers of an interview or an explanation: `问：为什么要制定本办法？⏎答：近年来…。`

A line that asks is a heading where the next one answers it, twice at least in a text.
Leaves alone: a single question, and one whose answer stands in its own line.
"""

from __future__ import annotations

import re

PAIR = re.compile(
    r"^[ \u3000#]*(?P<question>(?:问|問|记者|記者|Q)[ ]?[：:][^\n]{2,80}[？?])[ \u3000]*\n\s*(?=(?:答|[^：:\n，。]{1,12}答|A)[ ]?[：:])",
    re.M,
)
FEWEST = 2


def questions(text: str) -> frozenset[int]:
    """The offsets of such questions."""
    found = [pair.start("question") for pair in PAIR.finditer(text)]
    return frozenset(found if len(found) >= FEWEST else ())
