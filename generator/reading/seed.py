"""The seed as every later stage knows it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.reading.encoding import Decoded
from generator.reading.settings import Settings


@dataclass(frozen=True)
class Seed:
    """A raw text exactly as received, with its settings."""

    plan: str
    """Id of the plan."""
    path: Path
    """The file."""
    text: str
    """Its characters, line ends as they came, without byte order mark."""
    encoding: str
    bom: bool
    settings: Settings = field(repr=False)

    def encode(self) -> bytes:
        """The bytes of the file."""
        return Decoded(self.text, self.encoding, self.bom).encode()

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line; a line ends after CR LF, LF or CR."""
        starts = [0]
        for i, char in enumerate(self.text):
            if char == "\n" or (char == "\r" and self.text[i + 1 : i + 2] != "\n"):
                starts.append(i + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column of a character."""
        line = bisect.bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, line: int) -> tuple[int, int]:
        """Start and end offset of a 1-based line, line end included."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return starts[line - 1], end
