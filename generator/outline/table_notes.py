"""Which notes under a table are the table's: the last of them may belong to the text above it.

`健全居家社区①服务。⏎指标②⇥2030年⏎…⏎[^②]: 据年报。⏎[^①]: 两者的统称。`: ② is the table's, ① the paragraph's.
A note to which nothing refers stays with the table it stands under.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from generator.model.references import REFERENCE
from generator.outline.scan import Item


class References:
    """Where a text refers to notes, and where the notes begin."""

    def __init__(self, text: str) -> None:
        self._refer: dict[str, list[int]] = {}
        self._begin: dict[str, list[int]] = {}
        for found in REFERENCE.finditer(text):
            is_note = text[found.end() : found.end() + 1] == ":" and text[found.start() - 1 : found.start()] in ("", "\n")
            (self._begin if is_note else self._refer).setdefault(found[1], []).append(found.start())

    def own(self, text: str, notes: Sequence[Item], table: int) -> int:
        """How many of the notes under a table that begins at an offset are its own: those after them are referred to above it."""
        count = len(notes)
        while count and self._is_above(text, notes[count - 1], table):
            count -= 1
        return count

    def _is_above(self, text: str, note: Item, table: int) -> bool:
        """True when what refers to a note for the last time before it stands above the table, and no note between has the mark."""
        mark, start = REFERENCE.match(text, note.span[0]), note.span[0]
        last, before = (_last(places.get(mark[1], ()) if mark else (), start) for places in (self._refer, self._begin))
        return before < last < table


def _last(places: Sequence[int], start: int) -> int:
    """The last of some places before an offset, -1 for none."""
    at = bisect_left(places, start)
    return places[at - 1] if at else -1
