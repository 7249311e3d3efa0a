"""Cyrillic and Greek letters that look like Latin ones, within Latin words, and kana that look like Han between such.

`АI产业` (with U+0410) → `AI产业`; `GDР` (with U+0420) → `GDP`; `СO2` → `CO2`.
A word is one when it has a Latin letter and all its other letters look like Latin ones. A word that only such letters make (`СО2`, `Α股`)
may be either: it is doubted (`foreign_words`), unless other letters of that script stand near it.
`エ业能カ` → `工业能力`, in a text without Japanese.
Leaves alone: `μm`, `αβ`, `Δt`, `Россия`, and Cyrillic and Greek text. Knowledge: Unicode's table of confusables (UTS 39), the letters that
are alike in upright type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings

CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТХУаеорсухіјѕԛԝ", "ABESIJKMHOPCTXYaeopcyxijsqw", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
ALIKE = str.maketrans({**CYRILLIC, **GREEK})
KANA = dict(zip("エロカニハタ", "工口力二八夕", strict=True))
KANA_AMONG_HAN = re.compile(rf"(?<=[{HAN}])[{''.join(KANA)}](?=[{HAN}，。、；：）”\n])|(?<![{HAN}ァ-ヿ])[{''.join(KANA)}](?=[{HAN}])")
"""One that recognition of print took for a Han character: no other kana stands beside it."""
JAPANESE = re.compile("[ぁ-ゖ]|[ァ-ヺー]{2}")
FOREIGN = "\u0370-\u03ff\u0400-\u052f"
WORD = re.compile(rf"[0-9A-Za-z{FOREIGN}]+")
AROUND = 40
"""Characters on either side of a word that tell which script it is in."""
LETTER = re.compile(f"[{FOREIGN}]")


def foreign_letters(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the Latin letters of each word that has some already, and the Han characters that kana stand for."""
    for kana in KANA_AMONG_HAN.finditer(text) if not JAPANESE.search(text) else ():
        yield Edit(kana.start(), kana[0], KANA[kana[0]])
    for found, latin in _words(text):
        if re.search("[A-Za-z]", found[0]):
            yield Edit(found.start(), found[0], latin)


def foreign_words(text: str) -> Iterator[Edit]:
    """Words of nothing but such letters, near which no others of their script stand, each with the Latin word that it may be."""
    for found, latin in _words(text):
        around = text[max(0, found.start() - AROUND) : found.end() + AROUND]
        script = "\u0370-\u03ff" if found[0].translate(GREEK_ONLY) != found[0] else "\u0400-\u052f"
        own = [char for char in re.findall(f"[{script}]", around) if char not in CYRILLIC and char not in GREEK]
        if not re.search("[A-Za-z]", found[0]) and (not own or script[0] == "\u0370"):
            yield Edit(found.start(), found[0], latin)


GREEK_ONLY = str.maketrans(GREEK)


def _words(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The words with such letters that look Latin as a whole, and what they look like."""
    for found in WORD.finditer(text) if LETTER.search(text) else ():
        latin = found[0].translate(ALIKE)
        if latin != found[0] and not LETTER.search(latin):
            yield found, latin
