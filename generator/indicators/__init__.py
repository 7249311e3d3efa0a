"""Indicators: every quantified target and report of the plans, by rules over sentences and tables; what cannot be placed is set aside.

1. A figure is a number with its bound and unit (`figures.py`); numbers that name something are none.
2. Its name comes from the words of its clause (`naming.py`), in the text's words.
3. Its year and state come from its sentence, else from the headings above it, else from the period of the plan (`times.py`).
4. A table counts when it has a column of indicators and one of figures (`tables.py`), one of projects and of sums (`projects.py`),
   rows that are years (`years_down.py`), or rows that are areas (`areas_down.py`).

Nothing is guessed: a figure without year, subject or unit goes to the list of the unplaced with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from generator.indicators.areas_down import area_values, areas_go_down
from generator.indicators.scopes import area_of, said_scope, usual
from generator.indicators.sentences import sentence_values
from generator.indicators.sureness import Weighed, settled, unplaced
from generator.indicators.tables import table_values
from generator.indicators.times import Time, frames, horizon
from generator.indicators.traditional import is_traditional, read_simplified
from generator.indicators.years import VAGUE_TIME, Setting, is_milestone, opening_time
from generator.indicators.years_down import year_values, years_go_down
from generator.model import Extraction, Paragraph, Plan, Section, Table, Unplaced, Value
from generator.pure import PLANS, Same, pure

REASONS: dict[str, str] = {
    "year": "neither the sentence nor the headings above it nor the plan tell the year",
    "part": "it is for a part of a year: 上半年",
    "state": "nothing tells whether it is a target or was achieved",
    "subject": "the words around it do not tell of what it is the figure",
    "long": "the words before it are a clause of which no subject stands out",
    "unit": "it has no unit, and its indicator is none without one",
    "upside-down": "the second end of a range is smaller than the first",
    "table-unit": "a table of indicators gives no unit for it",
    "half": "翻一番半 does not say how many times",
    "list": "分别 gives several figures to names that cannot be told apart",
    "standard": "it is a rule for single cases, not a sum for the area",
    "nothing": "what it counts are parts of the text: 14个方面",
    "attribute": "it tells the size of one thing among many: 规模超过3万亿元的城市",
    "duration": "it says how long, and nothing that lasts is its indicator",
    "head": "no head of its table tells what its figures are",
    "sum": "it is the sum of other rows of its table",
    "shifted": "the cells of its row stand under other heads: a sum where years must be, a part larger than its whole",
    "place": "it holds for some areas that have no name of their own: 东部三县",
    "unsure": "sentences of its shape are read wrongly too often, and nothing else in the plan has its name",
    "cell": "the cell of a table of indicators holds neither figure nor known words",
}
"""Reason of an unplaced figure → what it means."""
RULES = re.compile(r"(?:办法|规定|条例|细则|规程|守则|规则|准则|规范|章程|法)(?:[（(][^）)]*[）)])?$")
"""Titles of what rules single cases, and promises nothing for an area."""
DEFINITIONS = re.compile(r"名词解释|术语|指标解释|名词注释|指标说明|注释|用语")
"""Headings under which words are explained."""


def extract(plans: Iterable[Plan], vouched: Collection[str] = frozenset()) -> Extraction:
    """The values of some plans, and what looks like one and cannot be placed, in reading order. Names that editors use are `vouched` for:
    their values are not doubted for the shape of the sentence alone."""
    values: list[Value] = []
    unplaced: list[Unplaced] = []
    for plan in plans:
        for one in settled(_values_of(Same(plan)), vouched):
            if isinstance(one, Value):
                values.append(one)
            else:
                unplaced.append(one)
    return Extraction(tuple(values), tuple(unplaced))


@pure(most=PLANS)
def _values_of(plan: Same[Plan]) -> tuple[Value | Unplaced | Weighed, ...]:
    return tuple(plan_values(plan.thing))


def plan_values(plan: Plan) -> Iterator[Value | Unplaced | Weighed]:
    """The values of one plan, and what cannot be placed, in reading order."""
    if is_traditional(plan):
        plan, told = read_simplified(plan)
        yield from map(told, _values(plan))
    else:
        yield from _values(plan)


def _values(plan: Plan) -> Iterator[Value | Unplaced | Weighed]:
    ahead = horizon(plan)
    told = frames(plan, ahead)
    study = str(plan.meta.get("kind")) == "study"
    scope = usual(area_of(plan)) or ("" if study else said_scope(plan))
    title = str(plan.meta.get("title") or "")
    counts, rules = "统计公报" in title, RULES.search(title)
    defining: set[str] = set()
    for section in plan.sections:
        if DEFINITIONS.search(section.title) or section.parent in defining:
            defining.add(section.id)
            continue
        setting = Setting(plan=plan.id, ahead=ahead, study=study, scope=scope, frame=told[section.id], counts=counts)
        yield from map(_as_rule, _section(section, setting)) if rules else _section(section, setting)


def _as_rule(one: Value | Unplaced | Weighed) -> Unplaced:
    """What a regulation says in figures, which holds for single cases."""
    if isinstance(one, Unplaced):
        return one
    return unplaced(one.value if isinstance(one, Weighed) else one, "standard")


def _section(section: Section, setting: Setting) -> Iterator[Value | Unplaced | Weighed]:
    first = next((sentence.text for _, sentence in section.sentences()), "")
    opening = opening_time(first, setting)
    first_time = opening
    for block in section.blocks:
        match block:
            case Paragraph():
                carried = first_time
                for sentence in block.sentences:
                    carried = None if VAGUE_TIME.match(sentence.text) else carried
                    made, opens = _sentence(sentence.text, sentence.id, setting, carried)
                    yield from made
                    carried = opens or carried
                first_time = None if is_milestone(opening, setting) else opening
            case Table():
                yield from _reader_of(block)(block, setting)


def _reader_of(table: Table) -> Callable[[Table, Setting], Iterator[Value | Unplaced]]:
    if years_go_down(table):
        return year_values
    return area_values if areas_go_down(table) else table_values


@pure()
def _sentence(text: str, place: str, setting: Setting, carried: Time | None) -> tuple[tuple[Value | Unplaced | Weighed, ...], Time | None]:
    """What a sentence says, and the time that it begins with; `carried` is that of the sentences before it."""
    return tuple(sentence_values(text, place, replace(setting, carried=carried) if carried else setting)), opening_time(text, setting)


__all__ = ["REASONS", "extract", "plan_values"]
