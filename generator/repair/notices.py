"""A newspaper's continuation notices are not part of the text.

`（上接第5版）` on a line of its own, `(上接第10版)深入开展…` → `深入开展…`, `…闭环管理。 下转▶12版` → `…闭环管理。`;
`…改革。（下转第四版）（上接第三版）…` anywhere
Leaves alone: 上接 and 下转 without a page of the paper, a notice in the middle of a line, and a bare 转 that no bracket, sentence's
end or line's head sets apart (`由1版转2版`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN_NUMERALS
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.lines import lines_with

ARROWS = r"[ ]{0,3}(?:[▶►▷→>〉]{1,4}[ ]{0,3})?"
PAGE = rf"[A-Z]?(?:\d+|[{HAN_NUMERALS}]+)[ ]*版?"
PAGES = rf"第?[ ]*{PAGE}(?:[、，,—–~～至-]第?[ ]*{PAGE})*(?<=版)"
NOTICE = rf"(?:[（(【\[]?{ARROWS}(?:上接|下转|紧接)|[（(【\[]{ARROWS}转|(?<![^\n。！？”])[ \u3000]*转){ARROWS}{PAGES}[ ]*+[）)】\]]?"
"""The words, the pages of the paper, and what print sets round them."""
IN_BRACKETS = rf"[（(]{ARROWS}(?:上接|下转|紧接){ARROWS}{PAGES}[ ]*[）)]"
AT_EDGE = re.compile(rf"(?:{IN_BRACKETS}){{2}}|^[ \u3000]*{NOTICE}[ \u3000]*|(?<![ \u3000])[ \u3000]*{NOTICE}[ \u3000]*$", re.M)


def continuation_notices(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each notice at the head or the end of a line."""
    for start, end in lines_with(text, "版"):  # the last word of each
        for found in AT_EDGE.finditer(text, start, end):
            yield Edit(found.start(), found[0], "")
