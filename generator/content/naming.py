"""Names for what is new: an id that was never given, made so that it says where its part stands.

A part after the last one gets the next number (`6.2-4`), one that was inserted the name of the one before it with a letter (`6.2-3a`,
`6.2-0a` before the first). A section is named by the path of its numbers, and with a letter where an older one has that path.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.numbering import letters


def part_names(stem: str, given: Sequence[str | None], used: Collection[str]) -> Iterator[str]:
    """Ids of parts in order, `stem` and a number each: those that are given stay, the others get one that is not used."""
    taken = {*used, *(name for name in given if name)}
    highest = max((int(found[1]) for name in taken if (found := re.fullmatch(r"(\d+)[a-z]*", name.removeprefix(stem)))), default=0)
    last = max((n for n, name in enumerate(given) if name), default=-1)
    previous = f"{stem}0"
    tried: dict[str, int] = {}
    for n, kept in enumerate(given):
        if kept:
            name = kept
        elif n > last:
            highest += 1
            name = f"{stem}{highest}"
        else:
            name = lettered(previous, taken, tried)
        taken.add(name)
        previous = name
        yield name


def section_name(wanted: str, previous: str, taken: Collection[str], tried: dict[str, int]) -> str:
    """Id of a new section: the one that its numbers say, else the one before it (`previous`, beside it) with a letter.

    A part without a number (`end`, `a2`) gets the next free number. `tried` is kept from one new section to the next, as `taken` grows.
    """
    if wanted not in taken:
        return wanted
    prefix, dot, own = wanted.rpartition(".")
    if own[0].isdigit():
        stem = f"{prefix}{dot}"
        beside = re.fullmatch(rf"{re.escape(stem)}\d+[a-z]*", previous)
        return lettered(previous if beside else f"{stem}0", taken, tried)
    stem = wanted.rstrip("0123456789")
    number = tried.get(f"{stem}#", 2)
    while f"{stem}{number}" in taken:
        number += 1
    tried[f"{stem}#"] = number
    return f"{stem}{number}"


def lettered(name: str, taken: Collection[str], tried: dict[str, int]) -> str:
    """A name with the first letters that make it a new one: 3a, 3b, … 3z, 3aa. `tried` tells by the name how many are taken for sure."""
    stem = re.sub(r"[a-z]+$", "", name)
    number = tried.get(stem, 0)
    while (made := stem + letters(number)) in taken:
        number += 1
    tried[stem] = number
    return made
