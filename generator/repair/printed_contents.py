"""The table of contents that a text brings along: where it stands, and what it says of the headings.

It begins at `目录`, alone in its line or at its end, or, without that word, at a run of lines that lead to page numbers; an entry that
print broke over two lines is put together. It counts as one only when most of its entries stand again at the heads of later lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.characters import HAN, MEASURES
from generator.repair.title_lines import NUMBER

WORD = re.compile(r"^#*[ \u3000]*目[ \u3000]*[录錄次][ \u3000]*$|目[ \u3000]+[录錄次][ \u3000]*$", re.M)
"""目录 in its own line, or letter-spaced at the end of another one, to which extraction fused it."""
DOTS = r".．·•…⋯。\-—–_"
ROMAN = "[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,4}|[IVX]{1,5}"
"""The page of what stands before the first part."""
PAGE = re.compile(
    rf"(?:(?<![{DOTS}])[{DOTS}]{{2,}}+|(?<![…⋯\t])[…⋯\t]|(?<![ \u3000])[ \u3000]{{2,}}+)"
    rf"[ \u3000\t]*+[-—–(（]*+(?P<page>{ROMAN}|\d{{0,4}})(?:[ ]?[-—–~～][ ]?\d{{1,4}})?[-—–)）]*+$"
    r"|(?<=\D)[ \u3000](?P<bare>\d{1,4})$"
)
"""What leads from an entry to its page, and the page. A run is tried once, from its head on: it may be as long as the line."""
LEADERS = re.compile(
    rf"(?<![{DOTS}])[{DOTS}]{{4,}}+[ \u3000\t]*+[-—–(（]*+(?:{ROMAN}|\d{{1,4}})(?:[ ]?[-—–~～][ ]?\d{{1,4}})?[-—–)）]*+$"
    r"|(?<!…)…{2,}+[ ]*+\d{1,4}$"
)
"""Dots to the number of a page: no other line has them."""
PAGE_LINE = re.compile(r"[-—–－ \u3000]*(?:\d{1,4}|[IVXLC]+(?:[ ][IVXLC]+)*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)[-—–－ \u3000]*")
BLANK = re.compile(r"[\s\u3000#]+")
FEWEST, FEWEST_LED = 2, 3
"""Entries of a table of contents, and of one that no word announces."""
LONGEST = 100
"""Characters of an entry: what is longer is text."""
TITLE_REACH = 2
"""Lines from a title's first one to its second."""
TITLE_LINES, REACH = 3, 150
"""Lines of a title, and characters of its first ones that are looked at."""
LAST = "\U0010ffff"
SHARE = 0.5
"""Share of the entries that must stand again in the text."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents."""

    title: str
    """Number and title, without blanks."""
    page: str = ""
    """The page it leads to, as printed."""
    stands: bool = True
    """True when a later line begins so."""
    offset: int = 0
    """Where it begins in the text that was looked through."""


@dataclass(frozen=True, slots=True)
class PrintedContents:
    """A table of contents in a text."""

    start: int
    end: int
    entries: tuple[ContentsLine, ...]


def printed_contents(text: str) -> PrintedContents | None:
    """The first table of contents of a text, if it has one."""
    word = WORD.search(text)
    led = LEADERS.search(text, 0) if not word else None
    if not word and not _run(text):
        return None
    head = word.start() if word else text.rfind("\n", 0, led.start() if led else 0) + 1
    begin = text.find("\n", word.end()) + 1 if word else head
    if word and not begin:
        return None
    found = _Walk(text[begin:].splitlines(keepends=True), begin)
    entries = found.entries()
    standing = sum(entry.stands for entry in entries)
    enough = FEWEST if word else FEWEST_LED
    if standing < enough or standing < SHARE * len(entries):
        return None
    line = text.rfind("\n", 0, head) + 1
    end = begin + found.size + found.last_page(text, begin + found.size)
    if head > line and not PAGE_LINE.fullmatch(text[line:head].strip(" \t\u3000")):
        return PrintedContents(head, end - text.endswith("\n", begin, end), tuple(entries))  # the line that it was fused to stays
    return PrintedContents(line, end, tuple(entries))


def _run(text: str) -> bool:
    """True when some lines lead to page numbers by dots."""
    return sum(1 for _ in zip(LEADERS.finditer(text), range(FEWEST_LED), strict=False)) >= FEWEST_LED


class _Walk:
    """Goes through the lines after 目录 as long as they are entries."""

    def __init__(self, lines: Sequence[str], offset: int) -> None:
        self.lines, self.offset = lines, offset
        self.heads = Heads([BLANK.sub("", line) for line in lines])
        self.size = 0
        """Characters up to the end of the last entry."""
        self.page = 0
        """The contents' own page whose number went before one of its entries last."""

    def last_page(self, text: str, at: int) -> int:
        """How many characters the number of the contents' next page takes, glued to the text after it."""
        number = str(self.page + 1) if self.page else ""
        glued = re.compile(rf"{number}(?=[“《（{HAN}])(?![{''.join(MEASURES)}])").match(text, at) if number else None
        return len(number) if glued else 0

    def entries(self) -> list[ContentsLine]:
        """The entries, without those that are there twice."""
        return list(self._entries())

    def _entries(self) -> Iterator[ContentsLine]:
        seen: set[str] = set()
        at = 0
        pending, began = "", 0
        for number, line in enumerate(self.lines):
            start, at = at, at + len(line)
            words = line.strip(" \t\u3000\r\n#")
            if not words or PAGE_LINE.fullmatch(words):  # the contents' own page numbers
                self.size = at if self.size == start and not words.isdecimal() else self.size
                continue
            found = PAGE.search(words)
            title = BLANK.sub("", words[: found.start()] if found else words)
            whole = pending + title
            if not title or whole in seen or len(whole) > LONGEST:
                return
            stands = self.heads.last(whole) > number
            led = LEADERS.search(words) is not None
            if (
                not stands
                and led
                and (bare := re.sub(r"^\d{1,3}(?=\d+\.\d|[^\d.])", "", whole)) != whole
                and self.heads.last(bare) > number
            ):
                self.page, whole, stands = int(whole[: len(whole) - len(bare)]), bare, True  # the number of a page went before it
            if stands and not found and self._is_half(number, whole):
                pending, began = whole, began or start
            elif stands or led:
                seen.add(whole)
                self.size = at
                yield ContentsLine(whole, (found["page"] or found["bare"] or "") if found else "", stands, self.offset + (began or start))
                pending, began = "", 0
            elif pending or not self._goes_on(number, title):
                return
            else:
                pending, began = title, start

    def _goes_on(self, number: int, title: str) -> bool:
        """True for the first half of an entry that print broke: with the next line it stands again."""
        following = next((line.strip(" \t\u3000\r\n") for line in self.lines[number + 1 : number + 4] if line.strip(" \t\u3000\r\n")), "")
        found = PAGE.search(following)
        if not found:
            return False
        whole = title + BLANK.sub("", following[: found.start()])
        return LEADERS.search(following) is not None or self.heads.last(whole) > number + 1

    def _is_half(self, number: int, whole: str) -> bool:
        """True for an entry without a page that only with the next line, which heads no line by itself, or in a heading that print broke
        in the same place, is a whole title."""
        following = next((line.strip(" \t\u3000\r\n") for line in self.lines[number + 1 : number + 3] if line.strip(" \t\u3000\r\n")), "")
        found = PAGE.search(following)
        rest = BLANK.sub("", following[: found.start()] if found else following)
        again, alone = self.heads.last(whole + rest), self.heads.last(rest) if rest else 0
        broken_alike = found is not None and 0 < alone - again <= TITLE_REACH and not NUMBER.match(rest)
        return bool(rest) and again > number + 1 and (alone <= number + 1 or broken_alike)


class Heads:
    """The heads of some lines, each with the two after it: a title may run over line ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        full = [(line, number) for number, line in enumerate(lines) if line]
        words = [line for line, _ in full]
        joined = (("".join(words[at : at + TITLE_LINES])[:REACH], number) for at, (_, number) in enumerate(full))
        self.lines = sorted(joined)
        self.found: dict[str, int] = {}

    def last(self, head: str) -> int:
        """The number of the last line that begins so; -1 when none does."""
        if head not in self.found:
            begin = bisect_left(self.lines, (head, -1))
            end = bisect_left(self.lines, (head + LAST, -1), begin)
            self.found[head] = max((number for _, number in self.lines[begin:end]), default=-1)
        return self.found[head]
