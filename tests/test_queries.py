"""The labelled queries: that every place exists, and that the literal ones leave nothing out."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from generator.content.store import load_plan, plan_ids
from tests.conftest import ROOT
from tests.gold.queries import HELD_OUT, QUERIES, Query, folded, holds, meets, queries

CONTENT = ROOT / "content"
AT_LEAST = {
    "exact": 30,
    "term": 30,
    "short": 16,
    "traditional": 20,
    "latin": 16,
    "number": 14,
    "clause": 14,
    "english": 16,
    "pinyin": 16,
    "typo": 14,
    "question": 18,
    "words": 16,
    "quoted": 8,
    "filter": 10,
    "across": 6,
}
LITERAL = ("exact", "short", "latin", "number")
UNANSWERED = "none"
"""The kind of query that no plan answers; only the held-out file has it."""
MOST_WANTED = 10

ROWS = {path: queries(path) for path in (QUERIES, HELD_OUT)}
both_files = pytest.mark.parametrize("path", ROWS, ids=lambda path: path.stem)


@cache
def parts() -> tuple[tuple[str, str, str, str], ...]:
    """(plan, section, anchor, folded text) of every run of text of the edition."""
    plans = (load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT))
    return tuple((p.id, s.id, part.place, folded(part.text)) for p in plans for s in p.sections for part in s.parts())


@cache
def sections() -> frozenset[tuple[str, str]]:
    """(plan, id) of every section, also of those without text of their own."""
    return frozenset((plan, s.id) for plan in plan_ids(CONTENT) for s in load_plan(CONTENT, plan).plan.sections)


def told(path: Path, row: Query) -> str:
    """Where a row stands."""
    return f"tests/gold/{path.name}:{row.line} {row.query}"


def of(path: Path, *kinds: str) -> list[Query]:
    """Rows of some kinds."""
    return [row for row in ROWS[path] if row.kind in kinds]


@both_files
def test_every_wanted_place_exists_once(path: Path) -> None:
    known = {(plan, anchor) for plan, _, anchor, _ in parts()} | sections()
    for row in ROWS[path]:
        assert set(row.wanted) <= known, f"{told(path, row)}: no such place: {set(row.wanted) - known}"
        assert len(set(row.wanted)) == len(row.wanted) <= MOST_WANTED, f"{told(path, row)}: a place twice, or more than {MOST_WANTED}"


def test_every_kind_has_enough_queries() -> None:
    counts = Counter(row.kind for row in ROWS[QUERIES])
    assert counts.keys() == AT_LEAST.keys()
    assert all(counts[kind] >= least for kind, least in AT_LEAST.items()), counts


def test_held_out_queries_are_of_the_same_kinds_and_some_have_no_answer() -> None:
    assert {row.kind for row in ROWS[HELD_OUT]} == {*AT_LEAST, UNANSWERED}


@both_files
def test_only_unanswered_queries_want_nothing(path: Path) -> None:
    assert [row.query for row in ROWS[path] if not row.wanted] == [row.query for row in of(path, UNANSWERED)]


def test_unanswered_queries_stand_in_no_part() -> None:
    for row in of(HELD_OUT, UNANSWERED):
        having = [(p, a) for p, _, a, text in parts() if holds(text, row.query)]
        assert not having, f"{told(HELD_OUT, row)}: it stands in {having}"


@both_files
def test_no_query_is_asked_twice(path: Path) -> None:
    assert not [query for query, n in Counter(row.query for row in ROWS[path]).items() if n > 1]


@both_files
def test_literal_queries_want_every_part_that_holds_them(path: Path) -> None:
    for row in of(path, *LITERAL):
        missing = [(p, a) for p, _, a, text in parts() if holds(text, row.query) and (p, a) not in row.wanted]
        assert not missing, f"{told(path, row)}: also in {missing}"


@both_files
def test_words_of_an_across_query_share_a_section_but_no_sentence(path: Path) -> None:
    for row in of(path, "across"):
        words = row.query.split()
        assert not [a for _, _, a, text in parts() if all(holds(text, word) for word in words)], f"{told(path, row)}: one part has all"
        texts: dict[tuple[str, str], list[str]] = {}
        for plan, section, _, text in parts():
            texts.setdefault((plan, section), []).append(text)
        having = {k for k, v in texts.items() if all(any(holds(text, word) for text in v) for word in words)}
        assert set(row.wanted) == having, f"{told(path, row)}: sections with all words: {having}"


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("到2025年，占4.5%以上", "到 2025 年占", True),
        ("占14.5%", "4.5%", False),
        ("7×24小时", "24小时", True),
        ("1000公里", "100 公里", False),
        ("PM~2.5~等", "pm2.5", True),
        ("基础设施（REITs）", "REIT", True),
        ("SAI技术", "AI", False),
        ("５Ｇ网络[^1]", "5G网络", True),
    ],
)
def test_literal_comparing(text: str, query: str, found: bool) -> None:
    assert holds(folded(text), query) is found


@pytest.mark.parametrize(
    ("anchor", "wanted", "met"),
    [
        ("6.2.2-3", "6.2.2", True),
        ("6.2.2", "6", True),
        ("2.3-t1-r6", "2.3-t1", True),
        ("6.2.20-1", "6.2.2", False),
        ("6.2.2", "6.2.2-3", False),
    ],
)
def test_a_hit_inside_a_wanted_section_counts(anchor: str, wanted: str, met: bool) -> None:
    assert meets("a", anchor, ("a", wanted)) is met
    assert not meets("b", anchor, ("a", wanted))
