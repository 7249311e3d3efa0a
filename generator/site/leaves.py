"""Long lists in leaves: of a large edition the glossary, the bibliography, the repeats and the indicators stand on several pages, each of
a size that a reader waits for. Where a list fits one page it is that page.

An entry's old address, `glossary/#id`, goes on leading to it: the page asks `glossary/where-3.json`, one of as many files as keep each
small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

LEAF = 300_000
"""About how many bytes of HTML a leaf has: some 60 kB (gzip)."""
BUCKET = 400
"""Entries that a file of addresses tells of."""
USES = 40
"""Uses that stand beside an entry of a list in leaves; all of them stand on pages of their own, ..."""
USES_PAGE = 1_000
"""... so many on each."""
CONTEXT, OF_PLAN, HEAD = 200, 130, 500
"""Bytes of HTML of a use in its context, of a plan's name above them, and of what else an entry has."""

Entry = tuple[str, str, int]
"""The id of an entry, the group that it stands in, its weight."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaves:
    """A list in leaves."""

    of: Mapping[str, str]
    """Id of an entry → the name of its leaf, empty for the list's own page."""
    names: tuple[str, ...] = ("",)
    """All leaves, in order."""
    labels: tuple[str, ...] = ("",)
    """What each is called: its group and, where a group has several, a number."""

    @property
    def parted(self) -> bool:
        """True for more than one page."""
        return len(self.names) > 1

    @property
    def buckets(self) -> int:
        """Files that tell where entries stand; none where they stand on one page."""
        return ceil(len(self.of) / BUCKET) if self.parted else 0

    def address(self, page: str, entry: str) -> str:
        """Where an entry of a page stands, from the site's root."""
        leaf = self.of.get(entry, "")
        return f"{page}{leaf}{'/' if leaf else ''}#{entry}"

    def on(self, leaf: str, items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
        """Of some items those that stand on a leaf."""
        return [item for item in items if self.of.get(name(item), "") == leaf]

    def files(self, page: str) -> Iterator[tuple[str, dict[str, str]]]:
        """(path, value) of each file that tells where entries stand."""
        parts: list[dict[str, str]] = [{} for _ in range(self.buckets)]
        for name, leaf in self.of.items() if parts else ():
            parts[sum(map(ord, name)) % len(parts)][name] = leaf
        yield from ((f"{page}where-{number}.json", part) for number, part in enumerate(parts))


def leaves(entries: Iterable[Entry]) -> Leaves:
    """Entries in leaves, in their order: on one page where they fit it, else a leaf for each group, several for a heavy one."""
    groups: dict[str, list[tuple[str, int]]] = {}
    total = 0
    for name, group, weight in entries:
        groups.setdefault(group, []).append((name, weight))
        total += weight
    if total <= LEAF:
        return Leaves({name: "" for group in groups.values() for name, _ in group})
    of: dict[str, str] = {}
    names, labels = list[str](), list[str]()
    for group, held in groups.items():
        room = sum(weight for _, weight in held)
        pieces = ceil(room / LEAF)
        for number, piece in enumerate(_cut(held, room / pieces), 1):
            label = f"{group} {number}".strip() if pieces > 1 else group
            names.append(re.sub("[^0-9a-z]+", "-", label.lower().replace("中", "zhong")).strip("-") if names else "")
            labels.append(label)
            of |= dict.fromkeys(piece, names[-1])
    return Leaves(of, tuple(names), tuple(labels))


def _cut(held: Iterable[tuple[str, int]], room: float) -> Iterator[list[str]]:
    """Names in pieces of about the same weight."""
    piece: list[str] = []
    full = weighed = 0.0
    for name, weight in held:
        if piece and weighed + weight / 2 > full + room:
            yield piece
            piece, full = [], weighed
        piece.append(name)
        weighed += weight
    if piece:
        yield piece


def shown_uses(uses: Sequence[Item], held: Leaves) -> Sequence[Item]:
    """The uses that stand beside an entry of a list."""
    return uses[:USES] if held.parted else uses


def uses_weight(plans: Iterable[str]) -> int:
    """What an entry with uses in some plans, one each, weighs."""
    shown = list(plans)[:USES]
    return HEAD + CONTEXT * len(shown) + OF_PLAN * len(set(shown))
