"""The figures beside their budgets, as one table in Markdown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WEIGHT, LATENCY, TASK, BUILD = 100_000, 20.0, 50.0, 1.0
"""Budgets: bytes before the first hit, milliseconds of the 95th percentile of queries, of a task, seconds to make the index of five plans."""
OURS, MKDOCS, PAGEFIND = "Zhangju", "mkdocs", "Pagefind"
TOOLS = (OURS, MKDOCS, PAGEFIND)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure."""

    times: int
    """How many times the text."""
    what: str
    tool: str
    shown: str
    within: bool | None = None
    """Whether it keeps its budget; None for one without."""
    budget: str = ""


def percentile(numbers: Sequence[float], share: float) -> float:
    """The least of some numbers that `share` of them do not exceed; 0 when there are none."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def spread(numbers: Sequence[float], scale: float = 1.0, digits: int = 0) -> str:
    """Median, 95th percentile and most: `31 / 52 / 60`."""
    return " / ".join(f"{percentile(numbers, share) / scale:.{digits}f}" for share in (0.5, 0.95, 1.0)) if numbers else "–"


def seconds(clock: float, processor: float, over: bool = False) -> str:
    """By the clock, and of the processor; of what was stopped only that it takes longer."""
    return f"over {clock:.0f} s" if over else f"{clock:.1f} s ({processor:.1f})"


def table(figures: Sequence[Figure]) -> str:
    """A row for each figure and number of times the text, a column for each tool, the budget and whether it is kept."""
    rows = list(dict.fromkeys((f.times, f.what) for f in figures))
    lines = [["text", "", *TOOLS, "budget", ""]]
    for times, what in rows:
        mine = {f.tool: f for f in figures if (f.times, f.what) == (times, what)}
        bound = next((f for f in mine.values() if f.within is not None), None)
        verdict = "" if bound is None else "pass" if bound.within else "FAIL"
        lines.append([f"×{times}", what, *(mine[t].shown if t in mine else "–" for t in TOOLS), bound.budget if bound else "", verdict])
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    made = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines]
    made.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(made)


def broken(figures: Sequence[Figure]) -> list[Figure]:
    """The figures over their budget."""
    return [figure for figure in figures if figure.within is False]
