"""Measures search on readers' own questions (`questions.tsv` and its later kin): by kind, how many of the answering clauses and sentences are in sight.

`python -m tests.gold.questions [SITE] [choosing|reporting|all]` prints the tables and, of the choosing half, what is missing. The files are parted
by a hash of the query: what is changed is chosen on the half `choosing`, and told on the half `reporting`.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.search.engine import Engine, Hit
from tests.gold.queries import Query, meets, queries

FILES = QUESTIONS, FRESH, LATER, BLIND, CHAPTERS, READ, LAST, DRAWN, COMMON, END, TRIED, ASKED, HEARD, KEPT = tuple(
    Path(__file__).with_name(f"questions{name}.tsv")
    for name in (
        "",
        "_fresh",
        "_later",
        "_blind",
        "_chapters",
        "_read",
        "_last",
        "_drawn",
        "_common",
        "_end",
        "_tried",
        "_asked",
        "_heard",
        "_kept",
    )
)
HALVES = ("choosing", "reporting")
CLAUSES, SENTENCES = 10, 20
"""How many clauses and how many sentences a reader has in sight."""
UNANSWERED = "none"

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """How a question was answered, each a share."""

    clauses: float
    """Of the answering clauses, those among the first ten clauses."""
    sentences: float
    """Of the answering sentences, those among the first twenty hits."""
    first: float
    """1 / rank of the first clause that answers."""
    plans: float | None
    """1 when every plan that holds an answer shows one among the first ten clauses, else 0; None where one plan holds all."""
    missing: tuple[Place, ...]


def half_of(query: str) -> str:
    """Which half a query belongs to."""
    return HALVES[hashlib.sha256(query.encode()).digest()[0] % 2]


def questions(half: str = "all", path: Path = QUESTIONS) -> list[Query]:
    """The rows of a half of a file, or all."""
    return [row for row in queries(path) if half in ("all", half_of(row.query))]


def clause_of(place: Place) -> Place:
    """The clause that a place stands in: `6.2.2` of `6.2.2-3`."""
    return place[0], place[1].partition("-")[0]


def answered(hits: Sequence[Hit], wanted: Iterable[Place]) -> Answered:
    """How the hits answer, in the order in which they are shown."""
    places = list(dict.fromkeys(wanted))
    clauses = list(dict.fromkeys(clause_of(place) for place in places))
    seen = list(dict.fromkeys((hit.plan, hit.section) for hit in hits))[:CLAUSES]
    shown = [clause for clause in clauses if any(meets(plan, section, clause) for plan, section in seen)]
    ranks = [n for n, (plan, section) in enumerate(seen, 1) if any(meets(plan, section, clause) for clause in clauses)]
    sentences = [place for place in places if "-" in place[1]]
    near = [(hit.plan, hit.anchor) for hit in hits[:SENTENCES]]
    plans = {plan for plan, _ in clauses}
    return Answered(
        clauses=len(shown) / min(CLAUSES, len(clauses)),
        sentences=sum(place in near for place in sentences) / len(sentences) if sentences else 1.0,
        first=1 / ranks[0] if ranks else 0.0,
        plans=float(plans == {plan for plan, _ in shown}) if len(plans) > 1 else None,
        missing=tuple(clause for clause in clauses if clause not in shown),
    )


def measured(engine: Engine, half: str = "all", path: Path = QUESTIONS) -> Mapping[str, list[tuple[Query, Answered]]]:
    """By kind, how each question is answered; those without an answer are left out."""
    found = defaultdict(list)
    for row in questions(half, path):
        if row.wanted:
            found[row.kind].append((row, answered(engine.find(row.query), row.wanted)))
    return found


def pretending(engine: Engine, half: str = "all") -> list[str]:
    """The queries of all files without an answer that find what claims to hold all that was asked."""
    unanswered = [row.query for path in FILES for row in questions(half, path) if not row.wanted]
    return [query for query in unanswered if any(hit.tier < 4 for hit in engine.find(query))]


def mean(values: Iterable[float | None]) -> float:
    """The mean of those that are there; 1 of none."""
    held = [value for value in values if value is not None]
    return sum(held) / len(held) if held else 1.0


def table(kinds: Mapping[str, list[tuple[Query, Answered]]]) -> str:
    """A line a kind, and one of all."""
    lines = [f"{'kind':14}{'':>4} clauses@10 sentences@20  MRR   plans"]
    for kind, rows in {**kinds, "all": [row for held in kinds.values() for row in held]}.items():
        told = [one for _, one in rows]
        figures = [mean([getattr(one, name) for one in told]) for name in ("clauses", "sentences", "first", "plans")]
        lines.append(f"{kind:14}{len(rows):4} {figures[0]:10.3f} {figures[1]:11.3f} {figures[2]:6.3f} {figures[3]:6.3f}")
    return "\n".join(lines)


def main() -> None:
    """Print the tables of a built site."""
    site, half = Path(sys.argv[1] if len(sys.argv) > 1 else "site"), (sys.argv[2] if len(sys.argv) > 2 else "choosing")
    engine = Engine.of(site)
    for path in FILES:
        kinds = measured(engine, half, path)
        print(path.name, table(kinds), sep="\n")
        for kind, rows in kinds.items() if half == "choosing" else ():
            for row, one in rows:
                if one.missing:
                    print(f"{kind:12} {row.query}: {', '.join(' '.join(place) for place in one.missing)}")
    print(f"pretending: {pretending(engine, half)}")


if __name__ == "__main__":
    main()
