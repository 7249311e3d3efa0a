"""The notice that issues a document (印发通知), which stands before the document's own title: a part of its own.

`某市人民政府关于印发《某市…规划》的通知`, or `…关于修改《某市…条例》的决定` before the statute as it is now: with number, addressee, text,
signature and date it becomes section `notice`, behind the document's title and what stands under that. Only where the settings say
`notice = true`, as `add` writes it: in plans published before, it stands under the title.
Leaves alone: a notice whose document has no title of its own below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Block, Paragraph, Section, Sentence

NAME = "notice"
TITLE = re.compile(
    r"[^。；]{0,40}(?:关于|關[於于])(?:印[发發]|公布|公佈|[发發][布佈]|[颁頒][布佈]|[转轉][发發]|批[转轉]|下[达達]|批准|同意|[实實]施).{4,120}的?(?:通知|公告|通告|[决決]定|批[复復覆]|函|命令)"
    r"|[^。；]{0,40}(?:关于|關[於于])(?:修改|修正|修订|修訂).{4,120}的(?:决定|決定)"
)
"""`某市人民政府关于印发《…》的通知`, `…关于修改《…》的决定`, alone in its lines."""
HEAD = re.compile(r".{2,30}文件|\S{0,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\d+[号號]|[（(][转轉][载載][）)].*")
HAN_DIGITS = "〇零一二三四五六七八九十○"
DAY = rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日|[{HAN_DIGITS}]{{4}}年[{HAN_DIGITS}]{{1,3}}月[{HAN_DIGITS}]{{1,3}}日"
BEGINS = re.compile(
    rf"(?:主送|抄送|抄报|抄報|分送|主题词|主題詞|公开方式|公开属性|信息公开选项)[：:].{{2,}}|[^。；]{{4,40}}?(?:{DAY})印[发發製制]?"
)
"""How the imprint begins: with whom it goes to, or with who printed it."""
IMPRINT = re.compile(
    rf"(?:{BEGINS.pattern})|[（(]?(?:此件|本文|公开|信息公开)[^。；]{{0,20}}[）)]?|[（(]?共?印\d+份[）)]?|(?:校对|打字|录入|承办|经办)[^。；]{{0,20}}|.{{2,200}}[委局办院会部署关位室。]。"
)
"""A line of it."""
MOST_LINES = 5
"""Lines of such a title."""


def notice_of(blocks: Sequence[Block]) -> tuple[Section, list[Block]] | None:
    """The notice that stands in what precedes a document's title: its section, and the blocks under it; None where none does."""
    sentences = [sentence for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences]
    title = _title_among(sentences)
    if not title or not title[0].span or not title[-1].span:
        return None
    words = "".join(sentence.text for sentence in title)
    span = title[0].span[0], title[-1].span[1]
    section = Section(NAME, None, "", 1, words, line=title[0].line, span=span)
    return section, [left for block in blocks if (left := _without(block, title))]


def closing_of(blocks: Sequence[Block]) -> int:
    """How many of the last blocks of a text are the imprint of the notice before it: to whom copies go, who printed it and when
    (GB/T 9704—2012, 7.4); 0 where none does."""
    count = 0
    for block in reversed(blocks):
        if not isinstance(block, Paragraph) or not all(IMPRINT.fullmatch(sentence.text) for sentence in block.sentences):
            break
        count += 1
    found = list(blocks[len(blocks) - count :])
    while found and not any(BEGINS.match(s.text) for s in _sentences(found[:1])):
        found.pop(0)
    return len(found)


def _sentences(blocks: Sequence[Block]) -> list[Sentence]:
    return [sentence for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences]


def _title_among(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The lines of the last title before the addressee, from the line that names who issues it; empty where there is none."""
    runs = [(at, run) for at in range(len(sentences)) if (run := _title(sentences[at : at + MOST_LINES]))]
    if not runs:
        return []
    addressee = next((at for at in range(runs[0][0] + 1, len(sentences)) if sentences[at].text.endswith("：")), len(sentences))
    ahead = [run for at, run in runs if at < addressee]
    alike = [run for run in ahead if run[-1] is ahead[-1][-1] and not any(_is_head(line.text) for line in run)]
    named = (run for run in reversed(alike) if not run[0].text.startswith(("关于", "關於")))
    return next(named, alike[0] if alike else ahead[-1])


def _is_head(line: str) -> bool:
    """True for the head of a letter: its name (某市人民政府文件), its number."""
    return HEAD.fullmatch(line) is not None


def _title(lines: Sequence[Sentence]) -> list[Sentence]:
    """The lines that begin here and are the title of a notice together."""
    words = ""
    for count, line in enumerate(lines, 1):
        words += line.text
        if TITLE.fullmatch(words) and words.count("《") == words.count("》"):
            return list(lines[:count])
    return []


def _without(block: Block, title: Sequence[Sentence]) -> Block | None:
    """A block without the title's lines, not those that say the same elsewhere; None when nothing is left of it."""
    if not isinstance(block, Paragraph):
        return block
    left = tuple(sentence for sentence in block.sentences if all(sentence is not line for line in title))
    return replace(block, sentences=left) if left else None
