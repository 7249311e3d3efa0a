"""Fit the doubt of single values: `python -m tests.gold.train_values` writes `generator/indicators/sureness.json`
and what names end in, `endings.json`.

`values.tsv` has the values that were read in the sentences of 21 texts of our own when the rules first met them, each with whether it was right
in every field; the labels were written before. An empty sentence is that of the row above. The values of the five plans that agree with
`indicators.tsv` are added, for they show shapes that our own texts have seldom. Prints for each share that is kept how much of it is right,
each text judged by what the others taught.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.indicators import extract
from generator.indicators.around import Piece
from generator.indicators.figures import figures
from generator.indicators.sentences import pieces_of
from generator.indicators.sureness import ENDINGS, MODEL, NEW_ENDING, ends_as_names_do, signs
from generator.model import Plan, Value
from tests.first import ROOT
from tests.gold.files import HERE
from tests.gold.indicators import FIELDS, labels, shown
from tests.gold.pairs import Judged
from tests.gold.train_counterparts import Example, fit, probability

PENALTY = 2.0
WAYS = 4
"""A letter that ends names in so many ways ends one more."""
SHARES = (1.0, 0.97, 0.95, 0.93, 0.9, 0.87, 0.85, 0.8)


@dataclass(frozen=True, slots=True)
class Met:
    """A value at its first reading."""

    text: str
    right: bool
    signs: dict[str, bool]
    name: str


def main() -> None:
    """Fit, write, report."""
    known = _by_endings([*_own_texts(), *_plans([load_plan(ROOT / "content", name).plan for name in plan_ids(ROOT / "content")])])
    scored: list[tuple[float, bool]] = []
    for text in dict.fromkeys(one.text for one in known):
        taught = fit([_example(one) for one in known if one.text != text], PENALTY)
        scored += [(probability(taught, _values(one)), one.right) for one in known if one.text == text]
    scored.sort(reverse=True)
    for share in SHARES:
        kept = scored[: int(share * len(scored))]
        print(f"{share:.2f} kept, from {kept[-1][0]:.2f}: {sum(right for _, right in kept) / len(kept):.3f} right")
    weights = fit([_example(one) for one in known], PENALTY)
    names = [*known[0].signs, "constant"]
    for name in names[:-1]:
        those = [one.right for one in known if one.signs[name]]
        print(f"{name:32} {len(those):5} {sum(those) / max(1, len(those)):.2f} right")
    made = dict(zip(names, (round(weight, 2) for weight in weights), strict=True))
    Path(MODEL).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _by_endings(known: Sequence[Met]) -> list[Met]:
    """The values with whether the end of each name is that of a name of another text; what names end in is written."""
    ENDINGS.write_text(json.dumps(sorted(_endings(known)), ensure_ascii=False) + "\n", encoding="utf-8")
    others = {text: _endings([one for one in known if one.text != text]) for text in {one.text for one in known}}
    return [replace(one, signs={**one.signs, NEW_ENDING: not ends_as_names_do(one.name, others[one.text])}) for one in known]


def _endings(known: Iterable[Met]) -> set[str]:
    """The last two letters of right names, and the last one of those that end in many ways."""
    two = {re.sub("（[^（]*）$", "", one.name).rstrip("”）")[-2:] for one in known if one.right}
    return two | {last for last, ways in Counter(end[-1] for end in two).items() if ways >= WAYS}


def _own_texts() -> Iterator[Met]:
    sentence, pieces = "", list[Piece]()
    with (HERE / "values.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["sentence"]:
                sentence = row["sentence"]
                pieces = pieces_of(sentence, figures(sentence))
            span = (int(row["start"]), int(row["end"]))
            value = Value(
                plan="",
                place="",
                span=span,
                words="",
                name=row["name"],
                unit=row["unit"],
                state=row["state"],
                measure=row["measure"],
                year=0,
                scope="",
            )
            yield from (
                Met(row["text"], row["right"] == "y", signs(value, piece, sentence), row["name"])
                for piece in pieces
                if piece.figure.span == span
            )


def _plans(plans: list[Plan]) -> Iterator[Met]:
    """What the labels of the five plans prove right."""
    texts = {(plan.id, part.place): part.text for plan in plans for section in plan.sections for part in section.parts()}
    right = {(row["plan"], row["place"], row["words"], *(row[field] for field in FIELDS)) for row in labels()}
    for value in extract(plans, {row["name"] for row in labels()}).values:
        told = shown(value)
        if not value.cell and (value.plan, value.place, value.words, *(told[field] for field in FIELDS)) in right:
            text = texts[value.plan, value.place]
            for piece in pieces_of(text, figures(text)):
                if piece.figure.span == value.span:
                    yield Met(value.plan, True, signs(value, piece, text), value.name)


def _values(one: Met) -> list[float]:
    return [*map(float, one.signs.values()), 1.0]


def _example(one: Met) -> Example:
    return _values(one), Judged(one.right, chosen=False, weight=1.0)


if __name__ == "__main__":
    main()
