"""Letters: what is compared of a text when the same words are looked for, and where each comes from.

Letters and digits, and the signs that change a figure: 4.5 and 45, 3% and 3, -3 and 3 differ.
"""

from __future__ import annotations

import re

from generator.characters import HAN
from generator.glossary.folding import fold, fold_char, unfolded
from generator.model import Span
from generator.pure import pure

SIGNS = ".%‰-"


class _Letters(dict[int, str]):
    """A table for str.translate that keeps letters, digits and signs of figures, and fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(char for char in fold_char(chr(code)) if char.isalnum() or char in SIGNS)
        return self[code]


_LETTERS = _Letters()
_NO_SIGN = re.compile(r"(?<![0-9])\.|\.(?![0-9])|(?<![0-9])[%‰]|(?<=[0-9A-Za-z])-|-(?![0-9])")
"""A full stop that is no decimal point, a per cent sign without a figure, a hyphen that is no minus."""
_NO_HAN = re.compile(f"[^{HAN}]+")


@pure()
def letters(text: str) -> str:
    """What is compared of a text: its letters and digits, folded."""
    if "~" in text or "[^" in text:
        made = "".join(char for char in fold(text) if char.isalnum() or char in SIGNS)
    else:
        made = text.translate(_LETTERS)
    return _NO_SIGN.sub("", made) if not made.isalnum() else made


@pure()
def letter_spans(text: str) -> list[Span]:
    """For each character of `letters(text)`, where it comes from."""
    kept = [(char, span) for char, span in zip(fold(text), unfolded(text), strict=True) if char.isalnum() or char in SIGNS]
    drop = {found.start() for found in _NO_SIGN.finditer("".join(char for char, _ in kept))}
    return [span for i, (_, span) in enumerate(kept) if i not in drop]


def han(text: str) -> int:
    """How many Han characters a text has."""
    return len(_NO_HAN.sub("", text))
