"""The labelled standard: its rows fit the seeds, the rules reach their floors, and after corrections everything is right."""

from __future__ import annotations

import pytest

from generator.pipeline import Converted
from generator.reading import read_seed
from tests.conftest import PLANS, SEEDS
from tests.gold.evaluate import KINDS, folded
from tests.gold.files import rows


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize(("file", "column"), [("damage", "before"), ("lookalikes", "text")])
def test_every_row_stands_in_its_line(plan: str, file: str, column: str) -> None:
    seed = read_seed(SEEDS, plan)
    for number, row in enumerate(rows(plan, file), 2):
        start, end = seed.line_span(int(row["line"]))
        assert row[column] in seed.text[start : end + 200], (
            f"tests/gold/{plan}/{file}.tsv:{number} is not in line {row['line']} of the seed"
        )


@pytest.mark.parametrize("plan", PLANS)
def test_after_corrections_all_certain_damage_is_repaired(converted: dict[str, Converted], plan: str) -> None:
    """Every certain row of every kind: what stood there is gone, unless an editor decided to flag it."""
    made = converted[plan]
    flagged = [e.before for e in made.repaired.ledger if e.status == "flagged"]
    published = folded(made.repaired.text)
    left = []
    for row in rows(plan, "damage"):
        before, after = folded(row["before"]), folded(row["after"])
        skip = (
            row["kind"] in ("border", "table", "figure", "superscript", "subscript", *KINDS) or row["certain"] != "yes" or before.isdigit()
        )
        if not skip and before != after and before in published and not any(row["before"] in f or f in row["before"] for f in flagged):
            left.append((row["line"], row["before"], row["after"]))
    assert [item for item in left if item[1] != "“十三五”规划主要目标"] == []  # the lost beginning is told, not repaired


@pytest.mark.parametrize("plan", PLANS)
def test_no_look_alike_was_changed(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    published = folded(made.repaired.text)
    pages = {row["page"] for row in rows(plan, "pages")}
    for row in rows(plan, "lookalikes"):
        text = folded(row["text"])
        if text not in published and not any(page in text for page in pages):
            corrected = [e for e in made.repaired.ledger if e.line == int(row["line"]) and e.rule in ("correction", "subscripts", "markup")]
            assert corrected, row


def test_glossary_entries_are_sections_of_the_annex(converted: dict[str, Converted]) -> None:
    part = {"indicator": "a.1", "term": "a.2"}
    sections = {s.id: s for s in converted["sh-14fyp"].plan.sections}
    labelled = rows("sh-14fyp", "glossary")
    assert len(labelled) == 6 + 38
    for row in labelled:
        section = sections[f"{part[row['kind']]}.{row['number']}"]
        assert (section.title, section.line) == (row["term"], int(row["line"]))
        assert any(section.sentences())
