"""Page numbers that a PDF's text layer left inside the text.

`连续 11 年保2持世界第一` → `…保持世界第一`; `7910.1 推动` → `10.1 推动`; `下降至 322.53微克` → `…322.5微克`; a line `- 6 -` goes.
A page number is known by its sequence, not by its looks: of all digits that could be page 2, 3, 4 …, the chain is taken that
climbs by one through the whole text, with pages of like length, in places where no number makes sense. A bare number on a line goes
when the chain holds it, or when empty lines part it and all such numbers climb; other dresses are in `page_lines`.
Leaves alone: numbers with a blank beside them (PDF tools set them around real numbers only), numbers before a measure word, years,
decimals, enumerations and ranges, values one to a line, and every digit of a text in which no such chain exists.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import rjieba

from generator.characters import HAN, MEASURES, TERMINAL, is_han
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.cells import lines_of
from generator.repair.lines import AMOUNT, is_border_cut, is_prose
from generator.repair.page_borders import Joiner, joiner
from generator.repair.page_lines import SELDOM, PageLine, is_page_line, page_lines
from generator.repair.running_titles import folded, is_title

BARE = re.compile(r"^[ \t\u3000]*((?!(?:19|20)\d\d(?!\d))\d{1,4})[ \t\u3000]*$", re.M)
"""A line of nothing but a number, which may be a page, unless it is a year."""
EMPTY_BEFORE = re.compile(r"\n[ \t\u3000]*\n\Z|\A\s*\Z")
EMPTY_AFTER = re.compile(r"[ \t\u3000]*(?:\Z|\n[ \t\u3000]*(?:\n|\Z))")
NEAR = 40
"""How far back, in characters, the empty line before a number is looked for."""
ENUMERATED = re.compile(r"(?<=\d[、和与及或至到～~–—－-])\d+|(?<!\d)\d+(?!\d)(?=[、和与及或至到～~–—－-]\d)")
"""Numbers of an enumeration or a range: `2、3、4号线`, `2021—2025年`."""
RUN = re.compile(r"\d+")
HEADING_REST = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?!\d)|\d{1,2}[、.．](?!\d)")
"""What may follow a page number glued to it: a heading's number, `10.1` or `22、`."""

TITLED = re.compile(rf"[{HAN}]{{2,20}}[ \u3000]*$", re.M)
"""A title behind a number, to the end of its line."""

PRESENCE = 2.0
"""What one more page is worth; with the scores below it makes a chain of plain numbers worth less than none."""
CUT_WORD = 1.5
"""Bonus where the number stands inside a word of the dictionary (保2持)."""
LINE_HEAD = 1.0
"""Bonus at the head of a line, where extraction sets the number of a page that ended with its paragraph."""
GLUED = -1.0
"""A number glued to another needs the chain's support."""
MEASURED = -2.0
"""Before a measure word it is more likely an amount."""
NAME = -3.0
"""After a Latin letter it is more likely part of a name (G60, C919); only a chain that lacks just this page takes it."""
SKIPPED = 4.0
"""Cost of a page whose number is not there."""
UNEVEN = 1.0
"""Cost of a page e times as long or short as the median one, at most UNEVEN_MOST: figures make short pages."""
UNEVEN_MOST = 2.0
WEIGHED = 8
"""Places on either side of where the page before should end that are weighed one by one; beyond them a page is so uneven that only the
best of all can be worth its cost. The plan with most numbers has 144 readings of one, in 100 pages."""
TRUSTED = 0.2
"""Share of a chain's places that must be within a word or at the head of a line; in the plan with pages inside its text it is 0.43, in
four plans with numbers strewn in at random 0.30 to 0.59, in two reports without any pages 0."""
SHORTEST_CHAIN = 4
"""Fewer could be a list."""
SHORTEST_PAGE = 30
"""Characters; numbers that follow closer are a list, or a table's cells."""


@dataclass(frozen=True, slots=True)
class NumberCandidate:
    """Digits that could be the number of a page."""

    page: int
    start: int
    digits: str
    score: float


def page_numbers(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each page number; what a page's border cuts is joined."""
    lines = [PageLine(*found.span(1), int(found[1]), "bare") for found in _parted(text, settings)]
    taken: set[int] = set()
    for one in page_lines(text, settings):
        taken.update(range(*one.span))
        lines.append(one)
    removed: set[int] = set()
    join = joiner(settings)
    titles = {folded(title) for title in (settings.title, *settings.titles)} - {""}
    for group in _together(text, lines):
        edit = _removal(text, group, settings, titles, join)
        removed.update(range(edit.start, edit.end))
        yield edit
    dressed = {i for line in lines_of(text) if is_page_line(line.text) and not line.text.isdigit() for i in range(line.start, line.end)}
    for chosen in _trusted(text, best_chain(find_candidates(text))):
        if chosen.start not in removed and chosen.start not in dressed:
            yield Edit(chosen.start, chosen.digits, "", f"第{chosen.page}页")


def _trusted(text: str, chain: Sequence[NumberCandidate]) -> Sequence[NumberCandidate]:
    """The chain, when enough of its places show by themselves that no number makes sense there: in any long text some digits climb."""
    heads = bool(chain) and chain[0].page == 1 and all(text[one.start - 1 : one.start] in ("", "\n") for one in chain)
    if heads and (_number_titles(text, chain) or not _cuts(text, chain)):
        return ()  # 1, 2, 3 … at the heads of lines are a list, or chapters, unless sentences go on across them
    return _of_one_dress(text, chain) if sum(one.score > 0 for one in chain) >= TRUSTED * len(chain) else ()


def _of_one_dress(text: str, chain: Sequence[NumberCandidate]) -> Sequence[NumberCandidate]:
    """The chain without places in the middle of a line that may well be amounts, where most pages have lines of their own."""
    edges = [
        (text[one.start - 1 : one.start] in ("", "\n"), text[(end := one.start + len(one.digits)) : end + 1] in ("", "\n")) for one in chain
    ]
    if 2 * sum(head and tail for head, tail in edges) <= len(chain):
        return chain
    return [one for one, edge in zip(chain, edges, strict=True) if any(edge) or one.score > 0]


def _number_titles(text: str, chain: Sequence[NumberCandidate]) -> bool:
    """True when most of the numbers stand before titles (1总则), each a line of its own."""
    return 2 * sum(TITLED.match(text, one.start + len(one.digits)) is not None for one in chain) > len(chain)


def _cuts(text: str, chain: Sequence[NumberCandidate]) -> bool:
    """True when as many of the places as of pages stand within a sentence."""
    ends = (text[max(0, one.start - NEAR) : one.start].rstrip()[-1:] for one in chain)
    return sum(end != "" and (is_han(end) or end in "，、；：") for end in ends) >= SELDOM * len(chain)


def _together(text: str, lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The numbers of pages in order, those with nothing but blanks between them together."""
    group: list[PageLine] = []
    for one in sorted(lines, key=lambda one: one.span):
        if group and one.start < group[-1].end:
            continue
        if group and text[group[-1].end : one.start].strip():
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _removal(text: str, group: Sequence[PageLine], settings: Settings, titles: set[str], join: Joiner) -> Edit:
    """The removal of some numbers of pages that stand together; where a sentence goes on across them, its halves are joined."""
    start, end = group[0].start, group[-1].end
    note = "、".join(f"第{one.page}页" for one in group)
    before = start
    while before and text[before - 1].isspace():
        before -= 1
    edge = end
    while edge < len(text) and text[edge].isspace():
        edge += 1
    stop = text.find("\n", edge)
    left, right = text[text.rfind("\n", 0, before) + 1 : before], text[edge : stop if stop >= 0 else len(text)]
    own_line = "\n" in text[before:start] or "\n" in text[end:edge] or not before or edge == len(text)
    if not own_line:
        return Edit(start, text[start:end], "", note)
    if is_border_cut(left, right, settings) and not is_title(left, titles) and not is_title(right, titles):
        joined = join(left, right)
        return Edit(before, text[before:edge], joined, f"{note}，前后文相接")
    return Edit(start, text[start:end], "", note)


def _parted(text: str, settings: Settings) -> list[re.Match[str]]:
    """The bare numbers between empty lines, when they climb with pages of text between them."""
    bare = [found for found in BARE.finditer(text) if EMPTY_BEFORE.search(text[max(0, found.start() - NEAR) : found.start()])]
    bare = [found for found in bare if EMPTY_AFTER.match(text, found.end())]
    for a, b in itertools.pairwise(bare):
        if b.start() - a.end() < SHORTEST_PAGE * max(int(b[1]) - int(a[1]), 1) or int(b[1]) <= int(a[1]):
            return []
    return bare if len(bare) > 1 or settings.format == "hard-wrapped" else []


def find_candidates(text: str) -> Iterator[NumberCandidate]:
    """Every way to read a run of digits, its head or its tail as a page number, where the place allows it."""
    enumerated = {found.end() for found in ENUMERATED.finditer(text)}
    cells = _cells(text)
    for found in RUN.finditer(text):
        run, start, end = found[0], found.start(), found.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        decimal_before = before == "." and text[start - 2 : start - 1].isdigit()
        decimal_after = after == "." and text[end + 1 : end + 2].isdigit()
        if start in cells or before == " " or "\t" in (before, after) or before.isdigit() or end in enumerated:
            continue
        if before in ("（", "(", "【", "[") and after in ("）", ")", "】", "]"):
            continue
        heading_itself = (before in ("", "\n") or before in TERMINAL) and after and after in ".．、）)"
        place = _place(text, start, end) + (NAME if before.isascii() and before.isalpha() else 0)
        if not (decimal_before or decimal_after or after == " " or heading_itself) and len(run) <= 4:
            yield from _candidate(start, run, place)
        for cut in range(1, min(len(run), 5)):
            if not decimal_before and (rest := HEADING_REST.match(text, start + cut)) and not AMOUNT.match(text, rest.start()):
                yield from _candidate(start, run[:cut], place + (0 if before == "\n" or not before else GLUED))
            if not decimal_after and after != " " and (decimal_before or cut < len(run)) and re.match(f"[{HAN}]", after or "x"):
                yield from _candidate(end - cut, run[-cut:], place + 2 * GLUED)


def _cells(text: str) -> set[int]:
    """Where a number stands alone in its line between lines that are no running text: there it is a table's."""
    lines = lines_of(text)
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.text.isdigit() and at and not (is_prose(lines[at - 1].text) and (at + 1 == len(lines) or is_prose(lines[at + 1].text))):
            found.add(line.start)
    return found


def _candidate(start: int, digits: str, score: float) -> Iterator[NumberCandidate]:
    if digits[0] != "0" and score > MEASURED + 2 * GLUED:
        yield NumberCandidate(int(digits), start, digits, score)


def _place(text: str, start: int, end: int) -> float:
    """How little sense a number makes between what stands before `start` and from `end` on."""
    before, after = text[start - 1 : start], text[end : end + 1]
    score = MEASURED if after in MEASURES else 0.0
    if before in ("", "\n"):
        return LINE_HEAD + score
    if re.match(f"[{HAN}]{{2}}", before + after) and rjieba.has_word(before + after):
        score += CUT_WORD
    return score


def best_chain(candidates: Iterable[NumberCandidate]) -> Sequence[NumberCandidate]:
    """The best climbing chain: first found without knowing how long a page is, then again with the median length."""
    by_page: dict[int, list[NumberCandidate]] = {}
    for candidate in candidates:
        by_page.setdefault(candidate.page, []).append(candidate)
    chain = _climb(by_page, None)
    if len(chain) >= SHORTEST_CHAIN:
        gaps = [b.start - a.start for a, b in itertools.pairwise(chain) if b.page == a.page + 1]
        if gaps and statistics.median(gaps) < SHORTEST_PAGE:
            return []
        chain = _climb(by_page, statistics.median(gaps)) if gaps else chain
    return chain if len(chain) >= SHORTEST_CHAIN else []


@dataclass(slots=True)
class _Numbers:
    """All places of one page's number, from the head of the text on, with what the best chain to each is worth."""

    places: list[NumberCandidate]
    starts: list[int]
    worth: list[float] = field(default_factory=list)
    before: list[tuple[int, int] | None] = field(default_factory=list)
    """Page and number of the place before it in that chain."""
    best: list[int] = field(default_factory=list)
    """Of the places up to each the number of the one that is worth most."""

    def enter(self, worth: float, before: tuple[int, int] | None) -> None:
        """Settle the next place."""
        number = len(self.worth)
        self.worth.append(worth)
        self.before.append(before)
        best = self.best[-1] if self.best else number
        self.best.append(number if worth > self.worth[best] else best)

    def reachable(self, start: int, expected: float) -> Iterator[int]:
        """The numbers of the places before an offset that may be the chain's last: the one that is worth most, and those round where
        it is expected."""
        end = bisect.bisect_left(self.starts, start)
        if not end:
            return
        middle = bisect.bisect_left(self.starts, expected, 0, end)
        yield self.best[end - 1]
        yield from range(max(0, middle - WEIGHED), min(end, middle + WEIGHED))


def _climb(by_page: Mapping[int, list[NumberCandidate]], page_length: float | None) -> list[NumberCandidate]:
    """The chain of highest worth; pages may be skipped at a cost."""
    pages = {page: _Numbers(places, [place.start for place in places]) for page, places in by_page.items()}
    for page in sorted(pages):
        for candidate in pages[page].places:
            best, link = 0.0, None
            for step in (1, 2, 3):
                if earlier := pages.get(page - step):
                    value, number = _link(earlier, candidate.start, step, page_length)
                    if value > best:
                        best, link = value, (page - step, number)
            pages[page].enter(best + PRESENCE + candidate.score, link)
    return _chain(pages)


def _link(earlier: _Numbers, start: int, step: int, page_length: float | None) -> tuple[float, int]:
    """What the best chain that ends in one of the earlier places is worth to a place `step` pages on, and the number of its end."""
    most, chosen = 0.0, -1
    if page_length is None:
        end = bisect.bisect_left(earlier.starts, start)
        return (earlier.worth[earlier.best[end - 1]] - SKIPPED * (step - 1), earlier.best[end - 1]) if end else (most, chosen)
    for number in earlier.reachable(start, start - step * page_length):
        value = earlier.worth[number] - SKIPPED * (step - 1)
        if value >= most:  # else no evenness makes it the best
            value -= _unevenness(start - earlier.starts[number], step, page_length)
            if value > most or (value == most and number < chosen):
                most, chosen = value, number
    return most, chosen


def _chain(pages: Mapping[int, _Numbers]) -> list[NumberCandidate]:
    """The places of the chain that is worth most, the first of equals."""
    ends = ((numbers.worth[best], -page, best) for page, numbers in pages.items() for best in numbers.best[-1:])
    most = max(ends, default=None)
    chain: list[NumberCandidate] = []
    at = (-most[1], most[2]) if most else None
    while at is not None:
        chain.append(pages[at[0]].places[at[1]])
        at = pages[at[0]].before[at[1]]
    return chain[::-1]


def _unevenness(gap: int, pages: int, page_length: float) -> float:
    return min(UNEVEN_MOST, UNEVEN * abs(math.log(max(gap, 1) / (pages * page_length))))
