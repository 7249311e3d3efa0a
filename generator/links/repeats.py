"""Repeats: the same words in two plans, from 20 Han characters on, set phrases told apart from what a plan says itself.

Found are runs that agree word for word and runs that nearly do: exact pieces joined over short gaps. Punctuation, blanks, width, case,
quotation marks and subscript marks are no difference; letters and digits are. A run may go on from sentence to sentence of a
paragraph, or from cell to cell of a row; what is published has one text part at either end.
Left alone: what a plan says twice itself, and what agrees in fewer than 20 Han characters, however telling.

A repeat is a `formula` when both ends stand where a plan states its guiding thought, or when set phrases make up most of it
(`PHRASES`, with their sources); else it is `content`. That the same words stand in three plans decides nothing: names of places
and projects recur as often as set phrases do.

Method: seeds are short exact matches of one plan's text with an index of the others'; each is extended to its full length, grown over
gaps to both sides, and cut at the borders of the text parts.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from generator.characters import HAN, is_han
from generator.glossary.folding import fold, fold_char, unfolded
from generator.model import Link, Paragraph, Plan, Section, Span, TextPart
from generator.suspect.body import words

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


@dataclass(frozen=True, slots=True)
class End:
    """One end of a repeat."""

    plan: str
    place: str
    """Anchor of the text part."""
    cell: int
    """0-based column, in a row."""
    span: Span
    """Where the words stand in the part's text, as content Markdown has it."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same words in two plans."""

    a: End
    """In the plan that was given first."""
    b: End
    text: str
    """As printed at `a`, in content Markdown."""
    text_b: str
    """As printed at `b`."""
    length: int
    """Han characters that agree; of a run over a border of parts of which no part has LEAST, those of the whole run."""
    kind: str
    """`content` or `formula`."""
    exact: bool
    """True when only punctuation and the like differ."""
    agreement: float
    """Share of the letters that agree, of both ends together: 1.0 when exact."""


MOSTLY = 0.75
"""Share of a run's Han characters that set phrases must make up: words that lead over (的美好愿景将成为) take a fifth of labelled runs."""
GUIDING = re.compile("指导思想|基本原则|总体要求")
"""Titles under which a plan states its guiding thought. Where 目标 (aims) stands beside them, aims make up the most of it."""
GUIDES = "思想为指导"
"""The words that state it in a section of another title."""
PHRASES = re.compile(
    "|".join(
        (
            # The constitution of the party and the reports of its congresses: what guides it.
            "(?:坚持)?以?马克思列宁主义毛泽东思想邓小平理论三个代表重要思想科学发展观",
            "(?:坚持)?以?习近平新时代中国特色社会主义思想(?:为指导)?",
            "在?以习近平同志为核心的党中央(?:坚强)?领导下?",
            "高举中国特色社会主义伟大旗帜",
            "(?:深入|全面)?(?:学习)?贯彻(?:落实)?党的[一二三四五六七八九十大和届历次中全会]{3,}精神",
            "(?:全面)?贯彻(?:落实)?党的(?:基本理论基本路线基本方略)?",
            "坚持(?:和加强)?党(?:的|对一切工作的)?全面领导",
            "增强四个意识坚定四个自信做到两个维护",
            "统筹推进(?:五位一体|经济建设政治建设文化建设社会建设生态文明建设的?)总体布局",
            "协调推进(?:四个全面|全面建设社会主义现代化国家全面深化改革全面依法治国全面从严治党的?)战略布局",
            "坚持以人民为中心(?:的发展思想)?",
            "满足人民(?:群众)?日益增长的美好生活需要",
            "推进国家治理体系和治理能力现代化",
            "全面建设社会主义现代化国家(?:新征程)?",
            "实现中华民族伟大复兴(?:的中国梦)?",
            # The party's proposals for the 14th five-year plan (2020).
            "(?:坚定不移|完整准确全面)*贯彻(?:创新协调绿色开放共享的)?新发展理念",
            "(?:构建)?以?国内大循环为主体国内国际双循环相互促进的新发展格局",
            "坚持稳中求进(?:的?工作)?总基调",
            "(?:以)?深化供给侧结构性改革为主线",
            "更高质量更有效率更加公平更可持续更为安全的发展",
            "统筹(?:好)?发展和安全",
            # Its decision on deepening reform (2013), as later documents vary it.
            "(?:依法)?平等使用(?:生产|资源)要素(?:公开公平公正|公平)参与(?:市场)?竞争同等受到法律保护",
            # The general secretary's speeches in and on Shanghai (2014 to 2020).
            "(?:深入|全面)?(?:贯彻)?(?:落实)?习近平总书记考察上海重要讲话(?:精神)?(?:和)?",
            "和?在浦东开发开放30周年庆祝大会上的?重要讲话(?:精神)?",
            "(?:深入)?(?:践行)?人民城市人民建人民城市为人民(?:重要)?(?:理念)?",
            "(?:继续)?当好全国改革开放排头兵创新发展先行者",
            "人人都有人生出彩机会人人都能有序参与治理人人都能享有品质生活人人都能切实感受温度人人都能拥有归属认同",
            # The city's master plan 2017 to 2035: its aim.
            "(?:建设)?具有世界影响力的社会主义现代化国际大都市",
        )
    )
)
"""Set phrases as `letters` has them: what documents of the party and the city say word for word, whatever their matter."""


CHUNK = 16
"""Letters compared at a time, for speed."""

Piece = tuple[int, int, int]
"""Where letters agree: offset at a, offset at b, length. Offsets are those of the whole folded text of all plans."""


def find_repeats(plans: Sequence[Plan]) -> tuple[Repeat, ...]:
    """All repeats between different plans, in reading order of the plan given first."""
    corpus = _Corpus(sorted(plans, key=lambda plan: plan.id))
    rank = {plan.id: i for i, plan in enumerate(plans)}
    found = [_repeat(corpus, run, count, rank) for run, count in _by_parts(corpus, _runs(corpus))]
    return tuple(
        sorted(found, key=lambda r: (rank[r.a.plan], corpus.order[r.a.plan, r.a.place], r.a.cell, r.a.span, rank[r.b.plan], r.b.span))
    )


def as_links(repeats: Iterable[Repeat]) -> tuple[Link, ...]:
    """The repeats as links of type `repeats`; the score is the share that agrees."""
    return tuple(
        Link(
            "repeats",
            r.a.plan,
            r.a.place,
            r.b.plan,
            r.b.place,
            text=r.text,
            cell=r.a.cell,
            span=r.a.span,
            to_span=r.b.span,
            score=round(r.agreement, 3),
            reason=f"{'套语' if r.kind == 'formula' else '正文'}，{'逐字相同' if r.exact else '大体相同'}，同{r.length}字",
        )
        for r in repeats
    )


# ---- the texts


class _Letters(dict[int, str]):
    """A table for str.translate that keeps letters, digits and full stops, and fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(char for char in fold_char(chr(code)) if char.isalnum() or char == ".")
        return self[code]


_LETTERS = _Letters()
_NO_POINT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
"""A full stop that is no decimal point: 4.5 and 45 differ."""
_NO_HAN = re.compile(f"[^{HAN}]+")


def letters(text: str) -> str:
    """What is compared of a text: its letters and digits, folded."""
    if "~" in text or "[^" in text:
        made = "".join(char for char in fold(text) if char.isalnum() or char == ".")
    else:
        made = text.translate(_LETTERS)
    return _NO_POINT.sub("", made) if "." in made else made


def letter_spans(text: str) -> list[Span]:
    """For each character of `letters(text)`, where it comes from."""
    kept = [(char, span) for char, span in zip(fold(text), unfolded(text), strict=True) if char.isalnum() or char == "."]
    drop = {found.start() for found in _NO_POINT.finditer("".join(char for char, _ in kept))}
    return [span for i, (_, span) in enumerate(kept) if i not in drop]


def han(text: str) -> int:
    """How many Han characters a text has."""
    return len(_NO_HAN.sub("", text))


def _blocks(section: Section) -> Iterator[list[TextPart]]:
    """The parts of a section, together those that a run may go on through: sentences of a paragraph, cells of a row."""
    first = {s.id: block.sentences[0].id for block in section.blocks if isinstance(block, Paragraph) for s in block.sentences}
    for _, group in groupby(section.parts(), key=lambda part: first.get(part.place, part.place)):
        yield list(group)


@dataclass
class _Corpus:
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


# ---- runs


def _seeds(corpus: _Corpus) -> Iterator[Piece]:
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
            while i is not None:
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


def _runs(corpus: _Corpus) -> Iterator[list[Piece]]:
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


def _grown(corpus: _Corpus, seed: Piece) -> list[Piece]:
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


def _trimmed(corpus: _Corpus, run: list[Piece]) -> list[Piece]:
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


# ---- from runs to repeats


def _by_parts(corpus: _Corpus, runs: Iterable[list[Piece]]) -> Iterator[tuple[list[Piece], int]]:
    """What of each run stands in one part at either end, and the Han characters it has.

    A run over a border is a repeat of each pair of parts in which it has LEAST; where it has not anywhere, of the pair with most of it.
    Of cuts that overlap in one pair of parts the longest stays.
    """
    kept: dict[tuple[int, int], list[tuple[list[Piece], int]]] = {}
    for run in runs:
        groups: dict[tuple[int, int], list[Piece]] = {}
        for piece in run:
            for part in _split(corpus, piece):
                groups.setdefault((corpus.part_at(part[0]), corpus.part_at(part[1])), []).append(part)
        counts = {pair: corpus.han(group) for pair, group in groups.items()}
        enough = [pair for pair, count in counts.items() if count >= LEAST]
        for pair in enough or [max(counts, key=lambda pair: counts[pair])]:
            kept.setdefault(pair, []).append((groups[pair], counts[pair] if enough else sum(counts.values())))
    for same in kept.values():
        chosen: list[tuple[list[Piece], int]] = []
        for cut in sorted(same, key=lambda cut: (-cut[1], cut[0])):
            if not any(_overlap(cut[0], other) for other, _ in chosen):
                chosen.append(cut)
        yield from chosen


def _split(corpus: _Corpus, piece: Piece) -> Iterator[Piece]:
    """A piece, cut where a part begins at either end."""
    i, j, n = piece
    while n:
        next_a, next_b = (bisect.bisect_right(corpus.starts, at) for at in (i, j))
        room = min(n, *(corpus.starts[number] - at for number, at in ((next_a, i), (next_b, j)) if number < len(corpus.starts)))
        yield i, j, room
        i, j, n = i + room, j + room, n - room


def _overlap(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """True when, at one end, more than half of a run are words of another."""
    for side in (0, 1):
        start, end = one[0][side], one[-1][side] + one[-1][2]
        shared = min(end, other[-1][side] + other[-1][2]) - max(start, other[0][side])
        if 2 * shared > end - start:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Side:
    """A run at one end."""

    end: End
    text: str
    guiding: bool
    """True where the plan states its guiding thought."""
    set_phrases: bool
    """True when set phrases make up most of it."""


def _repeat(corpus: _Corpus, run: Sequence[Piece], count: int, rank: dict[str, int]) -> Repeat:
    """What is published of a run between two parts."""
    agree = corpus.han(run)
    sides = [_side(corpus, run[0][side], run[-1][side] + run[-1][2], agree) for side in (0, 1)]
    a, b = sorted(sides, key=lambda side: rank[side.end.plan])
    formula = (a.guiding and b.guiding) or a.set_phrases or b.set_phrases
    share = agreement(run)
    return Repeat(a.end, b.end, a.text, b.text, count, "formula" if formula else "content", share == 1, share)


def _side(corpus: _Corpus, start: int, end: int, agree: int) -> _Side:
    number = corpus.part_at(start)
    plan, section, part = corpus.parts[number]
    offset = corpus.starts[number]
    origin = corpus.origin(number)
    span = _with_quotes(part.text, (origin[start - offset][0], origin[end - offset - 1][1]))
    guiding = bool(GUIDING.search(section.title)) and "目标" not in section.title
    return _Side(
        End(plan.id, part.place, part.cell, span),
        part.text[slice(*span)],
        guiding or GUIDES in part.text,
        _of_set_phrases(corpus.text, corpus.phrases(number), (start, end), agree),
    )


def _of_set_phrases(text: str, phrases: Iterable[Span], span: Span, agree: int) -> bool:
    """True when set phrases make up most of the words of a span. A number that is in none of them says when or how much: content."""
    start, end = span
    count, rest, at = 0, "", start
    for first, last in phrases:
        if last > start and first < end:
            rest += text[at:first]
            at = min(end, last)
            count += han(text[max(start, first) : at])
    return count >= MOSTLY * agree and not re.search("[0-9]", rest + text[at:end])


PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』"}


def _with_quotes(text: str, span: Span) -> Span:
    """A span with the mark just outside it whose other half is inside."""
    start, end = span
    for opening, closing in PAIRS.items():
        if not (text[start - 1 : start] == opening or text.startswith(closing, end)):
            continue
        depth = lowest = 0
        for char in text[start:end]:
            depth += (char == opening) - (char == closing)
            lowest = min(lowest, depth)
        if lowest == -1 and text[start - 1 : start] == opening:
            start -= 1
        elif depth - lowest == 1 and text.startswith(closing, end):
            end += 1
    return start, end


# ---- differences

Difference = tuple[str, str, str]
"""What it is (`equal`, `changed`, `only-a`, `only-b`), the words of a, the words of b, as printed."""


def differences(text_a: str, text_b: str) -> list[Difference]:
    """How two texts differ, in whole words and numbers. The words of either side, put together, are its text.

    Punctuation and the like are no difference: they stay with the words before them, an opening mark with those after.
    """
    a, b = _units(text_a), _units(text_b)
    matcher = difflib.SequenceMatcher(None, [letters(unit) for unit in a], [letters(unit) for unit in b], autojunk=False)
    changes = [[i1, i2, j1, j2] for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
    inner_a, inner_b = _inside_words(a), _inside_words(b)
    merged: list[list[int]] = []
    for k, (i1, i2, j1, j2) in enumerate(changes):
        before = i1 - (merged[-1][1] if merged else 0)
        while before and (i1 in inner_a or j1 in inner_b):
            i1, j1, before = i1 - 1, j1 - 1, before - 1
        after = (changes[k + 1][0] if k + 1 < len(changes) else len(a)) - i2
        while after and (i2 in inner_a or j2 in inner_b):
            i2, j2, after = i2 + 1, j2 + 1, after - 1
        if merged and i1 - merged[-1][1] <= 1 and j1 - merged[-1][3] <= 1:
            merged[-1][1], merged[-1][3] = i2, j2
        else:
            merged.append([i1, i2, j1, j2])
    made: list[Difference] = []
    at_a = at_b = 0
    for i1, i2, j1, j2 in [*merged, [len(a), len(a), len(b), len(b)]]:
        for name, words_a, words_b in (("equal", a[at_a:i1], b[at_b:j1]), ("", a[i1:i2], b[j1:j2])):
            if words_a or words_b:
                made.append(
                    (name or ("changed" if words_a and words_b else "only-a" if words_a else "only-b"), "".join(words_a), "".join(words_b))
                )
        at_a, at_b = i2, j2
    return made


def _units(text: str) -> list[str]:
    """A text in what is compared as one: a Han character, or a number or word of other letters, with the marks that go with it."""
    spans: list[list[int]] = []
    previous = ""
    for char, (start, end) in zip(letters(text), letter_spans(text), strict=True):
        if spans and not is_han(char) and not is_han(previous) and text[spans[-1][1] : start] in ("", "~"):
            spans[-1][1] = end
        else:
            spans.append([start, end])
        previous = char
    starts = [start for start, _ in spans]
    for k, start in enumerate(starts):
        while start > (spans[k - 1][1] if k else 0) and text[start - 1] in PAIRS:
            start -= 1
        starts[k] = start if k else 0
    return [text[start:end] for start, end in pairwise([*starts, len(text)])] or [text] * bool(text)


def _inside_words(units: Sequence[str]) -> set[int]:
    """Numbers of the units that go on with the word before them."""
    bare = [letters(unit) for unit in units]
    begins = {start for start, _ in words("".join(bare))}
    at, inside = 0, set()
    for number, unit in enumerate(bare):
        if at not in begins:
            inside.add(number)
        at += len(unit)
    return inside
