"""`make bench`: measures, prints the table, and ends with 1 when a budget is broken. `K=1,10` restricts the sizes."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import browsing, peers
from tests.bench.queries import chosen
from tests.bench.scaling import scaled, without_counterparts
from tests.bench.serving import served
from tests.bench.table import BUILD, LATENCY, MKDOCS, OURS, PAGEFIND, TASK, WEIGHT, Figure, broken, percentile, seconds, spread, table
from tests.bench.timing import ROOT, Cost, python, run

LIMIT = 90.0
"""Seconds after which a whole build is stopped; that of search alone, and Pagefind, may take SEARCH_LIMIT."""
SEARCH_LIMIT = 600.0
LOCKED = 20
"""Up to so many times the text a project gets a lock of counterparts; above, the whole build takes longer than LIMIT with or without it."""
CHAPTER = "sh-14fyp/6/"
"""A page of which nothing of search may be loaded."""
NOTES = """
Weights in kB (gzip -9), times in ms: median / 95th percentile / most, {queries} queries of tests/gold/queries.tsv and common words.
A weight is all that is sent from opening the page with ?q=… to the first hit, html, css and scripts too; Pagefind's and its page's text are
as its script loads them, without a page. A query's time: files loaded, the median of {rounds} rounds; Pagefind's with its first result's text.
Builds: seconds by the clock, in brackets of the processor; the tools take turns. Above ×1 our project has no counterparts, topics and seeds,
and search knows the terms of the five plans only.
mkdocs and Pagefind get the same texts as plain pages. What the copies model: tests/bench/scaling.py."""


def main() -> int:
    """Measure; 1 when a budget is broken."""
    sizes = [int(size) for size in os.environ.get("K", "1,10,100").split(",")]
    pagefind = peers.pagefind()
    queries = chosen()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="zhangju-bench-") as place, sync_playwright() as driver:
        work = Path(place)
        frame = scaled(ROOT, work / "frame", 1)
        say("building the site whose search page is asked")
        run(python("-m", "generator.cli", "build"), frame, SEARCH_LIMIT)
        for times in sizes:
            folder = work / f"x{times}"
            project = frame if times == 1 else scaled(ROOT, folder / "project", times)
            if 1 < times <= LOCKED:
                without_counterparts(project)
            plain = peers.write_plain(project / "content", folder / "plain")
            site = folder / "search-site"
            figures += built(times, project, plain, site, pagefind)
            for name in ("assets", "search/index.html", CHAPTER):
                whole = frame / "site" / name
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(whole, site / name) if whole.is_dir() else shutil.copy(whole, site / name)
            browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            figures += asked(times, browser, site, plain, pagefind, queries)
            browser.close()
            if times > 1:
                shutil.rmtree(folder)
            print("\n" + table([figure for figure in figures if figure.times == times]), flush=True)
    print("\n" + table(figures) + NOTES.format(queries=len(queries), rounds=browsing.ROUNDS), flush=True)
    for figure in broken(figures):
        print(f"bench: ×{figure.times} {figure.what}: {figure.shown}, over its budget of {figure.budget}", flush=True)
    return 1 if broken(figures) else 0


def built(times: int, project: Path, plain: Path, site: Path, pagefind: Path | None) -> Iterator[Figure]:
    """The costs of building, the tools in turn; at ×1 three turns, of which the median counts."""
    turns = 3 if times == 1 else 1
    costs: dict[str, list[Cost]] = {"search": [], "whole": [], "mkdocs": [], "pagefind": []}
    for turn in range(turns):
        say(f"×{times}: builds, turn {turn + 1} of {turns}")
        costs["search"].append(run(python("-m", "tests.bench.ours", project / "content", site), ROOT, SEARCH_LIMIT))
        costs["whole"].append(run(python("-m", "generator.cli", "build", "--site", plain / "whole"), project, LIMIT))
        costs["mkdocs"].append(run(python("-m", "mkdocs", "build", "-q"), plain, LIMIT))
        if pagefind:
            costs["pagefind"].append(run([pagefind, "--site", "html"], plain, SEARCH_LIMIT))
    ours = [json.loads(cost.output.splitlines()[-1]) for cost in costs["search"]]
    own = min(ours, key=lambda one: one["processor"])
    what = "search built, s"
    within = own["processor"] <= BUILD if times == 1 else None
    yield Figure(times, what, OURS, seconds(own["clock"], own["processor"]), within, f"{BUILD:.0f} s")
    if pagefind:
        yield Figure(times, what, PAGEFIND, told(costs["pagefind"]))
    yield Figure(times, "files, MB, peak memory", OURS, f"{own['files']:,}, {own['bytes'] / 1e6:.1f}, {own['memory'] / 1e9:.2f} GB")
    index = [path.stat().st_size for path in (plain / "site" / "search").glob("*")] if (plain / "site").is_dir() else []
    if index:
        yield Figure(
            times, "files, MB, peak memory", MKDOCS, f"{len(index)}, {sum(index) / 1e6:.1f}, {costs['mkdocs'][-1].memory / 1e9:.2f} GB"
        )
    if pagefind:
        made = [path.stat().st_size for path in (plain / "html" / "pagefind").rglob("*") if path.is_file()]
        yield Figure(
            times, "files, MB, peak memory", PAGEFIND, f"{len(made):,}, {sum(made) / 1e6:.1f}, {costs['pagefind'][-1].memory / 1e9:.2f} GB"
        )
    yield Figure(times, "whole build, s", OURS, told(costs["whole"]))
    yield Figure(times, "whole build, s", MKDOCS, told(costs["mkdocs"]))


def told(costs: list[Cost]) -> str:
    """The median of some runs."""
    cost = sorted(costs, key=lambda one: one.clock)[len(costs) // 2]
    return seconds(cost.clock, cost.processor, cost.over)


def asked(times: int, browser: Browser, site: Path, plain: Path, pagefind: Path | None, queries: list[str]) -> Iterator[Figure]:
    """What queries cost in the browser."""
    say(f"×{times}: {len(queries)} queries in Chromium, Zhangju")
    with served(site) as server:
        mine = browsing.ours(browser, server, queries, CHAPTER)
    found = {OURS: mine}
    if (plain / "site" / "search" / "search_index.json").is_file():
        say(f"×{times}: mkdocs")
        with served(plain / "site") as server:
            found[MKDOCS] = browsing.mkdocs(browser, server, queries)
    if pagefind:
        say(f"×{times}: Pagefind")
        with served(plain / "html") as server:
            found[PAGEFIND] = browsing.pagefind(browser, server, queries)
    for tool, one in found.items():
        own = tool == OURS
        within = percentile(one.weights, 1.0) <= WEIGHT if own else None
        yield Figure(times, "kB before the first hit", tool, spread(one.weights, 1000), within, f"most {WEIGHT // 1000}")
        slow = percentile(one.latencies, 0.95) <= LATENCY if own else None
        yield Figure(
            times, "ms a query, loaded", tool, spread(one.latencies, 1, 1) if one.latencies else "fails", slow, f"95 % {LATENCY:.0f}"
        )
        yield Figure(times, "queries without an answer", tool, f"{one.unanswered} of {len(one.weights)}")
    for what, task in (("opening", percentile(mine.opening, 0.95)), ("asking", browsing.middle(mine.tasks))):
        yield Figure(times, f"longest task, {what}, ms", OURS, f"{task:.0f}" if task else "under 50", task <= TASK, f"{TASK:.0f}")
    yield Figure(times, "files before going to search", OURS, str(mine.early), mine.early == 0, "0")


def chromium() -> str:
    """The browser's command. Raises SystemExit with what to do when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or sys.exit("bench: no Chromium; bash tests/browser/chromium.sh installs it or says how")


def say(what: str) -> None:
    """A line of progress."""
    print(f"bench {time.strftime('%H:%M:%S')}: {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
