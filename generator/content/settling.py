"""Settling the anchors that lost their place: each leads to where its text stands now, or to the nearest living place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.content.anchors import Anchor
from generator.model.address import container_of, kind_of


def settle(
    entries: Sequence[Anchor], lock: Sequence[Anchor], living: Collection[str], homes: Mapping[str, str], near: Mapping[str, str]
) -> list[Anchor]:
    """Give every anchor without a place a living one to lead to.

    `entries` are all anchors, `lock` those of the old lock, `living` the ids that this plan's parts have now, `homes` tells where a text
    stands now, `near` which text took one in.
    """
    steps = {a.id: _step(a, homes, near) for a in entries if a.id not in living}
    neighbours = _neighbours(lock, living, {name for name, (to, _) in steps.items() if not to})
    done = []
    for anchor in entries:
        if anchor.id in living:
            done.append(anchor)
            continue
        to, moved = _end(anchor.id, steps, living)
        done.append(replace(anchor, to=to or neighbours.get(anchor.id) or _above(anchor.id, steps, living), moved=moved and bool(to)))
    return done


def _step(anchor: Anchor, homes: Mapping[str, str], near: Mapping[str, str]) -> tuple[str, bool]:
    """Where an anchor leads next, empty when nobody knows, and whether its text went there."""
    if anchor.id in homes:
        return homes[anchor.id], True
    return near.get(anchor.id, anchor.to), anchor.moved and anchor.id not in near


def _end(name: str, steps: Mapping[str, tuple[str, bool]], living: Collection[str]) -> tuple[str, bool]:
    """The living anchor at the end of a chain of steps, empty when it breaks or turns in a circle; True when each was a move."""
    place, moved, seen = name, True, set[str]()
    while place and place not in living and place not in seen:
        seen.add(place)
        place, so = steps.get(place, ("", False))
        moved = moved and so
    return (place, moved) if place in living else ("", False)


def _neighbours(lock: Sequence[Anchor], living: Collection[str], lost: Collection[str]) -> dict[str, str]:
    """Lost anchor → the living part of its kind before it in its section or table, else the one after it."""
    series: dict[tuple[str, str], list[str]] = {}
    for anchor in lock:
        if not anchor.to and kind_of(anchor.id) != "section":
            series.setdefault((container_of(anchor.id), kind_of(anchor.id)), []).append(anchor.id)
    found: dict[str, str] = {}
    for names in series.values():
        for ordered in (names, names[::-1]):
            last = ""
            for name in ordered:
                if name in living:
                    last = name
                elif name in lost and last:
                    found.setdefault(name, last)
    return found


def _above(name: str, steps: Mapping[str, tuple[str, bool]], living: Collection[str]) -> str:
    """Where what an anchor stood in lives or leads to; the nearest section above when that is gone, too."""
    place = container_of(name)
    while place:
        if end := _end(place, steps, living)[0]:
            return end
        place = container_of(place)
    return nearest(name, living)


def nearest(name: str, living: Collection[str]) -> str:
    """The section an anchor stood in, or the first one above it that lives; the plan's first part when none does."""
    place = container_of(name)
    while place and place not in living:
        place = container_of(place)
    return place or next(iter(living), "front")
