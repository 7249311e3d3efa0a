"""The one exception that Zhangju raises on purpose: it tells file, line, cause and next step. And words for what is near a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class ZhangjuError(Exception):
    """Something a person must mend. The command line prints it whole and exits with 2; nothing was written."""

    def __init__(self, file: Path | str, line: int | None, cause: str, next_step: str) -> None:
        self.file = str(file)
        """The file to open."""
        self.line = line
        """1-based line in that file, or None when the whole file is meant."""
        self.cause = cause
        """What is wrong, as a fact."""
        self.next_step = next_step
        """What to do about it."""
        super().__init__(str(self))

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.cause}\n  → {self.next_step}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence part that offers the known words or ids most like one."""
    close = difflib.get_close_matches(word, list(known), 3, 0.3)
    return f"nearest: {', '.join(close)}" if close else "there is nothing like it"
