"""Tokens of HTML with their offsets, for the rules that read a web page. Parsing is html.parser's.

What the rules know of elements stands here: which have no end tag, which may leave it out, and which begin a new line.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the page: together the tokens are the page, none left out."""

    kind: str
    """`start`, `end`, `text`, `reference` (of a character) or `other` (comment, declaration)."""
    start: int
    source: str
    """The piece as it stands."""
    name: str = ""
    """Tag name, or the reference's name."""
    attributes: tuple[tuple[str, str | None], ...] = ()

    def attribute(self, name: str) -> str:
        """Value of an attribute, empty when absent."""
        return next((value or "" for key, value in self.attributes if key == name), "")


VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements that have no end tag (HTML Living Standard, 13.1.2)."""
TABLE_BLOCKS = frozenset(["table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"])
BLOCKS = TABLE_BLOCKS.union(
    ["address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog", "dir"],
    ["div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"],
    ["h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu"],
    ["nav", "ol", "option", "p", "pre", "search", "section", "summary", "title", "ul"],
)
"""Elements that begin a new line (CSS display block, list-item or a part of a table in the HTML rendering section), and br."""
LINE_BREAK = "\n\n"
TABLE_PARTS = frozenset(["tr", "tbody", "thead", "tfoot"])
ENDED_BY = {
    "p": BLOCKS - {"br"},
    "li": frozenset(["li"]),
    "td": TABLE_PARTS | {"td", "th"},
    "th": TABLE_PARTS | {"td", "th"},
    "tr": TABLE_PARTS,
}
"""Elements whose end tag may be left out, with the start tags that then end them (13.1.2.4, optional tags)."""


class _Tokenizer(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.starts = [0]
        for i, char in enumerate(text):
            if char == "\n":
                self.starts.append(i + 1)
        self.marks: list[tuple[int, str, str, tuple[tuple[str, str | None], ...]]] = []
        self.feed(text)
        self.close()

    def _mark(self, kind: str, name: str = "", attributes: tuple[tuple[str, str | None], ...] = ()) -> None:
        line, column = self.getpos()
        self.marks.append((self.starts[line - 1] + column, kind, name, attributes))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark("start", tag, tuple(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._mark("end", tag)

    def handle_data(self, data: str) -> None:
        self._mark("text")

    def handle_entityref(self, name: str) -> None:
        self._mark("reference", f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._mark("reference", f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._mark("other")

    def handle_decl(self, decl: str) -> None:
        self._mark("other")

    def unknown_decl(self, data: str) -> None:
        self._mark("other")

    def handle_pi(self, data: str) -> None:
        self._mark("other")


def tokens(text: str) -> list[Token]:
    """The page's tokens in order."""
    marks = _Tokenizer(text).marks
    places = [mark[0] for mark in marks]
    found: list[Token] = []
    for i, (start, kind, name, attributes) in enumerate(marks):
        if found and start < found[-1].start + len(found[-1].source):
            continue
        end = places[bisect.bisect_right(places, start, i)] if bisect.bisect_right(places, start, i) < len(places) else len(text)
        found.append(Token(kind, start, text[start:end], name, attributes))
    return found


def elements(page: list[Token]) -> list[tuple[int, int]]:
    """For each start tag the index of its token and of the element's last one (its own where that cannot be known or it is void)."""
    open_tags: list[int] = []
    spans: dict[int, int] = {}

    def end(depth: int, at: int) -> None:
        for j in open_tags[depth:]:
            if page[j].name in ENDED_BY:
                spans[j] = at - 1
        del open_tags[depth:]

    for i, token in enumerate(page):
        if token.kind == "start":
            spans[i] = i
            for depth in range(len(open_tags) - 1, -1, -1) if token.name in BLOCKS else ():
                name = page[open_tags[depth]].name
                if token.name in ENDED_BY.get(name, ()):
                    end(depth, i)
                elif name in BLOCKS:
                    break
            if token.name not in VOID:
                open_tags.append(i)
        elif token.kind == "end":
            for depth in range(len(open_tags) - 1, -1, -1):
                if page[open_tags[depth]].name == token.name:
                    closed = open_tags[depth]
                    end(depth, i)
                    spans[closed] = i
                    break
    end(0, len(page))
    return sorted(spans.items())
