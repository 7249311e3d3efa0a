"""The files of search in the site: the index once, the texts, filters and names in the page's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.edition import Edition, PlanView
from generator.model import ThreadClause
from generator.search.asked import Questions
from generator.search.documents import NO_WORDS, Document, documents, parts_of
from generator.search.editors import Synonym
from generator.search.files import script, search_files, text_files
from generator.site.leaved import GLOSSARY, entry_url
from generator.site.marks import Translate
from generator.site.parallel import title_in

FOLDER = "search/"
"""Where the files stand in the site."""
MOST_KIN = 3
"""Counterparts of a place that count where it answers."""


def found_in(
    edition: Edition, synonyms: Sequence[Synonym], translated: Edition | None = None, questions: Questions = NO_WORDS
) -> list[Document]:
    """What search finds in an edition, by the editors' synonyms and questions, too; `translated` is the same with its translations."""
    translations = {place: text for view in translated or () for place, text in _translations(view)}
    return documents(
        [view.plan for view in edition], edition.glossary, edition.threads, synonyms, translations=translations, questions=questions
    )


def _translations(view: PlanView) -> Iterator[tuple[tuple[str, str], str]]:
    """((plan, anchor), translation) of what is translated; of a row its cells in order."""
    for section in view.plan.sections:
        rows = {row.id: len(row.cells) for table in section.tables() for row in table.rows}
        for anchor, _ in parts_of(section):
            places = [f"{anchor}:{i}" for i in range(rows[anchor])] if anchor in rows else [anchor]
            text = " ".join(held for place in places if (held := view.translated(place)))
            if text:
                yield (view.id, anchor), text


def index_files(edition: Edition, found: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """(path in the site, content) of the index."""
    for path, content in search_files([view.plan for view in edition], edition.glossary, found, kin_in(edition)):
        yield FOLDER + path, content


def kin_in(edition: Edition) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The places of each counterpart with the likeliest that other plans have for it."""
    made: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in edition.links.pairs:
        a, b = (pair.a.plan, pair.to_a), (pair.b.plan, pair.to_b)
        for one, other in ((a, b), (b, a)):
            if len(held := made.setdefault(one, [])) < MOST_KIN:
                held.append(other)
    return made


def shown_files(edition: Edition, found: Sequence[Document], say: Translate, folder: str = FOLDER) -> Iterator[tuple[str, str]]:
    """(path in the site, content) of what results show: the texts, the filters, the names to offer when nothing is found."""

    def page_of(plan: str, section: str) -> str:
        return f"{plan}/" if section == "front" else edition.plan(plan).address(section).partition("#")[0]

    def parent_of(plan: str, section: str) -> str | None:
        return edition.plan(plan).section(section).parent

    def heading_of(plan: str, section: str) -> str:
        view = edition.plan(plan)
        if section == "front":
            return view.short_title
        return title_in(view, view.section(section)) if view.translated(section) else view.texts[section].strip()

    for path, content in text_files(found, page_of, parent_of, heading_of, edition.language.translated):
        yield folder + path, content
    parted = _by_plan(found)
    for name, value in [
        ("facets", [_facet(view, parted[view.id], say) for view in edition]),
        ("topics", topics_in(edition, found)),
        *((f"c/{view.id}", _chapters(view, parted[view.id])) for view in edition),
    ]:
        path, content = script(name, value)
        yield folder + path, content
    names = [[term.name, entry_url(edition, GLOSSARY, term.id)] for term in (*edition.glossary.terms, *edition.glossary.undefined)]
    topics = [[thread.title, f"topics/{thread.id}/"] for thread in edition.threads]
    path, content = script("names", [*names, *map(list, edition.neighbours.names), *topics])
    yield folder + path, content


def topics_in(edition: Edition, found: Sequence[Document]) -> list[list[object]]:
    """The topics, each its id, its title and the runs of documents that are about it: for the filters, and to lead on from hits."""
    numbers = {(document.plan, document.anchor): number for number, document in enumerate(found)}
    made: list[list[object]] = []
    for thread in edition.threads:
        runs = [run for clause in thread.clauses if (run := _run_of(clause, numbers, found))]
        title = thread.title_en if edition.language.translated and thread.title_en else thread.title
        if runs:
            made.append([thread.id, title, runs])
    return made


def _run_of(clause: ThreadClause, numbers: Mapping[tuple[str, str], int], found: Sequence[Document]) -> list[int] | None:
    """The run of documents of a clause: a section with all in it, or a passage to its last excerpt; None when search has it not."""
    first = numbers.get((clause.plan, clause.place))
    if first is None:
        return None
    last = max([first, *(numbers.get((clause.plan, excerpt.place), first) for excerpt in clause.excerpts)])
    return [first, max(first + found[first].reach, last + 1)]


def _by_plan(found: Sequence[Document]) -> dict[str, list[tuple[int, Document]]]:
    """Plan → its documents with their numbers."""
    parted: dict[str, list[tuple[int, Document]]] = {}
    for number, document in enumerate(found):
        parted.setdefault(document.plan, []).append((number, document))
    return parted


def _facet(view: PlanView, mine: Sequence[tuple[int, Document]], say: Translate) -> dict[str, object]:
    """A plan as a run of documents, for the filters."""
    kind = str(view.plan.meta.get("kind", ""))
    return {
        "id": view.id,
        "name": view.short_title,
        "kind": [kind, say(f"kind_{kind}") if kind else ""],
        "period": str(view.plan.meta.get("period", "")),
        "first": mine[0][0],
        "end": mine[-1][0] + 1,
    }


def _chapters(view: PlanView, mine: Sequence[tuple[int, Document]]) -> list[list[object]]:
    """A plan's chapters, each its id, its title and its run of documents; asked for when a reader chooses the plan."""
    chapters: list[list[object]] = []
    for chapter in view.chapters:
        ids = {section.id for section in chapter.sections}
        numbers = [number for number, document in mine if document.section in ids]
        if numbers:
            chapters.append([chapter.id, title_in(view, chapter.sections[0]), numbers[0], numbers[-1] + 1])
    return chapters
