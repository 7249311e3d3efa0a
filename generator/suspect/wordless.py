"""Two characters beside each other that are no word, where a character of like form makes one that the plans use.

`关健核心` → `关键`; `污水治埋` → `治理`; `粮食安金` → `安全`; `保检制度` → `保险`.
Leaves alone: characters within words of the dictionary (`治安|金融`), pairs that stand twice, and words that the plans do not use.
Knowledge: a list of our own of characters that readers of pictures and writers take for each other; rjieba's dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from generator.characters import HAN_NUMERALS
from generator.suspect.body import HAN_RUN, Body, Place, is_word, words
from generator.suspect.phrases import phrases_of

GROUPS = (
    "健键建 金全 未末 埋理里 升开 竟境竞 台合 检险 怍作昨 近进 汁计什 没设投 曰日 己已巳 千干于 土士 侍待 拔拨 冶治 问间闻 侯候"
    " 住往佳 析折拆 准淮维 休体 技枝 低抵底 末本木 目自 力刀 户尸 束柬 睛晴 情清请 洲州 徙徒 幅福 密蜜 栽载裁 辩辨 博搏 即既 论沦轮 暑署"
    " 培陪倍 科料 峻竣 措借错 籍藉 权仅 效郊 核该 纲网 记纪 组租祖 续读 结洁 经径轻 转传 增赠 推堆 测侧 创刨 能熊"
    " 监盐 益盆 备各务 索素 惠患 息思 届居 层屋 贷货 贫贪 拓柘 偿尝 复夏 环坏 享亨 施旋 挥辉 障漳 域城 减咸 挂桂 贯惯"
    " 源原 型形 诚城 责贵 率牵 宣宜 宫官 供洪 园圆 积识织职 模膜 摸模 标际 防妨 访"
)
ALIKE: dict[str, str] = {}
for _group in GROUPS.split():
    for _char in _group:
        ALIKE[_char] = ALIKE.get(_char, "") + _group.replace(_char, "")
FREE = f"{HAN_NUMERALS}大小新旧老为是有在不无好多少各高低长"
"""Characters that stand beside any other: 大站, 为王, 一极."""
USED = 2
"""Times that the plans must use the right word."""
REACH = 12
"""Characters on either side that the segmenter is given."""


def wordless(body: Body) -> Iterator[Place]:
    """Find pairs of single characters that a character of like form makes a word in use."""
    phrases, text = phrases_of(body.texts), body.text
    for run in HAN_RUN.finditer(text):
        spans = words(run[0])
        for (a, b), (c, d) in pairwise(spans):
            if b - a == d - c == 1 and phrases.count(run[0][a:d]) <= 1:
                at = run.start() + a
                if guess := _guess(text, at, (run.start(), run.end()), phrases.count):
                    yield Place(at, at + 2, guess, f"形近误字？“{text[at : at + 2]}”不成词，或为“{guess}”", 0.7)


def _guess(text: str, at: int, run: tuple[int, int], count: Callable[[str], int]) -> str:
    """The word that stood there; empty when there is none, or the text reads in no fewer words with it."""
    start, end = max(run[0], at - REACH), min(run[1], at + 2 + REACH)
    pair, before = text[at : at + 2], len(words(text[start:end]))
    for place, char in enumerate(pair):
        if pair[1 - place] in FREE:
            continue
        for other in ALIKE.get(char, ""):
            word = pair[:place] + other + pair[place + 1 :]
            if is_word(word) and count(word) >= USED and len(words(text[start:at] + word + text[at + 2 : end])) < before:
                return word
    return ""
