"""Every type that crosses a stage. Frozen: a stage makes new values, it never changes what it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
"""Start and end offset of something in the repaired text of its plan, end excluded."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a rule proposes: replace `before`, which stands at `start`, by `after`."""

    start: int
    """Offset in the text that the rule was given."""
    before: str
    """What stands there; may be empty (an insertion)."""
    after: str
    """What shall stand there; may be empty (a deletion)."""
    note: str = ""
    """Why just here, when the rule's own reason does not say it all."""
    source: int | None = None
    """Offset, in the same text, of what an insertion repeats (a moved title); None for new characters."""

    @property
    def end(self) -> int:
        """Offset after `before`."""
        return self.start + len(self.before)


@dataclass(frozen=True, slots=True)
class Repair:
    """One entry of the ledger."""

    step: int
    """Number of the pass in running order; 0 for a flag, which changes nothing."""
    rule: str
    """Name of the rule, or `correction` for an editor's."""
    at: int
    """Offset in the text as it stood before this pass: what undo and replay work with."""
    line: int
    """1-based line of the seed."""
    column: int
    """1-based column of the seed, in characters."""
    before: str
    """What stood there."""
    after: str
    """What stands there now (status `applied`) or would by the best guess (`flagged`)."""
    reason: str
    """Why, in words for a reader."""
    status: str
    """`applied` or `flagged`."""
    length: int = 0
    """Characters of the seed from where it begins to where it ends, whatever earlier passes did between."""
    place: str = ""
    """Anchor of the part of the published text it stands in, or nearest to it."""
    offset: int = 0
    """Where it stands in that part's text."""
    reach: int = 0
    """Characters of that part's text that stand where `before` stood."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest unit with an address: one line of content, one unit of translation."""

    text: str
    """The sentence in content Markdown (subscripts as `PM~2.5~`)."""
    lead: bool = False
    """True for an unnumbered opening sentence that works as the title of its paragraph."""
    id: str = ""
    """The anchor, given by the lock; empty before that."""
    line: int = field(default=0, compare=False)
    """1-based line of the seed where it starts."""
    span: Span | None = field(default=None, compare=False)
    """Where it stands in the repaired text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together in print."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note to a table."""

    mark: str
    """Its mark as printed, e.g. `1`."""
    text: str
    id: str = ""
    line: int = field(default=0, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[str, ...]
    id: str = ""
    line: int = field(default=0, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; `columns` are the cells of the head row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    id: str = ""
    line: int = field(default=0, compare=False)
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """Where caption and head row stand in the repaired text."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that the seed lost: its caption is all there is."""

    caption: str
    source: str = ""
    """Address of the picture where the seed names one."""
    id: str = ""
    line: int = field(default=0, compare=False)
    span: Span | None = field(default=None, compare=False)


Block = Paragraph | Table | Figure


def table_parts(table: Table) -> Iterator[Row | Note]:
    """The rows and notes of a table, in order."""
    yield from table.rows
    yield from table.notes


@dataclass(frozen=True, slots=True)
class TextPart:
    """One run of text that has an anchor, or shares one: the cells of a row do."""

    place: str
    """Its anchor."""
    text: str
    """As content Markdown has it; of a heading the title without its number."""
    cell: int = 0
    """0-based column where it is a cell of a row."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands directly under it. Sections stand in reading order; `parent` makes the tree."""

    id: str
    """The path of its numbers: `6.2.2`, `a.2.12`, `end`, `front`."""
    number: str | None
    """As printed, without the mark that follows it: `三`, `（一）`, `2`, `6.2.2`, `第一章`; None for unnumbered ones."""
    mark: str
    """The number as it is set before the title: `三、`, `（一）`, `2.`, `6.2.2 `."""
    level: int
    """1 chapter, 2 section, 3 clause, deeper where a plan has it."""
    title: str
    """Without number and without the closing 。; empty when the seed lacks it and nobody supplied it."""
    run_in: bool = False
    """True where print sets the title, ended by 。, at the head of its paragraph."""
    supplied: bool = False
    """True where the seed lacks the heading and an editor supplied it."""
    parent: str | None = None
    """Id of the section above, None at level 1."""
    blocks: tuple[Block, ...] = ()
    line: int = field(default=0, compare=False)
    span: Span | None = field(default=None, compare=False)

    @property
    def chapter(self) -> str:
        """Id of the chapter it stands in, which names its page."""
        return self.id.split(".", 1)[0]

    def sentences(self) -> Iterator[tuple[int, Sentence]]:
        """Each sentence with the 1-based number of its paragraph in the section."""
        paragraphs = (b for b in self.blocks if isinstance(b, Paragraph))
        for number, paragraph in enumerate(paragraphs, 1):
            for sentence in paragraph.sentences:
                yield number, sentence

    def tables(self) -> tuple[Table, ...]:
        """Its tables in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))

    def figures(self) -> tuple[Figure, ...]:
        """Its figures in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Figure))

    def parts(self) -> Iterator[TextPart]:
        """Every run of text in it, in reading order: title, sentences, captions, cells, notes."""
        if self.title:
            yield TextPart(self.id, self.title)
        for block in self.blocks:
            match block:
                case Paragraph():
                    yield from (TextPart(sentence.id, sentence.text) for sentence in block.sentences)
                case Figure():
                    yield TextPart(block.id, block.caption)
                case Table():
                    yield TextPart(block.id, block.caption)
                    yield from (TextPart(row.id, text, cell) for row in block.rows for cell, text in enumerate(row.cells))
                    yield from (TextPart(note.id, note.text) for note in block.notes)


@dataclass(frozen=True, slots=True)
class Plan:
    """One published document: its metadata and its sections in reading order."""

    id: str
    meta: dict[str, Any]
    """The metadata of `seeds/<plan>.toml`, which content carries in the front matter of `index.md`."""
    sections: tuple[Section, ...]


def by_date(plans: Iterable[Plan]) -> list[Plan]:
    """Plans by date, then by period and id; those without a date come last. A link between plans leads from the older one."""
    return sorted(plans, key=lambda p: (str(p.meta.get("date") or "9999"), str(p.meta.get("period") or "9999"), p.id))


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


@dataclass(frozen=True, slots=True)
class Link:
    """A typed relation between two places, or between a place and a work that the edition does not hold."""

    type: str
    """`cites`, `repeats`, `continues` or `related`."""
    plan: str
    place: str
    """Anchor in `plan`."""
    to_plan: str = ""
    """Empty for a work that the edition does not hold."""
    to_place: str = ""
    """Anchor in `to_plan`; `front` for the plan as a whole."""
    external: str = ""
    """Title of a work that the edition does not hold."""
    text: str = ""
    """The words of a citation or of a repeat, as printed."""
    cell: int = 0
    """0-based column, in a row."""
    span: Span | None = None
    """Where the words stand in the part's text; None for what is no matter of certain words."""
    to_span: Span | None = None
    """Where they stand at the other end."""
    score: float = 1.0
    """From 0 to 1: how sure the relation is."""
    by: str = "rule"
    """`rule` or `editor`."""
    reason: str = ""
    """Why, in words for a reader."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence, or what of a long one stands around the words, as a topic shows it."""

    place: str
    """Anchor of the sentence or row."""
    text: str
    """In content Markdown; cut, when it is, at the end of a clause."""
    spans: tuple[Span, ...] = ()
    """Where the topic's words stand in `text`."""
    cut: tuple[bool, bool] = (False, False)
    """True where words of the sentence were left out before it, and after it."""
    follows: bool = True
    """False when sentences were left out between it and the excerpt before."""


@dataclass(frozen=True, slots=True)
class ThreadClause:
    """A clause of a plan that is about a topic: a section, or a passage of a long one."""

    plan: str
    place: str
    """Anchor of the section, or of the passage's first sentence."""
    trail: tuple[str, ...]
    """Ids of the sections above it, chapter first."""
    title: str
    """The passage's lead; empty for a section, which has its own heading, and for a passage without one."""
    excerpts: tuple[Excerpt, ...]
    why: str
    """`heading`, `words` or `editor`."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A topic with its clauses across the plans, the oldest plan first, in reading order."""

    id: str
    title: str
    title_en: str
    note: str
    clauses: tuple[ThreadClause, ...]
    near: tuple[str, ...] = ()
    """Ids of the topics that share most clauses with it."""
