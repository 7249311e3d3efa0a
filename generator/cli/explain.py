"""`zhangju explain`: where a sentence comes from."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from generator.cli.command import Command, json_option, print_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan")
    parser.add_argument("anchor", help="e.g. 6.2.2-3")
    json_option(parser, "it")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.explaining import explain, told

    explained = explain(options.root / "seeds", options.root / "content", options.plan, options.anchor)
    if options.json:
        print_json(asdict(explained))
        return 0
    for line in told(explained):
        print(line)
    return 0


COMMAND = Command(
    "explain",
    "show a sentence, its lines of the seed, and each repair between them",
    "zhangju explain my-plan 6.2.2-3",
    options=_options,
    run=run,
)
