"""The lines of a text with their places, and what a web page says of itself."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.characters import NOTE_REFERENCES
from generator.numbering import level_of

HEAD = 300
"""Lines in which a document says what it is: those of a title page and its notice, behind all menus of a web page."""
FIRST = tuple(level_of(sample) for sample in ("第一编", "第一篇", "第一部分", "第一章", "第一节", "第一条", "一、", "（一）", "1.1"))
CONTENTS = re.compile(r"(?:\.{3,}|…+|·{3,})\s*\d*\s*$|^目\s*[录錄次]$")
CONTROLS = re.compile(
    r"""
    ^[【〖\[（(]?\s*(?:
      下载|打印|全屏|收藏|分享(?:到)?|加大|还原|减小|放大|缩小|复制|关闭|首页|返回(?:顶部|首页)?|登录|登出|退出|注册|搜索|检索|高级搜索|收起|展开
      |字[号體体]?|大|中|小|微信|微博|繁体|简体|English|手机版|无障碍|长者助手|上一[篇页]|下一[篇页]|扫一扫.*|语音播报|朗读|附件下载|相关(?:新闻|文档|链接|文件)
      |下载(?:文字|图片|PDF|Word)版?|政务公开|政务服务|互动交流|营商环境|信息公开|当前位置.*|您(?:好|的位置|所在的位置).*|网站地图|联系我们|通知公告|政策文件
    )\s*[:：>»]?\s*[】〗\]）)]?$
""",
    re.X,
)
"""Words of a web page's or reader's own controls, alone in a line."""
LABEL = re.compile(r"^[【\[]?\s*(?P<name>[\u4e00-\u9fff]{1,3}(?:[\s/]?[\u4e00-\u9fff]){1,4})\s*[】\]]?\s*[:：]\s*(?P<value>.*)$")
"""`发布机构：某市人民政府`."""

FILE = re.compile(r"[=\-*_#~]{4,}|[^。，；\s]{1,80}\.(?:txt|docx?|pdf|html?|md|wps)", re.I)
"""A row of marks, or the name of a file, alone in its line."""


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line of the repaired text that is not blank."""

    text: str
    number: int
    """1-based line of the seed where it begins; a web page may have all its text in one."""
    index: int
    """Which of the text's lines it is, from 0."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document says of itself."""

    value: str
    line: int
    """1-based line of the seed; 0 where it is in a web page's head."""
    at: int = -1
    """Index of its line in the repaired text, -1 when it has none."""


def lines_of(text: str, origin: Sequence[int], starts: Sequence[int]) -> Iterator[OpeningLine]:
    """The lines of a repaired text. `origin` is the seed's offset of each character, `starts` where the seed's lines begin."""
    at = index = 0
    for line in text.split("\n"):
        bare = NOTE_REFERENCES.sub("", re.sub(r"^(?:[\s#】）)\]〕：:·•◆●▲★*]|-(?=\s))+|\s+$", "", line))
        if bare and not FILE.fullmatch(bare):
            yield OpeningLine(bare, bisect.bisect_right(starts, origin[at + len(line) - len(line.lstrip())]), index)
            index += 1
        at += len(line) + 1


def head_of(lines: Sequence[OpeningLine]) -> list[OpeningLine]:
    """The lines before the first numbered heading, those of a table of contents aside."""
    found: list[OpeningLine] = []
    for line in lines[:HEAD]:
        if CONTENTS.search(line.text):
            continue
        marks = [mark for level in FIRST if (mark := level.match(line.text))]
        if any(mark.path[-1] == 1 for mark in marks):
            break
        found.append(line)
    return found


def labelled(lines: Sequence[OpeningLine], *names: str) -> Iterator[Fact]:
    """What stands behind a label of one of some names, in its line or alone in the next."""
    for line, after in zip_longest(lines, lines[1:]):
        if (found := LABEL.match(line.text)) and re.sub(r"\s", "", found["name"]) in names:
            if found["value"].strip():
                yield Fact(found["value"].strip(), line.number, line.index)
            elif after and not LABEL.match(after.text):
                yield Fact(after.text, after.number, after.index)


def page_says(raw: str, *names: str) -> str:
    """What a web page's head says by one of some names: `<meta name="PubDate" content="…">`; empty when it does not."""
    for tag in re.findall(r"<meta\b[^>]{1,2000}>", raw[:200_000], re.I):
        pairs = {key.lower(): value for key, _, value in re.findall(r"""([\w:-]+)\s*=\s*(["'])(.*?)\2""", tag, re.S)}
        if (pairs.get("name") or pairs.get("property") or "").lower() in names and (
            value := html.unescape(pairs.get("content", ""))
        ).strip():
            return " ".join(value.split())
    return ""
