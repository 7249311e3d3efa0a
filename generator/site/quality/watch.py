"""What a build watches while it runs, until its quality page can be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from generator.edition import Edition
from generator.edition.views import Earlier
from generator.site.quality.hrefs import Hrefs, PageLinks
from generator.site.quality.report import PATH, Quality, build_of, quality_of
from generator.site.quality.weights import Weights
from generator.site.views import ChapterView, View


class SeenPage(NamedTuple):
    """What is known of a page that was read."""

    links: PageLinks
    weight: int | None
    """Bytes of a chapter's page when compressed."""


@dataclass
class Watch:
    """The pages of one build as they come."""

    hrefs: Hrefs
    weights: Weights = field(default_factory=Weights)
    earlier: tuple[Earlier, ...] = ()
    """Plans that are not shown as they are."""
    contexts: list[Any] = field(default_factory=list)
    """What the template of each quality page is given, kept until its figures are known."""

    def see(self, file: str, html: str, view: View | None = None, written: str = "") -> None:
        """Read a page that was made; `written` is what of it is loaded at once. Short addresses have no view. Traditional chapters are not
        weighed: they are the Simplified ones, character for character in other glyphs, and compressing takes more of a build than all
        the rest that is done here."""
        self.hrefs.add(file, html)
        if isinstance(view, ChapterView) and not view.edition.language.traditional:
            self.weights.add(view.edition.language.code, file, written)

    def of(self, file: str, view: View) -> SeenPage:
        """What is known of a page."""
        return SeenPage(self.hrefs.of(file), self.weights.of(view.edition.language.code, file))

    def know(self, file: str, view: View, seen: SeenPage) -> None:
        """Take over what was known of a page."""
        self.hrefs.know(file, seen.links)
        if seen.weight is not None:
            self.weights.know(view.edition.language.code, file, seen.weight)

    def join(self, other: Watch) -> None:
        """Take over what was seen elsewhere."""
        self.hrefs.join(other.hrefs)
        self.weights.join(other.weights)

    def finish(
        self,
        content: Path,
        site: Path,
        editions: Mapping[str, Edition],
        undecided: Mapping[str, int],
        pages: int,
        *,
        render: Callable[[Quality], Mapping[str, str]],
    ) -> tuple[Quality, Mapping[str, str]]:
        """The figures, and the quality pages by their files, which `render` makes. They are made twice: their own links count, too."""

        edition = next(iter(editions.values()))
        first = quality_of(content, editions, undecided, build_of(edition, pages, (), self.weights.result(site, self.hrefs), self.earlier))
        for file, html in render(first).items():
            self.hrefs.add(file, html)
        dead = self.hrefs.dead(lambda path: path == PATH or (site / path).is_file())
        found = replace(first, build=replace(first.build, dead_links=dead))
        return found, render(found)
