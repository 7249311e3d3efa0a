"""Tokens of HTML with their offsets, for the rules that read a web page.

They are those of html.parser, which tells no ends, refuses `<![x`, and takes time with the square of the text where tags, comments and
quotation marks do not close; the tests hold them against it. What the rules know of elements stands here: which have no end tag, which
may leave it out, and which begin a new line.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass


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


TAG = re.compile(
    r"<(?P<name>[a-zA-Z][^\t\n\r\f />\x00]*+)"
    r"(?:[^>\"'=]++|=++\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^>\s]*+)|[\"'=])*+>"
)
"""A start tag; a `>` in a quoted value does not end it, a quotation mark that nothing closes is a character like others."""
BROKEN_TAG = re.compile(r"<(?P<name>[a-zA-Z][^\t\n\r\f />\x00]*+)[^>]*+>")
"""A start tag of a page in which quotation marks do not come out even."""
ATTRIBUTE = re.compile(
    r"(?P<name>(?<=['\"\s/])[^\s/>][^\s/=>]*)(?P<has>\s*=+\s*(?P<value>'[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*))?(?:\s|/(?!>))*"
)
END_TAG = re.compile(r"</\s*+(?P<name>[a-zA-Z][^\t\n\r\f />\x00]*+)[^>]*+>")
REFERENCE = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++)|[a-zA-Z][-.a-zA-Z0-9]*+);?")
INTEREST = re.compile("[<&]")
COMMENT_END = re.compile(r"--\s*>")
SECTION_END = re.compile(r"\]\s*\]\s*>")
VERBATIM = {name: re.compile(rf"</\s*{name}\s*>", re.I) for name in ("script", "style")}
"""Elements that hold no tags, and what ends them."""


class _Scanner:
    """Cuts a page into tokens from its head to its end. What opens and never closes is text, and is looked for once, not at each `<`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = text.rfind(">")
        self.tag = TAG
        self.unclosed: set[str] = set()

    def scan(self) -> Iterator[Token]:
        """The tokens in order."""
        text, at = self.text, 0
        while at < len(text):
            found = INTEREST.search(text, at)
            start = found.start() if found else len(text)
            if at < start:
                yield Token("text", at, text[at:start])
            if start == len(text):
                return
            token = self._reference(start) if text[start] == "&" else self._tag(start)
            at = start + len(token.source)
            if token.kind == "start" and token.name in VERBATIM and not token.source.endswith("/>"):
                end = VERBATIM[token.name].search(text, at)
                if end is None:  # nothing ends it: all the rest is its own
                    yield Token("start", start, text[start:], token.name, token.attributes)
                    return
                yield token
                if at < end.start():
                    yield Token("text", at, text[at : end.start()])
                at = end.start()
            else:
                yield token

    def _reference(self, at: int) -> Token:
        found = REFERENCE.match(self.text, at)
        return Token("reference", at, found[0]) if found else Token("text", at, "&")

    def _tag(self, at: int) -> Token:
        text = self.text
        following = text[at + 1 : at + 2]
        if following.isascii() and following.isalpha():
            if at < self.last and (found := self._start_tag(at)):
                return Token("start", at, found[0], found["name"].lower(), tuple(_attributes(found)))
        elif text.startswith("<!--", at):
            return self._closed(at, COMMENT_END, "<!--")
        elif text[at : at + 9].lower() == "<![cdata[":
            return self._closed(at, SECTION_END, "<![")
        elif following in ("/", "!", "?"):
            if at < self.last:
                found = END_TAG.match(text, at)
                if found:
                    return Token("end", at, found[0], found["name"].lower())
                return Token("other", at, text[at : text.index(">", at) + 1])
        else:
            return Token("text", at, "<")
        return self._unclosed(at)

    def _start_tag(self, at: int) -> re.Match[str] | None:
        """The start tag at an offset, after which a `>` stands; when quotation marks swallow every `>`, the page's are broken."""
        found = self.tag.match(self.text, at)
        if found is None and self.tag is TAG:
            self.tag = BROKEN_TAG
            found = self.tag.match(self.text, at)
        return found

    def _closed(self, at: int, end: re.Pattern[str], opening: str) -> Token:
        """A comment or a section to its end; the end of one that has none is not looked for again."""
        found = None if opening in self.unclosed else end.search(self.text, at + len(opening))
        if found:
            return Token("other", at, self.text[at : found.end()])
        self.unclosed.add(opening)
        return self._unclosed(at)

    def _unclosed(self, at: int) -> Token:
        """What opens and does not close, as text: to the next `>`, or else to where the next may open."""
        if at < self.last:
            return Token("text", at, self.text[at : self.text.index(">", at) + 1])
        end = self.text.find("<", at + 1)
        return Token("text", at, self.text[at : end if end > 0 else at + 1])


def _attributes(tag: re.Match[str]) -> Iterator[tuple[str, str | None]]:
    """Name and value of each attribute of a start tag, None for one without a value."""
    source, at = tag[0], tag.end("name") - tag.start()
    while source[at : at + 1].isspace() or source[at : at + 1] == "/":
        at += 1
    while found := ATTRIBUTE.match(source, at):
        value = found["value"]
        if value and value[0] in "'\"" and value[0] == value[-1]:
            value = value[1:-1]
        yield found["name"].lower(), html.unescape(value) if value else value
        at = found.end()


def tokens(text: str) -> list[Token]:
    """The page's tokens in order."""
    return list(_Scanner(text).scan())


def elements(page: list[Token]) -> list[tuple[int, int]]:
    """For each start tag the index of its token and of the element's last one (its own where that cannot be known or it is void)."""
    found = _Elements(page)
    for i, token in enumerate(page):
        if token.kind == "start":
            found.start(i)
        elif token.kind == "end":
            found.end(i)
    found.close(0, len(page))
    return sorted(found.spans.items())


class _Elements:
    """The elements that are open, and the spans of all."""

    def __init__(self, page: list[Token]) -> None:
        self.page = page
        self.spans: dict[int, int] = {}
        self.open: list[int] = []
        """Their start tags, outer before inner."""
        self.blocks: list[int] = []
        """Places in `open` of those that begin a new line: only these are ended by a start tag, and none above one that is not."""
        self.names: Counter[str] = Counter()
        """How many are open, by name: an end tag that ends nothing is known without a search."""

    def start(self, at: int) -> None:
        """A start tag: it ends what may leave out its end tag before it."""
        name = self.page[at].name
        self.spans[at] = at
        while name in BLOCKS and self.blocks:
            depth = self.blocks[-1]
            if name not in ENDED_BY.get(self.page[self.open[depth]].name, ()):
                break
            self.close(depth, at)
        if name not in VOID:
            self.open.append(at)
            self.names[name] += 1
            if name in BLOCKS:
                self.blocks.append(len(self.open) - 1)

    def end(self, at: int) -> None:
        """An end tag: it ends the innermost element of its name, and what is open inside."""
        name = self.page[at].name
        if self.names[name]:
            depth = next(depth for depth in range(len(self.open) - 1, -1, -1) if self.page[self.open[depth]].name == name)
            closed = self.open[depth]
            self.close(depth, at)
            self.spans[closed] = at

    def close(self, depth: int, at: int) -> None:
        """Close all from a depth on before a token; an element ends there when its end tag may be left out."""
        for start in self.open[depth:]:
            name = self.page[start].name
            self.names[name] -= 1
            if name in ENDED_BY:
                self.spans[start] = at - 1
        del self.open[depth:]
        while self.blocks and self.blocks[-1] >= depth:
            self.blocks.pop()
