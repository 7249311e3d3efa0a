"""The letters of a text: what two prints of it must have in common, whatever their lines, blanks, widths and marks."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

SIGNS = frozenset("%‰+±×÷<>≥≤=")
"""What changes an amount as a digit does, and so counts as a letter."""
POINTS = ".．"
DROPPED = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
"""A picture as Markdown writes it: its address is no text."""


@dataclass(frozen=True)
class Letters:
    """Letters, digits and signs of amounts, folded, with where each stands."""

    text: str
    at: array[int]
    """Offset in the text that they were taken from; what folds to several letters has one offset for all."""
    source: str
    """That text."""

    def between(self, start: int, end: int) -> str:
        """The words of the source from one letter to another, the last excluded, without line ends and blanks around them."""
        return " ".join(self.source[self.at[start] : self.at[end - 1] + 1].split()) if start < end else ""

    def marks(self, letter: int) -> str:
        """The marks between a letter and the one after it, folded: blanks, table strokes and marks of subscripts count for nothing."""
        end = self.at[letter + 1] if letter + 1 < len(self.at) else len(self.source)
        return "".join(map(fold_mark, self.source[self.at[letter] + 1 : end]))


def letters_of(text: str) -> Letters:
    """The letters of a text in order."""
    folded: list[str] = []
    at = array("q")
    dropped = {i for found in DROPPED.finditer(text) for i in range(*found.span())} if "![" in text else set()
    for offset, char in enumerate(text):
        one = fold(char)
        if not one and char in POINTS and text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit():
            one = "."
        if one and offset not in dropped:
            folded.append(one)
            at.extend([offset] * len(one))
    return Letters("".join(folded), at, text)


@lru_cache(maxsize=1 << 15)
def fold(char: str) -> str:
    """A letter or digit in the form that all its widths and presentation forms share; empty for what is none."""
    if char in SIGNS or char == "〇":
        return char
    return "".join(c for c in unicodedata.normalize("NFKC", char) if unicodedata.category(c)[0] in "LN" or c in SIGNS)


SAME_MARKS = str.maketrans({**dict.fromkeys("“”„‟「」『』＂″", '"'), **dict.fromkeys("‘’‚‛＇′", "'"), **dict.fromkeys("—–―─－-‐‑", "-")})


@lru_cache(maxsize=1 << 12)
def fold_mark(char: str) -> str:
    """A mark in one of its forms; empty for a blank, a stroke of tables, and other signs that two prints set as they like."""
    one = unicodedata.normalize("NFKC", char.translate(SAME_MARKS)).translate(SAME_MARKS).replace(" ", "")
    return one if one and all(unicodedata.category(c)[0] == "P" for c in one) and one not in "*\\#_…[]" and "." not in one[1:] else ""
