"""Repeats on the site: the page of all of them with their differences, and the mark in the margin of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate, groupby

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.links.differences import differences
from generator.links.repeats import End, Repeat
from generator.site.glossary import place_link, place_name
from generator.site.leaved import REPEATS, entry_url, leaf_links, repeat_id, repeat_leaves, sorted_repeats
from generator.site.marks import Translate, inline
from generator.site.views import RepeatGroup, RepeatRow, RepeatsLeafView, RepeatsView


def repeats_page(edition: Edition, say: Translate) -> RepeatsView:
    """All repeats by plans, content before set phrases. In many leaves the first of them."""
    return RepeatsView(**vars(_leaf(edition, say, "")))


def repeats_leaves(edition: Edition, say: Translate) -> Iterator[RepeatsLeafView]:
    """The further leaves."""
    return (_leaf(edition, say, name) for name in repeat_leaves(edition).names[1:])


def _leaf(edition: Edition, say: Translate, leaf: str) -> RepeatsLeafView:
    held, seen, found = repeat_leaves(edition), set[str](), list[RepeatGroup]()
    for (a, b), repeats in groupby(held.on(leaf, sorted_repeats(edition), repeat_id), key=lambda one: (one.a.plan, one.b.plan)):
        rows = []
        for repeat in repeats:
            name = repeat_id(repeat)
            rows.append(_row(edition, repeat, "" if name in seen else name, say))
            seen.add(name)
        found.append(RepeatGroup(a=edition.plan(a), b=edition.plan(b), rows=tuple(rows)))
    return RepeatsLeafView(
        title=say("repeats"),
        edition=edition,
        say=say,
        description=say("repeats_intro"),
        leaf=leaf,
        leaves=leaf_links(edition, REPEATS, str, leaf),
        buckets=held.buckets,
        groups=tuple(found),
    )


def _row(edition: Edition, repeat: Repeat, name: str, say: Translate) -> RepeatRow:
    a, b = (place_link(edition, end.plan, end.place, say) for end in (repeat.a, repeat.b))
    left, right = sides(plain(repeat.text), plain(repeat.text_b))
    left_en, right_en = (inline(translated_part(edition.plan(end.plan), end)) for end in (repeat.a, repeat.b))
    return RepeatRow(
        name=name,
        kind=repeat.kind,
        length=repeat.length,
        exact=repeat.exact,
        a=a,
        b=b,
        left=left,
        right=right,
        left_en=left_en,
        right_en=right_en,
    )


AROUND = 0.1
"""Of a sentence, how far from where its words stand their translation may stand."""


def translated_part(view: PlanView, end: End) -> str:
    """What of a sentence's translation lies where some words of it do: of several English sentences those at about their place."""
    whole, text = view.translated(end.place), view.part_texts.get((end.place, end.cell), "")
    parts = re.findall(r".+?[.!?][’”)]*(?:\s+(?=[A-Z“‘])|$)|.+$", whole)
    if len(parts) < 3 or not text:
        return whole
    first, last = (at / len(text) for at in end.span)
    ends = list(accumulate(len(part) / len(whole) for part in parts))
    chosen = [i for i, at in enumerate(ends) if at > first - AROUND and at - len(parts[i]) / len(whole) < last + AROUND]
    left = "" if chosen[0] == 0 else "… "
    return left + "".join(parts[i] for i in chosen).strip() + ("" if chosen[-1] == len(parts) - 1 else " …")


def sides(a: str, b: str) -> tuple[str, str]:
    """Two texts as HTML, what one has and the other has not marked."""
    pieces = differences(a, b)
    left = "".join(_piece(op, words, "del") for op, words, _ in pieces)
    return left, "".join(_piece(op, words, "ins") for op, _, words in pieces)


def _piece(op: str, words: str, tag: str) -> str:
    """Words of one side; what the other side lacks or says otherwise is marked."""
    return inline(words) if op == "equal" or not words else f"<{tag}>{inline(words)}</{tag}>"


def same_words(edition: Edition, plan: PlanView, say: Translate, root: str) -> Mapping[str, str]:
    """Anchor → the marks in the margin of what another plan says in the same words; set phrases have none."""
    found: dict[str, list[str]] = {}
    for repeat in edition.links.repeats:
        if repeat.kind == "content":
            for own, other in ((repeat.a, repeat.b), (repeat.b, repeat.a)):
                if own.plan == plan.id:
                    view = edition.plan(other.plan)
                    name = f"{say('same_words')}{escape(view.short_title)} {place_name(view, other.place, say)}"
                    href = root + entry_url(edition, REPEATS, repeat_id(repeat))
                    mark = f'<a class="to same" href="{href}" aria-label="{name}" title="{name}"></a>'
                    found.setdefault(own.place, []).append(mark)
    return {place: "".join(dict.fromkeys(marks)) for place, marks in found.items()}
