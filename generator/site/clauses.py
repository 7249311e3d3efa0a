"""What the comparison of any two plans loads (`compare.js`): a file a plan, with its sections, and its clauses that have counterparts.

Pages are made of pairs of plans that matter; any other two are put beside each other in the browser. A plan's file names the counterparts
of its clauses in every other plan; the words of those stand in the file of the other one. So there is one file for each plan, however
many plans there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.links.passages import Passage
from generator.site.compare import outline
from generator.site.parallel import title_in

Json = Any

FOLDER = "compare/clauses/"
"""Where the files stand in the folder of a language."""


def clause_files(edition: Edition) -> Iterator[tuple[str, Json]]:
    """(path in the site, value) of each file of an edition in one language."""
    for view in edition:
        yield f"{edition.language.prefix}{FOLDER}{view.id}.json", clauses_json(edition, view)


def clauses_json(edition: Edition, view: PlanView) -> Json:
    """A plan: `sections` (id, level, heading, address, whether they have text) in reading order, its `clauses` by anchor, and for each
    other plan `pairs`: own clause, where in it a link leads, the same of the other, the likeliest first; and `perhaps`, what may be a
    counterpart: own section, the other one, the address in that to which a link leads."""
    clauses: dict[str, Json] = {}
    pairs: dict[str, list[list[str]]] = {}
    for pair in sorted(edition.pairs_of.get(view.id, ()), key=lambda pair: -pair.score):
        ends = ((pair.a, pair.to_a), (pair.b, pair.to_b))
        (own, at), (other, to) = ends if pair.a.plan == view.id else ends[::-1]
        clauses.setdefault(own.anchor, _clause(view, own))
        pairs.setdefault(other.plan, []).append([own.anchor, at, other.anchor, to])
    perhaps: dict[str, list[list[str]]] = {}
    for pair in edition.perhaps_of.get(view.id, ()):
        own, other, to = pair.seen_from(view.id)
        perhaps.setdefault(other.plan, []).append([own.section, other.section, edition.plan(other.plan).address(to)])
    return {
        "id": view.id,
        "title": view.short_title,
        "coverage": view.shown("coverage"),
        "sections": [[s.id, s.level, title_in(view, s), view.address(s.id), any(s.sentences())] for s in outline(view)],
        "clauses": clauses,
        "pairs": pairs,
        "perhaps": perhaps,
    }


def _clause(view: PlanView, passage: Passage) -> Json:
    """A clause: its section, its page, its sentences with their words; `zh` where they stay in Chinese on pages in another language."""
    translated = [(anchor, plain(view.translated(anchor))) for anchor, _ in passage.parts] if view.translations else []
    whole = bool(translated) and all(text for _, text in translated)
    return {
        "section": passage.section,
        "page": view.address(passage.anchor).partition("#")[0],
        "parts": translated if whole else passage.parts,
        **({"zh": True} if view.translations and not whole else {}),
    }
