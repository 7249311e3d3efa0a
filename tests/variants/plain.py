"""Values written as Python that makes them again: texts, numbers, collections, and what the engine makes of these."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import re
import sys
from array import array
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Any

GENERATOR = Path(__file__).parents[2] / "generator"
APART = (
    "serving",
    "crew",
    "cli",
    "placing",
    "text_file",
    "working",
    "history",
    "workflows",
    "strays",
    "desk",
    "slim",
    "press",
    "build",
    "cards",
)
"""Modules and folders that work on files and processes, or with what a machine has."""
SIMPLE = (str, int, float, bool, type(None), bytes)


class UnwritableError(Exception):
    """A value that cannot be written so."""


@cache
def modules() -> list[str]:
    """The engine's modules that can be loaded in any order."""
    names = (".".join(p.relative_to(GENERATOR.parent).with_suffix("").parts) for p in sorted(GENERATOR.rglob("*.py")))
    made = [name.removesuffix(".__init__") for name in names if not name.endswith(("__main__", "site.plugin"))]
    for name in made:
        importlib.import_module(name)
    return made


@cache
def names() -> dict[str, Any]:
    """The engine's classes by name, and what else a written value may call."""
    found: dict[str, Any] = {"Path": Path, "pattern": re.compile, "match": _match, "array": array, "set": set, "frozenset": frozenset}
    for name in modules():
        for own, one in vars(sys.modules[name]).items():
            if isinstance(one, type) and one.__module__ == name and (dataclasses.is_dataclass(one) or issubclass(one, enum.Enum | tuple)):
                found[own] = one
    return found


@cache
def classes() -> dict[str, Any]:
    """All of the engine's classes by name."""
    found = [one for name in modules() for one in vars(sys.modules[name]).values() if isinstance(one, type) and one.__module__ == name]
    return {one.__name__: one for one in found}


def _match(pattern: str, flags: int, text: str, start: int) -> re.Match[str] | None:
    return re.compile(pattern, flags).search(text, start)


def plain(value: Any, most: int = 100_000) -> str:
    """A value as Python. Raises UnwritableError for what the engine's classes and Python's own do not make, and for what is too long."""
    return "".join(_written(value, _Room(most)))


def thing(kind: type, **own: Any) -> Any:
    """Something of a class of the engine that has what is given, and was never begun."""
    made = object.__new__(kind)
    for name, value in own.items():
        object.__setattr__(made, name, value)
    return made


class _Room:
    """How much may still be written."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, value: Any) -> None:
        self.left -= 1 + (len(value) if isinstance(value, str | bytes) else 0)
        if self.left < 0:
            raise UnwritableError


def _written(value: Any, room: _Room) -> Iterator[str]:
    kind = type(value)
    room.take(value)
    if kind in SIMPLE or kind is array:
        yield repr(value)
    elif kind in (list, tuple, set, frozenset):
        if len(value) > room.left:
            raise UnwritableError
        parts = ["".join(_written(one, room)) for one in value]
        parts = sorted(parts) if kind in (set, frozenset) else parts
        begin, end = {
            list: ("[", "]"),
            tuple: ("(", ",)" if len(parts) == 1 else ")"),
            set: ("set([", "])"),
            frozenset: ("frozenset([", "])"),
        }[kind]
        yield f"{begin}{', '.join(parts)}{end}"
    elif kind is dict:
        yield _of_dict(value, room)
    elif isinstance(value, PurePath):
        yield f"Path({value.name!r})"
    elif kind is re.Pattern:
        yield f"pattern({value.pattern!r}, {int(value.flags & ~re.UNICODE)})"
    elif kind is re.Match:
        yield f"match({value.re.pattern!r}, {int(value.re.flags & ~re.UNICODE)}, {value.string!r}, {value.start()})"
    elif names().get(kind.__name__) is kind:
        yield _of_class(value, room)
    elif classes().get(kind.__name__) is kind and not isinstance(value, BaseException):
        yield _of_thing(value, room)
    else:
        raise UnwritableError(kind.__name__)


def _of_dict(value: dict[Any, Any], room: _Room) -> str:
    pairs = (f"{''.join(_written(k, room))}: {''.join(_written(v, room))}" for k, v in value.items())
    return f"{{{', '.join(pairs)}}}"


def _of_thing(value: Any, room: _Room) -> str:
    """What has its own beginning as what it holds, without what cannot be written."""
    kind, parts = type(value), []
    slots = [name for one in kind.__mro__ for name in getattr(one, "__slots__", ()) if hasattr(value, name)]
    for name in (*slots, *getattr(value, "__dict__", ())):
        try:
            parts.append(f", {name}={''.join(_written(getattr(value, name), room))}")
        except UnwritableError:
            if room.left < 0:
                raise
    return f"thing({kind.__name__}{''.join(parts)})"


def _of_class(value: Any, room: _Room) -> str:
    kind = type(value)
    if isinstance(value, enum.Enum):
        return f"{kind.__name__}[{value.name!r}]"
    if isinstance(value, tuple):
        return f"{kind.__name__}({', '.join(''.join(_written(one, room)) for one in value)})"
    parts = []
    for one in dataclasses.fields(value):
        own = getattr(value, one.name)
        usual = one.default if one.default is not dataclasses.MISSING else one.default_factory() if callable(one.default_factory) else one
        if one.init and not (type(own) is type(usual) and own == usual):
            try:
                parts.append(f"{one.name}={''.join(_written(own, room))}")
            except UnwritableError:
                if room.left < 0:
                    raise
                return _of_thing(value, room)
    return f"{kind.__name__}({', '.join(parts)})"
