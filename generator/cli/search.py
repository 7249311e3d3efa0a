"""`zhangju search`: what the search page finds."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from generator.cli.command import Command, json_option, print_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query")
    json_option(parser, "the hits")
    parser.add_argument("--site", type=Path, help="where the site is (default: site/ in the project's folder)")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.placing import reading
    from generator.search.engine import Engine

    site = options.site or options.root / "site"
    with reading(site, site.name):
        hits = Engine.of(site).find(options.query)
    if options.json:
        print_json([asdict(hit) for hit in hits])
        return 0 if hits else 1
    for hit in hits:
        print(f"{hit.plan} {hit.anchor}\t{hit.tier}\t{hit.score:.2f}\t{hit.text}")
    if not hits:
        print(f"nothing in {site} has `{options.query}`", file=sys.stderr)
    return 0 if hits else 1


COMMAND = Command(
    "search",
    "what the search page finds for a query, in the built site",
    "zhangju search 养老床位",
    options=_options,
    run=run,
)
