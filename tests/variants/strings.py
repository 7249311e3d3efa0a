"""Choosing the strings of `patterns/`: for each pattern with one part less or one count more, a string in which it is found otherwise.

Strings are made from the pattern itself, along the part that is to be shown, with a sign or two around them.
"""

from __future__ import annotations

import ast
import copy
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from tests.mutants.in_python import _patterns
from tests.variants.patterns import Shape, compiled, found, of_area, write

AROUND = ("", "", "", "，", "水", "1", "a", " ", "\n", "。", "的")
POOL = "水a1，。 建B2（）、\n-：.的《》“”一年%\t/"
TRIES, SIGNS, PATIENCE = 8, 2, 2.0
"""Strings that are tried for a change, signs that are taken out of a class, and seconds for a pattern."""
FITTING: dict[str, list[str]] = {}
"""Class of signs → those of the usual ones that are in it."""
Change = tuple[re.Pattern[str], Callable[[random.Random], str]]
"""A pattern that is a little otherwise, and what makes strings that may show it."""


def strings(shape: Shape) -> list[str]:
    """The fewest strings, as far as one sees, that show each change of a pattern."""
    chance, kept = random.Random(shape.name), list[str]()
    whole = _parser.parse(shape.made.pattern, shape.made.flags & ~re.UNICODE)
    usual = [_around(_text(whole, chance, {}), chance) for _ in range(12)]
    seen: dict[str, str] = {}

    def sound(text: str) -> str:
        return seen.setdefault(text, found(shape.made, text))

    begun = time.process_time()
    for broken, make in changes(shape, whole):
        if time.process_time() - begun > PATIENCE:
            break
        if any(found(broken, text) != sound(text) for text in kept):
            continue
        tried = {*(make(chance) for _ in range(TRIES)), *chance.sample(usual, 4)}
        if text := next((t for t in sorted(tried, key=lambda t: (len(t), t)) if "\\" not in t and found(broken, t) != sound(t)), None):
            kept.append(text)
    return kept


def choose(area: str) -> None:
    """Choose the strings of an area's patterns anew."""
    rows = [(shape.name, text) for shape in of_area(area) for text in strings(shape)]
    write(area, rows)
    print(f"{area}: {len(rows)} strings", flush=True)


def changes(shape: Shape, whole: Any) -> Iterator[Change]:
    """A pattern without one alternative, sign, look or border, or with a count one more or less; and the text of it changed likewise."""
    flags = shape.made.flags
    for holder, at in random.Random(shape.name).sample(spots := [*_spots(whole)], len(spots)):
        was = holder[at]
        for broken, shown in _otherwise(*was):
            holder[at] = shown
            focus = _copied(whole)
            holder[at] = broken
            try:
                made = _compiler.compile(_copied(whole), flags & ~re.UNICODE)
            except (re.error, ValueError, AssertionError):
                continue
            finally:
                holder[at] = was
            yield made, lambda chance, focus=focus: _around(_text(focus, chance, {}), chance)
    for text in _texts(shape):
        try:
            made = re.compile(text, flags)
            tree = _parser.parse(text, flags & ~re.UNICODE)
        except re.error:
            continue
        yield made, lambda chance, tree=tree: _around(_text(tree, chance, {}), chance)


def _texts(shape: Shape) -> Iterator[str]:
    """The text of a pattern in the ways in which lines are broken."""
    module = sys.modules[next(n for n in _above(shape.name.split(" ")[0]) if n in sys.modules)]
    for node in ast.walk(shape.call.args[0]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for text in _patterns(node.value):
                other = copy.deepcopy(shape.call.args[0], {id(node): ast.Constant(text)})
                if made := compiled(ast.fix_missing_locations(other), ast.Constant(int(shape.made.flags & ~re.UNICODE)), vars(module)):
                    yield made.pattern


def _above(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def _around(text: str, chance: random.Random) -> str:
    return chance.choice(AROUND) + text + chance.choice(AROUND)


def _spots(tree: Any) -> Iterator[tuple[Any, int]]:
    for at, (op, value) in enumerate(tree.data):
        yield tree.data, at
        for inner in _inner(op, value):
            yield from _spots(inner)


def _inner(op: Any, value: Any) -> list[Any]:
    if op is _constants.BRANCH:
        return list(value[1])
    if op is _constants.SUBPATTERN or op in _repeats():
        return [value[-1]]
    if op in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [value[1]]
    if op is _constants.ATOMIC_GROUP:
        return [value]
    return [one for one in value[1:] if one] if op is _constants.GROUPREF_EXISTS else []


def _repeats() -> tuple[Any, ...]:
    return (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)


def _copied(one: Any) -> Any:
    """A tree of its own."""
    if isinstance(one, _parser.SubPattern):
        return _parser.SubPattern(one.state, _copied(one.data))
    return type(one)(map(_copied, one)) if type(one) in (list, tuple) else one


def _nothing() -> Any:
    return (_constants.SUBPATTERN, (None, 0, 0, _parser.SubPattern(_parser.State(), [])))


def _otherwise(op: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    """A part as it is otherwise, and as it is to be when strings are made that show it."""
    if op is _constants.BRANCH:
        for at, one in enumerate(value[1]):
            yield (op, (None, value[1][:at] + value[1][at + 1 :])), (op, (None, [one]))
    elif op is _constants.IN:
        own = [one for one in value if one[0] is not _constants.NEGATE]
        for one in own[:: 1 + len(own) // SIGNS] if len(own) > 1 else ():
            yield (op, [other for other in value if other is not one]), (op, [one])
    elif op in _repeats():
        low, high, inner = value
        for lower, higher, times in ((low + 1, high, low), (low - 1, high, low - 1), (low, high - 1, high), (low, high + 1, high + 1)):
            if 0 <= lower <= higher and (higher == high or high is not _constants.MAXREPEAT) and times < 100:
                yield (op, (lower, higher, inner)), (op, (times, times, inner))
    elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
        yield _nothing(), (_constants.SUBPATTERN, (None, 0, 0, value[1])) if op is _constants.ASSERT_NOT else _nothing()
    elif op is _constants.AT:
        yield _nothing(), _nothing()


def _text(tree: Any, chance: random.Random, groups: dict[int, str]) -> str:
    """A string along a tree: each alternative, sign and count by chance."""
    return "".join(_part(op, value, chance, groups) for op, value in tree.data)


def _part(op: Any, value: Any, chance: random.Random, groups: dict[int, str]) -> str:
    if op is _constants.LITERAL:
        return chr(value)
    if op in (_constants.ANY, _constants.NOT_LITERAL, _constants.IN):
        return _sign(op, value, chance)
    if op is _constants.BRANCH:
        return _text(chance.choice(value[1]), chance, groups)
    if op is _constants.SUBPATTERN:
        made = _text(value[-1], chance, groups)
        groups[value[0] or 0] = made
        return made
    if op in _repeats():
        low, high, inner = value
        times = low if chance.random() < 0.5 else chance.randint(low, min(high, low + 3))
        return "".join(_text(inner, chance, groups) for _ in range(times))
    if op is _constants.ASSERT:
        return _text(value[1], chance, groups) if chance.random() < 0.6 else ""
    if op is _constants.ASSERT_NOT:
        return _text(value[1], chance, groups) if chance.random() < 0.1 else ""
    if op is _constants.ATOMIC_GROUP:
        return _text(value, chance, groups)
    return groups.get(value, "") if op is _constants.GROUPREF else ""


def _sign(op: Any, value: Any, chance: random.Random) -> str:
    if op is _constants.IN and value[0][0] is not _constants.NEGATE:
        kind, one = chance.choice(value)
        if kind is _constants.LITERAL:
            return chr(one)
        if kind is _constants.RANGE:
            usual = [char for char in POOL if one[0] <= ord(char) <= one[1]]
            return chance.choice([*usual, chr(one[0]), chr(one[1])])
        value, op = [(kind, one)], _constants.IN
    key = f"{op} {value}"
    if key not in FITTING:
        fits = _compiler.compile(_parser.SubPattern(_parser.State(), [(op, value)]), 0)
        FITTING[key] = [char for char in POOL if fits.fullmatch(char)] or ["〆"]
    return chance.choice(FITTING[key])
