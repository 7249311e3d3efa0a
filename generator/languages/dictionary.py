"""What OpenCC's dictionary of phrases decides, word by word.

OpenCC takes the longest phrase from the left, wherever words begin and end: 被|发明 → 被髮明, 展示了|如何 → 展示瞭如何. Here it gets the
segmenter's words one by one, so that no phrase reaches across a border, and long words in their parts (分配|制度, not 配制). Its table of
single characters, which takes the first form there is, is kept from the ambiguous ones: what no phrase decides comes back as a mark.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import opencc
import rjieba

from generator.languages.forms import ambiguous
from generator.languages.glyphs import STANDARD

UNDECIDED = "\ue000"
"""Stands for an ambiguous character that no phrase decides; private use, so that no dictionary has it."""
BORDER = "\ue001"
"""Parts words; the same."""
LONG = 4
"""Characters of a word that may hold others: 分配制度."""


def words(text: str) -> list[str]:
    """A text in the segmenter's words."""
    return list(rjieba.cut(text))


def decided(found: Sequence[str]) -> dict[str, str]:
    """Word → the word in Traditional, one character for each, with UNDECIDED where no phrase decides."""
    distinct = list(dict.fromkeys(found))
    whole = dict(zip(distinct, _bulk(distinct), strict=True))
    long = [word for word in distinct if len(word) >= LONG and len(parts(word)) > 1]
    pieces = iter(_bulk([part for word in long for part in parts(word)]))
    for word in long:
        by_parts = "".join(next(pieces) for _ in parts(word))
        if by_parts != whole[word] and not _is_one_phrase(word, whole[word], by_parts):
            whole[word] = by_parts
    return whole


def _is_one_phrase(word: str, found: str, other: str) -> bool:
    """True when the dictionary has a whole word, not only a phrase within it: then what makes it differ from `other` is gone when a
    character is taken from either end."""
    behind, before = _bulk([word[1:], word[:-1]])
    return any(
        found[at] != other[at] and (not at or behind[at - 1] != found[at]) and (at == len(before) or before[at] != found[at])
        for at in range(len(word))
    )


def idioms(pairs: Sequence[str]) -> dict[str, str]:
    """Two words put together → the same in Traditional, for those that are one phrase of the dictionary: 硕果|累累, 千钧|一发."""
    distinct = [pair for pair in dict.fromkeys(pairs) if len(pair) >= LONG]
    whole = dict(zip(distinct, _bulk(distinct), strict=True))
    nothing = {pair: "".join(UNDECIDED if char in ambiguous() else char for char in pair) for pair in distinct}
    return {pair: found for pair, found in whole.items() if UNDECIDED not in found and _is_one_phrase(pair, found, nothing[pair])}


def _bulk(pieces: Sequence[str]) -> list[str]:
    """Each piece by itself, all in one call."""
    given = _converter().convert(BORDER.join(pieces)).translate(STANDARD)
    found, at = [], 0
    for piece in pieces:  # by their lengths, since BORDER may stand in a text, too
        found.append(given[at : at + len(piece)])
        at += len(piece) + 1
    if pieces and at != len(given) + 1:
        raise AssertionError("OpenCC gave more or fewer characters than it was given")
    return found


@cache
def parts(word: str) -> tuple[str, ...]:
    """The words that a long word is made of, when the dictionary's words fill it in just one way; else the word itself."""
    inner = {w for w in rjieba.cut_for_search(word) if 2 <= len(w) < len(word)}
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(word) + 1)]
    ways[0].append(())
    for end in range(2, len(word) + 1):
        for size in (2, 3):
            if size <= end and word[end - size : end] in inner:
                ways[end] += [(*way, word[end - size : end]) for way in ways[end - size]][:2]
    return ways[-1][0] if len(ways[-1]) == 1 else (word,)


@cache
def _converter() -> opencc.OpenCC:
    """OpenCC with its own phrases, and for single characters ours before its own.

    OpenCC finds dictionaries beside its configuration only, so ours leads from a folder of the moment to the library's.
    """
    share = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        there = Path(os.path.relpath(share.resolve(), folder))
        lines = (f"{char}\t{UNDECIDED}\n" for char in ambiguous())
        (folder / "ambiguous.txt").write_text("".join(lines), encoding="utf-8")
        dicts = [
            {"type": "ocd2", "file": str(there / "STPhrases.ocd2")},
            {"type": "text", "file": "ambiguous.txt"},
            {"type": "ocd2", "file": str(there / "STCharacters.ocd2")},
        ]
        group = {"type": "group", "match_policy": "short_circuit", "dicts": dicts}
        config = {"name": "words", "conversion_chain": [{"dict": group}]}
        (folder / "words.json").write_text(json.dumps(config), encoding="utf-8")
        return opencc.OpenCC(str(folder / "words.json"))
