"""Aligning old texts with new ones: which new text is which old one.

1. Equal texts first, in order where they kept it (patience: from those that occur once), else wherever they are.
2. Between them an edited text is looked for among the candidates: the texts at the same place of the gap, and those that share rare pairs
   of letters. Each candidate is judged by comparing the texts; the likeliest pairs come first, and nobody is taken twice.
3. A text that was split goes to the part that keeps most of it; of texts that were merged the longest becomes the new one.

Time grows with the number of texts: each has a bounded number of candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

BESIDE = 2
"""Texts of a gap that are compared on each side of the place where an edited text is expected."""
ALL = 36
"""Pairs up to which a gap is compared whole."""
COMMON = 12
"""Old texts above which a pair of letters that they share proposes nobody."""
RARE = 10
"""Rare pairs of letters of a text that are looked up."""
PROPOSED = 6
"""Candidates that they propose."""
MARGIN = 0.04
"""How much likelier than its rivals a text must be that is found out of its place."""


@dataclass(frozen=True, slots=True)
class Rules(Generic[T]):
    """How the texts of one kind are compared."""

    likeness: Callable[[T, T], float]
    """How far two are one text edited; 0 for those that cannot be."""
    signs: Callable[[T], Iterable[str]]
    """What two texts that are one edited are likely to share."""
    in_place: float
    """Likeness from which two are one, in the same gap between texts that stayed."""
    moved: float
    """The same elsewhere."""
    shares: Callable[[T, T], tuple[float, float]] | None = None
    """Shares of the old and of the new one that both have, where texts can be split and merged."""
    contained: float = 1.0
    """Share from which one stands in the other."""


@dataclass(slots=True)
class Aligned:
    """What became of old texts."""

    pairs: dict[int, int] = field(default_factory=dict)
    """New → old: one text."""
    into: dict[int, int] = field(default_factory=dict)
    """Old → new that took it in, or that keeps most of it among those that it was split into."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    likeness: float
    rank: float
    old: int
    new: int
    in_gap: bool


def align(old: Sequence[T], new: Sequence[T], rules: Rules[T], bonus: Callable[[int, int], float] | None = None) -> Aligned:
    """Which new text is which old one. `bonus` (old, new) orders candidates beside their likeness, it never makes one."""
    found = Aligned(equal_pairs(old, new))
    taken = set(found.pairs.values())
    left_old = [i for i in range(len(old)) if i not in taken]
    left_new = [j for j in range(len(new)) if j not in found.pairs]
    if not left_old or not (left_new or rules.shares):
        return found
    gaps = _gaps(found.pairs, left_old, left_new)
    candidates = _candidates(old, new, left_old, left_new, gaps, rules=rules)
    judged = [_judged(old, new, i, j, gaps, rules=rules, bonus=bonus) for i, j in candidates]
    _accept([c for c in judged if c], found, rules)
    if rules.shares:
        _split_and_merged(old, new, candidates, gaps, found, rules=rules)
        _swallowed(old, new, found, rules)
    return found


def equal_pairs(old: Sequence[T], new: Sequence[T]) -> dict[int, int]:
    """New → old for equal texts, in order where they can be; of several equal ones each goes to the nearest in order."""
    pairs: dict[int, int] = {}
    low, high = 0, 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        pairs[low] = low
        low += 1
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
        pairs[len(new) - high] = len(old) - high
    if low + high == min(len(old), len(new)):  # nothing is left on one side
        return pairs
    once_old, once_new = _once(old, low, len(old) - high), _once(new, low, len(new) - high)
    unique = [(once_old[text], j) for text, j in once_new.items() if text in once_old]
    backbone = [(i, j) for i, j in _increasing(unique)]
    edges = [(low - 1, low - 1), *backbone, (len(old) - high, len(new) - high)]
    for (i0, j0), (i1, j1) in pairwise(edges):
        pairs |= _inside(old, new, (i0 + 1, i1), (j0 + 1, j1))
    pairs |= {j: i for i, j in backbone}
    taken = set(pairs.values())
    waiting: dict[T, list[int]] = defaultdict(list)
    for i in range(len(old) - 1, -1, -1):
        if i not in taken:
            waiting[old[i]].append(i)
    for j, text in enumerate(new):
        if j not in pairs and waiting.get(text):
            pairs[j] = waiting[text].pop()
    return pairs


def _once(texts: Sequence[T], start: int, end: int) -> dict[T, int]:
    """Each text that occurs once in a stretch, with its place."""
    counts = Counter(texts[start:end])
    return {texts[i]: i for i in range(start, end) if counts[texts[i]] == 1}


def _inside(old: Sequence[T], new: Sequence[T], olds: tuple[int, int], news: tuple[int, int]) -> dict[int, int]:
    """Equal texts at both ends of a stretch between two that occur once."""
    (i, i_end), (j, j_end) = olds, news
    pairs = {}
    while i < i_end and j < j_end and old[i] == new[j]:
        pairs[j] = i
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        pairs[j_end] = i_end
    return pairs


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that increases on both sides; `pairs` are in the order of their second numbers."""
    ends: list[int] = []
    at: list[int] = []
    before = [-1] * len(pairs)
    for n, (i, _) in enumerate(pairs):
        place = bisect_left(ends, i)
        before[n] = at[place - 1] if place else -1
        ends[place : place + 1] = [i]
        at[place : place + 1] = [n]
    run: list[tuple[int, int]] = []
    n = at[-1] if at else -1
    while n >= 0:
        run.append(pairs[n])
        n = before[n]
    return run[::-1]


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The stretches between equal texts that kept their order, numbered from 0."""

    old: Mapping[int, int]
    """Old text that has no equal one → its gap."""
    new: Mapping[int, int]


def _gaps(pairs: Mapping[int, int], left_old: Sequence[int], left_new: Sequence[int]) -> _Gaps:
    backbone = _increasing([(i, j) for j, i in sorted(pairs.items())])
    olds, news = [i for i, _ in backbone], [j for _, j in backbone]
    return _Gaps({i: bisect_left(olds, i) for i in left_old}, {j: bisect_left(news, j) for j in left_new})


def _candidates(
    old: Sequence[T], new: Sequence[T], left_old: Sequence[int], left_new: Sequence[int], gaps: _Gaps, *, rules: Rules[T]
) -> list[tuple[int, int]]:
    """Pairs (old, new) worth a comparison, a bounded number for each text."""
    found = set(_by_place(left_old, left_new, gaps))
    by_sign: dict[str, list[int]] = defaultdict(list)
    for i in left_old:
        for sign in set(rules.signs(old[i])):
            by_sign[sign].append(i)
    for j in left_new:
        lists = sorted((by_sign[sign] for sign in set(rules.signs(new[j])) if 0 < len(by_sign.get(sign, ())) <= COMMON), key=_order)
        votes = Counter(i for named in lists[: RARE * 3] for i in named)
        found |= {(i, j) for i, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:PROPOSED]}
    return sorted(found)


def _order(named: Sequence[int]) -> tuple[int, Sequence[int]]:
    return len(named), named


def _by_place(left_old: Sequence[int], left_new: Sequence[int], gaps: _Gaps) -> Iterable[tuple[int, int]]:
    """Pairs of one gap: all of a small one, else those at the same distance from its beginning or its end."""
    olds, news = defaultdict(list), defaultdict(list)
    for i in left_old:
        olds[gaps.old[i]].append(i)
    for j in left_new:
        news[gaps.new[j]].append(j)
    for gap in olds.keys() & news.keys():
        here, there = olds[gap], news[gap]
        if len(here) * len(there) <= ALL:
            yield from ((i, j) for i in here for j in there)
            continue
        shift = len(here) - len(there)
        for n, j in enumerate(there):
            for middle in {n, n + shift}:
                yield from ((i, j) for i in here[max(0, middle - BESIDE) : max(0, middle + BESIDE + 1)])


def _judged(
    old: Sequence[T],
    new: Sequence[T],
    i: int,
    j: int,
    gaps: _Gaps,
    *,
    rules: Rules[T],
    bonus: Callable[[int, int], float] | None,
) -> _Candidate | None:
    """A candidate pair with its likeness, None for one that is no pair."""
    alike = rules.likeness(old[i], new[j])
    in_gap = gaps.old[i] == gaps.new[j]
    if alike < (rules.in_place if in_gap else rules.moved):
        return None
    return _Candidate(alike, alike + (bonus(i, j) if bonus else 0.0) + (0.05 if in_gap else 0.0), i, j, in_gap)


def _accept(candidates: Sequence[_Candidate], found: Aligned, rules: Rules[T]) -> None:
    """Take the likeliest pairs, each text once; one out of its order or place only when nothing rivals it."""
    rivals_old, rivals_new = defaultdict(list), defaultdict(list)
    for c in candidates:
        rivals_old[c.old].append(c)
        rivals_new[c.new].append(c)
    taken = set(found.pairs.values())
    crossing = _Crossing()
    for c in sorted(candidates, key=lambda c: (-c.rank, abs(c.old - c.new), c.old, c.new)):
        if c.old in taken or c.new in found.pairs:
            continue
        if not c.in_gap or crossing.crosses(c):
            rivals = [r for r in (*rivals_old[c.old], *rivals_new[c.new]) if r is not c and r.old not in taken and r.new not in found.pairs]
            if c.likeness < rules.moved or any(r.rank > c.rank - MARGIN for r in rivals):
                continue
        else:
            crossing.add(c)
        found.pairs[c.new] = c.old
        taken.add(c.old)


class _Crossing:
    """The pairs of edited texts taken so far that keep the order of the texts."""

    def __init__(self) -> None:
        self.olds: list[int] = []
        self.news: list[int] = []

    def crosses(self, c: _Candidate) -> bool:
        """True for a pair that stands across one of them."""
        at = bisect_left(self.olds, c.old)
        return (at > 0 and self.news[at - 1] > c.new) or (at < len(self.news) and self.news[at] < c.new)

    def add(self, c: _Candidate) -> None:
        """Remember one."""
        at = bisect_left(self.olds, c.old)
        self.olds.insert(at, c.old)
        self.news.insert(at, c.new)


# ---- split and merged


def _split_and_merged(
    old: Sequence[T], new: Sequence[T], candidates: Sequence[tuple[int, int]], gaps: _Gaps, found: Aligned, *, rules: Rules[T]
) -> None:
    """Pairs of a gap of which one stands in the other: parts that make up an old text, old texts that make up a new one."""
    taken = set(found.pairs.values())
    parts: dict[int, list[tuple[float, int]]] = defaultdict(list)
    sources: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for i, j in candidates:
        if i in taken or j in found.pairs or gaps.old[i] != gaps.new[j] or rules.shares is None:
            continue
        kept, known = rules.shares(old[i], new[j])
        if known >= rules.contained:
            parts[i].append((kept, j))
        if kept >= rules.contained:
            sources[j].append((known, i))
    for i, pieces in sorted(parts.items()):
        pieces = [piece for piece in pieces if piece[1] not in found.pairs]
        if len(pieces) > 1 and sum(kept for kept, _ in pieces) >= rules.contained:
            found.pairs[_most(pieces)] = i
            taken.add(i)
    for j, pieces in sorted(sources.items()):
        pieces = [piece for piece in pieces if piece[1] not in taken]
        if len(pieces) > 1 and sum(known for known, _ in pieces) >= rules.contained and j not in found.pairs:
            found.pairs[j] = _most(pieces)
            taken.add(found.pairs[j])
            found.into |= {i: j for _, i in pieces}


def _most(pieces: Sequence[tuple[float, int]]) -> int:
    """The piece with the greatest share, the first of equal ones."""
    return min(pieces, key=lambda piece: (-piece[0], piece[1]))[1]


def _swallowed(old: Sequence[T], new: Sequence[T], found: Aligned, rules: Rules[T]) -> None:
    """Old texts that vanished and stand in a new one, beside what stayed of their neighbours."""
    homes = {i: j for j, i in found.pairs.items()}
    for i in range(len(old)):
        if i in homes or i in found.into or rules.shares is None:
            continue
        near = {homes[n] for n in (i - 1, i + 1) if n in homes}
        near |= {j for n in near for j in (n - 1, n + 1) if 0 <= j < len(new)}
        held = [(rules.shares(old[i], new[j])[0], j) for j in sorted(near)]
        if held and max(held)[0] >= rules.contained:
            found.into[i] = _most(held)
