"""Subscripts that a PDF's text layer displaced go back to their symbol.

`细颗粒物（PM ）…达到国2.5家二级标准` → `细颗粒物（PM~2.5~）…达到国家二级标准`; `臭氧（O ）2.5 3协同` → `臭氧（O~3~）协同`.
A symbol that lost its subscript has a blank after it, or one of its kind beside it has; the lost subscripts stand further on in
the same line, in the same order. Only an assignment that fills every hole and uses every displaced figure is taken.
Leaves alone: symbols that are whole without one (CO), amounts (`2.5 万户`), and lines where the figures do not come out even.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN
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
FIGURE = "|".join(re.escape(s) for s in sorted({s for v in SUBSCRIPTS.values() for s in v if s != "x"}, key=len, reverse=True))
DISPLACED = re.compile(rf"(?<![\dA-Za-z.\- ])(?:{FIGURE})(?: (?:{FIGURE}))*(?=[{HAN}])(?! )")
GLUED = re.compile(rf"(?<=\d)(?:2\.5)(?=[{HAN}])")
"""A displaced 2.5 glued to a number before it (`322.5微克`); the only subscript that no number's own end can be mistaken for twice."""


def subscripts(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose, for each line with a hole, the moves that fill it."""
    start = 0
    for line in text.split("\n"):
        holes = list(SYMBOL.finditer(line))
        if any(hole[2] for hole in holes):
            yield from (Edit(start + e.start, e.before, e.after, e.note) for e in _fill(line, holes))
        start += len(line) + 1


def _fill(line: str, holes: Sequence[re.Match[str]]) -> list[Edit]:
    """Edits for one line, none when the figures do not come out even."""
    after = holes[0].end()
    for pattern in (DISPLACED, GLUED):
        runs = list(pattern.finditer(line, after))
        figures = [figure for run in runs for figure in run[0].split(" ")]
        filled = assign([(hole[1], bool(hole[2])) for hole in holes], figures)
        if figures and filled is not None:
            edits = [Edit(run.start(), run[0], "", "subscript displaced from here") for run in runs]
            for hole, figure in zip(holes, filled, strict=True):
                if figure:
                    written = figure.lower() if hole[1] == "VOC" else f"~{figure}~"
                    edits.append(Edit(hole.end(1), hole[2], written, f"{hole[1]}{figure.lower()}"))
            return edits
    return []


def assign(holes: Sequence[tuple[str, bool]], figures: Sequence[str]) -> list[str] | None:
    """Give the figures to the holes in order. A hole is (symbol, must be filled). None when it does not come out even."""
    if not holes:
        return [] if not figures else None
    (symbol, must), rest = holes[0], holes[1:]
    if figures and figures[0] in SUBSCRIPTS[symbol]:
        tail = assign(rest, figures[1:])
        if tail is not None:
            return [figures[0], *tail]
    if not must:
        tail = assign(rest, figures)
        if tail is not None:
            return ["", *tail]
    return None
