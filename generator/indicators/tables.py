"""Tables of indicators: a column of names, one or more of figures, and often units and kinds (约束性, 预期性)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.characters import plain
from generator.indicators.amounts import parted
from generator.indicators.figures import MANY, PER_UNIT, Figure, figures
from generator.indicators.figures import UNIT as UNITS
from generator.indicators.scopes import place_of
from generator.indicators.sentences import UNITLESS, Setting, upside_down
from generator.indicators.times import periods
from generator.indicators.wording import GROWING, SHRINKING
from generator.model import Row, Table, Unplaced, Value, Years

NAME = re.compile(
    r"^(?:具体|主要|核心|细化|三级|二级|考核|规划|评价|体检)?指\s*标(?:名称|内容|项|体系)?$|^(?:目标|指标)?名\s*称$|^指标（.*）$|"
    r"^项目名称$"
)
KIND = re.compile(r"属\s*性|指标性质|性\s*质|指标类型|^类型$")
UNIT = re.compile(r"单\s*位|计量单位")
GROUP = re.compile(r"类\s*别|领\s*域|维\s*度|一级指标|分\s*类|目标层|方面|^目标$")
ORDER = re.compile(r"^(?:序\s*号|编\s*号|№|No\.?|号)$")
FIGURES = re.compile(r"\d{4}|目标|现状|基期|现值|实际|完成|年均|累计|指标值|标准值|数值|规划值|预期|全年|期末")
NOTHING = re.compile(r"^[\s\\\-—－–/／一无…]*$")
PAST = re.compile(r"现状|基期|现值|实际|完成|基准|基础值")
WORDED = re.compile(r"同步|完成|国家|下达|要求|标准|稳定|提升|提高|下降|明显|优于|达标|全覆盖|保持|持续|力争|控制|进一步")
PER_PERSON = re.compile(r"(?:（|\()(?P<unit>[^（）()]{1,12})(?:）|\))$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures."""

    cell: int
    state: str
    years: Years
    per_year: bool
    bracketed: bool
    """True where the head says that what stands in brackets is cumulative: 年均[累计]."""
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns of a table of indicators are."""

    name: int
    unit: int
    kind: int
    columns: tuple[Column, ...]


def shape_of(table: Table, setting: Setting) -> Shape | None:
    """What the columns of a table are; None for a table that is none of indicators, or that tells no year."""
    heads = [re.sub(r"\s|\\|　", "", plain(text, table.marks)) for text in table.columns]
    name = next((i for i, head in enumerate(heads) if NAME.search(head)), -1)
    if name < 0:
        return None
    special = {
        i for i, h in enumerate(heads) if i == name or ORDER.search(h) or UNIT.search(h) or KIND.search(h) or (GROUP.search(h) and i < name)
    }
    caption = periods(plain(table.caption))
    columns = tuple(
        column
        for i, head in enumerate(heads)
        if i not in special and FIGURES.search(head) and (column := _column(i, head, caption, setting))
    )
    unit, kind = (next((i for i, h in enumerate(heads) if p.search(h) and i != name), -1) for p in (UNIT, KIND))
    return Shape(name, unit, kind, columns) if columns else None


def _column(cell: int, head: str, caption: Sequence[Years], setting: Setting) -> Column | None:
    said, ahead = periods(head), setting.ahead
    own = setting.frame.years or ahead or (caption[-1] if caption else None)
    single = [years for years in said if years[0] == years[1]]
    years = single[-1] if single else said[-1] if said else (caption[-1] if caption and "全年" in head else own)
    if years is None:
        return None
    past = bool(PAST.search(head)) and "目标" not in head
    if past and not said:
        years = (own[0] - 1, own[0] - 1) if own else years
    early = bool(ahead and years[1] < ahead[0])
    state = "achieved" if past or early else "target"
    if "基期" in head or "基准" in head:
        state = "base"
    return Column(
        cell=cell,
        state=state,
        years=years,
        per_year="年均" in head,
        bracketed="累计" in head and "年均" in head,
        cumulative="累计" in head and "年均" not in head,
    )


def table_values(table: Table, setting: Setting) -> Iterator[Value | Unplaced]:
    """The values of a table of indicators by rows; nothing for another table."""
    shape = shape_of(table, setting)
    if shape is None:
        return
    for row in table.rows:
        for column in shape.columns:
            if column.cell < len(row.cells) and shape.name < len(row.cells):
                yield from _cell(row, table, shape, column, setting)


def _cell(row: Row, table: Table, shape: Shape, column: Column, setting: Setting) -> Iterator[Value | Unplaced]:
    text = row.cells[column.cell]
    name = plain(row.cells[shape.name], table.marks).strip()
    if not name or NOTHING.match(text):
        return
    unit = plain(row.cells[shape.unit], table.marks).strip() if 0 <= shape.unit < len(row.cells) else ""
    inside = PER_PERSON.search(name)
    if not unit and inside and re.fullmatch(rf"(?:{MANY})?{UNITS}(?:[/／]{UNITS})?|{MANY}", inside["unit"]):
        unit, name = inside["unit"], name[: inside.start()]
    kind = plain(row.cells[shape.kind]).strip() if 0 <= shape.kind < len(row.cells) else ""
    template = _template(row, column, setting, name, "" if NOTHING.match(unit) else unit, kind=kind if kind in ("约束性", "预期性") else "")
    found = figures(text)
    if found and not _is_worded(text, found):
        for figure in found:
            value = _placed(template, text, figure, found, column)
            reason = _lacking(value, figure)
            yield _unplaced(value, reason) if reason else value
    elif WORDED.search(text):
        yield _worded(template, text, column)
    else:
        yield Unplaced(plan=setting.plan, place=row.id, cell=column.cell, span=(0, len(text)), words=plain(text), reason="cell")


def _lacking(value: Value, figure: Figure) -> str:
    """Why a figure of a table cannot be placed; empty when it can."""
    if upside_down(figure):
        return "upside-down"
    return "" if value.unit or UNITLESS.search(value.name) else "table-unit"


def _unplaced(value: Value, reason: str) -> Unplaced:
    return Unplaced(plan=value.plan, place=value.place, cell=value.cell, span=value.span, words=value.words, reason=reason)


def _worded(template: Value, text: str, column: Column) -> Value:
    """What a cell says in words: 与经济增长基本同步."""
    measure = _measure(template.name, text, "", column, False)
    runs = column.per_year or (column.bracketed and "[" in text)
    return replace(
        template,
        span=(0, len(text)),
        words=plain(text).replace("\\", ""),
        bound="words",
        unit="",
        measure=measure,
        down=_falls(template.name),
        per_year=column.per_year and "[" not in text,
        since=_first(column, runs),
    )


def _falls(name: str) -> bool:
    return re.search(rf"(?:{SHRINKING})(?:率|比例|幅度)?$", name) is not None


def _is_worded(text: str, found: Sequence[Figure]) -> bool:
    """True where the figures of a cell are part of its words: 达到国家二级标准."""
    return all(not text[f.span[0] : f.span[1]].strip("一二三四五六七八九十百千万亿级") for f in found)


def _template(row: Row, column: Column, setting: Setting, name: str, unit: str, *, kind: str) -> Value:
    return Value(
        plan=setting.plan,
        place=row.id,
        cell=column.cell,
        span=(0, 0),
        name=name,
        unit=unit,
        binding=kind,
        state=column.state,
        year=column.years[1],
        measure="level",
        scope=place_of(name, "") or setting.scope,
        words="",
    )


def _placed(template: Value, text: str, figure: Figure, found: Sequence[Figure], column: Column) -> Value:
    start, end = figure.span
    before = text[:start].rsplit("　", 1)[-1]
    bracketed = column.bracketed and ("[" in text or "［" in text)
    grows = re.search(rf"(?:{GROWING}|{SHRINKING})(?!至|到)[^\d]{{0,3}}$", before)
    down = bool(re.search(rf"(?:{SHRINKING})(?!至|到)[^\d]{{0,3}}$", before) or _falls(template.name))
    ahead = column.years
    part = re.match(r"\W*([一-鿿]{2,6})：", before) if len(found) > 1 else None
    unit = figure.unit or template.unit
    if re.fullmatch(MANY, figure.unit) and template.unit:
        unit = figure.unit + parted(template.unit)[1]
    elif figure.unit and template.unit and figure.unit != template.unit and template.unit not in ("%",):
        unit = figure.unit if len(figure.unit) > 1 or figure.unit == "%" else template.unit
    measure = _measure(template.name, before, unit, column, bracketed or "累计" in text)
    per_year = (column.per_year and not bracketed) or "年均" in template.name
    runs = per_year or measure == "cumulative" or bracketed
    return replace(
        template,
        span=figure.span,
        words=plain(text[start:end]),
        name=template.name + (f"（{part[1]}）" if part else ""),
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        unit=unit,
        measure="growth" if grows and unit in PER_UNIT else measure,
        down=down,
        per_year=(per_year and measure != "level") or "年均" in template.name,
        since=ahead[0] if runs and ahead[0] != ahead[1] else _first(column, runs),
    )


def _first(column: Column, runs: bool) -> int:
    return column.years[0] if runs and column.years[0] != column.years[1] else 0


def _measure(name: str, before: str, unit: str, column: Column, cumulative: bool) -> str:
    if re.search(rf"(?:增长率|增速|增幅|涨幅|{GROWING}|{SHRINKING})(?:率|比例|幅度)?$", name) or re.search(
        r"(?:增长|增速|下降|降低|同步)", before
    ):
        return "growth"
    if cumulative or column.cumulative:
        return "cumulative"
    if re.match(r"新增|新建|净增", name) or re.search("新增|改造(?:面积|数|量)$", name):
        return "increment"
    return "share" if unit in ("%", "％", "‰") else "level"
