"""Comparing what is committed with what convert makes of the committed seeds: each difference by its true cause.

`convert.lock` remembers digests of the seed, of its settings and of every file that convert wrote. So it is known which of them changed
since, and a page that only lags behind a changed seed is not taken for an edited one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shlex import quote
from typing import Any

from generator.content.store import ANCHORS, LEDGER, RECORD, digest, first_changed, hand_edits, line_marks, read_record, same_meaning, seal
from generator.errors import ZhangjuError, restoring
from generator.findings import Finding
from generator.pipeline import Converted, edit_finding, settings_text
from generator.strays import in_conflict, put_away
from generator.text_file import has_bom, read_text, without_bom


def committed_findings(seeds: Path, content: Path, plan: str, made: Converted | None) -> list[Finding]:
    """How the folder of a plan differs from what convert makes, by cause. `made` is what convert makes of the seed now, None when it
    could not; its own errors are told elsewhere."""
    folder = content / plan
    if not folder.is_dir():
        return [
            Finding("K010", str(seeds / f"{plan}.txt"), 1, f"there is no {folder}", f"run `zhangju convert {plan}` and commit content/")
        ]
    return list(_Folder(seeds, folder, plan, made).findings())


@dataclass
class _Folder:
    """The folder of a plan, beside what convert makes and what it wrote last."""

    seeds: Path
    folder: Path
    plan: str
    made: Converted | None

    def findings(self) -> Iterator[Finding]:
        """Every cause that there is; when there is none and the files are still others, the rules have changed since."""
        found = [*self._record(), *self._sources(), *self._missing(), *self._strays(), *self._edits(), *self._altered()]
        yield from found
        if not found and self.made:
            yield from self._outdated(self.made)

    @cached_property
    def record(self) -> dict[str, Any]:
        """What convert wrote last; no files when that cannot be told."""
        try:
            return read_record(self.folder)
        except ZhangjuError:
            return {"files": {}}

    def _record(self) -> Iterator[Finding]:
        """The record itself."""
        path = self.folder / RECORD
        if not path.is_file():
            yield self._finding("K008", path, 1, "it is missing", f"restore it: {restoring(path)}")
        elif has_bom(path):
            yield self._finding("K008", path, 1, "a byte-order mark was put before it", without_bom(path))
        elif not in_conflict(path) and self.record.get("seal") != seal(self.record):
            yield self._finding("K008", path, 1, "it is not as convert wrote it", f"restore it: {restoring(path)}")

    def _sources(self) -> Iterator[Finding]:
        """Seed and settings."""
        seed, settings = self.seeds / f"{self.plan}.txt", self.seeds / f"{self.plan}.toml"
        known = self.record
        advice = f"run `zhangju convert {self.plan}` and commit content/"
        restore = f"a seed stays as received: restore it ({restoring(seed)}), or, where this is what was received, {advice}"
        if seed.is_file() and "seed" in known and hashlib.sha256(seed.read_bytes()).hexdigest() != known["seed"]:
            text = self.made.seed.text if self.made else seed.read_bytes().decode("utf-8", errors="replace")
            if line_marks(text) == known.get("seed_lines"):
                yield self._finding("K001", seed, 1, self._rewrapped(known), restore)
            else:
                line = first_changed(text, known.get("seed_lines", ""))
                yield self._finding("K001", seed, line, self._words(text, line), restore)
        if settings.is_file() and "settings" in known and digest(text := settings_text(settings)) != known["settings"]:
            line = first_changed(text, known.get("settings_lines", ""))
            if text.startswith("\ufeff"):
                yield self._finding("K002", settings, 1, "a byte-order mark was put before it", without_bom(settings))
            else:
                yield self._finding("K002", settings, line, self._words(text, line), advice)

    def _rewrapped(self, known: dict[str, Any]) -> str:
        """How the bytes of a seed differ whose words are the same."""
        seed = self.made.seed if self.made else None
        if seed and seed.encoding != known.get("encoding"):
            return f"the words are the same, and the file is in {seed.encoding}, which was in {known.get('encoding')}"
        if seed and seed.bom != known.get("bom"):
            return f"the words are the same, and a byte-order mark was {'put before them' if seed.bom else 'taken away'}"
        return "the words are the same, and the ends of its lines are others (CR LF or LF: a program, or git's core.autocrlf, changed them)"

    def _missing(self) -> Iterator[Finding]:
        """Files that convert wrote and that are gone; of a record that is not as it was, those that convert would write."""
        made = self.made.files if self.made and self.record.get("seal") != seal(self.record) else self.record["files"]
        for name in self.record["files"]:
            path = self.folder / name
            if not path.is_file() and name in made:
                advice = f"restore it: {restoring(path)}" + ("" if name == ANCHORS else f"; {self._anew()}")
                cause = "convert wrote it, and it is gone"
                if path.is_symlink():
                    cause = f"it is a link to {path.readlink()}, where there is nothing"
                    advice = f"restore it: rm {quote(str(path))} && {restoring(path)}"
                if now := self._renamed(name):
                    cause += f"; {now.name} has its very text"
                    advice = f"give it its name back: mv {quote(str(now))} {quote(str(path))}"
                yield self._finding("K003", path, 1, cause, advice)

    def _renamed(self, name: str) -> Path | None:
        """Where the very text of a file that is gone stands in the folder; None where it does not."""
        others = [path for path in sorted(self.folder.glob(f"*{Path(name).suffix}")) if path.name not in self.record["files"]]
        return next(
            (p for p in others if p.is_file() and digest(p.read_bytes().decode(errors="replace")) == self.record["files"][name]), None
        )

    def _strays(self) -> Iterator[Finding]:
        """Files and folders that convert does not make, and would take away."""
        known = {RECORD, ANCHORS, LEDGER, *self.record["files"], *(self.made.files if self.made else ())}
        for path in sorted(self.folder.iterdir()):
            if path.name not in known and not path.name.startswith("."):
                yield self._finding("K004", path, 1, "convert does not make it", put_away(path))

    def _edits(self) -> Iterator[Finding]:
        """Pages that were edited."""
        if not self.record["files"] or not self.made:
            return
        wanted = {name: text for name, text in self.made.files.items() if name.endswith(".md")}
        for edit in hand_edits(self.folder, wanted):
            if edit.path.name in self.record["files"] and edit.path.is_file() and not in_conflict(edit.path):
                yield edit_finding(self.plan, [edit])

    def _altered(self) -> Iterator[Finding]:
        """Ledger and lock of anchors."""
        for name, code in ((LEDGER, "K006"), (ANCHORS, "K007")):
            path = self.folder / name
            known = self.record["files"].get(name)
            if not path.is_file() or known is None or digest(text := read_text(path)) == known or in_conflict(path):
                continue
            if has_bom(path):
                yield self._finding(code, path, 1, "a byte-order mark was put before it", without_bom(path))
                continue
            line = first_changed(text, line_marks(self.made.files[name])) if self.made else 1
            restore = f"restore it: {restoring(path)}"
            yield self._finding(code, path, line, self._words(text, line), restore if name == ANCHORS else f"{restore}; {self._anew()}")

    def _outdated(self, made: Converted) -> Iterator[Finding]:
        """The first file that convert would write otherwise, though nothing was changed by hand."""
        for name, wanted in made.files.items():
            path = self.folder / name
            text = read_text(path) if path.is_file() else ""
            if not same_meaning(text, wanted) and not (path.is_file() and in_conflict(path)):
                line = first_changed(text, line_marks(wanted))
                yield self._finding("K011", path, line, self._words(text, line), f"run `zhangju convert {self.plan}` and commit content/")
                return

    def _anew(self) -> str:
        return f"or `zhangju convert {self.plan} --drop-edits` writes it anew"

    @staticmethod
    def _words(text: str, line: int) -> str:
        return f"“{text.replace(chr(13), '').split(chr(10))[line - 1].strip()[:60]}”"

    @staticmethod
    def _finding(code: str, path: Path, line: int, cause: str, advice: str) -> Finding:
        return Finding(code, str(path), line, cause, advice)
