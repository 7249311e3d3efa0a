"""Measures the repeats against `repeats.tsv`: the same words in two plans, and whether they are set phrases."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from generator.links.letters import letters
from generator.links.repeats import Repeat
from tests.gold.files import HERE

Label = dict[str, str]


def labels() -> list[Label]:
    """The rows of the file."""
    with (HERE / "repeats.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def fits(label: Label, repeat: Repeat) -> bool:
    """The same two places, and eight letters or more of the same words."""
    ends = {(repeat.a.plan, repeat.a.place), (repeat.b.plan, repeat.b.place)}
    if ends != {(label["plan_a"], label["a"]), (label["plan_b"], label["b"])}:
        return False
    words = letters(label["text"])
    return any(words[i : i + 8] in letters(text) for i in range(len(words) - 7) for text in (repeat.text, repeat.text_b))


@dataclass(frozen=True)
class Compared:
    """How what was found stands to the labels."""

    missed: list[Label]
    wrong: list[Repeat]
    pairs: list[tuple[Label, Repeat]]
    """Each label with each repeat that fits it."""

    @property
    def wrong_kinds(self) -> list[tuple[str, str]]:
        """Words whose kind is not as labelled, with the kind that was found."""
        return [(label["text"], repeat.kind) for label, repeat in self.pairs if label["kind"] != repeat.kind]


def compare(found: Sequence[Repeat]) -> Compared:
    """Hold what was found against the labels."""
    known = labels()
    pairs = [(label, repeat) for label in known for repeat in found if fits(label, repeat)]
    missed = [label for label in known if not any(label is one for one, _ in pairs)]
    return Compared(missed, [repeat for repeat in found if not any(repeat is one for _, one in pairs)], pairs)
