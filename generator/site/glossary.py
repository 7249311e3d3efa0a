"""The glossary on the site: a page's own terms at its end, and the page of all terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape, unescape
from itertools import groupby
from math import ceil
from typing import Any

from generator import model
from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.model import Definition, Mention, Section, Term
from generator.model.address import section_of
from generator.site.html import Renderer
from generator.site.leaved import GLOSSARY, UNDEFINED, entry_url, in_order, lead, leaf_links, letter_of, term_leaves
from generator.site.leaves import USES_PAGE, shown_uses
from generator.site.marks import Translate, inline
from generator.site.parallel import number_in
from generator.site.views import (
    Context,
    EntryRow,
    Gloss,
    GlossaryLeafView,
    GlossaryView,
    LeafLink,
    LetterGroup,
    Meaning,
    PageLink,
    Uses,
    UsesInContext,
    UsesView,
)

TAG = re.compile("<[^<>]*>")
SECTIONS = 4
"""Sections of a plan that a gloss names; the glossary has them all."""
AROUND = 14
"""Characters shown on each side of a use."""
PLANS = 5
"""Plans that a gloss names; the same."""


def glosses(edition: Edition, plan: PlanView, sections: Sequence[Section], say: Translate, plan_url: str) -> tuple[Gloss, ...]:
    """The terms that some sections use, by first use; then those that only their definitions name."""
    mentions = edition.mentions[plan.id]
    used: dict[str, bool] = {}
    for section in sections:
        for part in section.parts():
            used |= {m.term: False for m in mentions.get((part.place, part.cell), ()) if m.term not in used}
    waiting = list(used)
    while waiting:
        definition = edition.terms[waiting.pop()].definition_for(plan.id)
        for mention in defining_mentions(edition, definition) if definition else ():
            if mention.term not in used:
                used[mention.term] = True
                waiting.append(mention.term)
    found = []
    for name, nested in used.items():
        term = edition.terms[name]
        definition = term.definition_for(plan.id)
        if definition:
            html = definition_html(edition, definition, say, f"{plan_url}../")
            source = place_link(edition, definition.plan, definition.place, say)
            uses, more = ((), 0) if nested else uses_by_plan(edition, term, plan, say)
            url = entry_url(edition, GLOSSARY, name)
            found.append(Gloss(term=term, url=url, definition=html, source=source, uses=uses, more=more, nested=nested))
    return tuple(found)


def defining_sentences(edition: Edition, definition: Definition) -> Iterator[tuple[str, str]]:
    """(anchor, text) of an annex's definition; nothing for one that stands in passing."""
    if definition.span is None and "-" not in definition.place:
        yield from ((s.id, s.text) for _, s in edition.plan(definition.plan).section(definition.place).sentences())


def defining_mentions(edition: Edition, definition: Definition) -> Iterator[Mention]:
    """The terms that a definition names."""
    for anchor, _ in defining_sentences(edition, definition):
        yield from edition.mentions[definition.plan].get((anchor, 0), ())


def definition_html(edition: Edition, definition: Definition, say: Translate, root: str) -> str:
    """A definition with the terms that it names as links. `root` leads from the page to the site's root."""
    sentences = list(defining_sentences(edition, definition))
    if not sentences:
        return inline(definition.text)
    mentions, citations = edition.mentions[definition.plan], edition.citations[definition.plan]
    renderer = Renderer(say, {}, {}, "", mentions=mentions, citations=citations, root=root, lead=partial(lead, edition))
    return "".join(renderer.text(anchor, text) for anchor, text in sentences)


def place_name(plan: PlanView, anchor: str, say: Translate) -> str:
    """What a link to a place says: the path of its numbers as print has them, 七、4.1; the title of what has no number."""
    section = plan.section(anchor)
    if section.id == "front":
        return say("front_matter")
    if plan.translations:
        return place_translated(plan, section)
    return inline(plan.numbers.get(section.id) or plain(section.title)) or section.id


def place_translated(plan: PlanView, section: Section) -> str:
    """The same in another language: the numbers, `7, 4.1`, `3(1)2`, `Annex 2.19`; the title of what has no number."""
    if section.chapter[0].isdigit() and section.number:
        numbers = [number_in(one, plan.language) or one.title for one in plan.number_levels(section)]
        return inline(re.sub(r"(?<![(]), (?=[(])|(?<=[)]), ", "", ", ".join(reversed(numbers))))
    if section.number and "." in section.id:
        words = plan.language.annex.format(section.id.partition(".")[2])
        return words or inline(plan.numbers.get(section.id) or section.id)
    return inline(plain(plan.translated(section.id) or section.title)) or section.id


def clause_name(plan: PlanView, anchor: str, words: str, say: Translate) -> str:
    """What a link to a clause says: its place and its words, once where they are the same."""
    place = place_name(plan, anchor, say)
    return place if place == inline(words) else f"{place} {inline(words)}"


def place_link(edition: Edition, plan: str, anchor: str, say: Translate) -> PageLink:
    """A link to a place that names its plan, too."""
    view = edition.plan(plan)
    return PageLink(url=view.address(anchor), html=f"{escape(view.short_title)} {place_name(view, anchor, say)}")


def by_section(plan: PlanView, mentions: Iterable[Mention], say: Translate) -> list[PageLink]:
    """A link to the first use in each section."""
    first: dict[str, PageLink] = {}
    for mention in mentions:
        section = section_of(mention.place)
        first.setdefault(section, PageLink(url=plan.address(mention.place), html=place_name(plan, mention.place, say)))
    return list(first.values())


def uses_by_plan(edition: Edition, term: Term, own: PlanView, say: Translate) -> tuple[tuple[Uses, ...], int]:
    """A term's uses, plan by plan, the oldest first, and how many plans more there are: of many the own one and the newest are named."""
    groups = {name: list(group) for name, group in groupby(term.mentions, key=lambda m: m.plan)}
    named = list(groups) if len(groups) <= PLANS else [name for name in groups if name == own.id or name in list(groups)[1 - PLANS :]]
    found = []
    for plan in map(edition.plan, named):
        links = by_section(plan, groups[plan.id], say)
        found.append(Uses(plan=plan, links=tuple(links[:SECTIONS]), more=max(0, len(links) - SECTIONS)))
    return tuple(found), len(groups) - len(named)


def glossary_page(edition: Edition, say: Translate) -> GlossaryView:
    """All terms by pinyin, in English by their English; then what the plans use and none defines. In many leaves the first of them."""
    return GlossaryView(**vars(_leaf(edition, say, "")))


def glossary_leaves(edition: Edition, say: Translate) -> Iterator[GlossaryLeafView]:
    """The further leaves."""
    return (_leaf(edition, say, name) for name in term_leaves(edition).names[1:])


def _leaf(edition: Edition, say: Translate, leaf: str) -> GlossaryLeafView:
    english, held, root = edition.language.code == "en", term_leaves(edition), "../../" if leaf else "../"
    terms, lacking = (
        held.on(leaf, in_order(some, english), lambda term: term.id) for some in (edition.glossary.terms, edition.glossary.undefined)
    )
    rows = [entry_row(edition, term, say, root) for term in terms]
    groups = tuple(
        LetterGroup(letter=letter, entries=tuple(entries))
        for letter, entries in groupby(rows, key=lambda row: letter_of(row.term, english))
    )
    return GlossaryLeafView(
        title=say("glossary"),
        edition=edition,
        say=say,
        description=say("glossary_intro"),
        leaf=leaf,
        leaves=leaf_links(edition, GLOSSARY, lambda name: name.replace(UNDEFINED, say("term_kind_undefined")), leaf),
        buckets=held.buckets,
        groups=groups,
        undefined=tuple(entry_row(edition, term, say, root) for term in lacking),
    )


def entry_row(edition: Edition, term: Term, say: Translate, root: str) -> EntryRow:
    """One entry with its meanings and its uses in context. `root` leads from the page to the site's root."""
    shown = shown_uses(term.mentions, term_leaves(edition))
    uses = uses_in_context(edition, term, shown, say)
    ends = [
        place_link(edition, mention.plan, mention.place, say)
        for mention in (term.mentions[:1] + term.mentions[-1:] if term.mentions and term.mentions[0].plan != term.mentions[-1].plan else ())
    ]
    return EntryRow(
        term=term,
        meanings=tuple(
            Meaning(definition=definition_html(edition, d, say, root), kind=d.kind, source=place_link(edition, d.plan, d.place, say))
            for d in term.definitions
        ),
        uses=uses,
        all_uses=all_uses(GLOSSARY, term.id, say, count=len(term.mentions), shown=len(shown)),
        see=tuple(PageLink(url=entry_url(edition, GLOSSARY, other), html=_name_html(edition, other)) for other in term.see),
        first=ends[0] if ends else None,
        last=ends[1] if ends else None,
        other_names=edition.other_names.get(term.id, ()),
    )


def uses_in_context(edition: Edition, term: Term, mentions: Iterable[Mention], say: Translate) -> tuple[UsesInContext, ...]:
    """Some uses of a term with the words around them, plan by plan."""
    found = []
    for name, group in groupby(mentions, key=lambda m: m.plan):
        held, plan = list(group), edition.plan(name)
        wordings = tuple(dict.fromkeys(m.text for m in held if m.text.strip("“”") != term.name))
        found.append(UsesInContext(plan=plan, contexts=tuple(context(plan, mention, say) for mention in held), wordings=wordings))
    return tuple(found)


def all_uses(page: str, name: str, say: Translate, *, count: int, shown: int) -> PageLink | None:
    """The link to the page of all uses of an entry; None where all of them stand beside it."""
    return PageLink(url=f"{page}uses/{name}/1/", html=say("all_uses").replace("{n}", f"{count:,}")) if count > shown else None


def term_uses(edition: Edition, say: Translate) -> Iterator[UsesView]:
    """The pages of all uses of the terms whose entries do not show them all."""
    for term in edition.terms.values():
        if len(term.mentions) > len(shown_uses(term.mentions, term_leaves(edition))):
            make = partial(uses_in_context, edition, term)
            entry = PageLink(url=entry_url(edition, GLOSSARY, term.id), html=_name_html(edition, term.id))
            yield from (UsesView(**fields) for fields in uses_pages(edition, say, GLOSSARY, entry=entry, uses=term.mentions, make=make))


def uses_pages(
    edition: Edition, say: Translate, page: str, *, entry: PageLink, uses: Sequence[Any], make: Callable[[Sequence[Any], Translate], Any]
) -> Iterator[dict[str, Any]]:
    """The fields of the views of all uses of an entry, USES_PAGE of them on each."""
    name, count = entry.url.partition("#")[2], ceil(len(uses) / USES_PAGE)
    for number in range(1, count + 1):
        pages = tuple(LeafLink(url=f"{page}uses/{name}/{one}/", name=str(one), here=one == number) for one in range(1, count + 1))
        yield {
            "title": unescape(TAG.sub("", entry.html)),
            "edition": edition,
            "say": say,
            "name": name,
            "number": number,
            "entry": entry,
            "uses": make(uses[(number - 1) * USES_PAGE : number * USES_PAGE], say),
            "pages": pages if count > 1 else (),
        }


def _name_html(edition: Edition, term: str) -> str:
    """The name of a term, in English its English where it has one."""
    one = edition.terms[term]
    return inline(one.en) if edition.language.code == "en" and one.en else inline(one.name)


def context(plan: PlanView, use: Mention | model.Link, say: Translate) -> Context:
    """A use or a citation with the words around it."""
    text, notes = plan.part_texts[use.place, use.cell], plan.part_notes.get((use.place, use.cell), ())
    start, end = use.span or (0, 0)
    left, right = plain(text[:start], notes), plain(text[end:], notes)
    return Context(
        link=PageLink(url=plan.address(use.place), html=place_name(plan, use.place, say)),
        left=inline(("…" if len(left) > AROUND else "") + left[-AROUND:]),
        text=inline(plain(use.text, notes)),
        right=inline(right[:AROUND] + ("…" if len(right) > AROUND else "")),
    )
