"""The order of a plan's files."""

from __future__ import annotations

from collections.abc import Sequence

FIRST_FILES = ("index.md",)
LAST = ("end",)
"""What follows the chapters and precedes the annexes."""


def file_order(names: Sequence[str]) -> list[str]:
    """Names of a plan's files in reading order: index, chapters, conclusion, annexes."""

    def key(name: str) -> tuple[int, int, str]:
        stem = name.removesuffix(".md")
        if name in FIRST_FILES:
            return 0, 0, name
        return (1, int(stem), name) if stem.isdecimal() else (2 if stem in LAST else 3, len(stem), name)

    return sorted(names, key=key)
