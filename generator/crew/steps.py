"""The same step for many plans, by whoever takes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

from generator.errors import ZhangjuError
from generator.progress import step as say
from generator.working import BUG, REFUSED, seldom_collected

Made = TypeVar("Made")
Outcome = Callable[[], Made]
"""Gives what a step gave, or raises the ZhangjuError that it raised."""
Asked: TypeAlias = "Future[tuple[Made | None, ZhangjuError | None]] | None"
"""A step that a worker was asked for; None where nobody takes it."""
LOOK = 5.0
"""Seconds in which a step may take its time."""
_one_at_a_time = threading.Lock()
"""Workers may have several threads: our steps share tables that remember, and gain nothing from each other."""


class Hands(Protocol):
    """What an executor is had from."""

    def executor(self, shared: object) -> AbstractContextManager[tuple[Executor, object] | None]:
        """An executor, and what a step that runs in it is given for `shared`, which may be large; None where there is none to be had."""

    def any_left(self) -> bool:
        """Whether somebody may still come to what was asked; looked at every LOOK seconds while nobody does."""


class NoHands:
    """Everything is done here."""

    def executor(self, shared: object) -> AbstractContextManager[None]:
        """None."""
        return nullcontext()

    def any_left(self) -> bool:
        """Nobody was asked."""
        return False


class Crew:
    """Does the same step for many plans."""

    def __init__(self, hands: Hands | None = None, asked: bool = False) -> None:
        self._hands = hands or NoHands()
        self._stack = ExitStack()
        self.asked = asked
        """True where a person asked for these, however little there is to do."""
        self.lost: list[str] = []
        """What workers took and did not bring to an end: names, in the order in which it was done here."""
        self._gone = False

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def each(
        self, doing: str, step: Callable[..., Made], given: Mapping[str, tuple[Any, ...]], shared: object = None
    ) -> Iterator[tuple[str, Outcome[Made]]]:
        """(name, outcome) of a step for each of some names, in their order; all are begun at once. `doing` is what is shown meanwhile.

        Where something is `shared` the step is given it first.
        """
        stack = ExitStack()
        self._stack.callback(stack.close)
        held = stack.enter_context(self._hands.executor(shared)) if len(given) > 1 else None
        asked: dict[str, Asked[Made]] = {}
        if held:
            executor, token = held
            sent = {name: arguments if shared is None else (token, *arguments) for name, arguments in given.items()}
            asked = {name: _asked(executor, step, arguments) for name, arguments in sent.items()}
        here = {name: partial(step, *(() if shared is None else (shared,)), *arguments) for name, arguments in given.items()}
        return self._outcomes(doing, here, asked, stack)

    def _outcomes(
        self, doing: str, here: Mapping[str, Outcome[Made]], asked: dict[str, Asked[Made]], stack: ExitStack
    ) -> Iterator[tuple[str, Outcome[Made]]]:
        """The outcomes one after the other; then whoever was asked may go."""
        with stack:
            for number, (name, make) in enumerate(here.items(), 1):
                say(doing, name, number, len(here))
                yield name, partial(self._outcome, name, asked.pop(name), make) if name in asked else make

    def _outcome(self, name: str, asked: Asked[Made], here: Outcome[Made]) -> Made:
        """What a worker made of a step; where the worker came to nothing, what is made of it here."""
        try:
            made, error = self._awaited(asked) if asked and not self._gone else (None, None)
        except (KeyboardInterrupt, SystemExit):
            raise
        except (
            BaseException
        ):  # killed, lost, full; taken back, which is no Exception; or an error that nobody foresaw, which is raised again here
            asked = None
        if asked is None or self._gone:
            self.lost.append(name)
            return here()
        if error:
            raise error
        return made  # type: ignore[return-value]

    def _awaited(self, asked: Future[Made]) -> Made:
        """What a worker gives, however long it takes, as long as there is one. Raises what came of it instead."""
        while True:
            try:
                return asked.result(LOOK)
            except TimeoutError:
                if asked.done():
                    return asked.result()
                if not self._hands.any_left():
                    self._gone = True
                    raise


def _asked(executor: Executor, step: Callable[..., Made], arguments: tuple[Any, ...]) -> Asked[Made]:
    """The step on its way; None where nobody takes it."""
    try:
        return executor.submit(tried, step, *arguments)
    except Exception:  # the pool is broken, the scheduler gone
        return None


def tried(step: Callable[..., Made], *arguments: Any) -> tuple[Made | None, ZhangjuError | None]:
    """What a step gives, or what it says is to be mended. Anything else that it raises, a bug or a machine that refuses, is left to be
    raised where its trace can be kept."""
    with _one_at_a_time, seldom_collected():
        try:
            return step(*arguments), None
        except ZhangjuError as error:
            if any(part.code in (BUG, REFUSED) for part in error.parts):
                raise
            return None, error
