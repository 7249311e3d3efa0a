"""How the halves of a sentence are joined where furniture of a page stood between them."""

from __future__ import annotations

from collections.abc import Callable

from generator.reading.settings import Settings
from generator.repair.lines import seam

Joiner = Callable[[str, str], str]


def joiner(settings: Settings) -> Joiner:
    """What stands between two halves: nothing, a blank between Latin words, or a line end where `hard-wraps` mends a parted word."""
    if settings.format != "hard-wrapped":
        return seam
    return lambda before, after: "\n" if before.endswith("-") else seam(before, after)
