"""What a build made, also one that needed not be done again. Loads nothing of what builds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.findings import Finding
from generator.site.quality.hrefs import DeadLink
from generator.site.unchanged import Known


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    plans: int
    sections: int
    sentences: int
    repairs: int
    flags: int
    pages: int
    dead_links: tuple[DeadLink, ...] = ()
    """Links that lead nowhere."""
    failed: tuple[Finding, ...] = ()
    """What is wrong with plans that are shown as they were, or left out."""
    told: tuple[Finding, ...] = ()
    """What the settings ask for and was not made."""
    dealt: Dealt | None = None
    """Pictures of preview cards."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """The pictures of preview cards in a site."""

    pictures: int
    new: int
    """How many of them were drawn for it."""
    bytes: int
    seconds: float


def unchanged(known: Known) -> Built | None:
    """The site that stands there, where a build would make the same; else None."""
    told = known.same()
    dead = tuple(DeadLink(**link) for link in told["dead_links"]) if told else ()
    if not told:
        return None
    dealt = Dealt(**told["dealt"]) if told["dealt"] else None
    return Built(**{**told, "site": Path(told["site"]), "dead_links": dead, "failed": (), "told": (), "dealt": dealt})
