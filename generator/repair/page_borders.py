"""How the halves of a sentence are joined where furniture of a page stood between them."""

from __future__ import annotations

from collections.abc import Callable

from generator.reading.settings import Settings
from generator.repair.cells import lines_of
from generator.repair.hard_wraps import FILLED, full_width, width
from generator.repair.lines import seam

Joiner = Callable[[str, str], str]


def joiner(text: str, settings: Settings) -> Joiner:
    """What stands between two halves: nothing, a blank between Latin words, or a line end where `hard-wraps` joins full lines anyway."""
    if settings.format != "hard-wrapped":
        return seam
    full = full_width([width(line.text) for line in lines_of(text)] or [0])

    def joined(before: str, after: str) -> str:
        return "\n" if width(before) >= full * FILLED or before.endswith("-") else seam(before, after)

    return joined
