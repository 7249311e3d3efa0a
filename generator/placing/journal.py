"""The journal of swaps, which a run that comes later can complete from any point.

The swap of number n moves what stands at the target to `old/n`, then `new/n` to the target. Where `new/n` is no more, it is done. What a
person changed at the target after the run was killed is not what the journal lists: it stays, and counts as an edit by hand.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from generator.placing.walking import walk

ABSENT = ""
NEW = "new"
OLD = "old"
MANY = 50
"""Files from which it is faster to have the disk hold all there is: 0.2 s for the 2,658 of a site, one by one 19 s."""


@dataclass(frozen=True, slots=True)
class Step:
    """One swap."""

    target: str
    """Path of what is replaced, from the work folder's home."""
    before: str
    """`signature` of what stands there, empty for nothing."""
    removal: bool = False
    """True when nothing takes its place."""


def signature(path: Path) -> str:
    """What tells whether something is still the same: of a file its bytes, of a folder names, sizes and times; empty for nothing."""
    if path.is_symlink():
        return f"link {path.readlink()}"
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    if path.is_dir():
        return hashlib.sha256("\n".join(sorted(_listing(path))).encode(errors="surrogateescape")).hexdigest()
    return ABSENT


def _listing(folder: Path) -> Iterator[str]:
    for place, entry, inside in walk(folder, passing=True):
        about = entry.stat(follow_symlinks=False)
        yield place if inside or entry.is_dir() else f"{place}\t{about.st_size}\t{about.st_mtime_ns}"


def write_journal(path: Path, steps: list[Step]) -> None:
    """Write a journal whole: it is there with all its steps or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps([asdict(step) for step in steps], ensure_ascii=False), encoding="utf-8")
    sync(part)
    part.replace(path)
    sync(path.parent)


def read_journal(path: Path) -> list[Step] | None:
    """The steps of a journal, None when there is none."""
    return [Step(**step) for step in json.loads(path.read_text(encoding="utf-8"))] if path.is_file() else None


def complete(work: Path, steps: list[Step]) -> None:
    """Do every swap that is not done. Raises OSError."""
    for number, step in enumerate(steps):
        _swap(*_places(work, number, step), step)
    sync_all({(work.parent / step.target).parent for step in steps})


def _places(work: Path, number: int, step: Step) -> tuple[Path, Path, Path]:
    """Where the new waits, where the old goes, and the target between them."""
    return work / NEW / str(number), work / OLD / str(number), work.parent / step.target


def _swap(new: Path, old: Path, target: Path, step: Step) -> None:
    if not step.removal and not os.path.lexists(new):
        return
    if os.path.lexists(target):
        if os.path.lexists(old) or signature(target) != step.before:
            return
        target.rename(old)
    if not step.removal:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.rename(target)


def take_back(work: Path, steps: list[Step]) -> None:
    """Undo every swap that is done or half done, and the folders that were made for them. Raises OSError."""
    for number, step in reversed(list(enumerate(steps))):
        new, old, target = _places(work, number, step)
        if not step.removal and not os.path.lexists(new) and os.path.lexists(target):
            target.rename(new)
        if os.path.lexists(old) and not os.path.lexists(target):
            old.rename(target)
        if step.before == ABSENT:
            _remove_empty(target.parent, work.parent)


def _remove_empty(folder: Path, home: Path) -> None:
    """Remove folders that hold nothing, upwards to the home."""
    with contextlib.suppress(OSError):
        while home in folder.parents:
            folder.rmdir()
            folder = folder.parent


def sync(path: Path) -> None:
    """Have the disk hold a file or the names in a folder. Raises OSError, save where the system cannot open folders."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(paths: Iterable[Path]) -> None:
    """The same for several, of those that exist."""
    for path in paths:
        if path.exists():
            sync(path)


def sync_tree(folder: Path) -> None:
    """The same for a folder and all that is in it."""
    if sys.platform == "linux" and next(islice(walk(folder, passing=True), MANY, None), None):
        os.sync()  # elsewhere it does not wait
    else:
        held = [folder, *(Path(entry.path) for _, entry, _ in walk(folder, passing=True) if not entry.is_symlink())]
        sync_all(held)
