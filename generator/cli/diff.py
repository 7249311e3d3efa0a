"""`zhangju diff REVISION`: what changed since an edition that git has."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from generator.cli.command import Command, json_option, print_json

if TYPE_CHECKING:
    from generator.model.changes import Changes, PlaceChange

MOST = 20
"""Lines of a kind that are printed; `--json` has all."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", nargs="?", default="HEAD", metavar="REVISION", help="git revision to compare with (default: HEAD)")
    parser.add_argument("--publish", metavar="NOTE", help="tell readers of it, with a note in Chinese: content/changes.jsonl, /changes/")
    json_option(parser, "all of it")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.changed import changes_since

    changes = changes_since(options.root, options.revision)
    if options.publish is not None:
        return _publish(options, changes)
    if options.json:
        print_json(asdict(changes))
    else:
        print(told(changes))
    return 0


def _publish(options: argparse.Namespace, changes: Changes) -> int:
    from generator.changed.publishing import publish

    path = publish(options.root, changes, options.publish)
    print(f"wrote {path}: readers are told at /changes/ and in its feeds; commit it")
    return 0


def told(changes: Changes) -> str:
    """Changes in words: plan by plan, then links, terms and indicators."""
    lines = []
    for one in changes.plans:
        lines.append(f"{one.plan}  {one.title}: {one.state}")
        lines += _some([_place(place) for place in one.places])
    for name, differing in (("links", changes.links), ("terms", changes.terms), ("indicators", changes.indicators)):
        if differing:
            lines.append(f"{name}: {len(differing.added)} added, {len(differing.removed)} removed")
            lines += _some([*(f"  + {words}" for words in differing.added), *(f"  - {words}" for words in differing.removed)])
    return "\n".join(lines) or f"nothing changed since {changes.since[:12]}"


def _place(place: PlaceChange) -> str:
    from generator.changed.places import excerpt_of

    head = f"  {place.state:8} {place.kind} {place.id}" + (f" → {place.to}" if place.to else "")
    texts = [f"           - {excerpt_of(place.before)}"] if place.before and place.state != "moved" else []
    texts += [f"           + {excerpt_of(place.after)}"] if place.after and place.state in ("new", "changed") else []
    return "\n".join([head, *texts])


def _some(lines: list[str]) -> list[str]:
    left = len(lines) - MOST
    return [*lines[:MOST], f"  and {left} more; --json has all"] if left > 0 else lines


COMMAND = Command(
    "diff",
    "what changed since an edition that git has: sentences, anchors, links, terms, indicators, by plan",
    "zhangju diff v1",
    options=_options,
    run=run,
)
