"""Topics on the site: the list with its counts, and a page for each with its clauses by the plans' dates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.model import Excerpt, ThreadClause
from generator.model.address import chapter_of, number_of, section_of
from generator.site.glossary import place_name
from generator.site.marks import Translate, inline
from generator.site.narrowing import find_words, kinds_of
from generator.site.parallel import heading_in
from generator.site.views import ClauseGroup, ClauseRow, PageLink, TopicCount, TopicPlan, TopicRow, TopicsView, TopicView

FEW = 3
"""A plan with fewer clauses than this tells what its text lacks."""
WHOLE = "全文"
"""How the coverage of a complete text begins."""
LEFT_OUT, LEFT_OUT_TRANSLATED = "……", "…"
SHADES = 4
"""Shades of the numbers in the list of topics."""


def topic_pages(edition: Edition, say: Translate) -> Iterator[TopicView]:
    """Each topic's page."""
    threads, plans = edition.threads, edition.by_date
    titles = {thread.id: thread.title for thread in threads}
    links = {name: PageLink(url=f"topics/{name}/", html=inline(title)) for name, title in titles.items()}
    for i, thread in enumerate(threads):
        yield TopicView(
            title=f"{thread.title} · {say('topics')}",
            edition=edition,
            say=say,
            description=thread.note,
            thread=thread,
            plans=tuple(topic_plan(view, edition.clauses_of[thread.id].get(view.id, ()), say) for view in plans),
            near=tuple(links[name] for name in thread.near),
            previous=links[threads[i - 1].id] if i else None,
            next=links[threads[i + 1].id] if i + 1 < len(threads) else None,
        )


def topics_page(edition: Edition, say: Translate) -> Iterator[TopicsView]:
    """All topics with the number of clauses that each plan has; nothing when there are no topics."""
    if not edition.threads:
        return
    plans, rows = edition.by_date, []
    most = max((len(clauses) for held in edition.clauses_of.values() for clauses in held.values()), default=1)
    for thread in edition.threads:
        found = edition.clauses_of[thread.id]
        counts = tuple(
            TopicCount(count=(n := len(found.get(view.id, ()))), url=f"topics/{thread.id}/#{view.id}", weight=shade(n, most))
            for view in plans
        )
        rows.append(TopicRow(thread=thread, counts=counts))
    yield TopicsView(
        title=say("topics"),
        edition=edition,
        say=say,
        description=say("topics_intro"),
        plans=plans,
        kinds=kinds_of(plans),
        found_by=tuple(map(find_words, plans)),
        rows=tuple(rows),
    )


def shade(count: int, most: int) -> int:
    """The shade of a number beside the greatest: by its root, since most are small."""
    return math.ceil(SHADES * math.sqrt(count / most)) if count else 0


def topic_plan(view: PlanView, clauses: Sequence[ThreadClause], say: Translate) -> TopicPlan:
    """A plan's clauses by chapter."""
    groups = []
    for chapter, inside in groupby(clauses, key=lambda clause: chapter_of(clause.place)):
        rows = []
        open_: tuple[str, ...] = (chapter,)  # the headings under which the reader stands
        for clause in inside:
            rows.append(clause_row(view, clause, [name for name in clause.trail if name not in open_], say))
            open_ = (*clause.trail, clause.place) if clause.place == section_of(clause.place) else clause.trail
        groups.append(ClauseGroup(chapter=section_link(view, chapter, say), rows=tuple(rows)))
    return TopicPlan(plan=view, count=len(clauses), groups=tuple(groups), lacking=lacking(view, len(clauses), say))


def clause_row(view: PlanView, clause: ThreadClause, above: Sequence[str], say: Translate) -> ClauseRow:
    """A clause with its heading as a link."""
    url = view.address(clause.place)
    links = tuple(section_link(view, name, say) for name in above)
    html = "".join(excerpt_html(excerpt, i) for i, excerpt in enumerate(clause.excerpts))
    words = translated_html(view, clause.excerpts)
    if clause.place == section_of(clause.place):
        return ClauseRow(link=section_link(view, clause.place, say), above=links, excerpt=html, translated=words)
    if clause.title:
        title = view.translated(clause.place).removesuffix(".") or clause.title.removeprefix("——").removesuffix("。")
        return ClauseRow(link=PageLink(url=url, html=inline(title)), above=links, excerpt=html, translated=words)
    link = PageLink(url=url, html=sentence_name(view, clause.place, say))
    return ClauseRow(link=link, above=links, excerpt=html, translated=words, untitled=True)


def translated_html(view: PlanView, excerpts: Sequence[Excerpt]) -> str:
    """The sentences of some excerpts in the language of the pages, each whole: where its Chinese is cut is nowhere in it."""
    found = ""
    for i, excerpt in enumerate(excerpts):
        if text := view.translated(excerpt.place):
            found += ("" if not i else " " if excerpt.follows else f" {LEFT_OUT_TRANSLATED} ") + inline(text)
    return found.strip()


def sentence_name(view: PlanView, anchor: str, say: Translate) -> str:
    """What a link to a sentence without a title says."""
    number = number_of(anchor)
    return f"{place_name(view, anchor, say)} {say('sentence_at').replace('{n}', number) if number.isdigit() else number}"


def section_link(view: PlanView, name: str, say: Translate) -> PageLink:
    """A link that says a section's heading."""
    return PageLink(url=view.address(name), html=heading_in(view, view.section(name), say))


def excerpt_html(excerpt: Excerpt, place: int) -> str:
    """A sentence with the topic's words marked; what was left out before it is an ellipsis."""
    found = LEFT_OUT if (place and not excerpt.follows) or excerpt.cut[0] else ""
    at = 0
    for start, end in excerpt.spans:
        found += f"{inline(excerpt.text[at:start])}<b>{inline(excerpt.text[start:end])}</b>"
        at = end
    return found + inline(excerpt.text[at:]) + (LEFT_OUT if excerpt.cut[1] else "")


def excerpt_text(clause: ThreadClause) -> str:
    """A clause's excerpts as one text."""
    found = ""
    for i, excerpt in enumerate(clause.excerpts):
        found += LEFT_OUT if (i and not excerpt.follows) or excerpt.cut[0] else ""
        found += excerpt.text + (LEFT_OUT if excerpt.cut[1] else "")
    return found


def lacking(view: PlanView, count: int, say: Translate) -> str:
    """What is to be said where a plan has few clauses or none: what its text lacks, or that it is complete."""
    if count >= FEW:
        return ""
    coverage = str(view.plan.meta.get("coverage", ""))
    if coverage.startswith(WHOLE):
        return "" if count else say("topic_none")
    return say("topic_lacking").replace("{coverage}", plain(view.shown("coverage"))) if coverage else say("topic_unknown")
