"""How heavy the chapters' pages are: HTML, style and scripts, each as a server compresses it (gzip, level 6)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median_low

from generator.site.quality.hrefs import Hrefs

LEVEL = 6
"""What web servers and hosts of static sites use unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The chapters' pages of one language."""

    pages: int
    heaviest: int
    """Bytes of the heaviest, with all that it loads before the reader does anything."""
    heaviest_page: str
    """Its file."""
    median: int


@dataclass
class Weights:
    """The pages of chapters, by language."""

    _html: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, language: str, page: str, html: str) -> None:
        """Weigh a page's HTML."""
        self.know(language, page, packed(html.encode()))

    def of(self, language: str, page: str) -> int | None:
        """Bytes of a page; None for one that was not weighed."""
        return self._html.get(language, {}).get(page)

    def know(self, language: str, page: str, weight: int) -> None:
        """Take over the weight of a page."""
        self._html.setdefault(language, {})[page] = weight

    def join(self, other: Weights) -> None:
        """Take over what was weighed elsewhere."""
        for language, pages in other._html.items():
            self._html.setdefault(language, {}).update(pages)

    def result(self, site: Path, hrefs: Hrefs) -> Mapping[str, Weight]:
        """Language → the weight of its pages with the styles and scripts that they load."""

        @cache
        def file(path: str) -> int:
            found = site / path
            return packed(found.read_bytes()) if found.is_file() else 0

        return {
            code: _weight({page: own + sum(map(file, hrefs.loaded(page))) for page, own in pages.items()})
            for code, pages in self._html.items()
        }


def packed(data: bytes) -> int:
    """Bytes of some data when compressed."""
    return len(gzip.compress(data, LEVEL, mtime=0))


def _weight(pages: Mapping[str, int]) -> Weight:
    heaviest = max(pages, key=lambda page: pages[page])
    return Weight(len(pages), pages[heaviest], heaviest, _middle(pages.values()))


def _middle(sizes: Iterable[int]) -> int:
    return median_low(sizes)
