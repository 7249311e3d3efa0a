"""What the quotation page looks things up in: one file with every published line of every plan, and how characters fold.

The file is loaded only when a reader goes to the page's box. The script folds the quotation and these texts alike: Simplified
characters, half width, no blanks, no punctuation. Knowledge: the one-character tables of OpenCC, in its three Traditional standards.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from opencc import OpenCC

from generator.characters import plain
from generator.model import Paragraph, Section, Table
from generator.site.data import Json
from generator.site.edition import Edition, PlanView

ALSO = {"藉": "借", "瞭": "了"}
"""Traditional characters that OpenCC folds only inside certain words."""


def quotes(edition: Edition) -> Json:
    """The whole file. `from` and `to` are strings of equal length: a character and what it folds to."""
    plans = [
        {"id": view.id, "title": view.title, "sections": [_section(view, section) for section in view.plan.sections]} for view in edition
    ]
    texts = [text for plan in plans for section in plan["sections"] for _, text in section["parts"]]
    pairs = folding("".join(texts))
    return {"plans": plans, "from": "".join(pairs), "to": "".join(pairs.values())}


def _section(view: PlanView, section: Section) -> Json:
    title = plain(section.mark + section.title).strip()
    parts = [[anchor, plain(text).replace("\u3000", " ")] for anchor, text in parts_of(section) if text]
    return {"id": section.id if section.number else "", "title": title, "url": view.address(section.id).partition("#")[0], "parts": parts}


def parts_of(section: Section) -> Iterator[tuple[str, str]]:
    """(anchor, text) of what can be quoted from a section, in reading order: its heading, sentences, rows, notes and captions."""
    yield section.id, section.mark + section.title if section.title else ""
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from ((sentence.id, sentence.text) for sentence in block.sentences)
            case Table():
                yield block.id, block.caption
                yield from ((row.id, " ".join(row.cells)) for row in block.rows)
                yield from ((note.id, note.text) for note in block.notes)
            case _:
                yield block.id, block.caption


def folding(text: str) -> dict[str, str]:
    """Each Traditional character that stands for one which occurs in a text, or occurs in it itself → the Simplified one."""
    table = _simplified()
    occurring = {table.get(char, char) for char in text}
    return {char: simple for char, simple in table.items() if simple in occurring}


@cache
def _simplified() -> dict[str, str]:
    """Every Traditional character → its Simplified one, which is never a key itself."""
    chars = [chr(code) for code in range(0x3400, 0xA000)]
    table: dict[str, str] = {}
    for standard in ("t2s", "tw2s", "hk2s"):
        for char, simple in zip(chars, OpenCC(standard).convert("\n".join(chars)).split("\n"), strict=True):
            if simple != char and len(simple) == 1 and simple <= "\uffff":
                table.setdefault(char, simple)
    table |= ALSO
    return {char: table.get(simple, simple) for char, simple in table.items() if table.get(simple, simple) != char}
