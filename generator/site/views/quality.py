"""The quality page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.site.views.page import PageLink, View


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A row of figures."""

    link: PageLink
    """What it is of; without an address when there is no page of it."""
    how: str
    """What was counted or measured, in a sentence; empty where the column says it."""
    cells: tuple[str, ...]
    """Empty where there is no such figure."""
    is_sum: bool = False


@dataclass(frozen=True, kw_only=True)
class FigureTable:
    """A table of figures."""

    id: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, kw_only=True)
class QualityView(View):
    """The quality page. It is rendered when all other pages are; until then it has no tables."""

    counted: tuple[FigureTable, ...] = ()
    """By plan."""
    measured: tuple[FigureTable, ...] = ()
    """Against labels."""
    build: tuple[tuple[str, str], ...] = ()
    """What this build was: name, value."""


@dataclass(frozen=True, kw_only=True)
class TranslationView(View):
    """How the translation was made, and how far it is."""

    tables: tuple[FigureTable, ...] = ()
    """By plan; none on pages in Chinese."""
