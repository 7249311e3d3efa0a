"""Suspect: what may be damage in a plan's text and no rule may repair.

Guarantees:
1. Nothing is changed: a suspicion is a question to a person, with a place, a best guess and a reason.
2. The words of a suspicion begin in their seed line exactly once, so that it can become a `[[correction]]` as it stands.
3. It looks at the text without the editor's corrections, and says which of its places they speak of (`known`).
4. What an editor keeps, or set as a table, is settled and not suspected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model import Span
from generator.placing import reading
from generator.reading import read_seed, seed_ids
from generator.reading.seed import Seed
from generator.repair import Repaired, repair
from generator.repair.corrections import place_correction
from generator.spans import Spans
from generator.suspect.body import Body, Detect
from generator.suspect.doubled import doubled
from generator.suspect.found import Suspicion, locate
from generator.suspect.latin_words import latin_words
from generator.suspect.marks import marks
from generator.suspect.misread import misread
from generator.suspect.rare_pairs import rare_pairs
from generator.suspect.scripts import traditional
from generator.suspect.sequences import sequences
from generator.suspect.site_words import site_words
from generator.suspect.stray_numbers import stray_numbers
from generator.suspect.tripled import tripled
from generator.suspect.unended import unended
from generator.suspect.unpaired import unpaired
from generator.toml_file import quoted


@dataclass(frozen=True, slots=True)
class Detector:
    """One row of the table."""

    name: str
    """The `kind` of its suspicions."""
    find: Detect


DETECTORS: tuple[Detector, ...] = (
    Detector("latin-words", latin_words),
    Detector("traditional", traditional),
    Detector("tripled", tripled),
    Detector("doubled", doubled),
    Detector("unpaired", unpaired),
    Detector("sequences", sequences),
    Detector("marks", marks),
    Detector("unended", unended),
    Detector("site-words", site_words),
    Detector("stray-numbers", stray_numbers),
    Detector("misread", misread),
    Detector("rare-pairs", rare_pairs),
)
"""The detectors in order: a place that one has found is not told again by a later one."""


def suspect(seed: Seed, repaired: Repaired, others: Sequence[str]) -> list[Suspicion]:
    """Find what may be damage, in reading order.

    `repaired` is the seed repaired without its corrections, `others` are the repaired texts of the other plans.
    """
    body = Body(repaired.text, tuple(others), seed.settings.format == "sentence-lines")
    corrected = Spans((at, at + len(c.find)) for c in seed.settings.correction for at in [place_correction(seed, c)])
    settled = Spans(_settled(seed))
    taken = bytearray(len(repaired.text))
    found: list[Suspicion] = []
    for detector in DETECTORS:
        for place in detector.find(body):
            if any(taken[place.start : place.end]):
                continue
            suspicion = locate(seed, repaired, detector.name, place, corrected, settled=settled)
            if suspicion:
                taken[place.start : place.end] = b"\1" * (place.end - place.start)
                found.append(suspicion)
    return sorted(found, key=lambda s: (s.line, s.column))


def _settled(seed: Seed) -> list[Span]:
    """Spans of the seed that an editor keeps as they are, or set in order as a table."""
    kept = [(at, at + len(item.text)) for item in seed.settings.keep for at in [place_correction(seed, item)]]
    last = len(seed.line_starts)
    return kept + [
        (seed.line_span(table.line)[0], seed.line_span(min(table.last_line, last))[1])
        for table in seed.settings.table
        if table.line <= last
    ]


def run(seeds: Path, plan: str) -> list[Suspicion]:
    """Read a plan and its fellows from the seeds folder and suspect it. Raises ZhangjuError for what a person must mend.

    The other plans, too, are witnesses without their corrections: as they were received.
    """
    with reading(seeds):
        read = {name: read_seed(seeds, name) for name in sorted({*seed_ids(seeds), plan})}
    repaired = {name: repair(seed, with_corrections=False) for name, seed in read.items()}
    return suspect(read[plan], repaired[plan], [one.text for name, one in repaired.items() if name != plan])


def as_toml(suspicions: Sequence[Suspicion]) -> str:
    """Corrections ready for `seeds/<plan>.toml`, all of them uncertain; what a correction speaks of already is left out."""
    entries = [
        f"[[correction]]\nline = {s.line}\nfind = {quoted(s.text)}\nreplace = {quoted(s.proposal)}\n"
        f"evidence = {quoted(s.reason)}\ncertain = false\n"
        for s in suspicions
        if not s.known
    ]
    return "\n".join(entries)


__all__ = ["DETECTORS", "Detector", "Suspicion", "as_toml", "run", "suspect"]
