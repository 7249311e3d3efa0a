"""Telling readers what changed: the record that `/changes/` and its feeds are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from generator.content.changes import FILE, read_changes, write_changes
from generator.errors import ZhangjuError
from generator.model.changes import Changes, Issue
from generator.placing import changing


def publish(root: Path, changes: Changes, note: str) -> Path:
    """Add changes to the record of an edition; those of the same commit are told anew. Returns the file. Raises ZhangjuError when nothing
    changed, or the note says nothing."""
    if not changes:
        raise ZhangjuError(root, None, f"nothing changed since {changes.since[:12]}", "name an earlier revision", "U001")
    if not note.strip():
        raise ZhangjuError(root, None, "the note says nothing", 'say what changed, in Chinese: --publish "…"', "U001")
    content = root / "content"
    issue = Issue(date=datetime.now(UTC).date().isoformat(), note=note.strip(), changes=changes)
    with changing(content) as change:
        kept = [one for one in read_changes(content) if one.changes.since != changes.since]
        change.write(content / FILE, write_changes([*kept, issue]))
    return content / FILE
