"""Subscripts that a PDF's text layer displaced go back to their symbol.

`细颗粒物（PM ）…达到国2.5家二级标准` → `细颗粒物（PM~2.5~）…达到国家二级标准`; `臭氧（O ）2.5 3协同` → `臭氧（O~3~）协同`.
A symbol that lost its subscript has a blank after it, or one of its kind beside it has; the lost subscripts stand further on in
the same line, in the same order. Only an assignment that fills every hole and uses every displaced figure is taken.
A subscript that a blank parts from its symbol stays where it is: `PM 2.5）` → `PM~2.5~）`. Where they have the next line to themselves,
or two or more of them its head, they are taken from there: `深入推进PM和臭氧（O ）⏎2.5 3⏎协同控制`.
Leaves alone: symbols that are whole without one (CO), amounts (`2.5 万户`, `2个区`: a measure word follows, and the seam is inside no
word), and lines where the figures do not come out even.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from generator.characters import HAN, MEASURES
from generator.model import Edit
from generator.reading.settings import Settings

SUBSCRIPTS: dict[str, tuple[str, ...]] = {
    "PM": ("2.5", "10", "1"),
    "SO": ("2", "x"),
    "NO": ("2", "x"),
    "O": ("3",),
    "CO": ("2",),
    "CH": ("4",),
    "NH": ("3",),
    "VOC": ("s", "S"),
}
"""Symbols of air and water quality with the subscripts they take (GB 3095-2012, GB 3838-2002)."""
WHOLE = frozenset({"CO", "VOC"})
"""Symbols that make sense without a subscript: filled only when a figure is left for them."""
SYMBOL = re.compile(r"(?<![A-Za-z~])(" + "|".join(sorted(SUBSCRIPTS, key=len, reverse=True)) + r")( ?)(?![A-Za-z0-9.~ ])")
FIGURE = "|".join(re.escape(s) for s in sorted({s for v in SUBSCRIPTS.values() for s in v if s != "x"}, key=lambda s: (-len(s), s)))
DISPLACED = re.compile(rf"(?<![\dA-Za-z.\- ])(?:(?:{FIGURE})(?: (?:{FIGURE}))+(?= ?[{HAN}])|(?:{FIGURE})(?=[{HAN}]))")
"""Figures before a Han character; several side by side may have a blank after them, one alone would be an amount."""
GLUED = re.compile(rf"(?<=\d)(?:2\.5)(?=[{HAN}])")
"""A displaced 2.5 glued to a number before it (`322.5微克`); the only subscript that no number's own end can be mistaken for twice."""

NEXT = re.compile(
    rf"\n[ \u3000]*(?P<figures>(?:{FIGURE})(?: (?:{FIGURE}))*)[ \u3000]*(?=\n|\Z)"
    rf"|\n(?P<several>(?:{FIGURE})(?: (?:{FIGURE}))+)(?= ?[{HAN}])"
)
"""The line after, when it is nothing but figures, or begins with several."""
IN_PLACE = re.compile(rf"(?<![A-Za-z~])({'|'.join(sorted(SUBSCRIPTS, key=len, reverse=True))}) ({FIGURE})(?![\dA-Za-z.% ])")
"""A symbol, a blank and a figure that ends there."""
MOVED = "下标由此移回"


def subscripts(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose, for each line with a hole, the moves that fill it."""
    start = 0
    for line in text.split("\n"):
        holes = list(SYMBOL.finditer(line))
        for found in IN_PLACE.finditer(line):
            if found[2] in SUBSCRIPTS[found[1]] and line[found.end() : found.end() + 1] not in MEASURES:
                yield Edit(start + found.end(1), found[0][len(found[1]) :], f"~{found[2]}~", "下标与符号相离")
        if any(hole[2] for hole in holes):
            edits = _fill(line, holes) or _fill_from_next(line, holes, NEXT.match(text, start + len(line)), len(line))
            yield from (Edit(start + e.start, e.before, e.after, e.note) for e in edits)
        start += len(line) + 1


def _fill(line: str, holes: Sequence[re.Match[str]]) -> list[Edit]:
    """Edits for one line, none when the figures do not come out even."""
    after = holes[0].end()
    for pattern in (DISPLACED, GLUED):
        runs = [run for run in pattern.finditer(line, after) if not _is_amount(line, run)]
        figures = [figure for run in runs for figure in run[0].split(" ")]
        filled = assign([(hole[1], bool(hole[2])) for hole in holes], figures)
        if figures and filled is not None:
            return [*(Edit(run.start(), run[0], "", MOVED) for run in runs), *_filled(holes, filled)]
    return []


def _filled(holes: Sequence[re.Match[str]], figures: Sequence[str]) -> Iterator[Edit]:
    """The figures set into their holes."""
    for hole, figure in zip(holes, figures, strict=True):
        if figure:
            written = figure.lower() if hole[1] == "VOC" else f"~{figure}~"
            yield Edit(hole.end(1), hole[2], written, f"{hole[1]}{figure.lower()}")


def _fill_from_next(line: str, holes: Sequence[re.Match[str]], following: re.Match[str] | None, size: int) -> list[Edit]:
    """Edits for a line whose figures stand in the next one, whose line goes with them when it holds nothing else."""
    if not following:
        return []
    alone, several = following["figures"], following["several"]
    if several and following.string[following.end("several") :].lstrip(" ")[:1] in MEASURES:
        return []  # the last of them is an amount: 2.5 3年
    filled = assign([(hole[1], bool(hole[2])) for hole in holes], (alone or several).split(" "))
    if filled is None:
        return []
    taken = following[0] if alone else following[0][1:]
    return [*_filled(holes, filled), Edit(size + (0 if alone else 1), taken, "", MOVED)]


def _is_amount(line: str, run: re.Match[str]) -> bool:
    """True for one figure, parted from what is before it, with a measure word after it that the figure does not cut off its word."""
    around = line[run.start() - 1 : run.start()] + line[run.end() : run.end() + 1]
    return run.re is DISPLACED and " " not in run[0] and around[-1] in MEASURES and not rjieba.has_word(around)


def assign(holes: Sequence[tuple[str, bool]], figures: Sequence[str]) -> list[str] | None:
    """Give the figures to the holes in order. A hole is (symbol, must be filled). None when it does not come out even."""
    fits = [[False] * (len(figures) + 1) for _ in range(len(holes) + 1)]
    fits[-1][-1] = True

    def takes(i: int, j: int) -> bool:
        return j < len(figures) and figures[j] in SUBSCRIPTS[holes[i][0]] and fits[i + 1][j + 1]

    for i in range(len(holes) - 1, -1, -1):
        for j in range(len(figures) + 1):
            fits[i][j] = takes(i, j) or (not holes[i][1] and fits[i + 1][j])
    if not fits[0][0]:
        return None
    filled, j = [], 0
    for i in range(len(holes)):
        filled.append(figures[j] if takes(i, j) else "")
        j += takes(i, j)
    return filled
