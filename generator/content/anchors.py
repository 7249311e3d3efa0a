"""Anchors: the permanent ids of a plan's parts, and `anchors.lock`, which remembers them with their texts.

The texts stand in the lock whole, so that what an address means can be proved by reading, without git and without digests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.characters import plain
from generator.content.conflicts import conflict_finding, conflict_marks
from generator.errors import ZhangjuError, gathering
from generator.model.address import anchor_id
from generator.text_file import read_text, without_bom

HEADER = "# Anchors of this plan, written by zhangju: anchor, line of the seed, state, where it leads, its text. Do not edit."
NUMBER = re.compile("[0-9]{1,9}")
STATES = ("live", "moved", "retired")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of the lock."""

    id: str
    text: str | None
    """Its text as last published, see `part_text`; None where a lock of the older format kept only a digest of it."""
    line: int
    """Line of the seed where the text stood when the anchor was given."""
    to: str = ""
    """The living anchor that a moved or retired one leads to; empty for a living one."""
    moved: bool = False
    """True when its text stands at `to` now; False when the text is gone and `to` is only the nearest place."""
    digest: str = ""
    """Of a lock of the older format: see `text_digest`. It finds the text again when that still stands in the pages."""

    @property
    def state(self) -> str:
        """`live`, `moved` or `retired`."""
        return ("moved" if self.moved else "retired") if self.to else "live"


def part_text(*pieces: str, notes: Collection[str] = ()) -> str:
    """What the lock remembers of a part: its pieces as plain text (mark and title, caption and columns, cells), a tab between them.
    `notes` are the marks of the notes that they may refer to."""
    return "\t".join(plain(piece, notes) for piece in pieces)


def text_digest(text: str) -> str:
    """First 12 hexadecimal digits of the SHA-256 of a text: what locks of the older format hold in place of it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_lock(path: Path) -> list[Anchor]:
    """The anchors of a lock, none when there is no file yet. Raises ZhangjuError for a line that is none."""
    return parse_lock(read_text(path), path) if path.exists() else []


def parse_lock(source: str, path: Path) -> list[Anchor]:
    """The anchors of a lock's text; `path` is what errors name. Raises ZhangjuError for a line that is none; where git left a conflict,
    only for that."""
    anchors: dict[str, tuple[int, Anchor]] = {}
    with gathering() as problems:
        for mark in conflict_marks(source):
            problems.add(conflict_finding(path, mark, settle_lock(path)).as_error())
        problems.settle()
        if source.startswith("\ufeff"):
            raise ZhangjuError(path, 1, "a byte-order mark was put before it", without_bom(path))
        for number, text in enumerate(source.split("\n"), 1):
            if text and not text.startswith("# "):
                with problems.trying():
                    anchor = _checked(text, path, number)
                    if anchor.id in anchors:
                        cause = f"the anchor {anchor.id} stands in line {anchors[anchor.id][0]}, too"
                        raise ZhangjuError(path, number, cause, f"restore the file: git checkout -- {path}")
                    anchors[anchor.id] = number, anchor
    return [anchor for _, anchor in anchors.values()]


def settle_lock(path: Path) -> str:
    """What to do about a conflict in a lock of anchors."""
    return f"take one side and carry the anchors again: git checkout --ours {path} && zhangju anchors {path.parent.name} --write"


def _checked(text: str, path: Path, number: int) -> Anchor:
    """The anchor of one line. Raises ZhangjuError."""
    anchor = _anchor(text.split("\t"))
    if anchor is None:
        raise ZhangjuError(path, number, f"this is no anchor: {text[:60]!r}", f"restore the file: git checkout -- {path}")
    for name in (anchor.id, *filter(None, (anchor.to,))):
        anchor_id(name, path, number)
    return anchor


def _anchor(parts: Sequence[str]) -> Anchor | None:
    """A line's anchor, in this format or the older one (anchor, hash, sketch, line, state, where it leads); None for what is none."""
    if len(parts) in (4, 5) and NUMBER.fullmatch(parts[1]) and parts[2] in STATES and bool(parts[3]) == (parts[2] != "live"):
        return Anchor(parts[0], _unescaped(parts[4]) if parts[4:] else None, int(parts[1]), parts[3], parts[2] == "moved")
    if len(parts) == (5 if parts[4:5] == ["live"] else 6) and NUMBER.fullmatch(parts[3]) and parts[4] in STATES:
        return Anchor(parts[0], None, line=int(parts[3]), to="".join(parts[5:]), moved=parts[4] == "moved", digest=parts[1])
    return None


def write_lock(anchors: Sequence[Anchor]) -> str:
    """The text of a lock."""
    lines = ["\t".join([a.id, str(a.line), a.state, a.to, *([] if a.text is None else [_escaped(a.text)])]) for a in anchors]
    return "\n".join([HEADER, *lines]) + "\n"


ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
"""What would end a field or a line of the lock, and how it is written there."""


def _escaped(text: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda found: ESCAPES[found[0]], text)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    signs = {written: sign for sign, written in ESCAPES.items()}
    return re.sub(r"\\.", lambda found: signs.get(found[0], found[0]), text)
