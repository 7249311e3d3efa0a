"""Measures the judgement “one text edited, or another text” against `identity.tsv`; `python -m tests.gold.identity` prints what each
threshold would do, on the half that the constants were chosen by, and what the chosen ones do on the other half.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.content.matching import FIGURES, HEADINGS, ROWS, SENTENCES
from tests.gold.files import HERE

RULES = {"sentence": SENTENCES, "note": SENTENCES, "heading": HEADINGS, "row": ROWS, "figure": FIGURES}


@dataclass(frozen=True)
class Label:
    line: int
    kind: str
    old: str
    new: str
    same: bool
    why: str

    @property
    def unseen(self) -> bool:
        """Lines of even number were not looked at when the constants were chosen."""
        return self.line % 2 == 0

    @property
    def likeness(self) -> float:
        return RULES[self.kind].likeness(self.old, self.new)

    def judged(self, moved: bool = False) -> bool:
        rules = RULES[self.kind]
        return self.likeness >= (rules.moved if moved else rules.in_place)


def labels() -> list[Label]:
    with (HERE / "identity.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Label(n, r["kind"], old=_cells(r["kind"], r["old"]), new=_cells(r["kind"], r["new"]), same=r["same"] == "yes", why=r["why"])
            for n, r in enumerate(csv.DictReader(file, delimiter="\t"), 2)
        ]


def _cells(kind: str, text: str) -> str:
    """As the lock has it: a row's cells, a figure's caption and source between tabs."""
    return text.replace(" | ", "\t") if kind == "row" else f"{text}\t" if kind == "figure" else text


@dataclass(frozen=True)
class Counts:
    """Of pairs that are the same and of those that are not, how many were taken for the same."""

    same: int
    found: int
    other: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.found / self.same

    @property
    def accuracy(self) -> float:
        return (self.found + self.other - self.wrong) / (self.same + self.other)


def count(items: Iterable[Label], judge: Callable[[Label], bool]) -> Counts:
    some = [(label.same, judge(label)) for label in items]
    same = [taken for right, taken in some if right]
    other = [taken for right, taken in some if not right]
    return Counts(len(same), sum(same), len(other), sum(other))


def roc(items: Sequence[Label]) -> Iterable[tuple[float, Counts]]:
    for step in range(40, 100, 2):
        at = step / 100
        yield at, count(items, lambda label: label.likeness >= at)  # noqa: B023 - used at once


def main() -> None:
    every = labels()
    for kind in ("sentence", "heading", "row"):
        print(f"{kind}, the half that was looked at")
        for at, c in roc([label for label in every if label.kind == kind and not label.unseen]):
            print(f"  {at:.2f}  {c.found:3} of {c.same} the same found, {c.wrong:3} of {c.other} others taken for it")
    for half, unseen in (("the half that was looked at", False), ("the unseen half", True)):
        for name, moved in (("in place", False), ("moved", True)):
            c = count((label for label in every if label.unseen == unseen), lambda label: label.judged(moved))  # noqa: B023
            print(f"{half}, {name}: {c.found} of {c.same} found, {c.wrong} of {c.other} wrong, accuracy {c.accuracy:.3f}")
    for label in every:
        if not label.unseen and label.same != label.judged():
            print(f"  {label.line} {label.kind} {'same' if label.same else 'other'} {label.likeness:.2f}: {label.old} → {label.new}")


if __name__ == "__main__":
    main()
