"""The glossary on the site: a page's own terms at its end, and the page of all terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from generator import model
from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.model import Definition, Mention, Section, Term
from generator.model.address import section_of
from generator.site.html import Renderer
from generator.site.marks import Translate, inline
from generator.site.parallel import number_in
from generator.site.views import Context, EntryRow, Gloss, GlossaryView, LetterGroup, Meaning, PageLink, Uses, UsesInContext

SECTIONS = 4
"""Sections of a plan that a gloss names; the glossary has them all."""
AROUND = 14
"""Characters shown on each side of a use."""
DIGITS = "0–9"
"""Heading of the entries whose names begin with a digit."""


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
            uses = () if nested else uses_by_plan(edition, term, say)
            found.append(
                Gloss(
                    term=term, definition=html, source=place_link(edition, definition.plan, definition.place, say), uses=uses, nested=nested
                )
            )
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
    renderer = Renderer(say, {}, {}, "", mentions=mentions, citations=citations, root=root)
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


def uses_by_plan(edition: Edition, term: Term, say: Translate) -> tuple[Uses, ...]:
    """A term's uses, plan by plan, the oldest first."""
    found = []
    for name, group in groupby(term.mentions, key=lambda m: m.plan):
        mentions = list(group)
        plan = edition.plan(name)
        links = by_section(plan, mentions, say)
        found.append(Uses(plan=plan, links=tuple(links[:SECTIONS]), more=max(0, len(links) - SECTIONS)))
    return tuple(found)


def glossary_page(edition: Edition, say: Translate) -> GlossaryView:
    """All terms by pinyin, in English by their English; then what the plans use and none defines."""
    english = edition.language.code == "en"
    terms, lacking = (sorted(some, key=_in_english) if english else some for some in (edition.glossary.terms, edition.glossary.undefined))
    rows = [entry_row(edition, term, say) for term in terms]
    groups = tuple(
        LetterGroup(letter=letter, entries=tuple(entries))
        for letter, entries in groupby(rows, key=lambda row: letter_of(row.term, english))
    )
    undefined = tuple(entry_row(edition, term, say) for term in lacking)
    return GlossaryView(
        title=say("glossary"),
        edition=edition,
        say=say,
        description=say("glossary_intro"),
        groups=groups,
        undefined=undefined,
    )


def _in_english(term: Term) -> tuple[bool, str]:
    """How terms are ordered in English: by their letters and digits; those without English behind them, by pinyin."""
    return not term.en, re.sub(r"[^0-9a-z ]", "", term.en.lower()).strip() or term.id


def letter_of(term: Term, english: bool = False) -> str:
    """Index letter of a term, in English that of its English; of one without it, what all of them stand under."""
    if english and not term.en:
        return "中"
    first = _in_english(term)[1][0] if english else term.id[0]
    return DIGITS if first.isdigit() else first.upper()


def entry_row(edition: Edition, term: Term, say: Translate) -> EntryRow:
    """One entry with its meanings and every use in context."""
    uses = []
    for name, group in groupby(term.mentions, key=lambda m: m.plan):
        mentions = list(group)
        plan = edition.plan(name)
        wordings = tuple(dict.fromkeys(m.text for m in mentions if m.text.strip("“”") != term.name))
        uses.append(UsesInContext(plan=plan, contexts=tuple(context(plan, mention, say) for mention in mentions), wordings=wordings))
    ends = [
        place_link(edition, mention.plan, mention.place, say)
        for mention in (term.mentions[:1] + term.mentions[-1:] if len(uses) > 1 else ())
    ]
    return EntryRow(
        term=term,
        meanings=tuple(
            Meaning(definition=definition_html(edition, d, say, "../"), kind=d.kind, source=place_link(edition, d.plan, d.place, say))
            for d in term.definitions
        ),
        uses=tuple(uses),
        see=tuple(PageLink(url=f"glossary/#{other}", html=_name_html(edition, other)) for other in term.see),
        first=ends[0] if ends else None,
        last=ends[1] if ends else None,
        other_names=edition.other_names.get(term.id, ()),
    )


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
