"""Is a new text an old one, edited? The judgement that carrying rests on, made by comparing the texts themselves.

Texts are compared by pairs of neighbouring tokens (a Han character, a mark, a word in Latin letters, a whole number) that they have in
common in the same order. The constants were chosen by labelled pairs: `tests/gold/identity.tsv`, `tests/gold/identity.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz.distance import LCSseq

WHOLE = 0.7
"""Weight of what two texts share of both against what they share of the shorter one."""
IN_PLACE = 0.76
"""From here on a sentence, note or caption between the same neighbours as before is the old one, edited."""
MOVED = 0.80
"""The same for one that stands elsewhere: nothing but the text speaks for it."""
HEADING = 0.84
"""The same for a title whose section has other sentences than before: titles are short, and sisters are alike."""
CONTENT = 0.5
"""Share of a section's text that must have stayed when its title did not."""
KEY = 0.9
"""Likeness from which the words that name a row are the same words."""
SECOND = 0.7
"""The same of a second cell of words: the name of a row under a label that several rows share."""
NAMING = 5
"""Characters from which a second cell can be such a name; units and kinds are shorter."""
NEIGHBOURS = 0.1
"""What two tables have at least that are one only where no other stands between them: below all that is one wherever it stands."""
CONTAINED = 0.85
"""Share of a text that stands in another one from which it was taken into that."""
SHORT = 800
"""Characters of a section up to which its text is compared letter by letter, not only sentence by sentence."""

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|\S")
FIGURE = re.compile(r"\d+")
"""A number in the name of a row, which tells it from its sisters: the year of 2025年常住人口."""
SERIAL = re.compile(r"[（(]?[\d一二三四五六七八九十]{0,4}[)）.、．]?")
VALUE = re.compile(r"[^\d]{0,4}\d.*|[-—–/…\s]*")


COURSE = re.compile(
    "(?:进一步|有步骤|高质量|加快|推进|推动|促进|深化|深入|强化|加强|增强|提升|提高|完善|健全|优化|建立|构建|打造|建设|建成|形成|实施|开展|"
    "落实|发展|扩大|拓展|巩固|支持|鼓励|引导|探索|启动|培育|全面|着力|大力|积极|有序|稳步|持续|不断|切实|努力|有效|充分|必须|要|"
    "全力|更好|协同|统筹|研究|做好|做强|做优)+"
)
"""Words that say how and not what: plans are reworded in them from draft to print while the matter stays, and two matters share them."""


@lru_cache(maxsize=50_000)
def _pairs(text: str) -> tuple[str, ...]:
    """Neighbouring tokens of a text, its beginning and end included; words of course are one token, whichever they are."""
    tokens = ["", *TOKEN.findall(COURSE.sub("▸", text)), ""]
    return tuple(f"{one}\0{other}" for one, other in pairwise(tokens))


@lru_cache(maxsize=50_000)
def shares(old: str, new: str) -> tuple[float, float]:
    """Share of the old text that stands in the new one, and of the new text that comes from the old one."""
    a, b = _pairs(old), _pairs(new)
    common = LCSseq.similarity(a, b)
    return common / len(a), common / len(b)


def likeness(old: str, new: str) -> float:
    """How far two texts are one text edited, 0 to 1: the mean of what they share of both and what they share of the shorter one."""
    if old == new:
        return 1.0
    kept, known = shares(old, new)
    return _weighed(kept, known) if kept else 0.0


def _weighed(kept: float, known: float) -> float:
    return WHOLE * 2 * kept * known / (kept + known) + (1 - WHOLE) * max(kept, known)


def signs(text: str) -> tuple[str, ...]:
    """What proposes a text as the old one of another: its pairs of tokens."""
    return _pairs(text)


def figure_likeness(old: str, new: str) -> float:
    """The same of two figures, caption and source between a tab: the source tells a picture whatever is written under it. One of which
    nothing is written is known by its place alone, as when its caption is added."""
    (caption, _, source), (new_caption, _, new_source) = old.partition("\t"), new.partition("\t")
    if source and new_source:
        return 1.0 if source == new_source else 0.0
    if not (caption and new_caption):
        return IN_PLACE
    return likeness(bare_caption(caption), bare_caption(new_caption))


def bare_caption(caption: str) -> str:
    """A caption without the number of its table or figure."""
    return re.sub(r"^[表图]\s*[\d一二三四五六七八九十.-]+\s*", "", caption)


def row_likeness(old: str, new: str) -> float:
    """The same of two rows, cells between tabs: the words that name them decide, the other cells order those that are named alike."""
    if old == new:
        return 1.0
    a, b = old.split("\t"), new.split("\t")
    (name, *words), (new_name, *new_words) = _words(tuple(a)), _words(tuple(b))
    named = likeness(name, new_name)
    seconds = [cells[0] for cells in (words, new_words) if cells and len(cells[0]) >= NAMING]
    if named < KEY or FIGURE.findall(name) != FIGURE.findall(new_name) or (len(seconds) == 2 and likeness(*seconds) < SECOND):
        return 0.0
    return KEY * named + (1 - KEY) * (Counter(a) & Counter(b)).total() / max(len(a), len(b))


@lru_cache(maxsize=50_000)
def _words(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row that hold words: the first that is no serial number, then those that are no values."""
    first = next((n for n, cell in enumerate(cells) if not SERIAL.fullmatch(cell.strip())), None)
    if first is None:
        return ("\t".join(cells),)
    return cells[first].strip(), *(cell.strip() for cell in cells[first + 1 :] if not VALUE.fullmatch(cell.strip()))


@lru_cache(maxsize=50_000)
def row_name(row: str) -> str:
    """The words that name a row."""
    return "\t".join(_words(tuple(row.split("\t")))[:2])


class Bag:
    """Some texts with their number, as they are held against others."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.counts = Counter(texts)
        self.size = sum(len(text) * count for text, count in self.counts.items())

    def common(self, other: Bag) -> int:
        """Characters of the texts that stand in another bag, too."""
        few, many = sorted((self.counts, other.counts), key=len)
        return sum(len(text) * min(count, many[text]) for text, count in few.items() if text in many)


class Whole(tuple[str, ...]):
    """A section or a table with all that stands in it: title, or caption and columns, first. What is reckoned from it is reckoned once."""

    @cached_property
    def texts(self) -> Bag:
        """What stands in it."""
        return Bag(self[1:])

    @cached_property
    def names(self) -> Bag:
        """The names of a table's rows."""
        return Bag(map(row_name, self[1:]))

    @cached_property
    def cells(self) -> Bag:
        """The cells of a table, its columns among them."""
        return Bag((*self[0].split("\t")[1:], *(cell for row in self[1:] for cell in row.split("\t"))))


def table_likeness(old: Whole, new: Whole) -> float:
    """The same of two tables. Caption or rows tell one wherever it stands; cells may change as they like under a caption that stands, and
    in its place under columns that do (where it gets or loses its caption, with a row that stays): a table is what it is a table of, and in
    a small one each cell is much of it."""
    rows = overlap(old.names, new.names)
    (caption, _, columns), (new_caption, _, new_columns) = old[0].partition("\t"), new[0].partition("\t")
    captions = bare_caption(caption), bare_caption(new_caption)
    alike = likeness(*captions) if all(captions) else 0.0
    if alike >= MOVED or rows >= CONTENT:
        return (alike + rows) / 2
    cells = overlap(old.cells, new.cells)
    columned = (bool(columns.strip()) and columns == new_columns) or cells >= CONTENT
    in_place = alike >= IN_PLACE if all(captions) else columned and (rows > 0 or not any(captions))
    return NEIGHBOURS + NEIGHBOURS * cells / 2 if in_place else 0.0


def section_likeness(old: Whole, new: Whole) -> float:
    """The same of two sections; from 2 on their titles are equal."""
    content = _content(old, new) if old[0] or new[0] else stayed(old, new)
    if old[0] and old[0] == new[0]:
        return 2 + content
    title = likeness(old[0], new[0]) if old[0] and new[0] else 0.0
    return (title + content) / 2 if title >= HEADING or content >= CONTENT else 0.0


def _content(old: Whole, new: Whole) -> float:
    """What two sections with titles have in common: equal texts, in small ones letters."""
    content = overlap(old.texts, new.texts)
    if content >= CONTENT or not _small(old, new):
        return content
    whole = likeness("".join(old[1:]), "".join(new[1:]))
    return max(content, whole if whole >= IN_PLACE else 0.0)


def _small(*sections: Whole) -> bool:
    return max(section.texts.size for section in sections) <= SHORT


def stayed(old: Whole, new: Whole) -> float:
    """How far two sections that are only numbered, as articles of a law, are one, by the texts under them: weighed as two texts are by
    their letters, so that an article that gains or loses a sentence stays. In small ones an edited text counts as one that stayed."""
    kept = known = old.texts.common(new.texts)
    if _small(old, new):
        waiting = list((new.texts.counts - old.texts.counts).elements())
        for text in (old.texts.counts - new.texts.counts).elements():
            alike, best = max(((likeness(text, other), other) for other in waiting), default=(0.0, ""))
            if alike >= IN_PLACE:
                waiting.remove(best)
                kept, known = kept + len(text), known + len(best)
    return _weighed(kept / old.texts.size, known / new.texts.size) if kept and known else 0.0


def returning_likeness(old: Whole, new: Whole) -> float:
    """The same of a section that was retired, with all that ever stood in it, and one that is new: the title has to be the same, and
    most of the new one's text has to be there."""
    total = new.texts.size
    if old[0] != new[0] or not (total or new[0]):
        return 0.0
    known = old.texts.common(new.texts) / total if total else 1.0
    return 1 + known if known >= CONTENT else 0.0


def row_signs(row: str) -> tuple[str, ...]:
    """What proposes a row: pairs of tokens of the words that name it."""
    return _pairs(row_name(row))


def table_signs(table: Sequence[str]) -> tuple[str, ...]:
    """What proposes a table: its caption and the names of its rows."""
    return table[0].partition("\t")[0], *(row_name(row) for row in table[1:])


def section_signs(section: Sequence[str]) -> tuple[str, ...]:
    """What proposes a section: its title, or its first text where it has none, pairs of tokens of that, and the texts under it."""
    return section[0], *_pairs(section[0] or "".join(section[1:2])), *section[1:]


def overlap(old: Bag, new: Bag) -> float:
    """Share of two bags of texts that is equal in both, by length."""
    total = old.size + new.size
    return 2 * old.common(new) / total if total else 0.0
