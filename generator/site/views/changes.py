"""What the page of changes is given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.site.views.page import View


@dataclass(frozen=True, kw_only=True)
class ChangedPlace:
    """A place that is not as it was."""

    name: str
    """What it is called, as HTML."""
    url: str
    """Where it stands now, from the site's root; empty where there is nothing any more."""
    state: str
    left: str
    """What stood there, as HTML, what is gone of it marked."""
    right: str
    """What stands there now, as HTML, what is new in it marked."""


@dataclass(frozen=True, kw_only=True)
class ChangedPlan:
    """A plan that is not as it was."""

    title: str
    url: str
    """From the site's root; empty where the edition has it no more."""
    feed: str
    state: str
    places: tuple[ChangedPlace, ...]
    more: int
    """How many places are not shown."""


@dataclass(frozen=True, kw_only=True)
class ChangedIssue:
    """What readers were told of on a day."""

    name: str
    """Its id on the page."""
    date: str
    note: str
    plans: tuple[ChangedPlan, ...]
    counts: str
    """How many links, terms and figures came and went, in words."""


@dataclass(frozen=True, kw_only=True)
class ChangesView(View):
    """What changed, the newest first."""

    issues: tuple[ChangedIssue, ...] = ()
