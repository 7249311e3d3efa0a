"""Indicators on the site: the index, a page for each series with its chart, targets, open data, marks in the text."""

from __future__ import annotations

from generator.site.indicators.pages import indicator_pages

__all__ = ["indicator_pages"]
