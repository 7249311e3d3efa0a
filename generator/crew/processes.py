"""Copies of this process (`fork`), which have all that was loaded.

Where processes cannot be copied, or threads run (a copy of a process that has some may stand still for ever), there are none.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Any

from generator.progress import silent

PAUSE = 0.2
"""Seconds between two looks whether the process that was copied still lives: its locks are ours, too, and a run after it waits a second
for them."""
_inherited: list[Any] = []
"""What the copies share: it was here before they were made, and is never sent."""


class Inherited:
    """Stands for what the copies share; sent to one of them it becomes that."""

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return _last, ()


def _last() -> Any:
    return _inherited[-1]


class Copies:
    """As many copies as there are cores."""

    @contextlib.contextmanager
    def executor(self, shared: object) -> Iterator[tuple[Executor, object] | None]:
        """A pool of copies that were made for it; None where none can be made."""
        if not can_fork():
            yield None
            return
        _inherited.append(shared)
        gc.freeze()  # what is loaded is shared between all as long as nobody counts through it
        pool = ProcessPoolExecutor(cores(), multiprocessing.get_context("fork"), initializer=_begin, initargs=(os.getpid(),))
        try:
            yield pool, Inherited()
        finally:
            pool.shutdown(cancel_futures=True)
            _inherited[:] = [one for one in _inherited if one is not shared]

    def any_left(self) -> bool:
        """Yes: that one of them died is told by the pool."""
        return True


def cores() -> int:
    """How many processes run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a second process is of use and safe."""
    known = "fork" in multiprocessing.get_all_start_methods() and (os.cpu_count() or 1) > 1
    return known and threading.active_count() == 1 and not multiprocessing.current_process().daemon


def _begin(parent: int) -> None:
    """What a copy does first: whoever stops the whole stops it without a word of its own."""
    signal.signal(signal.SIGINT, lambda *_: leave(1))
    silent()
    watch(parent)


def watch(parent: int) -> None:
    """End with the process that was copied, however that ended."""
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def leave(code: int) -> None:
    """End a copy at once: what the whole would do at its end is the whole's."""
    with contextlib.suppress(OSError):
        os._exit(code)


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE)
    leave(1)
