"""A change: files and folders that are put in place together, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.placing.journal import ABSENT, NEW, OLD, Step, signature, sync_tree
from generator.placing.marks import refuse_others
from generator.placing.refusals import busy, refused, telling
from generator.placing.work import Claim, claim_patiently, owner, work_of


class Change:
    """What is to be put in place. Its paths may be anywhere on the disk of the folder that is changed."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._steps: dict[Path, Step] = {}
        """Target → its swap, in their order."""
        self._folders: list[Path] = []
        self._seen: dict[Path, str] = {}
        """What was watched → its signature then; a folder's own is that of its listing and is not looked at."""

    def watch(self, *targets: Path) -> None:
        """Files that are about to be read and may be replaced later, and all files of folders: what a person saves there meanwhile, a
        new file of such a folder too, is not overwritten but refused by `put`. Raises ZhangjuError."""
        for target in targets:
            with telling(target):
                held = [path for path in target.iterdir() if path.is_file() or path.is_symlink()] if target.is_dir() else []
                self._seen |= {path: signature(path) for path in (target, *held)}

    def write(self, target: Path, data: str | bytes) -> bool:
        """Put a file there, text in UTF-8 with the line ends it has. False when it stands there already, byte for byte.

        Raises ZhangjuError.
        """
        data = data.encode() if isinstance(data, str) else data
        with telling(target):
            if target.is_dir():
                raise refused(target, "there is a folder where a file of zhangju belongs", "move it away")
            if target not in self._steps and target.is_file() and target.read_bytes() == data:
                return False
            self._next(target).write_bytes(data)
        return True

    def remove(self, target: Path) -> None:
        """Take a file of ours away; nothing happens when there is none. Raises ZhangjuError."""
        with telling(target):
            if target.is_file():
                self._steps[target] = Step(self._from_home(target), self._before(target), True)

    def folder(self, target: Path) -> Path:
        """Put a folder there: the empty folder that is returned, once it is filled. Raises ZhangjuError when what is there is not ours."""
        refuse_others(target)
        with telling(target):
            made = self._next(target)
            made.mkdir()
        self._folders.append(target)
        return made

    def drop(self) -> None:
        """Forget all of it: nothing will be put in place."""
        self._steps.clear()

    def _next(self, target: Path) -> Path:
        """Where the new thing for a target waits."""
        for name in (NEW, OLD):
            (self._claim.work / name).mkdir(exist_ok=True)
        self._steps[target] = Step(self._from_home(target), self._before(target))
        return self._claim.work / NEW / str(list(self._steps).index(target))

    def _before(self, target: Path) -> str:
        """What stood at a target when it was read, or stands there now if nobody watched it."""
        if target.parent in self._seen:
            return self._seen.get(target, ABSENT)
        return self._seen[target] if target in self._seen else signature(target)

    def _from_home(self, path: Path) -> str:
        """A path from the home of the work folder. Links on the way are followed, the last name is taken as it is."""
        return os.path.relpath(Path(os.path.realpath(path.parent)) / path.name, self._claim.home)

    def put(self) -> None:
        """Put all of it in place. Raises ZhangjuError; nothing is changed then."""
        if not self._steps:
            return
        with telling(self._claim.work):
            (self._claim.work / OLD).mkdir(exist_ok=True)
            if (self._claim.work / NEW).is_dir():
                sync_tree(self._claim.work / NEW)
            with self._claim.alone():
                self._look_again()
                self._claim.carry_out(list(self._steps.values()))

    def _look_again(self) -> None:
        """Nobody changed a target while this run was at work."""
        for target, step in self._steps.items():
            if target in self._folders:
                refuse_others(target)
            elif signature(target) != step.before:
                raise refused(target, "it was changed while zhangju was at work", "run this again")


@contextmanager
def changing(folder: Path, purpose: str = "") -> Iterator[Change]:
    """Change things in or beside a folder: what the block gives to the Change is put in place when it ends, unless with an error.

    What a killed run left there is completed first. Changes with a `purpose` have a lock of their own. Do not begin one within
    `reading`, which it would wait for. Raises ZhangjuError when another run is changing the same, when a place is not ours, and for
    what the disk refuses; everything is then as it was.
    """
    work = work_of(folder, purpose)
    made = _missing(work.parent)
    try:
        claim = _claimed(work)
        try:
            with telling(work):
                claim.settle()
            change = Change(claim)
            yield change
            change.put()
        finally:
            claim.end()
    finally:
        _remove_empty(made)


def _claimed(work: Path) -> Claim:
    with telling(work):
        claim = claim_patiently(work)
    if claim is None:
        raise busy(work, owner(work))
    return claim


def _missing(folder: Path) -> list[Path]:
    """The folders that have to be made for one, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _remove_empty(folders: list[Path]) -> None:
    """Remove folders that hold nothing."""
    for path in folders:
        try:
            path.rmdir()
        except OSError:
            return
