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
    return "".join(
        [_SMALL[n] if n < _SIZE else _LOW[n % _SIZE] + (_SMALL[n // _SIZE] if n < _LARGE else _digits(n // _SIZE)) for n in numbers]
    )


def _digits(number: int) -> str:
    """One number."""
    made = ""
    while number >= _SIZE:
        made += _LOW[number % _SIZE]
        number //= _SIZE
    return made + _SMALL[number]


_MORE: str = ALPHABET[BASE:]
_LOW: list[str] = [low + high for high in _MORE for low in _MORE]
"""Two digits that others follow."""
_SMALL: list[str] = [*ALPHABET[:BASE], *(low + high for high in ALPHABET[1:BASE] for low in _MORE)]
"""The numbers of one and two characters: nearly all there are."""
_SIZE, _LARGE = len(_SMALL), len(_SMALL) ** 2
