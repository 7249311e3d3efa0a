"""Words and characters that stand twice.

`外贸外贸` → `外贸`; `生态生态治理` → `生态治理`; `硕博博士` → `硕博士`; `市区区结对` → `市区结对`; `用好好用足` → `用好用足`.
Leaves alone: a character that ends one word and begins the next (`饮用水|水源`, `许可证|证后`), reduplications of the dictionary
(`人人`, `点点滴滴`, `大大小小`, `天天`), one after another (`一茬一茬`),
verbs twice without an object (`考虑考虑`), a preposition before its like (`对|对口支援`), and two of a
kind (`水水中转`, `区区合作`); words in Traditional characters (`全國國土計畫`), which the dictionary has not.
Knowledge: rjieba's dictionary. Doubling is damage when the text reads in fewer words without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN, HAN_NUMERALS, is_han
from generator.model import Span
from generator.suspect.body import Body, Place, covering, is_word, run_around, tag, words
from generator.suspect.phrases import phrases_of
from generator.suspect.scripts import others

UNIT = re.compile(rf"(?=([{HAN}]{{2,5}})\1)")
PAIR = re.compile(rf"([{HAN}])\1(?!\1)")
ENDING = {
    "以": "可得予加难所足",
    "当": "应",
    "是": "还总但若",
    "为": "作成认行",
    "于": "由关对",
    "的": "目标",
    "目": "项题",
    "有": "订具享拥持含所人管",
    "内": "域境区市省县园镇村",
    "中": "其集",
    "上": "以",
}
"""What a character often ends a word behind, so that another word may begin with it."""
BOTH = frozenset(("组织", "计划", "规划", "领导", "代表", "管理", "服务"))
"""Words that end a noun and do something."""
FUNCTION = ("p", "c", "u", "d", "r", "m")
PREFIXES = "全新高多非无超大小总副准各本该"
"""Characters that stand before a word of their own accord: `健全|全链条`."""


def doubled(body: Body) -> Iterator[Place]:
    """Find doubled words, then doubled characters."""
    done = 0
    for found in UNIT.finditer(body.text):
        unit, start, end = found[1], found.start(), found.end() + 2 * len(found[1])
        if start >= done and _is_unit(body, unit, start):
            done = end
            yield Place(start, end, unit, f"“{unit}”重出", 0.8)
    for found in PAIR.finditer(body.text):
        place = _pair(body, found.start())
        if place:
            yield place


def _is_unit(body: Body, unit: str, start: int) -> bool:
    """True when the doubled unit is a word of its own in both places, and no verb."""
    a, b = run_around(body.text, start, start + 2 * len(unit))
    borders = {a + span[0] for span in words(body.text[a:b])} | {b}
    if unit.startswith("一") or _in_traditional(body.text[a:b]):
        return False
    second, end = start + len(unit), start + 2 * len(unit)
    within = (unit[0] == "的" or (unit in BOTH and is_han(body.text[start - 1 : start]))) and is_han(body.text[end : end + 1])
    if within:
        return False  # 管理的航道|的航道保护; 经济组织|组织开展
    apart = is_word(unit) and start in borders
    acts = tag(unit) == "v" and not re.match(f"(?![再一后吧看这那怎如])[{HAN}]{{2}}", body.text[end : end + 2])
    return (apart or {start, second, end} <= borders) and not acts and not is_word(unit * 2)


def _pair(body: Body, at: int) -> Place | None:
    """The place of a doubled character, when the text reads in fewer words without one of them."""
    text, char = body.text, body.text[at]
    near = text[max(0, at - 2) : at] + " " + text[at + 2 : at + 4]
    if char == "国" and text[at - 1 : at] == "中" and not is_word(text[at + 1 : at + 3]):
        return None  # 中国|国新, a firm
    before, after = text[at - 1 : at + 1], text[at + 1 : at + 3]
    if tag(before) == tag(after) == "n" and len(before) == len(after) == 2:
        return None  # 农村|村民
    if text.startswith("中中国", at) or (is_word(before) and is_word(after) and not is_word(text[at + 2 : at + 4])):
        return None  # 公司中|中国; 生产|产前
    if text[at + 2 : at + 3] == "（" or text[at - 1 : at] in ENDING.get(char, ()):
        return None  # 改建|建（构）筑物; 可以|以划拨; 应当|当面
    if char in HAN_NUMERALS or re.search(rf"([{HAN}])\1", near):
        return None
    a, b = run_around(text, at, at + 2)
    if _in_traditional(text[a:b]):
        return None
    start, end = max(a, at - 1), min(b, at + 3)
    place = Place(start, end, text[start:at] + text[at + 1 : end], f"“{char}”字疑重", 0.7)
    spans, without = words(text[a:b]), words(text[a:at] + text[at + 1 : b])
    left, right = covering(spans, at - a), covering(spans, at + 1 - a)
    if left == right:
        return place if end - start == 4 and text[start] == text[end - 1] else None
    if len(without) >= len(spans) or left[1] - left[0] >= 3:
        return None
    if left[1] - left[0] == 1:
        phrases, pair = phrases_of(body.texts), text[start : at + 1]
        attested = len(pair) == 2 and phrases.count(pair) >= 2 > phrases.count(text[at : at + 3])
        return place if attested and tag(char)[:1] not in FUNCTION else None
    if char in PREFIXES:
        return None
    return place if right[1] - right[0] == 1 or _lone(without) < _lone(spans) else None


def _in_traditional(run: str) -> bool:
    """True for words that the dictionary, which is Simplified, cannot know."""
    return bool(others(run, "t2s"))


def _lone(spans: Sequence[Span]) -> int:
    """How many words are of one character."""
    return sum(end - start == 1 for start, end in spans)
