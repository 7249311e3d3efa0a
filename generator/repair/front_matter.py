"""A feed reader's front matter is not part of the plan.

A block between two lines `---` at the head of the text is removed when it is empty or holds keys: `title: …`.
Leaves alone: `---` further down, which is a rule or a dash, and words between two rules at the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

BLOCK = re.compile(r"\A[\s\ufeff]*---[ \t]*\n(?P<body>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
ENTRY = re.compile(r"(?:(?P<key>[\"']?\w[\w .-]*[\"']?:(?:\s|\Z))|\s|-\s|#|\Z)")
"""How a line of a YAML mapping begins: with a key, a blank (the line before goes on), an item or a comment; or it is empty."""


def front_matter(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of the block, if there is one."""
    found = BLOCK.match(text)
    if not found:
        return
    lines = found["body"].split("\n")
    entries = [ENTRY.match(line) for line in lines]
    if all(entries) and (not found["body"].strip() or any(entry and entry["key"] for entry in entries)):
        yield Edit(0, found[0], "")
