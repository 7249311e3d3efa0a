"""What titles share that stand side by side, and what is known of titles at all: the second look at where fused titles end.

Siblings are of about one length, have as many commas, and their texts often begin alike (反映…, 全省各地…). Some titles are the same in
every plan (指导思想, 保障措施), and a text likes to take up the last words of its title (体检内容|城市体检内容包括…).
The weights were chosen on the printed titles of the five plans and of three others. Right borders, by the model alone and with these:
of three further plans 54 and 70 of 94, of `tests/shapes` 23 and 31 of 44 (both were looked at while choosing), of all titles of sh-14fyp
287 and 298 of 322.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

STOCK = frozenset(
    """
    指导思想 基本原则 基本思路 总体要求 总体思路 总体目标 主要目标 发展目标 工作目标 规划目标 建设目标 目标任务
    具体目标 阶段性目标 主要任务 重点任务 工作任务 工作要求 重点工作 主要措施 重大举措 工作措施 保障措施 实施保障
    组织保障 组织实施 组织领导 加强组织领导 强化组织领导 资金保障 发展基础 现实基础 发展现状 现状与问题 存在问题
    存在的问题 主要问题 面临形势 发展形势 形势与挑战 机遇与挑战 发展环境 规划背景 编制背景 规划范围 规划期限 规划依据
    编制依据 规划原则 适用范围 总则 附则 战略定位 功能定位 发展定位 总体布局 空间布局 发展布局 发展方向 主要成效
    工作成效 主要指标 重点工程 重大工程 重点项目 环境影响分析 投资估算 效益分析 监督考核 宣传引导 政策支持
    """.split()  # noqa: SIM905
)
"""Titles that plans of all kinds have."""
IS_STOCK = 4.0
TAKEN_UP = 0.5
"""For each character of a title's end that its text takes up."""
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
    return IS_STOCK * (title in STOCK) + TAKEN_UP * taken


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
