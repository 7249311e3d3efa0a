"""Characters of another block that look like the right ones, which PDF tools and old encodings leave behind.

`核⼼产业` (U+2F3C, a radical of the dictionary of Kangxi) → `核心产业`; `５Ｇ网络` → `5G网络`; `ﬁntech` → `fintech`;
`︵亿元︶` → `（亿元）`.
By block, never NFKC on the whole text, which would turn `，“”` into ASCII and `①` into `1`:

- radicals and strokes → the ideograph (Unicode, property Equivalent_Unified_Ideograph; `radicals.tsv`);
- compatibility ideographs → their canonical form (Unicode decomposition);
- vertical and small forms of marks, half-width forms of Chinese marks → the mark as it is set in a line;
- full-width digits and letters, the full stop between such digits and the percent sign after one → ASCII;
- ligatures of Latin letters, mathematical alphabets, squared units (`㎡` → `m²`) → their letters.

Leaves alone: numbers that head a line (`㈠`, `⒈`, `①`, `Ⅳ`), `℃`, `№`, full-width marks, and ideographs that Unicode holds apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from generator.model import Edit
from generator.reading.settings import Settings

MARKS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︱︲︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈﹍﹎﹏﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫｡｢｣､･〝〞〟―",
        "，、。：；！？〖〗…—–__（）｛｝〔〕【】《》〈〉「」『』［］___，、.；：？！—（）｛｝〔〕#&*+-<>=\\$%@。「」、·“””—",
        strict=True,
    )
)
"""Vertical forms (U+FE10–FE48), small forms (U+FE50–FE6B), half-width forms (U+FF61–FF65), primes used as quotation marks, and the
horizontal bar, which is printed for a dash."""
NUMBER_STOP = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])|(?<=[0-9０-９])(?<=^.)．|(?<=[0-9０-９])(?<=^..)．", re.M)
"""A full-width full stop between digits, or after the number that heads a line."""
PERCENT = re.compile(r"(?<=[0-9０-９])％|(?<=[0-9０-９][ \u00a0])％")


def look_alikes(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the right character for each look-alike; neighbours go in one edit."""
    stops = {found.start(): "." for found in NUMBER_STOP.finditer(text)} | {found.start(): "%" for found in PERCENT.finditer(text)}
    for found in _odd().finditer(text):
        after = "".join(stops.get(at) or right(text[at]) for at in range(*found.span()))
        if after != found[0]:
            yield Edit(found.start(), found[0], after)


@cache
def right(char: str) -> str:
    """The character, or characters, that a look-alike stands for; itself when it is none."""
    if char in MARKS:
        return MARKS[char]
    if char in radicals():
        return radicals()[char]
    form = next((form for first, last, form in BLOCKS if first <= ord(char) <= last), None)
    return form(char) if form else char


def _canonical(char: str) -> str:
    return unicodedata.normalize("NFC", char)


def _compatible(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


def _squared(char: str) -> str:
    """One step of decomposition: a raised figure stays raised."""
    return "".join(chr(int(code, 16)) for code in unicodedata.decomposition(char).split() if not code.startswith("<")) or char


BLOCKS: tuple[tuple[int, int, Callable[[str], str]], ...] = (
    (0x2126, 0x212B, _canonical),  # ohm, kelvin, ångström
    (0x3358, 0x3370, _compatible),  # hours
    (0x3371, 0x33DF, _squared),  # units
    (0x33E0, 0x33FE, _compatible),  # days
    (0x33FF, 0x33FF, _squared),
    (0xF900, 0xFAFF, _canonical),  # compatibility ideographs
    (0xFB00, 0xFB06, _compatible),  # Latin ligatures
    (0xFF10, 0xFF19, _compatible),  # full-width digits
    (0xFF21, 0xFF3A, _compatible),  # full-width letters
    (0xFF41, 0xFF5A, _compatible),
    (0xFF66, 0xFF9F, _compatible),  # half-width katakana
    (0x1D400, 0x1D7FF, _compatible),  # mathematical alphabets
    (0x2F800, 0x2FA1F, _canonical),  # compatibility ideographs, supplement
)
"""Blocks, and how their characters are made right."""


@cache
def radicals() -> dict[str, str]:
    """Radicals and strokes with the ideographs that they look like."""
    lines = Path(__file__).with_name("radicals.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {radical: unified for _, radical, unified in (line.split("\t") for line in lines)}


@cache
def _odd() -> re.Pattern[str]:
    """Runs of characters that may be look-alikes."""
    blocks = "".join(f"{chr(first)}-{chr(last)}" for first, last, _ in BLOCKS)
    return re.compile(f"[{re.escape(''.join((*MARKS, *radicals())))}{blocks}．％]+")
