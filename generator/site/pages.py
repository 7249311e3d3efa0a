"""The pages of a plan, and those that only look things up: what their templates are given."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.characters import plain
from generator.content.order import file_name
from generator.edition import Chapter, Edition, PlanView, TextMark
from generator.model import Section
from generator.site.apart import is_long
from generator.site.elsewhere import elsewhere
from generator.site.glossary import glosses, place_translated
from generator.site.html import Renderer
from generator.site.indicators.marks import value_marks
from generator.site.indicators.pages import main_targets
from generator.site.leaved import lead
from generator.site.marks import Translate, inline, reason_of, visible
from generator.site.parallel import ParallelRenderer, heading_in, progress, script_of, title_in
from generator.site.printing import sheet_path
from generator.site.repeats import same_words
from generator.site.views import (
    ChapterView,
    CollationView,
    Contents,
    PageLink,
    PlanPageView,
    QuoteView,
    RepairGroup,
    RepairRow,
    SearchView,
    SeedLine,
    SeedView,
    WholeView,
)
from generator.site.whole import whole_of
from generator.site.witnesses import witness_rows
from generator.unlocked import cached_property

CONTEXT = 12
"""Characters shown on each side of a repair."""


@dataclass(frozen=True)
class Margin:
    """What stands beside and after the text of a plan; made once for all its chapters."""

    same: Mapping[str, str]
    after: Mapping[str, str]
    numbers: Mapping[str, str]
    """Section → what a place in it is called by its numbers."""


@dataclass(frozen=True)
class PlanDesk:
    """A plan as the makers of its pages have it, with what several of them need."""

    edition: Edition
    plan: PlanView
    say: Translate

    @cached_property
    def margin(self) -> Margin:
        """The margin of its chapters."""
        return margin_of(self.edition, self.plan, self.say, "../../")

    @cached_property
    def chapters(self) -> tuple[ChapterView, ...]:
        """Its chapters' pages."""
        return tuple(self._chapter(number) for number in range(len(self.plan.chapters)))

    def chapter(self, name: str) -> ChapterView | None:
        """The page of the chapter with an id, made alone; None when there is none."""
        number = next((n for n, chapter in enumerate(self.plan.chapters) if chapter.id == name), None)
        return None if number is None else self._chapter(number)

    def _chapter(self, number: int) -> ChapterView:
        return chapter_page(self.edition, self.plan, number, self.say, self.margin)


def search_page(edition: Edition, say: Translate) -> SearchView:
    """The search page."""
    return SearchView(title=say("search"), edition=edition, say=say, description=say("search_label"), texts="search/")


def quote_page(edition: Edition, say: Translate) -> QuoteView:
    """The page that looks a quotation up."""
    return QuoteView(title=say("quote"), edition=edition, say=say, description=say("quote_intro"))


def margin_of(edition: Edition, plan: PlanView, say: Translate, root: str) -> Margin:
    """The margin of a plan's pages from which `root` leads to the site's root."""
    same, values = same_words(edition, plan, say, root), value_marks(edition, plan, say, root)
    beside = {place: same.get(place, "") + values.get(place, "") for place in {**same, **values}}
    numbers = {s.id: place_translated(plan, s) for s in plan.plan.sections} if plan.translations else plan.numbers
    return Margin(beside, elsewhere(edition, plan, say, root), numbers)


def renderer(
    edition: Edition, plan: PlanView, say: Translate, plan_url: str, margin: Margin, *, chapter: str = "", top_level: int = 1
) -> Renderer:
    """What makes the HTML of one page of a plan: of a chapter, or of the plan's own when `chapter` is empty."""
    missing: dict[str, str] = {}
    for number, item in enumerate(plan.missing, 1):
        where = "after" if "after" in item else "before"
        missing[f"{where} {item.get(where, '')}"] = plan.translated(f"plan:missing-{number}") or str(item["text"])
    made = functools.partial(ParallelRenderer, translations=plan.translations, script=script_of(plan)) if plan.translations else Renderer
    return made(
        say,
        missing,
        plan.marks,
        record_url=f"{plan_url}../../{plan.id}/" if edition.language.prefix else plan_url,
        has_seed=plan.seed_text is not None,
        top_level=top_level,
        former=plan.former_by_place.get(chapter, {}),
        address=lambda anchor: plan_url + plan.address(anchor).removeprefix(f"{plan.id}/"),
        mentions=edition.mentions[plan.id],
        citations=edition.citations[plan.id],
        notes=plan.note_targets,
        numbers=margin.numbers,
        root=f"{plan_url}../",
        lead=functools.partial(lead, edition),
        source=str(plan.plan.meta.get("source") or ""),
        same=margin.same,
        after=margin.after,
    )


def plan_page(desk: PlanDesk) -> PlanPageView:
    """A plan's own page."""
    edition, plan, say = desk.edition, desk.plan, desk.say
    sections = tuple(s for chapter in plan.chapters for s in chapter.sections)
    others = tuple(s for s in plan.front.sections if s.id != "front")
    return PlanPageView(
        title=plan.title,
        edition=edition,
        say=say,
        description=plan.shown("coverage"),
        plan=plan,
        contents=contents(plan, (*others, *sections), say),
        front=front(lambda: renderer(edition, plan, say, "", margin_of(edition, plan, say, "../"), top_level=2), plan),
        progress=progress(plan),
        glosses=glosses(edition, plan, plan.front.sections, say, ""),
        witnesses=witness_rows(plan, say),
        targets=main_targets(edition, plan),
    )


def front(renderer_of: Callable[[], Renderer], plan: PlanView) -> str:
    """What precedes chapter one as HTML, by what makes it; empty when that is nothing but the title."""
    if not any(s.blocks or s.id != "front" for s in plan.front.sections):
        return ""
    html = renderer_of()
    opening = "".join(html.body(s) for s in plan.front.sections if s.id == "front")
    return opening + html.sections(s for s in plan.front.sections if s.id != "front")


def chapter_page(edition: Edition, plan: PlanView, index: int, say: Translate, margin: Margin) -> ChapterView:
    """One chapter's page."""
    chapter = plan.chapters[index]
    around = [chapter_link(plan, plan.chapters[i], say) if 0 <= i < len(plan.chapters) else None for i in (index - 1, index + 1)]
    ids = {part for section in chapter.sections for part in part_ids(section)}
    body = renderer(edition, plan, say, "../", margin, chapter=chapter.id).sections(chapter.sections)
    return ChapterView(
        title=f"{title_in(plan, chapter.sections[0])} · {plan.short_title}",
        edition=edition,
        say=say,
        description=_opening(plan, chapter),
        plan=plan,
        chapter=chapter,
        heading=heading_in(plan, chapter.sections[0], say),
        contents=contents(plan, chapter.sections[1:], say),
        body=body,
        apart=edition.language.translated and is_long(body),
        progress=progress(plan, chapter.id),
        previous=around[0],
        next=around[1],
        source=f"content/{plan.id}/{file_name(chapter.id)}",
        glosses=glosses(edition, plan, chapter.sections, say, "../"),
        repairs=sum(m.entry.status == "applied" for name in ids for m in plan.marks.get(name, ())),
        flags=sum(m.entry.status == "flagged" for name in ids for m in plan.marks.get(name, ())),
        number=index + 1,
        print_sheet=sheet_path(plan, edition),
    )


def part_ids(section: Section) -> Iterator[str]:
    """Anchors of a section and of its sentences."""
    yield section.id
    yield from (sentence.id for _, sentence in section.sentences())


def _opening(plan: PlanView, chapter: Chapter) -> str:
    """The first words of a chapter, for search engines."""
    return next(((plan.translated(s.id) or s.text)[:120] for section in chapter.sections for _, s in section.sentences()), "")


def chapter_link(plan: PlanView, chapter: Chapter, say: Translate) -> PageLink:
    """A link to a chapter's page."""
    return PageLink(url=f"{plan.id}/{chapter.id}/", html=heading_in(plan, chapter.sections[0], say))


def contents(plan: PlanView, sections: tuple[Section, ...], say: Translate) -> tuple[Contents, ...]:
    """The table of contents of some sections in reading order."""
    ids = {s.id for s in sections}

    def below(parent: str | None) -> tuple[Contents, ...]:
        inside = [s for s in sections if s.parent == parent or (parent is None and s.parent not in ids)]
        return tuple(Contents(link=PageLink(url=plan.address(s.id), html=heading_in(plan, s, say)), children=below(s.id)) for s in inside)

    return below(None)


def whole_page(desk: PlanDesk) -> WholeView:
    """All of a plan on one page."""
    edition, plan, say = desk.edition, desk.plan, desk.say
    opening = front(lambda: renderer(edition, plan, say, "../", desk.margin, top_level=2), plan)
    return whole_of(edition, plan, opening, desk.chapters, say)


def collation_page(desk: PlanDesk) -> CollationView:
    """A plan's ledger, readable."""
    edition, plan, say = desk.edition, desk.plan, desk.say
    marks = sorted(plan.all_marks, key=lambda m: (m.entry.step, m.entry.rule, m.entry.line, m.entry.column))
    groups = []
    for rule, entries in groupby((m for m in marks if m.entry.status == "applied"), key=lambda m: m.entry.rule):
        rows = tuple(repair_row(plan, mark, say) for mark in entries)
        groups.append(RepairGroup(rule=rule, reason=rows[0].entry.reason.partition(": ")[0], entries=rows))
    return CollationView(
        title=f"{say('collation')} · {plan.short_title}",
        edition=edition,
        say=say,
        description=say("collation_intro"),
        plan=plan,
        flags=tuple(repair_row(plan, mark, say) for mark in marks if mark.entry.status == "flagged"),
        groups=tuple(groups),
        witnesses=witness_rows(plan, say),
    )


def repair_row(plan: PlanView, mark: TextMark, say: Translate) -> RepairRow:
    """One entry of the ledger in its context."""
    entry = mark.entry
    try:
        url = plan.address(entry.place)
    except KeyError:
        url = f"{plan.id}/"
    text = plan.texts.get(entry.place, "")
    left = text[max(0, entry.offset - CONTEXT) : entry.offset]
    right = text[entry.offset + entry.reach : entry.offset + entry.reach + CONTEXT]
    return RepairRow(
        entry=entry,
        name=mark.name,
        url=url,
        seed_url=f"{plan.id}/seed/#L{entry.line}" if plan.seed_text is not None else "",
        settings_line=plan.correction_lines.get((entry.line, entry.before), 0) if entry.rule == "correction" else 0,
        left=inline(plain(left)),
        before=inline(visible(entry.before)),
        after=inline(visible(entry.after)) if entry.after != entry.before else "",
        right=inline(plain(right)),
        note=reason_of(entry, say).partition(": ")[2] if entry.status == "applied" else reason_of(entry, say),
    )


def seed_page(desk: PlanDesk) -> Iterator[SeedView]:
    """The seed as received, line by line; nothing when it is not at hand."""
    edition, plan, say = desk.edition, desk.plan, desk.say
    if plan.seed_text is None:
        return
    lines = []
    for number, text in enumerate(plan.seed_text.splitlines(), 1):
        lines.append(SeedLine(number=number, html=inline(text), url=plan.address(name) if (name := plan.first_anchors.get(number)) else ""))
    yield SeedView(
        title=f"{say('seed')} · {plan.short_title}",
        edition=edition,
        say=say,
        plan=plan,
        lines=tuple(lines),
    )
