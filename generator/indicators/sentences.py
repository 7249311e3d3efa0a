"""Sentences: the figures of one sentence with their names, years and kinds."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.characters import plain
from generator.indicators.doubts import doubt
from generator.indicators.figures import DOUBLED, MANY, PER_UNIT, Figure, figures
from generator.indicators.naming import Named, Piece, listed, named, noun_after
from generator.indicators.scopes import place_of
from generator.indicators.times import Frame, Time, based_on, times
from generator.indicators.wording import HEADS, LEAD_TIME
from generator.model import Span, Unplaced, Value, Years

MARKS = "，；。：！？"
JOINS = "、和及与约超近"
"""What stands between figures that 分别 gives to a list."""
REACH = 200
"""Characters of a clause that are read around a figure: a name is shorter, and what is longer is no sentence of a plan."""
WORTH = re.compile(r"\d|百分之|番|[百千][^，。]{1,4}(?:以上|左右)|[一二两三四五六七八九百千][百千万亿]")
"""What a sentence has that may have a figure."""
COMPOUNDS = "[标数导引出挥向定示南明战尖纹派责令点针望控认甲环教斥]"
"""What makes another word of 指: 指标, 指尖."""
DEFINES = re.compile(
    rf"^(?:备?注[：:]|\d+\.[^，。]{{2,12}}指|是指|原?指(?!{COMPOUNDS})|该指标|本指标|即)|是指|[^，。]{{2,12}}指(?!{COMPOUNDS})|根据[^，。]*(?:规定|定义)|第[一二三四五六七八九十百]+条|处[^，。]{{0,12}}罚款|(?:以上|以下)的?罚款"
)
"""A sentence that tells what a word means, or what the law says: its numbers are no values."""
NOW = re.compile(r"已经|已[^有]|目前|现有")
UNITLESS = re.compile("指数|系数|比$|评分|得分|弹性")
"""Names of what has no unit."""
DURATIONS = {"年", "个月", "月", "天", "日", "小时", "分钟", "秒"}
LASTS = re.compile("(?:年限|寿命|年龄|时间|时长|周期|期限|时限|时数|天数)$")
"""Names of what lasts; other lengths of time tell how long something is meant to be done."""
PERSONS = re.compile(
    "[^，。、]{0,6}?(?:青年|农民工|儿童|老人|老年人|群众|学生|毕业生|人口|劳动者|职工|居民|农民|市民|人才|患者|残疾人|贫困人口|妇女|就业)"
)
ACTS = re.compile(r"(?:改造|整治|建设|修复|更新|工程|升级|培训|治理|拆除|收储|安置|修缮)(?:面积|量|规模|里程)?$")
"""Names of what is done: their figure says how much of it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a sentence is read."""

    plan: str
    ahead: Years | None
    """The years that the plan is for."""
    study: bool
    """True for a study of plans, which promises nothing itself."""
    scope: str
    """The plan's area by its usual word."""
    frame: Frame
    carried: Time | None = None
    """The year with which an earlier sentence of the paragraph begins: 到2035年."""


@dataclass(frozen=True, slots=True)
class When:
    """The years and the state of a figure."""

    state: str
    since: int
    year: int


def opening_time(text: str, setting: Setting) -> Time | None:
    """The time that a sentence begins with, which holds for those after it in the paragraph."""
    lead = LEAD_TIME.match(text.removeprefix("展望").removeprefix("——"))
    if not lead:
        return None
    found = [time for time in times(text, setting.ahead, setting.frame) if time.at <= lead.end() + 3]
    return found[0] if found else None


def sentence_values(text: str, place: str, setting: Setting) -> Iterator[Value | Unplaced]:
    """The values of a sentence in order, and the figures that cannot be placed."""
    if not WORTH.search(text) or DEFINES.search(text):
        return
    found = figures(text)
    if not found:
        return
    said = times(text, setting.ahead, setting.frame)
    last: Named | None = None
    doubted = ""
    pieces = list(_scoped(list(_pieces(text, found))))
    skip = 0
    for i, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        group = _group(pieces, i)
        made = named(_with_attribute(pieces, i), last)
        if isinstance(made, str):
            yield _unplaced(text, place, setting, piece.figure, made)
            last, doubted = None, made
            continue
        goes_on = piece.joined and piece.left.strip() in ("、", "和", "及", "与")
        doubted = doubt(pieces, i, made) or (doubted if goes_on and doubted in ("subject", "attribute") else "") if len(group) == 1 else ""
        if doubted:
            yield _unplaced(text, place, setting, piece.figure, doubted)
            last = replace(made, base=False, done=made.done and doubted != "attribute")
            continue
        ends = _ends(pieces, i, len(group)) if len(group) > 1 else []
        group = [*group, *ends]
        names = _names(made, group[: len(group) - len(ends)])
        names = [*names, *(replace(name, base=False) for name in names)] if ends else names
        if not names:
            yield from (_unplaced(text, place, setting, one.figure, "list") for one in group)
            skip = len(group) - 1
            last = made
            continue
        for one, name in zip(_with_units(group), names, strict=True):
            if one.figure.unit or HEADS.fullmatch(name.name) or UNITLESS.search(name.name) or _own_unit(name.name):
                yield _value(text, place, setting, one, name, said=said)
            else:
                yield _unplaced(text, place, setting, one.figure, "unit")
        skip = len(group) - 1 + (_with_attribute(pieces, i) is not piece)
        last = replace(made, base=False)


def _scoped(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Figures without those that only tell of how many something is the rate: 74个断面水质优良比例保持100%."""
    for i, piece in enumerate(pieces):
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        rated = after is not None and noun_after(piece.right) and after.joined and after.between == piece.right and after.figure.unit == "%"
        if not (piece.figure.counted and rated and re.search("率|比例|比重|占比", piece.right)):
            yield piece


def _names(made: Named, group: Sequence[Piece]) -> list[Named]:
    if len(group) == 1:
        return [made]
    units = {piece.figure.unit for piece in group if piece.figure.unit and not re.fullmatch(MANY, piece.figure.unit)}
    found = listed(made.stem, len(group), len({re.sub(rf"^{MANY}", "", unit) for unit in units}) < 2)
    return [replace(made, name=made.new + name if made.new else name, stem=name) for name in found]


def _group(pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    """The figures that 分别 gives to a list of names."""
    if "分别" not in pieces[at].left:
        return pieces[at : at + 1]
    end = at + 1
    while end < len(pieces) and pieces[end].joined and not pieces[end].left.strip(JOINS):
        end += 1
    return pieces[at:end]


def _ends(pieces: Sequence[Piece], at: int, count: int) -> Sequence[Piece]:
    """Of figures that 分别从 gives to a list those to which they went: 分别从20%、30%提高到25%、35%."""
    after = pieces[at + count : at + 2 * count]
    came = re.search("分别(?:从|由)", pieces[at].left)
    goes = len(after) == count and after[0].joined and re.match("[^，]{1,4}(?:到|至|为)", after[0].left)
    return after if came and goes and all(piece.joined and not piece.left.strip(JOINS) for piece in after[1:]) else []


def _with_units(group: Sequence[Piece]) -> Iterator[Piece]:
    """The figures of a group, those without a unit with that of the last: 1409万、1305万人次."""
    unit = group[-1].figure.unit
    for piece in group:
        own = piece.figure.unit
        short = len(group) > 1 and own != unit and (not own or re.fullmatch(MANY, own)) and unit
        yield replace(piece, figure=replace(piece.figure, unit=own + re.sub(rf"^{MANY}", "", unit) if own else unit)) if short else piece


def _with_attribute(pieces: Sequence[Piece], at: int) -> Piece:
    """A figure whose noun has a figure in it, 100家年销售收入1亿元以上的企业, with all of the noun."""
    piece = pieces[at]
    if not (
        (piece.figure.counted or piece.figure.unit == "%") and piece.right and at + 1 < len(pieces) and piece.right[0] not in "、和及与（"
    ):
        return piece
    after = pieces[at + 1]
    if piece.figure.unit == "%" and piece.right[0] == "的" and after.joined and after.between == piece.right and not after.right:
        return replace(piece, right=piece.right + after.figure_text)  # 95%以上的村集体经营性收入超过10万元
    if (
        piece.figure.counted
        and after.joined
        and after.between == piece.right
        and after.right[:1] not in ("", "、")
        and not after.figure.counted
        and "、" not in piece.right
    ):
        return replace(piece, right=re.split(f"[{MARKS}]", piece.right + after.figure_text + after.right)[0])
    return piece


def _pieces(text: str, found: Sequence[Figure]) -> Iterator[Piece]:
    marks = [-1, *(at for at, c in enumerate(text) if c in MARKS), len(text)]
    last = 0  # where the figure before ends
    for i, figure in enumerate(found):
        start, end = figure.span
        here = bisect.bisect_left(marks, start) - 1
        mark, before_mark = marks[here] + 1, marks[max(0, here - 1)] + 1
        before_end = mark - 1
        while ASIDE.fullmatch(text[before_mark : max(before_mark, before_end)]) and here > 1:
            here -= 1
            before_end, before_mark = before_mark - 1, marks[here - 1] + 1
        after_comma = mark > 0 and text[mark - 1] == "，"
        joined = i > 0 and last > mark
        stop = min(marks[bisect.bisect_left(marks, end)], found[i + 1].span[0] if i + 1 < len(found) else len(text))
        between = text[max(last if joined else mark, start - REACH) : start]
        yield Piece(
            figure=figure,
            left=_own_left(between) if joined and found[i - 1].counted else between,
            right=text[end : min(stop, end + REACH)],
            joined=joined,
            before=text[max(before_mark, before_end - REACH) : before_end] if after_comma else "",
            follows=joined or (i > 0 and last > before_mark and after_comma),
            figure_text=text[start:end],
            between=between,
            clause=text[max(mark, start - REACH) : start],
            label=_label(text[before_mark : mark - 1]) if text[mark - 1 : mark] == "：" else "",
        )
        last = end


ASIDE = re.compile(
    r"(?:按|扣除|据|经|剔除)[^，\d]{0,8}(?:计算|因素|核算|统计|口径|可比价格?|不变价格?)|(?:[稳均分位跃]?居|排名?|位列|名列)[^，]{1,16}"
)
"""A clause between an indicator and its figure that says how it was reckoned: 按可比价格计算."""


def _label(text: str) -> str:
    """The words before a colon that name what is told after it: （一）高速铁路：新增里程1100公里."""
    words = re.sub(r"^(?:（[一二三四五六七八九十\d]+）|\d+[.．、]|[①-⑳]|——)+", "", text)
    named = re.fullmatch(r"[一-鿿A-Za-z\d“”（）]{2,12}", words) and not re.search(
        "目标|任务|要求|指标|如下|包括|其中|重点|主要|[是为即]$", words
    )
    return words if named else ""


def _own_left(between: str) -> str:
    """What stands between two figures without the noun of the first: 充电桩、 → 、."""
    mark = between.find("、")
    if mark >= 0:
        return between[mark:]
    joins = list(re.finditer("以及|和|及|与|并", between))
    return between[joins[-1].start() :] if joins and joins[-1].end() >= len(between) - 6 else between


def _unplaced(text: str, place: str, setting: Setting, figure: Figure, reason: str) -> Unplaced:
    start, end = figure.span
    return Unplaced(plan=setting.plan, place=place, span=figure.span, words=plain(text[start:end]), reason=reason)


def _value(text: str, place: str, setting: Setting, piece: Piece, made: Named, *, said: Sequence[Time]) -> Value | Unplaced:
    figure = piece.figure
    start, end = figure.span
    clause = piece.clause
    when = _when(clause, start, setting, made, said)
    if isinstance(when, str):
        return _unplaced(text, place, setting, figure, when)
    if upside_down(figure):
        return _unplaced(text, place, setting, figure, "upside-down")
    own = _own_unit(made.name) or ("人" if PERSONS.match(piece.right) else "")
    unit = figure.unit + own if re.fullmatch(MANY, figure.unit) else figure.unit or own
    if unit in DURATIONS and not LASTS.search(made.name):
        return _unplaced(text, place, setting, figure, "duration")
    if re.fullmatch(MANY, unit) or (not unit and not UNITLESS.search(made.name)):
        return _unplaced(text, place, setting, figure, "unit")
    doubled = DOUBLED.fullmatch(text[start:end]) is not None
    return Value(
        plan=setting.plan,
        place=place,
        span=figure.span,
        name=made.name,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        unit=unit,
        binding=binding_of(text, figure.span),
        state=when.state,
        since=when.since,
        year=when.year,
        base_year=based_on(clause) if doubled or made.grows else 0,
        measure=measure_of(made, unit, doubled),
        down=made.down,
        per_year=made.per_year or ("年均" in made.name and not figure.counted),
        scope=place_of(made.name, clause) or setting.scope,
        words=plain(text[start:end]),
    )


BINDING = re.compile(r"^(?:[^，。；、]{0,4}[（(]?[为属是]?|，[为属是])(?P<kind>约束|预期)性")
BINDING_ALL = re.compile(
    r"^(?:[^，。；：]{0,12})(?P<kind>约束|预期)性指标[^，。；：]{0,12}：|，(?:以上|上述)?[^，。；]{0,4}[均都皆]为(?P<last>约束|预期)性指标"
)


def binding_of(text: str, span: Span) -> str:
    """约束性 or 预期性 where a sentence says so: right after a figure, 下降15%（约束性）, or of all of its figures."""
    found = BINDING.match(text[span[1] : span[1] + 20])
    if found:
        return found["kind"] + "性"
    said = [m["kind"] or m["last"] for m in BINDING_ALL.finditer(text)]
    return said[0] + "性" if len(set(said)) == 1 else ""


def upside_down(figure: Figure) -> bool:
    """True for a range whose second end is smaller than the first: 5-3."""
    return bool(figure.high) and Decimal(figure.high) < Decimal(figure.low)


def _own_unit(name: str) -> str:
    """The unit that a name has in it: 年旅游接待人次."""
    found = re.search(r"(人次|人数|人口|户数|家数|架次|件数|辆次)$", name)
    return {"人口": "人", "人数": "人", "户数": "户", "家数": "家", "件数": "件"}.get(found[1], found[1]) if found else ""


def measure_of(made: Named, unit: str, doubled: bool) -> str:
    """What a figure measures: a level, growth, a share, what is added, or what adds up over years."""
    if doubled or (made.grows and unit in PER_UNIT) or re.search(r"(?:增长率|增速|增幅|涨幅|降幅|下降率)$", made.name):
        return "growth"
    if made.cumulative:
        return "cumulative"
    if made.grows or made.new or (ACTS.search(made.name) and unit not in PER_UNIT):
        return "increment"
    if unit in ("%", "成", "‰"):
        return "share"
    return "increment" if made.done and not HEADS.fullmatch(made.name) else "level"


def _when(clause: str, at: int, setting: Setting, made: Named, said: Sequence[Time]) -> When | str:
    last = bisect.bisect_right(said, at, key=lambda time: time.at)
    time = next((said[i] for i in range(last - 1, -1, -1) if made.base or not said[i].start), setting.carried)
    ahead, frame = setting.ahead, setting.frame
    if time is not None and (last == 0 or said[last - 1].start) and re.search("目前|现有|迄今", clause):
        return "year"
    if re.search("任期|届内", clause):
        return "year"
    if made.base:
        return _base(time, clause, ahead)
    when = _said(time, made, setting, clause) if time is not None else _unsaid(clause, ahead, frame, setting, made)
    came = max((one.years[1] for one in said[:last] if one.start), default=0)
    if isinstance(when, When) and made.per_year and not when.since and 0 < came < when.year:
        return replace(when, since=came + 1)
    return when


def _base(time: Time | None, clause: str, ahead: Years | None) -> When | str:
    if time is None:
        return "year"
    if re.search(r"\d{4}年", clause):
        return When("base", 0, time.years[1])
    return When("base", 0, time.years[0] - 1) if time.years[0] != time.years[1] else "year"


def _said(time: Time, made: Named, setting: Setting, clause: str) -> When | str:
    first, last = time.years
    runs = made.per_year or made.cumulative or made.done or bool(made.new) or made.grows
    since = first if first != last and runs else 0
    ahead, frame = setting.ahead, setting.frame
    if (made.per_year or made.cumulative) and ahead and not since and last == ahead[1] != ahead[0]:
        since = ahead[0]
    if time.past is not None:
        return When("achieved" if time.past else "target", since, last)
    if ahead:
        known = frame.years[1] if frame.years else ahead[1] - 1
        past = last < ahead[0] or (frame.state == "achieved" and last <= min(known, ahead[1]))
        since = since or (_yearly(last, setting) if past and made.per_year else 0)
        return When("achieved" if past else "target", since, last)
    if time.to or frame.state == "target":
        return When("target", since, last)
    return When(frame.state, since, last) if frame.state else "state"


def _unsaid(clause: str, ahead: Years | None, frame: Frame, setting: Setting, made: Named) -> When | str:
    if (setting.study and not frame.years) or (ahead is None and frame.years is None):
        return "year"
    if frame.state == "achieved":
        years = frame.years or ((ahead[0] - 1, ahead[0] - 1) if ahead else None)
        since = _since(made, years) or (_yearly(years[1], setting) if years and made.per_year else 0)
        return When("achieved", since, years[1]) if years else "year"
    if NOW.search(clause):
        return "year"
    years = frame.years or ahead
    return When("target", _since(made, years), years[1]) if years else "year"


def _yearly(year: int, setting: Setting) -> int:
    """The first of the years over which 年均 runs when only their last one is told: of those that the headings name, else of the five
    before a plan for five years."""
    period, ahead = setting.frame.period, setting.ahead
    if period and period[1] == year:
        return period[0]
    return ahead[0] - 5 if ahead and ahead[1] - ahead[0] == 4 and year == ahead[0] - 1 else 0


def _since(made: Named, years: Years | None) -> int:
    return years[0] if years and years[0] != years[1] and (made.per_year or made.cumulative) else 0
