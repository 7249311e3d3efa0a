"""“In other plans”: the quiet line after a passage that opens to its counterparts, and within it, closed, what may be one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.links.counterparts import KEPT, Pair
from generator.links.neighbours import Beyond
from generator.links.passages import Passage
from generator.site.glossary import clause_name, place_name
from generator.site.marks import Translate, inline

EXCERPT = 8
"""Characters shown of a counterpart: what tells it from the others, for the link opens it whole. A page of many must keep to 60 kB."""
EXCERPT_TRANSLATED = 60
"""The same of a translation, whose letters are half as wide."""
WORDS = 2
"""Shared words shown."""


def elsewhere(edition: Edition, plan: PlanView, say: Translate, root: str) -> Mapping[str, str]:
    """Anchor → HTML that stands after its paragraph or table. `root` leads from the page to the site's root."""
    sure, perhaps = _entries(edition, plan, edition.pairs_of), _entries(edition, plan, edition.perhaps_of)
    html = {last: _perhaps(edition, entries, say, root, alone=True) for last, entries in perhaps.items() if last not in sure}
    for last, entries in sure.items():
        groups = _groups(entries)
        names = say("listed").join(escape(edition.plan(name).short_title) for name in groups)
        lists = "".join(_group(edition, name, group, say, root) for name, group in groups.items())
        apart = _perhaps(edition, perhaps[last], say, root) if last in perhaps else ""
        html[last] = (
            f'<details class="elsewhere"><summary>{say("elsewhere")}{names} {_count(entries, say)}</summary>{lists}{apart}</details>'
        )
    for one in edition.neighbours.beyond:
        if one.plan == plan.id:
            last = _last(plan, one.place)
            html[last] = html.get(last, "") + _beyond(one, say)
    return html


def _entries(edition: Edition, plan: PlanView, pairs: Mapping[str, Sequence[Pair]]) -> dict[str, list[Entry]]:
    """Anchor → the pairs of the passage that ends there, by the dates of the other plans, then the likeliest first."""
    found: dict[str, list[Entry]] = {}
    for pair in pairs.get(plan.id, ()):
        own, other, to = pair.seen_from(plan.id)
        found.setdefault(own.last, []).append((pair, own, other, to))
    order = {view.id: i for i, view in enumerate(edition.by_date)}
    for entries in found.values():
        entries.sort(key=lambda entry: (order[entry[2].plan], -entry[0].score))
    return found


def _groups(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Plan → what stands in it."""
    return {name: list(group) for name, group in groupby(entries, key=lambda entry: entry[2].plan)}


def _count(entries: Sequence[Entry], say: Translate) -> str:
    return f"<small>{len(entries)}{say('uses_unit', len(entries))}</small>"


def _perhaps(edition: Edition, entries: Sequence[Entry], say: Translate, root: str, *, alone: bool = False) -> str:
    """What may be a counterpart, closed and named for what it is; `alone` where nothing surer stands above it."""
    lists = "".join(_group(edition, name, group, say, root) for name, group in _groups(entries).items())
    summary = f"<summary>{say('perhaps')} {_count(entries, say)}</summary><p>{say('perhaps_how')}</p>"
    return f'<details class="{"elsewhere " if alone else ""}perhaps">{summary}{lists}</details>'


def _last(plan: PlanView, place: str) -> str:
    """The part of a place after which its counterparts stand."""
    own = [] if "-" in place else [one for one in plan.plan.sections if one.id == place or one.id.startswith(f"{place}.")]
    texts = ([sentence.id for _, sentence in section.sentences()] for section in own)  # of a heading alone the first clause under it
    return next((parts[-1] for parts in texts if parts), place)


def _beyond(one: Beyond, say: Translate) -> str:
    """A counterpart on another site."""
    summary = f"<summary>{say('elsewhere_site')}{escape(one.site)}</summary>"
    link = f'<a href="{escape(one.url)}" rel="noreferrer">{inline(one.title)}</a>'
    return f'<details class="elsewhere">{summary}<ul><li>{link} <small>{inline(one.reason)}</small></li></ul></details>'


Entry = tuple[Pair, Passage, Passage, str]
"""A pair, the passage on this page, the other one, and where in it the link leads."""


def _group(edition: Edition, name: str, entries: Sequence[Entry], say: Translate, root: str) -> str:
    """The counterparts in one plan, the likeliest first; the comparison of the two plans has them all."""
    view = edition.plan(name)
    kind = f" <b>{say('type_continues')}</b>" if entries[0][0].type == "continues" and not entries[0][0].perhaps else ""
    own = entries[0][1].plan
    two = next(((a, b) for a, b in ((own, name), (name, own)) if b in edition.compared[a]), None)
    shown = entries[:KEPT] if two else entries  # without a page of comparison there is nowhere to see the others
    items = "".join(_item(view, pair, other, to, say, root=root) for pair, _, other, to in shown)
    if two and len(entries) > KEPT:
        a, b = two
        items += f'<li><a href="{root}compare/{a}/{b}/">{say("more_pairs").replace("{n}", str(len(entries) - KEPT))}</a></li>'
    return f"<p>{escape(view.short_title)}{kind}</p><ul>{items}</ul>"


def _item(view: PlanView, pair: Pair, other: Passage, to: str, say: Translate, *, root: str) -> str:
    """One counterpart: which clause, how it begins, why it stands here. In English only which: two languages of the text take the room
    of the rest, and the link opens the clause in place."""
    if view.translations:
        return f'<li><a class="to" href="{root}{view.address(to)}">{place_name(view, to, say)}</a></li>'
    why = pair.reason if pair.by == "editor" else say("shared_words") + say("listed").join(pair.shared[:WORDS]) if pair.shared else ""
    reason = f" <small>{inline(why)}</small>" if why else ""
    name = clause_name(view, to, opening(view, other, to), say)
    return f'<li><a class="to" href="{root}{view.address(to)}">{name}</a>{reason}</li>'


def opening(view: PlanView, passage: Passage, to: str) -> str:
    """How a counterpart begins: the title of a section, else its first words."""
    if translated := plain(view.translated(to)):
        return translated if len(translated) <= EXCERPT_TRANSLATED else f"{translated[:EXCERPT_TRANSLATED].rsplit(' ', 1)[0]} …"
    if "-" not in to:
        return plain(view.section(to).title)
    text = next((text for anchor, text in passage.parts if anchor == to), passage.parts[0][1])
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
