"""Lines of nothing but the number of a page, in whatever dress print gave it.

`— 12 —`, `第12页 共80页`, `Page 12 of 80` are pages by their dress. `12/80`, `[12]`, `12 |`, `XII`, `1 2` are pages where lines of one
dress climb from page to page, and cut sentences as pages do. A page whose number stands at the head of the next line (`II 目 录`) or at
the end of the last one is known by the pages before and after it.
Leaves alone: values and serial numbers of tables, numbers of items and notes, years, a number that only stands alone.
"""

from __future__ import annotations

import itertools
import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from generator.characters import HAN, HAN_NUMERALS, MEASURES, ends_sentence, is_han
from generator.model import Span
from generator.numbering import read_numeral, starts_heading
from generator.reading.settings import Settings
from generator.repair.cells import BLANKS, PART, Line, lines_of
from generator.repair.lines import asks_to_go_on, is_border_cut, is_prose
from generator.repair.running_titles import folded

DASH = r"\-—–―－‐‑‒−─━~～·•∙・∗*＊_=|｜▪■●◆○"
B = f"[{BLANKS}]{{0,4}}".replace("\t", "")
ARABIC = rf"\d(?:{B}\d){{0,3}}"
ROMAN = rf"[IVX](?:{B}[IVX]){{0,6}}|[ivx](?:{B}[ivx]){{0,6}}|[Ⅰ-Ⅻⅰ-ⅻ]"
HAN_NUMBER = f"[{HAN_NUMERALS}○]{{1,4}}"
ANY = rf"{ARABIC}|{ROMAN}|{HAN_NUMBER}"
LETTERS = {"I": 1, "V": 5, "X": 10}
SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[{DASH}]+{B}(?P<page>{ARABIC}|{ROMAN}){B}[{DASH}]+",
        rf"第{B}(?P<page>{ANY}){B}[页頁](?:{B}[，,/／|｜、（(]?{B}[共总]{B}(?:{ANY}){B}[页頁]{B}[)）]?)?",
        rf"[共总]{B}(?:{ANY}){B}[页頁]{B}[，,/／|｜、]?{B}第{B}(?P<page>{ANY}){B}[页頁]",
        rf"[页頁]{B}[码碼]?{B}[:：]{B}(?P<page>{ANY})(?:{B}[/／]{B}(?:{ANY}))?",
        rf"(?i:page|pg\.){B}(?P<page>{ARABIC}|{ROMAN})(?:{B}(?i:of|/|／){B}(?:{ARABIC}|{ROMAN}))?",
    )
)
"""Dresses that nothing but a page wears."""
LIKELY = {
    name: re.compile(pattern)
    for name, pattern in {
        "bare": rf"(?P<page>{ARABIC})",
        "roman": rf"(?P<page>{ROMAN})",
        "of": rf"(?P<page>{ARABIC}){B}(?:[/／]|(?i:of)){B}(?P<total>{ARABIC})",
        "bracket": rf"[\[［【〔（(〈《<{{｛「]{B}(?P<page>{ANY}){B}[\]］】〕）)〉》>}}｝」]",
        "han": rf"[{DASH}]+{B}(?P<page>{HAN_NUMBER}){B}[{DASH}]+",
        "letter": rf"[Pp]\.?{B}(?P<page>{ARABIC})(?:{B}[/／]{B}{ARABIC})?",
        "word": rf"(?P<page>{ARABIC}){B}[页頁]",
        "half": rf"[{DASH}]+{B}(?P<page>{ARABIC})|(?P<other>{ARABIC}){B}[{DASH}]+",
    }.items()
}
"""Dresses that pages share with other things: lines of each are held against each other."""
PAGE_LINE = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in (*SURE, *LIKELY.values())))
"""Any of them."""
INSIDE = {
    "dashes": re.compile(
        rf"(?<![{DASH}\d{BLANKS}]){B}(?P<mark>[-—–－·~])(?![-—–－·~]){B}(?P<page>\d{{1,4}}){B}(?P=mark)(?![{DASH}\d]){B}(?=[{HAN}“《（]|$)",
        re.M,
    ),
    "of": re.compile(rf"(?<=[{HAN}，、]){B}(?P<page>\d{{1,4}})[/／](?P<total>\d{{1,4}}){B}(?=[{HAN}“《])(?![{''.join(MEASURES)}])"),
    "sure": re.compile(
        rf"(?<![{BLANKS}]){B}(?:第{B}(?P<page>{ARABIC}){B}[页頁]{B}[，,/／|｜、（(]?{B}[共总]{B}{ARABIC}{B}[页頁]{B}[)）]?|Page{B}(?P<other>\d+){B}of{B}\d+){B}"
    ),
}
"""The number of a page glued to text, or inside of it."""
YEAR = re.compile(r"(?:19|20)\d\d")
MEASURED = re.compile(f"[{BLANKS}]*(?:[{''.join(MEASURES)}]|\\Z)")
"""What makes a number before it an amount, or nothing at all."""
SHORTEST = 30
"""Characters of a page; numbers that follow closer are a list, or a table's cells."""
LONG = 300
"""Characters from which pages are known by their length alone; rows of a table are shorter."""
OFTEN, SELDOM = 0.5, 0.15
"""Share of pages that end inside a sentence or before a part, where nothing else or where their length speaks for them."""
MOST_LAST = 6
"""Pages of pictures whose numbers a line at the end of a text may hold."""
STEPS = 3
"""Pages that a number may be on from the one before: full-page pictures have none."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """The number of a page in the text, with its dress."""

    start: int
    end: int
    page: int
    dress: str
    cuts: bool = False
    """True when the text before goes on after it, or a whole paragraph ends before it and a part begins after."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def page_lines(text: str, settings: Settings) -> list[PageLine]:
    """The numbers of pages that stand in lines of their own, and those at the edges of lines that complete them."""
    lines = lines_of(text)
    sure, likely = _dressed(lines)
    outer = _Neighbours(lines, {at for at, _ in (*sure, *likely)}, settings)
    found = [one for _, one in sure]
    for dress in LIKELY:
        group = [replace(one, cuts=outer.cut(at, one.dress)) for at, one in likely if one.dress == dress and outer.allows(at)]
        starts: set[int] = set()
        for chain in itertools.takewhile(partial(_is_of_pages, count=len(group)), _runs(group)):
            found += [*chain, *_completed(text, chain)]
            starts |= {one.start for one in chain}
        group = [one for one in group if one.start not in starts]
        found += [one for one in group if one.dress == "roman" and one.cuts]
    found += _inside(text, [one for _, one in sure])
    return sorted(_apart(found), key=lambda one: one.start)


def _inside(text: str, sure: Sequence[PageLine]) -> list[PageLine]:
    """Numbers of pages inside of text, which climb from page to page, or of which one cuts a word."""
    found: list[PageLine] = []
    lines = {one.start for one in sure}
    for dress, pattern in INSIDE.items():
        places = [
            PageLine(
                m.start(), m.end(), value_of(m["page"] or m["other"] if dress == "sure" else m["page"]), dress, _parts_word(text, m.span())
            )
            for m in pattern.finditer(text)
            if not _alone(text, m.span()) and not YEAR.fullmatch(m["page"] or "")
        ]
        if dress == "sure":
            found += places
            continue
        if dress == "of":
            totals = {m.start(): int(m["total"]) for m in pattern.finditer(text)}
            usual = statistics.mode(totals[one.start] for one in places) if places else 0
            places = [one for one in places if totals[one.start] == usual and one.page <= usual]
        chain = _longest([*places, *(sure if dress == "dashes" else ())])
        if len(chain) >= (2 if dress == "dashes" else 3):
            found += [one for one in chain if one.start not in lines]
        elif dress == "dashes":
            found += [one for one in places if one.cuts]
    return found


def _alone(text: str, span: Span) -> bool:
    """True for what has a line of its own."""
    start, end = span
    stop = text.find("\n", end)
    return not text[text.rfind("\n", 0, start) + 1 : start].strip() and not text[end : stop if stop >= 0 else len(text)].strip()


def _parts_word(text: str, span: Span) -> bool:
    start, end = span
    before, after = text[max(0, start - 20) : start], text[end : end + 20]
    return bool(before) and bool(after) and is_han(before[-1]) and is_han(after[0]) and asks_to_go_on(before, after)


def is_page_line(line: str) -> bool:
    """True for a line that may be the number of a page."""
    return PAGE_LINE.fullmatch(line) is not None


def _dressed(lines: Sequence[Line]) -> tuple[list[tuple[int, PageLine]], list[tuple[int, PageLine]]]:
    """The lines that are numbers of pages, and those that may be, by the number of their line."""
    sure, likely = [], []
    for at, line in enumerate(lines):
        if len(line.text) > 40:
            continue
        if found := next((m for pattern in SURE if (m := pattern.fullmatch(line.text))), None):
            sure.append((at, PageLine(line.start, line.end, value_of(found["page"]), "sure")))
        else:
            likely += [
                (at, PageLine(line.start, line.end, value_of(m["page"] or m["other"]) if dress == "half" else value_of(m["page"]), dress))
                for dress, pattern in LIKELY.items()
                if (m := pattern.fullmatch(line.text)) and not (dress == "of" and value_of(m["page"]) > value_of(m["total"]))
            ]
    return sure, [(at, one) for at, one in likely if one.page]


def value_of(numeral: str) -> int:
    """Value of a numeral in Arabic, Roman or Chinese, blanks inside; 0 for what is none."""
    text = re.sub(f"[{BLANKS}]", "", numeral)
    if text.isdecimal():
        return int(text)
    if text[0] in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ":
        return ord(text[0]) - ord("Ⅰ") + 1
    if text[0] in "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ":
        return ord(text[0]) - ord("ⅰ") + 1
    if text.upper().strip("IVX") == "":
        values = [LETTERS[char] for char in text.upper()]
        return sum(-a if a < b else a for a, b in pairwise((*values, 0)))
    return read_numeral(text.replace("○", "〇"))


class _Neighbours:
    """What stands before and after a line that may be furniture."""

    def __init__(self, lines: Sequence[Line], furniture: set[int], settings: Settings) -> None:
        self.lines, self.settings = lines, settings
        titles = {folded(title) for title in (settings.title, *settings.titles)} - {""}
        self.text = [at for at, line in enumerate(lines) if at not in furniture and folded(line.text) not in titles]

    def around(self, at: int) -> tuple[str, str]:
        """The next lines of text on either side; empty at the edges of the text."""
        place, after = bisect_left(self.text, at), bisect_right(self.text, at)
        before = self.lines[self.text[place - 1]].text if place else ""
        return before, self.lines[self.text[after]].text if after < len(self.text) else ""

    def cut(self, at: int, dress: str) -> bool:
        """True when a sentence goes on across the line, or a part begins after it, or the text ends; a row of a table has more cells."""
        before, after = self.around(at)
        if (
            dress != "roman"
            and (ends_sentence(before) or "\t" in before)
            and (not after or PART.match(after) or starts_heading(after, self.settings.levels))
        ):
            return True
        return is_prose(before) and is_prose(after) and is_border_cut(before, after, self.settings)

    def allows(self, at: int) -> bool:
        """False for a number that the next line makes an amount, and for a year."""
        _, after = self.around(at)
        return not (after[:1] in MEASURES and after[1:2] and not is_han(after[1:2])) and not YEAR.fullmatch(self.lines[at].text)


def _longest(places: Sequence[PageLine]) -> list[PageLine]:
    return next(_runs(places), [])


def _runs(places: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The runs that climb page by page, with the length of pages between, the longest first."""
    group = sorted(places, key=lambda one: one.start)
    best: list[tuple[int, int]] = []  # of each: length of the run that ends there, and the one before it
    for at, one in enumerate(group):
        choices = [
            (best[i][0] + 1, i)
            for i in range(max(0, at - 60), at)
            if 0 < one.page - group[i].page <= STEPS and one.start - group[i].end >= SHORTEST * (one.page - group[i].page)
        ]
        best.append(max(choices, default=(1, -1)))
    used: set[int] = set()
    for end in sorted(range(len(best)), key=lambda i: (-best[i][0], i)):
        run: list[PageLine] = []
        at = end
        while at >= 0 and at not in used:
            used.add(at)
            run.append(group[at])
            at = best[at][1]
        if run:
            yield run[::-1]


def _is_of_pages(chain: Sequence[PageLine], count: int) -> bool:
    """True for a run that cuts sentences as often as pages do: oftener where the stretches between are short, or there are more numbers of
    its dress, `count`, that are no part of it."""
    if len(chain) < 2:
        return False
    gaps = sorted(abs(b.start - a.end) for a, b in pairwise(chain))
    share = sum(one.cuts for one in chain) / len(chain)
    least = 2 if chain[0].dress != "bare" else 3
    if len(chain) < least:
        return share == 1 and gaps[0] >= SHORTEST * 2
    return share >= (OFTEN if statistics.median(gaps) < LONG or len(chain) < OFTEN * count else SELDOM)


def _completed(text: str, chain: Sequence[PageLine]) -> Iterator[PageLine]:
    """The pages that the chain lacks, where their number stands at the head or the end of a line and nowhere else so."""
    length = statistics.median(b.start - a.end for a, b in pairwise(chain))
    borders: list[tuple[PageLine | None, PageLine | None]] = [*pairwise(chain), (chain[-1], None)]
    if chain[0].page > 1:
        borders.insert(0, (None, chain[0]))
    for a, b in borders:
        first = a.page + 1 if a else 1
        last = b.page - 1 if b else first
        begin = a.end if a else 0
        end = b.start if b else min(len(text), begin + int(3 * length) + 200)
        places = [place for page in range(first, last + 1) for place in _at_edges(text, begin, end, page, chain[0].dress)]
        if len(places) == last - first + 1:
            yield from places
    yield from _last_pages(text, chain[-1])


def _last_pages(text: str, last: PageLine) -> Iterator[PageLine]:
    """The numbers of several pages that follow the last one, in the text's last line: pages of pictures have nothing else (`3 0 3 1`)."""
    end = len(text.rstrip())
    begin = text.rfind("\n", 0, end) + 1
    found = re.compile(rf"[{BLANKS}]*(?P<numbers>\d[\d{BLANKS}]*)").fullmatch(text, begin, end)
    if found and begin >= last.end and last.dress == "bare":
        digits = re.sub(f"[{BLANKS}]", "", found["numbers"])
        for count in range(2, MOST_LAST + 1):
            if digits == "".join(str(last.page + n) for n in range(1, count + 1)):
                yield PageLine(*found.span("numbers"), last.page + 1, last.dress)


def _at_edges(text: str, begin: int, end: int, page: int, dress: str) -> list[PageLine]:
    """Where the number of one page, apart by blanks, begins or ends a line; empty where there are several such places."""
    number = f"{B}".join(roman(page) if dress == "roman" else str(page))
    pattern = re.compile(
        rf"^[{BLANKS}]*(?P<head>{number})(?=[{BLANKS}]+[{HAN}“《（])|(?<=[{HAN}，、。；：”])[{BLANKS}]+(?P<tail>{number})(?=[{BLANKS}]*$)",
        re.M,
    )
    kind = "head" if dress in ("bare", "roman") else ""
    found = [(m.start(name), m.end(name)) for m in pattern.finditer(text, begin, end) if kind and (name := m.lastgroup or kind)]
    sums = [span for span in found if not MEASURED.match(text, span[1])]
    return [PageLine(*sums[0], page, dress)] if len(sums) == 1 else []


def roman(number: int) -> str:
    """A number in Roman letters, up to 39."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def _apart(found: Sequence[PageLine]) -> list[PageLine]:
    """Those that do not overlap; the surer dress was found first."""
    kept: list[PageLine] = []
    taken: set[int] = set()
    for one in found:
        if not taken & (span := set(range(*one.span))):
            kept.append(one)
            taken |= span
    return kept
