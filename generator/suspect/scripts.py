"""Traditional characters in a Simplified text, and the reverse.

`首創性` → `首创性`; in a Traditional text `首创性` → `首創性`.
Leaves alone: a text that is Traditional throughout, and characters that are right in both scripts (乾, 著, 於): a character is of
one script alone when the other script's character set (GB 2312, Big5) lacks it. So are, in a Simplified text, those that the table of
2013 gave back to names (`昇腾`, `陶喆`), and those whose Simplified form few founts have.
Knowledge: the one-character tables of OpenCC, the two character sets, and 通用规范汉字表 (2013), which names the characters given back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from opencc import OpenCC

from generator.characters import is_han
from generator.suspect.body import Body, Place

GIVEN_BACK = frozenset("皙瞋噘蹚溧勠昇甯喆堃祇頫氾邨絜淼犇赟")
"""Characters that are standard in Simplified texts since 2013, although tables of conversion change some of them."""
COMMON_FOUNTS = 0xFFFF
"""The last character of the plane that founts hold; rarer Simplified forms (`𬱖`) stand in print as they were."""


JAPANESE = dict(
    zip("増経対発実権済沢応関図県広変戦総気価験続検満労単収", "增经对发实权济泽应关图县广变战总气价验续检满劳单收", strict=True)
)
"""Japanese forms, which founts of recognised texts bring in, and tables of conversion leave."""


def traditional(body: Body) -> Iterator[Place]:
    """Find characters of the script that the text is not in."""
    counts = Counter(body.text)
    occurring = [c for c in counts if is_han(c)]
    foreign = {mode: others(occurring, mode) for mode in ("t2s", "s2t")}
    weight = {mode: sum(counts[c] for c in chars) for mode, chars in foreign.items()}
    mode, name = ("t2s", "繁体字") if weight["t2s"] <= weight["s2t"] else ("s2t", "简体字")
    for at, char in enumerate(body.text):
        if char in foreign[mode]:
            yield Place(at, at + 1, foreign[mode][char], f"夹入{name}“{char}”", 0.95)


def others(chars: Iterable[str], mode: str) -> dict[str, str]:
    """Characters that are wrong in the script that `mode` (`t2s`, `s2t`) leads to, with the right ones."""
    lacking = [char for char in chars if not _has("gb2312" if mode == "t2s" else "big5", char)]
    found = zip(lacking, str(_converter(mode).convert("\n".join(lacking))).split("\n"), strict=True) if lacking else ()
    known = JAPANESE if mode == "t2s" else {}
    right_of = {char: known.get(char, right) for char, right in found}
    return {char: right for char, right in right_of.items() if right != char and not (mode == "t2s" and _stays(char, right))}


def _stays(char: str, right: str) -> bool:
    """True for a character that Simplified print has as it is."""
    return char in GIVEN_BACK or ord(right[0]) > COMMON_FOUNTS


def _has(charset: str, char: str) -> bool:
    """True when a character set has a character."""
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=2)
def _converter(mode: str) -> OpenCC:
    return OpenCC(mode)
