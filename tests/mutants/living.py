"""A broken file in an engine that is loaded already: the one statement that is otherwise is run anew, and what it makes is put in place of
what it made. Functions and methods get the code of their broken selves, whoever holds them; constants are exchanged wherever they were
imported, and what was made of them is made anew."""

from __future__ import annotations
import __future__

import ast
import functools
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

OURS = ("generator", "tests")
KEPT = ("__dict__", "__weakref__", "__module__", "__doc__", "__slots__", "__annotations__", "__dataclass_fields__", "__dataclass_params__")
FLAGS = __future__.annotations.compiler_flag


def forget_answers() -> None:
    """Empty what functions of the engine keep of their answers."""
    for one in [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]:
        if str(one.__module__).partition(".")[0] in OURS:
            one.cache_clear()
    for table in getattr(sys.modules.get("generator.pure"), "_tables", {}).values():
        table.now, table.before = {}, {}


def put(file: str, source: str, line: int) -> None:
    """Put the statement of a line of a file, as the source has it now, in place of the one that was run when the file was loaded."""
    name = ".".join(file.removesuffix(".py").split("/")).removesuffix(".__init__")
    if module := sys.modules.get(name):
        for one in ast.parse(source).body:
            first = min([one.lineno, *(d.lineno for d in getattr(one, "decorator_list", ()))])
            if first <= line <= (one.end_lineno or 0):
                renew(module, one)


def renew(module: ModuleType, statement: ast.stmt, done: set[tuple[str, str]] | None = None) -> None:
    """Run a statement of a module anew and take over what it makes."""
    done = set() if done is None else done
    before, scope = vars(module), dict(vars(module))
    exec(compile(ast.Module([statement], []), str(module.__file__), "exec", FLAGS, dont_inherit=True), scope)
    for name, new in scope.items():
        old = before.get(name)
        if new is old or name == "__builtins__" or (module.__name__, name) in done or _grafted(old, new):
            continue
        done.add((module.__name__, name))
        for holder, own in _holders(module.__name__, name):
            vars(holder)[own] = new
            for other in _parsed(holder.__name__).body:
                if own in _named(other) and not (holder is module and other.lineno == statement.lineno):
                    renew(holder, other, done)


def _grafted(old: Any, new: Any) -> bool:
    """Whether an old function or class could be made like the new one."""
    if isinstance(old, type) and isinstance(new, type):
        for name, value in vars(new).items():
            if name not in KEPT and not _grafted(vars(old).get(name), value) and repr(vars(old).get(name)) != repr(value):
                setattr(old, name, value)
        return True
    old, new = _bare(old), _bare(new)
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        if len(old.__code__.co_freevars) != len(new.__code__.co_freevars):
            return False
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
        return True
    return False


def _bare(one: Any) -> Any:
    """The function within a method, a property, or what a decorator made."""
    one = getattr(one, "fget", None) or getattr(one, "__func__", None) or getattr(one, "func", None) or one
    while hasattr(one, "__wrapped__"):
        one = one.__wrapped__
    return one


@functools.cache
def _parsed(name: str) -> ast.Module:
    """The tree of a module as it was loaded."""
    return ast.parse(Path(str(sys.modules[name].__file__)).read_text(encoding="utf-8"))


def _named(statement: ast.stmt) -> set[str]:
    """The names that a statement needs when its module is loaded: what functions do later, they look up later."""
    if isinstance(statement, ast.Import | ast.ImportFrom | ast.Expr):
        return set()
    found, at_once = set(), [statement]
    while at_once:
        node = at_once.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        skipped = node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
        at_once += [child for child in ast.iter_child_nodes(node) if child not in skipped]  # type: ignore[misc]
    return found


@functools.cache
def _imports() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Module and name → modules that import it, and by which name."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in OURS or not getattr(module, "__file__", None):
            continue
        for node in ast.walk(_parsed(name)):
            if isinstance(node, ast.ImportFrom) and node.module:
                for one in node.names:
                    found.setdefault((node.module, one.name), []).append((name, one.asname or one.name))
    return found


def _holders(module: str, name: str) -> Iterator[tuple[ModuleType, str]]:
    """Every module that has a name of a module, itself the first, and how it calls it."""
    if module in sys.modules:
        yield sys.modules[module], name
        for other, own in _imports().get((module, name), ()):
            yield from _holders(other, own)


def learn() -> None:
    """Find out once who imports what, before processes are copied and files broken."""
    _imports()


def forget_names() -> None:
    """Let the next one find out anew who imports what."""
    _imports.cache_clear()
    _parsed.cache_clear()
