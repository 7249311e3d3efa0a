"""The proof that content reads back as what it was made of: tree, cells, notes, anchors, metadata and ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from generator.content.anchors import Anchor, parse_lock
from generator.content.store import ANCHORS, LoadedPlan, plan_of
from generator.errors import ZhangjuError
from generator.model import Paragraph, Plan, Repair, Section, Table, table_parts


def unread(made: Plan, anchors: Sequence[Anchor], ledger: Sequence[Repair], files: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """What the files of a plan do not give back when they are read: the line of the seed where it stands, and what it is."""
    try:
        read = plan_of(files, Path(made.id))
        lock = parse_lock(files[ANCHORS], Path(ANCHORS))
    except ZhangjuError as error:
        yield 1, f"what was written cannot be read: {error.file}, line {error.line}: {error.cause}"
        return
    if (read.plan.id, read.plan.meta) != (made.id, made.meta):
        yield 1, f"the metadata: {_odd_keys(made, read)}"
    pairs: Iterator[tuple[Section | None, Section | None]] = zip_longest(made.sections, read.plan.sections)
    if odd := next(((one, other) for one, other in pairs if one != other or places(one) != places(other)), None):
        yield next(section.line for section in odd if section), _difference(*odd)
    yield from _odd_entry("anchor", anchors, lock)
    yield from _odd_entry("anchor", anchors, read.anchors)
    yield from _odd_entry("repair", ledger, read.ledger)


def _odd_entry(name: str, wanted: Sequence[Anchor | Repair], found: Sequence[Anchor | Repair]) -> Iterator[tuple[int, str]]:
    """The first entry of two lists that should be one."""
    for one, other in zip_longest(wanted, found):
        if one != other:
            yield (one or other).line, f"{name} {one} was read as {other}"
            return


def _odd_keys(made: Plan, read: LoadedPlan) -> str:
    keys = {*made.meta, *read.plan.meta}
    return ", ".join(sorted(key for key in keys if made.meta.get(key) != read.plan.meta.get(key))) or "the id"


def places(section: Section | None) -> list[tuple[str, int]]:
    """(anchor, line of the seed) of a section and of all that stands in it."""
    if section is None:
        return []
    found = [(section.id, section.line)]
    for block in section.blocks:
        items = block.sentences if isinstance(block, Paragraph) else (block, *table_parts(block)) if isinstance(block, Table) else (block,)
        found += [(item.id, item.line) for item in items]
    return found


def _difference(wanted: Section | None, found: Section | None) -> str:
    """The first part in which two sections differ, in words."""
    one, other = _texts(wanted), _texts(found)
    place, text = next(((a, b) for a, b in zip_longest(one, other) if a != b), (None, None))
    if place is None and text is None:
        return f"section {_head(wanted)} was read as {_head(found)}"
    return f"{place} was read as {text}"


def _texts(section: Section | None) -> list[tuple[str, int, str]]:
    return [(part.place, part.cell, part.text) for part in section.parts()] if section else []


def _head(section: Section | None) -> tuple[object, ...]:
    return (section.id, section.number, section.mark, section.level, section.noted_title, section.parent) if section else ()
