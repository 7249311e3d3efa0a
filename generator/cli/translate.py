"""`zhangju translate`: files of translations."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.cli.command import Command, json_option, print_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="*", metavar="PLAN", help="plan ids (default: all)")
    json_option(parser, "what stands there")
    parser.add_argument("--language", default="en", help="language of the translations (default: en)")
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="write a plan for translators: .xlf (XLIFF 2), .tsv or .po; terms: .tbx, .csv"
    )
    parser.add_argument(
        "--fill", type=Path, metavar="FILE", help="take in what they deliver, in any of these formats, where nothing stands"
    )
    parser.add_argument("--replace", action="store_true", help="let --fill also replace translations that stand there")
    parser.add_argument("--stale", action="store_true", help="let --fill take in, as stale, what was made for an earlier text")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.content.store import load_plan
    from generator.languages.terms_file import FORMATS as TERM_FORMATS
    from generator.languages.translating import export, translate
    from generator.languages.translations import count_states, load_translations
    from generator.languages.units import units
    from generator.reporting import as_object

    content = options.root / "content"
    for path in filter(None, (options.export, options.fill)):
        if path.suffix.lower() in TERM_FORMATS:
            return _terms(content, options)
    if options.export:
        made = export(content, options.plans, options.language, options.export)
        print(f"wrote {options.export}: {len(made.entries)} texts; take it in again with --fill")
        return 0
    done = translate(content, options.plans, options.language, options.fill, overwrite=options.replace, stale=options.stale)
    counted = {}
    for plan in done.catalogues:
        loaded = load_plan(content, plan)
        counted[plan] = count_states(units(loaded.plan), load_translations(content, loaded, options.language))
    if options.json:
        told = [as_object(finding, options.root) for finding in done.filled.findings] if done.filled else []
        print_json({"texts": counted, "taken": done.filled.taken if done.filled else 0, "findings": told})
        return 0
    for plan, counts in counted.items():
        print(f"  {plan:16} {sum(counts.values()):5} texts: {', '.join(f'{number} {state}' for state, number in counts.items())}")
    if done.filled:
        for finding in done.filled.findings:
            print(finding, file=sys.stderr)
        print(f"took in {done.filled.taken} entries of {options.fill}; {len(done.filled.findings)} are told above")
    return 0


def _terms(content: Path, options: argparse.Namespace) -> int:
    """Write the termbase and the glossary for translators, or take in what they deliver for the termbase."""
    from generator.languages.terms_file import export_terms, take_in_terms

    if options.export:
        print(f"wrote {options.export}: {export_terms(content, options.export)} terms")
        return 0
    added, changed = take_in_terms(content, options.fill)
    print(f"{content / 'termbase.toml'}: {added} terms added, {changed} changed")
    return 0


COMMAND = Command(
    "translate",
    "bring content/locale up to date with the plans, and take in what translators deliver",
    "zhangju translate my-plan",
    options=_options,
    run=run,
)
