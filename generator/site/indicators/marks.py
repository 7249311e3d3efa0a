"""The mark at a sentence or row that has a value: it leads to the series, or to the row of the index."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generator.site.edition import Edition, PlanView
from generator.site.indicators.words import has_page, title
from generator.site.marks import Translate


def value_marks(edition: Edition, plan: PlanView, say: Translate, root: str) -> Mapping[str, str]:
    """Anchor → marks, one for each series that the place has a value of. `root` leads from the page to the site's root."""
    found: dict[str, dict[str, str]] = {}
    for series in edition.indicators.series:
        for point in series.points:
            for value in point.values:
                if value.plan == plan.id:
                    name = escape(f"{say('indicator_mark')}{title(edition, series)}")
                    way = f"{root}indicators/{series.id}/" if has_page(series) else f"{root}indicators/#{series.id}"
                    mark = f'<a class="to value" href="{way}" aria-label="{name}" title="{name}"></a>'
                    found.setdefault(value.place, {})[series.id] = mark
    return {place: "".join(marks.values()) for place, marks in found.items()}
