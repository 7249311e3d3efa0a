"""What changed between two editions, and what readers are told of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """What became of a place of a plan."""

    id: str
    kind: str
    """`heading`, `sentence`, `table`, `row`, `figure` or `note`."""
    state: str
    """`new`, `changed`, `moved`, `retired` or `lost`."""
    to: str = ""
    """Where it leads to now, when that is another place."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanges:
    """What became of a plan."""

    plan: str
    title: str
    state: str
    """`new`, `gone` or `changed`."""
    places: tuple[PlaceChange, ...] = ()
    """Of one that is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """What one of two editions has and the other has not: a line for each."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that changed between two editions."""

    since: str
    """The commit of the former one."""
    plans: tuple[PlanChanges, ...] = ()
    links: Differing = Differing()
    """`cites sh-14fyp 1-2 → sh-15fyp 3-4`."""
    terms: Differing = Differing()
    """`五个中心：…`."""
    indicators: Differing = Differing()
    """`森林覆盖率 2030 19.5% (sh-15fyp 2.3-1)`."""

    def __bool__(self) -> bool:
        return bool(self.plans or self.links or self.terms or self.indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Changes that an editor told readers of: a line of `content/changes.jsonl`."""

    date: str
    """The day on which it was told."""
    note: str
    """What it is about, in Chinese, by the editor."""
    changes: Changes
