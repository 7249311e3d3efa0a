"""The bibliography on the site: every work that the plans name, with every place that names it, and what each plan promises to make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from generator import model
from generator.edition import Edition
from generator.links.editors import Work
from generator.site.glossary import context
from generator.site.marks import Translate, inline
from generator.site.views import BibliographyView, PageLink, Promises, UsesInContext, WorkGroup, WorkRow

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


def bibliography_page(edition: Edition, say: Translate) -> BibliographyView:
    """The plans of the site that are cited, then the other works by kind and pinyin."""
    works = works_of(edition)
    own = {key: links for key, links in works.items() if not links[0].external}
    others = {key: links for key, links in works.items() if links[0].external}
    groups = [("site", [own_row(edition, view.id, own[view.id], say) for view in edition if view.id in own])]
    by_kind: dict[str, list[WorkRow]] = {kind: [] for kind in KINDS}
    for title, links in others.items():
        by_kind[kind_of(title, edition.links.works.get(title))].append(other_row(edition, title, links, say))
    groups += [(kind, sorted(rows, key=lambda row: _order(edition, row))) for kind, rows in by_kind.items()]
    found = tuple(WorkGroup(kind=kind, rows=tuple(rows)) for kind, rows in groups if rows)
    title, words = say("bibliography"), say("bibliography_intro")
    return BibliographyView(title=title, edition=edition, say=say, description=words, groups=found, promises=promises(edition))


def _order(edition: Edition, row: WorkRow) -> tuple[bool, str]:
    """Works by pinyin, on the English pages by their English titles, those without one behind them."""
    english = edition.language.code == "en"
    return (False, re.sub("[^0-9a-z ]", "", row.title.lower()).strip() or row.id) if english and row.original else (english, row.id)


def _in_language(edition: Edition, words: str) -> str:
    """A title or an issuer, on the English pages in English where an editor gave it."""
    return edition.links.english.get(words, words) if edition.language.code == "en" else words


def _title_html(edition: Edition, title: str) -> str:
    """The same as HTML: what stays Chinese on a page in another language says so."""
    shown = _in_language(edition, title)
    return f'<span lang="zh-Hans">{inline(title)}</span>' if edition.language.translated and shown == title else inline(shown)


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


def promises(edition: Edition) -> tuple[Promises, ...]:
    """By plan: the works that it says are to be made, in the order of its text."""
    found: dict[str, dict[str, PageLink]] = {}
    for link, status in edition.links.citations.statuses.items():
        if status == "announced" and link.external:
            plan = edition.plan(link.plan)
            found.setdefault(link.plan, {}).setdefault(
                link.external, PageLink(url=plan.address(link.place), html=_title_html(edition, link.external))
            )
    return tuple(Promises(plan=view, works=tuple(found[view.id].values())) for view in edition if view.id in found)


def kind_of(title: str, work: Work | None) -> str:
    """Kind of an external work: as an editor says, else by its title."""
    if work and work.kind:
        return work.kind if work.kind in KINDS else "other"
    return next((kind for ending, kind in ENDINGS if ending.search(title)), "other")


def own_row(edition: Edition, plan: str, links: Iterable[model.Link], say: Translate) -> WorkRow:
    """A plan of the site."""
    view = edition.plan(plan)
    issuer, date = (view.shown(key) for key in ("issuer", "date"))
    return WorkRow(id=f"plan-{plan}", title=view.title, url=f"{plan}/", issuer=issuer, date=date, uses=cited_in(edition, links, say))


def other_row(edition: Edition, title: str, links: Sequence[model.Link], say: Translate) -> WorkRow:
    """A work that the edition does not hold; what editors know of it comes before what the texts say."""
    work = edition.links.works.get(title)
    citations = edition.links.citations
    return WorkRow(
        id=edition.links.names[title],
        title=(shown := _in_language(edition, title)),
        original=title if shown != title else "",
        url="",
        issuer=_in_language(edition, (work.issuer if work else "") or citations.issuers.get(title, "")),
        date=work.date if work else "",
        source=work.source if work else "",
        wordings=citations.wordings.get(title, ()),
        state=state_of(edition, links),
        uses=cited_in(edition, links, say),
    )


def cited_in(edition: Edition, links: Iterable[model.Link], say: Translate) -> tuple[UsesInContext, ...]:
    """Every place that cites a work, plan by plan."""
    found = []
    for name, group in groupby(links, key=lambda link: link.plan):
        plan = edition.plan(name)
        found.append(UsesInContext(plan=plan, contexts=tuple(context(plan, link, say) for link in group)))
    return tuple(found)
