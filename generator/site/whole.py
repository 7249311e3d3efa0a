"""A plan on one page, for reading through, finding in the page and printing. Its chapters are those of the chapters' own pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.edition import Edition, PlanView
from generator.model import Section
from generator.site.glossary import glosses
from generator.site.marks import Translate
from generator.site.parallel import heading_in, progress
from generator.site.printing import sheet_path
from generator.site.views import ChapterView, Contents, PageLink, WholeChapter, WholeView

RANK = re.compile(r"(</?h)([1-5])(?=[ >])")
"""The rank in a heading's tag. Text has no `<`: it is escaped."""
DEPTH = 2
"""Ranks in the table of contents; the plan's own page has them all."""


def lowered(html: str) -> str:
    """HTML with each heading one rank lower; the lowest rank stays."""
    return RANK.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", html)


def whole_of(edition: Edition, plan: PlanView, front: str, chapters: Sequence[ChapterView], say: Translate) -> WholeView:
    """The page of a whole plan. `front` is the HTML of what precedes chapter one, its links made for a chapter's page; the bodies are
    taken from the pages of the chapters, which lie at the same depth."""
    path = f"{plan.id}/whole/"
    sections: list[Section] = [*plan.front.sections, *(s for chapter in plan.chapters for s in chapter.sections)]
    return WholeView(
        title=f"{plan.title} · {say('whole')}",
        edition=edition,
        say=say,
        description=say("whole_intro"),
        plan=plan,
        contents=tuple(
            Contents(link=_heading(path, plan, view, say), children=_within(path, view.contents, DEPTH - 1)) for view in chapters
        ),
        front=front,
        chapters=tuple(WholeChapter(url=f"{plan.id}/{view.chapter.id}/", body=lowered(view.body)) for view in chapters),
        glosses=glosses(edition, plan, sections, say, "../"),
        repairs=sum(view.repairs for view in chapters),
        flags=sum(view.flags for view in chapters),
        print_sheet=sheet_path(plan, edition),
        progress=progress(plan),
    )


def _heading(path: str, plan: PlanView, view: ChapterView, say: Translate) -> PageLink:
    """The link to a chapter within the page."""
    first = view.chapter.sections[0]
    return PageLink(url=f"{path}#{first.id}", html=heading_in(plan, first, say))


def _within(path: str, entries: Sequence[Contents], depth: int) -> tuple[Contents, ...]:
    """Entries of a table of contents, down to some depth, as links within the page at `path`."""
    if not depth:
        return ()
    return tuple(
        Contents(
            link=PageLink(url=f"{path}#{entry.link.url.partition('#')[2]}", html=entry.link.html),
            children=_within(path, entry.children, depth - 1),
        )
        for entry in entries
    )
