"""`content/indicators.toml`: what editors decide of the series. Names and joins stand there, values never.

[[series]]  a series with other wordings of its indicator, its English, and whether it is for the home page
[[apart]]   wordings that look alike and are not the same
[[area]]    of a plan whose title does not say, the area that it is for
[english]   names of indicators and of places in English
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.characters import HAN
from generator.errors import ZhangjuError, gathering, nearest
from generator.text_file import read_text
from generator.toml_file import line_of, load_built

FILE = "indicators.toml"
BASES = ("level", "growth", "increment")


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A `[[series]]`."""

    name: str
    """A wording that a plan has; it becomes the title."""
    names: list[str] = field(default_factory=list)
    """Other wordings that mean the same."""
    name_en: str = ""
    basis: str = ""
    """Which of level, growth and increment, where the wordings are used for several."""
    area: str = ""
    """The place, where the wordings are used for several."""
    telling: bool = False
    """For the home page."""
    reason: str = ""
    """Why the wordings mean the same; shown to readers."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Apart:
    """An `[[apart]]`."""

    names: list[str]
    reason: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """An `[[area]]`."""

    plan: str
    name: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorEditors:
    """The whole file."""

    series: list[SeriesEntry] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    area: list[Area] = field(default_factory=list)
    english: dict[str, str] = field(default_factory=dict)
    """Names of indicators and of places → their English."""
    path: Path = Path(FILE)

    def named(self) -> frozenset[str]:
        """All names that editors use, and so vouch for."""
        joined = (name for entry in self.series for name in (entry.name, *entry.names))
        return frozenset([*joined, *(name for item in self.apart for name in item.names), *self.english])

    def error(self, at: int, cause: str, next_step: str) -> ZhangjuError:
        """An error about one entry."""
        return ZhangjuError(self.path, at, cause, next_step)


def read_indicator_editors(content: Path) -> IndicatorEditors:
    """Read `content/indicators.toml`; nothing when there is none. Raises ZhangjuError with file and line for all that is wrong in it."""
    path = content / FILE
    if not path.is_file():
        return IndicatorEditors(path=path)
    read = load_built(IndicatorEditors, path)[1]
    editors = IndicatorEditors(read.series, read.apart, read.area, read.english, path)
    with gathering() as problems:
        for error in (*_series_errors(editors), *_apart_errors(editors)):
            problems.add(error)
    return editors


def _series_errors(editors: IndicatorEditors) -> list[ZhangjuError]:
    found = []
    seen: dict[tuple[str, str, str], int] = {}
    for entry in editors.series:
        if entry.basis not in ("", *BASES):
            found.append(editors.error(entry.at, f"`{entry.basis}` is no basis", f"write one of: {', '.join(BASES)}"))
        if entry.names and not entry.reason.strip():
            found.append(editors.error(entry.at, "the reason of the join is empty", "say in a few words why they mean the same"))
        for name in (entry.name, *entry.names):
            if not name.strip():
                found.append(editors.error(entry.at, "a name is empty", "write the indicator in a plan's words"))
            key = (name, entry.basis, entry.area)
            if seen.setdefault(key, entry.at) != entry.at:
                found.append(editors.error(entry.at, f"“{name}” stands in the series of line {seen[key]} already", "keep it in one"))
    return found


def _apart_errors(editors: IndicatorEditors) -> list[ZhangjuError]:
    found = []
    for item in editors.apart:
        if len(set(item.names)) < 2 or not all(name.strip() for name in item.names):
            found.append(editors.error(item.at, "`names` are fewer than two, or one is empty", "write two wordings that are not the same"))
        for entry in editors.series:
            both = set(item.names) & {entry.name, *entry.names}
            if len(both) > 1:
                cause = f"“{'” and “'.join(sorted(both))}” are kept apart, and joined in line {entry.at}"
                found.append(editors.error(item.at, cause, "take one of the two decisions out"))
    return found


def unknown_names(editors: IndicatorEditors, known: Collection[str], plans: Sequence[str], areas: Collection[str]) -> list[ZhangjuError]:
    """Wordings that no plan has, plans that there are none of, and English of what there is none of, or that is no English."""
    asked = [(entry.at, name) for entry in editors.series for name in (entry.name, *entry.names)]
    asked += [(item.at, name) for item in editors.apart for name in item.names]
    found = [
        editors.error(at, f"no plan has a value of “{name}”", f"write an indicator in a plan's words; {nearest(name, known)}")
        for at, name in asked
        if name.strip() and name not in known
    ]
    unknown = [item for item in editors.area if item.plan not in plans]
    found += [editors.error(item.at, f"`{item.plan}` is no plan", f"{nearest(item.plan, plans)}") for item in unknown]
    return found + _english_errors(editors, {*known, *areas})


def _english_errors(editors: IndicatorEditors, known: Collection[str]) -> list[ZhangjuError]:
    found = []
    for name, english in editors.english.items():
        if name not in known or not english.strip() or re.search(f"[{HAN}]", english):
            at = line_of(read_text(editors.path), name)
            if name not in known:
                found.append(editors.error(at, f"no plan has a value of “{name}”, nor one for that place", f"{nearest(name, known)}"))
            else:
                found.append(
                    editors.error(at, f"the English of “{name}” is empty or has Chinese in it", "write it in English, or take it out")
                )
    return found
