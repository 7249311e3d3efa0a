"""Surroundings: of all places of the same characters, which one has most before and after it in common with another place.

The places are sorted by what follows them, once for each beginning that they share to the left: an answer takes a few looks instead of
one at every place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from generator.counting import alike


class Surroundings:
    """What stands before and after the places of the same characters, in the order of the places."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.after: dict[str, list[tuple[str, int]]] = {}
        """End of what stands before → what stands after, sorted, each with the number of its place."""
        self.first: dict[tuple[str, str], int] = {}
        """End of what stands before, beginning of what stands after → number of the first such place, as far as it was asked for."""
        for number, (before, after) in enumerate(dict.fromkeys(pairs)):
            for start in range(len(before) + 1):
                self.after.setdefault(before[start:], []).append((after, number))
        for entries in self.after.values():
            entries.sort()

    def agreement(self, before: str, after: str) -> tuple[int, int]:
        """How many characters before and after it the likeliest place has in common with these; of several the first one."""
        found = []
        for start in range(len(before) + 1):
            if entries := self.after.get(before[start:]):
                found.append((len(before) - start, _follows(entries, after)))
        most = max(map(sum, found), default=0)
        best = [pair for pair in found if sum(pair) == most]
        return min(best, key=lambda pair: self._first(before, after, *pair)) if len(best) > 1 else best[0] if best else (0, 0)

    def _first(self, before: str, after: str, left: int, right: int) -> int:
        """Number of the first place that has so many characters in common."""
        end, beginning = before[len(before) - left :], after[:right]
        if (end, beginning) not in self.first:
            entries = self.after[end]
            at = bisect_left(entries, (beginning, -1))
            stop = bisect_left(entries, (beginning + chr(0x10FFFF), -1), at)
            self.first[end, beginning] = min(number for _, number in entries[at:stop])
        return self.first[end, beginning]


def _follows(entries: list[tuple[str, int]], after: str) -> int:
    """How many characters some place has in common with what stands after; its neighbours in the order have most."""
    at = bisect_left(entries, (after, -1))
    return max(alike(after, entry[0]) for entry in entries[max(0, at - 1) : at + 1])
