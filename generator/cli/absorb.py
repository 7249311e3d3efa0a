"""`zhangju absorb`: edits of content to corrections of seeds."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.command import Command, json_option, print_json

if TYPE_CHECKING:
    from generator.absorbing import Absorbed
    from generator.findings import Finding


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="*", help="plan ids (default: all)")
    parser.add_argument("--reason", default="", help="why, in Chinese, for readers; also for earlier changes that have none yet")
    json_option(parser, "what was absorbed, or refused,")
    parser.add_argument("--line", type=int, help="only for the change in this line of seeds/PLAN.toml; needs one PLAN and --reason")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.absorbing import absorb
    from generator.absorbing.entries import Add
    from generator.reading import seed_ids

    found = absorb(options.root, options.plans or seed_ids(options.root / "seeds"), options.reason, options.line)
    refused = [finding for one in found for finding in one.refused]
    if options.json:
        return _as_json(options.root, found, refused)
    for finding in refused:
        print(finding, file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(f"::error file={finding.file},line={finding.line}::{finding.cause}; {finding.next_step}")
    if refused:
        print(f"zhangju absorb: {len(refused)} edits were refused; nothing was written", file=sys.stderr)
        return 2
    _follow_translations(options.root / "content", [one.plan for one in found if one.source])
    for one in found:
        for entry in one.entries:
            print(f"  {one.plan:16} {'+' if isinstance(entry, Add) else '~'} {entry.table or 'metadata'}")
    told = sum(bool(one.source) for one in found)
    print(f"absorbed edits of {told} plans; commit seeds/ and content/" if told else "no edits in content/")
    return 0


def _as_json(root: Path, found: Sequence[Absorbed], refused: Sequence[Finding]) -> int:
    """Print for a machine what became of the edits. Returns 2 when any was refused, and then nothing was written."""
    from generator.reporting import as_object

    if not refused:
        _follow_translations(root / "content", [one.plan for one in found if one.source])
    plans = [{"id": one.plan, "entries": len(one.entries)} for one in found if one.source] if not refused else []
    print_json({"absorbed": plans, "refused": [as_object(one, root) for one in refused]})
    return 2 if refused else 0


def _follow_translations(content: Path, plans: Sequence[str]) -> None:
    """Bring the translations of plans up to date that have some: what was edited is marked there as to be translated anew."""
    from generator.languages.translating import translate

    for folder in sorted((content / "locale").glob("*/")):
        if held := [plan for plan in plans if (folder / f"{plan}.po").is_file()]:
            translate(content, held, folder.name)


COMMAND = Command(
    "absorb",
    "turn edits of content/ into corrections of the seeds, and give them a reason",
    'zhangju absorb my-plan --reason "据印本改"',
    options=_options,
    run=run,
)
