"""Words: what plans define, and where they use it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text import Span


@dataclass(frozen=True, slots=True)
class Definition:
    """What one plan says a term means."""

    term: str
    """The head as printed."""
    plan: str
    place: str
    """Anchor of the glossary entry in the plan's annex, or of the sentence that defines it in passing."""
    text: str
    """The definition as printed, in content Markdown."""
    kind: str
    """`indicator` or `term` (an entry of an annex), `abbreviation` (letters in brackets), `short-name` (以下简称), `in-text` (是指)."""
    names: tuple[str, ...] = ()
    """Further names that the definition itself gives: 也称“科技悬赏制”."""
    span: Span | None = None
    """Where it stands in the sentence's text, of a definition in passing."""
    since: str = ""
    """Anchor of the text part from which on it holds, where that is not its place: the one that refers to a note."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a term is used."""

    term: str
    """Id of the term."""
    plan: str
    place: str
    """Anchor of the text part it stands in."""
    cell: int
    """0-based column, in a row."""
    span: Span
    """Where it stands in that part's text."""
    text: str
    """The words as printed, without marks of subscripts."""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary: a word and all that the plans and the editors say of it."""

    id: str
    """Its address on the glossary page: pinyin, `san-gao-liang-qu`; once given it stays (`content/glossary.lock`)."""
    name: str
    """The head as printed, without qualifiers such as （约束性）."""
    kind: str
    """Kind of its first definition, or `undefined`."""
    aliases: tuple[str, ...] = ()
    """Other words for it, as readers would look them up."""
    definitions: tuple[Definition, ...] = ()
    """One for each plan that defines it, the annex's first, then by the plans' dates."""
    en: str = ""
    definition_en: str = ""
    reviewed: bool = False
    """True when a second person has checked the English."""
    see: tuple[str, ...] = ()
    """Ids of related terms."""
    mentions: tuple[Mention, ...] = ()
    """Every use, by the plans' dates, in reading order."""

    def definition_for(self, plan: str) -> Definition | None:
        """What it means in a plan: the plan's own definition, else the first one; None when no plan defines it."""
        own = (d for d in self.definitions if d.plan == plan)
        return next(own, self.definitions[0] if self.definitions else None)


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of an edition."""

    terms: tuple[Term, ...] = ()
    """Defined ones, by id."""
    undefined: tuple[Term, ...] = ()
    """Coined expressions that the plans use and none defines, by id."""
