"""Second pass: items and titles become sections with paragraphs, tables and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.errors import Gathering, ZhangjuError, gathering, nearest
from generator.findings import Finding
from generator.model import Block, Figure, Paragraph, Section, Sentence, Span, Table, with_references
from generator.model.address import is_web_address, section_id, shown
from generator.numbering import level_of
from generator.outline.annexes import may_be_title
from generator.outline.contents import disagreements
from generator.outline.leads import mark_leads
from generator.outline.lost_columns import lost_columns
from generator.outline.notices import closing_of, notice_of
from generator.outline.scan import PICTURE, Item, Scanner
from generator.outline.sentences import split_sentences
from generator.outline.sequence import UNNUMBERED
from generator.outline.table_notes import References
from generator.outline.tables import build_table, parted, read_note
from generator.outline.titles import Title, find_titles
from generator.outline.unsettled import empty_tables, lost_table, repeated_paragraphs, table_findings
from generator.pure import give_way
from generator.reading.seed import Seed
from generator.reading.settings import Supplied
from generator.repair import Repaired
from generator.repair.cells import TABLE_CAPTION, UNIT


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a plan, and what was noticed on the way."""

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    found_by: dict[str, str]
    """Section id → how the end of its title was found: `line`, `stop`, `bracket`, `colon`, `blank`, `contents`, `model`, `editor`,
    `supplied`."""


@dataclass(slots=True)
class _Open:
    """A section being filled."""

    section: Section
    blocks: list[Block] = field(default_factory=list)
    paragraph: list[Sentence] = field(default_factory=list)
    caption: list[Item] = field(default_factory=list)
    """The caption of a table or picture, and the unit under it."""
    rows: list[Item] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)


def outline(seed: Seed, repaired: Repaired, use_borders: bool = True) -> Outline:
    """Divide a repaired text. Raises ZhangjuError for repeated section numbers, levels that never occur, and what an editor supplied,
    moved or bordered that does not fit: all of them."""
    scanner = Scanner(seed, repaired)
    items = list(scanner.items())
    headings = [item for item in items if item.kind == "heading"]
    titles, doubts = find_titles(seed, repaired.text, headings, use_borders, repaired.contents)
    builder = _Builder(seed, repaired, titles, scanner.supplied)
    for item in items:
        give_way()
        builder.add(item)
    sections = builder.finish()
    findings = [*scanner.findings, *doubts, *builder.findings, *empty_tables(seed), *repeated_paragraphs(seed, sections)]
    findings += lost_columns(seed, sections)
    findings += disagreements(seed, repaired.contents, sections)
    if not headings and not seed.settings.supplied:
        findings.append(
            Finding("O001", str(seed.path), 1, "no line begins with a number of the levels", f"see `levels` in {seed.settings.path.name}")
        )
    with gathering() as problems:
        for error in (*builder.problems.found, *_missing_levels(seed, headings)):
            problems.add(error)
        for error in _missed_borders(seed, titles.values(), headings) if use_borders else ():
            problems.add(error)
    return Outline(tuple(sections), tuple(findings), builder.found_by)


def _missing_levels(seed: Seed, headings: Sequence[Item]) -> Iterator[ZhangjuError]:
    """A level's sample that no heading has: it is misprinted or belongs to another plan."""
    if not headings:
        return
    used = {(bool(h.appendix), h.found.level) for h in headings if h.found}
    supplied = {s.level for s in seed.settings.supplied}
    untitled = not any(h.special.rpartition(".")[2].startswith(UNNUMBERED) for h in headings)
    for appendix, samples in ((False, seed.settings.levels), (True, seed.settings.appendix_levels)):
        for level, sample in enumerate(samples, 1):
            if (sample or untitled) and (appendix, level) not in used and not (not appendix and level in supplied):
                name = "appendix_levels" if appendix else "levels"
                yield ZhangjuError(
                    seed.settings.path,
                    seed.settings.key_lines.get(name, 1),
                    f"level {level}, `{sample}`, never occurs in {seed.path.name}",
                    "write the sample as the plan prints it, or leave the level out",
                )


def _missed_borders(seed: Seed, titles: Iterable[Title], headings: Sequence[Item]) -> Iterator[ZhangjuError]:
    """An editor's border that no heading of its line has."""
    bordered = {title.title for title in titles if title.found_by == "editor"}
    lines = {item.line for item in headings if any(item.span[0] <= start < item.span[1] for start, _ in bordered)}
    for border in seed.settings.border:
        if border.line not in lines:
            cause = f"no heading in line {border.line} of {seed.path.name} has a title that begins “{border.title}”"
            yield ZhangjuError(seed.settings.path, border.at, cause, "correct `line` or `title`, which is without number", "C001")


class _Builder:
    """Fills sections in reading order."""

    def __init__(self, seed: Seed, repaired: Repaired, titles: dict[int, Title], supplied: dict[int, str]) -> None:
        self.supplied = supplied
        self.seed, self.repaired, self.text, self.titles = seed, repaired, repaired.text, titles
        self.origin, self.breaks = repaired.draft.origin, repaired.breaks
        self.by_sentence = seed.settings.format == "sentence-lines"
        self.open: list[_Open] = []
        self.notice: _Open | None = None
        self.above: list[tuple[int, str]] = []
        self.found_by: dict[str, str] = {}
        self.problems = Gathering()
        self.findings: list[Finding] = []
        self.references = References(self.text)
        self.pending = sorted(seed.settings.supplied, key=lambda s: s.line)

    def add(self, item: Item) -> None:
        """Put one item where it belongs."""
        if item.kind == "break":
            self._end_paragraph() if self.by_sentence else None
            return
        while self.pending and item.kind != "title" and item.line >= self.pending[0].line:
            with self.problems.trying():
                self._supply(self.pending.pop(0))
        if item.kind == "title":
            self._front_title(item)
        elif item.kind == "heading":
            self._heading(item)
        else:
            self._body(item)

    def finish(self) -> list[Section]:
        """The sections, with their leads."""
        for supplied in self.pending:
            with self.problems.trying():
                self._supply(supplied)
        for opened in self.open:
            self._close(opened)
        if self.notice:
            last = self.open[-1]
            count = closing_of(last.blocks)
            self.notice.blocks += last.blocks[len(last.blocks) - count :]  # what closes the notice stands below what it issues
            last.blocks = last.blocks[: len(last.blocks) - count]
            self.open.insert(1, self.notice)  # below the document's own title and what stands under it, which are its front
        self._move_floats()
        return list(with_references(mark_leads([_filled(opened) for opened in self.open])))

    def _move_floats(self) -> None:
        """Put tables and pictures that an editor assigned to a section at the end of that section's own text."""
        for table in self.seed.settings.table:
            if table.section:
                with self.problems.trying():
                    self._move(table.section, range(table.line, table.last_line + 1), Table, table.at)
        for figure in self.seed.settings.figure:
            with self.problems.trying():
                self._move(figure.section, range(figure.line, figure.line + 1), Figure, figure.at)

    def _move(self, section: str, lines: range, kind: type[Table] | type[Figure], at: int) -> None:
        target = next((o for o in self.open if o.section.id == section), None)
        held = [(o, b) for o in self.open for b in o.blocks if isinstance(b, kind) and b.line in lines]
        if target is None or not held:
            cause = f"there is no section {section}" if target is None else f"no {kind.__name__.lower()} stands in line {lines.start}"
            how = "correct `line`"
            if target is None:
                how = f"`section` is the path of the numbers as printed; {nearest(section, [o.section.id for o in self.open])}"
            raise ZhangjuError(self.seed.settings.path, at, cause, how)
        opened, block = held[0]
        opened.blocks = [b for b in opened.blocks if b is not block]
        target.blocks.append(block)

    # ---- headings

    def _front_title(self, item: Item) -> None:
        front = next((o for o in self.open if o.section.id == "front"), None)
        section = Section("front", None, "", 1, self.text[slice(*item.span)], line=item.line, span=item.span)
        self.found_by["front"] = "line"
        if front is None:
            self.open.insert(0, _Open(section))
        elif not front.section.span:
            self._part_notice(front)
            front.section = section
        else:
            self._body(item)

    def _part_notice(self, front: _Open) -> None:
        """Give the notice that precedes the title a section of its own."""
        self._end_paragraph()
        if self.seed.settings.notice and self.open == [front] and (found := notice_of(front.blocks)):
            notice, blocks = found
            self.found_by[notice.id] = "line"
            self.notice = _Open(notice, blocks)
            front.blocks = []

    def _supply(self, supplied: Supplied) -> None:
        mark, number = "", None
        for cause, next_step, code in _unfit(supplied, self.seed.settings.levels):
            raise ZhangjuError(self.seed.settings.path, supplied.at, cause, next_step, code)
        if supplied.number and (found := level_of(self.seed.settings.levels[supplied.level - 1]).match(supplied.number)):
            mark, number = found.text, found.number
        name = section_id(self.supplied.get(supplied.at, supplied.id), self.seed.settings.path, supplied.at)
        self._begin(
            name,
            number,
            mark,
            supplied.level,
            supplied.title,
            run_in=False,
            supplied=True,
            line=supplied.line,
            span=None,
            found_by="supplied",
        )

    def _heading(self, item: Item) -> None:
        title = self.titles[item.span[0]]
        if item.found:
            name = item.name
            level = item.level
            number: str | None = item.found.mark.number
            mark = item.found.mark.text
        else:
            name, level = (item.name, item.level) if item.level else (item.name or item.special, 1)
            mark = self._special_mark(item)
            number = mark.rstrip("：: \u3000.．、") or None
        self._begin(
            name,
            number,
            mark,
            level,
            self.text[slice(*title.title)],
            run_in=title.run_in,
            supplied=False,
            line=item.line,
            span=(item.span[0], title.end),
            found_by=title.found_by,
        )
        if title.end < item.span[1]:
            self._body(Item("text", (title.end, item.span[1]), item.line))

    def _special_mark(self, item: Item) -> str:
        """The mark of an annex or a box, set before its title, which may stand in the next line."""
        if not item.fixed or not (item.level or item.opens_appendix):
            return ""
        end = item.fixed[0] if item.level else item.fixed[1]
        return re.sub(r"\s*\n\s*", "\u3000", self.text[item.span[0] : end])

    def _begin(
        self,
        name: str,
        number: str | None,
        mark: str,
        level: int,
        title: str,
        *,
        run_in: bool,
        supplied: bool,
        line: int,
        span: Span | None,
        found_by: str,
    ) -> None:
        if name in self.found_by:
            step = f"mend `number` or `id` of the [[supplied]] near it in {self.seed.settings.path.name}, or [[keep]] what is no heading"
            raise ZhangjuError(self.seed.path, line, f"a second heading, “{mark}{title}”, has the place {name}", step)
        while self.above and self.above[-1][0] >= level:
            self.above.pop()
        parent = self.above[-1][1] if self.above else None
        self.above.append((level, name))
        if self.open:
            self._close(self.open[-1])
        self.open.append(
            _Open(
                Section(
                    name, number, mark=mark, level=level, title=title, run_in=run_in, supplied=supplied, parent=parent, line=line, span=span
                )
            )
        )
        self.found_by[name] = found_by

    # ---- what stands under them

    def _current(self) -> _Open:
        if not self.open:
            self.open.append(_Open(Section("front", None, "", 1, "")))
        return self.open[-1]

    def _body(self, item: Item) -> None:
        here = self._current()
        if item.kind == "row" and here.notes:
            self._end_table(here)
        if item.kind in ("row", "note") and (here.rows or item.kind == "row"):
            self._end_paragraph()
            (here.rows if item.kind == "row" else here.notes).append(item)
            return
        if here.rows:
            self._end_table(here)
        if item.kind == "note":
            self._end_caption(here)
            self._end_paragraph()
            here.blocks.append(read_note(self.text, item))
            return
        if item.kind == "picture":
            found = PICTURE.match(self.text[slice(*item.span)])
            caption = (found["caption"] or "").rstrip() if found else ""
            self._figure(here, item, caption, self._source(found["source"], item.line) if found else "")
        elif item.kind == "caption":
            self._end_caption(here)
            self._end_paragraph()
            here.caption = [item]
        elif here.caption and self._belongs_to_caption(here.caption, self.text[slice(*item.span)]):
            here.caption.append(item)
        else:
            self._end_caption(here)
            self._paragraph(here, item)

    def _belongs_to_caption(self, caption: Sequence[Item], line: str) -> bool:
        """True for the unit of a table, and for its title below a number that has its line to itself (附表1)."""
        above = self.text[slice(*caption[-1].span)]
        return UNIT.fullmatch(line) is not None or (TABLE_CAPTION.fullmatch(above) is not None and may_be_title(line))

    def _paragraph(self, here: _Open, item: Item) -> None:
        if not self.by_sentence:
            self._end_paragraph()
        for start, end in split_sentences(self.text, *item.span, self.breaks):
            line = self.seed.place(self.origin[start])[0]
            here.paragraph.append(Sentence(self.text[start:end].strip(), line=line, span=(start, end)))

    def _end_paragraph(self) -> None:
        if self.open and self.open[-1].paragraph:
            here = self.open[-1]
            here.blocks.append(Paragraph(tuple(here.paragraph)))
            here.paragraph = []

    def _end_caption(self, here: _Open) -> None:
        """A caption that no table followed is a picture's, or of a table that is lost."""
        caption, here.caption = here.caption, []
        if caption:
            self.findings += lost_table(self.text, caption[0], self.seed)
            self._figure(here, caption[0], self.text[slice(*caption[0].span)], "")
        for unit in caption[1:]:
            self._paragraph(here, unit)

    def _figure(self, here: _Open, item: Item, caption: str, source: str) -> None:
        self._end_caption(here)
        self._end_paragraph()
        here.blocks.append(Figure(caption, source, line=item.line, span=item.span))

    def _source(self, address: str, line: int) -> str:
        """A picture's address, with a finding for one that no page may link to: it stands in content as in the seed, pages leave it out."""
        if not address or is_web_address(address):
            return address
        how = "the figure stands without a link; look whether the text came damaged"
        self.findings.append(Finding("N004", str(self.seed.path), line, f"`{shown(address)}`", how))
        return address

    def _end_table(self, here: _Open) -> None:
        self.findings += table_findings(self.seed, self.text, self.repaired, here.caption, here.rows)
        *others, last = parted(self.text, here.rows)
        own = self.references.own(self.text, here.notes, (here.caption or here.rows)[0].span[0])
        for n, rows in enumerate((*others, last)):
            notes = here.notes[:own] if rows is last else ()
            here.blocks, table = build_table(self.text, here.blocks, () if n else here.caption, rows, notes)
            here.blocks.append(table)
        here.blocks += [read_note(self.text, item) for item in here.notes[own:]]
        here.caption, here.rows, here.notes = [], [], []

    def _close(self, opened: _Open) -> None:
        if opened.paragraph:
            opened.blocks.append(Paragraph(tuple(opened.paragraph)))
            opened.paragraph = []
        if opened.rows:
            self._end_table(opened)
        self._end_caption(opened)
        if opened.paragraph:
            opened.blocks.append(Paragraph(tuple(opened.paragraph)))
            opened.paragraph = []


def _unfit(supplied: Supplied, levels: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(cause, next step, code) of what a supplied heading cannot be."""
    if not 1 <= supplied.level <= max(len(levels), 1):
        yield f"there is no level {supplied.level}", f"write a number from 1 to {len(levels) or 1}, or add to `levels`", ""
    elif supplied.number:
        if not levels or not level_of(levels[supplied.level - 1]).match(supplied.number):
            like = levels[supplied.level - 1] if levels else "一、"
            yield f"`{supplied.number}` is no number of level {supplied.level}", f"write it like `{like}`", ""
    elif not supplied.id:
        yield "a supplied heading has neither number nor id", "add one of them", ""
    elif not re.fullmatch(r"[a-z][a-z0-9]*", supplied.id) or supplied.id == "front":
        cause = f"`{supplied.id}` is {'the title of the plan' if supplied.id == 'front' else 'no id of a heading'}"
        yield cause, "write small letters and digits: `intro`", "N001"


def _filled(opened: _Open) -> Section:
    return replace(opened.section, blocks=tuple(opened.blocks))
