"""Measures the values of the plans against `indicators.tsv`: every number of their sentences and tables, with all fields, or `none`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.indicators import extract
from generator.indicators.editors import read_indicator_editors
from generator.model import Plan, Value
from tests.first import ROOT
from tests.gold.files import HERE

FIELDS = ("name", "low", "high", "bound", "unit", "state", "since", "year", "base_year", "measure", "down", "per_year", "scope", "binding")
"""What must be right of a value."""
Key = tuple[str, str, int]
"""Plan, anchor and cell."""


@dataclass
class Found:
    """What the rules make of the labels."""

    labelled: int = 0
    none: int = 0
    published: int = 0
    found: int = 0
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    """Field → how many values have it wrong."""
    told: list[str] = field(default_factory=list)
    """Each fault, for a person."""

    @property
    def precision(self) -> float:
        """Of what is published, how much is right in every field."""
        return self.right / max(1, self.published)

    @property
    def recall(self) -> float:
        """Of what is labelled, how much is found."""
        return self.found / max(1, self.labelled)


def labels() -> list[dict[str, str]]:
    """The rows of the file."""
    with (HERE / "indicators.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def shown(value: Value) -> dict[str, str]:
    """The fields of a value as the file writes them."""
    found = {name: getattr(value, name) for name in FIELDS}
    return {name: "yes" if text is True else "" if text in (False, 0) else str(text) for name, text in found.items()}


def measure(plans: Sequence[Plan]) -> Found:
    """Holds the values of some plans against the labels."""
    result = Found()
    values: dict[Key, list[Value]] = {}
    for value in extract(plans, read_indicator_editors(ROOT / "content").named()).values:
        values.setdefault((value.plan, value.place, value.cell), []).append(value)
    result.published = sum(map(len, values.values()))
    result.none = sum(row["state"] == "none" for row in labels())
    for row in labels():
        if row["state"] != "none":
            result.labelled += 1
            _judge(row, values.get((row["plan"], row["place"], int(row["cell"])), []), result)
    result.told += [f"not labelled: {v.plan} {v.place} {v.name} {v.words}" for v in _rest(values.values())]
    return result


def _rest(left: Iterable[list[Value]]) -> Iterable[Value]:
    for values in left:
        yield from values


def _judge(row: dict[str, str], values: list[Value], result: Found) -> None:
    same = [value for value in values if value.words == row["words"]]
    if not same:
        result.told.append(f"not found: {row['plan']} {row['place']} {row['name']} {row['words']}")
        return
    value = next((v for v in same if v.name == row["name"]), same[0])
    values.remove(value)
    result.found += 1
    fields = shown(value)
    wrong = [name for name in FIELDS if fields[name] != row[name]]
    result.right += not wrong
    result.wrong.update(wrong)
    if wrong:
        result.told.append(f"wrong: {row['plan']} {row['place']} {row['name']}: {[(n, fields[n], row[n]) for n in wrong]}")
