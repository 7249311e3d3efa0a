"""`zhangju collate`: another print held against ours."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.command import Command, json_option, print_json

if TYPE_CHECKING:
    from generator.collating import Collation


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan")
    parser.add_argument("file", type=Path, help="the other print as received; it is read and not kept")
    parser.add_argument("--name", default="", help="what readers know it by, in Chinese (default: the file's name)")
    json_option(parser, "its figures, proposals and record")
    parser.add_argument("--write", action="store_true", help="put its record, and doubts that it settles, into seeds/PLAN.toml")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.collating import as_toml, collate, summary, write

    made = collate(options.root, options.plan, options.file, options.name)
    if options.json:
        print_json(_as_object(made, options.root, write(options.root, made) if options.write else None))
        return 0
    for line in summary(made) if options.write else as_toml(made):
        print(line)
    for finding in made.findings:
        print(finding, file=sys.stderr)
    if options.write:
        print(f"wrote {write(options.root, made)}; next: zhangju convert {options.plan}")
    else:
        print(f"# copy what you agree with into seeds/{options.plan}.toml; --write puts the record there", file=sys.stderr)
    return 0


def _as_object(made: Collation, root: Path, written: Path | None) -> dict[str, object]:
    """A collation as JSON has it; `written` are the settings that took its record."""
    from generator.collating import summary
    from generator.reporting import as_object

    return {
        "name": made.name,
        "sha256": made.witness.sha256,
        "agreed": made.compared.agreed,
        "summary": list(summary(made)),
        "proposals": [{**asdict(one.entry), "why": one.why, "settles": one.settles} for one in made.proposals],
        "record": [asdict(entry) for entry in made.record],
        "findings": [as_object(one, root) for one in made.findings],
        "wrote": str(written) if written else None,
    }


COMMAND = Command(
    "collate",
    "hold another print of a plan against ours: what agrees, what differs, which doubts it settles, as TOML",
    'zhangju collate my-plan other.txt --name "云州日报本"',
    options=_options,
    run=run,
)
