"""Whether what is kept of other prints still speaks of places that there are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding
from generator.model import Plan
from generator.reading.settings import Settings


def witness_findings(plan: Plan, settings: Settings) -> Iterator[Finding]:
    """A finding for each print of which a place is gone: readers are led to the plan instead."""
    anchors = plan.anchors()
    for one in settings.witness:
        places = [*(name for ends in one.reach for name in ends), *(v.place for v in settings.variant if v.witness == one.name)]
        if gone := [name for name in dict.fromkeys(places) if name not in anchors]:
            cause = f"{one.name}: there is no {', '.join(gone[:5])}"
            yield Finding("V003", str(settings.path), one.at, cause, f"zhangju collate {plan.id} FILE --write, with the same print")
