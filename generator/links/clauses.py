"""Clauses: what may belong to a topic, and where words stand in it.

A clause is a section; where a section has several paragraphs and is long or has leads, each paragraph is one. Guiding thought, which
names every subject once, is left out.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.glossary.folding import fold
from generator.links.editors import Place
from generator.links.topics import Topic
from generator.model import Paragraph, Plan, Section, Span
from generator.pure import PLANS, Same, pure
from generator.spotting import words_of

LONG = 600
"""Characters from which a section of several paragraphs without leads is divided into passages."""
ANNEX = re.compile(r"a\d*(?:\.|$)")
GUIDING = re.compile(r"习近平.{0,20}思想为指导")
"""The sentence of guiding thought, whatever the title of its section."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What may belong to a topic: a section or a passage."""

    plan: str
    place: str
    section: Section
    lead: str
    """The lead of a passage; empty for a section."""
    headings: tuple[int, ...]
    """Numbers of the texts that name it: own heading, lead, title of the section directly above."""
    body: tuple[int, ...]
    """Numbers of its sentences' texts, in order."""
    run: bool = False
    """True for a paragraph without a lead, of which only the sentences around the words are shown."""
    heading_only: bool = False
    """True for an entry of an annex."""


@dataclass
class Book:
    """The texts of a plan, folded."""

    plan: Plan
    units: list[Unit] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where each text stands."""
    numbers: dict[Place, int] = field(default_factory=dict)
    """Number of the text of a place."""
    texts: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where each text begins when all stand one after the other with a character between them."""
    found: dict[str, list[Span]] = field(default_factory=dict)
    """Where each folded word stands in that."""
    units_of: dict[int, list[int]] = field(default_factory=dict)
    """Number of a text → numbers of the units that it may put into a topic."""

    def add(self, plan: str, anchor: str, text: str) -> int:
        """Take a text in; its number."""
        self.numbers[plan, anchor] = len(self.texts)
        self.places.append((plan, anchor))
        self.texts.append(text)
        self.folded.append(fold(text))
        return len(self.texts) - 1

    def continued(self) -> Book:
        """The same book, into which more texts can be taken: who has this one does not see them."""
        return replace(self, places=[*self.places], numbers=dict(self.numbers), texts=[*self.texts], folded=[*self.folded])

    def close(self) -> None:
        """Give what was taken in its place."""
        at = 0
        for text in self.folded:
            self.starts.append(at)
            at += len(text) + 1
        for i, unit in enumerate(self.units):
            for number in (*unit.headings, *unit.body):
                self.units_of.setdefault(number, []).append(i)

    def look_for(self, words: tuple[str, ...]) -> None:
        """Find every place of every folded word, overlapping ones too."""
        self.found = {word: [] for word in words}
        known = words_of(words)
        for begin, text in zip(self.starts, self.folded, strict=True):
            for at, word in known.places(text):
                self.found[word].append((begin + at, begin + at + len(word)))

    def hits(self, topic: Topic) -> dict[int, list[Span]]:
        """Number of a text → where it has the topic's words, in the folded text."""
        avoid = sorted(span for word in topic.avoid if (folded := fold(word)) for span in self.found[folded])
        begins = [start for start, _ in avoid]
        longest = max((end - start for start, end in avoid), default=0)
        found: dict[int, list[Span]] = {}
        for word in topic.words:
            for start, end in self.found[fold(word)]:
                near = avoid[bisect.bisect_left(begins, end - longest) : bisect.bisect_right(begins, start)]
                if not any(a <= start and end <= b for a, b in near):
                    number = bisect.bisect_right(self.starts, start) - 1
                    found.setdefault(number, []).append((start - self.starts[number], end - self.starts[number]))
        return found


def read_book(plan: Plan, words: tuple[str, ...]) -> Book:
    """The texts of a plan with the units they belong to, and where folded words stand in them. Nobody may change it."""
    return _book(Same(plan), words)


@pure(most=PLANS)
def _book(held: Same[Plan], words: tuple[str, ...]) -> Book:
    plan = held.thing
    book = Book(plan)
    above = {section.id: section for section in plan.sections}
    titles = {section.id: book.add(plan.id, section.id, section.title) for section in plan.sections}
    for section in plan.sections:
        if section.id == "front" or section.title == "指导思想":
            continue
        parent = above.get(section.parent or "")
        headings = [titles[section.id]]
        if parent is not None and parent.parent is not None:
            headings.append(titles[parent.id])
        book.units += _units(book, plan.id, section, tuple(headings))
    book.close()
    book.look_for(words)
    return book


def _units(book: Book, plan: str, section: Section, headings: tuple[int, ...]) -> Iterator[Unit]:
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    numbers = [[(s, book.add(plan, s.id, s.text)) for s in p.sentences if not GUIDING.search(s.text)] for p in paragraphs]
    sentences = [s for p in paragraphs for s in p.sentences]
    leads = any(s.lead for s in sentences)
    if len(paragraphs) > 1 and (leads or sum(len(s.text) for s in sentences) > LONG):
        for paragraph in numbers:
            if paragraph:
                first, number = paragraph[0]
                if first.lead:
                    body = tuple(n for _, n in paragraph[1:])
                    yield Unit(plan, first.id, section=section, lead=first.text, headings=(number, *headings[:1]), body=body)
                else:
                    yield Unit(
                        plan, first.id, section=section, lead="", headings=headings[:1], body=tuple(n for _, n in paragraph), run=True
                    )
        return
    body = tuple(n for paragraph in numbers for s, n in paragraph)
    yield Unit(plan, section.id, section=section, lead="", headings=headings, body=body, heading_only=bool(ANNEX.match(section.id)))
