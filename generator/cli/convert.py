"""`zhangju convert`: seeds to content."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.command import Command, cluster_option, told_failed, told_lost
from generator.errors import Gathering
from generator.findings import Finding, findings_of
from generator.progress import done

if TYPE_CHECKING:
    from generator.pipeline import Conversion, Converted


WORTH = 100_000
"""Bytes of seeds from which other processes are asked to help: below, making them takes longer than they save."""
COUNTED = {"sections": 4, "sentences": 5, "repairs": 5, "flags": 4}
"""What is told of a plan, and how wide."""
NEW_IN = {
    "glossary.lock": "new terms have their addresses",
    "bibliography.lock": "newly cited works have their addresses",
    "counterparts.lock": "the links between plans were found anew",
    "indicators.lock": "new series of indicators have their addresses",
}
"""What a convert says of a lock that it wrote."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="*", help="plan ids (default: all)")
    parser.add_argument("--json", action="store_true", help="print what was converted, and the findings, as JSON")
    parser.add_argument("--drop-edits", action="store_true", help="overwrite content that was edited by hand")
    cluster_option(parser)
    keeping = "leave plans with which something is wrong as they are, and convert the others; ends with 1"
    parser.add_argument("--keep-going", action="store_true", help=keeping)


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.site.unchanged import KnownConversion

    begun = time.perf_counter()
    known = KnownConversion(options.root, [*options.plans, *(["--json"] if options.json else [])])
    said = None if options.drop_edits else known.same()
    end = "; nothing has changed since"
    failed: Sequence[Finding] = ()
    if said is None:
        before = known.made_of()
        said, failed = _converted(options)
        if not failed:
            known.write(before, said)
        end = f" in {time.perf_counter() - begun:.1f} s"
    done()
    print("\n".join(said) + ("" if options.json else end))
    return told_failed("convert", failed)


def _converted(options: argparse.Namespace) -> tuple[list[str], Sequence[Finding]]:
    """Convert, and put into words what came of it; and what is wrong with plans that stayed as they were."""
    from generator.crew import crew
    from generator.languages.beside import check_translations
    from generator.pipeline import OnEdit, convert
    from generator.reading import seed_ids

    seeds, content = options.root / "seeds", options.root / "content"
    on_edit: OnEdit = "drop" if options.drop_edits else "stop"
    plans = options.plans or seed_ids(seeds)
    unread = Gathering()  # what stops the second step is told before the first writes anything
    sound: list[str] = []
    for plan in plans:
        with unread.trying():
            check_translations(seeds, content, [plan])
            sound.append(plan)
    if not options.keep_going or not sound:
        unread.settle()
    with crew(options.cluster, worth=_size(seeds, plans) > WORTH) as workers:
        made = convert(seeds, content, sound, on_edit, workers=workers, keep_going=options.keep_going)
    failed = [finding for error in (*unread.found, *made.failed) for finding in findings_of(error)]
    if options.json:
        return [_as_json(content, made, failed)], failed
    said = [line for one in made for line in _told(one)]
    for one in made:
        if one.seed.settings.other_language:
            said += _taken_in(content, one)
    said += [f"  {lock}: {NEW_IN[lock]}" for lock in made.locks]
    said += told_lost(workers.lost)
    return [*said, f"converted {len(made.plans)} plans"], failed


def _size(seeds: Path, plans: Sequence[str]) -> int:
    """Bytes of some seeds."""
    return sum(path.stat().st_size for plan in plans if (path := seeds / f"{plan}.txt").is_file())


def _told(one: Converted) -> Iterator[str]:
    told = _counted(one)
    yield f"  {one.seed.plan:16} {' '.join(f'{told[name]:{width}} {name}' for name, width in COUNTED.items())}"
    yield from (f"    {finding}" for finding in one.findings)


def _counted(one: Converted) -> dict[str, int]:
    """How much of what a plan has."""
    applied = sum(r.status == "applied" for r in one.repaired.ledger)
    sentences = sum(1 for section in one.plan.sections for _ in section.sentences())
    return {
        "sections": len(one.plan.sections),
        "sentences": sentences,
        "repairs": applied,
        "flags": len(one.repaired.ledger) - applied,
    }


def _as_json(content: Path, made: Conversion, failed: Sequence[Finding]) -> str:
    """What was made for a machine, after what came with a translation has been taken in."""
    from generator.languages.beside import beside_findings, take_in
    from generator.reporting import as_object

    plans = []
    for one in made:
        both = bool(one.seed.settings.other_language)
        taken = {"translations": take_in(content, one)[0]} if both else {}
        findings = [*one.findings, *(beside_findings(one) if both else ())]
        plans.append({"id": one.seed.plan, **_counted(one), **taken, "findings": [as_object(f, content.parent) for f in findings]})
    left = [as_object(finding, content.parent) for finding in failed]
    return json.dumps({"plans": plans, "locks": list(made.locks), "failed": left}, ensure_ascii=False, indent=1)


def _taken_in(content: Path, made: Converted) -> Iterator[str]:
    """Put the translation that stands in a seed beside the Chinese into its file, and tell what could not be."""
    from generator.languages.beside import beside_findings, take_in

    filled, beside = take_in(content, made)
    yield f"  {made.seed.plan:16} {len(beside.sure):4} texts have their translation in the seed; {filled} were taken in, unreviewed"
    yield from (f"    {finding}" for finding in beside_findings(made))


COMMAND = Command(
    "convert",
    "turn seeds/ into content/",
    "zhangju convert",
    options=_options,
    run=run,
)
