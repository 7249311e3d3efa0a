"""What a long command is at, on one line of a terminal that is written over; where nobody watches, nothing is written.

with watched(sys.stderr):
    step("converting", "sh-14fyp", 3, 5)     # after a second: converting 3 of 5: sh-14fyp, 6 s left
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
MINUTE = 60


@dataclass
class _Line:
    """The line of a terminal."""

    stream: TextIO
    begun: float = field(default_factory=time.monotonic)
    last: float = 0.0
    shown: bool = False
    doing: tuple[str, int] = "", 0
    """What is counted, and of how many."""
    since: float = 0.0
    """When its first one was begun."""

    def write(self, words: str) -> None:
        """Write words over it, unless the command is young or the last ones have just been written."""
        now = time.monotonic()
        if now - self.begun >= QUIET and now - self.last >= OFTEN:
            self.stream.write(f"{CLEAR}{words}")
            self.stream.flush()
            self.last, self.shown = now, True

    def left(self, doing: str, number: int, count: int) -> str:
        """In words, how long the rest of what is counted takes at the pace so far; empty before it is known, and below a second."""
        now = time.monotonic()
        if self.doing != (doing, count):
            self.doing, self.since = (doing, count), now
        seconds = (now - self.since) / (number - 1) * (count - number + 1) if number > 1 else 0
        if seconds < 1:
            return ""
        return f", {seconds:.0f} s left" if seconds < 2 * MINUTE else f", {seconds / MINUTE:.0f} min left"

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
    """Say what is done now: `doing`, the how manieth of how many, and which; and when the last of them will be done."""
    if _lines:
        of = f" {number} of {count}" if count else ""
        left = _lines[-1].left(doing, number, count) if count else ""
        _lines[-1].write(f"{doing}{of}{f': {what}' if what else ' …'}{left}")


def silent() -> None:
    """Say nothing from now on: a copy of the process that is watched has its line, too."""
    _lines.clear()


def done() -> None:
    """Take the line away before a result is printed."""
    if _lines:
        _lines[-1].clear()
