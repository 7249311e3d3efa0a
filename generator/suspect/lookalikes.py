"""Characters that are taken for each other.

`千字当头` beside two of `干字当头`; `己建成` beside `已建成`.
Leaves alone: a character in a word of the dictionary that its neighbour lacks, and phrases that stand twice.
Knowledge: a list of our own of common characters that are alike in form. Add a group where a misprint shows one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.characters import is_han
from generator.suspect.body import Body, Place
from generator.suspect.phrases import PhraseIndex

GROUPS = (
    "千干于 未末 己已 人入 日曰 土士 天夭 今令 侯候 拔拨 析折拆 栗粟 免兔 鸟乌 竞竟 辨辩 撒撤 崇祟 密蜜 徽微 历厉 形型 即既 "
    "坏环 治冶 往住 问间 科料 处外 休体 侍待持 代伐 贷货 力刀 复夏 列例 刨创 技枝 搏博 睛晴 没设 抓拙 纲网 徒徙 惯贯 园圆 幅辐 "
    "暑署 侧测 绩积 籍藉 竣峻 慨概 洲州 震振"
)
ALIKE: dict[str, str] = {}
for _group in GROUPS.split():
    for _char in _group:
        ALIKE[_char] = ALIKE.get(_char, "") + _group.replace(_char, "")
JOINING = frozenset("和与及或者其他等的之以于为在、")
"""Characters that stand beside anything."""
ROUND = 3
"""Characters of surroundings that must agree."""


def lookalikes(body: Body, phrases: PhraseIndex) -> Iterator[Place]:
    """Find characters whose look-alike makes a phrase that stands elsewhere, where their own stands once."""
    text = body.text
    for at, char in enumerate(text):
        if char not in ALIKE:
            continue
        pairs = [p for p in (text[at - 1 : at + 1], text[at : at + 2]) if len(p) == 2 and all(map(is_han, p))]
        if not pairs or max(map(phrases.count, pairs)) > 1:
            continue
        for other in ALIKE[char]:
            for left in range(ROUND + 1):
                a, b = at - left, at + ROUND - left + 1
                phrase = text[a:at] + other + text[at + 1 : b]
                if a < 0 or len(phrase) <= ROUND or not all(map(is_han, phrase)):
                    continue
                if set(phrase) - {other} <= JOINING:
                    continue  # 中西医结合科或者其他
                if phrases.count(phrase) >= 2:  # of two that stand once each nobody knows which is right
                    yield Place(a, b, phrase, f"形近误字？他处作“{phrase}”", 0.8)
                    break
