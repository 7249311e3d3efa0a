"""Numbers that cannot be right where they stand.

`一是…二是…四是…`; `首先…再次…` without 其次; `占…比重达到130%`; `2025年到2020年`.
Leaves alone: the numbers of headings (finding O002), growth over 100%, lists that do not begin with one, and spans within a
century written short (`2024-25年`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.suspect.body import Body, Place

NUMERALS = "一二三四五六七八九十"
LISTS = (
    (re.compile(rf"(?:^|(?<=[。；：，、\n]))([{NUMERALS}])是"), NUMERALS),
    (re.compile(rf"(?:^|(?<=[。；：\n]))第([{NUMERALS}])，"), NUMERALS),
    (re.compile(r"(?:^|(?<=[。；\n]))(首|其|再|最)[先次后]，"), "首其再最"),
)
"""A running list's marks, and their order."""
SHARE = re.compile(r"(?:占[^，。；：、\n]{0,25}|比重|占比)[^，。；：、\n增长升]{0,8}?(?<![\d.])(\d+(?:\.\d+)?)%")
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:到|至|-|—|–|～|~|－)((?:19|20)\d\d)年")


def sequences(body: Body) -> Iterator[Place]:
    """Find list numbers that skip, shares over 100% and spans of years that run backwards."""
    for start, text in body.paragraphs():
        for pattern, order in LISTS:
            yield from _skips(start, text, pattern, order)
    for found in SHARE.finditer(body.text):
        if float(found[1]) > 100:
            yield Place(*found.span(), found[0], f"占比{found[1]}%超过100%", 0.6)
    for found in YEARS.finditer(body.text):
        if found[1] > found[2]:
            yield Place(*found.span(), found[0], f"年份先后颠倒：{found[1]}在{found[2]}之前", 0.8)


def _skips(start: int, text: str, pattern: re.Pattern[str], order: str) -> Iterator[Place]:
    """Marks of a list in one paragraph that do not follow the mark before them; 最后 may follow any."""
    last = ""
    for found in pattern.finditer(text):
        mark = found[1]
        if last and mark not in (order[0], "最") and order.index(mark) != order.index(last) + 1:
            wanted = order[min(order.index(last) + 1, len(order) - 1)]
            yield Place(start + found.start(), start + found.end(), found[0], f"序列中断：“{found[0]}”之前缺“{wanted}”项", 0.75)
        if mark == order[0] or last:
            last = mark
