"""What stands on the disk of a project that is served: whether anything was saved, and which seeds are not converted yet."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from generator.content.store import read_record
from generator.errors import ZhangjuError
from generator.placing.walking import walk
from generator.reading import seed_ids

Stamps = Sequence[tuple[str, int, int, int, int]]
"""Path, times, size and number of each file."""


class Saved(NamedTuple):
    """What stands on the disk."""

    seeds: Stamps
    content: Stamps
    frame: Stamps
    """Settings and theme."""


def saved(config: MkDocsConfig, settings: Path) -> Saved:
    """What stands on the disk of a project whose theme is known."""
    frame = [stamp for folder in config.theme.dirs[:-1] for stamp in stamps(Path(folder))]
    return Saved(stamps(settings.parent / "seeds"), stamps(Path(config.docs_dir)), [*stamps(settings), *frame])


def stamps(place: Path) -> Stamps:
    """What tells whether the files of a folder, or one file, are still the same."""
    return sorted(_stamps(place))


def _stamps(place: Path) -> Iterator[tuple[str, int, int, int, int]]:
    if place.is_file():
        yield _stamp(str(place), os.stat(place))  # noqa: PTH116 - as it is done below
    for path, entry, inside in walk(place, passing=True):
        if not inside and "/." not in f"/{path}":  # what editors' programs hide is none of ours
            with contextlib.suppress(OSError):  # it went meanwhile, or leads nowhere
                yield _stamp(f"{place}/{path}", entry.stat())


def _stamp(path: str, about: os.stat_result) -> tuple[str, int, int, int, int]:
    return path, about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino


def unconverted(root: Path) -> list[str]:
    """The plans whose seed, or its settings, are not those that content was made from, or of which that cannot be known."""
    return [plan for plan in seed_ids(root / "seeds") if not _is_converted(root, plan)]


def _is_converted(root: Path, plan: str) -> bool:
    seed, settings = root / "seeds" / f"{plan}.txt", root / "seeds" / f"{plan}.toml"
    try:
        known, texts = read_record(root / "content" / plan), (seed.read_bytes(), settings.read_bytes().replace(b"\r\n", b"\n"))
    except (OSError, ZhangjuError):
        return False
    return [hashlib.sha256(text).hexdigest() for text in texts] == [known.get("seed"), known.get("settings")]
