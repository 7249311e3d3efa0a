"""The flow of a plan's chapters into its successor's: SVG made at build, and the same as a table.

Left stand the chapters of the older plan, right those of the newer one, each as high as it has counterparts; a band joins two, as thick as
they have counterparts, and leads to the first of them in the comparison. The drawing is for the eye alone: screen readers and the keyboard
have the table. Colours come from the style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape

from generator.characters import is_han
from generator.edition import PlanView
from generator.links.counterparts import Pair
from generator.model.address import chapter_of
from generator.site.marks import Translate
from generator.site.parallel import heading_in
from generator.site.views import Flow, FlowRow, PageLink

WIDTH, LABEL, BAR = 760, 230, 10
"""Of the drawing, of the labels at each side, of a chapter's bar."""
UNIT, GAP, LEAST = 3, 12, 14
"""Height of one counterpart, room between two chapters, and the least height of a chapter: a line of its label."""
LONGEST = 15
"""Characters of a label."""
FEWEST = 3
"""Bands from which there is something to draw."""

Counts = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
"""Two chapters → the sections that join them, in the order of the older plan."""


def flow(a: PlanView, b: PlanView, pairs: Iterable[Pair], say: Translate) -> Flow | None:
    """How the chapters of a plan go over into those of the one that continues it; None for others, and where little is joined."""
    joined = [(p.a, p.b) if p.a.plan == a.id else (p.b, p.a) for p in pairs if p.type == "continues"]
    counts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for own, other in joined:
        counts.setdefault((chapter_of(own.section), chapter_of(other.section)), []).append((own.section, other.section))
    if len(counts) < FEWEST:
        return None
    order = {section.id: n for n, section in enumerate(a.plan.sections)}
    later = {section.id: n for n, section in enumerate(b.plan.sections)}
    for places in counts.values():
        places.sort(key=lambda place: order[place[0]])
    keys = sorted(counts, key=lambda key: (order[key[0]], later[key[1]]))
    rows = tuple(
        FlowRow(a=_link(a, key[0], say, f"#{key[0]}"), b=_link(b, key[1], say, f"#{counts[key][0][0]}"), count=len(counts[key]))
        for key in keys
    )
    return Flow(svg=_svg(a, b, keys, counts, say), rows=rows)


def _link(view: PlanView, chapter: str, say: Translate, url: str) -> PageLink:
    return PageLink(url=url, html=heading_in(view, view.section(chapter), say))


def _svg(a: PlanView, b: PlanView, keys: Sequence[tuple[str, str]], counts: Counts, say: Translate) -> str:
    left = _heights({key[0]: 0 for key in keys}, ((key[0], len(counts[key])) for key in keys))
    rights = sorted({key[1] for key in keys}, key=[section.id for section in b.plan.sections].index)
    right = _heights(dict.fromkeys(rights, 0), ((key[1], len(counts[key])) for key in keys))
    tall = max(_bottom(left), _bottom(right))
    used: dict[tuple[int, str], float] = {}
    bands = []
    for key in keys:
        thick = len(counts[key]) * UNIT
        ends = []
        for side, places, name in ((0, left, key[0]), (1, right, key[1])):
            ends.append(places[name][0] + used.get((side, name), 0.0))
            used[side, name] = used.get((side, name), 0.0) + thick
        words = f"{_words(a, key[0], say)} → {_words(b, key[1], say)}  {len(counts[key])}{say('pairs_unit', len(counts[key]))}"
        bands.append(_band(ends[0], ends[1], thick, f"#{counts[key][0][0]}", words))
    labels = [_label(a, name, y, say, "end") for name, y in left.items()] + [_label(b, name, y, say, "start") for name, y in right.items()]
    head = f'<svg class="flow" viewBox="0 0 {WIDTH} {tall:.0f}" aria-hidden="true" focusable="false">'
    return head + "".join(bands) + "".join(labels) + "</svg>"


def _heights(places: Mapping[str, int], counts: Iterable[tuple[str, int]]) -> dict[str, tuple[float, float]]:
    """Top and height of each chapter."""
    totals = dict(places)
    for name, count in counts:
        totals[name] += count
    found: dict[str, tuple[float, float]] = {}
    top = float(GAP)
    for name, total in totals.items():
        found[name] = top, float(max(total * UNIT, LEAST))
        top += found[name][1] + GAP
    return found


def _bottom(places: Mapping[str, tuple[float, float]]) -> float:
    return max(top + height for top, height in places.values()) + GAP


def _band(y1: float, y2: float, thick: float, url: str, words: str) -> str:
    x1, x2, middle = LABEL + BAR, WIDTH - LABEL - BAR, WIDTH / 2
    path = (
        f"M{x1} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2} {y2:.1f}V{y2 + thick:.1f}"
        f"C{middle:.0f} {y2 + thick:.1f} {middle:.0f} {y1 + thick:.1f} {x1} {y1 + thick:.1f}Z"
    )
    return f'<a href="{escape(url)}" tabindex="-1"><path class="band" d="{path}"><title>{escape(words)}</title></path></a>'


def _label(view: PlanView, chapter: str, place: tuple[float, float], say: Translate, anchor: str) -> str:
    """A chapter's bar with its heading beside it, cut to one line; the table has the whole."""
    top, height = place
    words = _words(view, chapter, say)
    most = LONGEST if any(map(is_han, words)) else LONGEST * 2
    short = words if len(words) <= most else f"{words[: most - 1]}…"
    bar, text = (LABEL, LABEL - 8) if anchor == "end" else (WIDTH - LABEL - BAR, WIDTH - LABEL + 8)
    return (
        f'<rect class="bar" x="{bar}" y="{top:.1f}" width="{BAR}" height="{height:.1f}"/>'
        f'<text x="{text}" y="{top + height / 2 + 5:.1f}" class="{anchor}">{escape(short)}</text>'
    )


def _words(view: PlanView, chapter: str, say: Translate) -> str:
    return unescape(re.sub("<[^>]*>", "", heading_in(view, view.section(chapter), say))).strip()
