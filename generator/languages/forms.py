"""Characters that may be written in several ways in Traditional, and what may be assumed of each.

`characters.tsv` has a line for each of them: the Simplified character, its forms in our standard, the default, and the reason for it.
The default is one form, `?` for none, or four marks: after a number, as a word of its own, at the beginning of a word, further on in
it. It counts only where no phrase and no word of the dictionary decides. A character whose senses all occur in plans has none, so that
a place which nothing decides is reported. The forms are those of OpenCC's STCharacters with more than one candidate (`opencc_dict` shows
them), ours after `glyphs.py`; the defaults were chosen for this project.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("characters.tsv")
NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两几数半余多")
"""What makes the character after it a measure word."""


@dataclass(frozen=True, slots=True)
class Forms:
    """One ambiguous character."""

    forms: str
    """What it may become, the commonest first."""
    counted: str
    """The default right after a number; `?` where nothing may be assumed. So the next three."""
    alone: str
    """As a word of one character."""
    first: str
    """At the beginning of a word that the dictionary does not know."""
    later: str
    """Further on in such a word."""
    reason: str

    def default(self, word: str, at: int, before: str) -> str:
        """What may be assumed of the character at `at` of a segmenter's word, when `before` stands before the word; empty if nothing."""
        if at == 0 and before in NUMERALS and self.counted != "?":
            return self.counted
        found = self.alone if len(word) == 1 else self.later if at else self.first
        return "" if found == "?" else found


@cache
def ambiguous() -> dict[str, Forms]:
    """Every ambiguous character with its forms."""
    found = {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        character, forms, default, reason = line.split("\t")
        counted, alone, first, later = list(default if len(default) == 4 else default * 4)
        found[character] = Forms(forms, counted, alone=alone, first=first, later=later, reason=reason)
    return found
