"""The order of a plan's files."""

from __future__ import annotations

import re
from collections.abc import Sequence

FIRST_FILES = ("index.md",)
NUMBERED = re.compile(r"(\d+)([a-z]*)", re.A)
"""Id of a chapter that has a number, with letters where it was inserted after that."""
LAST = ("end",)
"""What follows the chapters and precedes the annexes."""


def file_name(chapter: str) -> str:
    """Name of a chapter's file: `06.md`, `06a.md`, `end.md`."""
    numbered = NUMBERED.fullmatch(chapter)
    return f"{int(numbered[1]):02}{numbered[2]}.md" if numbered else f"{chapter}.md"


def file_order(names: Sequence[str]) -> list[str]:
    """Names of a plan's files in reading order: index, chapters, conclusion, annexes."""

    def key(name: str) -> tuple[int, int, str]:
        stem = name.removesuffix(".md")
        if name in FIRST_FILES:
            return 0, 0, name
        numbered = NUMBERED.fullmatch(stem)
        return (1, int(numbered[1]), numbered[2]) if numbered else (2 if stem in LAST else 3, len(stem), name)

    return sorted(names, key=key)
