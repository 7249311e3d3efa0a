"""Years: of which year or years a figure of a sentence speaks, and whether it is aimed at, achieved or where something came from."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.indicators.naming import Named
from generator.indicators.times import Frame, Time, stood_in, times
from generator.indicators.wording import LEAD_TIME
from generator.model import Years

NOW = re.compile(r"已经|已[^有]|目前|现有")
"""What tells of the day of writing."""


NOW_OF = re.compile(f"{NOW.pattern}|(?:现状|当前|原来|原有)")
"""The same, of what something comes from."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a sentence is read."""

    plan: str
    ahead: Years | None
    """The years that the plan is for."""
    study: bool
    """True for a study of plans, which promises nothing itself."""
    scope: str
    """The plan's area by its usual word."""
    frame: Frame
    counts: bool = False
    """True for a report of statistics, which tells what there is."""
    carried: Time | None = None
    """The year with which an earlier sentence of the paragraph begins: 到2035年."""


@dataclass(frozen=True, slots=True)
class When:
    """The years and the state of a figure."""

    state: str
    since: int
    year: int


FROM_TO = re.compile(r"(?:从|由)?\d{4}年(?:到|至)\d{4}年|\d{4}年(?:以前|之前|前)|\d{4}年以来")
"""Years between which something went from one figure to another, before which it was, or since which it came, in one sentence alone."""
VAGUE_TIME = re.compile("近(?:些|几)?年来?|多年来|长期以来|此后|随后|后来|目前|当前")
"""Words for a time that end what an earlier sentence of the paragraph said of the year."""


def opening_time(text: str, setting: Setting) -> Time | None:
    """The time that a sentence begins with, which holds for those after it in the paragraph."""
    lead = LEAD_TIME.match(text.removeprefix("展望").removeprefix("——"))
    if not lead:
        return None
    found = [time for time in times(text, setting.ahead, setting.frame) if time.at <= lead.end() + 3]
    return found[0] if found and not found[0].untold and not FROM_TO.match(text) else None


def is_milestone(time: Time | None, setting: Setting) -> bool:
    """True for a year on the way to the last one of a plan, which holds for its own paragraph alone: 到2023年 of a plan to 2025."""
    return time is not None and setting.ahead is not None and setting.ahead[0] <= time.years[0] == time.years[1] < setting.ahead[1]


def when_of(clause: str, at: int, setting: Setting, made: Named, said: Sequence[Time]) -> When | str:
    """The years and the state of the figure at an offset of its clause, of the times that are `said` in the sentence; the reason where
    they cannot be told."""
    last = bisect.bisect_right(said, at, key=lambda time: time.at)
    time = next((said[i] for i in range(last - 1, -1, -1) if _speaks(said[i], at - len(clause), made, setting)), setting.carried)
    ahead, frame = setting.ahead, setting.frame
    if time is not None and time.at < at - len(clause) and (time.within or _looks_ahead(time, setting)):
        return "year"  # 总投资500亿元，其中2022年120亿元，贷款增长10%
    if time is not None and (time.part or time.untold):
        return "part" if time.part else "year"
    if time is not None and (last == 0 or said[last - 1].start) and re.search("目前|现有|迄今", clause):
        return "year"
    if re.search("任期|届内", clause):
        return "year"
    if made.base and (year := stood_in(clause)):
        return When("base", 0, year)
    if made.base:
        came = next((said[i].years[1] for i in range(last - 1, -1, -1) if said[i].start), 0)
        return _base(
            time, clause, frame.period or frame.years or (None if time is None and frame.state == "achieved" else ahead), came, setting
        )
    if made.per_year and time is not None and _of_other_year(time, clause, said, ahead):
        time = None  # 2024年达到4000亿元；每年举办2场
    when = _said(time, made, setting, clause) if time is not None else _unsaid(clause, ahead, frame, setting, made)
    if isinstance(when, When) and made.per_year and not when.since:
        came = next((said[i].years[1] for i in range(last - 1, -1, -1) if said[i].start), 0)
        return replace(when, since=came + 1) if 0 < came < when.year else when
    return when


def _looks_ahead(time: Time, setting: Setting) -> bool:
    """True for a year told in the midst of a sentence that need not hold for its later clauses: one to come under a heading of what is,
    老年人口142万人，2030年将突破170万人，床位3张, and one on the way to the last of a plan."""
    frame, ahead = setting.frame, setting.ahead
    if ahead and ahead[0] <= time.years[0] == time.years[1] < ahead[1] and frame.state != "achieved" and not time.opens:
        return time.past is None  # a year on the way: 新增10座，到2028年消除危桥，新增站点5个
    known = frame.years[1] if frame.years else ahead[0] - 1 if ahead else 0
    return frame.state == "achieved" and 0 < known < time.years[1] and time.past is None and not time.opens


def _speaks(time: Time, clause: int, made: Named, setting: Setting) -> bool:
    """True for a time that may be the one of a figure whose clause begins there: not where something came from, nor, where headings tell
    the year, that of a figure in an earlier clause, 提高到2019年的50%, nor 上年 amid an earlier one: 产量与上年差不多，面积5万亩."""
    if made.base:
        return True
    if time.relative and not time.opens and time.at <= clause:
        return False
    return not time.start and not (time.bound and time.at <= clause and setting.frame.state == "achieved")


def _of_other_year(time: Time, clause: str, said: Sequence[Time], ahead: Years | None) -> bool:
    """True for a year within the plan's that another clause names, where this one says 每年."""
    inside = ahead is not None and ahead[0] <= time.years[0] == time.years[1] < ahead[1]
    return inside and "每年" in clause and re.search(r"\d{4}年", clause) is None


def _base(time: Time | None, clause: str, around: Years | None, came: int, setting: Setting) -> When | str:
    """When something came from: the year that is told; of a span of years, told or that of heading or plan, the one before it. What came
    to where it was before the plan began as another of its sentence did, from the year `came`, or as what is 年均 does."""
    if time is not None and re.search(r"\d{4}年|[从由](?:上|去)年", clause):
        return When("base", 0, time.years[1])
    if time is not None and time.years[0] != time.years[1]:
        five = time.years[1] - time.years[0] == 4  # 2016—2020年 are five years, 2015年至2020年 five years from the first
        return When("base", 0, time.years[0] - (five or not time.spelled))
    if time is not None and around == setting.ahead and around is not None and time.years[1] == around[0] - 1:
        first = came + 1 if came else _yearly(time.years[1], setting)
        return When("base", 0, first - 1) if first else "year"
    ends = around is not None and around[0] != around[1] and (time is None or time.years[1] >= around[1] or time.years[1] == around[0] - 1)
    return When("base", 0, around[0] - 1) if around and ends and not NOW_OF.search(clause) else "year"


def _said(time: Time, made: Named, setting: Setting, clause: str) -> When | str:
    first, last = time.years
    runs = made.per_year or made.cumulative or made.done or bool(made.new) or made.grows
    since = first if first != last and runs else 0
    ahead, frame = setting.ahead, setting.frame
    if (made.per_year or made.cumulative) and ahead and not since and last == ahead[1] != ahead[0]:
        since = ahead[0]
    if made.per_year and not since and frame.years and frame.years[0] != frame.years[1] == last:
        since = frame.years[0]
    if time.past is not None:
        return When("achieved" if time.past else "target", since, last)
    if ahead:
        known = frame.years[1] if frame.years else min(ahead[0], ahead[1] - 1)
        past = last < ahead[0] or (frame.state == "achieved" and last <= min(known, ahead[1]))
        since = since or (_yearly(last, setting) if past and made.per_year else 0)
        return When("achieved" if past else "target", since, last)
    if time.to or frame.state == "target":
        return When("target", since, last)
    return When(frame.state, since, last) if frame.state else "state"


def _unsaid(clause: str, ahead: Years | None, frame: Frame, setting: Setting, made: Named) -> When | str:
    if frame.state == "view":
        return "state"
    if (setting.study and not frame.years) or (ahead is None and frame.years is None):
        return "year"
    if frame.state == "achieved":
        years = frame.years or ((ahead[0] - 1, ahead[0] - 1) if ahead else None)
        since = _since(made, years) or (_yearly(years[1], setting) if years and made.per_year else 0)
        return When("achieved", since, years[1]) if years else "year"
    if NOW.search(clause):
        return "year"
    years = frame.years or ahead
    return When("target", _since(made, years), years[1]) if years else "year"


def _yearly(year: int, setting: Setting) -> int:
    """The first of the years over which 年均 runs when only their last one is told: of those that the headings name, else of the five
    before a plan for five years."""
    period, ahead = setting.frame.period, setting.ahead
    if period and period[1] == year:
        return period[0]
    return ahead[0] - 5 if ahead and ahead[1] - ahead[0] == 4 and year == ahead[0] - 1 else 0


def _since(made: Named, years: Years | None) -> int:
    return years[0] if years and years[0] != years[1] and (made.per_year or made.cumulative) else 0
