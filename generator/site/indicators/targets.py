"""What became of the targets of a plan: each beside the newest figure that any plan of the edition gives, as far as the seeds hold one."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ge, gt, le, lt

from generator.edition import Edition, PlanView
from generator.indicators.amounts import amount
from generator.model import Point, Series, Value
from generator.site.indicators.points import point_row
from generator.site.indicators.words import path, title
from generator.site.marks import Translate, inline
from generator.site.topics import WHOLE
from generator.site.views import PageLink
from generator.site.views.indicators import FiguresRow, TargetRow, TargetsView

COMPARE = {"<": lt, "<=": le, ">": gt, ">=": ge}
OUTCOMES = ("met", "missed", "seen", "open", "unseen")


def with_targets(edition: Edition) -> list[PlanView]:
    """The plans that set targets, the oldest first; studies set none."""
    having = {p.value.plan for series in edition.indicators.series for p in series.points if p.value.state == "target"}
    return [view for view in edition.by_date if view.id in having and view.plan.meta.get("kind") != "study"]


def targets_pages(edition: Edition, say: Translate) -> Iterator[TargetsView]:
    """A page for each plan that sets targets."""
    for plan in with_targets(edition):
        rows = tuple(rows_of(edition, plan, say))
        counts = tuple((say(f"outcome_{key}"), sum(row.key == key for row in rows)) for key in OUTCOMES)
        yield TargetsView(
            title=say("targets_of").replace("{plan}", plan.short_title),
            edition=edition,
            say=say,
            description=say("targets_about"),
            plan=plan,
            rows=rows,
            counts=tuple((words, count) for words, count in counts if count),
            lacking=tuple(view for view in edition.by_date if view.plan.meta.get("missing") and not _is_whole(view)),
        )


def _is_whole(view: PlanView) -> bool:
    """True for a text of which only pictures are missing."""
    return str(view.plan.meta.get("coverage") or "").startswith(WHOLE)


def rows_of(edition: Edition, plan: PlanView, say: Translate) -> Iterator[TargetRow]:
    """The targets of a plan: those of its tables first, then in reading order."""
    order = {place: i for i, place in enumerate(plan.plan.anchors())}
    own = [(series, point) for series in edition.indicators.series for point in series.points if _is_target(point, plan)]
    for series, target in sorted(own, key=lambda pair: (not pair[1].value.binding, order.get(pair[1].value.place, 0))):
        later = after(series, target)
        key = outcome(target.value, later)
        yield TargetRow(
            name=PageLink(url=path(edition, series), html=inline(title(edition, series))),
            target=point_row(edition, target, say),
            later=tuple(point_row(edition, point, say) for point in later),
            outcome=say(f"outcome_{key}"),
            key=key,
        )


def _is_target(point: Point, plan: PlanView) -> bool:
    return point.value.plan == plan.id and point.value.state == "target"


def after(series: Series, target: Point) -> list[Point]:
    """What the plans give for later than a target, and what was achieved in its year."""
    year = target.value.year
    later = [point for point in series.points if point.value.year > year or (point.value.year == year and point.value.state == "achieved")]
    return [point for point in later if point is not target]


def outcome(target: Value, later: list[Point]) -> str:
    """`met` or `missed` where a figure that was achieved for the same years decides, `seen` where there is one and nothing decides, `open`
    where only newer targets are known, else `unseen`."""
    reached = [point.value for point in later if point.value.state == "achieved" and point.value.bound != "words"]
    if not reached:
        return "open" if later else "unseen"
    same = [value for value in reached if (value.since, value.year) == (target.since, target.year)]
    decided = {_met(target, value) for value in same} or {None}
    return "seen" if len(decided) > 1 or None in decided else "met" if True in decided else "missed"


def _met(target: Value, value: Value) -> bool | None:
    """Whether a figure reaches a target; None where nothing tells: only a bound says which way is the better one."""
    wanted, got = amount(target), amount(value)
    if wanted is None or got is None:
        return None
    if got == wanted and value.bound == target.bound == "":
        return True
    if target.bound not in COMPARE or value.bound not in ("", target.bound[0], f"{target.bound[0]}="):
        return None
    met = COMPARE[target.bound](got, wanted)
    return met if met or not value.bound else None


def figures_of_two(edition: Edition, a: PlanView, b: PlanView, say: Translate) -> Iterator[FiguresRow]:
    """The indicators that two plans have, each with what either says."""
    ours, theirs = (edition.points_of.get(view.id, {}) for view in (a, b))
    for name, (series, own) in ours.items():
        if name in theirs:
            sides = [tuple(point_row(edition, p, say) for p in points) for points in (own, theirs[name][1])]
            yield FiguresRow(name=PageLink(url=path(edition, series), html=inline(title(edition, series))), a=sides[0], b=sides[1])
