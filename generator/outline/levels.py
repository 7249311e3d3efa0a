"""Which kinds of numbers head the parts of a text nobody has described, and which of them stands above which.

A kind is one when lines begin with it and two of its numbers follow each other. The items of a statute's articles are a level only where
print gives some of them titles; else they are lists in their article, as are the items of plans that are whole sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.characters import HAN, HAN_NUMERALS, TERMINAL
from generator.numbering import has_mark, level_of, read_numeral, special_at
from generator.outline.heads import (
    DECIMALS,
    FIGURE_KINDS,
    FORMAL_KINDS,
    HAN_KINDS,
    LONGEST_LINE_TITLE,
    LONGEST_RUN_IN,
    NAMED,
    PREDICATE,
    SAMPLES,
    Head,
    has_clause_title,
    has_title,
    heads_of,
    is_line_title,
    is_one_sentence,
)
from generator.outline.level_order import nested
from generator.outline.siblings import begins_with_stock
from generator.outline.worded import placed, worded_kinds
from generator.repair.lines import TASK

LEAST_MARKS = 2
"""Headings of a level, of which two must be consecutive, before the level is proposed."""
MANY_MARKS = 6
"""From so many marks on, an inner level is one though its numbers begin anew nowhere; fewer are one list, unless all have titles."""
AMENDING = re.compile(r"第[^，。；]{1,12}[条條款项項章节節]|删[去除]|刪[去除]|增加")
AMENDED = 24
"""Characters at the head of the items of a decision among which stands what it amends (将第六条修改为…): they have no titles."""
DEMAND = re.compile("(?:^|[，、0-9]|(?![反相对响供效适感呼顺照理])[一-鿿])(?:不?[应宜]|不得|必须|严禁|适用于)(?!用|急|对|届|收)")
"""What a clause of a standard says of its subject."""
FUSED_ARTICLE = re.compile(rf"(?<=[{HAN}])第(?P<number>[{HAN_NUMERALS}]{{1,5}}|\d{{1,3}})[条條](?=[ \u3000]*[{HAN}])")
"""The number of an article inside a line."""
LEADS_TO_LIST = re.compile(rf"(?:[：:]|(?:^|\n)[ \u3000]*[{HAN}]{{2,6}}[：:][^\n]*)[\s#]*\Z")
"""A line that a colon ends, or that begins with a word before one (決議：…), before a list."""
LONGEST_LEAD = 200
FEW_TITLES = 0.25
"""Share of the numbered paragraphs of a text whose first sentences may look like titles."""
UNTITLED_SHARE = 0.5
"""Share of a kind's items that must have titles in a plan."""


def detect_levels(text: str, contents: Sequence[str] = ()) -> list[str]:
    """Samples of the numbers that the lines of a repaired text begin with, outermost first. `contents` are the titles of its own table of
    contents: it has all kinds down to its innermost."""
    heads = heads_of(text)
    found: list[str] = []
    articles = len(heads["第一条"]) >= LEAST_MARKS
    first = set() if articles else _first_of_each(text, heads)
    for sample in SAMPLES:
        marks = heads[sample]
        paths = [head.mark.path for head in marks]
        if sample not in NAMED and 2 * sum(AMENDING.search(head.rest[:AMENDED]) is not None for head in marks) > len(marks):
            continue
        consecutive = any(a[:-1] == b[:-1] and b[-1] == a[-1] + 1 for a, b in pairwise(paths))
        consecutive |= sample in NAMED and len(paths) > LEAST_MARKS and all(a < b for a, b in pairwise(paths))
        begun = sum(path[-1] == 1 for path in paths)
        only = sample == "一、" and len(marks) == 1 and paths[0] == (1,) and is_line_title(marks[0].rest)
        alone = only or (
            (sample in NAMED[:-1] or sample in first) and len(marks) == 1 and has_title(_before_article(marks[0].rest, heads["第一条"]))
        )
        titles = sample in HAN_KINDS and len(marks) >= LEAST_MARKS and all(is_line_title(head.rest) for head in marks)
        if not alone and not titles and (len(marks) < LEAST_MARKS or not consecutive):
            continue
        few = begun <= 1 and len(marks) < MANY_MARKS and sample not in NAMED
        if (
            found
            and few
            and not _all_head_parts(text, sample, marks)
            and not _count_on(marks, [head for one in found for head in heads[one]])
            and not (sample in DECIMALS and all(DEMAND.search(head.rest) for head in marks))
        ):
            continue
        above = sample in HAN_KINDS and all(head.rest.endswith("。") and _precedes_text(text, head) for head in marks)
        if not articles or sample in NAMED or _has_titles(marks) or above or set(found) & set(HAN_KINDS):
            found.append(sample)
    outer = [] if articles else [one for one in found if one in (*NAMED, *FORMAL_KINDS)]  # items of articles have addresses
    found = [s for s in found if s in outer or not outer or not _listed_behind_colons(text, s, heads[s])]
    named = _named_in(contents)
    found = [s for s in found if s in named or not are_paragraphs(heads[s], [heads[one] for one in found if one != s])]
    found = [s for s in found if articles or s in named or _is_level_anywhere(text, s, heads[s])]
    known = _in_contents(contents, heads)
    found = [s for s in found if s in named | known or not named or found.index(s) > max(found.index(one) for one in found if one in named)]
    return placed(nested(found, heads), worded_kinds(text, has_title), text)


def _listed_behind_colons(text: str, sample: str, marks: Sequence[Head]) -> bool:
    """True for numbers that begin anew behind colons only (說明：⏎一、…⏎二、…), before what are no titles: they count lists."""
    firsts = [head for head in marks if head.mark.path[-1] == 1]
    behind = all(LEADS_TO_LIST.search(text[max(0, head.at - LONGEST_LEAD) : head.at]) for head in firsts)
    return sample in HAN_KINDS and len(firsts) >= LEAST_MARKS and behind and 2 * sum(has_title(head.rest) for head in marks) < len(marks)


def are_paragraphs(marks: Sequence[Head], others: Sequence[Sequence[Head]]) -> bool:
    """True for the numbers of paragraphs: they count on through the text, whatever headings stand between them, or with the number of
    their chapter (2.1), before sentences that are no titles."""
    if marks[0].sample not in (*FIGURE_KINDS, *DECIMALS) or _are_clauses(marks, others):
        return False
    first = marks[0].mark.path[-1]  # two, where the first paragraph has no number
    numbers = [head.mark.path[-1] for head in marks]
    counted = marks[0].sample in DECIMALS or (first <= 2 and numbers == list(range(first, first + len(marks))))
    between = sum(marks[0].at < head.at < marks[-1].at for other in others for head in other)
    titled = sum(has_title(head.rest) or begins_with_stock(head.rest) for head in marks)
    ended = sum(head.rest.endswith(tuple(TERMINAL)) for head in marks)
    many = len(marks) >= MANY_MARKS or (len(marks) > LEAST_MARKS and not titled and first == 2)
    return counted and many and between > 0 and titled <= FEW_TITLES * len(marks) and ended > len(marks) / 2


def _are_clauses(marks: Sequence[Head], others: Sequence[Sequence[Head]]) -> bool:
    """True for numbers most of which go on with that of a titled section: 4.1.1, 4.1.2 under 4.1, as standards have them."""
    above = {head.mark.path for heads in others for head in heads if has_title(head.rest)}
    return len(marks[0].mark.path) > 2 and 2 * sum(head.mark.path[:-1] in above for head in marks) > len(marks)


def _before_article(rest: str, articles: Sequence[Head]) -> str:
    """The title of a part to which its first article was fused (选址第三条　渡口应当…), the one that is lacking among the others; other
    words as they are."""
    found = FUSED_ARTICLE.search(rest)
    numbers = {head.mark.path[-1] for head in articles}
    lacking = found and (number := read_numeral(found["number"])) not in numbers and number + 1 in numbers
    return rest[: found.start()] if found and lacking else rest


def _first_of_each(text: str, heads: dict[str, list[Head]]) -> set[str]:
    """The kinds in Chinese numerals of two headings that stand one below the other, both numbered one: 一、 and under it （一）."""
    firsts = sorted((head for sample in HAN_KINDS for head in heads[sample] if head.mark.path[-1] == 1), key=lambda head: head.at)
    found: set[str] = set()
    for upper, lower in pairwise(firsts):
        between = text[upper.mark.end : lower.at].strip(" \u3000\n#")
        if HAN_KINDS.index(upper.sample) < HAN_KINDS.index(lower.sample) and between == upper.rest and has_title(upper.rest):
            found |= {upper.sample, lower.sample}
    return found


def _named_in(contents: Sequence[str]) -> frozenset[str]:
    """The kinds that the titles of a table of contents have."""
    counts = Counter(sample for title in contents for sample in SAMPLES if level_of(sample).match(title))
    return frozenset(sample for sample, count in counts.items() if count >= LEAST_MARKS)


def _in_contents(contents: Sequence[str], heads: dict[str, list[Head]]) -> frozenset[str]:
    """The kinds of heads most of whose titles a table of contents has without their numbers, as pages lose those."""
    titles = set(contents)
    return frozenset(
        sample
        for sample, marks in heads.items()
        if marks and 2 * sum(re.sub(r"\s", "", head.rest) in titles for head in marks) > len(marks)
    )


def _all_head_parts(text: str, sample: str, marks: Sequence[Head]) -> bool:
    """True when all marks have titles; behind Chinese numerals a title may have commas, where it opens a paragraph of more
    sentences, and one of them that all plans have tells what the others are; a measure with those who carry it out has one, too."""
    if all(TASK.search(head.rest) for head in marks) or (sample in HAN_KINDS and any(begins_with_stock(head.rest) for head in marks)):
        return True
    if sample in HAN_KINDS and _hold_paragraphs(text, marks):
        return True
    return all(
        has_title(head.rest)
        or (sample in FIGURE_KINDS and (has_clause_title(head.rest) or (head.rest.endswith("。") and _precedes_text(text, head))))
        or (sample in HAN_KINDS and (_opens_paragraph(head.rest) or _precedes_text(text, head)))
        for head in marks
    )


def _hold_paragraphs(text: str, marks: Sequence[Head]) -> bool:
    """True for items that no colon opens and no semicolon ends, and most of which hold two sentences or more."""
    listed = any(
        head.rest.endswith(("；", ";"))
        or (head.mark.path[-1] == 1 and text[max(0, head.at - LONGEST_LINE_TITLE) : head.at].rstrip()[-1:] in "：:")
        for head in marks
    )
    return not listed and 2 * sum(not is_one_sentence(head.rest) for head in marks) > len(marks)


def _precedes_text(text: str, head: Head) -> bool:
    """True for a short sentence, or a title of clauses without a 。, alone in its line, before a line of text."""
    following = re.compile(r"[^\n]*\s+(?=\S)").match(text, head.mark.end)
    title = head.rest.removesuffix("。")
    short = 0 < len(title) <= LONGEST_RUN_IN and not re.search(f"[{TERMINAL}]", title) and not PREDICATE.search(title)
    clauses = title == head.rest and len(title) <= LONGEST_LINE_TITLE and not re.search(f"[{TERMINAL}；：]|，$", title)
    if not (short or clauses) or following is None:
        return False
    return not has_mark(text, SAMPLES, following.end()) or (head.rest.endswith("。") and _begins_inner(text, following.end(), head.sample))


def _begins_inner(text: str, at: int, sample: str) -> bool:
    """True where the first of another kind of numbers stands at an offset."""
    marks = ((other, level_of(other).match(text, at)) for other in (*HAN_KINDS, *FIGURE_KINDS) if other != sample)
    return any(mark.path[-1] == 1 for _, mark in marks if mark)


def _count_on(marks: Sequence[Head], outer: Sequence[Head]) -> bool:
    """True for numbers that go on across a heading of a level above them: items of a list end with what they stand in."""
    between = (any(a.at < head.at < b.at for head in outer) for a, b in pairwise(marks) if b.mark.path[-1] == a.mark.path[-1] + 1)
    return any(between)


def _opens_paragraph(rest: str) -> bool:
    stop = re.search(f"[{TERMINAL}：\u3000]", rest)
    return stop is not None and 0 < stop.start() <= LONGEST_LINE_TITLE and bool(rest[stop.end() :].strip())


def _has_titles(marks: Sequence[Head]) -> bool:
    """True when the items of some list have titles: two that follow each other."""
    titled = [has_title(head.rest) for head in marks]
    return any(a and b and marks[i + 1].mark.path[-1] == marks[i].mark.path[-1] + 1 for i, (a, b) in enumerate(pairwise(titled)))


def _annex(text: str) -> int:
    """Where the first annex begins; the text's end where there is none."""
    lines = re.finditer(r"^[ \u3000#]*(?=附)", text, re.M)
    return next((line.start() for line in lines if (found := special_at(text, line.end())) and found[0].last), len(text))


def _is_level_anywhere(text: str, sample: str, marks: Sequence[Head]) -> bool:
    """True for numbers that head parts in the whole of a text, or in what stands before its annexes, which have lists of their own."""
    annex = _annex(text)
    body = [head for head in marks if head.at < annex]
    return _is_level(text, sample, marks) or (len(body) >= LEAST_MARKS and _is_level(text, sample, body))


def _is_level(text: str, sample: str, marks: Sequence[Head]) -> bool:
    """False for figures before sentences, save such short ones as stand above their texts: they are lists."""
    if sample not in FIGURE_KINDS:
        return True
    listed = sum(
        head.rest.endswith(("；", ";"))
        or (
            not has_title(head.rest)
            and is_one_sentence(head.rest)
            and not TASK.search(head.rest)
            and not (head.rest.endswith("。") and _precedes_text(text, head))
        )
        for head in marks
    )
    return listed <= (1 - UNTITLED_SHARE) * len(marks)
