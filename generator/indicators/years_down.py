"""Tables whose rows are years and whose columns are indicators: 年份, 地区生产总值（亿元）, 森林覆盖率（%）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.characters import plain
from generator.indicators.figures import MANY
from generator.indicators.figures import UNIT as UNITS
from generator.indicators.tables import GROWTH, OTHER, PER_PERSON, Shape, cell_values, column_of
from generator.indicators.times import periods
from generator.indicators.wording import GENERIC
from generator.indicators.years import Setting
from generator.model import Row, Table, Unplaced, Value

HEAD = re.compile("^(?:年份|年度|年)$")
YEAR = re.compile(r"(?:19|20)\d\d年?(?:[（(]?(?:实际|目标|预计|计划|规划|完成|现状)值?[）)]?)?")


def years_go_down(table: Table) -> bool:
    """True for a table whose first column is one of years."""
    told = [plain(row.cells[0], table.marks).strip() for row in table.rows if row.cells]
    return bool(table.columns) and HEAD.match(head_of(table, 0)) is not None and all(map(YEAR.fullmatch, filter(None, told)))


def year_values(table: Table, setting: Setting) -> Iterator[Value | Unplaced]:
    """The values of such a table by rows."""
    named = [named_head(head_of(table, cell)) for cell in range(len(table.columns))]
    for row in filter(lambda row: row.cells, table.rows):
        yield from _row(row, table, setting, named)


def _row(row: Row, table: Table, setting: Setting, named: list[tuple[str, str]]) -> Iterator[Value | Unplaced]:
    year = column_of(0, plain(row.cells[0], table.marks).strip(), periods(plain(table.caption)), setting, None)
    for cell, (name, unit) in list(enumerate(named))[1 : len(row.cells)]:
        if year is not None and not OTHER.search(name):
            column = replace(year, cell=cell, grows=GROWTH.search(name) is not None)
            yield from cell_values(row, table, Shape(0, -1, -1, (column,), ()), column, setting, named=name, unit=unit)


def head_of(table: Table, cell: int) -> str:
    """A head without blanks and marks, its brackets by one kind."""
    return re.sub(r"\s|\\|　", "", plain(table.columns[cell], table.marks)).replace("(", "（").replace(")", "）")


def named_head(head: str) -> tuple[str, str]:
    """The name and the unit that a head tells; no name where it says nothing of the thing: 增速."""
    inside = PER_PERSON.search(head)
    told = inside is not None and re.fullmatch(rf"(?:{MANY})?{UNITS}(?:[/／](?:{MANY})?{UNITS})?", inside["unit"])
    name, unit = (head[: inside.start()], inside["unit"]) if inside and told else (head, "")
    return "" if GENERIC.fullmatch(name) else name, unit
