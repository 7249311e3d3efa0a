"""Pages of topics."""

from __future__ import annotations

from dataclasses import dataclass

from generator.edition import PlanView
from generator.model import Thread
from generator.site.views.page import PageLink, View


@dataclass(frozen=True, kw_only=True)
class TopicCount:
    """How many clauses of a plan a topic has."""

    count: int
    url: str
    weight: int = 0
    """From 0 for none to 4: how much that is beside the other plans of the list, for its shade."""


@dataclass(frozen=True, kw_only=True)
class TopicRow:
    """A topic in the list of topics."""

    thread: Thread
    counts: tuple[TopicCount, ...]


@dataclass(frozen=True, kw_only=True)
class TopicsView(View):
    """The list of topics."""

    plans: tuple[PlanView, ...] = ()
    """The oldest first."""
    kinds: tuple[str, ...] = ()
    """The kinds by which the plans are filtered; empty where they are few."""
    found_by: tuple[str, ...] = ()
    """What the filter finds each plan by."""
    rows: tuple[TopicRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClauseRow:
    """A clause on a topic's page."""

    link: PageLink
    above: tuple[PageLink, ...]
    """Sections between the chapter and the clause; empty when they were just shown."""
    excerpt: str
    """HTML."""
    translated: str = ""
    """HTML of its sentences in the language of the pages, whole; empty on pages in Chinese and where nothing is translated."""
    untitled: bool = False
    """True when its link says only its address."""


@dataclass(frozen=True, kw_only=True)
class ClauseGroup:
    """The clauses of a chapter."""

    chapter: PageLink
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, kw_only=True)
class TopicPlan:
    """What a plan says on a topic."""

    plan: PlanView
    count: int
    groups: tuple[ClauseGroup, ...]
    lacking: str
    """What is to be said of a text with few clauses, or none."""


@dataclass(frozen=True, kw_only=True)
class TopicView(View):
    """A topic."""

    thread: Thread
    plans: tuple[TopicPlan, ...] = ()
    near: tuple[PageLink, ...] = ()
    previous: PageLink | None = None
    next: PageLink | None = None
