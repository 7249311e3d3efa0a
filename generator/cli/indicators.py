"""`zhangju indicators`: series for editors to decide."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from generator.cli.command import Command, json_option, print_json


def _options(parser: argparse.ArgumentParser) -> None:
    json_option(parser, "them")
    parser.add_argument("--unplaced", action="store_true", help="list instead the figures that look like values and cannot be placed")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.content.store import load_plans
    from generator.indicators import REASONS
    from generator.indicators.loading import described, load, proposals

    content = options.root / "content"
    loaded = load(content, [one.plan for one in load_plans(content)])
    if options.unplaced and options.json:
        print_json([{**asdict(one), "cause": REASONS[one.reason]} for one in loaded.unplaced])
        return 0
    if options.unplaced:
        for one in loaded.unplaced:
            print(f"{one.plan} {one.place}\t{one.words}\t{one.reason}: {REASONS[one.reason]}")
        return 0
    found = proposals(content, loaded)
    if options.json:
        print_json([{"score": pair.score, "a": asdict(pair.a), "b": asdict(pair.b)} for pair in found])
        return 0
    for pair in found:
        print(f'[[series]] # {pair.score:.0f}\nname = "{pair.a.name}"\nnames = ["{pair.b.name}"]\nreason = ""')
        print(f"# {described(pair.a)}\n# {described(pair.b)}\n")
    print(
        f"# {len(loaded.series)} series; {len(found)} pairs are alike: copy those that are one indicator to content/indicators.toml with a "
        "reason in Chinese, and those that are not as [[apart]] with both `names`",
        file=sys.stderr,
    )
    return 0


COMMAND = Command(
    "indicators",
    "series of indicators that may be one, as [[series]] entries for editors to decide",
    "zhangju indicators --unplaced",
    options=_options,
    run=run,
)
