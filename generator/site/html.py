"""Sections become HTML. Every heading, sentence, table, row, figure and note carries its anchor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

from generator.characters import HAN, plain
from generator.content.anchors import Anchor
from generator.edition import TextMark
from generator.indicators.heads import kind_of_head
from generator.model import Block, Figure, Mention, Note, Paragraph, Row, Section, Sentence, Span, Table
from generator.model.address import is_link, is_web_address
from generator.site.marks import Linked, Translate, flags_of, inline, mark_html, marked
from generator.spans import Spans

NOTE_REFERENCE = re.compile(r"<[^<>]*>|\[\^([^\[\]]+)\]")
"""A reference to a note; tags are matched first, so that what stands in their attributes stays."""
NUMERIC = re.compile(r"^[<>≥≤]?[\d,.]+[%％]?$|^[-—–]$")
FIGURES = ' class="figure column"'
"""Of the cells and the heading of a column of figures."""
SHORT_CELL = 5
"""Characters of a cell that stays on one line."""


def heading_html(section: Section, say: Translate, marks: tuple[str, str] = ("", ""), title: str | None = None) -> str:
    """Number and title of a section; 〔〕 and a hint where an editor supplied it; `marks` stand before and after them."""
    number = f'<span class="number">{inline(section.mark.rstrip())}</span>' if section.mark else ""
    gap = " " if section.mark.endswith(" ") and section.title else ""
    text = f"{marks[0]}{number}{gap}{inline(section.title) if title is None else title}{marks[1]}"
    if section.supplied:
        text += "" if section.title else f'<span class="absent">{say("title_absent")}</span>'
        return f'<span class="supplied" title="{say("supplied_hint")}">〔{text}〕</span>'
    return text


@dataclass
class Renderer:
    """Makes the HTML of one page's sections."""

    say: Translate
    missing: Mapping[str, str]
    """By place and anchor (`before 1.1-1`), what the seed lacks there."""
    marks: Mapping[str, Sequence[TextMark]]
    """By anchor, what was repaired or is suspected in its text."""
    record_url: str
    """Way from the page to the folder of the plan's seed and collation, the plan's own: `../` on a chapter's page."""
    has_seed: bool = False
    """True when the site shows the seed, so that lines can be linked."""
    top_level: int = 1
    """Heading rank of a level-1 section."""
    former: Mapping[str, Sequence[Anchor]] = field(default_factory=dict)
    """By anchor of the page (empty for its top), the former anchors that lead there or are told there."""
    address: Callable[[str], str] = str
    """Anchor → its address from the page."""
    mentions: Mapping[tuple[str, int], Sequence[Mention]] = field(default_factory=dict)
    """By anchor and cell, where terms are used."""
    same: Mapping[str, str] = field(default_factory=dict)
    """By anchor, marks in the margin of a sentence."""
    after: Mapping[str, str] = field(default_factory=dict)
    """By anchor, HTML that stands after its paragraph, or after its table for a row."""
    citations: Mapping[tuple[str, int], Sequence[tuple[Span, str]]] = field(default_factory=dict)
    """By anchor and cell, where works are cited, with the address of each from the site's root."""
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By anchor of a sentence, or of a section for its title, and mark, the anchor of the note to which it refers."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Section → its number as print has it, which the script calls it by where the address says another."""
    root: str = ""
    """Way from the page to the site's root."""
    lead: Callable[[str], str] = str
    """The address from the site's root of an entry of a list, which may stand on one of several pages."""
    source: str = ""
    """Where the plan's text is from, as its metadata say: what a relative address of a picture is relative to."""
    line: int = field(default=0, init=False)
    told: set[str] = field(default_factory=set, init=False)
    """Terms that the section in hand has named."""

    def sections(self, sections: Iterable[Section]) -> str:
        """Sections in reading order."""
        return self._former("") + "\n".join(self._section(section) for section in sections)

    def _former(self, anchor: str) -> str:
        """What became of the places that were published here and are no more; seen by who follows their address."""
        told = []
        for old in self.former.get(anchor, ()):
            words = self.say("anchor_moved" if old.moved else "anchor_retired")
            name, to, way = map(escape, (old.id, old.to, self.address(old.to)))
            told.append(f'<span class="former" id="{name}">{name} {words} <a href="{way}">{to}</a></span>')
        return "".join(told)

    def body(self, section: Section) -> str:
        """What stands under a section's heading."""
        return "\n".join(self._block(block) for block in section.blocks)

    def _section(self, section: Section) -> str:
        rank = min(6, section.level + self.top_level - 1)
        name = escape(section.id)
        number = self.numbers.get(section.id, section.id)
        printed = f' data-n="{escape(number)}"' if number != section.id else ""
        self.told.clear()
        parts = [
            self._missing("before", section.id),
            self._former(section.id),
            f'<h{rank} id="{name}" class="level-{section.level}"{printed}>{self.heading(section)}{self._link(section.id)}</h{rank}>',
            self.body(section),
            self._missing("after", section.id),
        ]
        return f'<section aria-labelledby="{name}">\n' + "\n".join(part for part in parts if part) + "\n</section>"

    def heading(self, section: Section) -> str:
        """A section's heading with its marks, terms and citations."""
        title = self.text(section.id, section.noted_title, calls=section.calls)
        return heading_html(section, self.say, self._heading_marks(section), self._noted(section.id, title))

    def _noted(self, anchor: str, html: str) -> str:
        """A text with its references to notes as links."""
        held = self.notes.get(anchor)
        return self._referring(html, {inline(mark): self.address(note) for mark, note in held.items()}) if held else html

    def words(self, context: str, html: str) -> str:
        """What a page shows of a text, given as HTML: here the text. `context` is its anchor, of a cell with its column (`2.3-t1-r7:0`)."""
        return html

    def sentence(self, anchor: str, html: str, link: str, same: str) -> str:
        """What a page shows of a sentence: its text, the link to itself, and the marks of other places that have the same words."""
        return f"{html}{link}{same}"

    def text(self, anchor: str, text: str, marks: Sequence[TextMark] = (), cell: int = 0, *, calls: Sequence[tuple[int, str]] = ()) -> str:
        """A text part with its citations and terms as links (of terms the first in its section), its repairs and flags in place. `calls`
        are references to notes that stand in it and that the spans of citations and terms do not count."""
        links: list[Linked] = []
        for counted, address in self.citations.get((anchor, cell), ()):
            span = _past(counted, calls)
            if "[^" not in text[slice(*span)]:  # a note's reference inside is a link itself
                kind = "c" if address.startswith("bibliography/") else "c to"
                tag = f'<a class="{kind}" href="{self.root}{escape(self.lead(address))}">'
                links.append((span, tag, tag))
        cited, flags = Spans(span for span, _, _ in links), flags_of(marks)
        for mention in self.mentions.get((anchor, cell), ()):
            start, end = span = _past(mention.span, calls)
            if "[^" in text[start:end] or flags.hold(start, end) or cited.meet(start, end):
                continue
            term = escape(mention.term)
            way = f'data-t="{term}"' if mention.term in self.told else f'href="{self.root}{self.lead(f"glossary/#{term}")}"'
            links.append((span, f'<a class="t" {way}>', f'<a class="t" data-t="{term}">'))
            self.told.add(mention.term)
        return marked(text, marks, self.record_url, self.say, sorted(links))

    def _link(self, anchor: str) -> str:
        """The link of a place to itself, which the script makes a button that copies it. The style sheet writes its ¶. The script
        keeps it to the pointer: read after every sentence, a stop of the keyboard each, hundreds of them would hide the text."""
        return f'<a class="mark" href="#{escape(anchor)}"></a>'

    def _missing(self, where: str, anchor: str) -> str:
        text = self.missing.get(f"{where} {anchor}")
        return f'<p class="missing" role="note">{inline(text)}</p>' if text else ""

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                before = "".join(self._missing("before", s.id) for s in block.sentences)
                after = "".join(self._missing("after", s.id) for s in block.sentences)
                links = self._beside(s.id for s in block.sentences)
                return f"{before}<p>{''.join(self._sentence(s) for s in block.sentences)}</p>{after}{links}"
            case Note():
                return self._notes([block])
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)

    def _beside(self, anchors: Iterable[str]) -> str:
        """What stands beside a paragraph or a table; several are held together, so that they take one place in the margin."""
        links = [self.after[anchor] for anchor in anchors if anchor in self.after]
        return "".join(links) if len(links) < 2 else f'<div class="beside">{"".join(links)}</div>'

    def _sentence(self, sentence: Sentence) -> str:
        kind = "s lead" if sentence.lead else "s"
        text = self.text(sentence.id, sentence.text, self.marks.get(sentence.id, ()))
        inner = self.sentence(sentence.id, self._seed_line(sentence) + text, self._link(sentence.id), self.same.get(sentence.id, ""))
        return f'{self._former(sentence.id)}<span class="{kind}" id="{escape(sentence.id)}">{self._noted(sentence.id, inner)}</span>'

    def _seed_line(self, sentence: Sentence) -> str:
        """The link to the seed's line, where a new one begins; shown with the text as received."""
        if not self.has_seed or sentence.line in (0, self.line):
            return ""
        self.line = sentence.line
        label = f"{self.say('seed_line')}{sentence.line}{self.say('line')}"
        return f'<a class="ln" href="{self.record_url}seed/#L{sentence.line}" data-n="{sentence.line}" aria-label="{label}"></a>'

    def _heading_marks(self, section: Section) -> tuple[str, str]:
        """A heading's marks before its number and after its title: inside it they would part the words."""
        around = ["", ""]
        for mark in sorted(self.marks.get(section.id, ()), key=lambda m: (m.entry.offset, m.entry.line, m.entry.column)):
            around[mark.entry.offset > 0] += mark_html(mark, "", self.record_url, self.say)
        return around[0], around[1]

    def _figure(self, figure: Figure) -> str:
        note = self.missing.get(f"before {figure.id}") or self.say("table_lost" if figure.caption.startswith("表") else "figure_lost")
        caption = f'<span class="caption">{self.words(figure.id, self.text(figure.id, figure.caption))}</span> ' if figure.caption else ""
        address = urljoin(self.source if is_link(self.source) else "", figure.source) if is_web_address(figure.source) else ""
        source = f' <a href="{escape(address)}" rel="noreferrer">{self.say("figure_source")}</a>' if is_link(address) else ""
        words = f'{caption}<span class="note">{inline(note)}{source}</span>'
        return f'<figure id="{escape(figure.id)}" class="lost"><figcaption>{words}{self._link(figure.id)}</figcaption></figure>'

    def _table(self, table: Table) -> str:
        notes = {inline(note.mark): f"#{note.id}" for note in table.notes}
        numeric = [_numeric(table, i) for i in range(len(table.columns))]
        head = "".join(
            f'<th scope="col"{FIGURES if figures else ""}>{self._cell(text, notes, table.id, i, head=True)}</th>'
            for i, (text, figures) in enumerate(zip(table.columns, numeric, strict=True))
        )
        heading = row_heading(table)
        labels = [
            f' data-label="{escape(self.label(f"{table.id}:{i}", text, table.marks), quote=True)}"{_valued(text)}'
            for i, text in enumerate(table.columns)
        ]
        rows = "".join(self._row(row, notes, numeric, labels, heading) for row in table.rows)
        caption = (
            f"<caption>{self._referring(self.words(table.id, self.text(table.id, table.caption)), notes)}{self._link(table.id)}</caption>"
            if table.caption
            else ""
        )
        label = escape(plain(table.caption, table.marks) or self.say("table"))
        body = f"{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        kind = " fits" if len(table.columns) <= FITTING else ""
        cards = ' class="cards"' if heading is not None and len(table.columns) > 1 else ""
        region = f'<div class="table{kind}" role="region" tabindex="0" aria-label="{label}">'
        html = f'{region}<table id="{escape(table.id)}"{cards}>{body}</table></div>'
        return html + (self._notes(table.notes) if table.notes else "")

    def _row(self, row: Row, notes: Mapping[str, str], numeric: Sequence[bool], labels: Sequence[str], heading: int | None) -> str:
        """A row: its name is its heading, and holds the links to its series and to other plans, so that none of them lies elsewhere."""
        where = 0 if heading is None else min(heading, len(row.cells) - 1)
        filled = [i for i, text in enumerate(row.cells) if text.strip()]
        group = filled[0] if len(filled) == 1 and len(row.cells) >= GROUPED else None  # the rows below are of its kind
        cells = []
        for i, text in enumerate(row.cells):
            tag = 'th scope="row"' if i == heading and group in (None, i) else "td"
            kind = ' class="nil"' if NIL.match(text) else FIGURES if i < len(numeric) and numeric[i] else _class(text)
            ways = self.same.get(row.id, "") + self.after.get(row.id, "") if i == where else ""
            own = self._link(row.id) if i == (len(row.cells) - 1 if group is None else group) else ""
            label = labels[i] if i < len(labels) and i != heading and group is None else ""
            kind = ' class="said"' if i == group else kind
            cells.append(f"<{tag}{kind}{label}>{self._cell(text, notes, row.id, i)}{own}{ways}</{tag[:2]}>")
        whole = "" if group is None else ' class="group"' if len(row.cells[group]) <= LINE else ' class="group long"'
        return f'<tr id="{escape(row.id)}"{whole}>{"".join(cells)}</tr>'

    def label(self, context: str, text: str, notes: frozenset[str]) -> str:
        """What a card says before a cell: the head of its column, in the language of the page; `notes` are the marks of its notes."""
        return plain(text, notes)

    def _notes(self, notes: Iterable[Note]) -> str:
        """Notes under a table, or one that stands by itself."""
        items = [
            f'<li id="{escape(note.id)}"><span class="note-mark">{inline(note.mark)}</span>'
            f"{self.words(note.id, self.text(note.id, note.text))}{self._link(note.id)}</li>"
            for note in notes
        ]
        return f'<ol class="notes">{"".join(items)}</ol>'

    def _referring(self, html: str, notes: Mapping[str, str]) -> str:
        """A text with its references to notes, given by mark and address, as links."""

        def reference(found: re.Match[str]) -> str:
            mark = found[1]
            if mark not in notes:
                return found[0]
            return f'<sup><a href="{escape(notes[mark])}" aria-label="{self.say("note")} {mark}">{mark}</a></sup>'

        return NOTE_REFERENCE.sub(reference, html)

    def _cell(self, text: str, notes: Mapping[str, str], place: str, number: int, head: bool = False) -> str:
        """A cell of a row, or of the head of a table: note references as links, a full-width blank as the line break it stands for."""
        html = inline(text) if head else self.text(place, text, cell=number)
        return self._referring(self.words(f"{place}:{number}", html), notes).replace("\u3000", "<br>")


def _past(span: Span, calls: Sequence[tuple[int, str]]) -> Span:
    """A span of a title where it stands in the title with its references to notes."""
    start, end = span
    return start + sum(len(f"[^{mark}]") for at, mark in calls if at <= start), end + sum(
        len(f"[^{mark}]") for at, mark in calls if at < end
    )


def _valued(head: str) -> str:
    """The mark of a cell that stands first on a card: its column has figures, by its head."""
    return " data-value" if kind_of_head(re.sub(r"[\s\\]", "", plain(head))) == "figure" else ""


NIL = re.compile(r"^[\\\s\-—–]+$")
"""A cell that says that there is nothing."""
GROUPED = 4
"""Cells of a row from which a single one that says something stands over the rows below it."""
LINE = 44
"""Characters that stand on one line of a table of so many cells."""
FITTING = 7
"""Columns of a table that a page on a desk has room for; its head then stays in view."""


def row_heading(table: Table) -> int | None:
    """The column that names the rows of a table: the first one of words that differ; None when there is none."""
    for number in range(len(table.columns)):
        texts = [row.cells[number] for row in table.rows if number < len(row.cells)]
        named = [text for text in texts if NAMING.search(text)]
        if texts and len(named) * 4 >= len(texts) * 3 and len(set(texts)) * 4 >= len(texts) * 3:
            return number
    return None


NAMING = re.compile(f"[{HAN}]{{2}}|[A-Za-z]{{3}}")


def _numeric(table: Table, column: int) -> bool:
    """Whether a column holds figures only, which then align at their end, and its heading with them."""
    cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
    return all(NUMERIC.match(text) for text in cells) and any(text[-1:].isdigit() for text in cells)


def _class(text: str) -> str:
    """A figure among words, and short words, do not break."""
    return ' class="figure"' if NUMERIC.match(text) else ' class="short"' if len(text) <= SHORT_CELL else ""
