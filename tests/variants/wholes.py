"""Whole steps as functions of a text: what a rule proposes, what outline and detectors make of it; rows of `calls/` call them like the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.outline import outline
from generator.reading.settings import Settings
from generator.repair import RULES
from generator.suspect import suspect
from tests.test_cases import ALL
from tests.variants import excerpts, repaired, told


def proposed(rule: str, text: str, form: str, levels: list[str]) -> list[str]:
    """The edits that a rule proposes."""
    found = next(one for one in RULES if one.name == rule).propose(text, _settings(form, levels))
    return [f"{e.start} {e.before!r} {e.after!r} {e.note}" for e in found if e.before != e.after]


def outlined(text: str, form: str, levels: list[str], annex: list[str]) -> list[str]:
    """Headings, sentences, tables and findings."""
    return told(outline(*repaired(text, _settings(form, levels, annex))))


def suspected(text: str, form: str, levels: list[str]) -> list[str]:
    """What is suspected to be damage."""
    return [str(one) for one in suspect(*repaired(text, _settings(form, levels)), [text])]


def _settings(form: str, levels: list[str], annex: list[str] | None = None) -> Settings:
    return Settings(id="try", title="某市规划", format=form, levels=levels, appendix_levels=annex or [])


WHOLES: dict[str, Callable[..., list[str]]] = {f"wholes.{one.__name__}": one for one in (proposed, outlined, suspected)}
OF = {"repair": "wholes.proposed", "outline": "wholes.outlined", "suspect": "wholes.suspected"}
"""Area → the whole step that runs its modules."""
LONGEST = 700


def known(area: str) -> Iterator[tuple[str, str]]:
    """Calls of an area's whole step with texts that there are."""
    if area == "repair":
        for case in ALL:
            if len(case.before) < LONGEST:
                yield OF[area], repr((case.rule.name, case.before, case.settings.format, [*case.settings.levels]))
    elif area in OF:
        for _, text, settings in excerpts():
            lines = text.split("\n")
            for start in range(0, len(lines), 8):
                some = "\n".join(lines[start : start + 12])[:LONGEST]
                annex = ([*settings.appendix_levels],) if area == "outline" else ()
                yield OF[area], repr((some, settings.format, [*settings.levels], *annex))
