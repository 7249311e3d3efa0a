"""Locks that end with the process that holds them: the system lets go of them, so none is ever stale.

Where the system has no `fcntl`, a file made for the purpose holds the number of the process, and counts for nothing when that has ended.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None

PATIENCE = 60.0
"""Seconds that a writer waits for readers: a reader keeps its lock while it loads all plans."""
PAUSE = 0.02
NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What file systems say that know no locks: there, too, the number of the process has to do."""
FRESH = 0.5
"""Seconds in which whoever makes a lock file has written its number."""


def hold(path: Path) -> int | None:
    """Take the lock of a file, which is made when it is not there. None when a living process has it, else a handle for `let_go`.

    Raises OSError when the file cannot be made.
    """
    return _made(path) if fcntl is None else _locked(path)


def _locked(path: Path) -> int | None:
    assert fcntl is not None
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError as error:
            if error.errno in NO_LOCKS and not _is_alive(path):
                return handle
            os.close(handle)
            if error.errno in NO_LOCKS:
                return None
            raise
        if _is_at(handle, path):
            return handle
        os.close(handle)  # who held it removed the file just then


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _made(path: Path) -> int | None:
    """Without `fcntl`: the file itself is the lock."""
    while True:
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            if _is_alive(path):
                return None
            try:
                path.unlink(missing_ok=True)
            except PermissionError:  # Windows removes no file that a process has open
                return None


def _is_alive(path: Path) -> bool:
    """Whether the process that a lock file names may be there. A file so fresh that it names none yet is of a living one."""
    try:
        word, age = path.read_text("utf-8", "replace").split(" ")[0], time.time() - path.stat().st_mtime
    except OSError:
        return False
    if not word.isdecimal():
        return age < FRESH
    if os.name == "nt":  # there `kill` would end what it asks
        return False
    try:
        os.kill(int(word), 0)
    except (ProcessLookupError, OverflowError):  # there is none, or no system has such a number
        return False
    except OSError:  # it may not be asked
        return True
    return True


def let_go(handle: int, path: Path) -> None:
    """Give a lock back and remove its file. Raises OSError."""
    if fcntl is None:
        os.close(handle)
        path.unlink(missing_ok=True)
        return
    try:
        path.unlink(missing_ok=True)  # before anybody else can have it
    finally:
        os.close(handle)


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Keep swaps in a folder waiting. Where there is no lock for it, or no right to ask for one, nothing is kept."""
    handle = _guard(folder)
    try:
        if handle is not None and fcntl is not None:
            _ignoring(handle, fcntl.LOCK_SH)
        yield
    finally:
        _close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Wait until no reader is in a folder, and keep readers out. Yields False when they did not leave in time."""
    handle = _guard(folder)
    try:
        yield handle is None or _waited(handle)
    finally:
        _close(handle)


def _close(handle: int | None) -> None:
    """Close a folder. Nothing was written through it, so an error would tell nothing."""
    if handle is not None:
        with suppress(OSError):
            os.close(handle)


def _guard(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY) if fcntl is not None else None
    except OSError:
        return None


def _waited(handle: int) -> bool:
    assert fcntl is not None
    end = time.monotonic() + PATIENCE
    while not _ignoring(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE)
    return True


def _ignoring(handle: int, how: int) -> bool:
    """Take a lock of a folder. False when others have it; file systems that know no locks of folders let everyone in."""
    assert fcntl is not None
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
