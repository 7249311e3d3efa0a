"""Plans in Traditional characters: the rules know Simplified ones, so a plan is read in them and what is found is told in its own.

One character is read as one, so places in the text stay. Years of the Republic (民國114年, in Taiwan 114年 alone) are marked by a rare form
of 年, which `times.py` knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from generator.characters import simplified
from generator.indicators.sureness import Weighed
from generator.model import Block, Paragraph, Plan, Section, Table, Unplaced, Value

TYPICAL = (
    "國會經濟發與業對時將實現長應開關數區億萬達產處總電車學場員個條環規畫設務標單屬約範圍計劃護農資費運輸縣鄉鎮鐵體點項"
    "質價轉際領題類顯館網線級績組織統結給維續綠營價優億們傳備儲創動勞勢協參號園圖團務壓"
)
"""Everyday characters that only Traditional print has."""
SHARE = 0.03
"""Of the characters of a text, so many must be of them: in Traditional print it is a tenth, in Simplified print quotations have a few."""
READ = 20_000
"""Characters of a plan from which its script is known."""
TAIWAN = re.compile("民國|新臺幣|新台幣|直轄市|行政院|臺")
ROC_YEAR = re.compile(r"(?<![\d.])(?P<year>9\d|1[0-4]\d)年(?=度?(?:底|[前至到起，、。；的）]|度|$|达|完成|将|拟))")
"""In Simplified characters, in which it is looked for."""


def is_traditional(plan: Plan) -> bool:
    """True for a plan in Traditional characters."""
    text = _sample(plan)
    return bool(text) and sum(map(text.count, TYPICAL)) > SHARE * len(text)


def _sample(plan: Plan) -> str:
    parts: list[str] = []
    size = 0
    for section in plan.sections:
        for part in section.parts():
            parts.append(part.text)
            size += len(part.text)
            if size > READ:
                return "".join(parts)
    return "".join(parts)


def read_simplified(plan: Plan) -> tuple[Plan, _Teller]:
    """A plan in Simplified characters, and what tells a value found in it in the plan's own ones."""
    table = simplified("".join(text for section in plan.sections for text in _texts(section)) + str(plan.meta.get("title") or ""))
    taiwan = TAIWAN.search(_sample(plan)) is not None

    def read(text: str) -> str:
        made = text.translate(table)
        return ROC_YEAR.sub(lambda m: m["year"] + "秊", made) if taiwan else made

    meta = {key: text.translate(table) if isinstance(text, str) else text for key, text in plan.meta.items()}
    made = replace(plan, meta=meta, sections=tuple(_section(section, read) for section in plan.sections))
    return made, _Teller(plan, table)


class _Teller:
    """Tells values in a plan's own characters."""

    def __init__(self, plan: Plan, table: Mapping[int, str]) -> None:
        self.texts = {(part.place, part.cell): part.text for section in plan.sections for part in section.parts()}
        self.cells: dict[str, list[str]] = {}
        for (place, _), text in self.texts.items():
            self.cells.setdefault(place, []).append(text)
        self.table = table
        self.back = {simple: chr(code) for code, simple in table.items()}

    def __call__(self, one: Value | Unplaced | Weighed) -> Value | Unplaced | Weighed:
        """What was read, in the plan's own characters."""
        if isinstance(one, Unplaced):
            return replace(one, words=self._words(one))
        return replace(one, value=self._value(one.value)) if isinstance(one, Weighed) else self._value(one)

    def _words(self, one: Value | Unplaced) -> str:
        text = self.texts.get((one.place, one.cell), "")
        return text[one.span[0] : one.span[1]] or one.words

    def _value(self, one: Value) -> Value:
        """A value with words, name, unit and scope as they are printed."""
        text, words = self.texts.get((one.place, one.cell), ""), self._words(one)
        row = "".join(self.cells.get(one.place, ())) if one.cell else text
        return replace(
            one, words=words, name=self._printed(one.name, row), unit=self._printed(one.unit, row), scope=self._printed(one.scope, row)
        )

    def _printed(self, words: str, text: str) -> str:
        words = words.replace("秊", "年")
        at = text.translate(self.table).find(words)
        if at >= 0:
            return text[at : at + len(words)]
        return "".join(c if c in text else self.back.get(c, c) for c in words)


def _texts(section: Section) -> list[str]:
    heads = [text for table in section.tables() for text in (table.caption, *table.columns, *(note.text for note in table.notes))]
    return [section.title, *heads, *(part.text for part in section.parts())]


def _section(section: Section, read: Callable[[str], str]) -> Section:
    return replace(section, title=read(section.title), blocks=tuple(_block(block, read) for block in section.blocks))


def _block(block: Block, read: Callable[[str], str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, sentences=tuple(replace(one, text=read(one.text)) for one in block.sentences))
        case Table():
            rows = tuple(replace(row, cells=tuple(map(read, row.cells))) for row in block.rows)
            notes = tuple(replace(note, text=read(note.text)) for note in block.notes)
            return replace(block, caption=read(block.caption), columns=tuple(map(read, block.columns)), rows=rows, notes=notes)
    return block
