"""What pure steps gave (`pure`), from one build of a project to the next in `.cache/`."""

from __future__ import annotations

from functools import partial

from generator import pure
from generator.site.aside import Aside
from generator.site.sealed import Sealed

NAME = "memory"
MOST, MANY = 1_200_000, 250_000
"""Results that are kept: more are larger than a file may be (`sealed`), at some three hundred and fifty plans. And those from which a
build lets them go, once it has its plans, for the room that they take."""


class Memory:
    """Of a build that is the first in its process; else what it reckons stays there."""

    def __init__(self, store: Sealed) -> None:
        """Remember what the last build did."""
        self.store, self._first = store, pure.is_new()
        self._keeping: Aside | None = None
        if self._first and (known := store.read(NAME)):
            pure.recall(*known)

    def keep(self) -> None:
        """Begin to keep what is known now, where anything of it is new, beside whatever comes."""
        remembered = pure.count() if self._first else 0
        known = pure.held() if 0 < remembered <= MOST else None
        if known:
            self._keeping = Aside(partial(self.store.write, NAME, known))
        if remembered > MANY:
            if self._keeping:
                self._keeping.trust()
            pure.let_go()

    def finish(self) -> None:
        """Wait until it is kept."""
        if self._keeping:
            self._keeping.finish()

    def forget_pages(self) -> None:
        """Forget the pages that were kept."""
        self.store.keep_only({NAME})

    def give_up(self) -> None:
        """Keep nothing."""
        if self._keeping:
            self._keeping.stop()
