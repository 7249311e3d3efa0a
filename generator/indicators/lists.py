"""Names that share a part: a list of them has the end that its last one has, or the beginning of its first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.indicators.wording import HEADS

SHARED = re.compile(
    r"(?:(?:产业|行业)(?:总产值|产值|增加值|(?:主营业务|营业|销售)?收入|营收|投资)|[存贷]款余额|品牌价值|排放总量|总排放量|增加值占.*|占.*|总施用量|施用量|总产量|产量|销量|总量|出栏量|存栏量|吞吐量|发送量|客运量|货运量|总产值|(?:全产业链)?产值|增加值|"
    r"零售额|销售额|成交额|交易额|(?:主营业务|营业|销售|经营|总)收入|收入|总额|余额"
    r"|面积|规模|人数|数量|投资|支出|能力|里程|长度|排放量|排放|(?:年?平均|年均|日均)?浓度|(?:播种|种植|养殖)面积|[毛净]入[学园]率|通[一-鿿]{2,4}率|[一-鿿]{2}率|比例|比重|占比|总数)$"
)
"""What the last name of a list shares with those before it."""
OF_SO_MANY = re.compile(r"[^、]+?[两二三四五六七八九十\d](?:大|类|个|种|项|家|省|市|区|县|镇|地)")
"""A number that the whole of a list has: 甲、乙两区人口."""
OF_KINDS = re.compile("(?P<names>[^、]+、.*?)[两二三四五2-5](?P<kind>大|级)(?P<what>[^、和与及]{2,})")
"""The names of a list with how many they are: 市、县两级医院."""
TOWN_AND_COUNTRY = re.compile("(?P<where>全[省市县区州])?城乡(?P<what>(?:(?:常住)?居民|低保|特困)[^、和与及]{2,})")
"""What two figures are of in towns and in the country: 城乡居民收入分别增长5%和7%."""
TWO_IN_ONE = re.compile("(?P<before>[^、]*?)(?P<one>[存客进牛产])(?P<other>[贷货出羊销])(?P<after>(?:款|运|口|出栏|存栏|肉|[量值]).*)")
"""Two that share all but a letter: 存贷款余额, 客货运量, 进出口总额."""
BARE_SIZE = re.compile("合同额|金额|总额|数量|面积|规模|产值|投资额|成交额|人数|户数|件数|价值|价格")
"""Sizes that are none without the thing."""
SUCH_AS = re.compile("(?P<names>[^、]+、.+?)等(?P<what>[^、等]{2,})")
"""Names of a list, and what all of them have."""
GRADES = re.compile("(?:国家|省部|部|省|市|县|区|州|乡镇|村)级")
"""Grades of which a list has one each: 国家级、省级平台."""
RATES = re.compile(
    "(?:覆盖|普及|处理|利用|参保|合格|达标|入学|入园|巩固|升学|就业|接种|建档|管理|控制|机械化|自给|满意|完好|供水|回收|处置|收集|优良|优质|检测|治愈|成活|保存|知晓|"
    "使用|签约|转化|投产|开通|通达|通车|拥有|周转|失业|死亡|发病|患病|筛查|早诊|早治|生存|贡献|配套|供给|化|结案|化解|办结|落实|破案|到位|完成|上线|接入|占有|中标|"
    "入户|登记|公开|保障|可靠|损失|增长|下降|入库|出生|贫困|发生|抢救|报告|规范|服务|命中|准确|及格|通[一-鿿]{2,4})率$"
)
"""Rates whose word ends a name: what precedes it is of what they are."""
GOES_WITH = "镇县村区市乡路省院校园街线"
"""Letters that end a place or a thing more often than they begin what is told of it: 建制镇, 农村公路."""
WHOLE = 4
"""Characters of a name that lacks nothing."""
PAIRED = frozenset(["存贷", "城乡", "进出", "收支", "供需"])
"""Two words of one letter that stand for two of more: 存、贷款余额."""
BEGINNING = re.compile(
    r"(?:单位|万元|亿元|每万元)(?:地区|国内|工业|规模以上工业)?(?:生产总值|增加值|GDP|产值)|人均|户均|亩均|(?:经济)?开发区|园区|县域|[一-鿿]{2,8}(?:事故|火灾|案件)(?=起数|发生数|宗数)|每(?:[百千万亿]|十万|百万)+(?:常住|户籍)?(?:人口|人|户)(?:拥有)?"
)
"""By what the first name of a list, and so those after it, are counted: 单位地区生产总值能耗、水耗."""


def listed(stem: str, count: int, alike: bool = True) -> list[str]:
    """The names of a list that shares its end: 农田化肥、农药总施用量 → two names; empty when it cannot be divided so. Without `alike`,
    as their units differ, they share none that is no word of size."""
    if count == 2 and (both := TOWN_AND_COUNTRY.fullmatch(stem)):
        return [f"{both['where'] or ''}{one}{both['what']}" for one in ("城镇", "农村")]
    if count == 2 and (two := TWO_IN_ONE.fullmatch(stem)):
        return [two["before"] + two[letter] + two["after"] for letter in ("one", "other")]
    if (said := OF_KINDS.fullmatch(stem)) and len(names := re.split("[、和与及]", said["names"])) == count and all(names):
        kind = said["kind"] if said["kind"] == "级" else ""
        return [name + kind + said["what"] for name in names]  # 生物医药、电子信息两大产业产值
    if (such := SUCH_AS.fullmatch(stem)) and len(names := such["names"].split("、")) == count and all(names):
        return [name + such["what"] for name in names]  # 食品、医药等产业增加值
    parts = stem.split("、")
    if len(parts) < count:
        parts = [*parts[:-1], *re.split(r"和|与|以及|及(?!率|格|时|其|以)", parts[-1])]
    if len(parts) != count or not all(parts) or OF_SO_MANY.match(parts[-1]):
        return []
    if parts[0][-1] + parts[-1][0] in PAIRED and count == 2:
        return [parts[0] + parts[1][1:], parts[0][:-1] + parts[1]]  # 金融机构存、贷款余额
    if any(BARE_SIZE.fullmatch(part) and len(parts[0]) > 2 * len(part) + 2 for part in parts[1:]):
        return []  # 招商引资签约项目数与合同额: of what?
    if any(re.fullmatch("(?!失业|近视|吸烟|城镇)[一-鿿]{2,3}率", part) and len(parts[0]) > len(part) for part in parts[1:-1] + parts[-1:]):
        return []  # 车辆入网率、上线率: the second lacks its thing
    parts = with_beginning(parts)
    tail = _shared_end(parts, alike)
    whole = all(WHOLE <= len(parts[-1]) <= len(part) for part in parts)  # 科技企业、创新平台: nothing of the last is for the others
    if not tail and not whole and alike and len({part[-2:] for part in parts}) > 1 and any(not HEADS.fullmatch(part) for part in parts):
        return []
    return [*(part if _stands(part, tail) else _with_end(part, tail) for part in parts[:-1]), parts[-1]]


def _with_end(part: str, tail: str) -> str:
    """A name with the end of the last one of its list: 风电 of 风电、光伏发电装机 needs no second 电."""
    tail = tail.removeprefix("产业") if part.endswith("业") else tail
    return part + (tail.removeprefix("发电") if part.endswith("电") else tail)


def _stands(part: str, tail: str) -> bool:
    """True where a name of a list names a size itself. 化学需氧量 is what is let out, for all that it ends in 量."""
    return HEADS.fullmatch(part) is not None and not (tail.startswith(("排放", "总排放")) and part.endswith("需氧量"))


def with_beginning(parts: Sequence[str]) -> list[str]:
    """The names of a list with what the first is counted by before each, unless they have one of their own."""
    found = BEGINNING.match(parts[0])
    if not found or any(BEGINNING.match(part) for part in parts[1:]):
        return list(parts)
    return [parts[0], *(found[0] + part for part in parts[1:])]


def _shared_end(parts: Sequence[str], alike: bool) -> str:
    """What the last name of a list gives to the others. A word of size does, unless what is left of the last name is longer than theirs by
    so much that more of it must be shared: 广州、深圳地铁客运量. Else what follows a beginning as long as theirs: 涉诈、涉毒警情."""
    last, before = parts[-1], parts[-2]
    if re.fullmatch("(?:全[省市县区州])?(?:城镇|城市)", before) and re.match("农村|乡村", last):
        return last[2:]
    found = SHARED.search(last)
    grade = GRADES.match(last)
    if grade and all(GRADES.fullmatch(part) for part in parts[:-1]):
        return last[grade.end() :]
    lengths = {len(part) for part in parts[:-1]}
    if found and found[0].endswith("率") and not RATES.search(last):
        found = None  # nothing tells where such a rate begins
        if lengths != {len(before)} or len(before) < 3:
            return ""
    own = len(last) - len(found[0]) if found else 0
    if found and own and (own <= len(before) + 2 or (len(before) > 2 and before.endswith("业"))):
        return found[0]
    like = (len(before) == 2 and (lengths == {2} or before[0] == last[0])) or (
        len(before) in (3, 4) and before[-1] == last[len(before) - 1]
    )
    shares = alike and like and len(before) + 2 <= len(last) and (not found or own)
    tail = last[len(before) :] if shares else ""
    return tail[1:] if tail[:1] and tail[0] in GOES_WITH else tail
