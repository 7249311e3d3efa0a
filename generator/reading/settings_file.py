"""Reading `seeds/<plan>.toml`: an unknown key, or one of the wrong type, is an error that names its line."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError
from generator.numbering import level_of
from generator.reading.settings import FORMATS, KINDS, Settings


def read_settings(path: Path, plan: str) -> Settings:
    """Read and check `seeds/<plan>.toml`. Raises ZhangjuError with file, line, cause and what to write instead."""
    source = path.read_text(encoding="utf-8", errors="replace")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        raise ZhangjuError(path, line, f"this is no TOML: {error}", "mend that line") from None
    settings: Settings = _build(Settings, data, path, source, "", 1)
    settings = replace(settings, path=path, key_lines={key: _line_of(source, key) for key in data})
    if settings.id != plan:
        raise ZhangjuError(path, _line_of(source, "id"), f"id is `{settings.id}`, the file is `{plan}`", f'write id = "{plan}"')
    for key, allowed in (("format", FORMATS), ("kind", KINDS)):
        if (value := getattr(settings, key)) not in allowed:
            raise ZhangjuError(path, _line_of(source, key), f"unknown {key} `{value}`", f"write one of: {', '.join(allowed)}")
    for key in ("levels", "appendix_levels"):
        for sample in getattr(settings, key):
            try:
                level_of(sample)
            except ValueError as error:
                raise ZhangjuError(
                    path, _line_of(source, key), str(error), "write a level's first number as printed: 一、 or 1.1 or 第一章"
                ) from None
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plan):
        raise ZhangjuError(path, 1, f"`{plan}` is no plan id", "use lower-case letters, digits and single hyphens")
    return settings


def _build(cls: type, data: dict[str, Any], path: Path, source: str, table: str, at: int) -> Any:
    """Make a settings dataclass of a TOML table, checking every key."""
    known = {f.name: f for f in fields(cls) if f.name not in ("at", "path", "key_lines")}
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {}
    for key, value in data.items():
        line = _line_of(source, key, at) if not isinstance(value, dict) else at
        if key not in known:
            where = f" in [[{table}]]" if table else ""
            raise ZhangjuError(path, line, f"unknown key `{key}`{where}", f"write one of: {', '.join(known)}")
        values[key] = _value(hints[key], value, path, source, key, line)
    for name, f in known.items():
        if name not in values and f.default is MISSING and f.default_factory is MISSING:
            where = f"[[{table}]] " if table else ""
            raise ZhangjuError(path, at, f"{where}lacks `{name}`", f"add {name} = …")
    if "at" in {f.name for f in fields(cls)}:
        values["at"] = at
    return cls(**values)


def _value(hint: Any, value: Any, path: Path, source: str, key: str, line: int) -> Any:
    """Check one value against its type; lists of settings tables are built in turn."""
    if typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        if isinstance(value, list):
            if isinstance(item, type) and not isinstance(item, types.GenericAlias) and hasattr(item, "__dataclass_fields__"):
                starts = _table_lines(source, key)
                if all(isinstance(entry, dict) for entry in value):
                    return [_build(item, e, path, source, key, starts[i] if i < len(starts) else line) for i, e in enumerate(value)]
            else:
                return [_value(item, entry, path, source, key, line) for entry in value]
    elif isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    elif hint is str and hasattr(value, "isoformat"):
        return value.isoformat()
    expected = getattr(hint, "__name__", str(hint))
    raise ZhangjuError(path, line, f"`{key}` is {type(value).__name__}, not {expected}", "see CONTRIBUTING.md, “Settings”")


def _line_of(source: str, key: str, start: int = 1) -> int:
    """1-based line where a key is set, at or after a line; that line when it is not found."""
    for number, text in enumerate(source.split("\n")[start - 1 :], start):
        if re.match(rf"\s*\[*\s*\"?{re.escape(key)}\"?\s*[=\].]", text):
            return number
    return start


def _table_lines(source: str, key: str) -> list[int]:
    """1-based lines of the `[[key]]` headers."""
    return [n for n, text in enumerate(source.split("\n"), 1) if re.match(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]", text)]
