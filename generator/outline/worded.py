"""Headings that are numbered behind a word of their own: `任务一：培育龙头企业`, `行动1　…`, `专题二　…`, `Q1：…？`.

A word makes a kind of headings where two numbers at least follow each other from the first one on, each before a title. Whatever word it
is: plans call what they number as they like. Which level it is, the headings around it say: below the one that stands before its first
number, above those that begin anew under it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from generator.characters import HAN, HAN_NUMERALS, either_script
from generator.numbering import level_of, read_numeral

HEAD = re.compile(
    rf"^[ \u3000#]*(?P<word>[{HAN}]{{2,6}}?|Q)[ ]?(?P<number>[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})(?P<mark>[：:、.．]|(?=[ \u3000]))"
    r"[ \u3000]*(?P<title>[^\n]+)$",
    re.M,
)
NTH = re.compile(
    rf"^[ \u3000#]*第(?P<number>[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})(?P<word>板块|单元|方面|阶段|专题|环节|层面|类别|步)"
    r"(?:[：:]|[ \u3000]+)[ \u3000]*(?P<title>[^\n]+)$",
    re.M,
)
"""`第一板块：产业升级`, where the word stands behind the number."""
QUESTION = re.compile("[^。；！？?]{2,60}[？?]")
"""What a question asks, alone in its line."""
OTHER = re.compile(
    either_script(
        rf"^附|^专栏|[图表栏式注]$|^第|^[{HAN_NUMERALS}]|[年月日周期次第型问答版]$|^星期|序号|单位|指标$|电话|邮编|[{HAN_NUMERALS}]$"
    )
)
"""Words before numbers that head no parts: captions, annexes, dates, cells."""


def worded_kinds(text: str, has_title: Callable[[str], bool]) -> list[str]:
    """Samples of such numbers, in the order in which they first stand; `has_title` tells what may be a title, alone or before its text."""
    found: dict[tuple[str, bool, str], list[tuple[int, bool]]] = {}
    for head in HEAD.finditer(text):
        number, title = head["number"], head["title"].strip()
        if not OTHER.search(head["word"]) and "\t" not in title and not re.match("[，。；的是]", title):
            kind = head["word"], number.isdecimal(), head["mark"].replace(":", "：")
            titled = has_title(title) or QUESTION.fullmatch(title) is not None
            found.setdefault(kind, []).append((read_numeral(number), titled))
    samples = [f"{word}{'1' if dotted else '一'}{mark}" for (word, dotted, mark), heads in found.items() if _are_heads(heads)]
    named: dict[str, list[tuple[int, bool]]] = {}
    for head in NTH.finditer(text):
        named.setdefault(head["word"], []).append((read_numeral(head["number"]), has_title(head["title"].strip())))
    return [*samples, *(f"第一{word}" for word, heads in named.items() if _are_heads(heads))]


def _are_heads(heads: Sequence[tuple[int, bool]]) -> bool:
    """True for numbers that count from one on, most of them before titles."""
    numbers = [number for number, _ in heads]
    climb = numbers[0] == 1 and 2 in numbers and all(b in (a + 1, 1) for a, b in pairwise(numbers))
    return climb and 2 * sum(titled for _, titled in heads) > len(heads)


def placed(levels: Sequence[str], worded: Sequence[str], text: str) -> list[str]:
    """The levels with such kinds among them."""
    result = list(levels)
    for sample in reversed(worded):  # of two under one kind the first stands before the other
        result.insert(_place(result, sample, text), sample)
    return result


def _place(levels: Sequence[str], sample: str, text: str) -> int:
    """Behind the outermost kind that stands before a first number of it; at the beginning where none ever does, or all that do begin anew
    under it."""
    marks = list(_marks([*levels, sample], text))
    above = Counter(a for (a, _), (b, number) in pairwise(marks) if b == sample and number == 1 and a != sample)
    below = Counter(b for (a, _), (b, number) in pairwise(marks) if a == sample and number == 1 and b != sample)
    parents = [level for level in levels if above[level] and above[level] >= below[level]]
    return levels.index(parents[0]) + 1 if parents else 0


def _marks(levels: Sequence[str], text: str) -> Iterator[tuple[str, int]]:
    """The marks at the heads of lines: kind, and last number."""
    for line in re.finditer(r"^[ \u3000#]*(?=\S)", text, re.M):
        for sample in levels:
            if mark := level_of(sample).match(text, line.end()):
                yield sample, mark.path[-1]
                break
