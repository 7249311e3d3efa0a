"""The proof that what is published is what is committed: every part of a plan in its element of the finished pages, and in the open data.

A page is read as it was written to disk, whatever templates and renderers did; of a part, the element with its anchor must hold its words,
once, in reading order, and a row as many cells as it has. What an element shows beside them (marks, a translation) may stand around them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from generator.characters import SUBSCRIPT, plain
from generator.content.write import by_file
from generator.edition import Edition, PlanView
from generator.errors import Gathering
from generator.findings import Finding
from generator.model import Block, Figure, Note, Paragraph, Row, Section, Sentence, Table, table_parts
from generator.site.apart import end_of_span
from generator.site.views import ChapterView, PlanPageView, View, WholeView

ANCHORED = re.compile(r'<(h[1-6]|span|table|tr|li|figure)\b[^<>]*?\sid="([^"]+)"[^<>]*>')
TAG = re.compile(r"<[^<>]*>")
CELL = re.compile(r"<t[dh]\b[^<>]*>")
REFERENCE = re.compile(r"\[\^([^\[\]]*)\]")
SHOWN_WORDS = 30
"""Characters of a lost text that are told."""


def proven_sections(view: View) -> tuple[PlanView, Sequence[Section]] | None:
    """The sections that a page has to hold; None for a page that holds no plan's text."""
    match view:
        case ChapterView():
            return view.plan, view.chapter.sections
        case WholeView():
            return view.plan, view.plan.plan.sections
        case PlanPageView():
            return view.plan, view.plan.front.sections
    return None


@dataclass
class Proof:
    """What the pages of a build lack."""

    lost: Gathering = field(default_factory=Gathering)
    seen: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Folder of the language and kind of page → the plans and sections that such pages were held against."""

    def page(self, file: str, html: str, view: View) -> None:
        """Hold a finished page against the content that it shows."""
        if held := self.saw(view):
            plan, sections = held
            for anchor, words in lacking(html, sections):
                self._add(plan, anchor, words, file)

    def saw(self, view: View) -> tuple[PlanView, Sequence[Section]] | None:
        """Note what a page holds, and give it; None where it has to hold nothing."""
        if held := proven_sections(view):
            plan, sections = held
            kind = "whole" if isinstance(view, WholeView) else "pages"
            self.seen.setdefault((view.edition.language.prefix, kind), set()).update(f"{plan.id} {section.id}" for section in sections)
        return held

    def join(self, other: Proof) -> None:
        """Take over what was held against content elsewhere."""
        self.lost.found += other.lost.found
        for kind, sections in other.seen.items():
            self.seen.setdefault(kind, set()).update(sections)

    def data(self, site: Path, edition: Edition) -> None:
        """Hold the open data, as written, against the content."""
        for plan in edition:
            file = f"api/{plan.id}.json"
            made = json.loads((site / file).read_text(encoding="utf-8"))
            for anchor, words in lacking_in_data(made, plan.plan.sections):
                self._add(plan, anchor, words, file)

    def finish(self, site: Path, editions: Iterable[Edition]) -> None:
        """Prove that no page was left out, and the open data. Raises ZhangjuError for all that was lost."""
        first, *others = editions
        self.data(site, first)
        for edition in (first, *others):
            self._whole(edition, first)
        self.lost.settle()

    def _whole(self, edition: Edition, first: Edition) -> None:
        """No section may be on no page, and no character be lost on the way to another script."""
        for plan, own in zip(edition, first, strict=True):
            for section, before in zip(plan.plan.sections, own.plan.sections, strict=True):
                for kind in ("pages", "whole"):
                    if f"{plan.id} {section.id}" not in self.seen.get((edition.language.prefix, kind), ()):
                        self._add(plan, section.id, section.title, f"any page ({edition.language.prefix or '/'}, {kind})")
                for part, old in zip(section.parts(), before.parts(), strict=True):
                    if len(part.text) != len(old.text):
                        self._add(plan, part.place, old.text, f"the text in {edition.language.code}")

    def _add(self, plan: PlanView, anchor: str, words: str, file: str) -> None:
        section = plan.section(anchor)
        name = next(name for name, held in by_file(plan.plan.sections).items() if section in held)
        cause = f"{plan.id} {anchor}, “{words[:SHOWN_WORDS]}”, does not stand in {file} as content has it"
        advice = "mend the template or the renderer that makes it; the old site was left as it was"
        self.lost.add(Finding("P003", f"content/{plan.id}/{name}", 1, cause, advice).as_error())


def lacking(html: str, sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """(anchor, text) of each part that a finished page does not show in its element, once, after the part before it."""
    page = _Page(html)
    for section in sections:
        yield from page.lost(section.id, [_printed(section.mark + section.noted_title, (mark for _, mark in section.calls))])
        for block in section.blocks:
            yield from _lacking_block(page, block)


def _lacking_block(page: _Page, block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph():
            for sentence in block.sentences:
                yield from page.lost(sentence.id, [_printed(sentence.text, sentence.marks)])
        case Note():
            yield from page.lost(block.id, [_printed(block.mark), _printed(block.text)])
        case Figure():
            yield from page.lost(block.id, [_printed(block.caption)])
        case Table():
            marks = {note.mark for note in block.notes}
            yield from page.lost(block.id, [_printed(block.caption, marks)])
            yield from page.lost_cells(block.id, [_printed(text, marks) for text in block.columns], "</thead>")
            for row in block.rows:
                yield from page.lost_cells(row.id, [_printed(text, marks) for text in row.cells], "</tr>")
            for note in block.notes:
                yield from page.lost(note.id, [_printed(note.mark), _printed(note.text)])


def _printed(text: str, marks: Iterable[str] = ()) -> str:
    """A text as a page shows it, without its blanks: subscripts and references to its notes without their signs."""
    known = set(marks)
    if known:
        text = REFERENCE.sub(lambda found: found[1] if found[1] in known else found[0], text)
    return _unspaced(SUBSCRIPT.sub(r"\1", text) if "~" in text else text)


def _unspaced(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


class _Page:
    """A finished page by its anchors."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found: dict[str, tuple[str, int]] = {}
        self.twice: set[str] = set()
        self.at = 0
        """Where the part before stood: the next one must stand after it."""
        for found in ANCHORED.finditer(html):
            if found[2] in self.found:
                self.twice.add(found[2])
            self.found[found[2]] = found[1], found.end()

    def lost(self, anchor: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The anchor with the first of some texts that its element does not hold, in their order."""
        held, at = self._element(anchor), 0
        for text in texts:
            at = held.find(text, at) if held is not None else -1
            if at < 0:
                yield anchor, text
                return
            at += len(text)

    def lost_cells(self, anchor: str, cells: Sequence[str], end: str) -> Iterator[tuple[str, str]]:
        """The anchor with the first cell that a row does not hold at its place."""
        begin = self.found.get(anchor, ("", 0))[1]
        stop = self.html.find(end, begin)
        held = [_bare(piece) for piece in CELL.split(self.html[begin:stop])[1:]]
        odd = next((cell for cell, shown in zip(cells, held, strict=False) if cell not in shown), None)
        if anchor not in self.found or odd is not None or len(cells) != len(held):
            yield anchor, odd or " ".join(cells)
        elif anchor in self.twice or not self._in_order(anchor):
            yield anchor, " ".join(cells)

    def _element(self, anchor: str) -> str | None:
        """The text of an element, without tags and blanks; None when there is no such one, two of them, or one out of its place."""
        if anchor not in self.found or anchor in self.twice or not self._in_order(anchor):
            return None
        tag, begin = self.found[anchor]
        return _bare(self.html[begin : self._end(tag, begin)])

    def _in_order(self, anchor: str) -> bool:
        begin = self.found[anchor][1]
        ordered, self.at = begin >= self.at, max(begin, self.at)
        return ordered

    def _end(self, tag: str, begin: int) -> int:
        """Where an element ends that begins at an offset; of a table where its caption ends."""
        if tag != "span":
            return self.html.find("<thead>" if tag == "table" else f"</{tag}>", begin)
        return end_of_span(self.html, begin)


def _bare(html: str) -> str:
    """The text of some HTML without its blanks."""
    text = TAG.sub("", html) if "<" in html else html
    return _unspaced(unescape(text) if "&" in text else text)


def lacking_in_data(made: Any, sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """(anchor, text) of each part of a plan that its open data do not have just so."""
    entries = {str(entry["id"]): entry for entry in made["sections"]}
    if [*entries] != [section.id for section in sections] or len(entries) != len(made["sections"]):
        odd = next((s for s in sections if s.id not in entries), sections[0])
        yield odd.id, odd.title
    for section in sections:
        held = dict(_held(entries.get(section.id, {})))
        for anchor, texts in _wanted(section):
            if held.get(anchor) != texts:
                yield anchor, " ".join(texts)


def _wanted(section: Section) -> Iterator[tuple[str, list[str]]]:
    """(anchor, texts) of a section and all its parts."""
    yield section.id, [section.number or "", plain(section.title)]
    for block in section.blocks:
        items: Sequence[Sentence | Figure | Table | Row | Note]
        items = block.sentences if isinstance(block, Paragraph) else (block, *table_parts(block)) if isinstance(block, Table) else (block,)
        marks = {note.mark for note in block.notes} if isinstance(block, Table) else set()
        for item in items:
            marks = set(item.marks) if isinstance(item, Sentence) else marks
            own = [item.caption] if isinstance(item, Table) else [*_texts(item)] if isinstance(item, Note) else []
            cells = item.columns if isinstance(item, Table) else () if own else _texts(item)
            yield (
                item.id,
                [*(_cell(text, marks if isinstance(item, Table) else ()) for text in own), *(_cell(text, marks) for text in cells)],
            )


def _texts(item: Sentence | Figure | Row | Note) -> Sequence[str]:
    match item:
        case Sentence():
            return [item.text]
        case Figure():
            return [item.caption]
        case Row():
            return item.cells
        case Note():
            return [item.mark, item.text]


def _cell(text: str, marks: Collection[str]) -> str:
    """A text as open data have it: references to the notes with some marks, which have an entry, are left out of it."""
    bare = REFERENCE.sub(lambda found: "" if found[1] in marks else found[0], text)
    return SUBSCRIPT.sub(r"\1", bare).replace("\u3000", " ")


def _held(entry: Any) -> Iterator[tuple[str, list[str]]]:
    """The same of an entry of the open data."""
    if entry:
        yield entry["id"], [entry["number"] or "", entry["title"]]
    for sentence in entry.get("sentences", ()):
        yield sentence["id"], [sentence["text"].replace("\u3000", " ")]
    for figure in entry.get("figures", ()):
        yield figure["id"], [figure["caption"].replace("\u3000", " ")]
    for note in entry.get("notes", ()):
        yield note["id"], [note["mark"], note["text"].replace("\u3000", " ")]
    for table in entry.get("tables", ()):
        yield table["id"], [table["caption"].replace("\u3000", " "), *table["columns"]]
        yield from ((row["id"], row["cells"]) for row in table["rows"])
        yield from ((note["id"], [note["mark"], note["text"].replace("\u3000", " ")]) for note in table["notes"])
