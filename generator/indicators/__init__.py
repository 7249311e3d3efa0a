"""Indicators: every quantified target and report of the plans, by rules over sentences and tables; what cannot be placed is set aside.

1. A figure is a number with its bound and unit (`figures.py`); numbers that name something are none.
2. Its name comes from the words of its clause (`naming.py`), in the text's words.
3. Its year and state come from its sentence, else from the headings above it, else from the period of the plan (`times.py`).
4. A table counts when it has a column of indicators and one of figures (`tables.py`).

Nothing is guessed: a figure without year, subject or unit goes to the list of the unplaced with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.indicators.scopes import area_of, usual
from generator.indicators.sentences import Setting, opening_time, sentence_values
from generator.indicators.tables import table_values
from generator.indicators.times import frames, horizon
from generator.model import Extraction, Paragraph, Plan, Section, Table, Unplaced, Value

REASONS: dict[str, str] = {
    "year": "neither the sentence nor the headings above it nor the plan tell the year",
    "state": "nothing tells whether it is a target or was achieved",
    "subject": "the words around it do not tell of what it is the figure",
    "long": "the words before it are a clause of which no subject stands out",
    "unit": "it has no unit, and its indicator is none without one",
    "upside-down": "the second end of a range is smaller than the first",
    "table-unit": "a table of indicators gives no unit for it",
    "list": "分别 gives several figures to names that cannot be told apart",
    "standard": "it is a rule for single cases, not a sum for the area",
    "nothing": "what it counts are parts of the text: 14个方面",
    "attribute": "it tells the size of one thing among many: 规模超过3万亿元的城市",
    "duration": "it says how long, and nothing that lasts is its indicator",
    "head": "no head of its table tells what its figures are",
    "cell": "the cell of a table of indicators holds neither figure nor known words",
}
"""Reason of an unplaced figure → what it means."""
DEFINITIONS = re.compile(r"名词解释|术语|指标解释|名词注释|指标说明|注释|用语")
"""Headings under which words are explained."""


def extract(plans: Iterable[Plan]) -> Extraction:
    """The values of some plans, and what looks like one and cannot be placed, in reading order."""
    values: list[Value] = []
    unplaced: list[Unplaced] = []
    for plan in plans:
        for one in plan_values(plan):
            if isinstance(one, Value):
                values.append(one)
            else:
                unplaced.append(one)
    return Extraction(tuple(values), tuple(unplaced))


def plan_values(plan: Plan) -> Iterator[Value | Unplaced]:
    """The values of one plan, and what cannot be placed, in reading order."""
    ahead = horizon(plan)
    told = frames(plan, ahead)
    scope = usual(area_of(plan))
    study = str(plan.meta.get("kind")) == "study"
    defining: set[str] = set()
    for section in plan.sections:
        if DEFINITIONS.search(section.title) or section.parent in defining:
            defining.add(section.id)
            continue
        yield from _section(section, Setting(plan=plan.id, ahead=ahead, study=study, scope=scope, frame=told[section.id]))


def _section(section: Section, setting: Setting) -> Iterator[Value | Unplaced]:
    first = next((sentence.text for _, sentence in section.sentences()), "")
    opening = opening_time(first, setting)
    for block in section.blocks:
        match block:
            case Paragraph():
                carried = opening
                for sentence in block.sentences:
                    yield from sentence_values(sentence.text, sentence.id, replace(setting, carried=carried))
                    carried = opening_time(sentence.text, setting) or carried
            case Table():
                yield from table_values(block, setting)


__all__ = ["REASONS", "extract", "plan_values"]
