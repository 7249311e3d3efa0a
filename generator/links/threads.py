"""Threads: each topic with the clauses that are about it.

A clause belongs to a topic when a word stands in its heading or lead, in the title of the section directly above, in its first sentence,
or in at least two of its sentences; of a paragraph without a lead the run of sentences that have a word. An entry of an annex belongs
by its heading only. What editors put in or take out comes last.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.characters import plain, unreferenced
from generator.content.leads import next_place
from generator.errors import Gathering, gathering, nearest
from generator.glossary.folding import fold
from generator.links.clauses import Book, Unit, read_book
from generator.links.editors import Place
from generator.links.excerpts import excerpts
from generator.links.topics import Topic, Topics, read_topics
from generator.model import Plan, Span, Thread, ThreadClause, by_date
from generator.model.address import trail_of
from generator.pure import Same, pure

NEAR = 4
"""Neighbours that a topic names."""
SHARED = 2
"""Clauses that neighbours must share."""


def load_topics(content: Path, plans: Sequence[Plan]) -> tuple[Thread, ...]:
    """The topics of a content folder with their clauses. Raises ZhangjuError with file and line."""
    return threads(plans, read_topics(content))


def threads(plans: Sequence[Plan], topics: Topics) -> tuple[Thread, ...]:
    """Each topic with its clauses. Raises for all places that do not exist and all topics that match nothing, together."""
    if not plans or not topics.topics:
        return ()
    ordered = by_date(plans)
    words = tuple(dict.fromkeys(folded for topic in topics.topics for word in (*topic.words, *topic.avoid) if (folded := fold(word))))
    books = {plan.id: read_book(plan, words) for plan in ordered}
    order = {(plan.id, name): number for number, (plan, name) in enumerate((plan, name) for plan in ordered for name in plan.anchors())}
    known = {plan.id: plan.anchors() for plan in ordered}
    more = {plan.id: books[plan.id].continued() for plan in ordered}
    made: list[Thread] = []
    with gathering() as problems:
        for topic in topics.topics:
            wrong = len(problems.found)
            found = _clauses(books, more, topic, topics, known, problems=problems)
            if not found and len(problems.found) == wrong:
                problems.add(topics.error(topic, "", f"topic `{topic.id}` matches nothing", _likely(topic, ordered)))
            clauses = tuple(found[place] for place in sorted(found, key=order.__getitem__))
            made.append(Thread(topic.id, topic.title, topic.title_en, topic.note, clauses))
    return _with_neighbours(made)


def _clauses(
    books: Mapping[str, Book],
    more: Mapping[str, Book],
    topic: Topic,
    topics: Topics,
    known: Mapping[str, Collection[str]],
    *,
    problems: Gathering,
) -> dict[Place, ThreadClause]:
    """The clauses of a topic: those that its words find, without and with those that editors name. `more` are the books that take in what
    only editors name."""
    found = {(clause.plan, clause.place): clause for book in books.values() for clause in _found(Same(book), Same(topic))}
    for text in topic.without:
        with problems.trying():
            for place in _taken_out(topics, topic, text, known, found):
                del found[place]
    for text in topic.clauses:
        with problems.trying():
            plan, anchor = _place(topics, topic, text, known)
            if (plan, anchor) not in found:
                found[plan, anchor] = _by_editor(more[plan], anchor, _hits(Same(books[plan]), Same(topic)))
    return found


@pure()
def _hits(book: Same[Book], topic: Same[Topic]) -> Mapping[int, list[Span]]:
    return book.thing.hits(topic.thing)


@pure()
def _found(book: Same[Book], topic: Same[Topic]) -> tuple[ThreadClause, ...]:
    """The clauses of a plan that the words of a topic find."""
    hits = _hits(book, topic)
    touched = sorted({i for number in hits for i in book.thing.units_of.get(number, ())})
    judged = (_judged(book.thing, book.thing.units[i], hits) for i in touched)
    return tuple(clause for clause in judged if clause)


def _taken_out(
    topics: Topics, topic: Topic, text: str, known: Mapping[str, Collection[str]], found: Mapping[Place, ThreadClause]
) -> list[Place]:
    """The clauses that a `without` takes out. Raises ZhangjuError when there is none."""
    plan, anchor = (text, "") if text in known else _place(topics, topic, text, known)
    out = [place for place in found if place[0] == plan and anchor in ("", place[1])]
    if not out:
        names = [f"{plan} {anchor}" for plan, anchor in found]
        raise topics.error(topic, text, f"the words of `{topic.id}` do not find `{text}`", f"take it away; {nearest(text, names)}")
    return out


def _judged(book: Book, unit: Unit, hits: Mapping[int, list[Span]]) -> ThreadClause | None:
    """The clause that a unit makes for a topic, or None."""
    named = any(number in hits for number in unit.headings)
    body = [number for number in unit.body if number in hits]
    if not named and (unit.heading_only or not body or (len(body) < 2 and body[0] != unit.body[0])):
        return None
    place = unit.place
    if unit.run and body and not named:
        place = book.places[body[0]][1]
    return _clause(book, unit, place, body or unit.body[:1], hits, why="heading" if named else "words")


def _clause(book: Book, unit: Unit, place: str, shown: Sequence[int], hits: Mapping[int, list[Span]], *, why: str) -> ThreadClause:
    whole = place == unit.section.id
    trail = trail_of(unit.section.id) if not whole else trail_of(unit.section.id)[:-1]
    return ThreadClause(unit.plan, place, trail=trail, title=unit.lead, excerpts=tuple(excerpts(book, shown, hits)), why=why)


# ---- what editors say


def _place(topics: Topics, topic: Topic, text: str, known: Mapping[str, Collection[str]]) -> Place:
    plan, _, anchor = text.strip().partition(" ")
    if plan not in known:
        raise topics.error(
            topic, text, f"`{plan}` is no plan", f"write a plan and an anchor, as in `city-15fyp 3.2.2`; {nearest(plan, known)}"
        )
    if anchor not in known[plan]:
        next_step = next_place(topics.path.parent, plan, anchor, known[plan])
        raise topics.error(topic, text, f"`{anchor}` is no anchor of {plan}", next_step)
    return plan, anchor


def _by_editor(book: Book, anchor: str, hits: Mapping[int, list[Span]]) -> ThreadClause:
    """A clause that an editor puts in: a unit, or any other section, sentence or row."""
    plan = book.plan
    for unit in book.units:
        if unit.place == anchor:
            shown = [n for n in unit.body if n in hits] or unit.body[:1]
            return _clause(book, unit, anchor, shown, hits, why="editor")
    section = next(s for s in plan.sections if s.id == anchor.split("-", 1)[0])
    texts = [(s.id, s.text) for _, s in section.sentences() if anchor in (s.id, section.id)]
    if not texts:
        texts = [(anchor, "　".join(unreferenced(part.text, part.notes) for part in section.parts() if part.place == anchor))]
    numbers = [book.numbers[plan.id, at] if (plan.id, at) in book.numbers else book.add(plan.id, at, text) for at, text in texts]
    shown = [n for n in numbers if n in hits] or numbers[:1]
    trail = trail_of(section.id) if anchor != section.id else trail_of(section.id)[:-1]
    return ThreadClause(plan.id, anchor, trail=trail, title="", excerpts=tuple(excerpts(book, shown, hits)), why="editor")


def _likely(topic: Topic, plans: Sequence[Plan]) -> str:
    """What to write when a topic matches nothing: the clauses whose titles are most like its words."""
    titles = {plain(s.title): f"{plan.id} {s.id}" for plan in plans for s in plan.sections if s.title}
    close = [name for word in (*topic.words, topic.title) for name in difflib.get_close_matches(word, titles, 2, 0.2)]
    names = [f"{titles[name]} {name}" for name in dict.fromkeys(close)][:3]
    return f"mend `words`, or name `clauses`; nearest: {'; '.join(names)}" if names else "mend `words`, or name `clauses`"


# ---- neighbours


def _with_neighbours(made: Sequence[Thread]) -> tuple[Thread, ...]:
    """The threads with the ids of those that share most clauses with them."""
    places = [{(clause.plan, clause.place) for clause in thread.clauses} for thread in made]
    found = []
    for i, thread in enumerate(made):
        shared = [(len(places[i] & other), -j, made[j].id) for j, other in enumerate(places) if j != i]
        near = tuple(name for count, _, name in sorted(shared, reverse=True)[:NEAR] if count >= SHARED)
        found.append(replace(thread, near=near))
    return tuple(found)
