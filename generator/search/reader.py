"""Reads the files of search as a query needs them: where terms stand, what pinyin spells, the texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.search.index import weight_of
from generator.search.packing import unpack
from generator.search.sharding import Shards
from generator.search.tokens import Wanted, is_word

EXPANDED = 400
"""Terms that a begun word or a single character stands for, the most frequent ones."""

LONG_READ = 4_500
"""Characters of a list of documents that are read for a first answer: some 4 kB."""
MOST_FILES = 8
"""Files of terms with one begin that are read for a first answer."""


@dataclass(slots=True)
class Stand:
    """Where a term stands: document → weight for each field, titles as (first, end, weight)."""

    text: dict[int, float] = field(default_factory=dict)
    titles: list[tuple[int, int, float]] = field(default_factory=list)
    also: dict[int, float] = field(default_factory=dict)
    english: dict[int, float] = field(default_factory=dict)
    count: int = 0
    """In how many documents, summed over the fields."""
    partial: bool = False
    """True when only the documents were read in which it weighs most."""

    @property
    def own(self) -> set[int]:
        """The documents that hold it themselves."""
        return {*self.text, *self.also, *self.english}


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it is shown."""

    plan: str
    section: str
    anchor: str
    text: str
    english: str = ""


@dataclass
class Reader:
    """Reads; `read` gives the value of a file of search by its name, and raises KeyError when there is none."""

    read: Callable[[str], Any]
    thrifty: bool = False
    """True to leave very long lists of documents unread: what a first answer needs stands in their begin."""
    _held: dict[str, Any] = field(default_factory=dict)
    _stands: dict[str, Stand] = field(default_factory=dict)

    @cached_property
    def meta(self) -> Any:
        """What every query needs."""
        return self._read("meta")

    @cached_property
    def terms(self) -> Shards:
        """How terms are parted."""
        return Shards("t", 2, *self.meta["terms"])

    @cached_property
    def pinyin(self) -> Shards:
        """How spellings are parted."""
        return Shards("p", 3, *self.meta["pinyin"])

    def _read(self, name: str) -> Any:
        if name not in self._held:
            self._held[name] = self.read(name)
        return self._held[name]

    def _lines(self, name: str) -> dict[str, str]:
        """The entries of a file; none when there is no such file."""
        key = f"lines {name}"
        if key not in self._held:
            try:
                self._held[key] = dict(line.split("\t", 1) for line in self._read(name).split("\n") if line)
            except KeyError:
                self._held[key] = {}
        held: dict[str, str] = self._held[key]
        return held

    def expanded(self, wanted: Wanted) -> list[str]:
        """The terms that a term of a query stands for: itself, or, when it is not there or a single character, those it begins."""
        here = self._lines(self.terms.file(wanted.term))
        if not wanted.prefix or (wanted.term in here and is_word(wanted.term)):
            return [wanted.term] if wanted.term in here else []
        found = []
        names = self.terms.files(wanted.term)
        for name in names[:MOST_FILES] if self.thrifty else names:
            found += [(term, len(line)) for term, line in self._lines(name).items() if term.startswith(wanted.term)]
        return [term for term, _ in sorted(found, key=lambda pair: (-pair[1], pair[0]))[:EXPANDED]]

    def stand(self, term: str) -> Stand:
        """Where a term of the index stands."""
        if term not in self._stands:
            line = self._lines(self.terms.file(term)).get(term, "")
            if line.startswith("#"):
                self._stands[term] = self._long(*line[1:].split(" "))
            else:
                self._stands[term] = _stand(line)
        return self._stands[term]

    def _long(self, name: str, size: str, count: str, top: str) -> Stand:
        """Where a term stands whose list has a file of its own."""
        if not self.thrifty or int(size) <= LONG_READ:
            return _stand(self._read(f"l/{name}"))
        made = _stand(top)
        made.count, made.partial = int(count), True
        return made

    def own(self, wanted: Wanted) -> set[int]:
        """The documents that hold a term of a query themselves."""
        return {number for term in self.expanded(wanted) for number in self.stand(term).own}

    def partial(self, wanted: Wanted) -> bool:
        """True when not all documents of a term were read."""
        return self.wide(wanted) or any(self.stand(term).partial for term in self.expanded(wanted))

    def wide(self, wanted: Wanted) -> bool:
        """True for a single character that begins so many terms that not all were read."""
        return self.thrifty and wanted.prefix and not is_word(wanted.term) and len(self.terms.files(wanted.term)) > MOST_FILES

    def spellings(self, letters: str) -> dict[str, str]:
        """The spellings that stand in one file with some letters, and what they spell."""
        return self._lines(self.pinyin.file(letters)) if len(letters) >= 3 else {}

    @cached_property
    def syllables(self) -> dict[str, str]:
        """Character → its syllable."""
        made: dict[str, str] = {}
        syllable = ""
        for char in self._read("sounds"):
            if not char.isascii():
                made[char] = syllable
                ended = True
            else:
                syllable = char if syllable == "" or ended else syllable + char
                ended = False
        return made

    def plan_of(self, number: int) -> int:
        """Number of the plan that a document is of."""
        return bisect_right(self._starts, number) - 1

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [plan[1] for plan in self.meta["plans"]]

    def text(self, number: int) -> Text:
        """A document as it is shown."""
        size = self.meta["chunk"]
        chunk = self._read(f"x/{number // size}")
        section, suffix, text, *english = chunk["d"][number % size]
        name = chunk["s"][section][0]
        return Text(self.meta["plans"][self.plan_of(number)][0], name, name + suffix, text, *english)


def _stand(line: str) -> Stand:
    made = Stand()
    for name, text in zip(("text", "titles", "also", "english"), (line.split("|") + [""] * 3)[:4], strict=True):
        numbers = unpack(text)
        at = 0
        if name == "titles":
            for value, reach in zip(numbers[::2], numbers[1::2], strict=True):
                at += value // 8
                made.titles.append((at, at + reach, weight_of(value % 8)))
                made.count += reach
            continue
        held = getattr(made, name)
        for value in numbers:
            at += value // 8
            held[at] = weight_of(value % 8)
        made.count += len(numbers)
    return made
