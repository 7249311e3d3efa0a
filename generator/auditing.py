"""Auditing anchors: what became of those that were published, and keeping the lock up to date with hand edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.characters import plain
from generator.content.anchors import Anchor, parse_lock, write_lock
from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import ANCHORS, RECORD, LoadedPlan, load_plan, rerecord
from generator.errors import restoring
from generator.explaining import parts
from generator.findings import Finding
from generator.history import git, has_commit, known_revision
from generator.placing import changing, reading
from generator.text_file import read_text


@dataclass(frozen=True, slots=True)
class AnchorChange:
    """What became of one anchor since it was published."""

    id: str
    state: str
    """`kept`, `changed`, `new`, `moved`, `retired` or `lost`."""
    before: str
    """Its text as published, empty for a new one."""
    after: str
    """The text at the place it leads to now, empty for a lost one."""
    to: str
    """That place; the anchor itself when it lives."""


def audit(root: Path, plan: str, revision: str = "HEAD") -> list[AnchorChange]:
    """Compare a plan's anchors with those of a git revision, in order. Raises ZhangjuError for a revision git does not know."""
    with reading(root / "content"):
        loaded = load_plan(root / "content", plan)
    published, old_texts = _published(root, plan, revision)
    return _changes(published, old_texts, loaded)


def changes_of(former: LoadedPlan, now: LoadedPlan) -> list[AnchorChange]:
    """The same of two editions of a plan that were read."""
    return _changes(former.anchors, {name: plain(text) for name, (text, _) in parts(former).items()}, now)


def _changes(published: Sequence[Anchor], old_texts: Mapping[str, str], loaded: LoadedPlan) -> list[AnchorChange]:
    now = {a.id: a for a in loaded.anchors}
    texts = {name: plain(text) for name, (text, _) in parts(loaded).items()}
    changes = [_change(old, now.get(old.id), old_texts, texts) for old in published]
    known = {a.id for a in published}
    return changes + [AnchorChange(name, "new", "", texts.get(name, ""), name) for name, a in now.items() if name not in known and not a.to]


def _change(old: Anchor, new: Anchor | None, old_texts: Mapping[str, str], texts: Mapping[str, str]) -> AnchorChange:
    before = old_texts.get(old.id, "")
    if new is None:
        return AnchorChange(old.id, "lost", before, "", "")
    place = new.to or new.id
    state = new.state if new.to else "kept" if new.text == old.text else "changed"
    return AnchorChange(old.id, state, before, texts.get(place, ""), place)


def _published(root: Path, plan: str, revision: str) -> tuple[list[Anchor], dict[str, str]]:
    """The anchors of a revision and their texts; none when the plan was not there yet."""
    folder = f"content/{plan}"
    revision = known_revision(root, revision, " with --against")
    listing = git(root, ["ls-tree", "--name-only", revision, f"{folder}/"]) or ""
    names = [Path(line).name for line in listing.splitlines()]
    if ANCHORS not in names:
        return [], {}
    lock = parse_lock(git(root, ["show", f"{revision}:{folder}/{ANCHORS}"]) or "", Path(f"{revision}:{folder}/{ANCHORS}"))
    files = {name: git(root, ["show", f"{revision}:{folder}/{name}"]) or "" for name in names if name.endswith(".md")}
    read = read_plan(files, Path(f"{revision}:{folder}"))
    sections, anchors = anchor_plan(read.sections, lock)
    loaded = LoadedPlan(replace(read, sections=sections), tuple(anchors), ())
    return [a for a in anchors if a.id in {old.id for old in lock}], {name: plain(text) for name, (text, _) in parts(loaded).items()}


def summary(changes: list[AnchorChange]) -> str:
    """Counts of all states in one line."""
    counts = Counter(change.state for change in changes)
    return ", ".join(f"{counts[state]} {state}" for state in ("kept", "changed", "new", "moved", "retired", "lost"))


def update_lock(root: Path, plan: str) -> bool:
    """Write the anchors that the content has now into the lock. Returns whether anything changed."""
    content = root / "content"
    folder = content / plan
    with changing(content) as change:
        text = write_lock(load_plan(content, plan).anchors)
        if not change.write(folder / ANCHORS, text):
            return False
        change.write(folder / RECORD, rerecord(folder, ANCHORS, text))
    return True


def anchor_findings(root: Path, plan: str) -> list[Finding]:
    """What is wrong with a plan's anchors: a lock that lags behind the content, and published anchors that would be lost."""
    path = root / "content" / plan / ANCHORS
    found = []
    if not path.is_file() or read_text(path) != write_lock(load_plan(root / "content", plan).anchors):
        remedy = f"run `zhangju anchors {plan} --write` and commit the lock"
        found.append(Finding("A001", str(path), 1, "the content was edited since", remedy))
    if has_commit(root):
        lost = [change.id for change in audit(root, plan) if change.state == "lost"]
        if lost:
            cause = f"{len(lost)} published anchors are in no line of it: {', '.join(lost[:5])}"
            remedy = f"restore the lock ({restoring(path)}) and carry them: zhangju anchors {plan} --write"
            found.append(Finding("A002", str(path), 1, cause, remedy))
    return found
