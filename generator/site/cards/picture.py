"""A picture as a page names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
"""Points: what Facebook, X, WeChat and others show whole."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the picture of a page is, and what it shows."""

    url: str
    alt: str

    def tags(self) -> Iterator[tuple[str, str]]:
        """What a page's head says of it, by the names of the Open Graph protocol."""
        yield from (("image", self.url), ("image:type", "image/png"), ("image:width", str(WIDTH)), ("image:height", str(HEIGHT)))
        yield "image:alt", self.alt
