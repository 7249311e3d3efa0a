"""A site that is there already: what it was made of and what it is, so that a build of the same does nothing; and the same of a conversion.

`.cache/` in the project's folder holds a record for each place that a site was put: a digest of everything that a build reads (settings,
content, seeds, templates, the engine, the packages beside it, what the environment says) and one of the files that stand in the site. Where
both are as they were, the site is what a build would make. A record that is damaged, of another version or of another place says nothing,
and neither does one of settings that lead further than we can follow: other plugins, hooks, settings that inherit.

A conversion is known by one that found everything as it would make it, and said what this one would say.

This module loads nothing but the standard library: to see that nothing has changed takes less time than loading what would build.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = ".cache"
MARK = "*\n"
"""Of its `.gitignore`: whatever the project's own says, git leaves the folder alone."""
ENGINE = Path(__file__).parents[1]
KEPT = 8
"""Records of that many places are kept, the newest ones."""
FURTHER = re.compile(rb"\b(?:INHERIT|hooks|extra_templates)\b")
"""Settings by which a build reads or runs what is no part of the digest."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
ALWAYS = ("SOURCE_DATE_EPOCH",)
"""What a build asks the environment for, whatever its settings say."""
Record = Mapping[str, Any]


class _Kept:
    """A record in a file of its own."""

    def __init__(self, root: Path, kind: str, asked: str) -> None:
        """`asked` tells records of a kind apart."""
        self.kind, self.file = kind, root / FOLDER / f"{kind}-{hashlib.sha256(os.fsencode(asked)).hexdigest()[:16]}.json"

    def read(self) -> Record | None:
        """The record as it was written; None where there is none, or it is damaged."""
        try:
            digest, _, text = self.file.read_text(encoding="utf-8").partition("\n")
            record: Record | None = json.loads(text) if digest == _digest(text) else None
        except (OSError, ValueError):
            return None
        return record

    def keep(self, record: Record) -> None:
        """Write it in place of what is there. Raises OSError."""
        own_folder(self.file.parents[1])
        text = json.dumps(record)  # in ASCII: names may hold bytes that are no text
        part = self.file.with_suffix(".part")  # of two runs that write it at once the digest tells
        part.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
        part.replace(self.file)
        for old in sorted(self.file.parent.glob(f"{self.kind}-*.json"), key=lambda path: -path.stat().st_mtime_ns)[KEPT:]:
            old.unlink(missing_ok=True)


class KnownConversion:
    """The record of a conversion of some plans that changed nothing."""

    def __init__(self, root: Path, plans: Sequence[str]) -> None:
        """`plans` are those that are asked for; none for all of them."""
        self.root, self._kept = root, _Kept(root, "convert", json.dumps(sorted(plans)))

    def same(self) -> list[str] | None:
        """What it said, where seeds and content are as they were; else None."""
        record = self._kept.read()
        try:
            return [str(line) for line in record["said"]] if record and record["made_of"] == self.made_of() else None
        except (ValueError, KeyError, TypeError):
            return None

    def made_of(self) -> str:
        """A digest of all that a conversion reads, what it writes among it; empty when it cannot be known."""
        if any(self.root.glob(".zhangju*")):  # a run is at work there, or was killed
            return ""
        try:
            whole = _about([])
            for folder in (ENGINE, self.root / "seeds", self.root / "content"):
                _add(whole, folder)
        except (OSError, ValueError):
            return ""
        return whole.hexdigest()

    def write(self, before: str, said: Sequence[str]) -> None:
        """Keep the record of a conversion that found `before` and left the same. Where it cannot be kept, the next one converts."""
        if before and before == self.made_of():
            with contextlib.suppress(OSError, ValueError):
                self._kept.keep({"made_of": before, "said": [*said]})


class Known:
    """The record of the site at one place."""

    def __init__(self, root: Path, site: Path | None, offline: bool) -> None:
        """`site` is where the site is asked to be; None for where the settings say."""
        self.settings, self.offline = root / "mkdocs.yml", offline
        asked = os.path.abspath(site) if site else ""  # noqa: PTH100 - a link in its place is to be seen, not followed
        self._kept = _Kept(root, "site", asked)
        self.file = self._kept.file

    def same(self) -> Record | None:
        """What the last build said of itself, when its site stands there and would be made again; else None."""
        record = self._kept.read()
        if record is None:
            return None
        try:
            target, folders = Path(record["told"]["site"]), [Path(folder) for folder in record["folders"]]
            if (target.parent / f".zhangju-{target.name}").exists():  # a run is at work there, or was killed
                return None
            if record["made_of"] == self.made_of(folders, target) and record["site"] == site_digest(target):
                told: Record = record["told"]
                return told
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return None

    def made_of(self, folders: Iterable[Path], target: Path, asked: Iterable[str] = ALWAYS) -> str:
        """A digest of all that a build reads, from its settings and some folders, and of where it puts the site; `asked` are names of the
        environment that its settings need not have.

        Raises OSError; ValueError when it cannot be known.
        """
        settings = self.settings.read_bytes()
        if FURTHER.search(settings):
            raise ValueError("these settings lead further")
        names = sorted({*NAME.findall(settings.decode("utf-8")), *asked} & os.environ.keys())
        place = os.path.abspath(self.settings)  # noqa: PTH100 - of a folder that was copied with its record, what it was copied from is not asked
        whole = _about([engine_digest(), place, str(target), self.offline, [(name, os.environ[name]) for name in names]])
        whole.update(settings)
        for folder in folders:
            _add(whole, folder)
        return whole.hexdigest()

    def write(self, made_of: str, folders: Iterable[Path], told: Record) -> None:
        """Keep the record of a site that was just put in its place. Where it cannot be kept, the next build builds."""
        with contextlib.suppress(OSError, ValueError):
            digest = site_digest(Path(told["site"]))
            record = {"made_of": made_of, "site": digest, "folders": [str(folder) for folder in folders], "told": told}
            self._kept.keep(record)


def own_folder(root: Path) -> None:
    """Have the folder of the records be there. Raises OSError."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    if not (mark := folder / ".gitignore").exists():
        mark.write_text(MARK, encoding="utf-8")


@functools.cache
def engine_digest() -> str:
    """A digest of the engine as it was when this was first asked for, of the language it is written in and of the packages beside it.

    Raises OSError; ValueError when it cannot be known.
    """
    whole = _about([])
    _add(whole, ENGINE)
    return whole.hexdigest()


def _about(said: list[Any]) -> hashlib.blake2b:
    """A digest begun with what is said of a run, the language it is written in and the packages beside it."""
    return hashlib.blake2b(json.dumps([sys.version, said, sorted(_packages())]).encode(), digest_size=20)


def _add(whole: hashlib.blake2b, folder: Path) -> None:
    """Add the names and bytes of a folder's files. Raises OSError; ValueError for what cannot be known."""
    for path, data in _contents(folder):
        whole.update(json.dumps([str(folder), path, len(data)]).encode() + data)


def site_digest(site: Path) -> str:
    """A digest of the files of a site by names, sizes, times and numbers: nobody changes a file and leaves the time of its change (ctime).

    Raises OSError.
    """
    if site.is_symlink():
        raise OSError(f"{site} is a link")
    whole = hashlib.blake2b(digest_size=20)
    for path, entry in _files(site):
        held = entry.stat(follow_symlinks=False)
        seen = f"{path} {held.st_mode} {held.st_size} {held.st_mtime_ns} {held.st_ctime_ns} {held.st_ino}\n"
        whole.update(os.fsencode(seen))
    return whole.hexdigest()


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the files in a folder, without those that Python compiled; none where there is no folder.

    Raises ValueError at a link to a folder, and what else is no file: what is behind it is not seen here.
    """
    if not folder.is_dir():
        return
    for path, entry in _files(folder):
        if not stat.S_ISREG(entry.stat().st_mode):
            raise ValueError(f"{path} leads elsewhere")
        with open(entry.path, "rb") as file:  # noqa: PTH123 - a Path for each of a thousand files takes longer than reading them
            yield path, file.read()


def _files(folder: Path, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Path from a folder and entry of everything in it that is no folder, in order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(Path(entry.path), f"{above}{entry.name}/")
        else:
            yield above + entry.name, entry


def _packages() -> Iterator[str]:
    """What is installed, with its versions: the names of folders that pip writes, wherever Python looks."""
    for place in sys.path:
        with contextlib.suppress(OSError):  # a zip, or nothing
            yield from (name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - the same


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
