"""The place within a cited work: 第三章第二节, 第6.2节, 第十二条, 专栏3, 表1, 附件2 right after its name.

Each step must exist in the plan; what does not ends the place where the step before it led. What it leaves alone: paragraphs (第二款),
ranges and lists beyond their first place. Knowledge: how chapters are counted in plans (章 or 部分, 节) and in laws (条).
"""

from __future__ import annotations

import re

from generator.characters import HAN_NUMERALS
from generator.model import Plan, Section
from generator.numbering import read_numeral

NUMERAL = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*|[{HAN_NUMERALS}]{{1,5}})"
STEP = re.compile(
    rf"第(?P<n>{NUMERAL})(?P<unit>[章篇编节条]|部分)|(?P<kind>专栏|附件|附表|附录|表|图)[ ]?(?P<m>{NUMERAL})?(?![{HAN_NUMERALS}\d])"
)
LINKING = re.compile(r"(?:（[^（）\n]{0,24}号）)?(?:中?的)?")


def place_after(text: str, end: int, plan: Plan) -> tuple[str, int]:
    """(anchor, where its words end) of the place that a text names right after a citation; an empty anchor when there is none."""
    linking = LINKING.match(text, end)
    at = linking.end() if linking else end
    place, reach = "", end
    while step := STEP.match(text, at):
        found = _labelled(plan, step["kind"], step["m"] or "") if step["kind"] else _numbered(plan, place, step["n"], step["unit"])
        if not found:
            break
        place, at = found, step.end()
        reach = at
    return place, reach


def _numbered(plan: Plan, above: str, numeral: str, unit: str) -> str:
    """Id of a chapter, section or article."""
    ids = {section.id for section in plan.sections}
    if "." in numeral:
        return numeral if numeral in ids else ""
    number = int(numeral) if numeral.isdecimal() else read_numeral(numeral)
    if unit == "条":
        found = [s.id for s in plan.sections if _is_article(s, number) and (not above or s.id.startswith(f"{above}."))]
        return found[0] if len(found) == 1 else ""
    if unit == "节" and not above:
        return ""
    wanted = f"{above}.{number}" if above else str(number)
    return wanted if wanted in ids else ""


def _is_article(section: Section, number: int) -> bool:
    found = re.fullmatch(rf"第({NUMERAL})条", section.number or "")
    return bool(found) and (int(found[1]) if found[1].isdecimal() else read_numeral(found[1])) == number  # type: ignore[index]


def _labelled(plan: Plan, kind: str, numeral: str) -> str:
    """Anchor of an annex, or of a table or figure by its caption."""
    number = str(int(numeral) if numeral.isdecimal() else read_numeral(numeral)) if numeral and "." not in numeral else numeral
    if kind in ("附件", "附录") and (wanted := f"a{number if number != '1' else ''}") in {section.id for section in plan.sections}:
        return wanted
    if not numeral:
        return ""
    caption = re.compile(rf"{kind}[ ]?({NUMERAL})(?![{HAN_NUMERALS}\d])")
    found = []
    for section in plan.sections:
        labels = [(section.id, section.title)]
        labels += [(table.id, table.caption) for table in section.tables()]
        labels += [(figure.id, figure.caption) for figure in section.figures()]
        for anchor, label in labels:
            printed = caption.match(label)
            if printed and str(int(printed[1]) if printed[1].isdecimal() else read_numeral(printed[1])) == number:
                found.append(anchor)
    return found[0] if len(found) == 1 else ""
