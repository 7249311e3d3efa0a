"""Calls beside one: a text or a number in it is another, or what the module speaks of; of several things one is gone, or there twice."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable
from typing import Any

from tests.variants import variant

Several = ast.List | ast.Tuple | ast.Dict
LONGEST = 800


class Beside:
    """Knows the words and numbers of a module."""

    def __init__(self, source: str) -> None:
        found = [n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)]
        words = [w for text in found if isinstance(text, str) and len(text) < 200 for w in re.split(r"[|()\[\]{}?*+\\^$]", text)]
        self.words = sorted({w for w in words if w and len(w) < 20}) or ["。"]
        self.numbers = sorted({n + d for n in found if type(n) is int and 0 <= n < 3000 for d in (-1, 0, 1)}) or [0, 1, 2]

    def call(self, given: str, other: str, chance: random.Random) -> str:
        """What is given to a function, one to three times otherwise; some of it may be of another call of the same function."""
        tree = ast.parse(given, mode="eval")
        for _ in range(chance.choice([1, 1, 1, 2, 2, 3])):
            self._change(tree, ast.parse(other, mode="eval"), chance)
        return ast.unparse(tree).replace("\n", "\\n")

    def _change(self, tree: ast.Expression, other: ast.Expression, chance: random.Random) -> None:
        own, others = tree.body, other.body
        if isinstance(own, ast.Tuple) and isinstance(others, ast.Tuple) and len(own.elts) == len(others.elts) > 1 and chance.random() < 0.2:
            at = chance.randrange(len(own.elts))
            own.elts[at] = others.elts[at]
            return
        paths = {
            id(a) for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) in ("Path", "pattern", "match") for a in n.args
        }
        spots = [n for n in ast.walk(own) if isinstance(n, ast.Constant) and id(n) not in paths and isinstance(n.value, str | int)]
        several = [n for n in ast.walk(own) if isinstance(n, Several) and n is not own]
        if several and (not spots or chance.random() < 0.25):
            _rearrange(chance.choice(several), chance)
        elif spots:
            spot = chance.choice(spots)
            all_ = [n.value for n in spots]
            spot.value = self._text(spot.value, all_, chance) if isinstance(spot.value, str) else self._number(spot.value, all_, chance)

    def _number(self, was: Any, others: list[Any], chance: random.Random) -> Any:
        if isinstance(was, bool):
            return not was
        near = [was - 1, was + 1, was + chance.choice([-3, -2, 2, 3])]
        known = [chance.choice(self.numbers), *(n for n in others if type(n) is int), *(len(t) for t in others if isinstance(t, str))]
        return max(-2, chance.choice([*near, chance.choice(known)])) if was < 10_000 else was + chance.choice([-1, 1])

    def _text(self, was: str, others: list[Any], chance: random.Random) -> str:
        at, word = chance.randrange(len(was) + 1), chance.choice(self.words)
        length = max(0, chance.choice(self.numbers))
        ways: list[Callable[[], str]] = [
            lambda: variant(was, chance) if was else word,
            lambda: was[:at] + word + was[at:],
            lambda: was + word,
            lambda: word + was,
            lambda: word,
            lambda: was[:at] + word + was[at + len(word) :],
            lambda: was[:at],
            lambda: was[at:],
            lambda: was[:length] if length < len(was) else was + "水" * min(60, length - len(was)),
            lambda: was[:at] + was[at + 1 :],
            lambda: was + chance.choice(["", "\n", " ", "。", "\n\n"]) + str(chance.choice(others)),
            lambda: str(chance.choice(others)),
        ]
        return chance.choice(ways)()[:LONGEST]


def _rearrange(some: Several, chance: random.Random) -> None:
    """One of several things gone, twice there, or first; or none left."""
    if isinstance(some, ast.Dict):
        if some.keys:
            at = chance.randrange(len(some.keys))
            del some.keys[at], some.values[at]
        return
    held = some.elts
    if held:
        at = chance.randrange(len(held))
        some.elts = chance.choice([[*held[:at], *held[at + 1 :]], [*held, held[at]], [held[at], *held[:at], *held[at + 1 :]], held[:1], []])
