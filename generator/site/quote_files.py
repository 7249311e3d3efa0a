"""What the quotation page loads: of a small edition all texts at once, of a larger one what a quotation needs, at any size of it.

`quote/texts.json` holds how characters fold, and the texts where they are few. Where they are many they stand in pieces, `quote/t-12.json`,
of a plan each, in reading order; and `quote/i-7.json` tell in which pieces a pair of Han characters, or a number or word, stands. The page
asks for some pairs of each sentence of the quotation, then for the pieces that have most of them, and compares with these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import Any

from generator.characters import HAN
from generator.search.sharding import hashed
from generator.search.tokens import fold

Json = Any

FOLDER = "quote/"
FEW = 12_000
"""Characters of an edition up to which its texts are one file."""
PIECE = 3_000
"""Characters of a piece: some 4 kB (gzip)."""
BUCKET = 2_500
"""What a file of pairs weighs, reckoned roughly: some 2 kB (gzip)."""
MOST = 400
"""Pieces that are told of one pair: what stands in more tells nothing, and its list must not grow with the edition."""
KEYS = re.compile(rf"[{HAN}]"), re.compile("[a-z0-9]{2,}")
"""A Han character, pairs of which are looked up, and a number or word."""


def quote_files(whole: Json) -> Iterator[tuple[str, Json]]:
    """(path in the site, value) of each file, of `quotes`."""
    if sum(map(_size, whole["plans"])) <= FEW:
        yield f"{FOLDER}texts.json", whole
        return
    pieces = list(_pieces(whole["plans"]))
    found: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        for key in dict.fromkeys(key for section in piece["sections"] for _, text in section["parts"] for key in keys_of(text)):
            found.setdefault(key, []).append(number)
    files = max(1, sum(2 + len(key) + 2 * min(MOST, len(held)) for key, held in found.items()) // BUCKET)
    yield f"{FOLDER}texts.json", {"from": whole["from"], "to": whole["to"], "pieces": len(pieces), "files": files}
    buckets: list[dict[str, list[int]]] = [{} for _ in range(files)]
    for key in sorted(found):
        buckets[hashed(key) % files][key] = _distances(found[key][:MOST])
    yield from ((f"{FOLDER}t-{number}.json", piece) for number, piece in enumerate(pieces))
    yield from ((f"{FOLDER}i-{number}.json", bucket) for number, bucket in enumerate(buckets))


def keys_of(text: str) -> Iterator[str]:
    """What a text is found by, as the script takes it from a quotation: pairs of Han characters, whatever stands between them; numbers and
    words."""
    folded = fold(text).replace("○", "〇")
    han = KEYS[0].findall(folded)
    yield from map(add, han, han[1:])
    yield from KEYS[1].findall(folded)


def _distances(numbers: Sequence[int]) -> list[int]:
    """Rising numbers, each as how much it is more than the one before."""
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _size(plan: Json) -> int:
    return sum(len(text) for section in plan["sections"] for _, text in section["parts"])


def _pieces(plans: Iterable[Json]) -> Iterator[Json]:
    """Plans cut into pieces of about the same length; a long section goes on in the next, with its name."""
    for plan in plans:
        held: list[Json] = []
        room = PIECE
        for section in plan["sections"]:
            held.append({**section, "parts": []})
            for part in section["parts"]:
                if room <= 0:
                    yield {**plan, "sections": _with_text(held)}
                    held, room = [{**section, "parts": []}], PIECE
                held[-1]["parts"].append(part)
                room -= len(part[1])
        yield {**plan, "sections": _with_text(held)}


def _with_text(sections: Iterable[Json]) -> list[Json]:
    return [section for section in sections if section["parts"]]
