"""`zhangju build`: content to site."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.command import Command, cluster_option, json_option, print_json, told_failed, told_lost
from generator.progress import done

if TYPE_CHECKING:
    from generator.site.built import Built

MOST_BYTES = 1_000_000_000
"""What GitHub Pages publishes of one site."""
SHOWN_DEAD = 10
"""Dead links that a build prints."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, help="where to put the site (default: as mkdocs.yml says)")
    json_option(parser, "what was built")
    parser.add_argument(
        "--strict", action="store_true", help="end with 1 when a link leads nowhere, or the site is too large for GitHub Pages"
    )
    cluster_option(parser)
    keeping = "show a plan that cannot be read as git last had it readable, or leave it out, and build all others; ends with 1"
    parser.add_argument("--keep-going", action="store_true", help=keeping)
    parser.add_argument("--offline", action="store_true", help="also write the site as a zip whose pages work opened as files")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.site.built import unchanged
    from generator.site.unchanged import Known

    begun = time.perf_counter()
    known = Known(options.root, options.site, options.offline)
    built = unchanged(known)
    took, lost = "nothing has changed since they were built", list[str]()
    if built is None:
        from generator.crew import crew
        from generator.site.build import build

        with crew(options.cluster) as workers:
            built = build(options.root, options.site, options.offline, known, workers=workers, keep_going=options.keep_going)
        lost = workers.lost
        took = f"built in {time.perf_counter() - begun:.1f} s"
    done()
    if options.json:
        print_json({**asdict(built), "site": str(built.site), "bytes": size_of(built.site)})
        return int(bool(built.failed) or (options.strict and bool(built.dead_links or size_of(built.site) > MOST_BYTES)))
    print(
        f"\nthe site is in {built.site}\n"
        f"  {built.plans} plans, {built.sections} sections, {built.sentences} sentences, {built.repairs} repairs, {built.flags} flags\n"
        f"  {built.pages} pages, {took}\n"
        f"  look at it: zhangju serve, or open {built.site / 'index.html'}"
    )
    if dealt := built.dealt:
        print(f"  {dealt.pictures} preview pictures, {dealt.bytes / 1e6:.1f} MB; {dealt.new} of them drawn, in {dealt.seconds:.1f} s")
    for finding in built.told:
        print(f"zhangju build: {finding}", file=sys.stderr)
    for line in told_lost(lost):
        print(line)
    for dead in built.dead_links[:SHOWN_DEAD]:
        print(f"  dead link: {dead.page} leads to {dead.link}, which is not there; mend the template or the text that makes it")
    if len(built.dead_links) > SHOWN_DEAD:
        print(f"  and {len(built.dead_links) - SHOWN_DEAD} more: see `dead_links` in {built.site / 'api' / 'quality.json'}")
    if options.offline:
        from generator.site.offline import NAME

        path = built.site / NAME
        print(f"  to carry away: {path}, {path.stat().st_size / 1e6:.1f} MB")
    return max(told_failed("build", built.failed), _strictly(built) if options.strict else 0)


def _strictly(built: Built) -> int:
    """Say how large the site is and how many of its links are dead. Returns 1 when it should not be published so."""
    size = size_of(built.site)
    print(f"  {size / 1e6:.1f} MB of at most {MOST_BYTES / 1e6:.0f}; {len(built.dead_links)} dead links")
    if size > MOST_BYTES:
        print("  too large for GitHub Pages: take a language out of `languages`, or publish it elsewhere")
    return int(size > MOST_BYTES or bool(built.dead_links))


def size_of(site: Path) -> int:
    """Bytes of all files of a site."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


COMMAND = Command(
    "build",
    "turn content/ into site/",
    "zhangju build --offline",
    options=_options,
    run=run,
)
