"""Sentences: the figures of one sentence with their names, years and kinds."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from generator.characters import plain
from generator.indicators.amounts import family
from generator.indicators.around import Piece, noun_after
from generator.indicators.doubts import CLASS, OF_PLAN, STEPS, UNDER, classes, doubt, is_no_name
from generator.indicators.figures import AFTER, BEFORE, BOUNDS, DOUBLED, FACTORS, LEAST, LESS, MANY, MORE, MOST, PER_UNIT, Quantity, figures
from generator.indicators.lists import listed
from generator.indicators.naming import Named, named
from generator.indicators.scopes import SOME, WIDE, place_of
from generator.indicators.sureness import Weighed, judged
from generator.indicators.times import YEARLY, Time, based_on, held_against, times
from generator.indicators.verbs import TREATED
from generator.indicators.wording import GROWING, HEADS, LEAD_TIME, LEVEL, SHRINKING
from generator.indicators.years import Setting, when_of
from generator.model import Span, Unplaced, Value

MARKS = "，；。：！？"
JOINS = "、和及与约超近"
"""What stands between figures that 分别 gives to a list."""
MOST_TOLD = 12
"""Sizes to which 分别增长 may reach back; hardly a list is longer."""
BEFORE_ALL = re.compile(rf"{LEAST}|{MOST}|{MORE}|{LESS}")
"""Bounds that hold for all of a list when they stand before its first figure."""
RATIO = re.compile(r"[:：∶]\s?1$")
"""How many a figure is to one, which needs no unit."""
GREW = re.compile(rf"[，、]?(?:同比|名义|实际|比上年|较上年|各|约)*(?:{GROWING}|{SHRINKING})(?:了|约)*")
"""A clause that tells only by how much what stands before it grew."""
REACH = 200
"""Characters of a clause that are read around a figure: a name is shorter, and what is longer is no sentence of a plan."""
WORTH = re.compile(
    r"\d|[一两二三四五六七八九十]倍|分之|[一二三四五六七八九]成|百分之|番|[百千][^，。]{1,4}(?:以上|左右)|[一二两三四五六七八九百千][百千万亿]"
)
"""What a sentence has that may have a figure."""
COMPOUNDS = "[标数导引出挥向定示南明战尖纹派责令点针望控认甲环教斥]"
"""What makes another word of 指: 指标, 指尖."""
DEFINES = re.compile(
    rf"^(?:备?注[：:]|\d+\.[^，。]{{2,12}}指|是指|原?指(?!{COMPOUNDS})|该指标|本指标|即)|是指|[^，。]{{2,12}}指(?!{COMPOUNDS})|根据[^，。]*(?:规定|定义)|第[一二三四五六七八九十百]+条|处[^，。]{{0,12}}罚款|(?:以上|以下)的?罚[款金锾]|罚锾|并科"
)
"""A sentence that tells what a word means, or what the law says: its numbers are no values."""
MAY_DEFINE = re.compile("[注指即据条罚锾]|并科")
"""What each of these has: most sentences have none of it."""
RATED = re.compile("^(?:的|(?!占))[^，、的]{1,16}(?:占比|比例|比重|率)仍?(?:达到?|为|超过?|提高到|不?[高低]于)?(?:约|近)?$")
"""What a figure is the share of, when it tells which things are meant."""
GRADED = re.compile("[^，、]{1,6}(?:级|千伏|(?<=）)型)(?P<thing>[^，、级]{2,})?$")
"""A grade, and the thing whose grade it is."""
WHEN_ONLY = re.compile(rf"(?:{LEAD_TIME.pattern})(?:力争|预计|将|再|进一步)*(?:{LEVEL}|提高到|增加到|下降到|降低到|增长到|提升到)?")
"""A clause that tells when, and by a verb at most that it goes on about what stands before: 到2030年突破."""
PER = re.compile("每(?P<per>日|天|小时|平方公里|平方米|公顷|亩|吨|立方米|公里|[百千万](?:人|平方公里|公里|亩)|(?<=[至到为达]每)[月年])$")
"""What stands before a figure and belongs to its unit: 每平方公里8亿元."""
UNITLESS = re.compile("指数|系数|比值?(?:（[^）]*）)?$|评分|得分|弹性|电能利用效率|PUE|百万吨死亡率|饱和度")
"""Names of what has no unit."""
DURATIONS = {"年", "个月", "月", "天", "日", "小时", "分钟", "秒"}
LASTS = re.compile("(?:年限|寿命|年龄|时间|时长|周期|时限|时数|天数)$")
"""Names of what lasts; other lengths of time tell how long something is meant to be done."""
NUMBER_OF = re.compile("的(?![^，、的]{0,6}(?:增长|下降))[^，、的]{2,16}(?:达到?|增至|突破|超过)")
BOUND_AT_END = re.compile(f"(?:{BEFORE})$")
SIZE_OF = re.compile(rf"(?P<size>{HEADS.pattern})(?:{LEVEL})?")
"""The size of so many things, told by the figure after it."""
SHARE_OF = re.compile(r"的?[^，、的\d]{2,24}[、和及]")
"""The things of a share, before the next share: 99%的卫生院、98%的卫生站能够看病."""
DOES = re.compile(
    "(?:(?<=[镇村乡区市县户])通(?:了|上)?(?=[一-鿿])|能够|能(?=[一-鿿]{2})|实现|建成|达到|完成|通过|开展|提供|获评|得到|纳入|建有|配备|设有|设立|具备|用上|通上|接入).{2,}$"
)
"""What such things do, told behind the last of them."""
GIVING = re.compile("^的[^，、]{2,16}(?:提供|拥有|建有|设有|配有|配备|具备|开展|建成|达到?|开设|建立)(?:了)?$")
"""What a share of things has so many of: 90%的卫生院能够提供6类以上服务."""
SAME_FOR_ALL = re.compile("[、和与][^，]*(?:(?<![年人户平月日])均|都(?![市会])|皆)[^，]*$")
"""One figure for several names: 入园率、巩固率均达到98%."""
SITE = re.compile(
    "[一-鿿A-Z]{2,10}?(?:产业园区?|科创园|科技园|园区|科学城|枢纽港|物流港|自贸港|大学城|度假区|(?<!全)集团|公司)(?=新|实现|完成|签约|引进|入驻|建成|集聚|获|(?P<bare>$))"
)
"""Who does it, or where, before the verb: what holds for one park or firm is none of the plan's area."""
SUCH_AS = re.compile("、.*等(?:主要|核心|关键|重点|多项|各项)?指标$")
"""Several sizes of which one figure is told: 收入、规模等指标均增长3倍."""
PERSONS = re.compile(
    "[^，。、]{0,6}?(?:青年|农民工|儿童|老人|老年人|群众|学生|毕业生|人口|劳动者|职工|居民|农民|市民|人才|患者|残疾人|贫困人口|妇女|就业)"
)
ACTS = re.compile(r"(?:新造|低改|造林|抚育|补植|改造|整治|建设|修复|更新|工程|升级|培训|治理|拆除|收储|安置|修缮)(?:面积|量|规模|里程)?$")
"""Names of what is done: their figure says how much of it."""


def sentence_values(text: str, place: str, setting: Setting) -> Iterator[Value | Unplaced | Weighed]:
    """The values of a sentence in order, and the figures that cannot be placed."""
    if not WORTH.search(text) or (MAY_DEFINE.search(text) and DEFINES.search(text)):
        return
    found = figures(text)
    if not found:
        return
    said = times(text, setting.ahead, setting.frame)
    last: Named | None = None
    doubted = ""
    told: list[Named] = []  # the sizes since the last growth
    pieces = list(_scoped(pieces_of(text, found)))
    skip = listing = 0
    for i, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        group = _group(pieces, i, listing)
        made = named(_with_attribute(pieces, i), last)
        group = _told_plainly(pieces, i, made) if len(group) == 1 and not isinstance(made, str) else group
        listing = len(group) if len(group) > 1 else 0
        if isinstance(made, str):
            yield _unplaced(text, place, setting, piece.figure, made)
            last, doubted = None, made
            continue
        doubted = (_doubt(pieces, i, made, said) or _still(doubted, piece, made, last)) if len(group) == 1 else ""
        if doubted:
            yield _unplaced(text, place, setting, piece.figure, doubted)
            last = (
                last
                if last is not None and OF_PLAN.search(piece.clause)
                else replace(made, base=False, done=made.done and doubted != "attribute")
            )
            skip = int(doubted == "subject" and piece.figure.unit == "%" and _with_attribute(pieces, i) is not piece)
            continue
        ends = _ends(pieces, i, len(group)) if len(group) > 1 else []
        group = [*group, *ends]
        told = [] if "；" in text[pieces[i - 1].figure.span[1] : piece.figure.span[0]] else told
        names = _names(made, group[: len(group) - len(ends)]) or _of_told(made, group, told, last)
        names = [*names, *(replace(name, base=False) for name in names)] if ends else names
        if not names or (len(group) > 1 and any(is_no_name(name.name) for name in names)):
            yield from (_unplaced(text, place, setting, one.figure, "list") for one in group)
            skip = len(group) - 1
            last = made
            continue
        for_all = SAME_FOR_ALL.search(piece.left) or DOUBLED.fullmatch(piece.figure_text)
        if (
            len(names) == 1
            and for_all
            and (
                _names_several(names[0].stem)
                or ("、" in names[0].stem and listed(names[0].stem, names[0].stem.count("、") + 1))
                or SUCH_AS.search(names[0].stem)
                or (made.grows and re.search("[、和与及]", made.stem) and re.search("(?<![年人户平月日])(?:均|都)[^，、]*$", piece.left))
            )
        ):
            yield _unplaced(text, place, setting, piece.figure, "list")
            last = made
            continue
        if made.grows and last is not None:
            names = [_goes_on(name, piece, last) for name in names]
        told = [*told, *(name for name in names if not name.base)][-MOST_TOLD:] if not made.grows else []
        for one, name in zip(_with_bounds(list(_with_units(group))), names, strict=True):
            if (
                one.figure.unit
                or _unit_of_nothing(one.figure, name.name)
                or HEADS.fullmatch(name.name)
                or UNITLESS.search(name.name)
                or _own_unit(name.name)
                or RATIO.search(one.figure_text)
            ):
                yield _value(text, place, setting, one, name, said=said)
            else:
                yield _unplaced(text, place, setting, one.figure, "unit")
        skip = len(group) - 1 + (_with_attribute(pieces, i) is not piece)
        last = replace(made, base=False, against=names[0].against)


def _goes_on(name: Named, piece: Piece, last: Named) -> Named:
    """Growth with what the figure before it tells of the years: 累计接待300万人次、增长5%, 较2015年增加5万人，增长10%."""
    rated = piece.figure.unit in PER_UNIT
    sums = rated and last.cumulative and name.stem == last.stem
    year = based_on(piece.clause) or (last.against if last.grows and GREW.fullmatch(piece.left) and "同比" not in piece.left else 0)
    return replace(name, cumulative=name.cumulative or sums, against=year)


def _names_several(stem: str) -> bool:
    """True for a name that lists whole names: 入园率、巩固率."""
    parts = re.split("[、和与]", stem)
    return len(parts) > 1 and all(map(HEADS.fullmatch, parts))


def _doubt(pieces: Sequence[Piece], at: int, made: Named, said: Sequence[Time]) -> str:
    """Why a figure is not published; a sum of so many years as the plan is for tells them: 三年累计."""
    found = doubt(pieces, at, made)
    return "" if found == "year" and "累计" in pieces[at].left and any(time.years[0] != time.years[1] for time in said) else found


def _scoped(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Figures without those that only tell of how many something is the rate, 74个断面水质优良比例保持100%, or which things are counted,
    5亿元以上项目60个."""
    for i, piece in enumerate(pieces):
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        rated = after is not None and noun_after(piece.right) and after.joined and after.between == piece.right and after.figure.unit == "%"
        before = pieces[i - 1] if i else None
        if before is not None and classes(before, piece) and piece.between:
            start = before.between + before.figure_text
            piece = replace(piece, left=start + piece.left, between=start + piece.between, joined=before.joined, follows=before.follows)
        if before is not None and piece.joined and RATED.search(piece.between) and _is_of(before, piece):
            piece = replace(piece, left=piece.clause, between=piece.clause)  # 收入超过10万元的村占比达到75%
        if before is not None and piece.joined and piece.figure.counted and NUMBER_OF.fullmatch(piece.between):
            piece = replace(piece, left=piece.clause, between=piece.clause)  # 收入超50亿元的企业达到10家
        if before is not None and piece.joined and UNDER.match(piece.between):
            clause = re.sub(f"在[^，]*?{UNDER.pattern}", "", piece.clause)
            piece = replace(piece, left=clause, between=clause, joined=False)  # 外贸在贸易下降超3成的情况下增长12%
        if per := PER.search(piece.left):
            unit, bound = f"{piece.figure.unit}/{per['per']}", piece.figure.bound
            left = piece.left[: per.start()]
            if limit := BOUND_AT_END.search(left):
                left, bound = left[: limit.start()], BOUNDS[str(limit.lastgroup)]  # 抽检量超每千人6批次
            piece = replace(piece, left=left, figure=replace(piece.figure, unit=unit, bound=bound, counted=False))
        graded = after is not None and after.joined and GRADED.match(piece.right.strip("、和及与"))
        if graded and not graded["thing"] and after is not None and (shared := GRADED.match(after.right)) and shared["thing"]:
            piece = replace(piece, right=piece.right.strip("、和及与") + shared["thing"])  # 3个千亿级、5个百亿级产业集群
        if piece.figure.unit in ("%", "成") and SHARE_OF.fullmatch(piece.right) and (does := _done_by_all(pieces, i)):
            piece = replace(piece, right=piece.right[:-1] + does)
        if classes(piece, after) and after is not None and after.between:
            continue
        alone = not re.sub(rf"^(?:{WIDE}|全国|截至|共|已)*", "", piece.left.strip("，、"))
        sized = after is not None and after.joined and after.between == piece.right and not after.figure.counted
        if piece.figure.counted and alone and sized and SIZE_OF.fullmatch(piece.right):
            continue  # 8个省区公路通车里程超过100万公里
        if not (piece.figure.counted and rated and re.search("率|比例|比重|占比", piece.right)):
            yield piece


def _is_of(before: Piece, piece: Piece) -> bool:
    """True where a figure tells of which things the next one is the share: 收入超过10万元的村占比达到75%, 30万千瓦以下机组占比34%."""
    return piece.between.startswith("的") or (
        (CLASS.search(before.figure_text) is not None or before.figure_text[:1] == "超")
        and (not before.figure.counted or before.figure.unit in FACTORS)
        and before.figure.unit not in PER_UNIT
    )


def _done_by_all(pieces: Sequence[Piece], at: int) -> str:
    """What is told behind the last of a list of shares."""
    end = at + 1
    while end < len(pieces) and pieces[end].joined and SHARE_OF.fullmatch(pieces[end].right):
        end += 1
    last = pieces[end] if end < len(pieces) and pieces[end].joined else None
    found = DOES.search(last.right) if last is not None else None
    return found[0] if found else ""


def _still(doubted: str, piece: Piece, made: Named, last: Named | None) -> str:
    """The doubt of the figure before, where it holds for one that is listed with it or that goes on about the same."""
    listed_with = piece.joined and piece.left.strip() in ("、", "和", "及", "与") and doubted in ("subject", "attribute")
    same = (
        piece.follows
        and last is not None
        and doubted == "attribute"
        and made.stem != last.stem
        and made.stem.startswith(last.stem)
        and last.stem not in piece.left
    )
    grew = piece.follows and last is not None and doubted == "subject" and made.grows and made.stem == last.stem
    return doubted if listed_with or same or grew else ""


def _of_told(made: Named, group: Sequence[Piece], told: Sequence[Named], last: Named | None) -> list[Named]:
    """The names of growth that 分别 gives to as many sizes before it: 客运量300万人次、货运量50万吨，分别增长30%和15%."""
    fits = last is not None and made.grows and made.stem == last.stem and len(told) == len(group) == len({one.stem for one in told})
    return [replace(made, name=one.stem, stem=one.stem, cumulative=one.cumulative) for one in told] if fits else []


def _names(made: Named, group: Sequence[Piece]) -> list[Named]:
    if len(group) == 1:
        return [made]
    units = {piece.figure.unit for piece in group if piece.figure.unit and not re.fullmatch(MANY, piece.figure.unit)}
    found = listed(made.stem, len(group), len({re.sub(rf"^{MANY}", "", unit) for unit in units}) < 2)
    return [replace(made, name=made.new + name if made.new else name, stem=name) for name in found]


def _group(pieces: Sequence[Piece], at: int, listing: int) -> Sequence[Piece]:
    """The figures that 分别 gives to a list of names; after `listing` of them, as many by which those grew: 增长5%和7%."""
    end = at + 1
    while end < len(pieces) and pieces[end].joined and not pieces[end].left.strip(JOINS):
        end += 1
    grew = listing == end - at > 1 and GREW.fullmatch(pieces[at].left) is not None
    return pieces[at:end] if "分别" in pieces[at].left or grew else pieces[at : at + 1]


def _told_plainly(pieces: Sequence[Piece], at: int, made: Named) -> Sequence[Piece]:
    """The figures of a list of as many names without 分别: 城乡居民收入36430元、15393元."""
    end = at + 1
    while end < len(pieces) and pieces[end].joined and pieces[end].between.strip() == "、" and _of_one_unit(pieces[at], pieces[end]):
        end += 1
    several = (
        end > at + 1
        and not noun_after(pieces[end - 1].right)
        and not STEPS.search(pieces[at].clause + pieces[at].figure_text)
        and listed(made.stem, end - at)
    )
    return [replace(piece, of_list=True) for piece in pieces[at:end]] if several else pieces[at : at + 1]


def _of_one_unit(one: Piece, other: Piece) -> bool:
    return family(one.figure.unit) == family(other.figure.unit)


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
        own = "" if own == "个" and unit == "个百分点" else own  # 上升6.1个和5.2个百分点
        short = len(group) > 1 and own != unit and (not own or re.fullmatch(MANY, own)) and unit
        yield replace(piece, figure=replace(piece.figure, unit=own + re.sub(rf"^{MANY}", "", unit) if own else unit)) if short else piece


def _with_bounds(group: Sequence[Piece]) -> Sequence[Piece]:
    """The figures of a group with the bound that stands before the first of them, or after the last: 分别控制在4.5%和5.5%以内."""
    first, last = group[0].figure, group[-1].figure
    shared = ""
    if re.search(rf"(?:{AFTER})$", group[-1].figure_text) and not any(piece.figure.bound for piece in group[:-1]):
        shared = last.bound
    elif BEFORE_ALL.match(group[0].figure_text) and not any(piece.figure.bound for piece in group[1:]):
        shared = first.bound
    return [replace(piece, figure=replace(piece.figure, bound=piece.figure.bound or shared)) for piece in group]


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
        piece.figure.unit == "%"
        and piece.right[0] == "的"
        and after.joined
        and after.between == piece.right
        and CLASS.search(after.figure_text)
    ):
        return replace(piece, right=re.split(f"[{MARKS}]", piece.right + after.figure_text + after.right)[0])
    if piece.figure.unit == "%" and GIVING.search(piece.right) and after.joined and after.between == piece.right and after.figure.counted:
        return replace(piece, right=re.split(f"[{MARKS}]", piece.right + after.figure_text + after.right)[0])
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


def pieces_of(text: str, found: Sequence[Quantity]) -> list[Piece]:
    """The figures of a sentence with the words that are about each."""
    return list(_pieces(text, found))


def _pieces(text: str, found: Sequence[Quantity]) -> Iterator[Piece]:
    depth = list(accumulate((c == "（") - (c == "）") for c in text))
    marks = [-1, *(at for at, c in enumerate(text) if c in MARKS and not text.endswith("其中", 0, at)), len(text)]
    last = 0  # where the figure before ends
    for i, figure in enumerate(found):
        start, end = figure.span
        here = bisect.bisect_left(marks, start) - 1
        mark, before_mark = marks[here] + 1, marks[max(0, here - 1)] + 1
        before_end = mark - 1
        while here > 1 and _is_aside(text[before_mark : max(before_mark, before_end)]):
            here -= 1
            before_end, before_mark = before_mark - 1, marks[here - 1] + 1
        after_comma = mark > 0 and (
            text[mark - 1] == "，" or (text[mark - 1] == "；" and WHEN_ONLY.fullmatch(text[mark:start]) is not None)
        )
        joined = i > 0 and last > mark
        stop = min(marks[bisect.bisect_left(marks, end)], found[i + 1].span[0] if i + 1 < len(found) else len(text))
        between = text[max(last if joined else mark, start - REACH) : start]
        yield Piece(
            figure=figure,
            left=_own_left(between) if joined and (found[i - 1].counted or SHARE_OF.fullmatch(between)) else between,
            right=text[end : min(stop, end + REACH)],
            joined=joined,
            before=text[max(before_mark, before_end - REACH) : before_end] if after_comma else "",
            follows=joined or (i > 0 and last > before_mark and after_comma),
            figure_text=text[start:end],
            between=between,
            clause=text[max(mark, start - REACH) : start],
            aside=depth[start] > 0 and text[start] != "（",
            label=_label(text[before_mark : mark - 1]) if text[mark - 1 : mark] == "：" else "",
        )
        last = end


ASIDE = re.compile(
    r"(?:按|扣除|据|经|剔除)[^，\d]{0,8}(?:计算|因素|核算|统计|口径|可比价格?|不变价格?)|(?:[稳均分位跃]?居|排名?|位列|名列)[^，]{1,16}"
)
"""A clause between an indicator and its figure that says how it was reckoned: 按可比价格计算."""


def _is_aside(clause: str) -> bool:
    """True for a clause that only says how something was reckoned, or for when: 到2025年."""
    return ASIDE.fullmatch(clause) is not None or LEAD_TIME.fullmatch(clause) is not None


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


def _unplaced(text: str, place: str, setting: Setting, figure: Quantity, reason: str) -> Unplaced:
    start, end = figure.span
    return Unplaced(plan=setting.plan, place=place, span=figure.span, words=plain(text[start:end]), reason=reason)


def _value(text: str, place: str, setting: Setting, piece: Piece, made: Named, *, said: Sequence[Time]) -> Value | Unplaced | Weighed:
    figure = piece.figure
    start, end = figure.span
    clause = piece.clause
    made = _summed(replace(made, new="", done=False) if made.new and LASTS.search(made.name) else made, piece, said, setting)
    when = when_of(clause, start, setting, made, said)
    if isinstance(when, str):
        return _unplaced(text, place, setting, figure, when)
    if upside_down(figure):
        return _unplaced(text, place, setting, figure, "upside-down")
    if (site := SITE.match(clause.lstrip("，、；"))) and site[0][:4] not in made.name and (site["bare"] is None or noun_after(piece.right)):
        return _unplaced(text, place, setting, figure, "subject")
    if SOME.match(clause):
        return _unplaced(text, place, setting, figure, "place")
    own = _own_unit(made.name) or ("人" if PERSONS.match(piece.right) else "")
    unit = figure.unit + own if re.fullmatch(MANY, figure.unit) else figure.unit or own or _unit_of_nothing(figure, made.name)
    if unit in DURATIONS and not LASTS.search(made.name):
        return _unplaced(text, place, setting, figure, "duration")
    if re.fullmatch(MANY, unit) or (not unit and not UNITLESS.search(made.name) and not RATIO.search(piece.figure_text)):
        return _unplaced(text, place, setting, figure, "unit")
    if when.state == "target" and _tells_what_came(text):
        return _unplaced(text, place, setting, figure, "state")
    doubled = DOUBLED.fullmatch(text[start:end]) is not None
    value = Value(
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
        base_year=made.against or based_on(clause) or held_against(text, start) if doubled or made.grows else 0,
        measure=measure_of(replace(made, done=False) if made.bare and setting.counts else made, unit, doubled),
        down=made.down,
        per_year=made.per_year or (YEARLY.search(made.name) is not None and not figure.counted),
        scope=_scope(place_of(made.name, clause), figure, setting.scope),
        words=plain(text[start:end]),
    )
    return judged(value, piece, text, setting.counts)


@lru_cache(maxsize=1)
def _tells_what_came(text: str) -> bool:
    """True for a text that speaks of what came to pass: asked for each of its figures."""
    return TELLS_WHAT_IS.search(text) is not None and not MEANT.search(text)


def _scope(place: str, figure: Quantity, usual: str) -> str:
    """Where a value holds: 我省 is the plan's own area, and what is counted under 全国 bears a title, 全国文明城市3个."""
    own = place.startswith("我") and place[-1] == usual[-1:]
    return usual if not place or own or (place == "全国" and figure.counted) else place


TELLS_WHAT_IS = re.compile(
    r"历史新高|首次突破|居全[国省市]第|[一二三四五六七八九十\d]+连[丰增冠]|全国唯一|荣获|连续[一二三四五六七八九十\d]+年(?:位?居|蝉联|获|保持|名列)"
)
"""What is told of what came to pass only, whatever the headings say of time."""
MEANT = re.compile("力争|争取|确保|努力|目标|争创|要|将(?!军)")
SPENT = re.compile("(?:投资|投入|支出|资金|社会资本|外资)(?:总?额|规模|总量)?$")
"""Names of what is spent, which in so many years is what is spent in all of them."""


FINISHED = re.compile("[，、]?(?:累计|共)?完成(?=[^，、年]{2,})")
"""The verb of what was spent, before its name: 完成交通投资."""


def _summed(made: Named, piece: Piece, said: Sequence[Time], setting: Setting) -> Named:
    """What is spent in the years that the sentence names before it, as their sum: “十四五”期间，电网投资1200亿元. Under a heading of
    years as well, where the verb says that it is done: 完成交通投资5000亿元."""
    figure, years = piece.figure, setting.frame.years
    last = bisect.bisect_right(said, figure.span[0], key=lambda time: time.at)
    time = said[last - 1] if last else None
    if time is None:
        spans = setting.carried is None and years is not None and years[0] != years[1] and FINISHED.match(piece.clause) is not None
    else:
        spans = time.years[0] != time.years[1] and not time.start and (time.opens or not time.relative)
    plainly = not (made.grows or made.per_year or made.base or made.new)
    return (
        replace(made, cumulative=True)
        if spans and plainly and figure.unit.endswith("元") and SPENT.search(re.sub("（[^（]*）$", "", made.name))
        else made
    )


BINDING = re.compile(r"^(?:[^，。；、]{0,4}[（(]?[为属是]?|，[为属是])(?P<kind>约束|预期)性")
BINDING_ALL = re.compile(
    r"^(?:[^，。；：]{0,12})(?P<kind>约束|预期)性指标[^，。；：]{0,12}：|，(?:以上|上述)?[^，。；]{0,4}[均都皆]为(?P<last>约束|预期)性指标"
)


def binding_of(text: str, span: Span) -> str:
    """约束性 or 预期性 where a sentence says so: right after a figure, 下降15%（约束性）, or of all of its figures."""
    found = BINDING.match(text[span[1] : span[1] + 20])
    return found["kind"] + "性" if found else _binding_of_all(text)


@lru_cache(maxsize=1)
def _binding_of_all(text: str) -> str:
    """What a sentence says of all of its figures; remembered, for a sentence has many."""
    said = [m["kind"] or m["last"] for m in BINDING_ALL.finditer(text)]
    return said[0] + "性" if len(set(said)) == 1 else ""


def upside_down(figure: Quantity) -> bool:
    """True for a range whose second end is smaller than the first: 5-3."""
    return bool(figure.high) and Decimal(figure.high) < Decimal(figure.low)


def _own_unit(name: str) -> str:
    """The unit that a name has in it: 年旅游接待人次."""
    found = re.search(r"(人次|人数|人口|户数|家数|架次|件数|辆次)$", name)
    return {"人口": "人", "人数": "人", "户数": "户", "家数": "家", "件数": "件"}.get(found[1], found[1]) if found else ""


def _unit_of_nothing(figure: Quantity, name: str) -> str:
    """The unit of a share that is nothing: 贫困发生率降至0."""
    return "%" if figure.low == "0" and not figure.high and re.search("率|比例|比重|占比$", name) else ""


def measure_of(made: Named, unit: str, doubled: bool) -> str:
    """What a figure measures: a level, growth, a share, what is added, or what adds up over years."""
    if made.name.endswith("增量") and unit not in PER_UNIT:
        return "increment"
    if (
        doubled
        or (made.grows and unit in PER_UNIT)
        or re.search(r"(?:增长率|增速|增幅|涨幅|降幅|下降率|(?:上涨|增长|下降)幅度)$", made.name)
    ):
        return "growth"
    if made.cumulative:
        return "cumulative"
    if (
        made.grows
        or made.new
        or TREATED.fullmatch(made.name)
        or (ACTS.search(made.name) and unit not in PER_UNIT and not unit.endswith("元"))
    ):
        return "increment"
    if unit in ("%", "成", "‰") or unit.startswith("/"):
        return "share"
    sized = HEADS.fullmatch(re.sub("（[^（]*）$", "", made.name)) and not (made.name.endswith("标准") and unit in ("项", "个", "件"))
    return "increment" if made.done and not sized else "level"
