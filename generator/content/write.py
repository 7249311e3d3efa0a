"""A plan becomes Markdown: `index.md` and one file a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from generator.content.grammar import Attributes, escape
from generator.model import Block, Figure, Paragraph, Plan, Section, Table

LANGUAGE = "zh-Hans"


def by_file(sections: Iterable[Section]) -> dict[str, list[Section]]:
    """File name → the sections that stand in it, in order: `06.md`, `a.md`, or `index.md` for what precedes chapter one."""
    files: dict[str, list[Section]] = {"index.md": []}
    begun = False
    for section in sections:
        chapter = section.chapter
        begun = begun or chapter.isdigit()
        name = "index.md" if not begun else f"{int(chapter):02}.md" if chapter.isdigit() else f"{chapter}.md"
        files.setdefault(name, []).append(section)
    return files


def write_plan(plan: Plan) -> dict[str, str]:
    """File name → Markdown of each file of a plan's folder."""
    return {name: _file(plan, name, sections) for name, sections in by_file(plan.sections).items()}


def _file(plan: Plan, name: str, sections: list[Section]) -> str:
    """One file: front matter, then its sections."""
    if name == "index.md":
        front = {"plan": plan.id, **plan.meta, "lang": LANGUAGE}
    else:
        chapter = sections[0].chapter
        front = {"plan": plan.id, "chapter": int(chapter) if chapter.isdigit() else chapter, "lang": LANGUAGE}
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    body = "\n\n".join(block for section in sections for block in _section(section))
    return f"---\n{head}---\n" + (f"\n{body}\n" if body else "")


def heading_text(section: Section) -> str:
    """A heading as it is set: mark and title, 〔〕 round what an editor supplied, 。 after a run-in title."""
    text = section.mark + section.title
    if section.supplied:
        return f"〔{text.rstrip()}〕"
    return f"{text}。" if section.run_in and section.mark else text


def _section(section: Section) -> Iterator[str]:
    classes = [name for name, is_set in (("run-in", section.run_in), ("supplied", section.supplied)) if is_set]
    yield f"{'#' * section.level} {escape(heading_text(section))}{Attributes(section.id, tuple(classes))}"
    for block in section.blocks:
        yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return "\n".join(f"**{escape(s.text)}**" if s.lead else escape(s.text) for s in block.sentences)
        case Figure():
            values = (("source", block.source),) if block.source else ()
            return f"{escape(block.caption)}{Attributes(block.id, ('figure',), values)}".strip()
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    """Caption, table and notes; notes are labelled by table and mark, so that labels are unique in a file."""

    def cell(text: str) -> str:
        return re.sub(r"\[\^([^\]]+)\]", rf"[^{table.id}-\1]", escape(text))

    rows = [table.columns, *(row.cells for row in table.rows)]
    written = ["| " + " | ".join(cell(text) for text in row) + " |" for row in rows]
    written.insert(1, "| " + " | ".join("---" for _ in table.columns) + " |")
    caption = f"{escape(table.caption)}{Attributes(table.id, ('table',))}".strip()
    parts = [caption, "\n".join(written)]
    parts += [f"[^{table.id}-{note.mark}]: {escape(note.text)}" for note in table.notes]
    return "\n\n".join(parts)
