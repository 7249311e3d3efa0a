"""Amounts: figures of one unit whatever 万 or 亿 they are printed with, and figures as a reader sees them."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.indicators.figures import FACTORS, MANY
from generator.model import Value

SAME = {
    **dict.fromkeys(("标箱", "标准箱", "TEU"), "标准箱"),
    **dict.fromkeys(("元人民币", "人民币元"), "元"),
    **dict.fromkeys(("千米", "公里", "km"), "公里"),
    **dict.fromkeys(("平方千米", "平方公里", "km²"), "平方公里"),
    **dict.fromkeys(("平米", "平方米", "m²"), "平方米"),
    **dict.fromkeys(("方", "立方", "标准立方米", "标立方米", "标方", "立方米", "m³"), "立方米"),
    **dict.fromkeys(("个百分点", "百分点"), "个百分点"),
    **dict.fromkeys(("个千分点", "千分点"), "个千分点"),
    **dict.fromkeys(("平方公尺",), "平方米"),
    **dict.fromkeys(("立方公尺",), "立方米"),
    **dict.fromkeys(("公尺",), "米"),
    **dict.fromkeys(("瓩",), "千瓦"),
    **dict.fromkeys(("公吨",), "吨"),
    **dict.fromkeys(("公斤", "千克", "kg"), "公斤"),
    **dict.fromkeys(("吨标煤", "吨标准煤", "tce"), "吨标准煤"),
    **dict.fromkeys(("千瓦", "kW"), "千瓦"),
    **dict.fromkeys(("千瓦时", "度", "kWh"), "千瓦时"),
    **dict.fromkeys(("摄氏度", "℃"), "摄氏度"),
    **dict.fromkeys(("微克/立方米", "μg/m³"), "微克/立方米"),
    **dict.fromkeys(("毫克/升", "mg/L"), "毫克/升"),
}
"""Units that mean the same."""
MULTIPLES = {
    **dict.fromkeys(("兆瓦", "MW"), (10**3, "千瓦")),
    **dict.fromkeys(("吉瓦", "GW"), (10**6, "千瓦")),
    **dict.fromkeys(("兆瓦时", "MWh"), (10**3, "千瓦时")),
    **dict.fromkeys(("吉瓦时", "GWh"), (10**6, "千瓦时")),
}
"""Units that are so many of another."""
COUNTERS = frozenset("个家所座条项件名处套户人位幢栋间次架辆艘列台部种类款场支只")
"""Measure words: which of them a thing takes is a matter of style, 公园 600 座 and 公园 600 个."""


IN_SIMPLIFIED = str.maketrans("萬億畝戶個條張輛頃噸處項間標臺幣歐時車場門組雙歲貝", "万亿亩户个条张辆顷吨处项间标台币欧时车场门组双岁贝")
"""Letters of units in Traditional print → in Simplified."""


def parted(unit: str) -> tuple[int, str]:
    """A unit as factor and unit without it: 万亿元 → 10^12, 元; 千米 → 1, 公里; 万千瓦 → 10^4, 千瓦, for 千瓦 is a unit of its own."""
    unit = unit.translate(IN_SIMPLIFIED)
    if unit in SAME:
        return 1, SAME[unit]
    if unit in MULTIPLES:
        return MULTIPLES[unit]
    found = re.match(rf"(?:{MANY})(?=.)(?!(?<=千)[瓦克帕伏])", unit)
    if not found:
        return 1, unit
    own, rest = parted(unit[found.end() :])
    return FACTORS[found[0]] * own, rest


def family(unit: str) -> str:
    """What units must share to be compared: the unit without 万 and 亿; one for all measure words."""
    plain_unit = re.sub("（.*）", "", parted(unit)[1])
    return "个" if plain_unit in COUNTERS else plain_unit


def amount(value: Value, end: str = "low") -> Decimal | None:
    """A value's figure in the unit without 万 and 亿; None for words."""
    text = value.high if end == "high" else value.low
    return Decimal(text) * parted(value.unit)[0] if text else None
