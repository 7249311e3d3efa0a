"""`content/search.toml`: words that readers type, beside those that plans use for the same.

    [[synonym]]
    readers = ["地铁"]
    plans = ["轨道交通"]

A sentence that holds a word of `plans` is found by those of `readers`, too. A word of `plans` that no plan holds: an error with its line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.model import Plan
from generator.pure import PLANS, Same, pure
from generator.spotting import words_of
from generator.toml_file import load_built

FILE = "search.toml"


@dataclass(frozen=True, slots=True)
class Synonym:
    """A `[[synonym]]`."""

    readers: list[str]
    plans: list[str]
    at: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    synonym: list[Synonym] = field(default_factory=list)


def read_synonyms(content: Path, plans: Iterable[Plan]) -> tuple[Synonym, ...]:
    """Read `content/search.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return ()
    found = tuple(load_built(_File, path)[1].synonym)
    words = tuple(dict.fromkeys(word for synonym in found for word in synonym.plans if word))
    held = {word for plan in plans for word in _held(Same(plan), words)}
    with gathering() as problems:
        for synonym in found:
            if not all(words and all(map(str.strip, words)) for words in (synonym.readers, synonym.plans)):
                problems.add(
                    ZhangjuError(path, synonym.at, "`readers` or `plans` has no word", "write at least one, or take the entry out")
                )
            for word in synonym.plans:
                if word not in held:
                    problems.add(
                        ZhangjuError(path, synonym.at, f"no plan holds “{word}”", "write the word as a plan has it, or take it out")
                    )
    return found


@pure(most=PLANS)
def _held(plan: Same[Plan], words: tuple[str, ...]) -> frozenset[str]:
    """Which of some words stand in the text of a plan."""
    known = words_of(words)
    return frozenset(word for section in plan.thing.sections for part in section.parts() for _, word in known.places(part.text))
