"""Numbers in few printable characters: what a list of postings weighs is what a reader waits for.

A number is written in base 45, low digits first; a digit that another follows is taken from the second half of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\;|')
"""90 printable ASCII characters without those that JSON escapes or that part lists."""
BASE = len(ALPHABET) // 2


def pack(numbers: Iterable[int]) -> str:
    """Numbers from 0 on as one string."""
    return "".join([_SMALL[number] if number < len(_SMALL) else _digits(number) for number in numbers])


def _digits(number: int) -> str:
    """One number."""
    made = ""
    while number >= BASE:
        made += ALPHABET[BASE + number % BASE]
        number //= BASE
    return made + ALPHABET[number]


_SMALL = [_digits(number) for number in range(BASE * BASE)]
"""The numbers of one and two characters: nearly all there are."""
