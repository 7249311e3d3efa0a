"""What a news site puts around a document is not part of it.

`<!-- 正文下iframe -->`, `<style>…</style>`, `<p class="article-editor">责任编辑：邓健 </p>`, `<div class="appendQr_wrap">…</div>`,
`<p>　　来源：某市人民政府</p>`, `<p>点击上方蓝字关注我们</p>`, `往期推荐` with the links after it, the label `原标题：` are removed, with
what stands inside them.
Leaves alone: every element whose class names no such purpose, what holds most of the page's text, whatever its class says (the body
in `TRS_Editor` or `has-sidebar`), a form round paragraphs, an answer or question (`记者：…？`), the words of a label inside a sentence.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator

from generator.characters import HAN
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
LINES = frozenset(["p", "li", "div", "section", "h2", "h3", "h4"])
"""Elements that set a line."""
LONG = 200
"""Characters of a block that, when they are more than half of the page's, make it the body and no block beside it."""
CREDIT = re.compile(
    r"\s*(?:来源|责任编辑|编辑|作者|记者|责编|值班编辑|责任校对|主编|美编|供稿|供图|图片来源)\s*[:：][^。！？!?\n]{0,40}\s*\Z"
    rf"|\s*(?:编审|审核|校对|初审|复审|终审|监制|排版)\s*[:：]\s*(?:[{HAN}]{{2,4}}(?:[\s:：、，,/|丨·]+|\Z)){{1,8}}\Z"
)
"""An element that is only a credit; longer ones or ones with a sentence's end are text. Words that are steps of work, too, are one before
names only."""
MORE = re.compile(r"[▼↓▲●■◆▍\s]*(?:往期(?:推荐|回顾|精选)|推荐阅读|相关阅读|延伸阅读|热门推荐|精彩推荐|猜你喜欢)[▼↓▲●■◆\s]*[:：]?")
"""What sites set before the titles of other pages."""
INVITATION = re.compile(
    r"[▼↓▲]*\s*(?:点击上方.{0,12}关注.{0,8}|长按.{0,8}(?:识别|关注).{0,10}|扫(?:码|一扫|描).{0,12}关注.{0,10}|点击.{0,6}阅读原文.{0,6}"
    r"|(?:点赞|分享|收藏|在看)(?:[、，和/ ]?(?:点赞|分享|收藏|在看)){1,3}.{0,6})[▼↓▲！!]*"
)
"""What a page of a network asks its readers to do."""
LONGEST_LINK = 40
"""Tokens of an element that is a link to another page."""
PLAIN = 20
"""Characters outside of links that end the list of other pages' titles."""
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
    more, link = False, -1
    for i, token in enumerate(page):
        if token.kind == "other":
            yield i, i
        elif token.kind == "text":
            more = more and (i < link or i in code or len(token.source.strip()) < PLAIN)
        elif token.kind == "start":
            link = spans[i] if token.name == "a" else link
            size = lengths[spans[i] + 1] - lengths[i]
            body = size > LONG and size * 2 > lengths[-1]
            text = "" if body or token.name not in LINES else (held.words(i, spans[i]) or "").strip()
            more = more or MORE.fullmatch(text) is not None
            if (more and text and (MORE.fullmatch(text) or _is_link(page, i, spans[i]))) or (
                not body and (INVITATION.fullmatch(text) or _is_boilerplate(token, i, spans[i], held))
            ):
                yield i, spans[i]


def _is_link(page: list[Token], first: int, last: int) -> bool:
    """True for an element that holds words of one link only."""
    if last - first > LONGEST_LINK:
        return False
    inner = [token for token in page[first + 1 : last] if token.kind != "text" or token.source.strip()]
    links = [at for at, token in enumerate(inner) if token.name == "a" and token.kind in ("start", "end")]
    return len(links) == 2 and not any(token.kind == "text" for token in (*inner[: links[0]], *inner[links[1] :]))


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
    if token.name in ("p", "section") or any(CREDITS.fullmatch(word) for word in words):
        text = held.words(first, last)
        return text is not None and CREDIT.match(text) is not None
    return False
