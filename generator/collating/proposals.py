"""What another print gives an editor: corrections that it supports, doubts that it settles, as entries ready for the settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.absorbing.entries import Add, Entry, Set
from generator.collating.differences import Compared, Difference
from generator.collating.prints import OtherPrint, Ours
from generator.collating.readings import BLANKS, Reading, words_between
from generator.collating.record import TOLD
from generator.reading.seed import Seed
from generator.reading.settings import Correction
from generator.repair.corrections import place_correction
from generator.spans import Spans
from generator.suspect.found import LONGEST, lengthen

FEW = 60
"""Letters of a difference that a correction may bring: more is a passage, which an editor looks up."""


@dataclass(frozen=True, slots=True)
class ProposedEntry:
    """An entry, and what it does, in a line for the editor."""

    entry: Entry
    why: str
    settles: bool = False
    """True for a doubt of ours that the other print decides for the proposed reading: it may be taken without another look."""


def proposals(name: str, ours: Ours, witness: OtherPrint, compared: Compared, read: Sequence[Reading]) -> Iterator[ProposedEntry]:
    """Entries for the flags that the other print settles, then for its other readings."""
    seed = ours.converted.seed
    flagged = [one for one in read if one.entry.status == "flagged"]
    for one in flagged:
        yield from _of_flag(name, seed, one)
    taken = Spans([*_edited(seed), *(_place(seed, one) for one in flagged)])
    for difference in compared.differences:
        if difference.kind in TOLD and (entry := _correction(name, ours, witness, difference, taken)):
            yield ProposedEntry(entry, f"{difference.kind}, line {witness.line(difference.other_start)} of the other print")


def _of_flag(name: str, seed: Seed, one: Reading) -> Iterator[ProposedEntry]:
    """What becomes of a doubt."""
    entry, evidence = one.entry, f"{name}作“{one.words}”"
    index = next((i for i, item in enumerate(seed.settings.correction) if _is_of(item, one)), None)
    if one.verdict == "denies":
        text, _ = _lengthened(seed, *_place(seed, one))
        values = (("line", entry.line), ("text", text), ("reason", f"{name}同作“{one.words}”"))
        at = f", instead of the [[correction]] in line {seed.settings.correction[index].at}" if index is not None else ""
        yield ProposedEntry(Add("keep", values), f"line {one.line} of the other print has it as printed{at}")
    elif one.verdict == "supports" and index is not None:
        told = f"{seed.settings.correction[index].evidence.rstrip('。')}；{evidence}"
        yield ProposedEntry(Set("correction", index, (("evidence", told), ("certain", True))), f"line {one.line} of the other print", True)
    elif index is None and one.words and one.span[0] < one.span[1] and "\n" not in seed.text[slice(*one.span)]:
        entries = _values(seed, *one.span, one.whole, evidence, certain=True)
        yield ProposedEntry(Add("correction", entries), f"the broken place is whole in line {one.line} of the other print")


def _place(seed: Seed, one: Reading) -> tuple[int, int]:
    """Where the words of a ledger entry stand in the seed."""
    start = seed.line_span(one.entry.line)[0] + one.entry.column - 1
    return start, start + len(one.entry.before)


def _values(seed: Seed, first: int, last: int, words: str, evidence: str, *, certain: bool) -> tuple[tuple[str, Any], ...]:
    """The values of a correction that puts words for a stretch of the seed."""
    find, (before, after) = _lengthened(seed, first, last)
    replaced = seed.text[before:first] + words + seed.text[last:after]
    line = seed.place(before)[0]
    return ("line", line), ("find", find), ("replace", replaced), ("evidence", evidence), ("certain", certain)


def _lengthened(seed: Seed, first: int, last: int) -> tuple[str, tuple[int, int]]:
    """A stretch of the seed, longer until it begins in its line once; and where it stands."""
    span = lengthen(seed, seed.place(first)[0], first, last)
    return seed.text[slice(*span)], span


def _is_of(item: Correction, one: Reading) -> bool:
    return (item.line, item.find, item.replace, item.certain) == (one.entry.line, one.entry.before, one.entry.after, False)


def _edited(seed: Seed) -> Iterator[tuple[int, int]]:
    """What editors speak of already."""
    for item in seed.settings.correction:
        at = place_correction(seed, item)
        yield at, at + len(item.find)
    for table in seed.settings.table:
        yield seed.line_span(table.line)[0], seed.line_span(table.last_line)[1]


def _correction(name: str, ours: Ours, witness: OtherPrint, one: Difference, taken: Spans) -> Add | None:
    """A correction for a difference, not yet certain; None where the seed has not just these letters in a row."""
    seed = ours.converted.seed
    if max(one.end - one.start, one.other_end - one.other_start) > FEW or not 0 < one.start < len(ours.letters.at) - 1:
        return None
    added = one.start == one.end
    letters = range(one.start - 1, one.start + 1) if added else range(one.start, one.end)
    offsets = [ours.seed_offset(i) for i in letters]
    if min(offsets) < 0 or offsets != sorted(offsets) or len({seed.place(i)[0] for i in offsets}) > 1:
        return None
    first, last = (offsets[0] + 1, offsets[-1]) if added else (offsets[0], offsets[-1] + 1)
    theirs = words_between(witness.letters, one.other_start - 1, one.other_end) if added else _theirs(witness, one)
    if taken.meet(first, max(last, first + 1)):
        return None
    values = _values(
        seed, *((first - 1, last) if added else (first, last)), (seed.text[first - 1] if added else "") + theirs, "", certain=False
    )
    found = dict(values)
    if len(found["find"]) > LONGEST or not found["find"].strip() or found["find"] == found["replace"]:
        return None
    return Add("correction", tuple({**found, "evidence": f"{name}作“{found['replace'].strip()}”"}.items()))


def _theirs(witness: OtherPrint, one: Difference) -> str:
    """The other print's words of a difference."""
    return BLANKS.sub("", witness.letters.between(one.other_start, one.other_end))
