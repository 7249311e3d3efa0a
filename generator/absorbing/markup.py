"""Markup that an editor typed into a page and that a plan's text has not: emphasis, links, tags, remarks, marks of notes not there.

Reading passes over some of it and takes the rest for letters of the text, so that a word would lose its emphasis in silence, or readers
would see a remark that was meant for nobody. What convert writes has none of it: a letter that could be markup is escaped there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from markdown_it.token import Token

from generator.absorbing.pages import Edited, refusal
from generator.content.grammar import UNWRITABLE, markdown, split_attributes, whole_markdown
from generator.content.read import front_matter
from generator.content.write import noted_heading
from generator.findings import Finding
from generator.model import Section

BARE = r"(?<!\\)(?:\\\\)*"
"""Before a character that is not escaped."""
LETTERS = {
    "a remark": re.compile(BARE + r"<!--"),
    "a link or a picture": re.compile(BARE + r"!?\[[^\[\]]*\]\[[^\[\]]*\]|^\[(?!\^)[^\[\]]+\]:[ \t]*\S"),
    "the name or number of a character": re.compile(BARE + r"&(?:[A-Za-z]\w*|#\d+|#[xX][0-9a-fA-F]+);"),
    "code": re.compile(BARE + r"`"),
    "a rule": re.compile(r"^={3,}$"),
    "what no text of ours holds (NUL, U+FFFD)": re.compile("[\0\ufffd]"),
}
"""What is taken for letters of the text when it is read, and is no token of Markdown by itself."""
UNREAD = {
    **dict.fromkeys(("link_open", "image"), "a link or a picture"),
    **dict.fromkeys(("html_inline", "html_block"), "a tag"),
    **dict.fromkeys(("code_inline", "code_block", "fence"), "code"),
    **dict.fromkeys(("blockquote_open", "bullet_list_open"), "a quotation, or an item of a list"),
    "s_open": "struck-out text",
    "hr": "a rule",
}
"""The same, by Markdown's tokens. Items with numbers are the text's own."""
NUMBERED = re.compile(r"&#x([0-9A-F]{1,6});")
"""What convert writes of a character that would be lost on the page."""
NOTE_MARK = re.compile(BARE + r"\[\^(?P<label>[^\[\]\s]+)\](?!:)")
NOTE_LINE = re.compile(r"^\[\^(?P<label>[^\[\]\s]+)\]:", re.MULTILINE)
TOKENS = {"em_open": "emphasis (*…*)", "strong_open": "strong letters (**…**)", "hardbreak": "a backslash at the line's end"}
"""What is passed over when it is read."""
KNOWN = {"heading": {".run-in", ".supplied", "level", "mark", "number"}, "table": {".table"}, "figure": {".figure", "source"}}
"""What may stand in braces, beside the id."""
QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"")
"""A value of the front matter in which a # is a letter."""
NEXT_STEP = "take it away; of a character that is printed so, put a \\ before it"


def markup_findings(edited: Edited, made: Mapping[str, str], folder: Path) -> Iterator[Finding]:
    """A refusal for each piece of markup in the lines of the pages that convert did not write."""
    for name, text in edited.files.items():
        known = set(made.get(name, "").split("\n")) - {"---"}
        lines = text.split("\n")
        _, begin = front_matter(text, folder / name)
        found = [
            *_remarks(lines[: begin - 1]),
            *_letters(lines, begin),
            *_unread(lines, begin),
            *_passed_over(lines, begin),
            *_in_braces(lines, begin),
        ]
        for number, what in sorted(dict.fromkeys(found)):
            if lines[number - 1] not in known:
                yield refusal(folder / name, number, f"it has {what}, which a plan's text has not", NEXT_STEP)


def _remarks(front: list[str]) -> Iterator[tuple[int, str]]:
    """Remarks in the front matter, of a whole line or after a value."""
    yield from ((number, "a remark (# …)") for number, line in enumerate(front, 1) if re.search(r"(?:^|\s)#", QUOTED.sub("", line)))


def _letters(lines: list[str], begin: int) -> Iterator[tuple[int, str]]:
    """(line, what) of markup that would be printed as it stands. `begin` lines are front matter."""
    labels = {found["label"] for found in NOTE_LINE.finditer("\n".join(lines))}
    for number, line in enumerate(lines[begin:], begin + 1):
        bare = NUMBERED.sub(_kept, line)
        yield from ((number, what) for what, pattern in LETTERS.items() if pattern.search(bare))
        yield from (
            (number, f"the mark of a note that is not there ([^{found['label']}])")
            for found in NOTE_MARK.finditer(line)
            if not any(label == found["label"] or label.endswith(f"-{found['label']}") for label in labels)
        )


def _kept(found: re.Match[str]) -> str:
    """Nothing for the number of a character that convert writes so; else the number, which is told."""
    char = chr(min(int(found[1], 16), sys.maxunicode))
    return "" if UNWRITABLE.match(char) or char.isspace() else found[0]


def _unread(lines: list[str], begin: int) -> Iterator[tuple[int, str]]:
    """The same of what is a token of Markdown that content has not."""
    here = 0
    for token in whole_markdown().parse("\n".join(lines[begin:])):
        here = token.map[0] if token.map else here
        if token.type in UNREAD:
            yield begin + here + 1, UNREAD[token.type]
        if token.type == "heading_open" and token.markup in ("=", "-"):
            yield begin + (token.map or [0, here + 1])[1], "a rule"
        at = 0
        for child in token.children or []:
            at += child.type in ("softbreak", "hardbreak")
            if child.type in UNREAD:
                yield begin + here + 1 + at, UNREAD[child.type]


def _passed_over(lines: list[str], begin: int) -> Iterator[tuple[int, str]]:
    """The same of markup that would vanish; only a whole sentence is ever strong, as a lead."""
    here, block = 0, ""
    for token in markdown().parse("\n".join(lines[begin:])):
        here = token.map[0] if token.map else here
        block = token.type if token.nesting == 1 else block
        if token.type == "inline":
            yield from ((begin + here + 1 + at, TOKENS[kind]) for at, kind in _odd(token, block == "paragraph_open"))


def _odd(inline: Token, may_lead: bool) -> Iterator[tuple[int, str]]:
    """(lines after the first, type) of the tokens that are passed over."""
    rows: list[list[Token]] = [[]]
    for token in inline.children or []:
        rows[-1].append(token)
        if token.type in ("softbreak", "hardbreak"):
            rows.append([])
    for at, row in enumerate(rows):
        kinds = [token.type for token in row if token.type not in ("softbreak", "hardbreak") and (token.content or token.nesting)]
        lead = may_lead and kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1
        yield from ((at, token.type) for token in row if token.type in TOKENS and not (lead and token.type == "strong_open"))


def _in_braces(lines: list[str], begin: int) -> Iterator[tuple[int, str]]:
    """The same of what stands in the braces of a heading or a caption and means nothing there."""
    for number, line in enumerate(lines[begin:], begin + 1):
        text, attributes = split_attributes(line)
        if text == line or not (attributes.id or attributes.classes):
            continue
        kind = "heading" if line.startswith("#") else next((name for name in ("table", "figure") if name in attributes.classes), "")
        if not kind:
            yield number, "words in braces"
        ids = re.findall(r"(?<=[\s{])#[^\s{}]+", line[len(text) :])
        said = [*ids[1:], *(f".{name}" for name in attributes.classes), *(key for key, _ in attributes.values)]
        yield from ((number, f"`{name}` in braces") for name in said if kind and name not in KNOWN[kind])


def new_heading_findings(old: Sequence[Section], made: Sequence[Section], edited: Edited, folder: Path) -> Iterator[Finding]:
    """Headings whose address on the page is not the one that they get: of a new one it follows from the number, and one that only has a
    number gets a new address where the text under it is another's. `old` are the sections before, `made` those that convert makes now."""
    own = _addresses({section.id for section in (*old, *made)}, made, edited.plan.sections)
    heads = {part.section: part for part in reversed(edited.parts) if part.opening[0] == "head"}
    for section in edited.plan.sections:
        part, address = heads.get(section.id), own.get(section.id, section.id)
        if part and address != section.id:
            cause = f"the heading “{part.shown}” has the address #{section.id} here and gets #{address}: an address keeps its meaning"
            yield refusal(folder / part.file, part.line, cause, f"write {{#{address}}}")


def _addresses(known: set[str], made: Sequence[Section], edited: Sequence[Section]) -> Mapping[str, str]:
    """Address on the page → the address that convert gives, of new headings and of those without a title."""
    heads = [(section.level, noted_heading(section)) for section in made]
    wanted = [(section.level, noted_heading(section)) for section in edited]
    if heads == wanted:
        both = zip(made, edited, strict=True)
        return {there.id: here.id for here, there in both if there.id not in known or not there.title}
    given = dict(zip(heads, (section.id for section in made), strict=True))
    return {section.id: given.get(head, section.id) for head, section in zip(wanted, edited, strict=True) if section.id not in known}
