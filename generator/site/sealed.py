"""What one run keeps in a project's `.cache/` for the next one, as Python objects.

To read such a file is to run it (`pickle`), so each is sealed with a key that stands beside this package and nowhere else: whoever could
read it there could change the package. A file that was sealed elsewhere, or by another version, that is damaged or cut short, or has the
name of another one, is none. Neither is there any where the package's folder cannot be written.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import os
import pickle
import secrets
import sys
import tempfile
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Any

from generator.site import kept
from generator.site.unchanged import engine_digest, own_folder
from generator.working import uncollected

KEY = "zhangju.key"
SEAL = 32
"""Bytes of a key, and of a seal."""
MOST_BYTES = 256_000_000
"""Of one file; what is larger is not kept."""
FOLDER = "steps"
"""In `.cache/`."""


class Sealed:
    """What is kept of a project."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.folder = root / ".cache" / FOLDER
        self._key = _key()
        """Of this package and its version; empty where nothing can be kept."""

    def read(self, name: str) -> Any:
        """What was kept under a name; None where nothing was, or not by this very engine."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        if not self._key or not hmac.compare_digest(data[:SEAL], self._seal(name, memoryview(data)[SEAL:])):
            return None
        with uncollected(), contextlib.suppress(Exception):  # of what was sealed nothing is damaged; that it fits is up to the engine
            return pickle.loads(memoryview(data)[SEAL:])
        return None

    def write(self, name: str, value: object) -> None:
        """Keep something. Where there is no room for it, or it is too large, nothing is kept under that name."""
        if not self._key:
            return
        data = BytesIO()
        try:
            _Bounded(data).dump(value)
            own_folder(self._root)
            self.folder.mkdir(exist_ok=True)
            _put(self.folder / name, self._seal(name, data.getbuffer()), data.getbuffer())
        except (OSError, _TooLargeError):
            with contextlib.suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)

    def keep_only(self, names: Collection[str]) -> None:
        """Forget what is kept under other names."""
        with contextlib.suppress(OSError):
            for file in self.folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def _seal(self, name: str, data: memoryview) -> bytes:
        seal = hashlib.blake2b(f"{name}\n".encode(), key=self._key, digest_size=SEAL)
        seal.update(data)
        return seal.digest()


class _TooLargeError(Exception):
    pass


class _Bounded:
    """Writes an object, up to a size."""

    def __init__(self, file: BytesIO) -> None:
        self._file = file

    def dump(self, value: object) -> None:
        pickle.Pickler(self, protocol=5).dump(value)

    def write(self, data: bytes | memoryview) -> int:
        if self._file.tell() + len(data) > MOST_BYTES:
            raise _TooLargeError
        return self._file.write(data)


def _put(path: Path, *pieces: bytes | memoryview) -> None:
    """Write a file in place of what is there, all of it or nothing. Raises OSError."""
    handle, part = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


@functools.cache
def _key() -> bytes:
    """The key for what this very engine keeps, from the package's own, which is made where there is none; empty where none can be."""
    file = kept.FOLDER.parent / KEY
    with contextlib.suppress(OSError, ValueError):
        if not file.exists() and not sys.dont_write_bytecode:
            file.parent.mkdir(parents=True, exist_ok=True)
            _put(file, secrets.token_bytes(SEAL))  # only its owner may read it; of two runs at once the last one's stays
        key = file.read_bytes()
        if len(key) == SEAL:
            return hashlib.blake2b(engine_digest().encode(), key=key, digest_size=SEAL).digest()
    return b""
