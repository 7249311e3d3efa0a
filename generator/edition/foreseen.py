"""A plan as it most likely is after its seed or settings were changed, before it is converted.

Words are no rule's evidence but in rare cases: where those of one sentence or cell were changed, or a sentence came into a paragraph, the
plan is shown with the new ones, and with the metadata and corrections that its settings say. The convert that follows has the last word
(`site.serving`).
"""

from __future__ import annotations

from dataclasses import replace

from generator.edition.resettled import resettled
from generator.edition.rewording import difference, reworded
from generator.edition.views import PlanView
from generator.model import Repair


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
    """A plan some words of whose seed were changed, or into which a sentence came: what is told of what follows stands elsewhere in it."""
    from generator.edition.inserting import lengthened  # only here: it loads all that makes outlines

    start, gone, come = difference(before, now)
    view = reworded(known, before, now) or lengthened(known, before, start, gone, come)
    if not view:
        return None
    line, column = before.count("\n", 0, start) + 1, start - before.rfind("\n", 0, start)
    lines = come.count("\n")

    def moved(entry: Repair) -> Repair:
        if entry.line != line or entry.column < column + bool(gone):
            return replace(entry, line=entry.line + lines * (entry.line > line))
        shift = len(come) - len(gone) if not lines else len(come) - come.rfind("\n") - column
        return replace(entry, line=line + lines, column=entry.column + shift)

    return replace(view, loaded=replace(view.loaded, ledger=tuple(moved(one) for one in view.loaded.ledger)))
