"""What search finds: every part of a plan that has an address, in reading order: what stands under a heading is a run of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.characters import plain, unreferenced
from generator.model import Glossary, Note, Paragraph, Plan, Row, Section, Table, Thread
from generator.numbering import figure_of
from generator.search.editors import Synonym

UNIT = "单位"
"""What the head of a column of units says."""
FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
NO_WORDS: Mapping[tuple[str, str], str] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """A heading, a sentence, a row, a note or a caption."""

    plan: str
    section: str
    """Id of its section."""
    anchor: str
    text: str
    """As readers see it, of a heading with its number."""
    also: str = ""
    """Other names of the terms it uses, for a row the heads of its columns, and what readers say for its words."""
    asked: str = ""
    """What readers ask that it answers, in words parted by blanks."""
    english: str = ""
    """The English of the terms it uses and of the topics it is about."""
    translation: str = ""
    """It in English."""
    heads: str = ""
    """Of a row of a table the names of its columns, which results show."""
    heading: bool = False
    reach: int = 1
    """Of a heading, how many documents it stands over, itself counted; of others 1."""
    level: int = 0
    """Of a heading its level, 0 for the plan's title."""
    names: str = ""
    """Of a heading what it is also known by where it stands over others: a plan's id, short title and period."""
    printed: tuple[str, ...] = ()
    """Of a heading the numbers that print gives it and its id does not say: `2.7` and `7` of a 第七条 that was put in as `2.6a`."""


def parts_of(section: Section) -> Iterator[tuple[str, str]]:
    """(anchor, text) of what can be found and quoted in a section, in reading order: its heading, sentences, rows, notes and captions."""
    yield section.id, section.mark + section.title if section.title else ""
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from ((sentence.id, unreferenced(sentence.text, sentence.marks)) for sentence in block.sentences)
            case Note():
                yield block.id, block.text
            case Table():
                yield block.id, unreferenced(block.caption, block.marks)
                yield from ((row.id, unreferenced(" ".join(row.cells), block.marks)) for row in block.rows)
                yield from ((note.id, note.text) for note in block.notes)
            case _:
                yield block.id, block.caption


def documents(
    plans: Sequence[Plan],
    glossary: Glossary,
    threads: Sequence[Thread] = (),
    synonyms: Sequence[Synonym] = (),
    *,
    translations: Mapping[tuple[str, str], str] = NO_WORDS,
    questions: Mapping[tuple[str, str], str] = NO_WORDS,
) -> list[Document]:
    """Every document of an edition; `synonyms` and `questions` are the editors', `translations` English by plan and anchor.

    A plan's first document is its title.
    """
    also, english = _names(glossary)
    for thread in threads:
        for clause in thread.clauses:
            english.setdefault((clause.plan, clause.place), []).append(thread.title_en)
    found: list[Document] = []
    for plan in plans:
        first, printed = len(found), printed_numbers(plan.sections)
        head = next((s for s in plan.sections if s.id == "front"), None)
        if head is None:
            found.append(
                _document(plan, "front", "front", str(plan.meta.get("title", plan.id)), also, english=english, translations=translations)
            )
        for section in plan.sections:
            columns = {row.id: (_column_words(table, row), _heads(table)) for table in section.tables() for row in table.rows}
            called = printed | printed_paragraphs(section, printed.get(section.id, ()))
            for anchor, text in parts_of(section):
                if anchor == section.id or plain(text).strip():
                    words = text or (str(plan.meta.get("title", "")) if anchor == "front" else "")
                    found.append(
                        _document(
                            plan,
                            section.id,
                            anchor,
                            words,
                            also,
                            english=english,
                            translations=translations,
                            columns=columns.get(anchor, ("", "")),
                        )
                    )
                    if anchor in called:
                        found[-1] = replace(found[-1], printed=called[anchor])
        found[first:] = _reaching(plan, found[first:])
    asked = [_asked(document, questions) for document in found]
    return _with_synonyms(asked, synonyms) if synonyms else asked


def _asked(document: Document, questions: Mapping[tuple[str, str], str]) -> Document:
    """A document with the questions that it answers."""
    words = questions.get((document.plan, document.anchor))
    return replace(document, asked=words) if words else document


ARTICLE_MARK = "条"
"""Begins the names of articles, which no id has: `条7`, its second paragraph `条7.2`, its second item `条7项2`."""
DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
ARTICLE = re.compile(r"第.+条")
"""The number of an article, by which alone it is called: articles are counted on through the chapters."""


def printed_numbers(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """Id of a section → the path of its numbers as printed, and of an article its number alone, where these are not its id."""
    paths: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        path = _printed_path(section.number or "", paths.get(section.parent or "", "")) or section.id
        paths[section.id] = path
        article = ARTICLE.fullmatch(section.number or "")
        own = path.rpartition(".")[2]
        called = (path, own, f"{ARTICLE_MARK}{own}") if article else (path, *_item(found.get(section.parent or "", ()), own))
        if others := tuple(name for name in dict.fromkeys(called) if name != section.id):
            found[section.id] = others
    return found


def _item(above: Sequence[str], own: str) -> list[str]:
    """The name of an item by that of the article it stands in: `条7项2`."""
    return [f"{name}项{own}" for name in above if name.startswith(ARTICLE_MARK) and "项" not in name]


def printed_paragraphs(section: Section, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Id of the sentence with which a paragraph of an article begins → the paragraph's name, `条7.2`; `names` are those of the article."""
    article = next((name for name in names if name.startswith(ARTICLE_MARK) and "项" not in name), "")
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph) and block.sentences] if article else []
    return {paragraph.sentences[0].id: (f"{article}.{n}",) for n, paragraph in enumerate(paragraphs, 1)}


def _printed_path(number: str, above: str) -> str:
    """The path of a printed number under another path: 6.2.2 under 6.2 says all of it, 1.1 under 七 what follows. Empty for no number."""
    own = number.split(".") if DOTTED.fullmatch(number) else list(filter(None, [figure_of(number)]))
    over = above.split(".") if above else []
    begun = own[:-1]
    known = bool(begun) and over[-len(begun) :] == begun
    return ".".join([*over, *(own[-1:] if known else own)]) if own else ""


def _with_synonyms(documents: Sequence[Document], synonyms: Sequence[Synonym]) -> list[Document]:
    """Documents that hold what plans say, with what readers say for it.

    What plans say is looked for by its first two characters, so that a document is asked only for what it may hold.
    """
    begins: dict[str, list[tuple[int, str]]] = {}
    for number, synonym in enumerate(synonyms):
        for held in map(plain, synonym.plans):
            begins.setdefault(held[:2], []).append((number, held))
    short = [begin for begin in begins if len(begin) < 2]
    made = []
    for document in documents:
        text = document.text
        pairs = begins.keys() & {text[at : at + 2] for at in range(len(text) - 1)}
        told = {number for begin in (*pairs, *short) for number, held in begins[begin] if held in text}
        others = [word for number in sorted(told) for word in synonyms[number].readers if word not in text]
        made.append(replace(document, also=" ".join((document.also, *others)).strip()) if others else document)
    return made


def _column_words(table: Table, row: Row) -> str:
    """What a row's cells do not say themselves: the table's caption, the heads of its columns, each number with the row's unit."""
    columns, cells = ([plain(cell, table.marks) for cell in some] for some in (table.columns, row.cells))
    units = [cell for head, cell in zip(columns, cells, strict=False) if UNIT in head]
    figures = [figure + unit for cell in cells for figure in FIGURE.findall(cell) for unit in units]
    return " ".join((plain(table.caption, table.marks), *columns, *figures))


def _heads(table: Table) -> str:
    """The names of a table's columns."""
    return " · ".join(filter(None, (plain(column, table.marks).replace("\u3000", " ").strip() for column in table.columns)))


def _document(
    plan: Plan,
    section: str,
    anchor: str,
    text: str,
    also: Mapping[tuple[str, str], Sequence[str]],
    *,
    english: Mapping[tuple[str, str], Sequence[str]],
    translations: Mapping[tuple[str, str], str],
    columns: tuple[str, str] = ("", ""),
) -> Document:
    place = plan.id, anchor
    words, heads = columns
    return Document(
        plan.id,
        section,
        anchor=anchor,
        text=plain(text).replace("\u3000", " ").strip(),
        also=" ".join((*also.get(place, ()), *((plain(words).replace("\u3000", " "),) if words else ()))),
        english=" ".join(english.get(place, ())),
        translation=translations.get(place, ""),
        heads=heads,
        heading=anchor == section,
    )


def _reaching(plan: Plan, documents: list[Document]) -> list[Document]:
    """The same, each heading with its level and the number of documents it stands over; the plan's title stands over all."""
    levels = {section.id: section.level for section in plan.sections}
    meta = plan.meta
    names = [plan.id, *(str(meta.get(key, "")) for key in ("title", "short_title", "title_en", "short_title_en", "period"))]
    made = []
    for i, document in enumerate(documents):
        if not document.heading:
            made.append(document)
            continue
        level = 0 if document.anchor == "front" else levels[document.anchor]
        after = (n for n in range(i + 1, len(documents)) if level and documents[n].heading and levels[documents[n].anchor] <= level)
        reach = next(after, len(documents)) - i if level else len(documents)
        known = " ".join([*names, *(str(name) for name in meta.get("titles", ()))]) if not level else ""
        made.append(replace(document, reach=reach, level=level, names=known))
    return made


def _names(glossary: Glossary) -> tuple[dict[tuple[str, str], list[str]], dict[tuple[str, str], list[str]]]:
    """By plan and anchor, the other names and the English of the terms used or defined there."""
    also: dict[tuple[str, str], list[str]] = {}
    english: dict[tuple[str, str], list[str]] = {}
    for term in (*glossary.terms, *glossary.undefined):
        names = [term.name, *(alias.strip("“”") for alias in term.aliases)]
        uses = [(mention.plan, mention.place, mention.text) for mention in term.mentions]
        uses += [(definition.plan, definition.place, definition.term) for definition in term.definitions]
        for plan, place, words in dict.fromkeys(uses):
            also.setdefault((plan, place), []).extend(name for name in names if name != words)
            if term.en:
                english.setdefault((plan, place), []).append(term.en)
    return also, english
