"""Aligning two prints letter by letter, in a time that grows in line with them.

1. Runs of letters that stand exactly once in each are the fixed points: long ones first, then, between those, shorter ones. Of the
   points, the longest chain that stands in the same order in both is taken; each is lengthened as far as the letters agree.
2. What is left between two runs is short. Levenshtein's way from one to the other (rapidfuzz) finds what they share.
3. A few letters that agree by chance within much that differs are not taken for agreement.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

GRAMS = (24, 12, 6)
"""Letters of a fixed point: two dozen that stand once in a book leave no doubt; half a dozen do within a page."""
SMALL = 3000
"""Letters between two runs up to which one is edited into the other; more has nothing to do with each other."""
CHANCE = 2
"""A run between two edits is chance when it is so many times shorter than both."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that agree."""

    ours: int
    """Where they begin in our print."""
    theirs: int
    """Where they begin in the other."""
    length: int


Gap = tuple[int, int, int, int]
"""Start and end in ours, start and end in theirs, of what stands between two runs."""


def align(ours: str, theirs: str) -> list[Run]:
    """The runs of letters that agree, in order, none touching the next in both prints."""
    runs = list(_ends(ours, theirs))
    for gram in GRAMS:
        found = [run for gap in gaps(runs, len(ours), len(theirs)) for run in _fixed(ours, theirs, gap, gram)]
        runs = _joined(sorted([*runs, *found], key=lambda run: run.ours))
    edited = [run for gap in gaps(runs, len(ours), len(theirs)) for run in _edited(ours, theirs, gap)]
    return _joined(sorted([*runs, *edited], key=lambda run: run.ours))


def _ends(ours: str, theirs: str) -> Iterator[Run]:
    """What agrees from the first letter on, and up to the last: in texts that repeat themselves no words stand once."""
    shorter = min(len(ours), len(theirs))
    front = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    back = next((i for i in range(shorter - front) if ours[-1 - i] != theirs[-1 - i]), shorter - front)
    if front:
        yield Run(0, 0, front)
    if back:
        yield Run(len(ours) - back, len(theirs) - back, back)


def gaps(runs: Sequence[Run], ours: int, theirs: int) -> Iterator[Gap]:
    """What stands before, between and after some runs; `ours` and `theirs` are the lengths of the prints."""
    i = j = 0
    for run in runs:
        if (i, j) != (run.ours, run.theirs):
            yield i, run.ours, j, run.theirs
        i, j = run.ours + run.length, run.theirs + run.length
    if (i, j) != (ours, theirs):
        yield i, ours, j, theirs


def _fixed(ours: str, theirs: str, gap: Gap, gram: int) -> list[Run]:
    """Runs within a gap that hold a fixed point."""
    start, end, other_start, other_end = gap
    here = _once(ours, start, end, gram)
    there = _once(theirs, other_start, other_end, gram)
    points = _chain([(i, there[words]) for words, i in here.items() if i >= 0 and there.get(words, -1) >= 0])
    found: list[Run] = []
    done, other_done = start, other_start
    for i, j in points:
        if i < done or j < other_done:
            continue
        back = 0
        while i - back > done and j - back > other_done and ours[i - back - 1] == theirs[j - back - 1]:
            back += 1
        length = gram
        while i + length < end and j + length < other_end and ours[i + length] == theirs[j + length]:
            length += 1
        found.append(Run(i - back, j - back, back + length))
        done, other_done = i + length, j + length
    return found


def _once(text: str, start: int, end: int, gram: int) -> dict[str, int]:
    """Each few letters of a part of a text → where they stand, -1 when they stand there more than once."""
    found: dict[str, int] = {}
    for at in range(start, end - gram + 1):
        words = text[at : at + gram]
        found[words] = -1 if words in found else at
    return found


def _chain(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most points that stand in the same order in both prints (patience sorting)."""
    points.sort()
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(points):
        pile = bisect.bisect_left(tops, j)
        before.append(last[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            last.append(number)
        else:
            tops[pile], last[pile] = j, number
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(points[at])
        at = before[at]
    return chain[::-1]


def _edited(ours: str, theirs: str, gap: Gap) -> Iterator[Run]:
    """Runs within a gap by editing one print into the other."""
    start, end, other_start, other_end = gap
    if start == end or other_start == other_end:
        return
    if start == 0 or other_start == 0:  # before all that agrees: only what stands next to it can be the same text
        start = max(start, end - _window(other_end - other_start))
        other_start = max(other_start, other_end - _window(end - start))
    if end == len(ours) or other_end == len(theirs):
        end = min(end, start + _window(other_end - other_start))
        other_end = min(other_end, other_start + _window(end - start))
    if max(end - start, other_end - other_start) > SMALL:
        return
    steps = [
        (step.tag == "equal", step.src_end - step.src_start, step.dest_end - step.dest_start, step.src_start, step.dest_start)
        for step in Levenshtein.opcodes(ours[start:end], theirs[other_start:other_end])
    ]
    for n, (same, length, _, i, j) in enumerate(steps):
        if same and not _by_chance(length, [max(a, b) for equal, a, b, *_ in steps[max(0, n - 1) : n + 2] if not equal]):
            yield Run(start + i, other_start + j, length)


def _window(letters: int) -> int:
    """How many letters of one print may stand for some of the other."""
    return 2 * letters + 50


def _by_chance(length: int, edits: Sequence[int]) -> bool:
    """True for a run that is short beside all edits around it."""
    return bool(edits) and length * CHANCE < min(edits)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs of which one begins where another ends as one."""
    found: list[Run] = []
    for run in runs:
        if found and (found[-1].ours + found[-1].length, found[-1].theirs + found[-1].length) == (run.ours, run.theirs):
            found[-1] = Run(found[-1].ours, found[-1].theirs, found[-1].length + run.length)
        else:
            found.append(run)
    return found
