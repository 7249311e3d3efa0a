"""The sequence of heading numbers: which mark may come next, and what it is called.

Sections are open one in another, an outer level before an inner one; a level may be skipped (articles stand in chapters with and without
sections). A number follows the one before it in the same section, or, where a level is counted on through the whole text, the last one of
its level anywhere. What does not follow is no surprise that ends a level: it is told with its kind, and the caller decides with the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.numbering import Level, Mark, letters, level_of

Number = tuple[int, int]
"""A number, and what is put in after it: (6, 2) for 第六条之二."""
WIDEST_GAP = 3
"""Numbers that may be missing before one that is taken as a heading's by itself; more is a figure at the head of a line."""
FRONT = "front"
"""What holds the sections that precede the first one of the level above them."""

OPENING, CLOSING = "“《「‘〈", "”》」’〉"
QUOTED = 30
"""Characters before a place among which quotation marks that are open there are looked for."""
QUOTATION = 400
"""Characters behind a place among which what closes a quotation is looked for."""
UNNUMBERED = "u"
"""What sections without a number are called, with how many there are before them."""


def _opened(inside: int, char: str) -> int:
    """How many quotation marks are open after a character; one that closes none changes nothing."""
    return max(0, inside + (char in OPENING) - (char in CLOSING))


def _last_closing(text: str, start: int, end: int) -> int:
    """Offset of the last mark that closes a quotation in the line, -1 for none: one that nothing closes is misprinted and hides nothing."""
    line_end = text.find("\n", start, end + QUOTATION)
    return max(text.rfind(mark, start, line_end if line_end >= 0 else end + QUOTATION) for mark in CLOSING)


@dataclass(frozen=True, slots=True)
class Found:
    """A mark, and how it stands to what was before it."""

    mark: Mark
    level: int
    """1-based level."""
    status: str
    """`next` in order, `gap` (numbers are missing before it), `again` (it, or a later one, was there before)."""
    near: bool
    """True when so few numbers are missing that it is a heading's by itself."""
    fitting: bool
    """True for `next` with every level above it open: may begin inside a line, where print began a new one."""
    parent: str
    """Name of the section it stands in; empty for none."""
    stem: str
    """What its name begins with."""

    @property
    def number(self) -> Number:
        """Its last number."""
        return self.mark.path[-1], self.mark.sub


@dataclass(frozen=True, slots=True)
class Open:
    """A section that is open."""

    level: int
    name: str
    number: int | None
    """None where it has no number."""


@dataclass(slots=True)
class NumberSequence:
    """Where the headings have got to."""

    levels: Sequence[Level]
    prefix: str = ""
    """Name of the annex whose sequence it is; empty for the plan's own."""
    open: list[Open] = field(default_factory=list)
    last: dict[int, Number] = field(default_factory=dict)
    """The last number of each level, for plans that count 条 on through all chapters."""
    within: dict[tuple[int, str], Number] = field(default_factory=dict)
    """The last number of each level in each section."""
    taken: set[str] = field(default_factory=set)
    tried: dict[tuple[str, int], int] = field(default_factory=dict)
    """How many letters were tried after a number, or numbers after a word."""
    latest: str = ""
    """The number entered last, as printed."""

    @classmethod
    def of(cls, samples: Sequence[str], prefix: str = "") -> NumberSequence:
        """A sequence that has not begun, for the samples of its levels."""
        return cls([level_of(sample) for sample in samples], prefix)

    def find(self, text: str, at: int) -> Found | None:
        """The mark at an offset that fits best, whether it follows or not."""
        return max(self._marks(text, at), key=lambda f: (f.status == "next", f.status == "gap", -f.level), default=None)

    def has_open(self, level: int) -> bool:
        """True when a section of a level is open."""
        return any(one.level == level for one in self.open)

    def at_level(self, level: int, text: str) -> Found | None:
        """The mark of one level at the head of a text."""
        mark = self.levels[level - 1].match(text)
        return self.judged(level, mark) if mark else None

    def find_inline(self, text: str, start: int, end: int) -> Found | None:
        """The first fitting mark inside a line, where print began a new line; none within quotation marks (“五统一、一开放”)."""
        inside = 0
        for char in text[max(0, start - QUOTED) : start].rpartition("\n")[2]:
            inside = _opened(inside, char)
        closed = _last_closing(text, start, end)
        for at in range(start, end):
            before = text[at - 1 : at]
            if at > start:
                inside = _opened(inside, before)
            if (inside > 0 and at <= closed) or (before.isascii() and (before.isalnum() or before == ".")):
                continue
            for found in self._marks(text, at):
                if found.fitting and found.mark.end <= end:
                    return found
        return None

    def enter(self, found: Found) -> str:
        """Go on from a heading that was taken. Returns its name: the path of its numbers, with a letter where another has it."""
        name = self._free(found.stem, *found.number)
        self.last[found.level] = found.number
        self.within[found.level, found.parent] = found.number
        self.latest = found.mark.number
        self._push(found.level, name, found.mark.path[-1])
        return name

    def enter_unnumbered(self, level: int, word: str) -> str:
        """Begin a section that has no number. Returns its name."""
        parent = self._parent(level)
        stem = f"{parent}." if parent and parent != FRONT else ""
        name = stem + word
        while name in self.taken or name == f"{stem}{UNNUMBERED}":
            number = self.tried[stem + word, 0] = self.tried.get((stem + word, 0), 0) + 1
            name = f"{stem}{word}{number}"
        self._push(level, name, None)
        return name

    def _push(self, level: int, name: str, number: int | None) -> None:
        self.taken.add(name)
        self.open = [*(one for one in self.open if one.level < level), Open(level, name, number)]

    def _parent(self, level: int) -> str:
        """Name of the section that a heading of a level would stand in."""
        above = [one for one in self.open if one.level < level]
        if above:
            return above[-1].name
        return self.prefix or (FRONT if level > 1 else "")

    def _marks(self, text: str, at: int) -> Iterator[Found]:
        for number, level in enumerate(self.levels, 1):
            if mark := level.match(text, at):
                yield self.judged(number, mark)

    def judged(self, level: int, mark: Mark) -> Found:
        """How a mark of a level stands to what was before it."""
        own = mark.path[-level:]
        parent, agrees = self._place(level, own)
        number = own[-1], mark.sub
        before = self.within.get((level, parent))
        counted = self.last.get(level)
        if agrees < 0 or (before is not None and number <= before):
            status = "again"
        elif agrees > 0:
            status = "gap"
        elif before is None:
            status = "next" if number in ((1, 0), (1, 1)) or (counted and _follows(counted, number)) else "gap"
        else:
            status = "next" if _follows(before, number) else "gap"
        return Found(
            mark,
            level,
            status=status,
            near=self._near(level, number[0], before),
            fitting=status == "next" and self._all_open(level, number),
            parent=parent,
            stem=self._stem(level, own, parent),
        )

    def _place(self, level: int, own: Sequence[int]) -> tuple[str, int]:
        """The section that a mark stands in, and how its own upper numbers stand to the open ones: 0 alike, 1 after, -1 before them."""
        open_numbers = {one.level: one.number for one in self.open}
        upper = range(level - len(own) + 1, level)
        have = [open_numbers.get(one) for one in upper]
        told = own[:-1]
        for mine, theirs in zip(told, have, strict=True):
            if theirs is not None and mine != theirs:
                base = self._parent(level - len(own) + 1)
                return f"{base}:{'.'.join(map(str, told))}", 1 if mine > theirs else -1
        return self._parent(level), 0

    def _stem(self, level: int, own: Sequence[int], parent: str) -> str:
        """What the name of a heading begins with: the name of the section it stands in, or its own upper numbers."""
        if ":" not in parent and parent != FRONT:
            return f"{parent}." if parent else ""
        if len(own) == 1:
            return f"{FRONT}."
        base = self._parent(level - len(own) + 1)
        upper = [*([base] if base and base != FRONT else []), *map(str, own[:-1])]
        return "".join(f"{one}." for one in upper)

    def _all_open(self, level: int, number: Number) -> bool:
        """True when every level above is open, or need not be, or nothing is and it is the very first."""
        if not self.open:
            return level == 1 and number[0] == 1
        counted_on = self.levels[level - 1].article and (
            level in self.last or number[0] == 1
        )  # articles stand in chapters with and without sections
        return counted_on or {one.level for one in self.open} >= set(range(1, level))

    def _near(self, level: int, number: int, before: Number | None) -> bool:
        """True when not so many numbers are missing that it must be a figure, or it is the first of the outermost level."""
        if not self.open or (level == 1 and level not in self.last):
            return True
        return 0 < number - (before[0] if before else 0) <= WIDEST_GAP + 1

    def _free(self, stem: str, number: int, sub: int) -> str:
        """A name that no other has: with a letter for what is put in, and for a number that is there twice."""
        name = f"{stem}{number}{letters(sub - 1) if sub else ''}"
        while name in self.taken:
            letter = self.tried[stem, number] = self.tried.get((stem, number), -1) + 1
            name = f"{stem}{number}{letters(letter)}"
        return name


def _follows(before: Number, number: Number) -> bool:
    """True when a number comes right after another: 7 after 6 and after 6 之二, 6 之三 after 6 之二."""
    return number == (before[0] + 1, 0) or number == (before[0], before[1] + 1)
