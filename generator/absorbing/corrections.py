"""Changes of characters as corrections of the seed: each as small as it can be, and found exactly once."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.absorbing.differences import Alteration
from generator.absorbing.entries import Add, Drop, Entry, Set
from generator.absorbing.parts import EditedPart, Stream
from generator.absorbing.tracing import Stretch, Trace
from generator.reading import Seed
from generator.repair.corrections import place_correction

PARAGRAPHS = {"sentence-lines": ("\n\n", "\n\n"), "html": ("\n", "</p><p>"), "hard-wrapped": ("\n\n", "\n　　")}
"""Format → what parts paragraphs in its seeds, the likelier first; a line end elsewhere."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a change; they are tried in turn."""

    other_side: bool = False
    """True: an insertion clings to what stands on the side that is less likely."""
    other_ends: bool = False
    """True: paragraphs are parted by the less likely ends."""
    keep: bool = False
    """True: the rules leave the place alone."""
    noise: bool = True
    """True: what rules took out within the change stays in the seed's text."""
    whole: bool = False
    """True: the whole part is replaced."""


WAYS = (
    Way(),
    Way(noise=False),
    Way(other_side=True),
    Way(keep=True),
    Way(other_ends=True),
    Way(whole=True),
    Way(keep=True, noise=False),
    Way(other_side=True, keep=True),
    Way(whole=True, keep=True),
)
"""In the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch of the corrected text and what shall stand there."""

    start: int
    end: int
    new: str
    keep: bool = False


class NoWayError(Exception):
    """A change that this way cannot write; says why."""


def patch(change: Alteration, way: Way, old: Stream, new: Stream, traced: Trace, *, form: str) -> Patch:
    """One change as a stretch of the corrected text. Raises NoWayError."""
    if way.whole:
        if change.part < 0:
            raise NoWayError("it spans several parts")
        a, b = (change.part, change.new_part)
        change = Alteration(old.starts[a], old.starts[a + 1], b0=new.starts[b], b1=new.starts[b + 1], part=a, new_part=b)
    start, end, before, after = _place(change, way, old, new, traced)
    text = _rendered(change, new, form, way, before, after=after)
    noise = _noise(change, old, traced, start, end) if way.noise else ""
    return Patch(start, end, text + noise, way.keep)


def _place(change: Alteration, way: Way, old: Stream, new: Stream, traced: Trace) -> tuple[int, int, bool, bool]:
    """Where a change stands in the corrected text, and whether what begins with and after it must be written, too."""
    if change.a0 < change.a1:
        if any(at < 0 for at in old.at[change.a0 : change.a1]):
            raise NoWayError("an editor supplied these words")
        return _stretch(change, way, old, new, traced)
    here = old.parts[change.part] if change.part >= 0 else None
    if here is not None and here.span is not None and not here.text:
        return traced.begin(here.span[0]), traced.begin(here.span[0]), False, False
    if here is not None:
        clings = change.a0 > old.starts[change.part]
    else:
        opens = old.opens(change.a0)
        clings = not opens or _opening(opens[-1]) == _last_opening(new, change.b1)
    if here is None or old.starts[change.part] < change.a0 < old.starts[change.part + 1]:
        clings ^= way.other_side
    at = change.a0 - 1 if clings else change.a0
    if not 0 <= at < len(old.at) or old.at[at] < 0:
        clings = not clings
        at = change.a0 - 1 if clings else change.a0
    if not 0 <= at < len(old.at) or old.at[at] < 0:
        raise NoWayError("nothing of the seed stands beside it")
    parted = change.a0 in old.starts and here is None
    place = traced.end(old.at[at]) if clings else traced.begin(old.at[at])
    return place, place, clings or not parted, not clings or not parted


def _stretch(change: Alteration, way: Way, old: Stream, new: Stream, traced: Trace) -> tuple[int, int, bool, bool]:
    """The same for characters that are replaced or removed; whole parts are removed with what parts them from the next."""
    first, last = old.at[change.a0], old.at[change.a1 - 1]
    start, end = traced.begin(first), traced.end(last)
    removed = change.b0 == change.b1 and change.part < 0
    if removed and change.a0 in old.starts and change.a1 in old.starts:
        if way.noise and _opening(old.opens(change.a0)[-1]) != "sentence":
            return start, end, False, False  # its empty line stays
        follows = change.a1 < len(old.at) and old.at[change.a1] >= 0
        leads = change.a0 > 0 and old.at[change.a0 - 1] >= 0
        stays = _last_opening(new, change.b1)
        forward = follows and (not leads or stays == _opening(old.opens(change.a0)[-1]))
        if follows and leads and way.other_side:
            forward = not forward
        if forward:
            return start, max(end, traced.begin(old.at[change.a1])), False, False
        if leads:
            return min(start, traced.end(old.at[change.a0 - 1])), end, False, False
    return start, end, change.a0 not in old.starts, change.a1 not in old.starts


def _opening(part: EditedPart) -> object:
    return part.opening[0]


def _last_opening(stream: Stream, offset: int) -> object:
    opens = stream.opens(offset)
    return _opening(opens[-1]) if opens else None


def _rendered(change: Alteration, new: Stream, form: str, way: Way, before: bool, *, after: bool) -> str:
    """The new characters as the seed would have them, with what parts their parts."""
    pieces: list[str] = []
    for at in range(change.b0, change.b1 + 1):
        within = change.b0 < at < change.b1 or (at == change.b0 < change.b1 and before) or (change.b0 < at == change.b1 and after)
        if within:
            pieces += [_end(part, form, way) for part in new.opens(at)]
        if at < change.b1:
            pieces.append(html.escape(new.text[at], quote=False) if form == "html" else new.text[at])
    return "".join(pieces)


def _end(part: EditedPart, form: str, way: Way) -> str:
    """What stands before a part in a seed of this format."""
    match part.opening[0]:
        case "sentence":
            return "\n" if form == "sentence-lines" else ""
        case "paragraph":
            return PARAGRAPHS.get(form, ("\n", "\n"))[way.other_ends]
        case "cell":
            return "\t"
        case "note":
            return f"\n[^{part.opening[1]}]: "
        case "head":
            return "\n\n" if form == "sentence-lines" or way.other_ends else "\n"
        case _:
            return "\n"


def _noise(change: Alteration, old: Stream, traced: Trace, start: int, end: int) -> str:
    """What rules took out between the characters of a change within one part: page numbers, line ends."""
    whole = change.b0 == change.b1 and change.a0 in old.starts and change.a1 in old.starts
    if whole or any(change.a0 < s < change.a1 for s in old.starts) or change.a0 >= change.a1:
        return ""
    known: set[int] = set()
    for at in old.at[change.a0 : change.a1]:
        known.update(range(traced.begin(at), traced.end(at)))
    return "".join(traced.text[i] for i in range(start, end) if i not in known)


# ---- patches to entries


@dataclass(frozen=True, slots=True)
class _Fix:
    """A correction in the making, in offsets of the corrected text and of the seed."""

    start: int
    end: int
    seed_start: int
    seed_end: int
    after: str
    takes: frozenset[int]
    """Existing corrections that it stands for."""
    keep: bool


def entries_for(patches: Iterable[Patch], seed: Seed, traced: Trace, reason: str) -> list[Entry]:
    """The entries that make these patches. Raises NoWayError where one cannot be found exactly once."""
    groups = [[p] for p in sorted(patches, key=lambda p: (p.start, p.end))]
    while True:
        fixes = [_fix(group, seed, traced) for group in groups]
        clash = next(
            (i for i in range(len(fixes) - 1) if fixes[i + 1].seed_start < fixes[i].seed_end or fixes[i].takes & fixes[i + 1].takes), None
        )
        if clash is None:
            return [entry for fix in fixes for entry in _entries(fix, seed, reason)]
        groups[clash : clash + 2] = [groups[clash] + groups[clash + 1]]


def _fix(group: Sequence[Patch], seed: Seed, traced: Trace) -> _Fix:
    """One correction for patches that lie together."""
    start, end = group[0].start, max(p.end for p in group)
    fix = _Fix(start, end, seed_start=0, seed_end=0, after="", takes=frozenset(), keep=any(p.keep for p in group))
    fix = _settled(fix, seed, traced)
    while not _found_once(seed, fix):
        fix = _settled(_wider(fix, seed, traced), seed, traced)
    pieces: list[str] = []
    at = fix.start
    for one in group:
        pieces += [traced.text[at : one.start], one.new]
        at = max(at, one.end)
    return replace(fix, after="".join(pieces) + traced.text[at : fix.end])


def _settled(fix: _Fix, seed: Seed, traced: Trace) -> _Fix:
    """The fix widened to the whole of each correction that it touches, with its place in the seed."""
    touched = [p for p in traced.pieces if _touches(p, fix)]
    if any(p.kind == "table" for p in touched):
        raise NoWayError("it stands in a table that [[table]] sets in order")
    start, end = min([fix.start, *(p.start for p in touched)]), max([fix.end, *(p.end for p in touched)])
    if (start, end) != (fix.start, fix.end):
        return _settled(replace(fix, start=start, end=end), seed, traced)
    seed_start = min([p.seed_start for p in touched if p.start == start] or [_seed_begin(traced, start)])
    seed_end = max([p.seed_end for p in touched if p.end == end] or [_seed_end(traced, end)])
    flags = frozenset(i for i, at, size in _flags(seed) if at < seed_end and at + size > seed_start)
    return replace(fix, seed_start=seed_start, seed_end=seed_end, takes=frozenset(p.index for p in touched) | flags)


def _touches(piece: Stretch, fix: _Fix) -> bool:
    if piece.start == piece.end:  # a correction that removed its words: what stands round it is read with it
        return fix.start <= piece.start <= fix.end and fix.start < fix.end
    return (piece.start < fix.end and piece.end > fix.start) or (fix.start == fix.end and piece.start < fix.start < piece.end)


def _seed_begin(traced: Trace, offset: int) -> int:
    """Seed offset where a stretch begins that touches no piece: behind what was removed right before it."""
    return traced.to_seed(offset) + sum(p.seed_end - p.seed_start for p in traced.pieces if p.start == p.end == offset)


def _seed_end(traced: Trace, offset: int) -> int:
    return traced.to_seed(offset)


def _flags(seed: Seed) -> list[tuple[int, int, int]]:
    """(index, offset, length) of each correction that is only flagged."""
    return [(i, place_correction(seed, item), len(item.find)) for i, item in enumerate(seed.settings.correction) if not item.certain]


def _found_once(seed: Seed, fix: _Fix) -> bool:
    """True when the seed's words of a fix begin exactly once in their line."""
    words = seed.text[fix.seed_start : fix.seed_end]
    if not words:
        return False
    start, end = seed.line_span(seed.place(fix.seed_start)[0])
    return seed.text.find(words, start) == fix.seed_start and not start <= seed.text.find(words, fix.seed_start + 1) < end


def _wider(fix: _Fix, seed: Seed, traced: Trace) -> _Fix:
    """One character more on one side: within the line, on the shorter side of what was taken so far."""
    left = fix.start > 0 and traced.text[fix.start - 1] not in "\r\n"
    right = fix.end < len(traced.text) and traced.text[fix.end] not in "\r\n"
    if not left and not right:
        left, right = False, fix.end < len(traced.text)
        if not right and fix.start == 0:
            raise NoWayError("its words stand more than once in their line")
        left = not right
    if left and (not right or (fix.end - fix.start) % 2 == 0):
        return replace(fix, start=fix.start - 1)
    return replace(fix, end=fix.end + 1)


def _entries(fix: _Fix, seed: Seed, reason: str) -> list[Entry]:
    find = seed.text[fix.seed_start : fix.seed_end]
    line = seed.place(fix.seed_start)[0]
    made: list[Entry] = []
    if fix.keep:
        made.append(Add("keep", (("line", line), ("text", find), ("reason", reason))))
    known = sorted(fix.takes)
    if find == fix.after:
        return made + [Drop("correction", index) for index in known]
    values: dict[str, object] = {"line": line, "find": find, "replace": fix.after, "evidence": reason, "certain": True}
    if not known:
        return [*made, Add("correction", tuple(values.items()))]
    values["evidence"] = _joined(seed.settings.correction[known[0]].evidence, reason)
    return [*made, Set("correction", known[0], tuple(values.items())), *(Drop("correction", index) for index in known[1:])]


def _joined(known: str, reason: str) -> str:
    """The evidence of a correction that is changed once more."""
    return f"{known}；{reason}" if known and reason and reason not in known else reason


def by_change(patches: Mapping[Alteration, Patch]) -> list[Patch]:
    """The patches in order, those that lie within another left out."""
    ordered = sorted(patches.values(), key=lambda p: (p.start, -p.end))
    kept: list[Patch] = []
    for one in ordered:
        if kept and one.end <= kept[-1].end and one.start >= kept[-1].start and kept[-1].start < kept[-1].end and one.end > one.start:
            continue
        kept.append(one)
    return kept
