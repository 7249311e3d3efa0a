"""What git leaves in a text where two changes met and nobody has settled them yet."""

from __future__ import annotations

import re
from pathlib import Path

from generator.findings import Finding

MARK = re.compile(r"(<{7}|>{7})(?: .*)?")


def conflict_marks(text: str) -> list[tuple[int, str]]:
    """Line and words of the first mark of each conflict in a text."""
    found: list[tuple[int, str]] = []
    opened: tuple[int, str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if mark := MARK.fullmatch(line.rstrip("\r")):
            if mark[1][0] == ">" and opened:
                found.append(opened)
            opened = (number, mark[0]) if mark[1][0] == "<" else None
    return found


def conflict_finding(path: Path, mark: tuple[int, str], next_step: str) -> Finding:
    """What is said of a conflict, by its first mark."""
    line, words = mark
    return Finding("K005", str(path), line, f"“{words[:60]}”", next_step)
