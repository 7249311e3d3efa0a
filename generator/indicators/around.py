"""Around a figure: its clause taken apart, what stands before it, the verb that leads to it, the noun after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.indicators.figures import PER_UNIT, Quantity
from generator.indicators.naming_words import (
    ADVERB_MARKS,
    AND_QUOTED,
    ENDS_ACT,
    ENDS_NEW,
    FOR,
    FROM,
    GOES_ON,
    LESSENS,
    MONEY,
    MOVES,
    OF_WHICH,
    OF_YEAR,
    OWNS,
    PASSED,
)
from generator.indicators.times import BASED, BEFORE_LAST
from generator.indicators.verbs import cleaned
from generator.indicators.wording import (
    DOING,
    HEADS,
    LEAD_TIME,
    LEADS_TO,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure with the words of its clause that are about it."""

    figure: Quantity
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
    aside: bool = False
    """True in brackets."""
    of_list: bool = False
    """True for one of as many figures as its clause has names."""
    label: str = ""
    """What the colon before its clause names: （一）高速铁路：."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before a figure, taken apart."""

    head: str
    """The words that may name it."""
    said: str
    """What leads from them to the figure, with its adverbs: 累计达到."""
    leads: re.Match[str] | None
    """The verb in that."""
    from_past: bool
    """It is where something comes from: 从2015年的."""
    came: bool
    """And nothing else."""
    owned: bool
    """A verb that tells what is stands before the thing: 共有."""
    acted: bool
    """Between the name and the figure it is told how far the thing is: 开工建设."""
    grows: bool
    raised: bool
    """It is done, and nothing that grows: 农房风貌提升26.4万户."""
    down: bool

    @property
    def leading(self) -> str:
        """The verb that leads to the figure, without adverbs that say nothing."""
        return self.said.strip(ADVERB_MARKS)


def around_of(piece: Piece) -> Around | None:
    """What stands before a figure, taken apart; None where its verb has several names before it, and no one can tell whose it is."""
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
    verb = said.strip(ADVERB_MARKS)
    owned = OWNS.match(LEAD_TIME.sub("", head)) if not verb else None
    head = owned["who"] + LEAD_TIME.sub("", head)[owned.end() :] if owned else head
    head = PASSED.sub("", re.sub("^[，、]?(?:到|至|在)$", "", head))
    head = re.sub("(?:(?<=[^，、])|^[，、]?)(?:分别|均|都)$", "", head)
    ended = ENDS_ACT.search(head) if not verb else None
    head = head[: ended.start()] if ended else head
    head = re.sub("(?<=[金费资遇准])(?:每月|每年|拟?安排)$", "", head)
    head = re.sub(r"连续(?:\d+年|多年)?(?:稳定)?$", "", _without_comparison(head))
    grows = bool(leads and (leads["up"] or leads["down"]) and not leads["to"])
    raised = bool(grows and leads and _is_raised(piece, head, leads["up"] or leads["down"]))
    if raised and leads:
        grows, head = False, head + leads[0]  # 农房风貌提升26.4万户: what is done, and nothing that grows
    down = bool(grows and leads and leads["down"])
    bare_head = LEAD_TIME.sub("", head)
    moved = LESSENS.match(bare_head.lstrip("、，和及与并累计共又再")) if piece.figure.unit not in PER_UNIT and not verb else None
    if "分别" in said and LESSENS.match(bare_head.lstrip("，并累计共")):
        return None
    if moved:
        grows, down, head = True, moved["verb"] != "增加", re.sub("^.*?" + moved["verb"], "", head)
    return Around(
        head,
        said,
        leads,
        from_past=base is not None,
        came=came,
        owned=owned is not None,
        acted=ended is not None,
        grows=grows,
        raised=raised,
        down=down,
    )


def _is_raised(piece: Piece, head: str, verb: str) -> bool:
    """True where a verb of growing tells what is done to things: 提升26.4万户."""
    return (
        piece.figure.unit not in PER_UNIT
        and head.strip("、，和及与") != ""
        and not MONEY.search(head)
        and verb not in ("增加", "增长", "减少", "下降", "净增")
        and not HEADS.fullmatch(cleaned(head))
    )


def _as_growth(left: str, piece: Piece) -> str:
    """里程新增150公里 as 里程增加150公里: what has a size grows by so much."""
    found = re.search("(?:净|累计)?新增(?P<about>[了约近]?)$", left)
    grows = found is not None and not noun_after(piece.right) and HEADS.fullmatch(cleaned(left[: found.start()]))
    return f"{left[: found.start()]}增加{found['about']}" if found is not None and grows else left


def _without_comparison(head: str) -> str:
    """What precedes a figure without what it is compared with: 比上年, 在2018年基础上."""
    head = re.sub("在[^，]{2,20}(?:情况|背景|前提|基数|形势)下$", "", head)
    head = re.sub("^.*(?:全球|世界|全国)第[一二三四五]、", "", head)
    head = re.sub("(?:(?<=[一-鿿]{2})|^、)(?:过半|(?:稳|位|均|跃|连续)?居(?!民|住|家)[^，、]{2,12}|排名?[^，、]{2,10})、$", "", head)
    head = re.sub("^[，、]?(?:但|虽然?|因)?受[^，]{2,16}影响", "", re.sub("同比（下同）$", "", head))
    head = re.sub("(?<=率)以[^，]{1,8}为单位$", "", head)
    head = re.sub("(?<=[一-鿿]{2})(?:比|较)(?:[一二三四五六七八九十]+年前|[^，、]{0,6}(?:之初|初期|之前))$", "", head)
    head = re.sub("(?:(?<=[一-鿿]{2})|^[，、]?)(?:按|扣除)[^，、]{2,10}(?:计算|核算|因素|口径)$", "", head)
    head = re.sub("(?<=[一-鿿]{2})(?:比|较)(?:历史)?峰值(?:年|时)?(?:水平)?$", "", head)
    for pattern in (BASED, BEFORE_LAST):
        found = list(pattern.finditer(head))
        if found and len(head) - found[-1].end() <= 6:
            head = head[: found[-1].start()]
    return head


ANOTHER_TOO = re.compile("(?<=[项工][目程])(?:和|与|及|以及)[^，、]{1,12}等$")
"""What the next figure counts: 14条高速公路项目和南北线等4个铁路项目."""


def noun_after(right: str) -> str:
    """The noun after a figure, when there is one: 10个顶尖科学家实验室. What stands in brackets after it is none."""
    if (
        right[:1] in "（("
        or MOVES.match(right)
        or right[:1] in "、，；。：）)”和及与或至并且等"
        or right.startswith(("以上", "的水平", "之间", "区间", "的区间", "的合理区间"))
    ):
        return ""
    if right == "单位":
        return ""
    right = FOR.sub("", right)
    right = re.split(r"特别是|其中|，|；|。", right.removeprefix("的"))[0]
    right = ANOTHER_TOO.sub("", without_clause(right))
    right = GOES_ON.split(right)[0]
    right = AND_QUOTED.sub("", right)
    right = re.sub(r"(?:、|和|及|以及|与|并|，|其中)+$", "", right).strip()
    return "" if re.fullmatch(f"安排|执行|掌握|把握|计算|落实|考虑|推进|完成|实现|实施|(?:{DOING})+", right) else right


def without_clause(thing: str) -> str:
    """A noun without the clause before it that tells how the thing shall be."""
    found = OF_WHICH.match(thing)
    return found["thing"] if found else thing
