"""Scopes: where a value holds, by the words of its name or its clause; else the area that the plan is for, by its title."""

from __future__ import annotations

import re

from generator.model import Plan

WIDE = "全市|本市|全省|我省|全区|我区|全县|我县|全州|我市"
PLACE = re.compile(
    rf"(?:{WIDE})|(?<![一-鿿])[一-鿿]{{0,8}}?(?:自贸试验区[一-鿿]{{2}}新片区|新片区|综合保税区|保税区|示范区|核心区|自贸试验区|"
    rf"开发区|高新区|[^城]新区)"
    r"|中心城区|中心城|主城区|城镇化地区|建成区|[一-鿿]{2}港(?=集装箱|货物|港)"
)
AREA = re.compile(
    r"(?:关于)?(?P<area>[一-鿿（）]{0,16}?(?:新片区|新区|示范区|开发区|高新区|自治区|自治州|省|市|县|区|州(?!市)|镇(?!江|市)))(?!域|场|政(?!府)|"
    r"情|委|级|区级)"
)
COUNTRY = re.compile(r"国务院|中共中央|中华人民共和国|全国|我国")


def place_of(name: str, clause: str) -> str:
    """The place that a name begins with or its clause names before it; empty when there is none."""
    found = PLACE.match(name) or PLACE.match(clause.lstrip("，、；"))
    return found[0] if found and not (found.string == name and len(name) < len(found[0]) + 2) else ""


def area_of(plan: Plan) -> str:
    """The area that a plan is for: 上海市, 临港新片区; empty when its title does not say."""
    title = re.sub(r"中国（[^）]*）", "", str(plan.meta.get("title") or ""))
    for text in (title, str(plan.meta.get("issuer") or "")):
        found = AREA.match(re.sub(r"^自由贸易试验区", "", text))
        if found:
            return found["area"]
    front = " ".join(part.text for section in plan.sections if section.id in ("front", "notice", "") for part in section.parts())
    if found := re.search(r"在(?P<area>[一-鿿]{2,9}?(?:自治区|省|市|区|县))第?[^，。]{1,4}届", re.sub(r"\s", "", front)):
        return found["area"]
    said = title + str(plan.meta.get("issuer") or "")
    return "全国" if COUNTRY.search(said) or "全国人民代表大会" in re.sub(r"\s", "", front) else ""


def usual(area: str) -> str:
    """The word by which a plan means all of its area: 上海市 → 全市; of a district, its name."""
    return {"省": "全省", "市": "全市", "县": "全县"}.get(area[-1:], area)
