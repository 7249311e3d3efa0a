"""Quotation marks and brackets without their partner in the paragraph.

`打造“智慧城市` lacks ”; `（见表五` lacks ）.
Leaves alone: a closing bracket after an item's number (`1）`, `一）`), an opening quotation mark whose paragraph is followed by
one that opens with it again (a quotation over several paragraphs: GB/T 15834-2011, 4.8), and tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.characters import HAN_NUMERALS
from generator.suspect.body import Body, Place

PARTNERS = {"”": "“", "’": "‘", "）": "（", "》": "《", "】": "【", "』": "『", "」": "「", "〉": "〈", "］": "［", ")": "(", "]": "["}
OPENERS = frozenset(PARTNERS.values())
ITEM = re.compile(rf"(?:^|[。；：，、\s])[0-9a-zA-Z{HAN_NUMERALS}①-⑳]{{1,3}}$")
ITEM_REACH = 5
"""Characters before a bracket that such a number and what stands before it have at most, and one more."""
CONTEXT = 3
"""Characters shown on either side."""


def unpaired(body: Body) -> Iterator[Place]:
    """Find marks that open and do not close, or close and did not open."""
    paragraphs = [(start, text) for start, text in body.paragraphs() if text.strip()]
    for number, (start, text) in enumerate(paragraphs):
        following = paragraphs[number + 1][1].lstrip() if number + 1 < len(paragraphs) else ""
        if "\t" in text or "](" in text:
            continue
        for at in _alone(text):
            if text[at] in "“‘" and following.startswith(text[at]):
                continue
            a, b = max(0, at - CONTEXT), min(len(text), at + 1 + CONTEXT)
            yield Place(start + a, start + b, text[a:b], f"“{text[at]}”没有与之配对的标号", 0.7)


def _alone(text: str) -> list[int]:
    """Offsets of the marks of a paragraph that have no partner in it."""
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    alone: list[int] = []
    for at, char in enumerate(text):
        if char in OPENERS:
            opened.append(at)
            waiting[char] += 1
        elif char in PARTNERS:
            if waiting[PARTNERS[char]]:
                while text[opened[-1]] != PARTNERS[char]:
                    alone.append(opened.pop())
                    waiting[text[alone[-1]]] -= 1
                opened.pop()
                waiting[PARTNERS[char]] -= 1
            elif not (char in "）)" and ITEM.search(text, max(0, at - ITEM_REACH), at)):
                alone.append(at)
    return sorted(alone + opened)
