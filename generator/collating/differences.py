"""The differences of two prints, each by its kind."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.collating.aligning import Gap, Run, gaps
from generator.collating.furniture import furniture
from generator.collating.letters import SIGNS, Letters
from generator.collating.prints import OtherPrint, Ours

KINDS = ("numbers", "words", "lacking", "added", "order", "moved", "marks")
"""What differs: figures; letters; what the other print lacks; what it has besides; the same letters in another order; a passage that
stands elsewhere; marks of punctuation alone."""
SOLID = 8
"""Letters that agree in a row before a place counts as one that both prints have."""
NEAR = 60
"""Letters between two edits up to which they may be one displacement: a line of print, and the cells of a row."""
MOVED = 8
"""Letters of a passage from which it is known again elsewhere."""
SWAPPED = 4
"""Letters up to which a change of order is one of wording (资财, 财资), not of the page."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference within what both prints have."""

    kind: str
    """One of KINDS."""
    start: int
    end: int
    """Letters of ours; both the same where ours has nothing."""
    other_start: int
    other_end: int
    """Letters of the other print."""


@dataclass(frozen=True)
class Compared:
    """What holding two prints against each other gave."""

    runs: Sequence[Run]
    """Letters that agree, in order."""
    reach: tuple[tuple[int, int], ...]
    """From which to which letter of ours the other print reaches; several where it lacks whole passages between."""
    agreed: int
    """Letters of ours that agree within the reach, moved and displaced ones among them."""
    differences: tuple[Difference, ...]
    """In reading order; marks aside."""
    page: int
    """Letters of the other print that its pages added."""
    outside: int
    """Its other letters before and after all that agrees."""


LACKING = 400
"""Letters of ours, some half a page, that the other print must lack in one piece before its reach counts as ended there."""


def compare(ours: Ours, witness: OtherPrint, runs: Sequence[Run]) -> Compared:
    """The kinds of all differences, and how far the other print reaches."""
    a, b = ours.letters, witness.letters
    held = _solid(runs, len(b.text))
    if not held:
        return Compared(runs, (), agreed=0, differences=(), page=0, outside=len(b.text))
    first, last = held
    begin, end = first.ours, last.ours + last.length
    edits = [_slid(b.text, edit) for edit in gaps(runs, len(a.text), len(b.text))]
    aside = furniture(witness, [(other_start, other_end) for _, _, other_start, other_end in edits])
    inner = [edit for edit in edits if first.ours < edit[0] and edit[1] <= last.ours]
    moved = _moved(a, b, inner, edits)
    found = [*_differences(a, b, inner, aside, moved), *moved]
    spans = _reach(begin, end, found)
    kept = [d for d in found if not (d.kind == "lacking" and d.end - d.start >= LACKING)]
    total = sum(stop - start for start, stop in spans)
    differing = sum(d.end - d.start for d in kept if d.kind not in ("order", "moved"))
    beyond = {*range(first.theirs), *range(last.theirs + last.length, len(b.text))}
    in_order = sorted(kept, key=lambda d: (d.start, d.other_start))
    return Compared(
        runs, spans, agreed=max(0, total - differing), differences=tuple(in_order), page=len(aside), outside=len(beyond - aside)
    )


def _slid(theirs: str, edit: Gap) -> Gap:
    """What only the other print has, as early as it may stand: of 10012 beside 12 that is 100 and not 001."""
    start, end, other_start, other_end = edit
    while start == end and min(start, other_start) > 0 and other_start < other_end and theirs[other_start - 1] == theirs[other_end - 1]:
        start, end, other_start, other_end = start - 1, end - 1, other_start - 1, other_end - 1
    return start, end, other_start, other_end


def _solid(runs: Sequence[Run], letters: int) -> tuple[Run, Run] | None:
    """The first and the last place that both prints have, `letters` being those of the other; None when there is none."""
    long = [n for n, run in enumerate(runs) if run.length >= min(SOLID, max(1, letters // 2))]
    if not long:
        return None
    first, last = long[0], long[-1]
    while first > 0 and _follows(runs[first - 1], runs[first]):
        first -= 1
    while last + 1 < len(runs) and _follows(runs[last], runs[last + 1]):
        last += 1
    return runs[first], runs[last]


def _follows(run: Run, after: Run) -> bool:
    """True when a run stands so near the next one that what lies between is a difference, and not the end of what both have."""
    return max(after.ours - run.ours - run.length, after.theirs - run.theirs - run.length) <= SOLID


def _moved(a: Letters, b: Letters, inner: Sequence[Gap], edits: Sequence[Gap]) -> list[Difference]:
    """Passages of ours that the other print has at another place."""
    here = {}
    for start, end, _, _ in inner:
        for i in range(start, end - MOVED + 1):
            words = a.text[i : i + MOVED]
            here[words] = (-1, -1) if words in here else (i, end)
    there: dict[str, tuple[int, int]] = {}
    for _, _, start, end in edits:
        for j in range(start, end - MOVED + 1):
            words = b.text[j : j + MOVED]
            there[words] = (-1, -1) if words in there else (j, end)
    found: list[Difference] = []
    done = -1
    for words, (i, end) in here.items():
        j, other_end = there.get(words, (-1, -1))
        if i < 0 or j < 0 or i < done:
            continue
        length = MOVED
        while i + length < end and j + length < other_end and a.text[i + length] == b.text[j + length]:
            length += 1
        found.append(Difference("moved", i, i + length, j, j + length))
        done = i + length
    return _apart(found)


def _apart(moved: Sequence[Difference]) -> list[Difference]:
    """Those of which no other has a letter of the other print, the longest first."""
    taken: set[int] = set()
    found = []
    for one in sorted(moved, key=lambda d: (d.start - d.end, d.start)):
        letters = set(range(one.other_start, one.other_end))
        if not letters & taken:
            taken |= letters
            found.append(one)
    return found


def _differences(a: Letters, b: Letters, inner: Sequence[Gap], aside: set[int], moved: Sequence[Difference]) -> Iterator[Difference]:
    """What differs where both prints stand beside each other, without what the page added and what stands elsewhere."""
    gone = {i for one in moved for i in range(one.start, one.end)}
    elsewhere = aside | {j for one in moved for j in range(one.other_start, one.other_end)}
    rest = [
        Difference("", start, end, other_start, other_end)
        for edit in inner
        for start, end, other_start, other_end in _rests(edit, gone, elsewhere)
    ]
    for group in _near(rest):
        kind = _displaced(a, b, group)
        for one in group:
            yield replace(one, kind=kind or _kind(a.text[one.start : one.end], b.text[one.other_start : one.other_end]))


def _rests(edit: Gap, gone: set[int], elsewhere: set[int]) -> Iterator[Gap]:
    """What is left of an edit: pairs of pieces where their numbers agree, else the outermost letters together."""
    start, end, other_start, other_end = edit
    mine = _pieces(start, end, gone)
    theirs = _pieces(other_start, other_end, elsewhere)
    for n in range(max(len(mine), len(theirs))):
        left = mine[n] if n < len(mine) else (mine[-1][1] if mine else start,) * 2
        right = theirs[n] if n < len(theirs) else (theirs[-1][1] if theirs else other_start,) * 2
        yield *left, *right


def _pieces(start: int, end: int, without: set[int]) -> list[tuple[int, int]]:
    """The stretches of a span that hold none of some letters."""
    found: list[tuple[int, int]] = []
    for i in range(start, end):
        if i not in without:
            if found and found[-1][1] == i:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
    return found


def _near(rest: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Edits that follow each other within a line or so."""
    group: list[Difference] = []
    for one in rest:
        if group and (one.start - group[-1].end > NEAR or one.other_start - group[-1].other_end > NEAR):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _displaced(a: Letters, b: Letters, group: Sequence[Difference]) -> str:
    """`order` when a group has the same letters in both prints, elsewhere on the page; else empty."""
    mine = Counter("".join(a.text[d.start : d.end] for d in group))
    theirs = Counter("".join(b.text[d.other_start : d.other_end] for d in group))
    wide = group[-1].end - group[0].start > SWAPPED
    return "order" if mine == theirs and len(group) > 1 and wide else ""


def _kind(mine: str, theirs: str) -> str:
    """The kind of a difference by its letters: a passage with figures in it that only one print has is no other figure."""
    if not mine or not theirs:
        return "numbers" if _figures(mine + theirs) == mine + theirs else "added" if theirs else "lacking"
    return "numbers" if _figures(mine) != _figures(theirs) else "words"


def _figures(words: str) -> str:
    return "".join(c for c in words if c.isdigit() or c == "." or c in SIGNS)


def _reach(begin: int, end: int, found: Sequence[Difference]) -> tuple[tuple[int, int], ...]:
    """The spans of ours that the other print has: what lies between two long passages that it lacks."""
    spans: list[tuple[int, int]] = []
    for one in sorted((d for d in found if d.kind == "lacking" and d.end - d.start >= LACKING), key=lambda d: d.start):
        spans.append((begin, one.start))
        begin = one.end
    return (*spans, (begin, end))


def opposite(runs: Sequence[Run], letter: int) -> int:
    """The letter of the other print that agrees with one of ours, -1 when none does."""
    at = bisect_right(runs, letter, key=lambda run: run.ours) - 1
    if at < 0 or letter >= runs[at].ours + runs[at].length:
        return -1
    return runs[at].theirs + letter - runs[at].ours
