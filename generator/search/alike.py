"""Which documents speak of the same thing: those that share rare words, what readers ask of them counted too.

What answers a question speaks for its like a little, in whatever plan and words these stand (`likened` in the script).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log, sqrt

from generator.search.index import MARK, PHRASES, STEPS, Postings

RARE = 20
"""A word of more documents says nothing of any two of them."""
MOST, LEAST, SHARES = 8, 3, 32
"""Documents that are kept for one, and of how many parts of `SHARES` the likeness of each must be."""

Weighty = tuple[float, list[int]]
"""How much a word tells, and where it stands."""


def alike(terms: Mapping[str, Postings], count: int) -> Iterator[list[tuple[int, int]]]:
    """Of each of `count` documents those most like it, best first, each with its likeness in parts of `SHARES`."""
    sizes, rare = [0.0] * count, [list[Weighty]() for _ in range(count)]
    for term, postings in terms.items():
        if len(term) < 2 or term.startswith(MARK):
            continue
        held = sorted({entry // STEPS for entry in postings.text} | {entry // PHRASES for entry in postings.asked})
        tells = log(count / len(held)) ** 2 if held else 0.0
        for number in held:
            sizes[number] += tells
            if tells and 1 < len(held) <= RARE:
                rare[number].append((tells, held))
    for number, words in enumerate(rare):
        yield _best(number, words, sizes)


def _best(number: int, words: list[Weighty], sizes: list[float]) -> list[tuple[int, int]]:
    """The documents most like one, by its rare words."""
    shared = defaultdict[int, float](float)
    for tells, held in words:
        for other in held:
            shared[other] += tells
    shared.pop(number, None)
    found = ((round(SHARES * told / sqrt(sizes[number] * sizes[other])), other) for other, told in shared.items())
    best = sorted((-share, other) for share, other in found if share >= LEAST)[:MOST]
    return [(other, -share) for share, other in best]
