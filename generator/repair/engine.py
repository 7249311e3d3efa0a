"""The engine: applies what rules propose, refuses what does not fit, and alone writes the ledger."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.model import Edit, Repair
from generator.reading.seed import Seed


class EditError(ValueError):
    """A rule proposed an edit that does not fit the text: a bug in the rule, never a fault of the seed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under repair: its characters and where each comes from."""

    text: str
    origin: array[int]
    """Offset in the seed of each character, and one more for the end; an inserted one has its neighbour's."""

    @classmethod
    def of(cls, text: str) -> Draft:
        """The draft that has no repair yet."""
        return cls(text, array("q", range(len(text) + 1)))


def apply(draft: Draft, seed: Seed, rule: str, reason: str, step: int, *, edits: Iterable[Edit]) -> tuple[Draft, list[Repair]]:
    """Apply one rule's edits. Returns the new draft and the ledger entries; edits that change nothing make none."""
    ordered = sorted((e for e in edits if e.before != e.after), key=lambda e: (e.start, e.end))
    if not ordered:
        return draft, []
    pieces: list[str] = []
    origins = array("q")
    repairs: list[Repair] = []
    done = 0
    for edit in ordered:
        if edit.start < done:
            raise EditError(f"rule {rule}: edits overlap at {edit.start}")
        if draft.text[edit.start : edit.end] != edit.before:
            raise EditError(f"rule {rule}: {edit.before!r} does not stand at {edit.start}")
        pieces += (draft.text[done : edit.start], edit.after)
        origins += draft.origin[done : edit.start]
        origins.extend(_origins(draft, edit))
        line, column = seed.place(draft.origin[edit.start])
        why = f"{reason}: {edit.note}" if edit.note else reason
        length = max(0, draft.origin[edit.end] - draft.origin[edit.start])
        repairs.append(
            Repair(
                step,
                rule,
                at=edit.start,
                line=line,
                column=column,
                before=edit.before,
                after=edit.after,
                reason=why,
                status="applied",
                length=length,
            )
        )
        done = edit.end
    pieces.append(draft.text[done:])
    origins += draft.origin[done:]
    return Draft("".join(pieces), origins), repairs


def _origins(draft: Draft, edit: Edit) -> Iterable[int]:
    """Origins of an edit's new characters: one by one as far as old ones reach, then the last old one's."""
    if edit.source is not None:
        return draft.origin[edit.source : edit.source + len(edit.after)]
    last = max(edit.start, edit.end - 1)
    return (draft.origin[min(edit.start + i, last)] for i in range(len(edit.after)))


def flag(seed: Seed, offset: int, before: str, after: str, reason: str, *, rule: str = "correction") -> Repair:
    """A ledger entry for damage that is suspected and not changed; `offset` is one of the seed."""
    line, column = seed.place(offset)
    return Repair(
        0, rule, at=offset, line=line, column=column, before=before, after=after, reason=reason, status="flagged", length=len(before)
    )


def replay(seed_text: str, ledger: Sequence[Repair]) -> str:
    """Apply a ledger to its seed's text: gives the published text."""
    text = seed_text
    for _, entries in _passes(ledger):
        pieces: list[str] = []
        done = 0
        for entry in entries:
            _expect(text, entry.at, entry.before, entry)
            pieces += (text[done : entry.at], entry.after)
            done = entry.at + len(entry.before)
        text = "".join(pieces) + text[done:]
    return text


def undo(published: str, ledger: Sequence[Repair]) -> str:
    """Undo a ledger: gives the seed's text."""
    text = published
    for _, entries in reversed(_passes(ledger)):
        pieces: list[str] = []
        done = shift = 0
        for entry in entries:
            at = entry.at + shift
            _expect(text, at, entry.after, entry)
            pieces += (text[done:at], entry.before)
            done = at + len(entry.after)
            shift += len(entry.after) - len(entry.before)
        text = "".join(pieces) + text[done:]
    return text


def _passes(ledger: Sequence[Repair]) -> list[tuple[int, list[Repair]]]:
    """The applied entries by pass, in running order, each pass from the front of the text to its end."""
    applied = sorted((r for r in ledger if r.status == "applied"), key=lambda r: (r.step, r.at))
    return [(step, list(entries)) for step, entries in groupby(applied, key=lambda r: r.step)]


def _expect(text: str, at: int, piece: str, entry: Repair) -> None:
    if text[at : at + len(piece)] != piece:
        raise EditError(f"ledger entry {replace(entry)} does not fit the text")
