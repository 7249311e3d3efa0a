"""`content/questions.toml`: what readers ask that a place of a plan answers, in words that the place itself does not have.

    [city-14fyp]
    "14.3.2-1" = "老人没人做饭怎么办 长者饭堂 home meals"
    "14.3.2-1 14.3.2-3" = "在家养老"

A line may name several places, and a place stand in several lines. A place is found by its questions, behind what says it itself; they are
never shown. They follow a text that stands elsewhere now; where it is gone they rest, and `check` tells it. A plan or a place that never
was: an error with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content.leads import lead_of, next_place
from generator.errors import ZhangjuError, gathering
from generator.findings import Finding
from generator.model import Plan
from generator.pure import PLANS, Same, pure
from generator.search.documents import parts_of
from generator.toml_file import line_of, parse_toml, toml_text

FILE = "questions.toml"

KEY = re.compile(r"""["']?([^"'=]*[^"'=\s])["']?\s*=""")
"""The key that a line begins with."""

Questions = Mapping[tuple[str, str], str]
"""(plan, anchor) → what readers ask that it answers."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the file."""

    path: Path
    line: int
    plan: str
    place: str
    asked: Any

    @property
    def has_words(self) -> bool:
        """True when questions stand there."""
        return isinstance(self.asked, str) and bool(self.asked.strip())

    def stands(self, content: Path, places: frozenset[str]) -> str:
        """Its place among those of its plan, also where its text moved; empty where that is gone. Raises for what never was."""
        if not self.has_words:
            how = f'write "{self.place}" = "…", or take the line out'
            raise ZhangjuError(self.path, self.line, f"`{self.place}` has no questions", how)
        if self.place in places:
            return self.place
        old = lead_of(content, self.plan, self.place)
        if old is None:
            how = f"write the address of a section, sentence, row or note of it; {next_place(content, self.plan, self.place, places)}"
            raise ZhangjuError(self.path, self.line, f"{self.plan} has no place `{self.place}`", how)
        return old.to if old.moved and old.to in places else ""


def read_questions(content: Path, plans: Iterable[Plan]) -> Questions:
    """Read `content/questions.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    found: dict[tuple[str, str], list[str]] = {}
    for one, place, _ in _stood(content, plans):
        if place:
            found.setdefault((one.plan, place), []).append(one.asked)
    return {place: " ".join(asked) for place, asked in found.items()}


def resting_questions(content: Path, plans: Iterable[Plan]) -> Iterator[Finding]:
    """The places whose text is gone, each with the nearest that lives. Raises as `read_questions` does."""
    for one, place, places in _stood(content, plans):
        if not place:
            next_step = next_place(content, one.plan, one.place, places)
            yield Finding("L004", str(one.path), one.line, f"`{one.plan} {one.place}`", next_step)


def _stood(content: Path, plans: Iterable[Plan]) -> list[tuple[_Entry, str, frozenset[str]]]:
    """The lines of the file, each with the place that it is of now and those of its plan."""
    path = content / FILE
    if not path.is_file():
        return []
    known = {plan.id: plan for plan in plans}
    found: list[tuple[_Entry, str, frozenset[str]]] = []
    with gathering() as problems:
        for plan, begin, entries in _tables(toml_text(path), path):
            if plan not in known or entries is None:
                problems.add(ZhangjuError(path, begin, f"`{plan}` is no plan with its questions", "write [PLAN], and its places below it"))
                continue
            places = _places(Same(known[plan]))
            for entry in entries:
                if entry.place in places and entry.has_words:
                    found.append((entry, entry.place, places))
                    continue
                with problems.trying():
                    found.append((entry, entry.stands(content, places), places))
    return found


@pure(most=PLANS)
def _places(plan: Same[Plan]) -> frozenset[str]:
    """What of a plan can be found."""
    return frozenset(anchor for section in plan.thing.sections for anchor, _ in parts_of(section))


@pure(most=4)
def _tables(source: str, path: Path) -> tuple[tuple[str, int, tuple[_Entry, ...] | None], ...]:
    """Each plan of the file with the line where it begins and its lines; None in place of these where it has another value."""
    found: list[tuple[str, int, tuple[_Entry, ...] | None]] = []
    for plan, asked in parse_toml(source, path).items():
        begin = line_of(source, plan)
        found.append((plan, begin, tuple(_entries(path, source, plan, asked, begin)) if isinstance(asked, dict) else None))
    return tuple(found)


def _entries(path: Path, source: str, plan: str, asked: Mapping[str, Any], begin: int) -> Iterator[_Entry]:
    """The lines of a plan's table, which begins in line `begin`."""
    lines: dict[str, int] = {}
    for number, text in enumerate(source.split("\n")[begin - 1 :], begin):
        if key := KEY.match(text.lstrip()):
            lines.setdefault(key[1], number)
    for places, words in asked.items():
        for place in places.split() or [places]:
            yield _Entry(path, lines.get(places, begin), plan, place, words)
