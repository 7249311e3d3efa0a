"""Findings that somebody accepted, with a reason: `accepted.toml` in the project's folder.

    [[accepted]]
    code = "O002"
    file = "seeds/yun-plan.txt"
    cause = "1.1.9"          # words of the cause; where left out, any
    reason = "原书缺第八条"

An acceptance that matches nothing is a finding itself, so that the file does not outlive what it speaks of. Errors that stop a plan are
not to be accepted: they are mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.errors import ZhangjuError, all_of
from generator.findings import CODES, Finding
from generator.reporting import relative
from generator.toml_file import build, load_toml

FILE = "accepted.toml"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One `[[accepted]]`."""

    code: str
    """A code of `CODES` that is a warning."""
    reason: str
    """Why this may stay."""
    file: str = ""
    """From the project's folder; empty: any."""
    cause: str = ""
    """Words that the cause holds."""
    at: int = 0

    def covers(self, finding: Finding, root: Path) -> bool:
        """True for a finding that it speaks of."""
        same_file = not self.file or self.file == relative(finding.file, root)
        return self.code == finding.code and same_file and self.cause in finding.cause


@dataclass(frozen=True, slots=True)
class _File:
    accepted: list[Acceptance] = field(default_factory=list)


def read_accepted(root: Path) -> list[Acceptance]:
    """The acceptances of a project, none when it has no such file. Raises ZhangjuError with all that is wrong in it."""
    path = root / FILE
    if not path.exists():
        return []
    source, data = load_toml(path)
    accepted: list[Acceptance] = build(_File, data, path, source).accepted
    all_of(partial(_sound, one, path) for one in accepted)
    return accepted


def _sound(one: Acceptance, path: Path) -> None:
    """Raise ZhangjuError for what accepts nothing that may be accepted."""
    if one.code not in CODES:
        raise ZhangjuError(path, one.at, f"there is no code `{one.code}`", "write the code as `zhangju check` prints it")
    if CODES[one.code][0] == "error":
        raise ZhangjuError(path, one.at, f"{one.code} is an error ({CODES[one.code][1]})", "mend what it names; only warnings are accepted")
    if not one.reason.strip():
        raise ZhangjuError(path, one.at, f"the acceptance of {one.code} has no reason", 'say why it may stay: reason = "…"')


def without_accepted(findings: Sequence[Finding], accepted: Sequence[Acceptance], root: Path) -> list[Finding]:
    """Findings that nobody accepted, with one for each acceptance that speaks of none."""
    left = [finding for finding in findings if not any(one.covers(finding, root) for one in accepted)]
    for one in accepted:
        if not any(one.covers(finding, root) for finding in findings):
            words = f" with “{one.cause}”" if one.cause else ""
            cause = f"nothing is found any more that is {one.code}{f' in {one.file}' if one.file else ''}{words}"
            left.append(Finding("W003", str(root / FILE), one.at, cause, "take this [[accepted]] out"))
    return left
