"""`content/indicators.lock`: the address of every series, by each wording that it ever had, so that it outlives renaming and joining.

A line is an address and what a series is known by: wording, basis, area and units. A series takes the address of its first wording that
has one. Where two series are joined, one address stays and the other leads to it; where one has no value any more, it leads to the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.glossary.names import slug
from generator.indicators.wording import NEW
from generator.model.address import is_folder
from generator.text_file import read_text

LOCK = "indicators.lock"
LONGEST = 48
"""Characters of an address, so that it can be read aloud; a number tells apart what is cut alike."""
WORDS = {"growth": "zengzhang", "increment": "xinzeng", "level": ""}


def read_ids(content: Path) -> dict[str, str]:
    """Key → address, in the order of the file. Raises ZhangjuError for a line that is none, or a key that stands twice."""
    path = content / LOCK
    found: dict[str, str] = {}
    with gathering() as problems:
        for number, line in enumerate(read_text(path).removesuffix("\n").split("\n") if path.exists() else (), 1):
            address, tab, key = line.partition("\t")
            if not tab or not is_folder(address) or key.count(" ") < 3:
                cause = f"“{line[:40]}” is no address and series"
                problems.add(ZhangjuError(path, number, cause, f"restore it: git checkout -- {path}"))
            elif key in found:
                problems.add(ZhangjuError(path, number, f"“{key}” stands there twice", f"restore it: git checkout -- {path}"))
            found[key] = address
    return found


def write_ids(ids: Mapping[str, str]) -> str:
    """The text of the lock."""
    return "".join(f"{address}\t{key}\n" for key, address in sorted(ids.items(), key=lambda pair: (pair[1], pair[0])))


def give_ids(series: Iterable[Sequence[str]], locked: Mapping[str, str]) -> dict[str, str]:
    """Key → address for all keys of all series and all that are locked. A series' own address is that of its first key."""
    found = dict(locked)
    taken = set(found.values())
    held: set[str] = set()
    for keys in series:
        own = next((found[key] for key in keys if key in found and found[key] not in held), "")
        if not own:
            own = _new(keys[0], taken)
        taken.add(own)
        held.add(own)
        if found.get(keys[0]) != own and keys[0] in found:
            found[keys[0]] = own  # the wording went to this series
        for key in keys:
            found.setdefault(key, own)
    return found


def _new(key: str, taken: set[str]) -> str:
    name, basis, *_ = key.rsplit(" ", 3)
    base = cut("-".join(part for part in (slug(name), "" if re.match(NEW, name) else WORDS.get(basis, "")) if part))
    address, number = base, 1
    while address in taken or not is_folder(address):
        number += 1
        address = f"{base}-{number}"
    return address


def cut(text: str) -> str:
    """An address no longer than LONGEST, cut between syllables."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rpartition("-")[0] or text[:LONGEST]
