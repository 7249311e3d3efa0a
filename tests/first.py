"""The repository as the tests of the engine see it: with the plans that they know, and no others.

What the tests say of the first edition (labels, counts, pages) holds for the plans of `seeds.sha256`. A plan that is added later is proved
by `zhangju check`; so that it fails no test, the tests then run on a copy of the repository without it, made once. Where there is none,
they run on the repository itself.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import tomlkit

from generator.pipeline import stage
from generator.placing import changing
from generator.reading import seed_ids

REPOSITORY = Path(__file__).parents[1]
KNOWN = tuple(
    sorted(line.split("  ")[1].removesuffix(".txt") for line in (Path(__file__).parent / "seeds.sha256").read_text().splitlines())
)
"""Ids of the plans that the tests know."""
MADE = ("__pycache__", "site", "build", "node_modules")
"""Folders that are made from the others; `generator/site` is none of them."""


def left_out(folder: str, names: list[str]) -> list[str]:
    """What a copy of the repository does not need."""
    within = Path(folder).name == "generator"
    return [n for n in names if n.startswith(".") or n.endswith(".egg-info") or (n in MADE and not (within and n == "site"))]


def root() -> Path:
    """The repository, or a copy of it with the known plans alone."""
    others = set(seed_ids(REPOSITORY / "seeds")) - set(KNOWN)
    if not others:
        return REPOSITORY
    folder = Path(tempfile.gettempdir()) / f"zhangju-first-{_digest()}"
    with folder.with_suffix(".lock").open("w") as lock:  # of several workers the first one makes it
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            _copy(folder, others)
            (folder / "done").touch()
    return folder


def _digest() -> str:
    """Of all that the copy is made from."""
    files = sorted(path for name in ("seeds", "content", "generator", "templates", "tests") for path in (REPOSITORY / name).rglob("*"))
    stamps = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files if "__pycache__" not in path.parts]
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:16]


def _copy(folder: Path, others: Collection[str]) -> None:
    """Copy the repository, take the other plans out of it, and make its locks anew."""
    shutil.copytree(REPOSITORY, folder, ignore=left_out)
    shutil.copytree(REPOSITORY / ".github", folder / ".github")
    for path in folder.glob("content/*.toml"):
        made = tomlkit.parse(path.read_text(encoding="utf-8"))
        if _strip(made, others):
            path.write_text(tomlkit.dumps(made), encoding="utf-8")
    for plan in others:
        shutil.rmtree(folder / "content" / plan, ignore_errors=True)
        for path in [*folder.glob(f"seeds/{plan}.*"), *folder.glob(f"content/locale/*/{plan}.po")]:
            path.unlink()
    with changing(folder / "content") as change:
        stage(change, folder / "content", [])


def _strip(value: Any, others: Collection[str]) -> bool:
    """Take what names one of the other plans out of the lists of an editors' file. Returns whether there was any."""
    found = False
    for inner in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(inner, list):
            for at in reversed(range(len(inner))):
                if _names(inner[at], others):
                    del inner[at]
                    found = True
        found |= _strip(inner, others)
    return found


def _names(value: Any, others: Collection[str]) -> bool:
    """True for an entry that speaks of one of the other plans: `"<plan>"`, `"<plan> 6.2"`."""
    if isinstance(value, dict):
        return any(_names(inner, others) for inner in value.values())
    return isinstance(value, str) and value.split(" ")[0] in others


ROOT = root()
"""The folder that the tests take seeds, content and templates from."""

__all__ = ["KNOWN", "REPOSITORY", "ROOT"]
