"""What differs between two streams: characters first, then what begins where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.absorbing.parts import EditedPart, Stream
from generator.counting import alike

ISLAND = 2
"""Equal characters between two changes that are too few to stand by themselves: 1 is mostly chance in Chinese."""
LONG = 3000
"""Characters of one change from which letters are compared part by part only: difflib's time grows with the square."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """Characters `[a0, a1)` of the old stream that are `[b0, b1)` of the new one."""

    a0: int
    a1: int
    b0: int
    b1: int
    part: int = -1
    """Index of the old part that it stands within; -1 where it spans parts or lies between them."""
    new_part: int = -1
    """The same of the new part."""


def changes(old: Stream, new: Stream) -> list[Alteration]:
    """The changes of characters, in order; parts that stand on both sides are none."""
    found: list[Alteration] = []
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, _keys(old.parts), _keys(new.parts), autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if i1 - i0 == j1 - j0 and _openings(old.parts[i0:i1]) == _openings(new.parts[j0:j1]):
            for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
                found += _within(old, new, (old.starts[i], old.starts[i + 1]), (new.starts[j], new.starts[j + 1]), (i, j))
        else:
            found += _within(old, new, (old.starts[i0], old.starts[i1]), (new.starts[j0], new.starts[j1]), (-1, -1))
    return found


def _keys(parts: Sequence[EditedPart]) -> list[tuple[object, str]]:
    return [(part.opening[0], part.text) for part in parts]


def _openings(parts: Sequence[EditedPart]) -> list[object]:
    return [part.opening[0] for part in parts]


def _within(old: Stream, new: Stream, a: tuple[int, int], b: tuple[int, int], pair: tuple[int, int]) -> Iterator[Alteration]:
    """Changes of characters between two stretches."""
    was, now = old.text[slice(*a)], new.text[slice(*b)]
    if was == now:
        return
    if len(was) * len(now) > LONG * LONG:
        codes = _ends(was, now)
    else:
        codes = [code[1:] for code in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if code[0] != "equal"]
    for i0, i1, j0, j1 in _joined([_widened(code, was, now) for code in codes], old, a[0], new, b[0]):
        yield _slid(old, new, Alteration(a[0] + i0, a[0] + i1, b[0] + j0, b[0] + j1, *pair), a, b)


def _widened(code: tuple[int, int, int, int], was: str, now: str) -> tuple[int, int, int, int]:
    """A change within a figure or a Latin word is one of all of it."""
    i0, i1, j0, j1 = code
    pieces = [piece for piece in (was[i0:i1], now[j0:j1]) if piece]
    if any(_word(piece[0]) for piece in pieces):
        while i0 and j0 and _word(was[i0 - 1]) and was[i0 - 1] == now[j0 - 1]:
            i0, j0 = i0 - 1, j0 - 1
    if any(_word(piece[-1]) for piece in pieces):
        while i1 < len(was) and j1 < len(now) and _word(was[i1]) and was[i1] == now[j1]:
            i1, j1 = i1 + 1, j1 + 1
    return i0, i1, j0, j1


def _word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _ends(was: str, now: str) -> list[tuple[int, int, int, int]]:
    """One change between what is the same at both ends."""
    head = alike(was, now)
    tail = alike(was[head:][::-1], now[head:][::-1])
    return [(head, len(was) - tail, head, len(now) - tail)]


def _joined(codes: Sequence[tuple[int, int, int, int]], old: Stream, a: int, new: Stream, b: int) -> Iterator[tuple[int, int, int, int]]:
    """Changes with a mere island between them become one, unless a part begins in it."""
    borders_a, borders_b = set(old.starts), set(new.starts)
    held: tuple[int, int, int, int] | None = None
    for i0, i1, j0, j1 in codes:
        if held is None:
            held = (i0, i1, j0, j1)
            continue
        parted = any(a + k in borders_a for k in range(held[1], i0 + 1)) or any(b + k in borders_b for k in range(held[3], j0 + 1))
        if i0 - held[1] < ISLAND and not parted:
            held = (min(held[0], i0), max(i1, held[1]), min(held[2], j0), max(j1, held[3]))
        else:
            yield held
            held = (i0, i1, j0, j1)
    if held:
        yield held


def _slid(old: Stream, new: Stream, change: Alteration, a: tuple[int, int], b: tuple[int, int]) -> Alteration:
    """An insertion or a removal moved, among equal characters, to where it is whole parts, if there is such a place."""
    inserted = change.a0 == change.a1
    if not inserted and change.b0 != change.b1:
        return change
    text, borders = (new.text, set(new.starts)) if inserted else (old.text, set(old.starts))
    low, high = b if inserted else a
    begin, end = (change.b0, change.b1) if inserted else (change.a0, change.a1)
    shifts = [0]
    shift = 0
    while begin + shift - 1 >= low and text[begin + shift - 1] == text[end + shift - 1]:
        shift -= 1
        shifts.append(shift)
    shift = 0
    while end + shift < high and text[begin + shift] == text[end + shift]:
        shift += 1
        shifts.append(shift)
    best = max(shifts, key=lambda s: ((begin + s in borders) + (end + s in borders), -abs(s)))
    return Alteration(
        change.a0 + best, change.a1 + best, b0=change.b0 + best, b1=change.b1 + best, part=change.part, new_part=change.new_part
    )
