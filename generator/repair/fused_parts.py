"""The letter-spaced title of a part at the end of the page before it, to which extraction fused it, gets its own line.

`2021年9月 前    言` → `2021年9月⏎前    言`
Letter-spacing is how print sets such words as titles, in the middle of their line.
Leaves alone: the heads of columns (`科目　　摘　　要`), words that are not letter-spaced, and those behind the number of a heading
(`第一章　总　　则`, `# 前　　言`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN_NUMERALS
from generator.model import Edit

B = "[ \u3000]"
WORDS = rf"(?:前{B}{{2,}}言|[序引导]{B}{{2,}}言|总{B}{{2,}}[则則]|附{B}{{2,}}[则則录]|结{B}{{2,}}语)"
LONE = re.compile(rf"{B}*{WORDS}{B}*")
FUSED = re.compile(rf"^(?P<before>{B}*\S(?:[^\n]*[^\s#])?)(?P<seam>{B}*){WORDS}{B}*$", re.M)
APART = re.compile(rf"\S{B}{{2,}}\S|\t")
"""What parts the cells of a row."""
NUMBER = re.compile(
    rf"[ \u3000]*(?:#+[ \u3000]*)?(?:第[ \u3000]*[{HAN_NUMERALS}千\d]+[ \u3000]*(?:[编編篇章节節条條]|部分)"
    rf"|附[件录錄表][ \u3000]*[{HAN_NUMERALS}\d]*[：:]?"
    rf"|[（(]?(?:[{HAN_NUMERALS}]+|\d+(?:[.．]\d+)*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+)[）)、.．]?)?"
)
"""The number of a heading, of which such words are the title."""


def fused_parts(text: str) -> Iterator[Edit]:
    """Propose an end of line before each such title."""
    for found in FUSED.finditer(text):
        if not APART.search(found["before"]) and not NUMBER.fullmatch(found["before"]):
            yield Edit(found.start("seam"), found["seam"], "\n", "标题另起一行")


def lone_parts(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that such a title has to itself."""
    return {at for at, line in enumerate(lines) if LONE.fullmatch(line)}
