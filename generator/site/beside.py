"""Clause beside clause: the words of two counterparts, with what one has and the other has not marked.

The two say the same thing in an order and length of their own, so a difference letter by letter would mark nearly all. Marked are whole
words and numbers that the other clause does not have at all, but for words of which plans are full (推动): they are no news. Of a long
clause the sentences from the one that agrees most are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

import rjieba

from generator.characters import HAN, plain
from generator.edition import PlanView
from generator.links.background import load_background
from generator.links.counterparts import Pair
from generator.links.likeness import grams
from generator.links.passages import Passage
from generator.site.glossary import place_name
from generator.site.marks import Translate, inline
from generator.site.views import ClauseBeside, PageLink

ROOM = 220
"""Characters of a clause that are shown."""
OTHERWISE = 0.4
"""Share of a clause's characters that the other has not, from which on nothing is marked: it says the matter in other words."""
SHORT = 40
"""Characters of a clause up to which that is not asked: a changed number and a changed word are most of it."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORD = re.compile(rf"[{HAN}]{{2,}}|[A-Za-z][A-Za-z0-9+.-]*")
"""Words that are compared; single characters mostly join others."""
ONE = re.compile(f"[{HAN}]")
KNOWN = 16_384
"""Words whose kind is kept: those of two dozen plans."""
CUT = re.compile(r"\d+(?:\.\d+)?|[^\d]+")


def beside(a: PlanView, b: PlanView, pairs: Sequence[tuple[Pair, Passage, str, Passage, str]], say: Translate) -> ClauseBeside:
    """A clause of one plan beside its counterparts in another, the likeliest first; each with where the link to it leads."""
    _, own, at, _, _ = pairs[0]
    left = shown(own, at)
    right = [(other, to, shown(other, to)) for _, _, _, other, to in pairs]
    theirs = "\n".join(text for _, _, text in right)
    return ClauseBeside(
        left=_words(a, own, at, left, theirs, tag="del"),
        right=tuple(
            PageLink(url=b.address(to), html=_titled(b, to, say, alone=len(right) == 1) + _words(b, other, to, text, left, tag="ins"))
            for other, to, text in right
        ),
    )


def _titled(view: PlanView, to: str, say: Translate, *, alone: bool) -> str:
    """What tells one counterpart from the next; a single one is named above it already."""
    return "" if alone else f"<b>{place_name(view, to, say)}</b> "


def _words(view: PlanView, passage: Passage, to: str, text: str, other: str, *, tag: str) -> str:
    """A clause as HTML: its words marked, or its translation where the page has one."""
    if view.translations:
        sentences = [plain(view.translated(anchor)) for anchor in _anchors(passage, to)]
        if all(sentences):
            return inline(" ".join(sentences))
        return f'<span lang="zh-Hans">{marked(text, other, tag)}</span>'
    return marked(text, other, tag)


def _anchors(passage: Passage, to: str) -> list[str]:
    """The sentences of a passage that are shown: all of a short one, of a long one those from a place on."""
    if sum(len(text) for _, text in passage.parts) <= ROOM:
        return [anchor for anchor, _ in passage.parts]
    start = next((n for n, (anchor, _) in enumerate(passage.parts) if anchor == to), 0)
    found: list[str] = []
    length = 0
    for anchor, text in passage.parts[start:]:
        if found and length + len(text) > ROOM:
            break
        found.append(anchor)
        length += len(text)
    return found


def shown(passage: Passage, to: str) -> str:
    """The words of a clause that are shown, with … where it goes on."""
    anchors = _anchors(passage, to)
    text = "".join(text for anchor, text in passage.parts if anchor in anchors)
    before, after = (passage.parts[n][0] not in anchors for n in (0, -1))
    return f"{'…' * before}{text}{'…' * after}"


def marked(text: str, other: str, tag: str) -> str:
    """A text as HTML, the words that another has not marked; words that follow each other are marked as one. Where most would be, none."""
    pieces = [(word, _lacks(word, other)) for word in _cut(text)]
    for n in range(1, len(pieces) - 1):
        if pieces[n - 1][1] and pieces[n + 1][1] and ONE.fullmatch(pieces[n][0]):
            pieces[n] = pieces[n][0], True
    if len(text) > SHORT and sum(len(word) for word, lacks in pieces if lacks) > OTHERWISE * len(text):
        return inline(text)
    runs = (("".join(word for word, _ in run), lacks) for lacks, run in groupby(pieces, key=lambda piece: piece[1]))
    return "".join(f"<{tag}>{inline(words)}</{tag}>" if lacks else inline(words) for words, lacks in runs)


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    """The words, numbers and marks of a text."""
    return tuple(word for part in CUT.findall(text) for word in ([part] if NUMBER.fullmatch(part) else rjieba.cut(part)))


def _lacks(word: str, other: str) -> bool:
    """True for a word or number that another text has not."""
    if word in other:
        number = _number(word)
        return number is not None and not number.search(other)
    return _tells(word)


@lru_cache(maxsize=KNOWN)
def _number(word: str) -> re.Pattern[str] | None:
    """What finds a number as such: 5 does not stand in 2025; None for a word."""
    return re.compile(rf"(?<![\d.]){re.escape(word)}(?!\.?\d)") if NUMBER.fullmatch(word) else None


@lru_cache(maxsize=KNOWN)
def _tells(word: str) -> bool:
    """True for a number, and for a word that is compared and of which plans are not full."""
    return bool(NUMBER.fullmatch(word)) or (bool(WORD.fullmatch(word)) and not _is_common(word))


def _is_common(word: str) -> bool:
    """True for a word of which plans are full."""
    return len(word) > 1 and all(map(load_background().is_common, grams(word)))
