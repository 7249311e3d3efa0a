"""The queries that are asked: a sample of the labelled ones, every kind, and words that stand everywhere."""

from __future__ import annotations

from tests.gold.queries import queries

EACH = 4
"""Queries of each kind, spread over its rows."""
COMMON = ("发展", "产业", "高质量发展", "创新 发展", "国际 合作", "建设")
"""Words whose lists are the longest: what more text makes dearest."""


def chosen() -> list[str]:
    """The queries, in the order of the file."""
    kinds: dict[str, list[str]] = {}
    for row in queries():
        kinds.setdefault(row.kind, []).append(row.query)
    sample = [rows[i * len(rows) // EACH] for rows in kinds.values() for i in range(EACH)]
    return list(dict.fromkeys([*sample, *COMMON]))
