"""Coined expressions that the plans use and none defines: 五个中心, 一网通办, 放管服.

What is looked for stands in quotation marks, is short, and either counts (a numeral with what it counts, as 五个重要, 一业一证, 三线一单)
or stands in quotation marks in two clauses or more. Its uses outside quotation marks are counted, too. What it leaves alone: what a
term of the glossary names, names of plan periods (“十四五”), sentences and lists, what an editor calls ordinary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from generator.characters import HAN
from generator.glossary.annex import explaining_parts
from generator.glossary.folding import fold
from generator.model import Plan

QUOTED = re.compile(rf"“([{HAN}A-Za-z0-9+、]{{2,9}})”")
PERIOD = re.compile(r"[一二三四五六七八九十]+五$")
"""Names of five-year plans."""
COUNTING = re.compile(
    rf"[一二三四五六七八九十两双][个大重项型新区业网]?[{HAN}]{{1,6}}$|[一二三四五六七八九十两双][{HAN}][一二三四五六七八九十两双多][{HAN}]|\d\+"
)
"""A numeral and what it counts. Knowledge: numeral abbreviations (数词缩略语), the commonest form of coined terms in plans."""


def undefined_expressions(plans: Iterable[Plan], known: Collection[str]) -> list[str]:
    """Coined expressions by their words, in order of their first use; `known` are folded forms that have a definition."""
    uses: Counter[str] = Counter()
    for plan in plans:
        explaining = explaining_parts(plan)
        for section in plan.sections:
            if section.id in explaining:
                continue
            for part in section.parts():
                if "“" in part.text:
                    uses.update(dict.fromkeys(QUOTED.findall(part.text), 1))
    return [
        words
        for words, count in uses.items()
        if (count > 1 or COUNTING.match(words)) and not PERIOD.match(words) and fold(words) not in known
    ]
