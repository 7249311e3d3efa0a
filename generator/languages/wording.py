"""What can be seen of a translation's shape without knowing its words, and whether the same Chinese has the same English everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from generator.characters import HAN
from generator.languages.po import Entry
from generator.languages.renderings import stem, words

LONGEST = 35
"""Words that a sentence may have; the style guide's."""
NARROW, WIDE = 1.2, 10.0
"""Letters of English for each Chinese character that a whole translation has; of 2,900 entries read by people all lie between."""
SHORT = 12
"""Characters from which a text's length says anything."""
SENTENCE = re.compile(r"(?<=[.!?;:])[”’)\]]*\s+(?=[“‘(\[]?[A-Z0-9])")
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
RUN = re.compile(f"[{HAN}\\d]{{8,}}")
"""Chinese long enough that it is a phrase of policy."""
CLAUSE = re.compile(f"[{HAN}\\d]{{10,}}")
"""Chinese within a sentence, between its points, long enough that chance does not repeat it."""
WORDS = 0.62
"""Words of English for each character, as the style guide's models have them."""
SHARED = 0.5
"""Of a clause's words of English, how many must stand in a row in both renderings; the 108 clauses that stand in several places of the
first five plans all have as many."""
ENDED = re.compile(r"[。！？]”?$")
STOPPED = re.compile(r"[.!?:;…][”’)\]]*$")


def odd_shapes(chinese: str, english: str) -> Iterator[str]:
    """What is odd about the shape of a translation: brackets without their partners, a length that
    no whole translation has, no end where the Chinese ends."""
    for opening, closing in PAIRS:
        if english.count(opening) != english.count(closing) and chinese.count(opening) == chinese.count(closing):
            yield f"{english.count(opening)} {opening} and {english.count(closing)} {closing}"
    han = sum(1 if re.match(f"[{HAN}]", char) else 0.34 for char in chinese if char.isalnum())
    letters = len(english.strip())
    if han >= SHORT and letters and not NARROW <= letters / han <= WIDE:
        guess = "something may be missing" if letters < NARROW * han else "something may be added"
        yield f"{letters} letters for {len(chinese)} characters: {guess}"
    if ENDED.search(chinese) and not STOPPED.search(english.strip()):
        yield "the Chinese is a whole sentence, the translation does not end"


def longest_sentence(english: str) -> int:
    """How many words the longest sentence of a translation has."""
    return max(len(re.findall(r"[^\s–—]+", sentence)) for sentence in SENTENCE.split(english))


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its file."""

    path: Path
    entry: Entry


def told_apart(entries: Iterable[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """(an entry, an earlier one) that are the same Chinese of eight characters and more in different English, of one
    plan or of several. A heading and a sentence may differ."""
    first: dict[tuple[bool, str], Placed] = {}
    for one in entries:
        source = one.entry.source.strip("。 ")
        if one.entry.text and RUN.search(source):
            known = first.setdefault(("-" in one.entry.context, source), one)
            if words(known.entry.text) != words(one.entry.text):
                yield one, known


def clauses_apart(entries: Iterable[Placed]) -> Iterator[tuple[Placed, Placed, str]]:
    """(an entry, an earlier one, a clause) of the same clause within two texts whose English has hardly any words in a row that are
    the same. Whole texts are `told_apart`'s; a heading and a sentence may differ."""
    first: dict[tuple[bool, str], Placed] = {}
    told: set[tuple[int, int]] = set()
    for one in entries:
        source = one.entry.source.strip("。 ")
        for clause in dict.fromkeys(CLAUSE.findall(source)) if one.entry.text else ():
            known = first.setdefault(("-" in one.entry.context, clause), one)
            same = known.entry.source.strip("。 ") == source or (id(known), id(one)) in told
            if not same and in_a_row(known.entry.text, one.entry.text) < SHARED * WORDS * len(clause):
                told.add((id(known), id(one)))
                yield one, known, clause


def in_a_row(one: str, other: str) -> int:
    """The most words that stand in the same order, one after the other, in two texts, their endings aside."""
    a, b = ([stem(word) for word in words(text)] for text in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
