"""The pages of a plan as an editor left them: read, with file and line of each part, and what they are to be compared with."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.absorbing.parts import EditedPart, parts
from generator.content.grammar import escape
from generator.content.order import file_order
from generator.content.read import front_matter, read_plan
from generator.content.store import digest, pages_in, read_record, same_meaning
from generator.errors import ZhangjuError, restoring
from generator.findings import Finding
from generator.model import Plan
from generator.model.address import own_file
from generator.text_file import read_text

HISTORY = 50
"""Commits of a page that are looked through for the version that convert wrote."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The pages as they shall be."""

    plan: Plan
    files: dict[str, str]
    parts: tuple[EditedPart, ...]


def wanted_pages(folder: Path, made: Mapping[str, str]) -> tuple[dict[str, str], list[Finding]]:
    """File name → the text each page shall have, by its version on disk and by what convert makes now; and what stands against it.

    Raises ZhangjuError for pages that are not in UTF-8, all of them.
    """
    recorded = read_record(folder)["files"]
    present = {path.name: tidy(read_text(own_file(path, folder.parent))) for path in pages_in(folder)}
    wanted: dict[str, str] = {}
    refused: list[Finding] = []
    for name in file_order(sorted({*present, *made})):
        page, fresh, known = present.get(name), made.get(name), recorded.get(name)
        if page is None and known:
            refused.append(refusal(folder / name, 1, "the page is gone", f"restore it: {restoring(folder / name)}"))
        if page is not None and digest(page) != known:
            if fresh is not None and known and digest(fresh) != known and not same_meaning(page, fresh):
                page = _merged(folder / name, page, known, fresh, refused)
            wanted[name] = page
        elif fresh is not None:
            wanted[name] = fresh
    return wanted, refused


def tidy(text: str) -> str:
    """A page without what editors' programs leave: byte order mark, carriage returns, blanks at line ends, a missing last line end."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).rstrip("\n") + "\n"


def refusal(path: Path, line: int, cause: str, next_step: str) -> Finding:
    """A finding for an edit that cannot be absorbed."""
    return Finding("E003", str(path), line, cause, next_step)


def _merged(path: Path, page: str, known: str, fresh: str, refused: list[Finding]) -> str:
    """The edit of a page carried over to what convert makes of a seed that changed, too."""
    base = _version(path, known)
    next_step = f"undo one of the two changes, or make the edit on the new text: zhangju convert {path.parent.name} --drop-edits"
    if base is None:
        cause = "the page was edited and its seed or its settings changed since, and git has no version from before"
        refused.append(refusal(path, 1, cause, next_step))
        return fresh
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("page", "base", "fresh")]
        for name, text in zip(names, (page, base, fresh), strict=True):
            name.write_text(text, encoding="utf-8", newline="\n")
        done = subprocess.run(["git", "merge-file", "-p", *map(str, names)], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        line = next((n for n, text in enumerate(done.stdout.split("\n"), 1) if text.startswith("<<<<<<<")), 1)
        refused.append(refusal(path, line, "the page was edited where its seed or its settings changed, too", next_step))
        return fresh
    return done.stdout


def _version(path: Path, known: str) -> str | None:
    """The newest version of a page in git that convert is known to have written, None when there is none."""
    try:
        here = ["git", "-C", str(path.parent)]
        log = subprocess.run([*here, "log", f"-{HISTORY}", "--format=%H", "--", path.name], capture_output=True, text=True, check=False)
        for commit in log.stdout.split():
            show = subprocess.run(
                [*here, "show", f"{commit}:./{path.name}"], capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
            )
            if digest(show.stdout) == known:
                return show.stdout
    except OSError:
        return None
    return None


def read_edited(folder: Path, files: Mapping[str, str]) -> tuple[Edited | None, list[Finding]]:
    """Read the pages; a finding for each place that is no content Markdown."""
    try:
        plan = read_plan(files, folder)
    except ZhangjuError as error:
        return None, [refusal(Path(part.file), part.line or 1, part.cause, part.next_step) for part in error.parts]
    return Edited(plan, dict(files), _placed(plan, files)), []


def _placed(plan: Plan, files: Mapping[str, str]) -> tuple[EditedPart, ...]:
    """The parts of all pages in order, each with its file and line."""
    lines = [(name, number, text) for name in file_order(list(files)) for number, text in enumerate(files[name].split("\n"), 1)]
    found: list[EditedPart] = []
    at = 0
    for section in plan.sections:
        head = next((i for i in range(at, len(lines)) if f"{{#{section.id}" in lines[i][2] and lines[i][2].startswith("#")), at)
        at = head
        for part in parts(section):
            words, typed = escape(part.text)[:30], part.text[:30]  # by hand letters are seldom escaped
            here = next((i for i in range(at, min(at + 200, len(lines))) if words in lines[i][2] or typed in lines[i][2]), at)
            at = here
            found.append(replace(part, file=lines[here][0], line=lines[here][1]))
    return tuple(found)


def page_meta(text: str, path: Path) -> dict[str, Any]:
    """The front matter of a page. Raises ZhangjuError."""
    return front_matter(text, path)[0]
