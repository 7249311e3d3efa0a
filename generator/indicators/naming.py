"""Names: of what a figure is the figure, from the words before it and after it in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.characters import plain
from generator.indicators.figures import MANY, PER_UNIT, Figure
from generator.indicators.scopes import WIDE
from generator.indicators.times import BASED, BEFORE_LAST
from generator.indicators.wording import (
    AFTER_NAME,
    DOING,
    DOING_AT_END,
    EITHER,
    GENERIC,
    GOAL,
    HEADS,
    HOW,
    LEAD_TIME,
    LEADING,
    LEADS_TO,
    LEVEL,
    NEW,
    NEW_AT_START,
    STANDARD,
    TRAILING,
    quotes_balanced,
)

LONGEST, SHORTEST = 42, 2
"""Characters of a name; what is longer is a clause whose subject was not found."""
FROM = re.compile(
    r"(?P<name>.*?)(?:由|从)(?P<when>(?:每[^，]{1,6})?(?:(?:19|20)\d\d年(?:底|末)?|[“‘]?十?[一二三四五六七八九]五[”’]?(?:时期|"
    r"期)?末?|上年|去年|现状|目前|当前|现有|原来|原有)?的?)$"
)
OF_YEAR = re.compile(r"(?:(?:19|20)\d\d年(?:底|末)?|去年|上年|今年)的?$")
ENDS_NEW = re.compile(rf"(?:{NEW})(?:了|约)?$")
MOVES = re.compile(r"(?:上升|下降|提高|增长|增加|降低|减少|提升|扩大|增至|降至|升至|达到|增到|减到|压减)")
"""What a clause goes on with, and no noun."""
SIZE = re.compile(r"(?:总产量|播种面积|产量|总量|数量|规模|总产值|产值|增加值|面积|余额|总额|人数|总数|投资额|成交额|里程|总投资)$")
SHARED = re.compile(
    r"(?:排放总量|总排放量|增加值占.*|占.*|总施用量|施用量|总产量|产量|销量|总量|出栏量|存栏量|吞吐量|发送量|客运量|货运量|总产值|产值|增加值|"
    r"零售额|销售额|成交额|交易额|总收入|收入|总额|余额"
    r"|面积|规模|人数|数量|投资|支出|能力|里程|长度|排放量|排放|浓度|(?:播种|种植|养殖)面积|[毛净]入[学园]率|[一-鿿]{2}率|比例|比重|占比|总数)$"
)
"""What the last name of a list shares with those before it."""
SPREAD = re.compile("(?:公里|千米|米|平方公里|平方米|亩|公顷)$")
"""Units of length and area: without a verb that says otherwise, so much of something is made."""
BINDS = re.compile("不得|原则上|应当|必须")
"""Words of a rule for single cases."""
HAVING = re.compile("(?:覆盖|拥有|辐射|通达|汇集|囊括|占|涉及|连接|联通|惠及)[^，]{0,4}$")
"""Verbs after which a count tells what is, and not what is done."""
ADVERB_MARKS = "、，和及与以并已共累计约超近"
NOTHINGS = re.compile("(?:方面|领域|环节|部分|阶段|层面|维度|原则|专题|步骤|要点|坚持|关键|篇章|专章|大类|章节|关口|大关)$")
"""What is counted to divide a text, and promises nothing."""
KEEPS = re.compile("落实|严守|坚守|保持|稳定|守住|守牢|不突破|划定")
"""Verbs after which a figure is a level that stays."""
SIZED = re.compile("(?:总|新增|营业|运营|通车)*(?:里程|面积|规模|长度|总量|数量|装机(?:容量)?|产能|产值|产量|投资|总投资|投资额)")
"""Names of sizes, which tell nothing without the thing."""
PASSED = re.compile(
    r"(?:突破|超过|跨越|迈上|跨上|达到?)[一二两三四五六七八九十百千万亿]{1,4}(?:美?元|人次?|辆|吨|户|家)?(?:大关|台阶)?[、，]?$"
)
"""A round mark that was passed before what is told: 突破万亿元、达到1.35万亿元."""
BY_WHOM = re.compile(
    r"^[一-鿿]{1,5}(?:(?<![城超股])市|(?<![小社园灌城景街库矿山片校院辖地郊牧林老])区|[省县州旗])(?:共|累计|将|已)*(?:实现|完成)(?=[一-鿿]{3})"
)
"""Whose doing it is: 静安区实现一般公共预算收入."""
LESSENS = re.compile("(?P<verb>减少|压减|削减|缩减|节约|节省|增加)(?!值)")
"""A verb by which so much of what has a size comes or goes: 减少贫困人口670万人."""
PART_OF = re.compile(r"(?P<name>.*?)(?:占|达到|相当于)(?P<whole>[^，]{2,14})的$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure with the words of its clause that are about it."""

    figure: Figure
    left: str
    """What stands before it, from the figure or the mark before."""
    right: str
    """What stands after it, to the next figure or mark."""
    joined: bool
    """True where a figure of the same clause stands before."""
    before: str
    """The clause before its own; empty at the beginning of a sentence."""
    follows: bool
    """True where the clause before has a figure, or the same clause."""
    figure_text: str = ""
    clause: str = ""
    """Its clause up to it."""
    between: str = ""
    """All that stands between it and the figure before."""
    label: str = ""
    """What the colon before its clause names: （一）高速铁路：."""


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
    whole: str = ""
    """Of a part, 其中风电100万千瓦, the name of the whole."""


def named(piece: Piece, last: Named | None) -> Named | str:
    """What a figure is about, `last` being what the figure before it is about; or a reason why nobody can tell."""
    if STANDARD.match(piece.right) or BINDS.search(piece.left + piece.figure_text[:2]):
        return "standard"
    left = _as_growth(re.split("特别是|其中", piece.left)[-1], piece)
    leads = None if ENDS_NEW.search(left) else LEADS_TO.search(left)
    head = left[: leads.start()] if leads else left
    said = leads[0] if leads else ""
    base = FROM.search(head)
    came = base is not None and not said.strip()
    if base and came:
        head = base["name"]
    head = OF_YEAR.sub("", _without_comparison(head))
    if not ENDS_NEW.search(head) and (
        not leads or not (leads["up"] or leads["down"] or leads["level"])
    ):  # 上升到2020年的: the verb stands before the year
        again = LEADS_TO.search(head)
        if again and again[0]:
            leads, head, said = again, head[: again.start()], again[0] + said
    head = PASSED.sub("", re.sub("^[，、]?(?:到|至|在)$", "", head))
    head = re.sub("(?<=[^，、])(?:分别|均|都)$", "", head)
    head = re.sub(r"连续(?:\d+年|多年)?(?:稳定)?$", "", _without_comparison(head))
    grows = bool(leads and (leads["up"] or leads["down"]) and not leads["to"])
    raised = False
    if grows and leads and piece.figure.unit not in PER_UNIT and head.strip("、，和及与") and not HEADS.fullmatch(cleaned(head)):
        grows, raised, head = False, True, head + leads[0]  # 农房风貌提升26.4万户: what is done, and nothing that grows
    down = bool(grows and leads and leads["down"])
    moved = (
        LESSENS.match(LEAD_TIME.sub("", head).lstrip("、，和及与并累计共又再"))
        if piece.figure.unit not in PER_UNIT and not said.strip(ADVERB_MARKS)
        else None
    )
    if moved:
        grows, down, head = True, moved["verb"] != "增加", re.sub("^.*?" + moved["verb"], "", head)
    right = "" if grows or base or GOAL.match(piece.right) else noun_after(piece.right)
    made = _after(piece, head, right, last) if right else None
    if made is None:
        made = _before(piece, head, last, bool(base))
    if isinstance(made, str):
        return made
    name, stem, new, done = made
    if last and piece.joined and piece.left[:1] in ("、", "和", "及", "与") and HEADS.fullmatch(name):
        name, stem, *_ = (_with_beginning([last.stem, one])[1] for one in (name, stem))
    if piece.label and SIZED.fullmatch(stem):
        name, stem = piece.label + name, piece.label + stem
    whole = _whole(piece, last, name)
    if whole and last:
        name = stem = f"{whole}（{stem}）"
        new = last.new
    if NOTHINGS.search(name) and piece.figure.counted:
        return "nothing"
    if not SHORTEST <= len(name) <= LONGEST:
        return "subject" if len(name) < SHORTEST else "long"
    around = piece.left + said
    bounded = piece.figure_text[:1] in "超突逾不高低"
    listed_on = last if piece.follows and not said.strip(ADVERB_MARKS) and not new and not bounded and "其中" not in piece.left else None
    stands = re.match(f"人均|户均|每|(?:{WIDE}|全国)", name) is not None and not done and not new
    level = _is_level(leads, head, right) or stands or HAVING.search(head) is not None
    bare = bounded and not done  # 授权超过800项
    goes_on = listed_on if piece.joined and piece.left[:1] in "、和及与" else None
    if goes_on and goes_on.grows and not said.strip() and not right and _alike(piece, goes_on):
        grows, down = True, goes_on.down  # 压减炼钢产能8212万吨、炼铁产能7529万吨
    spread = (
        not right
        and "其中" not in piece.left
        and not level
        and not grows
        and SPREAD.search(piece.figure.unit) is not None
        and "累计" not in around
    )
    part = last if "其中" in piece.left and last is not None and piece.figure.counted and not new and not HEADS.fullmatch(name) else None
    counts = (piece.figure.counted or spread) and not level and not bare and not HEADS.fullmatch(name) and (goes_on is None or goes_on.done)
    sums = listed_on is not None and listed_on.cumulative and (piece.joined or not right)
    return Named(
        name=name,
        stem=stem,
        new=new,
        grows=grows,
        down=down,
        done=part.done
        if part is not None and not grows
        else raised
        or counts
        or bool(new)
        or (done and not level and (goes_on is None or goes_on.done or not piece.figure.counted))
        or (listed_on is not None and listed_on.done and piece.joined and not HEADS.fullmatch(name)),
        cumulative="累计" in around or (sums and not grows),
        per_year=bool(re.search("年均|每年|逐年", around)),
        base=came,
        each="分别" in around,
        unit=piece.figure.unit,
        whole=whole,
    )


def _is_level(leads: re.Match[str] | None, head: str, right: str) -> bool:
    """True where the verb before a figure says what is: 达到, 增至. 完成 before a noun says what is done, 为 at the beginning for whom."""
    if leads is None:
        return False
    if leads["level"] in ("完成", "实现") and right:
        return False
    return bool(leads["to"] or (leads["level"] and not (leads["level"] == "为" and not head.strip("，、 "))))


def _as_growth(left: str, piece: Piece) -> str:
    """里程新增150公里 as 里程增加150公里: what has a size grows by so much."""
    found = re.search("(?:净|累计)?新增(?P<about>[了约近]?)$", left)
    grows = found is not None and not noun_after(piece.right) and HEADS.fullmatch(cleaned(left[: found.start()]))
    return f"{left[: found.start()]}增加{found['about']}" if found is not None and grows else left


def _without_comparison(head: str) -> str:
    """What precedes a figure without what it is compared with: 比上年, 在2018年基础上."""
    head = re.sub("在[^，]{2,20}(?:情况|背景|前提|基数|形势)下$", "", head)
    for pattern in (BASED, BEFORE_LAST):
        found = list(pattern.finditer(head))
        if found and len(head) - found[-1].end() <= 6:
            head = head[: found[-1].start()]
    return head


def noun_after(right: str) -> str:
    """The noun after a figure, when there is one: 10个顶尖科学家实验室. What stands in brackets after it is none."""
    if right[:1] in "（(" or MOVES.match(right) or right[:1] in "、，；。：）)”和及与或至并且等" or right.startswith(("以上", "的水平")):
        return ""
    right = re.split(r"特别是|其中|，|；|。", right.removeprefix("的"))[0]
    right = re.split(rf"、(?=若干|一批|数量|总量|规模|总数|均|居|位居|排|列|占|增长|同比|{DOING})", right)[0]
    right = re.sub(r"(?:、|和|及|以及|与|并|，|其中)+$", "", right).strip()
    return "" if re.fullmatch("安排|执行|掌握|把握|计算|落实|考虑|推进|完成|实现|实施", right) else right


Made = tuple[str, str, str, bool]
"""Name, stem, verb of adding, and whether the figure says how much is done."""


def _after(piece: Piece, head: str, right: str, last: Named | None) -> Made | str:
    """The name where the noun follows: 新增43处公共停车场, 中心城35%左右面积达到…."""
    new = _new(head)
    if not new and piece.joined and last and last.new and not head.strip("、和及与以"):
        new = last.new
    rest = cleaned(head)
    rest = "" if re.fullmatch(WIDE, rest) else rest
    thing = AFTER_NAME.sub("", right)
    thing = TRAILING.sub("", thing) or right
    if GENERIC.fullmatch(rest) and piece.right.startswith("的"):  # 总规模1000亿元的基金
        return _finished("", thing, rest, False)
    if piece.right.startswith("的") and piece.figure.unit not in PER_UNIT and not piece.figure.counted:
        return "attribute"
    if piece.figure.counted:
        return _finished(new, "", thing, True)
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
    if started := re.search(rf"(?:累计|共)(?:{DOING})", head):
        head = head[started.start() :]  # whose doing it is stands before
    where, new, what = ("", "", head) if piece.figure.unit == "%" else _from_new(head)
    last_word = re.search(rf"(?<=[一-鿿])(?:{NEW})$", head)
    if last_word and not new and piece.figure.unit != "%":
        new, what = last_word[0], cleaned(head[: last_word.start()])  # 亿元楼新增6幢
        return _finished(new, "", what, True) if what else "subject"
    done = bool(new) or _does(head)
    rest = where + new + what if new and what else cleaned(head, piece.figure.unit == "%")
    if not new and last and last.new and piece.joined and rest and piece.left[:1] in "、和及与以" and piece.figure.unit not in PER_UNIT:
        new, done = last.new, True
    if GENERIC.fullmatch(rest) or not rest:
        return _of_last(piece, head if not rest else "", rest, last)
    if rest.startswith("占") and piece.follows and last:
        return _finished("", last.stem, rest, False)
    return _finished(new, "", rest, done)


def _of_last(piece: Piece, head: str, rest: str, last: Named | None) -> Made | str:
    """The name where a clause goes on about what the clause before it is about."""
    if last and piece.follows:
        verb = _own_verb(head)
        own = re.sub("(?:自然|同口径|同比|实际)?(?:增速|增幅|涨幅|降幅)$", "", last.stem) or last.stem
        stem = SIZE.sub("", own) if rest and SIZE.sub("", rest) == "" else own
        return _finished(
            "" if rest or re.search(f"(?:{LEVEL})$", piece.left) else verb or last.new,
            stem or last.stem,
            "" if rest in ("均", "其中", "年均") else rest,
            last.done and not rest,
        )
    if piece.label:
        return _finished("", "", piece.label + rest, _does(head) and not rest)
    subject = HEADS.match(piece.before) if not re.search(r"\d", piece.before) else None
    if subject and not rest:
        name = cleaned(subject[0])
        return _finished("", "", name, False) if name else "subject"
    return "subject"


def _whole(piece: Piece, last: Named | None, name: str) -> str:
    """The name of that of which a figure is a part when its own words name no size: 装机容量300万千瓦，其中风电100万千瓦、光伏200万千瓦."""
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
    stem = quotes_balanced(TRAILING.sub("", plain(rest + thing)).strip("、，和及与—"))
    if not stem:
        return "subject"
    name = stem if not new or new in stem[:12] else new + stem
    stem = re.sub(rf"^(?:{NEW})", "", stem) or stem
    return name, stem, new, done


def _new(head: str) -> str:
    """The verb of adding that a clause begins with, or that stands right before the figure."""
    lead = LEAD_TIME.sub("", head).lstrip("、，和及与以")
    if several := re.search(rf"(?:{NEW})(?:(?:和|与|、|及|或|并)?(?:{NEW}|{DOING}))+$", lead):
        return several[0]  # 新建和改造提升
    start = NEW_AT_START.match(lead)
    end = re.search(rf"(?:{NEW})$", lead)
    return start["new"] if start else end[0] if end else ""


def _from_new(head: str) -> tuple[str, str, str]:
    """What precedes a verb of adding when it is part of the name, 城镇新增就业, the verb, and what follows it."""
    found = list(re.finditer(NEW, head))
    if not found or found[-1].end() == len(head) or head[found[-1].end()] == "的":
        return "", "", head
    where = cleaned(head[: found[-1].start()])
    where = where if re.fullmatch("城镇|农村|城乡|城市|乡村|全社会|社会|民间|外商|规上|规模以上", where) else ""
    return where, found[-1][0], head[found[-1].end() :]


def _own_verb(head: str) -> str:
    """The verb by which a clause tells a part from the whole: 其中新开工16项, 建成22项."""
    found = re.search(rf"(?:{NEW}|建成|竣工|投产|开工|完工|在建|完成)$", head)
    return found[0] if found else ""


def _does(head: str) -> bool:
    lead = re.sub("^实现了?", "", LEAD_TIME.sub("", re.sub("^[，、]?实现了?", "", head)).strip("、，和及与以"))
    return bool(re.match(rf"(?:{_HOW_ONLY})*(?:{DOING})", lead)) and not HEADS.fullmatch(re.sub(rf"^(?:{DOING})", "", lead) and lead)


_HOW_ONLY = "加快|全面|持续|进一步|大力|稳步|有序|深入|着力|优先|分类|力争|争取|确保|基本|预计|累计|共|已|再"


def cleaned(head: str, keep_new: bool = False) -> str:
    """A name without times, adverbs and verbs of doing before it. A verb that is part of the name stays when nothing else would."""
    text = BY_WHOM.sub("", re.sub("^(?:将(?!军|乐|才|领)|把(?!握|关|控|手))", "", head.strip("、，：；和及与以且 ")))
    text = re.sub(r"(?<=.)实现(?=[^，]*率$)", "", text)
    while True:
        text = re.sub(rf"^(?:{WIDE})(?=(?:{HOW}|{DOING}|{NEW}))(?!.{{0,4}}(?:率|面积|规模|能力|总))", "", text)
        short = LEAD_TIME.sub("", text, count=1) if LEAD_TIME.match(text) else text
        if keep_new and re.match(NEW, short):
            return short
        short = re.sub(rf"^(?:{NEW})", "", short)
        lead = LEADING.match(short)
        if lead and lead.end() < len(short) and not _part_of_name(short, lead.end()):
            short = short[lead.end() :]
        elif lead and lead.end() == len(short):
            short = ""
        short = short.lstrip("、，：和及与的“" if "”" not in short else "、，：和及与的")
        if short == text:
            return text
        text = short


def _part_of_name(text: str, end: int) -> bool:
    """True where what looks like a verb, or like a word before one, begins a noun: 治理率, 供应能力, 改造面积, 高标准农田."""
    if text[:end] in EITHER:
        return not re.match(rf"{HOW}|{DOING}|{NEW}|推进|做好|承接|提供|办理", text[end:])
    return bool(
        re.match(
            r"(?:率|能力|面积|量|数(?!字)|规模|比例|比重|者|额|值|型|性|总(?!部)|用地|成本|费用|效率|支出|价格|和|与|经费|投资|人数|人次|户数|金额|资金|基金|贷款|(?:补贴|补助)(?!性))",
            text[end:],
        )
    )


def listed(stem: str, count: int, alike: bool = True) -> list[str]:
    """The names of a list that shares its end: 农田化肥、农药总施用量 → two names; empty when it cannot be divided so. Without `alike`,
    as their units differ, they share none that is no word of size."""
    parts = stem.split("、")
    if len(parts) < count:
        parts = [*parts[:-1], *re.split(r"和|与|以及|及(?!率|格|时|其)", parts[-1])]
    if len(parts) != count or not all(parts) or OF_SO_MANY.match(parts[-1]):
        return []
    if parts[0][-1] + parts[-1][0] in PAIRED and count == 2:
        return [parts[0] + parts[1][1:], parts[0][:-1] + parts[1]]  # 金融机构存、贷款余额
    parts = _with_beginning(parts)
    tail = _shared_end(parts, alike)
    if not tail and alike and len({part[-2:] for part in parts}) > 1 and any(not HEADS.fullmatch(part) for part in parts):
        return []
    return [*(part if _stands(part, tail) else part + tail for part in parts[:-1]), parts[-1]]


def _stands(part: str, tail: str) -> bool:
    """True where a name of a list names a size itself. 化学需氧量 is what is let out, for all that it ends in 量."""
    return HEADS.fullmatch(part) is not None and not (tail.startswith(("排放", "总排放")) and part.endswith("需氧量"))


OF_SO_MANY = re.compile(r"[^、]+?[两二三四五六七八九十\d](?:大|类|个|种|项|家|省|市|区|县|镇|地)")
"""A number that the whole of a list has: 甲、乙两区人口."""
PAIRED = frozenset(["存贷", "城乡", "进出", "收支", "供需"])
"""Two words of one letter that stand for two of more: 存、贷款余额."""
BEGINNING = re.compile(
    r"(?:单位|万元|亿元|每万元)(?:地区|国内|工业|规模以上工业)?(?:生产总值|增加值|GDP|产值)|人均|户均|亩均|每(?:[百千万亿]|十万|百万)+(?:常住|户籍)?(?:人口|人|户)(?:拥有)?"
)
"""By what the first name of a list, and so those after it, are counted: 单位地区生产总值能耗、水耗."""


def _with_beginning(parts: Sequence[str]) -> list[str]:
    found = BEGINNING.match(parts[0])
    if not found or any(BEGINNING.match(part) for part in parts[1:]):
        return list(parts)
    return [parts[0], *(found[0] + part for part in parts[1:])]


def _shared_end(parts: Sequence[str], alike: bool) -> str:
    """What the last name of a list gives to the others. A word of size does, unless what is left of the last name is longer than theirs by
    so much that more of it must be shared: 广州、深圳地铁客运量. Else what follows a beginning as long as theirs: 涉诈、涉毒警情."""
    last, before = parts[-1], parts[-2]
    found = SHARED.search(last)
    own = len(last) - len(found[0]) if found else 0
    if found and own and own <= len(before) + 2:
        return found[0]
    shares = alike and len(before) <= 4 and len(before) + 2 <= len(last) and (not found or own)
    return last[len(before) :] if shares else ""
