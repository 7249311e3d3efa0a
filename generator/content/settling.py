"""Settling the anchors that lost their place: each leads to where its text stands now, or to the nearest living place.

A text is the same when its hash is, or when its sketch is nearly so; a short one only when its hash is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.content.anchors import Anchor, likeness

MOVED = 0.86
"""Share of equal bits of two sketches from which a text that vanished here and one that is new there are one text: higher than for
an edit in place, since nothing but the likeness speaks for it."""


def settle(entries: Sequence[Anchor], known: Mapping[str, Anchor], given: Collection[str]) -> list[Anchor]:
    """Give every anchor without a place a living one to lead to.

    `entries` are all anchors, `known` those of the old lock, `given` the ids that this plan's parts have now.
    """
    living = {a.id: a for a in entries if a.id in given and not a.to}
    vanished = [a for a in entries if a.id not in living and (a.id not in known or not known[a.id].to)]
    fresh = [a for a in living.values() if a.id not in known]
    homes = moves(vanished, fresh)
    led = {a.id: homes.get(a.id, a.to) for a in entries if a.id not in living}
    return [a if a.id in living else replace(a, to=_end(a.id, led, living), moved=a.moved or a.id in homes) for a in entries]


def moves(vanished: Sequence[Anchor], fresh: Sequence[Anchor]) -> dict[str, str]:
    """Old id → new id of each text that only changed its place: equal texts first, then the most alike."""
    homes: dict[str, str] = {}
    by_hash: dict[str, list[Anchor]] = {}
    for anchor in fresh:
        by_hash.setdefault(anchor.hash, []).append(anchor)
    for anchor in vanished:
        if same := [a for a in by_hash.get(anchor.hash, []) if _kind(a.id) == _kind(anchor.id)]:
            homes[anchor.id] = same[0].id
            by_hash[anchor.hash].remove(same[0])
    taken = set(homes.values())
    pairs = [
        (likeness(old.sketch, new.sketch), old.id, new.id)
        for old in vanished
        if old.id not in homes
        for new in fresh
        if new.id not in taken and _kind(new.id) == _kind(old.id)
    ]
    for alike, old_id, new_id in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= MOVED and old_id not in homes and new_id not in taken:
            homes[old_id] = new_id
            taken.add(new_id)
    return homes


def _kind(name: str) -> str:
    """Kind of part an anchor belongs to: section, sentence, table, row, figure or note."""
    tail = name.split("-", 1)[1:]
    return "section" if not tail else "sentence" if tail[0][0].isdigit() else tail[0].rstrip("0123456789")


def _end(name: str, led: Mapping[str, str], living: Mapping[str, Anchor]) -> str:
    """The living anchor at the end of a chain of moves; the nearest section above when the chain breaks or turns in a circle."""
    place, seen = led.get(name, ""), {name}
    while place and place not in living and place not in seen:
        seen.add(place)
        place = led.get(place, "")
    return place if place in living else nearest(name, living)


def nearest(name: str, living: Collection[str]) -> str:
    """The section an anchor stood in, or the first one above it that lives; the plan's first part when none does."""
    place = name.rsplit("-", 1)[0] if "-" in name else name.rpartition(".")[0]
    while place and place not in living:
        place = place.rsplit("-", 1)[0] if "-" in place else place.rpartition(".")[0]
    return place or next(iter(living), "front")
