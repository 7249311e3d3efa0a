"""Values in words: figures, years and kinds as the pages and the chart show them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from generator.characters import plain
from generator.edition import Edition
from generator.model import Point, Series, Value
from generator.pure import Same, pure
from generator.site.indicators.english import english_figure, english_unit
from generator.site.leaves import Leaves, leaves
from generator.site.marks import Translate

ROW, POINT = 700, 60
"""Bytes of HTML of a row of the index, and what each point adds."""
SIGNS = {"~": "≈", ">=": "≥", ">": ">", "<=": "≤", "<": "<"}


def figure(value: Value, english: bool = False) -> str:
    """A figure with its unit: in Chinese as printed, in English with signs in place of words."""
    if value.bound == "words":
        return value.words.strip("[]")
    if english:
        return SIGNS.get(value.bound, "") + english_figure(value.low, value.high, value.unit)
    if value.unit and value.unit not in value.words:
        return f"{_with_unit(value)}"
    return value.words


def shown(edition: Edition, value: Value) -> str:
    """A figure as the pages of an edition show it: what a cell says in words in their language, too."""
    if value.bound == "words" and is_english(edition):
        translated = edition.plan(value.plan).translated(f"{value.place}:{value.cell}")
        return plain(translated).replace("\\", "").strip("[]") or figure(value)
    return figure(value, is_english(edition))


def _with_unit(value: Value) -> str:
    """What a table prints without its unit, with it: 36左右 and 万元/人 → 36万元/人左右."""
    found = re.search(r"\d[\d.,]*", value.words)
    return value.words if not found else f"{value.words[: found.end()]}{value.unit}{value.words[found.end() :]}"


def years(value: Value) -> str:
    """The year, or the years from first to last."""
    return f"{value.since}–{value.year}" if value.since and value.since != value.year else str(value.year)


def kind(value: Value, say: Translate) -> str:
    """Target, achieved or base, with 约束性 or 预期性 where the plan says so."""
    binding = say("binding_" + binding_key(value)) if value.binding else ""
    return f"{say('state_' + value.state)}{say('then') if binding else ''}{binding}"


def binding_key(value: Value) -> str:
    """`binding`, `expected`, or empty where the plan does not say."""
    return "" if not value.binding else "binding" if value.binding.startswith(("约", "約")) else "expected"


def change(value: Value, say: Translate) -> str:
    """What a figure measures where that is no level: a yearly rate, a fall, a sum over years."""
    told = [say("per_year")] if value.per_year else []
    told += [say("falls")] if value.down else []
    told += [say("adds_up")] if value.measure == "cumulative" else []
    told += [say("since_base").replace("{year}", str(value.base_year))] if value.base_year else []
    return say("then").join(told)


def trimmed(number: Decimal) -> str:
    """A number without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def title(edition: Edition, series: Series) -> str:
    """The name of a series, with what tells it from others of one name."""
    say_name = series.name
    where = area(edition, series)
    if len(_areas(Same(edition))[series.name] | {series.area}) > 1 and where not in series.name:
        say_name += f" ({where})" if is_english(edition) else f"（{where}）"
    return say_name


@pure(most=4, passing=True)
def _areas(edition: Same[Edition]) -> Mapping[str, set[str]]:
    """Name → where there are series of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for series in edition.thing.indicators.series:
        found[series.name].add(series.area)
    return found


def is_english(edition: Edition) -> bool:
    """True for the pages in English."""
    return edition.language.code == "en"


def area(edition: Edition, series: Series) -> str:
    """Where a series holds, in the pages' language where an editor gave it."""
    return (series.area_en if is_english(edition) else "") or series.area


def unit(edition: Edition, series: Series) -> str:
    """The unit of a series in the pages' language; empty for a measure word in English."""
    return english_unit(series.unit) if is_english(edition) else series.unit


def has_page(series: Series) -> bool:
    """True for two points or more, and for what an editor chose. Others are rows of the index, which lead to their sentence."""
    return len(series.points) > 1 or series.telling


def path(edition: Edition, series: Series) -> str:
    """Address of a series from the site's root."""
    return f"indicators/{series.id}/" if has_page(series) else series_leaves(edition).address("indicators/", series.id)


def series_leaves(edition: Edition) -> Leaves:
    """The index of indicators in leaves; entries are series, and the places that lead to them from the text."""
    return _series_leaves(Same(edition))


@pure(most=4, passing=True)
def _series_leaves(edition: Same[Edition]) -> Leaves:
    held = leaves((series.id, "", ROW + POINT * len(series.points)) for series in in_order(edition.thing))
    places = {place: held.of[name] for name, own in places_of(edition.thing).items() for place in own}
    return Leaves({**places, **held.of}, held.names, held.labels)


def places_of(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Id of a series without a page of its own → the places of the text that lead to its row, as plan and anchor; each leads to one."""
    return _places_of(Same(edition))


@pure(most=4, passing=True)
def _places_of(edition: Same[Edition]) -> Mapping[str, tuple[str, ...]]:
    taken, found = set[str](), dict[str, tuple[str, ...]]()
    for series in edition.thing.indicators.series:
        values = [] if has_page(series) else [value for point in series.points for value in point.values]
        own = dict.fromkeys(name for value in values if (name := f"{value.plan}-{value.place}") not in taken)
        taken.update(own)
        found[series.id] = tuple(own)
    return found


def in_order(edition: Edition) -> list[Series]:
    """The series as the index lists them: those of several points first, then by pinyin, in English by their English."""
    english = is_english(edition)
    return sorted(edition.indicators.series, key=lambda one: (-len(one.points), title(edition, one).lower() if english else one.id))


def last_target(series: Series) -> Point | None:
    """The newest target of a series."""
    return next((point for point in reversed(series.points) if point.value.state == "target"), None)
