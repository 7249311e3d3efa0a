"""Characters that cannot be seen: zero-width blanks, marks of direction, variation selectors, soft hyphens.

`创\\u200b新` → `创新`; a mark of direction, which may set the text before the reader's eyes in another order than it is searched, goes; a
zero byte, which stands for a character that is lost, becomes U+FFFD (which `broken` doubts).
A blank at which no line may end is one as any other.
Leaves alone: other blanks that take room, and line ends. Source: Unicode, property Default_Ignorable_Code_Point, and the interlinear marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)

FIXED_BLANKS = re.compile("\u00a0+")
"""Blanks at which no line may end, which a copied web page has in place of all others; a page of HTML has them where they are meant."""
ZEROS = re.compile("\0+")
"""What PDF tools print for a character whose code a fount does not tell; Markdown has no zero bytes (CommonMark 2.3)."""


def invisible_characters(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each run."""
    for found in INVISIBLE.finditer(text):
        yield Edit(found.start(), found[0], "")
    for found in FIXED_BLANKS.finditer(text) if settings.format != "html" else ():
        yield Edit(found.start(), found[0], " " * len(found[0]), "不换行空格")
    for found in ZEROS.finditer(text):
        yield Edit(found.start(), found[0], "\ufffd" * len(found[0]), "无法识读的字符")
