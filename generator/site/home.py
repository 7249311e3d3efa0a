"""The home page: the plans on a line of years, and the indicators that their tables set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.languages.translations import Progress
from generator.model import Table
from generator.site.asking import questions
from generator.site.indicators.pages import telling
from generator.site.indicators.targets import with_targets
from generator.site.marks import Translate, inline
from generator.site.narrowing import find_words, kinds_of
from generator.site.parallel import progress
from generator.site.views import HomeView, Indicator, IndicatorTable, PageLink, TimelineRow

YEAR = re.compile(r"(?:19|20)\d\d")
NAME = re.compile("指[标標]")
VALUE = re.compile(r"目[标標]|年均|(?:19|20)\d\d")
"""What stands over a column of values: a goal, a yearly mean, a year."""
UNIT = ("单位", "單位")
ABSENT = frozenset(("", "-", "—", "–", "/"))
TOPICS = 4
"""Topics beside a plan."""
SHOWN = 8
"""Indicators of a table on the home page; the table has the rest."""
SHORT = 12
"""Characters of a value that a list has room for; a longer one is a sentence, which is read in its table."""


def home_page(edition: Edition, say: Translate) -> HomeView:
    """The home page of an edition."""
    count = Counter(p.value.plan for series in edition.indicators.series for p in series.points if p.value.state == "target")
    targets = {plan.id: count[plan.id] for plan in with_targets(edition)}
    rows = tuple(_contents_of(edition, row, targets) for row in sorted(map(timeline_row, edition), key=in_time))
    years = [year for row in rows for year in (row.first, row.last) if year]
    return HomeView(
        title=say("site_name"),
        edition=edition,
        say=say,
        description=say("site_description"),
        rows=rows,
        kinds=kinds_of([row.plan for row in rows]),
        years=tuple(range(min(years), max(years) + 1)) if years else (),
        indicators=tuple(indicator_tables(edition, say)),
        telling=telling(edition, say),
        questions=questions(edition, say),
        progress=_progress(edition),
    )


def _progress(edition: Edition) -> Progress | None:
    """How much of all plans is translated; None on pages in Chinese."""
    counts = [one for one in map(progress, edition) if one]
    if not counts:
        return None
    return Progress(*(sum(getattr(one, key.name) for one in counts) for key in fields(Progress)))


def timeline_row(plan: PlanView) -> TimelineRow:
    """A plan with the first and the last year of its period, else the year of its date; None where neither is known."""
    meta = plan.plan.meta
    years = [int(year) for year in YEAR.findall(str(meta.get("period") or "")) or YEAR.findall(str(meta.get("date") or ""))[:1]]
    return TimelineRow(plan=plan, first=min(years, default=None), last=max(years, default=None))


def in_time(row: TimelineRow) -> tuple[int, str, str, str]:
    """Where a plan stands among others: by the first year of its period, else of its date; then by date, issuer and id, whichever it has.
    One that tells no year comes last."""
    meta = row.plan.plan.meta
    return row.first or 9999, str(meta.get("date") or "9999"), str(meta.get("issuer") or ""), row.plan.id


def _contents_of(edition: Edition, row: TimelineRow, targets: Mapping[str, int]) -> TimelineRow:
    """A row with what its plan holds: as many targets as its page of targets has rows, and the topics of which it says most."""
    plan = row.plan.id
    counts = [(len(edition.clauses_of[thread.id].get(plan, ())), thread) for thread in edition.threads]
    most = sorted((one for one in counts if one[0]), key=lambda one: -one[0])[:TOPICS]
    links = tuple(PageLink(url=f"topics/{thread.id}/#{plan}", html=inline(thread.title)) for _, thread in most)
    return replace(row, targets=targets.get(plan, 0), topics=links, find=find_words(row.plan))


def indicator_tables(edition: Edition, say: Translate) -> Iterator[IndicatorTable]:
    """The tables of every plan that name indicators and set values for them, with their first rows."""
    for plan in edition:
        for section in plan.plan.sections:
            for table in section.tables():
                found = list(indicators(plan, table))
                if found:
                    more = len(table.rows) if len(table.rows) > SHOWN else 0
                    whole = (
                        PageLink(url=plan.address(table.id), html=inline(say("indicators_more").replace("{n}", str(more))))
                        if more
                        else None
                    )
                    yield IndicatorTable(plan=plan, rows=tuple(found[:SHOWN]), whole=whole)


def indicators(plan: PlanView, table: Table) -> Iterator[Indicator]:
    """The rows of a table as indicators with their values, in the language of the page where they are translated; nothing when its
    headings name neither."""
    name = next((i for i, head in enumerate(table.columns) if NAME.search(head)), None)
    values = [i for i, head in enumerate(table.columns) if i != name and VALUE.search(head)]
    unit = next((i for i, head in enumerate(table.columns) if head in UNIT), None)
    if name is None or not values:
        return
    for row in table.rows:
        value = next((i for i in values if _cell(row.cells, i, table.marks) not in ABSENT), None)
        if value is None or len(_cell(row.cells, value, table.marks)) > SHORT or _cell(row.cells, name, table.marks) in ABSENT:
            continue
        named, told = (_shown(plan, row.id, row.cells, i, table.marks) for i in (name, value))
        words = "" if unit is None or _cell(row.cells, unit, table.marks) in ABSENT else _shown(plan, row.id, row.cells, unit, table.marks)
        head = _shown(plan, table.id, table.columns, value, table.marks)
        yield Indicator(link=PageLink(url=plan.address(row.id), html=inline(named)), value=told, unit=words, head=head)


def _shown(plan: PlanView, place: str, cells: Sequence[str], number: int, notes: Collection[str]) -> str:
    """A cell's plain words in the language of the page."""
    return plain(plan.translated(f"{place}:{number}"), notes).strip() or _cell(cells, number, notes)


def _cell(cells: Sequence[str], number: int, notes: Collection[str]) -> str:
    """A cell's plain words; empty when a row lacks it."""
    return plain(cells[number], notes).replace("\u3000", " ").strip() if number < len(cells) else ""
