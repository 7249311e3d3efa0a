"""`zhangju suspect`: what may be damage."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from generator.cli.command import Command, json_option, print_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan")
    json_option(parser, "the suspicions")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.suspect import as_toml, run

    found = run(options.root / "seeds", options.plan)
    if options.json:
        print_json([asdict(one) for one in found])
        return 0
    print(as_toml(found), end="")
    known = sum(suspicion.known for suspicion in found)
    print(
        f"# {len(found)} suspicions, {known} of them in the settings already; read the others, then copy what you agree with "
        f"into seeds/{options.plan}.toml",
        file=sys.stderr,
    )
    return 0


COMMAND = Command(
    "suspect",
    "list what may be damage and no rule may repair, as [[correction]] entries",
    "zhangju suspect my-plan",
    options=_options,
    run=run,
)
