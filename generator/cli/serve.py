"""`zhangju serve`: the site while one edits."""

from __future__ import annotations

import argparse

from generator.cli.command import Command


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1:8000", help="host and port")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.site.build import serve

    serve(options.root, options.address)
    return 0


COMMAND = Command(
    "serve",
    "show the site while you edit content/",
    "zhangju serve",
    options=_options,
    run=run,
)
