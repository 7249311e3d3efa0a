"""Figures: a number with what belongs to it, its bound and its unit, as `不少于1万个` or `3-5%左右`; and which numbers are none.

No figure is what names something: an ordinal (第3位), a route (17号线), a class (3A级), a standard (5G),
a year, a date, a document's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model import Span

COUNTED = (
    "个百分点|百分点|个千分点|千分点|亩次|人次|架次|车次|班次|件次|家次|批次|场次|户次|例次|辆次|标准箱|标箱|标台|个(?!月)|家(?!庭|政)|所|座|条|张|项(?!目)|件|"
    "名(?!录|单|城)|处|套|户(?!籍|外)|人(?![口才均工造类]|年(?!均))|位|幢|栋|间|次|架|辆|艘|列|台（套）|台套|台(?!风|账|阶)|部(?!门|委|分)"
    "|种(?!植|业|子|苗)|类|款|场(?!景|馆|所|地)|支(?!出|撑|持|付)|只|头|羽|株|棵|对(?!接|口|外)|宗|笔|单|份|篇|例|口|颗|块|片|根|孔|本(?!科)|册|"
    "门(?!店|诊)|眼|村(?!民)|镇|床|组|道|盏|把|枚|票|班|队|股|尾|箱|团|双|桶|瓶|幅|堂|起(?![来点步草重飞降诉到用源居])|期(?![间末货限])|发(?![展电生布放行达现改射票明包动病热]|[^，。；]{0,2}[型育])"
)
"""Measure words of things that are counted; none where it begins another word: 5项目, 14亿人口."""
MEASURED = (
    "[/／](?:10+|十|百)万|%|％|‰|‱|成|倍|人年|人·年|吨公里|人公里|担(?![保任当负心])|吨标准煤|吨标煤|吨|公斤|千克|斤|微克|毫克|克标准煤|克|立方米|立方|平方公里|平方千米|平方米|平米|公里|千米|海里|厘米|"
    "毫米|米|公顷|亩|公升|公吨|公尺|平方公尺|立方公尺|坪|英亩|平方英尺|瓩|新台币|千瓦时|兆瓦时|吉瓦时|度|千瓦|兆瓦|吉瓦|千伏安|兆伏安|伏安|升|标方|方(?![面式向案法位])"
    "|元人民币|元|美元|欧元|港元|日元|岁|年|个月|月|天|日|小时|分钟|秒|Mbps|Gbps|Tbps|EFLOPS|EFlops|Eflops|PFLOPS|PFlops|Pflops|EF|PF|Tops|P|TB|PB|EB|"
    "GWh|MWh|kWh|GW|MW|kW|tce|标准立方米|标立方米|摄氏度|℃|分贝|分|μg/m³|mg/L|km²|km|m²|m³"
)
"""Other units."""
UNIT = rf"(?:{COUNTED}|{MEASURED})"
MANY = "(?:万亿|千亿|百亿|亿|千万|百万|十万|万|千|百)"
FACTORS = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
"""What stands before a unit → how many."""
PER_UNIT = frozenset(["%", "成", "个百分点", "百分点", "个千分点", "千分点", "倍", "‰"])
"""Units of growth and of shares."""
NUMERAL = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
SPOKEN = r"(?:[一二两三四五六七八九][一二两三四五六七八九十百千万零]*[百千万亿]+|[百千][万亿]|[千百])"
"""A number in words that is large enough to be meant: 一千二百万, 千座以上."""
LEAST = "不得少于|不得低于|不少于|不低于|不小于|不亚于|至少|≥|≧|>=|＞=|\\\\>="
MORE = "超过|超出|突破|高于|多于|大于|逾|超|>|＞|\\\\>"
MOST = "不得超过|不得高于|不超过|不高于|不多于|不大于|至多|最多|≤|≦|<=|＜=|\\\\<="
LESS = "低于|小于|少于|不足|不到|<|＜|\\\\<"
ABOUT = "大约|约为|约|接近|将近|逼近|近|大致"
BEFORE = rf"(?P<least>{LEAST})|(?P<most>{MOST})|(?P<more>{MORE})|(?P<less>{LESS})|(?P<about>{ABOUT})"
BOUNDS = {"least": ">=", "most": "<=", "more": ">", "less": "<", "about": "~"}
AFTER = "左右|上下|以上|及以上|以内|之内|以下|及以下"
TO = "(?:-|—|－|–|~|～|至|到)"
MINUS = r"(?:(?<=[长降为达在到至速幅率是升涨：:，、（(\s\\\[|])|^)[-－−](?=\d)|(?<=[长为达在速幅率是])负(?=\d)"
"""A sign, and neither a range nor a dash between words."""
FIGURE = re.compile(
    rf"(?:(?:{BEFORE})(?:为|到|了|在)?)?"
    rf"(?:(?P<percent>百分之)(?P<of>[一二两三四五六七八九十百零点]+)"
    rf"|(?<=[超过达到占近约足])(?P<tenths>[一二三四五六七八九])(?=成(?:(?:以上|左右|多)?(?:$|[，。；、）])))"
    rf"|(?:(?<=[，；。、])|^)(?P<tenth>[一二三四五六七八九])(?=成(?:以上|左右|的))"
    rf"|(?<=[长加升大高了约近超过到达])(?P<fold>[一两二三四五六七八九十])(?=倍(?:以上|左右|多)?(?:$|[，。；、）]))"
    rf"|"
    rf"(?:(?P<minus>{MINUS})|(?<!\d[:：∶])(?<![\dA-Za-z_.\-—－−+×/#“第]))(?P<low>{NUMERAL})(?:(?P<lowunit>(?:{MANY})?(?:{UNIT})?)\s?{TO}\s?(?P<high>{NUMERAL})(?![\d年])|(?P<ratio>\s?[:：∶]\s?1(?![\d.:：∶])))?"
    rf"|(?<![\dA-Za-z第几数十百千万亿成上多])(?P<spoken>{SPOKEN})(?={UNIT}(?!级)))"
    rf"(?P<odd>多|余|\+)?(?P<many>(?!千[瓦克米帕伏卡]){MANY})?(?P<odd2>多|余)?(?P<unit>{UNIT}(?:(?:\s?/\s?|每)(?:{MANY})?{UNIT})?(?:（{UNIT}(?:、{UNIT})*）次?)?)?"
    rf"(?P<aside>（[^（）]{{1,16}}）)?(?:水平(?={AFTER}))?(?P<after>{AFTER})?"
)
DOUBLED = re.compile(r"(?P<about>接近|近|约)?翻(?:了)?(?P<times>[一两二三四])?番(?P<half>半)?(?P<after>以上|左右|多)?")
FRACTION = re.compile(
    rf"(?:(?:{BEFORE})(?:了)?)?(?P<parts>[二两三四五六七八九十])分之(?P<of>[一二两三四五六七八九])(?P<odd>多)?(?P<after>{AFTER})?"
)
"""A part of a whole in words: 三分之二以上."""
RATIO = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8, "四": 16}
GOES_TO = re.compile("[提增升上下降减扩缩压改优调回拓延变到至发跃翻]|进一步|逐步")
"""What follows a number without a unit from which something goes to another: 由0.82提高到."""
TITLES = re.compile(
    r"[A-Za-z]+~[^~]*~|《[^》]*》|〔[^〕]*〕|“[^”]{0,12}(?:\+|＋|×)[^”]{0,12}”|“(?![^”]*(?:[达增提不超降]|[%％]))[^”]{0,24}”|[A-Za-z]+[\d.]+[A-Za-z]*|"
    r"(?<![\d.])\d+(?!(?:[MGT]bps|[EP]F|[EP]FLOPS|[EP][Ff]lops|Tops|[TPE]B|[GM]W|kW|km|mg|tce|m[²³]|P\b))[A-Za-z]+"
)
"""What holds numbers and is a name."""
NAMES = re.compile(
    r"（\d{1,2}）(?=[型类级号])|\d+人制|\d+(?:\.\d+)?[万亿]?(?:千瓦|兆瓦|吨|头|张)级|\d个(?:新的?)?[十百千万]*[万亿]元?级?(?:新|大)?(?:台阶|大关|关口)|民国\d{2,3}年|\d{13,}|(?:^|(?<=[》；。])|(?<=（[一二三四五六七八九十]）))\d{1,2}[、.．](?!\d)|\d+个(?:工作日|自然日|学期|课时|工作小时)|后\d+[位名]|前\d+(?:\.\d+)?[%％‰名位强]?(?!\d*年)|(?:前进|上升|提升|前移|跃升|提高|下降|后退|[进升退])了?\d+(?:位|个?位次|名次)|[进升退]了?\d{1,2}名|\d+(?:\.\d+)?米(?=水深|深|高|宽|长)|\d类(?=[^，。]{0,3}药)|\d{4}年(?:度|代)?|\d+(?:公里|米)(?:（[^（）]{1,16}）)?(?:服务)?(?:范围|半径|生活圈|服务圈|(?=[^，、\d]{0,6}覆盖率))|\d+(?:\.\d+)?(?:小时|分钟)(?=[^，、。；\d]{0,6}(?:圈|上高速|上国道|通达比例|通达率))|连续\d+(?:年|次|届|个月|个季度)|(?:19|20)\d\d\s?[-—－–~～至]+\s?(?:19|20)\d\d(?!\d)|近\d+年|\d+年(?:来|前|后|间|内|"
    r"期)|\d+/\d+(?!0?万)|\d+年(?:左右|多)?的?时间|前\d年|\d+(?:\.\d+)?万?(?:人口|人)及?以[上下]的?(?=[大小]?城|县|市|镇)|\d+(?:\.\d+)?万?以上(?:常住)?人口(?=的|[大中小]?城)|\d{1,2}月(?:份|底|末)?|\d{1,2}[日号](?!线)|\d+号(?:线|楼|院|桥|码头|文件|令)?|\d+(?:周年|年代|年级|强|线|届)"
    r"|(?:\d+[-—－至])?\d+年一遇|\d+[-—]?\d*\s?(?:年期|寸|英寸|纳米|千伏(?!安)|瓦时)|\d+(?:\.\d+)?级|\d+×\d+|7×24|24小时|\d+:(?!1(?![\d:：∶]))\d+|"
    r"\d+[A-Z]级|\d+(?:\.\d+)?版|[“‘]\d[\d+＋-]*[”’]"
    r"|(?<![到至为在过约近于超少逾内\d.])\d+分钟(?!可达|到达|直达|通达|[^，。；]{0,2}(?:左右|以内)[，。；])|\d+[～~—-]?\d*(?:周岁|岁)(?:及?以[上下](?![，。；、]|$)|儿童|的|"
    r"老人|人口)|\d{5,}(?=热线|平台)|\d+(?=热线)"
)
"""Numbers that are part of a name, of a date, or of a standard."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound and unit."""

    span: Span
    low: str
    high: str
    bound: str
    unit: str
    counted: bool
    """True where the unit is a measure word, which its noun may follow: 10个枢纽."""


def figures(text: str) -> list[Quantity]:
    """The figures of a text in content Markdown, in order, without what is part of a name."""
    covered = bytearray(len(text))
    for pattern in (TITLES, NAMES):
        for found in pattern.finditer(text):
            covered[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return sorted(_figures(text, covered), key=lambda figure: figure.span)


def _figures(text: str, covered: bytearray) -> Iterator[Quantity]:
    for found in DOUBLED.finditer(text):
        after = found["after"] or ""
        bound = "~" if found["about"] else ">" if after == "多" else bound_of(after)
        yield Quantity(span=found.span(), low=str(RATIO[found["times"] or ""]), high="", bound=bound, unit="倍", counted=False)
    for found in FRACTION.finditer(text):
        if not covered[found.start()]:
            yield _fraction(found)
    for found in FIGURE.finditer(text):
        end = found.end()
        digits = (
            found.start("low")
            if found["low"]
            else found.start("spoken")
            if found["spoken"]
            else found.start(told)
            if (told := next((key for key in ("tenths", "tenth", "fold") if found[key]), ""))
            else found.start("of")
        )
        if covered[digits] or covered[end - 1] or _ordinal(text, digits):
            continue
        figure = _figure(found)
        if figure is not None:
            yield figure


def _fraction(found: re.Match[str]) -> Quantity:
    """A part of a whole in percent, about so much where it does not come out even: 三分之二 → 66.7."""
    share = Decimal(100) * _number(found["of"]) / _number(found["parts"])
    even = share == share.to_integral_value() or share * 10 == (share * 10).to_integral_value()
    low = f"{share.normalize() if even else share.quantize(Decimal('0.1')):f}"
    bound = _bound(found, "") or ("" if even else "~")
    return Quantity(span=found.span(), low=low, high="", bound=bound, unit="%", counted=False)


def _number(word: str) -> Decimal:
    return Decimal(10 if word == "十" else DIGITS[word])


def _ordinal(text: str, at: int) -> bool:
    """True where the number before which this offset is counts a place: 第3位, 首批后的次序, or goes on a decimal."""
    return text[at - 1 : at] in ("第", "附", "表", "图", "条")


def _figure(found: re.Match[str]) -> Quantity | None:
    unit = (found["many"] or "") + (found["unit"] or "")
    if found["spoken"] and (large := re.search("(?:万亿|万|亿)$", found["spoken"])) and large.start():
        unit = large[0] + unit
    low, high = ("-" if found["minus"] else "") + _low(found), _plain(found["high"] or "")
    if high and found["lowunit"]:
        low = _in_unit(low, _unit(found["lowunit"]), _unit(unit))
    aside = found["aside"] or ""
    end = found.end() if found["after"] or not aside else found.start("aside")
    if found["percent"]:
        unit = "%"
    if (
        not unit
        and not found["after"]
        and not found["ratio"]
        and not (
            found["low"]
            and re.search(r"[从由](?:上年|去年|(?:19|20)\d\d年)?的?$", found.string[max(0, found.start() - 8) : found.start()])
            and GOES_TO.match(found.string, found.end())
        )
        and re.match(r"(?![和与及]\d)[^\s，。；、！？）\]\\|”]", found.string[found.end() : found.end() + 2])
    ):
        return None  # a number before other words, without a unit, is part of a name
    if found["spoken"] and found["spoken"][0] in "百千万" and not found["after"]:
        return None  # 千亿级, 百万人口: a size that names something
    return Quantity(span=(found.start(), end), low=low, high=high, bound=_bound(found, high), unit=_unit(unit), counted=_is_counted(unit))


def _in_unit(low: str, own: str, unit: str) -> str:
    """The lower end of a range in the unit of the upper: 5000万元至1亿元 → 0.5."""
    mine, theirs = (found[0] if (found := re.match(MANY, one)) else "" for one in (own, unit))
    return low if mine == theirs else f"{(Decimal(low) * FACTORS.get(mine, 1) / FACTORS.get(theirs, 1)).normalize():f}"


def _unit(unit: str) -> str:
    """A unit in one spelling."""
    return unit.replace("％", "%").replace(" ", "").replace("每", "/").replace("／", "/")


def _is_counted(unit: str) -> bool:
    return re.fullmatch(MANY, unit) is not None or re.fullmatch(rf"(?:{MANY})?(?:{COUNTED})(?:（.*）次?)?", unit) is not None


def _low(found: re.Match[str]) -> str:
    if found["low"]:
        return _plain(found["low"])
    words = found["spoken"] or found["tenths"] or found["tenth"] or found["fold"] or found["of"]
    return spoken(re.sub("(?<=.)(?:万亿|万|亿)$", "", words) if found["spoken"] else words)


def _plain(number: str) -> str:
    return re.sub("[,，]", "", number)


def _bound(found: re.Match[str], high: str) -> str:
    after, before = found["after"] or "", next((k for k in ("least", "most", "more", "less", "about") if found[k]), "")
    if high:
        return "range"
    if before:
        return BOUNDS[before]
    return bound_of(after) or (">" if any(found.groupdict().get(key) for key in ("odd", "odd2")) else "")


def bound_of(after: str) -> str:
    """The bound that a word after a figure tells: 以上, 以内, 左右."""
    if "以上" in after:
        return ">="
    if after in ("以内", "之内", "以下", "及以下"):
        return "<="
    return "~" if after else ""


DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}


def spoken(words: str) -> str:
    """A number in Chinese words as digits: 一千二百 → 1200, 六十点五 → 60.5, 三亿五千万 → 350000000, 一万亿 → 10^12."""
    whole, _, part = words.partition("点")
    total = section = digit = 0
    for c in whole:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in TENS:
            section += (digit or (0 if section else 1)) * TENS[c]
            digit = 0
        elif c in MYRIADS:
            more = section + digit
            total = (total + more or 1) * MYRIADS[c] if total < MYRIADS[c] else total + more * MYRIADS[c]
            section = digit = 0
    number = Decimal(total + section + digit)
    return str(number) + (f".{''.join(str(DIGITS[c]) for c in part if c in DIGITS)}" if part else "")
