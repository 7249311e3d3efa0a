"""What a command is: a row of the table in `generator/cli/__init__.py`, made by a module of its own."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass


def _none(parser: argparse.ArgumentParser) -> None:
    """No options beside those of every command."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of `zhangju`. Its module loads what it needs when it runs, so that each starts at once."""

    name: str
    """How it is called."""
    about: str
    """What it does, in a line."""
    example: str
    """How one says it."""
    run: Callable[[argparse.Namespace], int]
    """Does it. Returns the exit code: 0 done, 1 checks failed."""
    options: Callable[[argparse.ArgumentParser], None] = _none
    """Adds its options to a parser."""
