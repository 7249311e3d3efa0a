"""What each plan holds, counted from content alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.edition import Edition, PlanView
from generator.languages.translations import STATES, State, count_states
from generator.languages.units import units
from generator.links.kinds import link_names

ANCHOR_STATES = ("live", "moved", "retired")


@dataclass(frozen=True)
class PlanCounts:
    """What a plan holds, or all plans together."""

    sections: int
    sentences: int
    characters: int
    """Of the sentences, punctuation included."""
    repairs: int
    flags: int
    undecided: int | None
    """Characters whose Traditional form nothing decides; None when there is no Traditional edition."""
    anchors: Mapping[str, int]
    """State → anchors ever published; `new` are those that the build gave and the lock does not have yet."""
    mentions: int
    """Uses of defined terms."""
    links: Mapping[str, int]
    """Type → links with one end in the plan, or both; in the sum of all plans each link counts once."""
    translations: Mapping[str, Mapping[State, int]] = field(default_factory=dict)
    """Language → how many texts are in each state."""


def count_links(edition: Edition) -> tuple[Mapping[str, Counter[str]], Counter[str]]:
    """Plan → its links by type, and all links by type."""
    by_plan: dict[str, Counter[str]] = {view.id: Counter() for view in edition}
    every: Counter[str] = Counter()
    for link in edition.links:
        every[link.type] += 1
        for plan in {link.plan, link.to_plan} & by_plan.keys():
            by_plan[plan][link.type] += 1
    return by_plan, every


def count_plan(
    edition: Edition, view: PlanView, locked: int, undecided: int | None, ends: Counter[str], *, translated: Mapping[str, Edition]
) -> PlanCounts:
    """Count one plan. `locked` is the number of anchors in its lock, `ends` its links, `translated` the edition by each language that
    it is translated into."""
    states = Counter(anchor.state for anchor in view.loaded.anchors)
    some = list(units(view.plan)) if translated else []
    return PlanCounts(
        len(view.plan.sections),
        view.sentence_count,
        characters=view.character_count,
        repairs=len(view.repairs),
        flags=len(view.flags),
        undecided=undecided,
        anchors={state: states[state] for state in ANCHOR_STATES} | {"new": len(view.loaded.anchors) - locked},
        mentions=sum(map(len, edition.mentions[view.id].values())),
        links={name: ends[name] for name in link_names()},
        translations={code: count_states(some, held) for code, other in translated.items() if (held := other.plan(view.id).translations)},
    )


def sum_of(counts: Mapping[str, PlanCounts], links: Counter[str]) -> PlanCounts:
    """All plans together. Every sum is that of the plans' figures, save the links: one between two plans counts once."""
    every = list(counts.values())
    languages = {code for one in every for code in one.translations}
    known = [one.undecided for one in every if one.undecided is not None]
    return PlanCounts(
        sum(one.sections for one in every),
        sum(one.sentences for one in every),
        characters=sum(one.characters for one in every),
        repairs=sum(one.repairs for one in every),
        flags=sum(one.flags for one in every),
        undecided=sum(known) if known else None,
        anchors={state: sum(one.anchors[state] for one in every) for state in (*ANCHOR_STATES, "new")},
        mentions=sum(one.mentions for one in every),
        links={name: links[name] for name in link_names()},
        translations={code: {s: sum(one.translations[code][s] for one in every) for s in STATES} for code in sorted(languages)},
    )
