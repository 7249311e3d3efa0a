"""Reads the labelled standard in `tests/gold/<plan>/*.tsv`. How it was made: README.md beside this file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Heading:
    """A labelled heading."""

    line: int
    level: int
    number: str
    title: str
    """Clean: without number, blanks of typography and closing 。."""
    follows: str
    """The first characters after the title in its line, page numbers left out; empty when the title ends the line."""

    @property
    def text_follows(self) -> bool:
        """True when running text, not another heading, goes on in the same line."""
        return bool(self.follows) and self.follows[0] not in ".、" and not is_number(self.follows)


def rows(plan: str, name: str) -> list[dict[str, str]]:
    """Rows of one file, empty when the plan has none."""
    path = HERE / plan / f"{name}.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def headings(plan: str) -> Iterator[Heading]:
    """The headings in reading order."""
    for row in rows(plan, "headings"):
        title = row["title"].replace(",", "，").rstrip("。")
        number = row["number"].replace("(", "（").replace(")", "）").rstrip("、.")
        yield Heading(int(row["line"]), int(row["level"]), number, title, row["follows"].lstrip("0123456789"))


def is_number(text: str) -> bool:
    """True when a text begins with another heading's number."""
    return text[:1] in "一二三四五六七八九十" and "、" in text[:4]


def leads(plan: str) -> list[str]:
    """The leads as repaired text has them."""
    return [row["text"].replace(",", "，") for row in rows(plan, "leads")]
