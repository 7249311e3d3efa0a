"""Points with the sentences that prove them."""

from __future__ import annotations

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.model import Point, Value
from generator.site.glossary import place_link
from generator.site.indicators.words import change, kind, shown, years
from generator.site.marks import Translate, inline
from generator.site.views import PageLink
from generator.site.views.indicators import PointRow

AROUND = 90
"""Characters of a sentence shown on each side of a figure."""
LEFT_OUT = "……"


def point_row(edition: Edition, point: Point, say: Translate) -> PointRow:
    """A point as a row of a table."""
    value = point.value
    view = edition.plan(value.plan)
    return PointRow(
        years=years(value),
        figure=shown(edition, value),
        kind=kind(value, say),
        state=value.state,
        more=change(value, say),
        link=place_link(edition, value.plan, value.place, say),
        excerpt=excerpt(view, value),
        also=tuple(
            PageLink(url=view.address(other.place), html=place_link(edition, other.plan, other.place, say).html) for other in point.also
        ),
    )


def excerpt(view: PlanView, value: Value) -> str:
    """HTML of the words around a figure, the figure marked; of a row its cells, in order."""
    text = view.part_texts.get((value.place, value.cell), "")
    if "-t" in value.place:
        return _row(view, value)
    start, end = value.span
    left, right = text[:start], text[end:]
    before = left if len(left) <= AROUND else LEFT_OUT + left[-AROUND:]
    after = right if len(right) <= AROUND else right[:AROUND] + LEFT_OUT
    chinese = f"{inline(before)}<mark>{inline(text[start:end])}</mark>{inline(after)}"
    translated = view.translated(value.place)
    return f'<span class="translated">{inline(translated)}</span> {chinese}' if translated else chinese


def _row(view: PlanView, value: Value) -> str:
    """The cells of a row that say something, the figure's marked."""
    notes = view.part_notes.get((value.place, 0), frozenset())
    cells = []
    for number in range(64):
        text = view.part_texts.get((value.place, number))
        if text is None:
            break
        words = inline(plain(text, notes).replace("\\", "").replace("\u3000", " "))
        if number == value.cell:
            cells.append(f"<mark>{words}</mark>")
        elif words.strip("-—–/ "):
            cells.append(words)
    return " · ".join(cells)
