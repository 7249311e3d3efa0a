"""Scopes: where a value holds, by the words of its name or its clause; else the area that the plan is for, by its title."""

from __future__ import annotations

import re
from collections import Counter

from generator.model import Plan

WIDE = "全市|本市|全省|我省|全区|我区|全县|我县|全州|我市"
PLACE = re.compile(
    rf"(?:{WIDE})|(?<![一-鿿])[一-鿿]{{0,12}}?(?:自贸试验区[一-鿿]{{2}}新片区|新片区|综合保税区|保税区|示范区|核心区|自贸试验区|"
    rf"开发区|高新区|[^城]新区)"
    r"|[一-鿿]{2,4}(?:(?<![城超股夜门菜各全本我外该县跨])市|(?<![各全本我外该百强困点范市跨郡])县|(?<![民各])(?:自治[州县]|盟|旗)|"
    r"(?<![小社园灌城景街库矿山片校院辖地郊牧林老厂保能护农各全本我县市湾])区)(?=地区|经济|生产|规模|一般|财政|固定|社会|城镇|农村|居民|人均|常住|工业|"
    r"进出|森林|完成|实现|建成|新增|新建|突破|达到|力争|确保|获得|全年|引进)"
    r"|[一-鿿]{2,12}?(?:都市圈|城市群|经济带|大湾区|经开区|实验区|试验区|(?<![小各支])流域)"
    r"|(?:[东西南北中]{1,2}部|[一-鿿][东西南北中])地区|京津冀|长三角|珠三角|粤港澳|长株潭|大湾区"
    r"|中心城区|中心城|主城区|城镇化地区|建成区(?!域|面积|规模)|[一-鿿]{2}港(?=集装箱|货物|港)"
)
AREA = re.compile(
    r"(?:关于)?(?P<area>[一-鿿（）]{0,16}?(?:新片区|新区|示范区|开发区|高新区|自治区|自治州|省|(?<=[一-鿿])市|县|区|州(?![省市县区])|(?<=[一-鿿])镇(?!江|[市县])))(?!域|场|政(?!府)|"
    r"情|委|级|区级)"
)
KINDS = re.compile("新增|新建|新设|新获|创建|建设|建成(?!区)|打造|认定|获批|入选|申报|培育|(?:国家|省|市)级|各类|等")
"""What makes of the name of a place one of many of its kind, which are counted: 新增国家级示范区6个."""
OWN_NAME = re.compile("(?:片|新|园|示范|开发|高新|试验|保税|核心|合作|功能|管理|度假|景|库|湾|城|[港山]|贸|都会)区$")
COUNTRY = re.compile(r"^国家(?!级)|国务院|中共中央|中华人民共和国|全国|我国")


ALL_COUNTRY = re.compile("(?:我国|全国)(?!性|人大|两会|文明|统一)")
SOME = re.compile(
    r"[，、；]?(?:全[省市县区州])?(?:各(?:设区市|地市|县市区|市州|市|县|区)|[东西南北中]{1,2}部[一二两三四五六七八九十]+个?(?:县|市|区|乡镇)"
    r"|(?:[两三四五六七八九十]+个?|部分|其余|其他|多数)(?:县|市|区|设区市|县市区|市州)(?!级|域|场))(?=[一-鿿])"
)
"""Several areas without a name of their own: 东部三县, 全省各市."""


def place_of(name: str, clause: str) -> str:
    """The place that a name begins with or its clause names before it; empty when there is none."""
    if ALL_COUNTRY.match(name) or ALL_COUNTRY.match(clause.lstrip("，、；")):
        return "全国"
    found = PLACE.match(name) or PLACE.match(re.sub("^(?:预计|力争|确保|推动|支持)+", "", clause.lstrip("，、；")))
    if not found or KINDS.search(found[0]) or (found.string == name and len(name) < len(found[0]) + 2):
        return ""
    return re.sub("^.+[在于]", "", found[0])


def area_of(plan: Plan) -> str:
    """The area that a plan is for: 某市, 某新片区; empty when its title does not say."""
    title = re.sub(r"^(?:19|20)\d\d年度?|中国（[^）]*）", "", str(plan.meta.get("title") or ""))
    for text in (title, str(plan.meta.get("issuer") or "")):
        found = AREA.match(re.sub(r"^自由贸易试验区", "", text))
        if found:
            return _lowest(found["area"], found.string[found.end("area") :])
    front = " ".join(part.text for section in plan.sections if section.id in ("front", "notice", "") for part in section.parts())
    if found := re.search(r"在(?P<area>[一-鿿]{2,9}?(?:自治区|省|市|区|县))第?[^，。]{1,4}届", re.sub(r"\s", "", front)):
        return found["area"]
    issuer = str(plan.meta.get("issuer") or "")
    return "全国" if COUNTRY.search(title + issuer) or COUNTRY.match(issuer) or "全国人民代表大会" in re.sub(r"\s", "", front) else ""


BELOW = re.compile(
    r"(?P<area>[一-鿿]{1,9}?(?:自治[州县]|新片区|新区|示范区|开发区|高新区|(?<![小社园灌城景街库矿山片校院辖地郊牧林老厂貌护能])区|(?<![城超股夜])市|县|旗))"
    r"(?!域|场|政(?!府)|情|委|级|区|民|镇|乡|化)"
)
"""An area within the one that a title begins with: 株洲市渌口区."""


def _lowest(area: str, rest: str) -> str:
    """The lowest of the areas that a title begins with, one within the other."""
    while len(area) > 1 and area[-1] in "省市州区" and (found := BELOW.match(rest[:12])) and not OTHER_WORDS.search(found["area"][:-1]):
        area, rest = found["area"], rest[found.end() :]
    return area


OTHER_WORDS = re.compile(
    "[和与及的、“”]|经济|社会|发展|规划|建设|国土|城市|农|工业|产业|生态|环境|“?十[一二三四五]|人民|政府|关于|年|推进|加快|促进"
)
"""What a title goes on with, and no place."""


def usual(area: str) -> str:
    """The word by which a plan means all of its area: 某市 → 全市; of what is no unit of the state, 新区, 示范区, its name."""
    if area.endswith(("自治区", "自治州")):
        return "全" + area[-1]
    if area.endswith("区") and not OWN_NAME.search(area):
        return "全区"
    if area.endswith("州") and len(area) > 2:
        return "全州"
    return {"省": "全省", "市": "全市", "县": "全县"}.get(area[-1:], area)


def said_scope(plan: Plan) -> str:
    """The word by which a plan whose title names no area means all of it: of 全省, 全市 … the one that it says most, and 全国 when it
    says none of them but that. Empty when it says none at all: who names the state's council is not yet the state."""
    text = " ".join(part.text for section in plan.sections for part in section.parts())
    said = Counter(word.replace("本", "全").replace("我", "全") for word in re.findall(WIDE, text)).most_common(1)
    return said[0][0] if said else "全国" if re.search("全国|我国", text) else ""
