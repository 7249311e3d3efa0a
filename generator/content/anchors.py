"""Anchors: the permanent ids of a plan's parts, and `anchors.lock`, which remembers them with what tells their texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.characters import plain
from generator.errors import ZhangjuError, gathering
from generator.text_file import read_text

HEADER = "# Anchors of this plan, written by zhangju: anchor, hash and sketch of its text, line of the seed, state. Do not edit."
STATES = ("live", "moved", "retired")
ALIKE = 0.72
"""Share of equal bits of two sketches from which two texts are one text edited. Unrelated sentences share about one half of
their bits, sentences with one word in ten changed about 0.85."""
SHAPES = (r"\S+", r"[0-9a-f]*", r"[0-9a-f]{1,16}", r"[0-9]{1,9}")
"""What the first columns of a line look like: anchor, hash, sketch, line."""
SKETCH_BITS = 64
LANE = 24
LANE_MASK = (1 << LANE) - 1
"""Bits to count one hash bit in: enough for texts of sixteen million bigrams."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of the lock."""

    id: str
    hash: str
    """See `text_hash`."""
    sketch: str
    """See `sketch`; tells an edited text from another one."""
    line: int
    """Line of the seed where the text stood when the anchor was given."""
    to: str = ""
    """The living anchor that a moved or retired one leads to; empty for a living one."""
    moved: bool = False
    """True when its text stands at `to` now; False when the text is gone and `to` is only the nearest place."""

    @property
    def state(self) -> str:
        """`live`, `moved` or `retired`."""
        return ("moved" if self.moved else "retired") if self.to else "live"


def text_hash(text: str) -> str:
    """First 12 hexadecimal digits of the SHA-256 of the plain text."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:12]


def sketch(text: str) -> str:
    """64-bit simhash of the bigrams of the plain text: each bit is what most bigrams' hashes have there."""
    letters = plain(text)
    bigrams = [letters[i : i + 2] for i in range(max(1, len(letters) - 1))]
    total = sum(map(_lanes, bigrams))
    half = len(bigrams) / 2
    bits = (1 << bit for bit in range(SKETCH_BITS) if (total >> bit * LANE & LANE_MASK) > half)
    return f"{sum(bits):016x}"


@lru_cache(maxsize=100_000)
def _lanes(bigram: str) -> int:
    """A bigram's 64 hash bits, spread so that adding many such numbers counts each bit in a lane of its own."""
    bits = int.from_bytes(hashlib.blake2b(bigram.encode(), digest_size=8).digest())
    return sum(1 << bit * LANE for bit in range(SKETCH_BITS) if bits >> bit & 1)


def likeness(one: str, other: str) -> float:
    """Share of equal bits of two sketches, 0 to 1."""
    return 1 - (int(one, 16) ^ int(other, 16)).bit_count() / SKETCH_BITS


def read_lock(path: Path) -> list[Anchor]:
    """The anchors of a lock, none when there is no file yet. Raises ZhangjuError for a line that is none."""
    return parse_lock(read_text(path), path) if path.exists() else []


def parse_lock(source: str, path: Path) -> list[Anchor]:
    """The anchors of a lock's text; `path` is what errors name. Raises ZhangjuError for a line that is none."""
    anchors: list[Anchor] = []
    with gathering() as problems:
        for number, text in enumerate(source.split("\n"), 1):
            if text and not text.startswith("# "):
                with problems.trying():
                    anchors.append(_anchor(text, path, number))
    return anchors


def _anchor(text: str, path: Path, number: int) -> Anchor:
    """The anchor of one line. Raises ZhangjuError."""
    if text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        raise ZhangjuError(
            path,
            number,
            "the file was merged by hand and still holds git's conflict marks",
            f"take one side and carry the anchors again: git checkout --ours {path} && zhangju anchors {path.parent.name} --write",
        )
    parts = text.split("\t")
    if len(parts) != (5 if parts[4:5] == ["live"] else 6) or parts[4] not in STATES or not all(map(re.fullmatch, SHAPES, parts)):
        raise ZhangjuError(path, number, f"this is no anchor: {text[:60]!r}", f"restore the file: git checkout -- {path}")
    return Anchor(parts[0], parts[1], parts[2], int(parts[3]), "".join(parts[5:]), parts[4] == "moved")


def write_lock(anchors: Sequence[Anchor]) -> str:
    """The text of a lock."""
    lines = ["\t".join([a.id, a.hash, a.sketch, str(a.line), a.state, *([a.to] if a.to else [])]) for a in anchors]
    return "\n".join([HEADER, *lines]) + "\n"
