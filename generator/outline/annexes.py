"""Boxes, and the marks of annexes: which lines open one, and which only list them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.characters import HAN, HAN_NUMERALS, TERMINAL, either_script, ends_sentence
from generator.model import Span
from generator.numbering import LONGEST_TITLE, level_of, read_numeral
from generator.outline.heads import PREDICATE, has_title

BOX = re.compile(
    either_script(
        rf"(?P<mark>专[ ]?栏[ ]?(?P<n>\d{{1,3}}(?:[-.]\d{{1,2}})?|[{HAN_NUMERALS}]{{1,3}})?(?:[ \u3000]+|[：:][ \u3000]*|(?=\n|\Z)))"
    )
)
"""The mark of a box: `专栏1 `, `专栏三：`."""
ITEM = re.compile(
    r"(?:(?P<dotted>\d{1,2})[ ]?[.．、]|[（(](?P<bracketed>\d{1,2})[）)]"
    rf"|(?P<bare>0[1-9]|[12]\d)[ \u3000]*(?=[{HAN}“]))"
)
"""The number of an item of a box, or of a list of annexes."""
FUSED_ITEM = re.compile(r"(?P<title>[^，。；：！？\n]{2,30}?)(?=(?:1[ ]?[.．、](?!\d)|[（(][1一][）)]|①|一是|——)[^\n]{8})")
"""The title of a box before its first item in one line."""
FIRST = re.compile(r"1[ ]?[.．、]")
FIRST_BELOW = re.compile(rf"\s*(?P<title>{FIRST.pattern}[^\n]+)(?=\s*2[ ]?[.．、])")
"""The first of a list of annexes in the line below 附件：."""
LATER = re.compile(
    rf"^[ \u3000]*附[ \u3000]?[件录錄表][ \u3000]?(?P<n>\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}}|[A-Z](?![A-Za-z]))?"
    r"(?P<rest>[ \u3000：:][^\n]*|[ \u3000]*)$",
    re.M,
)
CLOSING = re.compile(
    r"抄送|主送|抄報|抄报|分送|[（(]?此件|公开方式|信息公开|[（(]?(?:联系|聯[系絡繫])[人方电電]|.{0,40}(?:19|20|二[〇○零])\S{2}年\S{1,4}月\S{1,3}日"
)
"""Lines that close a document behind its annexes: copies, who may see it, when it was issued."""
NUMBERED = re.compile(rf"[第（(\d]|[{HAN_NUMERALS}]{{1,3}}[、.．]")
"""How the lines of an annex begin that has parts."""
EXPLAINING = re.compile(r"(?:名[词詞]|[术術][语語]|用[语語]|概念|指标)[^，。；\n]{0,8}(?:解[释釋]|[释釋][义義]|[注註][释釋]|[说說]明)")
"""The title of an annex that explains words."""
ENTRY = {
    "1.": re.compile(r"(?P<n>\d{1,3})[.．][ \u3000]*(?P<head>\D[^\n]*)"),
    "1、": re.compile(r"(?P<n>\d{1,3})、[ \u3000]*(?P<head>[^\n]+)"),
}
"""The number and head of an entry there, by the kind of its number."""
NUMBERED_PART = re.compile(rf"第.{{1,4}}[章节篇编条]|[{HAN_NUMERALS}]{{1,3}}、|[（(][{HAN_NUMERALS}]{{1,3}}[）)]|附[件录錄表]")
"""What opens a part that is no item of a box."""
LONGEST_BOX = 6000
"""Characters among which the items of a box are looked for."""
LONGEST_HEAD = 40
"""Characters of a head in a line of its own."""
SIGNED = 2
"""Lines of a signature beside its date."""
COLON = re.compile(r"(?P<title>[^，。；：！？\n]{2,16})：(?=[^\n]{12})")
"""A title of an item that a colon parts from its text."""
NEAR = 600
"""Characters between 附件：… under a text, with signature and date, and the annex itself."""


def box_at(text: str, start: int, end: int) -> tuple[Span, str] | None:
    """Where the title of a box stands in a line that opens one, and what the box is called; None for another line. Its first item may
    follow in the line (专栏1　整治工程1.完善体系…)."""
    found = BOX.match(text, start, end)
    title = text[found.end() : end] if found else ""
    if found and (fused := FUSED_ITEM.match(title)):
        title = fused["title"].rstrip()
    if not found or len(title) > LONGEST_TITLE or ends_sentence(title) or title.endswith(("：", "；", "，")):
        return None
    number = found["n"] or ""
    figures = re.sub(r"\D+", "x", number) if number[:1].isdecimal() else str(read_numeral(number)) if number else ""
    return (found.end(), found.end() + len(title)), f"box{figures}"


def item_number(text: str, start: int) -> int | None:
    """The number of an item at an offset."""
    found = ITEM.match(text, start)
    return int(found["dotted"] or found["bracketed"] or found["bare"]) if found else None


def titled_items(text: str, at: int) -> bool:
    """True when the items of a box whose mark ends at an offset have titles: as many as half of them, each at the head of its line."""
    heads: list[str] = []
    for line in text[at : at + LONGEST_BOX].split("\n")[1:]:
        words = line.strip()
        found = ITEM.match(words)
        if found and item_number(words, 0) == len(heads) + 1:
            heads.append(words[found.end() :].strip())
        elif words and (BOX.match(words) or NUMBERED_PART.match(words)):
            break
    return len(heads) > 1 and sum(map(has_title, heads)) >= len(heads) / 2


def item_title(text: str, start: int, end: int) -> Span:
    """Where the title of an item of a box stands in its line; empty where it has none."""
    found = ITEM.match(text, start, end)
    begin = found.end() if found else start
    begin += len(text[begin:end]) - len(text[begin:end].lstrip(" \u3000"))
    if not has_title(text[begin:end]):
        colon = COLON.match(text, begin, end)
        return begin, begin + (len(colon["title"]) if colon and not PREDICATE.search(colon["title"]) else 0)
    stop = re.compile(f"[{TERMINAL}]").search(text, begin, end)
    return begin, stop.start() if stop else end


def only_lists(text: str, mark: str, title: str, end: int) -> bool:
    """True for 附件：… under a text, which names the annexes that follow after the signature, in its line or in those below."""
    if not title.strip() and (below := FIRST_BELOW.match(text, end)):
        title, end = below["title"], below.end()
    if not title.strip() or not re.search("[：:]", mark):
        return False
    if _nothing_follows(text, title, end):
        return True
    own = LATER.match(mark)
    number = own["n"] if own else None
    reach = len(text) if FIRST.match(title) else min(len(text), end + NEAR)
    for later in LATER.finditer(text, end, reach):
        again = later["n"] == number or (number is None and later["n"] in ("1", "一"))
        if again and (FIRST.match(title) or not later["rest"].strip()):
            return True
    return False


def _nothing_follows(text: str, title: str, end: int) -> bool:
    """True when after 附件：… only the names of further annexes, a signature and who gets copies stand, to the end of the text."""
    rest = text[end : end + NEAR + 1]
    if len(rest) > NEAR or "\t" in rest:
        return False
    lines = [line.strip() for line in rest.split("\n") if line.strip() and not line.startswith("[^")]
    count = 1
    while FIRST.match(title) and count <= len(lines) and item_number(lines[count - 1], 0) == count + 1:
        count += 1
    closing = [line for line in lines[count - 1 :] if not CLOSING.match(line)]
    own = (ends_sentence(line) or len(line) > LONGEST_TITLE or NUMBERED.match(line) for line in closing)
    return len(closing) <= SIGNED and not any(own)


def may_be_title(line: str) -> bool:
    """True for a line that can be the title of the annex whose mark stands alone before it."""
    words = line.strip()
    return (
        0 < len(words) <= LONGEST_TITLE
        and "\t" not in line
        and not ends_sentence(words)
        and words[-1] not in "：；，"
        and "。" not in words
    )


def annex_levels(text: str, levels: Sequence[str]) -> list[str]:
    """The kinds of numbers in the annexes, where one that explains words has its heads in lines of their own; empty when none has."""
    marks = list(LATER.finditer(text))
    for at, mark in enumerate(marks):
        body = text[mark.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)]
        title = mark["rest"].strip("：: \u3000") or next((line.strip() for line in body.split("\n") if line.strip()), "")
        sample = _heads_alone(body) if EXPLAINING.search(title) else ""
        if sample and sample not in levels:
            before = text[marks[0].end() : mark.start()]
            lines = [line.lstrip(" \u3000") for line in before.split("\n")]
            return [*(level for level in levels if any(level_of(level).match(line) for line in lines)), sample]
    return []


def _heads_alone(body: str) -> str:
    """The kind of the numbers 1, 2, … of heads that have lines of their own, each before a line without a number; else empty."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    for sample, entry in ENTRY.items():
        found = [(at, mark) for at, line in enumerate(lines) if (mark := entry.fullmatch(line))]
        heads = [mark["head"].rstrip("：:") for _, mark in found]
        climbs = [int(mark["n"]) for _, mark in found] == list(range(1, len(found) + 1))
        alone = all(0 < len(head) <= LONGEST_HEAD and not re.search("[。；：，]", head) for head in heads)
        followed = all(b - a > 1 for (a, _), (b, _) in pairwise([*found, (len(lines), None)]))
        if len(found) > 1 and climbs and alone and followed:
            return sample
    return ""
