"""What an edited plan says besides its text: metadata, supplied titles, tables that the settings set in order, leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.absorbing.entries import Entry, Set
from generator.absorbing.pages import Edited, page_meta, refusal
from generator.absorbing.parts import Stream
from generator.absorbing.tracing import Trace
from generator.absorbing.trial import Trial
from generator.content.write import LANGUAGE, noted_heading
from generator.findings import Finding
from generator.model import Figure, Section, Table
from generator.reading.settings import KINDS, Settings
from generator.repair.corrections import difference

NOWHERE = (0, 0)
DERIVED = ("levels", "appendix_levels", "missing", "supplied", "witnesses")
"""Keys of the front matter that say how the seed is read, or repeat tables of its settings."""


def metadata_entries(settings: Settings, was: Mapping[str, Any], edited: Edited, folder: Path) -> tuple[list[Entry], list[Finding]]:
    """Changes of the front matter of `index.md` as keys of the settings; refused are those that are no metadata."""
    path = folder / "index.md"
    now = edited.plan.meta
    known = set(Settings.__dataclass_fields__) & set(_metadata_names())
    values: list[tuple[str, Any]] = []
    refused: list[Finding] = []
    for key in dict.fromkeys([*was, *now]):
        if was.get(key) == now.get(key):
            continue
        line = next((n for n, text in enumerate(edited.files["index.md"].split("\n"), 1) if text.startswith(f"{key}:")), 1)
        value = now.get(key, [] if key == "titles" else "")
        if key in DERIVED:
            refused.append(refusal(path, line, f"`{key}` repeats what {settings.path.name} says", f"change it there: {settings.path}"))
        elif key not in known:
            refused.append(refusal(path, line, f"`{key}` is no metadata of a plan", f"write one of: {', '.join(sorted(known))}"))
        elif (key == "kind" and value not in KINDS) or (key == "title" and not value):
            refused.append(
                refusal(path, line, f"`{key}` cannot be “{value}”", f"write one of: {', '.join(KINDS)}" if value else "write a title")
            )
        else:
            values.append((key, value))
    return ([Set("", 0, tuple(values))] if values else []), refused


def _metadata_names() -> list[str]:
    full = {name: "x" for name, f in Settings.__dataclass_fields__.items() if f.type == "str"} | {"titles": ["x"]}
    needed = {"id": "x", "title": "x", "format": "x", "levels": []}
    return list(Settings(**{**needed, **{k: v for k, v in full.items() if k != "id"}}).metadata())  # type: ignore[arg-type]


def chapter_findings(edited: Edited, made: Mapping[str, str], folder: Path) -> Iterator[Finding]:
    """Front matter of chapters, and the plan and language of `index.md`, which nobody may change."""
    for name, text in edited.files.items():
        meta = page_meta(text, folder / name)
        wanted = page_meta(made[name], folder / name) if name in made else {**meta, "plan": folder.name, "lang": LANGUAGE}
        keys = ("plan", "lang") if name == "index.md" else {*meta, *wanted}
        for key in sorted(keys):
            if meta.get(key) != wanted.get(key):
                yield refusal(
                    folder / name,
                    1,
                    f"`{key}` is {meta.get(key)}, not {wanted.get(key)}",
                    "the front matter of pages follows from the seed",
                )


def supplied_entries(base: Trial, edited: Edited) -> list[Entry]:
    """New titles of headings that an editor supplied."""
    new = {section.id: section for section in edited.plan.sections if section.supplied}
    old = [section for section in base.sections if section.supplied]
    items = sorted(enumerate(base.seed.settings.supplied), key=lambda pair: pair[1].line)
    return [
        Set("supplied", index, (("title", new[section.id].title),))
        for (index, _), section in zip(items, old, strict=True)
        if section.id in new and new[section.id].title != section.title
    ]


def table_entries(base: Trial, edited: Edited, traced: Trace, reason: str) -> tuple[list[Entry], tuple[Section, ...]]:
    """Changes of tables that `[[table]]` sets in order; and the base's sections with these tables as wanted."""
    sections = list(base.sections)
    wanted = {section.id: section for section in edited.plan.sections}
    made: list[Entry] = []
    for piece in (p for p in traced.pieces if p.kind == "table"):
        for i, section in enumerate(sections):
            new = wanted.get(section.id)
            for number, table in enumerate(section.tables()):
                inside = table.spans and piece.start <= traced.begin(table.spans[-1][0]) < piece.end
                if not inside or new is None or len(new.tables()) != len(section.tables()):
                    continue
                now = new.tables()[number]
                if len(table.spans) < 2 or traced.begin(table.spans[0][0]) < piece.start:  # its caption stands before what is set in order
                    now = replace(now, caption=table.caption, spans=(table.spans[0], NOWHERE))
                if _cells(now) != _cells(table):
                    made.append(_table_entry(base, piece.index, piece.seed_start, piece.seed_end, table, table=now, reason=reason))
                    sections[i] = replace(section, blocks=tuple(now if block is table else block for block in section.blocks))
                    section = sections[i]
    return made, tuple(sections)


def _cells(table: Table) -> list[Sequence[object]]:
    return [(table.caption,), table.columns, *(row.cells for row in table.rows), *((note.mark, note.text) for note in table.notes)]


def _table_entry(base: Trial, index: int, start: int, end: int, was: Table, *, table: Table, reason: str) -> Entry:
    """A table's entry with new cells, and the characters that were taken out and put in."""
    known = base.seed.settings.table[index]
    notes = _as_known([f"{note.mark} {note.text}" for note in table.notes], [f"{n.mark} {n.text}" for n in was.notes], known.notes)
    columns = _as_known(list(table.columns), list(was.columns), known.columns)
    old = [list(row.cells) for row in was.rows]
    rows = [_row(list(row.cells), i, old, known.rows) for i, row in enumerate(table.rows)]
    caption = known.caption if table.spans or table.caption == was.caption else table.caption
    lines = [caption, "\t".join(columns), *("\t".join(row) for row in rows)]
    lines += [f"[^{note.split(' ', 1)[0]}]: {note.partition(' ')[2]}" for note in notes]
    removed, added = difference(base.seed.text[start:end], "\n".join(lines))
    values: dict[str, Any] = {"caption": caption, "columns": columns, "rows": rows, "removed": removed, "added": added, "why": reason}
    if notes or base.seed.settings.table[index].notes:
        values["notes"] = notes
    return Set("table", index, tuple(values.items()))


def _row(row: list[str], at: int, old: list[list[str]], known: list[list[str]]) -> list[str]:
    """A row as the settings have it where nothing of it changed, else with what changed."""
    if len(old) != len(known):
        return row
    if row in old:
        return known[old.index(row)]
    return _as_known(row, old[at], known[at]) if at < len(old) else row


def _as_known(cells: list[str], old: list[str], known: list[str]) -> list[str]:
    """Cells as the settings have them, which rules may mend, where they stayed."""
    if len(old) != len(known):
        return cells
    return [known[i] if i < len(old) and cell == old[i] else cell for i, cell in enumerate(cells)]


def lead_findings(base: Trial, edited: Edited, folder: Path) -> Iterator[Finding]:
    """Sentences whose marking as a lead was changed by hand: a rule decides it."""
    leads = {(s.id, one.text): one.lead for s in base.sections for _, one in s.sentences()}
    for part in edited.parts:
        if leads.get((part.section, part.text), part.lead) != part.lead:
            cause = f"“{part.shown}” was {'made' if part.lead else 'unmade'} a lead"
            yield refusal(
                folder / part.file, part.line, cause, "take the ** away, or put them back: a rule finds the leads by their neighbours"
            )


def new_lead_findings(base: Trial, made: Stream, wanted: Stream, folder: Path) -> Iterator[Finding]:
    """Sentences with new words that were marked as a lead, or unmarked, otherwise than the rule decides. Both streams have the same parts.

    A sentence that keeps its words may gain or lose its mark by its neighbours: that is the rule's.
    """
    known = {(part.section, part.text): part.lead for part in base.stream.parts}
    stay = {(part.section, part.text) for part in wanted.parts}
    unmade = {section for (section, text), lead in known.items() if lead and (section, text) not in stay}
    for new, part in zip(made.parts, wanted.parts, strict=True):
        if (part.section, part.text) in known or new.lead == part.lead or (new.lead and part.section not in unmade):
            continue
        cause = f"“{part.shown}” is {'no' if part.lead else 'a'} lead by the rule that finds them, with its new words"
        how = (
            f"{'take the ** away' if part.lead else 'put ** around it'}, or give it other words: a lead is short and stands among its like"
        )
        yield refusal(folder / part.file, part.line, cause, how)


def address_findings(base: Trial, edited: Edited, folder: Path) -> Iterator[Finding]:
    """Headings, tables and figures whose address was changed by hand: an address is given once and for all."""
    yield from _heading_findings(base, edited, folder)
    known = {section.id: _placed_blocks(section) for section in base.sections}
    words: dict[object, list[str]] = {}
    for block in (block for blocks in known.values() for block in blocks):
        words.setdefault(_words(block), []).append(block.id)
    places = iter([part for part in edited.parts if part.opening[0] in ("caption", "figure")])
    for section in edited.plan.sections:
        blocks, old = _placed_blocks(section), known.get(section.id, [])
        for index, (block, part) in enumerate(zip(blocks, places, strict=False)):
            ids = words.get(_words(block)) or ([old[index].id] if len(old) == len(blocks) else [block.id])
            if block.id not in ids:
                cause = f"the address of “{part.shown}” was changed to #{block.id}: it is given once, and keeps its meaning"
                yield refusal(folder / part.file, part.line, cause, f"write {{#{ids[0]}}} again")


def _placed_blocks(section: Section) -> list[Table | Figure]:
    """What has an address of its own on the page, besides the section."""
    return [block for block in section.blocks if isinstance(block, Table | Figure)]


def _words(block: Table | Figure) -> object:
    """By what a table or a figure is known again."""
    return tuple(map(tuple, _cells(block))) if isinstance(block, Table) else (block.source, block.caption)


def _heading_findings(base: Trial, edited: Edited, folder: Path) -> Iterator[Finding]:
    """Headings with the same title and another address: it follows from the number. Those without a title are judged by what convert
    makes of the text under them (`new_heading_findings`)."""
    texts = Counter(noted_heading(section) for section in base.sections)
    ids = {noted_heading(section): section.id for section in base.sections}
    titled = {section.id for section in edited.plan.sections if section.title}
    heads = [part for part in edited.parts if part.opening[0] == "head" and part.section in titled]
    for part in heads:
        known = ids.get(part.text, part.section)
        if known != part.section and texts[part.text] == 1 and sum(one.text == part.text for one in heads) == 1:
            cause = (
                f"the address of “{part.shown}” was changed to #{part.section}: an address follows from its number, and keeps its meaning"
            )
            yield refusal(folder / part.file, part.line, cause, f"write {{#{known}}} again")
