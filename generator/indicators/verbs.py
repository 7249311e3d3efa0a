"""Verbs: what is done or added before a name, and the name without it."""

from __future__ import annotations

import re

from generator.indicators.scopes import WIDE
from generator.indicators.wording import DOING, EITHER, HEADS, HOW, LEAD_TIME, LEADING, NEW, NEW_AT_START

BY_WHOM = re.compile(
    r"^[一-鿿]{1,5}(?:(?<![城超股])市|(?<![小社园灌城景街库矿山片校院辖地郊牧林老])区|[省县州旗])(?:共|累计|将|已)*(?:实现|完成)(?=[一-鿿]{3})"
)
"""Whose doing it is: 某区实现一般公共预算收入."""
TREATED = re.compile(r"(?:治理|整治|修复|改造|复垦|恢复|修缮|开发)[^，、]{2,}(?:面积|里程|长度)")
"""What is done to so much of a size."""
OF_THING = re.compile("装机|里程|产能|产值|产量|用地|贷款|授信|融资|就业|规模|并网|供给|供应|运力")
"""What is added of a thing that is named before the verb: 光伏新增装机."""
ADDS = re.compile(NEW)
ADDS_AT_END = re.compile(rf"(?:{NEW})$")
ADDS_AND_DOES = re.compile(rf"(?:{NEW})(?:(?:和|与|、|及|或|并)?(?:{NEW}|{DOING}))+$")
"""Several verbs before a figure: 新建和改造提升."""
NEVER = frozenset(["将", "要", "拟", "已", "已经", "再", "约", "并", "另", "使", "让", "令", "且", "即", "同时"])
"""Words before a verb that begin no noun: 将投资200亿元."""
A_SIZE = re.compile("能力|率|总?量|效率|水平|成本|费用|比例")
TREATS = re.compile(r"[、，和及与]?(?P<verb>(?:提质|提标|升级|维修|综合)?(?:改造|整治|修复|治理|修缮|提升|维修){1,2})")
ENDS_DONE = re.compile(
    rf"(?:{NEW}|完成(?:整治|改造|治理|验收|修复|拆除|销号)|建成|竣工|投产|开工|完工|在建|达产|达效|开业|封顶|签约|落地|完成)+$"
)
HOW_ONLY = (
    "先后|相继|陆续|接连|成功|牵头|联合|共同|高标准|高质量|高水平|高起点|集中|重点|系统|统筹|协同|积极|扎实|顺利|平均每年|每年|年均|加快|全面|"
    "持续|进一步|大力|稳步|有序|深入|着力|优先|分类|滚动|力争|争取|确保|基本|预计|累计|共|已|再|五年|全年"
)
DOES = re.compile(rf"(?:{HOW_ONLY})*(?:{DOING})")
ONE_DOING = re.compile(DOING)
ALL_AREA = re.compile(f"^[，、]?(?:{WIDE}|全国)")
AREA = re.compile(rf"(?:{WIDE})(?!.{{0,4}}(?:率|面积|规模|能力|总))")
VERB = re.compile(rf"{HOW}|{DOING}|{NEW}")
BEFORE_NOUN = re.compile("推进|做好|承接|提供|办理")
WILL = re.compile("^(?:将(?!军|乐|才|领)|把(?!握|关|控|手))")
REACHES_RATE = re.compile(r"(?<=.)实现(?=[^，]*率$)|(?<=[业械备])(?:实现|完成)(?=(?:总|工业)?(?:产值|增加值|销售收入|营业收入|产量)$)")
JOINED = re.compile(
    "^(?:[、，：； 且]|以(?!旧换新|工代赈|奖代补|租代购|竹代塑|赛促|案促|老养老|[^，、]{2,8}为[^，、]{1,6}的)"
    "|和(?![美谐平睦])|及(?!时)|与(?!会|[^，、]{2,12}(?:合作|贸易|差距|往来)))+"
)
"""What joins a name to what precedes it; 和美, 以工代赈 and 与各国贸易 begin one."""
WITH_WHOM = re.compile("^[，、]?与[^，、]{2,16}?(?:合作|共同|联合)(?:共建|建设|建立|开展|打造)?(?=[一-鿿]{3})")
ABOUT = re.compile(
    "^[，、]?(?:围绕|聚焦|针对|依托|面向|立足|瞄准|对标)[^，、]{2,14}?(?=谋划|实施|建设|培育|打造|引进|布局|开展|推进|组建|攻克)"
)
"""What something is done about, before the verb: 围绕重点领域谋划重大项目."""
EXPECTED = re.compile(
    r"^(?:[一-鿿]{0,4}(?:目标|任务|指标))?[还也]?(?:主要)?包括(?=[一-鿿]{3})|(?<=[一-鿿]{2})预计(?:完成|实现)?(?=[一-鿿]{2})|^预计(?=总)"
)
RECKONED = re.compile(
    r"^[，、]?(?:按照?[^，、]{2,10}(?:计算|核算|口径)的?|[^，、“（]{0,6}?(?:19|20)\d\d年(?:度|底|末)?的?)(?=[一-鿿]{3})(?!同期|以来)"
)
"""How a figure is reckoned, and of which year, before the name: 按常住人口计算人均收入, 最终核算2021年生产总值."""
THOSE_THAT = re.compile("(?:开展|设立|建立|具备|拥有|获得|通过|参加|享受|使用|接受|配备)[^，、的]{2,12}的[^，、]{2,}(?:占比|比例|比重)$")
"""A share of those that do something: 开展研发活动的企业占比."""
OF_NAME = re.compile(
    r"(?:率|能力|面积|量|数(?!字|据|控|码|智)|规模(?!化|以上|经营|养殖|较大)|比例|比重|者|额|值|型|性|总(?!部)|用地|成本|费用|效率|支出|价格|和(?![美谐平睦])|与|经费|投资|"
    r"人数|人次|户数|金额|资金|基金|贷款|(?:补贴|补助)(?!性))"
)
"""What makes a noun of the verb before it: 治理率, 供应能力."""


def begun_by(head: str) -> str:
    """The verb of adding that a clause begins with, or that stands right before the figure."""
    lead = LEAD_TIME.sub("", head).lstrip("、，和及与以")
    if several := ADDS_AND_DOES.search(lead):
        return several[0]  # 新建和改造提升
    start = NEW_AT_START.match(lead)
    end = ADDS_AT_END.search(lead)
    return start["new"] if start else end[0] if end else ""


def parted_by(head: str) -> tuple[str, str, str]:
    """What precedes a verb of adding when it is part of the name, 城镇新增就业, the verb, and what follows it."""
    found = [m for m in ADDS.finditer(head) if not A_SIZE.match(head, m.end())]
    if not found or found[-1].end() == len(head) or head[found[-1].end()] == "的":
        return "", "", head
    where = cleaned(head[: found[-1].start()])
    sized = len(where) <= 8 and OF_THING.match(head[found[-1].end() :])
    where = (
        where
        if sized
        or re.fullmatch(
            "城镇|农村|城乡|城市|乡村|全社会|社会|民间|外商|规上|规模以上|(?:高等|中等|基础|义务|学前|职业|高中|普惠)?教育|[一-鿿（）]{0,6}(?:中心城市|县城|城区)",
            where,
        )
        else ""
    )
    return where, found[-1][0], head[found[-1].end() :]


def own_verb(head: str) -> str:
    """The verb by which a clause tells a part from the whole: 其中新开工16项, 建成22项."""
    treats = TREATS.fullmatch(head)
    if treats:
        return treats["verb"]  # 新建高标准农田3万亩、提质改造1万亩
    found = ENDS_DONE.search(head)
    return found[0] if found else ""


def does(head: str) -> bool:
    """True where a clause begins with a verb of doing, and not with a size that only sounds like one."""
    head = ALL_AREA.sub("", head)
    lead = re.sub("^实现了?", "", LEAD_TIME.sub("", re.sub("^[，、]?实现了?", "", head)).strip("、，和及与以"))
    done = ONE_DOING.match(lead)
    return DOES.match(lead) is not None and not ((done is None or done.end() < len(lead)) and HEADS.fullmatch(lead))


def cleaned(head: str, keep_new: bool = False) -> str:
    """A name without times, adverbs and verbs of doing before it. A verb that is part of the name stays when nothing else would."""
    text = BY_WHOM.sub("", WILL.sub("", JOINED.sub("", WITH_WHOM.sub("", head)).rstrip("、，：；和及与以且 ")))
    text = ABOUT.sub("", REACHES_RATE.sub("", text))
    text = RECKONED.sub("", EXPECTED.sub("", text))
    while True:
        area = AREA.match(text)
        text = text[area.end() :] if area and VERB.match(text, area.end()) else text
        short = LEAD_TIME.sub("", text, count=1) if LEAD_TIME.match(text) else text
        if keep_new and ADDS.match(short):
            return short
        added = ADDS.match(short)
        short = short[added.end() :] if added else short
        lead = LEADING.match(short)
        if lead and lead.end() < len(short) and not _part_of_name(short, lead.end()):
            short = short[lead.end() :]
        elif lead and lead.end() == len(short):
            short = ""
        short = JOINED.sub("", short).lstrip("的“" if "”" not in short else "的")
        if short == text:
            return text
        text = short


def _part_of_name(text: str, end: int) -> bool:
    """True where what looks like a verb, or like a word before one, begins a noun: 治理率, 供应能力, 改造面积, 高标准农田.
    What is treated of a size keeps its verb, for the size itself is another thing: 治理水土流失面积."""
    if TREATED.fullmatch(text) or THOSE_THAT.match(text):
        return True
    if text[:end] in NEVER:
        return False
    if text[:end] in EITHER:
        return not (VERB.match(text, end) or BEFORE_NOUN.match(text, end))
    return OF_NAME.match(text, end) is not None
