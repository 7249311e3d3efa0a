"""Markup becomes plain lines; the words inside it stay.

`<p>　　一、发展基础</p>` → `一、发展基础`; `科技创<span><a …>新和成</a></span>果转化` → `科技创新和成果转化`;
`PM <sub>2.5</sub> ` → `PM~2.5~`; `<td>指标</td><td>单位</td>` → `指标⇥单位`; `&amp;` → `&`; `<img src="…">` → a line `![](…)`.
A line end of a web page's source is no more than a blank there, and nothing between Chinese characters.
Leaves alone: `<` before anything that is no tag (`<5.5`), line ends of the source where a new line begins anyway, its empty lines
(pages marked up in part hold paragraphs so), pictures without an address. The marks of Markdown are in `markdown_marks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from generator.characters import CJK
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.html_heads import heads
from generator.repair.html_rows import cells_by_row, html_rows
from generator.repair.html_source import BLOCKS, LINE_BREAK, Token, elements, tokens
from generator.repair.markdown_marks import markdown_marks
from generator.repair.references import as_browsers_read
from generator.repair.small_figures import small_figures

IN_ADDRESSES = "/:?#[]@!$&'*+,;=%~"
"""What an address keeps as it is; the rest is percent-encoded, so that no later rule takes it for text."""
SOURCE_BREAK = re.compile(r"(?<![ \t\n])[ \t]*\n[ \t\n]*")
"""Blanks of the source with a line end among them (CSS Text 3, 4.1: white space is collapsed)."""
TABLE = re.compile(r"<table\b(?:(?!<table\b)[\s\S])*?</table\s*>", re.I)
"""A table of HTML in Markdown."""
CHINESE = re.compile(f"[{CJK}]")


def markup(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose one edit for each tag, mark and character reference."""
    kept = [keep.text for keep in settings.keep]
    if settings.format == "html":
        yield from _html(text, kept)
        return
    tables = [found.span() for found in TABLE.finditer(text)]
    for start, end in tables:
        yield from (replace(edit, start=edit.start + start) for edit in _html(text[start:end], kept))
    for edit in markdown_marks(text):
        if not any(edit.start < end and max(edit.end, edit.start + 1) > start for start, end in tables):
            yield edit


def _html(text: str, kept: Sequence[str] = ()) -> Iterator[Edit]:
    page = tokens(text)
    rows = html_rows(page)
    covered: set[int] = set()
    spans = elements(page)
    for head in _heads(text, page, spans):
        if pieces := _around(head, [words for words in kept if words in head.before]):
            covered.update(range(head.start, head.end))
            yield from pieces
    within = {i for token in page if token.kind != "text" for i in range(token.start + 1, token.start + len(token.source))}
    for edit in small_figures(text):
        broken = edit.start in within or edit.end in within  # `<tr<sub>2</sub>` is a broken tag and no small figure
        if not broken and covered.isdisjoint(range(edit.start, edit.end)):
            covered.update(range(edit.start, edit.end))
            yield edit
    as_set = {i for first, last in spans if page[first].name == "pre" for i in range(first, last)}
    begins, ends = _at_breaks(page), _at_breaks(page[::-1])[::-1]
    for i, token in enumerate(page):
        if token.kind == "text":
            if i not in as_set:
                for edit in _one_line(token, begins[i], ends[i], i in rows):
                    if covered.isdisjoint(range(edit.start, edit.end)):
                        yield edit
        elif token.start not in covered and (after := _plain(token, rows.get(i))) != token.source:
            yield Edit(token.start, token.source, after)


def _heads(text: str, page: list[Token], spans: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """The head of each table that has several rows, as one."""
    for head in heads(page, spans, cells_by_row(page, spans)):
        start, end = page[head.first].start, page[head.last].start + len(page[head.last].source)
        columns = ("\u3000".join(filter(None, (_words(page[first:last]) for first, last in cells))) for cells in head.columns)
        yield Edit(start, text[start:end], "\t".join(columns), "多行表头并为一行")


def _around(edit: Edit, kept: Sequence[str]) -> list[Edit]:
    """An edit in pieces that leave what an editor keeps; none where it comes in another order: the rows of the head stay rows then."""
    pieces: list[Edit] = []
    start = done = 0
    for at, words in sorted((edit.before.find(words), words) for words in kept):
        to = edit.after.find(words, done)
        if at < start or to < 0:
            return []
        pieces.append(Edit(edit.start + start, edit.before[start:at], edit.after[done:to], edit.note))
        start, done = at + len(words), to + len(words)
    return [*pieces, Edit(edit.start + start, edit.before[start:], edit.after[done:], edit.note)]


def _words(cell: Sequence[Token]) -> str:
    """What a cell of a head says, in one line."""
    source = "".join(token.source for token in cell)
    done = 0
    pieces: list[str] = []
    for edit in sorted(_html(source), key=lambda edit: (edit.start, edit.end)):
        pieces += (source[done : edit.start], edit.after)
        done = edit.end
    return re.sub(r"\s*\n\s*", "\u3000", "".join((*pieces, source[done:])).strip())


def _plain(token: Token, in_row: str | None) -> str:
    """What a tag or reference becomes: a line break, what parts cells, a character, or nothing."""
    if token.kind == "reference":
        return as_browsers_read(token.source)
    if token.name == "img" and token.attribute("src"):
        picture = f"![]({_address(token.attribute('src'))})"
        return picture if in_row is not None else f"{LINE_BREAK}{picture}{LINE_BREAK}"
    if in_row is not None:
        return in_row
    return LINE_BREAK if token.name in BLOCKS else ""


def _at_breaks(page: Sequence[Token]) -> list[bool]:
    """For each token whether nothing but blanks stands between it and the line break before it."""
    found: list[bool] = []
    fresh = True
    for token in page:
        found.append(fresh)
        if token.kind == "reference" or (token.kind == "text" and token.source.strip()):
            fresh = False
        elif token.name in BLOCKS or token.name == "img":
            fresh = True
    return found


def _one_line(token: Token, begins: bool, ends: bool, in_row: bool) -> Iterator[Edit]:
    """Line ends inside a text: a blank or nothing. Outside a row those at a line's edge and empty lines stay."""
    text = token.source
    head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    for found in SOURCE_BREAK.finditer(text):
        start, end = found.span()
        edge = (begins and start <= head) or (ends and end >= tail)
        if not in_row and (edge or found[0].count("\n") > 1):
            continue
        chinese = CHINESE.match(text[start - 1 : start]) and CHINESE.match(text, end)
        yield Edit(token.start + start, found[0], "" if edge or chinese else " ")


def _address(source: str) -> str:
    """An address as browsers take it, without line ends and tabs, and encoded."""
    return quote(re.sub(r"[\t\n\r]", "", source).strip(), safe=IN_ADDRESSES)
