"""Markup becomes plain lines; the words inside it stay.

`<p>　　一、发展基础</p>` → `一、发展基础`; `科技创<span><a …>新和成</a></span>果转化` → `科技创新和成果转化`;
`PM <sub>2.5</sub> ` → `PM~2.5~`; `## 二、…` → `二、…`; `&amp;` → `&`; `<img src="…">` → a line `![](…)`.
Leaves alone: `<` before anything that is no tag (`<5.5`), `#` inside a line, pictures without an address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.html_source import Token, tokens

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "tbody",
        "thead",
        "blockquote",
        "br",
        "hr",
        "figure",
        "figcaption",
    ]
)
"""Elements that begin a new line (CSS display: block, list-item and table-row in the HTML rendering section), and br."""
SUBSCRIPT_TAG = re.compile(r"[ \t]*<sub>[ \t]*([0-9A-Za-z.]{1,4})[ \t]*</sub>(?:[ \t]+(?=[^\w\s]))?", re.I)
"""A subscript with the blanks that a converter leaves around it."""
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")
HEADING_MARK = re.compile(r"^#{1,6}[ \t]+", re.M)
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
LINE_BREAK = "\n\n"


def markup(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose one edit for each tag, mark and character reference."""
    if settings.format == "html":
        yield from _html(text)
    else:
        yield from _markdown(text)


def _markdown(text: str) -> Iterator[Edit]:
    taken: set[int] = set()
    for found in SUBSCRIPT_TAG.finditer(text):
        taken.update(range(*found.span()))
        yield Edit(found.start(), found[0], f"~{found[1]}~", "subscript")
    for pattern in (HEADING_MARK, TAG):
        for found in pattern.finditer(text):
            if found.start() not in taken:
                yield Edit(found.start(), found[0], "")
    for found in EMPHASIS.finditer(text):
        if found.start() not in taken and "<" not in found[0]:
            yield Edit(found.start(), found[1], "")
            yield Edit(found.end() - 2, found[1], "")


def _html(text: str) -> Iterator[Edit]:
    subscript = {found.start(): found for found in SUBSCRIPT_TAG.finditer(text)}
    for found in subscript.values():
        yield Edit(found.start(), found[0], f"~{found[1]}~", "subscript")
    covered = [found.span() for found in subscript.values()]
    for token in tokens(text):
        if any(start <= token.start < end for start, end in covered):
            continue
        if (after := _plain(token)) != token.source:
            yield Edit(token.start, token.source, after)


def _plain(token: Token) -> str:
    """What a token becomes: its words, a line break, or nothing."""
    if token.kind == "text":
        return token.source
    if token.kind == "reference":
        return html.unescape(token.source)
    if token.name == "img" and token.attribute("src"):
        return f"{LINE_BREAK}![]({token.attribute('src')}){LINE_BREAK}"
    return LINE_BREAK if token.name in BLOCKS else ""
