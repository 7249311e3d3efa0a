"""The notice that issues a document (印发通知), which stands before the document's own title: a part of its own.

`某市人民政府关于印发《某市…规划》的通知`, number, addressee, text, signature and date become section `notice`, behind the document's
title and what stands under that. Only where the settings say `notice = true`, as `add` writes it: in plans published before, it stands
under the title.
Leaves alone: a notice whose document has no title of its own below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Block, Paragraph, Section, Sentence

NAME = "notice"
TITLE = re.compile(
    r"[^。；]{0,40}关于(?:印发|公布|发布|颁布|转发|批转|下达|批准|同意|實施|实施|印發|發布).{4,120}的?(?:通知|公告|通告|决定|批复|函|命令|決定|批覆)"
)
"""`某市人民政府关于印发《…》的通知`, alone in its lines."""
MOST_LINES = 5
"""Lines of such a title."""


def notice_of(blocks: Sequence[Block]) -> tuple[Section, list[Block]] | None:
    """The notice that stands in what precedes a document's title: its section, and the blocks under it; None where none does."""
    sentences = [sentence for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences]
    title = next((run for at in range(len(sentences)) if (run := _title(sentences[at : at + MOST_LINES]))), [])
    if not title or not title[0].span or not title[-1].span:
        return None
    words = "".join(sentence.text for sentence in title)
    span = title[0].span[0], title[-1].span[1]
    section = Section(NAME, None, "", 1, words, line=title[0].line, span=span)
    return section, [left for block in blocks if (left := _without(block, title))]


def _title(lines: Sequence[Sentence]) -> list[Sentence]:
    """The lines that begin here and are the title of a notice together."""
    words = ""
    for count, line in enumerate(lines, 1):
        words += line.text
        if TITLE.fullmatch(words) and words.count("《") == words.count("》"):
            return list(lines[:count])
    return []


def _without(block: Block, title: Sequence[Sentence]) -> Block | None:
    """A block without the title's lines; None when nothing is left of it."""
    if not isinstance(block, Paragraph):
        return block
    left = tuple(sentence for sentence in block.sentences if sentence not in title)
    return replace(block, sentences=left) if left else None
