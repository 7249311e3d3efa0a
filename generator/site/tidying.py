"""While somebody edits and looks, garbage is collected when nobody waits, and only what is new is looked through: the collector would walk
all that is held, of many plans for longer than any page takes. What was held for long is looked through once nobody has asked for long.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable

MUCH = 100_000
"""New objects from which it is worth while."""
IDLE = 1.0
"""Seconds without a question after which nobody waits."""
AWAY = 120.0
"""Seconds without a question after which nobody is there."""


def tidy_when_idle(last: Callable[[], float]) -> None:
    """From now on garbage is collected when nobody waits; `last` tells when (`time.monotonic`) somebody asked for something."""
    gc.disable()
    gc.freeze()
    threading.Thread(target=_tidying, args=(last,), daemon=True).start()


def _tidying(last: Callable[[], float]) -> None:
    kept = 0
    while not gc.isenabled():
        time.sleep(IDLE)
        idle = time.monotonic() - last()
        if idle > AWAY and gc.get_freeze_count() > kept:
            tidy(thoroughly=True)
            kept = gc.get_freeze_count()
        elif is_due(gc.get_count()[0], idle):
            tidy()
    gc.unfreeze()


def tidy(*, thoroughly: bool = False) -> None:
    """Collect what of the new is garbage, or of all."""
    if thoroughly:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


def is_due(new: int, idle: float) -> bool:
    """True when there are so many new objects, and nobody asked for so long, that garbage is to be collected."""
    return new > MUCH and idle > IDLE
