"""An edition as it most likely is after some words were changed: the plans as they are saved, and what is sought in all of them together
(terms, links, indicators, topics) as it was, moved with the words around it.

While somebody edits, this is what a page shows first; what it takes longer to seek anew follows (`site.serving`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from rapidfuzz.distance import Postfix, Prefix

from generator.content.store import plan_ids
from generator.edition import Edition, PlanView
from generator.edition.views import view_of
from generator.links import Links
from generator.links.counterparts import Pair
from generator.links.repeats import End, Repeat
from generator.model import Definition, Link, Mention, Series, Span, Term, TextPart
from generator.model.address import kind_of

MOST = 100
"""Text parts that may have changed; of more nobody waits for a single page."""
Place = tuple[str, str, int]
"""Plan, anchor and cell of a text part."""
Changed = Mapping[Place, tuple[str, str | None]]
"""The text of each part that changed, as it was and as it is; None where the part is gone."""


def hurried(content: Path, seeds: Path, known: Edition, edited: Collection[str], foreseen: Mapping[str, PlanView]) -> Edition | None:
    """The edition that is saved, by the one that was known before some plans were `edited`; None where more than words and sentences has
    changed, or the very words of a definition or of an indicator's value. Plans that are not converted yet are as they are `foreseen`.
    Raises ZhangjuError with file and line."""
    if plan_ids(content) != sorted(view.id for view in known):
        return None
    views = {plan: foreseen.get(plan) or view_of(content, seeds, plan) for plan in {*edited, *foreseen}}
    changed: dict[Place, tuple[str, str | None]] = {}
    for before in known:
        found = _changed(before, views[before.id]) if before.id in views else {}
        if found is None:
            return None
        changed |= found
    if len(changed) > MOST:
        return None
    terms = [_term(term, changed) for term in known.glossary.terms]
    series = [_series(one, changed) for one in known.indicators.series]
    if None in terms or None in series:
        return None
    return replace(
        known,
        plans=tuple(views.get(view.id, view) for view in known),
        glossary=replace(
            known.glossary,
            terms=tuple(term for term in terms if term),
            undefined=tuple(term for one in known.glossary.undefined if (term := _term(one, changed))),
        ),
        links=_links(known.links, changed),
        indicators=replace(known.indicators, series=tuple(one for one in series if one)),
    )


def _changed(before: PlanView, now: PlanView) -> Changed | None:
    """The parts of a plan whose text changed, and sentences that are gone; None where anything else is, or where one stands elsewhere."""
    old, new = _parts(before), _parts(now)
    gone = {place for place in old if place not in new}
    if any(kind_of(anchor) != "sentence" for _, anchor, _ in gone) or [x for x in old if x not in gone] != [x for x in new if x in old]:
        return None
    texts = {place: (part.text, None if place in gone else new[place].text) for place, part in old.items()}
    return {place: (was, now) for place, (was, now) in texts.items() if was != now}


def _parts(view: PlanView) -> dict[Place, TextPart]:
    return {(view.id, part.place, part.cell): part for section in view.plan.sections for part in section.parts()}


def moved(span: Span, texts: tuple[str, str | None]) -> Span | None:
    """Where the words of a span stand in a text that was changed, given as it was and as it is; None where they were changed."""
    old, new = texts
    if new is None:
        return None
    before = Prefix.similarity(old, new)
    after = min(Postfix.similarity(old, new), min(len(old), len(new)) - before)
    start, end = span
    if end <= before:
        return span
    if start >= len(old) - after:
        return start + len(new) - len(old), end + len(new) - len(old)
    return None


def _gone(place: Place, changed: Changed) -> bool:
    """True for a part that is not there any more."""
    return place in changed and changed[place][1] is None


def _at(place: Place, span: Span | None, changed: Changed) -> Span | None:
    """A span where it stands now; None where its words were changed."""
    return span and (moved(span, changed[place]) if place in changed else span)


def _term(term: Term, changed: Changed) -> Term | None:
    """A term with its uses where they stand now; None where the words were changed by which a sentence defines it."""
    if not any((one.plan, one.place, cell) in changed for one, cell in _places(term)):
        return term
    found = [(one, _at((one.plan, one.place, one.cell), one.span, changed)) for one in term.mentions]
    defined = [(one, _at((one.plan, one.place, 0), one.span, changed)) for one in term.definitions]
    if any((one.span and not span) or _gone((one.plan, one.place, 0), changed) for one, span in defined):
        return None
    return replace(
        term,
        mentions=tuple(replace(one, span=span) for one, span in found if span),
        definitions=tuple(replace(one, span=span) for one, span in defined),
    )


def _places(term: Term) -> Iterator[tuple[Mention | Definition, int]]:
    yield from ((one, one.cell) for one in term.mentions)
    yield from ((one, 0) for one in term.definitions)


def _series(series: Series, changed: Changed) -> Series | None:
    """A series with its values where they stand now; None where the words of one were changed."""
    values = {value: value for point in series.points for value in point.values}
    if not any((value.plan, value.place, value.cell) in changed for value in values):
        return series
    for value in values:
        if not (span := _at((value.plan, value.place, value.cell), value.span, changed)):
            return None
        values[value] = replace(value, span=span)
    points = (replace(point, value=values[point.value], also=tuple(values[one] for one in point.also)) for point in series.points)
    return replace(series, points=tuple(points))


def _links(known: Links, changed: Changed) -> Links:
    citations = known.citations
    links = {link: _link(link, changed) for link in (*citations.links, *citations.named)}
    kept = replace(
        citations,
        links=_those(citations.links, links),
        named=_those(citations.named, links),
        statuses={now: status for link, status in citations.statuses.items() if (now := links.get(link, link))},
    )
    stand = partial(_stands, changed)
    return replace(
        known,
        citations=kept,
        repeats=tuple(one for repeat in known.repeats if (one := _repeat(repeat, changed))),
        pairs=tuple(filter(stand, known.pairs)),
        perhaps=tuple(filter(stand, known.perhaps)),
        others=tuple(now for link in known.others if (now := _link(link, changed))),
    )


def _stands(changed: Changed, pair: Pair) -> bool:
    """True for two passages of which all is there."""
    return not any(_gone((passage.plan, name, 0), changed) for passage in (pair.a, pair.b) for name, _ in passage.parts)


def _those(links: Iterable[Link], now: Mapping[Link, Link | None]) -> tuple[Link, ...]:
    return tuple(one for link in links if (one := now[link]))


def _link(link: Link, changed: Changed) -> Link | None:
    place = link.plan, link.place, link.cell
    if _gone(place, changed) or _gone((link.to_plan, link.to_place, 0), changed):
        return None
    if place not in changed or not link.span:
        return link
    span = _at(place, link.span, changed)
    return replace(link, span=span) if span else None


def _repeat(repeat: Repeat, changed: Changed) -> Repeat | None:
    a, b = (_end(end, changed) for end in (repeat.a, repeat.b))
    if a is repeat.a and b is repeat.b:
        return repeat
    return replace(repeat, a=a, b=b) if a and b else None


def _end(end: End, changed: Changed) -> End | None:
    place = end.plan, end.place, end.cell
    if place not in changed:
        return end
    span = _at(place, end.span, changed)
    return replace(end, span=span) if span else None
