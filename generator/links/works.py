"""Works that the plans name without 《》, beside their citations, and what each place says of a work: announced, in force, or carried on.

A name is one with the title of a citation, of an editor's work or of a plan, also where one of both has the place before it (上海市),
what it replaces (新版) or its years behind it; 《》 keep the last word on how a title is written. What it leaves alone:
what stands in a citation, periods (“十三五”规划), which are citations, too, or not sure, and the plan's title at its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.glossary.annex import explaining_parts
from generator.links.named import Status, names_in, reviews, status_after, status_before
from generator.links.titles import Target, TitleCatalogue
from generator.model import Link, Plan, Section, Span, TextPart
from generator.spans import Spans

PartKey = tuple[str, str, int]
"""Plan, anchor and cell."""
PERIOD = re.compile("(?:国家|全国)?[“「].{1,3}五[”」](?:规划|计划)(?:纲要)?")
YEARS = re.compile(r"（[0-9]{4}[^（）]*）$")
BEFORE = re.compile(r"^(?:新版|本市|我市|我省|全市|全省|国家)")


def find_named(plans: Sequence[Plan], catalogue: TitleCatalogue, cited: Iterable[Link]) -> tuple[list[Link], Mapping[Link, Status]]:
    """The places that name works without 《》, in the order of the plans and their texts; and what places say of a work's state, those of
    `cited` too."""
    by_part: dict[PartKey, list[Link]] = {}
    for link in cited:
        by_part.setdefault((link.plan, link.place, link.cell), []).append(link)
    named: list[Link] = []
    statuses: dict[Link, Status] = {}
    for plan in plans:
        explaining = explaining_parts(plan)
        for section, reviewing in _sections(plan):
            for part in section.parts():
                if part.place == section.id == "front":
                    continue
                inside = by_part.get((plan.id, part.place, part.cell), [])
                found = _in_part(
                    plan,
                    part,
                    [link.span for link in inside if link.span],
                    catalogue,
                    reviewing=reviewing,
                    explaining=section.id in explaining,
                )
                for link, status in found:
                    named.append(link)
                    statuses[link] = status
                for link in inside:
                    if link.span and (said := status_before(part.text, link.span[0], reviewing) or status_after(part.text, link.span[1])):
                        statuses[link] = said
    return named, statuses


def _sections(plan: Plan) -> Iterator[tuple[Section, bool]]:
    """Each section, and whether it or one above it tells of what was done."""
    reviewing: dict[str | None, bool] = {None: False}
    for section in plan.sections:
        reviewing[section.id] = reviewing.get(section.parent, False) or reviews(section.title)
        yield section, reviewing[section.id]


def _in_part(
    plan: Plan, part: TextPart, taken: Sequence[Span], catalogue: TitleCatalogue, *, reviewing: bool, explaining: bool
) -> Iterator[tuple[Link, Status]]:
    """The names in one part of a text that meet no citation."""
    found: list[tuple[Span, str, Status]] = [(name.span, name.known, name.status) for name in names_in(part.text, reviewing, explaining)]
    cited = Spans(taken)
    for span, known, status in sorted(found):
        words = part.text[slice(*span)]
        if cited.meet(*span) or "[^" in words or PERIOD.fullmatch(words):
            continue
        target = resolve(catalogue, plan, known or words)
        yield (
            Link(
                "names",
                plan.id,
                part.place,
                to_plan=target.plan,
                to_place="front" if target.plan else "",
                external=target.title,
                text=words,
                cell=part.cell,
                span=span,
            ),
            status,
        )


def resolve(catalogue: TitleCatalogue, plan: Plan, title: str) -> Target:
    """The work that a name without 《》 is: one that is known by it or by a variant, else a new one of this title."""
    place = catalogue.place_of(plan)
    bare = BEFORE.sub("", title)
    variants = [title, bare, YEARS.sub("", bare), *([place + bare, bare.removeprefix(place)] if place else [])]
    for variant in dict.fromkeys(variants):
        targets = catalogue.lookup(variant)
        if len(targets) == 1:
            return targets[0]
    return catalogue.add(title)
