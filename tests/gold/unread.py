"""How likely the model holds the pairs of unread plans, beside what readers say of them: `python -m tests.gold.unread CONTENT`.

The texts of `pairs_unread.tsv` are not ours to publish, so the file keeps with each pair how likely it is (`likely`, the column that the
command writes for an edition's folder that has the texts, to be run whenever a model changes), and the figures are made from that.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.links.candidates import candidates
from generator.links.counterparts import meanings, places_of
from generator.links.editors import read_link_editors
from generator.links.likeness import Field
from generator.links.sureness import PERHAPS, SURE, Sureness
from generator.model import by_date
from tests.gold.files import HERE

FILE = HERE / "pairs_unread.tsv"
DRAWN = ("shown", "near", "perhaps", "bands")
"""Samples that were drawn by likelihood alone, from which precision can be told."""
Row = dict[str, str]


def rows() -> list[Row]:
    """The judged pairs."""
    return list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def tiers() -> Iterator[tuple[str, int, float, float]]:
    """For counterparts and for what may be one: the name, how many judged pairs are it, the share of those that is right, and of the right
    pairs that a reader looked for the share that is it or surer."""
    known = rows()
    wanted = [row for row in known if row["pool"] and row["right"] == "y"]
    for name, low, high in (("shown", SURE, 2.0), ("perhaps", PERHAPS, SURE)):
        held = [row["right"] for row in known if row["sample"] in DRAWN and low <= float(row["likely"]) < high]
        reached = sum(float(row["likely"]) >= low for row in wanted)
        yield name, len(held), held.count("y") / max(1, len(held)), reached / max(1, len(wanted))


def judge(content: Path, known: Sequence[Row]) -> None:
    """Write into the rows how likely each pair is. Raises KeyError for a place that the edition has not."""
    editors = read_link_editors(content)
    field = Field(by_date(load_plan(content, plan).plan for plan in plan_ids(content)), meanings(editors), editors.local)
    found = candidates(field)
    sureness, places = Sureness(field, found), places_of(field.passages)
    by_pair = {(one.i, one.j): one for one in found}
    for row in known:
        ends = places[row["from_plan"], row["from"]], places[row["to_plan"], row["to"]]
        candidate = by_pair.get((min(ends), max(ends)))
        row["likely"] = f"{sureness.of(candidate) if candidate else 0:.3f}"


def main() -> None:
    """Write the column."""
    known = rows()
    judge(Path(sys.argv[1]), known)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(known[0]), delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writeheader()
        writer.writerows(known)
    for name, count, right, reached in tiers():
        print(f"{name}: {count} judged, {right:.3f} right, {reached:.3f} of what a reader found")


if __name__ == "__main__":
    main()
