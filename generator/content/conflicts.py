"""What git leaves in a text where two changes met and nobody has settled them yet."""

from __future__ import annotations

import re
from pathlib import Path

from generator.findings import Finding

MARK = re.compile(r"(<{7}|>{7})(?: .*)?|={7}")


def conflict_marks(text: str, *, whole: bool = False) -> list[tuple[int, str]]:
    """Line and words of the first mark of each conflict in a text, and of each mark that was left alone. With `whole` only of conflicts
    that have begin and end: a text as received may hold a line that looks like a mark."""
    found: list[tuple[int, str]] = []
    opened: tuple[int, str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not MARK.fullmatch(line := line.rstrip("\r")):
            continue
        if line[0] == "<":
            found += [opened] if opened and not whole else []
            opened = (number, line)
        elif line[0] == ">":
            found += [opened] if opened else [] if whole else [(number, line)]
            opened = None
        elif not opened and not whole:
            found.append((number, line))
    return found + ([opened] if opened and not whole else [])


def conflict_finding(path: Path, mark: tuple[int, str], next_step: str) -> Finding:
    """What is said of a conflict, by its first mark."""
    line, words = mark
    return Finding("K005", str(path), line, f"“{words[:60]}”", next_step)
