"""Numbers in few printable characters: what a list of postings weighs is what a reader waits for.

A number is written in base 45, low digits first; a digit that another follows is taken from the second half of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\;|')
"""90 printable ASCII characters without those that JSON escapes or that part lists."""
BASE = len(ALPHABET) // 2
_DIGITS = {char: value for value, char in enumerate(ALPHABET)}


def pack(numbers: Iterable[int]) -> str:
    """Numbers from 0 on as one string."""
    made = []
    for number in numbers:
        while number >= BASE:
            made.append(ALPHABET[BASE + number % BASE])
            number //= BASE
        made.append(ALPHABET[number])
    return "".join(made)


def unpack(text: str) -> list[int]:
    """The numbers again. Raises KeyError for a character that packs nothing."""
    made = []
    number, place = 0, 1
    for char in text:
        digit = _DIGITS[char]
        number += digit % BASE * place
        place *= BASE
        if digit < BASE:
            made.append(number)
            number, place = 0, 1
    return made
