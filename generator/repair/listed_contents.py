"""Tables of contents in less usual dress: what `printed_contents` does not know by its word and its dots.

Several entries in one line, tabs before the pages, entries after 目录 in its line, Roman pages between, and headings without pages that
all come again in the text, three in a row or more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from generator.characters import HAN
from generator.numbering import starts_heading
from generator.repair.cells import BLANKS, PART
from generator.repair.page_lines import ROMAN, is_page_line, value_of
from generator.repair.printed_contents import ContentsLine, Heads, PrintedContents

WORD = rf"(?:[图圖表]|插[图圖]|附[图圖表])?[{BLANKS}]*目[{BLANKS}]*[录錄次]"
HEAD = re.compile(
    rf"#*[{BLANKS}]*(?:(?:\d{{1,3}}|{ROMAN})[{BLANKS}]+)?[【\[—-]*{WORD}[】\]—-]*(?:[{BLANKS}]*(?i:contents))?[{BLANKS}]*[:：]?|#*[{BLANKS}]*(?:CONTENTS|Contents)"
)
GLUED = re.compile(rf"(?<=[^\s#])[{BLANKS}]*+{WORD}[{BLANKS}]*$")
"""The word at the end of a line of the title page."""
BEFORE = re.compile(rf"[{BLANKS}]*{WORD}[{BLANKS}:：]+(?=\S)")
"""The word before the first entry in one line."""
DOTS = r".．·•…⋯。\-—–_─"
NUMBER = rf"[-—–(（〔\[第]{{0,2}}[ ]?(?P<page>\d{{1,4}}|{ROMAN})(?:[ ]?[-—–~～][ ]?\d{{1,4}})?[ ]?[-—–)）〕\]页頁]{{0,2}}"
LEADER = rf"(?:(?<![{DOTS}])(?:[{DOTS}][{BLANKS}]?){{3,}}|[…⋯]+|\t+|(?:…[{BLANKS}]?)+)"
LED = re.compile(rf"(?P<title>\S.{{0,150}}?)(?<![{BLANKS}])[{BLANKS}]*{LEADER}[{BLANKS}]*{NUMBER}(?!\d|[.．][{BLANKS}]*\d)[{BLANKS}]*")
"""An entry that dots, or a tab, lead to the number of its page."""
MAY_LEAD = re.compile(rf"[…⋯\t]|(?:[{DOTS}][{BLANKS}]?){{3}}")
"""What may be a leader."""
UNPAGED = re.compile(rf"(?:[{HAN}]|(?<![{DOTS}])[。])[{BLANKS}]*$")
"""The end of a line that no number of a page closes."""
PAGE = re.compile(
    rf"(?:(?<![{DOTS}])[{DOTS}]{{2,}}+|(?<![…⋯\t])[…⋯\t]|(?<![ \u3000])[ \u3000]{{2,}}+)"
    r"[ \u3000\t]*+[-—–(（]*+(?P<page>\d{0,4}+)[-—–)）]*+$"
    r"|(?<=\D)[ \u3000](?P<last>\d{1,4})$"
)
"""What may lead from an entry to its page, and the page. A run is tried once, from its head on: it may be as long as the line."""
FEW_DOTS = re.compile(rf"(?<=\S)(?:[{BLANKS}]{{1,3}}[.．·•…]{{1,3}}){{1,4}}[{BLANKS}]*(?P<page>\d{{0,4}})$")
"""The same where recognition of print left a dot or two of the leader: `3 术语和定义 . .4`."""
GLUED_PAGE = re.compile(r"(?P<title>.*[^\d（(])[（(]?(?P<page>[1-9]\d{0,2})[)）]?")
"""An entry whose page nothing parts from its title, or brackets do: `第一章发展基础3`, `第一章发展基础（3）`."""
COLUMNS = re.compile(r"(?:[题題标標]目?|[项項]目|[内內]容|名[称稱]|章[节節])[ \u3000\t]+(?:[页頁段][码碼数數次]|[页頁])")
"""The heads of the columns of a table of contents."""
MARK = re.compile(r"\d{1,2}(?![\d.．])[、.．]?|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节]")
"""The number of a part at the head of a line."""
NUMBER_MARK = re.compile(rf"(?<=^\d)[.．、](?=[{HAN}])|(?<=^\d\d)[.．、](?=[{HAN}])")
FEWEST = 2
"""Entries below the word."""
ALONE = 3
"""Entries in a row without it."""
LONGEST = 100
"""Characters of an entry: what is longer is text."""
PAGE_LINES = 3
"""Lines of page numbers in a row that may stand between two entries; more are no table's."""
LOST = 20
"""Characters of an entry whose number was lost."""
TAKES = 3
"""Lines that one title takes at most."""


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry as it was read."""

    title: str
    """As printed, without the leader and the page."""
    page: int
    led: bool = True
    """True when dots led to the page; a tab may be a table's."""
    offset: int = 0
    stands: bool = False
    lost: bool = False
    """True when only a line with a number before the same words stands again."""


@dataclass(slots=True)
class _Block:
    """Entries that follow each other, and where they end."""

    entries: list[_Line] = field(default_factory=list)
    again: int = 0
    """How many of them stand at the head of a later line."""
    end: int = 0
    """Offset after the last of them."""
    next_line: int = 0


def listed_contents(text: str, levels: Sequence[str]) -> PrintedContents | None:
    """The first such table of a text, if it has one."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    reader = _Reader(lines, starts)
    at = read = 0
    begun = False
    while at < len(lines):
        begin, first, offset = _opening(lines[at], at, starts[at])
        if not lines[at].strip() or (begin is not None and at < read):  # of what was read once as a table the lines are not read again
            at += 1
            continue
        if begin is None and not reader.may_begin(at):
            begun = begun or starts_heading(lines[at], levels)
            at += 1
            continue
        block = reader.block(first, offset)
        sure = begin == starts[at] and not offset
        if _is_one(block, begin is not None, sure, levels) and not (begun and begin is None and not any(e.page for e in block.entries)):
            start = starts[reader.skipped(at)] if begin is None else begin
            glued = start > 0 and text[start - 1] != "\n"
            entries = [ContentsLine(_key(one.title), str(one.page or ""), one.stands, one.offset) for one in block.entries]
            return PrintedContents(start, block.end - (glued and text.endswith("\n", start, block.end)), tuple(entries))
        read = max(read, block.next_line)
        on = at + 1 if begin is not None else max(at + 1, block.next_line)
        begun = begun or any(starts_heading(line, levels) for line in lines[at:on])
        at = on
    return None


def _opening(line: str, at: int, start: int) -> tuple[int | None, int, int]:
    """Where a table begins, if the line says so; the line of its first entry, and the offset of that in it."""
    text = line.rstrip()
    if HEAD.fullmatch(text):
        return start, at + 1, 0
    if found := BEFORE.match(text):
        return start, at, found.end()
    if found := GLUED.search(text):
        return start + found.start(), at + 1, 0
    return None, at, 0


def _is_one(block: _Block, headed: bool, sure: bool, levels: Sequence[str]) -> bool:
    """True when the entries found are a table of contents, below the word (`sure` when it has its line) or without it."""
    count, led = len(block.entries), sum(entry.led for entry in block.entries)
    pages = [entry.page for entry in block.entries if entry.page]
    climbs = sum(b >= a for a, b in pairwise(pages)) >= 0.8 * (len(pages) - 1)
    if headed:
        return climbs and ((sure and count >= FEWEST and block.again >= FEWEST) or led >= ALONE)
    if count < ALONE or not climbs:
        return False
    if len(pages) == count and led == count:
        return block.again >= count / 2
    numbered = sum(bool(PART.match(one.title) or MARK.match(one.title) or starts_heading(one.title, levels)) for one in block.entries)
    return 2 * numbered > count and numbered + sum(entry.lost for entry in block.entries) == count and block.again == count


class _Reader:
    """Reads entries from a line on."""

    def __init__(self, lines: Sequence[str], starts: Sequence[int]) -> None:
        self.lines, self.starts = lines, starts
        self.keys = [_key(line) for line in lines]
        self.heads = Heads(self.keys)
        self.led = {at for at, line in enumerate(lines) if MAY_LEAD.search(line)}

    @cached_property
    def bare(self) -> Heads:
        """The lines without the numbers of parts before them."""
        return Heads([MARK.sub("", key) for key in self.keys])

    def may_begin(self, at: int) -> bool:
        """False for a line of text: nothing in it or the next ones leads to a page, and no later line begins so."""
        if UNPAGED.search(self.lines[at]) is None or not self.led.isdisjoint(range(at, at + TAKES)):
            return True
        return len(self.keys[at]) <= LONGEST and (self.heads.last(self.keys[at]) > at or self._lost(self.keys[at], at))

    def block(self, at: int, offset: int) -> _Block:
        """The entries from a place on, the heads of their columns aside."""
        block = _Block(next_line=at)
        if not offset and (first := self.skipped(at)) < len(self.lines) and COLUMNS.fullmatch(self.lines[first].strip()):
            at = first + 1
        seen: set[str] = set()
        between = 0
        while at < len(self.lines):
            line = self.lines[at][offset:]
            text = line.strip()
            if not text or (block.entries and is_page_line(text)):
                between += bool(text)
                if between > PAGE_LINES:
                    break
                at, offset = at + 1, 0
                continue
            between = 0
            made, rest = _led(line)
            if made:
                self._enter(block, made, at)
                seen.update(_key(entry.title) for entry in made)
                block.end = self.starts[at] + len(self.lines[at]) - len(rest) if rest.strip() else self.starts[at + 1]
                if not rest.strip():
                    at, offset = at + 1, 0
                elif _led(rest.rstrip() + (self.lines[at + 1] if at + 1 < len(self.lines) else ""))[0]:
                    offset = len(self.lines[at]) - len(rest)
                    taken = self._wrapped(at, offset)
                    if taken is None:
                        break
                    at, offset = self._take(block, taken, seen), 0
                else:
                    break
                block.next_line = at
                continue
            if taken := self._wrapped(at, offset):
                at, offset = self._take(block, taken, seen), 0
                continue
            entry = self._glued(_unled(line), at)
            key = _key(entry.title)
            if not key or key in seen or len(key) > LONGEST or not (self.heads.last(key) > at or self._lost(key, at)):
                break
            seen.add(key)
            self._enter(block, [entry], at)
            at, offset = at + 1, 0
            block.end, block.next_line = self.starts[at], at
        self._close(block)
        return block

    def _close(self, block: _Block) -> None:
        """Take in the number of the page that the table ends on, when it is a Roman one, for the text has its own; and empty lines."""
        if not block.entries or block.end != self.starts[block.next_line]:
            return
        at = self.skipped(block.next_line)
        if at < len(self.lines) and re.fullmatch(ROMAN, self.lines[at].strip()):
            at = self.skipped(at + 1)
        block.end, block.next_line = self.starts[at], at

    def skipped(self, at: int) -> int:
        """The number of the next line that is not empty."""
        while at < len(self.lines) and not self.lines[at].strip():
            at += 1
        return at

    def _lost(self, key: str, at: int) -> bool:
        """True for an entry without the number that stands before it in a later line (总则 for 1 总则), as pages lose those of lists."""
        return 1 < len(key) <= LOST and not MARK.match(key) and bool(re.fullmatch(f"[{HAN}、]+", key)) and self.bare.last(key) > at

    def _glued(self, entry: _Line, at: int) -> _Line:
        """An entry without the page that is glued to its title, where the title comes again without it and not with it."""
        found = GLUED_PAGE.fullmatch(entry.title)
        if not found or entry.page or self.heads.last(_key(entry.title)) > at or self.heads.last(_key(found["title"])) <= at:
            return entry
        return replace(entry, title=found["title"], page=int(found["page"]))

    def _enter(self, block: _Block, made: Sequence[_Line], at: int) -> None:
        entered = [self._entered(entry, at) for entry in made]
        block.entries += entered
        block.again += sum(entry.stands for entry in entered)

    def _entered(self, entry: _Line, at: int) -> _Line:
        stands = self.heads.last(key := _key(entry.title)) > at
        lost = not stands and self._lost(key, at)
        return replace(entry, offset=self.starts[at], stands=stands or lost, lost=lost)

    def _take(self, block: _Block, taken: tuple[_Line, int], seen: set[str]) -> int:
        """Enter a title of several lines; the number of the line after it."""
        entry, at = taken
        self._enter(block, [replace(entry, offset=0)], at - 1)
        seen.add(_key(entry.title))
        block.end, block.next_line = self.starts[at], at
        return at

    def _wrapped(self, at: int, offset: int) -> tuple[_Line, int] | None:
        """An entry whose title takes several lines, only the last of which has the page; with the number of the line after it."""
        joined = self.lines[at][offset:].rstrip()
        if len(joined) > LONGEST or PAGE.search(joined):
            return None
        for after in range(at + 1, min(at + TAKES, len(self.lines))):
            line = self.lines[after].strip()
            if not line or is_page_line(line):
                return None
            if (made := _led(line)[0]) and len(made) == 1 and not _led(line)[1].strip():
                if PART.match(line) or self.heads.last(_key(joined + made[0].title)) <= after:
                    return None
                return _Line((joined + made[0].title).strip(), made[0].page), after + 1
            joined += line
        return None


def _led(line: str) -> tuple[list[_Line], str]:
    """The entries with a leader that a line begins with, and what is left of it."""
    text = line.rstrip("\r\n")
    found: list[_Line] = []
    at = 0
    while (led := LED.match(text, at + len(text[at:]) - len(text[at:].lstrip(BLANKS)))) and re.search(r"\w", led["title"]):
        rest = text[led.end() :]
        if rest and not rest[0].isspace() and not text[led.end() - 1].isspace() and re.match(r"[年月日%％亿万元个]", rest):
            break
        dots = text[led.end("title") : led.start("page")].strip(BLANKS + "-—–(（〔[第")
        found.append(_Line(led["title"].strip(), value_of(led["page"]), bool(dots)))
        at = led.end()
    return found, line[at:]


def _unled(line: str) -> _Line:
    """An entry of which only blanks part the page, if it has one."""
    text = line.rstrip()
    if found := FEW_DOTS.search(text):
        return _Line(text[: found.start()].strip(BLANKS + "#"), int(found["page"] or 0), False)
    found = PAGE.search(text)
    page = (found["page"] or found["last"] or "") if found else ""
    return _Line(PAGE.sub("", text).strip(BLANKS + "#"), int(page or 0), False)


def _key(line: str) -> str:
    """The words of a line, without blanks and marks, and without the mark behind a number, which contents and text may set otherwise."""
    return NUMBER_MARK.sub("", re.sub(r"[\s#*]+", "", line))
