"""What search compares: characters folded, then cut into overlapping Han pairs, words and numbers. A query is folded and cut by
`search-engine.js`, with the classes of characters that stand here.

`到2025年，研发投入` → `到` `2025` `2025年` `年研` `研发` `发投` `投入` `入`. Punctuation and blanks part nothing: a phrase is found
across a comma. The last character of a run of Han stands alone once, so that every character begins some term: a query of one
character is a prefix.
Shared cases: tests/cases/tokens.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import add

from generator.characters import HAN
from generator.search.scripts import simplified

LETTERS = "0-9a-z\u00b5\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
"""Digits and the small letters of the Latin, Greek and Cyrillic scripts, for use inside a character class."""
PIECE = re.compile(rf"[{HAN}]|[{LETTERS}]+(?:[.\-&'/_][{LETTERS}]+|,[0-9]{{3}}(?![0-9]))*(?:[%‰]|°c)?\+*")
"""One Han character, or a word: letters and digits with what joins them (`pm2.5`, `lin-gang`, `r&d`, `1,000`), a unit, a plus."""
RUNS_AND_WORDS = re.compile(PIECE.pattern.replace(f"[{HAN}]", f"[{HAN}]+", 1))
"""The same with all Han characters that stand together as one piece."""
HAN_BEGINS = "\u2e80"
"""Letters stand before this character, Han after it."""
JOINTS = re.compile(r"[\-&'/_]")
RUNS = re.compile(r"[0-9][0-9.]*|[^0-9.]+")
SPELLINGS = (
    (r"ies$", "y"),
    (r"(?<=ss|sh|ch)es$|(?<=[^su])s$", ""),
    (r"(?<=[a-z]{2})our", "or"),
    (r"tre$", "ter"),
    (r"(?<=[a-z]{3})is(?=(?:e[dr]?|ing|ation)$)", "iz"),
    (r"mme$", "m"),
)
"""What is cut or written anew in an English word, in order and on both sides: plurals, then British spellings (neighbourhood, centre,
organise, programme). That a rule also catches a word that has one spelling (`enterprise`) does no harm: it is caught wherever it stands."""
STEMMED = 4
"""Letters that an English word must have at least to be written anew."""


class _Folds(dict[int, str]):
    """A table for str.translate that fills itself: compatibility form, small letters, Simplified characters."""

    def __missing__(self, code: int) -> str:
        table = simplified()
        made = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(table.get(char, char) for char in made)
        return self[code]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """A text folded character by character: half width, small letters, Simplified. Blanks and punctuation stay."""
    return text.translate(_FOLDS)


def pieces(folded: str) -> list[str]:
    """The Han characters and words of a folded text, in order."""
    return PIECE.findall(folded)


def is_word(piece: str) -> bool:
    """True for a word or a number, false for a Han character."""
    return piece[0] < HAN_BEGINS


@lru_cache(maxsize=65536)
def word_terms(word: str) -> tuple[str, ...]:
    """A word as it is looked up, first, then what else it is found by: `4.5%` → `4.5%` `4.5`; `lin-gang` → itself, `lin`, `gang`."""
    whole = _stem(word.replace(",", ""))
    found = [whole]
    bare = re.sub(r"(?:[%‰]|°c)?\+*$", "", whole)
    parts = [p for p in JOINTS.split(bare) if p]
    for part in (bare, *(_stem(p) for p in parts), *(run.strip(".") for p in parts for run in RUNS.findall(p))):
        if part and part not in found:
            found.append(part)
    return tuple(found)


def _stem(word: str) -> str:
    """An English word without its plural, in American spelling."""
    if len(word) < STEMMED or not (word.isascii() and word.isalpha()):
        return word
    for spelling, plain in SPELLINGS:
        word = re.sub(spelling, plain, word)
    return word


def index_terms(text: str) -> list[str]:
    """The terms of a document's text, in order, each as often as it stands there."""
    found: list[str] = []
    before = run = ""
    for piece in (*RUNS_AND_WORDS.findall(fold(text)), ""):
        if piece >= HAN_BEGINS:
            run += piece
            continue
        if run:  # a run of Han: after a word the two together, then its pairs, then its last character
            if before:
                found.append(before + run[0])
            found += map(add, run, run[1:])
            found.append(run[-1])
            before = run = ""
        if piece:
            terms = word_terms(piece)
            found += terms
            before = terms[0]
    return found
