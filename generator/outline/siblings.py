"""What titles share that stand side by side, and what is known of titles at all: the second look at where fused titles end.

Siblings are of about one length, have as many commas, and their texts often begin alike (反映…, 全省各地…). Some titles are the same in
every plan (指导思想, 保障措施), and a text likes to take up the last words of its title (体检内容|城市体检内容包括…).
Words that ask for more behind them end no title, and words that say something of what stands before them begin no text.
The weights and words were chosen on the printed titles of the five plans and of others. Right borders, by the model alone and with these:
of `tests/shapes` 23 and 37 of 44, of six further texts 383 of 411 with these (all were looked at while choosing).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from generator.characters import TERMINAL

WHAT, OF_IT = "规划 建设 编制 工作 发展 总体 现状".split(), "背景 基础 现状 目标 原则 任务 内容 范围 依据 思路 成效 重点 要求".split()  # noqa: SIM905
STOCK = frozenset(what + of_it for what in WHAT for of_it in OF_IT) | frozenset(
    """
    指导思想 基本原则 基本思路 总体要求 总体思路 总体目标 主要目标 发展目标 工作目标 规划目标 建设目标 目标任务
    具体目标 阶段性目标 主要任务 重点任务 工作任务 工作要求 重点工作 主要措施 重大举措 工作措施 保障措施 实施保障
    组织保障 组织实施 组织领导 加强组织领导 强化组织领导 资金保障 发展基础 现实基础 发展现状 现状与问题 存在问题
    存在的问题 主要问题 面临形势 发展形势 形势与挑战 机遇与挑战 发展环境 规划背景 编制背景 规划范围 规划期限 规划依据
    编制依据 规划原则 适用范围 总则 附则 战略定位 功能定位 发展定位 总体布局 空间布局 发展布局 发展方向 主要成效
    工作成效 主要指标 重点工程 重大工程 重点项目 环境影响分析 投资估算 效益分析 监督考核 宣传引导 政策支持
    加大资金投入 加大资金支持 加大投入力度 强化资金保障 强化要素保障 强化用地保障 强化科技支撑 强化人才支撑 加强人才保障 加强队伍建设
    加强统筹协调 加强宣传引导 强化宣传引导 营造良好氛围 营造浓厚氛围 严格监督考核 强化监督考核 加强监督考核 严格考核评估 强化督查考核
    加强监督检查 强化监督管理 加强监测评估 强化规划引领 强化政策支持 强化政策支撑 强化法治保障 完善工作机制 健全工作机制 压实工作责任
    编制目的 制定目的 制定依据 分级标准 事故分级 响应分级 分级响应 组织体系 组织机构 领导机构 指挥机构 工作机构 办事机构 工作职责 专家组
    监测预警 预警分级 预警发布 预警行动 预警解除 信息报告 信息报送 信息发布 先期处置 应急处置 响应程序 响应启动 响应终止 应急结束 后期处置
    善后处置 调查评估 应急保障 队伍保障 物资保障 通信保障 医疗保障 交通保障 经费保障 预案管理 预案演练 宣传培训 责任追究
    强化组织保障 扩大公众参与 鼓励公众参与 基本情况 基本概况 区域概况 工作背景 工作基础 基础条件 现状分析 形势分析 需求分析
    """.split()  # noqa: SIM905
)
"""Titles that plans of all kinds have."""
HEAD = 2
STOCK_BY_HEAD = {
    head: tuple(title for title in sorted(STOCK) if title[:HEAD] == head) for head in sorted({title[:HEAD] for title in STOCK})
}
"""The same by their first characters."""
IS_STOCK = 4.0
LONGEST_STOCK = 14
"""Characters of a first sentence that is longer than a title which begins so (重点工作推进有力)."""
LINKED = "[和与及的等]|任务|体系|要求|举措|情况"
"""What goes on in a title of that kind."""
TAKEN_UP = 0.5
"""For each character of a title's end that its text takes up."""
OPENING = tuple(
    """
    今年 去年 当前 目前 近年来 今后 全省各地 全市各地 各地 各部门 各级 各有关部门 本市 本省 本县 本区 本规划 本方案 本办法 本纲要 本预案
    我市 我省 我县 我区 我国 市级财政 市政府 省政府 客观上 主观上 成立 对照 反映 采用 负责 配合 利用 通过 结合 根据 依托 围绕 按照
    坚持 针对 依据 受 将 截至 部分 个别 大力 广泛 充分发挥 深入学习 综合运用 学习运用 切实 牢牢
    特别是 对于 关于 随着 面对 力争 鼓励 立足 锚定 聚焦 当今世界
    """.split()  # noqa: SIM905
)
"""Words that open a text and ask for more behind them: no title ends with them, and many texts begin so."""
ASKING = (
    *OPENING,
    *"""
    期间 以来 全省 全市 全县 全区 全国 市级 省级 积极 充分 进一步 深入 扎实 着力 努力 有序 优先 继续 不断 逐步 全面 严格 其中 同时
    确保 开展 把握 探索 可以 应当 对使用 仍需 还需 尚需 亟需 亟待 有待 需要
    """.split(),  # noqa: SIM905
)
"""Words that no title ends with."""
CLOSING = tuple(
    """
    （ 稳步提 明显 显著 偏低 偏弱 偏小 偏高 不足 不够 不强 不高 不优 较低 较弱 较大 较小 多发 频发 回顾 展望 迈上 迈出 再上 取得
    新要求 新定位 新担当 新挑战 新机遇 重大意义 的 等 缺失 滞后 薄弱 单一 不畅 短缺 匮乏 乏力 迟缓 老化 不完善 不健全 不到位 不平衡 不充分
    """.split()  # noqa: SIM905
)
"""Words that say something of what stands before them: no text begins with them."""
CLAUSE = re.compile(r"可以|应当|必须|不得|由[市省县区各]|(.{2,6})\1$|全[省市县]各|到20\d\d年|在每")
"""What no title holds: it would be a clause, or end with a word said twice."""
CUT, OPENS = 2.0, 1.5
"""For a border between two words that stand together; for one before a word that opens texts."""
LONGEST_END = 6
NEAR = 0.125
"""For each character that a title is shorter or longer than the middle of its siblings."""
COMMAS = 1.0
BEGINS_LIKE = 1.0
COULD_BEGIN_LIKE = 0.5
"""For each sibling beyond the first whose text could begin with the same word."""
MANY = 4
"""Siblings from which their number lends no more weight."""
ROUNDS = 2

K = TypeVar("K", int, str)
Scores = Mapping[int, float]
"""Length of a title → log probability."""


def normal(scores: Scores) -> dict[int, float]:
    """Scores as log probabilities."""
    if not scores:
        return {}
    most = max(scores.values())
    total = most + math.log(sum(math.exp(score - most) for score in scores.values()))
    return {length: score - total for length, score in scores.items()}


def known(title: str, rest: str) -> float:
    """What a title's own words say for it."""
    taken = next((n for n in range(min(LONGEST_END, len(title)), 1, -1) if 0 <= rest.find(title[-n:], 0, 2 * n + 6) <= LONGEST_END), 0)
    cut = title.endswith(ASKING) or rest.startswith(CLOSING) or CLAUSE.search(title) is not None
    return IS_STOCK * (title in STOCK) + TAKEN_UP * taken - CUT * cut + OPENS * rest.startswith(OPENING)


def begins_with_stock(rest: str) -> bool:
    """True for a long first sentence that begins with a title that all plans have: 总体目标到2030年…。"""
    stop = re.search(f"[{TERMINAL}]", rest)
    return stock_length(rest) > 0 and (stop is None or stop.start() >= LONGEST_STOCK)


def stock_length(rest: str) -> int:
    """Characters of the title that all plans have and some words begin with; 0 where they begin otherwise."""
    known = (
        len(title)
        for title in STOCK_BY_HEAD.get(rest[:HEAD], ())
        if rest.startswith(title) and re.match(r"[\w“《—]", rest[len(title) :]) and not re.match(LINKED, rest[len(title) :])
    )
    return max(known, default=0)


def alike(fused: Sequence[str], scored: Sequence[Scores]) -> list[dict[int, float]]:
    """The scores of siblings' titles with what they share; those of a single title as they are."""
    now = [dict(scores) for scores in scored]
    for _ in range(ROUNDS if len(fused) > 1 else 0):
        family = _Family.of(fused, scored, now)
        now = [
            normal({length: score + family.says(at, text, length) for length, score in scores.items()})
            for at, (text, scores) in enumerate(zip(fused, scored, strict=True))
        ]
    return now


@dataclass(frozen=True, slots=True)
class _Family:
    """What siblings have in common, each with its own part, which says nothing of itself."""

    middles: list[float]
    """For each the middle length of the others."""
    commas: list[dict[int, float]]
    begins: list[dict[str, float]]
    could: list[frozenset[str]]
    all_commas: dict[int, float]
    all_begins: dict[str, float]
    all_could: Counter[str]

    @classmethod
    def of(cls, fused: Sequence[str], scored: Sequence[Scores], now: Sequence[Scores]) -> _Family:
        """That of siblings: `scored` are the borders that they could have, `now` how likely each is held to be."""
        commas: list[dict[int, float]] = []
        begins: list[dict[str, float]] = []
        for text, scores in zip(fused, now, strict=True):
            commas.append(_sum([{text[:length].count("，"): math.exp(score)} for length, score in scores.items()]))
            begins.append({})
            for length, score in sorted(scores.items(), key=lambda item: item[1]):
                begins[-1][text[length : length + 2]] = math.exp(score)
        could = [frozenset(text[length : length + 2] for length in scores) for text, scores in zip(fused, scored, strict=True)]
        lengths = [sum(math.exp(score) * length for length, score in scores.items()) for scores in now]
        return cls(
            middles=_middles(lengths),
            commas=commas,
            begins=begins,
            could=could,
            all_commas=_sum(commas),
            all_begins=_sum(begins),
            all_could=Counter(word for words in could for word in words),
        )

    def says(self, at: int, text: str, length: int) -> float:
        """What the siblings of one say for a border of it."""
        others = len(self.middles) - 1
        weight = min(others, MANY) / 2
        word, commas = text[length : length + 2], text[:length].count("，")
        middle = self.middles[at]
        as_many = (self.all_commas.get(commas, 0.0) - self.commas[at].get(commas, 0.0)) / others
        begin = self.all_begins.get(word, 0.0) - self.begins[at].get(word, 0.0)
        could = self.all_could[word] - (word in self.could[at])
        alike = COMMAS * as_many * weight - NEAR * abs(length - middle) * weight
        return alike + BEGINS_LIKE * math.log1p(max(begin, 0.0)) + COULD_BEGIN_LIKE * max(0, could - 1)


def _sum(counters: Sequence[Mapping[K, float]]) -> dict[K, float]:
    total: dict[K, float] = {}
    for counter in counters:
        for key, value in counter.items():
            total[key] = total.get(key, 0.0) + value
    return total


def _middles(lengths: Sequence[float]) -> list[float]:
    """For each the median of the others: of all in order, without its own place."""
    order = sorted(range(len(lengths)), key=lambda n: lengths[n])
    ranked = [lengths[n] for n in order]
    places = {n: place for place, n in enumerate(order)}
    low, high = (len(lengths) - 2) // 2, (len(lengths) - 1) // 2
    return [median((ranked[low + (low >= places[n])], ranked[high + (high >= places[n])])) for n in range(len(lengths))]
