"""Phrases that stand once and differ by a character or two from one that stands often, in the same surroundings.

`旧住区成套改造` beside `旧住房成套改造`; `城多功能`, `城多能级` beside `城市功能`, `城市能级`; `千字当头` beside `干字当头`;
`西博园` beside `世博园`; `家门养老` beside `家门口`; `交易经济业务` beside `交易经纪业务`; `新业态形态人员` beside `新就业形态人员`.
Leaves alone: what reads as words of its own (`数智化` beside `数字化`, `文创` beside `文化`), parallel clauses
(`加快建设`, `加强建设`), a stem with another ending (`示范站` beside `示范区`), whatever two plans have, and, but for copied passages, long
texts without surer damage (`clean`).
Knowledge: the plans' own phrases; rjieba's dictionary as witness that the usual form is a word and the odd one is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.characters import is_han
from generator.suspect.body import HAN_RUN, Body, Place, covering, is_word, run_around, tag, words
from generator.suspect.clean import is_clean
from generator.suspect.lookalikes import lookalikes
from generator.suspect.phrases import COPIED, REPLACED, SHAPES, PhraseIndex, phrases_of
from generator.suspect.scripts import others
from generator.suspect.truncated import fused, repeated_slips, truncated

FUNCTION = frozenset("的和与及、在等为以各了或并把将也都更最一二三四五六七八九十年对从到上下中大小新高好强推加进不")
"""Characters that stand as words of their own."""
ALONE = frozenset("仍较还亦均皆很愈越自按依由其非虽之因所前首每逐须")
"""Adverbs and prepositions, which no word holds."""
LEVELS = frozenset("国省市区县州镇乡村城")
"""What a plan speaks for: one stands for another as the plan is of one or the other."""
VARIANTS = {"账", "帐"}
"""Two ways of writing one word: 会计账簿, 会计帐簿."""
COMPLEMENTS = frozenset("好了着过")
"""Characters behind a verb of one character: 挑好."""
AGREES = 6
"""Characters of surroundings that must agree on both sides together."""
LONE = 8
"""The same, when only the text itself is witness: and the character is in no word of the dictionary."""
FREQUENT = 20
"""Times that the word of a slip is as frequent as the right one."""
COPY = 15
"""The same, when both forms are words and only a copied passage tells."""
USUAL = 10
"""Times the usual word must stand in all plans; a long word is evidence enough when it stands twice."""


def rare_pairs(body: Body) -> Iterator[Place]:
    """Find phrases that are one slip away from a usual one."""
    phrases, clean = phrases_of(body.texts), is_clean(body)
    for start, line in body.lines():
        for run in HAN_RUN.finditer(line):
            if others(run[0], "t2s"):
                continue  # in Traditional characters, of which the dictionary knows no word
            for at in range(start + run.start(), start + run.end()):
                place = _copied(body, phrases, at) if clean else _slip(body, phrases, at)
                if place:
                    yield place
    yield from lookalikes(body, phrases)
    if clean:
        return
    yield from truncated(body)
    yield from fused(body, phrases)
    yield from repeated_slips(body, phrases)


def _slip(body: Body, phrases: PhraseIndex, at: int) -> Place | None:
    """What any of the rules finds at a place."""
    return _character(body, phrases, at) or _copied(body, phrases, at) or _crossed(body, phrases, at)


def _unique(text: str, start: int, end: int, phrases: PhraseIndex) -> bool:
    """True when a phrase stands once in all texts."""
    return phrases.count(text[start:end]) == 1


def _character(body: Body, phrases: PhraseIndex, at: int) -> Place | None:
    """A lone character where the usual one makes a word with its neighbour."""
    text, odd = body.text, body.text[at]
    pairs = [pair for pair in (text[at - 1 : at + 1], text[at : at + 2]) if HAN_RUN.fullmatch(pair)]
    new_pairs = bool(pairs) and max(map(phrases.count, pairs)) == 1
    if not (new_pairs or (odd not in FUNCTION and _unique(text, at - 1, at + 2, phrases))):
        return None
    new = [n for n in phrases.neighbours(text, at, 1, SHAPES) if n not in FUNCTION and not {n, odd} <= LEVELS and {n, odd} != VARIANTS]
    if not new or odd in ALONE or (text[at + 1 : at + 2] in COMPLEMENTS and tag(odd) == "v"):
        return None
    a, b = run_around(text, at, at + 1)
    old = words(text[a:b])
    if _length(old, at - a) > 1:
        return None
    guessed = _length(words(text[a:b], True), at - a) > 1
    for char in new:
        usual = text[a:at] + char + text[at + 1 : b]
        read = words(usual)
        first, last = covering(read, at - a)
        word = usual[first:last]
        ending = last == at - a + 1 and is_word(word[:-1])
        if len(word) < 2 or len(read) >= len(old) or (len(word) > 2 and ending):
            continue
        left, right = phrases.agreement(text, at, 1, char)
        fewer, times = len(old) - len(read), phrases.count(word)
        if new_pairs:
            enough = _enough(left, right, times, 0 if guessed else fewer)
        elif len(word) > 2:
            enough = times >= 2 and left + right >= AGREES
        else:
            enough = not guessed and times >= USUAL and min(left, right) >= 2 and left + right >= AGREES
        apart = left + right >= LONE and not any(map(is_word, pairs))
        if enough and _witnessed(body, phrases, at, 1, char, left=left, right=right, elsewhere=not apart):
            return _place(body, at, 1, char, 0.5 + 0.05 * min(max(left + right - AGREES, 0), 6) + 0.1 * new_pairs)
    return None


def _enough(left: int, right: int, times: int, fewer: int) -> bool:
    """True when the surroundings tell, although the character makes pairs with its neighbours that stand nowhere else.

    `fewer` words count only where no new word can be guessed that the character belongs to.
    """
    both = left + right
    if (min(left, right) >= 2 and times >= USUAL) or (both >= AGREES - 1 and times >= 5 * USUAL):
        return True
    return (fewer >= 2 and both >= 3) or (fewer > 0 and both > AGREES)


def _copied(body: Body, phrases: PhraseIndex, at: int) -> Place | None:
    """A noun in a copied passage where the other plan has a rarer noun that differs in one character.

    The slip is the frequent word: a hand or an input method puts the usual for the unusual, not the reverse.
    """
    text = body.text
    for char in phrases.neighbours(text, at, 1, COPIED):
        left, right = phrases.agreement(text, at, 1, char)
        if left + right < COPY or min(left, right) < 2 or not phrases.elsewhere(text[at - min(left, 4) : at] + char, text):
            continue
        a, b = run_around(text, at, at + 1)
        usual = text[a:at] + char + text[at + 1 : b]
        one, two = text[a:b][slice(*covering(words(text[a:b]), at - a))], usual[slice(*covering(words(usual), at - a))]
        if len(one) == len(two) == 2 and tag(one) == tag(two) == "n" and phrases.count(one) > FREQUENT * phrases.count(two):
            return _place(body, at, 1, char, 0.6)
    return None


def _crossed(body: Body, phrases: PhraseIndex, at: int) -> Place | None:
    """Two characters where the usual phrase has two others: one slipped to its neighbour's place, one came in from near by."""
    text, odd = body.text, body.text[at : at + 2]
    if len(odd) < 2 or not is_han(odd[1]) or not _unique(text, at, at + 3, phrases) or odd[0] == text[at - 2 : at - 1]:
        return None
    for new in phrases.neighbours(text, at, 2, REPLACED):
        slipped = odd[1] if new[1] == odd[0] else odd[0] if new[0] == odd[1] else ""
        if slipped and slipped in text[at - 2 : at] + text[at + 2 : at + 4] and not FUNCTION & set(odd + new):
            left, right = phrases.agreement(text, at, 2, new)
            if min(left, right) >= 1 and left + right >= AGREES - 1 and _witnessed(body, phrases, at, 2, new, left=left, right=right):
                return _place(body, at, 2, new, 0.6)
    return None


def _witnessed(body: Body, phrases: PhraseIndex, at: int, odd: int, new: str, *, left: int, right: int, elsewhere: bool = False) -> bool:
    """True when the usual phrase stands twice, or in another plan; only there (`elsewhere`): a text that says nearly the same twice means
    both."""
    text = body.text
    phrase = text[at - min(left, 2) : at] + new + text[at + odd : at + odd + min(right, 3)]
    return phrases.elsewhere(phrase, text) or (not elsewhere and phrases.count(phrase) >= 2)


def _length(spans: tuple[tuple[int, int], ...], at: int) -> int:
    start, end = covering(spans, at)
    return end - start


def _place(body: Body, at: int, odd: int, new: str, score: float) -> Place:
    """The place with its neighbours, so that a reader sees the phrase."""
    a, b = run_around(body.text, at, at + odd, 2)
    usual = body.text[a:at] + new + body.text[at + odd : b]
    return Place(a, b, usual, f"此语仅一见，他处作“{usual[max(0, at - a - 2) :]}”", round(score, 2))
