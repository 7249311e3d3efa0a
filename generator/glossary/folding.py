"""Folding: texts and terms are compared without blanks, quotation marks, width, case and subscript marks, and matches found back.

`24 小时` = `24小时`, `ＲＥＩＴｓ` = `REITs`, `“独角兽”企业` = `独角兽企业`, `Ⅲ类` = `III类`, `PM~2.5~` = `PM2.5`.
Knowledge: Unicode's compatibility forms (NFKC, UAX #15).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import compress

from generator.characters import SUBSCRIPT
from generator.model import Span
from generator.pure import pure

QUOTES = '“”‘’「」『』"'
"""Quotation marks: a term means the same in them and without them."""
MARKS = re.compile(rf"{SUBSCRIPT.pattern}|\[\^[^\[\]]+\]")
"""What content Markdown adds to the words: subscript tildes and references to notes."""


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """What one character becomes: nothing, itself, or its compatibility form in lower case."""
    if char in QUOTES or char.isspace():
        return ""
    return unicodedata.normalize("NFKC", char).casefold()


class _Table(dict[int, str]):
    """A table for str.translate that fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_char(chr(code))
        return self[code]


_TABLE = _Table()


@pure()
def fold(text: str) -> str:
    """A text folded."""
    if "~" in text or "[^" in text:
        text = MARKS.sub(lambda m: m[1] or "", text)
    return text.translate(_TABLE)


@pure()
def unfolded(text: str) -> tuple[Span, ...]:
    """For each character of `fold(text)`, where it comes from. The closing tilde of a subscript belongs to its last character."""
    spans: list[Span] = []
    at = 0
    for mark in MARKS.finditer(text):
        spans += _spans(text, at, mark.start())
        if mark[1]:
            spans += _spans(text, mark.start(1), mark.end(1))
            spans[-1] = (spans[-1][0], mark.end())
        at = mark.end()
    return (*spans, *_spans(text, at, len(text)))


_PLACES: list[Span] = [(i, i + 1) for i in range(512)]
"""Where single characters stand: each text has the same first ones."""


def _spans(text: str, start: int, end: int) -> list[Span]:
    places = _PLACES[start:end] if end <= len(_PLACES) else [(i, i + 1) for i in range(start, end)]
    widths = [*map(len, map(fold_char, text[start:end]))]
    if max(widths, default=0) < 2:
        return [*compress(places, widths)]
    return [place for place, width in zip(places, widths, strict=True) for _ in range(width)]
