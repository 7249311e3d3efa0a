"""Titles without numbers above numbered parts: `总体要求⏎（一）指导思想⏎…⏎重点任务⏎（一）…`.

Two such lines above one kind of numbers make a level of their own, whose sample is empty. Where its numbers begin anew under each of
them nothing else explains that; where they count on, the lines do. One is enough behind two others that have no numbered parts, or where
its words are those of such titles everywhere. Where the outermost numbers begin anew just below lines that stand alone, text may stand
between.
Leaves alone: one such line, which is told (O013).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.numbering import level_of
from generator.outline.lone_lines import above_parts, counted_kinds, is_outer, lone_lines

LEAST = 2
"""Such titles in a text."""


def with_titled_parts(text: str, levels: Sequence[str]) -> list[str]:
    """The levels, with an empty sample before the outermost kind that has such titles above it."""
    titles = list(above_parts(text, ["", *levels]))
    restarts = _begin_anew_below_titles(text, levels)
    if not (titles or restarts) or any(level_of(sample).named for sample in levels):
        return list(levels)
    below: Counter[str] = Counter()
    for at, line in titles:
        below[_kind_below(text, at + len(line), levels)] += LEAST if is_outer(line) else 1
    before = sum(0 < at < (titles[0][0] if titles else 0) for at, _ in lone_lines(text, counted_kinds(text, levels)))
    below[levels[0]] += below[levels[0]] == 1 and before >= LEAST
    place = next((n for n, sample in enumerate(levels) if below[sample] >= LEAST), 0 if restarts else None)
    return list(levels) if place is None else [*levels[:place], "", *levels[place:]]


def _begin_anew_below_titles(text: str, levels: Sequence[str]) -> bool:
    """True where the outermost numbers begin anew, each time below a line that stands alone between paragraphs, and only there."""
    if not levels or level_of(levels[0]).named:
        return False
    level = level_of(levels[0])
    lines = re.finditer(r"^[ \u3000#]*(?=\S)", text, re.M)
    numbers = [(line.end(), mark.path[-1]) for line in lines if (mark := level.match(text, line.end()))]
    begun = [number == 1 for _, number in numbers]
    if sum(begun) < LEAST:
        return False
    lone = [at for at, _ in lone_lines(text, counted_kinds(text, levels))]
    ends = [0, *(at for at, _ in numbers)]
    below = [any(before < at < here for at in lone) for before, (here, _) in zip(ends, numbers, strict=False)]
    return below == begun


def _kind_below(text: str, at: int, levels: Sequence[str]) -> str:
    """The kind of number that the next line begins with."""
    start = re.compile(r"\s*").match(text, at)
    return next((sample for sample in levels if start and level_of(sample).match(text, start.end())), "")
