"""A picture and its caption become one line, so that they are one figure.

`![](images/a.jpg)⏎图1 空间布局图` → `![](images/a.jpg)图1 空间布局图`. Under pictures stand the captions of pictures, above them those
of tables that came as pictures; where a text sets the captions of its pictures above them more often than below, theirs stand there, too.
Leaves alone: a picture with other text beside it, and a caption that a table follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.model import Edit
from generator.numbering import CAPTION, is_caption
from generator.reading.settings import Settings
from generator.repair.markdown_marks import PICTURE_ADDRESS

LINE = re.compile(r"[^\n]+")
PICTURE = re.compile(rf"[ \t\u3000]*!\[\]\({PICTURE_ADDRESS}\)[ \t\u3000]*")
NO_CAPTION = "所中给为是显"
"""What follows the number in a sentence that speaks of a picture (图1所示, 图2中)."""

Line = re.Match[str]


def picture_captions(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose one line for each picture with its caption."""
    if "![](" not in text:
        return
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    pairs = list(pairwise(lines))
    below = [(a, b) for a, b in pairs if PICTURE.fullmatch(a[0]) and _is_caption(b[0], "图圖")]
    above = [(a, b) for a, b in pairs if _is_caption(a[0], "图圖") and PICTURE.fullmatch(b[0])]
    tables = [(a, b) for a, b in pairs if _is_caption(a[0], "表") and PICTURE.fullmatch(b[0])]
    taken: set[int] = set()
    for picture, caption in below if len(below) >= len(above) else ():
        taken.add(picture.start())
        yield _joined(text, picture, caption)
    for caption, picture in (*(above if len(above) > len(below) else ()), *tables):
        if picture.start() not in taken:
            taken.add(picture.start())
            yield from _moved(text, caption, picture)


def _is_caption(line: str, kinds: str) -> bool:
    words = line.strip()
    found = CAPTION.match(words) if words[:1] in kinds and is_caption(words) else None
    return found is not None and words[found.end() : found.end() + 1] not in NO_CAPTION


def _joined(text: str, picture: Line, caption: Line) -> Edit:
    """The caption behind its picture."""
    start, end = picture.start() + len(picture[0].rstrip()), caption.start() + len(caption[0]) - len(caption[0].lstrip())
    return Edit(start, text[start:end], "", "图题归于其图")


def _moved(text: str, caption: Line, picture: Line) -> Iterator[Edit]:
    """The picture before its caption."""
    words = picture[0].strip()
    at, start = caption.start() + len(caption[0]) - len(caption[0].lstrip()), picture.start() + len(picture[0]) - len(picture[0].lstrip())
    yield Edit(at, "", words, "图移至其题前", source=start)
    end = start + len(words)
    yield Edit(start, text[start:end], "", "图移至其题前")
