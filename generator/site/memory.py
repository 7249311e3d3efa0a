"""What pure steps gave (`pure`), from one build of a project to the next in `.cache/`."""

from __future__ import annotations

from generator import pure
from generator.site.aside import Aside
from generator.site.sealed import Sealed

NAME = "memory"


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
        known = pure.held() if self._first else None
        if known:
            self._keeping = Aside(lambda: self.store.write(NAME, known))

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
