"""Characters that recognition of print took for others, in words that nothing else can be.

`曰均` → `日均`; `3月5曰` → `3月5日`; `常住入口` → `常住人口`; `己经` → `已经`; `末来五年` → `未来五年`;
`国办发„2009‟3号` → `国办发〔2009〕3号`.
Leaves alone: what the character may mean (子曰, 出入口, 自己经营, 周末来客); likely mistakes that are not sure stay as printed and are
suspected (入口密度, see `generator.suspect.misread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings

MISREAD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (rf"(?<![子诗书云])曰(?=均|[常益趋程]|[前期报照][，。；、的{HAN}])", "日"),
        (r"(?<=[0-9]月[0-9])曰|(?<=[0-9]月[0-9]{2})曰|(?<=工作)曰(?=[，。、内起])|(?<=节假)曰", "日"),
        ("(?<=常住|户籍)入口|入口(?=老龄化|普查|红利|自然增长)", "人口"),
        ("(?<![自知律利克体异])己(?=经)", "已"),
        (r"„(?=(?:19|20)[0-9]{2}[‟”])", "〔"),
        (r"(?<=„19[0-9]{2})[‟”]|(?<=„20[0-9]{2})[‟”]", "〕"),
        (f"(?<![年月周期旬季世终岁纪代])末(?=来(?:[，。、的]|[一二三五十几{HAN}]{{0,2}}年|发展|可期))", "未"),
    )
)
"""What is read amiss, with what was printed."""


def misread_words(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose what was printed for each."""
    edits = (Edit(found.start(), found[0], right) for pattern, right in MISREAD for found in pattern.finditer(text))
    yield from {edit.start: edit for edit in edits}.values()
