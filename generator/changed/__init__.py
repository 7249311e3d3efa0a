"""What changed between an edition that git has and the one that stands here: places of each plan, links, terms, indicators.

Places are compared by their anchors, as `zhangju anchors` does, plan by plan; links, terms and indicators by what both editions find with
the rules of now, so that a change of the rules alone is no change of the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.auditing import AnchorChange, changes_of
from generator.changed.places import excerpt_of
from generator.edition import Edition, load_edition
from generator.errors import ZhangjuError
from generator.history import known_revision, put_out
from generator.model.address import kind_of
from generator.model.changes import Changes, Differing, PlaceChange, PlanChanges
from generator.placing import reading

KINDS = {"section": "heading", "sentence": "sentence", "t": "table", "r": "row", "f": "figure", "n": "note"}
"""What `kind_of` an anchor says → what a change is called by."""


def changes_since(root: Path, revision: str) -> Changes:
    """Compare the edition of a git revision with the one that stands here. Raises ZhangjuError for a revision that git does not know, and
    for an edition that cannot be read."""
    commit = known_revision(root, revision, "")
    with TemporaryDirectory(prefix="zhangju-") as folder:
        put_out(root, commit, "content", Path(folder))
        with reading(root / "content"):
            now = load_edition(root / "content")
        try:
            former = load_edition(Path(folder) / "content")
        except ZhangjuError as error:
            cause = f"the edition of {revision} cannot be read: {error.cause}"
            raise ZhangjuError(root, None, cause, "compare with a later one, which this version of zhangju can read", "U001") from None
    return compared(former, now, commit)


def compared(former: Edition, now: Edition, since: str) -> Changes:
    """What became of each plan, and what only one of two editions has."""
    return Changes(
        since=since,
        plans=tuple(_plans(former, now)),
        links=_differing(_links(former), _links(now)),
        terms=_differing(_terms(former), _terms(now)),
        indicators=_differing(_indicators(former), _indicators(now)),
    )


def _plans(former: Edition, now: Edition) -> Iterator[PlanChanges]:
    before, after = ({view.id: view for view in edition} for edition in (former, now))
    for name in dict.fromkeys([*after, *before]):
        view = after.get(name) or before[name]
        if name not in before or name not in after:
            yield PlanChanges(plan=name, title=view.title, state="new" if name in after else "gone")
        elif places := tuple(map(_place, _told(changes_of(before[name].loaded, after[name].loaded)))):
            yield PlanChanges(plan=name, title=view.title, state="changed", places=places)


def _told(changes: list[AnchorChange]) -> Iterator[AnchorChange]:
    """Those that a reader may be told: not what is kept, nor what was gone already."""
    return (one for one in changes if one.state != "kept" and (one.before or one.after))


def _place(one: AnchorChange) -> PlaceChange:
    kind = KINDS[kind_of(one.id)]
    return PlaceChange(id=one.id, kind=kind, state=one.state, to="" if one.to == one.id else one.to, before=one.before, after=one.after)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Differing:
    added = tuple(words for key, words in after.items() if key not in before)
    return Differing(added=added, removed=tuple(words for key, words in before.items() if key not in after))


def _links(edition: Edition) -> dict[str, str]:
    """What a link is, and how it is told: a citation by its place and work, a pair by both places, of which the earlier stands first."""
    found: dict[str, str] = {}
    for link in (*edition.links.citations.links, *edition.links.citations.named):
        end = link.external or f"{link.to_plan} {link.to_place}"
        words = f"{link.type} {link.plan} {link.place} → {end}"
        found.setdefault(words, words)
    for pair in edition.links.pairs:
        words = f"{pair.type} {pair.a.plan} {pair.to_a} ↔ {pair.b.plan} {pair.to_b}"
        found.setdefault(words, words)
    return found


def _terms(edition: Edition) -> dict[str, str]:
    found: dict[str, str] = {}
    for term in edition.glossary.terms:
        meant = "；".join(excerpt_of(one.text) for one in term.definitions)
        words = f"{term.name}：{meant}" if meant else term.name
        found["\n".join([term.name, *(one.text for one in term.definitions)])] = words
    return found


def _indicators(edition: Edition) -> dict[str, str]:
    found: dict[str, str] = {}
    for series in edition.indicators.series:
        for point in series.points:
            one = point.value
            amount = f"{one.low}–{one.high}" if one.low and one.high and one.low != one.high else one.low or one.high
            words = f"{series.name} {one.year} {one.bound}{amount}{one.unit} ({one.plan} {one.place})"
            found.setdefault(words, words)
    return found
