"""The other prints that a plan was held against, as pages and open data tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.edition import Edition, PlanView
from generator.site.marks import Translate, inline
from generator.site.views import FigureRow, FigureTable, PageLink, VariantRow, WitnessRow

KINDS = ("numbers", "words", "lacking", "added", "order", "moved", "marks")
SAID = ("confirmed", "against", "as_printed")
COLUMNS = ("letters", "agreed", *KINDS)
Facts = Mapping[str, Any]
"""An entry of `witnesses` in the metadata."""


def witness_rows(plan: PlanView, say: Translate) -> tuple[WitnessRow, ...]:
    """What the pages of a plan say of its other prints."""
    return tuple(_row(plan, one, say) for one in plan.witnesses)


def _row(plan: PlanView, one: Facts, say: Translate) -> WitnessRow:
    counted = {name: int(one.get(name, "0")) for name in (*COLUMNS, *SAID)}
    return WitnessRow(
        name=_name(plan, one),
        source=str(one.get("source", "")),
        sha256=one["sha256"],
        reach=tuple((_link(plan, first), _link(plan, last)) for first, last in one["reach"]),
        letters=f"{counted['letters']:,}",
        agreed=f"{counted['agreed']:,}",
        share=share(counted["agreed"], counted["letters"]),
        kinds=tuple((say(f"witness_{name}"), f"{counted[name]:,}") for name in KINDS if counted[name]),
        said=tuple((say(f"witness_{name}"), f"{counted[name]:,}") for name in SAID if counted[name]),
        variants=tuple(
            VariantRow(place=v["place"], url=_link(plan, v["place"]).url, ours=v["ours"], theirs=v["theirs"], note=v.get("note", ""))
            for v in one.get("variants") or ()
        ),
    )


def _name(plan: PlanView, one: Facts) -> str:
    """The name of a print in the language of the page, as far as it has one in it."""
    return str((plan.translations and one.get("name_en")) or one["name"])


def _link(plan: PlanView, anchor: str) -> PageLink:
    """A link to a place; to the plan when it stands there no more."""
    try:
        return PageLink(url=plan.address(anchor), html=inline(anchor))
    except KeyError:
        return PageLink(url=f"{plan.id}/", html=inline(anchor))


def share(agreed: int, letters: int) -> str:
    """A share in hundred, rounded down: what is not whole is never said to be."""
    return f"{int(10_000 * agreed / letters) / 100 if letters else 0:.2f}"


def witness_table(edition: Edition, say: Translate) -> Iterator[FigureTable]:
    """The table of the quality page; none when no plan was held against another print."""
    rows = tuple(
        FigureRow(
            link=PageLink(url=f"{view.id}/", html=inline(view.short_title)),
            how=_name(view, one),
            cells=tuple(f"{int(one.get(c, '0')):,}" for c in COLUMNS),
        )
        for view in edition
        for one in view.witnesses
    )
    if rows:
        heads = tuple(say(f"witness_{column}") for column in COLUMNS)
        yield FigureTable(id="witnesses", title=say("witnesses"), note=say("witnesses_note"), columns=heads, rows=rows)


def witness_json(one: Facts) -> dict[str, Any]:
    """A print as open data: counts as numbers, the reach as pairs of anchors."""
    words = {key: one[key] for key in ("name", "name_en", "sha256", "source") if one.get(key)}
    return {
        **words,
        "reach": [{"from": first, "to": last} for first, last in one["reach"]],
        **{name: int(one.get(name, "0")) for name in (*COLUMNS, *SAID)},
        "variants": [
            {"id": v["place"], "ours": v["ours"], "theirs": v["theirs"], **({"note": v["note"]} if v.get("note") else {})}
            for v in one.get("variants") or ()
        ],
    }
