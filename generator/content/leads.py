"""Where a place that is no more leads: what the lock of anchors knows, for messages about references to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from generator.content.anchors import Anchor, read_lock
from generator.content.store import ANCHORS
from generator.errors import ZhangjuError, nearest


def next_place(content: Path, plan: str, anchor: str, known: Collection[str], lock: Sequence[Anchor] | None = None) -> str:
    """What to write in place of an anchor that no part of the plan has: the living place that the lock knows, else what is like it.

    `lock` are the anchors of a plan whose lock is not written yet; None for those that stand in content.
    """
    try:
        former = {a.id: a for a in (read_lock(content / plan / ANCHORS) if lock is None else lock) if a.to}
    except ZhangjuError:  # a damaged lock is told by itself
        former = {}
    old = former.get(anchor)
    if old is None or old.to not in known:
        return nearest(anchor, sorted(known))
    if old.moved:
        return f"its text stands at {old.to} now: write `{plan} {old.to}`"
    words = f" (it was: {old.text[:30].strip()})" if old.text else ""
    return f"it was retired{words}; the nearest place that lives is {old.to}: write `{plan} {old.to}`, or take it away"
