"""The work folder: where what is new waits and what is old goes, marked as ours, with the lock of the run that owns it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator import text_file
from generator.placing import locks
from generator.placing.journal import NEW, OLD, Step, complete, read_journal, sync, take_back, write_journal
from generator.placing.refusals import busy, refused

FOLDER = ".zhangju"
MARK = ".gitignore"
MARK_TEXT = "# Made by zhangju, for what it is putting in place. The next run finishes and removes what a stopped one left here.\n*\n"
"""The mark also keeps the folder out of git, whatever the project's own file says."""
LOCK = "lock"
JOURNAL = "journal.json"
OURS = (NEW, OLD, JOURNAL, f"{JOURNAL}.part")
"""What stands in the folder beside mark and lock."""
PATIENCE = 1.0
"""Seconds to wait for a lock that may be only that of a reader who clears away what a killed run left."""

owned: dict[Path, int] = {}
"""Work folder that this process holds → the thread that does: what that reads meanwhile needs no other lock."""


def home_of(folder: Path) -> Path:
    """Where the work folder of a folder's changes stands: beside it, so that it is on the same disk and nothing takes it for content."""
    real = Path(os.path.realpath(folder))
    return real if os.path.ismount(real) else real.parent


def work_of(folder: Path, purpose: str = "") -> Path:
    """The work folder for changes in a folder; those with a purpose of their own have their own."""
    return home_of(folder) / (f"{FOLDER}-{purpose}" if purpose else FOLDER)


def is_ours(work: Path) -> bool:
    """Whether a folder of this name is a work folder: marked, or left by a run that was killed before it could mark it."""
    if work.is_symlink() or not work.is_dir():
        return False
    mark = work / MARK
    text = mark.read_text(encoding="utf-8", errors="replace") if mark.is_file() else ""
    return text == MARK_TEXT or (MARK_TEXT.startswith(text) and {path.name for path in work.iterdir()} <= {MARK, LOCK})


def is_pending(work: Path) -> bool:
    """Whether a journal waits to be completed."""
    return (work / JOURNAL).exists() and is_ours(work)


class Claim:
    """A work folder that this process holds."""

    def __init__(self, work: Path, handle: int) -> None:
        self.work = work
        self._handle = handle
        owned[work] = threading.get_ident()

    @property
    def home(self) -> Path:
        """The folder that holds it."""
        return self.work.parent

    def settle(self) -> None:
        """Complete what a killed run left, or take it back when the disk refuses. Raises OSError when it refuses that as well."""
        steps = read_journal(self.work / JOURNAL)
        if steps is not None:
            with self.alone():
                try:
                    self._all_or_none(steps, lambda: None)
                except OSError:
                    if (self.work / JOURNAL).exists():
                        raise
        self.clear()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep readers out. Raises ZhangjuError when they do not leave."""
        with locks.alone(self.home) as left:
            if not left:
                raise busy(self.home, "somebody has been reading for a minute")
            yield

    def carry_out(self, steps: list[Step]) -> None:
        """Write the journal, from when on the change is as good as made, and do its swaps. Raises OSError when none of it was done."""
        self._all_or_none(steps, lambda: write_journal(self.work / JOURNAL, steps))

    def _all_or_none(self, steps: list[Step], begin: Callable[[], None]) -> None:
        """A journal that is still there after an error waits for the next run."""
        try:
            begin()
            complete(self.work, steps)
            self._forget()
        except BaseException:
            take_back(self.work, steps)
            self._forget()
            raise

    def _forget(self) -> None:
        (self.work / JOURNAL).unlink(missing_ok=True)
        sync(self.work)

    def clear(self) -> None:
        """Remove what stands in the folder, all of it ours. Raises OSError."""
        for name in OURS:
            _remove(self.work / name)

    def end(self) -> None:
        """Remove the folder and let the lock go. What cannot be removed is left to the next run."""
        owned.pop(self.work, None)
        with contextlib.suppress(OSError):
            if not (self.work / JOURNAL).exists():
                self.clear()
                if {path.name for path in self.work.iterdir()} <= {MARK, LOCK}:
                    (self.work / MARK).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            locks.let_go(self._handle, self.work / LOCK)
            self.work.rmdir()


def claim(work: Path) -> Claim | None:
    """Make a work folder or take over one that a dead run left, and hold it. None when a living run has it.

    Raises OSError, and ZhangjuError for a folder of this name that is not ours.
    """
    while True:
        work.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            work.mkdir()
        try:
            if not is_ours(work):
                raise refused(work, "this is no work folder of zhangju, though it has its name", "give it another name")
            handle = locks.hold(work / LOCK)
        except FileNotFoundError:  # who had it removed it just then
            continue
        if handle is None:
            return None
        try:
            _sign(work, handle)
        except BaseException:
            Claim(work, handle).end()
            raise
        return Claim(work, handle)


def _sign(work: Path, handle: int) -> None:
    """Mark the folder, and say in the lock who has it."""
    words = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, f"{os.getpid()} {time.strftime('%H:%M:%S')} {words}\n".encode(errors="replace"))
    (work / MARK).write_text(MARK_TEXT, encoding="utf-8")


def owner(work: Path) -> str:
    """Who holds a work folder, in words."""
    try:
        number, since, command = (work / LOCK).read_text(encoding="utf-8", errors="replace").split(" ", 2)
        return f"`{command.strip()}`, process {number}, since {since}"
    except (OSError, ValueError):
        return "its process is in no file"


def claim_patiently(work: Path) -> Claim | None:
    """As `claim`, after some patience with who may only be clearing up."""
    end = time.monotonic() + PATIENCE
    while (held := claim(work)) is None and time.monotonic() < end:
        time.sleep(locks.PAUSE)
    return held


def settle(work: Path) -> None:
    """Before reading: complete what a killed run left. A living run is left alone.

    Raises ZhangjuError when a journal can be neither completed nor taken back.
    """
    if work in owned or not os.path.lexists(work) or not is_ours(work):
        return
    try:
        held = claim(work)
        if held is not None:
            try:
                held.settle()
            finally:
                held.end()
    except OSError as error:
        if (work / JOURNAL).exists():  # else nothing but waste is left, which who may write will remove
            raise text_file.refused(error, work) from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
