"""What print ends titles with beside 。: a colon, as all siblings have it, or a wide blank; and titles fused to a single sentence.

`（一）提升承载能力：补齐设施短板，…。`; `（一）支持企业吸纳　对招用失业人员的企业给予补贴。`
A line that is one sentence of several clauses, with nothing below it, is a title that extraction fused to its text where others of its
level have titles in lines of their own, two such lines at least; a text in which one level is fused has its other levels fused, too.
Siblings whose first sentences have clauses are titles of a report, or fused ones where the model finds borders that make titles alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean

from generator.characters import HAN_NUMERALS, TERMINAL, either_script
from generator.outline.borders import borders
from generator.outline.heads import LONGEST_RUN_IN, PREDICATE
from generator.repair.lines import TASK

COLON = re.compile(rf"(?P<title>[^，。；：:、！？\n\u3000]{{2,{LONGEST_RUN_IN}}})[：:](?=[^\n]{{2}})")
MEETING = re.compile(
    either_script(
        r"(?:(?:开会|会议)?(?:时间|日期|地点)|主席|主持人?|(?:出席|列席|缺席|请假)(?:单位|人员|委员|[及、与])*|[纪记]录|散会(?:时间)?|临时动议)[：:](?=[^\n])"
    )
)
"""What the parts of minutes say in their own line."""
WIDE = re.compile(rf"(?P<title>[^。；：！？\n\u3000]{{2,{LONGEST_RUN_IN}}})\u3000+(?=[^\n]{{8,}}[{TERMINAL}；])")
BRACKETS = re.compile(rf"[【（〔](?![{HAN_NUMERALS}]+[】）〕])(?:[^】）〕\d，。；：\n]){{2,20}}[】）〕](?=[ \u3000]*[^\s，。；、：和与或])")
"""`第一条（目的）为了…`; `第二条【范围】…`."""
OPENING = re.compile("(?:如下|包括|以下|下列|分别|是指|即|为|是|指)$")
"""What stands before a colon that opens a list."""
FEWEST = 2
SHARE = 0.8
"""Share of siblings with text in their lines that must have the colon."""
FEWEST_SIBLINGS = 3
SHORT = 12
"""Characters of a first sentence that is a title."""
CLAUSES = 0.6
"""Share of siblings whose first sentences have clauses."""
SPREAD = 4
"""Characters by which the titles of siblings differ in length."""
SURE, LIKELY = 0.75, 0.5
"""Mean probability of the borders of siblings: 0.85 and more where titles are fused; 0.01 to 0.98 each within the titles of reports, whose
lengths differ more."""
BEGIN_ALIKE = 0.6
"""Share of siblings whose texts begin with one word."""
OWN = re.compile("^(?:本(?:规划|办法|方案|意见|通知|措施|条例|规定|细则|纲要|计划)|自.{2,20}起|凡|各(?!级党委))")
"""How single sentences begin that have no title."""


def bracket_end(rest: str) -> int:
    """Where the title of an article ends that stands in brackets before its text, the brackets within; 0 for none."""
    found = BRACKETS.match(rest)
    return found.end() if found else 0


def heading_of_meeting(rest: str) -> int:
    """Where the title of a part of minutes ends, before what it says in its line (壹、開會時間：…); 0 for other words."""
    found = MEETING.match(rest)
    return found.end() if found else 0


def colon_end(rest: str) -> int:
    """Where a title ends that a colon ends, the colon within; 0 for none."""
    found = COLON.match(rest)
    return found.end() if found and not PREDICATE.search(found["title"]) and not OPENING.search(found["title"]) else 0


def blank_end(rest: str) -> int:
    """Where a title ends that a wide blank parts from its text; 0 for none."""
    found = WIDE.match(rest)
    return found.end("title") if found else 0


def with_colons(rests: Sequence[str]) -> bool:
    """True for siblings whose titles colons end."""
    texts = [rest for rest in rests if re.search(f"[{TERMINAL}；：:]", rest)]
    ended = sum(colon_end(rest) > 0 for rest in texts)
    return ended >= FEWEST and ended >= SHARE * len(texts)


def is_single_sentence(rest: str) -> bool:
    """True for one sentence of two clauses or more, which may be a title and its text."""
    stop = re.search(f"[{TERMINAL}]", rest)
    return stop is not None and not rest[stop.end() :].strip() and "，" in rest and not OWN.match(rest)


def is_measure(rest: str) -> bool:
    """True for one sentence that says what is done, and maybe by whom in brackets behind it: it is text and no title."""
    bare = TASK.sub("", rest).rstrip("。")
    return not re.search(f"[{TERMINAL}]", bare) and (len(bare) > LONGEST_RUN_IN or PREDICATE.search(bare) is not None)


def may_be_fused(rests: Sequence[str], elsewhere: bool) -> bool:
    """True for siblings whose first sentences are long and mostly have clauses: titles of reports, or titles fused to their texts."""
    firsts = [re.split(f"[{TERMINAL}]", rest, maxsplit=1)[0] for rest in rests]
    clauses = sum("，" in first for first in firsts)
    few = len(rests) < (FEWEST if elsewhere else FEWEST_SIBLINGS)
    return not few and all(len(first) > SHORT for first in firsts) and clauses >= CLAUSES * len(firsts)


def read_as_fused(rests: Sequence[str], pairs: Mapping[tuple[str, str], int], elsewhere: bool) -> bool:
    """True when the model is sure enough of borders within them, which make titles alike: of about one length, without a comma; or
    finds such that their texts begin with the same word.
    `elsewhere` tells that other levels of the text are fused."""
    chosen = borders(rests, pairs)
    begins = Counter(rest[border.length : border.length + 2] for rest, border in zip(rests, chosen, strict=True) if border.length)
    if max(begins.values(), default=0) >= max(FEWEST_SIBLINGS, BEGIN_ALIKE * len(rests)):
        return True
    lengths = [border.length for border in chosen]
    alike = max(lengths) - min(lengths) <= SPREAD and not any("，" in rest[:length] for rest, length in zip(rests, lengths, strict=True))
    return alike and min(lengths) > 0 and mean(border.probability for border in chosen) >= (LIKELY if elsewhere else SURE)


def fused_levels(single: Mapping[int, int], titled: Counter[int]) -> set[int]:
    """The levels whose single sentences are titles with their texts. `single` counts these by level, `titled` the titles alone in lines."""
    sure = {level for level, count in single.items() if count >= FEWEST and titled[level]}
    return set(single) if sure else set()
