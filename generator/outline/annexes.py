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
CLOSING = re.compile(r"抄送|主送|抄報|抄报|分送|[（(]?此件|公开方式|信息公开|联系人|.{0,40}(?:19|20|二[〇○零])\S{2}年\S{1,4}月\S{1,3}日")
"""Lines that close a document behind its annexes: copies, who may see it, when it was issued."""
NUMBERED = re.compile(rf"[第（(\d]|[{HAN_NUMERALS}]{{1,3}}[、.．]")
"""How the lines of an annex begin that has parts."""
SIGNED = 2
"""Lines of a signature beside its date."""
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
    if _nothing_follows(text, title, end):
        return True
    own = LATER.match(mark)
    number = own["n"] if own else None
    reach = len(text) if FIRST.match(title) else min(len(text), end + NEAR)
    for later in LATER.finditer(text, end, reach):
        again = later["n"] == number or (number is None and later["n"] in ("1", "一"))
        if again and (FIRST.match(title) or not later["rest"].strip()):
            return True
    return False


def _nothing_follows(text: str, title: str, end: int) -> bool:
    """True when after 附件：… only the names of further annexes, a signature and who gets copies stand, to the end of the text."""
    rest = text[end : end + NEAR + 1]
    if len(rest) > NEAR or "\t" in rest:
        return False
    lines = [line.strip() for line in rest.split("\n") if line.strip()]
    count = 1
    while FIRST.match(title) and count <= len(lines) and item_number(lines[count - 1], 0) == count + 1:
        count += 1
    closing = [line for line in lines[count - 1 :] if not CLOSING.match(line)]
    own = (ends_sentence(line) or len(line) > LONGEST_TITLE or NUMBERED.match(line) for line in closing)
    return len(closing) <= SIGNED and not any(own)


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
