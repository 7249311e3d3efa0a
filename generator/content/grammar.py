"""The one grammar of content Markdown, for reading, checking and publishing.

CommonMark cut down to what a plan has: headings, paragraphs (a line a sentence), tables, notes, **leads** and ~subscripts~.
Headings and captions end in `{#id .class key=value}`. What Markdown cannot carry as it is (an end of a line inside a sentence, a blank
at its edge) is written by its number, `&#x2028;`, so that every text that is written reads back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.subscript import sub_plugin

from generator.characters import SUBSCRIPT
from generator.content.marks import NOTE, mark_plugin, numbered, references, unnumbered

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
]
"""Rules of CommonMark that would give a meaning to what a plan prints as it is."""

ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*(?<!\\)\{(?P<body>[^{}]*)\}[ \t]*$")
SPECIAL = re.compile(r"[\\`*_\[\]<{}|~]|&(?=#?\w+;)")
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What some program would take for the end of a line, or take away; all but the first are in no text that was ever printed."""
ODD_IN_VALUE = re.compile(r"[\s{}\x00-\x1f\x7f-\x9f]|&(?=#x)")
LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-{2,}|={2,}|:?-+:?)\s*$|\d{1,9}(?=[.)](?:\s|$)))")


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """The parser."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(sub_plugin).use(mark_plugin)
    known = {name for names in parser.get_all_rules().values() for name in names}
    return parser.disable([name for name in UNUSED if name in known])


def whole_markdown() -> MarkdownIt:
    """A parser of all that Markdown knows and content has none of, save link references, for which notes could be taken."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("reference")


NO_LABELS: Mapping[str, str] = {}


def escape(text: str, labels: Mapping[str, str] = NO_LABELS) -> str:
    """Text as content Markdown writes it: what would be markup is escaped, subscripts stay, and so do references to the notes with
    some marks, each by its label."""
    kept = re.compile(rf"{SUBSCRIPT.pattern}|{references(labels).pattern}") if labels else SUBSCRIPT
    pieces: list[str] = []
    done = 0
    for found in kept.finditer(text):
        mark = found[2] if labels else None
        pieces += (SPECIAL.sub(_escaped, text[done : found.start()]), f"[^{labels[mark]}]" if mark else found[0])
        done = found.end()
    pieces.append(SPECIAL.sub(_escaped, text[done:]))
    return _line("".join(pieces))


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _line(line: str) -> str:
    """A line whose head would be the mark of a block, or whose edges would be taken away, so written that they stay."""
    if NOTE.match(line):
        line = f"\\{line}"
    elif found := LINE_START.match(line):
        mark = found[0]
        line = f"{mark}\\{line[len(mark) :]}" if mark[0].isdigit() else f"\\{line}"
    if line[-1:].isspace():
        line = line[:-1] + numbered(line[-1])
    if line[:1].isspace():
        line = numbered(line[0]) + line[1:]
    return UNWRITABLE.sub(lambda found: numbered(found[0]), line)


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
        parts += [f"{key}={ODD_IN_VALUE.sub(lambda found: numbered(found[0]), value)}" for key, value in self.values]
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
        tuple((key, unnumbered(value)) for part in parts if part[0] not in "#." for key, _, value in [part.partition("=")]),
    )


@dataclass(frozen=True, slots=True)
class InlineLine:
    """A line of inline Markdown as text."""

    text: str
    strong: bool
    """True when the whole line is **strong**: a lead."""


def lines(inline: Token) -> list[InlineLine]:
    """The lines of a paragraph: text with subscripts as `~x~` and references as `[^label]`, escapes undone. Blanks at the edges go,
    save those written by their number."""
    found: list[InlineLine] = []
    pieces: list[InlineRun] = []
    depth = 0
    for token in [*(inline.children or []), Token("softbreak", "", 0)]:
        match token.type:
            case "softbreak" | "hardbreak":
                line = _trimmed(pieces)
                if line:
                    found.append(InlineLine("".join(piece.text for piece in line), all(piece.strong for piece in line)))
                pieces = []
            case "strong_open":
                depth += 1
            case "strong_close":
                depth -= 1
            case "sub_open" | "sub_close":
                pieces.append(InlineRun("~", depth > 0))
            case "note_reference":
                pieces.append(InlineRun(f"[^{token.meta['label']}]", depth > 0))
            case _:
                if token.content:
                    pieces.append(InlineRun(token.content, depth > 0, token.type == "character"))
    return found


@dataclass(frozen=True, slots=True)
class InlineRun:
    """A run of a line."""

    text: str
    strong: bool
    by_number: bool = False
    """True for a character that was written by its number."""


def _trimmed(pieces: Sequence[InlineRun]) -> list[InlineRun]:
    """The pieces without the blanks at their edges."""
    left = list(pieces)
    while left and not left[0].by_number and not left[0].text.strip():
        left.pop(0)
    while left and not left[-1].by_number and not left[-1].text.strip():
        left.pop()
    if left and not left[0].by_number and (text := left[0].text.lstrip()) != left[0].text:
        left[0] = replace(left[0], text=text)
    if left and not left[-1].by_number and (text := left[-1].text.rstrip()) != left[-1].text:
        left[-1] = replace(left[-1], text=text)
    return left
