"""Full stops, dashes and ellipses typed in ASCII within Chinese.

`坚持创新.加快发展.` → `坚持创新。加快发展。`; `原则--创新` → `原则——创新`; `省略...未尽` → `省略……未尽`;
a line's last one also behind a blank (`体系 .`).
Leaves alone: the points between the elements of a reference (`张三.韧性城市[J].`), the point after a number, heading or caption (`一.`,
`图一.`), in figures, Latin words and addresses, a line of dashes, leader dots before a page number, and doubled marks (`。。`, `。.`),
which are doubts of `broken`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import CJK, HAN, HAN_NUMERALS
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.punctuation import ADDRESS

STOP = re.compile(
    rf"(?<=[{HAN}”’）》」』)])(?<![。！？；，、：…])(?:\.|(?<=[{HAN}])[ ]\.(?=[ ]*$))(?=[ \u3000]*(?:[{HAN}“‘（《「『]|$))", re.M
)
HEAD = re.compile(rf"^[ \u3000]*[（(]?(?:第|图|表|附件|附表|附录|专栏|注)?[{HAN_NUMERALS}]*[）)]?$")
"""What before a point makes it the mark of a number."""
CITED = re.compile(r"^[^\n]*\[[A-Z]{1,2}(?:/OL)?\][^\n]*$", re.M)
"""An entry of a list of references: a point parts its elements (GB/T 7714)."""
DASH = re.compile(rf"(?<=[{CJK}])-{{2,4}}(?=[{CJK}])|——?-+(?=[{CJK}])")
DOTS = re.compile(rf"(?<=[{CJK}])\.{{3,6}}(?![.0-9]|[ \u3000]*[0-9]+[ \u3000]*$)|\.{{3,6}}(?=[{HAN}])(?<![0-9A-Za-z.]\.\.\.)", re.M)


def ascii_marks(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the Chinese mark for each."""
    kept = {i for kind in (ADDRESS, CITED) for found in kind.finditer(text) for i in range(*found.span())}
    for found in STOP.finditer(text):
        begin = max(text.rfind("\n", 0, found.start()) + 1, found.start() - 12)
        if found.start() not in kept and not HEAD.match(text[begin : found.start()]):
            yield Edit(found.start(), found[0], "。")
    for pattern, mark in ((DASH, "——"), (DOTS, "……")):
        for found in pattern.finditer(text):
            if found.start() not in kept:
                yield Edit(found.start(), found[0], mark)
