"""Measures the topics against `topics.tsv`: clauses that belong, and tempting ones that do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.links.threads import threads
from generator.links.topics import Topics, read_topics
from generator.model import Plan, Thread
from tests.gold.evaluate import Figure
from tests.gold.files import HERE


def labels() -> list[tuple[str, str, str, bool]]:
    """(topic, plan, anchor, whether the clause belongs) of each row."""
    lines = (HERE / "topics.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(topic, plan, place, belongs == "yes") for topic, plan, place, belongs, _ in (line.split("\t") for line in lines)]


def measure(made: Mapping[str, Thread]) -> Figure:
    """Precision and recall of some topics over the labelled clauses."""
    places = {name: {(clause.plan, clause.place) for clause in thread.clauses} for name, thread in made.items()}
    met = [belongs for topic, plan, place, belongs in labels() if (plan, place) in places[topic]]
    return Figure(sum(met), sum(belongs for *_, belongs in labels()), len(met))


def by_words_alone(content: Path, plans: Sequence[Plan]) -> dict[str, Thread]:
    """The topics as their words find them, without the places that editors put in and take out."""
    topics = read_topics(content).topics
    bare = Topics(tuple(replace(t, clauses=[], without=[w for w in t.without if " " not in w]) for t in topics))
    return {thread.id: thread for thread in threads(plans, bare)}
