"""Series: values of one indicator in one place, joined across plans by name, unit and basis; what is only alike stays apart.

By rule two values are of one series when their names are the same without the place and without words of form (全市, 数量, 累计), they hold
in the same place, their units can be compared, and both are levels, both growth, or both what is added. All else is an editor's decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.errors import ZhangjuError, gathering
from generator.indicators.amounts import MULTIPLES, amount, family, parted
from generator.indicators.editors import Area, IndicatorEditors, SeriesEntry, unknown_names
from generator.indicators.figures import MANY
from generator.indicators.lock import give_ids
from generator.indicators.scopes import WIDE, area_of, usual
from generator.indicators.sentences import ACTS
from generator.indicators.wording import NEW
from generator.model import Extraction, Indicators, Plan, Point, Series, Value, by_date

FORM = re.compile(
    r"(?:(?<=改造)面积|(?<=就业)人数|总数|数量|个数|总量|平均值|年均增长率|增长率|年均增速|增速|增长|涨幅|增幅|提升|降低|下降|减少)$"
)
"""Words at the end of a name that tell of its form."""
STANDING = re.compile(rf"^(?:{NEW})")

Group = tuple[str, str, str]
"""Area, name, and basis, with the family of units where no editor joined the wordings."""
Groups = dict[Group, tuple[SeriesEntry | None, list[Value]]]
"""Group → the editor's entry for it, and its values."""


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas that plans are for."""

    of: Mapping[str, str]
    """Plan → its area."""

    def where(self, value: Value) -> str:
        """The place that a value is for, by one name in all plans."""
        own = self.of.get(value.plan, "")
        if not value.scope or re.fullmatch(WIDE, value.scope) or value.scope == usual(own):
            return own
        return next((area for area in self.of.values() if area and value.scope.endswith(area)), value.scope)


def areas_of(plans: Sequence[Plan], editors: Sequence[Area]) -> Areas:
    """The areas of some plans; of one whose title names none, the area of another plan whose name it begins with."""
    found = {plan.id: area_of(plan) for plan in plans} | {item.plan: item.name for item in editors}
    named = [area for area in found.values() if area]
    for plan in plans:
        if not found[plan.id]:
            title = str(plan.meta.get("title") or "")
            found[plan.id] = next((area for area in named if title.startswith(area.rstrip("省市区县"))), "")
    return Areas(found)


def basis_of(value: Value) -> str:
    """What a series is of: a level, growth, or what is added. What adds up over years is added when its name is of something done."""
    if value.measure == "growth":
        return "growth"
    name = re.sub("（[^）]*）$", "", value.name)
    done = value.measure == "cumulative" and (STANDING.match(name) or ACTS.search(name))
    return "increment" if done or value.measure == "increment" else "level"


def core(name: str, area: str) -> str:
    """A name without the place and words of form, by which values are joined."""
    short = area.rstrip("省市区县")
    text = re.sub(r"[“”‘’\s]", "", name)
    text = re.sub(rf"^(?:{WIDE}|{re.escape(area) if area else WIDE}|累计)+", "", text)
    if short and text.startswith("自贸试验区" + area):
        text = text.removeprefix("自贸试验区" + area)
    text = FORM.sub("", text) or text
    text = text.removeprefix("地区") if text.startswith("地区生产总值") else text
    return text.replace("的", "").replace("人口中", "人口")


def load_indicators(editors: IndicatorEditors, plans: Sequence[Plan], extraction: Extraction, locked: Mapping[str, str]) -> Indicators:
    """The series of some plans with their addresses. Raises ZhangjuError with all that editors' decisions do not fit."""
    areas = areas_of(plans, editors.area)
    names = {value.name for value in extraction.values}
    with gathering() as problems:
        grouped = _grouped(extraction.values, editors, areas)
        for error in unknown_names(editors, names, [plan.id for plan in plans], {area for area, _, _ in grouped}):
            problems.add(error)
        for error in _differing(grouped, editors):
            problems.add(error)
    order = {plan.id: i for i, plan in enumerate(by_date(plans))}
    keys = {group: keys_of(group, entry, values) for group, (entry, values) in grouped.items()}
    given = give_ids(keys.values(), locked)
    series = tuple(
        _series(given[keys[group][0]], group, values, entry, order=order, english=editors.english)
        for group, (entry, values) in grouped.items()
    )
    return Indicators(series, extraction.unplaced, tuple(given.items()))


def keys_of(group: Group, entry: SeriesEntry | None, values: Sequence[Value]) -> tuple[str, ...]:
    """What the lock knows a series by: each of its wordings with place, basis and units. The first gives a new series its address;
    units that are so many of another, 兆瓦, by which series were known too, stand behind."""
    area, name, kind = group
    basis, _, units = kind.partition(" ")
    own = [core(value.name, area) for value in values]
    units = units or next((_kind(value) for value in values if value.bound != "words"), "words")
    printed = dict.fromkeys(re.sub(rf"^(?:{MANY})", "", value.unit) for value in values)
    kinds = (units, *(unit for unit in printed if unit in MULTIPLES and unit != units))
    return tuple(dict.fromkeys(f"{one} {basis} {area} {kind}" for kind in kinds for one in (name, *own)))


def _grouped(values: Iterable[Value], editors: IndicatorEditors, areas: Areas) -> Groups:
    """Values by area, name and basis with the family of units; those of an editor's series under its name."""
    found: Groups = {}
    for value in values:
        area, basis = areas.where(value), basis_of(value)
        entry = _entry(editors, value.name, basis, area)
        name = core(entry.name if entry else value.name, area)
        kind = basis if entry else f"{basis} {_kind(value)}"
        found.setdefault((area, name, kind), (entry, []))[1].append(value)
    return found


def _kind(value: Value) -> str:
    return "words" if value.bound == "words" else family(value.unit)


def _entry(editors: IndicatorEditors, name: str, basis: str, area: str) -> SeriesEntry | None:
    for entry in editors.series:
        if name in (entry.name, *entry.names) and entry.basis in ("", basis) and entry.area in ("", area):
            return entry
    return None


def _differing(grouped: Groups, editors: IndicatorEditors) -> list[ZhangjuError]:
    """Series of editors that join units which cannot be compared, or that join nothing."""
    found = []
    for entry, values in grouped.values():
        units: dict[str, Value] = {}
        for value in values:
            if value.bound != "words":
                units.setdefault(family(value.unit), value)
        if entry and len(units) > 1:
            a, b = list(units.values())[:2]
            cause = f"“{entry.name}” joins different units: {a.unit} ({a.plan} {a.place}) and {b.unit} ({b.plan} {b.place})"
            found.append(editors.error(entry.at, cause, "take a wording out, or say by `basis` or `area` which values are meant"))
    used = {id(entry) for entry, _ in grouped.values() if entry}
    for entry in editors.series:
        if id(entry) not in used:
            cause = f"the series “{entry.name}” matches no value"
            found.append(editors.error(entry.at, cause, "look whether `basis` and `area` are right, or take it out"))
    return found


def _series(
    address: str,
    key: Group,
    values: Sequence[Value],
    entry: SeriesEntry | None,
    *,
    order: Mapping[str, int],
    english: Mapping[str, str],
) -> Series:
    names = tuple(dict.fromkeys(value.name for value in values))
    name = entry.name if entry else _best(names, key[0])
    figured = [value for value in values if value.bound != "words"]
    return Series(
        id=address,
        name=name,
        name_en=(entry.name_en if entry else "") or english.get(name, ""),
        basis=key[2].split(" ")[0],
        unit=parted(figured[0].unit)[1] if figured else "",
        area=key[0],
        area_en=english.get(key[0], ""),
        points=tuple(_points(values, order)),
        names=names,
        reason=entry.reason if entry else "",
        telling=bool(entry and entry.telling),
    )


def _best(names: Sequence[str], area: str) -> str:
    """The wording that is shown: the shortest without 在沪 and the like would say less, so the first of a table or the longest."""
    return max(names, key=len) if area else names[0]


def _points(values: Sequence[Value], order: Mapping[str, int]) -> list[Point]:
    """One point for each plan, state, year and figure; the same figure elsewhere in the plan is told with it."""
    found: dict[tuple[object, ...], list[Value]] = {}
    for value in values:
        figure = (amount(value), amount(value, "high")) if value.low else (value.words,)
        found.setdefault((value.plan, value.state, bool(value.since), value.year, *figure), []).append(value)
    points = [Point(value=_first(same), also=tuple(v for v in same if v is not _first(same))) for same in found.values()]
    return sorted(points, key=lambda point: (point.value.year, order.get(point.value.plan, 0), point.value.state))


def _first(values: Sequence[Value]) -> Value:
    """Of a figure that stands in a table and in sentences, the one that says most: with its kind."""
    return max(values, key=lambda value: bool(value.binding))


def conflicts(series: Iterable[Series]) -> list[tuple[Series, Value, Value]]:
    """Values of one plan, state and year that differ, within a series of levels or growth."""
    found = []
    for one in series:
        seen: dict[tuple[str, str, int, bool], Value] = {}
        for point in one.points if one.basis != "increment" else ():
            value = point.value
            key = (value.plan, value.state, value.year, bool(value.since))
            if value.bound != "words" and key in seen:
                found.append((one, seen[key], value))
            seen.setdefault(key, value)
    return found
