"""Boxes, and the marks of annexes: which lines open one, and which only list them."""

from __future__ import annotations

import re

from generator.characters import HAN_NUMERALS, ends_sentence
from generator.numbering import LONGEST_TITLE, read_numeral

BOX = re.compile(
    rf"(?P<mark>专[ ]?栏[ ]?(?P<n>\d{{1,3}}(?:[-.]\d{{1,2}})?|[{HAN_NUMERALS}]{{1,3}})?(?:[ \u3000]+|[：:][ \u3000]*|(?=\n|\Z)))"
)
"""The mark of a box: `专栏1 `, `专栏三：`."""
ITEM = re.compile(r"(?:(?P<dotted>\d{1,2})[ ]?[.．、]|[（(](?P<bracketed>\d{1,2})[）)])")
"""The number of an item of a box, or of a list of annexes."""
FIRST = re.compile(r"1[ ]?[.．、]")
LATER = re.compile(
    rf"^[ \u3000]*附[ \u3000]?[件录表][ \u3000]?(?P<n>\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})?(?P<rest>[ \u3000：:][^\n]*|[ \u3000]*)$", re.M
)
NEAR = 600
"""Characters between 附件：… under a text, with signature and date, and the annex itself."""


def box_at(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the title of a box begins that a line opens, and what the box is called; None for another line."""
    found = BOX.match(text, start, end)
    title = text[found.end() : end] if found else ""
    if not found or len(title) > LONGEST_TITLE or ends_sentence(title) or title.endswith(("：", "；", "，")):
        return None
    number = found["n"] or ""
    figures = re.sub(r"\D+", "x", number) if number[:1].isdecimal() else str(read_numeral(number)) if number else ""
    return found.end(), f"box{figures}"


def item_number(text: str, start: int) -> int | None:
    """The number of an item at an offset."""
    found = ITEM.match(text, start)
    return int(found["dotted"] or found["bracketed"]) if found else None


def only_lists(text: str, mark: str, title: str, end: int) -> bool:
    """True for 附件：… under a text, which names the annexes that follow after the signature."""
    if not title.strip() or not re.search("[：:]", mark):
        return False
    own = LATER.match(mark)
    number = own["n"] if own else None
    reach = len(text) if FIRST.match(title) else min(len(text), end + NEAR)
    for later in LATER.finditer(text, end, reach):
        again = later["n"] == number or (number is None and later["n"] in ("1", "一"))
        if again and (FIRST.match(title) or not later["rest"].strip()):
            return True
    return False


def may_be_title(line: str) -> bool:
    """True for a line that can be the title of the annex whose mark stands alone before it."""
    words = line.strip()
    return (
        0 < len(words) <= LONGEST_TITLE
        and "\t" not in line
        and not ends_sentence(words)
        and words[-1] not in "：；，"
        and "。" not in words
    )
