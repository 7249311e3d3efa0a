"""Where a place that is no more leads: what the lock of anchors knows, for messages about references to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from generator.content.anchors import Anchor, read_lock
from generator.content.store import ANCHORS
from generator.errors import ZhangjuError, nearest


def lead_of(content: Path, plan: str, anchor: str, lock: Sequence[Anchor] | None = None) -> Anchor | None:
    """What the lock says of an anchor that no part of the plan has, also where somebody has just taken that out of a page; None for one
    that never was.

    `lock` are the anchors of a plan whose lock is not written yet; None for those that stand in content.
    """
    try:
        known = read_lock(content / plan / ANCHORS) if lock is None else lock
    except ZhangjuError:  # a damaged lock is told by itself
        return None
    return next((old for old in known if old.id == anchor), None)


def next_place(content: Path, plan: str, anchor: str, known: Collection[str], lock: Sequence[Anchor] | None = None) -> str:
    """What to write in place of an anchor that no part of the plan has: the living place that the lock knows, else what is like it.
    `lock` as in `lead_of`."""
    old = lead_of(content, plan, anchor, lock)
    if old is None or old.to not in known:
        return nearest(anchor, sorted(known))
    if old.moved:
        return f"its text stands at {old.to} now: write `{plan} {old.to}`"
    words = f" (it was: {old.text[:30].strip()})" if old.text else ""
    return f"it was retired{words}; the nearest place that lives is {old.to}: write `{plan} {old.to}`, or take it away"
