"""What a query may have been meant as: words in pinyin, and words typed with a character that only sounds right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.characters import is_han
from generator.search.query import Word, word_of
from generator.search.reader import Reader
from generator.search.tokens import Wanted, query_terms

SYLLABLE = re.compile(r"[bpmfdtnlgkhjqxzcsryw]?h?[aeiouv]{1,3}(?:ng?|r)?")
"""What one syllable of pinyin looks like."""
MISSING = 3
"""Pairs of a word that may be in no text: a wrong character breaks two, a doubled or dropped one as many. More is no slip of one."""
HEARD = 12
"""Characters of a word that is listened to: longer ones are found by what is right in them."""


def read_pinyin(reader: Reader, words: Sequence[Word]) -> list[Word]:
    """Runs of words in Latin letters that no text holds become what they spell, joined first, then one by one."""
    made: list[Word] = []
    i = 0
    while i < len(words):
        run = i
        while run < len(words) and _letters(words[run]):
            run += 1
        for end in range(run, i, -1):
            if all(any(reader.own(w) for o in word.options for w in o) for word in words[i:end]):
                continue
            if spelled := _spelled(reader, re.sub("[ ']", "", "".join(word.text for word in words[i:end]))):
                made.append(Word(spelled[0], [option for name in spelled for option in word_of(name).options]))
                i = end
                break
        else:
            made.append(words[i])
            i += 1
    return made


def _letters(word: Word) -> bool:
    return not word.exact and re.fullmatch("[a-z' ]+", word.text) is not None


def _spelled(reader: Reader, letters: str) -> list[str]:
    """The words that letters spell: whole, by initials, as several words together, or begun."""
    lines = reader.spellings(letters)
    if letters in lines:
        return lines[letters].split(" ")
    if parts := _composed(reader, letters):
        return ["".join(parts)]
    begun = sorted((key for key in lines if key.startswith(letters) and len(letters) >= 4), key=lambda key: (len(key), key))
    return [lines[key].split(" ")[0] for key in begun[:2]]


def _composed(reader: Reader, letters: str) -> list[str]:
    """Words whose spellings stand one after another, the longest first; what follows the last of them may be one syllable."""
    for end in range(len(letters), 3, -1):
        words = reader.spellings(letters[:end]).get(letters[:end], "").split(" ")
        word = next((w for w in words if w and 2 * len(w) <= end), "")  # a syllable has two letters: not initials
        if not word:
            continue
        rest = letters[end:]
        if not rest or SYLLABLE.fullmatch(rest):
            return [word]
        if more := _composed(reader, rest):
            return [word, *more]
    return []


def heard(reader: Reader, words: Sequence[Word]) -> list[Word]:
    """The words, those with parts that no text holds replaced by what sounds alike: 海棉城市 → 海绵城市."""
    return [word_of(meant) if (meant := _heard(reader, word)) else word for word in words]


def _heard(reader: Reader, word: Word) -> str:
    """What a word was meant as, empty when nothing sounds like it. At least one character is as it was typed."""
    text = word.text
    if word.exact or not 3 <= len(text) <= HEARD or not all(is_han(char) for char in text):
        return ""
    there = [bool(reader.expanded(Wanted(text[i : i + 2]))) for i in range(len(text) - 1)]
    if there.count(False) > MISSING:
        return ""
    windows = [(i, k) for i in range(len(text)) for k in range(i + 2, min(len(text), i + 8) + 1) if not all(there[i : k - 1])]
    for i, k in sorted(windows, key=lambda window: (window[0] - window[1], window[0])):
        letters = "".join(reader.syllables.get(char, "") for char in text[i:k])
        for name in reader.spellings(letters).get(letters, "").split(" "):
            if name == text[i:k] or len(name) != k - i or not any(a == b for a, b in zip(name, text[i:k], strict=True)):
                continue
            meant = text[:i] + name + text[k:]
            if set.intersection(*(reader.own(wanted) for wanted in query_terms(meant))):
                return meant
    return ""
