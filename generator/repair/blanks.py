"""Blanks inside Chinese text are damage or typography; the text has neither.

`stray_blanks`: `政策和服 务` → `政策和服务`, `结 语` → `结语`.
`typographic_blanks`: `到 2025 年` → `到2025年`, `第 3位` → `第3位`; the theme sets the distance again.
Leave alone: blanks between Latin words (`WFOE PM`), after the number of a heading (`2.1 指导思想`, `第三章　产业`), after the mark of a
caption, a box or an appendix (`表五 2026年…`, `附件1 名词解释`),
before the unit of a table (`单位：亿元`) and after a web address, those of an address line that end with a postal code, those of a list
of names or of bodies, and a full-width blank in a table's cell, where it parts two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import CJK, HAN, HAN_NUMERALS, WEB_ADDRESS
from generator.model import Edit
from generator.numbering import CAPTION, level_of
from generator.reading.settings import Settings
from generator.repair.cells import lines_of
from generator.repair.lines import BOX
from generator.repair.listed_lines import has_empty_cell

BLANK = r"[ \u00a0\u2000-\u200a\u3000]+"
INDENT = re.compile(r"[ \u3000]*")
STRAY = re.compile(rf"(?<=[{CJK}]){BLANK}(?=[{CJK}])")
"""Blanks between two Chinese characters or marks."""
TYPOGRAPHIC = re.compile(rf"(?<=[{CJK}]){BLANK}(?=[!-~])|(?<=[!-~]){BLANK}(?=[{CJK}])")
"""Blanks between a Chinese character and a printable ASCII one (not a tab: tabs part cells)."""
ADDRESS = re.compile(rf"[（(][{HAN}A-Za-z ，,、]+ \d{{6}}[ ]*[）)]")
"""An author's address with its six-digit postal code (GB/T 36630): its blanks part institute, city and code."""

APPENDIX = re.compile(rf"^[ \u3000]*(附[件录錄表](?:\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}}|[A-Z])?)(?=[ \u3000])", re.M)
"""The mark of an appendix, which a blank parts from its title."""
UNIT = re.compile(rf"(?<![ \u00a0\u2000-\u200a\u3000]){BLANK}(?=[（(]?单位[：:])")
"""Blanks that set a table's unit to the right."""
NAMES = re.compile(
    rf"(?:(?<=\t)|(?<=\n)|\A)(?:(?<=\t)|[{HAN}]{{1,8}}[：:][ \u3000]*)[{HAN}]{{2,6}}(?:[ \u3000][{HAN}]{{2,6}}){{2,}}(?=[\t\n]|\Z)"
    rf"|^[{HAN}]{{1,8}}[：:][ \u3000]*[{HAN}]{{2,4}}(?:[ \u3000]{{2,6}}[{HAN}]{{2,4}})+$",
    re.M,
)
"""Three words or more that fill a cell, or a line after its label: a list; damage leaves single characters or a sentence."""
ORGANS = re.compile(rf"^[ \u3000]*[{HAN}]{{4,20}}[局厅委会部办院室府](?:[ \u3000]+[{HAN}]{{4,20}}[局厅委会部办院室府])+[ \u3000]*$", re.M)
"""Bodies that sign a document together."""
TABLE_ROW = re.compile(r"^.*\t.*$", re.M)
"""A row of a table: a full-width blank parts the lines of one cell."""


WORDS = re.compile(
    r"^[^\n。，]{0,16}(?:名[词詞]|[术術用词詞][语語])[^\n。，]{0,4}(?:解[释釋]|[释釋][义義]|[注註][释釋]|[说說]明)[^\n。，]{0,8}$", re.M
)
"""The line above a list of words with what they mean."""
EXPLAINED = re.compile(
    rf"^(?:\d{{1,3}}[.．、]?|[（(]\d{{1,3}}[）)])?(?:(?:[{HAN}A-Za-z0-9+·/-]|“[^“”\n]{{1,12}}”){{2,24}}|“[^“”\n]{{1,12}}”)(?P<blank>{BLANK})(?=[{CJK}])"
    r"(?![^。\n]{0,20}[：:])[^\n]{8,}[。；]$",
    re.M,
)
"""A word that a blank parts from what it means: 光化学烟雾 大气中的……污染物。"""
FEW_STRAY = 1.2
"""Blanks in a list of words, for each that parts a word from what it means, up to which they are no damage."""
TITLE_BLANK = re.compile(r"[^。；：！？\n\u3000]{2,24}(?P<blank>\u3000+)(?=[^\n]{8,}[。！？；])")
"""A heading's title that a wide blank parts from the text in its line."""


def stray_blanks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of blanks between Chinese characters."""
    yield from _remove(text, STRAY, settings)


def typographic_blanks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of blanks between Chinese and Latin or digits."""
    yield from _remove(text, TYPOGRAPHIC, settings)


def _remove(text: str, pattern: re.Pattern[str], settings: Settings) -> Iterator[Edit]:
    blanks = list(pattern.finditer(text))
    if not blanks:
        return
    kept = {i for kind in (ADDRESS, NAMES, ORGANS, UNIT) for found in kind.finditer(text) for i in range(*found.span())}
    kept |= {found.end(1) for kind in (CAPTION, BOX, APPENDIX) for found in kind.finditer(text)}
    kept |= {found.end() for found in WEB_ADDRESS.finditer(text)}
    kept |= set(_after_heading_marks(text, blanks, settings))
    kept |= set(_after_words(text))
    kept |= {at for line in lines_of(text) if has_empty_cell(line.text) for at in range(line.start, line.end)}
    kept |= {row.start() + i for row in TABLE_ROW.finditer(text) for i, char in enumerate(row[0]) if char == "\u3000"}
    for found in blanks:
        if found.start() not in kept:
            yield Edit(found.start(), found[0], "")


def _after_words(text: str) -> Iterator[int]:
    """Offsets of the blanks that part words from what they mean, below the line that says so; none where blanks stand within the words."""
    start = max((above.end() for above in WORDS.finditer(text)), default=len(text))
    found = [line for line in EXPLAINED.finditer(text, start) if not STRAY.search(line[0][line.end("blank") - line.start() :])]
    if len(STRAY.findall(text, start)) <= FEW_STRAY * len(found):
        yield from (i for line in found for i in range(*line.span("blank")))


def _after_heading_marks(text: str, blanks: Sequence[re.Match[str]], settings: Settings) -> Iterator[int]:
    """Offsets of the blanks that part a heading's number from its title, in the lines that have some."""
    levels = [level_of(sample) for sample in (*settings.levels, *settings.appendix_levels)]
    starts = {text.rfind("\n", 0, found.start()) + 1 for found in blanks}
    for line in (found for start in starts if (found := INDENT.match(text, start))):
        for level in levels:
            if mark := level.match(text, line.end()):
                yield from range(line.end(), mark.end)
                if title := TITLE_BLANK.match(text, mark.end):
                    yield from range(*title.span("blank"))
