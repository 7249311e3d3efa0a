"""Figures in English: numbers in thousands, millions, billions and trillions, and units by their English names."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.indicators.amounts import MULTIPLES, parted
from generator.indicators.figures import COUNTED

UNITS = {
    "元": "yuan", "美元": "US dollars", "欧元": "euros", "港元": "Hong Kong dollars", "日元": "yen", "新台币": "New Taiwan dollars",
    "人": "people", "名": "people", "位": "people", "人次": "person-times", "户": "households", "家": "", "年": "years", "岁": "years",
    "个月": "months", "月": "months", "天": "days", "日": "days", "小时": "hours", "分钟": "minutes", "秒": "seconds", "倍": "times",
    "平方米": "m²", "立方米": "m³", "公里": "km", "平方公里": "km²", "米": "m", "厘米": "cm", "毫米": "mm",
    "海里": "nautical miles", "MW": "MW", "吉瓦": "GW", "兆瓦时": "MWh", "吉瓦时": "GWh",
    "公顷": "ha", "亩": "mu", "吨": "tonnes", "公斤": "kg", "斤": "jin", "克": "g", "升": "litres",
    "吨标准煤": "tonnes of coal equivalent",
    "千瓦": "kW", "千瓦时": "kWh", "兆瓦": "MW", "标准箱": "TEU", "架次": "flights", "车次": "trains", "班次": "services",
    "个百分点": "percentage points", "个千分点": "points per thousand", "摄氏度": "°C", "分贝": "dB", "微克": "µg",  "毫克": "mg",
    "吨公里": "tonne-km", "人公里": "passenger-km",
    "成": "tenths", "分": "points", "头": "head", "伏安": "VA", "件次": "cases", "户次": "household-times", "辆次": "vehicle-times",
}  # fmt: skip
"""Unit without 万 and 亿 → English; a measure word says nothing in English."""
LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def english_unit(unit: str) -> str:
    """A unit in English: 万元/人 → yuan per person, without what it multiplies by; as printed where no English is known."""
    whole, slash, each = unit.partition("/")
    name = _name(whole if whole in MULTIPLES else parted(whole)[1])
    if not slash:
        return name
    factor, own = parted(each)
    by = ({} if factor != 1 else {"人": "person", "户": "household", "年": "year"}).get(own) or _name(own) or own
    many = f"{in_words(Decimal(factor))} " if factor != 1 else ""
    return f"{name}/{by}" if not many and re.fullmatch(r"[A-Za-zµ²³]{1,3}", by) else f"{name} per {many}{by}".strip()


def _name(unit: str) -> str:
    plain = re.sub("（.*）", "", unit)
    return UNITS.get(plain, "" if re.fullmatch(COUNTED, plain) else plain)


def english_figure(low: str, high: str, unit: str) -> str:
    """A figure with its unit: 3.87万亿元 → 3.87 trillion yuan, 16.8万个 → 168,000."""
    whole = unit.partition("/")[0]
    factor = parted(whole)[0] if whole not in ("", "%", "‰", *MULTIPLES) else 1
    numbers = [Decimal(text) * factor for text in (low, high) if text]
    text = in_words(*numbers) if factor > 1 else "–".join(part for part in (_grouped(low), _grouped(high)) if part)
    name = english_unit(unit)
    return f"{text}{'' if name in ('%', '‰', '') else ' '}{name}"


def in_words(*numbers: Decimal) -> str:
    """Numbers in the largest word that fits: 1500000000 → 1.5 billion."""
    size, word = next(((size, word) for size, word in LARGE if max(map(abs, numbers)) >= size), (1, ""))
    return "–".join(_short(number / size) for number in numbers) + (f" {word}" if word else "")


def _short(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(text: str) -> str:
    """A number as printed with its thousands apart; a year-like number of four digits too."""
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}" if re.fullmatch(r"\d{4,}", whole) else text
