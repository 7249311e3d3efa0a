"""Comparing two plans: their outlines side by side, sections joined by their counterparts, clause beside clause in their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.edition import Edition, PlanView
from generator.links.counterparts import Pair
from generator.links.passages import FRONT, Passage
from generator.model import Section
from generator.site.beside import beside
from generator.site.elsewhere import opening
from generator.site.flow import flow
from generator.site.glossary import clause_name
from generator.site.indicators.targets import figures_of_two
from generator.site.marks import Translate
from generator.site.parallel import heading_in
from generator.site.views import ClauseBeside, CompareIndexView, CompareRow, CompareView, PageLink

SHARE = 0.34
"""Share of the links of a chapter's clauses that must lead into one chapter for the two to be called counterparts."""

Joined = tuple[Pair, Passage, str, Passage, str]
"""A pair, the left plan's passage and where in it a link leads, the same of the right one."""


def compare_index(edition: Edition, say: Translate) -> CompareIndexView:
    """The plans that are compared, two and two."""
    counts = {(a, b): len(edition.pairs_between(a, b)) for a, others in edition.compared.items() for b in others}
    beside = {a: tuple(edition.plan(b) for b in others) for a, others in edition.compared.items()}
    return CompareIndexView(
        title=say("compare"),
        edition=edition,
        say=say,
        description=say("compare_intro"),
        counts=counts,
        beside=beside,
        names=told_apart(edition.plans),
    )


def told_apart(views: Iterable[PlanView]) -> dict[str, str]:
    """Plan → its short title; of several that are called alike (政府工作报告) with who issued each, else its date, else its id, whichever
    tells all of them apart."""
    alike: dict[str, list[PlanView]] = {}
    for view in views:
        alike.setdefault(view.short_title, []).append(view)
    names: dict[str, str] = {}
    for title, same in alike.items():
        marks: list[Callable[[PlanView], str]] = [lambda view: view.shown("issuer"), lambda view: view.shown("date"), lambda view: view.id]
        mark = next(mark for mark in marks if len({mark(view) for view in same} - {""}) == len(same))
        names |= {view.id: f"{title}（{mark(view)}）" if len(same) > 1 else title for view in same}
    return names


def compare_pages(edition: Edition, say: Translate) -> Iterator[CompareView]:
    """A page for every two plans that are compared, the older one left."""
    for a, others in edition.compared.items():
        for b in others:
            yield compare_page(edition, edition.plan(a), edition.plan(b), edition.pairs_between(a, b), say)


def compare_page(edition: Edition, a: PlanView, b: PlanView, pairs: Sequence[Pair], say: Translate) -> CompareView:
    """One comparison."""
    forth: dict[str, list[tuple[float, str, PageLink]]] = {}
    clauses: dict[str, list[Joined]] = {}
    back: set[str] = set()
    for pair in sorted(pairs, key=lambda pair: -pair.score):
        ends = ((pair.a, pair.to_a), (pair.b, pair.to_b))
        (own, at), (other, to) = ends if pair.a.plan == a.id else ends[::-1]
        clauses.setdefault(own.section, []).append((pair, own, at, other, to))
        link = PageLink(url=b.address(to), html=clause_name(b, to, opening(b, other, to), say))
        forth.setdefault(own.section, []).append((pair.score, other.section, link))
        back.add(other.section)
    order = {anchor: n for n, anchor in enumerate(a.plan.anchors())}
    apart = _perhaps(edition, a, b, say)
    back |= {other for found in apart.values() for other, _ in found}
    rows = [
        replace(
            _row(a, b, s, forth, say),
            beside=_beside(a, b, clauses.get(s.id, ()), order, say),
            perhaps=tuple(link for _, link in apart.get(s.id, ())),
        )
        for s in outline(a)
    ]
    only = tuple(PageLink(url=b.address(s.id), html=heading_in(b, s, say)) for s in outline(b) if s.id not in back and any(s.sentences()))
    return CompareView(
        title=f"{a.short_title} · {b.short_title}",
        edition=edition,
        say=say,
        description=say("compare_intro"),
        a=a,
        b=b,
        rows=tuple(rows),
        only=only,
        figures=tuple(figures_of_two(edition, a, b, say)),
        flow=flow(a, b, pairs, say),
    )


def _perhaps(edition: Edition, a: PlanView, b: PlanView, say: Translate) -> dict[str, list[tuple[str, PageLink]]]:
    """Section of the left plan → what may be a counterpart of its clauses, the likeliest first: the right plan's section, and a link."""
    found: dict[str, list[tuple[str, PageLink]]] = {}
    for pair in edition.perhaps_between(a.id, b.id):
        own, other, to = pair.seen_from(a.id)
        link = PageLink(url=b.address(to), html=clause_name(b, to, opening(b, other, to), say))
        found.setdefault(own.section, []).append((other.section, link))
    return found


def _beside(a: PlanView, b: PlanView, joined: Sequence[Joined], order: Mapping[str, int], say: Translate) -> tuple[ClauseBeside, ...]:
    """The clauses of a section in reading order, each with its counterparts."""
    own = sorted({passage.anchor for _, passage, *_ in joined}, key=lambda anchor: order.get(anchor, 0))
    return tuple(beside(a, b, [one for one in joined if one[1].anchor == anchor], say) for anchor in own)


def outline(view: PlanView) -> list[Section]:
    """The sections that are compared: all but notices, abstracts and annexes."""
    return [s for s in view.plan.sections if s.chapter not in FRONT and not (s.chapter[0] == "a" and not s.chapter.isdigit())]


def _row(
    view: PlanView, beside: PlanView, section: Section, forth: dict[str, list[tuple[float, str, PageLink]]], say: Translate
) -> CompareRow:
    """A section and what joins it."""
    found = sorted(forth.get(section.id, ()), key=lambda entry: -entry[0])
    links = tuple(link for _, _, link in found)
    below: dict[str, int] = {}
    if not any(section.sentences()):  # a heading alone: where the clauses under it lead
        for other, entries in forth.items():
            if other.startswith(f"{section.id}."):
                for _, target, _ in entries[:1]:
                    chapter = target.split(".", 1)[0]
                    below[chapter] = below.get(chapter, 0) + 1
    total = sum(below.values())
    names = (name for name, count in sorted(below.items(), key=lambda item: -item[1]) if count >= 2 and count / total >= SHARE)
    chapters = tuple(PageLink(url=beside.address(name), html=heading_in(beside, beside.section(name), say)) for name in names)
    return CompareRow(
        id=section.id,
        link=PageLink(url=view.address(section.id), html=heading_in(view, section, say)),
        level=section.level,
        counterparts=links,
        chapters=chapters,
        has_text=any(section.sentences()),
    )
