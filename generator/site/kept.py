"""What is kept of templates from one run to the next: beside the modules of this package as Python compiled them, and as they are: whoever
could change it could change the package. Never in the folder of an edition: it is code, and who was sent such a folder would run it.

Where Python writes nothing (`PYTHONDONTWRITEBYTECODE`, a package that is read only), nothing is kept, and all is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(importlib.util.cache_from_source(__file__)).parent / "templates"
MOST = 400
"""Files that are kept; of more the older half goes."""
SEAL = hashlib.sha256().digest_size


def read(key: str) -> bytes | None:
    """What was kept under a key; None where nothing was, or not what was written."""
    try:
        data = (FOLDER / key).read_bytes()
    except OSError:
        return None
    return data[SEAL:] if hashlib.sha256(data[SEAL:]).digest() == data[:SEAL] else None


def write(key: str, data: bytes) -> None:
    """Keep something under a key, the digest of all that it was made of."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=FOLDER)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(part).replace(FOLDER / key)
        held = list(FOLDER.iterdir())
        if len(held) > MOST:
            for old in sorted(held, key=lambda path: path.stat().st_mtime_ns)[: len(held) // 2]:
                old.unlink(missing_ok=True)


def engine() -> list[tuple[str, int, int]]:
    """What tells whether the modules of this package that are loaded are as they were: name, time and size of each file."""
    files = sorted(str(module.__file__) for name, module in [*sys.modules.items()] if name.startswith("generator.") and module.__file__)
    stats = [(file, os.stat(file)) for file in files]  # noqa: PTH116 - a Path for each takes longer
    return [(file, one.st_mtime_ns, one.st_size) for file, one in stats]


def key_of(*parts: object) -> str:
    """A key for what is made of some parts, each told by its `repr`."""
    return hashlib.sha256(repr((sys.version, *parts)).encode(errors="backslashreplace")).hexdigest()
