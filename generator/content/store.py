"""The content folder on disk: loading plans, and putting a converted plan in place whole.

`convert.lock` in each plan's folder remembers what convert wrote, so that a hand edit is seen and never overwritten in silence.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator.content.anchors import Anchor, parse_lock, read_lock
from generator.content.carrying import anchor_plan
from generator.content.edited import HandEdit, hand_edit
from generator.content.order import file_order
from generator.content.read import read_plan
from generator.errors import ZhangjuError, all_of, gathering
from generator.findings import Finding
from generator.model import Plan, Repair
from generator.model.address import is_anchor, is_chapter_file, own_file, place_in, plan_id, shown
from generator.placing import Change
from generator.pure import PLANS, pure
from generator.text_file import read_text

ANCHORS = "anchors.lock"
LEDGER = "repairs.jsonl"
RECORD = "convert.lock"
LINE_ENDS = re.compile(r"[\x7f-\x9f\u2028\u2029]")
"""Ends of lines that JSON leaves as they are."""
RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan as the build uses it."""

    plan: Plan
    anchors: tuple[Anchor, ...]
    """Every anchor ever given."""
    ledger: tuple[Repair, ...]


def plan_ids(content: Path) -> list[str]:
    """Ids of the plans in a content folder, in order; also of one that lost its index.md, so that it is missed and not left out."""
    found = {path.parent.name for name in ("index.md", RECORD) for path in content.glob(f"*/{name}")}
    return sorted(name for name in found if not name.startswith("."))


def load_plan(content: Path, plan: str) -> LoadedPlan:
    """Read one plan with its anchors and its ledger. Raises ZhangjuError with file and line of all that is wrong."""
    plan_id(plan, content / plan)
    folder = own_file(content / plan, content)
    with gathering() as problems:
        files: dict[str, str] = {}
        for path in pages_in(folder):
            with problems.trying():
                files[path.name] = _page(path, content)
        for path in (folder / ANCHORS, folder / LEDGER):
            if path.exists():
                with problems.trying():
                    files[path.name] = read_text(path)
        if "index.md" in files or not problems.found:
            loaded = problems.tried(lambda: plan_of(files, folder))
    assert loaded
    return loaded


def load_plans(content: Path, plans: Iterable[str] | None = None) -> list[LoadedPlan]:
    """Some plans of a content folder, or all of them, in order. Raises ZhangjuError with all that is wrong in any of them."""
    return all_of([partial(load_plan, content, plan) for plan in (plan_ids(content) if plans is None else plans)])


def plan_of(files: Mapping[str, str], folder: Path) -> LoadedPlan:
    """A plan of the texts of its folder's files, by their names. Raises ZhangjuError with file and line of all that is wrong."""
    return _plan_of(tuple(files.items()), folder)


@pure(most=PLANS)
def _plan_of(held: tuple[tuple[str, str], ...], folder: Path) -> LoadedPlan:
    files = dict(held)
    with gathering() as problems:
        read = problems.tried(lambda: read_plan({name: text for name, text in files.items() if name.endswith(".md")}, folder))
        lock = problems.tried(lambda: _lock_of(files.get(ANCHORS, ""), folder / ANCHORS))
        ledger = problems.tried(lambda: _ledger_of(files.get(LEDGER, ""), folder / LEDGER))
    assert read
    sections, anchors = anchor_plan(read.sections, lock or ())
    return LoadedPlan(replace(read, sections=sections), tuple(anchors), ledger or ())


@pure(most=PLANS)
def _lock_of(source: str, path: Path) -> tuple[Anchor, ...]:
    return tuple(parse_lock(source, path))


@pure(most=PLANS)
def _ledger_of(source: str, path: Path) -> tuple[Repair, ...]:
    return tuple(parse_ledger(source, path))


def pages_in(folder: Path) -> list[Path]:
    """The Markdown files of a plan's folder; what editors' programs hide there is none."""
    return sorted(path for path in folder.glob("*.md") if not path.name.startswith("."))


def _page(path: Path, content: Path) -> str:
    """The text of a file that holds sections. Raises ZhangjuError for a name that no such file has."""
    if not is_chapter_file(path.name):
        how = "a plan's folder holds index.md and a file a chapter, as 06.md; put other texts elsewhere"
        raise Finding("N001", str(path), 1, f"`{shown(path.name)}` is no name of a chapter's file", how).as_error()
    return read_text(own_file(path, content))


def known_anchors(content: Path, plan: str) -> list[Anchor]:
    """The anchors of a plan with the texts that they were given to. Raises ZhangjuError.

    A lock of the older format, which held digests, gets its texts from the pages that stand beside it.
    """
    lock = read_lock(content / plan / ANCHORS)
    return list(load_plan(content, plan).anchors) if any(anchor.digest for anchor in lock) else lock


def read_ledger(path: Path) -> list[Repair]:
    """The repairs of a ledger, none when there is no file. Raises ZhangjuError for every line that is none."""
    return parse_ledger(read_text(path), path) if path.exists() else []


def parse_ledger(source: str, path: Path) -> list[Repair]:
    """The repairs of a ledger's text, one a line; `path` is what errors name. Raises ZhangjuError for every line that is none."""
    return all_of([partial(_repair, line, path, number) for number, line in enumerate(source.split("\n"), 1) if line])


def _repair(line: str, path: Path, number: int) -> Repair:
    """The repair of one line. Raises ZhangjuError."""
    try:
        found = _sound(Repair(**json.loads(line)))
        if found.line < 1 or found.column < 1:
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise ZhangjuError(path, number, "this is no repair", "run `zhangju convert`, which writes the ledger anew") from None
    return found


def _sound(entry: Repair) -> Repair:
    """The entry, when its values are of their kinds. Raises ValueError: pages and addresses are made of them, and half a character (which
    JSON can escape) is in no file of ours."""
    numbers = (entry.step, entry.at, entry.line, entry.column, entry.length, entry.offset, entry.reach)
    words = (entry.rule, entry.before, entry.after, entry.reason, entry.status, entry.place)
    if any(type(value) is not int or value < 0 for value in numbers) or any(type(value) is not str for value in words):
        raise ValueError(entry)
    "".join(words).encode()  # a UnicodeEncodeError is a ValueError
    if not RULE.fullmatch(entry.rule) or entry.status not in ("applied", "flagged") or (entry.place and not is_anchor(entry.place)):
        raise ValueError(entry)
    return entry


def write_ledger(ledger: tuple[Repair, ...]) -> str:
    """The text of a ledger, one line a repair: what some program takes for the end of a line is written by its number."""
    lines = (json.dumps(asdict(entry), ensure_ascii=False) for entry in ledger)
    return "".join(LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n" for line in lines)


def digest(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_record(files: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """The text of `convert.lock`: every file that was written, what it came from, and a seal on all this."""
    return _sealed(about, {name: digest(text) for name, text in files.items()})


def _sealed(about: Mapping[str, Any], digests: Mapping[str, str]) -> str:
    data = {**about, "files": dict(sorted(digests.items()))}
    return json.dumps(data | {"seal": seal(data)}, ensure_ascii=False, indent=2) + "\n"


def seal(record: Mapping[str, Any]) -> str:
    """A digest of what a record says."""
    return digest(json.dumps({key: value for key, value in record.items() if key != "seal"}, sort_keys=True))


def rerecord(folder: Path, name: str, text: str) -> str:
    """The text of a plan's record with another text of one file, as convert would have written it."""
    record = read_record(folder)
    about = {key: value for key, value in record.items() if key not in ("files", "seal")}
    return _sealed(about, {**record["files"], name: digest(text)})


def line_marks(text: str) -> str:
    """Four hexadecimal digits a line: by them the first line that was changed is found without the old text."""
    return "".join(f"{zlib.crc32(line.encode()) & 0xFFFF:04x}" for line in text.replace("\r\n", "\n").split("\n"))


def first_changed(text: str, marks: str) -> int:
    """The 1-based first line of a text that is not as its marks have it; its last one when lines are gone at its end."""
    now = line_marks(text)
    odd = next((i for i in range(0, len(now), 4) if now[i : i + 4] != marks[i : i + 4]), len(now) - 4)
    return odd // 4 + 1


def read_record(folder: Path) -> dict[str, Any]:
    """What `convert.lock` says, empty parts when there is none."""
    path = folder / RECORD
    if not path.exists():
        return {"files": {}}
    source = read_text(path)
    try:
        data = json.loads(source)
        return {**data, "files": dict(data["files"])}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ZhangjuError(path, 1, "the record of the last convert is damaged", f"restore it: git checkout -- {path}") from None


def hand_edits(folder: Path, files: Mapping[str, str]) -> list[HandEdit]:
    """Files edited since the last convert, unless only their line ends and blanks are not as convert writes them."""
    record = read_record(folder)
    found: list[HandEdit] = []
    present = {path.name for path in pages_in(folder)}
    for name in file_order(sorted(present | (set(record["files"]) & set(files)))):
        path = folder / name
        current = read_text(path) if path.exists() else ""
        if digest(current) == record["files"].get(name):
            continue
        wanted = files.get(name, "")
        if same_meaning(current, wanted):
            continue
        found.append(hand_edit(path, current, wanted))
    return found


def same_meaning(page: str, other: str) -> bool:
    """True when two pages differ at most in what editors' programs change: a byte order mark, line ends, blanks and blank lines."""
    return _bare(page) == _bare(other)


def _bare(page: str) -> str:
    lines = [line.rstrip() for line in page.removeprefix("\ufeff").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def put_plan(change: Change, folder: Path, files: Mapping[str, str]) -> None:
    """Put a plan's files in place as part of a change. Pages that it has no more go; what else stands in the folder stays."""
    own_file(folder, folder.parent)
    for name, text in files.items():
        change.write(place_in(folder, name), text)
    for path in pages_in(folder):
        if path.name not in files:
            change.remove(path)
