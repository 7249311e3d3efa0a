"""What a news site puts around a document is not part of it.

`<!-- 正文下iframe -->`, `<style>…</style>`, `<p class="article-editor">责任编辑：邓健 </p>`, `<div class="appendQr_wrap">…</div>`,
`<p>　　来源：上海市人民政府</p>`, the label `原标题：` are removed, with what stands inside them.
Leaves alone: every element whose class names no such purpose, and the words of a label inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.html_source import Token, elements, tokens

HIDDEN = frozenset(["script", "style", "noscript", "template", "iframe", "head", "nav", "footer", "aside", "form", "button", "svg"])
"""Elements that hold no text of the document (HTML Living Standard: scripting, metadata, navigation, controls)."""
PURPOSE = re.compile(r"editor|qr(?![a-z])|Qr|share|advert|\bad[s_-]|comment|related|recommend|copyright|footer|sidebar|toolbar", re.I)
"""Class names by which sites mark such blocks, matched in `class` only."""
CREDIT = re.compile(r"\s*(?:来源|责任编辑|编辑|作者|记者|责编)\s*[:：][^。\n]{0,40}\s*\Z")
"""A paragraph that is only a credit; longer ones or ones with a sentence's end are text."""
LABEL = re.compile(r"\s*(原标题\s*[:：])")


def boilerplate(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each outermost such piece."""
    page = tokens(text)
    done = 0
    pieces = dict(_pieces(page))
    for i, token in enumerate(page):
        if token.start < done:
            continue
        if i in pieces:
            last = page[pieces[i]]
            done = last.start + len(last.source)
            yield Edit(token.start, text[token.start : done], "")
        elif token.kind == "text" and (found := LABEL.match(token.source)):
            yield Edit(token.start + found.start(1), found[1], "")


def _pieces(page: list[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of each piece of boilerplate, outer before inner."""
    spans = dict(elements(page))
    for i, token in enumerate(page):
        if token.kind == "other":
            yield i, i
        elif (token.kind == "start" and (token.name in HIDDEN or PURPOSE.search(token.attribute("class")))) or (
            token.kind == "start" and token.name == "p" and CREDIT.match(_text(page[i : spans[i] + 1]))
        ):
            yield i, spans[i]


def _text(page: list[Token]) -> str:
    return "".join(token.source for token in page if token.kind == "text")
