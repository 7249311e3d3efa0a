"""A feed reader's front matter is not part of the plan.

A block between two lines `---` at the head of the text is removed.
Leaves alone: `---` further down, which is a rule or a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

BLOCK = re.compile(r"\A\s*---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.S)


def front_matter(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of the block, if there is one."""
    if found := BLOCK.match(text):
        yield Edit(0, found[0], "")
