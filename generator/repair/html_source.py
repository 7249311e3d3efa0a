"""Tokens of HTML with their offsets, for the rules that read a web page. Parsing is html.parser's."""

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
    """For each start tag the index of its token and of its end tag's (its own where it has none or is void)."""
    open_tags: list[int] = []
    spans: dict[int, int] = {}
    for i, token in enumerate(page):
        if token.kind == "start":
            spans[i] = i
            if token.name not in VOID:
                open_tags.append(i)
        elif token.kind == "end":
            for j in reversed(open_tags):
                if page[j].name == token.name:
                    spans[j] = i
                    del open_tags[open_tags.index(j) :]
                    break
    return sorted(spans.items())
