"""What of a plan is translated: its metadata, headings, sentences, and the words of its tables, figures and notes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.characters import is_han
from generator.content.write import heading_text
from generator.model import Figure, Note, Paragraph, Plan, Section, Table
from generator.model.address import kind_of

META = ("title", "short_title", "issuer", "author", "approved_by", "publisher", "place", "received", "coverage")
"""Keys of the metadata that readers see in words, in the order of the file."""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A text to translate."""

    context: str
    """Its place: the anchor of a section (for its title), sentence, figure, note or table (for its caption); `2.3-t1:0` for the head of
    a column and `2.3-t1-r7:0` for a cell, counted from 0; `plan:title` for metadata, `plan:missing-1` for what the seed lacks."""
    text: str
    """As content Markdown has it; of a heading the title without its number."""
    chapter: str = ""
    """Id of the chapter it stands in; empty for metadata."""
    about: str = ""
    """What a translator is told: the heading above."""
    given: dict[str, str] | None = None
    """Language → the translation that the settings of the plan hold already."""

    @property
    def is_sentence(self) -> bool:
        """True for a sentence of running text, which is what readers count."""
        return bool(self.chapter) and kind_of(self.context) == "sentence"


def units(plan: Plan) -> Iterator[TranslationUnit]:
    """Everything of a plan that holds Han characters. A cell of figures reads the same in every language."""
    yield from (unit for unit in all_units(plan) if any(map(is_han, unit.text)))


def all_units(plan: Plan) -> Iterator[TranslationUnit]:
    """The same with what needs no translation."""
    for key in META:
        if plan.meta.get(key):
            given = {name.removeprefix(f"{key}_"): str(value) for name, value in plan.meta.items() if name.startswith(f"{key}_")}
            yield TranslationUnit(f"plan:{key}", str(plan.meta[key]), about=key, given=given)
    for number, item in enumerate(plan.meta.get("missing", ()), 1):
        given = {name.removeprefix("text_"): str(value) for name, value in item.items() if name.startswith("text_")}
        yield TranslationUnit(f"plan:missing-{number}", str(item["text"]), about="missing", given=given)
    for section in plan.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[TranslationUnit]:
    chapter, heading = section.chapter, heading_text(section)
    if section.title:
        yield TranslationUnit(section.id, section.title, chapter, f"title: {section.mark}".rstrip(": "))
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from (TranslationUnit(s.id, s.text, chapter, f"lead: {heading}" if s.lead else heading) for s in block.sentences)
            case Note():
                yield TranslationUnit(block.id, block.text, chapter, f"note: {heading}")
            case Figure():
                yield TranslationUnit(block.id, block.caption, chapter, f"figure: {heading}")
            case Table():
                yield TranslationUnit(block.id, block.caption, chapter, f"table: {heading}")
                yield from (
                    TranslationUnit(f"{block.id}:{i}", text, chapter, f"column: {block.caption}") for i, text in enumerate(block.columns)
                )
                for row in block.rows:
                    for i, text in enumerate(row.cells):
                        column = block.columns[i] if i < len(block.columns) else ""
                        yield TranslationUnit(f"{row.id}:{i}", text, chapter, f"cell: {column}")
                yield from (TranslationUnit(note.id, note.text, chapter, f"note: {block.caption}") for note in block.notes)
