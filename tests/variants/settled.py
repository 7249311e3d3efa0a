"""What the engine's modules and classes have set down: words, numbers, tables of words, what a field is when nobody says. A list of it, so that
none of it changes unseen.
"""

from __future__ import annotations

import ast
import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from tests.variants.calls import shown
from tests.variants.captured import bare
from tests.variants.patterns import area_of
from tests.variants.plain import SIMPLE, modules

SETTLED = Path(__file__).parent / "settled"


def of_area(area: str) -> dict[str, str]:
    """Name → value of all that an area's modules set down in words and numbers."""
    return {name: shown(value) for name in modules() if area_of(name) == area for name, value in of_module(sys.modules[name])}


def of_module(module: ModuleType) -> Iterator[tuple[str, Any]]:
    own = vars(module)
    for node in ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body:
        for name in _names(node):
            own_only = name.startswith("_") and not (name.isupper() and isinstance(own.get(name), tuple | str | int | float))
            if name in own and not own_only and _is_simple(own[name]):  # what is remembered is not settled
                yield f"{module.__name__}.{name}", own[name]
        if isinstance(node, ast.ClassDef):
            made = own[node.name]
            yield from _usual(getattr(made, "__init__", None), f"{module.__name__}.{node.name}")
            for one in node.body:
                yield from _usual(vars(made).get(getattr(one, "name", "")), f"{module.__name__}.{node.name}.{getattr(one, 'name', '')}")
        elif isinstance(node, ast.FunctionDef):
            yield from _usual(own[node.name], f"{module.__name__}.{node.name}")


def _usual(made: Any, name: str) -> Iterator[tuple[str, Any]]:
    """What a function takes where nothing is given; a class, what a field is when nobody says."""
    made = bare(made)
    if isinstance(made, FunctionType):
        values = tuple(filter(_is_simple, (*(made.__defaults__ or ()), *(made.__kwdefaults__ or {}).values())))
        yield from [(f"{name}()", values)] if values else ()


def _names(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


def _is_simple(value: Any) -> bool:
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, tuple | list | set | frozenset) else None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, one.name) for one in dataclasses.fields(value)]
    return type(value) in SIMPLE if inner is None else all(map(_is_simple, inner))


def write(area: str) -> None:
    """Take what an area sets down now as what is expected."""
    SETTLED.mkdir(exist_ok=True)
    if lines := [f"{name}\t{told}\n" for name, told in sorted(of_area(area).items())]:
        (SETTLED / f"{area}.tsv").write_text("".join(lines), encoding="utf-8")


def read(area: str) -> dict[str, str]:
    """What an area is expected to set down."""
    path = SETTLED / f"{area}.tsv"
    return dict(line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()) if path.is_file() else {}
