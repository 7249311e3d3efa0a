"""Dates and periods as documents write them."""

from __future__ import annotations

import re
from calendar import monthrange

from generator.characters import HAN_NUMERALS
from generator.numbering import read_numeral

NUMERAL = f"[{HAN_NUMERALS}○ＯO]"
DATE = re.compile(
    rf"(?P<era>(?:中華)?民國|民国)?\s*(?P<year>\d{{2,4}}|{NUMERAL}{{2,4}})\s*年\s*(?P<month>\d{{1,2}}|{NUMERAL}{{1,3}})\s*月"
    rf"(?:\s*(?P<day>\d{{1,2}}|{NUMERAL}{{1,3}})\s*日)?"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"
)
ROC = 1911
"""What a year of the Republic of China lacks of the common one."""
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[-—–－~～至到]{1,2}\s*((?:19|20)\d\d)\s*年?(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?:度)?(?!\s*\d)")
FIVE_YEARS = re.compile(rf"[“\"]?(?:第(?P<long>[{HAN_NUMERALS}]{{1,3}})个五年|(?P<short>十[一二三四五六七八九]?)五(?=[”\"规規]))")
FIRST_PLAN = 1953
"""The first five-year plan began in it."""


def dates_in(words: str) -> list[str]:
    """The dates of some words as ISO writes them, as precise as they are."""
    return [date for found in DATE.finditer(words) if (date := _iso(found))]


def _iso(found: re.Match[str]) -> str:
    """A date, empty when there is no such day."""
    if found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    else:
        numbers = [_number(found[name] or "0") for name in ("year", "month", "day")]
        year, month, day = numbers[0] + (ROC if found["era"] else 0), numbers[1], numbers[2]
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and day <= monthrange(year, month)[1]):
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _number(numeral: str) -> int:
    try:
        return read_numeral(numeral.replace("○", "〇").replace("Ｏ", "〇").replace("O", "〇"))
    except ValueError:
        return 0


def is_date(line: str) -> bool:
    """True for a line that is a date and nothing else, in brackets or not."""
    bare = line.strip(" （）()　")
    return (found := DATE.match(bare)) is not None and found.end() == len(bare) and bool(_iso(found))


def period_of(title: str) -> str:
    """The years that a title is for: `2021-2035`, `2026`; empty when it names none."""
    if found := YEARS.search(title):
        return f"{found[1]}-{found[2]}"
    if found := FIVE_YEARS.search(title):
        number = read_numeral(found["long"]) if found["long"] else read_numeral(found["short"])
        begun = FIRST_PLAN + 5 * (number - 1) + (3 if number > 2 else 0)
        return f"{begun}-{begun + 4}"
    years = YEAR.findall(title)
    return years[0] if len(years) == 1 and not DATE.search(title) else ""
