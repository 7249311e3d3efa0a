"""The page that tells how the translation was made, and how far it is: each plan, chapter by chapter, with the state of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.edition import Edition, PlanView
from generator.languages.translations import STATES, State, count_by_chapter
from generator.site.marks import Translate, inline
from generator.site.parallel import heading_in
from generator.site.views import FigureRow, FigureTable, PageLink, TranslationView


def translation_page(edition: Edition, say: Translate) -> TranslationView:
    """The page of a language; in Chinese it tells how, and the tables stand where the translation does."""
    return TranslationView(
        title=say("translation"),
        edition=edition,
        say=say,
        description=say("translation_intro"),
        tables=tuple(_table(view, say) for view in edition if view.translations),
    )


def _table(view: PlanView, say: Translate) -> FigureTable:
    """A plan's sentences by chapter and state."""
    counts = count_by_chapter(view.loaded, view.translations) if view.translations else {}
    total = {state: sum(some[state] for some in counts.values()) for state in STATES}
    whole = FigureRow(link=PageLink(url="", html=say("quality_all")), how="", cells=_cells(total), is_sum=True)
    return FigureTable(
        id=view.id,
        title=inline(view.short_title),
        note=_reviewers(view, say),
        columns=tuple(say(f"quality_{state}") for state in STATES),
        rows=(*_rows(view, counts, say), whole),
    )


def _rows(view: PlanView, counts: Mapping[str, Mapping[State, int]], say: Translate) -> Iterator[FigureRow]:
    heads = {section.id: section for section in view.plan.sections}
    for chapter, some in counts.items():
        head = heads.get(chapter)
        words = heading_in(view, head, say) if head and head.title else inline(view.short_title)
        yield FigureRow(link=PageLink(url=view.address(chapter), html=words), how="", cells=_cells(some))


def _cells(some: Mapping[State, int]) -> tuple[str, ...]:
    return tuple(f"{some[state]:,}" for state in STATES)


def _reviewers(view: PlanView, say: Translate) -> str:
    """Who reviewed a plan's translation and when, each once; that nobody did."""
    found = {one.review: None for one in (view.translations.by_context.values() if view.translations else ()) if one.state == "reviewed"}
    return f"{say('state_reviewed')} {say('listed').join(found)}" if found else say("translation_no_review")
