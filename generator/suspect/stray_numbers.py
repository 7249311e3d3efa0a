"""Numbers that no text means: those of printed pages, left in lines of their own or within a sentence.

`第 12 页 共 80 页`, `— 12 —`; `推动创12新发展` → `推动创新发展`; `……蓬勃发展。15` → `……蓬勃发展。`.
Leaves alone: numbers before what is counted (`企业47家`) and behind what has numbers (`附图1`), what stands in tables, the numbers of
notes, and a number in a line of its own between short lines, which are a table's.
Knowledge: rjieba's dictionary: a number stands within no word. The rule `page-numbers` takes those that follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.characters import HAN
from generator.suspect.body import Body, Place, tag, words

PAGE = re.compile(r"(?:第?\s*\d{1,3}\s*页\s*[，,/]?\s*共\s*\d{1,3}\s*页|第\s*\d{1,3}\s*页|[-—–－·]+\s*\d{1,3}\s*[-—–－·]+)")
NUMBER = re.compile(r"\d{1,3}")
WITHIN = re.compile(rf"(?<=[{HAN}])[ \u3000]?(\d{{1,3}})[ \u3000]?(?=[{HAN}])")
BEHIND = re.compile(rf"(?<=[{HAN}”）]。)[ \u3000]?(\d{{1,3}})$")
COUNTED = frozenset(
    "项条件家年月日时期人岁个处所座种类隧桥站台套辆艘架批次届级档位名户万亿千百公平立方米吨元分点度层栋幢间床张份部篇本册场支"
    "只头亩里号楼区街镇乡村县市省国周天门口道线段环圈片块组队班团校院馆园厂店港式维代轮倍成角秒克升毫厘兆瓦比以多余左几至到和"
    "或小英微起强大对指超摄"
)
"""Characters that follow a number of their own accord."""
NUMBERED = frozenset("含第近超达约仅满逾附图表栏号款条章节级类期为是占共计总有增长至到降减于与和及或每过前后各余上下列序")
"""Characters that a number follows of its own accord."""
CHANGED = "增加", "减少"
"""Words that a number follows of its own accord: 每吨增加500计算单位."""
FEW, MANY = 3, 40
"""Such numbers in a paragraph above which they are a table's that lost its lines; numbers of one that are looked at."""
REACH = 6
"""Characters on either side that the segmenter is given."""
LONG = 15
"""Characters from which a paragraph is one of running text."""


def stray_numbers(body: Body) -> Iterator[Place]:
    """Find numbers of pages in lines of their own, then within sentences and at their ends."""
    paragraphs = [(start, text) for start, text in body.lines() if text.strip()]
    for n, (start, text) in enumerate(paragraphs):
        if "\t" in text or text.startswith(("|", "[^")):
            continue
        if _is_page(text.strip(), [paragraphs[k][1] for k in (n - 1, n + 1) if 0 <= k < len(paragraphs)]):
            yield Place(start, start + len(text), text, "疑为页码，不属正文", 0.8)
            continue
        within = [found for found in islice(WITHIN.finditer(text), MANY) if not _counts(text, *found.span())]
        for found in within if len(within) <= FEW else ():
            word = _split_word(text, *found.span())
            reason, score = (f"数字隔断“{word}”一词，疑为页码", 0.8) if word else ("数字之后无量词，疑为页码", 0.6)
            a, b = max(0, found.start() - 2), found.end() + 2
            yield Place(start + a, start + b, text[a : found.start()] + text[found.end() : b], reason, score)
        if (behind := BEHIND.search(text)) and len(text) >= LONG:
            a = max(0, behind.start() - 4)
            yield Place(start + a, start + len(text), text[a : behind.start()], "段末多出数字，疑为页码", 0.6)


def _is_page(words_of: str, beside: Sequence[str]) -> bool:
    """True for a line that holds the number of a page: one that says so, or a number between paragraphs of running text."""
    if PAGE.fullmatch(words_of):
        return True
    running = [text for text in beside if len(text) >= LONG and re.search("[，。；、]", text)]
    return bool(NUMBER.fullmatch(words_of)) and len(running) == len(beside) > 0


def _counts(text: str, start: int, end: int) -> bool:
    """True for a number that counts what stands behind it, or numbers what stands before it."""
    changed = text.endswith(CHANGED, 0, start)
    return text[end] in COUNTED or tag(text[end]) in ("q", "m") or text[start - 1] in NUMBERED or changed


def _split_word(text: str, start: int, end: int) -> str:
    """The word of the dictionary that a number stands in; empty for none."""
    before = re.findall(f"[{HAN}]+", text[max(0, start - REACH) : start])[-1]
    joined, at = before + re.findall(f"[{HAN}]+", text[end : end + REACH])[0], len(before)
    return next((joined[a:b] for a, b in words(joined) if a < at < b), "")
