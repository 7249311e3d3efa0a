"""What a news site puts around a document is not part of it.

`<!-- 正文下iframe -->`, `<style>…</style>`, `<p class="article-editor">责任编辑：邓健 </p>`, `<div class="appendQr_wrap">…</div>`,
`<p>　　来源：上海市人民政府</p>`, the label `原标题：` are removed, with what stands inside them.
Leaves alone: every element whose class names no such purpose, what holds most of the page's text, whatever its class says (the body
in `TRS_Editor` or `has-sidebar`), a form round paragraphs, an answer or question (`记者：…？`), the words of a label inside a sentence.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.html_source import BLOCKS, Token, elements, tokens

HIDDEN = frozenset(["script", "style", "noscript", "template", "iframe", "head", "nav", "footer", "aside", "form", "button", "svg"])
"""Elements that hold no text of the document (HTML Living Standard: scripting, metadata, navigation, controls)."""
CONTENT = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "li", "article"])
"""Elements of text: a form that holds one is the frame of a page, as some servers write it, and no form to fill in."""
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
"""A word of a class name: `append`, `Qr`, `wrap` in `appendQr_wrap`."""
PURPOSE = re.compile(
    r"qr(?:code)?|(?:bd)?share(?:btn|box|bar|buttons?|buttonbox)?|advert\w*|ads?|comments?|related|recommend\w*|copyright|footer|sidebar|toolbar"
)
"""Words by which sites mark such blocks, matched in `class` only and as a whole: no `share` in `shareholder`."""
CREDITS = re.compile(r"editors?|source|author|credits?")
"""Words that mark a credit, or else the editing software that wrote the body: only what reads like a credit goes."""
LONG = 200
"""Characters of a block that, when they are more than half of the page's, make it the body and no block beside it."""
CREDIT = re.compile(r"\s*(?:来源|责任编辑|编辑|作者|记者|责编)\s*[:：][^。！？!?\n]{0,40}\s*\Z")
"""An element that is only a credit; longer ones or ones with a sentence's end are text."""
LONGEST_CREDIT = 60
"""Tokens of text that hold words of one, at most: its characters."""
LABEL = re.compile(r"\s*(原标题\s*[:：])")


def boilerplate(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each outermost such piece."""
    page = tokens(text)
    done = 0
    pieces = dict(_pieces(page))
    at_head = True
    for i, token in enumerate(page):
        if token.start >= done:
            if i in pieces:
                last = page[pieces[i]]
                done = last.start + len(last.source)
                yield Edit(token.start, text[token.start : done], "")
            elif token.kind == "text" and at_head and (found := LABEL.match(token.source)):
                yield Edit(token.start + found.start(1), found[1], "")
        if token.kind in ("start", "end") and token.name in BLOCKS:
            at_head = True
        elif token.kind == "text" and token.source.strip():
            at_head = False


def _pieces(page: list[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of each piece of boilerplate, outer before inner."""
    spans = dict(elements(page))
    code = {i + 1 for i, token in enumerate(page) if token.kind == "start" and token.name in ("script", "style")}
    words = (len(token.source.strip()) if token.kind == "text" and i not in code else 0 for i, token in enumerate(page))
    lengths = [0, *itertools.accumulate(words)]
    held = _Held(page)
    for i, token in enumerate(page):
        if token.kind == "other":
            yield i, i
        elif token.kind == "start":
            size = lengths[spans[i] + 1] - lengths[i]
            body = size > LONG and size * 2 > lengths[-1]
            if not body and _is_boilerplate(token, i, spans[i], held):
                yield i, spans[i]


class _Held:
    """What stands between two tokens of a page, found without walking from one to the other."""

    def __init__(self, page: list[Token]) -> None:
        self.content = list(itertools.accumulate((token.name in CONTENT for token in page), initial=0))
        texts = [i for i, token in enumerate(page) if token.kind == "text" and not token.source.isspace()]
        self.page, self.texts = page, texts

    def has_content(self, first: int, last: int) -> bool:
        """True when an element of text begins or ends there."""
        return self.content[last] > self.content[first]

    def words(self, first: int, last: int) -> str | None:
        """The text there, without the blanks at its edges; None when it is longer than a credit is."""
        begin, end = bisect.bisect_left(self.texts, first), bisect.bisect_right(self.texts, last)
        if begin == end:
            return ""
        if end - begin > LONGEST_CREDIT or self.texts[end - 1] - self.texts[begin] > LONGEST_CREDIT * len("<b></b>"):
            return None
        return "".join(token.source for token in self.page[self.texts[begin] : self.texts[end - 1] + 1] if token.kind == "text")


def _is_boilerplate(token: Token, first: int, last: int, held: _Held) -> bool:
    """True for an element that by its name, its class or its words is not of the document."""
    if token.name in HIDDEN:
        return token.name != "form" or not held.has_content(first, last)
    words = [word.lower() for word in WORD.findall(token.attribute("class"))]
    if any(PURPOSE.fullmatch(word) for word in words):
        return True
    if token.name == "p" or any(CREDITS.fullmatch(word) for word in words):
        text = held.words(first, last)
        return text is not None and CREDIT.match(text) is not None
    return False
