"""A plan as it most likely is after its seed or settings were changed, before it is converted.

Words are no rule's evidence but in rare cases: where those of one sentence or cell were changed, or sentences came into a paragraph or
went, the plan is shown with what there is now, and with the metadata and corrections that its settings say. The convert that follows has
the last word (`site.serving`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
    """A plan some words of whose seed were changed, or into which sentences came or from which they went: what is told of what
    follows stands elsewhere in it."""
    from generator.edition.inserting import lengthened  # only here: these load all that makes outlines
    from generator.edition.removing import shortened

    start, gone, come = difference(before, now)
    view = reworded(known, before, now) or (lengthened(known, before, start, gone, come) if come else shortened(known, before, start, gone))
    if not view:
        return None
    old, new = (_line_starts(text) for text in (before, now))

    def moved(entry: Repair) -> Repair:
        at = old[entry.line - 1] + entry.column - 1
        if at < start + bool(gone):
            return entry
        at = max(start, at + len(come) - len(gone))
        line = bisect_right(new, at)
        return replace(entry, line=line, column=at - new[line - 1] + 1)

    return replace(view, loaded=replace(view.loaded, ledger=tuple(moved(one) for one in view.loaded.ledger)))


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
