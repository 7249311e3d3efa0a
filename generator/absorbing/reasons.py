"""Reasons that an editor still owes: entries of the settings whose `evidence`, `reason` or `why` is empty."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from generator.absorbing.entries import Set, entry_lines, written
from generator.errors import ZhangjuError
from generator.reading.settings import Settings
from generator.reading.settings_file import settings_of


def lacking(settings: Settings) -> list[tuple[int, str]]:
    """(line of the settings, words) of each entry without a reason, in order."""
    return sorted((line, words) for line, _, _, _, words in _owed(settings))


def give_reason(source: str, path: Path, reason: str, line: int | None = None) -> str:
    """The settings with a reason for each entry that lacks one; only for that which stands in `line`, when it is given.

    Raises ZhangjuError when no entry in that line lacks one.
    """
    settings = settings_of(source, tomllib.loads(source), path, path.stem)
    owed = [
        Set(table, index, ((key, reason),))
        for at, table, index, key, _ in _owed(settings)
        if line is None or _holds(source, table, index, line)
    ]
    if line is not None and not owed:
        raise ZhangjuError(path, line, "no entry without a reason stands there", "give a line that `zhangju check` names")
    return written(source, owed) if owed else source


def _holds(source: str, table: str, index: int, line: int) -> bool:
    """True when a 1-based line is one of an entry's."""
    begin, end = entry_lines(source.replace("\r\n", "\n"), table, index)
    return begin < line <= end


def _owed(settings: Settings) -> Iterator[tuple[int, str, int, str, str]]:
    """(line, table, index, key of its reason, words) of each entry without a reason."""
    yield from ((c.at, "correction", i, "evidence", c.replace or c.find) for i, c in enumerate(settings.correction) if not c.evidence)
    yield from ((k.at, "keep", i, "reason", k.text) for i, k in enumerate(settings.keep) if not k.reason)
    yield from ((b.at, "break", i, "evidence", b.text) for i, b in enumerate(settings.break_) if not b.evidence)
    yield from ((b.at, "border", i, "evidence", b.title) for i, b in enumerate(settings.border) if not b.evidence)
    yield from ((t.at, "table", i, "why", t.caption) for i, t in enumerate(settings.table) if (t.removed or t.added) and not t.why)
