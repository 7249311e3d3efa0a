"""Relations between places, and subjects that run through the plans."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text import Span


@dataclass(frozen=True, slots=True)
class Link:
    """A typed relation between two places, or between a place and a work that the edition does not hold."""

    type: str
    """`cites`, `repeats`, `continues` or `related`."""
    plan: str
    place: str
    """Anchor in `plan`."""
    to_plan: str = ""
    """Empty for a work that the edition does not hold."""
    to_place: str = ""
    """Anchor in `to_plan`; `front` for the plan as a whole."""
    external: str = ""
    """Title of a work that the edition does not hold."""
    text: str = ""
    """The words of a citation or of a repeat, as printed."""
    cell: int = 0
    """0-based column, in a row."""
    span: Span | None = None
    """Where the words stand in the part's text; None for what is no matter of certain words."""
    to_span: Span | None = None
    """Where they stand at the other end."""
    score: float = 1.0
    """From 0 to 1: how sure the relation is."""
    by: str = "rule"
    """`rule` or `editor`."""
    reason: str = ""
    """Why, in words for a reader."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence, or what of a long one stands around the words, as a topic shows it."""

    place: str
    """Anchor of the sentence or row."""
    text: str
    """In content Markdown; cut, when it is, at the end of a clause."""
    spans: tuple[Span, ...] = ()
    """Where the topic's words stand in `text`."""
    cut: tuple[bool, bool] = (False, False)
    """True where words of the sentence were left out before it, and after it."""
    follows: bool = True
    """False when sentences were left out between it and the excerpt before."""


@dataclass(frozen=True, slots=True)
class ThreadClause:
    """A clause of a plan that is about a topic: a section, or a passage of a long one."""

    plan: str
    place: str
    """Anchor of the section, or of the passage's first sentence."""
    trail: tuple[str, ...]
    """Ids of the sections above it, chapter first."""
    title: str
    """The passage's lead; empty for a section, which has its own heading, and for a passage without one."""
    excerpts: tuple[Excerpt, ...]
    why: str
    """`heading`, `words` or `editor`."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A topic with its clauses across the plans, the oldest plan first, in reading order."""

    id: str
    title: str
    title_en: str
    note: str
    clauses: tuple[ThreadClause, ...]
    near: tuple[str, ...] = ()
    """Ids of the topics that share most clauses with it."""
