"""`zhangju new DIR`: an edition of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from generator.cli.command import Command


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="DIR", help="the folder: new, or empty")
    parser.add_argument("--name", default="", help="what the edition is called (default: the folder's name)")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.starting import ELSE, WHEELS, requirement, start

    for path in start(options.file, options.name):
        print(f"  {path}")
    there = "" if options.file.resolve() == Path.cwd() else f"  cd {quote(str(options.file))}\n"
    print(f"\nan edition with one small sample plan; next:\n{there}  zhangju convert && zhangju build")
    if not (options.file / WHEELS).is_dir():
        print(f"its workflow asks pip for {requirement()}: {ELSE}")
    return 0


COMMAND = Command(
    "new",
    "make an edition of one's own in an empty folder",
    "zhangju new my-edition --name 云川规划集",
    options=_options,
    run=run,
)
