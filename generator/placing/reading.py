"""Reading what others may be changing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.placing import locks
from generator.placing.work import is_pending, owned, settle, work_of


@contextmanager
def reading(folder: Path, purpose: str = "") -> Iterator[None]:
    """Read a folder as it is before a change or after it, never in between. What a killed run left is completed first.

    Raises ZhangjuError when that cannot be done.
    """
    work = work_of(folder, purpose)
    if owned.get(work) == threading.get_ident():  # it is what changes it
        yield
        return
    while True:
        settle(work)
        with locks.shared(work.parent):
            if not is_pending(work):
                yield
                return
        time.sleep(locks.PAUSE)  # who swapped was killed while we waited; without `fcntl`, it is swapping
