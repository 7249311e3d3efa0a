"""The content folder on disk: loading plans, and putting a converted plan in place whole.

`convert.lock` in each plan's folder remembers what convert wrote, so that a hand edit is seen and never overwritten in silence.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from generator.content.anchors import Anchor, read_lock
from generator.content.carrying import anchor_plan
from generator.content.order import file_order
from generator.content.read import read_plan
from generator.errors import ZhangjuError
from generator.model import Plan, Repair

ANCHORS = "anchors.lock"
LEDGER = "repairs.jsonl"
RECORD = "convert.lock"


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan as the build uses it."""

    plan: Plan
    anchors: tuple[Anchor, ...]
    """Every anchor ever given."""
    ledger: tuple[Repair, ...]


def plan_ids(content: Path) -> list[str]:
    """Ids of the plans in a content folder, in order."""
    return sorted(path.parent.name for path in content.glob("*/index.md"))


def load_plan(content: Path, plan: str) -> LoadedPlan:
    """Read one plan with its anchors and its ledger. Raises ZhangjuError with file and line."""
    folder = content / plan
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    read = read_plan(files, folder)
    sections, anchors = anchor_plan(read.sections, read_lock(folder / ANCHORS))
    return LoadedPlan(replace(read, sections=sections), tuple(anchors), tuple(read_ledger(folder / LEDGER)))


def known_anchors(content: Path, plan: str) -> list[Anchor]:
    """The anchors of a plan with the texts that they were given to. Raises ZhangjuError.

    A lock of the older format, which held digests, gets its texts from the pages that stand beside it.
    """
    lock = read_lock(content / plan / ANCHORS)
    return list(load_plan(content, plan).anchors) if any(anchor.digest for anchor in lock) else lock


def read_ledger(path: Path) -> list[Repair]:
    """The repairs of a ledger, one a line. Raises ZhangjuError for a line that is none."""
    found: list[Repair] = []
    if path.is_file():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line:
                continue
            try:
                found.append(Repair(**json.loads(line)))
            except (ValueError, TypeError):
                raise ZhangjuError(path, number, "this is no repair", "run `zhangju convert`, which writes the ledger anew") from None
    return found


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
    present = {path.name for path in folder.glob("*.md")} if folder.is_dir() else set()
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


def write_file(path: Path, text: str) -> None:
    """Put one file in place whole: written beside it, then moved."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)


def replace_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Put a folder with just these files in place of the old one: written beside it, then swapped in whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
        fresh.chmod(0o755)
        swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(fresh: Path, folder: Path) -> None:
    """Move a finished folder to its place; the old one is gone only when the new one stands."""
    old = folder.with_name(f".{folder.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
