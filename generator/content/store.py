"""The content folder on disk: loading plans, and putting a converted plan in place whole.

`convert.lock` in each plan's folder remembers what convert wrote, so that a hand edit is seen and never overwritten in silence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from generator.content.anchors import Anchor, parse_lock, read_lock
from generator.content.carrying import anchor_plan
from generator.content.order import file_order
from generator.content.read import read_plan
from generator.errors import ZhangjuError
from generator.findings import Finding
from generator.model import Plan, Repair
from generator.model.address import is_anchor, is_chapter_file, own_file, place_in, plan_id, shown
from generator.placing import Change

ANCHORS = "anchors.lock"
LEDGER = "repairs.jsonl"
RECORD = "convert.lock"
RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan as the build uses it."""

    plan: Plan
    anchors: tuple[Anchor, ...]
    """Every anchor ever given."""
    ledger: tuple[Repair, ...]


def plan_ids(content: Path) -> list[str]:
    """Ids of the plans in a content folder, in order."""
    return sorted(path.parent.name for path in content.glob("*/index.md") if not path.parent.name.startswith("."))


def load_plan(content: Path, plan: str) -> LoadedPlan:
    """Read one plan with its anchors and its ledger. Raises ZhangjuError with file and line."""
    plan_id(plan, content / plan)
    folder = own_file(content / plan, content)
    files = {path.name: _page(path, content) for path in pages_in(folder)}
    locks = {name: (folder / name).read_text(encoding="utf-8") for name in (ANCHORS, LEDGER) if (folder / name).is_file()}
    return plan_of(files | locks, folder)


def pages_in(folder: Path) -> list[Path]:
    """The Markdown files of a plan's folder; what editors' programs hide there is none."""
    return sorted(path for path in folder.glob("*.md") if not path.name.startswith("."))


def plan_of(files: Mapping[str, str], folder: Path) -> LoadedPlan:
    """A plan of the texts of its folder's files, by their names. Raises ZhangjuError with file and line."""
    read = read_plan({name: text for name, text in files.items() if name.endswith(".md")}, folder)
    sections, anchors = anchor_plan(read.sections, parse_lock(files.get(ANCHORS, ""), folder / ANCHORS))
    ledger = parse_ledger(files.get(LEDGER, ""), folder / LEDGER)
    return LoadedPlan(replace(read, sections=sections), tuple(anchors), tuple(ledger))


def _page(path: Path, content: Path) -> str:
    """The text of a file that holds sections. Raises ZhangjuError for a name that no such file has."""
    if not is_chapter_file(path.name):
        how = "a plan's folder holds index.md and a file a chapter, as 06.md; put other texts elsewhere"
        raise Finding("N001", str(path), 1, f"`{shown(path.name)}` is no name of a chapter's file", how).as_error()
    return own_file(path, content).read_text(encoding="utf-8")


def known_anchors(content: Path, plan: str) -> list[Anchor]:
    """The anchors of a plan with the texts that they were given to. Raises ZhangjuError.

    A lock of the older format, which held digests, gets its texts from the pages that stand beside it.
    """
    lock = read_lock(content / plan / ANCHORS)
    return list(load_plan(content, plan).anchors) if any(anchor.digest for anchor in lock) else lock


def read_ledger(path: Path) -> list[Repair]:
    """The repairs of a ledger, none when there is no file. Raises ZhangjuError for a line that is none."""
    return parse_ledger(path.read_text(encoding="utf-8"), path) if path.is_file() else []


def parse_ledger(source: str, path: Path) -> list[Repair]:
    """The repairs of a ledger's text, one a line; `path` is what errors name. Raises ZhangjuError for a line that is none."""
    found: list[Repair] = []
    for number, line in enumerate(source.split("\n"), 1):
        if not line:
            continue
        try:
            found.append(_sound(Repair(**json.loads(line))))
        except (ValueError, TypeError):
            raise ZhangjuError(path, number, "this is no repair", "run `zhangju convert`, which writes the ledger anew") from None
    return found


def _sound(entry: Repair) -> Repair:
    """The entry, when its values are of their kinds. Raises ValueError: pages and addresses are made of them."""
    numbers = (entry.step, entry.at, entry.line, entry.column, entry.length, entry.offset, entry.reach)
    words = (entry.rule, entry.before, entry.after, entry.reason, entry.status, entry.place)
    if any(type(value) is not int or value < 0 for value in numbers) or any(type(value) is not str for value in words):
        raise ValueError(entry)
    if not RULE.fullmatch(entry.rule) or entry.status not in ("applied", "flagged") or (entry.place and not is_anchor(entry.place)):
        raise ValueError(entry)
    return entry


def write_ledger(ledger: tuple[Repair, ...]) -> str:
    """The text of a ledger."""
    return "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in ledger)


def digest(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_record(files: Mapping[str, str], kept: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """The text of `convert.lock`: what was written, what of it an editor's version stands for, and the seed it came from."""
    data = {**about, "files": {name: digest(text) for name, text in sorted(files.items())}, "kept": dict(sorted(kept.items()))}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_record(folder: Path) -> dict[str, Any]:
    """What `convert.lock` says, empty parts when there is none."""
    path = folder / RECORD
    if not path.is_file():
        return {"files": {}, "kept": {}}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {**data, "files": dict(data["files"]), "kept": dict(data["kept"])}
    except (ValueError, KeyError, TypeError):
        raise ZhangjuError(path, 1, "the record of the last convert is damaged", f"restore it: git checkout -- {path}") from None


@dataclass(frozen=True, slots=True)
class HandEdit:
    """A content file that is not as convert left it."""

    path: Path
    line: int
    """1-based first line that differs from what convert writes now."""
    text: str
    """That line as it stands in the file."""


def hand_edits(folder: Path, files: Mapping[str, str]) -> list[HandEdit]:
    """Files edited since the last convert, unless it recorded just that version as kept and would write the same as then."""
    record = read_record(folder)
    found: list[HandEdit] = []
    present = {path.name for path in pages_in(folder)}
    for name in file_order(sorted(present | (set(record["files"]) & set(files)))):
        path = folder / name
        if name not in record["files"] and not record["files"]:
            continue
        current = path.read_text(encoding="utf-8") if path.is_file() else ""
        if digest(current) == record["files"].get(name):
            continue
        wanted = files.get(name, "")
        if (record["kept"].get(name) == digest(current) and record["files"].get(name) == digest(wanted)) or current == wanted:
            continue
        line, text = _first_difference(current, wanted)
        found.append(HandEdit(path, line, text))
    return found


def _first_difference(current: str, wanted: str) -> tuple[int, str]:
    old, new = current.split("\n"), wanted.split("\n")
    for number, text in enumerate(old, 1):
        if number > len(new) or text != new[number - 1]:
            return number, text
    return len(old), ""


def put_plan(change: Change, folder: Path, files: Mapping[str, str]) -> None:
    """Put a plan's files in place as part of a change. Pages that it has no more go; what else stands in the folder stays."""
    own_file(folder, folder.parent)
    for name, text in files.items():
        change.write(place_in(folder, name), text)
    for path in pages_in(folder):
        if path.name not in files:
            change.remove(path)
