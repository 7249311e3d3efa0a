"""The parts of a plan in reading order, each with the text that tells what it is; and their ids put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.characters import plain
from generator.content.anchors import part_text
from generator.model import Block, Figure, Note, Paragraph, Section, Table


@dataclass(frozen=True, slots=True)
class Part:
    """Something that gets an anchor."""

    kind: str
    """See `anchors.kind_of`."""
    text: str
    """See `anchors.part_text`."""
    older_text: str
    """What locks of the older format made a digest of."""
    line: int
    container: int
    """Number of the part it stands in: the table of a row, the section of other parts, the section above a section; -1 for none."""
    hint: str = ""
    """The id that it wishes for, if any."""


def parts_of(sections: Sequence[Section]) -> list[Part]:
    """Every part of some sections in reading order: heading, then blocks."""
    found: list[Part] = []
    places: dict[str, int] = {}
    for section in sections:
        here = len(found)
        above = places.get(section.parent or "", -1)
        places[section.id] = here
        text = part_text(section.mark, section.title)
        found.append(
            Part("section", text, older_text=plain(section.mark + section.title), line=section.line, container=above, hint=section.id)
        )
        for block in section.blocks:
            _block(block, here, found)
    return found


def _block(block: Block, here: int, found: list[Part]) -> None:
    match block:
        case Paragraph():
            found += [Part("sentence", part_text(s.text, notes=s.marks), plain(s.text, s.marks), s.line, here) for s in block.sentences]
        case Note():
            found.append(Part("n", part_text(block.text), plain(block.text), block.line, here))
        case Figure():
            found.append(
                Part(
                    "f",
                    part_text(block.caption, block.source),
                    older_text=plain(block.caption),
                    line=block.line,
                    container=here,
                    hint=block.id,
                )
            )
        case Table():
            table = len(found)
            found.append(
                Part(
                    "t",
                    part_text(block.caption, *block.columns, notes=block.marks),
                    older_text=plain(block.caption),
                    line=block.line,
                    container=here,
                    hint=block.id,
                )
            )
            found += [
                Part("r", part_text(*row.cells, notes=block.marks), plain(" ".join(row.cells), block.marks), row.line, table)
                for row in block.rows
            ]
            found += [Part("n", part_text(note.text), plain(note.text), note.line, here) for note in block.notes]


def fill(sections: Sequence[Section], parts: Sequence[Part], ids: Sequence[str], lines: Mapping[str, int]) -> tuple[Section, ...]:
    """The sections with the ids of their parts, given in the order of `parts_of`, and the seed line of each id."""
    names = iter(ids)
    renamed = {part.hint: name for part, name in zip(parts, ids, strict=True) if part.kind == "section"}
    done = []
    for section in sections:
        name = next(names)
        blocks = tuple(_filled(block, names, lines) for block in section.blocks)
        parent = renamed.get(section.parent, section.parent) if section.parent else section.parent
        done.append(replace(section, id=name, parent=parent, blocks=blocks, line=lines[name]))
    return tuple(done)


def _filled(block: Block, names: Iterator[str], lines: Mapping[str, int]) -> Block:
    match block:
        case Paragraph():
            return Paragraph(tuple(replace(s, id=(name := next(names)), line=lines[name]) for s in block.sentences))
        case Figure() | Note():
            return replace(block, id=(name := next(names)), line=lines[name])
        case Table():
            own = next(names)
            rows = tuple(replace(row, id=(name := next(names)), line=lines[name]) for row in block.rows)
            notes = tuple(replace(note, id=(name := next(names)), line=lines[name]) for note in block.notes)
            return replace(block, id=own, line=lines[own], rows=rows, notes=notes)
