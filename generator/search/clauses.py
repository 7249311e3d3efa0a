"""Numbers of clauses as readers write them: `6.2.2`, `六、2`, `七/1/1.1`, `三（一）2`, `第六章第二节` and `附件二12` name sections,
`6.2.2-3` a sentence."""

from __future__ import annotations

import re
import unicodedata

from generator.characters import HAN_NUMERALS

MARK = "§"
"""Begins the terms that name sections: `§6.2.2`. No text makes such a term."""
NUMERAL = r"(?:[一二三四五六七八九]?百)?[零〇]?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?"
"""A Han numeral up to 999 as numbers are written: 十二, 二十, 一百零三; 十五五 is none."""
STEP = re.compile(
    rf"第?\s*(?P<han>[{HAN_NUMERALS}]{{1,4}})\s*(?:[编篇章节条款]|、|(?=[/\s.(]|[0-9]|\Z))|\(\s*(?P<in>[{HAN_NUMERALS}]{{1,4}}|[0-9]{{1,3}})\s*\)"
    r"|第?\s*(?P<digits>[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}(?![0-9]))(?P<place>-[a-z]?[0-9]+[a-z]?(?:-r[0-9]+)?)?\s*[编篇章节条款、]?|(?P<annex>附件|附录|a(?=[.\s]))"
)
BETWEEN = re.compile(r"[\s/、.›>:]*")
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"〇": 0, "百": 100}


def clause_terms(anchor: str) -> list[str]:
    """The terms by which a place is found: `6.2.2` → `§6.2.2`, `6.2.2-3` → `§6.2.2-3`."""
    return [MARK + anchor]


def clause_of(typed: str) -> str | None:
    """The anchor that a reader names, None when the words name none. A single number names a chapter only with its 第, 章 or 、."""
    text = unicodedata.normalize("NFKC", typed).strip().removesuffix(".")
    parts: list[str] = []
    place = ""
    marked = False
    at = 0
    while at < len(text):
        found = STEP.match(text, at)
        if not found or found.end() == at:
            return None
        han = found["han"] or found["in"]
        if han and not han.isascii() and not re.fullmatch(NUMERAL, han):
            return None
        number = found["digits"] or ("a" if found["annex"] else str(_value(han)))
        if parts and found["digits"] and "." in number and number.split(".")[0] == parts[-1]:
            parts.pop()  # 七/1/1.1: the last number repeats the one above it
        parts += number.split(".")
        place = found["place"] or ""
        marked = marked or found[0] != (found["digits"] or found["han"])
        at = BETWEEN.match(text, found.end()).end()  # type: ignore[union-attr]  # it matches nothing, too
    if not parts or (len(parts) == 1 and not marked and not place):
        return None
    return ".".join(parts) + place


def _value(numeral: str) -> int:
    """A Han numeral up to 999, or digits."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        value = _VALUES[char]
        if value >= 10:
            total += (digit or 1) * value
            digit = 0
        else:
            digit = value
    return total + digit
