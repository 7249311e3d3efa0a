"""Sureness: how likely the value of a sentence is right in every field, by the shape of its words.

A figure that has a name, a year and a unit may still be read wrongly, and some shapes of sentences are read wrongly far more often than
others: a name of three letters, a name in which a verb stands, a count before which nothing tells whether so much is there or is made. Each
such sign has a weight, fitted on values of texts at their first reading (`tests/gold/train_values.py`); what is too unlikely goes to the
list of the unplaced, as `unsure`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.indicators.amounts import family
from generator.indicators.around import Piece, noun_after
from generator.indicators.doubts import RATES
from generator.indicators.figures import PER_UNIT
from generator.indicators.general import is_general
from generator.indicators.naming_words import BY_PEOPLE, KEEPS, MORE_DOING, OF_YEAR
from generator.indicators.scopes import WIDE
from generator.indicators.verbs import begun_by, does
from generator.indicators.wording import AFTER_NAME, DOING, GROWING, HEADS, HOW, LEAD_TIME, LEADS_TO, NEW, SHRINKING
from generator.model import Unplaced, Value

MODEL = Path(__file__).with_name("sureness.json")
"""The weight of each sign, towards a right value."""
ENDINGS = Path(__file__).with_name("endings.json")
"""What names of indicators end in."""
NEW_ENDING = "end that no other name has"
LEAST = 0.8
"""So likely a value must be right."""
LEAD = 24
"""Characters before a figure in which a verb leads to it."""
VERB = re.compile(
    f"{DOING}|{GROWING}|{SHRINKING}|招聘|划定|参与|攻克|签|建有|设有|实有|投运|投产|牵头|争取|惠及|撬动|带动|组建|派|抽检|抽查"
)
ADDED = re.compile(NEW)
ODD = re.compile(
    "达到?|实现|完成|推进|位居|合作|参与|共建|突破|受|较|比(?![例重率]|$)|由|将|被|对|为|仅|只|仍|均|约|其|可|需|每|各|全部|予以|进行|开展|举办|"
    "攻克|主导|牵头|签|争取|安排|惠及|有(?![机效色线限关])|[全当]年|年[末底初]|累计|恢复|扩展|过半"
)
"""Words that hardly stand in the name of an indicator."""
HOLDS_ODD = re.compile(
    f"{BY_PEOPLE.pattern}|[人户亩平年]均|可(?:靠|支配|再生|持续|调|利用|循环)|对[外口]|植被|受(?:教育|益|理)|[节签履预]约|需求|自由|行为|其他|船只|比较|各级各类|年末[存贷余]|[公国私所]有|合作社"
)
"""Words of names in which an odd one stands."""
THINGS = re.compile("[馆园校院桩店肉粮油茶果菜药奶蛋糖鱼煤电钢车船中学]$|[^车]站$|[^市]场$")
"""Last letters of short names that are whole."""
LEFT_OVER = re.compile(r"(?:量|率|占比|比重|比例|产能|规模|面积|收入|产值|人数|总数|里程|产量|余额)(?!（)[^，、（）和与及的占]{1,5}$")
"""A size with something behind it that is no part of its name: 出栏量恢复."""
DONE_BEFORE = re.compile(f"(?:{DOING})(?:了|首批|约|近|共)*$")
RATIO = re.compile("(?:比值?|指数|系数)$")
NAMED_ACT = re.compile(f"{NEW}|(?:改造|整治|修复|建设|治理|更新|达标|就业)$")
"""What is done, within a name."""
PART_WORDS = re.compile("其中|[，、]占")
THOSE = re.compile("(?<!人口)的$|[中里]$")


def signs(value: Value, piece: Piece, text: str, counts: bool = False) -> dict[str, bool]:
    """What of a value's words speaks for or against it; in a report of statistics that `counts`, a count is what there is."""
    name, left = value.name, piece.left
    rated = value.unit in PER_UNIT
    standards = piece.figure.counted and name.endswith("标准")
    sized = (HEADS.fullmatch(name) is not None and not standards) or RATIO.search(name) is not None
    rate = RATES.search(name) is not None
    each = "分别" in piece.clause or piece.of_list
    whole = THINGS.search(name) is not None
    does_so = rated and not rate and value.measure != "growth" and bool(noun_after(piece.right))
    alone_behind = piece.right in (name, core := ADDED.sub("", name, count=1))
    alone = piece.figure.counted and (alone_behind or re.fullmatch("[、和及与]", piece.right.removeprefix(core)) is not None)
    return {
        **_lead(value, piece, rated=rated, sized=sized, counts=counts),
        "share of a rate": rated and rate,
        "growth in percent": rated and value.measure == "growth",
        "share of what is no rate": rated and not rate and value.measure != "growth" and not noun_after(piece.right),
        "share of those that do": does_so,
        "listed": piece.joined and left[:1] == "、" and not each,
        "same clause": piece.joined and left[:1] != "、",
        "goes on": piece.follows and not piece.joined,
        "part": PART_WORDS.search(piece.clause) is not None,
        "aside": piece.aside,
        "name of two or three letters": len(name) <= 3 and not whole,
        "short name of a thing": len(name) <= 3 and whole,
        "name of four letters": len(name) == 4,
        "long name": 14 <= len(name) < 19,
        "very long name": len(name) >= 19,
        "names joined": re.search("[、与]|及(?!以上|其)|和(?!美)", name) is not None,
        "name begins with a verb": VERB.match(name) is not None and ADDED.match(name) is None,
        "verb in the name": VERB.search(name[1:-1]) is not None,
        "odd word in the name": not does_so and ODD.search(HOLDS_ODD.sub("", name)) is not None,
        "words behind the size": LEFT_OVER.search(name) is not None,
        NEW_ENDING: not ends_as_names_do(name, endings()),
        "name put together": re.sub(f"^(?:{WIDE})", "", ADDED.sub("", name, count=1)) not in text and not each,
        "one of as many": each,
        "name with its whole": "（" in name,
        "noun behind a measure": bool(noun_after(piece.right)) and not piece.figure.counted and not rated,
        "的 before": THOSE.search(OF_YEAR.sub("", left)) is not None,
        "的 behind": piece.right[:1] == "的",
        "what something comes from": value.state == "base",
        "achieved": value.state == "achieved",
        "sum": value.measure == "cumulative",
        "increment of money": value.measure == "increment" and value.unit.endswith("元"),
        ACT_SIZED: name.endswith(("面积", "里程", "数量", "总数")),
        BEGINS: does_so and not piece.joined and ONLY_LEAD.fullmatch(left) is not None,
        ENDS_SIZED: (HEADS.fullmatch(name) or CHANGES.search(name) or RATIO.search(name)) is not None,
        SIZE_ADDED: alone_behind
        and not piece.figure.counted
        and ADDS_ONLY.fullmatch(left) is not None
        and HEADS.fullmatch(name) is not None,
        WHOLE: alone and MAKES.fullmatch(left) is not None,
        WHOLE_LISTED: alone and left.strip() == "、" and MAKES.match(piece.clause) is not None,
        WHOLE_ADDED: alone and ADDS_ONLY.fullmatch(left) is not None,
        SIZED: len(name) <= 3
        and (WHOLE_NAMES.fullmatch(name) or (HEADS.fullmatch(name) and not rate and (not rated or value.measure == "growth")))
        not in (None, False),
    }


def _lead(value: Value, piece: Piece, *, rated: bool, sized: bool, counts: bool = False) -> dict[str, bool]:
    """What leads to the figure: a verb that says what is (达到), how it moved, what is done, or nothing."""
    left = OF_YEAR.sub("", piece.left)  # 由2020年的4%提高到2025年的5%
    lead = LEADS_TO.search(left[-LEAD:])
    level = bool(lead and (lead["level"] or lead["to"])) or piece.figure_text[:1] in "突超逾近接"
    moved = bool(lead and (lead["up"] or lead["down"])) and not level
    core = ADDED.sub("", value.name, count=1)
    behind = bool(noun_after(piece.right)) and core in piece.right
    counted = piece.figure.counted
    thing = not rated and not sized
    behind = behind and (thing or (counted and not rated))
    act = (thing or value.measure == "increment") and _is_done(value, piece)
    return {
        "size reached": not rated and sized and level,
        "size moved": not rated and sized and moved,
        "size without a verb": not rated and sized and not level and not moved,
        "noun behind, done": behind and act,
        "noun behind, nothing done": behind and not act,
        "thing reached": thing and not behind and level,
        "thing moved": thing and not behind and moved,
        "thing done": thing and not behind and not level and not moved and act,
        "thing without a verb": thing and not behind and not level and not moved and not act,
        "made without a verb": value.measure == "increment" and not act,
        "there without a verb": value.measure == "level" and counted and not level and not sized and not counts,
    }


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value of a sentence as it was read."""

    value: Value
    likelihood: float
    """How likely it is right, by its shape alone."""


def judged(value: Value, piece: Piece, text: str, counts: bool = False) -> Weighed:
    """A value of a sentence with its likelihood."""
    found = signs(value, piece, text, counts)
    return Weighed(value, 0.0 if is_weak(found) or is_general(value.name) else likelihood(found, weights()))


WEAK: tuple[frozenset[str], ...] = (
    frozenset({"made without a verb"}),
    frozenset({"noun behind, nothing done"}),
    frozenset({"noun behind, done", NEW_ENDING}),
    frozenset({"noun behind, done", "names joined"}),
    frozenset({"noun behind, done", "verb in the name"}),
    frozenset({"noun behind, done", "listed"}),
    frozenset({"noun behind a measure"}),
    frozenset({"name of two or three letters"}),
    frozenset({"words behind the size"}),
    frozenset({"的 behind"}),
)
"""Signs that, alone or together, stood with a wrong value in a quarter to nine tenths of the first readings of eight public reports (961
values, of which 97 were wrong): without these 36 of 84 wrong ones that were likely enough are gone, and one right one in twenty-three."""


WHOLE = "made, and the clause tells no more"
"""The second sign of a count: a verb of making alone before it, its noun alone behind it."""
WHOLE_LISTED = "made with what is listed before it, and the clause tells no more"
WHOLE_ADDED = "added, and the clause tells no more"
ADDS_ONLY = re.compile(f"[，、；：]?(?:{WIDE})?(?:{NEW})(?:了|约|近|共)?")
MAKES = re.compile(
    rf"[，、；：]?(?:{LEAD_TIME.pattern})?(?:{HOW})?(?:{HOW})?(?:建成|组建|新建|新组建|打造|设立|成立|建立|创建|形成)(?:了|约|近|共)?"
)
"""A clause up to its figure that only says that so much is made."""
SIZED = "short name of a size"
"""The second sign of a name of two or three letters: 镍产量."""
WHOLE_NAMES = re.compile("棚户区|城中村|GDP|CPI|PPI|营?造林|种草|植树|(?:出生|死亡|失业|老龄化)率")
"""Names of two or three letters that lack nothing."""
ACT_SIZED = "size of what is done"
"""The second sign of what is made without a verb: 造林面积."""
ENDS_SIZED = "ends in a size"
"""The second sign of a name with a size in its midst: 规模工业增加值."""
CHANGES = re.compile("(?:增速|增幅|涨幅|降幅|增长率)$")
SIZE_ADDED = "so much of a size is added"
"""The second sign of what stands behind a measure: 新增5亿公斤生产能力."""
BEGINS = "share at the beginning"
"""The second sign of a share of those that do: 90%的县医院达到标准."""
ONLY_LEAD = re.compile(rf"[，、；：]?(?:{LEAD_TIME.pattern})?(?:{HOW}|{WIDE}|全国){{0,2}}")
SAVED: Mapping[str, frozenset[frozenset[str]]] = {
    WHOLE: frozenset({WEAK[2], WEAK[4]}),
    WHOLE_LISTED: frozenset({WEAK[5]}),
    WHOLE_ADDED: frozenset({WEAK[4]}),
    SIZED: frozenset({WEAK[7]}),
    ACT_SIZED: frozenset({WEAK[0]}),
    BEGINS: frozenset({WEAK[9]}),
    ENDS_SIZED: frozenset({WEAK[8]}),
    SIZE_ADDED: frozenset({WEAK[6]}),
}
"""Second sign → what it makes sure."""


def is_weak(found: Mapping[str, bool]) -> bool:
    """True for a value that no weight of other signs makes sure: it needs a second sign of its own."""
    saved = frozenset[frozenset[str]]().union(*(those for sign, those in SAVED.items() if found.get(sign)))
    return any(together not in saved and all(found[sign] for sign in together) for together in WEAK)


def settled(found: Sequence[Value | Unplaced | Weighed], vouched: Collection[str]) -> Iterator[Value | Unplaced]:
    """The values of a plan. An unsure one needs a second sign: a sure one with its name and unit, or an editor who uses its
    name."""
    sure = {(one.name, family(one.unit)) for one in filter(None, map(_sure, found))}
    doubted: set[tuple[str, str]] = set()  # sentence and name: growth of what is unsure is no surer
    for one in found:
        if not isinstance(one, Weighed):
            yield one
        elif one.value.measure == "growth" and (one.value.place, one.value.name) in doubted:
            yield unplaced(one.value, "unsure")
        elif one.likelihood >= LEAST or one.value.name in vouched or (one.value.name, family(one.value.unit)) in sure:
            yield one.value
        else:
            doubted.add((one.value.place, one.value.name))
            yield unplaced(one.value, "unsure")


def _sure(one: Value | Unplaced | Weighed) -> Value | None:
    if isinstance(one, Weighed):
        return one.value if one.likelihood >= LEAST else None
    return one if isinstance(one, Value) else None


def unplaced(value: Value, reason: str) -> Unplaced:
    """A value that is for a person to place."""
    return Unplaced(plan=value.plan, place=value.place, cell=value.cell, span=value.span, words=value.words, reason=reason)


def _is_done(value: Value, piece: Piece) -> bool:
    """True where the words before a figure, its name or what follows tell that so much is done."""
    if NAMED_ACT.search(value.name) or DONE_BEFORE.search(piece.left) or _told_after(piece):
        return True
    return _acts(piece.left) or (piece.joined and _acts(piece.clause))


def _told_after(piece: Piece) -> bool:
    """True where what is done stands behind what is counted: 5个平台落地."""
    clause = re.split("[，。；]", piece.right)[0]
    return piece.figure.counted and AFTER_NAME.search(clause) is not None


def _acts(words: str) -> bool:
    """True where the words before a figure begin with a verb of doing, or end in one of adding."""
    words = re.sub("^[，、]?(?:另|并|再|严格|以及)+", "", words)
    return (
        does(words)
        or bool(begun_by(words))
        or KEEPS.match(words) is not None
        or MORE_DOING.match(LEAD_TIME.sub("", words).lstrip("，、")) is not None
    )


def ends_as_names_do(name: str, known: Collection[str]) -> bool:
    """True for a name whose end is that of some other name of an indicator: what has a new one is cut wrongly more often."""
    name = re.sub("（[^（]*）$", "", name).rstrip("”）")
    return name[-2:] in known or name[-1:] in known


@lru_cache(maxsize=1)
def endings() -> frozenset[str]:
    """Ends of names of indicators: two letters, or one that ends many."""
    return frozenset(json.loads(ENDINGS.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights by sign, and the constant."""
    found: dict[str, float] = json.loads(MODEL.read_text(encoding="utf-8"))
    return found


def likelihood(found: Mapping[str, bool], model: Mapping[str, float]) -> float:
    """How likely a value with these signs is right; a sign that was not fitted yet weighs nothing."""
    total = model["constant"] + sum(model.get(sign, 0.0) for sign, holds in found.items() if holds)
    return 1 / (1 + math.exp(-total))
