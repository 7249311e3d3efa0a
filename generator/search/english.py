"""What readers say in English → what plans say in English for the same: general words, of no edition. See `english.tsv`."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from generator.search.tokens import JOINTS, fold, pieces, word_terms

TABLE = Path(__file__).with_name("english.tsv")
MOST = 3
"""Words that are looked for in place of one: each is a file more that a first answer waits for."""


@cache
def said_in(table: Path) -> dict[str, tuple[str, ...]]:
    """Each of readers' words or phrases → all that may be said for it: what plans say, then what other readers say."""
    made: dict[str, dict[str, None]] = {}
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        readers, plans = ([word.strip() for word in cell.split(",") if word.strip()] for cell in line.split("\t"))
        for word in readers:
            made.setdefault(word, {}).update(dict.fromkeys(other for other in (*plans, *readers) if other != word))
    return {word: tuple(others) for word, others in made.items()}


def english_entries(terms: Collection[str]) -> dict[str, str]:
    """Readers' words → what may be said for them, parted by `|`, as far as an index holds it: the first few, each in one spelling."""
    entries = {}
    for word, others in said_in(TABLE).items():
        held = {spelled: other for other in reversed(others) if all(map(terms.__contains__, spelled := _spelled(other)))}
        held.pop(_spelled(word), None)
        if held:
            entries[fold(word)] = "|".join(list(reversed(held.values()))[:MOST])
    return entries


def _spelled(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as an index has them."""
    return tuple(word_terms(piece)[0] for piece in pieces(fold(phrase)))


def first_of(phrase: str) -> str:
    """The first word of a phrase as it is looked up: its entry stands in the file of this."""
    return word_terms(JOINTS.split(phrase.split(" ")[0])[0])[0]
