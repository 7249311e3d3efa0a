"""Every type that crosses a stage. Frozen: a stage makes new values, it never changes what it was given."""

from __future__ import annotations

from generator.model.glossary import Definition, Glossary, Mention, Term
from generator.model.indicators import Extraction, Indicators, Point, Series, Unplaced, Value, Years
from generator.model.ledger import Edit, Repair
from generator.model.links import Excerpt, Link, Thread, ThreadClause
from generator.model.references import note_targets, with_references
from generator.model.text import Block, Figure, Note, Paragraph, Plan, Row, Section, Sentence, Span, Table, TextPart, by_date, table_parts

__all__ = [
    "Block",
    "Definition",
    "Edit",
    "Excerpt",
    "Extraction",
    "Figure",
    "Glossary",
    "Indicators",
    "Link",
    "Mention",
    "Note",
    "Paragraph",
    "Plan",
    "Point",
    "Repair",
    "Row",
    "Section",
    "Sentence",
    "Series",
    "Span",
    "Table",
    "Term",
    "TextPart",
    "Thread",
    "ThreadClause",
    "Unplaced",
    "Value",
    "Years",
    "by_date",
    "note_targets",
    "table_parts",
    "with_references",
]
