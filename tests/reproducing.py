"""Converts and builds a project in a world of its own: `python -m tests.reproducing PROJECT SHIFT forwards|backwards`.

SHIFT seconds are added to the clock; with `backwards` the folders list their files in the opposite order. Locale, time zone, hash seed and
umask come from outside.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def shift_clock(seconds: float) -> None:
    """Every clock that names a moment goes wrong by some seconds."""
    real = time.time

    class Later(datetime.datetime):
        """The class with its two readings of the clock put off."""

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Later:
            return cls.fromtimestamp(real() + seconds, tz)

        @classmethod
        def utcnow(cls) -> Later:
            return cls.fromtimestamp(real() + seconds, datetime.UTC).replace(tzinfo=None)

    class Tomorrow(datetime.date):
        """The date with its reading of the clock put off."""

        @classmethod
        def today(cls) -> Tomorrow:
            return cls.fromtimestamp(real() + seconds)

    gmtime, localtime = time.gmtime, time.localtime
    time.time = lambda: real() + seconds
    time.gmtime = lambda at=None: gmtime(time.time() if at is None else at)  # type: ignore[assignment, misc]
    time.localtime = lambda at=None: localtime(time.time() if at is None else at)  # type: ignore[assignment, misc]
    datetime.datetime = Later  # type: ignore[misc]
    datetime.date = Tomorrow  # type: ignore[misc]


def list_in_order(backwards: bool) -> None:
    """Folders list their files by name, or the other way round: never as the disk has them."""
    scandir, listdir = os.scandir, os.listdir

    class Scan:
        """What `os.scandir` gives, in another order."""

        def __init__(self, path: Any = ".") -> None:
            with scandir(path) as found:
                self.entries = iter(sorted(found, key=lambda entry: entry.name, reverse=backwards))

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return self.entries

        def __next__(self) -> os.DirEntry[str]:
            return next(self.entries)

        def __enter__(self) -> Scan:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def close(self) -> None:
            """Nothing stays open."""

    os.scandir = Scan  # type: ignore[assignment]

    def ordered(path: Any = ".") -> list[str]:
        return sorted(listdir(path), reverse=backwards)

    os.listdir = ordered


def main(project: Path, shift: float, backwards: bool) -> None:
    """Convert all plans with their locks, then build with the edition to carry away."""
    shift_clock(shift)
    list_in_order(backwards)
    from generator import cli

    for command in ("convert", "build --offline"):
        if code := cli.main([*command.split(), "--root", str(project)]):
            sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "backwards")
