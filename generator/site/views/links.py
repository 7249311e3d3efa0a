"""Pages of plans side by side, and of what they say in the same words."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from generator.edition import PlanView
from generator.model.address import chapter_of
from generator.site.views.indicators import FiguresRow
from generator.site.views.page import ListView, PageLink, View


@dataclass(frozen=True, kw_only=True)
class ClauseBeside:
    """A clause and its counterparts in their words."""

    left: str
    """HTML of the left plan's words, with those that no counterpart has marked."""
    right: tuple[PageLink, ...]
    """Of each counterpart the address and the HTML of its words, with those that the left one has not marked."""


@dataclass(frozen=True, kw_only=True)
class CompareRow:
    """A section of the left plan and what joins it in the right one."""

    id: str
    link: PageLink
    level: int
    counterparts: tuple[PageLink, ...]
    chapters: tuple[PageLink, ...]
    """Of a heading without text of its own: the chapters that its clauses lead to."""
    has_text: bool
    beside: tuple[ClauseBeside, ...] = ()
    """Its clauses and their counterparts in their words."""
    perhaps: tuple[PageLink, ...] = ()
    """What may be a counterpart of them; it counts nowhere."""

    @property
    def alone(self) -> bool:
        """True for a text that nothing joins."""
        return self.has_text and not self.counterparts


@dataclass(frozen=True, kw_only=True)
class FlowRow:
    """Two chapters that counterparts join."""

    a: PageLink
    b: PageLink
    """Leads to the first of the counterparts on the page."""
    count: int


@dataclass(frozen=True, kw_only=True)
class Flow:
    """How the chapters of a plan go over into its successor's."""

    svg: str
    rows: tuple[FlowRow, ...]


@dataclass(frozen=True, kw_only=True)
class CompareChapter:
    """The rows of a chapter of the left plan."""

    heading: CompareRow
    rows: tuple[CompareRow, ...]

    @property
    def joined(self) -> int:
        """How many counterparts it has."""
        return sum(len(row.counterparts) for row in self.rows)

    @property
    def alone(self) -> int:
        """How many of its texts nothing joins."""
        return sum(row.alone for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class CompareView(View):
    """Two plans side by side."""

    a: PlanView
    b: PlanView
    rows: tuple[CompareRow, ...] = ()
    only: tuple[PageLink, ...] = ()
    """Sections of the right plan that nothing in the left one joins, nor may join."""
    figures: tuple[FiguresRow, ...] = ()
    """Indicators that both plans have."""
    flow: Flow | None = None
    """Where the right plan continues the left one."""

    @property
    def has_perhaps(self) -> bool:
        """Whether something may be a counterpart."""
        return any(row.perhaps for row in self.rows)

    @property
    def chapters(self) -> list[CompareChapter]:
        """The rows by chapter, as the page folds them."""
        groups = (tuple(rows) for _, rows in groupby(self.rows, key=lambda row: chapter_of(row.id)))
        return [CompareChapter(heading=rows[0], rows=rows) for rows in groups]


@dataclass(frozen=True, kw_only=True)
class CompareIndexView(View):
    """The plans that are compared, two and two."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of counterparts of two plans."""
    beside: dict[str, tuple[PlanView, ...]] = field(default_factory=dict)
    """Plan → the later ones with which it is compared."""
    names: dict[str, str] = field(default_factory=dict)
    """Plan → what a list calls it, in which no two are called alike."""


@dataclass(frozen=True, kw_only=True)
class RepeatRow:
    """The same words in two plans."""

    name: str
    """Its id on the page."""
    kind: str
    length: int
    exact: bool
    a: PageLink
    b: PageLink
    left: str
    """HTML of the older plan's words, with what the other lacks marked."""
    right: str
    left_en: str = ""
    """HTML of the sentence's translation, on pages in another language."""
    right_en: str = ""


@dataclass(frozen=True, kw_only=True)
class RepeatGroup:
    """The repeats of two plans."""

    a: PlanView
    b: PlanView
    rows: tuple[RepeatRow, ...]


@dataclass(frozen=True, kw_only=True)
class RepeatsView(ListView):
    """All repeats."""

    groups: tuple[RepeatGroup, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RepeatsLeafView(RepeatsView):
    """A further page of them."""
