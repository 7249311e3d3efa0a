"""What the script of search answers over small plans, row by row: queries, and what its inner functions give."""

from __future__ import annotations

from tests.variants import queries


def test_the_script_of_search_answers_as_before() -> None:
    asked, rows = queries.engine(), queries.read()
    assert len(rows) > 20
    differing = [f"{row}: {value}, now {now}" for row, value in rows if (now := queries.answered(asked, row)) != value]
    assert not differing, "\n".join([*differing[:20], "if this is meant: python -m tests.variants --write, and read the diff"])
