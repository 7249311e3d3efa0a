"""`zhangju neighbours`: inventories of other sites."""

from __future__ import annotations

import argparse
import sys

from generator.cli.command import Command


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.links.neighbours import LOCK, refresh

    done, found = refresh(options.root / "content")
    for finding in found:
        print(f"zhangju neighbours: {finding}", file=sys.stderr)
    print(f"{len(done)} inventories fetched into content/{LOCK}{': ' if done else ''}{', '.join(done)}")
    return int(bool(found))


COMMAND = Command(
    "neighbours",
    "fetch the inventories of the sites that content/neighbours.toml names",
    "zhangju neighbours",
    run=run,
)
