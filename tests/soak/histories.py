"""Edit histories of plans with headings, tables, figures and notes: no address is lost, none is given to another text.

The editor simulated here knows which text is which, since it makes them: every text has hidden marks that small edits keep, that parts
of a split and a merged text share, and that a new text, however alike, has not. Nothing here asks the code how alike two texts are.
"""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count as counting
from pathlib import Path

from generator.content.anchors import Anchor, parse_lock, write_lock
from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import load_plan, plan_ids
from generator.content.write import write_plan
from generator.model import Block, Figure, Note, Paragraph, Plan, Row, Section, Sentence, Table
from generator.model.address import container_of, kind_of, section_of

SHORT, LONG = 40, 1_000
CONTENT = Path(__file__).parents[2] / "content"
COURSE = ("进一步", "加快", "推动", "切实", "有序", "着力")
BRIEF = 24
"""Characters below which a half of a sentence may be all course of action."""
ONLY_CELLS = 0.2
"""Share of the steps in which nothing but cells and rows of tables is edited."""
BARE = 0.3
"""Share of the tables that have no caption: their place and columns tell what they are."""
HAN = "一二三四五六七八九十"


@dataclass
class Text:
    """A text and what it is: the marks of all that went into it."""

    words: str
    marks: set[int]


@dataclass
class Grid:
    """A table."""

    caption: Text
    head: tuple[str, ...]
    rows: list[Text]
    """Cells between tabs."""
    notes: list[Text] = field(default_factory=list)


@dataclass
class Picture:
    caption: Text
    source: str


@dataclass
class Head:
    """A section: its title, its blocks (a list of texts is a paragraph)."""

    title: Text
    blocks: list[list[Text] | Grid | Picture] = field(default_factory=list)
    below: list[Head] = field(default_factory=list)

    def paragraphs(self) -> list[list[Text]]:
        return [block for block in self.blocks if isinstance(block, list)]


@dataclass
class Book:
    heads: list[Head]
    law: bool
    """Articles without titles, counted on through the chapters."""

    def every(self) -> list[Head]:
        return [head for top in self.heads for head in (top, *top.below)]


class Editor:
    """Makes plans and edits them."""

    def __init__(self, seed: int, stock: list[str], titles: list[str], names: list[str]) -> None:
        self.chance = random.Random(seed)
        self.stock = self.chance.sample(stock, min(len(stock), 400))
        self.titles = self.chance.sample(titles, min(len(titles), 120))
        self.names = self.chance.sample(names, len(names))
        self.numbers = counting(1)

    def new(self, words: str) -> Text:
        return Text(words, {next(self.numbers)})

    def sentence(self) -> Text:
        return self.new(self.stock.pop())

    def row(self) -> Text:
        name = self.names.pop() if self.names else f"指标{self.chance.randrange(10**6)}"
        return self.new(f"{self.chance.randrange(1, 40)}\t{name}\t{self.chance.randrange(1, 900)}")

    def grid(self) -> Grid:
        rows = [self.row() for _ in range(self.chance.randrange(2, 6))]
        notes = [self.sentence() for _ in range(self.chance.randrange(2))]
        caption = "" if self.chance.random() < BARE else f"表1 {self.titles.pop()}情况"
        return Grid(self.new(caption), ("序号", "指标", f"{self.chance.randrange(2025, 2036)}年"), rows, notes)

    def head(self, law: bool, deep: bool) -> Head:
        blocks: list[list[Text] | Grid | Picture] = [
            [self.sentence() for _ in range(self.chance.randrange(1, 4))] for _ in range(1 if law else self.chance.randrange(1, 3))
        ]
        if not law and self.chance.random() < 0.3:
            blocks.append(self.grid())
        if not law and self.chance.random() < 0.15:
            blocks.append(Picture(self.new(f"图1 {self.titles.pop()}示意图"), ""))
        below = [self.head(law, False) for _ in range(self.chance.randrange(1, 4))] if deep else []
        return Head(self.new("" if law and not deep else self.titles.pop()), [] if law and deep else blocks, below)

    def book(self) -> Book:
        law = self.chance.random() < 0.3
        return Book([self.head(law, self.chance.random() < 0.6 or law) for _ in range(self.chance.randrange(2, 4))], law)

    # ---- edits

    def edit(self, book: Book, kinds: Sequence[str]) -> str:
        """One edit of some kinds that editors make; its name."""
        name = self.chance.choice(kinds)
        EDITS[name](self, book)
        return name

    def paragraph(self, book: Book) -> list[Text] | None:
        found = [p for head in book.every() for p in head.paragraphs() if p]
        return self.chance.choice(found) if found else None

    def grids(self, book: Book) -> list[tuple[Head, Grid]]:
        return [(head, block) for head in book.every() for block in head.blocks if isinstance(block, Grid)]

    def siblings(self, book: Book) -> list[Head]:
        return self.chance.choice([book.heads, *(head.below for head in book.heads if head.below)])

    def touched(self, words: str) -> str:
        """A text with a small change, at most about a seventh of it."""
        kind = self.chance.randrange(4)
        if kind == 0 and (found := list(re.finditer(r"\d+", words))):
            one = self.chance.choice(found)
            return words[: one.start()] + str(int(one[0]) + self.chance.randrange(1, 9)) + words[one.end() :]
        if kind == 1 and words.count("，") > 1:
            clauses = words.rstrip("。").split("，")
            at = self.chance.randrange(len(clauses))
            if len(clauses[at]) * 7 < len(words):
                return "，".join(clauses[:at] + clauses[at + 1 :]) + "。"
        if kind == 2 and len(words) > 20:
            at = self.chance.randrange(len(words))
            return words[:at] + self.chance.choice("改革开放的和新") + words[at + self.chance.randrange(2) :]
        return self.chance.choice(COURSE) + words

    def twin(self, words: str) -> str:
        """Another text that is made like one: one half of it is of another matter; more of a short one, in which words that say how and
        not what (推进, 做强做优) may be that half, so that its matter would stay."""
        share = max(4, len(words) * 2 // 3 if len(words) < BRIEF else len(words) // 2)
        at = self.chance.randrange(max(1, len(words) - share))
        out = words[at : at + share]
        while True:  # no word of what goes comes back by chance
            other = "".join(self.chance.sample(self.stock, 3)).replace("。", "")[:share]
            if not {out[n : n + 2] for n in range(len(out) - 1)} & {other[n : n + 2] for n in range(len(other) - 1)}:
                return words[:at] + other + words[at + share :]


def insert(editor: Editor, book: Book) -> None:
    if here := editor.paragraph(book):
        here.insert(editor.chance.randrange(len(here) + 1), editor.sentence())


def insert_twin(editor: Editor, book: Book) -> None:
    if here := editor.paragraph(book):
        at = editor.chance.randrange(len(here))
        here.insert(at + editor.chance.randrange(2), editor.new(editor.twin(here[at].words)))


def insert_double(editor: Editor, book: Book) -> None:
    here, there = editor.paragraph(book), editor.paragraph(book)
    if here and there:
        there.insert(editor.chance.randrange(len(there) + 1), editor.new(editor.chance.choice(here).words))


def replace_by_twin(editor: Editor, book: Book) -> None:
    if here := editor.paragraph(book):
        at = editor.chance.randrange(len(here))
        here[at] = editor.new(editor.twin(here[at].words))


def delete(editor: Editor, book: Book) -> None:
    if here := editor.paragraph(book):
        del here[editor.chance.randrange(len(here))]


def change(editor: Editor, book: Book) -> None:
    if here := editor.paragraph(book):
        text = editor.chance.choice(here)
        text.words = editor.touched(text.words)


def move(editor: Editor, book: Book) -> None:
    here, there = editor.paragraph(book), editor.paragraph(book)
    if here and there:
        text = here.pop(editor.chance.randrange(len(here)))
        there.insert(editor.chance.randrange(len(there) + 1), text)


def split(editor: Editor, book: Book) -> None:
    here = editor.paragraph(book)
    places = [n for n, text in enumerate(here or ()) if "，" in text.words]
    if here and places:
        at = editor.chance.choice(places)
        text = here[at]
        cut = editor.chance.choice([m.start() for m in re.finditer("，", text.words)])
        head, tail = text.words[:cut] + "。", text.words[cut + 1 :]
        close = abs(len(head) - len(tail)) * 4 < len(text.words)
        parts = [Text(head, set(text.marks)), Text(tail, set(text.marks))]
        if not close and len(text.marks) == 1:  # a small part of a merged text may be most of what was merged into it
            smaller = parts[0] if len(head) < len(tail) else parts[1]
            smaller.marks = {next(editor.numbers)}
        here[at : at + 1] = parts


def merge(editor: Editor, book: Book) -> None:
    here = editor.paragraph(book)
    if here and len(here) > 1:
        at = editor.chance.randrange(len(here) - 1)
        one, other = here[at : at + 2]
        here[at : at + 2] = [Text(one.words.rstrip("。") + "，" + other.words, one.marks | other.marks)]


def insert_section(editor: Editor, book: Book) -> None:
    heads = editor.siblings(book)
    heads.insert(editor.chance.randrange(len(heads) + 1), editor.head(book.law, book.law and heads is book.heads))


def drop_section(editor: Editor, book: Book) -> None:
    heads = editor.siblings(book)
    if len(heads) > 1:
        del heads[editor.chance.randrange(len(heads))]


def move_section(editor: Editor, book: Book) -> None:
    heads = editor.siblings(book)
    heads.insert(editor.chance.randrange(len(heads)), heads.pop(editor.chance.randrange(len(heads))))


def rehang_section(editor: Editor, book: Book) -> None:
    tops = [head for head in book.heads if len(head.below) > 1]
    if tops:
        head = editor.chance.choice(tops).below.pop()
        there = editor.chance.choice(book.heads).below
        there.insert(editor.chance.randrange(len(there) + 1), head)


def retitle(editor: Editor, book: Book) -> None:
    head = editor.chance.choice(book.every())
    if head.title.words:
        head.title.words = editor.chance.choice(COURSE) + head.title.words if editor.chance.random() < 0.6 else editor.titles.pop()


def insert_row(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        rows = editor.chance.choice(grids)[1].rows
        rows.insert(editor.chance.randrange(len(rows) + 1), editor.row())


def insert_year(editor: Editor, book: Book) -> None:
    """A row that differs from another by the year in its name, its value the same."""
    if grids := editor.grids(book):
        rows = editor.chance.choice(grids)[1].rows
        at = editor.chance.randrange(len(rows)) if rows else 0
        if rows:
            number, name, value = rows[at].words.split("\t")
            year = editor.chance.randrange(2000, 2099)
            rows.insert(at, editor.new(f"{number}\t{year}年{re.sub('^[0-9]+年', '', name)}\t{value}"))


def drop_row(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        rows = editor.chance.choice(grids)[1].rows
        if len(rows) > 1:
            del rows[editor.chance.randrange(len(rows))]


def move_row(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        rows = editor.chance.choice(grids)[1].rows
        editor.chance.shuffle(rows)


def change_row(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        row = editor.chance.choice(editor.chance.choice(grids)[1].rows)
        number, name, value = row.words.split("\t")
        row.words = f"{number}\t{name}\t{int(value) + editor.chance.randrange(1, 50)}"


def rename_row(editor: Editor, book: Book) -> None:
    """A cell that names a row: the row is another one, the table is not."""
    if grids := editor.grids(book):
        rows = editor.chance.choice(grids)[1].rows
        at = editor.chance.randrange(len(rows)) if rows else 0
        if rows:
            number, _, value = rows[at].words.split("\t")
            rows[at] = editor.new(f"{number}\t{editor.row().words.split(chr(9))[1]}\t{value}")


def recount(editor: Editor, book: Book) -> None:
    """Serial numbers of rows anew, as after an insertion."""
    for _, grid in editor.grids(book):
        for n, row in enumerate(grid.rows, 1):
            row.words = f"{n}\t" + row.words.partition("\t")[2]


def insert_table(editor: Editor, book: Book) -> None:
    head = editor.chance.choice(book.every())
    if not book.law:
        head.blocks.insert(editor.chance.randrange(len(head.blocks) + 1), editor.grid())


def move_table(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        head, grid = editor.chance.choice(grids)
        head.blocks.remove(grid)
        there = editor.chance.choice(book.every()).blocks
        there.insert(editor.chance.randrange(len(there) + 1), grid)


def drop_table(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        head, grid = editor.chance.choice(grids)
        head.blocks.remove(grid)


def renumber_tables(editor: Editor, book: Book) -> None:
    for n, (_, grid) in enumerate(editor.grids(book), 1):
        grid.caption.words = re.sub(r"^表\d+", f"表{n}", grid.caption.words)


def note(editor: Editor, book: Book) -> None:
    if grids := editor.grids(book):
        notes = editor.chance.choice(grids)[1].notes
        notes.insert(editor.chance.randrange(len(notes) + 1), editor.sentence())


def figure(editor: Editor, book: Book) -> None:
    head = editor.chance.choice(book.every())
    pictures = [block for block in head.blocks if isinstance(block, Picture)]
    if pictures and editor.chance.random() < 0.5:
        head.blocks.remove(editor.chance.choice(pictures))
    elif not book.law:
        head.blocks.append(Picture(editor.new(f"图1 {editor.titles.pop()}示意图"), ""))


def paragraph(editor: Editor, book: Book) -> None:
    """A paragraph cut in two, or two made one."""
    head = editor.chance.choice(book.every())
    places = [n for n, block in enumerate(head.blocks) if isinstance(block, list) and len(block) > 1]
    if places:
        at = editor.chance.choice(places)
        block = head.blocks[at]
        assert isinstance(block, list)
        head.blocks[at : at + 1] = [block[:1], block[1:]]


EDITS: dict[str, Callable[[Editor, Book], None]] = {
    function.__name__: function
    for function in (
        insert, insert_twin, insert_double, replace_by_twin, delete, change, move, split, merge, insert_section, drop_section, move_section,
        rehang_section, retitle, insert_row, insert_year, drop_row, move_row, change_row, rename_row, recount, insert_table, move_table, drop_table,
        renumber_tables, note, figure, paragraph,
    )
}  # fmt: skip


OF_CELLS = ["rename_row", "rename_row", "change_row", "recount", "insert_row", "insert_year", "drop_row", "move_row"]
"""Edits that leave every table what it was."""


# ---- as convert hands it over


NOTHING = Text("", set())
Truth = dict[str, Text]
"""Anchor → the text that it stands on, as the editor knows it."""


def outlined(book: Book) -> tuple[list[Section], list[Text]]:
    """The sections of a book with the path of their numbers, and the texts in the order of their anchors."""
    sections: list[Section] = [Section("front", None, "", 1, "某市规划")]
    texts: list[Text] = [Text("某市规划", {0})]
    article = counting(1)
    for n, top in enumerate(book.heads, 1):
        sections.append(_section(top, str(n), f"第{n}章　" if book.law else f"{HAN[n - 1] if n < 11 else n}、", 1, None, texts=texts))
        for m, head in enumerate(top.below, 1):
            number = next(article) if book.law else m
            mark = f"第{number}条　" if book.law else f"{n}.{m} "
            sections.append(_section(head, f"{n}.{number}", mark, 2, str(n), texts=texts))
    return sections, texts


def _section(head: Head, name: str, mark: str, level: int, parent: str | None, texts: list[Text]) -> Section:
    texts.append(head.title if head.title.words else Text("", set().union(*(text.marks for part in head.paragraphs() for text in part))))
    blocks = tuple(_block(block, texts) for block in head.blocks if block)
    return Section(name, mark.strip(), mark, level, head.title.words, parent=parent, blocks=blocks)


def _block(block: list[Text] | Grid | Picture, texts: list[Text]) -> Block:
    match block:
        case list():
            texts += block
            return Paragraph(tuple(Sentence(text.words) for text in block))
        case Picture():
            texts.append(block.caption)
            return Figure(block.caption.words, block.source)
        case Grid():
            texts += [block.caption, *block.rows, *block.notes]
            rows = tuple(Row(tuple(row.words.split("\t"))) for row in block.rows)
            notes = tuple(Note(str(n), text.words) for n, text in enumerate(block.notes, 1))
            return Table(block.caption.words, block.head, rows, notes)


def ids_of(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.id
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield from (s.id for s in block.sentences)
                case Figure():
                    yield block.id
                case Table():
                    yield from (block.id, *(row.id for row in block.rows), *(text.id for text in block.notes))


def carried(book: Book, lock: list[Anchor]) -> tuple[Truth, list[Anchor], tuple[Section, ...]]:
    sections, texts = outlined(book)
    filled, new = anchor_plan(sections, parse_lock(write_lock(lock), Path("anchors.lock")))
    return dict(zip(ids_of(filled), copy.deepcopy(texts), strict=True)), new, filled


# ---- the judge


def losses(before: Truth, now: Truth, old: list[Anchor], new: list[Anchor], owners: dict[str, set[int]]) -> Iterator[str]:
    """What is wrong after one step. `owners` are the marks of the text that each anchor was given to."""
    ids = [anchor.id for anchor in new]
    if len(set(ids)) != len(ids):
        yield "an anchor stands twice"
    if gone := {anchor.id for anchor in old} - set(ids):
        yield f"lost: {sorted(gone)[:3]}"
    live = {anchor.id for anchor in new if not anchor.to}
    leads = {anchor.id: anchor.to or anchor.id for anchor in new}
    if live != set(now):
        yield f"lock and plan differ: {sorted(live ^ set(now))[:3]}"
    if nowhere := [anchor.id for anchor in new if anchor.to and anchor.to not in live]:
        yield f"leads nowhere: {nowhere[:3]}"
    remembered = {anchor.id: anchor.text for anchor in old}
    texts = {anchor.id: anchor.text for anchor in new if not anchor.to}
    doubles: dict[str, set[int]] = {}
    for text in now.values():  # of texts with the same words nobody can tell which is which
        doubles.setdefault(text.words, set()).update(text.marks)
    for name, text in now.items():
        marks = doubles[text.words] if text.words else text.marks
        if owners.get(name) and marks and not owners[name] & marks and remembered.get(name) != texts[name]:
            yield f"{name} was given to another text: {remembered.get(name)!r} → {texts[name]!r}"
        owners[name] = set(marks)
    counts = Counter(text.words for text in before.values()), Counter(text.words for text in now.values())
    where = {text.words: name for name, text in now.items()}
    for name, text in before.items():
        words = text.words
        if (
            words
            and text.marks & now.get(where.get(words, ""), NOTHING).marks  # else a copy of a text that was itself changed
            and counts[0][words] == counts[1][words] == 1
            and name.count("-") == where[words].count("-")
            and leads[name] != where[words]
        ):
            yield f"{name} does not lead to its text, which stands at {where[words]}: {words!r}"
        elif container_of(name) in live and section_of(leads[name]) != section_of(name) and "-" in name and not _moved(name, new):
            yield f"{name} leads out of its section to {leads[name]}"


def _moved(name: str, lock: list[Anchor]) -> bool:
    return next(anchor.moved for anchor in lock if anchor.id == name)


def history(seed: int, material: tuple[list[str], list[str], list[str]], tally: Counter[str]) -> Iterator[str]:
    """One history: steps of one to four edits, some taken back; at times through the files of the content folder."""
    editor = Editor(seed, *material)
    book = editor.book()
    now, lock, filled = carried(book, [])
    owners = {name: set(text.marks) for name, text in now.items()}
    for step in range(editor.chance.randrange(3, 9)):
        kept_book, kept_now = copy.deepcopy(book), now
        kinds = OF_CELLS if editor.chance.random() < ONLY_CELLS else list(EDITS)
        edits = [editor.edit(book, kinds) for _ in range(editor.chance.choice([1, 1, 2, 4]))]
        before, old = now, lock
        now, lock, filled = carried(book, old)
        told = f"history {seed} step {step} ({', '.join(edits)})"
        yield from (f"{told}: {loss}" for loss in losses(before, now, old, lock, owners))
        if set(edits) <= set(OF_CELLS) and (changed := _tables(before) ^ _tables(now)):
            yield f"{told}: a table has another address, and only cells changed: {sorted(changed)}"
        _tally(before, now, lock, tally)
        again, same, _ = carried(book, lock)
        if (again.keys(), same) != (now.keys(), lock):
            yield f"{told}: carrying once more changes something"
        if editor.chance.random() < 0.2:
            yield from (f"{told}: {loss}" for loss in _through_files(filled, lock))
        if len(edits) == 1 and editor.chance.random() < 0.4:
            book = kept_book
            before, old = now, lock
            now, lock, filled = carried(book, old)
            yield from (f"{told}, taken back: {loss}" for loss in losses(before, now, old, lock, owners))
            wrong = [name for name, text in kept_now.items() if name not in now or now[name].words != text.words]
            if wrong:
                yield f"{told}, taken back: {wrong[:3]} did not come back"


def _tables(truth: Truth) -> set[str]:
    return {name for name in truth if kind_of(name) == "t"}


def _tally(before: Truth, now: Truth, lock: list[Anchor], tally: Counter[str]) -> None:
    """How many of the texts that are still there, changed or not, their addresses reach."""
    leads = {anchor.id: anchor.to or anchor.id for anchor in lock}
    alive = {mark for text in now.values() for mark in text.marks}
    for name, text in before.items():
        if text.marks & alive:
            tally["there"] += 1
            tally["reached"] += bool(text.marks & now[leads[name]].marks)


def _through_files(filled: tuple[Section, ...], lock: list[Anchor]) -> Iterator[str]:
    """The pages read back get the same anchors."""
    meta = {"levels": ["第一章", "第一条"] if any(s.mark.startswith("第") for s in filled) else ["一、", "1.1"]}
    read = read_plan(write_plan(Plan("p", meta, filled)), Path("p"))
    sections, new = anchor_plan(read.sections, lock)
    if list(ids_of(sections)) != list(ids_of(filled)) or new != lock:
        differing = [(a, b) for a, b in zip(ids_of(filled), ids_of(sections), strict=False) if a != b]
        yield f"the pages give other anchors: {differing[:3]}"


def stock() -> tuple[list[str], list[str], list[str]]:
    """Sentences, titles and names of indicators of the committed plans."""
    plans = [load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT)]
    sections = [section for plan in plans for section in plan.sections]
    sentences = {
        s.text for section in sections for _, s in section.sentences() if 10 <= len(s.text) <= 120 and not set(s.text) & set("~[|*")
    }
    titles = {section.title for section in sections if 4 <= len(section.title) <= 25}
    names = {
        cell for section in sections for t in section.tables() for row in t.rows for cell in row.cells if len(cell) > 4 and "[" not in cell
    }
    return sorted(sentences), sorted(titles), sorted(name for name in names if "~" not in name and not re.search(r"\d|^与", name))


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """`count` histories."""
    material, tally = stock(), Counter[str]()
    for number in range(count):
        yield from history(seed * 1_000_000 + number, material, tally)
    print(f"  histories: {tally['reached']} of {tally['there']} texts that are still there are reached by their old addresses")
