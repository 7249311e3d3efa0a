"""Subjects: what a sentence of a plan is about, by a thesaurus of the field.

`subjects.tsv` has a line a subject: id, title, words (names, synonyms, older and newer names of one policy) parted by `|`. At each place
the longest word counts, once; a word under two subjects counts half for each. Knowledge: the vocabulary of national, municipal and
district plans and reports, written for this project; add lines or words where a new plan speaks of something it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("subjects.tsv")


@cache
def load_subjects() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First two characters → the words that begin so with their subjects, the longest first."""
    subjects: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        name, _, words = line.split("\t")
        for word in words.split("|"):
            subjects.setdefault(word, []).append(name)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for word in sorted(subjects, key=len, reverse=True):
        found.setdefault(word[:2], []).append((word, tuple(subjects[word])))
    return found


def subjects_of(text: str) -> Mapping[str, float]:
    """Subject → how often its words stand in a plain text."""
    words = load_subjects()
    found: dict[str, float] = {}
    at = 0
    while at < len(text) - 1:
        for word, names in words.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                for name in names:
                    found[name] = found.get(name, 0.0) + 1 / len(names)
                at += len(word) - 1
                break
        at += 1
    return found
