"""A print in Traditional characters is read in Simplified ones, a character for a character: script is no difference of text."""

from __future__ import annotations

from generator.characters import is_han, simplified

SHARE = 0.1
"""Of the Han characters of a text, so many must be Traditional ones; in Traditional print it is a third, in Simplified hardly any."""


def in_simplified(text: str) -> str:
    """The text in Simplified characters when it is in Traditional ones, else as it is; its length stays."""
    table = simplified(text)
    return text.translate(table) if sum(ord(char) in table for char in text) > SHARE * sum(map(is_han, text)) else text
