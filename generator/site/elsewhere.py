"""“In other plans”: the quiet line after a passage that opens to its counterparts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generator.characters import plain
from generator.links.counterparts import Pair
from generator.links.passages import Passage
from generator.site.edition import Edition, PlanView, section_of
from generator.site.html import Translate, inline

EXCERPT = 44
"""Characters shown of a counterpart: a line on a wide screen, two on a phone."""


def elsewhere(edition: Edition, plan: PlanView, say: Translate, root: str) -> Mapping[str, str]:
    """Anchor → HTML that stands after its paragraph or table. `root` leads from the page to the site's root."""
    found: dict[str, list[tuple[Pair, Passage, Passage, str]]] = {}
    for pair in edition.pairs_of.get(plan.id, ()):
        own, other, to = (pair.a, pair.b, pair.to_b) if pair.a.plan == plan.id else (pair.b, pair.a, pair.to_a)
        found.setdefault(own.last, []).append((pair, own, other, to))
    order = {view.id: i for i, view in enumerate(edition.by_date)}
    html = {}
    for last, entries in found.items():
        entries.sort(key=lambda entry: (order[entry[2].plan], -entry[0].score))
        items = "".join(_item(edition, pair, other, to, say, root) for pair, _, other, to in entries)
        plans = dict.fromkeys(entry[2].plan for entry in entries)
        names = "、".join(escape(edition.plan(name).short_title) for name in plans)
        html[last] = (
            f'<details class="elsewhere"><summary><span>{say("elsewhere")}</span> {names} <small>{len(entries)}</small></summary>'
            f"<ul>{items}</ul></details>"
        )
    return html


def _item(edition: Edition, pair: Pair, other: Passage, to: str, say: Translate, root: str) -> str:
    """One counterpart: which clause, how it begins, why it stands here."""
    view = edition.plan(other.plan)
    kind = f"<b>{say('type_continues')}</b> " if pair.type == "continues" else ""
    why = pair.reason or "、".join(pair.shared)
    reason = f' <small title="{say("score")} {pair.score:.2f}">{say("shared_words")}{inline(why)}</small>' if why else ""
    return (
        f'<li>{kind}<a class="to" href="{root}{view.address(to)}">{escape(view.short_title)} {section_of(to)}</a> '
        f"<q>{inline(opening(view, other, to))}</q>{reason}</li>"
    )


def opening(view: PlanView, passage: Passage, to: str) -> str:
    """How a counterpart begins: the title of a section, else its first words."""
    if "-" not in to:
        return plain(view.section(to).title)
    text = next((text for anchor, text in passage.parts if anchor == to), passage.parts[0][1])
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
