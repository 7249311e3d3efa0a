"""Which file holds what: entries are parted by the first characters of their key, so that every key with one begin is in known files.

A begin with few entries shares a file with others, by hash; one with many has several files of its own, by the hash of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@lru_cache(maxsize=65536)
def hashed(text: str) -> int:
    """A small hash that the script reckons alike."""
    made = 0
    for char in text:
        made = (made * 31 + ord(char)) & 0xFFFFFFF
    return made


def _is_word(key: str) -> bool:
    """True for what begins with a letter: words with one stem stand in one file."""
    return key[:1] < "\u2e80" and not key.startswith("§")


@dataclass(frozen=True, slots=True)
class Shards:
    """How entries are parted."""

    folder: str
    """`t` for terms, `p` for pinyin."""
    width: int
    """Characters of a key's begin; of a term that begins with Han, one."""
    buckets: int
    """How many files are shared."""
    heavy: Mapping[str, int] = field(default_factory=dict)
    """Begins with files of their own, and how many."""

    def begin(self, key: str) -> str:
        """The begin of a key."""
        if key.startswith("§"):
            return key
        return key[: self.width] if key[:1] < "\u2e80" else key[:1]

    def file(self, key: str) -> str:
        """The file that holds a key."""
        begin = self.begin(key)
        count = self.heavy.get(begin)
        if count is None:
            return f"{self.folder}/{hashed(begin) % self.buckets}"
        rest = key[len(begin) :]
        return f"{self.folder}/{hashed(begin)}-{hashed(rest[:2] if _is_word(key) else rest) % count}"

    def all_files(self) -> list[str]:
        """Every file there is."""
        shared = [f"{self.folder}/{n}" for n in range(self.buckets)]
        return shared + [f"{self.folder}/{hashed(begin)}-{n}" for begin, count in self.heavy.items() for n in range(count)]

    def files(self, prefix: str) -> list[str]:
        """The files that hold all keys with a prefix, which is as long as a begin at least."""
        begin = self.begin(prefix)
        count = self.heavy.get(begin)
        return [self.file(prefix)] if count is None else [f"{self.folder}/{hashed(begin)}-{n}" for n in range(count)]


def shards(folder: str, width: int, sizes: Mapping[str, int], target: int) -> Shards:
    """The parting of keys whose entries have these sizes in characters, into files of about `target` characters."""
    probe = Shards(folder, width, 1)
    begins: dict[str, int] = {}
    for key, size in sizes.items():
        begins[probe.begin(key)] = begins.get(probe.begin(key), 0) + size
    heavy = {begin: -(-size // target) for begin, size in begins.items() if size > target}
    light = sum(size for begin, size in begins.items() if begin not in heavy)
    return Shards(folder, width, max(1, -(-light // target)), heavy)
