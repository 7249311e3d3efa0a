"""What every page has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.edition import Edition, PlanView
from generator.languages.translations import Progress
from generator.model import Series
from generator.site.marks import Translate


@dataclass(frozen=True, kw_only=True)
class View:
    """What every template is given."""

    everywhere: ClassVar[bool] = True
    """True for what stands at the same address in every language."""
    title: str
    """For the title bar and for search engines."""
    edition: Edition
    say: Translate
    """Interface strings by key."""
    description: str = ""
    path: str = ""
    """Folder of the page in the site: `sh-14fyp/6/`, empty for the home page. The table of kinds sets it."""
    template: str = ""
    """Set by the table, too."""


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A link to another page or place, from the site's root."""

    url: str
    html: str


@dataclass(frozen=True, kw_only=True)
class LeafLink:
    """A leaf of a list that stands on several pages."""

    url: str
    name: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class ListView(View):
    """A list that may stand on several pages."""

    leaf: str = ""
    """The name of this one, empty for the first, which is the list's own page."""
    leaves: tuple[LeafLink, ...] = ()
    """All of them; none where the list stands on one page."""
    buckets: int = 0
    """Files that tell on which leaf an entry stands."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """An entry of a table of contents."""

    link: PageLink
    children: tuple[Contents, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """A plan on the line of years."""

    plan: PlanView
    first: int | None
    last: int | None
    """The same year as `first` for what has a date only; None where no year is known."""
    targets: int = 0
    """Targets that it sets in figures."""
    topics: tuple[PageLink, ...] = ()
    """Those of which it says most."""
    find: str = ""
    """Words by which the filter finds it."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A row of a plan's table that sets a value."""

    link: PageLink
    value: str
    unit: str
    """As printed, empty when the value has it or none is needed."""
    head: str
    """What stands over the value."""


@dataclass(frozen=True, kw_only=True)
class IndicatorTable:
    """The first indicators of a table."""

    plan: PlanView
    rows: tuple[Indicator, ...]
    whole: PageLink | None
    """The table, when it has more rows than stand here."""


@dataclass(frozen=True, kw_only=True)
class SeriesRow:
    """A series in the index."""

    series: Series
    link: PageLink
    area: str
    line: str
    """A small line as SVG; empty for one point."""
    first: str
    """The newest that was achieved, with its year; empty when nothing is known."""
    target: str
    """The newest target, with its year."""
    amounts: tuple[str, str]
    """Both in the unit without 万 and 亿, by which rows are sorted; empty for none."""
    year: int
    """The year of the newest figure."""
    plans: tuple[str, ...]
    """Ids of the plans that have it."""
    themes: tuple[str, ...]
    """Ids of the topics that its sentences belong to."""
    binding: str
    """`binding`, `expected` or empty."""
    project: bool = False
    """True for what a table of projects tells of one of them."""
    places: tuple[str, ...] = ()
    """Plans with the anchors of the sentences whose marks lead here."""


@dataclass(frozen=True, kw_only=True)
class MainTarget:
    """A target on the page of its plan."""

    link: PageLink
    figure: str
    years: str


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """The home page."""

    rows: tuple[TimelineRow, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kinds by which the list is filtered; empty where the plans are few."""
    years: tuple[int, ...] = ()
    """From the first year of all plans to the last; empty when none is known."""
    indicators: tuple[IndicatorTable, ...] = ()
    telling: tuple[SeriesRow, ...] = ()
    """Series that editors chose for it."""
    questions: tuple[PageLink, ...] = ()
    """Questions that the edition answers, with the page that does."""
    progress: Progress | None = None
    """How much of all plans is translated; None on pages in Chinese."""


@dataclass(frozen=True, kw_only=True)
class QuoteView(View):
    """The page that looks a quotation up."""


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """The search page."""

    texts: str
    """Folder of the texts that it shows, from the site's root."""
