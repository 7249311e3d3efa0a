"""Names: of what a figure is the figure, from the words before it and after it in its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.characters import plain
from generator.indicators.around import Around, Piece, around_of, noun_after, without_clause
from generator.indicators.figures import MANY, PER_UNIT
from generator.indicators.lists import with_beginning
from generator.indicators.naming_words import (
    BEING_BUILT,
    BETTER_LESS,
    BINDS,
    BY_PEOPLE,
    CONTRIBUTES,
    COUNTED_LEVELS,
    DAILY,
    DIVISIONS,
    DONE_ONLY,
    EACH_BEFORE_VERB,
    EACH_PERSON,
    ENDS_ADDED,
    ENDS_LEVEL,
    FELLOWS,
    FLOURISHES,
    FLOWS,
    FOR_WHOM,
    FREQUENT,
    GLUED,
    HAVING,
    HOUSES,
    IN_YEARS,
    INVESTED,
    KEEPS,
    LONE,
    MORE_DOING,
    NOTHINGS,
    NUMBERING,
    OPERATES,
    PART_OF,
    PART_ONLY,
    PEOPLE_OF,
    PUSHED,
    PUSHED_ON,
    PUSHES,
    SIZE,
    SIZED,
    SPREAD,
    STAYS,
    SUMS_DOING,
    USED_FOR,
    WHERE_DONE,
    WHOLE_NEW,
)
from generator.indicators.scopes import WIDE
from generator.indicators.times import YEARLY
from generator.indicators.verbs import ADDS, JOINED, OF_THING, begun_by, cleaned, does, own_verb, parted_by
from generator.indicators.wording import (
    AFTER_NAME,
    DOING_AT_END,
    GENERIC,
    GOAL,
    HEADS,
    LEAD_TIME,
    STANDARD,
    TRAILING,
    quotes_balanced,
)

JOINS_ON = re.compile("(?:[和与]|(?<![惠普涉波])及)+$")
"""What joins a name to the next one; 惠及 and 涉及 are verbs."""
LONGEST, SHORTEST = 42, 2
"""Characters of a name; what is longer is a clause whose subject was not found."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure is the figure of."""

    name: str
    stem: str
    """The name without a verb of adding."""
    new: str = ""
    """The verb of adding, which holds for what is listed after it, too."""
    grows: bool = False
    """The figure says by how much."""
    down: bool = False
    done: bool = False
    """The figure says how much is done."""
    cumulative: bool = False
    per_year: bool = False
    base: bool = False
    """It is where something comes from: 从2015年的2.69万亿元."""
    each: bool = False
    """分别: the names are a list."""
    unit: str = ""
    """The unit of that figure."""
    has: bool = False
    """The figure says how many there are: 共有医院3家."""
    bare: bool = False
    """It counts, and no verb says whether so many are or were made."""
    part: bool = False
    """It is a part of what is new, 其中私营企业30户: so is what is counted with it after a comma."""
    against: int = 0
    """The year that it grew from."""
    whole: str = ""
    """Of a part, 其中风电100万千瓦, the name of the whole."""


def named(piece: Piece, last: Named | None) -> Named | str:
    """What a figure is about, `last` being what the figure before it is about; or a reason why nobody can tell."""
    if STANDARD.match(piece.right) or FREQUENT.search(piece.clause + piece.figure_text) or BINDS.search(piece.left + piece.figure_text[:2]):
        return "standard"
    piece = replace(
        piece, left=GLUED.sub("", EACH_PERSON.sub("", NUMBERING.sub("", EACH_BEFORE_VERB.sub("", FOR_WHOM.sub("", piece.left)))))
    )
    around = around_of(piece)
    if around is None:
        return "list"  # 压减生铁、粗钢产能分别达到5万吨和8万吨
    right = "" if around.grows or around.from_past or GOAL.match(piece.right) else noun_after(piece.right)
    made = _after(piece, around.head, right, last) if right else None
    if made is None:
        made = _before(piece, around.head, last, around.from_past)
    if isinstance(made, str):
        return made
    if piece.joined and piece.left[:1] == "、" and LONE.fullmatch(made[0]):
        return "subject"  # 年接待游客2亿人次、营业收入480亿元
    if re.match("[，、]?与[^，、]+之比", piece.left):
        return "subject"  # 收入突破1万亿元，与产值之比达到2.4:1
    better_less = bool(around.grows and around.leads and around.leads["up"] == "改善" and BETTER_LESS.search(made[1]))
    made = _by_last(piece, last, made)
    if isinstance(made, str):
        return made
    name, stem, new, done = made
    on_part = last is not None and last.part and piece.follows and not piece.joined and piece.figure.unit == last.unit
    part = False
    if (
        last
        and last.new
        and ("其中" in piece.left or on_part)
        and piece.figure.counted
        and not (new or done or (around.leads and around.leads["level"]))
    ):
        new, name, part = last.new, last.new + name, True  # 新增医院6家，其中三甲医院2家
    whole = _whole(piece, last, name)
    if whole and last:
        name = stem = f"{whole}（{stem}）"
        new = last.new
    if piece.figure.counted and (NOTHINGS.search(name) or DIVISIONS.fullmatch(name)):
        return "nothing"
    if not SHORTEST <= len(name) <= LONGEST:
        return "subject" if len(name) < SHORTEST else "long"
    about = Named(name=name, stem=stem, new=new, done=done, down=around.down or better_less, unit=piece.figure.unit, whole=whole, part=part)
    return _told(piece, around, right, about=about, last=last)


def _by_last(piece: Piece, last: Named | None, made: Made) -> Made | str:
    """A name with what it takes over from the name before it, or from the label of its clause."""
    name, stem, new, done = made
    if last and _counted_by(piece, last, name, new):
        name, stem, *_ = (with_beginning([last.stem, one])[1] for one in (name, stem))
    if last and piece.follows and not new and PEOPLE_OF.fullmatch(stem) and (house := _house(last.stem)):
        name = stem = house + stem
    if new and last and piece.follows and not last.new and OF_THING.fullmatch(stem) and last.stem.endswith(stem) and last.stem != stem:
        name = last.stem.removesuffix(stem) + name  # 光伏装机2750万千瓦，新增装机1200万千瓦
    if last and piece.joined and piece.left[:1] == "、" and len(stem) < len(last.stem):
        fellow = last.stem[-len(stem) :]
        if fellow[0] + stem[0] in FELLOWS and fellow[1:] == stem[1:]:
            name = stem = last.stem[: -len(stem)] + stem  # 金融机构存款余额86亿元、贷款余额112亿元
    if stem.endswith("占") and last and piece.follows and last.unit not in PER_UNIT and ("其中" in piece.left or len(stem) < 7):
        name, stem = name + last.stem, stem + last.stem  # 其中税收收入占84.3%
    if piece.label and SIZED.fullmatch(stem):
        name, stem = piece.label + name, piece.label + stem
    operates = OPERATES.fullmatch(name) is not None
    beside = last is not None and (piece.follows or piece.joined) and (operates or (len(name) < 4 and HEADS.fullmatch(name)))
    if last and beside and (at := last.stem.find(name[:2])) > 1:
        name = stem = last.stem[:at] + name  # 商品房销售面积386万平方米、销售额248亿元
    elif operates and not piece.label:
        return "subject"
    return name, stem, new, done


def _house(stem: str) -> str:
    """The kind of school that a name is, or is told of: 普通高中, 普通高中招生."""
    told = PEOPLE_OF.search(stem)
    house = stem[: told.start()] if told and told.end() == len(stem) else stem
    return re.sub(rf"^(?:{WIDE})|（[^）]*）$", "", house) if HOUSES.fullmatch(house) else ""


def _told(piece: Piece, around: Around, right: str, *, about: Named, last: Named | None) -> Named:
    """What a clause tells of what it names: whether it is, grows or is done, in all or in a year."""
    name, new, leads, unit = about.name, about.new, around.leads, piece.figure.unit
    shares, lists_on = unit in PER_UNIT, piece.left[:1] in ("、", "和", "及", "与")
    words = piece.left + around.said
    if around.came:
        return replace(about, done=False, down=False, base=True, each="分别" in words)
    bounded = piece.figure_text[:1] in "超突逾不高低"
    listed_on = last if piece.follows and not around.leading and not new and not bounded and "其中" not in piece.left else None
    stands = re.match(f"人均|户均|每|(?:{WIDE}|全国)", name) is not None and not about.done and not new
    told = around.owned or _is_level(leads, around.head, right)
    acts = MORE_DOING.match(LEAD_TIME.sub("", around.head).lstrip("，、")) is not None
    done = about.done or (acts and not told)
    has = told or (last is not None and last.has and not (new or done or acts or (around.leading and not around.grows)))
    level = has or stands or HAVING.search(around.head) is not None
    head_name = HEADS.fullmatch(re.sub("（[^（]*）$", "", name)) is not None and not (piece.figure.counted and name.endswith("标准"))
    finished = leads is not None and leads["level"] == "完成" and not right and not head_name and not unit.endswith("元") and not shares
    goes_on = listed_on if piece.joined and (lists_on or not piece.left) else None
    grows, down = around.grows, about.down
    if goes_on and goes_on.grows and not around.said.strip() and not right and _alike(piece, goes_on):
        grows, down = True, goes_on.down  # 压减炼钢产能8212万吨、炼铁产能7529万吨
    apart = "其中" in piece.left
    spread = not right and not apart and not level and not grows and SPREAD.search(unit) is not None and "累计" not in words
    part = last if last is not None and apart and (piece.figure.counted or _alike(piece, last)) and not new and not head_name else None
    verbless = not (new or done or around.raised or right or around.acted or begun_by(around.head) or around.leading)
    flows = unit.endswith("人次") and FLOWS.search(name) is not None
    on_done = goes_on is None or goes_on.done
    counts = (
        (piece.figure.counted or spread)
        and not level
        and not flows
        and not (bounded and not done)  # 授权超过800项
        and not head_name
        and on_done
    )
    sums = (
        listed_on is not None
        and listed_on.cumulative
        and (piece.joined or not (right or done or (verbless and (head_name or unit[-1:] in COUNTED_LEVELS))))
    )
    is_done = (
        around.raised
        or counts
        or around.acted
        or finished  # 退耕还林已完成1510万亩
        or bool(new)
        or (done and not level and (on_done or not piece.figure.counted))
        or (listed_on is not None and listed_on.done and piece.joined and not head_name and not unit.endswith("元"))
    )
    return replace(
        about,
        grows=grows,
        down=down,
        done=part.done or done if part is not None and not grows else is_done,
        cumulative=("累计" in words and (grows or not shares)) or (sums and not grows and not shares) or bool(part and part.cumulative),
        per_year=YEARLY.search(words) is not None or (is_done and _each_year(piece, last)),
        each="分别" in words,
        has=has,
        bare=verbless and piece.figure.counted,
    )


def _each_year(piece: Piece, last: Named | None) -> bool:
    """True for what is listed after what is done each year: 每年培训教师500名、选派120名."""
    listed = last is not None and piece.joined and piece.left[:1] == "、"
    return last is not None and listed and last.per_year and not last.grows and (last.done or bool(last.new))


def _is_level(leads: re.Match[str] | None, head: str, right: str) -> bool:
    """True where the verb before a figure says what is: 达到, 增至. 完成 before a noun says what is done, 为 at the beginning for whom."""
    if leads is None:
        return False
    if leads["level"] in ("完成", "实现") and right:
        return False
    return bool(leads["to"] or (leads["level"] and not (leads["level"] == "为" and not head.strip("，、 "))))


Made = tuple[str, str, str, bool]
"""Name, stem, verb of adding, and whether the figure says how much is done."""


def _after(piece: Piece, head: str, right: str, last: Named | None) -> Made | str:
    """The name where the noun follows: 新增43处公共停车场, 中心城35%左右面积达到…."""
    new = begun_by(head)
    if not new and piece.joined and last and last.new and not head.strip("、和及与以"):
        new = last.new
    share = piece.figure.unit in ("%", "成") and re.search("[、和及与]$", head) is not None  # 所有乡镇和90%的村通公交
    rest = "" if share else cleaned(head)
    rest = "" if re.fullmatch(WIDE, rest) else rest
    thing = AFTER_NAME.sub("", right)
    thing = BEING_BUILT.sub("", thing) if PUSHES.search(head) or PUSHED_ON.match(piece.clause) else thing
    thing = without_clause(TRAILING.sub("", thing) or right)
    used = USED_FOR.match(thing)
    if GENERIC.fullmatch(rest) and piece.right.startswith("的") and not rest.endswith("规模") and piece.figure.unit not in PER_UNIT:
        return "attribute"  # 总投资50亿元的产业园
    if GENERIC.fullmatch(rest) and piece.right.startswith("的"):  # 总规模1000亿元的基金
        return _finished("", thing, rest, False)
    if used and GENERIC.fullmatch(rest) and piece.figure.unit.endswith("元"):  # 投资200亿元建设农村公路
        return _finished("", thing[used.end() :], rest, False)
    if piece.right.startswith("的") and piece.figure.unit not in PER_UNIT and not piece.figure.counted:
        return "attribute"
    if piece.figure.counted:
        return _finished(new, "", thing, True)
    thing = thing[used.end() :] if used and piece.figure.unit.endswith("元") else thing  # 投入1.3亿元实施人居环境整治
    if DOING_AT_END.fullmatch(rest) or (DOING_AT_END.search(rest) and piece.figure.unit != "%"):
        rest = ""
    return _finished(new, rest, thing, bool(new or DOING_AT_END.search(head)) and not KEEPS.search(head))


def _before(piece: Piece, head: str, last: Named | None, base: bool) -> Made | str:
    """The name where it precedes: 森林覆盖率达到19.5%."""
    whole = PART_OF.match(head)
    if whole and piece.figure.unit in ("%", "成") and whole["name"]:
        head = head.removesuffix("的") if "占" in head else whole["name"]
    if piece.joined and last and re.match(r"[、，和及与以]*占", head):
        head = last.stem + head.strip("、，和及与以")
    if started := SUMS_DOING.search(head):
        at = WHERE_DONE.search(LEAD_TIME.sub("", head[: started.start()]))
        head = (
            head[started.start() :] if head[started.end() :].strip("了约近超") else head[: started.start()]
        )  # whose doing it is stands before
        if at and head.startswith(("累计", "共")):
            return _finished("", re.sub(f"^{WIDE}", "", at["where"]) + cleaned(head), "", True)
    where, new, what = ("", "", head) if piece.figure.unit == "%" else parted_by(head)
    last_word = ENDS_ADDED.search(head)
    if last_word and not WHOLE_NEW.fullmatch(head) and not new and piece.figure.unit != "%":
        new, what = last_word[0], cleaned(head[: last_word.start()])  # 亿元楼新增6幢
        if DAILY.search(what):
            return _finished("", what, new, True)  # 企业数量日均净增1万户
        return _finished(new, "", what, True) if what else "subject"
    done = bool(new) or does(head)
    rest = where + new + what if new and what else cleaned(head, piece.figure.unit == "%")
    if (
        not new
        and last
        and last.new
        and not does(head)
        and piece.joined
        and rest
        and piece.left[:1] in "、和及与以"
        and piece.figure.unit not in PER_UNIT
        and not STAYS.search(piece.left)
    ):
        new, done = last.new, True
    if DONE_ONLY.fullmatch(rest):
        rest = ""
    if GENERIC.fullmatch(rest) or not rest:
        return _of_last(piece, head if not rest else "", rest, last)
    if CONTRIBUTES.match(rest) and not piece.follows:
        return "subject"
    if (rest.startswith("占") or CONTRIBUTES.match(rest)) and piece.follows and last:
        return _finished("", re.sub("占[^占]*$", "", last.stem), rest, False)
    return _finished(new, "", rest, done)


def _counted_by(piece: Piece, last: Named, name: str, new: str) -> bool:
    """True for a name that lacks what the one before it is counted by: 每千人口床位数6张、医师3人, 单位产值能耗、水耗."""
    if BY_PEOPLE.match(last.stem) and piece.follows and _is_small(piece) and name.endswith("数") and not new:
        return True  # 每千人口床位数6张，医师数达到4人
    if not piece.joined or piece.left[:1] not in ("、", "和", "及", "与"):
        return last.stem.startswith("每") and piece.follows and "其中" in piece.left and piece.figure.counted and not new
    return HEADS.fullmatch(name) is not None or (last.stem.startswith("每") and piece.figure.counted and not (new or does(piece.left)))


def _is_small(piece: Piece) -> bool:
    """True for a count so small that it is one by head."""
    return piece.figure.counted and not re.match(MANY, piece.figure.unit) and float(piece.figure.low) < 100


def _of_last(piece: Piece, head: str, rest: str, last: Named | None) -> Made | str:
    """The name where a clause goes on about what the clause before it is about."""
    if last and piece.follows:
        verb = own_verb(head)
        went = re.search("(?:提高|提升|增加|上升|扩大|延长|下降|降低|减少|缩短)(?:到|至)$", piece.left) is not None
        reached = (ENDS_LEVEL.search(piece.left) is not None and not (went and not piece.figure.counted)) or piece.figure_text.startswith(
            ("突破", "超过")
        )
        changes = re.search("增速|增幅|增长率|涨幅|降幅", rest) or (last.unit in PER_UNIT and piece.figure.unit not in PER_UNIT)
        told = re.sub("(?<=.)占[^占]*$", "", last.stem) if changes else last.stem
        own = re.sub("(?:自然|同口径|同比|实际)?(?:增速|增幅|涨幅|降幅)$", "", told) or told
        sized = rest and (SIZE.sub("", rest) in ("", "总", "装机") or rest.endswith("投资"))
        of = SIZE if SIZE.search(own) or not HEADS.fullmatch(rest) else INVESTED
        stem = re.sub("装机(?:容量|规模)?$", "", own) if rest.endswith("装机") else of.sub("", own) if sized else own
        return _finished(
            "" if rest or reached else verb or last.new,
            stem or last.stem,
            "" if rest in ("均", "其中", "年均") else rest,
            last.done and not rest and not (reached and last.new),
        )
    pushed = PUSHED.search(piece.before)
    if pushed and pushed["thing"].endswith(("等项目", "等工程", "等重大项目", "等重点项目")):
        return "subject"  # 推动某某等项目建设，产量达到20万吨
    if pushed and (not rest or GENERIC.fullmatch(rest)):
        return _finished("", pushed["thing"], rest, not rest)
    if piece.label:
        return _finished("", "", piece.label + rest, does(head) and not rest)
    thing = FLOURISHES.fullmatch(piece.before)
    if thing and rest and SIZE.sub("", rest) == "":
        return _finished("", cleaned(thing["thing"]), rest, False)
    subject = HEADS.match(piece.before) if not re.search(r"\d", piece.before) else None
    if subject and not rest:
        name = cleaned(subject[0])
        return _finished("", "", name, False) if name else "subject"
    return "subject"


def _whole(piece: Piece, last: Named | None, name: str) -> str:
    """The name of that of which a figure is a part when its own words name no size: 装机容量300万千瓦，其中风电100万千瓦、光伏200万千瓦."""
    if last is not None and PART_ONLY.fullmatch(name) and piece.figure.unit == last.unit:
        return (last.whole or last.name) if "其中" in piece.left or last.whole else ""
    if last is None or HEADS.fullmatch(name) or not _alike(piece, last):
        return ""
    if "其中" in piece.left:
        return last.name if HEADS.fullmatch(last.stem) else ""
    return last.whole if piece.joined and piece.left[:1] in ("、", "和", "及", "与") else ""


def _alike(piece: Piece, last: Named) -> bool:
    """True where a figure has the unit of the one before it, 万 and 亿 apart, and counts nothing."""
    own, other = (re.sub(f"^(?:{MANY})", "", unit) for unit in (piece.figure.unit, last.unit))
    return own == other and own not in PER_UNIT and not piece.figure.counted


def _finished(new: str, rest: str, thing: str, done: bool) -> Made | str:
    words = TRAILING.sub("", JOINED.sub("", IN_YEARS.sub("", plain(rest + thing)))).strip("、，—")
    stem = quotes_balanced(JOINS_ON.sub("", words))
    if not stem:
        return "subject"
    name = stem if not new or new in stem[:12] else new + stem
    added = ADDS.match(stem)
    stem = (stem[added.end() :] if added else "") or stem
    return name, stem, new, done
