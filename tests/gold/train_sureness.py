"""Fit the model of unread plans: `python -m tests.gold.train_sureness CONTENT LABELS` writes `generator/links/sureness.json`.

CONTENT is an edition's folder with plans that took no part in fitting `counterparts.json`; LABELS (`pairs_unread.tsv`) has a row a pair that a
reader judged without seeing scores. Strictly right is `y`: both speak of the same matter, so that a reader of one wants the other; `m` speaks
of a part of the matter and counts as wrong. Rows of places that the edition has not are left out and counted. Prints how the model does on
pairs of two plans of which no pair was in the fit: parting pairs, not plans, flatters.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.links.candidates import candidates
from generator.links.counterparts import meanings, places_of
from generator.links.editors import read_link_editors
from generator.links.likeness import Field
from generator.links.sureness import MODEL, Sureness
from generator.model import by_date
from tests.gold.pairs import Judged
from tests.gold.train_counterparts import Example, fit, probability

RIGHT = {"y": 1.0, "m": 0.0, "n": 0.0}
PENALTY = 0.5


def main() -> None:
    """Fit, write, report."""
    content, labels = map(Path, sys.argv[1:3])
    editors = read_link_editors(content)
    field = Field(by_date(load_plan(content, plan).plan for plan in plan_ids(content)), meanings(editors), editors.local)
    found = candidates(field)
    sureness, by_pair, places = Sureness(field, found), {(c.i, c.j): c for c in found}, places_of(field.passages)
    known: list[tuple[dict[str, float], str, tuple[str, str]]] = []
    rows = list(csv.DictReader(labels.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    here = [row for row in rows if {(row["from_plan"], row["from"]), (row["to_plan"], row["to"])} <= places.keys()]
    print(f"{len(rows)} labels, {len(rows) - len(here)} of places that are not here")
    for row in here:
        a, b = row["from_plan"], row["to_plan"]
        ends = places[a, row["from"]], places[b, row["to"]]
        candidate = by_pair.get((min(ends), max(ends)))
        if candidate and sureness.judges(candidate):
            known.append((sureness.features(candidate), row["right"], (a, b)))
    names = list(known[0][0])
    judged = [([*features.values(), 1.0], label, frozenset(plans)) for features, label, plans in known]
    scored = [
        (probability(weights, values), label)
        for left_out in dict.fromkeys(plans for _, _, plans in judged)
        for weights in [fit([e for values, label, plans in judged if plans != left_out for e in examples(values, label)], PENALTY)]
        for values, label, plans in judged
        if plans == left_out
    ]
    report(scored)
    weights = fit([example for values, label, _ in judged for example in examples(values, label)], PENALTY)
    MODEL.write_text(json.dumps(dict(zip([*names, "constant"], (round(w, 4) for w in weights), strict=True)), indent=1) + "\n", "utf-8")


def examples(values: list[float], label: str) -> list[Example]:
    """A judged pair as examples, right and wrong by its share; `fit` takes the root of weights."""
    right = RIGHT[label]
    shares = ((True, right), (False, 1 - right))
    return [(values, Judged(is_right, chosen=False, weight=share * share)) for is_right, share in shares if share]


def report(scored: list[tuple[float, str]]) -> None:
    """How many reach a threshold, and the share of them that is right, strictly and with what is near."""
    for step in range(6, 19):
        labels = [label for score, label in scored if score >= step / 20]
        shares = [sum(label in good for label in labels) / max(1, len(labels)) for good in ("y", "ym")]
        print(f"{step / 20:.2f} {len(labels):5} {shares[0]:.3f} {shares[1]:.3f}")


if __name__ == "__main__":
    main()
