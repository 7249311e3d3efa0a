"""Classes of characters that several stages speak of."""

from __future__ import annotations

import re

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Han characters and 〇, for use inside a character class. Source: Unicode 16, script Han, without radicals."""
FULLWIDTH = r"\u2014\u2018-\u201d\u2026\u3001-\u3003\u3005-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation that Chinese print sets, for use inside a character class."""
CJK = HAN + FULLWIDTH

TERMINAL = "。！？"
"""What ends a sentence. A semicolon does not: clauses of one promise stay together."""
CLOSERS = "”’）】》〉」』〕)]"
"""What may follow the end of a sentence and belongs to it."""
HAN_NUMERALS = "〇零一二三四五六七八九十百"

SUBSCRIPT = re.compile(r"(?<=[A-Za-z])~([0-9A-Za-z.]{1,4})~")
"""A subscript as repaired text and content Markdown write it: PM~2.5~."""


def is_han(char: str) -> bool:
    """True for one Han character."""
    return bool(char) and re.match(f"[{HAN}]", char) is not None


def plain(text: str) -> str:
    """Text without the marks of subscripts, note references and emphasis: what open data, search and counting use."""
    return re.sub(r"\[\^[^\]]+\]", "", SUBSCRIPT.sub(r"\1", text))


def ends_sentence(line: str) -> bool:
    """True when a line's last characters end a sentence."""
    return line.rstrip().rstrip(CLOSERS)[-1:] in tuple(TERMINAL)
