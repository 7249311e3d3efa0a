"""Loading: the indicators of an edition from its plans, the editors' file and the lock; what a person should look at; proposed joins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import ratio

from generator.errors import gathering
from generator.findings import Finding
from generator.indicators import REASONS, extract
from generator.indicators.amounts import family
from generator.indicators.editors import FILE, IndicatorEditors, read_indicator_editors
from generator.indicators.lock import LOCK, read_ids, write_ids
from generator.indicators.series import conflicts, load_indicators
from generator.model import Indicators, Plan, Series, Unplaced, Value

ALIKE = 60
"""Likeness of two names, of 100, from which they are proposed to editors: below it hardly any pair of the first edition is one thing."""


def load(content: Path, plans: Sequence[Plan]) -> Indicators:
    """The indicators of some plans. Raises ZhangjuError with all that is wrong in the editors' file and in the lock."""
    with gathering() as problems:
        editors = problems.tried(lambda: read_indicator_editors(content))
        locked = problems.tried(lambda: read_ids(content))
    known = editors or IndicatorEditors()
    return load_indicators(known, plans, extract(plans, known.named()), locked or {})


def indicators_lock(content: Path, plans: Sequence[Plan]) -> str:
    """The text that the lock of series must have; empty when there are none and never were."""
    return write_ids(dict(load(content, plans).names))


def indicator_findings(content: Path, seeds: Path, plans: Sequence[Plan]) -> list[Finding]:
    """What editors can do: a lock that lags, years with two values, ranges upside down, units that lack, what no rule can place."""
    loaded = load(content, plans)
    locked = read_ids(content)
    found = []
    if lacking := [key for key, _ in loaded.names if key not in locked]:
        cause = f"{len(lacking)} series have no address in it: {'; '.join(lacking[:5])}"
        found.append(Finding("I001", str(content / LOCK), 1, cause, "run `zhangju convert` and commit content/"))
    lines = {(plan.id, part_id): line for plan in plans for part_id, line in _lines(plan)}
    for one, a, b in conflicts(loaded.series):
        cause = f"{one.name}: {a.words} ({a.place}) and {b.words} ({b.place}) for {a.year}"
        next_step = f"look whether both mean the same; else give one of them another series in {content / FILE}"
        found.append(Finding("I002", str(seeds / f"{b.plan}.txt"), lines.get((b.plan, b.place), 1), cause, next_step))
    return [*found, *_of_unplaced(loaded.unplaced, seeds, lines)]


def _of_unplaced(unplaced: Sequence[Unplaced], seeds: Path, lines: dict[tuple[str, str], int]) -> Iterator[Finding]:
    for one in unplaced:
        if one.reason in TOLD:
            code, next_step = TOLD[one.reason]
            line = lines.get((one.plan, one.place), 1)
            yield Finding(code, str(seeds / f"{one.plan}.txt"), line, f"“{one.words}” ({one.place}): {REASONS[one.reason]}", next_step)
    for plan in dict.fromkeys(one.plan for one in unplaced):
        rest = [one for one in unplaced if one.plan == plan and one.reason not in TOLD]
        if rest:
            told = ", ".join(f"{reason} {count}" for reason, count in Counter(one.reason for one in rest).most_common())
            cause = f"{len(rest)} figures look like values and cannot be placed: {told}"
            line = lines.get((plan, rest[0].place), 1)
            yield Finding("I005", str(seeds / f"{plan}.txt"), line, cause, SEE)


SEE = "`zhangju indicators --unplaced` lists them; readers do not see them"
TOLD = {
    "upside-down": ("I003", "look whether the figures are misprinted; a [[correction]] mends them"),
    "table-unit": ("I004", "see whether the table lost its unit; a [[correction]] adds it"),
}
"""Reasons that are told one by one, with their codes."""


def _lines(plan: Plan) -> Iterator[tuple[str, int]]:
    """The line of the seed of every sentence and row."""
    for section in plan.sections:
        yield from ((sentence.id, sentence.line) for _, sentence in section.sentences())
        yield from ((row.id, row.line) for table in section.tables() for row in table.rows)


@dataclass(frozen=True, slots=True)
class ProposedJoin:
    """Two series that may be one indicator."""

    score: float
    a: Series
    b: Series


def proposals(content: Path, loaded: Indicators) -> list[ProposedJoin]:
    """Series that are alike, hold in the same place and can be compared, and of which no editor has decided; the likest first."""
    apart = [set(item.names) for item in read_indicator_editors(content).apart]
    found = []
    for i, a in enumerate(loaded.series):
        for b in loaded.series[i + 1 :]:
            if a.area != b.area or a.basis != b.basis or family(a.unit) != family(b.unit) or _decided(a, b, apart):
                continue
            score = ratio(a.name, b.name)
            if score >= ALIKE:
                found.append(ProposedJoin(score, a, b))
    return sorted(found, key=lambda p: (-p.score, p.a.id, p.b.id))


def _decided(a: Series, b: Series, apart: Sequence[set[str]]) -> bool:
    return any(names & set(a.names) and names & set(b.names) for names in apart)


def described(series: Series) -> str:
    """A series on one line for a person: its name and points."""
    points = "; ".join(_point(point.value) for point in series.points)
    return f"{series.name} [{series.basis}, {series.unit}, {series.area}]: {points}"


def _point(value: Value) -> str:
    return f"{value.plan} {value.place} {value.words} ({value.state} {value.year})"
