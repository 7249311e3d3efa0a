"""Subjects: what a sentence of a plan is about, by a thesaurus of the field.

`subjects.tsv` has a line a subject: id, title, words (names, synonyms, older and newer names of one policy) parted by `|`. At each place
the longest word counts, once; a word under two subjects counts half for each. Knowledge: the vocabulary of national, municipal and
district plans and reports, written for this project; add lines or words where a new plan speaks of something it does not know. It knows no
place: words of one city stand in its edition's own file (`local`), and `tests/gold/place_free.py` moves there what strayed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACE = re.compile("(?:新区|新片区|新城|保税区|岛)$")
"""How names of places end that may stand for a plan's whole territory."""
FILE = Path(__file__).with_name("subjects.tsv")


@dataclass(frozen=True, slots=True, eq=False)
class Thesaurus:
    """The words of subjects."""

    words: Mapping[str, list[tuple[str, tuple[str, ...]]]]
    """First two characters → the words that begin so with their subjects, the longest first."""
    places: frozenset[str]
    """The subjects that are a place: those whose first word is the name of a kind of place. Where a plan is of is no field of its own."""

    def subjects_of(self, text: str) -> Mapping[str, float]:
        """Subject → how often its words stand in a plain text."""
        found: dict[str, float] = {}
        at = 0
        while at < len(text) - 1:
            for word, names in self.words.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    for name in names:
                        found[name] = found.get(name, 0.0) + 1 / len(names)
                    at += len(word) - 1
                    break
            at += 1
        return found


@cache
def package_subjects() -> Mapping[str, tuple[str, ...]]:
    """Subject → its words, as the package has them."""
    lines = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {name: tuple(words.split("|")) for name, _, words in lines}


def load_subjects(own: Mapping[str, Iterable[str]]) -> Thesaurus:
    """The package's subjects with an edition's own, or its own words for them."""
    known = package_subjects()
    words_of = {name: (*known.get(name, ()), *own.get(name, ())) for name in (*known, *(name for name in own if name not in known))}
    subjects: dict[str, list[str]] = {}
    for name, words in words_of.items():
        for word in dict.fromkeys(words):
            subjects.setdefault(word, []).append(name)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for word in sorted(subjects, key=len, reverse=True):
        found.setdefault(word[:2], []).append((word, tuple(subjects[word])))
    return Thesaurus(found, frozenset(name for name, words in words_of.items() if PLACE.search(words[0])))
