"""Findings as people and machines read them: text, JSON, SARIF 2.1.0 for code hosts, annotations of GitHub's runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import __version__
from generator.findings import CODES, Finding

Report = Callable[[Sequence[Finding], Path], str]
LEVELS = {"error": "error", "warning": "warning"}


def as_text(findings: Sequence[Finding], root: Path) -> str:
    """A finding a paragraph, errors first, and how many there are."""
    errors = sum(finding.severity == "error" for finding in findings)
    return "\n".join([*map(str, findings), f"checked: {errors} errors, {len(findings) - errors} warnings"])


def as_json(findings: Sequence[Finding], root: Path) -> str:
    """`{"errors": 1, "warnings": 0, "findings": [{code, severity, kind, file, line, cause, next_step}]}`."""
    counts = Counter(finding.severity for finding in findings)
    told = [as_object(one, root) for one in findings]
    return json.dumps({"errors": counts["error"], "warnings": counts["warning"], "findings": told}, ensure_ascii=False, indent=1)


def as_object(one: Finding, root: Path) -> dict[str, str | int]:
    """A finding as JSON has it; its file as seen from the project's folder."""
    return {
        "code": one.code,
        "severity": one.severity,
        "kind": CODES[one.code][1],
        "file": relative(one.file, root),
        "line": one.line,
        "cause": one.cause,
        "next_step": one.next_step,
    }


def as_sarif(findings: Sequence[Finding], root: Path) -> str:
    """A log of SARIF 2.1.0 with a run."""
    rules = [{"id": code, "shortDescription": {"text": CODES[code][1]}} for code in sorted({one.code for one in findings})]
    results = [
        {
            "ruleId": one.code,
            "level": LEVELS[one.severity],
            "message": {"text": f"{one.cause}\n{one.next_step}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": relative(one.file, root)},
                        "region": {"startLine": max(1, one.line)},
                    }
                }
            ],
        }
        for one in findings
    ]
    run = {"tool": {"driver": {"name": "zhangju", "version": __version__, "rules": rules}}, "results": results}
    return json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}, ensure_ascii=False)


def as_github(findings: Sequence[Finding], root: Path) -> str:
    """A line for each finding that GitHub shows at its line of the change; how many there are at the end."""
    lines = [
        f"::{one.severity} file={_property(relative(one.file, root))},line={max(1, one.line)},"
        f"title={_property(f'{one.code} {CODES[one.code][1]}')}::{_message(f'{one.cause} → {one.next_step}')}"
        for one in findings
    ]
    return "\n".join([*lines, as_text(findings, root).rsplit("\n", 1)[-1]])


def relative(file: str, root: Path) -> str:
    """A file as seen from the project's folder, with strokes; one outside of it as it is."""
    try:
        return Path(file).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Report] = {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
"""What `zhangju check --format` offers."""
