"""Measures search on the labelled queries: what of the wanted places stands among the first ten, and where the first of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.search.engine import Engine
from tests.gold.queries import QUERIES, meets, queries

Kinds = Mapping[str, Sequence[tuple[float, float]]]
"""Kind of query → (recall, 1 / rank of the first wanted place) of each."""
UNANSWERED = "none"
"""The kind of query that no plan answers."""


def measured(engine: Engine, path: Path = QUERIES) -> Kinds:
    """By kind, recall and rank of each query; of kind `none` whether nothing claims to hold all that was asked."""
    found = defaultdict(list)
    for query in queries(path):
        hits = engine.find(query.query)[:10]
        if not query.wanted:
            found[query.kind].append((float(all(h.tier == 4 for h in hits)), 1.0))
            continue
        recall = sum(any(meets(h.plan, h.anchor, wanted) for h in hits) for wanted in query.wanted) / len(query.wanted)
        ranks = [n for n, h in enumerate(hits, 1) if any(meets(h.plan, h.anchor, wanted) for wanted in query.wanted)]
        found[query.kind].append((recall, 1 / ranks[0] if ranks else 0.0))
    return found


def mean(values: Iterable[float]) -> float:
    """The mean of some values, of which there is one at least."""
    held = list(values)
    return sum(held) / len(held)


def of_kinds(kinds: Kinds, *without: str) -> list[tuple[float, float]]:
    """The figures of all kinds but some."""
    return [row for kind, rows in kinds.items() if kind not in without for row in rows]
