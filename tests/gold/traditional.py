"""How many characters of the labelled Traditional text the rules have right."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from generator.languages.forms import ambiguous
from generator.languages.traditional import Converter
from tests.gold.files import HERE


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of right characters, and what is wrong."""

    all: float
    ambiguous: float
    """Of the characters that may be written in several ways."""
    wrong: tuple[str, ...]
    """The words around each wrong character, with what stands there."""


def labelled(name: str) -> list[tuple[str, str]]:
    """Simplified and Traditional text of each row of a file."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8") as file:
        return [(row["text"], row["traditional"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def measure_traditional(name: str, converter: Converter) -> Measured:
    """Convert the texts of a file and hold them against what was read."""
    rows = labelled(name)
    count = right = open_count = open_right = 0
    wrong = []
    for (text, read), made in zip(rows, converter.convert([text for text, _ in rows]), strict=True):
        for at, (form, char) in enumerate(zip(made.text, read, strict=True)):
            many = text[at] in ambiguous()
            count, right = count + 1, right + (form == char)
            open_count, open_right = open_count + many, open_right + (many and form == char)
            if form != char:
                wrong.append(f"{text[max(0, at - 4) : at + 5]}: {form}, not {char}")
    return Measured(right / count, open_right / open_count, tuple(wrong))
