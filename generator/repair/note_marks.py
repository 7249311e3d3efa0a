"""The marks of notes, whatever print sets, become those of content: `[^1]` in the text, `[^1]: ` before the note.

`增加值[1]达到…⏎[1] 按口径计算。` → `增加值[^1]达到…⏎[^1]: 按口径计算。`; `全国前列2。…⏎2 据快报数。` → `全国前列[^2]。…⏎[^2]: 据快报数。`;
`注：1. 甲。⏎2. 乙。` → `[^注1]: 甲。⏎[^注2]: 乙。`
A line that begins with a mark is a note when the text before it has that mark behind a word: in brackets any number of times, else just
once. 注： needs none; where
each of its numbered notes has just one reference in brackets or raised, in their order, they are linked.
Leaves alone: the items of a list (`① 建设基站。`), marks that stand at several places, exponents, numbers after 第, 图 or 专栏. What looks
like a reference and has no note, or could have several, is doubted (`note_doubts`).
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings

LINE = re.compile(r"^[ \t\u3000]*(?P<words>[^\s][^\n]*)", re.M)
BRACKETED = re.compile(r"[\[［〔【][ ]?(?:注[ ]?)?(?P<n>\d{1,3})[ ]?[\]］〕】][ \u3000]*(?=\S)")
CIRCLED = re.compile(r"(?P<n>[①-⑳])[ \u3000]*(?=\S)")
MORE = re.compile(r"(?<=[。；])[ \u3000]*(?P<n>[①-⑳])[ \u3000]*(?=\S)")
NUMBER = re.compile(rf"(?P<n>[1-9]\d?)[ \u3000]+(?=[{HAN}“《])")
RAISED = re.compile(r"(?P<n>[¹²³⁴-⁹][⁰¹²³⁴-⁹]?)[ \u3000]*(?=\S)")
STAR = re.compile(rf"(?P<n>[*＊※]{{1,3}})[ \u3000]*(?=[{HAN}“《])")
WORD = re.compile(r"(?P<w>注[ ]?释?|备[ \u3000]?注|附注|资料来源|数据来源)[ ]?(?P<n>\d{0,2})[ ]?[：:][ \u3000]*")
ITEM = re.compile(r"(?:(?P<open>[\[［〔【]))?(?P<n>\d{1,2})[ ]?(?(open)[\]］〕】]|[.．、])[ \u3000]*(?=\S)")
CARET = re.compile(r"\[\^(?P<n>[^\[\]\s]{1,20})\](?P<note>:)?")
UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
COUNTED = "第图表栏件式号录条款项节章例案型类级期区段页注版之约近达超至到为前后每"
"""What a number behind it belongs to."""
AFTER = r"(?=[，。；、：！？）”》]|[ \t]*(?:\n|\Z))"
"""What follows a mark at the end of a word or clause."""
ENDS = re.compile(AFTER)
BEHIND = rf"(?<=[{HAN}\d%％”）》」A-Za-z])"
REFERENCES = {
    "bracketed": re.compile(
        r"(?<=\S)[\[［〔【][ ]?(?:注[ ]?)?(?P<n>\d{1,3})[ ]?[\]］〕】](?![ \u3000]*[（(]?(?:19|20)\d\d(?![\d.,%亿万元]))"
    ),
    "circled": re.compile(
        rf"(?:{BEHIND}(?=[①-⑳][，。；、：！？（(）”》\t{HAN}])|(?<=[{HAN}\d%％”）》」A-Za-z。；！？])(?=[①-⑳][ \t]*(?:\n|\Z)))(?P<n>[①-⑳])"
    ),
    "star": re.compile(rf"{BEHIND}(?P<n>[*＊※]{{1,3}})(?![*＊※\d])"),
    "number": re.compile(rf"(?<=[{HAN}”）》%％])(?<![{COUNTED}])(?P<n>[1-9]\d?){AFTER}"),
    "raised": re.compile(rf"(?<=[{HAN}\d%％”）》。，；])(?<!10)(?P<n>[¹²³⁴-⁹][⁰¹²³⁴-⁹]?)(?![⁰¹²³⁴-⁹])"),
}
"""What may refer to a note, by the kind of its mark."""
NOTED = {"bracketed": BRACKETED, "circled": CIRCLED, "number": NUMBER, "raised": RAISED, "star": STAR}
"""How the note begins."""
SET_OFF = ("bracketed", "raised")
"""Kinds of reference that a list of notes below 注： or 注释： may answer: nothing else looks like them."""
SERVES = {"number": ("number", "raised")}
"""The kinds of reference to a note, when they are not of its own kind only."""


@dataclass(frozen=True, slots=True)
class _Note:
    """A line that begins with a mark."""

    key: str
    """The mark without what sets it off."""
    start: int
    end: int
    """The mark with what sets it off."""


@dataclass(slots=True)
class _Found:
    edits: dict[int, Edit] = field(default_factory=dict)
    doubts: dict[int, Edit] = field(default_factory=dict)

    def link(self, text: str, note: _Note, places: list[re.Match[str]]) -> None:
        """A note with its references."""
        for place in places:
            self.edits[place.start()] = Edit(place.start(), place[0], f"[^{note.key}]", "注码")
        self.edits[note.start] = Edit(note.start, text[note.start : note.end], f"[^{note.key}]: ", "注文")

    def doubt(self, note: _Note, places: list[re.Match[str]]) -> None:
        """A note that may have several references."""
        for place in places[:9]:
            self.doubts[place.start()] = Edit(place.start(), place[0], f"[^{note.key}]", "或为注码，对应注文不止一处可能")


def note_marks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the marks of content for those of print, where it is sure which note they belong to."""
    yield from _found(text, settings.format == "markdown").edits.values()


def note_doubts(text: str, settings: Settings) -> Iterator[Edit]:
    """What may be a reference to a note, with the best guess: it has no note, or could be one of several."""
    found = _found(text, settings.format == "markdown")
    notes = {place["n"]: place.start() for place in CARET.finditer(text) if place["note"]}
    yield from found.doubts.values()
    for place in CARET.finditer(text):
        if not place["note"] and notes.get(place["n"], -1) < place.start() and "\t" not in _line_of(text, place.start()):
            yield Edit(place.start(), place[0], place[0], "注码无对应注文")
    for place in re.finditer(r"(?<=[^\s\]］〕】])[\[［][ ]?\d{1,3}[ ]?[\]］]", text):
        if place.start() not in found.doubts and place.start() not in found.edits:
            yield Edit(place.start(), place[0], place[0], "注码无对应注文")


def _line_of(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


@lru_cache(maxsize=4)
def _found(text: str, markdown: bool) -> _Found:
    """All that is decided of a text."""
    found = _Found()
    places = _Places(text)
    lines = [line for line in LINE.finditer(text) if "\t" not in line["words"]]
    lists = _lists(lines, places)
    taken = 0
    for number, line in enumerate(lines):
        if number < taken:
            continue
        if WORD.match(line["words"]):
            taken = _words(text, lines, number, found, places)
            continue
        for kind in NOTED:
            if note := _note(kind, line, markdown):
                if kind == "number" and number in lists:
                    break
                _decide(text, kind, note, places.before(kind, note), found)
                if kind == "circled" and note.start in found.edits:
                    _more(text, line, places, found)
                break
    return found


def _lists(lines: list[re.Match[str]], places: _Places) -> set[int]:
    """The numbers of the lines of lists 1, 2, 3 … of which an item has no reference: they are no notes."""
    found: set[int] = set()
    run: list[tuple[int, str]] = []
    for number, line in [*enumerate(lines), (-1, None)]:
        note = _note("number", line, False) if line else None
        if not note or (run and int(note.key) != int(run[-1][1]) + 1) or (run and number != run[-1][0] + 1):
            if len(run) > 1 and not all(any((k, key) in places.by_mark for k in SERVES["number"]) for _, key in run):
                found.update(n for n, _ in run)
            run = []
        if note:
            run.append((number, note.key))
    return found


def _decide(text: str, kind: str, note: _Note, places: list[re.Match[str]], found: _Found) -> None:
    """Link a note with its references, or doubt them."""
    strong = [place for place in places if kind != "circled" or ENDS.match(text, place.end())]
    if len(places) == 1 or (places and kind == "bracketed"):
        found.link(text, note, places)
    elif len(strong) == 1:
        found.link(text, note, strong)
    elif len(strong) > 1:
        found.doubt(note, strong)


def _more(text: str, line: re.Match[str], places: _Places, found: _Found) -> None:
    """Notes that follow a first one in its line, each with a mark behind the end of the one before it (①甲。②乙。): lines of their own."""
    for mark in MORE.finditer(text, line.start("words") + 1, line.end()):
        note = _Note(mark["n"], mark.start(), mark.end())
        if len(own := places.before("circled", note)) == 1:
            found.link(text, note, own)
            found.edits[note.start] = Edit(note.start, mark[0], f"\n[^{note.key}]: ", "注文")


class _Places:
    """Where a text may refer to notes."""

    def __init__(self, text: str) -> None:
        self.by_mark: dict[tuple[str, str], list[re.Match[str]]] = {}
        for kind, pattern in REFERENCES.items():
            for place in pattern.finditer(text):
                self.by_mark.setdefault((kind, place["n"].translate(UP)), []).append(place)

    def before(self, kind: str, note: _Note) -> list[re.Match[str]]:
        """The places before a note, after the note before it with the same mark; each is asked for once."""
        taken: list[re.Match[str]] = []
        for serving in SERVES.get(kind, (kind,)):
            waiting = self.by_mark.get((serving, note.key), [])
            count = bisect_left(waiting, note.start, key=lambda place: place.start())
            taken += waiting[:count]
            del waiting[:count]
        return sorted(taken, key=lambda place: place.start())

    def of_all(self, notes: list[_Note]) -> list[re.Match[str]]:
        """The one place before a list of notes that refers to each, in their order; none where a note has none, or several."""
        found: list[re.Match[str]] = []
        for note in notes:
            waiting = [
                (kind, place) for kind in SET_OFF for place in self.by_mark.get((kind, note.key), []) if place.start() < notes[0].start
            ]
            if len(waiting) != 1:
                return []
            found.append(waiting[0][1])
        if [place.start() for place in found] != sorted(place.start() for place in found):
            return []
        for note in notes:
            for kind in SET_OFF:
                self.by_mark.pop((kind, note.key), None)
        return found


def _note(kind: str, line: re.Match[str], markdown: bool) -> _Note | None:
    """The note that a line may be."""
    words, begin = line["words"], line.start("words")
    mark = NOTED[kind].match(words)
    if not mark or (kind == "star" and markdown) or (kind == "number" and not words.rstrip().endswith(("。", "；"))):
        return None
    return _Note(mark["n"].translate(UP), begin, begin + mark.end())


def _words(text: str, lines: list[re.Match[str]], number: int, found: _Found, places: _Places) -> int:
    """注： and the numbered notes that follow it, with the references to them where each has just one. Returns the number of the line
    after them."""
    line, following = lines[number], lines[number + 1 : number + 2]
    word = WORD.match(line["words"])
    assert word, "asked before"
    name = re.sub(r"\s", "", word["w"])
    begin, end = line.start("words"), line.start("words") + word.end()
    rest = ITEM.match(text, end) if line["words"][word.end() :].strip() else None
    on = number + 1
    if not line["words"][word.end() :].strip():
        rest = ITEM.match(text, following[0].start("words")) if following else None
        if rest is None or rest["n"] != "1":
            return on
        on += 1
    if rest is None or rest["n"] != "1":
        found.edits[begin] = Edit(begin, text[begin:end], f"[^{name}{word['n']}]: ", "注文")
        return on
    notes = [_Note("1", begin, rest.end())]
    while on < len(lines) and (item := ITEM.match(lines[on]["words"])) and item["n"] == str(len(notes) + 1):
        start = lines[on].start("words")
        notes.append(_Note(item["n"], start, start + item.end()))
        on += 1
    references = places.of_all(notes)
    for note, its in itertools.zip_longest(notes, references):
        if its:
            found.link(text, note, [its])
        else:
            found.edits[note.start] = Edit(note.start, text[note.start : note.end], f"[^{name}{note.key}]: ", "注文")
    return on
