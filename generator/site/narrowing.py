"""By what a reader narrows a list of plans that has grown long."""

from __future__ import annotations

from collections.abc import Collection

from generator.edition import PlanView

FILTERED = 12
"""Plans above which their list has a filter."""
FOUND_BY = ("title", "place", "issuer", "author", "period", "date", "number")
"""What of a plan's metadata its list is filtered by, in the seed's language."""


def kinds_of(plans: Collection[PlanView]) -> tuple[str, ...]:
    """The kinds that a filter of these plans offers, as they come; none where the plans are few."""
    return tuple(dict.fromkeys(plan.known("kind") for plan in plans)) if len(plans) > FILTERED else ()


def find_words(plan: PlanView) -> str:
    """What the filter of a list finds a plan by: its titles, place, issuer, period and date."""
    named = (plan.id, plan.title, plan.short_title, plan.shown("issuer"), plan.shown("author"))
    return " ".join(dict.fromkeys(str(word) for word in (*named, *(plan.plan.meta.get(key) for key in FOUND_BY)) if word))
