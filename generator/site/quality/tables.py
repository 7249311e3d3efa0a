"""The figures as the page shows them: a few narrow tables, which a phone can show a row under the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from generator.edition import Edition
from generator.languages.language import LANGUAGES
from generator.languages.translations import STATES
from generator.links.kinds import link_names
from generator.site.marks import Translate, inline
from generator.site.quality.counts import PlanCounts
from generator.site.quality.measured import GROUPS, METRICS, Measured
from generator.site.quality.report import Build, Quality
from generator.site.views import FigureRow, FigureTable, PageLink, QualityView
from generator.site.witnesses import witness_table


def quality_page(edition: Edition, say: Translate, quality: Quality | None = None) -> QualityView:
    """The page; without its tables until the figures are known."""
    page = QualityView(title=say("quality"), edition=edition, say=say, description=say("quality_intro"))
    if quality is None:
        return page
    return replace(
        page,
        counted=(*counted(edition, say, quality), *witness_table(edition, say)),
        measured=tuple(measured(say, quality.measured)),
        build=tuple(facts(say, quality.build)),
    )


def counted(edition: Edition, say: Translate, quality: Quality) -> Iterator[FigureTable]:
    """The tables by plan."""

    def table(name: str, columns: tuple[str, ...], title: str = "") -> FigureTable:
        rows = [
            FigureRow(
                link=PageLink(url=f"{view.id}/", html=inline(view.short_title)),
                how="",
                cells=_numbers(quality.plans[view.id], name, columns),
            )
            for view in edition
        ]
        total = FigureRow(link=PageLink(url="", html=say("quality_all")), how="", cells=_numbers(quality.total, name, columns), is_sum=True)
        heads = tuple(say(f"quality_{column}") for column in columns)
        kind = name.partition(":")[0]
        return FigureTable(
            id=name.replace(":", "-"),
            title=title or say(f"quality_{kind}"),
            note=say(f"quality_{kind}_note"),
            columns=heads,
            rows=(*rows, total),
        )

    undecided = ("undecided",) if quality.total.undecided is not None else ()
    yield table("counts", ("sections", "sentences", "characters", "repairs", "flags", *undecided))
    yield table("anchors", ("live", "moved", "retired", "new"))
    yield table("links", ("mentions", *link_names()))
    for code in quality.total.translations:
        yield table(f"translations:{code}", STATES, f"{say('quality_translations')} · {_called(code)}")


def _numbers(counts: PlanCounts, name: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """A plan's figures of one table."""
    kind, _, code = name.partition(":")
    held: dict[str, dict[str, int]] = {
        "anchors": {**counts.anchors},
        "links": {**counts.links, "mentions": counts.mentions},
        "translations": {str(state): n for state, n in counts.translations.get(code, {}).items()},
    }
    values = held.get(kind) or {}
    return tuple(f"{values[column] if column in values else getattr(counts, column):,}" for column in columns)


def measured(say: Translate, some: tuple[Measured, ...]) -> Iterator[FigureTable]:
    """The tables of what was measured; each with the figures that any of its rows has."""
    for group in GROUPS:
        rows = [one for one in some if one.group == group]
        columns = ["labels", *(name for name in METRICS if any(getattr(one, name) is not None for one in rows))]
        if rows:
            yield FigureTable(
                id=f"measured-{group}",
                title=say(f"measured_group_{group}"),
                note=say(f"measured_group_{group}_note"),
                columns=tuple(say(f"measured_{name}") for name in columns),
                rows=tuple(
                    FigureRow(
                        link=PageLink(url="", html=say(f"measured_{one.id}")),
                        how=say(f"measured_{one.id}_how"),
                        cells=tuple(shown(name, getattr(one, name)) for name in columns),
                    )
                    for one in rows
                ),
            )


def shown(name: str, value: float | None) -> str:
    """A figure as readers see it: shares as per cent, ranks and numbers of labels as they are."""
    if value is None:
        return ""
    if name == "labels":
        return f"{value:,}"
    return f"{value:.3f}" if name == "mrr" else f"{value * 100:.1f}%".replace(".0%", "%")


def facts(say: Translate, build: Build) -> Iterator[tuple[str, str]]:
    """What this build was."""
    yield say("quality_date"), build.date
    yield say("quality_version"), build.version
    yield say("quality_pages"), f"{build.pages:,}"
    yield say("quality_dead_links"), f"{len(build.dead_links):,}"
    for one in build.earlier:
        yield say("quality_earlier" if one.date else "quality_left_out"), f"{one.plan}{f' · {one.date}' if one.date else ''} · {one.cause}"
    for code, weight in build.weights.items():
        figures = {"pages": str(weight.pages), "median": _kilobytes(weight.median), "heaviest": _kilobytes(weight.heaviest)}
        value = say("quality_weight_value")
        for name, figure in figures.items():
            value = value.replace(f"{{{name}}}", figure)
        yield Markup('{} · <span lang="{}">{}</span>').format(say("quality_weight"), code, _called(code)), value


def _called(code: str) -> str:
    """A language of ours by its name, one that the edition declares by its code."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB"
