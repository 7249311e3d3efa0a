"""Repeats: the same words in two plans, from 20 Han characters on, set phrases told apart from what a plan says itself.

Found are runs that agree word for word and runs that nearly do: exact pieces joined over short gaps. Punctuation, blanks, width, case,
quotation marks and subscript marks are no difference; letters and digits are. A run may go on from sentence to sentence of a
paragraph, or from cell to cell of a row; what is published has one text part at either end.
Left alone: what a plan says twice itself, and what agrees in fewer than 20 Han characters, however telling.

A repeat is a `formula` when both ends stand where a plan states its guiding thought, or when set phrases make up most of it
(`set_phrases`, with their sources); else it is `content`. That the same words stand in three plans decides nothing: names of places
and projects recur as often as set phrases do.

Runs of letters (`runs`) are cut at the borders of the text parts; `differences` shows how the two ends differ.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.links.letters import han
from generator.links.runs import LEAST, Corpus, Near, Piece, agreement, find_runs
from generator.links.set_phrases import GUIDES, GUIDING, MOSTLY
from generator.model import Link, Plan, Span


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


def find_repeats(plans: Sequence[Plan]) -> tuple[Repeat, ...]:
    """All repeats between different plans, in reading order of the plan given first."""
    corpus = Corpus(sorted(plans, key=lambda plan: plan.id))
    rank = {plan.id: i for i, plan in enumerate(plans)}
    found = [_repeat(corpus, run, count, rank) for run, count in _by_parts(corpus, find_runs(corpus))]
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


def _by_parts(corpus: Corpus, runs: Iterable[list[Piece]]) -> Iterator[tuple[list[Piece], int]]:
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
        chosen = Near()
        for cut in sorted(same, key=lambda cut: (-cut[1], cut[0])):
            if not any(_overlap(cut[0], other) for side in (0, 1) for other in chosen.at(side, _middle(cut[0], side))):
                chosen.add(cut[0])
                yield cut


def _middle(run: Sequence[Piece], side: int) -> int:
    """The letter in the middle of a run: what has more than half of it has this one."""
    return (run[0][side] + run[-1][side] + run[-1][2]) // 2


def _split(corpus: Corpus, piece: Piece) -> Iterator[Piece]:
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


def _repeat(corpus: Corpus, run: Sequence[Piece], count: int, rank: dict[str, int]) -> Repeat:
    """What is published of a run between two parts."""
    agree = corpus.han(run)
    sides = [_side(corpus, run[0][side], run[-1][side] + run[-1][2], agree) for side in (0, 1)]
    a, b = sorted(sides, key=lambda side: rank[side.end.plan])
    formula = (a.guiding and b.guiding) or a.set_phrases or b.set_phrases
    share = agreement(run)
    return Repeat(
        a.end, b.end, text=a.text, text_b=b.text, length=count, kind="formula" if formula else "content", exact=share == 1, agreement=share
    )


def _side(corpus: Corpus, start: int, end: int, agree: int) -> _Side:
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


def _of_set_phrases(text: str, phrases: Sequence[Span], span: Span, agree: int) -> bool:
    """True when set phrases make up most of the words of a span. A number that is in none of them says when or how much: content."""
    start, end = span
    count, rest, at = 0, "", start
    for number in range(bisect.bisect_right(phrases, start, key=lambda phrase: phrase[1]), len(phrases)):
        first, last = phrases[number]
        if first >= end:
            break
        if last > start:
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
