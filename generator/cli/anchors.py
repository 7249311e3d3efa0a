"""`zhangju anchors`: what became of published addresses."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from generator.cli.command import Command, json_option, print_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="*", help="plan ids (default: all)")
    parser.add_argument("--against", default="HEAD", metavar="REVISION", help="git revision to compare with (default: HEAD)")
    json_option(parser, "what became of each, by plan,")
    parser.add_argument("--write", action="store_true", help="write the anchors that the content has now into the lock")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.auditing import audit, summary, update_lock
    from generator.content.store import plan_ids

    lost = 0
    plans = options.plans or plan_ids(options.root / "content")
    for plan in plans if options.write else ():
        if update_lock(options.root, plan) and not options.json:
            print(f"{plan}: anchors.lock written")
    audited = {plan: audit(options.root, plan, options.against) for plan in plans}
    if options.json:
        print_json({plan: [asdict(one) for one in changes] for plan, changes in audited.items()})
    for plan, changes in audited.items():
        lost += sum(change.state == "lost" for change in changes)
        if options.json:
            continue
        print(f"{plan}: {summary(changes)}")
        for change in changes:
            if change.state != "kept" and (change.before or change.state in ("lost", "moved", "retired")):
                print(f"  {change.state:8} {change.id}" + (f" → {change.to}" if change.to not in ("", change.id) else ""))
                print(f"           {change.before[:70]}")
                if change.after and change.after != change.before:
                    print(f"           {change.after[:70]}")
    return 1 if lost else 0


COMMAND = Command(
    "anchors",
    "what became of the published anchors; writes the lock after hand edits",
    "zhangju anchors --against v1",
    options=_options,
    run=run,
)
