"""The place within a cited work: 第三章第二节, 第6.2节, 第十二条, 专栏3, 表1, 附件2 right after its name.

Each step must exist in the plan; what does not ends the place where the step before it led. What it leaves alone: paragraphs (第二款),
ranges and lists beyond their first place. Knowledge: how chapters are counted in plans (章 or 部分, 节) and in laws (条).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.characters import HAN_NUMERALS
from generator.model import Plan, Section
from generator.model.address import trail_of
from generator.numbering import read_numeral

NUMERAL = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*|[{HAN_NUMERALS}]{{1,5}})"
STEP = re.compile(
    rf"第(?P<n>{NUMERAL})(?P<unit>[章篇编节条]|部分)|(?P<kind>专栏|附件|附表|附录|表|图)[ ]?(?P<m>{NUMERAL})?(?![{HAN_NUMERALS}\d])"
)
ARTICLE = re.compile(rf"第({NUMERAL})条")
LABEL = re.compile(rf"(专栏|附件|附表|附录|表|图)[ ]?({NUMERAL})(?![{HAN_NUMERALS}\d])")
LINKING = re.compile(r"(?:（[^（）\n]{0,24}号）)?(?:中?的)?")


def place_after(text: str, end: int, places: Places) -> tuple[str, int]:
    """(anchor, where its words end) of the place that a text names right after a citation; an empty anchor when there is none."""
    linking = LINKING.match(text, end)
    at = linking.end() if linking else end
    place, reach = "", end
    while step := STEP.match(text, at):
        found = places.labelled(step["kind"], step["m"] or "") if step["kind"] else places.numbered(place, step["n"], step["unit"])
        if not found:
            break
        place, at = found, step.end()
        reach = at
    return place, reach


def _value(numeral: str) -> str:
    """A numeral in digits; that of several numbers, as 1.2, stays."""
    return numeral if "." in numeral else str(read_numeral(numeral))


def _by_number(sections: Iterable[Section]) -> dict[tuple[str, str], list[str]]:
    """Id of a section and number of an article → the articles of this number that stand under it; all of them for an empty id."""
    found: dict[tuple[str, str], list[str]] = {}
    for section in sections:
        if printed := ARTICLE.fullmatch(section.number or ""):
            for above in ("", *trail_of(section.id)[:-1]):
                found.setdefault((above, _value(printed[1])), []).append(section.id)
    return found


def _by_label(sections: Iterable[Section]) -> dict[tuple[str, str], list[str]]:
    """Kind and number of a table, figure or annex → where a title or caption begins so."""
    found: dict[tuple[str, str], list[str]] = {}
    for section in sections:
        labels = [(section.id, section.title)]
        labels += [(table.id, table.caption) for table in section.tables()]
        labels += [(figure.id, figure.caption) for figure in section.figures()]
        for anchor, label in labels:
            if printed := LABEL.match(label):
                found.setdefault((printed[1], _value(printed[2])), []).append(anchor)
    return found


class Places:
    """The places of a plan by what other texts call them."""

    def __init__(self, plan: Plan) -> None:
        self.ids = {section.id for section in plan.sections}
        self.articles = _by_number(plan.sections)
        self.labels = _by_label(plan.sections)

    def numbered(self, above: str, numeral: str, unit: str) -> str:
        """Id of a chapter, section or article, which stands under the section `above`; empty when there is none or are several."""
        if "." in numeral:
            return numeral if numeral in self.ids else ""
        if unit == "条":
            found = self.articles.get((above, _value(numeral)), ())
            return found[0] if len(found) == 1 else ""
        if unit == "节" and not above:
            return ""
        wanted = f"{above}.{_value(numeral)}" if above else _value(numeral)
        return wanted if wanted in self.ids else ""

    def labelled(self, kind: str, numeral: str) -> str:
        """Anchor of an annex, or of a table or figure by its caption; empty when there is none or are several."""
        number = _value(numeral) if numeral else ""
        if kind in ("附件", "附录") and (wanted := f"a{number if number != '1' else ''}") in self.ids:
            return wanted
        found = self.labels.get((kind, number), ()) if numeral else ()
        return found[0] if len(found) == 1 else ""
