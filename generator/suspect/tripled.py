"""A character three times or more.

`居留留留政策` → `居留政策`.
Leaves alone: sounds (`哈哈哈`), numerals (`一一一`), and a reduplication that the plans use after a word that
ends alike (`个人人人有责` is `个人|人人有责`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.characters import HAN, HAN_NUMERALS
from generator.suspect.body import Body, Place, is_word

SOUNDS = frozenset("哈呵嘿嘻啊呀哇喔哦咚叮")
TRIPLED = re.compile(rf"([{HAN}])\1{{2,}}")
REPEATED = re.compile(rf"([{HAN}])\1+")


def tripled(body: Body) -> Iterator[Place]:
    """Find characters that stand three times or more."""
    texts = body.texts
    for found in TRIPLED.finditer(body.text):
        char = found[1]
        if char in SOUNDS or char in HAN_NUMERALS:
            continue
        start = max(0, found.start() - 1)
        before = body.text[start : found.start()]
        twice = char in _doubled(texts)
        if len(found[0]) == 3 and is_word(before + char) and twice:
            continue
        guess = before + (char * 2 if twice else char)
        yield Place(start, found.end(), guess, f"“{char}”字重出{len(found[0])}次", 0.9)


@lru_cache(maxsize=2)
def _doubled(texts: tuple[str, ...]) -> frozenset[str]:
    """The characters that stand twice, and no more, somewhere in some texts."""
    return frozenset(found[1] for text in texts for found in REPEATED.finditer(text) if len(found[0]) == 2)
