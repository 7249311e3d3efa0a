"""Every regular expression of the engine, with strings that show its parts: an alternative, a sign or a count less, and a row of `patterns/` is
found otherwise. `--strings` seeks them (`strings.py`)."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.variants.plain import GENERATOR, modules

PATTERNS = Path(__file__).parent / "patterns"
FLAGS = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4}
"""Functions of `re` and the place of their flags."""
MOST = 12
"""Places that are told of one string."""
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Shape:
    """One regular expression, and where it stands."""

    name: str
    """Module, function or constant, and which of it."""
    made: re.Pattern[str]
    call: ast.Call


def area_of(module: str) -> str:
    """The folder of the engine that a module stands in; `generator` for the engine's own."""
    folder = module.split(".")[1] if module.count(".") else ""
    return folder if (GENERATOR / folder).is_dir() and folder else "generator"


def areas() -> list[str]:
    return ["generator", *sorted(one.name for one in GENERATOR.iterdir() if (one / "__init__.py").is_file())]


def of_area(area: str) -> Iterator[Shape]:
    for name in modules():
        if area_of(name) == area:
            yield from shapes(sys.modules[name])


def shapes(module: ModuleType) -> Iterator[Shape]:
    """The regular expressions of a module that need no more than its own names."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(source.split("\n"), 1) if "re." in line]
    for statement in ast.parse(source).body if lines else ():
        if any(statement.lineno <= line <= (statement.end_lineno or 0) for line in lines):
            yield from _within(statement, module, module.__name__)


def _within(node: ast.stmt, module: ModuleType, above: str) -> Iterator[Shape]:
    inner = [one for one in getattr(node, "body", ()) if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    own = getattr(node, "name", "") or ast.unparse(getattr(node, "targets", [getattr(node, "target", ast.Name("_"))])[0])
    skipped = {id(one) for each in inner for one in ast.walk(each)}
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call) and id(one) not in skipped and _name(one) in FLAGS and one.args]
    for number, call in enumerate(calls, 1):
        held = vars(module).get(own) if getattr(node, "value", None) is call else None
        known = isinstance(held, re.Pattern) and isinstance(held.pattern, str)
        if made := held if known else _made(call, vars(module)):
            yield Shape(f"{above}.{own}" + (f" {number}" if len(calls) > 1 else ""), made, call)
    for one in inner:
        yield from _within(one, module, f"{above}.{own}")


def _name(call: ast.Call) -> str:
    own = call.func
    return own.attr if isinstance(own, ast.Attribute) and isinstance(own.value, ast.Name) and own.value.id == "re" else ""


def _made(call: ast.Call, known: dict[str, Any]) -> re.Pattern[str] | None:
    at = FLAGS[_name(call)]
    flags = next((one.value for one in call.keywords if one.arg == "flags"), call.args[at] if len(call.args) > at else ast.Constant(0))
    return compiled(call.args[0], flags, known)


def compiled(text: ast.expr, flags: ast.expr, known: dict[str, Any]) -> re.Pattern[str] | None:
    """What two expressions make, with the names of a module; None where they need more."""
    try:
        pattern, how = (eval(compile(ast.fix_missing_locations(ast.Expression(one)), "", "eval"), known) for one in (text, flags))
        return re.compile(pattern, how) if isinstance(pattern, str) else None
    except (NameError, TypeError, AttributeError):
        return None


def found(pattern: re.Pattern[str], text: str) -> str:
    """Where a pattern is found in a text, with its groups; `=` before it where it is the whole text."""
    places = (
        f"{m.start()}-{m.end()}" + "".join(f"[{a}-{b}]" if a >= 0 else "[]" for a, b in m.regs[1:])
        for m in islice(pattern.finditer(text), MOST)
    )
    return ("= " if pattern.fullmatch(text) else "") + " ".join(places)


def read(area: str) -> list[Row]:
    """The rows of an area: pattern, string, where it is found there."""
    path, rows, name = PATTERNS / f"{area}.tsv", list[Row](), ""
    for line in path.read_text(encoding="utf-8").split("\n") if path.is_file() else ():
        own, *rest = line.split("\t")
        name = own or name
        if rest:
            rows.append((name, json.loads(rest[0]), rest[1]))
    return rows


def write(area: str, strings: Iterable[tuple[str, str]] | None = None) -> None:
    """Tell anew where the patterns of an area are found in their strings, or in others; those of patterns that are gone go."""
    by_name: dict[str, list[str]] = {}
    for name, text in ((name, text) for name, text, _ in read(area)) if strings is None else strings:
        by_name.setdefault(name, []).append(text)
    lines = ""
    for shape in sorted(of_area(area), key=lambda one: one.name):
        rows = (f"\t{json.dumps(text, ensure_ascii=False)}\t{found(shape.made, text)}\n" for text in by_name.get(shape.name, ()))
        lines += "".join([f"{shape.name}\n", *rows])
    PATTERNS.mkdir(exist_ok=True)
    if lines:
        (PATTERNS / f"{area}.tsv").write_text(lines, encoding="utf-8")
