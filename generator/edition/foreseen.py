"""A plan as it most likely is after its seed or settings were changed, before it is converted.

Words are no rule's evidence but in rare cases: where those of one sentence or cell were changed, the plan is shown with the new ones, and
with the metadata and corrections that its settings say. The convert that follows has the last word (`site.serving`).
"""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz.distance import Prefix

from generator.edition.resettled import resettled
from generator.edition.rewording import reworded
from generator.edition.views import PlanView


def foreseen(known: PlanView, seed: str, settings: str = "") -> PlanView | None:
    """A plan whose seed and settings have become these, by how it was; None where that cannot be told without converting it."""
    if known.seed_text is None or known.behind:
        return None
    if settings == known.settings_text:
        view = known if seed == known.seed_text else _received(known, known.seed_text, seed)
    else:
        view = resettled(known, seed, settings)
    return view and replace(view, seed_text=seed, settings_text=settings)


def _received(known: PlanView, before: str, now: str) -> PlanView | None:
    """A plan some words of whose seed were changed: what is told of the rest of their line stands in another column."""
    if view := reworded(known, before, now):
        at = Prefix.similarity(before, now)
        line, column = before.count("\n", 0, at) + 1, at - before.rfind("\n", 0, at)
        ledger = (
            replace(one, column=one.column + len(now) - len(before)) if one.line == line and one.column > column else one
            for one in view.loaded.ledger
        )
        return replace(view, loaded=replace(view.loaded, ledger=tuple(ledger)))
    return None
