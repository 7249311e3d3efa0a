"""Pages of plans side by side, and of what they say in the same words."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.edition import PlanView
from generator.site.views.indicators import FiguresRow
from generator.site.views.page import Link, View


@dataclass(frozen=True, kw_only=True)
class CompareRow:
    """A section of the left plan and what joins it in the right one."""

    id: str
    link: Link
    level: int
    counterparts: tuple[Link, ...]
    chapters: tuple[Link, ...]
    """Of a heading without text of its own: the chapters that its clauses lead to."""
    has_text: bool

    @property
    def alone(self) -> bool:
        """True for a text that nothing joins."""
        return self.has_text and not self.counterparts


@dataclass(frozen=True, kw_only=True)
class FlowRow:
    """Two chapters that counterparts join."""

    a: Link
    b: Link
    """Leads to the first of the counterparts on the page."""
    count: int


@dataclass(frozen=True, kw_only=True)
class Flow:
    """How the chapters of a plan go over into its successor's."""

    svg: str
    rows: tuple[FlowRow, ...]


@dataclass(frozen=True, kw_only=True)
class CompareView(View):
    """Two plans side by side."""

    a: PlanView
    b: PlanView
    rows: tuple[CompareRow, ...] = ()
    only: tuple[Link, ...] = ()
    """Sections of the right plan that nothing in the left one joins."""
    figures: tuple[FiguresRow, ...] = ()
    """Indicators that both plans have."""
    flow: Flow | None = None
    """Where the right plan continues the left one."""


@dataclass(frozen=True, kw_only=True)
class CompareIndexView(View):
    """The plans that are compared, two and two."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of counterparts of two plans."""
    beside: dict[str, tuple[PlanView, ...]] = field(default_factory=dict)
    """Plan → the later ones with which it is compared."""


@dataclass(frozen=True, kw_only=True)
class RepeatRow:
    """The same words in two plans."""

    name: str
    """Its id on the page."""
    kind: str
    length: int
    exact: bool
    a: Link
    b: Link
    left: str
    """HTML of the older plan's words, with what the other lacks marked."""
    right: str


@dataclass(frozen=True, kw_only=True)
class RepeatGroup:
    """The repeats of two plans."""

    a: PlanView
    b: PlanView
    rows: tuple[RepeatRow, ...]


@dataclass(frozen=True, kw_only=True)
class RepeatsView(View):
    """All repeats."""

    groups: tuple[RepeatGroup, ...] = ()
