"""Explaining one anchor: its text, the seed's lines it comes from, and each repair between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.characters import plain, unreferenced
from generator.content.store import LoadedPlan, load_plan, plan_ids
from generator.content.write import heading_text
from generator.errors import ZhangjuError
from generator.model.address import container_of
from generator.model.ledger import Repair
from generator.placing import reading
from generator.reading import read_seed


@dataclass(frozen=True)
class Explained:
    """Where the text at an anchor comes from."""

    plan: str
    anchor: str
    text: str
    file: str
    """The seed."""
    lines: tuple[tuple[int, str], ...]
    """Lines of the seed, each with its 1-based number, as received."""
    repairs: tuple[Repair, ...]
    """What was changed or flagged there, in the order of the seed."""


def explain(seeds: Path, content: Path, plan: str, anchor: str) -> Explained:
    """Explain an anchor. Raises ZhangjuError for an unknown plan or anchor."""
    with reading(content):
        if plan not in (known := plan_ids(content)):
            raise ZhangjuError(content / plan, None, f"there is no plan `{plan}` in content", f"write one of: {'、'.join(known)}")
        loaded = load_plan(content, plan)
    texts = parts(loaded)
    if anchor not in texts:
        retired = next((a.to for a in loaded.anchors if a.id == anchor and a.to), None)
        known = [name for name in texts if name.startswith(container_of(anchor) or anchor)][:6]
        hint = f"it was retired and leads to {retired}" if retired else f"near it are: {', '.join(known) or 'none'}"
        raise ZhangjuError(content / plan, None, f"there is no anchor `{anchor}`", hint)
    text, line = texts[anchor]
    seed = read_seed(seeds, plan)
    repairs = [entry for entry in loaded.ledger if entry.place == anchor]
    last = max([line, *(entry.line for entry in repairs)])
    spans = ((number, seed.line_span(number)) for number in range(line, last + 1))
    lines = tuple((number, seed.text[start:end].rstrip()) for number, (start, end) in spans)
    repairs.sort(key=lambda entry: (entry.line, entry.column))
    return Explained(plan, anchor, text=plain(text), file=seed.path.name, lines=lines, repairs=tuple(repairs))


def told(explained: Explained) -> Iterator[str]:
    """What is explained, line by line for a person."""
    yield f"{explained.plan} {explained.anchor}"
    yield f"  {explained.text}"
    yield f"as received, {explained.file}:"
    for number, line in explained.lines:
        yield f"  {number:5}  {line}"
    yield f"{len(explained.repairs)} repairs and flags:"
    for entry in explained.repairs:
        state = "flagged, not changed" if entry.status == "flagged" else "changed"
        yield f"  {entry.line}:{entry.column}  {entry.rule}  {entry.before!r} → {entry.after!r}  {state}: {entry.reason}"


def parts(loaded: LoadedPlan) -> dict[str, tuple[str, int]]:
    """Anchor → its text and the line of the seed where it begins."""
    found: dict[str, tuple[str, int]] = {}
    for section in loaded.plan.sections:
        found[section.id] = (heading_text(section), section.line)
        found |= {s.id: (s.text, s.line) for _, s in section.sentences()}
        found |= {figure.id: (figure.caption, figure.line) for figure in section.figures()}
        found |= {note.id: (note.text, note.line) for note in section.notes()}
        for table in section.tables():
            found[table.id] = (table.caption, table.line)
            found |= {row.id: (unreferenced(" | ".join(row.cells), table.marks), row.line) for row in table.rows}
            found |= {note.id: (note.text, note.line) for note in table.notes}
    return found
