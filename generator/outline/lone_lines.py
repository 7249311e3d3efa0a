"""Short lines that stand alone: headings without a number, where nothing marks them but how they are set.

`馆藏建设⏎新增图书三万册，…。⏎读者服务⏎全年接待…。`: a few words without a mark of clauses, after the end of a paragraph, before a
paragraph. Two of them make the parts of a text that has no numbers at all; in a text with numbers there must be more of them, else a line
is told (O013) and stays text.
Leaves alone: signatures, bylines, dates, captions, and what opens a list (主要包括); lines before the first number are told at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.characters import HAN, either_script, ends_sentence
from generator.numbering import Level, has_mark, is_caption, level_of, special_at
from generator.outline.heads import DECIMALS, FIGURE_KINDS, SAMPLES
from generator.outline.levels import MANY_MARKS
from generator.outline.siblings import STOCK
from generator.repair.lines import TASK

LONGEST = 20
"""Characters; of 96 such titles of white books and reports the longest has 18."""
PARAGRAPH, CLAUSE_PARAGRAPH = 18, 12
"""Characters from which the line after it is a paragraph, where it ends a sentence, and where it has clauses."""
FEW_COUNTED = 4
"""Numbers of paragraphs that begin with another than one."""
LEAST, LEAST_BESIDE_NUMBERS = 2, 3
"""Such lines in a text without numbers, and in one with them."""
TITLE = re.compile(
    rf"(?=.{{0,20}}[{HAN}]{{2}})(?!第.{{1,4}}[次届]|(?!(?:19|20)\d\d年)[（(\d—\-·●■◆*#>|\[])[{HAN}A-Za-z0-9、“”‘’《》（）()·—+&%\- \u3000]+"
)
CLAUSES = re.compile(rf"[{HAN}A-Za-z0-9、“”]{{3,14}}，[{HAN}A-Za-z0-9、“”]{{3,14}}")
"""A title of two clauses (着力扩大内需，巩固回升势头)."""
LEAST_CLAUSES = 3
"""Such lines that must stand alone in a text, before they are titles."""
BRACKETED = re.compile(rf"[【〖](?!.{{0,3}}(?:关键词|键词|记者|责编|来源|作者|[{HAN}]{{1,2}}讯))(?P<words>[^】〗【〖\n]{{2,18}})[】〗]")
"""A title in brackets."""
NO_TITLE = re.compile(
    either_script(
        r"年.{0,6}[月日]|年$|\d日$|记者|通讯员|作者|编辑|来源|责编|摄影|供稿|讲话|发言人?$|电话|邮编|网址|地址|[\u3000 ]\S{2,3}$"
        r"|(?:印发|批准|通过|审议|修订|公布|发布)$"
        r"|(?<!目)的$|(?:如下|包括|以下|下列|分别|即|是|为|有|和|与|及|或|等|、|(?<![策战谋方])略|完|未完|待续|特此通知|特此公告|特此报告)$"
    )
)
"""What is no title: bylines, dates, signatures, and words that ask for more behind them."""
ORGAN = re.compile(either_script("(?:政府|委员会|委員會|办公室|局|厅|院|部|处|会|社|公司|大学|所|中心|代表团)$"))
"""How lines end before the first number that name who writes."""
OUTER = STOCK | frozenset(
    """
    目的 背景 引言 理據 建議 現況 公眾諮詢 諮詢 徵詢意見 徵求意見 意見徵詢 未來路向 財政影響 對財政的影響 人手影響 實施時間表
    實施計劃 推行時間表 總結 結語 下一步工作 宣傳安排 前言 緣起 依據 計畫緣起 計畫目標 預期效益
    背景资料 引语 建议 现状 总结 下一步工作打算 工作打算 下一步打算
    """.split()  # noqa: SIM905
)
"""Titles that papers have for their outermost parts."""
GOES_ON = re.compile("[是为即][：:，]|[，。；：、）》”]")
"""How a line begins that goes on with the one before it."""
OUTER_END = re.compile(
    either_script(
        "(?:工作|任务|情况|措施|主要)(?:回顾|总结|安排|打算|部署|要求|目标)$|政府(?:自身)?建设$"
        r"|^(?:(?:19|20)\d\d年|今后|未来|下一?步|明年|下一年).{0,12}(?:工作|任务|目标|安排|打算|举措)$"
    )
)
"""How titles of outermost parts end that say of which year they are (2025年工作回顾)."""
SHORTEST_BEFORE = 4
"""Characters of a line before the first number that is told: shorter ones are names."""


@dataclass(frozen=True, slots=True)
class LoneLines:
    """The lines of a text that are headings by how they are set, and those that may be, by their offsets."""

    headings: frozenset[int]
    doubts: frozenset[int]
    outer: frozenset[int] = frozenset()
    """Those of the headings that are the outermost, where a text without numbers has two ranks of them by their words."""

    @classmethod
    def of(cls, text: str, levels: Sequence[str], is_other: Callable[[int, str], bool]) -> LoneLines:
        """Those of a repaired text with these levels; `is_other` tells titles of the plan, cells and what an editor kept."""
        begins = next((at for at, line in _lines(text) if has_mark(line, levels)), 0)
        counted = counted_kinds(text, levels)
        alone = {at: line for at, line in lone_lines(text, counted) if not is_other(at, line)}
        if "" in levels:
            last = max((at for at in alone if at < begins), default=begins)
            begins = min((at for at, _ in above_parts(text, levels)), default=last)
        clauses = frozenset(at for at, line in alone.items() if CLAUSES.fullmatch(line))
        few = clauses if len(clauses) < LEAST_CLAUSES else frozenset()
        found = frozenset(at for at in alone.keys() - few if at >= begins or ("" in levels and is_outer(alone[at])))
        before = frozenset(
            at for at, line in alone.items() if at < begins and (len(line) >= SHORTEST_BEFORE or is_outer(line)) and not ORGAN.search(line)
        )
        above = frozenset(at for at, line in above_parts(text, levels) if not is_other(at, line))
        if "" in levels:
            return cls(found | above, before - found - above)
        if len(found) >= (LEAST_BESIDE_NUMBERS if levels else LEAST):
            outer = frozenset(at for at in found if OUTER_END.search(alone[at])) if not levels else frozenset()
            ranked = len(outer) >= LEAST and min(found) in outer and _several_below(sorted(found), outer)
            return cls(found, (before | above) - found, outer if ranked else frozenset())
        parting = frozenset(_parting(text, levels, found))
        return cls(parting, (found | before | above) - parting)


def _several_below(found: Sequence[int], outer: Collection[int]) -> bool:
    """True where two others stand behind an outermost title and before the next one: a single one is its neighbour."""
    return any(a not in outer and b not in outer for a, b in pairwise(found))


def is_outer(title: str) -> bool:
    """True for a title that outermost parts have."""
    return title in OUTER or OUTER_END.search(title) is not None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their offsets, without blanks around them."""
    for line in re.finditer(r"[^\s][^\n]*", text):
        yield line.start(), line[0].rstrip()


def counted_kinds(text: str, levels: Sequence[str]) -> tuple[Level, ...]:
    """The figures that number the paragraphs of a text through all of it, and head no parts."""
    found = []
    for sample in (sample for sample in (*FIGURE_KINDS, *DECIMALS) if sample not in levels):
        numbers = [
            mark.path[-1]
            for _, line in _lines(text)
            if (mark := level_of(sample).match(line)) and (ends_sentence(line) or line[-1] in "：:")
        ]
        if len(numbers) >= (MANY_MARKS if numbers[:1] == [1] else FEW_COUNTED) and (sample in DECIMALS or _count(numbers)):
            found.append(level_of(sample))
    return tuple(found)


def _count(numbers: Sequence[int]) -> bool:
    """True for numbers that count on: from one, from two behind a first paragraph that has none, or from where a piece of a text begins."""
    return list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


def lone_lines(text: str, counted: Sequence[Level]) -> Iterator[tuple[int, str]]:
    """The lines that may be titles between paragraphs."""
    lines = list(_lines(text))
    below = False
    found: list[tuple[int, str]] = []
    for (_, before), (at, line), (_, after) in reversed(list(zip([(0, "。"), *lines], lines, lines[1:], strict=False))):
        headed = below and ends_sentence(before)  # a title of parts, above the title of the first of them
        below = (
            (len(line) <= LONGEST or CLAUSES.fullmatch(line) is not None)
            and (_ends(before) or _is_bracketed_behind_colon(before, line))
            and (headed or _is_paragraph(after, counted))
            and _may_be_title(line)
        )
        if below:
            found.append((at, line))
    yield from reversed(found)


def above_parts(text: str, levels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that may be titles between the end of a sentence, or a heading, and the first of some numbered parts; in a text whose
    titles without numbers are a level of their own above any of these parts."""
    lines = list(_lines(text))
    kinds = [level_of(sample) for sample in levels]
    for (_, before), (at, line), (below, _) in zip([(0, ""), *lines], lines, lines[1:], strict=False):
        if (
            len(line) <= LONGEST
            and _may_be_title(line)
            and (ends_sentence(before) or TASK.search(before) or _is_short_heading(before, levels))
        ):
            marks = (mark for kind in kinds if (mark := kind.match(text, below)))
            if any((mark.path[-1] == 1 and not mark.sub) or "" in levels for mark in marks):
                yield at, line


def _is_short_heading(line: str, levels: Sequence[str]) -> bool:
    return len(line) <= LONGEST and has_mark(line, levels) and _ends(line)


def _parting(text: str, levels: Sequence[str], found: Collection[int]) -> Iterator[int]:
    """Those of some lines that divide all of what stands under a numbered heading: one right below it, and at least one more."""
    run: list[int] = []
    headed, parted = False, False
    for at, line in [*_lines(text), (len(text), "")]:
        opens = not line or has_mark(line, levels)
        if opens:
            yield from run if parted and len(run) >= LEAST else ()
            run, parted = [], False
        elif at in found:
            parted = parted or (headed and not run)
            run.append(at)
        headed = opens and _ends(line) and not ends_sentence(line)


def _ends(before: str) -> bool:
    """True for a line that the next one does not go on: the end of a sentence, a short title."""
    return ends_sentence(before) or (len(before) <= 2 * LONGEST and not re.search("[，；：、,;:]$", before))


def _is_bracketed_behind_colon(before: str, line: str) -> bool:
    """True for a title in brackets where a colon leads to all of them."""
    return before.endswith("：") and BRACKETED.fullmatch(line) is not None


def _is_paragraph(line: str, counted: Sequence[Level]) -> bool:
    if GOES_ON.match(line):
        return False
    own = any(level.match(line) for level in counted)
    leads = line[-1] in "：:" and (own or re.search("[，。！？].", line) is not None)  # to a list, or to paragraphs
    long = len(line) >= (CLAUSE_PARAGRAPH if "，" in line else PARAGRAPH)
    return (own or long) and (leads or ends_sentence(line)) and "\t" not in line and (own or not has_mark(line, SAMPLES))


def _may_be_title(line: str) -> bool:
    if bracketed := BRACKETED.fullmatch(line):
        return _may_be_title(bracketed["words"])
    numbered = has_mark(line, SAMPLES) or special_at(line, 0) is not None
    formed = TITLE.fullmatch(line) or CLAUSES.fullmatch(line)
    return formed is not None and not NO_TITLE.search(line) and not numbered and not is_caption(line) and _balanced(line)


def _balanced(line: str) -> bool:
    return all(line.count(a) == line.count(b) for a, b in ("“”", "《》", "（）"))
