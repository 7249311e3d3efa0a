"""`zhangju build`: content to site."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

from generator.cli.command import Command
from generator.progress import done

SHOWN_DEAD = 10
"""Dead links that a build prints."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, help="where to put the site (default: as mkdocs.yml says)")
    parser.add_argument("--json", action="store_true", help="print what was built as JSON")
    parser.add_argument("--offline", action="store_true", help="also write the site as a zip whose pages work opened as files")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.site.built import unchanged
    from generator.site.unchanged import Known

    begun = time.perf_counter()
    known = Known(options.root, options.site, options.offline)
    built = unchanged(known)
    took = "nothing has changed since they were built"
    if built is None:
        from generator.site.build import build

        built = build(options.root, options.site, options.offline, known)
        took = f"built in {time.perf_counter() - begun:.1f} s"
    done()
    if options.json:
        print(json.dumps({**asdict(built), "site": str(built.site)}, ensure_ascii=False, indent=1))
        return 0
    print(
        f"\nthe site is in {built.site}\n"
        f"  {built.plans} plans, {built.sections} sections, {built.sentences} sentences, {built.repairs} repairs, {built.flags} flags\n"
        f"  {built.pages} pages, {took}\n"
        f"  look at it: zhangju serve, or open {built.site / 'index.html'}"
    )
    for dead in built.dead_links[:SHOWN_DEAD]:
        print(f"  dead link: {dead.page} leads to {dead.link}, which is not there; mend the template or the text that makes it")
    if len(built.dead_links) > SHOWN_DEAD:
        print(f"  and {len(built.dead_links) - SHOWN_DEAD} more: see `dead_links` in {built.site / 'api' / 'quality.json'}")
    if options.offline:
        from generator.site.offline import NAME

        path = built.site / NAME
        print(f"  to carry away: {path}, {path.stat().st_size / 1e6:.1f} MB")
    return 0


COMMAND = Command(
    "build",
    "turn content/ into site/",
    "zhangju build --offline",
    options=_options,
    run=run,
)
