"""Count anew how common words are in plans: `python -m tests.gold.count_background [FILE …]` writes `generator/links/background.tsv`.

Counts the passages of the edition and, as a passage each, the lines of 20 Han characters or more of any other texts of the kind that are
given; only the counts are kept. Fit the model of the counterparts anew afterwards (`python -m tests.gold.train_counterparts`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.links.background import FILE, background_text, spread
from generator.links.likeness import Field, grams
from generator.links.subjects import load_subjects
from generator.reading.encoding import decode
from tests.conftest import ROOT

SUBJECTS = load_subjects({})
HAN = re.compile("[一-鿿]")
TAG = re.compile(r"<[^<>]*>")
SHORTEST = 20

Counted = tuple[set[str], set[str]]
"""The pairs of characters and the subjects of a passage."""


def main() -> None:
    """Count and write."""
    content = ROOT / "content"
    counted = [*of_edition(Field([load_plan(content, plan).plan for plan in plan_ids(content)], {}))]
    for name in sys.argv[1:]:
        counted += of_text(decode(Path(name).read_bytes(), name).text)
    text = background_text(len(counted), spread(found for found, _ in counted), spread(found for _, found in counted))
    FILE.write_text(text, encoding="utf-8")
    print(f"{len(counted)} passages, {len(text) // 1000} kB")


def of_edition(field: Field) -> Iterator[Counted]:
    """What the passages of a field hold."""
    for title, sentences, subjects in zip(field.titles, field.sentences, field.subject_counts, strict=True):
        yield {*title, *(gram for sentence in sentences for gram in sentence)}, {*subjects}


def of_text(text: str) -> Iterator[Counted]:
    """What the longer lines of a text hold."""
    for line in TAG.sub("", text).splitlines():
        if len(HAN.findall(line)) >= SHORTEST:
            yield {*grams(line)}, {*SUBJECTS.subjects_of(line)}


if __name__ == "__main__":
    main()
