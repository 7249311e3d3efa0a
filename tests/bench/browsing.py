"""Asks queries in a real Chromium: what each loads before its first hit, how long it takes once all is loaded, how long the page stands."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Browser, Page, TimeoutError

from tests.bench.serving import Served
from tests.conftest import until

ROUNDS = 3
"""How often a query is asked again once it is loaded; the median counts, so that one interruption does not."""
PATIENCE = 15_000
"""Milliseconds that a first hit may take before the query counts as one without an answer."""
MOST_BLIND = 3
"""Queries in a row without any answer after which a peer is asked no more: it does not answer at all."""

WATCH = """
self.bench = { hit: 0, done: 0, tasks: [], answers: [], open: 0 };
new PerformanceObserver((list) => { for (const task of list.getEntries()) bench.tasks.push(task.duration); }).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  const status = document.querySelector("form.search [role=status]"), loading = document.querySelector("form.search")?.dataset.loading;
  if (!bench.hit && document.querySelector(".found .hit")) bench.hit = Date.now();
  if (!bench.done && status?.textContent && status.textContent !== loading) bench.done = Date.now();
}).observe(document, { subtree: true, childList: true, characterData: true });
self.Worker = class extends Worker {
  constructor(...all) {
    super(...all);
    this.begun = new Map();
    this.addEventListener("message", ({ data: { id } }) => {
      bench.open--;
      if (this.begun.has(id)) bench.answers.push(performance.now() - this.begun.get(id));
    });
  }
  postMessage(asked, ...rest) { bench.open++; if (asked.typed !== undefined) this.begun.set(asked.id, performance.now()); super.postMessage(asked, ...rest); }
};
"""
"""Runs before the page's own scripts: notes the first hit, the long tasks, and how long the worker takes to answer."""
LONGEST = "Math.max(0, ...bench.tasks)"
AGAIN = """async (typed) => {
  const form = document.querySelector("form.search"), box = form.querySelector("input[type=search]");
  const rest = () => new Promise((resolve) => setTimeout(resolve, 25));
  box.value = typed;
  bench.answers = [];
  form.requestSubmit();
  for (let quiet = 0, turns = 0; quiet < 2 && turns < 600; turns++) { await rest(); quiet = bench.open || !bench.answers.length ? 0 : quiet + 1; }
  return bench.answers[0] ?? -1;
}"""
"""Asks in the page that is open; gives milliseconds from asking the worker to its first answer."""
PAGEFIND = """async (typed) => {
  self.pagefind ??= await import("/pagefind/pagefind.js");
  const start = performance.now(), { results } = await pagefind.search(typed);
  if (results.length) await results[0].data();
  return [results.length, performance.now() - start, Date.now()];
}"""
"""Asks Pagefind's script for the first result with its text."""


@dataclass
class Asked:
    """What some queries cost."""

    weights: list[int] = field(default_factory=list)
    """Bytes before the first hit, a query each, from nothing."""
    latencies: list[float] = field(default_factory=list)
    """Milliseconds of a query whose files are there, the median of its rounds."""
    tasks: list[float] = field(default_factory=list)
    """The longest task of each round of all queries, milliseconds; the first round loads."""
    opening: list[float] = field(default_factory=list)
    """The longest task of each page that was opened with a query, milliseconds; 0 when none was over 50."""
    unanswered: int = 0
    early: int = 0
    """Files of search that a page loads before its reader goes to search."""


Fresh = Callable[[], Page]


def fresh(browser: Browser) -> Page:
    """A page without cache."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def ours(browser: Browser, site: Served, queries: Sequence[str], chapter: str) -> Asked:
    """Our search on a site that has the search page, its files and a chapter page."""
    found = Asked()
    page = fresh(browser)
    site.sent.clear()
    page.goto(site.address + chapter, wait_until="networkidle")
    found.early = sum("/search" in path or "lunr" in path for path in site.paths())
    page.context.close()
    for query in queries:
        page = fresh(browser)
        page.add_init_script(WATCH)
        site.sent.clear()
        page.goto(f"{site.address}search/?q={quote(query)}", wait_until="commit")
        try:
            until(page, "bench.hit || bench.done")
            moment = page.evaluate("bench.hit || bench.done")
            found.weights.append(site.until(moment / 1000))
            found.unanswered += not page.evaluate("bench.hit")
            found.opening.append(page.evaluate(LONGEST))
        except TimeoutError:
            found.unanswered += 1
        page.context.close()
    page = fresh(browser)
    page.add_init_script(WATCH)
    page.goto(f"{site.address}search/")
    times: dict[str, list[float]] = {}
    for turn in range(ROUNDS + 1):
        page.evaluate("bench.tasks = []")
        for query in queries:
            took = page.evaluate(AGAIN, query)
            if turn:
                times.setdefault(query, []).append(took)
        found.tasks.append(page.evaluate(LONGEST))
    page.context.close()
    found.latencies = [middle(taken) for taken in times.values()]
    return found


def pagefind(browser: Browser, site: Served, queries: Sequence[str]) -> Asked:
    """Pagefind by its own script."""
    found = Asked()
    for query in queries:
        page = fresh(browser)
        page.goto(f"{site.address}ask.html")
        site.sent.clear()
        try:
            count, _, moment = page.evaluate(PAGEFIND, query)
            found.weights.append(site.until(moment / 1000))
            found.unanswered += not count
        except Exception as error:
            print(f"bench: Pagefind on {query}: {str(error)[:200]}", flush=True)
            found.unanswered += 1
        page.context.close()
    page = fresh(browser)
    page.goto(f"{site.address}ask.html")
    for query in queries:
        taken = [page.evaluate(PAGEFIND, query)[1] for _ in range(ROUNDS + 1)][1:]
        found.latencies.append(middle(taken))
    page.context.close()
    return found


def mkdocs(browser: Browser, site: Served, queries: Sequence[str]) -> Asked:
    """The search of mkdocs on its own page; it is given up when it answers nothing at all."""
    found = Asked()
    for query in queries:
        page = fresh(browser)
        site.sent.clear()
        page.goto(f"{site.address}?q={quote(query)}", wait_until="load")
        try:
            page.wait_for_selector("#mkdocs-search-results article", timeout=4000, state="attached")
        except TimeoutError:
            found.unanswered += 1
        found.weights.append(site.until(time.time()))
        page.context.close()
        if found.unanswered == len(found.weights) == MOST_BLIND:
            break
    return found


def middle(numbers: Sequence[float]) -> float:
    """The median; of an even count the upper one."""
    return sorted(numbers)[len(numbers) // 2]
