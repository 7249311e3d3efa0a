"""Measures the mentions against `mentions.tsv`: every use in the five plans, and what only looks like one."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from generator.characters import plain
from generator.model import Glossary, Mention, Plan, TextPart
from generator.search.documents import parts_of
from tests.gold.files import HERE


@dataclass(frozen=True)
class Label:
    line: int
    plan: str
    anchor: str
    text: str
    nth: int
    term: str
    use: bool
    why: str


def labels() -> list[Label]:
    with (HERE / "mentions.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Label(n, r["plan"], anchor=r["anchor"], text=r["text"], nth=int(r["nth"]), term=r["term"], use=r["use"] == "yes", why=r["why"])
            for n, r in enumerate(rows, 2)
        ]


Place = tuple[str, str, int, int]
"""Plan, anchor, and where it stands in the anchor's whole text as printed."""


def whole_texts(plans: Sequence[Plan]) -> dict[tuple[str, str], str]:
    """The text of each anchor: a heading with its number, a row with its cells parted by a blank."""
    return {(plan.id, anchor): plain(text) for plan in plans for section in plan.sections for anchor, text in parts_of(section)}


def label_place(label: Label, texts: dict[tuple[str, str], str]) -> Place:
    text = texts[label.plan, label.anchor]
    at = -1
    for _ in range(label.nth):
        at = text.index(label.text, at + 1)
    return label.plan, label.anchor, at, at + len(label.text)


def mention_places(plans: Sequence[Plan], mentions: Sequence[Mention]) -> list[Place]:
    """Where each mention stands in its anchor's whole text."""
    before: dict[tuple[str, str, int], int] = {}
    raw: dict[tuple[str, str, int], TextPart] = {}
    for plan in plans:
        for section in plan.sections:
            offsets: dict[str, int] = {section.id: len(section.mark)}
            for part in section.parts():
                key = plan.id, part.place, part.cell
                before[key], raw[key] = offsets.get(part.place, 0), part
                offsets[part.place] = before[key] + len(plain(part.text, part.notes)) + 1
    found = []
    for m in mentions:
        key = m.plan, m.place, m.cell
        start = before[key] + len(plain(raw[key].text[: m.span[0]], raw[key].notes))
        found.append((m.plan, m.place, start, start + len(m.text)))
    return found


def source_of(term_id: str, glossary: Glossary) -> set[str]:
    """How the labels name a term: by its annex entry, or by its name."""
    term = next(t for t in glossary.terms if t.id == term_id)
    return {term.name, *(d.place for d in term.definitions if d.span is None)}


def compare(plans: Sequence[Plan], glossary: Glossary) -> tuple[list[Label], list[tuple[Mention, str]], int]:
    """(uses that were missed, mentions that are none with the text around, uses that were found)."""
    texts = whole_texts(plans)
    mentions = [m for term in glossary.terms for m in term.mentions]
    places = list(zip(mentions, mention_places(plans, mentions), strict=True))
    names = {term.id: source_of(term.id, glossary) for term in glossary.terms}
    missed, hit = [], set()
    for label in labels():
        if not label.use:
            continue
        plan, anchor, start, end = label_place(label, texts)
        fitting = [
            i
            for i, (m, place) in enumerate(places)
            if place[:2] == (plan, anchor) and place[2] < end and start < place[3] and label.term in names[m.term]
        ]
        hit.update(fitting)
        if not fitting:
            missed.append(label)
    wrong = [(m, texts[place[0], place[1]][max(0, place[2] - 12) : place[3] + 12]) for i, (m, place) in enumerate(places) if i not in hit]
    return missed, wrong, len(hit)
