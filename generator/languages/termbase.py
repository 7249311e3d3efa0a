"""The termbase: words of the plans with their one English rendering, from `content/termbase.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.languages.renderings import holds
from generator.model.address import own_file
from generator.text_file import read_text
from generator.toml_file import build, parse_toml

FILE = "termbase.toml"


@dataclass(frozen=True)
class TermRendering:
    """An entry: what a word of the plans is in English."""

    zh: str
    """The Chinese words."""
    en: str
    """Their rendering."""
    also: list[str] = field(default_factory=list)
    """Other renderings that stand, also stems: `national strateg`."""
    avoid: list[str] = field(default_factory=list)
    """Renderings that are wrong here."""
    not_in: list[str] = field(default_factory=list)
    """Longer Chinese words in which `zh` means something else."""
    why: str = ""
    """Where the rendering comes from."""
    at: int = 0
    """Line of the file where it begins."""

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every rendering that stands."""
        return (self.en, *self.also)


@dataclass(frozen=True)
class TermbaseFile:
    """What the file may hold."""

    term: list[TermRendering] = field(default_factory=list)


@dataclass(frozen=True)
class Termbase:
    """All entries by their Chinese."""

    path: Path
    by_zh: dict[str, TermRendering]

    def in_text(self, text: str) -> list[TermRendering]:
        """The entries whose words stand in a Chinese text, each once, in order; of words that overlap the longest stand."""
        if self._pattern is None:
            return []
        found = (self.by_zh.get(match[0]) for match in self._pattern.finditer(text))
        return list({term.zh: term for term in found if term}.values())

    @property
    def _pattern(self) -> re.Pattern[str] | None:
        """Every word with the longer ones in which it does not count, longest first."""
        words = {*self.by_zh, *(word for term in self.by_zh.values() for word in term.not_in)}
        return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))) if words else None


def load_termbase(content: Path) -> Termbase:
    """Read the file; without one there are no entries. Raises ZhangjuError with the line of a wrong key, and of a clash: two entries
    for the same words, a rendering that is both accepted and to avoid."""
    path = content / FILE
    return termbase_of(read_text(own_file(path, path.parent)), path) if path.is_file() else Termbase(path, {})


def termbase_of(source: str, path: Path, terms: Iterable[TermRendering] | None = None) -> Termbase:
    """The termbase of a file's text, or of some terms with their lines; `path` is what errors name. Raises ZhangjuError."""
    if terms is None:
        read: TermbaseFile = build(TermbaseFile, parse_toml(source, path), path, source)
        terms = read.term
    by_zh: dict[str, TermRendering] = {}
    with gathering() as problems:
        for term in terms:
            for cause, step in _clashes(term, by_zh):
                problems.add(ZhangjuError(path, term.at, cause, step))
            by_zh[term.zh] = term
    return Termbase(path, by_zh)


def _clashes(term: TermRendering, by_zh: Mapping[str, TermRendering]) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do) of an entry, those before it being known."""
    if len(term.zh) < 2 or not term.en.strip():
        yield f"“{term.zh}” → “{term.en}” binds nobody", "give two characters or more, and a rendering"
    if other := by_zh.get(term.zh):
        yield f"{term.zh} has an entry at line {other.at} already (“{other.en}”)", "make one of the two"
    if clash := next((word for word in term.avoid if any(holds(word, good) and holds(good, word) for good in term.accepted)), None):
        yield f"{term.zh}: “{clash}” is both accepted and to avoid", "decide"
    if stray := next((word for word in term.not_in if term.zh not in word or word == term.zh), None):
        yield f"{term.zh}: `not_in` has “{stray}”, which is no longer word that holds it", "leave it out"
