"""The numbers at the heads of a text's lines, by their kinds, and which of them titles follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.characters import HAN, TERMINAL
from generator.numbering import Mark, has_mark, level_of
from generator.repair.listed_lines import has_empty_cell

NAMED = ("第一编", "第一分编", "第一篇", "第一部分", "第一章", "第一节", "第一条")
FORMAL_KINDS = ("壹、", "甲、")
HAN_KINDS = ("一、", "一.", "一：", "一", "【一】", "一）", "㈠", "（一）")
FIGURE_KINDS = ("⒈", "1.", "1、", "1）", "⑴", "（1）", "①", "A.", "（A）", "a.", "a）", "（a）")
DECIMALS = ("1.1", "1.1.1", "1.1.1.1")
CASE = "第一案"
"""What minutes number: 第一案：變更…案, 第 1 案：…."""
SAMPLES = (*NAMED, *FORMAL_KINDS, "Ⅰ、", "Ⅰ", CASE, *HAN_KINDS, "1", *DECIMALS, *FIGURE_KINDS)
"""Numbers of headings in Chinese documents, from the outermost in (GB/T 9704—2012, 7.3.3, 立法技术规范 for 编章节条, GB/T 1.1 for 1.1)."""
LONGEST_LINE_TITLE = 40
"""Characters of a title that has its line to itself."""
LONGEST_RUN_IN = 24
"""Characters of a title at the head of its paragraph that a 。 ends; a longer first sentence is text."""
TWO_CLAUSES = re.compile(f"[{HAN}“”、]{{3,11}}，[{HAN}“”、]{{3,11}}。")
"""Two clauses that a 。 ends."""
PREDICATE = re.compile(
    "[，；：]|应当|不得|可以|必须|有权|(?<!目)的$|[吗呢]$|^(?:到|至|在)[0-9]{4}年|^[0-9]{4}年(?:[底末前]|[^。]{0,12}(?:达|完成|实现|新增|增长|建成|突破|力争|争取|启动|开展|[0-9]))|^《[^》]*》(?:（[^（）]*）)*$"
)
"""What no run-in title of an item holds: it is a sentence then."""


@dataclass(frozen=True, slots=True)
class Head:
    """A mark at the head of a line."""

    at: int
    sample: str
    mark: Mark
    rest: str


def has_title(rest: str) -> bool:
    """True when what follows an item's number is a title alone, or begins with one that a 。 ends."""
    stop = re.search(f"[{TERMINAL}]", rest)
    if stop is None:
        return 0 < len(rest) <= LONGEST_LINE_TITLE and not re.search("[；;：:，,、]$", rest) and not PREDICATE.search(rest)
    first = rest[: stop.start()]
    return 0 < len(first) <= LONGEST_RUN_IN and bool(rest[stop.end() :].strip()) and not PREDICATE.search(first)


def has_clause_title(rest: str) -> bool:
    """True for a paragraph that opens with a short sentence of two clauses, as titles are (规划引领，有序推进。), and goes on behind it."""
    found = TWO_CLAUSES.match(rest)
    return found is not None and not PREDICATE.search(found[0].replace("，", "")) and bool(rest[found.end() :].strip())


def is_line_title(rest: str) -> bool:
    """True for a title that has its line to itself, without a mark of clauses."""
    return has_title(rest) and not re.search(f"[{TERMINAL}，；：、]", rest)


def is_one_sentence(rest: str) -> bool:
    """True for words in which at most one sentence ends."""
    return len(re.findall(f"[{TERMINAL}]", rest)) <= 1


def heads_of(text: str) -> dict[str, list[Head]]:
    """The marks of each kind; a bare number only before what may be a title."""
    found: dict[str, list[Head]] = {sample: [] for sample in SAMPLES}
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip(" \u3000#"))
        end, at = at + len(line), at + len(line) + 1
        for sample in SAMPLES if "\t" not in line and has_mark(text, SAMPLES, start) else ():
            level = level_of(sample)
            if mark := level.match(text, start):
                rest = text[mark.end : end].strip()
                if not level.bare or (rest and has_title(rest) and not has_empty_cell(line)):
                    found[sample].append(Head(start, sample, mark, rest))
    by_comma = any("、" in head.mark.text for head in found["一、"])
    return found | {"一." if by_comma else "一、": []}  # 三. among 一、 and 二、 is the same, misprinted
