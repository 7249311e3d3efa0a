"""What convert would make of a seed with other settings: repaired and divided in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.absorbing.entries import Entry, with_entries
from generator.absorbing.parts import Stream, plan_stream
from generator.errors import ZhangjuError
from generator.model import Section
from generator.outline import outline
from generator.pipeline import check_promises
from generator.reading import Seed
from generator.reading.settings_file import settings_of
from generator.repair import Repaired, repair


@dataclass(frozen=True)
class Trial:
    """A seed, repaired and divided."""

    seed: Seed
    repaired: Repaired
    sections: tuple[Section, ...]
    stream: Stream


def make(seed: Seed) -> Trial:
    """Repair and divide a seed. Raises ZhangjuError for what convert refuses."""
    try:
        repaired = repair(seed)
    except ValueError as error:  # two corrections that overlap
        raise ZhangjuError(seed.settings.path, None, str(error), "let the corrections not overlap") from None
    outlined = outline(seed, repaired)
    if broken := check_promises(seed, repaired, outlined):
        raise broken[0].as_error()
    return made_of(seed, repaired, outlined.sections)


def made_of(seed: Seed, repaired: Repaired, sections: tuple[Section, ...]) -> Trial:
    """The same of what was repaired and divided already."""
    return Trial(seed, repaired, sections, plan_stream(sections, repaired.text))


def try_entries(seed: Seed, source: str, data: Mapping[str, Any], entries: Iterable[Entry]) -> Trial:
    """What the seed would be with other entries in its settings. Raises ZhangjuError."""
    settings = settings_of(source, with_entries(data, entries), seed.settings.path, seed.plan)
    return make(replace(seed, settings=settings))


__all__ = ["Trial", "made_of", "make", "try_entries"]
