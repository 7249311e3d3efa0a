"""Mentions: where the plans use the terms.

One pattern of all surface forms runs over the folded text, the longest first; what it finds is held against the text as printed.
Refused are: a form that needs quotation marks and has none, one side of a quotation, words cut out of their neighbours
(`borders`), a cited title 《…》, the term's own definition, an editor's exception.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.characters import plain
from generator.glossary.borders import stands_alone
from generator.glossary.folding import fold, unfolded
from generator.glossary.surfaces import Surface
from generator.model import Definition, Mention, Plan, Span, TextPart
from generator.spotting import Words, words_of

TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
OPENING, CLOSING = "“「", "”」"


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term as the search knows it."""

    id: str
    surfaces: tuple[Surface, ...]
    definitions: tuple[Definition, ...]
    everywhere: bool
    """True when it means the same in every plan; else only in those that define it, from there on."""
    exceptions: tuple[int, ...] = ()
    """Numbers of the editors' exceptions that are about it."""


@dataclass
class Matcher:
    """Finds the mentions of terms."""

    terms: Sequence[NamedTerm]
    exceptions: Sequence[tuple[str, str]]
    """(plan or empty, words) of each exception."""
    texts: tuple[str, ...]
    """All that the plans say, each in one text."""
    used: set[int] = field(default_factory=set)
    """Numbers of the exceptions that refused something."""
    _forms: dict[str, list[tuple[NamedTerm, Surface]]] = field(init=False, default_factory=dict)
    _known: Words = field(init=False)
    """All forms."""
    _lengths: dict[str, list[int]] = field(init=False, default_factory=dict)
    """First two characters of forms → lengths of those that begin so, the longest first."""
    _here: dict[tuple[str, str], list[tuple[NamedTerm, Surface]]] = field(init=False, default_factory=dict)
    _own: dict[tuple[str, str], _Own] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for term in self.terms:
            for surface in term.surfaces:
                self._forms.setdefault(fold(surface.text), []).append((term, surface))
        self._forms.pop("", None)
        self._known = words_of(tuple(self._forms))
        lengths: dict[str, set[int]] = {}
        for form in self._forms:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._lengths = {beginning: sorted(found, reverse=True) for beginning, found in lengths.items()}

    def mentions(self, plan: Plan) -> Iterator[Mention]:
        """Every use in a plan, in reading order."""
        if not self._forms:
            return
        parts = [(section.id, part) for section in plan.sections for part in section.parts()]
        order = {part.place: i for i, (_, part) in reversed(list(enumerate(parts)))}
        for i, (section, part) in enumerate(parts):
            folded = fold(part.text)
            if starts := list(dict.fromkeys(at for at, _ in self._known.places(folded))):
                yield from self._in_part(plan.id, section, part, folded, starts, follows=lambda place, i=i: order.get(place, 0) <= i)  # type: ignore[misc]

    def _lengths_at(self, folded: str, start: int) -> list[int]:
        """Lengths of the forms that may begin at an offset, the longest first."""
        pair, char = folded[start : start + 2], folded[start]
        return self._lengths.get(pair, []) + (self._lengths.get(char, []) if pair != char else [])

    def _in_part(
        self, plan: str, section: str, part: TextPart, folded: str, starts: Sequence[int], *, follows: Callable[[str], bool]
    ) -> Iterator[Mention]:
        text = part.text
        origin = unfolded(text)
        titles = [found.span() for found in TITLE.finditer(text)]
        at = 0
        for start in starts:
            if start < at:
                continue
            for term, surface, length in self._at(plan, folded, start):
                span = _widened(text, (origin[start][0], origin[start + length - 1][1]))
                if (
                    span
                    and (not surface.quoted or _in_quotes(text, span))
                    and not _within(titles, span)
                    and self._holds(term, plan, section, part.place, span, follows=follows)
                    and stands_alone(text, span, self.texts)
                    and not self._excepted(term, plan, text, span)
                ):
                    yield Mention(
                        term.id, plan, place=part.place, cell=part.cell, span=span, text=plain(text[span[0] : span[1]], part.notes)
                    )
                    at = bisect.bisect_left(origin, span[1], key=lambda piece: piece[0])
                    break

    def _at(self, plan: str, folded: str, start: int) -> Iterator[tuple[NamedTerm, Surface, int]]:
        """The terms that may be named from an offset on, the longest form first; of two that share a form, the plan's own."""
        for length in self._lengths_at(folded, start):
            form = folded[start : start + length]
            for term, surface in self._named(plan, form) if len(form) == length else ():
                yield term, surface, length

    def _named(self, plan: str, form: str) -> list[tuple[NamedTerm, Surface]]:
        """The terms that a form names in a plan."""
        if form not in self._forms:
            return []
        if (plan, form) not in self._here:
            named = self._forms[form]
            own = [pair for pair in named if any(d.plan == plan for d in pair[0].definitions)]
            named = own or named
            self._here[plan, form] = named if len({term.id for term, _ in named}) == 1 else []
        return self._here[plan, form]

    def _holds(self, term: NamedTerm, plan: str, section: str, place: str, span: Span, *, follows: Callable[[str], bool]) -> bool:
        """True when a term has its meaning here: within its scope and not within its own definition."""
        if (term.id, plan) not in self._own:
            self._own[term.id, plan] = _Own.of(definition for definition in term.definitions if definition.plan == plan)
        own = self._own[term.id, plan]
        if own.annexed & {section, place}:
            return False
        if any(start <= span[0] < end for start, end in own.spans.get(place, ())) and not _elsewhere(term):
            return False
        return term.everywhere or any(map(follows, own.places))

    def _excepted(self, term: NamedTerm, plan: str, text: str, span: Span) -> bool:
        for number in term.exceptions:
            only, words = self.exceptions[number]
            if only not in ("", plan):
                continue
            if text.find(words, max(0, span[1] - len(words)), span[0] + len(words)) >= 0:
                self.used.add(number)
                return True
        return False


@dataclass(frozen=True, slots=True)
class _Own:
    """A term's definitions in one plan."""

    annexed: frozenset[str]
    """Places that are definitions as a whole."""
    spans: Mapping[str, Sequence[Span]]
    """Place → where it defines the term in passing."""
    places: Sequence[str]
    """Where each begins to hold."""

    @classmethod
    def of(cls, definitions: Iterable[Definition]) -> _Own:
        """Some definitions."""
        annexed, places = set[str](), dict[str, None]()
        spans: dict[str, list[Span]] = {}
        for definition in definitions:
            places[definition.since or definition.place] = None
            if definition.span is None:
                annexed.add(definition.place)
            else:
                spans.setdefault(definition.place, []).append(definition.span)
        return cls(frozenset(annexed), spans, tuple(places))


def _within(titles: Sequence[Span], span: Span) -> bool:
    """True for what stands in a title; they stand in order and apart."""
    at = bisect.bisect_right(titles, span[0], key=lambda title: title[0])
    return at > 0 and span[1] <= titles[at - 1][1]


def _elsewhere(term: NamedTerm) -> bool:
    """True when an annex defines the term: what explains it in passing is then a use."""
    return any(definition.span is None for definition in term.definitions)


def _widened(text: str, span: Span) -> Span | None:
    """A match with the quotation mark that belongs to it; None where it would take one side of a quotation.

    `独角兽”企业` takes the opening mark before it; `碳”“普惠` is cut out of two quotations.
    """
    start, end = span
    depth = 0
    for char in text[start:end]:
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth -= 1
            if depth < 0:
                if start != span[0] or not text[start - 1 : start] or text[start - 1] not in OPENING:
                    return None
                start -= 1
                depth = 0
    if depth:
        if text[end : end + 1] not in tuple(CLOSING):
            return None
        end += 1
    return start, end


def _in_quotes(text: str, span: Span) -> bool:
    """True when a match is all that stands between two quotation marks."""
    before, after = text[span[0] - 1 : span[0]], text[span[1] : span[1] + 1]
    return (before in tuple(OPENING) and after in tuple(CLOSING)) or (text[span[0]] in OPENING and text[span[1] - 1] in CLOSING)


def by_term(mentions: Iterable[Mention]) -> Mapping[str, tuple[Mention, ...]]:
    """Mentions grouped by the id of their term, in the order given."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.term, []).append(mention)
    return {term: tuple(group) for term, group in found.items()}
