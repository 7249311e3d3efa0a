"""The pages of the site: which there are, and what each template is given.

A view's fields are what its template may use; nothing else is passed but MkDocs' own `base_url` and `config`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from generator.model import Repair, Section
from generator.repair import RULES
from generator.site.edition import Chapter, Edition, PlanView
from generator.site.html import Translate, heading_html, inline, section_body, sections_html


@dataclass(frozen=True)
class View:
    """What every template is given."""

    path: str
    """Folder of the page in the site: `sh-14fyp/6/`, empty for the home page."""
    template: str
    title: str
    """For the title bar and for search engines."""
    edition: Edition
    say: Translate
    """Interface strings by key."""
    description: str = ""


@dataclass(frozen=True)
class Link:
    """A link to another page or place, from the site's root."""

    url: str
    html: str


@dataclass(frozen=True)
class Contents:
    """An entry of a table of contents."""

    link: Link
    level: int
    children: tuple[Contents, ...] = ()


@dataclass(frozen=True)
class HomeView(View):
    """The home page."""


@dataclass(frozen=True)
class PlanPageView(View):
    """A plan's own page: what it is, what is missing, its whole table of contents, and what precedes chapter one."""

    plan: PlanView = field(kw_only=True)
    contents: tuple[Contents, ...] = ()
    front: str = ""
    """HTML of what precedes chapter one."""


@dataclass(frozen=True)
class ChapterView(View):
    """A chapter."""

    plan: PlanView = field(kw_only=True)
    chapter: Chapter = field(kw_only=True)
    contents: tuple[Contents, ...] = ()
    body: str = ""
    """HTML of its sections."""
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True)
class RepairGroup:
    """The repairs of one rule."""

    rule: str
    reason: str
    entries: tuple[RepairRow, ...]


@dataclass(frozen=True)
class RepairRow:
    """One entry of the ledger for the collation page."""

    entry: Repair
    url: str
    before: str
    """HTML."""
    after: str
    note: str


@dataclass(frozen=True)
class CollationView(View):
    """A plan's collation: its flags and its repairs."""

    plan: PlanView = field(kw_only=True)
    flags: tuple[RepairRow, ...] = ()
    groups: tuple[RepairGroup, ...] = ()


def views(edition: Edition, say: Translate) -> Iterator[View]:
    """Every page of the site."""
    yield HomeView("", "home.html", say("site_name"), edition, say, say("site_description"))
    for plan in edition:
        yield plan_page(edition, plan, say)
        for i, _chapter in enumerate(plan.chapters):
            yield chapter_page(edition, plan, i, say)
        yield collation_page(edition, plan, say)


def missing_by_place(plan: PlanView) -> dict[str, str]:
    """`before 1.1-1` → what the seed lacks there."""
    found: dict[str, str] = {}
    for item in plan.plan.meta.get("missing", []):
        where = "after" if "after" in item else "before"
        found[f"{where} {item.get(where, '')}"] = str(item["text"])
    return found


def plan_page(edition: Edition, plan: PlanView, say: Translate) -> PlanPageView:
    """A plan's own page."""
    sections = tuple(s for chapter in plan.chapters for s in chapter.sections)
    front = tuple(s for s in plan.front.sections if s.id == "front")
    others = tuple(s for s in plan.front.sections if s.id != "front")
    missing = missing_by_place(plan)
    body = "".join(section_body(s, missing, say) for s in front) + sections_html(others, missing, say, 2)
    return PlanPageView(
        f"{plan.id}/",
        "plan.html",
        plan.title,
        edition,
        say,
        str(plan.plan.meta.get("coverage", "")),
        plan=plan,
        contents=contents(plan, (*others, *sections), say),
        front=body if any(s.blocks for s in plan.front.sections) else "",
    )


def chapter_page(edition: Edition, plan: PlanView, index: int, say: Translate) -> ChapterView:
    """One chapter's page."""
    chapter = plan.chapters[index]
    around = [chapter_link(plan, plan.chapters[i]) if 0 <= i < len(plan.chapters) else None for i in (index - 1, index + 1)]
    return ChapterView(
        f"{plan.id}/{chapter.id}/",
        "chapter.html",
        f"{chapter.heading} · {plan.short_title}",
        edition,
        say,
        _opening(chapter),
        plan=plan,
        chapter=chapter,
        contents=contents(plan, chapter.sections[1:], say),
        body=sections_html(chapter.sections, missing_by_place(plan), say),
        previous=around[0],
        next=around[1],
    )


def _opening(chapter: Chapter) -> str:
    """The first words of a chapter, for search engines."""
    return next((s.text[:120] for section in chapter.sections for _, s in section.sentences()), "")


def chapter_link(plan: PlanView, chapter: Chapter) -> Link:
    """A link to a chapter's page."""
    return Link(f"{plan.id}/{chapter.id}/", inline(chapter.heading))


def contents(plan: PlanView, sections: tuple[Section, ...], say: Translate) -> tuple[Contents, ...]:
    """The table of contents of some sections in reading order."""
    ids = {s.id for s in sections}

    def below(parent: str | None) -> tuple[Contents, ...]:
        inside = [s for s in sections if s.parent == parent or (parent is None and s.parent not in ids)]
        return tuple(Contents(Link(plan.address(s.id), heading_html(s, say)), s.level, below(s.id)) for s in inside)

    return below(None)


def collation_page(edition: Edition, plan: PlanView, say: Translate) -> CollationView:
    """A plan's ledger, readable."""
    order = {rule.name: i for i, rule in enumerate(RULES, 1)} | {"correction": 0}
    applied = sorted(plan.repairs, key=lambda r: (order.get(r.rule, 99), r.line, r.column))
    groups = []
    for rule, entries in groupby(applied, key=lambda r: r.rule):
        rows = tuple(repair_row(plan, entry) for entry in entries)
        groups.append(RepairGroup(rule, rows[0].entry.reason.partition(": ")[0], rows))
    return CollationView(
        f"{plan.id}/collation/",
        "collation.html",
        f"{say('collation')} · {plan.short_title}",
        edition,
        say,
        plan=plan,
        flags=tuple(repair_row(plan, entry) for entry in sorted(plan.flags, key=lambda r: (r.line, r.column))),
        groups=tuple(groups),
    )


def repair_row(plan: PlanView, entry: Repair) -> RepairRow:
    """One entry of the ledger with its link."""
    try:
        url = plan.address(entry.place)
    except KeyError:
        url = f"{plan.id}/"
    note = entry.reason.partition(": ")[2] if entry.status == "applied" else entry.reason
    return RepairRow(entry, url, visible(entry.before), visible(entry.after), note)


def visible(text: str) -> str:
    """A repaired piece as HTML in which blanks and line ends can be seen, shortened when long."""
    if len(text) > 160:
        text = f"{text[:100]} …… {text[-40:]}"
    return inline(text.replace("\n", "⏎").replace("\t", "⇥").replace("\u3000", "□").replace(" ", "␣"))
