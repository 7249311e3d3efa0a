"""Marks of Markdown, and of HTML inside it, become plain lines; the words inside stay.

`## 二、…` → `二、…`; `***着力***` → `着力`; `[新和成](https://…)` → `新和成`; `<br>` → a new line; `<img src="…">` → `![](…)`;
`&amp;` → `&`; `<!-- … -->` goes; `## 一、总则 {#one}` → `一、总则`, `[重点]{.underline}` → `重点`, `::: note` goes
(Pandoc); so do the marks of lists (`- `, `- [ ] `), quotes (`> `), code, and what is struck out or leans.
Leaves alone: `#` inside a line, lines to fill in (`____`), `2**3`, brackets without an address, and web addresses.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator

from generator.characters import WEB_ADDRESS
from generator.model import Edit
from generator.numbering import is_caption
from generator.repair.formulas import FORMULA, is_formula
from generator.repair.html_source import BLOCKS, LINE_BREAK, tokens
from generator.repair.references import REFERENCE, referred
from generator.repair.small_figures import small_figures

ADDRESS = r"(?:[^\s()]++|\([^\s()]*+\))*+"
"""An address in brackets; those in it come in pairs."""
PICTURE_ADDRESS = rf"(?:{ADDRESS}|(?!{ADDRESS}\))[^\n]*?)"
"""The address of a picture of a text that was not written as Markdown, too: it may hold anything."""
IMAGE = re.compile(rf"!\[(?P<words>[^\[\]\n]{{0,200}})\]\((?P<source>{ADDRESS})" r"(?:[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]*\)")
"""A picture with what is said of it where it cannot be shown."""
ESCAPED = re.compile(r"(?<!\\)\\(?=[!-/:-@\[-`{-~])")
"""A stroke before a mark that shall be none of Markdown (CommonMark 2.4)."""
COMMENT = re.compile(r"<!--.*?-->", re.S)
TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*)?/?>")
HEADING_MARK = re.compile(r"^#{1,6}[ \t]+", re.M)
LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]\n]{1,200})\]\((?:[a-z]+:|[/.#])[^\s()]*(?:\([^\s()]*\)[^\s()]*)?(?:[ ]\"[^\"\n]*\")?\)")
"""Words with an address behind them: one with a scheme, a path or an anchor."""
EMPHASIS = re.compile(
    r"(?<![*\\])(\*{2,3})(?=[^\s*])(.{1,400}?)(?<=[^\s*])\1(?!\*)|(?<![A-Za-z0-9_])(_{2,3})(?=[^\s_])(.{1,400}?)(?<=[^\s_])\3(?![A-Za-z0-9_])"
)
"""Two or three marks on either side, none beyond them (CommonMark 6.2); underlines not inside a Latin word."""

ITEM_MARK = re.compile(r"^[ \t]*[-+][ \t]+(?:\[[ xX]\][ \t]+)?(?!\d{1,4}[ \t]*[-–—])(?=\S)", re.M)
"""The mark of an item of a list, with the box of a task; `- 6 -` is a page."""
QUOTE_MARK = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?=\S|$)", re.M)
HARD_BREAK = re.compile(r"(?<=[^\s\\])\\$", re.M)
"""A stroke that keeps the end of a line (CommonMark 6.7)."""
CONTENTS = re.compile(r"^[ \t]*(?:\[\[?_?TOC_?\]?\]|\{:?[ ]?toc[ ]?\})[ \t]*$", re.M | re.I)
"""Where a table of contents is to be made."""
ATTRIBUTES = r"\{(?:[#.][^\s{}]+|[\w-]+=(?:\"[^\"{}\n]*\"|[^\s{}\"]+))(?:[ ]+(?:[#.][^\s{}]+|[\w-]+=(?:\"[^\"{}\n]*\"|[^\s{}\"]+)))*[ ]*\}"
"""What Pandoc's Markdown says of a heading, of words in brackets, of a part: `{#one .unnumbered custom-style="Body Text"}`."""
HEADING_ATTRIBUTES = re.compile(rf"(?<=\S)[ \t]*{ATTRIBUTES}(?=[ \t]*$)", re.M)
SPAN = re.compile(rf"\[(?P<words>[^\[\]\n]{{0,400}})\]{ATTRIBUTES}")
DIVISION = re.compile(rf"^[ \t]*:{{3,}}[ \t]*(?:{ATTRIBUTES}|[A-Za-z][\w-]*)?[ \t]*:*[ \t]*$", re.M)
FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~)[ \t]*\w*[ \t]*$", re.M)
STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]{1,400}?)(?<=[^\s~])~~")
CODE = re.compile(r"(?<!`)`([^`\n]{1,100})`(?!`)")
LEANING = re.compile(r"(?<![*\\A-Za-z0-9])\*(?=[\w“《])([^*\n]{1,200}?)(?<=[^\s*])\*(?!\*)")
"""One star on either side, the first before what is no letter or digit (`2*3*4`)."""


def markdown_marks(text: str) -> Iterator[Edit]:
    """Propose one edit for each mark; the first kind to claim a place has it."""
    rows = _Rows(text)
    taken = {i for edit in small_figures(text) for i in range(edit.start, edit.end)}
    yield from small_figures(text)
    kinds: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Edit]]], ...] = (
        (COMMENT, lambda found: [Edit(found.start(), found[0], "")]),
        (TAG, lambda found: _tag(found, rows.has_cell_before(found.start()))),
        (IMAGE, lambda found: _image(text, found, rows.has_cell_before(found.start()))),
        (FORMULA, lambda found: [Edit(found.start(), found[0], found[0])] if is_formula(text, found) else []),
        (ESCAPED, lambda found: [Edit(found.start(), found[0] + text[found.end()], text[found.end()])]),
        (REFERENCE, _reference),
        (SPAN, _link),
        (HEADING_ATTRIBUTES, lambda found: [Edit(found.start(), found[0], "")] if _in_heading(text, found.start()) else []),
        (DIVISION, lambda found: [Edit(found.start(), found[0], "")]),
        (HEADING_MARK, lambda found: [Edit(found.start(), found[0], "")]),
        (LINK, _link),
        (WEB_ADDRESS, lambda found: [Edit(found.start(), found[0], found[0])]),
        (EMPHASIS, _emphasis),
        (HARD_BREAK, lambda found: [Edit(found.start(), found[0], "")]),
        (CONTENTS, lambda found: [Edit(found.start(), found[0], "")]),
        (FENCE, lambda found: [Edit(found.start(), found[0], "")]),
        (QUOTE_MARK, lambda found: [Edit(found.start(), found[0], "")]),
        (ITEM_MARK, lambda found: [Edit(found.start(), found[0], "")]),
        (CODE, _both_sides),
        (STRUCK, _both_sides),
        (LEANING, _both_sides),
    )
    for pattern, propose in kinds:
        for found in pattern.finditer(text, 0, text.rfind("-->") + 3 if pattern is COMMENT else len(text)):
            edits = propose(found)
            places = {i for edit in edits for i in range(edit.start, edit.end)}
            if not places & taken:
                taken |= places
                yield from edits


class _Rows:
    """Where tabs part cells."""

    def __init__(self, text: str) -> None:
        self.tabs = [found.start() for found in re.finditer("\t", text)]
        self.ends = [found.start() for found in re.finditer("\n", text)]

    def has_cell_before(self, at: int) -> bool:
        """True when a tab stands in the same line before an offset."""
        tabs, ends = bisect.bisect_left(self.tabs, at), bisect.bisect_left(self.ends, at)
        return tabs > 0 and (not ends or self.tabs[tabs - 1] > self.ends[ends - 1])


def _tag(found: re.Match[str], row: bool) -> list[Edit]:
    name = found["name"].lower()
    after = LINE_BREAK if name in BLOCKS else ""
    if name == "img" and (source := tokens(found[0])[0].attribute("src")):
        return [Edit(found.start(), found[0], f"![]({source})" if row else f"{LINE_BREAK}![]({source}){LINE_BREAK}")]
    return [Edit(found.start(), found[0], "\u3000" if row and name == "br" else "" if row else after)]


def _reference(found: re.Match[str]) -> list[Edit]:
    char = referred(found[0])
    return [] if char is None else [Edit(found.start(), found[0], char)]


def _image(text: str, found: re.Match[str], row: bool) -> list[Edit]:
    """A picture in a line of its own; a caption that is only said of it stands below."""
    end = text.find("\n", found.end())
    before, after = text[text.rfind("\n", 0, found.start()) + 1 : found.start()], text[found.end() : end if end >= 0 else len(text)]
    alone = not before.strip() and not after.strip()
    if not found["source"]:
        return []
    told = is_caption(found["words"]) and found["words"].strip() not in text[found.end() : found.end() + 200]
    picture = f"![]({found['source']})" + (f"{LINE_BREAK}{found['words'].strip()}" if told and not row else "")
    if alone or row:
        return [Edit(found.start(), found[0], picture)] if found[0] != picture else []
    return [Edit(found.start(), found[0], f"{LINE_BREAK if before.strip() else ''}{picture}{LINE_BREAK if after.strip() else ''}")]


def _link(found: re.Match[str]) -> list[Edit]:
    end = found.end("words")
    return [Edit(found.start(), "[", ""), Edit(end, found[0][end - found.start() :], "")]


def _in_heading(text: str, at: int) -> bool:
    """True for a place in a line that `#` marks as a heading."""
    return HEADING_MARK.match(text, text.rfind("\n", 0, at) + 1) is not None


def _emphasis(found: re.Match[str]) -> list[Edit]:
    mark = found[1] or found[3]
    if "<" in found[0]:
        return []
    return [Edit(found.start(), mark, ""), Edit(found.end() - len(mark), mark, "")]


def _both_sides(found: re.Match[str]) -> list[Edit]:
    """The marks before and behind some words."""
    mark = found[0][: found.start(1) - found.start()]
    return [Edit(found.start(), mark, ""), Edit(found.end(1), mark, "")]
