"""The calls that tests make of the engine's functions, where what they are given can be written: a plugin of pytest."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

from tests.variants.plain import APART, UnwritableError, modules, plain

ENOUGH, LOOKS, LONGEST = 100, 2000, 1000
"""Calls that are kept of a function, how often it is looked at, and how long what it is given may be."""


def bare(one: Any) -> Any:
    """The function within a method, a property, or what a decorator made."""
    one = getattr(one, "fget", None) or getattr(one, "__func__", None) or getattr(one, "func", None) or one
    while hasattr(one, "__wrapped__"):
        one = one.__wrapped__
    return one


def functions() -> dict[CodeType, str]:
    """The code of each of the engine's functions and methods, and its name."""
    found: dict[CodeType, str] = {}
    for name in modules():
        if name.rpartition(".")[2] in APART or any(part in APART for part in name.split(".")):
            continue
        for own, one in vars(sys.modules[name]).items():
            inner = vars(one).items() if isinstance(one, type) and one.__module__ == name else ()
            for path, each in [
                (own, one),
                *((f"{own}.{n}", o) for n, o in inner if not n.startswith("__") or n in ("__call__", "__str__")),
            ]:
                made = bare(each)
                if isinstance(made, FunctionType) and made.__module__ == name and not made.__code__.co_flags & 0x0C:
                    found[made.__code__] = f"{name}.{path}"
    return found


class Capture:
    """Looks at each call while pytest runs, and writes what it kept."""

    def __init__(self, to: Path) -> None:
        self.to = to
        self.names = functions()
        self.kept: dict[str, dict[str, None]] = {name: {} for name in self.names.values()}
        self.looks = dict.fromkeys(self.names, 0)

    def look(self, frame: FrameType, event: str, arg: Any) -> None:
        code = frame.f_code
        looks = self.looks.get(code)
        if looks is None or looks > LOOKS:
            return
        self.looks[code] = looks + 1
        kept = self.kept[self.names[code]]
        if (looks > 60 and looks % (1 + looks // 60)) or len(kept) >= ENOUGH:
            return
        sys.settrace(None)
        try:
            given = [frame.f_locals[name] for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]]
            if given:
                told = re.sub(r"Path\((['\"])", r"Path(\1nowhere/", plain(tuple(given), LONGEST))
                if len(told) <= LONGEST and "pytest-of-" not in told:
                    kept[told] = None
        except (UnwritableError, KeyError, RecursionError, AttributeError, ValueError, TypeError):
            self.looks[code] += 10
        finally:
            sys.settrace(self.look)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Any:
        sys.settrace(self.look)
        try:
            return (yield)
        finally:
            sys.settrace(None)

    def pytest_sessionfinish(self) -> None:
        self.to.write_text(json.dumps({name: [*kept] for name, kept in self.kept.items() if kept}, ensure_ascii=False), encoding="utf-8")
