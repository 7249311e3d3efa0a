"""Tables of projects: what each one costs and how large it is, with the year when it is to be finished and the place where it is built.

Only what stands surely under its head is a value: a row whose years hold a sum, or which spends more in some of its years than in all,
has lost a cell, and its figures are for a person to place. So are sums of rows, 小计, and rows without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.characters import HAN, HAN_NUMERALS, plain
from generator.indicators.figures import MANY, Quantity, figures
from generator.indicators.figures import UNIT as UNITS
from generator.indicators.heads import EMPTY, ORDER
from generator.indicators.times import periods
from generator.indicators.years import Setting
from generator.model import Row, Table, Unplaced, Value, Years

PROJECT = re.compile(r"^(?:重[点大]|主要|建设|子|分)?(?:项目|工程)(?:（工程）|（项目）)?(?:名称|类别|类型)?$")
MONEY = re.compile(r"投资|资金|概算|预算|造价")
SIZE = re.compile(r"^(?:建设|拟建|设计|规划|新增|处理|改造|供水|治理|装机|投资|总)?(?:规模|里程|长度|面积|容量|数量|库容|能力)$")
TERM = re.compile(r"起止|年限|工期|建设期|(?:建设|实施|计划|完成)(?:时间|周期|时限)|年度$")
PLACE = re.compile(
    r"^(?:建设|项目|所在|实施)*(?:地点|位置|所在地|区域|地区|地)$|^(?:所属|所在)?(?:县|市县|区县|县区|县（市、区）|市|属地)$"
)
UNIT = re.compile(r"^(?:计量|计算)?单位$")
WITH_UNIT = re.compile(rf"^(?P<head>.+?)（(?P<unit>(?:{MANY})?{UNITS}(?:/(?:{MANY})?{UNITS})?)）$")
SAID_UNIT = re.compile(rf"单位[：:]\s*(?P<unit>(?:{MANY})?元)")
SUMS = re.compile(r"^(?:总|小|合|共)\s*计$|^(?:小计|合计|总计|累计)")
YEARS = re.compile(r"^(?P<first>(?:19|20)\d\d)(?:[年.]\d{0,2}月?)?(?:\s*[-—－–~～至]+\s*(?P<last>(?:19|20)\d\d)?(?:[年.]\d{0,2}月?)?)?$")
NUMBERED = re.compile(rf"^(?:\d{{1,3}}\s*[.．、](?!\d)|（[\d{HAN_NUMERALS}]{{1,3}}）|[①-⑳])\s*")
PLACE_NAME = re.compile(rf"(?!各)[{HAN}]{{1,12}}[市县区州旗镇乡盟]|[{HAN}]{{2,8}}(?:新区|园区|街道)")
LONGEST = 60
"""Characters of the name of a project: what is longer is what it builds."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of figures of projects."""

    cell: int
    head: str
    """Without its unit."""
    unit: str
    years: Years | None
    """The years that the head names."""
    money: bool


@dataclass(frozen=True, slots=True)
class Projects:
    """What the columns of a table of projects are; -1 for what it lacks."""

    name: int
    unit: int
    term: int
    place: int
    columns: tuple[Amounts, ...]


def projects_of(table: Table) -> Projects | None:
    """The columns of a table of projects; None for another table, and for one that gives no unit of its sums."""
    heads = [re.sub(r"\s|\\|　", "", plain(text, table.marks)).replace("(", "（").replace(")", "）") for text in table.columns]
    name = _first(heads, PROJECT)
    if name < 0:
        return None
    around = " ".join([plain(table.caption), *(plain(note.text) for note in table.notes)])
    unit = found["unit"] if (found := SAID_UNIT.search(around)) else ""
    told = _first(heads, UNIT)
    columns = tuple(_columns(heads, name, unit, has_units=told >= 0))
    if not any(column.money for column in columns):
        return None
    return Projects(name, told, _first(heads, TERM), _first(heads, PLACE), columns)


def _first(heads: Sequence[str], pattern: re.Pattern[str]) -> int:
    return next((i for i, head in enumerate(heads) if pattern.search(head)), -1)


def _columns(heads: Sequence[str], name: int, said: str, *, has_units: bool) -> Iterator[Amounts]:
    for i, head in enumerate(heads):
        found = WITH_UNIT.match(head)
        bare, unit = (found["head"], found["unit"]) if found else (head, "")
        money = MONEY.search(bare) is not None and (unit or said).endswith("元")
        size = SIZE.match(bare) is not None and (bool(unit) or (has_units and bare == "数量"))
        if i != name and not ORDER.search(head) and (money or size):
            named = periods(bare)
            yield Amounts(i, bare, unit or (said if money else ""), named[-1] if named else None, money)


def project_values(table: Table, projects: Projects, setting: Setting) -> Iterator[Value | Unplaced]:
    """The values of a table of projects by rows, and the figures of rows that cannot be trusted."""
    for row in table.rows:
        if len({cell.strip() for cell in row.cells if cell.strip()}) > 1:
            yield from _row(row, table, projects, setting)


def _row(row: Row, table: Table, projects: Projects, setting: Setting) -> Iterator[Value | Unplaced]:
    cells = [plain(cell, table.marks).replace("\\", "").strip() for cell in row.cells]
    told = [(column, _figure(cells[column.cell])) for column in projects.columns if column.cell < len(cells)]
    figured = [(column, figure) for column, figure in told if figure is not None]
    name = NUMBERED.sub("", cells[projects.name]) if projects.name < len(cells) else ""
    reason = _why_not(cells, name, projects, figured)
    for column, figure in figured:
        value = None if reason else _value(row, cells, name, column, figure, projects=projects, setting=setting, table=table)
        if value is None:
            why = reason or "year"
            yield Unplaced(plan=setting.plan, place=row.id, cell=column.cell, span=figure.span, words=cells[column.cell], reason=why)
        else:
            yield value


def _figure(cell: str) -> Quantity | None:
    """The figure of a cell that holds one and nothing else; None for words, a dash, and several."""
    found = figures(cell)
    whole = len(found) == 1 and not cell[: found[0].span[0]].strip() and not cell[found[0].span[1] :].strip()
    return found[0] if whole and not EMPTY.match(cell) else None


def _why_not(cells: Sequence[str], name: str, projects: Projects, figured: Sequence[tuple[Amounts, Quantity]]) -> str:
    """Why the figures of a row are for a person; empty where they stand under their heads."""
    if any(SUMS.match(cell) for cell in cells):
        return "sum"
    if not re.search(f"[{HAN}]{{2}}", name):
        return "subject"
    if len(name) > LONGEST:
        return "long"
    term = cells[projects.term] if 0 <= projects.term < len(cells) else ""
    if term and not EMPTY.match(term) and not YEARS.match(term) and not re.search(f"[{HAN}]", term):
        return "shifted"
    sums = [Decimal(figure.low) for column, figure in figured if column.money and column.years is None]
    parts = [Decimal(figure.low) for column, figure in figured if column.money and column.years is not None]
    return "shifted" if sums and parts and max(parts) > max(sums) else ""


def _value(
    row: Row,
    cells: Sequence[str],
    name: str,
    column: Amounts,
    figure: Quantity,
    *,
    projects: Projects,
    setting: Setting,
    table: Table,
) -> Value | None:
    years = column.years or _term(cells, projects) or setting.frame.years or setting.ahead
    if years is None or not (setting.ahead or setting.frame.state):
        return None
    past = years[1] < setting.ahead[0] if setting.ahead else setting.frame.state == "achieved"
    counted = not column.money and column.head == "数量"
    own = cells[projects.unit] if 0 <= projects.unit < len(cells) and counted else ""
    several = column.years is not None and years[0] != years[1]
    return Value(
        plan=setting.plan,
        place=row.id,
        cell=column.cell,
        span=figure.span,
        name=name if counted else name + column.head,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        unit=figure.unit or column.unit or own,
        state="achieved" if past else "target",
        since=years[0] if several else 0,
        year=years[1],
        measure="increment" if counted else "cumulative" if several else "level",
        scope=_place(cells, table, projects) or setting.scope,
        words=cells[column.cell][slice(*figure.span)],
    )


def _term(cells: Sequence[str], projects: Projects) -> Years | None:
    """The years in which a project is built, by its row."""
    found = YEARS.match(cells[projects.term]) if 0 <= projects.term < len(cells) else None
    if not found:
        return None
    first = int(found["first"])
    return first, int(found["last"] or first)


def _place(cells: Sequence[str], table: Table, projects: Projects) -> str:
    """Where a project is built, by its row, else by the caption of its table, where these are the name of a place."""
    own = cells[projects.place] if 0 <= projects.place < len(cells) else ""
    return next((text for text in (own, plain(table.caption).strip()) if PLACE_NAME.fullmatch(text)), "")
