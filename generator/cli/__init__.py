"""The command line: parses and prints, decides nothing. Each command is a module, and a row of `COMMANDS`."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.cli import (
    absorb,
    add,
    anchors,
    build,
    check,
    collate,
    convert,
    diff,
    explain,
    indicators,
    links,
    neighbours,
    new,
    search,
    serve,
    suspect,
    translate,
)
from generator.errors import ZhangjuError
from generator.findings import findings_of
from generator.progress import watched
from generator.working import keep_trace, working_on

COMMANDS = (
    new.COMMAND,
    convert.COMMAND,
    absorb.COMMAND,
    build.COMMAND,
    search.COMMAND,
    serve.COMMAND,
    check.COMMAND,
    add.COMMAND,
    explain.COMMAND,
    suspect.COMMAND,
    collate.COMMAND,
    anchors.COMMAND,
    diff.COMMAND,
    indicators.COMMAND,
    links.COMMAND,
    neighbours.COMMAND,
    translate.COMMAND,
)
"""Every command, in the order in which they are listed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 checks failed, 2 something a person must mend."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese shows escapes
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given:
        print(overview())
        return 0
    options = parser().parse_args(given)
    try:
        with watched(sys.stderr), working_on(getattr(options, "file", options.root)):
            _in_an_edition(options)
            code = int(options.run(options))
        with working_on("standard output"):
            print(end="", flush=True)
        return code
    except ZhangjuError as error:
        return _refused(error, options)
    except BrokenPipeError:  # whoever read our lines has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - lives until exit
        return 0
    except KeyboardInterrupt:
        print("zhangju: stopped; nothing half-written was left behind", file=sys.stderr)
        return 130


ANYWHERE = ("new", "add", "search", "build", "serve")
"""Commands that need no edition, or say themselves what of it they lack."""


def _in_an_edition(options: argparse.Namespace) -> None:
    """Raise ZhangjuError where a command would find nothing to work on."""
    root = options.root
    if options.command not in ANYWHERE and not (root / "seeds").is_dir() and not (root / "content").is_dir():
        how = "run the command in the project's folder, or give it with --root; zhangju new DIR makes a project"
        raise ZhangjuError(root, None, "there are neither seeds/ nor content/ here", how, "U001")


def overview() -> str:
    """What `zhangju` alone prints: every command with what it does and an example."""
    told = [f"  {one.name:11} {one.about}\n{'':14}{one.example}" for one in COMMANDS]
    return "\n".join(["zhangju COMMAND, in the folder of an edition; zhangju COMMAND --help tells its options\n", *told])


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    made = argparse.ArgumentParser(
        prog="zhangju", description="Annotated editions of public plans: raw text in, a clause-anchored site out."
    )
    made.add_argument("--version", action="version", version=f"zhangju {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for one in COMMANDS:
        sub = commands.add_parser(one.name, help=one.about, description=one.about)
        sub.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: here)")
        sub.add_argument("--debug", action="store_true", help="show where in the code an error was raised")
        one.options(sub)
        sub.set_defaults(run=one.run)
    return made


def _refused(error: ZhangjuError, options: argparse.Namespace) -> int:
    """Print what a person must mend."""
    if any(part.file == "standard output" for part in error.parts):
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - lives until exit
    for finding in findings_of(error):
        print(f"zhangju {options.command}: {finding}", file=sys.stderr)
    if options.debug:
        for part in error.parts:
            traceback.print_exception(part.__cause__ or part)
    elif trace := keep_trace(error):
        print(f"  the trace is in {trace}; --debug shows it", file=sys.stderr)
    return 2
