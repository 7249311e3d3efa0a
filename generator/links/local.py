"""What an edition knows of its own places: `content/local.toml`.

The package knows no place. Which districts a city has, that a stadium, a hospital or a slogan of one city is a matter of its own, and how
common the city's own name is in its plans, only the edition can say:

    names = ["滨江", …]      names of places: no word that holds one belongs into the package's thesaurus
    [[subject]]             id, title and words as in `subjects.tsv`: a subject of the place, or more words of one that the package has;
                            `passages`: in how many of the passages that the background counted it stands
    [[common]]              pairs of characters of such names, with the passages that hold each: how untelling they are
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.links.background import load_background
from generator.toml_file import load_built

FILE = "local.toml"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the place, or words for one that the package has."""

    id: str
    words: list[str]
    title: str = ""
    passages: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class Common:
    """Pairs of characters that stand in as many passages."""

    pairs: list[str]
    passages: int
    at: int = 0


Key = tuple[tuple[tuple[str, tuple[str, ...], int], ...], tuple[tuple[str, int], ...]]
"""Subjects with words and counts, and pairs of characters with counts: what two editions that know the same have alike."""


@dataclass(frozen=True, slots=True)
class Local:
    """The whole file."""

    names: list[str] = field(default_factory=list)
    subject: list[Subject] = field(default_factory=list)
    common: list[Common] = field(default_factory=list)

    def key(self) -> Key:
        """All that a comparison depends on."""
        subjects = tuple((subject.id, tuple(subject.words), subject.passages) for subject in self.subject)
        return subjects, tuple((pair, item.passages) for item in self.common for pair in item.pairs)


def read_local(content: Path) -> Local:
    """Read `content/local.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return Local()
    _, read = load_built(Local, path)
    with gathering() as problems:
        for at, cause, how in _wrong(read):
            problems.add(ZhangjuError(path, at, cause, how))
    return read


def _wrong(read: Local) -> Iterator[tuple[int | None, str, str]]:
    """Line, cause and next step of all that cannot be used."""
    if not all(name.strip() for name in read.names):
        yield None, "one of `names` is empty", "take it out"
    seen, most = set[str](), load_background().passages
    how = f"write in how many of the {most} counted passages it stands"
    for subject in read.subject:
        if not ID.fullmatch(subject.id):
            yield subject.at, f"`{subject.id}` is no id of a subject", "write lower-case letters, digits and hyphens, as in `harbour-town`"
        if subject.id in seen:
            yield subject.at, f"`{subject.id}` stands twice", "write all its words under one [[subject]]"
        seen.add(subject.id)
        if not subject.words or min(len(word.strip()) for word in subject.words) < 2:
            yield subject.at, "`words` are none, or one has fewer than two characters", "write the names and words that tell of it"
        if not 0 <= subject.passages <= most:
            yield subject.at, f"{subject.passages} passages are no count of {most}", how
    for common in read.common:
        if not 1 <= common.passages <= most:
            yield common.at, f"{common.passages} passages are no count of {most}", how
        if not all(len(pair) == 2 for pair in common.pairs):
            yield common.at, "one of `pairs` has not two characters", "write each as two characters, as they follow each other"
