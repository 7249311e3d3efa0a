"""Tables whose rows are areas and whose columns are indicators: 县区, 粮食产量（万吨）, 森林覆盖率（%）.

Each figure holds for the area of its row. Its year must be told by its head, by the caption, or by the section; where neither that nor
the word for a target is said, what the table tells may be of any day, and its figures are for a person to place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.characters import HAN, plain
from generator.indicators.heads import NAME, RATE
from generator.indicators.projects import PROJECT, projects_of
from generator.indicators.tables import GROWTH, WANTED, Column, Shape, cell_values, column_of, has_figures
from generator.indicators.times import periods
from generator.indicators.years import Setting
from generator.indicators.years_down import head_of, named_head
from generator.model import Row, Table, Unplaced, Value

HEAD = re.compile(
    r"^(?:各|所属|行政)?(?:地区|地市|区域|行政区划?|区县|县区|市县|县市区?|市州|州市|盟市|旗县区?|省份|省市|城市|设区市|乡镇|镇街|街镇|乡镇街道|街道|片区|园区|县|市|区|镇|"
    r"(?:[市县区州省旗]|乡镇|地区|城市|盟)（(?:[市县区州旗盟镇街道、]){1,6}）)(?:名称|别)?$"
)
NUMBER = re.compile("^(?:序号|编号)$")
REMARK = re.compile("备注|说明|责任|牵头|部门|编码|代码|权重|分值|依据")
"""Heads of what is no figure of an area."""
WHOLE = re.compile(r"^(?:合计|总计|全[省市县区州国]|总数|共计)$")
AREA = re.compile(rf"[{HAN}（）、·]{{2,16}}")
TIMED = re.compile(
    r"^(?:[到至]?(?:19|20)\d\d年?(?:底|末)?|[“”十三四五]+(?:五[”]?)(?:期?末)?)*的?(?:现状|实际|规划|计划|预期)?(?:目标|任务)?值?"
)
"""What a head says of time before the name."""


def with_one_head(table: Table) -> Table:
    """A table whose first row goes on with the heads, 2025年 over 粮食产量（万吨）, with both as one; another one as it is."""
    heads = [head_of(table, cell) for cell in range(len(table.columns))]
    where = _area_cell(heads)
    if where < 0 or not table.rows or len(table.rows[0].cells) != len(heads):
        return table
    below = [re.sub(r"\s|\\|　", "", plain(cell, table.marks)).replace("(", "（").replace(")", "）") for cell in table.rows[0].cells]
    goes_on = any(cell and cell != head for head, cell in zip(heads, below, strict=True))
    if below[where] not in ("", heads[where]) or not goes_on or any(re.search(r"\d", TIMED.sub("", cell)) for cell in below):
        return table
    return replace(table, columns=tuple(map(_together, heads, below)), rows=table.rows[1:])


def _together(head: str, below: str) -> str:
    """Two heads as one, what tells the time before what names the indicator."""
    if not below or below == head:
        return head
    return below + head if periods(below) and not periods(head) else head + below


def areas_go_down(table: Table) -> bool:
    """True for a table whose first column, but for one of numbers, names areas, and that is none of projects or of indicators by rows."""
    heads = [head_of(table, cell) for cell in range(len(table.columns))]
    if _area_cell(heads) < 0 or projects_of(table) is not None:
        return False
    return not any(NAME.search(head) or PROJECT.search(head) for head in heads)


def _area_cell(heads: list[str]) -> int:
    first = 1 if heads and NUMBER.match(heads[0]) else 0
    return first if len(heads) > first + 1 and HEAD.match(heads[first]) else -1


def area_values(table: Table, setting: Setting) -> Iterator[Value | Unplaced]:
    """The values of such a table by rows."""
    table = with_one_head(table)
    heads = [head_of(table, cell) for cell in range(len(table.columns))]
    where = _area_cell(heads)
    columns = [
        (_named(heads[cell]), _column(cell, heads[cell], table, setting))
        for cell in range(where + 1, len(heads))
        if has_figures(table, cell) and not REMARK.search(heads[cell]) and not RATE.search(heads[cell])
    ]
    for row in table.rows:
        if where < len(row.cells) and AREA.fullmatch(area := re.sub(r"\s|　", "", plain(row.cells[where], table.marks))):
            scope = setting.scope if WHOLE.match(area) else area
            for named, column in columns:
                yield from _cell(row, table, named, column, replace(setting, scope=scope))


def _cell(row: Row, table: Table, named: tuple[str, str], column: Column | int, setting: Setting) -> Iterator[Value | Unplaced]:
    at = column if isinstance(column, int) else column.cell
    if at >= len(row.cells):
        return
    if isinstance(column, Column):
        yield from cell_values(row, table, Shape(0, -1, -1, (column,), ()), column, setting, named=named[0], unit=named[1])
    elif re.search(r"\d", row.cells[at]):
        yield Unplaced(plan=setting.plan, place=row.id, cell=at, span=(0, len(row.cells[at])), words=plain(row.cells[at]), reason="head")


def _named(head: str) -> tuple[str, str]:
    name, unit = named_head(head)
    return re.sub("(?<=[一-鿿]{2})(?:目标|任务|计划)值?$", "", TIMED.sub("", name, count=1)), unit


def _column(cell: int, head: str, table: Table, setting: Setting) -> Column | int:
    """What a head says of its column; the number of the column where nothing tells the year."""
    caption = periods(plain(table.caption))
    told = periods(head) or caption or setting.frame.years or WANTED.search(plain(table.caption))
    if not told:
        return cell
    said = head if periods(head) or not caption else f"{caption[-1][0]}-{caption[-1][1]}年{head}"
    if caption and caption[-1][0] == caption[-1][1] and not periods(head):
        said = f"{caption[-1][0]}年{head}"
    column = column_of(cell, said, caption, setting, None)
    return cell if column is None else replace(column, grows=GROWTH.search(head) is not None)


__all__ = ["area_values", "areas_go_down"]
