"""lunr ranks: an index of the query's terms and of the documents found, which gives the scores that the whole index would give."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from lunr import __TARGET_JS_VERSION__ as LUNR_VERSION
from lunr.index import Index

from generator.search.matching import idf
from generator.search.reader import Reader

FIELDS = {"text": 1.0, "titles": 0.3, "also": 0.6, "english": 0.8}
"""The fields and what they count for."""
WEIGHED = 60
"""Terms of a query that are weighed; a single character may stand for hundreds."""


def serialized(reader: Reader, terms: Sequence[str], numbers: Iterable[int]) -> dict[str, Any]:
    """A lunr index in the form that lunr loads, of these terms and documents."""
    wanted = set(numbers)
    vectors: dict[str, list[float]] = {}
    inverted = []
    for i, term in enumerate(terms):
        stand, rare = reader.stand(term), idf(reader, term)
        posting: dict[str, Any] = {"_index": i, **{name: {} for name in FIELDS}}
        titles: dict[int, float] = {}
        for first, end, weight in stand.titles:
            for number in range(first, end):
                titles[number] = max(weight, titles.get(number, 0.0))
        for name, held in (("text", stand.text), ("titles", titles), ("also", stand.also), ("english", stand.english)):
            for number, weight in held.items():
                if number in wanted:
                    posting[name][str(number)] = {}
                    vectors.setdefault(f"{name}/{number}", []).extend((i, rounded(rare * weight * FIELDS[name])))
        inverted.append([term, posting])
    return {
        "version": LUNR_VERSION,
        "fields": list(FIELDS),
        "fieldVectors": list(vectors.items()),
        "invertedIndex": inverted,
        "pipeline": [],
    }


def ranked(reader: Reader, terms: Iterable[str], numbers: Iterable[int]) -> dict[int, float]:
    """Document → lunr's score."""
    sorted_terms = sorted(list(terms)[:WEIGHED])
    if not sorted_terms:
        return {}
    lunr = Index.load(serialized(reader, sorted_terms, numbers))
    query = lunr.create_query()
    for term in sorted_terms:
        query.term(term, use_pipeline=False)
    return {int(match["ref"]): rounded(match["score"]) for match in lunr.query(query)}


def rounded(number: float) -> float:
    """Three digits after the point, as lunr keeps weights; halves upward, as the browser does."""
    return math.floor(number * 1000 + 0.5) / 1000
