"""Pages of indicators."""

from __future__ import annotations

from dataclasses import dataclass

from generator.edition import PlanView
from generator.model import Series
from generator.site.views.page import ListView, PageLink, SeriesRow, View


@dataclass(frozen=True, kw_only=True)
class IndicatorsView(ListView):
    """The index of indicators."""

    plans: tuple[PlanView, ...] = ()
    rows: tuple[SeriesRow, ...] = ()
    projects: bool = False
    """True where some series are of projects."""
    years: tuple[int, ...] = ()
    """Years that targets and figures are for."""
    values: int = 0
    ways: tuple[PageLink, ...] = ()
    """Pages that tell what became of a plan's targets."""


@dataclass(frozen=True, kw_only=True)
class IndicatorsLeafView(IndicatorsView):
    """A further page of it."""


@dataclass(frozen=True, kw_only=True)
class PointRow:
    """A point of a series with the words that prove it."""

    years: str
    figure: str
    kind: str
    """Target, achieved or base, in words."""
    state: str
    more: str
    """What the figure measures, where that is no level."""
    link: PageLink
    """To the sentence, by plan and place."""
    excerpt: str
    """HTML of the sentence with the figure marked."""
    also: tuple[PageLink, ...]
    """Other places of the plan that say the same."""


@dataclass(frozen=True, kw_only=True)
class SeriesView(View):
    """A series."""

    series: Series
    area: str = ""
    unit: str = ""
    """The unit without 万 and 亿, in the pages' language."""
    chart: str = ""
    """SVG; empty for a series without figures."""
    points: tuple[PointRow, ...] = ()
    silent: tuple[PlanView, ...] = ()
    """Plans for the same place that say nothing of it."""
    names: tuple[str, ...] = ()
    """Wordings that were joined."""
    file: str = ""
    """Its open data without ending, from the site's root."""
    cite: str = ""


@dataclass(frozen=True, kw_only=True)
class EmbedView(View):
    """A series as a small page for other sites."""

    series: Series
    chart: str = ""
    points: tuple[PointRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FiguresRow:
    """An indicator that two plans have."""

    name: PageLink
    a: tuple[PointRow, ...]
    b: tuple[PointRow, ...]


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """What became of a target."""

    name: PageLink
    target: PointRow
    later: tuple[PointRow, ...]
    """What the plans say of it for later, or of what was achieved, the newest last."""
    outcome: str
    """In words: met, not met, or not stated."""
    key: str
    """`met`, `missed`, `open` or `unseen`."""


@dataclass(frozen=True, kw_only=True)
class TargetsView(View):
    """What became of a plan's targets."""

    plan: PlanView
    rows: tuple[TargetRow, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    """How many targets have each outcome, in words."""
    lacking: tuple[PlanView, ...] = ()
    """Plans whose seeds lack parts, so that something unseen may be said there."""
