"""What pinyin finds: names, terms and words of the plans under their spelling and their initials: `yiwangtongban`, `ywtb` → 一网通办.

Entries are the terms and aliases of the glossary, the titles of plans, the segmenter's words, and runs of its words that come back.
Knowledge: rjieba's segmenter, pypinyin's dictionary.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, starmap
from pathlib import Path
from typing import Any

import rjieba

from generator.characters import HAN

WORD = re.compile(f"[{HAN}]{{2,8}}")
RUN = re.compile(f"[{HAN}]+")
LONGEST = 8
"""Characters of an entry: a name longer than that is not typed in pinyin."""
OFTEN_WORD, OFTEN_RUN = 1, 2
"""How often a word, or a run of words, must stand in the texts to be an entry."""
BORDERS = frozenset("的和与及等在以为是了将把从向对于到中上下并或各其该这有所被可能要使让而之不也都")
"""Characters that begin or end no name: a run of words with one at its end is no entry."""
LEAST_INITIALS = 3
"""Initials of two letters would mean everything."""
BINS, LOOSE = 16, 100_000
"""Parts in which runs are counted, and how many are held as they are."""
PER_KEY = 4
"""Entries of one spelling: the most frequent ones."""


def pinyin_entries(names: Iterable[str], texts: Iterable[str]) -> dict[str, list[str]]:
    """Spelling → words, the editors' own names first, then the most frequent. `names` stand whatever their frequency."""
    counts = _counts(texts)
    for name in names:
        if WORD.fullmatch(name):
            counts[name] += 1_000_000
    words = sorted(counts, key=lambda word: (-counts[word], word))
    found: dict[str, list[str]] = {}
    for word, syllables in _spelled(words).items():
        initials = ["".join([syllable[0] for syllable in syllables])] if len(word) >= LEAST_INITIALS else []
        for key in dict.fromkeys(["".join(syllables), *initials]):  # no set: a build is to be the same each time
            found.setdefault(key, []).append(word)
    return {key: entries[:PER_KEY] for key, entries in found.items() if len(key) >= LEAST_INITIALS}


def sounds(texts: Iterable[str]) -> str:
    """Common characters by their syllable, `ling令灵…`: by these a word that was typed with a homophone is found.

    The characters are those of the texts and of the standard set's first level (GB 2312, 3,755 characters).
    """
    common = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA) for byte in (high, low))
    occurring = set().union(*texts)
    chars = sorted(set(common.decode("gb2312")) | {char for char in occurring if RUN.fullmatch(char)})
    found: dict[str, list[str]] = {}
    for char in chars:
        found.setdefault(_sound(char), []).append(char)
    return "".join(f"{syllable}{''.join(held)}" for syllable, held in sorted(found.items()) if syllable.isascii())


@cache
def _sound(char: str) -> str:
    """The syllable of a character."""
    return _TONELESS[_dictionary("pinyin_dict").get(ord(char), char).split(",")[0]]


def _counts(texts: Iterable[str]) -> Counter[str]:
    """Words, and runs of two to four words that come back, longest first: 科技创 is no entry when it only stands in 科技创新."""
    words, runs = Counter[str](), _Bins()
    for text in texts:
        cuts = [(run, rjieba.cut(run)) for run in RUN.findall(text)]
        words.update([word for _, cut in cuts for word in cut if len(word) >= 2])
        runs.add(chain.from_iterable(starmap(_runs, cuts)))
    kept = Counter({word: n for word, n in words.items() if n >= OFTEN_WORD and WORD.fullmatch(word)})
    often = {run: n for counts in runs.counts() for run, n in counts.items() if n >= OFTEN_RUN}
    inner = {part for run, n in often.items() for part in (run[:-1], run[1:], run[:-2], run[2:]) if often.get(part) == n}
    for run, n in often.items():
        if run not in inner:
            kept[run] = max(kept[run], n)
    return kept


def _runs(run: str, cut: Sequence[str]) -> list[str]:
    """The runs of two to four words of a text that was cut into words, as far as they may be entries."""
    borders = [*accumulate(map(len, cut), initial=0)]
    return [
        run[start:end]
        for at, start in enumerate(borders[:-2])
        if run[start] not in BORDERS
        for end in borders[at + 2 : at + 5]
        if 3 <= end - start <= LONGEST and run[end - 1] not in BORDERS
    ]


class _Bins:
    """Many short texts, nearly all of which stand once: kept as few long ones, and counted one bin after the other."""

    def __init__(self) -> None:
        self._loose: list[str] = []
        self._bins: list[list[str]] = [[] for _ in range(BINS)]

    def add(self, texts: Iterable[str]) -> None:
        """Add some."""
        self._loose += texts
        if len(self._loose) > LOOSE:
            self._bind()

    def _bind(self) -> None:
        loose: list[list[str]] = [[] for _ in range(BINS)]
        for text in self._loose:
            loose[ord(text[0]) % BINS].append(text)
        for bound, some in zip(self._bins, loose, strict=True):
            bound += ["\n".join(some)] if some else []
        self._loose = []

    def counts(self) -> Iterator[Counter[str]]:
        """How often each stands, those of one bin at a time."""
        self._bind()
        while self._bins:
            yield Counter(chain.from_iterable(some.split("\n") for some in self._bins.pop()))


def _spelled(words: Iterable[str]) -> Mapping[str, list[str]]:
    """Word → its syllables without tones: of the longest phrases that the dictionary has from left to right, else character by character.

    That is what `pypinyin.lazy_pinyin` gives, without its styles and errors, which take most of its time.
    """
    phrases = _dictionary("phrases_dict")
    found: dict[str, list[str]] = {}
    for word in words:
        syllables: list[str] = []
        at = 0
        while at < len(word):
            end = len(word)
            while end > at + 1 and word[at:end] not in phrases:
                end -= 1
            if end == at + 1:
                syllables.append(_sound(word[at]))
            else:
                syllables += [_TONELESS[readings[0]] for readings in phrases[word[at:end]]]
            at = end
        found[word] = syllables
    return found


@cache
def _dictionary(name: str) -> Mapping[Any, Any]:
    """One of pypinyin's two dictionaries, from its own file: the package makes a tree of all phrases when it is loaded, which nobody asks
    for here and which takes as long as both."""
    package = importlib.util.find_spec("pypinyin")
    spec = importlib.util.spec_from_file_location(f"{__name__}.{name}", Path(str(package and package.origin)).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(f"pypinyin has no {name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    held: Mapping[Any, Any] = getattr(module, name)
    return held


class _Toneless(dict[str, str]):
    """Syllable with its tone → without it, ü as v; fills itself."""

    def __missing__(self, syllable: str) -> str:
        letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
        self[syllable] = "".join(char for char in letters if not unicodedata.combining(char))
        return self[syllable]


_TONELESS = _Toneless()
