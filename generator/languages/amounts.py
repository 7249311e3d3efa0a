"""Whether a translation has the figures of its Chinese: every number with its myriads, the units that decide what it says.

Arabic figures of the Chinese are wanted in the English, in figures or in words (`20万` is 200,000, `1.2亿` 120 million, `3月` March), and
no others may stand there; those that the Chinese spells out (十四五, 三个) may. What 百分点, 亿元 or 美元 say has to be said. Years in
which a figure falls, and numbers in names with letters (5G, PM2.5, L4), are compared as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

POWERS = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ZH_FIGURE = re.compile(
    r"(?<![A-Za-z\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(百万|千万|百亿|千亿|万亿|千(?![米克伏瓦卡赫帕字]|安时)|万|亿)?(?![A-Za-z]*\d)"
)
EN_FIGURE = re.compile(r"(?<![A-Za-z\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s-]*(thousand|million|billion|trillion))?", re.I)
MARKS = re.compile(r"\[\^[^\]]*\]|[A-Za-z~][A-Za-z~-]*\d[\d.]*~?")
"""References to notes, and names in which a letter stands before a figure (PM2.5, L4, G60): no amounts."""
DIGITS = "零一二三四五六七八九"
HAN_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
WORDS = {word: number for number, word in enumerate(ONES.split())} | {"once": 1, "twice": 2, "double": 2, "dozen": 12, "first": 1}
WORDS |= {"second": 2, "third": 3, "half": 2, "both": 2, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
ROMAN = {Decimal(number): roman for number, roman in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], 1)}
UNITS = (
    (r"\d(?:个)?百分点", r"percentage[- ]points?", "percentage points"),
    (r"\d(?:\.\d+)?%(?!.*百分点)", r"%|per ?cent|percentage", "%"),
    (r"\d(?:百|千|万|亿)*余?美元", r"US\$|dollars?|USD", "US dollars"),
    (r"\d(?:百|千|万|亿)*余?元", r"yuan|RMB|CNY", "yuan"),
    (r"\d(?:万)?余?平方公里", r"square kilomet|km2|km²|km\^2|sq\.? km", "square kilometres"),
    (r"\d(?:百|千|万|亿)*余?平方米", r"square met|m2|m²|sq\.? m", "square metres"),
    (r"\d(?:百|千|万|亿)*余?亩", r"\bmu\b|hectare", "mu"),
    (r"\d(?:百|千|万|亿)*余?公顷", r"hectare|\bha\b", "hectares"),
    (r"\d(?:百|千|万|亿)*余?吨", r"\btons?\b|tonnes?", "tonnes"),
)
"""Chinese → what of the English says it, and its name."""


def wrong_amounts(chinese: str, english: str) -> Iterator[str]:
    """What is wrong with the figures of a translation; nothing when all are right."""
    zh, en = MARKS.sub(" ", chinese), MARKS.sub(" ", english)
    wanted, held = dict(_chinese(zh)), dict(_figures(en))
    spelt, words = set(_spelt(zh)), _in_words(en) | _ranges(en)
    for value, figure in wanted.items():
        if value not in held and value not in words and not _otherwise(value, zh, figure, en, held):
            yield f"{figure} is missing"
    for value, figure in held.items():
        if value not in wanted and value not in spelt and not _explained(value, chinese, wanted):
            yield f"{figure} is not in the Chinese"
    for pattern, said, name in UNITS:
        if re.search(pattern, zh) and not re.search(said, english, re.I):
            yield f"{name} are not said"


def _chinese(text: str) -> Iterator[tuple[Decimal, str]]:
    for found in ZH_FIGURE.finditer(text):
        yield Decimal(found[1].replace(",", "") + (found[2] or "")) * POWERS[found[3] or ""], found[0]


def _figures(text: str) -> Iterator[tuple[Decimal, str]]:
    for found in EN_FIGURE.finditer(text):
        yield Decimal(found[1].replace(",", "") + (found[2] or "")) * SCALES[(found[3] or "").lower()], found[0]


def _ranges(text: str) -> set[Decimal]:
    """Values of first figures whose scale stands after the second (2 to 3 million)."""
    found = re.finditer(r"(\d[\d,.]*)\s*(?:to|and|or|–|-)\s*(?:US\$)?\d[\d,.]*[\s-]*(thousand|million|billion|trillion)", text, re.I)
    return {Decimal(one[1].replace(",", "").rstrip(".")) * SCALES[one[2].lower()] for one in found}


def _in_words(text: str) -> set[Decimal]:
    """Values of the numbers that English spells out."""
    lowered = re.findall(r"[a-z]+", text.lower())
    found = {Decimal(WORDS[word]) for word in lowered if word in WORDS}
    scaled = {one * SCALES[word] for word in lowered if word in SCALES and word for one in found}
    return found | scaled


def _otherwise(value: Decimal, chinese: str, figure: str, english: str, held: dict[Decimal, str]) -> bool:
    """True when English says a figure in another way: a month by its name, a grade in Roman figures, a part, a decade, megawatts, or the
    first figure of a range, whose myriads stand after the second."""
    own = rf"(?<!\d){re.escape(figure)}"
    if re.search(rf"{own}月", chinese) and 1 <= value <= 12:
        return re.search(rf"\b{MONTHS[int(value) - 1][:3]}", english) is not None
    if re.search(rf"\d/{figure}(?!\d)|{own}/\d", chinese):
        return re.search(r"\b(hal(f|ves)|thirds?|quarters?|fifths?|sixths?|tenths?)\b", english) is not None
    if re.search(rf"{own}(年代|[-—–~至、]\d0年代)", chinese):
        return any(one % 100 == value for one in held)
    if value in ROMAN and re.search(rf"\b{ROMAN[value]}\b", english):
        return True
    if "千瓦" in chinese and any(value / 10**power in held for power in (3, 6)):
        return True
    ranged = re.search(rf"{own}(?:%|个百分点)?[-—–~至到、](?:\d+(?:\.\d+)?(万亿|千亿|亿|万|千)?)", chinese)
    return bool(ranged) and (value * POWERS[ranged[1] or ""] in held if ranged else False)


def _explained(value: Decimal, chinese: str, wanted: dict[Decimal, str]) -> bool:
    """True when the Chinese has a figure in another way: before the myriads of its range, in kilowatts, as a decade, in a name."""
    if re.search(r"\d[-—–~至到、]\d", chinese) and any(value == one * power for one in wanted for power in (10**3, 10**4, 10**8, 10**12)):
        return True
    if "千瓦" in chinese and any(value * 10**power in wanted for power in (3, 6)):
        return True
    if "年代" in chinese and value % 100 in {*wanted, *_spelt(chinese)}:
        return True
    return re.search(rf"[A-Za-z]-?{value}(?!\d)", chinese) is not None


def _spelt(text: str) -> Iterator[Decimal]:
    """Values that the Chinese spells out: of a run each reading that people give it (十四五: 14, 5)."""
    for found in HAN_NUMBER.finditer(text):
        run = found[0].replace("两", "二").replace("〇", "零")
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                yield _value(run[start:end])


def _value(run: str) -> Decimal:
    if all(char in DIGITS for char in run):
        return Decimal(int("".join(str(DIGITS.index(char)) for char in run)))
    total = part = digit = 0
    for char in run:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in "万亿":
            total = (total + part + digit or 1) * POWERS[char]
            part = digit = 0
        else:
            part += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return Decimal(total + part + digit)
