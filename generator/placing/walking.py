"""A walk through a folder by the entries that the system gives: a Path for each of thousands of files takes longer than what is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(folder: Path | str, above: str = "", passing: bool = False) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """(path from the folder, entry, whether it is a folder) of all in a folder, however deep. A link is no folder, wherever it leads.

    Raises OSError for a folder that may not be looked into; with `passing` such a one is passed over.
    """
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        if passing:
            return
        raise
    for entry in entries:
        path = above + entry.name
        inside = entry.is_dir(follow_symlinks=False)
        yield path, entry, inside
        if inside:
            yield from walk(entry.path, f"{path}/", passing)
