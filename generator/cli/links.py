"""`zhangju links`: pairs of clauses for editors to decide."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from generator.cli.command import Command, json_option, print_json

if TYPE_CHECKING:
    from generator.links.counterparts import Pair
    from generator.links.passages import Passage


def _options(parser: argparse.ArgumentParser) -> None:
    json_option(parser, "the pairs")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.links import links_to_decide

    found = links_to_decide(options.root / "content")
    if options.json:
        print_json([_as_object(pair) for pair in found])
        return 0
    for pair in found:
        ends = f'a = "{pair.a.plan} {pair.to_a}", b = "{pair.b.plan} {pair.to_b}"'
        print(f'{{ {ends}, reason = "" }}, # {pair.score:.2f} {"、".join(pair.shared)}')
        print(f"  # {_first_words(pair.a, pair.to_a)}\n  # {_first_words(pair.b, pair.to_b)}")
    print(
        f"# {len(found)} pairs near the threshold; copy those that readers want to `add` in content/links.toml with a reason in Chinese, "
        "and those that are wrong though shown to `forbid`",
        file=sys.stderr,
    )
    return 0


def _as_object(pair: Pair) -> dict[str, object]:
    """A pair as JSON has it."""
    ends = ((pair.a, pair.to_a), (pair.b, pair.to_b))
    told = {name: {"plan": one.plan, "anchor": to, "words": _first_words(one, to)} for name, (one, to) in zip("ab", ends, strict=True)}
    return {**told, "score": pair.score, "shared": list(pair.shared)}


def _first_words(passage: Passage, anchor: str) -> str:
    """How a passage, or one of its sentences, begins."""
    return next((text for name, text in passage.parts if name == anchor), f"{passage.title}：{passage.parts[0][1]}")[:60]


COMMAND = Command(
    "links",
    "list pairs of clauses of different plans near the threshold, for editors to add or forbid",
    "zhangju links",
    options=_options,
    run=run,
)
