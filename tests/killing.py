"""Killing our own work at a chosen call to the file system: what a power cut or `kill -9` does, at every place where it can.

The work runs in a forked child, in which every function that asks the system for something counts and, at the chosen number, ends the
process then and there: nothing is caught, nothing is cleaned up, locks go with the process as they do with a killed one.
"""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

CALLS = (
    "open",
    "mkdir",
    "rename",
    "replace",
    "unlink",
    "rmdir",
    "fsync",
    "write",
    "ftruncate",
    "close",
    "link",
    "symlink",
    "utime",
    "chmod",
)
KILLED = 99
FAILED = 98
WRITE = os.write
"""The call itself, in a child where it counts."""


def child(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> int:
    """Run something in a forked child. Returns its exit code: 0, or FAILED when it raised."""
    process = os.fork()
    if process == 0:
        try:
            before()
            work()
            os._exit(0)
        except BaseException:  # the code is all that the parent sees
            os._exit(FAILED)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Run something in a child that dies at its call of this number, from 1. False when it has not so many and ended."""
    code = child(work, lambda: _patch(number, lambda: os._exit(KILLED)))
    assert code in (0, KILLED), f"the work itself failed before its call {number}"
    return code == KILLED


def calls_of(work: Callable[[], object]) -> int:
    """How many calls something makes, run in a child. Raises AssertionError when it fails."""
    ends, begins = os.pipe()

    def counted() -> None:
        counts = _patch(0, lambda: None)
        work()
        number = counts()
        WRITE(begins, str(number).encode())

    assert child(counted) == 0
    return int(os.read(ends, 20))


def fails_at(number: int, work: Callable[[], object], error: OSError) -> int:
    """Run something in a child where the call of this number fails. Returns the child's code."""

    def refuse() -> None:
        raise error

    return child(work, lambda: _patch(number, refuse))


def _patch(number: int, act: Callable[[], None]) -> Callable[[], int]:
    """Have the call of a number do something else first. Returns what tells how many there were."""
    count = 0

    def counting(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                act()
            return call(*arguments, **options)

        return wrapped

    for name in CALLS:
        setattr(os, name, counting(getattr(os, name)))
    io.open = counting(io.open)  # type: ignore[assignment]
    return lambda: count


def killed_once(mark: Path, step: Callable[..., Any], *arguments: Any) -> Any:
    """Do a step; whichever process comes first to a mark that is not there yet sets it and is killed."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return step(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
