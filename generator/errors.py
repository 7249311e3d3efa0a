"""What Zhangju raises on purpose: it tells file, line, cause and next step, of one thing or of many. And words for what is near a
wrong one.

Steps that do not depend on each other are all tried, so that a run tells all that is wrong:

    with gathering() as problems:          # raises at its end, when there was any
        for item in items:
            with problems.trying():        # what is raised here is kept, the loop goes on
                done.append(make(item))
            if item.strange:
                problems.add(ZhangjuError(…))
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import Any, TypeVar

T = TypeVar("T")


class ZhangjuError(Exception):
    """Something a person must mend. The command line prints it whole and exits with 2; nothing was written."""

    def __init__(self, file: Path | str, line: int | None, cause: str, next_step: str, code: str = "") -> None:
        self.file = str(file)
        """The file to open."""
        self.line = line
        """1-based line in that file, or None when the whole file is meant."""
        self.cause = cause
        """What is wrong, as a fact."""
        self.next_step = next_step
        """What to do about it."""
        self.code = code
        """Its permanent code; empty: that of its kind of file (`findings.code_of`)."""
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return ZhangjuError, (self.file, self.line, self.cause, self.next_step, self.code)

    @property
    def parts(self) -> tuple[ZhangjuError, ...]:
        """The single errors that it holds: itself, or those that were gathered."""
        return (self,)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        code = f"{self.code} " if self.code else ""
        return f"{place}: {code}{self.cause}\n  → {self.next_step}"


class Problems(ZhangjuError):
    """Several errors of one run, by file and line, none of them twice. As one error it speaks of the first."""

    def __init__(self, parts: Iterable[ZhangjuError]) -> None:
        told: dict[tuple[str, int, str], ZhangjuError] = {}
        for part in parts:
            told.setdefault((part.file, part.line or 0, part.cause), part)
        self._parts = tuple(told[key] for key in sorted(told))
        first = self._parts[0]
        super().__init__(first.file, first.line, first.cause, first.next_step, first.code)

    def __reduce__(self) -> tuple[Any, ...]:
        return Problems, (self._parts,)

    @property
    def parts(self) -> tuple[ZhangjuError, ...]:
        """The single errors."""
        return self._parts

    def __str__(self) -> str:
        return "\n".join(map(str, self._parts))


class Gathering:
    """Keeps the errors of steps that do not depend on each other."""

    def __init__(self) -> None:
        self.found: list[ZhangjuError] = []

    def add(self, error: ZhangjuError) -> None:
        """Keep an error, each of its parts by itself."""
        self.found += error.parts

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What is raised within is kept; what stands after goes on."""
        try:
            yield
        except ZhangjuError as error:
            self.add(error)

    def tried(self, step: Callable[[], T]) -> T | None:
        """What a step gives, None when it failed."""
        with self.trying():
            return step()
        return None

    def settle(self) -> None:
        """Raise what was kept, if anything was."""
        if self.found:
            problems = Problems(self.found)
            raise problems.parts[0] if len(problems.parts) == 1 else problems


@contextmanager
def gathering() -> Iterator[Gathering]:
    """Gather the errors of a block and raise them together at its end. An error that leaves the block joins them."""
    kept = Gathering()
    with kept.trying():
        yield kept
    kept.settle()


def all_of(steps: Iterable[Callable[[], T]]) -> list[T]:
    """What each of some steps gives. Raises what all of them raise."""
    done: list[T] = []
    with gathering() as problems:
        for step in steps:
            with problems.trying():
                done.append(step())
    return done


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence part that offers the known words or ids most like one."""
    close = difflib.get_close_matches(word, list(known), 3, 0.3)
    return f"nearest: {', '.join(close)}" if close else "there is nothing like it"


def restoring(path: Path | str) -> str:
    """The command that puts a file, or a folder, back as it was committed."""
    return f"git checkout HEAD -- {quote(str(path))}"
