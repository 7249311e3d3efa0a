"""The bibliography on the site: every work that the plans name, with every place that names it, and what each plan promises to make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from generator import model
from generator.edition import Edition
from generator.site.glossary import all_uses, context, uses_pages
from generator.site.leaved import PROMISED, WORKS, entry_url, leaf_links, work_leaves
from generator.site.leaves import shown_uses
from generator.site.marks import Translate, inline
from generator.site.views import (
    BibliographyLeafView,
    BibliographyView,
    PageLink,
    Promises,
    UsesInContext,
    WorkGroup,
    WorkRow,
    WorkUsesView,
)
from generator.site.works import in_language, state_of, works_in_order


def bibliography_page(edition: Edition, say: Translate) -> BibliographyView:
    """The plans of the site that are cited, then the other works by kind and pinyin. In many leaves the first of them."""
    return BibliographyView(**vars(_leaf(edition, say, "")))


def bibliography_leaves(edition: Edition, say: Translate) -> Iterator[BibliographyLeafView]:
    """The further leaves."""
    return (_leaf(edition, say, name) for name in work_leaves(edition).names[1:])


def _leaf(edition: Edition, say: Translate, leaf: str) -> BibliographyLeafView:
    held = work_leaves(edition)
    groups = {kind: held.on(leaf, works, lambda work: work[0]) for kind, works in works_in_order(edition).items()}
    return BibliographyLeafView(
        title=say("bibliography"),
        edition=edition,
        say=say,
        description=say("bibliography_intro"),
        leaf=leaf,
        leaves=leaf_links(edition, WORKS, lambda name: _kind_name(name, say), leaf),
        buckets=held.buckets,
        groups=tuple(
            WorkGroup(kind=kind, rows=tuple(_row(edition, title, links, say) for _, title, links in works))
            for kind, works in groups.items()
            if works
        ),
        promises=tuple(held.on(leaf, promises(edition), lambda one: f"{PROMISED} {one.plan.id}")),
    )


def _kind_name(label: str, say: Translate) -> str:
    """What a leaf is called."""
    kind, blank, number = label.partition(" ")
    return f"{say(kind if kind == PROMISED else f'work_kind_{kind}')}{blank}{number}"


def _row(edition: Edition, title: str, links: Sequence[model.Link], say: Translate) -> WorkRow:
    """An entry; `title` is the id of a plan of the site."""
    shown = shown_uses(links, work_leaves(edition))
    row = other_row(edition, title, links, say) if links[0].external else own_row(edition, title, say)
    return replace(row, uses=cited_in(edition, shown, say), all_uses=all_uses(WORKS, row.id, say, count=len(links), shown=len(shown)))


def work_uses(edition: Edition, say: Translate) -> Iterator[WorkUsesView]:
    """The pages of all places that name a work, where its entry does not show them all."""
    for works in works_in_order(edition).values() if work_leaves(edition).parted else ():
        for name, title, links in works:
            if len(links) > len(shown_uses(links, work_leaves(edition))):
                html = _title_html(edition, title if links[0].external else edition.plan(title).title)
                entry = PageLink(url=entry_url(edition, WORKS, name), html=html)
                pages = uses_pages(edition, say, WORKS, entry=entry, uses=links, make=partial(cited_in, edition))
                yield from (WorkUsesView(**fields) for fields in pages)


def _title_html(edition: Edition, title: str) -> str:
    """The same as HTML: what stays Chinese on a page in another language says so."""
    shown = in_language(edition, title)
    return f'<span lang="zh-Hans">{inline(title)}</span>' if edition.language.translated and shown == title else inline(shown)


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


def own_row(edition: Edition, plan: str, say: Translate) -> WorkRow:
    """A plan of the site."""
    view = edition.plan(plan)
    issuer, date = (view.shown(key) for key in ("issuer", "date"))
    return WorkRow(id=f"plan-{plan}", title=view.title, url=f"{plan}/", issuer=issuer, date=date)


def other_row(edition: Edition, title: str, links: Sequence[model.Link], say: Translate) -> WorkRow:
    """A work that the edition does not hold; what editors know of it comes before what the texts say."""
    work = edition.links.works.get(title)
    citations = edition.links.citations
    return WorkRow(
        id=edition.links.names[title],
        title=(shown := in_language(edition, title)),
        original=title if shown != title else "",
        url="",
        issuer=in_language(edition, (work.issuer if work else "") or citations.issuers.get(title, "")),
        date=work.date if work else "",
        source=(work.source if work else "") or edition.neighbours.works.get(edition.links.names[title], ""),
        wordings=citations.wordings.get(title, ()),
        state=state_of(edition, links),
    )


def cited_in(edition: Edition, links: Iterable[model.Link], say: Translate) -> tuple[UsesInContext, ...]:
    """Every place that cites a work, plan by plan."""
    found = []
    for name, group in groupby(links, key=lambda link: link.plan):
        plan = edition.plan(name)
        found.append(UsesInContext(plan=plan, contexts=tuple(context(plan, link, say) for link in group)))
    return tuple(found)
