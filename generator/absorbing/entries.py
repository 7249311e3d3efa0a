"""Entries of `seeds/<plan>.toml` added, changed and taken out; comments and order stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit

from generator.toml_file import table_lines


@dataclass(frozen=True, slots=True)
class Add:
    """A new entry of a table."""

    table: str
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Set:
    """New values of an entry that stands there; of the settings themselves where `table` is empty."""

    table: str
    index: int
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """An entry taken out."""

    table: str
    index: int


Entry = Add | Set | Drop


def with_entries(data: Mapping[str, Any], entries: Iterable[Entry]) -> dict[str, Any]:
    """The settings that the TOML would say with these entries, as plain data."""
    made = {key: list(value) if isinstance(value, list) else value for key, value in data.items()}
    dropped: dict[str, set[int]] = {}
    for entry in entries:
        match entry:
            case Add():
                made.setdefault(entry.table, []).append(dict(entry.values))
            case Set() if entry.table:
                made[entry.table][entry.index] = {**made[entry.table][entry.index], **dict(entry.values)}
            case Set():
                made |= dict(entry.values)
            case Drop():
                dropped.setdefault(entry.table, set()).add(entry.index)
    return {key: [v for i, v in enumerate(value) if i not in dropped[key]] if key in dropped else value for key, value in made.items()}


def written(source: str, entries: Iterable[Entry]) -> str:
    """The TOML with these entries: changed values in place, what is taken out reduced to its comments, new ones at the end."""
    ordered = sorted(entries, key=lambda e: (isinstance(e, Add), isinstance(e, Drop), -getattr(e, "index", 0)))
    text = source.replace("\r\n", "\n")
    for entry in ordered:
        if isinstance(entry, Set):
            text = _with_values(text, entry)
        elif isinstance(entry, Drop):
            text = _without(text, entry)
    text = _with_new(text, [e for e in ordered if isinstance(e, Add)])
    return text.replace("\n", "\r\n") if "\r\n" in source else text


def _with_values(text: str, entry: Set) -> str:
    """The TOML with new values of one entry, or of the settings themselves. Only its lines are read and written anew."""
    lines = text.split("\n")
    begin, end = entry_lines(text, entry.table, entry.index) if entry.table else (0, _next_table(lines, 0))
    if entry.table and not lines[begin].lstrip().startswith("[["):  # an inline list
        document = tomlkit.parse(text)
        document[entry.table][entry.index].update(dict(entry.values))
        return tomlkit.dumps(document)
    block = tomlkit.parse("\n".join(lines[begin:end]))
    table: Any = block[entry.table][0] if entry.table else block
    fresh: list[str] = []
    for key, value in entry.values:
        if key in ("rows", "columns", "notes") and key in table:
            _set_list(table[key], value)
        elif key in table:
            table[key] = value
        else:
            fresh.append(f"{key} = {toml_value(value)}")
    changed = tomlkit.dumps(block).split("\n")
    last = next(i for i in range(len(changed), 0, -1) if changed[i - 1].strip() and not changed[i - 1].lstrip().startswith("#"))
    return "\n".join([*lines[:begin], *changed[:last], *fresh, *changed[last:], *lines[end:]])


def entry_lines(text: str, table: str, index: int) -> tuple[int, int]:
    """0-based first line of an entry, and the line after it; what stands right before the next entry belongs to that."""
    lines = text.split("\n")
    begin = table_lines(text, table)[index] - 1
    if not lines[begin].lstrip().startswith("[["):
        return begin, begin + 1
    end = _next_table(lines, begin + 1)
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return begin, end


def _next_table(lines: Sequence[str], begin: int) -> int:
    """The first line from one on that opens a table."""
    return next((i for i in range(begin, len(lines)) if re.match(r"\s*\[{1,2}\s*[A-Za-z_]+\s*\]{1,2}\s*(#.*)?$", lines[i])), len(lines))


def _set_list(held: Any, value: list[Any]) -> None:
    """Change a list by its items, so that lines and comments of the others stay."""
    while len(held) > len(value):
        held.pop()
    for i, item in enumerate(value):
        if i >= len(held):
            held.append(item)
        elif isinstance(item, list):
            _set_list(held[i], item)
        elif held[i] != item:
            held[i] = item


def _without(text: str, entry: Drop) -> str:
    """The TOML without one entry; its comments stay where it stood."""
    lines = text.split("\n")
    begin, end = entry_lines(text, entry.table, entry.index)
    kept = [comment for line in lines[begin:end] if (comment := _comment(line))]
    after = end + 1 if not kept and end < len(lines) - 1 and not lines[end].strip() else end
    return "\n".join([*lines[:begin], *kept, *lines[after:]])


def _comment(line: str) -> str:
    """The comment of a line, empty when it has none."""
    found = re.match(r"""^(?:[^#"']|"(?:\\.|[^"\\])*"|'[^']*')*(#.*)$""", line.rstrip("\r"))
    return found[1] if found else ""


def _with_new(text: str, new: list[Add]) -> str:
    """The TOML with new entries at its end, or in the list that it has for their table."""
    inline: dict[str, list[Add]] = {}
    blocks: list[str] = []
    for entry in new:
        if re.search(rf"^\s*{entry.table}\s*=\s*\[", text, re.M):
            inline.setdefault(entry.table, []).append(entry)
        else:
            body = "\n".join(f"{key} = {toml_value(value)}" for key, value in entry.values)
            blocks.append(f"[[{entry.table}]]\n{body}\n")
    if inline:
        document = tomlkit.parse(text)
        for table, entries in inline.items():
            for entry in entries:
                made = tomlkit.inline_table()
                made.update(dict(entry.values))
                document[table].append(made)
        text = tomlkit.dumps(document)
    if not blocks:
        return text
    return text.rstrip("\n") + "\n" + "".join("\n" + block for block in blocks)


def toml_value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
