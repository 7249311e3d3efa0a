"""Measures the citations against `citations.tsv`: the exact words of each, and what they lead to."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.links import Links
from generator.model import Plan
from tests.gold.files import HERE
from tests.gold.mentions import Place, mention_places, whole_texts


@dataclass
class Labels:
    """What the file says."""

    wished: dict[Place, str] = field(default_factory=dict)
    """Place → what is cited there."""
    unsure: list[tuple[str, str, str]] = field(default_factory=list)
    """Plan, anchor and words of what may mean several works."""
    none: list[Place] = field(default_factory=list)
    """What only looks like a citation."""


def labels(plans: Sequence[Plan]) -> Labels:
    """The rows with the places where their words stand. Raises ValueError for words that do not."""
    texts, found = whole_texts(plans), Labels()
    with (HERE / "citations.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, at = texts[row["plan"], row["anchor"]], -1
            for _ in range(int(row["nth"])):
                at = text.index(row["text"], at + 1)
            place = row["plan"], row["anchor"], at, at + len(row["text"])
            if row["to"] == "ambiguous":
                found.unsure.append((row["plan"], row["anchor"], row["text"]))
            elif row["to"] == "none":
                found.none.append(place)
            else:
                found.wished[place] = row["to"]
    return found


def citations_of(plans: Sequence[Plan], links: Links) -> dict[Place, str]:
    """Place → what the edition takes to be cited there, in the words of the labels."""
    some = links.citations.links
    places = mention_places(plans, some)  # type: ignore[arg-type]
    return {
        place: f"work {link.external}" if link.external else f"plan {link.to_plan} {link.to_place}"
        for link, place in zip(some, places, strict=True)
    }
