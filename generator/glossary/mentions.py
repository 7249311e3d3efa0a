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

TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
OPENING, CLOSING = "“「", "”」"


@dataclass(frozen=True, slots=True)
class Named:
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

    terms: Sequence[Named]
    exceptions: Sequence[tuple[str, str]]
    """(plan or empty, words) of each exception."""
    texts: str
    """All that the plans say."""
    used: set[int] = field(default_factory=set)
    """Numbers of the exceptions that refused something."""
    _forms: dict[str, list[tuple[Named, Surface]]] = field(init=False, default_factory=dict)
    _pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        for term in self.terms:
            for surface in term.surfaces:
                self._forms.setdefault(fold(surface.text), []).append((term, surface))
        self._forms.pop("", None)
        self._lengths = sorted({len(form) for form in self._forms}, reverse=True)
        first: dict[str, list[str]] = {}
        for form in sorted(self._forms, key=len, reverse=True):
            first.setdefault(form[0], []).append(re.escape(form[1:]))
        branches = (f"{re.escape(char)}(?:{'|'.join(rest)})" for char, rest in first.items())
        self._pattern = re.compile("|".join(branches) or r"(?!)")

    def mentions(self, plan: Plan) -> Iterator[Mention]:
        """Every use in a plan, in reading order."""
        if not self._forms:
            return
        parts = [(section.id, part) for section in plan.sections for part in section.parts()]
        order = {part.place: i for i, (_, part) in reversed(list(enumerate(parts)))}
        for i, (section, part) in enumerate(parts):
            folded = fold(part.text)
            if self._pattern.search(folded):
                yield from self._in_part(plan.id, section, part, folded, lambda place, i=i: order.get(place, 0) <= i)  # type: ignore[misc]

    def _in_part(self, plan: str, section: str, part: TextPart, folded: str, follows: Callable[[str], bool]) -> Iterator[Mention]:
        text = part.text
        origin = unfolded(text)
        titles = [found.span() for found in TITLE.finditer(text)]
        at = 0
        while found := self._pattern.search(folded, at):
            at = found.start() + 1
            for term, surface, length in self._at(plan, folded, found.start()):
                span = _widened(text, (origin[found.start()][0], origin[found.start() + length - 1][1]))
                if (
                    span
                    and (not surface.quoted or _in_quotes(text, span))
                    and not any(start <= span[0] and span[1] <= end for start, end in titles)
                    and self._holds(term, plan, section, part.place, span, follows)
                    and stands_alone(text, span, self.texts)
                    and not self._excepted(term, plan, text, span)
                ):
                    yield Mention(term.id, plan, part.place, part.cell, span, plain(text[span[0] : span[1]], part.notes))
                    at = bisect.bisect_left(origin, span[1], key=lambda piece: piece[0])
                    break

    def _at(self, plan: str, folded: str, start: int) -> Iterator[tuple[Named, Surface, int]]:
        """The terms that may be named from an offset on, the longest form first; of two that share a form, the plan's own."""
        for length in self._lengths:
            if start + length > len(folded):
                continue
            named = self._forms.get(folded[start : start + length], [])
            if len(named) > 1:
                own = [pair for pair in named if any(d.plan == plan for d in pair[0].definitions)]
                named = own or named
                named = named if len({term.id for term, _ in named}) == 1 else []
            for term, surface in named:
                yield term, surface, length

    def _holds(self, term: Named, plan: str, section: str, place: str, span: Span, follows: Callable[[str], bool]) -> bool:
        """True when a term has its meaning here: within its scope and not within its own definition."""
        own = [definition for definition in term.definitions if definition.plan == plan]
        for definition in own:
            if definition.span is None:
                if definition.place in (section, place):
                    return False
            elif definition.place == place and definition.span[0] <= span[0] < definition.span[1] and not _elsewhere(term):
                return False
        return term.everywhere or any(follows(definition.place) for definition in own)

    def _excepted(self, term: Named, plan: str, text: str, span: Span) -> bool:
        for number in term.exceptions:
            only, words = self.exceptions[number]
            if only not in ("", plan):
                continue
            for found in re.finditer(re.escape(words), text):
                if found.start() <= span[0] and span[1] <= found.end():
                    self.used.add(number)
                    return True
        return False


def _elsewhere(term: Named) -> bool:
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
