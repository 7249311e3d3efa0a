"""Spans: some stretches of a text, of which one asks whether they meet or hold another, without a look at each."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from itertools import accumulate

from generator.model import Span


class Spans:
    """Some spans in order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.reach = list(accumulate((end for _, end in ordered), max))
        """Of each and those before it, where the last one ends."""

    def meet(self, start: int, end: int) -> bool:
        """True when one of them has a character of a span."""
        before = bisect.bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """True when one of them has all characters of a span."""
        before = bisect.bisect_right(self.starts, start)
        return before > 0 and self.reach[before - 1] >= end
