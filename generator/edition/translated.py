"""The edition as pages in another language see it: plans with their translations, topics by their names in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.languages.language import Language
from generator.languages.translations import load_translations, locale_files
from generator.model import Series, Thread


def translated_edition(edition: Edition, content: Path, language: Language) -> Edition:
    """The same edition with what `content/locale/<language>` holds. The Chinese text stays what it is, and so do all links in it.

    Raises ZhangjuError for a file that is broken or belongs to no plan, with its line.
    """
    locale_files(content, [view.id for view in edition])

    def plan(view: PlanView) -> PlanView:
        return replace(view, translations=load_translations(content, view.loaded, language.code))

    def thread(one: Thread) -> Thread:
        return replace(one, title=one.title_en, title_en="", note="") if one.title_en else one

    plans = {view.id: plan(view) for view in edition}
    series = tuple(replace(one, name=name_of(one, plans)) for one in edition.indicators.series)
    return replace(
        edition,
        plans=tuple(plans.values()),
        threads=tuple(map(thread, edition.threads)),
        indicators=replace(edition.indicators, series=series),
        language=language,
    )


def name_of(series: Series, plans: Mapping[str, PlanView]) -> str:
    """The name of a series in the pages' language: an editor's, else that of a cell of a table that names it, else as it is."""
    if series.name_en:
        return series.name_en
    for value in (value for point in series.points for value in point.values if "-t" in value.place):
        view = plans[value.plan]
        for number in range(value.cell):
            text = view.part_texts.get((value.place, number), "")
            if plain(text, view.part_notes.get((value.place, number), ())) == value.name and view.translated(f"{value.place}:{number}"):
                return plain(view.translated(f"{value.place}:{number}"), view.part_notes.get((value.place, number), ()))
    return series.name
