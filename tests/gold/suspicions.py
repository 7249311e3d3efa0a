"""Measures what `zhangju suspect` finds against `damage.tsv`: damage that no rule repairs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.model import Span
from generator.reading import Seed, read_seed, seed_ids
from generator.repair import Repaired, repair
from generator.suspect import Suspicion, run
from tests.gold.evaluate import SEEDS
from tests.gold.files import rows

KINDS = {
    "latin-words": {"latin"},
    "traditional": {"script"},
    "tripled": {"doubled"},
    "doubled": {"doubled"},
    "unpaired": {"bracket"},
    "sequences": set(),
    "marks": {"punctuation"},
    "rare-pairs": {"misprint", "lost-text"},
}
"""Detector → the kinds of damage it is there for."""
WANTED = set().union(*KINDS.values())


@cache
def suspected() -> tuple[Mapping[str, tuple[Seed, Repaired, list[Suspicion]]], float]:
    """Each plan's seed, what rules make of it, and what is suspected in it; and the seconds that suspecting took."""
    plans = seed_ids(SEEDS)
    began = time.process_time()
    found = {plan: run(SEEDS, plan) for plan in plans}
    taken = time.process_time() - began
    seeds = {plan: read_seed(SEEDS, plan) for plan in plans}
    return {plan: (seeds[plan], repair(seeds[plan], False), found[plan]) for plan in plans}, taken


def spans(seed: Seed, line: int, words: str) -> Iterator[Span]:
    """Where words that begin in a line stand in the seed."""
    start, end = seed.line_span(line)
    at = seed.text.find(words, start)
    while words and 0 <= at < end:
        yield at, at + len(words)
        at = seed.text.find(words, at + 1)


def span_of(seed: Seed, suspicion: Suspicion) -> Span:
    """Where a suspicion's words stand in the seed."""
    start = seed.line_span(suspicion.line)[0] + suspicion.column - 1
    return start, start + len(suspicion.text)


def overlap(one: Span, two: Span) -> bool:
    """True when two spans share a character."""
    return one[0] < two[1] and two[0] < one[1]


def repaired_by_a_rule(seed: Seed, done: Repaired, row: dict[str, str]) -> bool:
    """True when the rules already make of a row's words what they should be, or drop them with the boilerplate."""
    for start, end in spans(seed, int(row["line"]), row["before"]):
        piece = "".join(c for c, at in zip(done.text, done.draft.origin, strict=False) if start <= at < end)
        if piece and piece != row["after"]:
            return False
    return True


@dataclass(frozen=True)
class Counted:
    """Counts by detector, and by kind of damage, `all`, `certain yes` and `certain no`."""

    found: Counter[str]
    right: Counter[str]
    wanted: Counter[str]
    reached: Counter[str]


def count() -> Counted:
    """Hold what is suspected against the labelled damage."""
    found, right, wanted, reached = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for plan, (seed, done, suspicions) in suspected()[0].items():
        damage = rows(plan, "damage")
        places = {i: list(spans(seed, int(row["line"]), row["before"])) for i, row in enumerate(damage)}
        for suspicion in suspicions:
            found[suspicion.kind] += 1
            here = span_of(seed, suspicion)
            right[suspicion.kind] += any(overlap(here, place) for at in places.values() for place in at)
        for i, row in enumerate(damage):
            if row["kind"] in WANTED and not repaired_by_a_rule(seed, done, row):
                hit = any(overlap(span_of(seed, s), place) for s in suspicions for place in places[i])
                for key in (row["kind"], "all", f"certain {row['certain']}"):
                    wanted[key] += 1
                    reached[key] += hit
    return Counted(found, right, wanted, reached)
