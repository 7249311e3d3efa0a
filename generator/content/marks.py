"""The marks of content Markdown that CommonMark lacks: notes, references to them, and characters written by their number.

[^2.3-t1-1]: A note, one line.          words[^2.3-t1-1] of a cell          &#x2028;
"""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

NOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]+)\]:[ \t]*(?P<text>.*)", re.S)
REFERENCE = re.compile(r"\[\^(?P<label>[^\[\]\s]+)\]")
NUMBERED = re.compile(r"&#x(?P<number>[0-9A-F]{1,6});")
LAST_CHARACTER = 0x10FFFF
ODD_IN_LABEL = re.compile(r"[^\w]|_")
CODED = re.compile(r"%([0-9a-f]{1,6});")


def mark_plugin(parser: MarkdownIt) -> None:
    """Teach a parser these marks."""
    parser.block.ruler.before("table", "note", _note, {"alt": ["paragraph"]})
    parser.inline.ruler.before("emphasis", "note_reference", _reference)
    parser.inline.ruler.before("emphasis", "character", _character)


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A note is one line, and ends the paragraph before it."""
    found = NOTE.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not found:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.meta = {"label": found["label"]}
        token.map = [start, start + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = found["text"].strip(), token.map, []
        state.line = start + 1
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    """`[^1]`, as a token of its own."""
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("note_reference", "", 0).meta = {"label": found["label"]}
    state.pos = found.end()
    return True


def _character(state: StateInline, silent: bool) -> bool:
    """`&#x2028;`: the character itself, which is no blank at a line's edge and no end of a line."""
    found = NUMBERED.match(state.src, state.pos, state.posMax)
    if not found or int(found["number"], 16) > LAST_CHARACTER:
        return False
    if not silent:
        state.push("character", "", 0).content = chr(int(found["number"], 16))
    state.pos = found.end()
    return True


def numbered(char: str) -> str:
    """A character by its number."""
    return f"&#x{ord(char):X};"


def unnumbered(text: str) -> str:
    """A text with the characters that stand in it by their numbers."""
    return NUMBERED.sub(lambda found: chr(int(found[1], 16)) if int(found[1], 16) <= LAST_CHARACTER else found[0], text)


def label(owner: str, mark: str) -> str:
    """The label of a note: what it belongs to and its mark; whatever could not stand in a label is written by its number."""
    coded = ODD_IN_LABEL.sub(lambda found: f"%{ord(found[0]):x};", mark)
    return f"{owner}-{coded}" if owner else coded


def mark_of(name: str) -> str:
    """The mark in a label."""
    coded = name.rsplit("-", 1)[-1]
    return CODED.sub(lambda found: chr(int(found[1], 16)) if int(found[1], 16) <= LAST_CHARACTER else found[0], coded)


def references(marks: Collection[str]) -> re.Pattern[str]:
    """A pattern for the references to some marks in a text of the model; one that matches nothing when there are none."""
    some = sorted((mark for mark in marks if mark), key=len, reverse=True)
    return re.compile(r"\[\^(" + "|".join(map(re.escape, some)) + r")\]" if some else r"(?!)()")
