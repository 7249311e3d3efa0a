"""Runs: where two plans agree letter by letter, or nearly so.

Seeds are short exact matches of one plan's text with an index of the others'; each is extended to its full length and grown over gaps to
both sides.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.links.letters import han, letter_spans, letters
from generator.links.set_phrases import PHRASES
from generator.model import Paragraph, Plan, Section, Span, TextPart

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

MET = 50
"""Places of the same words that one place is held against. Words that stand in every row of a list stand nowhere in particular, and
their pairs would grow with the square of the rows."""
CHUNK = 16
"""Letters compared at a time, for speed."""

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


def _seeds(corpus: Corpus) -> Iterator[Piece]:
    """Exact pieces of ANCHOR letters or more between two plans, as long as they can be; a's plan stands before b's."""
    text, whole = corpus.text, len(corpus.text)
    size = ANCHOR - STEP + 1
    # The last place of each indexed word, and of each place the one before it: numbers only, which cost no garbage collection.
    index: dict[str, int] = {}
    earlier: dict[int, int] = {}
    begin = 0
    for border in corpus.borders:
        reached: dict[int, int] = {}
        for j in [j for j in range(begin, border - size + 1) if text[j : j + size] in index]:
            i: int | None = index[text[j : j + size]]
            met = 0
            while i is not None and met < MET:
                met += 1
                if reached.get(j - i, 0) <= j:
                    before, after = _common(corpus.back, whole - i, whole - j), _common(text, i + size, j + size)
                    reached[j - i] = j + size + after
                    if before + size + after >= ANCHOR:
                        yield i - before, j - before, before + size + after
                i = earlier.get(i)
        for at in range(begin, border - size + 1, STEP):
            gram = text[at : at + size]
            if "\n" not in gram:
                if gram in index:
                    earlier[at] = index[gram]
                index[gram] = at
        begin = border


def _common(text: str, i: int, j: int) -> int:
    """How many letters agree from two offsets on, within their blocks."""
    n = 0
    while (chunk := text[i + n : i + n + CHUNK]) == text[j + n : j + n + CHUNK] and "\n" not in chunk and chunk:
        n += CHUNK
    while text[i + n] == text[j + n] != "\n":
        n += 1
    return n


def find_runs(corpus: Corpus) -> Iterator[list[Piece]]:
    """Every run of LEAST Han characters or more."""
    text = corpus.text
    groups: dict[tuple[int, int], list[Piece]] = {}
    for i, j, n in _seeds(corpus):
        groups.setdefault((text.rfind("\n", 0, i), text.rfind("\n", 0, j)), []).append((i, j, n))
    for group in groups.values():
        found: list[list[Piece]] = []
        for seed in sorted(group, key=lambda piece: (-piece[2], piece)):
            if not any(_holds(run, seed) for run in found):
                run = _grown(corpus, seed)
                if corpus.han(run) >= LEAST:
                    found.append(run)
        yield from found


def _holds(run: Sequence[Piece], piece: Piece) -> bool:
    """True when a piece lies within the words of a run at both ends."""
    return all(run[0][side] <= piece[side] and piece[side] + piece[2] <= run[-1][side] + run[-1][2] for side in (0, 1))


def _grown(corpus: Corpus, seed: Piece) -> list[Piece]:
    """A run: an exact piece, and what agrees before and after it, while AGREEMENT holds. What agrees better goes first."""
    text, back, size = corpus.text, corpus.back, len(corpus.text)
    run = [seed]
    while True:
        after = _next(text, run[-1][0] + run[-1][2], run[-1][1] + run[-1][2])
        before = _next(back, size - run[0][0], size - run[0][1])
        longer = [[*run, after]] if after else []
        if before:
            longer.append([(size - before[0] - before[2], size - before[1] - before[2], before[2]), *run])
        best = max(longer, key=agreement, default=run)
        if best is run or agreement(best) < AGREEMENT:
            return _trimmed(corpus, run)
        run = best


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
    for _ in range(2):
        while len(run) > 1 and 2 * run[-1][2] < _gap(run[-2], run[-1]) and corpus.han(run[:-1]) >= LEAST:
            run = run[:-1]
        while len(run) > 1 and 2 * run[0][2] < _gap(run[0], run[1]) and corpus.han(run[1:]) >= LEAST:
            run = run[1:]
    return run


def _gap(one: Piece, other: Piece) -> int:
    """Letters between two pieces, of both sides together."""
    return other[0] - one[0] - one[2] + other[1] - one[1] - one[2]


def agreement(run: Sequence[Piece]) -> float:
    """Share of the letters of a run that agree, of both sides together."""
    (i, j, _), (i_last, j_last, n_last) = run[0], run[-1]
    return 2 * sum(n for _, _, n in run) / (i_last + n_last - i + j_last + n_last - j)
