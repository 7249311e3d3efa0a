"""The works that the plans name: what the bibliography lists, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator import model
from generator.edition import Edition
from generator.links.editors import Work

KINDS = ("plan", "document", "law", "regulation", "event", "other")
"""Kinds in the order of the page; what editors call otherwise is `other`."""
ENDINGS = (
    (re.compile(r"[一-鿿](?:法|法典)$"), "law"),
    (re.compile(r"(?:条例|條例|办法|辦法|规定|規定|细则|細則)(?:（.*）)?$"), "regulation"),
    (re.compile(r"(?:规划|規劃|纲要|綱要|计划|計劃|方案)[”」]?(?:（.*）)?$"), "plan"),
    (
        re.compile(
            r"(?:意见|意見|通知|决定|決定|建议|建議|公报|公報|报告|報告|指南|白皮书|白皮書|章程|公约|公約|协定|協定|宣言"
            r"|议定书|議定書|条约|條約|宪章|憲章|议程|議程|若干措施|目录|目錄|名录|名錄|清单|清單)(?:（.*）)?$"
        ),
        "document",
    ),
)
"""The kind of a work that no editor describes, by the end of its title in either script. Knowledge: names of official documents."""


def works_in_order(edition: Edition) -> dict[str, list[tuple[str, str, list[model.Link]]]]:
    """Kind → (id, title or plan, places that name it) of each work: the plans of the site that are cited, then the others by kind and
    pinyin, on the English pages by their English titles, those without one behind them."""
    works = works_of(edition)
    by_kind: dict[str, list[tuple[str, str, list[model.Link]]]] = {kind: [] for kind in ("site", *KINDS)}
    own = [view.id for view in edition if view.id in works and not works[view.id][0].external]
    by_kind["site"] = [(f"plan-{plan}", plan, works[plan]) for plan in own]
    for title, links in works.items():
        if links[0].external:
            by_kind[kind_of(title, edition.links.works.get(title))].append((edition.links.names[title], title, links))
    for kind in KINDS:
        by_kind[kind].sort(key=lambda one: order(edition, one[0], one[1]))
    return {kind: held for kind, held in by_kind.items() if held}


def order(edition: Edition, name: str, title: str) -> tuple[bool, str]:
    """Where a work of a kind stands among the others."""
    english, shown = edition.language.code == "en", in_language(edition, title)
    return (False, re.sub("[^0-9a-z ]", "", shown.lower()).strip() or name) if english and shown != title else (english, name)


def in_language(edition: Edition, words: str) -> str:
    """A title or an issuer, on the English pages in English where an editor gave it."""
    return edition.links.english.get(words, words) if edition.language.code == "en" else words


def works_of(edition: Edition) -> dict[str, list[model.Link]]:
    """Title of a work, or id of a plan of the site → the places that name it, plan by plan, in the order of the texts."""
    citations, found = edition.links.citations, dict[str, list[model.Link]]()
    order = {plan: number for number, plan in enumerate(dict.fromkeys(link.plan for link in (*citations.links, *citations.named)))}
    places = {view.id: {part: number for number, part in enumerate(view.part_texts)} for view in edition}
    for link in sorted(
        (*citations.links, *citations.named),
        key=lambda link: (order[link.plan], places[link.plan].get((link.place, link.cell), 0), link.span or (0, 0)),
    ):
        found.setdefault(link.external or link.to_plan, []).append(link)
    return found


def state_of(edition: Edition, links: Iterable[model.Link]) -> str:
    """What the plans say of a work's state: in force where one of them follows it, else carried on, else announced."""
    said = {edition.links.citations.statuses.get(link, "") for link in links if link.to_plan != link.plan}
    return next((state for state in ("in force", "carried on", "announced") if state in said), "")


def kind_of(title: str, work: Work | None) -> str:
    """Kind of an external work: as an editor says, else by its title."""
    if work and work.kind:
        return work.kind if work.kind in KINDS else "other"
    return next((kind for ending, kind in ENDINGS if ending.search(title)), "other")
