"""The index: which terms stand in which documents, and how much each weighs there, as lunr reckons (BM25 by field).

Fields: `text`; `titles` (of the headings above, as runs of documents); `also` (other names of terms); `english`. A weight is kept in
eight steps; the part that depends on how rare a term is (idf) is reckoned from the counts when a query is answered, over all fields,
as lunr does.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.search.documents import Document
from generator.search.tokens import index_terms

K1, B = 1.2, 0.75
"""How fast a repeated term saturates, and how much a long field is held against it: lunr's defaults."""
LEAST_WEIGHT, STEP, STEPS = 0.3, 0.2, 8
"""Weights are kept as LEAST_WEIGHT + STEP × (0 … STEPS-1): what a sentence of usual length makes lies between 0.4 and 1.7."""
MARK = "§"
"""Begins the terms that no text makes: of a place its anchor, `§6.2.2`, `§6.2.2-3`, and of a section its printed numbers."""
AMOUNT, YEAR = f"{MARK}amount", f"{MARK}year"
"""Terms of documents that state an amount, or a year."""
YEARS = re.compile(r"[0-9]{4}年|[〇零一二三四五六七八九]{4}年")
AMOUNTS = re.compile(r"[0-9](?!\d*年)[0-9.]*(?:%|％|[万亿千百余多]|[^0-9.年月日\W])|[0-9.]+ +[%％万亿]")
HEADING = 1.2
"""What a heading counts for, beside a sentence."""
CHAPTER = 0.6
"""What a title far above counts for, beside one directly above."""


@dataclass(slots=True)
class Postings:
    """Where a term stands; documents by their numbers, in order."""

    text: array[int] = field(default_factory=lambda: array("L"))
    """Document × STEPS + step of its weight: half a million documents are many millions of these."""
    titles: list[tuple[int, int, int]] = field(default_factory=list)
    """(first document, step, how many documents): what a heading stands over."""
    also: array[int] = field(default_factory=lambda: array("L"))
    english: array[int] = field(default_factory=lambda: array("L"))

    @property
    def count(self) -> int:
        """In how many documents it stands, summed over the fields: lunr's document frequency."""
        return len(self.text) + len(self.also) + len(self.english) + sum(posting[2] for posting in self.titles)


def index(documents: Sequence[Document]) -> dict[str, Postings]:
    """Term → where it stands."""
    found: defaultdict[str, Postings] = defaultdict(Postings)
    headings = {n: d for n, d in enumerate(documents) if d.heading}
    counts_for = [HEADING if d.heading else 1.0 for d in documents]
    for number, term, step in _steps((d.text, n, counts_for[n]) for n, d in enumerate(documents)):
        found[term].text.append(number * STEPS + step)
    for number, document in enumerate(documents):
        for term in answers(document.text):
            found[term].also.append(number * STEPS + STEPS - 1)
    for number, term, step in _steps((d.also, n, 1.0) for n, d in enumerate(documents)):
        found[term].also.append(number * STEPS + step)
    for number, term, step in _steps((f"{d.translation} {d.english}".strip(), n, counts_for[n]) for n, d in enumerate(documents)):
        found[term].english.append(number * STEPS + step)
    for number, term, step in _steps(
        (f"{d.text} {d.names} {d.translation}".rstrip(), n, CHAPTER if d.level <= 1 else 1.0) for n, d in headings.items()
    ):
        found[term].titles.append((number, step, headings[number].reach))
    for number, document in enumerate(documents):
        for name in (document.anchor, *document.printed):
            found[MARK + name].also.append(number * STEPS + STEPS - 1)
    return dict(found)


def answers(text: str) -> list[str]:
    """The terms by which questions find what may answer them: an amount, a year."""
    return [term for term, pattern in ((AMOUNT, AMOUNTS), (YEAR, YEARS)) if pattern.search(text)]


def step_of(weight: float) -> int:
    """The step that is nearest to a weight."""
    step = round((weight - LEAST_WEIGHT) / STEP)
    return 0 if step < 0 else step if step < STEPS else STEPS - 1


def _steps(texts: Iterable[tuple[str, int, float]]) -> Iterator[tuple[int, str, int]]:
    """(document, term, step of its weight without idf) of one field of all documents that have it: each its text, its number, and what it
    counts for."""
    counts = [(number, factor, Counter(index_terms(text))) for text, number, factor in texts if text]
    lengths = [count.total() for _, _, count in counts]
    average = sum(lengths) / max(1, len(lengths))
    for (number, factor, count), length in zip(counts, lengths, strict=True):
        norm = K1 * (1 - B + B * length / (average or 1))
        once = step_of((K1 + 1) / (norm + 1) * factor)  # nearly every term stands in a document once
        for term, times in count.items():
            yield number, term, once if times == 1 else step_of((K1 + 1) * times / (norm + times) * factor)
