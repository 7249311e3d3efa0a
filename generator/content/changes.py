"""`content/changes.jsonl`: what readers are told of what changed, an issue a line, the newest last. `zhangju diff --publish` writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError, all_of, restoring
from generator.model.address import is_anchor, is_plan_id
from generator.model.changes import Changes, Differing, Issue, PlaceChange, PlanChanges
from generator.text_file import read_text

FILE = "changes.jsonl"
STATES = ("new", "changed", "moved", "retired", "lost", "gone")


def read_changes(content: Path) -> tuple[Issue, ...]:
    """The issues of an edition, none when it has no such file. Raises ZhangjuError for every line that is none."""
    path = content / FILE
    if not path.is_file():
        return ()
    lines = [(number, line) for number, line in enumerate(read_text(path).split("\n"), 1) if line.strip()]
    return tuple(all_of([partial(_issue, line, path, number) for number, line in lines]))


def write_changes(issues: Sequence[Issue]) -> str:
    """The text of the file."""
    return "".join(json.dumps(asdict(issue), ensure_ascii=False) + "\n" for issue in issues)


def _issue(line: str, path: Path, number: int) -> Issue:
    """The issue of a line. Raises ZhangjuError."""
    try:
        data = json.loads(line)
        found = Issue(date=data["date"], note=data["note"], changes=_changes(data["changes"]))
        date.fromisoformat(found.date)
        if not isinstance(found.note, str):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        how = f"restore it ({restoring(path)}), or take the line out; `zhangju diff REVISION --publish` writes one"
        raise ZhangjuError(path, number, "this is no record of changes", how, "D003") from None
    return found


def _changes(data: dict[str, Any]) -> Changes:
    """Raises ValueError, KeyError or TypeError for what is none."""
    kinds = {name: _differing(data[name]) for name in ("links", "terms", "indicators")}
    if not re.fullmatch("[0-9a-f]{7,64}", data["since"]):
        raise ValueError
    return Changes(since=data["since"], plans=tuple(map(_plan, data["plans"])), **kinds)


def _differing(data: dict[str, Any]) -> Differing:
    return Differing(added=_texts(data["added"]), removed=_texts(data["removed"]))


def _texts(data: list[str]) -> tuple[str, ...]:
    if not isinstance(data, list) or any(type(text) is not str for text in data):
        raise ValueError
    return tuple(data)


def _plan(data: dict[str, Any]) -> PlanChanges:
    made = PlanChanges(plan=data["plan"], title=data["title"], state=data["state"], places=tuple(map(_place, data["places"])))
    if not is_plan_id(made.plan) or type(made.title) is not str or made.state not in STATES:
        raise ValueError
    return made


def _place(data: dict[str, Any]) -> PlaceChange:
    made = PlaceChange(**data)
    if any(type(value) is not str for value in data.values()) or made.state not in STATES or not is_anchor(made.id):
        raise ValueError
    if made.to and not is_anchor(made.to):
        raise ValueError
    return made
