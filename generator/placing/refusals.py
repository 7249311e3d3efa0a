"""What placing says when it cannot go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import ZhangjuError
from generator.findings import Finding


def busy(path: Path, owner: str) -> ZhangjuError:
    """Another run holds the lock."""
    return Finding(
        "W001", str(path), 1, f"another run is at work here: {owner}", "wait until it has ended, or stop it; then run this again"
    ).as_error()


def refused(path: Path | str, cause: str, next_step: str) -> ZhangjuError:
    """A place that is not ours to change."""
    return Finding("W002", str(path), 1, cause, next_step).as_error()


def failed(error: OSError, where: Path) -> ZhangjuError:
    """What the system refused, as a finding that names its file; what was there before still is."""
    path = error.filename2 or error.filename or where
    cause = error.strerror or str(error) or type(error).__name__
    next_step = "make room on the disk, or give the rights to write there; what was there before stands unchanged"
    return Finding("U002", str(path), 1, cause, next_step).as_error()


@contextmanager
def told(where: Path) -> Iterator[None]:
    """Errors of the system within come out as findings."""
    try:
        yield
    except OSError as error:
        raise failed(error, where) from error
