"""The pages of indicators: the index, each series with its small page for other sites, and what became of each plan's targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.edition import Edition, PlanView
from generator.indicators.amounts import amount
from generator.indicators.projects import projects_of
from generator.model import Point, Series, Table
from generator.site.indicators.chart import chart, described, small_line
from generator.site.indicators.points import point_row
from generator.site.indicators.targets import with_targets
from generator.site.indicators.words import (
    area,
    binding_key,
    has_page,
    in_order,
    is_english,
    last_target,
    path,
    places_of,
    series_leaves,
    shown,
    title,
    unit,
    years,
)
from generator.site.leaved import INDICATORS, leaf_links
from generator.site.marks import Translate, inline
from generator.site.views import MainTarget, PageLink, SeriesRow
from generator.site.views.indicators import EmbedView, IndicatorsLeafView, IndicatorsView, SeriesView


def paged(edition: Edition) -> list[Series]:
    """The series that have pages of their own."""
    return [series for series in edition.indicators.series if has_page(series)]


def index_pages(edition: Edition, say: Translate) -> Iterator[IndicatorsView]:
    """The index; nothing when the plans have no values."""
    if edition.indicators.series:
        yield IndicatorsView(**vars(_leaf(edition, say, "")))


def index_leaves(edition: Edition, say: Translate) -> Iterator[IndicatorsLeafView]:
    """Its further leaves."""
    return (_leaf(edition, say, name) for name in series_leaves(edition).names[1:])


def series_pages(edition: Edition, say: Translate) -> Iterator[SeriesView]:
    """A page for each series."""
    return (series_page(edition, series, say) for series in paged(edition))


def embed_pages(edition: Edition, say: Translate) -> Iterator[EmbedView]:
    """A small page for each series."""
    return (embed_page(edition, series, say) for series in paged(edition))


def _leaf(edition: Edition, say: Translate, leaf: str) -> IndicatorsLeafView:
    """Series with their newest figures; those of several points first."""
    held, themes = series_leaves(edition), themes_of(edition)
    own = held.on(leaf, in_order(edition), lambda series: series.id)
    rows = [replace(series_row(edition, series, themes, say), places=places_of(edition)[series.id]) for series in own]
    found = {point.value.year for series in edition.indicators.series for point in series.points}
    projects = of_projects(edition)
    return IndicatorsLeafView(
        title=say("indicators"),
        edition=edition,
        say=say,
        description=say("indicators_about"),
        leaf=leaf,
        leaves=leaf_links(edition, INDICATORS, str, leaf),
        buckets=held.buckets,
        plans=tuple(edition.by_date),
        rows=tuple(replace(row, project=row.series.id in projects) for row in rows),
        projects=bool(projects),
        years=tuple(sorted(found)),
        values=sum(len(point.values) for series in edition.indicators.series for point in series.points),
        ways=tuple(PageLink(url=f"indicators/targets/{view.id}/", html=inline(view.short_title)) for view in with_targets(edition)),
    )


def of_projects(edition: Edition) -> frozenset[str]:
    """Ids of the series of which every value stands in a table of projects: what one building costs, and no indicator of the area."""
    rows = {(view.id, row.id) for view in edition.plans for table in _project_tables(view) for row in table.rows}
    told = {series.id: [value for point in series.points for value in point.values] for series in edition.indicators.series}
    return frozenset(name for name, values in told.items() if all((value.plan, value.place) in rows for value in values))


def _project_tables(view: PlanView) -> Iterator[Table]:
    blocks = (block for section in view.plan.sections for block in section.blocks)
    return (block for block in blocks if isinstance(block, Table) and projects_of(block) is not None)


def themes_of(edition: Edition) -> Mapping[tuple[str, str], list[str]]:
    """Plan and anchor of every place that a topic shows → ids of the topics."""
    found: dict[tuple[str, str], list[str]] = {}
    for thread in edition.threads:
        for clause in thread.clauses:
            for place in dict.fromkeys([clause.place, *(excerpt.place for excerpt in clause.excerpts)]):
                found.setdefault((clause.plan, place), []).append(thread.id)
    return found


def series_row(edition: Edition, series: Series, themes: Mapping[tuple[str, str], Sequence[str]], say: Translate) -> SeriesRow:
    """A series as a row of the index."""
    values = [value for point in series.points for value in point.values]
    known = [point for point in series.points if point.value.state == "achieved"]
    target = last_target(series)
    places = [(value.plan, place) for value in values for place in (value.place, value.place.split("-", 1)[0])]
    first = values[0]
    url = path(edition, series) if has_page(series) else edition.plan(first.plan).address(first.place)
    return SeriesRow(
        series=series,
        link=PageLink(url=url, html=inline(title(edition, series))),
        area=area(edition, series),
        line=small_line(series),
        first=_figure_html(edition, known[-1]) if known else "",
        target=_figure_html(edition, target) if target else "",
        amounts=(_amount(known[-1] if known else None), _amount(target)),
        year=max(value.year for value in values),
        plans=tuple(dict.fromkeys(value.plan for value in values)),
        themes=tuple(dict.fromkeys(theme for place in places for theme in themes.get(place, ()))),
        binding=next((binding_key(value) for value in values if value.binding), ""),
    )


def _amount(point: Point | None) -> str:
    """A point's figure in the unit without 万 and 亿; empty for none, and for words."""
    plain = amount(point.value) if point else None
    return "" if plain is None else f"{plain:f}"


def _figure_html(edition: Edition, point: Point) -> str:
    return f"{inline(shown(edition, point.value))} <small>{years(point.value)}</small>"


def series_page(edition: Edition, series: Series, say: Translate) -> SeriesView:
    """The page of a series."""
    name = title(edition, series)
    plans = {value.plan for other in _kin(edition, series) for point in other.points for value in point.values}
    areas = {one.value.plan for other in edition.indicators.series if other.area == series.area for one in other.points}
    return SeriesView(
        title=f"{name} · {say('indicators')}",
        edition=edition,
        say=say,
        description=_in_words(edition, series, say),
        series=series,
        area=area(edition, series),
        unit=unit(edition, series),
        chart=_chart(edition, series, say),
        points=tuple(point_row(edition, point, say) for point in series.points),
        silent=tuple(view for view in edition.by_date if view.id in areas - plans),
        names=series.names,
        file=f"api/indicators/{series.id}",
        cite=say("series_cite").replace("{publisher}", say("publisher")).replace("{name}", name).replace("{area}", area(edition, series)),
    )


def _kin(edition: Edition, series: Series) -> list[Series]:
    """A series and those of the same place and name on another basis: a plan that gives one's growth is not silent about it."""
    return [one for one in edition.indicators.series if one.area == series.area and set(one.names) & set(series.names)]


def embed_page(edition: Edition, series: Series, say: Translate) -> EmbedView:
    """The small page of a series."""
    return EmbedView(
        title=title(edition, series),
        edition=edition,
        say=say,
        description=_in_words(edition, series, say),
        series=series,
        chart=_chart(edition, series, say),
        points=tuple(point_row(edition, point, say) for point in series.points),
    )


def _chart(edition: Edition, series: Series, say: Translate) -> str:
    return chart(series, title(edition, series), _in_words(edition, series, say), is_english(edition))


def _in_words(edition: Edition, series: Series, say: Translate) -> str:
    states = {state: say(f"state_{state}") for state in ("target", "achieved", "base")}
    return described(series, states, [shown(edition, point.value) for point in series.points], "; " if is_english(edition) else "；")


def telling(edition: Edition, say: Translate) -> tuple[SeriesRow, ...]:
    """The series that editors chose for the home page: from what was achieved, else from the first target, to the last one."""
    return tuple(_course(edition, series, say) for series in edition.indicators.series if series.telling)


def _course(edition: Edition, series: Series, say: Translate) -> SeriesRow:
    row, first = series_row(edition, series, {}, say), series.points[0]
    return row if row.first or first is last_target(series) else replace(row, first=_figure_html(edition, first))


MAIN = 8
"""Targets on the page of their plan."""


def main_targets(edition: Edition, plan: PlanView) -> tuple[MainTarget, ...]:
    """A plan's main targets: those of its tables first, then those that make a series with other plans, as they stand in it."""
    if plan not in with_targets(edition):
        return ()
    order = {place: i for i, place in enumerate(plan.plan.anchors())}
    found = []
    for series in edition.indicators.series:
        value = next((p.value for p in series.points if p.value.plan == plan.id and p.value.state == "target" and p.value.low), None)
        if value is not None:
            link = PageLink(url=path(edition, series) if has_page(series) else plan.address(value.place), html=inline(series.name))
            target = MainTarget(link=link, figure=shown(edition, value), years=years(value))
            found.append(((not value.binding, not has_page(series), order.get(value.place, 0)), target))
    return tuple(target for _, target in sorted(found, key=lambda entry: entry[0])[:MAIN])
