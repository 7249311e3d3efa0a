"""Works that a text names without 《》: what it makes, follows or carries on, by the verb before the name.

    制定实施新一轮城市更新三年行动计划，……          a document that is announced
    落实民营经济促进法和上海市民营经济促进条例，……    two that are in force
    实施强基激励计划、超级博士后计划，……            two that are carried on
    积极把握RCEP签署……                              a treaty, by `known_works.tsv`

A name reaches from the verb to a word that documents end in, where that word ends a phrase. What it leaves alone: verbs and other nouns
(规划建设, 解决方案), kinds of documents (专项规划, 年度计划, 各类目录), descriptions (…的方案, but 关于……的意见 is a name), and
what stands in 《》, which are citations. Knowledge: how Chinese plans promise documents; `known_works.tsv`; the words below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import rjieba

from generator.characters import HAN
from generator.model import Span
from generator.pure import pure
from generator.spans import Spans

Status = Literal["announced", "in force", "carried on", ""]

RULES = re.compile("《[^《》]*(?:法|条例|公约)》")
"""Laws, which are in force where they are carried out."""
MAKING = (
    "审议通过|表决通过|制定|制订|编制|出台|起草|印发|制发|发布|公布|颁布|签署"
    "|缔结|推出|更新|修订|修编|修改|拟定|拟订|谋划|研究提出|研究|启动|谋划储备|形成"
)
"""Verbs after which a document is to be made."""
FOLLOWING = (
    "贯彻落实|落实|贯彻|执行|遵照|遵守|遵循|履行|对标|依据|依照|根据|按照|符合|违反|适用|对接|对照|参照|衔接"
    "|承接|学习宣传|加入|入选|宣传|落地|抢抓|抓住|用足|用好"
)
"""Verbs after which a document is in force."""
BY = "依据|依照|根据|按照|符合|违反|适用|对照|衔接"
"""Those of them that rules of any kind stand after."""
CARRYING = "实施(?!条例|细则)|推进|推行|完成|开展|深化|扩大|完善|改进|健全|延续|推广|应用|创新"
"""Verbs after which a document is carried on."""
ADVERBS = (
    "抓紧|加快|推动|积极|深入|全面|持续|继续|切实|认真|严格|滚动|争取|探索|组织|配合|协同|及时|率先|牵头|主动|稳步|扎实|大力|进一步|已经|已|先后|相继|同步|尽快|联合|正式|高质量|高标准"
    "|有序|协调|有效|科学|不断|充分|精准|逐步|统筹|将|要|会同|做好|抓好"
)
VERBS = f"{MAKING}|{FOLLOWING}|{CARRYING}"
RUN = re.compile(
    rf"(?:{ADVERBS})*(?:(?:{MAKING})(?:{MAKING}|实施|落实|执行|完善|推进|推行|完成)*|{FOLLOWING}|(?:{CARRYING})(?:实施|落实|执行|推进|推行)*)"
    rf"(?:[并和、及与](?:{ADVERBS})*(?:{VERBS}))*(?:了|好|本市|我市|我省|全市|全省)*"
)
"""The verbs before a name."""
INNER = re.compile(rf"[并和、及与](?:{ADVERBS})*(?:{VERBS})[了好]?(?=.)")
"""A verb further on, of another name: 推进转型并制定方案."""
FRESH = re.compile("制定实施|制定出台|制定|制订|编制|出台|印发|发布|落实|实施(?!(?:工作|总体)?(?:方案|意见|办法|细则|规划|计划|纲要|工作))")
"""A verb further on, by itself, that begins another phrase: 结合实际制定方案."""
DONE = re.compile(
    "已|审议通过|表决通过|先后|相继|累计|了$|率先|全国首|去年|五年来|一年来|新修订|(?<!正在)(?:修订|修改|制定|制订|编制|出台|印发|发布|公布|颁布|签署)的$"
)
"""What says that a document was made."""
REVIEW = re.compile("回顾|成效|成就|成绩|完成情况|执行情况|发展基础|工作基础|现状|主要进展|过去|实施情况|评估结果")
"""Titles of parts that tell of what was done."""
STRONG = (
    "规划纲要|行动计划|行动纲要|行动方案|实施方案|总体方案|工作方案|建设方案|改革方案|试点方案|管理办法|实施办法|暂行办法|实施细则|管理规定|若干措施|若干政策|若干规定|若干意见|指导意见|实施意见"
    "|[一二三四五六七八九十0-9]{1,3}条(?:政策)?措施|一揽子政策措施|司法解释|负面清单|条例"
)
"""What names of documents end in and little else does."""
WEAK = "规划|计划|纲要|方案|办法|意见|目录|名录|指南|指引|导则|细则|标准(?=（[0-9]{4}年?版）)|白皮书|清单|章程|公约|协定|议定书|应急预案"
LAW = "(?<![^建]设)(?<![办方立司执守合书文无非宪违依普做看想说写刑手疗用算学尊用懂涉律调分新旧])法"
ENDING = re.compile(rf"(?P<strong>{STRONG})|(?P<weak>{WEAK})|(?P<law>{LAW})")
AFTER = re.compile(
    r"(?:（[^（）]{2,20}）)?[”」]?(?:[0-9]\.[0-9]版)?"
    r"(?:\Z|(?=[，。；：:！？、）)”」》\s]|[和与及或](?!其他)|以及|并[^存行]|等|中(?![期长心小])|明确|提出|要求|规定|机遇|政策(?:\Z|[、和])|草案|修[订改]|修正案|立法|有关|相关|各项|印发|发布|出台|颁布|公布|审议通过|落地|编制|精神|(?:中期|终期|总结|实施|执行)?(?:评估|验收)|实施(?!办法|细则|方案|意见|条例|情况|工作)|(?:正式|全面)?获批|顺利完成"
    r"|施行|执行|(?:全面|有效|有力)?落实(?=[，。；]|\Z)|先行先试|(?<=条例|办法|细则|规定)(?=完善|建立|健全|推进|开展|加强|规范|做好|组织|分解|处理)|项目[，。、]|的(?:要求|规定|实施|落地|宣传|学习|贯彻|执行|修订|制定|任务|部署|有关|精神)|为统领|签署|任务|确定|正式|顺利|平稳|稳步|有序|扎实|圆满|全面(?:完成|实施|落地|施行)|深入|得到|谈判|纳入|生效|及其|通过验收))"
)
"""What stands after a name."""
SAID = re.compile(
    r"(?:（[^（）]{2,20}）)?(?:[0-9]\.[0-9]版)?的?(?:得到)?(?:正式|全面|平稳|稳步|有序|扎实|顺利|深入|圆满|有效|有力)?(?:印发|出台|发布|实施|施行|(?<=全面|有效|有力)落实|(?<=顺利|全面|有力|有效)推进|先行先试|落地|获批|完成|收官|颁布|公布|审议通过|编制完成|(?<=得到)贯彻|谈判|生效|通过验收)"
)
"""What stands after a name that is the subject: 行动计划印发实施."""
DATED = re.compile("（[0-9]{4}")
"""What stands after the name of one certain plan: 衔接总体规划（2021—2035年）."""
PERIODS = re.compile("“[一二三四五六七八九十]{1,2}五”")
"""The same within a name: 根据国家“十五五”残疾人保障规划."""
SPEAKS = re.compile("提出了?|明确了?|要求")
"""What a document that is the subject does, by a name that is surely one."""
PROVIDES = re.compile("(?:（[^（）]{2,20}）)?(?:第[^，。；]{1,8}条)?(?:规定|提出|明确)")
"""The same of a work in 《》."""
TO_COME = re.compile("(?:（[^（）]{2,20}）)?(?:纳入[^，。；]{0,12}立法|的?修订|的?修改|修正案|立法|制定|出台)(?!了|后|以来)")
"""The same of what is to be made: 推动科技进步条例修订."""
TREATIES = ("公约", "协定", "议定书")
"""What a place makes a name of: 伦敦公约."""
TOO_SHORT = 3
"""Characters before a word that documents end in, from which the whole is a name; in quotation marks fewer do."""
REACH = 400
"""Characters before a name that are looked at; a clause is no longer."""
TOO_LONG = 45
COMMON = re.compile(
    r"(?:^|[^“])(?:各类|各级|各地|各区|各项|各自|系列|每个|逐一|相关|有关|上述|多个|其他|其它|不同|此项|该项|一系列|这些|这一|自身|个性化|针对性|配套的|我们|详细|可行性|.*为(?:统领|基础|支撑|重点|契机))"
    r"|(?:解决|投资|推进|年度|招生|供应|供地|收支|用地|攻关|生产|培训|投融资|征收|应对|处置|控制性详细|风险防控|分解|国土空间|城镇体系|施工|设计|比选|备选|诊疗|治疗|课程|教学|使用)(?:方案|计划|规划|办法)$|地方规划$|一[^一]{1,2}一(?:方案|策|案|规划)|^草案|^[一首]批|^分(?:领域|行业|区域|年度|类别|阶段|级|类)|(?:^|[与和同国])(?:双边|多边|区域|高标准|自由贸易|投资|保护|税收|合作|框架|贸易|国际|有关|战略|经济|社会保障|民航|[、和])+(?:协定|公约|议定书)$|^情况|^内部|^年度|^按(?!揭|比例)|及其(?:实施)?(?:细则|方案|办法|意见)$|(?:纠正|书面|处理|审查|反馈|检察|监督)意见$|(?:激励|培养|救治|护理|补偿|安置|重组|改制|整改)方案$|[^高同平均中初优]等(?:各类|各项|专项|相关|配套|系列|重点|单项)+(?:规划|计划|方案|办法|条例|意见|纲要)$|本(?:行动|专项|实施|工作|总体|发展)?(?:办法|法|条例|规定|规则|规划|方案|细则|计划|纲要)|^(?:[于於之其以]|前(?![海湾滩沿瞻]))"
)
"""What names no certain document."""
GENERIC_LISTS = re.compile(r"(?:权力|责任|权责|服务|项目|任务|问题|需求|事项|风险|免罚|检查|公开|开放|授权|职责)清单$")
"""Lists of a kind; one is a work when it is made and named by more."""
SHORT_LIST = 8
DESCRIBED = ("意见", "措施", "司法解释", "实施方案", "总体方案")
"""What is called by what it says: 金融服务乡村振兴的指导意见."""
STUDIED = ("方案", "条例", "办法", "意见", "规划", "计划")
"""What is studied before it is made."""
MADE_LISTS = re.compile("发布|制定|制订|出台|编制|印发|推出|修订|更新")
OFFICIAL = re.compile(f"国家|[{HAN}]{{2,6}}[省市区县州]")
"""What a certain emergency plan begins with: every office has one."""
STATE = "中华人民共和国"
"""What the title of every law of the state begins with."""
ABROAD = re.compile(
    "(?:欧盟|欧洲|[德美英法韩泰俄]国|日本|新加坡|印度|俄罗斯|加拿大|澳大利亚|新西兰|瑞士|瑞典|荷兰|意大利|西班牙|巴西|越南|马来西亚|国外|外国|当地)(?:的|现行|新)*\\Z"
)
"""Whose laws are none of China's."""
LEADS_ON = re.compile(rf"(?:{VERBS}|[同与和及]|学习|弘扬|维护|坚持|我国|中国|国家|全民|公民|现行|新|本|全面|大力|深入)\Z")
"""Words, whatever a tagger calls them, after which the name of a law begins."""
ATTRIBUTES = frozenset(("n", "nz", "ng", "ns", "nt", "b", "l", "i", "a", "an", "vn", "f", "m", "q"))
"""What a word is, in jieba's tags, that is the first part of a longer name: 市场｜价格法, 零基｜预算法."""
CLAUSE = re.compile(r"(?:“[^“”]*”|《[^《》]*》|（[^（）]*）|[^，。；：:！？\n\t《》])+")
"""A clause; what quotation marks and brackets hold stays together."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text."""

    span: Span
    status: Status
    known: str = ""
    """The title of a known work that goes by this name."""


@pure()
def names_in(text: str, reviewing: bool = False, explaining: bool = False) -> tuple[Name, ...]:
    """The works that a text names without 《》, in order; `reviewing` where it tells of what was done, `explaining` where it explains
    words, so that what others make is no work of its own."""
    known = list(_known_in(text))
    if explaining:
        return tuple(known)
    found = list(known)
    taken = Spans(name.span for name in known)
    for clause in CLAUSE.finditer(text):
        if len(clause[0]) <= REACH and not _inside(text, clause.start()):
            for name in _in_clause(text, clause.span(), reviewing):
                if shorter := [one for one in known if _goes_before(text, name, one)]:
                    found = [one for one in found if one not in shorter]
                if shorter or not taken.meet(*name.span):
                    found.append(name)
    return tuple(sorted(found, key=lambda name: name.span))


def _inside(text: str, at: int) -> bool:
    """True within 《》."""
    low = max(0, at - REACH)
    return text.rfind("《", low, at) > text.rfind("》", low, at)


def _goes_before(text: str, name: Name, known: Name) -> bool:
    """True for a longer name that ends with a known one, which is another: 海南自由贸易港跨境服务贸易负面清单."""
    longer = name.span[1] == known.span[1] and name.span[0] < known.span[0] and "、" not in text[name.span[0] : known.span[0]]
    return longer and known.known.endswith(("清单", "目录", "条例", "办法", "协定", "公约"))


def status_before(text: str, start: int, reviewing: bool = False) -> Status:
    """What the words before an offset say of a work that is named there in 《》, perhaps after others: 出台《甲》《乙》."""
    before = before_list(text[max(0, start - REACH) : start])
    clause = re.split("[，。；：！？\n\t]", before)[-1]
    runs = list(RUN.finditer(clause))
    status = _status(runs[-1][0], clause, reviewing) if runs else ""
    return "in force" if status == "carried on" and RULES.match(text, start) else status


def status_after(text: str, end: int) -> Status:
    """What the words after a work in 《》 say of it: 《甲》颁布施行, 《甲》第四条规定."""
    if SAID.match(text, end) or SPEAKS.match(text, end) or PROVIDES.match(text, end):
        return "in force"
    return "announced" if TO_COME.match(text, end) else ""


def before_list(before: str) -> str:
    """What stands before a list of works in 《》 that ends here."""
    return re.sub(r"(?:《[^《》]*(?:〈[^〉]*〉[^《》]*)*》(?:（[^（）]*）)?[、和及与]?)+\Z", "", before)


def reviews(titles: str) -> bool:
    """True for a part of a text that tells of what was done, by its title."""
    return bool(REVIEW.search(titles))


def _status(run: str, clause: str, reviewing: bool) -> Status:
    """What a run of verbs says."""
    verbs = re.findall(VERBS, run)
    if any(re.fullmatch(MAKING, verb) for verb in verbs):
        return "in force" if reviewing or DONE.search(run) or DONE.search(clause) else "announced"
    return "in force" if any(re.fullmatch(FOLLOWING, verb) for verb in verbs) else "carried on"


def _in_clause(text: str, span: Span, reviewing: bool) -> Iterator[Name]:
    """The names in one clause: after its first verbs, and in a list after them; else what is said to be issued."""
    begin, end = span
    clause = text[begin:end]
    at, done, status, run = 0, 0, "", ""
    endings = [found for found in ENDING.finditer(clause) if AFTER.match(clause, found.end())]
    if endings and (opening := RUN.search(clause)):
        at, status, run = opening.end(), _status(opening[0], clause, reviewing), opening[0]
    for found in endings:
        led = bool(run) and found.start() - at >= 2
        start, state, verbs = (at, status, run) if led else (*_begun(clause, done, found), "")
        start, state, verbs = _nearer(clause, start, found.start(), (state, verbs), reviewing)
        start = _without_lead(clause, start, found.start())
        closing = found.end() + (clause[found.end() : found.end() + 1] == "”")
        state = said_of(clause, found) or state if led and TO_COME.match(clause, found.end()) else state
        if led and SAID.match(clause, found.end()) and not is_name(clause[start : found.start()], found, verbs):
            start, state, verbs = *_begun(clause, done, found), ""  # 甲传承创新发展计划圆满完成: the verb is the name's own
        if state and is_name(clause[start : found.start()], found, verbs) and not _in_marks(clause, start, closing):
            bracket = re.match(r"（(?:试行|暂行|草案|[0-9]{4}[^（）]*)）", clause[closing:])
            closing += bracket.end() if bracket else 0
            yield Name((begin + start, begin + closing), state)  # type: ignore[arg-type]
            done = closing
            if led:
                at = closing + len(re.match("(?:（[^（）]{2,20}）)?(?:以及|[、和及与或])?", clause[closing:])[0])  # type: ignore[index]


def _begun(clause: str, start: int, ending: re.Match[str]) -> tuple[int, Status]:
    """Where a name begins that no verb leads to, after 推动 and its like, and what is said of it."""
    lead = re.compile(f"(?:{ADVERBS})+").match(clause, start, ending.start())
    return (lead.end(), said_of(clause, ending, urged=True)) if lead else (start, said_of(clause, ending))


def said_of(clause: str, ending: re.Match[str], urged: bool = False) -> Status:
    """What is said of a name that is the subject of its clause; for what is less surely a name, 实施 by itself does not do."""
    if (ending["strong"] or urged) and TO_COME.match(clause, ending.end()) and not DONE.search(clause):
        return "announced"
    if ending["strong"] and SPEAKS.match(clause, ending.end()):
        return "in force"
    said = SAID.match(clause, ending.end())
    return "in force" if said and (ending["strong"] or urged or said[0] not in ("实施", "施行", "落地")) else ""


def _nearer(clause: str, start: int, end: int, said: tuple[str, str], reviewing: bool) -> tuple[int, str, str]:
    """Where a name begins when more verbs stand between, with what they say."""
    inner = [*INNER.finditer(clause, start, end), *(m for m in FRESH.finditer(clause, start + 1, end) if m.start() - start > 1)]
    inner = [m for m in inner if not _quoted(clause, start, m.start()) and end - m.end() >= 2]
    if not inner:
        return start, *said
    last = max(inner, key=lambda m: m.end())
    run = RUN.match(clause, last.start() + (last[0][0] in "并和、及与")) or last
    return max(run.end(), last.end()), _status(last[0], clause, reviewing), last[0]


def _quoted(clause: str, start: int, at: int) -> bool:
    return clause.count("“", start, at) > clause.count("”", start, at)


def _without_lead(clause: str, start: int, end: int) -> int:
    """Where a name begins after what leads to it: a quoted name of another kind or a kind of documents before 、, 了, blanks."""
    for kind in re.finditer(rf"(?:{STRONG}|{WEAK}|{LAW})(?:（[^（）]*）)?(?:[、和与及或]|以及)", clause[start:end]):
        if not _quoted(clause, start, start + kind.start()):
            return _without_lead(clause, start + kind.end(), end)
    other = re.compile(r"(?:“[^“”]*”[、和]|.*(?:》(?:（[^（）]*）)?|(?:项目|工程|活动|试点|政策)(?=、))(?:以及|[及和与、]))(?=.{3})").match(
        clause, start, end
    )
    start = other.end() if other and not _quoted(clause, start, other.end()) else start
    lead = re.compile(r"[了好的\s、和与及]+|国家《?|国家级").match(clause, start, end)
    return lead.end() if lead and lead[0] != "国家" else start


def _in_marks(clause: str, start: int, end: int) -> bool:
    """True for what meets 《》, or half a pair of brackets or quotation marks."""
    words = clause[start:end]
    halved = words.count("（") != words.count("）") or words.count("“") != words.count("”")
    return halved or "《" in words or "》" in words or clause.count("《", 0, start) != clause.count("》", 0, start)


def is_name(stem: str, ending: re.Match[str], verbs: str) -> bool:
    """True when what stands before the last word, which some verbs lead to, makes a name of it."""
    bare = re.sub(r"[“”]", "", stem)
    if len(stem) + len(ending[0]) > TOO_LONG or not re.search(f"[{HAN}A-Za-z]", stem) or COMMON.search(stem + ending[0]):
        return False
    short = ending["strong"] or stem.startswith("“") or (ending[0] in TREATIES and rjieba.tag(bare)[0][1] in ("ns", "nr", "nrt"))
    if len(bare) < (2 if short else TOO_SHORT) or (ending[0].endswith("规定") and len(bare) <= TOO_SHORT and not re.search(MAKING, verbs)):
        return False
    if ending[0] == "应急预案":
        return bool(OFFICIAL.match(stem))
    if re.search("关于.+的$", stem):
        return True
    return _led(stem, ending, verbs) and (_is_quoted(stem) or _is_certain(bare, ending))


def _is_quoted(stem: str) -> bool:
    return stem.startswith("“") and len(stem) > TOO_SHORT


def _led(stem: str, ending: re.Match[str], verbs: str) -> bool:
    """True when the verbs are such as lead to names that end so."""
    last = ending[0]
    if ending.string.startswith("或", ending.end()) and re.search(MAKING, verbs):
        return False  # 制定防控方案或应急预案: whichever is made
    if (
        ending["weak"]
        and re.fullmatch(f"应用|创新|(?:{ADVERBS})*(?:{BY})", verbs)
        and not (PERIODS.search(stem) or stem.startswith("国家") or DATED.match(ending.string, ending.end()))
    ):
        return False
    if "的" in stem:
        return last.endswith(DESCRIBED) and bool(re.search(f"{MAKING}|{FOLLOWING}", verbs))
    if verbs and last in ("意见", "办法", "章程") and not _is_quoted(stem):
        return bool(re.search(f"{MAKING}|{FOLLOWING}|改进|完善", verbs))
    if last == "清单":
        return bool(MADE_LISTS.search(verbs)) and (len(stem) > SHORT_LIST or not GENERIC_LISTS.search(stem + last))
    if ending["law"] and re.search("(?:推广|推行|应用|创新|开展|改进)$", verbs):
        return False  # a method
    loose = re.search("研究|形成|启动|谋划", verbs) and not re.search("制定|制订|编制|出台|起草", verbs)
    return not (ending["weak"] and loose and last not in STUDIED)


def _is_certain(bare: str, ending: re.Match[str]) -> bool:
    """True when words before the last say which document it is, not of what kind: of several, the last of them."""
    if ending[0] == "条例":
        return not re.fullmatch(UNCERTAIN, bare)
    if ending["weak"] and ending[0] not in ("计划", "规划"):
        bare = re.split("[和与及、或]", bare)[-1]
    return any(word not in generic_words() for word, _, _ in rjieba.tokenize(bare))


UNCERTAIN = "(?:有关|相关|配套|单行|地方|地方性|自治|管理|工作|实施|国家|政府|法律|法规|新|的|[和与及、])+"
"""What says nothing of an ordinance: one of a matter, however common (城市管理条例), is one."""


@cache
def generic_words() -> frozenset[str]:
    """Words that say of what kind a document is."""
    lines = files(__package__).joinpath("generic_words.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split("\t"))


def _known_in(text: str) -> Iterator[Name]:
    """Known laws and treaties, not as parts of longer words and names, not in 《》, not those of other states."""
    pattern, titles = known_works()
    for found in pattern.finditer(text):
        start = found.start()
        if text.endswith(STATE, 0, start):
            start -= len(STATE)
        before = text[max(0, start - REACH) : start]
        if before[-1:] in ("《", "〈", "市", "省", "区") or before.count("《") > before.count("》"):
            continue
        clause = re.split("[，。；：！？\n\t]", before)[-1]
        title = titles.get(found[0]) or f"{STATE}{found[0]}"
        if title.startswith(STATE) and (ABROAD.search(clause) or not _begins(clause, clause + text[start : found.end()])):
            continue
        runs = list(RUN.finditer(clause))
        status: Status = (
            "announced" if runs and re.search("研究制定|起草|推动(?:制定|出台)|加快(?:制定|出台)|制定出台", runs[-1][0]) else "in force"
        )
        yield Name((start, found.end()), status, title)


def _begins(before: str, words: str) -> bool:
    """True where a law's name that ends `words` may begin after `before`: at the border of a word, behind no noun that it goes on with."""
    if not re.search(f"[{HAN}]\\Z", before) or LEADS_ON.search(before):
        return True
    end = 0
    for word, kind in rjieba.tag(words):
        end += len(word)
        if end >= len(before):
            return end == len(before) and kind not in ATTRIBUTES
    return False


@cache
def known_works() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the names of known works, and the title of each name."""
    titles: dict[str, str] = {}
    for line in files(__package__).joinpath("known_works.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, title, *others = line.split("\t")
            for name in (title, *others):
                titles[name] = f"{STATE}{title}" if kind == "law" else title
    latin = [name for name in titles if name.isascii()]
    han = sorted((name for name in titles if not name.isascii()), key=len, reverse=True)
    after = r"(?:实施条例|实施细则|实施办法|(?!实施|宣传|[律规院庭典案学定治人制务》日]|宣誓|精神|修正案))"
    begins = re.escape("".join(sorted({name[0] for name in titles})))  # all names are tried where one may begin only
    return re.compile(rf"(?=[{begins}])(?:(?:{'|'.join(han)}){after}|(?<![A-Za-z])(?:{'|'.join(latin)})(?![A-Za-z]))"), titles
