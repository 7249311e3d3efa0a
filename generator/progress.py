"""What a long command is at, on one line of a terminal that is written over; where nobody watches, nothing is written.

with watched(sys.stderr):
    step("converting", "sh-14fyp", 1, 5)     # after a second: converting 1 of 5: sh-14fyp
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

QUIET = 1.0
"""Seconds in which nothing is said: most commands are done by then."""
OFTEN = 0.1
"""Seconds between two lines."""
CLEAR = "\r\x1b[K"


@dataclass
class _Line:
    """The line of a terminal."""

    stream: TextIO
    begun: float = field(default_factory=time.monotonic)
    last: float = 0.0
    shown: bool = False

    def write(self, words: str) -> None:
        """Write words over it, unless the command is young or the last ones have just been written."""
        now = time.monotonic()
        if now - self.begun >= QUIET and now - self.last >= OFTEN:
            self.stream.write(f"{CLEAR}{words}")
            self.stream.flush()
            self.last, self.shown = now, True

    def clear(self) -> None:
        """Leave nothing behind."""
        if self.shown:
            self.stream.write(CLEAR)
            self.stream.flush()
            self.shown = False


_lines: list[_Line] = []
"""The line of the command that runs, none where nobody watches."""


@contextmanager
def watched(stream: TextIO) -> Iterator[None]:
    """Say on a stream what is done within, where it is a terminal."""
    if not stream.isatty():
        yield
        return
    line = _Line(stream)
    _lines.append(line)
    try:
        yield
    finally:
        _lines.remove(line)
        line.clear()


def step(doing: str, what: str = "", number: int = 0, count: int = 0) -> None:
    """Say what is done now: `doing`, the how manieth of how many, and which."""
    if _lines:
        of = f" {number} of {count}" if count else ""
        _lines[-1].write(f"{doing}{of}{f': {what}' if what else ' …'}")


def done() -> None:
    """Take the line away before a result is printed."""
    if _lines:
        _lines[-1].clear()
