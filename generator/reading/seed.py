"""The seed as every later stage knows it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from generator.reading.encoding import Decoded
from generator.reading.settings import Settings

LINE_END = re.compile("\r\n|\r|\n")
LONG_LINE = 4000
"""Characters from which a line is indexed before it is searched."""
GRAM = 4
"""Characters by which it is indexed."""


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
        starts = [0, *(end.end() for end in LINE_END.finditer(self.text))]
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

    def find_in_line(self, line: int, words: str, most: int) -> list[int]:
        """Where words begin in a line, the first `most` places. A long line is indexed once, for it may be looked through very often."""
        start, end = self.line_span(line)
        if end - start <= LONG_LINE or len(words) < GRAM:
            return list(islice(occurrences(self.text, words, start, end), most))
        if line not in self._grams:
            grams = self._grams[line] = {}
            for at in range(start, end):
                grams.setdefault(self.text[at : at + GRAM], []).append(at)
        places = self._grams[line].get(words[:GRAM], [])
        return list(islice((at for at in places if self.text.startswith(words, at)), most))

    @cached_property
    def _grams(self) -> dict[int, dict[str, list[int]]]:
        """Of long lines that were looked through: where each few characters begin."""
        return {}


def occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where words begin in a part of a text, which they may go beyond."""
    reach = end + len(words) - 1
    at = text.find(words, start, reach)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, reach)
