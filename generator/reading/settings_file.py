"""Reading `seeds/<plan>.toml`: an unknown key, or one of the wrong type, is an error that names its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError, gathering, restoring
from generator.findings import Finding
from generator.model.address import is_anchor, is_source, plan_id, section_id, shown
from generator.numbering import level_of
from generator.reading.settings import FORMATS, KINDS, OTHER_LANGUAGES, Settings, counted
from generator.toml_file import build, line_of, load_toml

DATE_LIKE = re.compile(r"[\d\-./年月日]+")
"""A date that is meant for the calendar; other words, such as 待定, may stand."""


def read_settings(path: Path, plan: str) -> Settings:
    """Read and check `seeds/<plan>.toml`. Raises ZhangjuError with file, line, cause and what to write instead, of all that is wrong."""
    source, data = load_toml(path)
    if not source.strip():
        raise ZhangjuError(path, 1, "the file is empty", f"restore it: {restoring(path)}; `zhangju add` writes such a file")
    return settings_of(source, data, path, plan)


def settings_of(source: str, data: dict[str, Any], path: Path, plan: str) -> Settings:
    """The settings that a TOML text says, for the file `path`. Raises ZhangjuError as `read_settings` does."""
    settings: Settings = build(Settings, data, path, source)
    settings = replace(settings, path=path, key_lines={key: line_of(source, key) for key in data})
    with gathering() as problems:
        with problems.trying():
            plan_id(plan, path, line_of(source, "id"))
        for key, cause, next_step in _wrong(settings, plan):
            problems.add(ZhangjuError(path, line_of(source, key), cause, next_step))
        for supplied in settings.supplied:
            with problems.trying():
                section_id(supplied.id or "x", path, supplied.at)
        for at, cause, next_step in _wrong_prints(settings):
            problems.add(ZhangjuError(path, at, cause, next_step))
        for one in settings.correction:
            if one.find == one.replace:
                how = "write into `replace` what should stand there, or take the [[correction]] out"
                problems.add(ZhangjuError(path, one.at, f"`find` and `replace` are the same, “{one.find[:40]}”", how))
        for address, at in ((settings.source, line_of(source, "source")), *((one.source, one.at) for one in settings.witness)):
            with problems.trying():
                check_source(address, path, at)
    return settings


def _wrong(settings: Settings, plan: str) -> Iterator[tuple[str, str, str]]:
    """(key, cause, what to write instead) of every value that cannot be."""
    if settings.id != plan:
        yield "id", f"id is `{settings.id}`, the file is `{plan}`", f'write id = "{plan}"'
    for key, allowed in (("format", FORMATS), ("kind", KINDS), ("other_language", OTHER_LANGUAGES)):
        if (value := getattr(settings, key)) not in allowed:
            yield key, f"unknown {key} `{value}`", f"write one of: {', '.join(filter(None, allowed))}"
    for key in ("date", "published"):
        if DATE_LIKE.fullmatch(value := getattr(settings, key)) and not _is_date(value):
            yield key, f"`{value}` is no date", "write a day of the calendar as 2026-03-01, or what is known of it: 2026-03, 2026"
    if (years := re.fullmatch(r"(\d{4})\s*[-–—－至~]+\s*(\d{4})年?", settings.period)) and int(years[1]) > int(years[2]):
        yield "period", f"the period `{settings.period}` ends before it begins", f'write period = "{years[2]}-{years[1]}"'
    for key in ("levels", "appendix_levels"):
        for sample in getattr(settings, key):
            try:
                level_of(sample)
            except ValueError as error:
                yield key, str(error), "write a level's first number as printed: 一、 or 1.1 or 第一章"


def _is_date(text: str) -> bool:
    """True for a year, a month or a day of the calendar, as ISO 8601 writes it."""
    try:
        return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.A)) and bool(date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        return False


def _wrong_prints(settings: Settings) -> Iterator[tuple[int, str, str]]:
    """(line, cause, what to do) of what cannot be of another print."""
    how = "`zhangju collate PLAN FILE --write` writes it anew"
    names = {one.name for one in settings.witness}
    for one in settings.witness:
        places = [name for ends in one.reach for name in ends]
        if not one.name or not one.reach or any(len(ends) != 2 for ends in one.reach):
            yield one.at, "[[witness]] has no name, or `reach` is no list of pairs of anchors", how
        elif bad := next((name for name in places if not is_anchor(name)), ""):
            yield one.at, f"`{shown(bad)}` in `reach` is no anchor", how
        if bad := next((name for name, value in counted(one).items() if value < 0), ""):
            yield one.at, f"`{bad}` is less than nothing", how
    for variant in settings.variant:
        if variant.witness not in names:
            yield (
                variant.at,
                f"there is no [[witness]] named `{shown(variant.witness)}`",
                "write the name of one, or take the [[variant]] out",
            )
        if not is_anchor(variant.place):
            yield variant.at, f"`{shown(variant.place)}` is no anchor", how


def check_source(address: str, path: Path, line: int) -> None:
    """Raise ZhangjuError for a source of an editor's file that reads as an address and is none that pages may link to."""
    if not is_source(address):
        how = "write an address that begins with https:// or http://, or the source in words"
        raise Finding("N003", str(path), line, f"`{shown(address)}`", how).as_error()
