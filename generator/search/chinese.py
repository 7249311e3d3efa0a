"""What readers say in everyday Chinese → what plans say for the same: general words, of no edition. See `chinese.tsv`.

    读书	教育, 学校

A reader's word of two characters or more is found wherever it stands in what is typed, the longest first. It is kept beside the postings
of its first two characters, which such a query reads anyway.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from generator.search.english import said_in
from generator.search.tokens import fold, index_terms

TABLE = Path(__file__).with_name("chinese.tsv")
MOST = 4
"""Words that are looked for in place of one."""
SIGN = "="
"""Begins the keys of these entries, before the two characters."""


@cache
def _said() -> dict[str, tuple[str, ...]]:
    return {fold(word): others for word, others in said_in(TABLE).items()}


def chinese_entries(terms: Collection[str]) -> dict[str, str]:
    """First two characters → the rest of each word that begins so, and what may be said for it, as far as an index holds that:
    `=读书` → `:教育|学校;人:学生`."""
    found: dict[str, list[str]] = {}
    for word, others in _said().items():
        held = [other for other in others if all(map(terms.__contains__, _pairs(other)))][:MOST]
        if held:
            found.setdefault(SIGN + word[:2], []).append(f"{word[2:]}:{'|'.join(held)}")
    return {key: ";".join(entries) for key, entries in found.items()}


def pair_of(key: str) -> str:
    """By what a key of an index is parted into files: of these entries the two characters."""
    return key.removeprefix(SIGN)


def _pairs(word: str) -> Iterator[str]:
    """The terms of a word that a query looks up."""
    return iter(index_terms(word)[: max(1, len(word) - 1)])
