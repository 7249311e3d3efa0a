"""Small documents as they come, against `tests/whole/*.md`: what `add` understands of them with no settings at all.

A case is a `### name`, a fence ```text and a fence ```outline: one line for each fact that the case is about (`title: …`), for each heading
(two blanks a level, its mark, a stroke, its title), for each table (`table 3×2 caption`, columns and rows) and each finding (`! O013 12`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.adding.telling import findings_of
from generator.model import Table
from generator.outline.coverage import uncovered
from generator.proposing import Proposal, propose
from tests.test_cases import unescape

FOLDER = Path(__file__).parent / "whole"
CASE = re.compile(r"^### (?P<name>[^\n]+)\n+```text\n(?P<text>.*?)^```\n+```outline\n(?P<outline>.*?)^```$", re.M | re.S)
FACT = re.compile(r"(title|number|issuer|addressee|date|period|format): ")


def shown(proposal: Proposal, facts: list[str]) -> Iterator[str]:
    """The lines that a case compares."""
    yield from (f"{name}: {getattr(proposal.settings, name)}" for name in facts)
    for section in proposal.outlined.sections:
        if section.id != "front":
            yield f"{'  ' * (section.level - 1)}{section.mark.strip()}|{section.title}"
        for table in (block for block in section.blocks if isinstance(block, Table)):
            yield f"table {len(table.columns)}×{len(table.rows)} {table.caption}".rstrip()
    yield from (f"! {finding.code} {finding.line}" for finding in findings_of(proposal))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_each_document_is_understood(path: Path, tmp_path: Path) -> None:
    cases = list(CASE.finditer(path.read_text(encoding="utf-8")))
    assert len(cases) == path.read_text(encoding="utf-8").count("\n### ") > 0
    wrong = {}
    for case in cases:
        (tmp_path / "p.txt").write_text(unescape(case["text"]), encoding="utf-8")
        proposal = propose(tmp_path / "p.txt")
        wanted = case["outline"].splitlines()
        facts = [found[1] for line in wanted if (found := FACT.match(line))]
        found = list(shown(proposal, facts))
        if found != wanted or uncovered(proposal.repaired.text, proposal.outlined.sections):
            wrong[case["name"]] = found
    assert wrong == {}
