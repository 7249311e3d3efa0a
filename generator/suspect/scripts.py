"""Traditional characters in a Simplified text, and the reverse.

`首創性` → `首创性`; in a Traditional text `首创性` → `首創性`.
Leaves alone: a text that is Traditional throughout, and characters that are right in both scripts (乾, 著, 於): a character is of
one script alone when the other script's character set (GB 2312, Big5) lacks it.
Knowledge: the one-character tables of OpenCC, and the two character sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from opencc import OpenCC

from generator.characters import is_han
from generator.suspect.body import Body, Place


def traditional(body: Body) -> Iterator[Place]:
    """Find characters of the script that the text is not in."""
    counts = Counter(body.text)
    foreign = {mode: {c for c in counts if is_han(c) and other(c, mode) != c} for mode in ("t2s", "s2t")}
    weight = {mode: sum(counts[c] for c in chars) for mode, chars in foreign.items()}
    mode, name = ("t2s", "繁体字") if weight["t2s"] <= weight["s2t"] else ("s2t", "简体字")
    for at, char in enumerate(body.text):
        if char in foreign[mode]:
            yield Place(at, at + 1, other(char, mode), f"夹入{name}“{char}”", 0.95)


@lru_cache(maxsize=8192)
def other(char: str, mode: str) -> str:
    """A character in the other script (`t2s`, `s2t`); itself when it is right in both."""
    try:
        char.encode("gb2312" if mode == "t2s" else "big5")
    except UnicodeEncodeError:
        return str(_converter(mode).convert(char))
    return char


@lru_cache(maxsize=2)
def _converter(mode: str) -> OpenCC:
    return OpenCC(mode)
