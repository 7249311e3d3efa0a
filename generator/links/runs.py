"""Runs: where two plans agree letter by letter, or nearly so.

Seeds are short exact matches of one plan's text with an index of the others'; each is extended to its full length and grown over gaps to
both sides.
"""

from __future__ import annotations

import bisect
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.links.letters import han, letter_spans, letters
from generator.links.set_phrases import PHRASES
from generator.model import Paragraph, Plan, Section, Span, TextPart
from generator.pure import give_way

# The numbers are chosen by the labelled runs (tests/gold/repeats.tsv).

LEAST = 20
"""Han characters that must agree. From 18 on there are a third more: names of indicators and places, lists of city functions."""
ANCHOR = 10
"""Letters of the exact piece that a run grows from. Longer ones lose labelled runs, shorter ones find no more."""
STEP = 3
"""Every third place of a text is indexed, by `ANCHOR - STEP + 1` letters: any piece of ANCHOR letters holds one of them whole."""
GAP = 6
"""Letters of one side that a gap may hold, as 高校、科研机构 does. 5 lose two labelled runs, 8 join words that have little to do with
each other."""
LINKED = 2
"""Letters of the shortest piece that may follow a gap: a word. One letter is met by chance, three lose ten labelled runs."""
AGREEMENT = 0.75
"""Share of a run's letters, of both sides together, that must agree. 0.85 loses four labelled runs; 0.7 finds no more."""

MET = 12
"""Places of the same words that one place is held against. Words that stand in every row of a list stand nowhere in particular, and
their pairs would grow with the square of the rows."""
CROWD = 6
"""Runs of one pair of blocks that hold the same words, from which one more tells nothing: of those that overlap one is published."""
CHUNK = 16
"""Letters compared at a time at first, for speed; twice as many each time that they agree."""
LARGEST = 4096
"""The most letters compared at a time."""
HELD = 3_000_000
"""Letters of all plans up to which all words are indexed at once: some sixty plans."""

Piece = tuple[int, int, int]
"""Where letters agree: offset at a, offset at b, length. Offsets are those of the whole folded text of all plans."""


def _blocks(section: Section) -> Iterator[list[TextPart]]:
    """The parts of a section, together those that a run may go on through: sentences of a paragraph, cells of a row."""
    first = {s.id: block.sentences[0].id for block in section.blocks if isinstance(block, Paragraph) for s in block.sentences}
    for _, group in groupby(section.parts(), key=lambda part: first.get(part.place, part.place)):
        yield list(group)


@dataclass
class Corpus:
    """All plans as one folded text: the parts of a block stand together, blocks are parted by a line end."""

    plans: Sequence[Plan]
    text: str = "\n"
    back: str = ""
    """`text` from its end."""
    parts: list[tuple[Plan, Section, TextPart]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Offset of each part in `text`."""
    blocks: list[int] = field(default_factory=list)
    """Offset of the line end before each block."""
    borders: list[int] = field(default_factory=list)
    """Offset where each plan ends."""
    order: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of the first part of each place."""
    _origins: dict[int, list[Span]] = field(default_factory=dict)
    _phrases: dict[int, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        made = ["\n"]
        at = 1
        for plan in self.plans:
            for section in plan.sections:
                for block in _blocks(section):
                    self.blocks.append(at - 1)
                    for part in block:
                        self.order.setdefault((plan.id, part.place), len(self.parts))
                        folded = letters(part.text)
                        self.parts.append((plan, section, part))
                        self.starts.append(at)
                        made.append(folded)
                        at += len(folded)
                    made.append("\n")
                    at += 1
            self.borders.append(at)
        self.text = "".join(made)
        self.back = self.text[::-1]

    def part_at(self, offset: int) -> int:
        """Number of the part an offset stands in."""
        return bisect.bisect_right(self.starts, offset) - 1

    def block_at(self, offset: int) -> int:
        """Number of the block an offset stands in."""
        return bisect.bisect_right(self.blocks, offset) - 1

    def origin(self, number: int) -> list[Span]:
        """`letter_spans` of a part."""
        if number not in self._origins:
            self._origins[number] = letter_spans(self.parts[number][2].text)
        return self._origins[number]

    def phrases(self, number: int) -> list[Span]:
        """Where the set phrases of a part stand in `text`."""
        if number not in self._phrases:
            start = self.starts[number]
            self._phrases[number] = [found.span() for found in PHRASES.finditer(self.text, start, start + len(self.origin(number)))]
        return self._phrases[number]

    def han(self, pieces: Iterable[Piece]) -> int:
        """Han characters that agree."""
        return sum(han(self.text[i : i + n]) for i, _, n in pieces)


def _seeds(corpus: Corpus) -> list[Piece]:
    """Exact pieces of ANCHOR letters or more between two plans, as long as they can be; a's plan stands before b's."""
    classes = 1 + len(corpus.text) // HELD
    found: dict[Piece, tuple[int, int]] = {}
    for own in range(classes):
        for i, j, piece in _met(corpus, own, classes):
            found[piece] = min((j, -i), found.get(piece, (j, -i)))
    return sorted(found, key=found.__getitem__)


def _met(corpus: Corpus, own: int, classes: int) -> Iterator[tuple[int, int, Piece]]:
    """Where two places were seen to agree, and the piece around them. Of several classes of words, by their first letter, those of one are
    looked at: all at once of many plans would not be held."""
    text, whole = corpus.text, len(corpus.text)
    size = ANCHOR - STEP + 1
    mine = re.compile(f"[{re.escape(''.join(char for char in set(text) if ord(char) % classes == own))}]") if classes > 1 else None
    # The last place of each indexed word, and of each place the one before it: numbers only, which cost no garbage collection.
    index: dict[str, int] = {}
    earlier: dict[int, int] = {}
    begin = 0
    for border in corpus.borders:
        give_way()
        reached: dict[int, int] = {}
        last = border - size + 1
        places = [found.start() for found in mine.finditer(text, begin, last)] if mine else range(begin, last)
        for j in [j for j in places if text[j : j + size] in index]:
            i: int | None = index[text[j : j + size]]
            met = 0
            while i is not None and met < MET:
                met += 1
                if reached.get(j - i, 0) <= j:
                    before, after = _common(corpus.back, whole - i, whole - j), _common(text, i + size, j + size)
                    reached[j - i] = j + size + after
                    if before + size + after >= ANCHOR:
                        yield i, j, (i - before, j - before, before + size + after)
                i = earlier.get(i)
        for at in [at for at in places if (at - begin) % STEP == 0]:
            gram = text[at : at + size]
            if "\n" not in gram:
                if gram in index:
                    earlier[at] = index[gram]
                index[gram] = at
        begin = border


def _common(text: str, i: int, j: int) -> int:
    """How many letters agree from two offsets on, within their blocks."""
    n, size = 0, CHUNK
    while (chunk := text[i + n : i + n + size]) == text[j + n : j + n + size] and "\n" not in chunk and chunk:
        n += len(chunk)
        size = min(2 * size, LARGEST)
    while size > CHUNK:  # where they part is in this chunk
        size //= 2
        if (chunk := text[i + n : i + n + size]) == text[j + n : j + n + size] and "\n" not in chunk:
            n += len(chunk)
    while text[i + n : i + n + 1] == text[j + n : j + n + 1] != "\n" and i + n < len(text):
        n += 1
    return n


def find_runs(corpus: Corpus) -> Iterator[list[Piece]]:
    """Every run of LEAST Han characters or more."""
    groups: dict[tuple[int, int], list[Piece]] = {}
    for piece in _seeds(corpus):
        groups.setdefault((corpus.block_at(piece[0]), corpus.block_at(piece[1])), []).append(piece)
    for group in groups.values():
        give_way()
        found, short = Near(), Near()
        for seed in sorted(group, key=lambda piece: (-piece[2], piece)):
            holding = found.at(0, seed[0])
            if _crowded(found, short, seed) or any(_holds(run, seed) for run in holding):
                continue
            run = _grown(corpus, seed)
            if corpus.han(run) >= LEAST:
                found.add(run)
                yield run
            else:
                short.add(run)


class Near:
    """Runs by where they stand at either end: those that hold a letter are found without a look at all others."""

    def __init__(self) -> None:
        self._runs: tuple[dict[int, list[Sequence[Piece]]], ...] = ({}, {})

    def add(self, run: Sequence[Piece]) -> None:
        """Remember a run."""
        for side in (0, 1):
            for place in range(run[0][side] // CHUNK, (run[-1][side] + run[-1][2] - 1) // CHUNK + 1):
                self._runs[side].setdefault(place, []).append(run)

    def at(self, side: int, letter: int) -> Sequence[Sequence[Piece]]:
        """The runs that may hold a letter at one end."""
        return self._runs[side].get(letter // CHUNK, ())


def _crowded(found: Near, short: Near, seed: Piece) -> bool:
    """True for a piece that stands in so many runs already that one more tells nothing."""
    return any(len(found.at(side, seed[side])) + len(short.at(side, seed[side])) >= CROWD for side in (0, 1))


def _holds(run: Sequence[Piece], piece: Piece) -> bool:
    """True when a piece lies within the words of a run at both ends."""
    return all(run[0][side] <= piece[side] and piece[side] + piece[2] <= run[-1][side] + run[-1][2] for side in (0, 1))


def _grown(corpus: Corpus, seed: Piece) -> list[Piece]:
    """A run: an exact piece, and what agrees before and after it, while AGREEMENT holds. What agrees better goes first."""
    text, back, size = corpus.text, corpus.back, len(corpus.text)
    run = deque((seed,))
    agreeing = seed[2]
    while True:
        first, last = run[0], run[-1]
        after = _next(text, last[0] + last[2], last[1] + last[2])
        found = _next(back, size - first[0], size - first[1])
        before = (size - found[0] - found[2], size - found[1] - found[2], found[2]) if found else None
        follows = _share(agreeing + after[2], first, after) if after else 0.0
        precedes = _share(agreeing + before[2], before, last) if before else 0.0
        if max(follows, precedes) < AGREEMENT:
            return _trimmed(corpus, list(run))
        if after and follows >= precedes:
            run.append(after)
            agreeing += after[2]
        elif before:
            run.appendleft(before)
            agreeing += before[2]


def _next(text: str, i: int, j: int) -> Piece | None:
    """The piece after a gap that outweighs the gap most; None where none is half as long as its gap (the mean of both sides)."""
    reach = GAP + LINKED
    a, b = (text[at : at + reach].partition("\n")[0] for at in (i, j))
    best, weight = None, -GAP - 1.0
    for skipped_a in range(len(a) - LINKED + 1):
        word = a[skipped_a : skipped_a + LINKED]
        skipped_b = b.find(word)
        while skipped_b >= 0:
            n = _common(text, i + skipped_a, j + skipped_b)
            gap = (skipped_a + skipped_b) / 2
            if 2 * n >= gap and n - gap > weight:
                best, weight = (i + skipped_a, j + skipped_b, n), n - gap
            skipped_b = b.find(word, skipped_b + 1)
    return best


def _trimmed(corpus: Corpus, run: list[Piece]) -> list[Piece]:
    """A run without pieces at its ends that are shorter than the gap before them, unless it needs them for its LEAST."""
    counts = [corpus.han((piece,)) for piece in run]
    first, last, total = 0, len(run) - 1, sum(counts)
    for _ in range(2):
        while last > first and 2 * run[last][2] < _gap(run[last - 1], run[last]) and total - counts[last] >= LEAST:
            total -= counts[last]
            last -= 1
        while last > first and 2 * run[first][2] < _gap(run[first], run[first + 1]) and total - counts[first] >= LEAST:
            total -= counts[first]
            first += 1
    return run[first : last + 1]


def _gap(one: Piece, other: Piece) -> int:
    """Letters between two pieces, of both sides together."""
    return other[0] - one[0] - one[2] + other[1] - one[1] - one[2]


def agreement(run: Sequence[Piece]) -> float:
    """Share of the letters of a run that agree, of both sides together."""
    return _share(sum(n for _, _, n in run), run[0], run[-1])


def _share(agreeing: int, first: Piece, last: Piece) -> float:
    """The same by the number of letters that agree and the pieces at both ends."""
    (i, j, _), (i_last, j_last, n_last) = first, last
    return 2 * agreeing / (i_last + n_last - i + j_last + n_last - j)
