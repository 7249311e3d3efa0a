"""The index: which terms stand in which documents, and how much each weighs there, as lunr reckons (BM25 by field).

Fields: `text`; `titles` (of the headings above, as runs of documents); `also` (other names of terms); `english`; `asked` (what readers
ask that it answers, each word with the phrases that have it). A weight is kept in eight steps; the part that depends on how rare a term
is (idf) is reckoned from the counts when a query is answered, over all fields, as lunr does.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from generator.characters import HAN
from generator.search.documents import Document
from generator.search.tokens import index_terms

K1, B = 1.2, 0.75
"""How fast a repeated term saturates, and how much a long field is held against it: lunr's defaults."""
LEAST_WEIGHT, STEP, STEPS = 0.3, 0.2, 8
"""Weights are kept as LEAST_WEIGHT + STEP × (0 … STEPS-1): what a sentence of usual length makes lies between 0.4 and 1.7."""
PHRASES = 32
"""Of so many phrases of readers for a place it is told which of its words stand in each; later ones share the numbers of the first."""
MARK = "§"
"""Begins the terms that no text makes: of a place its anchor, `§6.2.2`, `§6.2.2-3`, and of a section its printed numbers."""
AMOUNT, YEAR = f"{MARK}amount", f"{MARK}year"
"""Terms of documents that state an amount, or a year."""
HAS_HAN = re.compile(f"[{HAN}]")
YEARS = re.compile(r"[0-9]{4}年|[〇零一二三四五六七八九]{4}年")
AMOUNTS = re.compile(r"[0-9](?!\d*年)[0-9.]*(?:%|％|[万亿千百余多]|[^0-9.年月日\W])|[0-9.]+ +[%％万亿]")
HEADING = 1.2
"""What a heading counts for, beside a sentence."""
CHAPTER = 0.6
"""What a title far above counts for, beside one directly above."""


Numbers: TypeAlias = Sequence[int]
"""Arrays: half a million documents have many millions of postings."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands; documents by their numbers, in order."""

    text: Numbers = ()
    """Document × STEPS + step of its weight."""
    titles: Numbers = ()
    """First document, step, how many documents, of each heading that has it: what it stands over."""
    also: Numbers = ()
    english: Numbers = ()
    asked: Numbers = ()
    """Document × PHRASES + number of a phrase that has it, of each."""

    @property
    def count(self) -> int:
        """In how many documents it stands, summed over the fields: lunr's document frequency."""
        asked = len({entry // PHRASES for entry in self.asked})
        return len(self.text) + len(self.also) + len(self.english) + asked + sum(self.titles[2::3])


class _Terms(dict[str, int]):
    """Terms by numbers, which they get in the order in which they are met."""

    def __missing__(self, term: str) -> int:
        self[term] = len(self)
        return self[term]


def index(documents: Sequence[Document]) -> dict[str, Postings]:
    """Term → where it stands."""
    terms = _Terms()
    text, titles, also, english, asked = (defaultdict[int, "array[int]"](partial(array, "I")) for _ in range(5))
    counts_for = [HEADING if d.heading else 1.0 for d in documents]
    for entry, held in _entries(((d.text, n, counts_for[n]) for n, d in enumerate(documents)), terms):
        for term in held:
            text[term].append(entry)
    for number, document in enumerate(documents):
        for name in answers(document.text):
            also[terms[name]].append(number * STEPS + STEPS - 1)
    for entry, held in _entries(((d.also, n, 1.0) for n, d in enumerate(documents)), terms):
        for term in held:
            also[term].append(entry)
    said = ((f"{d.translation} {d.english}".strip(), n, counts_for[n]) for n, d in enumerate(documents))
    for entry, held in _entries(said, terms):
        for term in held:
            english[term].append(entry)
    for number, document in enumerate(documents):
        for entry, words in sorted(asked_terms(document.asked).items()):
            for word in words:
                asked[terms[word]].append(number * PHRASES + entry)
    headings = ((n, d) for n, d in enumerate(documents) if d.heading)
    named = ((f"{d.text} {d.names} {d.translation}".rstrip(), n, CHAPTER if d.level <= 1 else 1.0) for n, d in headings)
    for entry, held in _entries(named, terms):
        for term in held:
            titles[term].extend((*divmod(entry, STEPS), documents[entry // STEPS].reach))
    for number, document in enumerate(documents):
        for name in (document.anchor, *document.printed):
            also[terms[MARK + name]].append(number * STEPS + STEPS - 1)
    return {name: Postings(*(field.pop(n, ()) for field in (text, titles, also, english, asked))) for name, n in terms.items()}


def asked_terms(asked: str) -> dict[int, dict[str, None]]:
    """The terms of each phrase of what readers ask, by the phrase's number: word by word, for what stands at the border of two words is
    no term. What is written in Han is a phrase of its own; other words that stand together are one."""
    found: dict[int, dict[str, None]] = {}
    number, before = -1, True
    for word in asked.split():
        han = HAS_HAN.search(word) is not None
        number += han or before
        before = han
        terms = index_terms(word)
        found.setdefault(number % PHRASES, {}).update(dict.fromkeys(terms if len(terms) < 2 or len(terms[-1]) > 1 else terms[:-1]))
    return found


def answers(text: str) -> list[str]:
    """The terms by which questions find what may answer them: an amount, a year."""
    return [term for term, pattern in ((AMOUNT, AMOUNTS), (YEAR, YEARS)) if pattern.search(text)]


def step_of(weight: float) -> int:
    """The step that is nearest to a weight."""
    step = round((weight - LEAST_WEIGHT) / STEP)
    return 0 if step < 0 else step if step < STEPS else STEPS - 1


def _entries(texts: Iterable[tuple[str, int, float]], terms: _Terms) -> Iterator[tuple[int, Iterable[int]]]:
    """(document × STEPS + step of the weight without idf, terms by their numbers) of one field of all documents that have it: each its
    text, its number, and what it counts for."""
    held = [(number, factor, array("I", map(terms.__getitem__, index_terms(text)))) for text, number, factor in texts if text]
    average = sum(len(own) for _, _, own in held) / max(1, len(held))
    for number, factor, own in held:
        norm = K1 * (1 - B + B * len(own) / (average or 1))
        by_times: dict[int, list[int]] = {}
        several = Counter(own) if len(set(own)) < len(own) else None
        if several is None:  # nearly every term stands in a document once
            yield number * STEPS + step_of((K1 + 1) / (norm + 1) * factor), own
            continue
        for term, times in several.items():
            by_times.setdefault(times, []).append(term)
        for times, same in by_times.items():
            yield number * STEPS + step_of((K1 + 1) * times / (norm + times) * factor), same
