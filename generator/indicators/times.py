"""Times: the year that a figure is for, from its sentence, from the headings above it, or from the plan's own period."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.characters import HAN
from generator.model import Plan, Section, Years
from generator.spans import Spans

YEAR = r"(?:19|20)\d\d"
CHINESE = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
NTH = '(?:十?[一二三四五六七八九]|十(?=五(?:[”’"]|时期|期间|规划|计划|期末|以来|末)))'
FIVE_YEARS = (
    rf"[“‘\"]?(?:(?<=[“‘\"])|(?={NTH}五(?:时期|期间|规划|计划|期末|以来|末|收官|开局)))(?P<ten>{NTH})五[”’\"]?"
    rf"|第(?P<nth>{NTH})个五年规?[划计]?"
)
"""The n-th five-year plan; the first ran from 1953, since the sixth they begin with a year that ends in 1 or 6."""
ACHIEVED = re.compile(
    r"回顾|(?:取得|发展|主要|工作|建设|显著|的)(?:新|的|重大|重要|显著|历史性)*(?:成就|成效|进展|成绩)|现状|(?:发展|现实|工作|"
    r"现有|良好)基础|基础(?:条件|与|和)|(?:执行|完成|落实|实施|进展|运行|发展|开展|推进|工作)情况"
    r"|背景|成绩|回眸|总结|发展历程|如期实现|(?:目标|任务)[^，]{0,4}(?:如期|全面|顺利|提前|超额)(?:实现|完成)|^过去|自评估|成就$|成效$|存在.{0,4}(?:问题|不足)|突出问题|短板$"
)
"""Words of a heading under which a plan tells what is."""
AHEAD = re.compile(r"目标|任务|安排|展望|远景|建议|要求|工作重点|举措|重点工作|工作思路")
"""Words of a heading under which it tells what shall be."""
ANY_FIVE = re.sub(r"\?P<\w+>", "?:", FIVE_YEARS)
BASED = re.compile(
    rf"(?:同?比|较)(?P<year>{YEAR})年(?:底|末|的|度|同期|水平)*(?:基期)?"
    rf"|(?:在|按|以)(?P<on>{YEAR})年(?:底|末|的|度|同期|水平)*(?:基础上?|为基[期数]|为基准|基期|不变价|可比价|价格)"
    rf"|(?:与|同|和)(?:(?P<beside>{YEAR})年|{ANY_FIVE})(?:底|末|期末|同期|峰值|高点|水平)*相比"
    rf"|(?:相比|相较|对比)(?:于)?(?P<over>{YEAR})年(?:底|末|的|度|同期|水平)*"
    rf"|(?:比|较|在(?=[^，。]{{1,9}}基础上))(?P<five>{FIVE_YEARS})(?:时期|期间)?(?:期?末|期)?(?:的?基础上)?"
)
"""What growth is counted from."""
COMPARED = re.compile(
    rf"(?:[高低优好快]于|超过|相当于)(?:{YEAR}年|{ANY_FIVE})(?:时期|期间)?|[是为](?:{YEAR}年|{ANY_FIVE})(?:时期|期间|期?末|底)?(?=的)"
)
"""What a figure is held against, and no time of its own: 高于“十三五”时期实际, 是2015年的3倍."""
CITED = re.compile(r"《[^》]*》|\d{4}年(?:远景|中长期|奋斗|战略)目标")
BEFORE_LAST = re.compile(
    r"(?:比|较|[与同和](?=[^，]{1,8}(?:相?比|持平|相当|相近|一致)))(?:上年|去年|上一年|前一年|年初|上期|[上前]一?个?[五三]年)"
    r"(?:同期|末|底|度)?(?:相?比|(?:基本|大体|大致)?(?:持平|相当|相近|一致))?"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the headings above a sentence, and the plan, say of time."""

    state: str
    """`target`, `achieved`, `view` under a heading of how the world stands, or empty where they do not say."""
    years: Years | None
    """The year, or the years, that figures without one are for."""
    period: Years | None = None
    """The years that the headings name beside a single one that ends them: “十二五”时期和2015年."""


def five_years(word: str) -> Years | None:
    """The years of a five-year plan by the first part of its short name: 十四 → 2021 to 2025."""
    tens, digit = (10, word[1:]) if word.startswith("十") else (0, word)
    number = tens + (" 一二三四五六七八九".index(digit) if digit else 0)
    if number < 6:
        return {1: (1953, 1957), 2: (1958, 1962), 3: (1966, 1970), 4: (1971, 1975), 5: (1976, 1980)}[number] if number else None
    return 1951 + 5 * number, 1955 + 5 * number


def _fives(found: re.Match[str]) -> Years | None:
    word = found["ten"] or found["nth"]
    return five_years(word) if word else None


FIVE = re.compile(FIVE_YEARS)
SPOKEN_YEAR = re.compile(r"[一二][〇○Ｏ零一二三四五六七八九]{3}(?=年)")
RANGE = re.compile(rf"({YEAR})(?:年)?\s?[-—－–~～至到]+\s?({YEAR})")


def periods(text: str) -> list[Years]:
    """The periods that a title or heading names, in order."""
    text = SPOKEN_YEAR.sub(lambda m: "".join(CHINESE.get(c, c) for c in m[0]), text)
    found: list[tuple[int, Years]] = []
    for match in RANGE.finditer(text):
        found.append((match.start(), (int(match[1]), int(match[2]))))
    taken = Spans(m.span() for m in RANGE.finditer(text))
    for match in re.finditer(rf"({YEAR})年?", text):
        if not taken.meet(*match.span()):
            found.append((match.start(), (int(match[1]), int(match[1]))))
    for match in FIVE.finditer(text):
        if years := _fives(match):
            found.append((match.start(), years))
    return [years for _, years in sorted(found)]


def horizon(plan: Plan) -> Years | None:
    """The years that a plan is for: its metadata say so, its title, what precedes chapter one, the headings of what it will do, or the
    year that it aims at over and over."""
    meta = plan.meta
    for said in (str(meta.get("period") or ""), _short(str(meta.get("title") or ""))):
        if found := periods(said):
            return _latest_period(found)
    if str(meta.get("kind")) == "study":
        return None
    reports = str(meta.get("kind")) == "report"  # what is dated otherwise need not be for the year of its date
    if reports and (found := periods(str(meta.get("date") or ""))):
        return found[0]
    front = " ".join(part.text for s in plan.sections if s.id in ("front", "notice") for part in s.parts())
    if reports and (dated := re.search(rf"({YEAR})年\d+月\d+日", front)):
        return int(dated[1]), int(dated[1])
    titles = [s.title for s in plan.sections if s.level <= 1]
    if now := next((years for t in titles if "今年" in t and (years := periods(t))), None):
        return now[-1][1] + 1, now[-1][1] + 1
    if ahead := [years[-1] for t in titles if AHEAD.search(t) and not ACHIEVED.search(t) and (years := periods(t))]:
        return ahead[-1]
    return _aimed(plan) if not reports else None


AIMED_AT_LEAST, AIMED_SHARE = 4, 0.6
"""So often, and in so many of all its words of a year to come, a plan that tells no period must name the year that it aims at."""


def _aimed(plan: Plan) -> Years | None:
    """From the year of a plan's date to the one that its sentences aim at over and over: 到2015年."""
    dated = periods(str(plan.meta.get("date") or ""))
    if not dated:
        return None
    made = dated[0][0]
    text = "".join(part.text for section in plan.sections for part in section.parts())
    named = Counter(year for year in map(int, re.findall(rf"(?:到|至)({YEAR})年", text)) if year >= made)
    year, times_named = max(named.items(), key=lambda one: one[1], default=(0, 0))
    return (made, year) if times_named >= max(AIMED_AT_LEAST, AIMED_SHARE * named.total()) else None


def _short(title: str) -> str:
    """A title without what it says of years further off: 和2035年远景目标."""
    return re.sub(r"[和及]?(?:\d{4}|[一二][〇○Ｏ零一二三四五六七八九]{3})年远景目标", "", title)


def _latest_period(found: Sequence[Years]) -> Years:
    """Of a report's years, last year's and this year's, the later one."""
    return max(found, key=lambda years: years[1])


def frames(plan: Plan, ahead: Years | None) -> Mapping[str, Frame]:
    """Section id → what its own heading and those above it say of time."""
    found: dict[str, Frame] = {}
    whole = _of_title(str(plan.meta.get("title") or ""))
    for section in plan.sections:
        above = found.get(section.parent or "", whole)
        found[section.id] = _frame(section, above, ahead)
    return found


REPORTS = re.compile(
    "统计公报|白皮书$|(?:工作|年度?|季度|半年)总结$|述职报告$|(?:成就|总结|回顾|成效|降碳|可持续发展|社会责任)报告$|(?:完成|实施|执行|进展|落实)情况(?:的?(?:报告|通报|公报|公示))?$|(?:监测|评估|体检)报告"
)
"""Titles of what tells only what is."""


def _of_title(title: str) -> Frame:
    """What the title says for sections whose headings say nothing."""
    said = periods(title)
    return Frame("achieved", said[-1] if said else None) if REPORTS.search(title) else Frame("", None)


VIEW = re.compile(
    "(?:面临的?|宏观|外部|国内外?|国际|当前|发展|主要)*(?:环境|形势|机遇|挑战|态势)(?:(?:和|与|、)[^，]{1,8})?(?:分析|研判|要求)?|(?:发展)?(?:优势|劣势|潜力)(?:和|与|、)?.{0,6}"
)
"""A heading under which a plan looks about it: some figures are of the country, some of last year, and none is promised."""
FIVE_PAST = re.compile("(?:过去|近|这)五年|五年来|五年(?:的)?工作(?:回顾|总结)")


def _frame(section: Section, above: Frame, ahead: Years | None) -> Frame:
    title = section.title
    said = periods(title)
    state = _state(title) or above.state or ("view" if VIEW.fullmatch(title) else "")
    past = (ahead[0] - 5, ahead[0] - 1) if ahead and FIVE_PAST.search(title) else None
    if not said:
        return Frame("achieved", past, past) if past else replace(above, state=state)
    if not _state(title) and not above.state and ahead:
        state = "achieved" if said[-1][1] < ahead[0] else ""
    years = said[-1] if state != "achieved" else _past(said, ahead)
    long = [one for one in said if one[0] < one[1] == years[1]]
    return Frame(state, years, long[-1] if long else past if past and past[1] == years[1] else None)


def _past(said: Sequence[Years], ahead: Years | None) -> Years:
    """Of the years that a heading of what is past names, the last single one that is past: 2025年和“十四五”时期 → 2025."""
    single = [years for years in said if years[0] == years[1] and (ahead is None or years[1] <= ahead[1])]
    return single[-1] if single else said[-1]


def _state(title: str) -> str:
    if re.search(r"主要目标|总体目标|发展目标|目标任务|重点任务|主要任务|工作安排", title):
        return "achieved" if re.search(r"回顾|完成情况|执行情况|实现情况|如期实现", title) else "target"
    return "achieved" if ACHIEVED.search(title) else "target" if AHEAD.search(title) else ""


FIRST_OF_REPUBLIC = 1911
"""Year 0 of the Republic's count."""
MEETING = rf"[{HAN}]{{1,16}}?(?:会|论坛|展|节|赛)"
"""What a year names rather than dates: 2026年度主要领导座谈会."""
PART = (
    r"(?:前[两二三]个?|[一二三四]|第[一二三四]|[1-4])季度末?|[上下]半年|(?:1|一)(?:月份?)?\s?[-—－–~～至到]\s?(?:\d{1,2}|[一二三四五六七八九十]+)月份?"
    r"|(?:前|头)(?:\d{1,2}|[一二两三四五六七八九十]+)个月"
)
"""A part of a year, which is no year."""
TIME = re.compile(
    rf"(?P<range>{RANGE.pattern})年?|(?:民国)?(?P<roc>\d{{2,3}})(?:秊|(?<=民国\d\d\d)年|(?<=民国\d\d)年)(?:度|底|末|前)*|(?P<to>到|至|截至|截止)?(?P<year>{YEAR})年(?!代|版|度{MEETING})(?:度|底|末|以前|前|"
    rf"以来|\d+月(?:底|末)?)*|(?P<five>{FIVE_YEARS})(?P<end>期?末|期间|时期)*(?P<first>前(?:[1-4]|[一二两三四])年)?"
    rf"|(?P<part>{PART})"
    r"|用(?P<long>\d|[一两二三四五六七八九])年(?:左右|多)?的?时间|(?P<word>今明两年|(?:未来|今后)(?:五|5)年|[两二三四五]年(?=累计|共|安排|投入|新增|完成|实施|新建|建设|培养|培训|改造)|[两二三四五2-5]年[内间]|今年以来|今年|去年|(?<!以)上年|本年度?|全年|(?:过去|这)?五年来|过去五年|五年间|五年累计|(?<!连续)五年)"
)
"""What a sentence says of time."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a sentence names."""

    at: int
    """Where it ends in the text."""
    years: Years
    past: bool | None = None
    """True for 去年, 五年来; False for 今年 and what a plan is for; None where only the number tells."""
    start: bool = False
    """True for where something comes from: 从2015年的."""
    to: bool = False
    """True for 到2025年."""
    spelled: bool = False
    """True for years that are named themselves: 2015年至2020年."""
    bound: bool = False
    """True for the year of one figure: 提高到2019年的50%."""
    part: bool = False
    """True for a part of a year: 上半年."""
    within: bool = False
    """True for a year that is told of a part only: 总投资500亿元，其中2022年120亿元."""
    opens: bool = False
    """True in the first clause of the sentence, or after a semicolon."""
    relative: bool = False
    """True for what is told from another year, or of no certain ones: 去年, 上年, 五年."""
    untold: bool = False
    """True for so many years of which nothing tells which: 用3年时间."""


def times(text: str, ahead: Years | None, frame: Frame) -> list[Time]:
    """The times that a sentence names in order, without those that growth is counted from."""
    based = Spans(m.span() for pattern in (BASED, COMPARED, CITED, BEFORE_LAST) for m in pattern.finditer(text))
    found: list[Time] = []
    for match in TIME.finditer(text):
        if based.meet(*match.span()):
            continue
        time = _time(match, ahead, frame)
        if time is not None:
            start = text[match.start() - 1 : match.start()] in ("从", "由")
            if match["word"] and match["word"].startswith("五年") and found and _is_past(found[-1], ahead):
                time = Time(time.at, (found[-1].years[1] - 4, found[-1].years[1]), True, relative=match["word"] == "五年")
            if time.past is False and text[: match.start()].endswith(("截至", "截止")):
                time = replace(time, past=True)  # 截至今年3月底
            bound = bool(match["year"]) and text[match.end() : match.end() + 1] == "的"
            within = bool(match["year"]) and text.endswith("其中", 0, match.start())
            found.append(
                replace(
                    time,
                    start=start,
                    to=bool(match["to"]),
                    bound=bound,
                    within=within,
                    opens="，" not in text[: match.start()].rpartition("；")[2],
                )
            )
    return found


def _is_past(time: Time, ahead: Years | None) -> bool:
    return ahead is not None and time.years[0] == time.years[1] < ahead[0]


def _time(match: re.Match[str], ahead: Years | None, frame: Frame) -> Time | None:
    end = match.end()
    if match["range"]:
        years = periods(match["range"])
        return Time(end, years[0], spelled=True) if years else None
    if match["year"]:
        year = int(match["year"])
        last = frame.years[1] if frame.years else ahead[0] - 1 if ahead else year
        if match[0].endswith("以来") and frame.state == "achieved" and last > year:
            return Time(end, (year, last), True, spelled=True)
        return Time(end, (year, year))
    if match["roc"]:
        return Time(end, (FIRST_OF_REPUBLIC + int(match["roc"]),) * 2)
    if match["part"]:
        return Time(end, (0, 0), part=True)
    if match["long"]:
        long = match["long"] if match["long"].isdigit() else str("零一二三四五六七八九".index(match["long"].replace("两", "二")))
        whole = ahead is not None and ahead[1] - ahead[0] + 1 == int(long)
        return None if whole else Time(end, (0, 0), untold=True)
    if match["word"]:
        return _word(match["word"], end, ahead, frame)
    years5 = _fives(match)
    if years5 is None:
        return None
    if match["first"]:  # “十四五”前4年
        return Time(end, (years5[0], years5[0] + "一二三四1234".index(match["first"][1].replace("两", "二")) % 4))
    return Time(end, (years5[1], years5[1]) if "末" in (match["end"] or "") else years5)


def _word(word: str, end: int, ahead: Years | None, frame: Frame) -> Time | None:
    if ahead is None:
        return None
    last, first = ahead[1], ahead[0]
    if found := re.fullmatch("([两二三四2-4])年([内间]?)", word):
        whole = last - first + 1 == (int(found[1]) if found[1].isdigit() else "一二三四".index(found[1].replace("两", "二")) + 1)
        return Time(end, ahead, False) if whole else Time(end, (0, 0), untold=True) if found[2] else None
    if word == "今明两年":
        return Time(end, (last, last + 1), False)
    if word == "上年" and frame.state == "achieved":  # the year before the one that is told of
        before = (frame.years or (first - 1, first - 1))[1] - 1
        return Time(end, (before, before), True, relative=True)
    if word in ("去年", "上年"):
        return Time(end, (first - 1, first - 1), True, relative=True)
    if word.startswith(("今年", "本年")):
        return Time(end, (last, last), False)
    if word == "全年":
        return None
    if frame.state == "achieved" or word in ("过去五年", "五年来", "过去五年来", "这五年来"):
        end_year = (frame.years or (first - 1, first - 1))[1]
        return Time(end, (end_year - 4, end_year), True, relative=word == "五年")
    return Time(end, (first, last), False) if last - first == 4 else None


YEARLY = re.compile(
    r"年复合增|复合增长率|年均(?!浓度|气温|降水|径流|水位|流量|水质|温度|[^，]{0,12}浓度)|年平均(?=[^，]{1,8}(?:净增|增加|增长)|增长|增加|减少)|每年|逐年"
)
"""What runs over years; 年均浓度 is a mean over one."""


def based_on(text: str) -> int:
    """The year that growth is counted from, where a clause says so; else 0."""
    return _year_of(BASED.search(text))


def stood_in(clause: str) -> int:
    """The year in which something had the figure that a clause ends before, where another is compared with it: 较2015年的; else 0."""
    found = list(BASED.finditer(clause))
    return _year_of(found[-1]) if found and clause.endswith("的") and clause[found[-1].end() :] in ("", "的") else 0


def held_against(text: str, before: int) -> int:
    """The year that all growth of a sentence is counted from, where it says so before a place: 与2015年相比; else 0."""
    end, year = _comparison(text)
    return year if end <= before else 0


@functools.lru_cache(maxsize=2)
def _comparison(text: str) -> tuple[int, int]:
    """Where the first such words of a sentence end, and their year. Each value of a sentence asks."""
    return next(((match.end(), _year_of(match)) for match in BASED.finditer(text) if match["over"] or match[0].endswith("相比")), (0, 0))


def _year_of(match: re.Match[str] | None) -> int:
    if not match:
        return 0
    if year := match["year"] or match["on"] or match["beside"] or match["over"]:
        return int(year)
    years = _fives(match) if match["five"] else next(iter(periods(match[0])), None)
    return years[1] if years else 0
