"""The one grammar of content Markdown, for reading, checking and publishing.

CommonMark cut down to what a plan has: headings, paragraphs (a line a sentence), tables, notes, **leads** and ~subscripts~.
Headings and captions end in `{#id .class key=value}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin

from generator.characters import SUBSCRIPT

UNUSED = [
    "blockquote",
    "code",
    "fence",
    "hr",
    "html_block",
    "lheading",
    "list",
    "reference",
    "autolink",
    "backticks",
    "html_inline",
    "image",
    "link",
    "entity",
    "footnote_tail",
    "footnote_inline",
]
"""Rules of CommonMark and of the footnote plugin that would give a meaning to what a plan prints as it is."""

ATTRIBUTES = re.compile(r"[ \t]*(?<!\\)\{(?P<body>[^{}]*)\}[ \t]*$")
SPECIAL = re.compile(r"[\\`*_\[\]<{}|~]|&(?=#?\w+;)")
LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-{2,}|={2,}|:?-+:?)\s*$|\d{1,9}(?=[.)](?:\s|$)))")


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """The parser."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin).use(sub_plugin)
    known = {name for names in parser.get_all_rules().values() for name in names}
    return parser.disable([name for name in UNUSED if name in known])


def escape(text: str) -> str:
    """Text as content Markdown writes it: what would be markup is escaped, subscripts and note references stay."""
    pieces: list[str] = []
    done = 0
    for found in re.finditer(rf"{SUBSCRIPT.pattern}|\[\^[^\]\s]+\]", text):
        pieces += (SPECIAL.sub(lambda m: "\\" + m[0], text[done : found.start()]), found[0])
        done = found.end()
    pieces.append(SPECIAL.sub(lambda m: "\\" + m[0], text[done:]))
    line = "".join(pieces)
    if found_start := LINE_START.match(line):
        mark = found_start[0]
        return f"{mark}\\{line[len(mark) :]}" if mark[0].isdigit() else f"\\{line}"
    return line


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces after a heading or a caption."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str:
        """Value of a key, empty when absent."""
        return dict(self.values).get(key, "")

    def __str__(self) -> str:
        parts = [f"#{self.id}"] if self.id else []
        parts += [f".{name}" for name in self.classes]
        parts += [f"{key}={value}" for key, value in self.values]
        return f" {{{' '.join(parts)}}}" if parts else ""


def split_attributes(line: str) -> tuple[str, Attributes]:
    """A heading's or caption's text and its attributes."""
    found = ATTRIBUTES.search(line)
    if not found:
        return line, Attributes()
    parts = found["body"].split()
    return line[: found.start()], Attributes(
        next((part[1:] for part in parts if part.startswith("#")), ""),
        tuple(part[1:] for part in parts if part.startswith(".")),
        tuple((key, value) for part in parts if part[0] not in "#." for key, _, value in [part.partition("=")]),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of inline Markdown as text."""

    text: str
    strong: bool
    """True when the whole line is **strong**: a lead."""


def lines(inline: Token) -> list[Line]:
    """The lines of a paragraph: text with subscripts as `~x~` and references as `[^x]`, escapes undone."""
    found: list[Line] = []
    text, strong_text, depth = "", "", 0
    for token in [*(inline.children or []), Token("softbreak", "", 0)]:
        piece = ""
        match token.type:
            case "softbreak" | "hardbreak":
                if text.strip():
                    found.append(Line(text.strip(), strong_text.strip() == text.strip()))
                text = strong_text = ""
            case "strong_open":
                depth += 1
            case "strong_close":
                depth -= 1
            case "sub_open" | "sub_close":
                piece = "~"
            case "footnote_ref":
                piece = f"[^{token.meta['label']}]"
            case _:
                piece = token.content
        text += piece
        strong_text += piece if depth else ""
    return found
