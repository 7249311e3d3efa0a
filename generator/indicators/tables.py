"""Tables of indicators: a column of names, one or more of figures, and often units and kinds (约束性, 预期性)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.characters import plain
from generator.indicators.amounts import parted
from generator.indicators.figures import AFTER, MANY, PER_UNIT, Quantity, bound_of, figures
from generator.indicators.figures import UNIT as UNITS
from generator.indicators.heads import FIGURES, KIND, NAME, ORDER, RATE, UNIT, UNIT_CELL, aligned, fits, kind_of_head
from generator.indicators.projects import project_values, projects_of
from generator.indicators.scopes import place_of
from generator.indicators.sentences import UNITLESS, upside_down
from generator.indicators.sureness import unplaced
from generator.indicators.times import YEARLY, based_on, periods
from generator.indicators.wording import DOING, GROWING, HEADS, NEW, SHRINKING
from generator.indicators.years import Setting
from generator.model import Row, Table, Unplaced, Value, Years

OTHER = re.compile(
    r"备\s*注|说明|责任|牵头|部门|单位|来源|方法|公式|定义|内涵|解释|权重|权数|分值|频次|依据|编码|代码|措施|任务|内容|地点|位置|责任人"
)
"""Heads of what is no figure of an indicator."""
GROWTH = re.compile(r"年均|增速|增长|增幅|涨幅|同比")
NOTHING = re.compile(r"^[\s\\\-—－–/／一无…*＊]*$")
YEAR_HEAD = re.compile(r"(?:19|20)\d\d年?")
BASE = re.compile("基期|基准|基数|基础值")
PAST = re.compile(r"现状|现值|实际|完成|预计|基础值")
WANTED = re.compile(r"目标|计划|规划|预期|安排")
WORDED = re.compile(
    r"同步|完成|国家|下达|要求|标准|稳定|提升|提高|下降|明显|优于|达标|全覆盖|保持|持续|力争|控制|进一步|高于|低于|合理区间|视情|正增长|持平|消除|清零|达到|基本"
)
KEPT = re.compile("(?:失业|合格|达标|完好|及格)率$")
"""Rates that are to stay where they are each year, whatever the head says of 年均增速."""
DONE_TO = re.compile(rf"(?:综合)?(?:{NEW}|{DOING})")
SUM = re.compile("(?<!占)(?:增加值|总产值|产值|总额|生产总值|财政收入|预算收入|可支配收入|固定资产投资)$")
"""Names of sums of money: what is told of them in % is growth."""
PER_PERSON = re.compile(r"(?:（|\()(?P<unit>[^（）()]{1,12})(?:）|\))$")
PART_OF_AREA = re.compile("(?:城市|地区|区域|县城|乡镇|[一-鿿](?:市|县|区|镇))$")
"""Places to which a figure of a cell is bound, which is not all that its row tells of: 设区市≥25."""
NUMBERED = re.compile(r"^(?:\d{1,2}\s*[.．、](?!\d)|（\d{1,2}）|\(\d{1,2}\)|[①-⑳])\s*")
"""The number of an indicator, which is no part of its name."""
STARRED = re.compile(r"[*＊][”’]?号?(?:的|为|是|表示|指|数据|数值)[^。；*＊]*?(?P<year>(?:19|20)\d\d)年")
"""A note that a figure with a star is of another year."""
SUMMED = re.compile(r"[〔\[［【〕\]］】][^。；]*累计|累计[^。；]*[〔\[［【]")
"""A note, or a head, that what stands in brackets adds up over the years."""
BRACKETS = str.maketrans("〔〕［］【】*＊①②③④⑤⑥⑦⑧⑨", "[][][]           ")
"""Brackets by one kind; marks of notes as blanks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of figures."""

    cell: int
    state: str
    years: Years
    per_year: bool
    grows: bool
    """True where the head says that its figures are growth."""
    bracketed: bool
    """True where what stands in brackets is cumulative: 年均[累计]."""
    cumulative: bool
    vague: bool = False
    """True where the head says 增长 and not whether by how much or at what rate."""
    ahead: Years | None = None
    """The years that the plan is for, where the column is for the last of them: what adds up, or is 年均, runs over all of them."""
    before: Years | None = None
    """As many years as the plan is for, before it."""
    starred: int = 0
    """The year of figures with a star; 0 where no note tells one."""
    unit: str = ""
    """The unit that its head gives: 绝对数（亿元）."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns of a table of indicators are."""

    name: int
    unit: int
    kind: int
    columns: tuple[Column, ...]
    untold: tuple[int, ...]
    """Columns of which the head does not tell what they are."""


def _heads(table: Table) -> tuple[list[str], int]:
    """The heads, and how many rows below go on with them: 2020年 over 实际."""
    heads = [re.sub(r"\s|\\|　", "", plain(text, table.marks)) for text in table.columns]
    count = 0
    for row in table.rows[:2]:
        cells = [re.sub(r"\s|\\|　", "", plain(text, table.marks)) for text in row.cells]
        told = [(head, cell) for head, cell in zip(heads, cells, strict=False) if cell and cell != head]
        if (
            len(cells) != len(heads)
            or not told
            or any((figures(cell) and not YEAR_HEAD.fullmatch(cell)) or not FIGURES.search(cell) or len(cell) > 16 for _, cell in told)
        ):
            break
        if any(kind_of_head(head) not in ("", "figure") for head, _ in told):
            break
        heads = [head + cell if cell and cell != head else head for head, cell in zip(heads, cells, strict=True)]
        count += 1
    rows = [[plain(cell, table.marks) for cell in row.cells] for row in table.rows[count:] if len(set(filter(None, row.cells))) > 1]
    if rows and not fits(heads, rows):
        printed = [re.sub(r"[ \t\\]", "", plain(text, table.marks)) for text in table.columns]
        heads = aligned(printed if not count else heads, rows)
    return heads, count


def shape_of(table: Table, setting: Setting) -> Shape | None:
    """What the columns of a table are; None for a table that is none of indicators, or that tells no year."""
    heads, _ = _heads(table)
    name = _name_column(table, heads)
    if name < 0:
        return None
    special = {
        i
        for i, h in enumerate(heads)
        if i == name
        or ORDER.search(h)
        or UNIT.search(h)
        or KIND.search(h)
        or RATE.search(h)
        or (OTHER.search(h) and not FIGURES.search(h))
        or (i < name)
    }
    caption = periods(plain(table.caption))
    notes = " ".join([plain(table.caption), *(plain(note.text) for note in table.notes)])
    columns: list[Column] = []
    for i, head in enumerate(heads):
        if i not in special and FIGURES.search(head):
            column = column_of(i, head, caption, setting, columns[-1] if columns else None)
            if column is not None:
                starred = int(found["year"]) if (found := STARRED.search(notes)) and column.state != "target" else 0
                columns.append(replace(column, starred=starred, bracketed=column.bracketed or SUMMED.search(notes) is not None))
    untold = tuple(
        i for i in range(len(heads)) if i not in special and i not in {column.cell for column in columns} and has_figures(table, i)
    )
    unit, kind = (next((i for i, h in enumerate(heads) if p.search(h) and i != name), -1) for p in (UNIT, KIND))
    return Shape(name, unit, kind, tuple(columns), untold) if columns or (untold and NAME.search(heads[name])) else None


def _name_column(table: Table, heads: Sequence[str]) -> int:
    """Where the names stand: under the head that says so; in a table that its caption or its kinds make one of indicators, in the last
    column of words before the figures. -1 for another table."""
    named = [i for i, head in enumerate(heads) if NAME.search(head)]
    if named:
        return named[0]
    first = next((i for i, head in enumerate(heads) if FIGURES.search(head) and periods(head)), -1)
    if first < 0 or not (any(KIND.search(head) for head in heads) or "指标" in plain(table.caption)):
        return -1
    before = [i for i in range(first) if not (ORDER.search(heads[i]) or UNIT.search(heads[i]) or KIND.search(heads[i]))]
    return before[-1] if before else -1


def has_figures(table: Table, column: int) -> bool:
    """True where most of the cells of a column that say something are figures."""
    cells = [row.cells[column].translate(BRACKETS) for row in table.rows if column < len(row.cells)]
    told = [cell for cell in cells if not NOTHING.match(cell)]
    return bool(told) and 2 * sum(re.match(r"[\s\\\[<>＜＞≤≥=]*[\d.]", cell) is not None for cell in told) > len(told)


def column_of(cell: int, head: str, caption: Sequence[Years], setting: Setting, before: Column | None) -> Column | None:
    """What a head says of its column; None where nothing tells a year."""
    said, ahead = periods(head), setting.ahead or (caption[-1] if caption else None)
    per_year, grows = "年均" in head, GROWTH.search(head) is not None and "累计" not in re.sub("年均.*", "", head)
    summed = "累计" in head
    wanted = WANTED.search(head) is not None and not re.search("实际|现状|完成情况", head)
    past = not wanted and PAST.search(head) is not None
    base = BASE.search(head) is not None
    own = setting.frame.years or ahead
    single = [years for years in said if years[0] == years[1]]
    years = single[-1] if single else _ended(said[-1], head) if said else (caption[-1] if caption and "全年" in head else own)
    if grows and not (said or per_year or wanted or past) and before is not None:
        return replace(before, cell=cell, grows=True, vague=head.endswith("增长"), bracketed=False, cumulative=False)
    if years is None:
        return None
    if (past or base) and not said:
        years = (own[0] - 1, own[0] - 1) if own else years
    early = bool(ahead and years[1] < ahead[0])
    if (per_year or summed) and ahead and years[0] == years[1] == ahead[1]:
        years = ahead
    return Column(
        cell=cell,
        state="base" if base else "target" if wanted or not (past or early or _tells_what_is(setting)) else "achieved",
        years=years,
        per_year=per_year,
        grows=grows,
        vague=re.search("增长$", head) is not None and not per_year,
        bracketed=summed and per_year,
        cumulative=summed and not per_year,
        ahead=ahead if ahead and years == (ahead[1], ahead[1]) else None,
        before=(2 * ahead[0] - ahead[1] - 1, ahead[0] - 1) if ahead and ahead[0] != ahead[1] else None,
        unit=_unit_in(head)[0],
    )


def _unit_in(words: str) -> tuple[str, str]:
    """The unit in the brackets at the end of a name or head, and what stands before it; no unit where they hold something else."""
    inside = PER_PERSON.search(words)
    if inside is None or not re.fullmatch(rf"(?:{MANY})?{UNITS}(?:[/／](?:{MANY})?{UNITS})?|{MANY}", inside["unit"]):
        return "", words
    return inside["unit"], words[: inside.start()].strip()


def _tells_what_is(setting: Setting) -> bool:
    """True under a heading of what was done, and in a report of statistics."""
    return setting.counts or setting.frame.state == "achieved"


def _ended(years: Years, head: str) -> Years:
    """Of a five-year period the last year where the head says so: “十三五”末."""
    return (years[1], years[1]) if "末" in head else years


def table_values(table: Table, setting: Setting) -> Iterator[Value | Unplaced]:
    """The values of a table of indicators by rows, and the figures whose heads tell nothing; nothing for another table."""
    projects = projects_of(table)
    if projects is not None:
        yield from project_values(table, projects, setting)
        return
    shape = shape_of(table, setting)
    if shape is None:
        return
    above = ""
    for row in table.rows[_heads(table)[1] :]:
        filled = {cell.strip() for cell in row.cells if cell.strip()}
        if shape.name >= len(row.cells) or (row.cells[shape.name].strip() and len(filled) < 2):
            continue
        named, unit = _named(row, table, shape, above)
        if re.fullmatch(r"[^一-鿿A-Za-z]+", named):
            named = ""  # a number where a name must be: the row is shifted
        above = named if not _is_part(row, table, shape) else above
        for column in shape.columns:
            if column.cell < len(row.cells):
                yield from cell_values(row, table, shape, column, setting, named=named, unit=unit)
        for cell in shape.untold:
            if cell < len(row.cells) and re.search(r"\d", row.cells[cell]):
                text = row.cells[cell]
                yield Unplaced(plan=setting.plan, place=row.id, cell=cell, span=(0, len(text)), words=plain(text), reason="head")


def _is_part(row: Row, table: Table, shape: Shape) -> bool:
    return re.match(r"\s*其中", plain(row.cells[shape.name], table.marks)) is not None


def _named(row: Row, table: Table, shape: Shape, above: str) -> tuple[str, str]:
    """The name of a row without its number, and its unit. What is only a part, 其中：地方级, is told with what it is a part of."""
    name = NUMBERED.sub("", plain(row.cells[shape.name], table.marks).replace("\\", "").translate(BRACKETS).strip()).strip()
    unit = plain(row.cells[shape.unit], table.marks).strip() if 0 <= shape.unit < len(row.cells) else ""
    if not unit or NOTHING.match(unit):
        inside, name = _unit_in(name)
        unit = inside or unit
    if _is_part(row, table, shape):
        part = re.sub(r"^其中\s*[：:]?\s*", "", name)
        name = part if HEADS.fullmatch(part) or not above else f"{above}（{part}）"
    return name, "" if NOTHING.match(unit) or not UNIT_CELL.match(unit) else re.sub("^1?[/／](?=[1十百])", "/", unit.replace("％", "%"))


def _binding(text: str) -> str:
    """约束性 or 预期性 however a cell writes it: 约束性指标, 约束型, 约束."""
    found = [kind for kind in ("约束", "预期") if kind in text]
    return f"{found[0]}性" if len(found) == 1 else ""


def cell_values(
    row: Row, table: Table, shape: Shape, column: Column, setting: Setting, *, named: str, unit: str
) -> Iterator[Value | Unplaced]:
    """The values of a cell, and what of it cannot be placed."""
    printed = row.cells[column.cell]
    text = printed.translate(BRACKETS)
    if NOTHING.match(text):
        return
    if not named:
        yield Unplaced(plan=setting.plan, place=row.id, cell=column.cell, span=(0, len(text)), words=plain(printed), reason="subject")
        return
    if re.match(r"[\\\s]*\[", text) and not (column.bracketed or column.cumulative):  # a sum as likely as a rate, and nothing says which
        yield Unplaced(plan=setting.plan, place=row.id, cell=column.cell, span=(0, len(text)), words=plain(printed), reason="head")
        return
    kind = _binding(plain(row.cells[shape.kind])) if 0 <= shape.kind < len(row.cells) else ""
    if column.starred and re.search("[*＊]", printed):
        column = replace(column, years=(column.starred, column.starred))
    template = _template(row, column, setting, named, unit, kind=kind)
    found = figures(text)
    if found and not _is_worded(text, found):
        for figure in found:
            value = _placed(template, text, figure, found, column)
            vague = column.vague and not figure.unit and template.unit not in ("", *PER_UNIT)
            reason = "head" if vague else "cell" if PART_OF_AREA.search(text[: figure.span[0]]) else _lacking(value, figure)
            yield unplaced(value, reason) if reason else value
    elif WORDED.search(text):
        yield _worded(template, printed, column)
    else:
        yield Unplaced(plan=setting.plan, place=row.id, cell=column.cell, span=(0, len(text)), words=plain(printed), reason="cell")


def _lacking(value: Value, figure: Quantity) -> str:
    """Why a figure of a table cannot be placed; empty when it can."""
    if upside_down(figure):
        return "upside-down"
    return "" if value.unit or UNITLESS.search(value.name) else "table-unit"


def _worded(template: Value, text: str, column: Column) -> Value:
    """What a cell says in words: 与经济增长基本同步."""
    measure = _measure(template.name, text, template.unit if re.search("全覆盖|全部|清零|消除", text) else "", column, False)
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


def _is_worded(text: str, found: Sequence[Quantity]) -> bool:
    """True where the figures of a cell are part of its words: 达到国家二级标准."""
    return all(not text[f.span[0] : f.span[1]].strip("一二三四五六七八九十百千万亿级") for f in found)


def _template(row: Row, column: Column, setting: Setting, name: str, unit: str, *, kind: str) -> Value:
    return Value(
        plan=setting.plan,
        place=row.id,
        cell=column.cell,
        span=(0, 0),
        name=name,
        unit=unit or column.unit,
        binding=kind,
        state=column.state,
        year=column.years[1],
        measure="level",
        scope=place_of(name, "") or setting.scope,
        words="",
    )


def _placed(template: Value, text: str, figure: Quantity, found: Sequence[Quantity], column: Column) -> Value:
    start, end = figure.span
    before = text[:start].rsplit("　", 1)[-1]
    bracketed = column.bracketed and "[" in text
    grows = re.search(rf"(?:{GROWING}|{SHRINKING})(?!至|到)[^\d]{{0,3}}$", before)
    down = bool(re.search(rf"(?:{SHRINKING})(?!至|到)[^\d]{{0,3}}$", before) or _falls(template.name))
    part = re.match(r"\W*([一-鿿]{2,6})：", before) if len(found) > 1 else None
    unit = figure.unit or template.unit
    if re.fullmatch(MANY, figure.unit) and template.unit:
        unit = figure.unit + parted(template.unit)[1]
    elif figure.unit and template.unit and figure.unit != template.unit and template.unit not in ("%",):
        unit = figure.unit if len(figure.unit) > 1 or figure.unit == "%" else template.unit
    rate = column.grows and not bracketed and figure.unit in ("", *PER_UNIT)  # 年均增速 of what is counted in 亿元 is in %
    if rate and unit not in PER_UNIT:
        unit = "%"
    rate = rate and not KEPT.search(template.name)
    rate = rate or (figure.unit == "%" and template.unit not in ("", *PER_UNIT))  # 6%左右 for what is counted in 亿元
    rate = rate or (unit == "%" and SUM.search(template.name) is not None)  # 工业增加值 of which a table gives 8 in %
    measure = "growth" if rate else _measure(template.name, before, unit, column, bracketed or "累计" in text)
    yearly = YEARLY.search(before) is not None
    per_year = (column.per_year and not bracketed) or YEARLY.search(template.name) is not None or yearly
    runs = per_year or measure == "cumulative" or bracketed or column.cumulative
    return replace(
        template,
        span=figure.span,
        words=plain(text[start:end]),
        name=template.name + (f"（{part[1]}）" if part else ""),
        low=figure.low,
        high=figure.high,
        bound=figure.bound or bound_of(after[1] if (after := re.match(rf"[\])）]\s*({AFTER})", text[end:])) else ""),
        unit=unit,
        measure="growth" if grows and unit in PER_UNIT else measure,
        down=down,
        per_year=(per_year and measure != "level") or YEARLY.search(template.name) is not None,
        since=_first(column, runs, summed=bracketed and not per_year),
        base_year=based_on(before) if grows else 0,
    )


def _first(column: Column, runs: bool, *, summed: bool = False) -> int:
    """The first of the years over which something runs; a sum in brackets under the last year before a plan runs over as many as it."""
    years = column.ahead or column.years
    if summed and years[0] == years[1] and column.before and years[1] == column.before[1]:
        years = column.before
    return years[0] if runs and years[0] != years[1] else 0


def _measure(name: str, before: str, unit: str, column: Column, cumulative: bool) -> str:
    if re.search(rf"(?:增长率|增速|增幅|涨幅|{GROWING}|{SHRINKING})(?:率|比例|幅度)?$", name) or re.search(
        r"(?:增长|增速|下降|降低|同步)", before
    ):
        return "growth"
    if cumulative or column.cumulative:
        return "cumulative"
    does = DONE_TO.match(name) and not HEADS.fullmatch(name) and unit not in PER_UNIT
    if (
        does
        or re.match(r"新增|新建|净增|增加(?!值)", name)
        or re.search("新增|改造(?:面积|数|量)$|(?:改造|整治|修复)(?!率|比例|标准|能力|水平)[一-鿿]{0,4}$", name)
    ):
        return "increment"
    return "share" if unit in ("%", "％", "‰") or unit.startswith("/") else "level"
