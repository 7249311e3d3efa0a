"""`python -m tests.mutants [AREA …] [--count N] [--seed S] [--browser]`: breaks lines and prints the breaks that no test noticed."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.mutants.areas import AREAS, DEAR, files_of
from tests.mutants.breaks import Break, breaks_of, sample
from tests.mutants.reached import Recorder, read
from tests.mutants.running import Bench, copy_tree, within

ROOT = Path(__file__).parents[2]
HARMLESS = Path(__file__).with_name("harmless.tsv")
RECORD = ROOT / ".mutants.json"


class Judging(Bench):
    """In place of running the tests that were collected, asks them of breaks, and counts those that none of them noticed."""

    def __init__(self, tree: Path, breaks: list[tuple[str, Break]], options: argparse.Namespace) -> None:
        super().__init__(tree, read(RECORD), options.browser, options.quick)
        self.breaks, self.left = breaks, 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.begin(session)
        self.left = show(self, self.breaks)
        return True


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as folder:
        tree = Path(folder) / "tree"
        copy_tree(ROOT, tree)
        if options.record is not None:
            return record(tree, options.record, options.browser)
        if not RECORD.is_file():
            sys.exit("it is not known which test runs which line: python -m tests.mutants --record (some minutes)")
        bench = Judging(tree, [one for one in chosen(options) if not harmless(one[1])], options)
        kept = [f"--ignore=tests/{name}.py" for name in DEAR]
        code = within(tree, bench, f"--basetemp={folder}/made", *kept, "tests")
        return code or int(bench.left > 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Breaks one line at a time; the tests must notice.")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"which of {', '.join(AREAS)} (default: all)")
    parser.add_argument("--count", type=int, default=10, help="breaks of each area (default: 10)")
    parser.add_argument("--seed", type=int, default=1, help="random seed (default: 1)")
    parser.add_argument("--only", default="", help="only files whose path holds this")
    parser.add_argument("--browser", action="store_true", help="ask the tests that need Chromium, too")
    parser.add_argument("--quick", action="store_true", help="ask the cheap tests only")
    parser.add_argument("--record", nargs="*", metavar="TEST_FILE", help="find out anew which tests run what (default: all but `DEAR`)")
    options = parser.parse_args()
    if unknown := set(options.areas) - set(AREAS):
        parser.error(f"there is no area {', '.join(sorted(unknown))}; write some of: {', '.join(AREAS)}")
    return options


def record(tree: Path, files: list[str], browser: bool) -> int:
    """Run tests once and add to the record which lines each runs."""
    recorder = Recorder(tree)
    marks = [] if browser else ["-m", "not browser"]
    code = within(tree, recorder, *marks, *(files or [*(f"--ignore=tests/{name}.py" for name in DEAR), "tests"]))
    if code:
        print("some tests fail without any break, and are not asked; mend that first", file=sys.stderr)
    made = read(RECORD)
    made.merge(recorder.made)
    made.write(RECORD)
    return code


def chosen(options: argparse.Namespace) -> list[tuple[str, Break]]:
    """The sample: area and break, the areas in turn, so that a run that is stopped has asked of all."""
    found = []
    for area in options.areas or AREAS:
        breaks = [one for file in files_of(area, ROOT) if options.only in file for one in breaks_of(file, ROOT)]
        picked = sample(breaks, options.count, random.Random(f"{area} {options.seed}"))
        found += [(turn, area, one) for turn, one in enumerate(picked)]
    return [(area, one) for _, area, one in sorted(found, key=lambda item: item[0])]


def harmless(one: Break) -> bool:
    """Whether a break is listed as one that no reader and no author could ever notice: file, function, what stood there, what stands there now, why."""
    source = (ROOT / one.file).read_bytes()
    words = " ".join(source[one.start : one.end].decode().split())
    rows = (line.split("\t") for line in HARMLESS.read_text(encoding="utf-8").splitlines()[1:])
    return any(row[:4] == [one.file, one.where, words, " ".join(one.after.split())] for row in rows)


def show(bench: Bench, breaks: list[tuple[str, Break]]) -> int:
    """Judge breaks, print those that were not noticed and a table of all that were judged; returns how many were not noticed or not judged."""
    states: Counter[tuple[str, str]] = Counter()
    try:
        for area, one in breaks:
            begun = time.perf_counter()
            source = (bench.tree / one.file).read_bytes()
            state, seconds = bench.judge(area, one, source)
            states[area, state] += 1
            if state != "killed":
                print(f"{state}: {one.shown(source)}", flush=True)
            if os.environ.get("MUTANTS_TIMES"):
                took = f"{time.perf_counter() - begun:5.1f} s, {seconds:5.1f} s processor"
                by = bench.told.read_text(encoding="utf-8") if state == "killed" and bench.told.is_file() else ""
                print(f"    {took}  {state} {one.file}:{one.line} {by}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print(f"stopped after {states.total()} of {len(breaks)} breaks")
    for area in dict.fromkeys(area for area, _ in breaks):
        killed, judged = states[area, "killed"], sum(n for (of, _), n in states.items() if of == area)
        print(f"{area:10} {killed:4} of {judged:4} noticed")
    killed = sum(n for (_, state), n in states.items() if state == "killed")
    print(f"{'all':10} {killed:4} of {states.total():4} noticed ({killed / max(1, states.total()):.0%})")
    return len(breaks) - killed


if __name__ == "__main__":
    sys.exit(main())
