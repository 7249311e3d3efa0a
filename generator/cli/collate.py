"""`zhangju collate`: another print held against ours."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.cli.command import Command


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan")
    parser.add_argument("file", type=Path, help="the other print as received; it is read and not kept")
    parser.add_argument("--name", default="", help="what readers know it by, in Chinese (default: the file's name)")
    parser.add_argument("--write", action="store_true", help="put its record, and doubts that it settles, into seeds/PLAN.toml")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.collating import as_toml, collate, summary, write

    made = collate(options.root, options.plan, options.file, options.name)
    for line in summary(made) if options.write else as_toml(made):
        print(line)
    for finding in made.findings:
        print(finding, file=sys.stderr)
    if options.write:
        print(f"wrote {write(options.root, made)}; next: zhangju convert {options.plan}")
    else:
        print(f"# copy what you agree with into seeds/{options.plan}.toml; --write puts the record there", file=sys.stderr)
    return 0


COMMAND = Command(
    "collate",
    "hold another print of a plan against ours: what agrees, what differs, which doubts it settles, as TOML",
    'zhangju collate my-plan other.txt --name "云州日报本"',
    options=_options,
    run=run,
)
