"""The edition as pages in another language see it: plans with their translations, topics by their names in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.edition import Edition, PlanView
from generator.languages.language import Language
from generator.languages.translations import load_translations, locale_files
from generator.model import Thread


def translated_edition(edition: Edition, content: Path, language: Language) -> Edition:
    """The same edition with what `content/locale/<language>` holds. The Chinese text stays what it is, and so do all links in it.

    Raises ZhangjuError for a file that is broken or belongs to no plan, with its line.
    """
    locale_files(content, [view.id for view in edition])

    def plan(view: PlanView) -> PlanView:
        return replace(view, translations=load_translations(content, view.loaded, language.code))

    def thread(one: Thread) -> Thread:
        return replace(one, title=one.title_en, title_en="", note="") if one.title_en else one

    return replace(edition, plans=tuple(map(plan, edition)), threads=tuple(map(thread, edition.threads)), language=language)
