"""What the other print reads where ours is doubted or was corrected."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.characters import CJK
from generator.collating.aligning import Run
from generator.collating.differences import opposite
from generator.collating.letters import Letters, fold, fold_mark, letters_of
from generator.collating.prints import OtherPrint, Ours
from generator.model import Repair

Verdict = Literal["supports", "denies", "other"]
"""The other print has what the entry puts, or would put, there; what stood there; something else."""
BLANKS = re.compile(rf"(?<=[{CJK}])\s+|\s+(?=[{CJK}])")
LONGEST = 200
"""Characters of an entry that are one reading; a table that an editor set in order is many."""
FARTHEST = 20
"""Letters that the other print may have at a place beside those of ours."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the other print has at the place of a ledger entry."""

    entry: Repair
    verdict: Verdict
    words: str
    """Without the marks at its edges that the entry does not speak of."""
    whole: str
    """With them: all that stands between the letters around the place."""
    line: int
    """1-based line of the other print."""
    span: tuple[int, int]
    """What stands in the seed between the letters around the place."""


def readings(ours: Ours, witness: OtherPrint, runs: Sequence[Run]) -> Iterator[Reading]:
    """A reading for each flag, and each correction of an editor, at whose place the other print can be read."""
    seed = ours.converted.seed
    for entry in ours.converted.repaired.ledger:
        if (entry.status != "flagged" and entry.rule != "correction") or len(entry.before) > LONGEST:
            continue
        start = seed.line_span(entry.line)[0] + entry.column - 1
        end = start + max(entry.length, len(entry.before), 1)
        if (around := _around(ours, start, end)) and (there := _there(ours, runs, *around)):
            whole = words_between(witness.letters, *there)
            words = _trimmed(whole, entry.before + entry.after)
            if verdict := _verdict(entry, words):
                span = ours.seed_offset(around[0]) + 1, ours.seed_offset(around[1])
                yield Reading(entry, verdict, words=words, whole=whole, line=witness.line(there[0]), span=span)


def _trimmed(words: str, entry: str) -> str:
    """The words without marks at their edges that the entry does not speak of."""
    while words and not fold(words[0]) and words[0] not in entry:
        words = words[1:]
    while words and not fold(words[-1]) and words[-1] not in entry:
        words = words[:-1]
    return words


def words_between(letters: Letters, before: int, after: int) -> str:
    """The words between two letters, without the blanks that print sets and the marks at their edges that belong to neither."""
    return BLANKS.sub("", letters.source[letters.at[before] + 1 : letters.at[after]]).strip()


def _around(ours: Ours, start: int, end: int) -> tuple[int, int] | None:
    """The letters of ours before and after a stretch of the seed; None where they do not stand beside it in the text."""
    offsets, letters = ours.by_seed
    at = bisect.bisect_left(offsets, start)
    held = letters[at : bisect.bisect_left(offsets, end)]
    if not held:
        return (letters[at - 1], letters[at]) if 0 < at < len(letters) else None
    first, last = min(held) - 1, max(held) + 1
    return (first, last) if first >= 0 and last < len(ours.letters.at) and last - first - 1 <= len(held) + FARTHEST else None


def _there(ours: Ours, runs: Sequence[Run], first: int, last: int) -> tuple[int, int] | None:
    """The letters of the other print that agree with two of ours, when they stand near each other."""
    there, beyond = opposite(runs, first), opposite(runs, last)
    return (there, beyond) if there >= 0 and 0 < beyond - there <= 3 * (last - first) + FARTHEST else None


def _verdict(entry: Repair, words: str) -> Verdict | None:
    """How a reading stands to what was and what is proposed; None where it cannot be told, for layout leaves no letters."""
    by = _letters if _letters(entry.before) != _letters(entry.after) else _marked
    before, after, read = by(entry.before), by(entry.after), by(words)
    if before == after:
        return None if entry.status == "applied" else "denies" if read == before else "other"
    return "supports" if read == after else "denies" if read == before else "other"


def _letters(words: str) -> str:
    return letters_of(words).text


def _marked(words: str) -> str:
    return "".join(fold(c) or fold_mark(c) for c in words)
