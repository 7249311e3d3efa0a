"""`zhangju convert`: seeds to content."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.command import Command
from generator.progress import done

if TYPE_CHECKING:
    from generator.pipeline import Converted


NEW_IN = {
    "glossary.lock": "new terms have their addresses",
    "bibliography.lock": "newly cited works have their addresses",
    "counterparts.lock": "the links between plans were found anew",
    "indicators.lock": "new series of indicators have their addresses",
}
"""What a convert says of a lock that it wrote."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="*", help="plan ids (default: all)")
    parser.add_argument("--drop-edits", action="store_true", help="overwrite content that was edited by hand")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.languages.beside import check_translations
    from generator.pipeline import OnEdit, convert
    from generator.reading import seed_ids

    seeds, content = options.root / "seeds", options.root / "content"
    begun = time.perf_counter()
    on_edit: OnEdit = "drop" if options.drop_edits else "stop"
    plans = options.plans or seed_ids(seeds)
    check_translations(seeds, content, plans)  # what stops the second step is told before the first writes anything
    made = convert(seeds, content, plans, on_edit)
    done()
    for one in made:
        sections = one.plan.sections
        sentences = sum(1 for s in sections for _ in s.sentences())
        applied = sum(r.status == "applied" for r in one.repaired.ledger)
        flags = len(one.repaired.ledger) - applied
        print(f"  {one.seed.plan:16} {len(sections):4} sections {sentences:5} sentences {applied:5} repairs {flags:4} flags")
        for finding in one.findings:
            print(f"    {finding}")
    for one in made:
        if one.seed.settings.other_language:
            _take_in_translation(content, one)
    for lock in made.locks:
        print(f"  {lock}: {NEW_IN[lock]}")
    print(f"converted {len(made.plans)} plans in {time.perf_counter() - begun:.1f} s")
    return 0


def _take_in_translation(content: Path, made: Converted) -> None:
    """Put the translation that stands in a seed beside the Chinese into its file, and tell what could not be."""
    from generator.languages.beside import beside_findings, take_in

    filled, beside = take_in(content, made)
    print(f"  {made.seed.plan:16} {len(beside.sure):4} texts have their translation in the seed; {filled} were taken in, unreviewed")
    for finding in beside_findings(made):
        print(f"    {finding}")


COMMAND = Command(
    "convert",
    "turn seeds/ into content/",
    "zhangju convert",
    options=_options,
    run=run,
)
