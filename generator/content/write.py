"""A plan becomes Markdown: `index.md` and one file a chapter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from generator.content.grammar import NO_LABELS, UNWRITABLE, Attributes, escape
from generator.content.headings import DEEPEST, heading_text, noted_heading, write_heading
from generator.content.marks import label
from generator.content.order import NUMBERED, file_name, file_order
from generator.model import Block, Figure, Note, Paragraph, Plan, Section, Table, note_targets

LANGUAGE = "zh-Hans"


def by_file(sections: Iterable[Section]) -> dict[str, list[Section]]:
    """File name → the sections that stand in it, in order: `06.md`, `a.md`, or `index.md` for what precedes chapter one.

    What stands within a chapter stays in its file, whatever its id.
    """
    files: dict[str, list[Section]] = {"index.md": []}
    here, chapter = "index.md", ""
    for section in sections:
        numbered = NUMBERED.fullmatch(section.chapter) is not None
        begun = here != "index.md" or numbered
        if begun and section.chapter != chapter and (section.level == 1 or numbered):
            name = file_name(section.chapter)
            if name not in files:
                here, chapter = name, section.chapter
        files.setdefault(here, []).append(section)
    return files


def write_plan(plan: Plan) -> dict[str, str]:
    """File name → Markdown of each file of a plan's folder."""
    files = by_file(plan.sections)
    labels = {place: {mark: label(note, mark) for mark, note in held.items()} for place, held in note_targets(plan.sections).items()}
    order = {"files": list(files)} if file_order(list(files)) != list(files) else {}
    return {name: _file(plan, name, sections, order, labels) for name, sections in files.items()}


Labels = Mapping[str, Mapping[str, str]]
"""Anchor of a sentence, or of a section for its heading → mark → label of the note that it refers to."""


def _file(plan: Plan, name: str, sections: list[Section], order: dict[str, Any], labels: Labels) -> str:
    """One file: front matter, then its sections. `order` tells an order of files that their names do not tell."""
    if name == "index.md":
        front = {"plan": plan.id, **plan.meta, **order, "lang": LANGUAGE}
    else:
        chapter = sections[0].chapter
        front = {"plan": plan.id, "chapter": int(chapter) if chapter.isdecimal() else chapter, "lang": LANGUAGE}
    head = yaml.dump(front, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=sys.maxsize)
    body = "\n\n".join(block for section in sections for block in _section(section, plan.meta, labels))
    return f"---\n{head}---\n" + (f"\n{body}\n" if body else "")


class _Dumper(yaml.SafeDumper):
    """Writes YAML in which each value is one line: what YAML or another program takes for the end of a line is written by its number."""


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if UNWRITABLE.search(text) else None)


_Dumper.add_representer(str, _string)


def _section(section: Section, meta: dict[str, Any], labels: Labels) -> Iterator[str]:
    text, attributes = write_heading(section, meta)
    yield f"{'#' * min(section.level, DEEPEST)} {escape(text, labels.get(section.id, NO_LABELS))}{attributes}"
    for block in section.blocks:
        yield _block(block, labels)


def _block(block: Block, labels: Labels) -> str:
    match block:
        case Paragraph():
            written = [(s.lead, escape(s.text, labels.get(s.id, NO_LABELS))) for s in block.sentences]
            return "\n".join(f"**{text}**" if lead else text for lead, text in written)
        case Note():
            return _note(block, block.id)
        case Figure():
            values = (("source", block.source),) if block.source else ()
            return f"{escape(block.caption)}{Attributes(block.id, ('figure',), values)}".strip()
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    """Caption, table and notes; notes are labelled by table and mark, so that labels are unique in a file."""
    labels = {note.mark: label(table.id, note.mark) for note in table.notes}
    rows = [table.columns, *(row.cells for row in table.rows)]
    written = ["| " + " | ".join(escape(text, labels) for text in row) + " |" for row in rows]
    written.insert(1, "| " + " | ".join("---" for _ in table.columns) + " |")
    caption = f"{escape(table.caption, labels)}{Attributes(table.id, ('table',))}".strip()
    parts = [caption, "\n".join(written)]
    return "\n\n".join([*parts, *(_note(note, table.id) for note in table.notes)])


def _note(note: Note, owner: str) -> str:
    """A note, labelled by its table or by its own anchor, and by its mark."""
    return f"[^{label(owner, note.mark)}]: {escape(note.text)}"


__all__ = ["by_file", "heading_text", "noted_heading", "write_plan"]
