"""Lines in which a web site speaks, left between those of the text.

`扫一扫在手机打开当前页`, `【打印】【关闭】`, `上一篇：…`, `版权所有：…` in a line of its own.
Leaves alone: whole sentences, and headings.
Knowledge: `generator/repair/page_words.py`; its rules take out what stands before and behind a document, and leave what stands within to a
person.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.repair.page_words import AFTER, is_site_words
from generator.suspect.body import Body, Place

LONGEST = 40
"""Characters of such a line."""


def site_words(body: Body) -> Iterator[Place]:
    """Find lines that a site says."""
    for start, line in body.lines():
        words = line.strip()
        if 2 < len(words) <= LONGEST and not words.endswith("。") and (is_site_words(words) or AFTER.match(words)):
            at = start + line.index(words)
            yield Place(at, at + len(words), words, "疑为网页文字，不属正文", 0.6)
