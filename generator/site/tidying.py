"""While somebody edits and looks, garbage is collected when nobody waits: the collector walks all that is held, as long as a page takes."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable

MUCH = 100_000
"""New objects from which it is worth while."""
IDLE = 1.0
"""Seconds without a question after which nobody waits."""


def tidy_when_idle(last: Callable[[], float]) -> None:
    """From now on garbage is collected when nobody waits; `last` tells when (`time.monotonic`) somebody asked for something."""
    gc.disable()
    threading.Thread(target=_tidying, args=(last,), daemon=True).start()


def _tidying(last: Callable[[], float]) -> None:
    while not gc.isenabled():
        time.sleep(IDLE)
        if is_due(gc.get_count()[0], time.monotonic() - last()):
            gc.collect()


def is_due(new: int, idle: float) -> bool:
    """True when there are so many new objects, and nobody asked for so long, that garbage is to be collected."""
    return new > MUCH and idle > IDLE
