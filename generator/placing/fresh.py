"""A file that a person asked for, somewhere of their own: written whole, and never over another."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.errors import ZhangjuError
from generator.text_file import refused


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises ZhangjuError when it is there, since it may hold somebody's work, and when the machine
    refuses; a half-written file is never left."""
    part = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as file:
            part = file.name
            file.write(text.encode())
        os.link(part, path)  # refuses where something stands, in one step
    except FileExistsError:
        raise ZhangjuError(path, None, "there is such a file already", "give another name, or move it away", "W002") from None
    except OSError as error:
        raise refused(OSError(error.errno, error.strerror), path) from None  # not of the part, which nobody knows
    finally:
        if part:
            Path(part).unlink(missing_ok=True)
