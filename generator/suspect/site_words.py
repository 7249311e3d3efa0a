"""Lines in which a web site speaks, left between those of the text.

`扫一扫在手机打开当前页`, `【打印】【关闭】`, `上一篇：…`, `版权所有：…` in a line of its own.
Leaves alone: whole sentences, and headings.
Knowledge: `generator/repair/page_words.py`; its rules take out what stands before and behind a document, and leave what stands within to a
person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.repair.page_words import AFTER, is_article_words, is_credit, is_site_words
from generator.suspect.body import Body, Place

LABEL = re.compile(
    r"(?:发布(?:日期|时间)|索引号|信息来源|浏览(?:次数|量)|点击(?:数|量|次数)|阅读(?:数|量|次数))[:：]|(?:由)?[^，。]{0,8}扫描(?:创建|生成)$|(?:https?://|www\.)\S+$|(?:点击)?查看(?:更多|原图)$|关注公众号$|智能问答$"
)
"""How lines begin in which it says what it knows of a page, or that are nothing but an address."""
LONGEST = 40
"""Characters of such a line."""
SAYS = is_site_words, AFTER.match, is_article_words, is_credit, LABEL.match
"""What tells such a line."""


def site_words(body: Body) -> Iterator[Place]:
    """Find lines that a site says."""
    for start, line in body.lines():
        words = line.strip()
        if 2 < len(words) <= LONGEST and not words.endswith("。") and any(says(words) for says in SAYS):
            at = start + line.index(words)
            yield Place(at, at + len(words), words, "疑为网页文字，不属正文", 0.6)
