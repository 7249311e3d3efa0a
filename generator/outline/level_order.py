"""Which kind of numbers stands above which, where the text shows another order than the usual one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.outline.heads import CASE, NAMED, Head

NEXT_LINE = 4
"""Blanks and ends of lines between a heading and the one in the next line."""


def nested(samples: list[str], heads: Mapping[str, Sequence[Head]]) -> list[str]:
    """The kinds with those that begin anew under another below it, where the text shows that and the usual order has it otherwise."""
    kept = set(samples)
    order = sorted((head for sample in kept for head in heads[sample]), key=lambda head: (head.at, samples.index(head.sample)))
    begun = [(a, b) for a, b in pairwise(order) if b.mark.path[-1] == 1 and a.sample != b.sample]
    votes = Counter((a.sample, b.sample) for a, b in begun)
    votes.update((a.sample, b.sample) for a, b in begun if 0 <= b.at - a.mark.end - len(a.rest) <= NEXT_LINE)
    samples = list(samples)
    for _ in samples:
        for i, (upper, lower) in enumerate(pairwise(samples)):
            if votes[lower, upper] > 1 and not votes[upper, lower] and upper not in NAMED:
                samples[i], samples[i + 1] = lower, upper
    return _above_decimals(_with_cases(samples, heads), heads)


def _with_cases(samples: list[str], heads: Mapping[str, Sequence[Head]]) -> list[str]:
    """The kinds with the cases of minutes below what stands in the line above the first of them: 八、討論事項⏎第 1 案：…."""
    if CASE not in samples:
        return samples
    rest = [sample for sample in samples if sample != CASE]
    firsts = [head.at for head in heads[CASE] if head.mark.path[-1] == 1]
    above = [n for n, sample in enumerate(rest) for head in heads[sample] if any(_is_above(head, at) for at in firsts)]
    return [*rest[: above[0] + 1], CASE, *rest[above[0] + 1 :]] if above else samples


def _is_above(head: Head, at: int) -> bool:
    return 0 < at - head.mark.end - len(head.rest) <= NEXT_LINE


def _above_decimals(samples: list[str], heads: Mapping[str, Sequence[Head]]) -> list[str]:
    """The kinds with single figures above decimal numbers that count on in them: `1.` is above `1.1` where 2.1 follows `2.`."""
    for sample in ("1.", "1、"):
        if sample in samples and "1.1" in samples and samples.index("1.1") < samples.index(sample):
            order = sorted((*heads[sample], *heads["1.1"]), key=lambda head: head.at)
            upper, within, all_within = 0, 0, len(heads["1.1"])
            for head in order:
                upper = head.mark.path[0] if head.sample == sample else upper
                within += head.sample == "1.1" and head.mark.path[0] == upper
            if 2 * within > all_within:
                samples.remove(sample)
                samples.insert(samples.index("1.1"), sample)
    return samples
