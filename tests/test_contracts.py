"""Contracts at the edges: what is handed over is named, and what a template names is there."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from generator.site import views
from tests.conftest import ROOT

MOST = 5
"""Arguments that a reader tells apart by their place."""


def positional(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each call and each definition with more arguments by place than a reader tells apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if len(node.args) - name.endswith("partial") > MOST:
                yield node.lineno, name
        if isinstance(node, ast.FunctionDef):
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")]
            if len(names) > MOST:
                yield node.lineno, node.name


def test_no_more_than_five_arguments_go_by_their_place() -> None:
    many = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for line, name in positional(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert many == []


def test_every_view_is_made_by_the_names_of_its_fields() -> None:
    made = [view for view in vars(views).values() if inspect.isclass(view) and is_dataclass(view)]
    assert made
    assert [f"{view.__name__}.{f.name}" for view in made for f in fields(view) if not f.kw_only] == []
