"""What placing says when it cannot go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import text_file
from generator.errors import ZhangjuError


def busy(path: Path, owner: str) -> ZhangjuError:
    """Another run holds the lock."""
    next_step = "wait until it has ended, or stop it; then run this again"
    return ZhangjuError(path, None, f"another run is at work here: {owner}", next_step, "W001")


def refused(path: Path | str, cause: str, next_step: str) -> ZhangjuError:
    """A place that is not ours to change."""
    return ZhangjuError(path, None, cause, next_step, "W002")


@contextmanager
def telling(where: Path) -> Iterator[None]:
    """Errors of the system within come out as findings."""
    try:
        yield
    except OSError as error:
        raise text_file.refused(error, where) from error
