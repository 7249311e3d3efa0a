"""Random plans of every shape that content can hold, in nasty characters: for tests and long attacks."""

from __future__ import annotations

import random
from collections.abc import Sequence

from generator.content.carrying import anchor_plan
from generator.model import Block, Figure, Note, Paragraph, Plan, Row, Section, Sentence, Table, with_references
from generator.numbering import level_of

ALPHABETS = (
    "改革开放。，“”（）PM2.5~*_[]<>#|\\`&;{}-+=1：！ab ",
    "\\|",
    "*_ a",
    "~a2.",
    "[^1]: a-",
    "{}#.=a \\",
    "&#x20;A3",
    "#-+>=:| ",
    "1.)、 年",
    "\u2028\u2029\x85\x0b\x0c\x1c\r\na。",
    "\u3000\xa0\u200b\ufeff \t\u2003a",
    "〔〕。 一、第章（）1.",
    "\U0001f600\u0301\u200d𠮷é\x00\x07\x7f\u202e",
    "<script>&amp;\"'/",
    "---\n...:'\"!%@`no",
)
"""Characters to make texts of, those together that may do something together."""
LEVELS = (
    ["一、", "（一）", "1."],
    ["第一章", "第一节", "第一条"],
    ["1", "1.1", "1.1.1"],
    ["一、", "1.1", "1.1.1", "①", "1）", "（1）", "第一款"],
    [],
)
SOURCES = ("", "a.png", "https://x.cn/a%20b.jpg?c=d&e=#f", "http://x/y=~*_(1).gif?&#38;", "../b/c=d")
MARKS = ("1", "2", "①", "*", "一", "1-2", "a_b", "注")
CHAPTERS = ("abstract", "preface", "end", "a", "a2", "box", "intro")


def text(chance: random.Random, alphabet: str, least: int = 1) -> str:
    """A text of up to twelve characters, which is no blank as a whole when it must be anything."""
    made = "".join(chance.choice(alphabet) for _ in range(chance.randint(least, chance.choice((2, 12)))))
    return made if made.strip() or not least else f"{made}改"


def table(chance: random.Random, alphabet: str) -> Table:
    """A table with notes to which its cells refer, and to others that it lacks."""
    width = chance.randint(1, 4)
    marks = chance.sample([*MARKS, "|", "a b"], chance.randint(0, 2))
    notes = tuple(Note(mark, text(chance, alphabet, chance.randint(0, 1))) for mark in marks)

    def cell() -> str:
        made = text(chance, alphabet, 0)
        return f"{made}[^{chance.choice(notes).mark}]" if notes and chance.random() < 0.3 else made

    rows = tuple(Row(tuple(cell() for _ in range(width))) for _ in range(chance.randint(0, 3)))
    return Table(text(chance, alphabet, 0), tuple(cell() for _ in range(width)), rows, notes)


def sentence(chance: random.Random, alphabet: str) -> Sentence:
    """A sentence that may refer to a note, which may stand after it or not."""
    made = text(chance, alphabet)
    if chance.random() < 0.3:
        at = chance.randint(0, len(made))
        made = f"{made[:at]}[^{chance.choice(MARKS)}]{made[at:]}"
    return Sentence(made, chance.random() < 0.3)


def block(chance: random.Random, alphabet: str) -> Block:
    """A paragraph, a note, a table or a figure."""
    kind = chance.random()
    if kind < 0.5:
        return Paragraph(tuple(sentence(chance, alphabet) for _ in range(chance.randint(1, 3))))
    if kind < 0.6:
        return Note(chance.choice(MARKS), text(chance, alphabet, chance.randint(0, 1)))
    if kind < 0.8:
        return table(chance, alphabet)
    return Figure(text(chance, alphabet, 0), chance.choice(SOURCES))


def heading(chance: random.Random, alphabet: str, name: str, level: int, levels: Sequence[str]) -> Section:
    """A section with a number as the samples have it, or none, or one that fits none of them."""
    number, mark = None, ""
    if chance.random() < 0.8 and level <= len(levels) and (found := level_of(levels[level - 1]).match(levels[level - 1])):
        number, mark = found.number, found.text
    elif chance.random() < 0.3:
        number, mark = "甲", "甲、"
    title = text(chance, alphabet, chance.randint(0, 1))
    blocks = tuple(block(chance, alphabet) for _ in range(chance.randint(0, 3)))
    return Section(
        name, number, mark=mark, level=level, title=title, run_in=chance.random() < 0.3, supplied=chance.random() < 0.2, blocks=blocks
    )


def names(chance: random.Random) -> list[tuple[str, int]]:
    """Ids of sections with their levels, the plan's own title first, in an order that their files need not have."""
    found: dict[str, int] = {}
    for chapter in chance.sample([*CHAPTERS, *map(str, range(12))], chance.randint(1, 4)):
        found[chapter] = 1
        path = chapter
        for level in range(2, chance.choice((2, 3, 9))):
            path = f"{path}.{chance.randint(1, 12)}"
            found[path] = level
    if chance.random() < 0.2:  # the text begins below its first chapter
        found.pop(next(iter(found)))
    return [("front", 1)] * (chance.random() < 0.3) + list(found.items())


def with_parents(sections: Sequence[Section]) -> list[Section]:
    """The sections, each with the one above it."""
    done: list[Section] = []
    for section in sections:
        above = next((s for s in reversed(_open(done)) if s.level < section.level), None)
        done.append(Section(*[getattr(section, name) if name != "parent" else above and above.id for name in Section.__slots__]))
    return done


def _open(sections: Sequence[Section]) -> list[Section]:
    """The sections that are open after some."""
    found: list[Section] = []
    for section in sections:
        if section.id != "front":
            found = [s for s in found if s.level < section.level] + [section]
    return found


def plan(chance: random.Random) -> Plan:
    """A whole plan."""
    levels = chance.choice(LEVELS)
    alphabet = chance.choice(ALPHABETS)
    sections = [heading(chance, alphabet, name, level, levels) for name, level in names(chance)]
    meta = {"title": text(chance, alphabet), "issuer": text(chance, chance.choice(ALPHABETS)), "date": "2021-01-01", "kind": "no"}
    meta["coverage"] = "".join(chance.choice(ALPHABETS[-1]) for _ in range(30))
    return Plan("p", {**meta, "levels": list(levels)}, anchor_plan(with_references(with_parents(sections)), [])[0])
