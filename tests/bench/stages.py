"""What each stage of a build takes: `python -m tests.bench.stages PROJECT SITE` builds in one process and prints seconds of the processor.

A stage's time is its own, that of stages within it aside. Search runs in this process, too, so that its time is seen.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

STAGES = {
    "loading": "generator.edition.views:load_plan",
    "glossary": "generator.edition:load_glossary",
    "indicators": "generator.edition:load_indicators",
    "links": "generator.edition:load_links",
    "topics": "generator.edition:load_topics",
    "Traditional": "generator.site.in_languages:in_traditional",
    "English": "generator.site.in_languages:translated_edition",
    "views": "generator.site.publication:views",
    "templates": "jinja2.environment:Template.render",
    "proof": "generator.site.proof:Proof.page",
    "watching": "generator.site.quality.watch:Watch.see",
    "dead links": "generator.site.quality.hrefs:Hrefs.dead",
    "search": "generator.site.publication:Publication._write_search",
    "navigation": "mkdocs.commands.build:get_navigation",
    "data": "generator.site.publication:Publication.files",
    "short addresses": "generator.site.publication:stubs",
    "writing pages": "mkdocs.utils:write_file",
    "placing": "generator.site.placed:PlacedSite.end",
}
"""Name → the function that does it, as its caller knows it."""
REST = "the rest"


class Clock:
    """Seconds of the processor by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._stack = [REST]
        self._last = time.process_time()

    def enter(self, stage: str) -> None:
        self._tick()
        self._stack.append(stage)

    def leave(self) -> None:
        self._tick()
        self._stack.pop()

    def _tick(self) -> None:
        now = time.process_time()
        self.spent[self._stack[-1]] += now - self._last
        self._last = now


def watch(clock: Clock, stage: str, place: str) -> None:
    """Have the time of a function reckoned; of one that yields, the time in which it makes what it yields."""
    owner, name = owner_of(place)
    setattr(owner, name, timed(clock, stage, getattr(owner, name)))


def owner_of(place: str) -> tuple[Any, str]:
    """What holds a function, and its name there."""
    module, _, path = place.partition(":")
    owner: Any = importlib.import_module(module)
    *above, name = path.split(".")
    for part in above:
        owner = getattr(owner, part)
    return owner, name


def timed(clock: Clock, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose time is reckoned."""

    def call(*arguments: Any, **named: Any) -> Any:
        clock.enter(stage)
        try:
            made = work(*arguments, **named)
        finally:
            clock.leave()
        return each(made) if isinstance(made, Iterator) else made

    def each(made: Iterator[Any]) -> Iterator[Any]:
        while True:
            clock.enter(stage)
            try:
                item = next(made, clock)
            finally:
                clock.leave()
            if item is clock:
                return
            yield item

    return call


def measure(project: Path, site: Path) -> dict[str, float]:
    """Build a project; seconds by stage."""
    clock = Clock()
    from generator.site import aside
    from generator.site.build import build

    aside.can_fork = lambda: False
    clock.enter("imports")
    clock.leave()
    for stage, place in STAGES.items():
        watch(clock, stage, place)
    build(project, site)
    clock.leave()
    return dict(clock.spent)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]))))
