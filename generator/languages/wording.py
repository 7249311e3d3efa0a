"""What can be seen of a translation's shape without knowing its words, and whether the same Chinese has the same English everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.characters import HAN
from generator.languages.po import Entry
from generator.languages.renderings import words

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
