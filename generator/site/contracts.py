"""What templates name, held against what they are given: each `view.plan.title`, with the loops, macros and includes on the way, is
followed through the types of the views. Jinja itself tells only of what it comes by (`StrictUndefined`), and then in the middle of a build.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

Scope = dict[str, Any]
"""Name → its type, or its macro; None where it is not known."""
Stamps = tuple[tuple[str, int, int], ...]
"""Name, time and size of each template of some folders."""
LOOPED = (tuple, list, Sequence, Iterator, set, frozenset)


def unknown_fields(template: Path, view: type, theme: Sequence[Path] = (), seen: Stamps | None = None) -> list[tuple[str, int, str]]:
    """(file, line, what is wrong) of each field that a template, or one that it uses, names and the view has not. `theme` are the folders
    that it may take others from; its own comes first. `seen` are the stamps of these folders, where they are known."""
    stamps = seen or stamps_of([*theme, template.parent])
    return [
        (file, line, f"`{name}` is no field of {owner.__name__}")
        for file, line, owner, name, known in _named(template, view, stamps, tuple(theme))
        if not known
    ]


def used_fields(template: Path, view: type) -> set[tuple[str, str]]:
    """(class, field) of all that a template and those that it uses name."""
    return {(owner.__name__, name) for _, _, owner, name, _ in _named(template, view, stamps_of([template.parent]))}


def stamps_of(folders: Iterable[Path]) -> Stamps:
    """What tells whether the templates in some folders are as they were."""
    return tuple(
        (p.name, p.stat().st_mtime_ns, p.stat().st_size) for folder in folders for p in sorted(folder.glob("*.html")) if p.is_file()
    )


Named = tuple[str, int, type, str, bool]


@functools.lru_cache(maxsize=64)
def _named(template: Path, view: type, stamps: Stamps, theme: tuple[Path, ...] = ()) -> tuple[Named, ...]:
    """File, line, class, field and whether there is such a one, of each field that is named; kept while the templates stay as they are."""
    reader = _Reader([*theme, template.parent])
    try:
        reader.template(template.name, {"view": view})
    except (TemplateSyntaxError, OSError, UnicodeDecodeError):  # told where it is filled
        return ()
    return tuple(dict.fromkeys(reader.named))


class _Reader:
    """Reads templates as Jinja would fill them, with types for values."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.named: list[Named] = []
        self.file = ""
        self.macros: set[tuple[int, tuple[Any, ...]]] = set()
        """Macros that were read, with the types of what they were given."""

    def template(self, name: str, scope: Scope) -> None:
        """A template in a scope, which it adds to."""
        path = next((folder / name for folder in self.folders if (folder / name).is_file()), self.folders[-1] / name)
        outer, self.file = self.file, str(path)
        self.body(_parsed(path).body, scope)
        self.file = outer

    def body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        """Nodes in their order; the template that the first one extends comes first, as it sets what blocks may use."""
        for node in body:
            self.node(node, scope)

    def node(self, node: nodes.Node, scope: Scope) -> None:
        """One node and all in it."""
        match node:
            case nodes.Extends(template=nodes.Const(value=name)) | nodes.Include(template=nodes.Const(value=name)):
                self.template(name, scope)
            case nodes.FromImport(template=nodes.Const(value=name)):
                inside = dict(scope)
                self.template(name, inside)
                scope |= {str(one): inside.get(str(one)) for one in node.names}
            case nodes.Macro():
                scope[node.name] = node, self.file, scope
            case nodes.For(target=target, iter=looped):
                inner = dict(scope)
                self.assign(target, _item(self.type(looped, scope)), inner)
                for part in (node.test, *node.body):
                    if part is not None:
                        self.node(part, inner)
                self.body(node.else_, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.assign(target, self.type(value, scope), inner)
                self.body(node.body, inner)
            case nodes.Assign():
                value = self.type(node.node, scope)  # `view` is what MkDocs' page has, whose type says nothing of it
                if not (isinstance(node.target, nodes.Name) and node.target.name == "view"):
                    self.assign(node.target, value, scope)
            case nodes.Expr():
                self.type(node, scope)
            case _:
                for part in node.iter_child_nodes():
                    self.node(part, scope)

    def assign(self, target: nodes.Node, value: Any, scope: Scope) -> None:
        """Give a name its type; of several the types are not known."""
        for name in [target] if isinstance(target, nodes.Name) else target.find_all(nodes.Name):
            scope[name.name] = value if name is target else None

    def type(self, node: nodes.Node, scope: Scope) -> Any:
        """The type of an expression, None where it is not known; every field in it is noted."""
        match node:
            case nodes.Name():
                return scope.get(node.name)
            case nodes.Getattr():
                return self.field(self.type(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem():
                self.type(node.arg, scope)
                held = self.type(node.node, scope)
                return held if isinstance(node.arg, nodes.Slice) else _item(held)
            case nodes.Call():
                return self.call(node, scope)
        for part in node.iter_child_nodes():
            self.node(part, scope)
        return None

    def call(self, node: nodes.Call, scope: Scope) -> Any:
        """A macro is read with the types of what it is given; of a method the type of what it returns."""
        called = self.type(node.node, scope)
        given = [self.type(arg, scope) for arg in node.args]
        named = {pair.key: self.type(pair.value, scope) for pair in node.kwargs}
        if not (isinstance(called, tuple) and isinstance(called[0], nodes.Macro)):
            return called
        macro, file, outer = called
        key = id(macro), (*given, *sorted(named.items(), key=str))
        if key not in self.macros:
            self.macros.add(key)
            names = [str(arg.name) for arg in macro.args]
            here, self.file = self.file, file
            self.body(macro.body, outer | dict.fromkeys(names) | dict(zip(names, given, strict=False)) | named)
            self.file = here
        return None

    def field(self, owner: Any, name: str, line: int) -> Any:
        """The type of a field; it is noted where the class is one of ours."""
        owner = _bare(owner)
        if not (isinstance(owner, type) and is_dataclass(owner)):
            return None
        found = _types(owner)
        self.named.append((self.file, line, owner, name, name in found))
        return found.get(name)


@functools.lru_cache(maxsize=256)
def _parsed_as(text: str) -> nodes.Template:
    return Environment().parse(text)


def _parsed(path: Path) -> nodes.Template:
    return _parsed_as(path.read_text(encoding="utf-8"))


@functools.cache
def _types(owner: type) -> Mapping[str, Any]:
    """Name → type of each field, property and method of a class."""
    hints = typing.get_type_hints(owner)
    found: dict[str, Any] = {field.name: hints[field.name] for field in fields(owner)}
    for name in dir(owner):
        member = getattr(owner, name)
        made = getattr(member, "fget", None) or getattr(member, "func", None) or member
        if not name.startswith("_") and name not in found and callable(made):
            found[name] = typing.get_type_hints(made).get("return")
    return found


def _bare(of: Any) -> Any:
    """A type without its None."""
    if typing.get_origin(of) in (typing.Union, types.UnionType):
        held = [part for part in typing.get_args(of) if part is not type(None)]
        return held[0] if len(held) == 1 else None
    return of


def _item(of: Any) -> Any:
    """The type of what a loop over a type gives."""
    of = _bare(of)
    origin, given = typing.get_origin(of), typing.get_args(of)
    if origin in LOOPED or (isinstance(origin, type) and issubclass(origin, typing.Iterable) and not issubclass(origin, typing.Mapping)):
        return given[0] if given else None
    if isinstance(of, type) and is_dataclass(of) and hasattr(of, "__iter__"):
        return _item(typing.get_type_hints(of.__iter__).get("return"))
    return None
