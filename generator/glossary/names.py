"""Addresses of terms and works: pinyin, `san-gao-liang-qu`, `tod`, `24-xiao-shi-qing-nian-…`. Once given, an address stays.

A lock (`content/glossary.lock`, `content/bibliography.lock`) holds every address ever given, one a line; `zhangju convert` adds to it.
Two words that are written alike in pinyin get a number. Knowledge: pypinyin's dictionary of words; the lock is what makes its changes
harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.model.address import is_address
from generator.text_file import read_text

LOCK = "glossary.lock"


def read_names(content: Path, lock: str = LOCK) -> dict[str, str]:
    """Name → address, as locked in a file of the content folder.

    Raises ZhangjuError for a line that is none, or that gives again what another one has given.
    """
    path = content / lock
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    with gathering() as problems:
        for number, line in enumerate(read_text(path).removesuffix("\n").split("\n") if path.exists() else (), 1):
            address, tab, name = line.partition("\t")
            if not tab or not is_address(address):
                problems.add(ZhangjuError(path, number, f"“{line[:40]}” is no address and name", f"restore it: git checkout -- {path}"))
            for word in (address, name):
                if taken.setdefault(word, number) != number:
                    problems.add(
                        ZhangjuError(path, number, f"“{word}” stands in line {taken[word]} already", f"restore it: git checkout -- {path}")
                    )
            found[name] = address
    return found


def write_names(names: Mapping[str, str]) -> str:
    """The text of the lock, by address."""
    return "".join(f"{address}\t{name}\n" for name, address in sorted(names.items(), key=lambda pair: (pair[1], pair[0])))


def give_names(wanted: Iterable[str], locked: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Name → address for all that are wanted and all that are locked; `chosen` are the editors' own addresses."""
    names = {**locked, **chosen}
    taken = set(names.values())
    last: dict[str, int] = {}
    for name in wanted:
        if name not in names:
            address = base = slug(name)
            number = last.get(base, 1)
            while address in taken:
                number += 1
                address = f"{base}-{number}"
            last[base] = number
            names[name] = address
            taken.add(address)
    return names


def slug(name: str) -> str:
    """A name in pinyin without tones, words of letters and digits as they are."""
    from pypinyin import lazy_pinyin  # only here: its dictionary takes longer to load than a build takes to gloss

    syllables = " ".join(lazy_pinyin(name)).lower().replace("ü", "v")
    return "-".join(re.findall(r"[a-z0-9]+", syllables)) or "term"
