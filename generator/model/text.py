"""A plan and its parts: what repair and outline make of a seed, and what content holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.model.address import chapter_of
from generator.pure import PLANS, Same, pure

Span = tuple[int, int]
"""Start and end offset of something in the repaired text of its plan, end excluded."""


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
    marks: frozenset[str] = frozenset()
    """The marks of the notes after it to which it refers as `[^1]`; of any other mark `[^1]` is what print has."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together in print."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note: to the table it stands under, else a block of its section, to which sentences before it may refer."""

    mark: str
    """Its mark without what sets it off in print: `1`, `①`, `*`, `注`."""
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

    @property
    def marks(self) -> frozenset[str]:
        """The marks of its notes, to which its cells refer as `[^1]`."""
        return frozenset(note.mark for note in self.notes)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that the seed lost: its caption is all there is."""

    caption: str
    source: str = ""
    """Address of the picture where the seed names one."""
    id: str = ""
    line: int = field(default=0, compare=False)
    span: Span | None = field(default=None, compare=False)


Block = Paragraph | Table | Figure | Note


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
    notes: frozenset[str] = frozenset()
    """The marks of the notes that it may refer to."""


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
    calls: tuple[tuple[int, str], ...] = ()
    """(offset in the title, mark) of each note that the title refers to."""

    @property
    def noted_title(self) -> str:
        """The title with its references to notes, each as `[^1]`."""
        text = self.title
        for at, mark in reversed(self.calls):
            text = f"{text[:at]}[^{mark}]{text[at:]}"
        return text

    @property
    def chapter(self) -> str:
        """Id of the chapter it stands in, which names its page."""
        return chapter_of(self.id)

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

    def notes(self) -> tuple[Note, ...]:
        """Its notes in reading order, those of its tables aside."""
        return tuple(b for b in self.blocks if isinstance(b, Note))

    def parts(self) -> Iterator[TextPart]:
        """Every run of text in it, in reading order: title, sentences, captions, cells, notes."""
        return iter(_parts(Same(self)))

    def _parts(self) -> Iterator[TextPart]:
        if self.title:
            yield TextPart(self.id, self.title)
        for block in self.blocks:
            match block:
                case Paragraph():
                    yield from (TextPart(sentence.id, sentence.text, notes=sentence.marks) for sentence in block.sentences)
                case Note():
                    yield TextPart(block.id, block.text)
                case Figure():
                    yield TextPart(block.id, block.caption)
                case Table():
                    marks = block.marks
                    yield TextPart(block.id, block.caption, notes=marks)
                    yield from (TextPart(row.id, text, cell, marks) for row in block.rows for cell, text in enumerate(row.cells))
                    yield from (TextPart(note.id, note.text) for note in block.notes)


@pure(most=20_000)
def _parts(section: Same[Section]) -> tuple[TextPart, ...]:
    return tuple(section.thing._parts())


@dataclass(frozen=True, slots=True)
class Plan:
    """One published document: its metadata and its sections in reading order."""

    id: str
    meta: dict[str, Any]
    """The metadata of `seeds/<plan>.toml`, which content carries in the front matter of `index.md`."""
    sections: tuple[Section, ...]

    def anchors(self) -> dict[str, None]:
        """The anchors of all its parts, in reading order."""
        return dict(_anchors(Same(self)))


@pure(most=PLANS)
def _anchors(plan: Same[Plan]) -> dict[str, None]:
    return {name: None for section in plan.thing.sections for name in (section.id, *(part.place for part in section.parts()))}


def by_date(plans: Iterable[Plan]) -> list[Plan]:
    """Plans by date, then by period and id; those without a date come last. A link between plans leads from the older one."""
    return sorted(plans, key=lambda p: (str(p.meta.get("date") or "9999"), str(p.meta.get("period") or "9999"), p.id))
