"""What a web page set around a document stays in a text copied from it: the path of the page, its buttons, its footer.

`您当前的位置：首页 > 规划⏎某市规划⏎发布时间：2026-03-01　浏览次数：12⏎字号：大 中 小 【打印】` → `某市规划`; so go
`扫一扫在手机打开当前页⏎版权所有：…⏎某ICP备1号` at the end.
So do the calls of an application for articles (点击上方蓝字关注我们, 阅读 1.2万), with the credits above them.
Lines of a register at the head of a text (索引号：…⏎发布机构：…) go, too.
Looked at are the lines above the title, the first ones below it, and the last ones of the text, from the edge on as long as they are the
site's by their words (`page_words`). What a site says of a document there (发布日期, 来源, a row of a menu) goes only where a path, buttons
or a footer stand beside it.
Leaves alone: the title, everything between, a line that ends as a sentence does, a list of annexes, and a text without such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.characters import HAN, HAN_NUMERALS, either_script, ends_sentence
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.cells import Line, lines_of
from generator.repair.page_words import (
    AFTER,
    BLANK,
    BUTTON,
    FILE,
    FOOT,
    PAST,
    REGISTER,
    RELATED,
    STAMPED,
    is_article_words,
    is_bar,
    is_credit,
    is_label,
    is_site_words,
)
from generator.repair.running_titles import folded

NAME = "site-lines"
HEAD, BELOW, FOOTER = 30, 8, 40
"""Lines above a title, below it, and at the end of a text that may be the site's."""
LONGEST = 120
ACCOUNT = 12
"""Characters of the name of who publishes articles."""
SEVERAL = 3
"""Buttons, each in its line, that only a site has above a title."""
ADDRESSING = ("：", ":")
"""What ends the line that says whom a document speaks to."""
CALLS, HEADLINE = ("！", "!", "？", "?"), 40
"""How headlines of articles end, and how long they are at most."""
MENU = re.compile(rf"(?:[{HAN}A-Za-z]{{2,8}}[ \u3000\t|｜]+){{2,}}[{HAN}A-Za-z]{{2,8}}")
"""A row of a menu."""
MENU_ITEM = re.compile(rf"[{HAN}A-Za-z]{{2,8}}[:：]?")
"""An item of a menu, alone in its line between buttons."""
NAMING = re.compile(either_script("(?:法规名称|文件名称)[:：][ \u3000]*(?P<title>.+)"))
"""How a register of laws gives a title."""
VISITS = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数|率)[:：]?\d*|^今天是[:：]?(?:19|20)\d\d年|背景色[:：]|分享到?[:：]|(?:文字|字[体體号])大小[:：]|字[号體体][:：]"
)
"""What only a site counts or offers."""
STAMPED_LABELS = re.compile(r"^(?=(?:[^：:]*[：:]){3})[ \u3000]*(?:来源|作者|编辑|发布)[^。]*\d{1,2}:\d\d:\d\d\s*(?:浏览|阅读|点击|$)")
"""Who published an article and at which second."""
DOWNLOAD = re.compile("(?:下载地址[:：])?点击(?:此处|这里)下载")
"""A link that stands below each document of a page."""
ROW = re.compile(r"[=\-*_#~]{5,}")
"""A row of marks that a program sets between texts."""
TITLED = re.compile("(?:通知|意见|办法|规定|方案|规划|计划|决定|细则|条例|公告|通告|批复|报告)$")
"""How a title ends."""
ANNEX = re.compile(r"[ \u3000]*附(?:件|录|表|图)")
ITEM = re.compile(rf"[ \u3000#]*(?:第?[（(]?(?:\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})[、.．）)章节条])")
"""A numbered heading or item."""
WEAK = re.compile(r"(?:主办|承办|协办)(?:单位)?[:：]|联系我们|关于我们|技术支持")
"""Of a footer, but of a document, too."""


def site_lines(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each such line."""
    lines = [line for line in lines_of(text) if line.text.strip()]
    title = _title(lines, settings)
    above, below = list(lines[: max(0, title)]), list(_below(lines[title + 1 : title + 1 + BELOW]))
    head = [line for line in (*above, *below) if _is_site(line.text) or is_label(line.text) or MENU.fullmatch(line.text.strip())]
    buttons = sum(BUTTON.fullmatch(BLANK.sub("", line.text)) is not None for line in above)
    head += [a for a, b in pairwise(lines[:HEAD]) if len(a.text) <= ACCOUNT and STAMPED.fullmatch(b.text) and not ends_sentence(a.text)]
    head += _account(lines[:HEAD])
    going = head if buttons >= SEVERAL or any(_is_sure(line.text) for line in head) else []
    if buttons >= SEVERAL and (known := [n for n, line in enumerate(above) if line in going]):
        going += [line for line in above[known[0] : known[-1]] if MENU_ITEM.fullmatch(line.text.strip())]
    foot = _trailing(lines[title + 1 + len(below) :])
    links = [line for line in lines if DOWNLOAD.fullmatch(BLANK.sub("", line.text))]
    for start, line in {line.start: line for line in (*going, *_register(lines), *foot, *links)}.items():
        yield Edit(start, text[start : line.end], "")


def _title(lines: Sequence[Line], settings: Settings) -> int:
    """The number of the title's line among the first ones, -1 for none."""
    titles = {folded(title) for title in (settings.title, *settings.titles)} - {""}
    return next((n for n, line in enumerate(lines[:HEAD]) if folded(line.text) in titles or _named(line.text) in titles), -1)


def _named(line: str) -> str:
    """The folded title behind the label of a register (法規名稱：…); empty for another line."""
    found = NAMING.match(line)
    return folded(found["title"]) if found else ""


def _account(lines: Sequence[Line]) -> list[Line]:
    """The name of who publishes articles, alone in the first line, where a line below has it before the time of publishing."""
    name = lines[0].text.strip() if lines else ""
    named = any(line.text.startswith(name) and STAMPED.fullmatch(line.text[len(name) :].strip()) for line in lines[1:])
    return list(lines[:1]) if len(name) <= ACCOUNT and named else []


def _register(lines: Sequence[Line]) -> list[Line]:
    """The first lines of a text, where they are the entry of a document in its site's register, each with a label or the line behind one;
    but a title that stands nowhere else."""
    entry: list[Line] = []
    labelled = False
    for n, line in enumerate(lines[:HEAD]):
        behind = labelled and len(line.text) <= LONGEST and not _is_sentence(line.text)
        labelled = is_label(line.text)
        if not labelled and not behind and not (is_bar(line.text) and len(entry) == n):
            break
        entry.append(line)
        labelled = labelled and line.text.rstrip().endswith(ADDRESSING)
    after = folded("".join(line.text for line in lines[len(entry) : len(entry) + BELOW]))
    known = any(REGISTER.match(BLANK.sub("", line.text)) for line in entry)
    return [line for line in entry if not TITLED.search(line.text) or folded(line.text) in after] if len(entry) > 1 and known else []


def _below(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines between a title and the text, where dates and those who speak stand, too."""
    for line in lines:
        called = len(line.text) <= HEADLINE and line.text.endswith(CALLS)
        addressing = line.text.endswith(ADDRESSING) and not VISITS.search(BLANK.sub("", line.text))
        if (_is_sentence(line.text) and not called) or addressing:
            return
        yield line


def _trailing(lines: Sequence[Line]) -> list[Line]:
    """The last lines that are the site's, where one of them is so for sure."""
    tail = lines[-FOOTER:]
    others = next(
        (n for n, line in enumerate(tail) if PAST.fullmatch(line.text.strip()) or RELATED.fullmatch(line.text.strip())), len(tail)
    )
    others = len(tail) if any(_is_sentence(line.text) and not is_article_words(line.text) for line in tail[others:]) else others
    found = list(tail[others:])
    for line in reversed(tail[:others]):
        credit = is_credit(line.text) and any(is_article_words(after.text) for after in found)
        if ANNEX.match(line.text) or not (credit or _is_site(line.text) or _begins_after(line.text) or FILE.search(line.text)):
            break
        found.append(line)
    return found if others < len(tail) or any(_is_sure(line.text) or _begins_after(line.text) for line in found) else []


def _begins_after(line: str) -> bool:
    return not _is_sentence(line) and AFTER.match(BLANK.sub("", line)) is not None


def _is_site(line: str) -> bool:
    """True for a line of buttons, a path, a footer, a row of marks."""
    return ROW.fullmatch(line.strip()) is not None or (
        not _is_sentence(line) and (is_bar(line) or is_site_words(line) or is_article_words(line) or VISITS.search(line) is not None)
    )


def _is_sure(line: str) -> bool:
    """True for a line of which nothing but a site speaks."""
    if ROW.fullmatch(line.strip()):
        return True
    bare = BLANK.sub("", line)
    foot = (FOOT.search(bare) is not None and not WEAK.search(bare)) or STAMPED_LABELS.search(line) is not None
    return not _is_sentence(line) and (is_bar(line) or foot or is_article_words(line) or VISITS.search(line) is not None)


def _is_sentence(line: str) -> bool:
    """True for what a document says, not a site."""
    return len(line) > LONGEST or ends_sentence(line) or ITEM.match(line) is not None
