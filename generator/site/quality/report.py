"""All figures of a build, and the same as open data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator import __version__
from generator.content.anchors import read_lock
from generator.content.store import ANCHORS
from generator.edition import Edition
from generator.edition.views import Earlier
from generator.languages.language import SIMPLIFIED
from generator.site.metadata import edition_date
from generator.site.quality.counts import PlanCounts, count_links, count_plan, sum_of
from generator.site.quality.hrefs import DeadLink
from generator.site.quality.measured import Measured, figures, read_measured
from generator.site.quality.weights import Weight

PATH = "api/quality.json"
"""Where the open data stands in the site."""


@dataclass(frozen=True)
class Build:
    """What is known of a build when all else is written."""

    date: str
    version: str
    """Of the generator."""
    pages: int
    """Short addresses aside."""
    dead_links: tuple[DeadLink, ...]
    weights: Mapping[str, Weight]
    """By language."""
    earlier: tuple[Earlier, ...] = ()
    """Plans that are shown as they were, or left out, since they cannot be read as they are."""


@dataclass(frozen=True)
class Quality:
    """All figures of a build."""

    plans: Mapping[str, PlanCounts]
    """By plan, in the order of the edition."""
    total: PlanCounts
    measured: tuple[Measured, ...]
    build: Build


def count_edition(
    content: Path, editions: Mapping[str, Edition], undecided: Mapping[str, int]
) -> tuple[Mapping[str, PlanCounts], PlanCounts]:
    """What each plan holds, and all together. `undecided`: plan → doubts of its Traditional text, empty without such an edition."""
    edition = editions[SIMPLIFIED.code]
    translated = {code: other for code, other in editions.items() if any(view.translations for view in other)}
    links, every = count_links(edition)
    counts = {
        view.id: count_plan(
            edition, view, len(read_lock(content / view.id / ANCHORS)), undecided.get(view.id), links[view.id], translated=translated
        )
        for view in edition
    }
    return counts, sum_of(counts, every)


def quality_of(content: Path, editions: Mapping[str, Edition], undecided: Mapping[str, int], build: Build) -> Quality:
    """All figures. Raises ZhangjuError for a broken `quality.toml`, with its line."""
    counts, total = count_edition(content, editions, undecided)
    return Quality(counts, total, read_measured(content), build)


def build_of(
    edition: Edition, pages: int, dead: Sequence[DeadLink], weights: Mapping[str, Weight], earlier: Sequence[Earlier] = ()
) -> Build:
    """What is known of this build."""
    return Build(edition_date(edition), __version__, pages, tuple(dead), weights=weights, earlier=tuple(earlier))


def quality_json(quality: Quality) -> dict[str, Any]:
    """The figures as open data."""
    return {
        "build": asdict(quality.build),
        "plans": [{"id": name, **_counts(counts)} for name, counts in quality.plans.items()],
        "total": _counts(quality.total),
        "measured": [figures(one) for one in quality.measured],
    }


def _counts(counts: PlanCounts) -> dict[str, Any]:
    return {key: value for key, value in asdict(counts).items() if value is not None}
