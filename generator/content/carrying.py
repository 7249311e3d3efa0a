"""Carrying anchors: every part of a plan gets its anchor, an old one where its text was there before.

Section, table and figure ids stand in the Markdown. Sentence ids are given here, once: a sentence that is unchanged or slightly
changed keeps its id, an inserted one gets a letter (`6.2.2-3a`), one at the end the next number. What lost its place is settled by
`settling`: moved with its text, or retired to its neighbour. No id is ever given to another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator.content.anchors import ALIKE, Anchor, likeness, sketch, text_hash
from generator.content.settling import settle
from generator.model import Block, Figure, Note, Paragraph, Row, Section, Table


@dataclass(frozen=True, slots=True)
class Fresh:
    """A text that waits for its anchor."""

    text: str
    hash: str

    @classmethod
    def of(cls, text: str) -> Fresh:
        """The text with its hash."""
        return cls(text, text_hash(text))


def _entry(name: str, fresh: Fresh, line: int, known: Mapping[str, Anchor]) -> Anchor:
    """The lock's entry for a text: the old one when nothing changed, else a new one; `line` 0 means the old one's."""
    old = known.get(name)
    line = line or (old.line if old else 0)
    if old and old.hash == fresh.hash:
        return old if old.line == line and not old.to else replace(old, line=line, to="", moved=False)
    return Anchor(name, fresh.hash, sketch(fresh.text), line)


def anchor_plan(sections: Sequence[Section], lock: Sequence[Anchor]) -> tuple[tuple[Section, ...], list[Anchor]]:
    """Give every part its anchor and the seed line that the lock remembers. Returns the sections and the new lock."""
    known = {a.id: a for a in lock}
    by_section: dict[str, list[Anchor]] = {}
    for anchor in lock:
        if found := re.fullmatch(r"(.+)-(\d+)([a-z]*)", anchor.id):
            by_section.setdefault(found[1], []).append(anchor)
    done: list[Section] = []
    entries: list[Anchor] = []
    for section in sections:
        filled, anchors = _section(section, by_section.pop(section.id, []), known)
        done.append(filled)
        entries += anchors
    given = {a.id for a in entries}
    entries += [a for a in lock if a.id not in given]
    return tuple(done), settle(entries, known, given)


def _section(section: Section, old: Sequence[Anchor], known: Mapping[str, Anchor]) -> tuple[Section, list[Anchor]]:
    """One section: heading, sentences, tables, figures."""
    entries = [_entry(section.id, Fresh.of(section.mark + section.title), section.line, known)]
    head_line = line = entries[0].line
    sentences = [Fresh.of(s.text) for _, s in section.sentences()]
    ids, retired = carry(section.id, sentences, old)
    named = iter(zip(ids, sentences, strict=True))
    counters = {"t": 0, "f": 0, "n": 0}
    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            done = []
            for sentence in block.sentences:
                name, fresh = next(named)
                own = sentence.line or (0 if name in known else line)
                entries.append(_entry(name, fresh, own, known))
                line = entries[-1].line
                done.append(replace(sentence, id=name, line=line))
            blocks.append(Paragraph(tuple(done)))
        else:
            part, anchors = _part(section.id, block, counters, known)
            blocks.append(part)
            entries += anchors
    return replace(section, blocks=tuple(blocks), line=head_line), entries + retired


def _part(section: str, block: Table | Figure, counters: dict[str, int], known: Mapping[str, Anchor]) -> tuple[Block, list[Anchor]]:
    """A table or a figure with the anchors of its rows and notes."""
    kind = "f" if isinstance(block, Figure) else "t"
    counters[kind] += 1
    entry = _entry(block.id or f"{section}-{kind}{counters[kind]}", Fresh.of(block.caption), block.line, known)
    if isinstance(block, Figure):
        return replace(block, id=entry.id, line=entry.line), [entry]
    entries = [entry]
    rows: list[Row] = []
    for number, row in enumerate(block.rows, 1):
        entries.append(_entry(f"{entry.id}-r{number}", Fresh.of(" ".join(row.cells)), row.line, known))
        rows.append(replace(row, id=entries[-1].id, line=entries[-1].line))
    notes: list[Note] = []
    for note in block.notes:
        counters["n"] += 1
        entries.append(_entry(f"{section}-n{counters['n']}", Fresh.of(note.text), note.line, known))
        notes.append(replace(note, id=entries[-1].id, line=entries[-1].line))
    return replace(block, id=entry.id, line=entry.line, rows=tuple(rows), notes=tuple(notes)), entries


def carry(section: str, new: Sequence[Fresh], old: Sequence[Anchor]) -> tuple[list[str], list[Anchor]]:
    """The anchors of a section's sentences, and the retired ones.

    Equal texts are aligned first; between them each old text goes to the new one most like it, in order.
    """
    living = [a for a in old if not a.to]
    used = {a.id for a in old}
    match: list[Anchor | None] = [None] * len(new)
    blocks = SequenceMatcher(None, [a.hash for a in living], [n.hash for n in new], autojunk=False).get_matching_blocks()
    at_old = at_new = 0
    for block in blocks:
        for i, j in _align(living[at_old : block.a], new[at_new : block.b]):
            match[at_new + j] = living[at_old + i]
        for k in range(block.size):
            match[block.b + k] = living[block.a + k]
        at_old, at_new = block.a + block.size, block.b + block.size
    kept = {a.id for a in match if a}
    homeless = {a.hash: a for a in old if a.id not in kept and not a.moved}
    for j, fresh in enumerate(new):  # a text that changed its place in the section, or came back to it, keeps its anchor
        if match[j] is None and (anchor := homeless.pop(fresh.hash, None)):
            match[j] = anchor
    ids = list(_names(section, match, used))
    kept = {a.id for a in match if a}
    order = [a.id for a in living]
    retired = [a for a in old if a.to and a.id not in kept]
    for anchor in living:
        if anchor.id not in kept:
            before = [name for name in order[: order.index(anchor.id)] if name in kept]
            after = [name for name in order[order.index(anchor.id) :] if name in kept]
            retired.append(replace(anchor, to=(before[-1:] or after[:1] or [section])[0]))
    return ids, retired


def _align(old: Sequence[Anchor], new: Sequence[Fresh]) -> Iterator[tuple[int, int]]:
    """Pairs of old and new texts in order, of the greatest likeness in all; pairs less than ALIKE are none."""
    if not old or not new:
        return
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    sketches = [sketch(n.text) for n in new]
    score = [[likeness(o.sketch, s) for s in sketches] for o in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            pair = best[i + 1][j + 1] + score[i][j] if score[i][j] >= ALIKE else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _names(section: str, match: Sequence[Anchor | None], used: set[str]) -> Iterator[str]:
    """Ids in order: matched ones keep theirs, the others get one that was never used."""
    taken = set(used)
    last_kept = max((i for i, anchor in enumerate(match) if anchor), default=-1)
    highest = max((int(found[1]) for name in used if (found := re.fullmatch(r".*-(\d+)[a-z]*", name))), default=0)
    previous = f"{section}-0"
    for i, anchor in enumerate(match):
        if anchor:
            name = anchor.id
        elif i > last_kept:
            highest += 1
            name = f"{section}-{highest}"
        else:
            stem = re.sub(r"[a-z]+$", "", previous)
            letters = 0
            while (name := stem + _letters(letters)) in taken:
                letters += 1
        taken.add(name)
        previous = name
        yield name


def _letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text
