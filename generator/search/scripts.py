"""Traditional characters and the Simplified ones that search and the quotation page fold them to.

Knowledge: the one-character tables of OpenCC, in its three Traditional standards.
"""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

ALSO = {"藉": "借", "瞭": "了", "麼": "么", "麽": "么"}
"""Traditional characters that OpenCC folds only inside certain words, or to another one."""
KEPT = frozenset("么")
"""Simplified characters of everyday use that are also the Traditional form of a rare one (幺)."""


@cache
def simplified() -> dict[str, str]:
    """Every Traditional character → its Simplified one, which is never a key itself."""
    chars = [chr(code) for code in range(0x3400, 0xA000)]
    table: dict[str, str] = {}
    for standard in ("t2s", "tw2s", "hk2s"):
        for char, simple in zip(chars, OpenCC(standard).convert("\n".join(chars)).split("\n"), strict=True):
            if simple != char and len(simple) == 1 and simple <= "\uffff":
                table.setdefault(char, simple)
    table |= ALSO
    table = {char: simple for char, simple in table.items() if char not in KEPT}
    return {char: table.get(simple, simple) for char, simple in table.items() if table.get(simple, simple) != char}


def folding(text: str) -> dict[str, str]:
    """Each Traditional character that stands for one which occurs in a text, or occurs in it itself → the Simplified one."""
    table = simplified()
    occurring = {table.get(char, char) for char in set(text)}
    return {char: simple for char, simple in table.items() if simple in occurring}
