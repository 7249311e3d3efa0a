"""A chapter too long for both its languages on one page: its Chinese stands in a file of its own, which the page fetches on demand.

The page has the translation, and plainly the Chinese that has none; `chinese.js` beside it holds the rest, piece by piece in the order
of the translations. It is a script, so that it is fetched from an edition opened as files, too. A reader without scripts is led to the
page in Chinese. What is proved of a page is proved of both together, as they are written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

FILE = "chinese.js"
"""Beside the page."""
LONG = 110_000
"""Characters of HTML in a chapter from which on its languages part: some 38 kB of 60 (gzip). Reckoned, not compressed, so that no version
of a library decides it."""
ARTICLE = re.compile(r'<article class="text".*?</article>', re.S)
TRANSLATED = re.compile(r'<span class="e(?: stale)?"[^<>]*>')
CHINESE = re.compile(r'<span class="z"[^<>]*>')
SPAN = re.compile(r"<(/?)span\b")
CALL = "zhangjuChinese"
"""The function of the page that takes what the file holds."""


def is_long(body: str) -> bool:
    """Whether a chapter's text, as HTML in two languages, is too much for one page."""
    return len(body) > LONG


def parted(html: str) -> tuple[str, str]:
    """A page in two languages without the Chinese of what is translated, and the file that holds that."""
    kept, pieces, at = [], [], 0
    for end, after in _pairs(html):
        kept.append(html[at:end])
        pieces.append(html[end:after])
        at = after
    kept.append(html[at:])
    return "".join(kept), f"{CALL}({json.dumps(pieces, ensure_ascii=False, separators=(',', ':'))})\n"


def joined(html: str, file: str) -> str:
    """The page with all that its file holds, as the script puts it in. Raises ValueError where they are not of each other."""
    pieces: Sequence[str] = json.loads(file.strip().removeprefix(f"{CALL}(").removesuffix(")"))
    parts, at = [], 0
    for (end, after), piece in zip(_pairs(html), pieces, strict=True):
        parts += [html[at:end], piece]
        at = after
    return "".join([*parts, html[at:]])


def _pairs(html: str) -> Iterator[tuple[int, int]]:
    """Of each translation in the text where it ends, and where the Chinese behind it ends: the same place when there is none."""
    text = ARTICLE.search(html)
    for found in TRANSLATED.finditer(html, *(text.span() if text else (0, 0))):
        end = end_of_span(html, found.end())
        chinese = CHINESE.match(html, end)
        yield end, end_of_span(html, chinese.end()) if chinese else end


def end_of_span(html: str, begin: int) -> int:
    """Where a `span` ends, its closing tag included, whose opening tag ends at an offset."""
    depth = 1
    for found in SPAN.finditer(html, begin):
        depth += -1 if found[1] else 1
        if not depth:
            return html.index(">", found.end()) + 1
    return len(html)
