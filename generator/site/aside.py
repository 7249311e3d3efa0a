"""Work beside the build, in a second process: a copy of this one (`fork`), which has all that was loaded and writes its files itself.

Where processes cannot be copied, or threads run (a copy of a process that has some may stand still for ever), the work is left to whoever
asks for its end. So is that of a process that failed or was killed: nothing of it is lost, and its error is raised where it can be told.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.context import ForkProcess

from generator.crew.processes import can_fork, leave, watch
from generator.progress import silent


class Aside:
    """A piece of work, begun in a second process where that can be."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._process: ForkProcess | None = None
        if can_fork():
            gc.freeze()  # what is loaded is shared between both as long as nobody counts through it
            self._process = multiprocessing.get_context("fork").Process(target=_done, args=(work, os.getpid()), daemon=True)
            try:
                self._process.start()
            except OSError:  # no room for another process
                self._process = None

    def trust(self) -> None:
        """Leave it to the second process, where there is one: what that does not bring to an end is not done, so nothing is held for it."""
        if self._process is not None:
            self._work = _nothing

    def finish(self) -> None:
        """Wait until the work is done, or do it. Raises what the work raises."""
        process, self._process = self._process, None
        if process is not None:
            process.join()
        if process is None or process.exitcode:
            self._work()

    def stop(self) -> None:
        """Give the work up."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()


def _nothing() -> None:
    """No work."""


def _done(work: Callable[[], None], parent: int) -> None:
    """Do the work in the copy; its error is no message of its own, for the work is then done again."""
    watch(parent)
    silent()
    try:
        work()
    except BaseException:
        leave(1)
    leave(0)
