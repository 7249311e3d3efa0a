"""Sections become HTML. Every heading, sentence, table, row, figure and note carries its anchor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from generator.characters import SUBSCRIPT
from generator.model import Block, Figure, Paragraph, Section, Table

NOTE_REFERENCE = re.compile(r"\[\^([^\]]+)\]")
NUMERIC = re.compile(r"^[<>≥≤]?[\d,.]+[%％]?$|^[-—–]$")

SHORT_CELL = 5
"""Characters of a cell that stays on one line."""

Translate = Callable[[str], str]
"""Key of an interface string → the string."""


def inline(text: str) -> str:
    """A sentence's text as HTML: subscripts, everything else escaped."""
    return SUBSCRIPT.sub(r"<sub>\1</sub>", escape(text, quote=False))


def sections_html(sections: Iterable[Section], missing: Mapping[str, str], say: Translate, top_level: int = 1) -> str:
    """Sections in reading order. `missing` gives, by anchor and place (`before 1.1-1`), what the seed lacks there.

    `top_level` is the heading rank that a level-1 section gets.
    """
    return "\n".join(_section(section, missing, say, top_level) for section in sections)


def _section(section: Section, missing: Mapping[str, str], say: Translate, top_level: int) -> str:
    parts = [_missing(missing.get(f"before {section.id}"))]
    rank = min(6, section.level + top_level - 1)
    parts.append(f'<h{rank} id="{section.id}" class="level-{section.level}">{heading_html(section, say)}{_mark(section.id, say)}</h{rank}>')
    parts.append(section_body(section, missing, say))
    parts.append(_missing(missing.get(f"after {section.id}")))
    return f'<section aria-labelledby="{section.id}">\n' + "\n".join(part for part in parts if part) + "\n</section>"


def section_body(section: Section, missing: Mapping[str, str], say: Translate) -> str:
    """What stands under a section's heading."""
    return "\n".join(_block(section, block, missing, say) for block in section.blocks)


def heading_html(section: Section, say: Translate) -> str:
    """Number and title of a section; 〔〕 and a hint where an editor supplied it."""
    number = f'<span class="number">{inline(section.mark.rstrip())}</span>' if section.mark else ""
    gap = " " if section.mark.endswith(" ") and section.title else ""
    text = f"{number}{gap}{inline(section.title)}"
    if section.supplied:
        text += "" if section.title else f'<span class="absent">{say("title_absent")}</span>'
        return f'<span class="supplied" title="{say("supplied_hint")}">〔{text}〕</span>'
    return text


def _mark(anchor: str, say: Translate) -> str:
    """The link of a place to itself, which the script makes a button that copies it."""
    return f'<a class="mark" href="#{anchor}" aria-label="{say("link_to")} {anchor}"></a>'


def _missing(text: str | None) -> str:
    return f'<p class="missing" role="note">{inline(text)}</p>' if text else ""


def _block(section: Section, block: Block, missing: Mapping[str, str], say: Translate) -> str:
    match block:
        case Paragraph():
            before = "".join(_missing(missing.get(f"before {s.id}")) for s in block.sentences)
            after = "".join(_missing(missing.get(f"after {s.id}")) for s in block.sentences)
            spans = "".join(
                f'<span class="s{" lead" if s.lead else ""}" id="{s.id}">{inline(s.text)}{_mark(s.id, say)}</span>' for s in block.sentences
            )
            return f"{before}<p>{spans}</p>{after}"
        case Figure():
            return _figure(block, missing, say)
        case Table():
            return _table(section, block, say)


def _figure(figure: Figure, missing: Mapping[str, str], say: Translate) -> str:
    note = missing.get(f"before {figure.id}") or say("figure_lost")
    caption = f'<span class="caption">{inline(figure.caption)}</span> ' if figure.caption else ""
    source = f' <a href="{escape(figure.source)}" rel="noreferrer">{say("figure_source")}</a>' if figure.source else ""
    words = f'{caption}<span class="note">{inline(note)}{source}</span>'
    return f'<figure id="{figure.id}" class="lost"><figcaption>{words}{_mark(figure.id, say)}</figcaption></figure>'


def _table(section: Section, table: Table, say: Translate) -> str:
    notes = {note.mark: note.id for note in table.notes}

    def cell(text: str) -> str:
        return NOTE_REFERENCE.sub(
            lambda m: f'<sup><a href="#{notes[m[1]]}" aria-label="{say("note")} {m[1]}">{m[1]}</a></sup>' if m[1] in notes else m[0],
            inline(text),
        ).replace("\u3000", "<br>")

    head = "".join(f'<th scope="col">{cell(text)}</th>' for text in table.columns)
    rows = []
    for row in table.rows:
        cells = [f"<td{_class(text)}>{cell(text)}</td>" for text in row.cells]
        cells[-1] = cells[-1].removesuffix("</td>") + _mark(row.id, say) + "</td>"
        rows.append(f'<tr id="{row.id}">{"".join(cells)}</tr>')
    caption = f"<caption>{inline(table.caption)}{_mark(table.id, say)}</caption>" if table.caption else ""
    label = escape(table.caption or say("table"))
    body = f"{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    html = f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table id="{table.id}">{body}</table></div>'
    if table.notes:
        items = "".join(
            f'<li id="{note.id}"><span class="note-mark">{inline(note.mark)}</span>{inline(note.text)}{_mark(note.id, say)}</li>'
            for note in table.notes
        )
        html += f'<ol class="notes">{items}</ol>'
    return html


def _class(text: str) -> str:
    """Figures align, and short words do not break."""
    return ' class="figure"' if NUMERIC.match(text) else ' class="short"' if len(text) <= SHORT_CELL else ""
