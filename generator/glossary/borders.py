"""Borders of words in unsegmented text: whether a match is a word of its own or cut out of its neighbours.

    人工智能|汽车芯片   智能汽车 is none here        一批试点|站场   点站场 is none here        向|北大|概   北大 is none here

The segmenter is the witness: a border between two Han characters is refused where a word stands across it, one of its dictionary or one
it guessed that stands elsewhere in these plans, too (低碳|普惠). A word made of the match's last character and a locative (新片区|内) is no
such word, nor is one within which another begins at the match's end (投贷联动|机制, 共享制造|业态). Print sets borders: punctuation,
quotation marks, digits and letters. Letters and digits border on Han, never on their like: TOD is none in TODAY, 24小时 none in 124小时.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, repeat

import rjieba

from generator.characters import HAN
from generator.counting import places
from generator.model import Span
from generator.pure import pure

RUN = re.compile(rf"[{HAN}]+")
LETTERS = re.compile(r"[A-Za-z0-9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
"""Of half and of full width."""
LOCATIVES = "内外上中下里间前后等的和与及之"
"""What follows a name and makes, with its last character, a word of the dictionary: 区内, 场上. Knowledge: Chinese grammar."""
ELSEWHERE = 3
"""Times a guessed word must stand elsewhere to be one."""
REACH = 100
"""Characters on either side that the segmenter is given; a run without a mark in it is rarely longer."""
LONGEST = 4
"""Characters of a word that may begin at a match's end."""
NUMERALS = "一二三四五六七八九十百千万两"


def stands_alone(text: str, span: Span, texts: tuple[str, ...] = ()) -> bool:
    """True when what stands at `span` begins and ends where words begin and end; `texts` are all that the plans say."""
    return _open(text, span[0], span, texts) and _open(text, span[1], span, texts)


def _open(text: str, at: int, span: Span, texts: tuple[str, ...]) -> bool:
    """True when a word may begin or end at an offset, one of the span's ends."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    outside, inside = (before, after) if at == span[0] else (after, before)
    if not outside:
        return True
    if LETTERS.match(outside) and LETTERS.match(inside):
        return False
    if not (RUN.match(outside) and RUN.match(inside)):
        return True
    if at == span[0] and outside in NUMERALS and inside in NUMERALS:
        return False
    behind, ahead = RUN.match(text[max(0, at - REACH) : at][::-1]), RUN.match(text, at, at + REACH)
    left, right = at - (behind.end() if behind else 0), ahead.end() if ahead else at
    across = next((token for token in _tokens(text[left:right]) if token[0] < at - left < token[1]), None)
    if across is None:
        return True
    begin, end = left + across[0], left + across[1]
    word = text[begin:end]
    if at == span[1] and (text[at:end] in LOCATIVES or _begins(text, at, end, right)):
        return True
    together = text[min(begin, span[0]) : max(end, span[1])]
    return not (rjieba.has_word(word) or _stands_elsewhere(word, together, texts))


@pure(passing=True)
def _stands_elsewhere(word: str, together: str, texts: tuple[str, ...]) -> bool:
    """True when the texts have a word often enough where it is no part of some other words."""
    return sum(islice(_alone(word, together, texts), ELSEWHERE)) == ELSEWHERE


def _alone(word: str, together: str, texts: tuple[str, ...]) -> Iterator[int]:
    """1 for each time that a word stands in the texts where it is no part of some other words, line by line."""
    for text in texts:
        at = text.find(word)
        while at >= 0:
            end = text.find("\n", at) % (len(text) + 1)  # the text's where no line ends
            line = text[text.rfind("\n", 0, at) + 1 : end]
            yield from repeat(1, len(places(word, line)) - len(places(together, line)))
            at = text.find(word, end)


def _begins(text: str, at: int, end: int, right: int) -> bool:
    """True when a word of the dictionary begins at a match's end and reaches to the end of the word across it, or further."""
    ends = range(max(end, at + 2), min(right, at + LONGEST) + 1)
    return any(rjieba.has_word(text[at:stop]) for stop in ends if stop == end or text[end:stop] not in LOCATIVES)


@lru_cache(maxsize=8192)
def _tokens(run: str) -> tuple[Span, ...]:
    """Where the segmenter's words stand in a run of Han characters."""
    return tuple((start, end) for _, start, end in rjieba.tokenize(run))
