"""Pure steps: what a step gave for the same before, it gives again without a new reckoning.

    @pure()
    def names_in(text: str, reviewing: bool) -> tuple[Name, ...]: ...

Such a step depends on nothing but what it is given, which can be compared whole (texts, numbers, tuples of them; no model with a field that
does not count in a comparison, as lines do not: `Same` holds one that is known by being the very thing), and nobody changes what it gave.

A process that builds again and again (`zhangju serve`) finds all that an edit does not touch; one that builds once is given what the last
one remembered (`recall`), and gives it on (`held`). What was not asked for in a while is forgotten.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
Thing = TypeVar("Thing")
Entries = tuple[dict[Hashable, Any], dict[Hashable, Any]]
"""What a step gave in this turn, and in the one before."""
MOST = 200_000
"""Results of a step that a turn holds: the texts of a few hundred plans."""
PLANS = 1024
"""The same of a step over a whole plan: more than any edition has that somebody edits and looks at."""
LONG = 16
"""Builds in a turn."""
_builds = 0
_NOTHING = object()
_tables: dict[str, _Table] = {}
"""By the name of the step."""
_recalled: dict[str, Any] = {}
"""What is known of steps, and of others that keep something, that are not loaded yet."""
_others: dict[str, type] = {}
"""Classes that keep something as `last`."""
_ways = threading.local()
_giving: list[Callable[[], None]] = []
"""How threads wait that give way."""


class Same(Generic[Thing]):
    """A thing that is only the same as itself, whatever others have the same fields."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __reduce__(self) -> tuple[Any, ...]:
        return Same, (self.thing,)


class _Table:
    """What one step gave, by what it was given."""

    def __init__(self, most: int, passing: bool) -> None:
        self.most, self.passing = most, passing
        self.now: dict[Hashable, Any] = {}
        self.before: dict[Hashable, Any] = {}
        self.news = 0
        """Results that were reckoned, not remembered."""

    def turn(self) -> None:
        self.before, self.now = self.now, {}


def pure(most: int = MOST, *, passing: bool = False) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Make a step remember; of more than `most` results older ones are forgotten. What it raises is not remembered.

    What is `passing` is not given on to other processes: to write and read it takes as long as to reckon it."""

    def remember(step: Callable[Given, Made]) -> Callable[Given, Made]:
        name = f"{step.__module__}.{step.__qualname__}"
        table = _tables[name] = _Table(most, passing)
        table.now, table.before = _recalled.pop(name, ({}, {}))

        @functools.wraps(step)
        def remembering(*given: Given.args, **named: Given.kwargs) -> Made:
            if _giving:
                give_way()
            asked: Hashable = (given, tuple(sorted(named.items()))) if named else given
            made = table.now.get(asked, _NOTHING)
            if made is _NOTHING:
                made = table.before.get(asked, _NOTHING)
                if made is _NOTHING:
                    made = step(*given, **named)
                    table.news += 1
                if len(table.now) >= most:
                    table.turn()
                table.now[asked] = made
            return made  # type: ignore[no-any-return]

        return remembering

    return remember


def give_way() -> None:
    """Let somebody else go first, where this thread was told how: what nobody waits for gives way to what somebody does."""
    if wait := getattr(_ways, "wait", None):
        wait()


@contextmanager
def giving_way(wait: Callable[[], None]) -> Iterator[None]:
    """In this thread, `wait` before each step that remembers, and wherever else long work gives way."""
    _ways.wait = wait
    _giving.append(wait)
    try:
        yield
    finally:
        _giving.remove(wait)
        _ways.wait = None


def turn() -> None:
    """A build begins. Every so many of them a turn ends: what the whole of it did not ask for is forgotten. Not with each, for a step that
    remembers keeps those within it from being asked."""
    global _builds
    _builds += 1
    if _builds % LONG == 0:
        for table in _tables.values():
            table.turn()


def lasting(keeper: type) -> None:
    """Have what a class keeps as `last` remembered with the results of steps."""
    name = f"{keeper.__module__}.{keeper.__qualname__}"
    _others[name] = keeper
    if name in _recalled:
        keeper.last = _recalled.pop(name)  # type: ignore[attr-defined]


def is_new() -> bool:
    """True in a process that has reckoned nothing yet, nor been told."""
    return not _builds and not _recalled


def held() -> tuple[int, dict[str, Any]] | None:
    """All that is remembered, to be given to `recall` in another process; None where nothing is new since it was."""
    if not any(table.news for table in _tables.values()):
        return None
    last = {name: keeper.last for name, keeper in _others.items()}  # type: ignore[attr-defined]
    return _builds, _recalled | last | {name: (table.now, table.before) for name, table in _tables.items() if not table.passing}


def count() -> int:
    """How many results are remembered."""
    return sum(len(table.now) + len(table.before) for table in _tables.values())


def let_go() -> None:
    """Forget what steps gave of single sentences, of which there may be very many."""
    for table in _tables.values():
        if table.most >= MOST:
            table.now, table.before = {}, {}


def recall(builds: int, known: dict[str, Any]) -> None:
    """Remember what another process did, with the very same steps; for a process that has reckoned nothing yet."""
    global _builds
    _builds = builds
    _recalled.update(known)
    for name in _tables.keys() & known.keys():
        _tables[name].now, _tables[name].before = _recalled.pop(name)
    for keeper in [keeper for name, keeper in _others.items() if name in known]:
        lasting(keeper)
