"""`zhangju add FILE`: an unknown text becomes a seed with settings."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.cli.command import Command, json_option, print_json
from generator.errors import ZhangjuError


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the text as received")
    parser.add_argument("--id", default="", help="id of the plan (default: from the file's name)")
    parser.add_argument("--title", default="", help="its title (default: what looks like it)")
    parser.add_argument("--split", action="store_true", help="the file holds several documents: take each in as a plan of its own")
    json_option(parser, "what was understood, in doubt and written")
    parser.add_argument("--outline", action="store_true", help="show every heading and every finding, not one screen")
    parser.add_argument("--dry-run", action="store_true", help="show the proposal, write nothing")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.adding import as_object, doubts_of, screen
    from generator.proposing import propose, take_in

    if not options.file.is_file():
        raise ZhangjuError(options.file, None, "there is no such file", "give the path of the text as received")
    if options.split:
        return _add_pieces(options)
    proposal = propose(options.file, options.id, options.title)
    if options.json:
        seeds = None if options.dry_run else take_in(proposal, options.file, options.root / "seeds")
        print_json([as_object(proposal, options.root, seeds)])
        return 0
    for line in screen(proposal, doubts_of(proposal), options.outline):
        print(line)
    if options.dry_run:
        return 0
    target = take_in(proposal, options.file, options.root / "seeds")
    print(f"\nwrote {target} and {target.with_suffix('.toml').name}; next: zhangju convert {proposal.settings.id}")
    return 0


def _add_pieces(options: argparse.Namespace) -> int:
    """Take in each document of a file in which several were put together."""
    from generator.adding import as_object, doubts_of, screen, split, take_in_pieces

    if options.title:
        raise ZhangjuError(
            options.file, None, "one --title cannot name several documents", "leave --title out; mend titles in their .toml", "U001"
        )
    made = split(options.file, options.id)
    if options.json:
        written = [None for _ in made] if options.dry_run else take_in_pieces(made, options.root / "seeds")
        print_json([as_object(proposal, options.root, path) for (_, _, proposal), path in zip(made, written, strict=True)])
        return 0
    for piece, _, proposal in made:
        print(f"{piece.line:6}  {proposal.settings.id}  {proposal.settings.title}  ({len(proposal.outlined.sections)} headings)")
        doubts = doubts_of(proposal)
        told = screen(proposal, doubts, True) if options.outline else [*doubts, *map(str, proposal.outlined.findings)]
        for line in told:
            print(f"        {line}")
    if options.dry_run:
        return 0
    targets = take_in_pieces(made, options.root / "seeds")
    print(f"\nwrote {len(targets)} seeds with their settings; next: zhangju convert {targets[0].stem} …")
    return 0


COMMAND = Command(
    "add",
    "take in an unknown text: propose its settings, show its outline, write seeds/<id>.txt and .toml",
    "zhangju add report.txt --id my-plan",
    options=_options,
    run=run,
)
