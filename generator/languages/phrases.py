"""Locked phrases: words whose ambiguous characters a person has settled.

`phrases.tsv` holds those of the field, for every edition; `content/traditional.toml` those of this one, which come first:

    [[phrase]]
    text = "嘉昆太"
    traditional = "嘉崑太"
    reason = "嘉定、崑山、太倉"

The longest phrase over a character decides it. One of the field counts only where words begin and end (合同|制造 holds no 合同制), an
editor's wherever it stands. A phrase that is no character for character rewriting, or writes a character in a form that it does not
have, is an error with its line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.languages.forms import ambiguous
from generator.toml_file import build, load_toml

FILE = "traditional.toml"
FIELD = Path(__file__).with_name("phrases.tsv")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in both scripts."""

    text: str
    traditional: str
    reason: str = ""
    """Why, where it is not plain."""
    at: int = 0
    """1-based line."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The file of an edition."""

    phrase: list[Phrase] = field(default_factory=list)


Book = Mapping[str, list[tuple[int, Phrase]]]
"""Ambiguous character → where it stands in which phrases, the longest phrase first."""


def read_phrases(content: Path) -> list[Phrase]:
    """The phrases of an edition. Raises ZhangjuError with the line of one that cannot be."""
    path = content / FILE
    if not path.is_file():
        return []
    source, data = load_toml(path)
    read: Phrases = build(Phrases, data, path, source)
    with gathering() as problems:
        for phrase in read.phrase:
            with problems.trying():
                _verify(phrase, path)
        counts = Counter(phrase.text for phrase in read.phrase)
        for phrase in read.phrase[::-1]:
            if counts[phrase.text] > 1:
                problems.add(ZhangjuError(path, phrase.at, f"“{phrase.text}” stands twice", "keep one of them, or write longer words"))
    return read.phrase


@cache
def field_phrases() -> tuple[Phrase, ...]:
    """The phrases of the field. Raises ZhangjuError with the line of one that cannot be."""
    found = []
    for number, line in enumerate(FIELD.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            text, traditional, *reason = line.split("\t")
            found.append(Phrase(text, traditional, "".join(reason), number))
            _verify(found[-1], FIELD)
    return tuple(found)


def _verify(phrase: Phrase, path: Path) -> None:
    """Raise ZhangjuError for a phrase that settles nothing or cannot be."""
    if len(phrase.text) != len(phrase.traditional):
        cause = f"“{phrase.text}” has {len(phrase.text)} characters, “{phrase.traditional}” {len(phrase.traditional)}"
        raise ZhangjuError(path, phrase.at, cause, "write one character for each: script only, no other words")
    known = [
        (char, form, ambiguous()[char].forms) for char, form in zip(phrase.text, phrase.traditional, strict=True) if char in ambiguous()
    ]
    if not known:
        raise ZhangjuError(path, phrase.at, f"“{phrase.text}” holds no ambiguous character", "take it out")
    for char, form, forms in known:
        if form not in forms:
            raise ZhangjuError(path, phrase.at, f"{char} cannot be {form} in “{phrase.text}”", f"write one of {' '.join(forms)}")


def book(phrases: Iterable[Phrase]) -> Book:
    """Phrases by the characters that they settle."""
    found: dict[str, list[tuple[int, Phrase]]] = {}
    for phrase in sorted(phrases, key=lambda p: -len(p.text)):
        for at, char in enumerate(phrase.text):
            if char in ambiguous():
                found.setdefault(char, []).append((at, phrase))
    return found


def covering(book: Book, text: str, at: int, borders: Container[int] | None = None) -> Iterator[tuple[str, Phrase]]:
    """The form that each phrase over the character at an offset gives it, the longest phrase first; with `borders`, where words begin,
    only phrases that begin and end there."""
    for within, phrase in book.get(text[at], ()):
        start = at - within
        bordered = borders is None or (start in borders and start + len(phrase.text) in borders)
        if start >= 0 and bordered and text.startswith(phrase.text, start):
            yield phrase.traditional[within], phrase
