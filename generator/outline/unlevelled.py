"""Items that are numbered like headings and are taken for lists: those that may be headings, so that a person looks.

`（一）推进…。⏎（二）完善…。` in a text whose levels have no `（一）`: nothing decides whether its paragraphs are parts or a list.
Leaves alone: statutes, items that a colon opens or semicolons end, and items behind figures none of which has a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN, ends_sentence
from generator.numbering import level_of
from generator.outline.heads import FIGURE_KINDS, HAN_KINDS, has_title
from generator.outline.levels import AMENDED, AMENDING

KINDS = ("一、", "（一）", "1.", "1、", "（1）", "1.1.1")
"""Kinds of numbers that plans give to parts."""
SHORTEST = 12
"""Characters of an item that may be a part with its text."""
OPENS_LIST = re.compile("[：:；;，,、]$")


def unlevelled(levels: Sequence[str], text: str) -> dict[int, str]:
    """The offset of the first item of each such run of two or more, and what is to be told of it."""
    if any(level_of(sample).article for sample in levels):
        return {}
    kinds = [sample for sample in KINDS if sample not in levels]
    runs = (run for sample in kinds for run in _runs(sample, text) if _may_be_parts(run, sample))
    return {run[0][0]: f"{run[0][1]} to {run[-1][1]} may head parts as well as items of a list" for run in runs}


def _runs(sample: str, text: str) -> Iterator[list[tuple[int, str, str]]]:
    """The items 1, 2, … of a kind, whatever stands between them: offset, number, and what follows it; none that a colon opens."""
    level, run, before = level_of(sample), list[tuple[int, str, str]](), ""
    for line in re.finditer(r"[^\s][^\n]*", text):
        words = line[0].rstrip()
        mark = level.match(text, line.start()) if "\t" not in words else None
        if mark and mark.path[-1] == 1:
            yield run
            run = []
        if mark and mark.path[-1] == len(run) + 1 and (run or not OPENS_LIST.search(before)):
            run.append((line.start(), mark.number, text[mark.end : line.end()].strip()))
        before = words
    yield run


def _may_be_parts(run: Sequence[tuple[int, str, str]], sample: str) -> bool:
    rests = [rest for _, _, rest in run]
    if len(rests) < 2 or any(rest.endswith(("；", ";")) or not re.search(f"[{HAN}]", rest) for rest in rests):
        return False
    if any(AMENDING.search(rest[:AMENDED]) for rest in rests):
        return False
    titled = sum(map(has_title, rests))
    if sample in FIGURE_KINDS:
        return 2 * titled > len(rests)
    return (sample in HAN_KINDS and titled > 0) or (
        sample not in FIGURE_KINDS and all(len(rest) >= SHORTEST and ends_sentence(rest) for rest in rests)
    )
