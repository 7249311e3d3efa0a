"""What a command is: a row of the table in `generator/cli/__init__.py`, made by a module of its own."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.findings import Finding

SHOWN = 3
"""Names that are told of many."""


def json_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--json` to a command: `what` it prints then."""
    parser.add_argument("--json", action="store_true", help=f"print {what} as JSON")


def cluster_option(parser: argparse.ArgumentParser) -> None:
    """Add `--cluster` to a command that goes through many plans."""
    where = (
        "have the workers of a Dask scheduler at tcp://HOST:PORT do it, or `local`: of one on this machine (pip install 'zhangju[cluster]')"
    )
    parser.add_argument("--cluster", default="", metavar="ADDRESS", help=where)


def told_lost(lost: Sequence[str]) -> Iterator[str]:
    """In a line, that workers did not bring something to an end."""
    if lost:
        names = ", ".join(lost[:SHOWN]) + (" …" if len(lost) > SHOWN else "")
        yield f"  {len(lost)} steps were done here, since their workers were lost: {names}"


def told_failed(command: str, failed: Sequence[Finding]) -> int:
    """Print what is wrong with plans that were left as they are. Returns the exit code: 1 when there are any."""
    for finding in failed:
        print(f"zhangju {command}: {finding}", file=sys.stderr)
    return int(bool(failed))


def print_json(data: object) -> None:
    """Print what a machine asked for."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


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
