"""What was measured against labels read by people, as `content/quality.toml` keeps it.

The labels stand with the tests, which a build does not have: `python -m tests.gold.measure --write` writes the file, and `make
measure` fails when it says anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.toml_file import build, load_toml

FILE = "quality.toml"
HEADER = "# Written by `python -m tests.gold.measure --write` from the labels in tests/gold; do not edit. Shares are rounded down.\n"
GROUPS = ("text", "words", "script", "search")
"""The tables of the page, in order."""
METRICS = ("precision", "recall", "accuracy", "ambiguous", "mrr")


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing that was measured; a figure that it has none of is None."""

    id: str
    """The strings `measured_<id>` and `measured_<id>_how` say what it is."""
    group: str
    """One of GROUPS."""
    labels: int
    """Labels that it was held against."""
    precision: float | None = None
    """Share of what was found that is right."""
    recall: float | None = None
    """Share of what the labels want that was found; of a search, among the first ten results."""
    accuracy: float | None = None
    """Share of all that is right, where something stands for every label."""
    ambiguous: float | None = None
    """The same of the doubtful ones alone: characters with several Traditional forms."""
    mrr: float | None = None
    """Mean of 1 / rank of the first wanted result."""
    at: int = 0
    """Line in the file."""


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """What the file holds."""

    measured: list[Measured] = field(default_factory=list)


def read_measured(content: Path) -> tuple[Measured, ...]:
    """What the file says, nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return ()
    source, data = load_toml(path)
    found: MeasuredFile = build(MeasuredFile, data, path, source)
    with gathering() as problems:
        for one in found.measured:
            if one.group not in GROUPS:
                problems.add(ZhangjuError(path, one.at, f"unknown group `{one.group}`", f"write one of: {', '.join(GROUPS)}"))
    return tuple(found.measured)


def write_measured(measured: Iterable[Measured]) -> str:
    """The text of the file."""
    return HEADER + "".join(f"\n[[measured]]\n{''.join(map(_line, figures(one).items()))}" for one in measured)


def figures(one: Measured) -> dict[str, str | int | float]:
    """What is known of one thing, by its key."""
    return {f.name: value for f in fields(one) if f.name != "at" and (value := getattr(one, f.name)) is not None}


def _line(item: tuple[str, str | int | float]) -> str:
    key, value = item
    return f'{key} = "{value}"\n' if isinstance(value, str) else f"{key} = {value}\n"
