"""Heads: which head of a table of indicators belongs to which of its columns, where a print whose cells were lost has shifted them.

Heads and columns have kinds that show in their words: numbers in order, names, units, figures, 约束性. Heads that do not fit are laid over
the columns anew, in their order: two may be one (指标 and 属性), one may be two (序号　项目类别), a column of words may have none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from generator.indicators.figures import MANY
from generator.indicators.figures import UNIT as UNITS

NAME = re.compile(
    r"^(?:具体|主要|核心|细化|三级|二级|考核|规划|评价|体检|发展|约束性?|预期性?)?指\s*标(?:名称|内容|项|体系|项目)?$|^(?:目标|指标)?名\s*称$|"
    r"^指标（.*）$|^项目名称$|^(?:主要)?指标(?:和|与|、|及)(?:单位|目标)$"
)
KIND = re.compile(r"属\s*性|指标性质|性\s*质|指标类型|^类型$|约束.*预期")
UNIT = re.compile(r"^(?:计量|计算|度量|数据)?单\s*位(?:（.*）)?$")
ORDER = re.compile(r"^(?:序\s*号|编\s*号|№|No\.?|号)$")
RATE = re.compile("完成率|完成比例|完成进度|序时进度|排名|位次")
"""Heads of how far a target was reached, which is no indicator."""
FIGURES = re.compile(
    r"\d{4}|目标|现状|基期|现值|实际|完成|年均|累计|指标值|标准值|数值|规划值|预期|预计|计划|全年|期末|五[”’]?(?:期?末|时期|期间)|增速|增长|增幅|涨幅|"
    r"同比|基准|基数|远期|近期|绝对[数值量]"
)
FIGURE_CELL = re.compile(r"^[\s\\\[〔<>＜＞≤≥=~～〈-]*[\d.]+|^(?:达到|超过|不低于|不少于|增长|下降|降低|提高)\D{0,4}\d")
EMPTY = re.compile(r"^[\s\\\-—－–/／一无…*＊]*$")
UNIT_CELL = re.compile(
    rf"^1?[/／](?:10+|十|百)万$|^(?:{MANY})?(?:{UNITS}|[一-鿿A-Za-z%‰³²/／·（）]{{1,3}}|[一-鿿A-Za-z\d]{{1,8}}(?=[/／每]))"
    rf"(?:[/／每]\d*(?:{MANY})?[一-鿿A-Za-z³²·]{{1,6}})?$"
)


WIDEST = 60
"""Columns of a table whose heads are laid anew: the choices grow with their square."""


def kind_of_head(head: str) -> str:
    """order, unit, kind, figure, text, or empty for a head that says nothing of it."""
    for kind, pattern in (("order", ORDER), ("unit", UNIT), ("kind", KIND), ("text", NAME), ("figure", RATE), ("figure", FIGURES)):
        if pattern.search(head):
            return kind
    return "text" if re.search("类别|领域|维度|分类|方面|目标层|名称|指标", head) else ""


def kind_of_column(cells: Sequence[str]) -> str:
    """What most of the cells of a column that say something are."""
    told = [cell.strip() for cell in cells if not EMPTY.match(cell)]
    if not told:
        return ""
    if all(re.fullmatch(r"\d{1,3}", cell) for cell in told) and [int(cell) for cell in told] == list(range(1, len(told) + 1)):
        return "order"
    return Counter(map(_kind_of_cell, told)).most_common(1)[0][0]


def _kind_of_cell(cell: str) -> str:
    if re.search("约束|预期", cell) and len(cell) <= 8:
        return "kind"
    if FIGURE_CELL.match(cell):
        return "figure"
    return "unit" if UNIT_CELL.match(cell) else "text"


def fits(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """True where no head that says what its column holds stands over something else."""
    columns = [kind_of_column([row[i] for row in rows if i < len(row)]) for i in range(len(heads))]
    return all(_agree(kind_of_head(head), column) for head, column in zip(heads, columns, strict=True))


def _agree(head: str, column: str) -> bool:
    """Words may stand under a head of figures (与经济增长同步), numbers under none of names and units; a short word may be a unit."""
    allowed = {
        "order": ("order", "figure"),
        "unit": ("unit",),
        "kind": ("kind",),
        "text": ("text", "unit"),
        "figure": ("figure", "order", "text"),
    }
    return not head or not column or column in allowed[head]


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The heads laid over the columns anew, in their order; empty for a column that has none; of a very wide table as they are."""
    if max(len(heads), *map(len, rows)) > WIDEST:
        return list(heads)
    tokens = [token for head in heads for token in head.split("　") if token]
    columns = [[row[i] for row in rows if i < len(row)] for i in range(max(map(len, rows)))]
    kinds = [kind_of_column(cells) for cells in columns]
    widths = [max(map(len, cells), default=0) for cells in columns]

    @cache
    def best(token: int, column: int) -> tuple[float, tuple[str, ...]]:
        if column == len(kinds):
            return (-3.0 * (len(tokens) - token), ())
        bare = best(token, column + 1)
        choices = [(bare[0] - (0.5 if kinds[column] in ("text", "unit", "") else 3), ("", *bare[1]))]
        for count in (1, 2):
            head = "".join(tokens[token : token + count])
            if token + count <= len(tokens):
                rest = best(token + count, column + 1)
                name = min(widths[column], 40) / 100 if NAME.search(head) else 0  # the longest words are the names
                choices.append((rest[0] + _worth(head, kinds[column]) + name - (count - 1) / 4, (head, *rest[1])))
        return max(choices, key=lambda choice: choice[0])

    return list(best(0, 0)[1])


def _worth(head: str, column: str) -> float:
    kind = kind_of_head(head)
    if kind == column and kind:
        return 2
    return 0.5 if _agree(kind, column) else -3
