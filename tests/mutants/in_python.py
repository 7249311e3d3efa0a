"""Breaks of Python, made from its syntax tree: each is one node, written anew."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from tests.mutants.breaks import Break

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list", "enumerate": None}
INNER = ("strict", "ignore_errors", "maxsize", "slots")
"""Keywords that only say how a thing is done."""
STRIPPED = {"strip", "rstrip", "lstrip", "lower", "casefold", "removeprefix", "removesuffix", "replace"}
DROPPED = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)


def python_breaks(file: str, source: str) -> Iterator[Break]:
    """Every break of a Python module."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not hasattr(node, "lineno") or _is_words(node, parents):
            continue
        for kind, new in variants(node, parents):
            spot, text = _written(node, new, parents)
            start = starts[spot.lineno - 1] + spot.col_offset
            end = starts[spot.end_lineno - 1] + spot.end_col_offset
            yield Break(file, spot.lineno, where=_where(node, parents), start=start, end=end, after=text, kind=kind)


def _where(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """The function that a node stands in; a decorator or a default stands outside of it."""
    names: list[str] = []
    while node in parents:
        child, node = node, parents[node]
        if (isinstance(node, ast.FunctionDef) and child in node.body) or isinstance(node, ast.ClassDef):
            names.insert(0, node.name)
    return ".".join(names)


def _is_words(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a node is an annotation, what only annotations need, a docstring, an import, `__all__`, or a setting of how it runs: nothing that readers could see."""
    while node in parents:
        child, node = node, parents[node]
        if child in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            return True
        if isinstance(child, ast.Import | ast.ImportFrom) or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            return True
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return True
        if child in getattr(node, "decorator_list", ()) or (isinstance(node, ast.keyword) and node.arg in INNER):
            return True
        if isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "__all__":
            return True
    return False


def _written(node: ast.AST, new: ast.AST, parents: dict[ast.AST, ast.AST]) -> tuple[ast.expr | ast.stmt, str]:
    """The node to write anew and its text: the whole f-string where the node stands in one, since nothing within has its own place."""
    chain = [node]
    while chain[-1] in parents:
        chain.append(parents[chain[-1]])
    outer = max((i for i, one in enumerate(chain) if isinstance(one, ast.JoinedStr)), default=None)
    if outer is None:
        text = ast.unparse(new)
        simple = not isinstance(new, ast.expr) or isinstance(new, ast.Constant | ast.Name | ast.Attribute | ast.Call | ast.Slice)
        return node, text if simple else f"({text})"  # type: ignore[return-value]
    whole = copy.deepcopy(chain[outer], {id(node): new})
    return chain[outer], ast.unparse(whole)  # type: ignore[return-value]


def variants(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """The ways in which one node can be broken."""
    if isinstance(node, ast.expr):
        yield from _expressions(node, parents)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)


def _expressions(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    above = parents[node]
    if isinstance(above, ast.For) and node is above.iter:
        yield "loop skipped", ast.Tuple([], ast.Load())
    if _decides(node, above):
        yield "condition negated", ast.UnaryOp(ast.Not(), node)
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            for other in COMPARED[type(op)]:
                yield "compare", ast.Compare(node.left, [*node.ops[:i], other(), *node.ops[i + 1 :]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield "and/or", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            yield "condition dropped", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", node.operand
    elif isinstance(node, ast.BinOp):
        yield from _sums(node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node, parents)
    elif isinstance(node, ast.IfExp):
        yield "branch", node.body
        yield "branch", node.orelse
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        yield from _filters(node)
    elif isinstance(node, ast.List | ast.Set) and len(node.elts) > 1:
        yield "element dropped", type(node)(elts=node.elts[:-1])


def _decides(node: ast.expr, above: ast.AST) -> bool:
    """Whether a node is the whole condition of a branch and nothing that the other breaks turn round."""
    if not isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.NamedExpr | ast.Subscript):
        return False
    return node is getattr(above, "test", None) or node in getattr(above, "ifs", ())


def _sums(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.op, ast.Sub):
        yield "sum", ast.BinOp(node.left, ast.Add(), node.right)
    elif isinstance(node.op, ast.Add) and any(isinstance(e, ast.Constant) and isinstance(e.value, int) for e in (node.left, node.right)):
        yield "sum", ast.BinOp(node.left, ast.Sub(), node.right)
    elif isinstance(node.op, ast.BitOr):
        yield "union", node.left


def _constants(node: ast.Constant, parents: dict[ast.AST, ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.value, bool):
        yield "constant", ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield "constant", ast.Constant(node.value + 1 if isinstance(node.value, int) else node.value * 1.5 or 1.0)
        if node.value == 1:
            yield "constant", ast.Constant(0)
    elif isinstance(node.value, str) and node.value and _is_pattern(node, parents):
        for text in _patterns(node.value):
            yield "pattern", ast.Constant(text)


def _is_pattern(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a string is handed to `re`."""
    while isinstance(parents.get(node), ast.BinOp | ast.JoinedStr | ast.FormattedValue):
        node = parents[node]
    call = parents.get(node)
    return isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re.")


def _patterns(text: str) -> Iterator[str]:
    """A regular expression without one alternative, without one look, with one quantifier changed; whatever still compiles."""
    cuts = [
        (m.start(), m.end())
        for m in re.finditer(r"\|[^|()\[\]]+(?=[|)]|$)|(?<=[(:])[^|()\[\]?:]+\||\(\?<?[=!][^()]*\)|\?(?![:=!<P])|\^|\$", text)
    ]
    for start, end in cuts:
        yield from _compiling(text[:start] + text[end:])
    for m in re.finditer(r"(?<![\\(])[+*]", text):
        yield from _compiling(text[: m.start()] + ("*" if m[0] == "+" else "+") + text[m.end() :])
    for m in re.finditer(r"\{(\d+)", text):
        yield from _compiling(f"{text[: m.start()]}{{{int(m[1]) + 1}{text[m.end() :]}")


def _compiling(text: str) -> Iterator[str]:
    try:
        re.compile(text)
    except re.error:
        return
    yield text


def _calls(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    name = ast.unparse(node.func)
    if other := CALLED.get(name):
        yield "call", ast.Call(ast.Name(other), node.args[:1] if name == "sorted" else node.args, [] if name == "sorted" else node.keywords)
    if isinstance(node.func, ast.Attribute) and node.func.attr in STRIPPED and not name.startswith(("re.", "dataclasses.")):
        yield "call dropped", node.func.value
    plain = [a for a in node.args[:2] if isinstance(a, ast.Name | ast.Attribute)]
    if len(plain) == 2 and name not in ("isinstance", "max", "min", "zip") and ast.dump(plain[0]) != ast.dump(plain[1]):
        yield "arguments swapped", ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
    for i, keyword in enumerate(node.keywords):
        if keyword.arg and name in ("sorted", "min", "max"):
            yield "keyword dropped", ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])


def _filters(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Iterator[tuple[str, ast.AST]]:
    for i, loop in enumerate(node.generators):
        if loop.ifs:
            new = copy.copy(node)
            new.generators = list(node.generators)
            new.generators[i] = ast.comprehension(loop.target, loop.iter, [], loop.is_async)
            yield "filter dropped", new


def _statements(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, DROPPED):
        yield "statement dropped", ast.Pass()
    elif isinstance(node, ast.Expr):
        new = ast.Expr(ast.Tuple([], ast.Load())) if not isinstance(node.value, ast.Yield | ast.YieldFrom) else None
        yield "statement dropped", new or ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "returned", ast.Return(_empty(node.value))
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute | ast.Subscript):
        yield "statement dropped", ast.Pass()


def _empty(value: ast.expr) -> ast.expr:
    """What a function returns instead: the opposite of a truth, an empty thing of the same kind, or None."""
    if isinstance(value, ast.Compare | ast.BoolOp) or (isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)):
        return ast.UnaryOp(ast.Not(), value)
    if isinstance(value, ast.Constant) and isinstance(value.value, bool):
        return ast.Constant(not value.value)
    kinds: dict[type[ast.expr], str] = {
        ast.ListComp: "[]", ast.List: "[]", ast.Dict: "{}", ast.DictComp: "{}", ast.Tuple: "()", ast.JoinedStr: "''", ast.SetComp: "set()",
    }  # fmt: skip
    name = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    by_call = {
        "sorted": "[]",
        "list": "[]",
        "tuple": "()",
        "set": "set()",
        "frozenset": "frozenset()",
        "any": "False",
        "all": "True",
        "bool": "False",
    }
    text = kinds.get(type(value)) or by_call.get(name) or ("''" if name.endswith(".join") else "None")
    new = ast.parse(text, mode="eval").body
    return ast.Constant(1) if ast.dump(new) == ast.dump(value) else new
