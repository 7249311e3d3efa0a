"""The chart of a series: SVG made at build, which takes its colours from the style sheet and so from the reader's theme.

A library would be larger than this module, and those that write SVG (pygal, matplotlib) write styles into it, which our policy forbids.
What was achieved is a full dot, a target a hollow diamond, a base a small square: told apart without colour. A bound is a bar in the
direction that is open, a range a bar with both ends. Lines join what was achieved; a broken one leads to targets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from generator.indicators.amounts import amount
from generator.model import Point, Series
from generator.site.indicators.words import figure, years

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 64, 58, 84
"""Room for labels around the points."""
OPEN = 26
"""Length of the bar of a bound."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the series at its place."""

    point: Point
    x: float
    y: float
    high: float | None
    above: bool
    """True where its label stands over it."""


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """The room that a chart has."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def up(self, share: float) -> float:
        """The height of a share of what is drawn."""
        return self.height - self.bottom - (self.height - self.top - self.bottom) * share

    def across(self, share: float) -> float:
        """The place of a share of the years."""
        return self.left + (self.width - self.left - self.right) * share


LARGE = ChartFrame(width=WIDTH, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
SMALL = ChartFrame(width=96, height=26, left=8, right=8, top=7, bottom=7)


def dots(series: Series, frame: ChartFrame = LARGE) -> list[Dot]:
    """The points that have a figure, at their places; by year from left to right."""
    found = [(point, amount(point.value), amount(point.value, "high")) for point in series.points]
    drawn = [(point, low, high) for point, low, high in found if low is not None]
    if not drawn:
        return []
    first, last = drawn[0][0].value.year, max(point.value.year for point, _, _ in drawn)
    lowest = min(low for _, low, _ in drawn)
    span = max(high or low for _, low, high in drawn) - lowest

    def height(number: Decimal) -> float:
        return frame.up(float((number - lowest) / span) if span else 0.5)

    at = [(frame.across((p.value.year - first) / (last - first) if last > first else 0.5), height(low)) for p, low, _ in drawn]
    placed: list[Dot] = []
    for (point, _, high), (x, y) in zip(drawn, at, strict=True):
        above = not _line_above(x, y, at)
        if any(abs(dot.x - x) < 90 and abs(dot.y - y) < 24 and dot.above == above for dot in placed):
            above = not above
        placed.append(Dot(point=point, x=x, y=y, high=height(high) if high else None, above=above))
    return placed


def _line_above(x: float, y: float, at: Sequence[tuple[float, float]]) -> bool:
    """True where the lines of a point lead up from it and none leads down, so that a label over it would stand in one."""
    before, after = max((one for one in at if one[0] < x), default=None), min((one for one in at if one[0] > x), default=None)
    beside = [one[1] for one in (before, after) if one]
    return any(other < y for other in beside) and all(other <= y for other in beside)


def chart(series: Series, name: str, description: str, english: bool) -> str:
    """The chart as SVG with its text alternative; empty for a series without figures."""
    placed = dots(series)
    if not placed:
        return ""
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="chart-name chart-text">',
        f'<title id="chart-name">{escape(name)}</title><desc id="chart-text">{escape(description)}</desc>',
        f'<line class="axis" x1="{LEFT - 20}" x2="{WIDTH - RIGHT + 40}" y1="{HEIGHT - 30}" y2="{HEIGHT - 30}"/>',
        *_years(placed),
        *_lines(placed),
        *(_bound(dot) for dot in placed),
        *(_mark(dot, 1.0) for dot in placed),
        *(_label(dot, english) for dot in placed),
        "</svg>",
    ]
    return "".join(parts)


def small_line(series: Series) -> str:
    """A small line for a row of the index, which the figures beside it put into words."""
    placed = dots(series, SMALL)
    if len({dot.x for dot in placed}) < 2:
        return ""
    marks = "".join([*_lines(placed), *(_mark(dot, 0.55) for dot in placed)])
    return f'<svg class="small-line" viewBox="0 0 96 26" aria-hidden="true">{marks}</svg>'


def _years(placed: Sequence[Dot]) -> list[str]:
    seen: dict[int, float] = {}
    for dot in placed:
        seen.setdefault(dot.point.value.year, dot.x)
    return [f'<text class="year" x="{x:.1f}" y="{HEIGHT - 12}">{year}</text>' for year, x in seen.items()]


def _lines(placed: Sequence[Dot]) -> list[str]:
    """A line through what was, and a broken one from its end to each target in turn."""
    was = [dot for dot in placed if dot.point.value.state != "target"]
    shall = [dot for dot in placed if dot.point.value.state == "target"]
    lines = [_line("line", was)] if len(was) > 1 else []
    ahead = [*was[-1:], *(dot for i, dot in enumerate(shall) if i == 0 or dot.x > shall[i - 1].x)]
    return lines + ([_line("line ahead", ahead)] if len(ahead) > 1 else [])


def _line(kind: str, through: Sequence[Dot]) -> str:
    return f'<polyline class="{kind}" points="{" ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in through)}"/>'


def _bound(dot: Dot) -> str:
    """The bar of a bound, open at its end, or of a range."""
    bound = dot.point.value.bound
    if dot.high is not None:
        ends = "".join(
            f'<line class="bound" x1="{dot.x - 6:.1f}" x2="{dot.x + 6:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>' for y in (dot.y, dot.high)
        )
        return f'<line class="bound" x1="{dot.x:.1f}" x2="{dot.x:.1f}" y1="{dot.y:.1f}" y2="{dot.high:.1f}"/>{ends}'
    if bound not in (">", ">=", "<", "<="):
        return ""
    way = -1 if bound.startswith(">") else 1
    tip = dot.y + way * OPEN
    arrow = f"{dot.x - 4:.1f},{tip - way * 6:.1f} {dot.x:.1f},{tip:.1f} {dot.x + 4:.1f},{tip - way * 6:.1f}"
    return (
        f'<line class="bound" x1="{dot.x:.1f}" x2="{dot.x:.1f}" y1="{dot.y:.1f}" y2="{tip:.1f}"/><polyline class="bound" points="{arrow}"/>'
    )


def _mark(dot: Dot, size: float) -> str:
    x, y = dot.x, dot.y
    match dot.point.value.state:
        case "achieved":
            return f'<circle class="achieved" cx="{x:.1f}" cy="{y:.1f}" r="{5 * size:.1f}"/>'
        case "base":
            return f'<rect class="achieved" x="{x - 4 * size:.1f}" y="{y - 4 * size:.1f}" width="{8 * size:.1f}" height="{8 * size:.1f}"/>'
        case _:
            r = 7 * size
            return f'<path class="target" d="M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f} {x:.1f} {y + r:.1f} {x - r:.1f} {y:.1f}Z"/>'


def _label(dot: Dot, english: bool) -> str:
    value = dot.point.value
    up = OPEN if value.bound.startswith(">") else 0
    down = OPEN if value.bound.startswith("<") else 0
    y = dot.y - 13 - up if dot.above else dot.y + 24 + down
    first, last = dot.x <= LEFT, dot.x >= WIDTH - RIGHT
    side, x = (" first", dot.x - 14) if first else (" last", dot.x + 14) if last else ("", dot.x)
    return f'<text class="amount{side}" x="{x:.1f}" y="{y:.1f}">{escape(figure(value, english))}</text>'


def described(series: Series, say_state: Mapping[str, str], figures: Sequence[str], gap: str) -> str:
    """The chart in words; `figures` are those of its points."""
    return gap.join(f"{years(p.value)} {say_state[p.value.state]} {told}" for p, told in zip(series.points, figures, strict=True))
