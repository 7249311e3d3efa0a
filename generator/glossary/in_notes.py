"""Definitions in notes and in tables.

    核心产业增加值[^1]达到……    [^1]: 核心产业增加值：按照……口径计算。        a note that begins with the word it stands behind
    序号 | 名词 | 解释                                                    a table whose head says that a column explains another

    注：超大城市指城区常住人口在1000万以上的城市；特大城市指……      a note under a table that says what it means by its words

What it leaves alone: notes that begin otherwise (据快报数), tables that explain nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.characters import HAN, plain
from generator.glossary.annex import IS_MEANT, MEANING, SAYS, explaining_parts, is_whole, unquoted
from generator.model import Definition, Note, Plan, Table, note_targets
from generator.numbering import CIRCLED

OPENS = re.compile(rf"[”」]?\s*(?:[：:]\s*|(?={SAYS}|，?即(?![将期使可便日时刻令席])))")
"""What stands between a word and what explains it."""
LEAST, LONGEST = 2, 30
"""Characters of a word."""
NAMING = re.compile(r"(?:名[词詞]|术语|词语|用语|概念|名称|指标|项目)(?:名称)?")
EXPLAINING = re.compile(r"(?:名词|术语|指标|概念)?(?:解释|释义|含义|定义|注释)(?:说明)?|(?:名词|术语|指标|概念)说明")
"""Heads of columns, blanks aside."""
MEASURES = re.compile("指标")
LONGEST_HEAD = 12
"""Characters of a column's head."""


def note_definitions(plan: Plan) -> Iterator[Definition]:
    """The notes that explain the word before the reference to them, in order."""
    notes = {note.id: note for section in plan.sections for note in section.notes()}
    targets = note_targets(plan.sections)
    for section in plan.sections:
        for place, text in [(section.id, section.noted_title), *((one.id, one.text) for _, one in section.sentences())]:
            for mark, name in targets.get(place, {}).items():
                if found := explained_word(text.partition(f"[^{mark}]")[0], notes[name].text):
                    yield Definition(found[0], plan.id, name, found[1], "in-text")


def explained_word(before: str, note: str) -> tuple[str, str] | None:
    """The word at the end of a text with which a note begins, and what the note says of it."""
    bare = note.lstrip("“「")
    for length in range(min(LONGEST, len(before), len(bare)), LEAST - 1, -1):
        word = bare[:length]
        if before.rstrip("”」").endswith(word) and (opening := OPENS.match(bare, length)):
            text = bare[opening.end() :].lstrip("，")
            whole = f"“{word}" if word.count("”") > word.count("“") else word  # “5+2”体系, of which the first mark went
            return (whole, text) if text else None
    return None


MEANS = re.compile(
    rf"(?:[{CIRCLED}]|[（(]?\d{{1,2}}[）)、.．])?(?:[{HAN}]{{2,14}}统计中的?)?[“「]?(?P<head>[{HAN}A-Za-z0-9]{{2,20}}?)[”」]?(?:（[^（）]*）)?"
    rf"(?:，?(?:主要|一般)?(?:{IS_MEANT}|{MEANING})|：(?:[①1][、.]?)?指?|，即(?![将期使可便日时刻令席]))(?P<text>[^；。]{{4,}})"
)
"""A word and what is meant by it, in a note under a table."""
UNIT = re.compile(rf"[（(][^（）()]*[）)]|\[\^[^\]]*\]|\s|[{CIRCLED}]")


def under_tables(plan: Plan) -> Iterator[Definition]:
    """What the notes under tables explain, in order: words before 指, words of the table before a colon, a cell that refers to one."""
    for section in plan.sections:
        for table in section.tables():
            cells = {UNIT.sub("", cell): cell for row in ((*table.columns,), *(row.cells for row in table.rows)) for cell in row}
            for note in table.notes:
                yield from _under(plan, note, cells)


def _under(plan: Plan, note: Note, cells: Mapping[str, str]) -> Iterator[Definition]:
    if re.match(f"(?:是|系)?{MEANING}", note.text):
        referring = next((words for words, cell in cells.items() if f"[^{note.mark}]" in cell and len(words) >= LEAST), "")
        if referring:
            yield Definition(referring, plan.id, note.id, note.text, "in-text")
        return
    for piece in re.split("(?<=[；。])", note.text):
        found = MEANS.match(piece)
        if found and (not re.search("：|，即", piece[found.end("head") : found.start("text")]) or found["head"] in cells):
            yield Definition(found["head"], plan.id, note.id, found["text"], "in-text")


def table_definitions(plan: Plan) -> Iterator[Definition]:
    """The rows of tables with a column for words and one that explains them, in order; in a part that explains words heads of columns may
    lack or say otherwise."""
    parts = explaining_parts(plan)
    for section in plan.sections:
        for table in section.tables():
            yield from _of_table(plan, table, parts.get(section.id, ""))


def _of_table(plan: Plan, table: Table, kind: str) -> Iterator[Definition]:
    heads = [re.sub(r"\s", "", cell) for cell in table.columns]
    naming = next((n for n, head in enumerate(heads) if NAMING.fullmatch(head)), None)
    explaining = next((n for n, head in enumerate(heads) if EXPLAINING.fullmatch(head)), None)
    rows = [(row.id, row.cells) for row in table.rows]
    if naming is None or explaining is None:
        naming, explaining = _by_cells([table.columns, *(cells for _, cells in rows)]) if kind else (None, None)
        if heads and explaining is not None and len(heads[explaining]) > LONGEST_HEAD:
            rows.insert(0, (table.id, table.columns))
    if naming is None or explaining is None:
        return
    kind = kind or ("indicator" if MEASURES.search(heads[naming]) else "term")
    for place, cells in rows:
        word, text = unquoted(plain(cells[naming], table.marks).strip()), plain(cells[explaining], table.marks)
        if is_whole(word) and LEAST <= len(word) <= LONGEST and len(text) > len(word) // 2 and re.search(r"[\u4e00-\u9fff]", text):
            yield Definition(word, plan.id, place, text, kind)


def _by_cells(rows: Sequence[tuple[str, ...]]) -> tuple[int | None, int | None]:
    """The columns of a table of words and what they mean: the one with the longest cells explains, the words stand next before it."""
    columns = [[cell for cell in column if cell] for column in zip(*rows, strict=False)]
    lengths = [sum(map(len, column)) / max(1, len(column)) for column in columns]
    explaining = max(range(len(lengths)), key=lambda n: lengths[n], default=0)
    words = columns[explaining - 1] if explaining else []
    short = all(len(cell) <= LONGEST and not cell.endswith("。") for cell in words)
    said = sum(cell.endswith(("。", "；")) for cell in columns[explaining]) * 2 >= len(columns[explaining]) - 1 if columns else False
    if not words or not short or not said or not any(re.search(f"[{HAN}]{{2}}|[A-Za-z]{{2}}", cell) for cell in words):
        return None, None
    return explaining - 1, explaining
