"""Where the characters agree: what begins where, as breaks, borders and places to keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.absorbing.entries import Add, Drop, Entry, Set
from generator.absorbing.parts import TEXT_OPENINGS, EditedPart, Opening, Stream
from generator.absorbing.trial import Trial

SHORTEST = 4
"""Characters by which a break is found, at least: enough for a reader to see where it is."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where other parts begin than convert makes."""

    old: int
    """Offset in the stream that convert makes, and in the wanted one: their characters are the same."""
    was: tuple[EditedPart, ...]
    wanted: tuple[EditedPart, ...]


def boundaries(made: Stream, wanted: Stream) -> list[Boundary]:
    """The places that differ, in order; both streams have the same characters."""
    found = []
    for at in sorted({*made.starts[:-1], *wanted.starts[:-1]}):
        was, now = made.opens(at), wanted.opens(at)
        if [p.opening for p in was] != [p.opening for p in now]:
            found.append(Boundary(at, tuple(was), tuple(now)))
    return found


def boundary_entries(made: Trial, wanted: Stream, place: Boundary, reason: str, again: bool = False) -> list[Entry] | None:
    """Entries that make one boundary as wanted, None when there are none.

    A break that stands there is taken out; `again`: that did not do, another stands in its place.
    """
    if len(place.was) > 1 or len(place.wanted) > 1:
        return None
    was = place.was[0].opening if place.was else None
    now = place.wanted[0].opening if place.wanted else None
    old_head = was is not None and was[0] == "head"
    new_head = now is not None and now[0] == "head"
    if old_head and not new_head:
        return _kept_mark(made, place, reason)
    if was is not None and now is not None and old_head and (was[1], was[3]) == (now[1], now[3]):
        return _border(made, wanted, wanted.parts.index(place.wanted[0]), reason)
    if new_head:
        return None
    title = _title_of(wanted, place.old)
    if was in (None, ("paragraph",)) and now in (None, ("paragraph",)) and title is not None:
        return _border(made, wanted, title, reason)
    title = _title_of(made.stream, place.old)
    if title is not None and made.stream.parts[title].opening[0] == "head":
        known = next(
            (i for i, p in enumerate(wanted.parts) if wanted.starts[i] == made.stream.starts[title] and p.opening[0] == "head"), None
        )
        return _border(made, wanted, known, reason) if known is not None else None
    if {was, now} - {None} <= TEXT_OPENINGS:
        return _break(made, place, now, reason, again)
    return None


def _title_of(stream: Stream, at: int) -> int | None:
    """Index of the heading that ends at an offset, or goes on there."""
    for i, part in enumerate(stream.parts):
        if part.opening[0] == "head" and stream.starts[i] < at <= stream.starts[i + 1]:
            return i
    return None


def _kept_mark(made: Trial, place: Boundary, reason: str) -> list[Entry] | None:
    """What looks like a heading's number is none."""
    at = made.stream.at[place.old]
    origin = made.repaired.draft.origin
    if at < 0:
        return None
    line = made.seed.place(origin[at])[0]
    start, end = origin[at], made.seed.line_span(line)[1]
    text = made.seed.text
    for stop in range(start + 2, end + 1):
        if text.find(text[start:stop], made.seed.line_span(line)[0]) == start and text.find(text[start:stop], start + 1, end) < 0:
            return [Add("keep", (("line", line), ("text", text[start:stop]), ("reason", reason)))]
    return None


def _border(made: Trial, wanted: Stream, index: int, reason: str) -> list[Entry] | None:
    """Where a title ends."""
    part = wanted.parts[index]
    at = made.stream.at[wanted.starts[index]]
    if at < 0:
        return None
    line = made.seed.place(made.repaired.draft.origin[at])[0]
    mark = next((s.mark for s in made.sections if s.span and s.span[0] == at), "")
    title = part.text.removeprefix(mark)
    title = title.removesuffix("。") if part.opening[2] else title
    values = (("line", line), ("title", title), ("evidence", reason))
    known = next((i for i, b in enumerate(made.seed.settings.border) if b.line == line), None)
    return [Add("border", values)] if known is None else [Set("border", known, values)]


def _break(made: Trial, place: Boundary, now: Opening | None, reason: str, again: bool) -> list[Entry] | None:
    """A paragraph or a sentence begins there, or none does."""
    at = made.stream.at[place.old] if place.old < len(made.stream.at) else -1
    if at < 0:
        return None
    origin, text = made.repaired.draft.origin, made.repaired.text
    line = made.seed.place(origin[at])[0]
    kind = str(now[0]) if now else "none"
    known = [i for i, item in enumerate(made.seed.settings.break_) if item.line == line and text.startswith(item.text, at)]
    if known and not again:
        return [Drop("break", i) for i in known]
    for end in range(min(at + SHORTEST, len(text)), len(text) + 1):
        words = text[at:end]
        if sum(made.seed.place(origin[i])[0] == line for i in _occurrences(text, words)) == 1:
            entry = Add("break", (("line", line), ("text", words), ("kind", kind), ("evidence", reason)))
            return [*(Drop("break", i) for i in known), entry]
        if end - at > 200:
            break
    return None


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
