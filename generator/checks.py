"""The publish gate: proves on seeds and content what the promises say."""

from __future__ import annotations

from pathlib import Path

from generator.auditing import anchor_findings
from generator.content.store import LEDGER, hand_edits, plan_ids, read_ledger, read_record
from generator.errors import ZhangjuError
from generator.findings import Finding
from generator.pipeline import convert_seed
from generator.reading import seed_ids
from generator.repair import replay


def check(seeds: Path, content: Path) -> list[Finding]:
    """Findings of all plans. A ZhangjuError of one plan becomes a finding, so that the others are checked too."""
    findings: list[Finding] = []
    for plan in sorted({*seed_ids(seeds), *plan_ids(content)}):
        try:
            findings += check_plan(seeds, content, plan)
        except ZhangjuError as error:
            findings.append(Finding("S001", error.file, error.line or 1, error.cause, error.next_step))
    return findings


def check_plan(seeds: Path, content: Path, plan: str) -> list[Finding]:
    """Convert in memory (which proves promises 1 and 2), then compare with what is committed."""
    made = convert_seed(seeds, plan, content)
    found = list(made.findings)
    folder = content / plan
    found += anchor_findings(content.parent, plan)
    if replay(made.seed.text, read_ledger(folder / LEDGER)) != made.repaired.text:
        found.append(_stale(folder / LEDGER, plan, "the committed ledger does not give the text that convert makes now"))
    pages = {name: text for name, text in made.files.items() if name.endswith(".md")}
    for edit in hand_edits(folder, pages):
        found.append(
            Finding("E001", str(edit.path), edit.line, f"“{edit.text[:60]}”", f"zhangju convert {plan} says how to keep or drop it")
        )
    record = read_record(folder)
    if not record["files"]:
        found.append(_stale(folder, plan, "the plan was never converted"))
    return found


def _stale(path: Path, plan: str, cause: str) -> Finding:
    return Finding("P001", str(path), 1, cause, f"run `zhangju convert {plan}` and commit content/")
