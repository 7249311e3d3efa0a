"""Pure steps: what a step gave for the same before, it gives again without a new reckoning.

    @pure()
    def names_in(text: str, reviewing: bool) -> tuple[Name, ...]: ...

Such a step depends on nothing but what it is given, which can be compared whole (texts, numbers, tuples of them; no model with a field that
does not count in a comparison, as lines do not: `Same` holds one that is known by being the very thing), and nobody changes what it gave.

A process that builds once gains little by it. One that builds again and again (`zhangju serve`) finds all that an edit does not touch.
What was not asked for in a while is forgotten.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from typing import Any, Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
Thing = TypeVar("Thing")
MOST = 200_000
"""Results of a step that a turn holds: the texts of a few hundred plans."""
PLANS = 1024
"""The same of a step over a whole plan: more than any edition has that somebody edits and looks at."""
LONG = 16
"""Builds in a turn."""
_builds = 0
_NOTHING = object()
_tables: list[_Table] = []


class Same(Generic[Thing]):
    """A thing that is only the same as itself, whatever others have the same fields."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


class _Table:
    """What one step gave, by what it was given."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.now: dict[Hashable, Any] = {}
        self.before: dict[Hashable, Any] = {}

    def turn(self) -> None:
        self.before, self.now = self.now, {}


def pure(most: int = MOST) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Make a step remember; of more than `most` results older ones are forgotten. What it raises is not remembered."""

    def remember(step: Callable[Given, Made]) -> Callable[Given, Made]:
        table = _Table(most)
        _tables.append(table)

        @functools.wraps(step)
        def remembering(*given: Given.args, **named: Given.kwargs) -> Made:
            asked: Hashable = (given, tuple(sorted(named.items()))) if named else given
            made = table.now.get(asked, _NOTHING)
            if made is _NOTHING:
                made = table.before.get(asked, _NOTHING)
                if made is _NOTHING:
                    made = step(*given, **named)
                if len(table.now) >= most:
                    table.turn()
                table.now[asked] = made
            return made  # type: ignore[no-any-return]

        return remembering

    return remember


def turn() -> None:
    """A build begins. Every so many of them a turn ends: what the whole of it did not ask for is forgotten. Not with each, for a step that
    remembers keeps those within it from being asked."""
    global _builds
    _builds += 1
    if _builds % LONG == 0:
        for table in _tables:
            table.turn()
