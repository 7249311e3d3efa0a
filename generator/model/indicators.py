"""Indicators: what a plan promises or reports in figures, and the series that such values make across plans."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text import Span

Years = tuple[int, int]
"""First and last year, the same for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One quantified target or report of a plan, with the words that prove it."""

    plan: str
    place: str
    """Anchor of the sentence or row."""
    cell: int = 0
    """0-based column, in a row."""
    span: Span
    """Where figure, bound and unit stand in the part's text."""
    name: str
    """The indicator in the text's words, in plain text."""
    low: str = ""
    """The figure as a plain decimal; of a range its lower end; empty where the plan gives words (`与经济增长基本同步`)."""
    high: str = ""
    """Upper end of a range."""
    bound: str = ""
    """Empty (exactly), `~`, `>=`, `>`, `<=`, `<`, `range`, or `words`."""
    unit: str = ""
    """As printed, with 万 or 亿: `万亿元`, `%`, `件`."""
    binding: str = ""
    """`约束性`, `预期性`, or empty where the plan does not say."""
    state: str
    """`target`, `achieved` or `base`."""
    since: int = 0
    """First year of what runs over years: 年均, 五年累计; 0 for what is meant at one time."""
    year: int
    """The year, or the last of several."""
    base_year: int = 0
    """Of growth the year that it is counted from, where the plan says so."""
    measure: str
    """`level`, `growth`, `share`, `increment` or `cumulative`."""
    down: bool = False
    """True where the figure says by how much something gets less."""
    per_year: bool = False
    """True for 年均 and 每年."""
    scope: str = ""
    """Where it holds, in the text's words; the plan's own area by its usual word, 全市, where it says nothing."""
    words: str
    """What `span` holds, in plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A figure that looks like a value and lacks what one must have: for a person to look at, not for the page."""

    plan: str
    place: str
    cell: int = 0
    span: Span
    words: str
    reason: str
    """A key of `generator.indicators.REASONS`."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in some plans, in reading order."""

    values: tuple[Value, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one plan says of an indicator for one year: its value, and the other places that say the same."""

    value: Value
    also: tuple[Value, ...] = ()
    """The same figure elsewhere in the plan: in its table, and in a sentence."""

    @property
    def values(self) -> tuple[Value, ...]:
        """All of them."""
        return (self.value, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One indicator in one place across plans."""

    id: str
    """Its address, `/indicators/<id>/`; once given, it stays."""
    name: str
    """The indicator in a plan's words."""
    name_en: str = ""
    basis: str
    """`level`, `growth` or `increment`: of one thing these are three series."""
    unit: str
    """The unit without 万 and 亿, by which all its points can be compared."""
    area: str
    """The place where it holds: 上海市, 临港新片区."""
    area_en: str = ""
    points: tuple[Point, ...]
    """By year, then by the plans' dates."""
    names: tuple[str, ...] = ()
    """Every wording that was joined."""
    reason: str = ""
    """Why wordings were joined, where an editor joined them."""
    telling: bool = False
    """True where an editor chose it for the home page."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """Everything about indicators of an edition."""

    series: tuple[Series, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """(title, address) of every series ever named."""
