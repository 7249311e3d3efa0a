"""Where each character of the repaired text comes from: the text after corrections, and through it the seed."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from generator.reading import Seed
from generator.repair import Draft, Repaired, run_rules
from generator.repair.corrections import corrections


@dataclass(frozen=True, slots=True)
class Stretch:
    """What an entry of the settings made of a stretch of the seed."""

    kind: str
    """`correction` or `table`."""
    index: int
    """Which of its kind."""
    start: int
    """Offset in the corrected text."""
    end: int
    seed_start: int
    seed_end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """The corrected text (the seed after corrections and tables) and the way from and to it."""

    text: str
    pieces: tuple[Stretch, ...]
    origin: array[int]
    """Offset in the corrected text of each character of the repaired text, and one for the end."""
    repaired: str

    def begin(self, at: int) -> int:
        """Where a repaired character begins in the corrected text."""
        return self.origin[at]

    def end(self, at: int) -> int:
        """Where a repaired character ends: where the next begins when a rule made it of more than itself (`&amp;`)."""
        start = self.origin[at]
        plain = self.text[start : start + 1] == self.repaired[at] and self.text[start : start + 1] != "&"
        return start + 1 if plain else max(start + 1, self.origin[at + 1])

    def to_seed(self, offset: int) -> int:
        """Offset in the seed of a place in the corrected text that is not inside a piece."""
        before = [p for p in self.pieces if p.end <= offset and not (p.start == p.end == offset)]
        last = before[-1] if before else None
        return offset - last.end + last.seed_end if last else offset


def trace(seed: Seed, repaired: Repaired) -> Trace:
    """Run the rules again on the corrected text, counting from there."""
    edits = list(corrections(seed))
    names = [("correction", i) for i, item in enumerate(seed.settings.correction) if item.certain]
    names += [("table", i) for i in range(len(seed.settings.table))]
    pieces, text, shift, done = [], [], 0, 0
    for edit, (kind, index) in sorted(zip(edits, names, strict=True), key=lambda pair: pair[0].start):
        start = edit.start + shift
        pieces.append(Stretch(kind, index, start=start, end=start + len(edit.after), seed_start=edit.start, seed_end=edit.end))
        text += [seed.text[done : edit.start], edit.after]
        shift += len(edit.after) - len(edit.before)
        done = edit.end
    corrected = "".join(text) + seed.text[done:]
    made = _origins_in_seed(seed, pieces, len(corrected))
    draft, _ = run_rules(Draft.of(corrected), seed, frozenset(i for i, at in enumerate(made) if at in repaired.kept))
    return Trace(corrected, tuple(pieces), _through_breaks(draft, repaired.text), repaired.text)


def _through_breaks(draft: Draft, text: str) -> array[int]:
    """The origins of a text that differs from a draft's in blanks alone: an editor's breaks put line ends in and take them out."""
    found: array[int] = array("q")
    at = 0
    for char in text:
        while draft.text[at : at + 1] != char and draft.text[at : at + 1].isspace():
            at += 1
        found.append(draft.origin[at])
        at += draft.text[at : at + 1] == char
    found.append(draft.origin[-1])
    return found


def _origins_in_seed(seed: Seed, pieces: list[Stretch], length: int) -> list[int]:
    """Offset in the seed of each character of the corrected text, as the engine counts it."""
    origins: list[int] = []
    done = 0
    for piece in pieces:
        origins += range(done, piece.seed_start)
        last = max(piece.seed_start, piece.seed_end - 1)
        origins += [min(piece.seed_start + i, last) for i in range(piece.end - piece.start)]
        done = piece.seed_end
    return origins + list(range(done, done + length - len(origins)))
