"""Entries: a term while it is put together, from the definitions of all plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.glossary.annex import annex_definitions, explaining_parts
from generator.glossary.editors import TermEntry
from generator.glossary.folding import fold
from generator.glossary.in_notes import note_definitions, table_definitions, under_tables
from generator.glossary.in_text import in_text_definitions
from generator.glossary.surfaces import QUOTED_MARKS, Surface, TermHead, read_head
from generator.model import Definition, Plan, note_targets

EVERYWHERE = frozenset({"indicator", "term", "abbreviation"})
"""Kinds of definitions that hold for every plan; a short name or a sentence's definition holds in its own plan."""


@dataclass
class TermDraft:
    """A term while it is put together."""

    head: TermHead
    definitions: list[Definition] = field(default_factory=list)
    editor: TermEntry | None = None

    @property
    def surfaces(self) -> tuple[Surface, ...]:
        """All forms that name it."""
        own = [Surface(name) for d in self.definitions for name in d.names]
        given = [
            Surface(alias.strip(QUOTED_MARKS), alias[:1] in QUOTED_MARKS and alias[-1:] in QUOTED_MARKS)
            for alias in (self.editor.aliases if self.editor else ())
        ]
        return tuple(dict.fromkeys((*self.head.surfaces, *own, *given)))

    @property
    def everywhere(self) -> bool:
        """True when it means the same in every plan."""
        if self.editor and self.editor.scope:
            return self.editor.scope == "edition"
        return any(d.kind in EVERYWHERE for d in self.definitions)


def annexed(plans: Sequence[Plan]) -> dict[str, TermDraft]:
    """Folded name → entry of the plans' annexes; definitions of one name in several plans are one entry."""
    entries: dict[str, TermDraft] = {}
    for plan in plans:
        for definition in (*annex_definitions(plan), *table_definitions(plan)):
            head = read_head(definition.term)
            entries.setdefault(fold(head.name), TermDraft(head)).definitions.append(definition)
    return entries


def explained(plans: Sequence[Plan], entries: dict[str, TermDraft], texts: tuple[str, ...]) -> None:
    """Add what the plans explain in passing: to the entry that has the word among its forms, else as a new one."""
    forms = {fold(surface.text): entry for entry in entries.values() for surface in entry.surfaces if not surface.quoted}
    for plan in plans:
        called = {
            note: place for place, held in note_targets(plan.sections).items() for note in held.values()
        }  # of several places the first
        for definition in (*in_text_definitions(plan, explaining_parts(plan), texts), *note_definitions(plan), *under_tables(plan)):
            entry = forms.get(fold(definition.term)) or forms.get(fold(definition.text))
            if entry is None:
                entry = entries.setdefault(fold(definition.term), TermDraft(read_head(definition.term)))
            if not any(known.plan == plan.id for known in entry.definitions):
                entry.definitions.append(replace(definition, since=called.get(definition.place, "")))


def known_forms(entries: Iterable[TermDraft]) -> set[str]:
    """Folded forms that name an entry."""
    return {fold(surface.text) for entry in entries for surface in entry.surfaces}
