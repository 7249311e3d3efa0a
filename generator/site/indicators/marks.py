"""The mark at a sentence or row that has a value: it leads to the series, or to the row of the index."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generator.edition import Edition, PlanView
from generator.site.indicators.words import has_page, series_leaves, title
from generator.site.marks import Translate


def value_marks(edition: Edition, plan: PlanView, say: Translate, root: str) -> Mapping[str, str]:
    """Anchor → marks, one for each series that the place has a value of. `root` leads from the page to the site's root."""
    found: dict[str, dict[str, str]] = {}
    index = series_leaves(edition)
    for series in edition.indicators.series:
        name = escape(f"{say('indicator_mark')}{title(edition, series)}")
        for value in (value for point in series.points for value in point.values if value.plan == plan.id):
            if has_page(series):
                mark = f'<a class="to value" href="{root}indicators/{series.id}/" title="{name}"></a>'
            else:  # a name and an address on every mark would cost a chapter of many figures more than it has
                row = index.address("indicators/", f"{plan.id}-{value.place}")
                mark = f'<a class="to value" href="{root}{row}" title="{say("indicator")}"></a>'
            found.setdefault(value.place, {})[mark] = mark
    return {place: "".join(marks) for place, marks in found.items()}
