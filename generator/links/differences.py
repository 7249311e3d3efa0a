"""Differences: how two texts differ, word by word, for readers to see."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from itertools import pairwise

import rjieba

from generator.characters import is_han
from generator.links.letters import letter_spans, letters

OPENING = frozenset("“‘《（「『")
"""Marks that go with the words after them."""

Difference = tuple[str, str, str]
"""What it is (`equal`, `changed`, `only-a`, `only-b`), the words of a, the words of b, as printed."""


def differences(text_a: str, text_b: str) -> list[Difference]:
    """How two texts differ, in whole words and numbers. The words of either side, put together, are its text.

    Punctuation and the like are no difference: they stay with the words before them, an opening mark with those after.
    """
    a, b = _units(text_a), _units(text_b)
    matcher = difflib.SequenceMatcher(None, [letters(unit) for unit in a], [letters(unit) for unit in b], autojunk=False)
    changes = [[i1, i2, j1, j2] for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
    inner_a, inner_b = _inside_words(a), _inside_words(b)
    merged: list[list[int]] = []
    for k, (i1, i2, j1, j2) in enumerate(changes):
        before = i1 - (merged[-1][1] if merged else 0)
        while before and (i1 in inner_a or j1 in inner_b):
            i1, j1, before = i1 - 1, j1 - 1, before - 1
        after = (changes[k + 1][0] if k + 1 < len(changes) else len(a)) - i2
        while after and (i2 in inner_a or j2 in inner_b):
            i2, j2, after = i2 + 1, j2 + 1, after - 1
        if merged and i1 - merged[-1][1] <= 1 and j1 - merged[-1][3] <= 1:
            merged[-1][1], merged[-1][3] = i2, j2
        else:
            merged.append([i1, i2, j1, j2])
    made: list[Difference] = []
    at_a = at_b = 0
    for i1, i2, j1, j2 in [*merged, [len(a), len(a), len(b), len(b)]]:
        for name, words_a, words_b in (("equal", a[at_a:i1], b[at_b:j1]), ("", a[i1:i2], b[j1:j2])):
            if words_a or words_b:
                made.append(
                    (name or ("changed" if words_a and words_b else "only-a" if words_a else "only-b"), "".join(words_a), "".join(words_b))
                )
        at_a, at_b = i2, j2
    return made


def _units(text: str) -> list[str]:
    """A text in what is compared as one: a Han character, or a number or word of other letters, with the marks that go with it."""
    spans: list[list[int]] = []
    previous = ""
    for char, (start, end) in zip(letters(text), letter_spans(text), strict=True):
        if spans and not is_han(char) and not is_han(previous) and text[spans[-1][1] : start] in ("", "~"):
            spans[-1][1] = end
        else:
            spans.append([start, end])
        previous = char
    starts = [start for start, _ in spans]
    for k, start in enumerate(starts):
        while start > (spans[k - 1][1] if k else 0) and text[start - 1] in OPENING:
            start -= 1
        starts[k] = start if k else 0
    return [text[start:end] for start, end in pairwise([*starts, len(text)])] or [text] * bool(text)


def _inside_words(units: Sequence[str]) -> set[int]:
    """Numbers of the units that go on with the word before them."""
    bare = [letters(unit) for unit in units]
    begins, at = set(), 0
    for word in rjieba.cut("".join(bare), False):
        begins.add(at)
        at += len(word)
    at, inside = 0, set()
    for number, unit in enumerate(bare):
        if at not in begins:
            inside.add(number)
        at += len(unit)
    return inside
