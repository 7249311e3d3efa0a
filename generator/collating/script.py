"""A print in Traditional characters is read in Simplified ones, a character for a character: script is no difference of text."""

from __future__ import annotations

from functools import lru_cache

from opencc import OpenCC

from generator.characters import is_han

SHARE = 0.1
"""Of the Han characters of a text, so many must be Traditional ones; in Traditional print it is a third, in Simplified hardly any."""


def in_simplified(text: str) -> str:
    """The text in Simplified characters when it is in Traditional ones, else as it is; its length stays."""
    table = {ord(char): simple for char in set(text) if is_han(char) and (simple := _simple(char)) != char}
    han = sum(map(is_han, text))
    return text.translate(table) if sum(ord(char) in table for char in text) > SHARE * han else text


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1 << 14)
def _simple(char: str) -> str:
    """The Simplified form of a character, itself when that is none or more than one."""
    made = str(_converter().convert(char))
    return made if len(made) == 1 else char
