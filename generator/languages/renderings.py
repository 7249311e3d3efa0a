"""Whether an English sentence holds a rendering.

Case, hyphens, quotation marks and other punctuation do not matter: words are compared. A word stands for its inflected forms:
possessive, plural, -ed and -ing (`improve` for improves, improved, improving; `policy` for policies), by the commonest rules of
English spelling, no dictionary. The last word may be a stem that goes on: `national strateg` for national strategies, strategic.
Articles between the words do not matter. Word order does.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"[’'](?:s\b)?")
ARTICLES = frozenset({"the", "a", "an"})
STEM = 4
"""Letters from which a word is cut or continued: `use` is no stem of `user`, `bus` no plural."""
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ing", ""),
    ("ed", ""),
    ("s", ""),
    ("e", ""),
)
KEPT = ("ss", "us", "is")
"""Ends of words that are no plurals: business, campus, basis."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its inflection; forms of one word have one stem, which need be no word."""
    if len(word) < STEM or word.endswith(KEPT):
        return word
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= STEM - 1:
            word = word[: len(word) - len(ending)] + instead
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > STEM and word[-1] == word[-2] and word[-1] not in "aeiousl" else word


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case, without articles and possessives."""
    found = WORD.findall(APOSTROPHE.sub("", text.casefold()))
    return tuple(word for word in found if word not in ARTICLES) or tuple(found)


def holds(sentence: str, rendering: str) -> bool:
    """True when a sentence holds a rendering."""
    return bool(places(words(sentence), rendering))


def places(sentence: tuple[str, ...], rendering: str) -> list[tuple[int, int]]:
    """Where the rendering stands, as ranges of the sentence's words."""
    wanted = words(rendering)
    size = len(wanted)
    return [(i, i + size) for i in range(len(sentence) - size + 1) if size and _same(sentence[i : i + size], wanted)]


def _same(some: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    last, end = some[-1], wanted[-1]
    if stem(last) != stem(end) and not (len(end) >= STEM and last.startswith(end)):
        return False
    return all(one == other or stem(one) == stem(other) for one, other in zip(some[:-1], wanted[:-1], strict=True))
