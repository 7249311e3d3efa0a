"""First pass over the repaired text: each line becomes headings, text, captions, rows, notes and pictures, with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice

from generator.characters import HAN, HAN_NUMERALS, TERMINAL, is_han
from generator.findings import Finding
from generator.model import Span
from generator.numbering import CAPTION, Mark, is_caption, ordinal, read_numeral, special_at
from generator.outline.annexes import EXPLAINING, box_at, item_number, item_title, may_be_title, only_lists, titled_items
from generator.outline.contents import ContentsTitles
from generator.outline.heads import FIGURE_KINDS, HAN_KINDS, has_title
from generator.outline.line_heads import LineHeads, is_title, listed
from generator.outline.lone_lines import LoneLines, is_outer
from generator.outline.marked import MarkedHeadings
from generator.outline.questions import questions
from generator.outline.sequence import FRONT, UNNUMBERED, Found, NumberSequence
from generator.outline.unlevelled import unlevelled
from generator.pure import give_way
from generator.reading.seed import Seed
from generator.reading.settings import Supplied
from generator.repair import Repaired
from generator.repair.cell_lines import LONE, OPEN
from generator.repair.group_rows import group_rows
from generator.repair.hard_wraps import width
from generator.repair.lines import AMOUNT
from generator.repair.markdown_marks import PICTURE_ADDRESS
from generator.repair.running_titles import folded

NUMBERED_BOX = re.compile(rf"专[栏欄][ ]?(?:\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})[：:\u3000 ]")
"""The head of a box with its number, whatever follows it."""
PICTURE = re.compile(rf"!\[\]\((?P<source>{PICTURE_ADDRESS})\)(?P<caption>[图圖表][^。\n]*)?\s*$")
"""A picture in a line of its own, with its caption. `markup` encodes addresses of HTML; one of a Markdown text may hold anything."""
STOP = re.compile(f"[{TERMINAL}][”』）)]*[ \u3000]*")
TITLE_PAGE = 12
"""Lines among which the title stands that others precede."""
LONGEST_BELOW = 30
"""Width of a title in the line below its number, in full-width characters."""
ODD = re.compile(
    rf"[（(〔【\[]?[ ]?(?P<number>[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})[ ]?[）)〕】\]]?[，,、.．：: \u3000]{{0,2}}"
    rf"[{HAN}][^，。；：！？\t]{{1,20}}"
)
"""A line like a title behind a number in any dress."""
ODD_MARK = re.compile(rf"[{HAN_NUMERALS}]{{1,3}}[，,。:：;；·]{{1,2}}[ \u3000]?(?=[{HAN}])")
"""A Chinese number whose mark is misprinted."""
SHORTEST_TITLE = 2
"""Characters before another mark may begin in the same line."""
CHAPTER_WORDS = frozenset(["总则", "總則", "总论", "總論", "绪论", "緒論", "导论", "導論", "附则", "附則"])
"""Lines that are a chapter without a number where there are numbered ones."""
REFERENCES = frozenset(["参考文献", "參考文獻", "主要参考文献", "主要參考文獻", "参考资料", "參考資料"])
"""Lines that open a list of works, whose numbers head no parts."""
KIND_OF_ANNEX = re.compile(r"[（(](?:资料性|规范性|資料性|規範性)(?:附[录錄])?[）)][ \u3000]*")
"""What standards say of an annex before its title (GB/T 1.1—2020, 9.9)."""
LINE = re.compile(r"^[^\S\n]*(?=\S)", re.M)
"""Where the words of a line begin."""
NOTE = re.compile(r"\[\^(?P<mark>[^\]]+)\]:\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a line."""

    kind: str
    """`heading`, `title` (of the plan), `text`, `break`, `caption`, `row`, `note`, `picture`."""
    span: Span
    """Where it stands; a heading's span begins with its mark and reaches to the end of all it may claim of the line."""
    line: int
    """1-based line of the seed."""
    found: Found | None = None
    """A numbered heading's mark."""
    special: str = ""
    """An unnumbered heading's id."""
    fixed: Span | None = None
    """Span of the title where the mark itself tells it (unnumbered headings)."""
    appendix: str = ""
    """Id of the appendix a heading stands under, empty for the plan's own."""
    name: str = ""
    """A heading's id where the sequence gives it: the path of its numbers; a box's."""
    level: int = 0
    """Level that is shown; 0 for unnumbered chapters that have their own id."""

    @property
    def opens_appendix(self) -> bool:
        """True for 附件 itself, whose title follows its mark."""
        return re.fullmatch(r"a\d*", self.special) is not None


def _first_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a title page, with their offsets: what markup marks above the title is no heading."""
    yield from ((found.start(), found[0]) for found in islice(re.finditer(r"[^\n]+", text), TITLE_PAGE))


class Scanner:
    """Walks the lines once; keeps only the sequence of numbers between them."""

    def __init__(self, seed: Seed, repaired: Repaired) -> None:
        self.seed, self.text, self.origin = seed, repaired.text, repaired.draft.origin
        self.kept, self.rows = repaired.kept, repaired.rows
        self.sequence = NumberSequence.of(seed.settings.levels)
        self.appendix = ""
        self.appendices: set[str] = set()
        self.specials: set[str] = set()
        self.titles = {folded(t) for t in (seed.settings.title, *seed.settings.titles)} - {""}  # a line of marks is no title
        self.title_at = next((at for at, line in _first_lines(self.text) if folded(line) in self.titles), -1)
        self.body_at = self._body_at() if seed.settings.notice else 0
        """Where the document begins behind a notice that has numbered parts of its own, which are text."""
        self.findings: list[Finding] = []
        self.supplied: dict[int, str] = {}
        """Line of its entry in the TOML → id of a numbered heading that an editor supplied."""
        self.marked = MarkedHeadings(seed, repaired)
        self.lone = LoneLines.of(self.text, seed.settings.levels, self._is_other)
        self.questions = questions(self.text)
        self.unlevelled = unlevelled(seed.settings.levels, self.text)
        self.lists = listed(seed.settings.levels, self.text)
        self.groups = group_rows(self.text)
        self.in_references = False
        self.contents = ContentsTitles.of(repaired.contents)
        self.refused: dict[int, int] = {}
        """Level → the number of its last mark that was text."""
        self.line_heads = LineHeads(seed.settings.levels, self.text)
        self.after_supplied = False
        self.item: int | None = None
        """The last item of the box or list of annexes that is open."""
        self.in_box = False
        """True in a box whose items have titles."""
        self.headed = 0
        """Where the line of the last numbered heading ends."""
        self.taken_to = 0
        """Where a heading ends that took in the line after its own."""

    def _body_at(self) -> int:
        """The offset of the title, where the numbers of a letter (…：⏎一、…) stand before it, and begin anew behind it; else 0."""
        title = self._behind_letter()
        for line in LINE.finditer(self.text, title) if title else ():
            if mark := next((mark for level in self.sequence.levels if (mark := level.match(self.text, line.end()))), None):
                return title if mark.path[-1] == 1 else 0
        return 0

    def _behind_letter(self) -> int:
        """The offset of the first line that is the title, where whom a letter addresses and a first number precede it; else 0."""
        addressed = counted = False
        for line in LINE.finditer(self.text):
            words = self.text[line.end() : self.text.find("\n", line.end()) % (len(self.text) + 1)].rstrip()
            if folded(words) in self.titles:
                return line.end() if counted else 0
            addressed = addressed or words.endswith("：")
            marks = (mark for level in self.sequence.levels if (mark := level.match(self.text, line.end())))
            counted = counted or (addressed and any(mark.path[-1] == 1 for mark in marks))
        return 0

    def items(self) -> Iterator[Item]:
        """The items in order; lines of text that follow a heading in its line are items of their own."""
        at = 0
        pending = sorted((s for s in self.seed.settings.supplied if s.number), key=lambda s: s.line)
        for line in self.text.split("\n"):
            give_way()
            start, end = at, at + len(line)
            at = end + 1
            if "\t" not in line:  # tabs at the edges are a row's empty cells
                start += len(line) - len(line.lstrip())
                end -= len(line) - len(line.rstrip())
            if not line.strip():
                yield Item("break", (start, start), 0)
                continue
            if start < self.taken_to:
                continue
            number = self.seed.place(self.origin[start])[0]
            while pending and number >= pending[0].line and folded(line) not in self.titles:
                self._enter_supplied(pending.pop(0))
            yield from self._line(start, end, number)
        for supplied in pending:
            self._enter_supplied(supplied)

    def _enter_supplied(self, supplied: Supplied) -> None:
        levels = self.sequence.levels[supplied.level - 1 : supplied.level]
        if levels and (found := self.sequence.at_level(supplied.level, supplied.number)):
            self.supplied[supplied.at] = self.sequence.enter(found)
            self.after_supplied = True

    def _line(self, start: int, end: int, line: int) -> Iterator[Item]:
        text = self.text[start:end]
        if folded(text) in self.titles:
            yield Item("title", (start, end), line)
        elif "\t" in text or start in self.groups or self.rows.get(self.origin[start]) in (LONE, OPEN):
            yield Item("row", (start, end), line)
        elif PICTURE.match(text):
            yield Item("picture", (start, end), line)
        elif NOTE.match(text):
            yield Item("note", (start, end), line)
        else:
            yield from self._headings(start, end, line)

    def _headings(self, start: int, end: int, line: int) -> Iterator[Item]:
        """A line of headings and text: marks at its head and, as long as no sentence has ended, inside it."""
        zone_end = -1
        while True:
            heading = self._heading_at(start, end, line)
            if heading is None:
                caption = CAPTION.match(self.text[start:end])
                inner = self.sequence.find_inline(self.text, start + 1, end) if caption else None
                yield Item(
                    "caption" if inner or is_caption(self.text[start:end]) else "text", (start, inner.mark.start if inner else end), line
                )
            else:
                zone_end = self._zone_end(heading, end) if zone_end < start else zone_end
                title_start = heading.fixed[1] if heading.fixed else heading.found.mark.end if heading.found else start
                inner = self.sequence.find_inline(self.text, title_start + SHORTEST_TITLE, zone_end)
                inner = inner or self._next_heading(heading, title_start, end)
                yield replace(heading, span=(heading.span[0], inner.mark.start)) if inner else heading
            if inner is None:
                return
            start = inner.mark.start

    def _next_heading(self, heading: Item, start: int, end: int) -> Found | None:
        """The next heading of the same level behind the end of a sentence, in a line to which paragraphs were fused."""
        if not heading.found or self.sequence.levels[heading.found.level - 1].sample not in HAN_KINDS:
            return None
        for stop in STOP.finditer(self.text, start, end):
            found = self.sequence.find(self.text, stop.end())
            if found and found.fitting and found.level == heading.found.level and found.mark.end < end:
                return found
        return None

    def _zone_end(self, heading: Item, end: int) -> int:
        """How far another mark may begin in the same line: to the first end of a sentence."""
        ends = [i for mark in TERMINAL if (i := self.text.find(mark, heading.span[0], end)) >= 0]
        return min(ends, default=end)

    def _heading_at(self, start: int, end: int, line: int) -> Item | None:
        """The heading that begins at an offset, entered into the sequence."""
        if start < self.body_at or (start < len(self.origin) and self.origin[start] in self.kept):
            return None
        if self.item is not None and item_number(self.text, start) == self.item + 1:
            self.item += 1
            if self.in_box:
                self._doubt_item(start, line)
                return self._box_item(start, end, line)
            return None
        if box := self._box_at(start, end, line):
            return box
        found = self.sequence.find(self.text, start)
        if found and (below := self._title_below(found, end)):
            found, end = below
        if found and self._is_heading(found, start, end):
            self.taken_to = end if self.text.find("\n", start, end) >= 0 else self.taken_to
            self._report(found, line)
            self.refused.pop(found.level, None)
            self.after_supplied, self.item = False, None
            return self._numbered((start, end), line, found)
        if found:
            self.refused[found.level] = found.number[0]
        return None if found and found.mark.end >= end else self._special_at(start, end, line)

    def _numbered(self, span: Span, line: int, found: Found) -> Item:
        """A numbered heading, entered into the sequence. Kinds behind a word of their own (任务一) stand only in some parts: in others
        what is below them moves up."""
        level = found.level - self._absent(found) + bool(self.appendix)
        self.headed = span[1]
        return Item("heading", span, line, found, appendix=self.appendix, name=self.sequence.enter(found), level=level)

    def _absent(self, found: Found) -> int:
        """How many levels are skipped above a heading: kinds behind words wherever none of them is open; others where its own number is a
        single one without a name, and a level above them is open."""
        level = self.sequence.levels[found.level - 1]
        above = range(1, found.level)
        outer = max((one.level for one in self.sequence.open if one.level < found.level), default=0)
        skips = level.depth == 1 and not level.named and outer > 0
        kinds = ((number, self.sequence.levels[number - 1]) for number in above if not self.sequence.has_open(number))
        return sum(kind.worded or not kind.sample or (skips and number > outer) for number, kind in kinds)

    def _is_heading(self, found: Found, start: int, end: int) -> bool:
        """True for a mark that begins a heading: one in order, one that names what it numbers, or one with the look of a title."""
        level = self.sequence.levels[found.level - 1]
        rest = self.text[found.mark.end : end]
        if (
            start in self.lists
            or (self.in_references and not level.named)
            or (level.bare and rest.endswith(tuple(TERMINAL)) and not has_title(rest))
        ):
            return False
        if not rest and not level.named and (is_han(self.text[end - 1]) or level.dotted):
            return False
        if found.status == "again" and level.sample in HAN_KINDS and self._is_listed_again(found, start):
            return False
        if level.named:
            return found.mark.spaced or not self.line_heads.spaced(found.level) or found.status == "next"
        if AMOUNT.match(self.text, start) and not (found.status == "next" and (found.mark.spaced or is_title(rest, back=True))):
            return False
        if level.dotted and found.status != "next" and not self._reads_on(rest):
            return False
        if level.sample in FIGURE_KINDS and not self._heads_part(found, rest):
            return False
        if found.status == "next":
            return True
        if found.status == "gap":
            return found.near or (self.line_heads.goes_on(found.level, start) and is_title(rest))
        return is_title(rest, found.number[0] < self.sequence.last.get(found.level, (0, 0))[0])

    def _is_listed_again(self, found: Found, start: int) -> bool:
        """True for an item of a list that counts anew behind a colon, among headings of its kind: 說明：⏎一、…⏎二、…."""
        before = self.text[:start].rstrip()[-1:] if found.number[0] == 1 else ""
        return before in ("：", ":") or (found.number[0] > 1 and self.refused.get(found.level) == found.number[0] - 1)

    def _title_below(self, found: Found, end: int) -> tuple[Found, int] | None:
        """A mark that has its line to itself, with its title in the next one, and where that ends; None where text or nothing follows."""
        level = self.sequence.levels[found.level - 1]
        alone = found.mark.end >= end and found.status == "next" and not level.article and (level.named or level.depth > 1)
        following = self._title_after(end) if alone else None
        if not following or width(self.text[slice(*following)]) > LONGEST_BELOW or re.search("[，；：]", self.text[slice(*following)]):
            return None
        return replace(found, mark=replace(found.mark, end=following[0])), following[1]

    def _reads_on(self, rest: str) -> bool:
        """False for figures out of order that figures, marks or the middle of a sentence follow: they are amounts."""
        return bool(rest) and (is_han(rest[0]) or rest[0] in "“《（‘〈" or rest[0].isupper()) and (is_title(rest) or has_title(rest))

    def _heads_part(self, found: Found, rest: str) -> bool:
        """False for a figure that goes on with a list that is text, and for one out of order before a sentence."""
        if self.refused.get(found.level) == found.number[0] - 1:
            return False
        return found.status == "next" or has_title(rest)

    def _report(self, found: Found, line: int) -> None:
        """Tell of a number that does not follow the one before it; the heading stays one, at its level."""
        mark, settings = found.mark, self.seed.settings.path.name
        if found.parent == FRONT and (found.level, FRONT) not in self.sequence.within:
            cause = f"{mark.number} precedes the first heading of the level above it"
            how = "it stands with what precedes the chapters; supply the heading that it lacks with [[supplied]]"
            self.findings.append(Finding("O002", str(self.seed.path), line, cause, how))
            return
        if found.status == "next" or self.after_supplied:
            return
        if not self.sequence.open:
            self._report_beginning(found, line)
            return
        if found.status == "gap":
            cause = f"{mark.number} follows {self.sequence.latest or 'an unnumbered heading'}"
            how = "see whether a heading is missing or misprinted; supply it with [[supplied]] or add a [[correction]]"
            self.findings.append(Finding("O002", str(self.seed.path), line, cause, how))
            return
        cause = f"section number {mark.number} is there twice, or after a later one ({self.sequence.latest})"
        how = (
            f'if it is no heading, add [[keep]] with line = {line}, text = "{mark.text.strip()}" and a reason to {settings}; '
            "if it is misprinted, add a [[correction]]"
        )
        self.findings.append(Finding("O005", str(self.seed.path), line, cause, how))

    def _report_beginning(self, found: Found, line: int) -> None:
        """Tell of a text whose first heading is not the first of its kind, where nobody has said what it lacks."""
        if found.number[0] > 1 and not self.seed.settings.coverage:
            cause = f"{found.mark.number} is the first heading: those before it are missing, or are not known as headings"
            how = "say in `coverage` what the text has of its document; supply headings that it lacks with [[supplied]]"
            self.findings.append(Finding("O002", str(self.seed.path), line, cause, how))

    def _unnumbered_level(self, start: int, end: int) -> int:
        """The level of a line that is a heading without a number: markup marks it, the contents name it, or only chapters have its words;
        0 for other lines."""
        line = self.text[start:end]
        if not self._whole(start, end):
            return 0
        if self._opens_references(line) or (self.sequence.open and EXPLAINING.fullmatch(line)):
            return 1
        if self.appendix:
            return 0
        if level := self.marked.level(start, end, self.text):
            return level if start > self.title_at and not self._is_foreign_title(line) else 0
        if self.contents.heads(line) or (self.sequence.levels and folded(line) in CHAPTER_WORDS):
            return 1
        return self._lone_level(start, line) if start in self.lone.headings | self.questions else 0

    def _is_foreign_title(self, line: str) -> bool:
        """True for a line in Latin letters under the title, before all parts: the title in another language."""
        return not self.sequence.open and self.title_at >= 0 and not any(map(is_han, line))

    def _lone_level(self, start: int, line: str) -> int:
        """The level of a title without a number: that of such titles where the plan has one, save right below a heading and beside
        others that began there; else below the number that stands above it."""
        below = 1 + max((one.level for one in self.sequence.open if one.number), default=0)
        if self.lone.outer:
            return 1 if start in self.lone.outer else 2
        own = next((number for number, level in enumerate(self.sequence.levels, 1) if not level.sample), 0)
        if not own or below <= own:
            return own or below
        beside = self.sequence.open[-1].number is None and self.sequence.open[-1].level > own and not is_outer(line)
        return below if beside or not self.text[self.headed : start].strip() else own

    def _opens_references(self, line: str) -> bool:
        """True for the title of a list of works behind the parts of a text."""
        return bool(self.sequence.open or self.appendix) and folded(line) in REFERENCES

    def _is_other(self, at: int, line: str) -> bool:
        """True for a line that is no heading however it is set: a title of the plan, cells of a table, what an editor kept."""
        origin = self.origin[at]
        other = folded(line) in self.titles | CHAPTER_WORDS | REFERENCES or "\t" in line or bool(self.marked.spans)
        return other or origin in self.rows or origin in self.kept

    def _whole(self, start: int, end: int) -> bool:
        """True for a whole line."""
        return (start == 0 or self.text[start - 1] == "\n") and (end == len(self.text) or self.text[end] == "\n")

    def _unnumbered(self, start: int, end: int, line: int) -> Item | None:
        level = self._unnumbered_level(start, end)
        if not level:
            if self._whole(start, end) and NUMBERED_BOX.match(self.text, start, end):
                self._doubt(line, f"“{self.text[start : min(end, start + LONGEST_BELOW)]}…” begins as the title of a box does")
            if odd := self._odd_heading(start, end, line):
                return odd
            if start in self.unlevelled:
                self._doubt(line, self.unlevelled[start])
            elif start in self.lone.doubts:
                self._doubt(line, f"“{self.text[start:end]}” stands alone between paragraphs, as a heading without a number does")
            elif self._whole(start, end) and (number := self._odd_number(self.text[start:end])):
                self._doubt(line, f"“{number}” would be the next heading's number, and is printed otherwise than those before it")
            return None
        self.in_references = self._opens_references(self.text[start:end])
        name = self.sequence.enter_unnumbered(level, UNNUMBERED)
        return Item("heading", (start, end), line, special=name, fixed=(start, end), name=name, level=level)

    def _odd_heading(self, start: int, end: int, line: int) -> Item | None:
        """The heading of a line like a title whose number comes next and only its mark is misprinted (四，保障措施); told."""
        found = ODD_MARK.match(self.text, start, end) if not self.in_references else None
        number = self._odd_number(self.text[start:end]) if found and self._whole(start, end) else ""
        if not found or not number:
            return None
        place = next(n for n, level in enumerate(self.sequence.levels, 1) if level.depth == 1 and self._comes_next(n, number))
        if place > 1 and not self.sequence.has_open(place - 1):
            return None
        mark = Mark(number, found[0].rstrip(), (read_numeral(number),), start, found.end())
        judged = self.sequence.judged(place, mark)
        cause = f"“{mark.text}” is printed otherwise than the numbers before it, and is the next of them; it heads a part"
        how = (
            f'mend its mark with a [[correction]]; if it is no heading, add [[keep]] with line = {line}, text = "{mark.text}" and a reason'
        )
        self.findings.append(Finding("O002", str(self.seed.path), line, cause, how))
        self.refused.pop(place, None)
        return self._numbered((start, end), line, judged)

    def _comes_next(self, place: int, number: str) -> bool:
        last = self.sequence.last.get(place)
        return last is not None and read_numeral(number) == last[0] + 1 and number.isdecimal() == self.sequence.levels[place - 1].dotted

    def _odd_number(self, line: str) -> str:
        """The number of a line like a title that comes next in a level whose marks are set otherwise (四，保障措施); empty for none."""
        found = ODD.fullmatch(line)
        if found and any(level.depth == 1 and self._comes_next(n, found["number"]) for n, level in enumerate(self.sequence.levels, 1)):
            return found["number"]
        return ""

    def _doubt(self, line: int, cause: str) -> None:
        """Tell of a line that is taken for text and may be a heading."""
        how = "if it is a heading, mend its mark with a [[correction]], or supply it with [[supplied]]; else nothing is to be done"
        self.findings.append(Finding("O013", str(self.seed.path), line, f"{cause}; the line is taken for text", how))

    def _enter_appendix(self, number: str | None) -> str:
        """Begin an appendix, whose headings are numbered anew: its id, `a`, or `a2` for 附件2 and for a second 附件."""
        name = f"a{ordinal(number.strip())}" if number else "a"
        if name in self.appendices:
            name = next(free for n in count(len(self.appendices) + 1) if (free := f"a{n}") not in self.appendices)
        self.appendices.add(name)
        self.appendix, self.in_references = name, False
        self.sequence = NumberSequence.of(self.seed.settings.appendix_levels or self.seed.settings.levels, name)
        return name

    def _special_at(self, start: int, end: int, line: int) -> Item | None:
        match = special_at(self.text, start, end)
        if not match:
            return self._unnumbered(start, end, line)
        special, found = match
        if special.id == "a" and not self.item and only_lists(self.text, self.text[start : found.start("title")], found["title"], end):
            return self._annex(found, start, end, line)
        if special.last != self._is_behind_parts(special.id, start):
            return None  # out of its place: text
        if special.id in self.specials:
            return self._second_special(found, start, end, line)
        if not special.last and found[0] != found["title"]:
            return None  # in marks that were left: text
        if special.id == "a":
            return self._annex(found, start, end, line)
        self.item = None
        self.specials.add(special.id)
        return Item("heading", (start, end), line, special=special.id, fixed=(found.start(), found.end()))

    def _second_special(self, found: re.Match[str], start: int, end: int, line: int) -> Item | None:
        """The heading of a second part of one kind before the first number, in other words (引言 behind 前言); text with the same ones."""
        words = folded(found["title"])
        before = (folded(one) for one in self.text[:start].split("\n"))
        if not self._whole(start, end) or found[0] != found["title"] or words in before:
            return None
        name = self.sequence.enter_unnumbered(1, UNNUMBERED)
        return Item("heading", (start, end), line, special=name, fixed=(found.start(), found.end()), name=name, level=1)

    def _is_behind_parts(self, special: str, start: int) -> bool:
        """True where parts stand before, or, before the annex of a text without any, its sentences."""
        without = special == "a" and "。" in self.text[:start] and (not self.sequence.levels or self._is_behind_letter(start))
        return bool(self.sequence.open or self.appendix) or without

    def _is_behind_letter(self, start: int) -> bool:
        """True for the first of several annexes that a letter lists, which has no parts itself and its title before it."""
        listed = re.search(r"^[ \u3000]*附[ \u3000]?件[：:]", self.text[:start], re.M)
        return (
            0 <= self.title_at < start
            and listed is not None
            and re.search(r"^[ \u3000#]*附[ \u3000]?件[ ]?[2二]", self.text[start:], re.M) is not None
        )

    def _annex(self, found: re.Match[str], start: int, end: int, line: int) -> Item | None:
        """The heading of an annex, with its title in the line after it where the mark stands alone; None for a list of annexes."""
        if only_lists(self.text, self.text[start : found.start("title")], found["title"], end):
            named = found["title"].strip()
            self.item, self.in_box = (1 if item_number(named, 0) == 1 else None) if named else 0, False
            return None
        self.item = None
        if not self.appendix and self._goes_on_behind(end):
            return Item("caption" if "表" in found["mark"] else "text", (start, end), line)
        name, title = self._enter_appendix(found["n"]), found.start("title")
        while not self.text[title:end].strip() or KIND_OF_ANNEX.fullmatch(self.text, title, end):
            if not (following := self._title_after(end)):
                break
            title, self.taken_to = following
            end = self.taken_to
        return Item("heading", (start, end), line, special=name, fixed=(start, title))

    def _goes_on_behind(self, at: int) -> bool:
        """True for a table among the parts of a plan: the first part behind it goes on with the plan's own numbers."""
        before = self.sequence.last.get(1, (0, 0))
        for line in LINE.finditer(self.text, at):
            if (special := special_at(self.text, line.start(), line.end())) and special[0].last:
                return False
            if mark := self.sequence.levels[0].match(self.text, line.start()) if self.sequence.levels else None:
                return before[0] > 0 and mark.path[-1] == before[0] + 1
        return False

    def _title_after(self, at: int) -> Span | None:
        """The line after an offset, when it can be the title of the annex before it."""
        found = re.compile(r"[^\S\n]*\S[^\n]*").search(self.text, at)
        if not found or not may_be_title(found[0]) or folded(found[0]) in self.titles:
            return None
        start = found.end() - len(found[0].lstrip())
        if self.origin[start] in self.kept or self.origin[start] in self.rows or self.sequence.find(self.text, start):
            return None
        words = found[0].strip()
        other = special_at(words, 0) or CAPTION.match(words) or PICTURE.match(words) or NOTE.match(words) or box_at(words, 0, len(words))
        return None if other else (start, found.end() - len(found[0]) + len(found[0].rstrip()))

    def _box_at(self, start: int, end: int, line: int) -> Item | None:
        """The heading of a box: a section of the one that is open. Its items are sections of it where they have titles, else text,
        whatever levels the plan has."""
        found = box_at(self.text, start, end) if self.sequence.open or self.appendix else None
        if not found:
            return None
        title = found[0]
        if not self.text[title[0] : end].strip() and (following := self._title_after(end)) and item_number(self.text, following[0]) is None:
            title = following
            self.taken_to = end = following[1]
        self.item, self.in_box = 0, titled_items(self.text, end)
        return self._in_box(found[1], self._box_level(), (start, end), title, line)

    def _box_level(self) -> int:
        """The level of a box that begins here: below all that is open, other boxes and their items aside."""
        return max((one.level for one in self.sequence.open if ".box" not in f".{one.name}"), default=0) + 1

    def _box_item(self, start: int, end: int, line: int) -> Item:
        """The heading of an item of a box, which has a title of its own, or none beside others that have."""
        return self._in_box(str(self.item), self._box_level() + 1, (start, end), item_title(self.text, start, end), line)

    def _doubt_item(self, start: int, line: int) -> None:
        """Tell of an item that goes on in the box as well as in what the box stands in."""
        outer = self.sequence.find(self.text, start)
        if outer and outer.status == "next" and outer.number[0] > 1:
            cause = f"{outer.mark.number} follows in the box and in {outer.parent or 'the text'} before it, too; it is taken for the box's"
            how = "see where the box ends; a [[border]] and [[supplied]] set what follows it"
            self.findings.append(Finding("O002", str(self.seed.path), line, cause, how))

    def _in_box(self, word: str, level: int, span: Span, title: Span, line: int) -> Item:
        name = self.sequence.enter_unnumbered(level, word)
        return Item(
            "heading",
            span,
            line,
            special="box",
            fixed=title,
            name=name,
            level=level + bool(self.appendix),
            appendix=self.appendix,
        )
