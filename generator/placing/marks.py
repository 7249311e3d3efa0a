"""The mark of a folder that we made: the list of its files. What stands beside them is somebody's, and nothing of it is ever removed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.placing.refusals import refused, telling
from generator.placing.walking import walk

MARK = "made-by-zhangju.txt"
HEAD = "Made by zhangju, which replaces this folder whole. Files that are not listed here stop it: nothing of others is removed.\n"
OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in every folder that a person looks at."""


def write_mark(folder: Path) -> None:
    """Write the list of a folder's files into it."""
    (folder / MARK).unlink(missing_ok=True)
    (folder / MARK).write_text(HEAD + "".join(f"{name}\n" for name in sorted(_files(folder))), encoding="utf-8", newline="\n")


def refuse_others(folder: Path) -> None:
    """Raise ZhangjuError unless a folder may be replaced whole: it is absent, empty, or holds what we made and nothing else."""
    if folder.is_symlink():
        raise refused(folder, f"this is a link, to {folder.readlink()}", "name the folder itself, or remove the link")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise refused(folder, "this is a file", "name a folder that is not there yet, or move the file away")
    if os.path.ismount(folder):
        raise refused(folder, "a disk is mounted here, which cannot be replaced", "name a folder within it")
    with telling(folder):
        names = set(_files(folder))
        if not names:
            return
        made = _listed(folder / MARK)
    if made is None:
        raise refused(
            folder,
            f"this folder is not empty, and nothing says that zhangju made it: it has no {MARK}",
            "name a folder that is not there yet; if it is a site that an earlier version made, delete it yourself, once",
        )
    others = sorted(name for name in names - made if Path(name).name not in OF_THE_SYSTEM)
    if others:
        told_names = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
        raise refused(folder / others[0], f"zhangju did not make {told_names}, and would remove it", "move it out of this folder")


def _listed(mark: Path) -> set[str] | None:
    """The files that a mark lists, itself among them; None when there is no mark."""
    try:
        text = mark.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return {MARK, *text.removeprefix(HEAD).split("\n")} if text.startswith(HEAD) else None


def _files(folder: Path) -> Iterator[str]:
    """Paths of all files in a folder, and of all links, from it. A folder that may not be looked into may hold anything: no walk passes
    over it. Raises OSError."""
    return (path for path, _, inside in walk(folder) if not inside)
