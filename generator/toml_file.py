"""TOML that editors write, read into dataclasses: an unknown key, or one of the wrong type, is an error that names its line."""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
import types
import typing
from collections.abc import Iterable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import ZhangjuError, all_of, gathering
from generator.model.address import own_file
from generator.pure import pure
from generator.text_file import read_text
from generator.toml_errors import toml_trouble

Table = TypeVar("Table")
OWN = ("at", "path", "key_lines", "former", "contents", "local")
"""Fields that the reader sets, or who passes what was read on: no keys of a file."""


def load_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """A TOML file's text and what it says. Raises ZhangjuError with the line that is no TOML."""
    source = toml_text(path)
    return source, parse_toml(source, path)


def toml_text(path: Path) -> str:
    """The text of a TOML file. Raises ZhangjuError."""
    return read_text(own_file(path, path.parent)).removeprefix("\ufeff")


def parse_toml(source: str, path: Path) -> dict[str, Any]:
    """What a TOML file's text says. Raises ZhangjuError with the line that is no TOML."""
    try:
        return tomllib.loads(source.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # beside its own errors it lets through those of numbers, and of depth
        line, cause, how = toml_trouble(error, source)
        raise ZhangjuError(path, line, f"this is no TOML: {cause}", how) from None


def load_built(cls: type[Table], path: Path) -> tuple[str, Table]:
    """A TOML file's text, and the dataclass that it makes. Raises ZhangjuError with all that is wrong."""
    source = toml_text(path)
    return source, _built(cls, source, path)


@pure(most=64)
def _built(cls: type[Table], source: str, path: Path) -> Table:
    made: Table = build(cls, parse_toml(source, path), path, source)
    return made


def build(cls: type, data: dict[str, Any], path: Path, source: str, table: str = "", *, at: int = 1) -> Any:
    """Make a dataclass of a TOML table, checking every key; its field `at`, if it has one, becomes the table's line.

    Lists of dataclasses are `[[tables]]`. `source` is the file's text, `at` the line where the table begins. Raises ZhangjuError
    with all that is wrong.
    """
    known = {f.name.removesuffix("_"): f for f in fields(cls) if f.name not in OWN}  # `break_`: a word of Python's
    hints = _hints(cls)
    values: dict[str, Any] = {}
    where = f"[[{table}]] " if table else ""
    with gathering() as problems:
        for key, value in data.items():
            with problems.trying():
                if key not in known:
                    raise _unknown(key, value, known, path, source, table=table, at=at)
                values[known[key].name] = _value(hints[known[key].name], value, path, source, key, at=at)
        meant = {near for key in data if key not in known for near in difflib.get_close_matches(key.lower(), list(known), 1, 0.6)}
        for name, f in known.items():
            if name in meant:  # its misspelt key is told
                continue
            if name not in data and f.default is MISSING and f.default_factory is MISSING:
                problems.add(ZhangjuError(path, at, f"{where}lacks `{name}`", f"add {name} = …"))
    if "at" in {f.name for f in fields(cls)}:
        values["at"] = at
    return cls(**values)


def _unknown(key: str, value: Any, known: Iterable[str], path: Path, source: str, *, table: str, at: int) -> ZhangjuError:
    where = f" in [[{table}]]" if table else ""
    meant = difflib.get_close_matches(key.lower(), list(known), 1, 0.6)
    how = (f"{meant[0]} seems to be meant; " if meant else "") + f"write one of: {', '.join(known)}"
    if table and not meant:
        how += f"; a key of the whole file stands above the first [[{table}]]"
    return ZhangjuError(path, line_of(source, key, at), f"unknown key `{key}`{where}", how)


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _value(hint: Any, value: Any, path: Path, source: str, key: str, *, at: int) -> Any:
    """Check one value against its type; lists of settings tables are built in turn. `at` is the line where its table begins."""
    if typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        if isinstance(value, list):
            if isinstance(item, type) and not isinstance(item, types.GenericAlias) and hasattr(item, "__dataclass_fields__"):
                if all(isinstance(entry, dict) for entry in value):
                    return _tables(item, value, path, source, key, at=at)
            else:
                return all_of([functools.partial(_value, item, entry, path, source, key, at=at) for entry in value])
    elif typing.get_origin(hint) is dict:
        if isinstance(value, dict):
            item = typing.get_args(hint)[1]
            return dict(
                zip(value, all_of([functools.partial(_value, item, v, path, source, k, at=at) for k, v in value.items()]), strict=True)
            )
    elif isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    elif hint is str and hasattr(value, "isoformat"):
        return value.isoformat()
    expected = getattr(hint, "__name__", str(hint))
    cause = f"`{key}` is {type(value).__name__}, not {expected}"
    raise ZhangjuError(path, line_of(source, key, at), cause, _as_wanted(hint, value, key))


def _as_wanted(hint: Any, value: Any, key: str) -> str:
    """What to write for a value of another type."""
    if typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        if isinstance(value, dict) or hasattr(item, "__dataclass_fields__"):
            return f"write its header in two brackets: [[{key}]]"
        return f"write it in brackets: {key} = [{quoted(value) if isinstance(value, str) else value}]"
    if typing.get_origin(hint) is dict:
        return f'write its header in one pair of brackets, [{key}], and below it lines like "…" = "…"'
    if hint is str:
        return f"write it as one text in quotation marks: {key} = {quoted(str(value) if isinstance(value, int | float) else '…')}"
    if hint is bool:
        return f"write {key} = true, or false, without quotation marks"
    if hint is int:
        digits = "".join(char for char in str(value) if char.isdecimal())
        return f"write a whole number without quotation marks: {key} = {digits or 1}"
    return "see CONTRIBUTING.md, “Settings”"


def _tables(item: type, entries: list[dict[str, Any]], path: Path, source: str, key: str, *, at: int) -> list[Any]:
    """The tables of a list, each at its line."""
    starts, held = table_lines(source, key), line_of(source, key, at)
    lines = [starts[i] if i < len(starts) else held for i in range(len(entries))]
    return all_of([functools.partial(build, item, e, path, source, key, at=line) for e, line in zip(entries, lines, strict=True)])


def line_of(source: str, key: str, start: int = 1) -> int:
    """1-based line where a key is set, at or after a line; that line when it is not found."""
    for number, text in enumerate(source.split("\n")[start - 1 :], start):
        if re.match(rf"\s*\[*\s*\"?{re.escape(key)}\"?\s*[=\].]", text):
            return number
    return start


def table_lines(source: str, key: str) -> list[int]:
    """1-based lines of the `[[key]]` headers, or of the tables of `key = [` that stand one a line."""
    lines = source.split("\n")
    found = [n for n, text in enumerate(lines, 1) if re.match(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]", text)]
    begin = next((n for n, text in enumerate(lines) if re.match(rf"\s*{re.escape(key)}\s*=\s*\[\s*(?:#.*)?$", text)), None)
    if found or begin is None:
        return found
    end = next((n for n in range(begin, len(lines)) if lines[n].startswith("]")), len(lines))
    return [n + 1 for n in range(begin, end) if lines[n].lstrip().startswith("{")]


def quoted(text: str) -> str:
    """A TOML basic string."""
    pieces = []
    for char in text:
        if char in '"\\':
            pieces.append("\\" + char)
        elif char in "\n\r\t":
            pieces.append({"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char])
        else:
            pieces.append(char if char.isprintable() or char == "\u3000" else f"\\u{ord(char):04x}")
    return '"' + "".join(pieces) + '"'
