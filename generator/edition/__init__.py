"""The edition: all plans as the pages and the open data see them, with their addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from generator.content.changes import read_changes
from generator.content.store import plan_ids
from generator.edition.views import Chapter, PlanView, TextMark, view_of
from generator.errors import gathering
from generator.glossary import load_glossary
from generator.indicators.loading import load as load_indicators
from generator.languages.language import FOLDER, SIMPLIFIED, Language
from generator.links import Links, load_links
from generator.links.counterparts import Pair
from generator.links.neighbours import Neighbours, load_neighbours
from generator.links.threads import load_topics
from generator.model import Glossary, Indicators, Link, Mention, Point, Series, Span, Term, Thread, ThreadClause, by_date
from generator.model.changes import Issue
from generator.placing.walking import walk
from generator.pure import Same, pure
from generator.unlocked import cached_property

ALL_COMPARED, NEAREST = 12, 8
"""Up to so many plans every two have a page of comparison; of more each has one with so many others."""


@dataclass(frozen=True)
class Edition:
    """All plans, newest period first as readers look for them, the words that they define and use, and the links between them."""

    plans: tuple[PlanView, ...]
    glossary: Glossary = field(default_factory=Glossary)
    links: Links = field(default_factory=Links)
    indicators: Indicators = field(default_factory=Indicators)
    """The series of indicators."""
    threads: tuple[Thread, ...] = ()
    """The topics with their clauses, in the editors' order."""
    language: Language = SIMPLIFIED
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a term → its names in another script, by which readers may look for it."""
    issues: tuple[Issue, ...] = ()
    """What readers are told of what changed, the newest last."""
    neighbours: Neighbours = field(default_factory=Neighbours)
    """What is known of other sites; works there by the ids of ours."""

    @property
    def has_topics(self) -> bool:
        """Whether there are any."""
        return bool(self.threads)

    @property
    def has_indicators(self) -> bool:
        """Whether there is a series of them."""
        return bool(self.indicators.series)

    def plan(self, name: str) -> PlanView:
        """The plan of an id. Raises KeyError when there is none."""
        return self._plans[name]

    @cached_property
    def _plans(self) -> dict[str, PlanView]:
        return {view.id: view for view in self.plans}

    @cached_property
    def by_date(self) -> tuple[PlanView, ...]:
        """The plans in the order of their dates."""
        return tuple(self._plans[plan.id] for plan in by_date(view.plan for view in self.plans))

    @cached_property
    def pairs_of(self) -> dict[str, list[Pair]]:
        """Plan → its counterparts in other plans."""
        return _by_plan(self.links.pairs)

    @cached_property
    def perhaps_of(self) -> dict[str, list[Pair]]:
        """Plan → what may be a counterpart in other plans."""
        return _by_plan(self.links.perhaps)

    def pairs_between(self, a: str, b: str) -> list[Pair]:
        """The counterparts of two plans."""
        return self._pairs_between.get(frozenset((a, b)), [])

    def perhaps_between(self, a: str, b: str) -> list[Pair]:
        """What may be a counterpart of two plans."""
        return [pair for pair in self.perhaps_of.get(a, ()) if b in (pair.a.plan, pair.b.plan)]

    @cached_property
    def _pairs_between(self) -> dict[frozenset[str], list[Pair]]:
        """Two plans → their counterparts, grouped once."""
        found: dict[frozenset[str], list[Pair]] = {}
        for pair in self.links.pairs:
            found.setdefault(frozenset((pair.a.plan, pair.b.plan)), []).append(pair)
        return found

    @cached_property
    def compared(self) -> dict[str, tuple[str, ...]]:
        """Plan → the later ones with which it has a page of comparison, in the order of their dates.

        Of few plans every two are compared. Of more each plan is beside those with which it shares most counterparts: pages for all would
        grow with the square of the plans, and nearly all of them would say that the two share nothing.
        """
        order = {view.id: i for i, view in enumerate(self.by_date)}
        chosen = set(combinations(order, 2)) if len(order) <= ALL_COMPARED else self._nearest(order)
        found: dict[str, list[str]] = {name: [] for name in order}
        for a, b in sorted(chosen, key=lambda pair: (order[pair[0]], order[pair[1]])):
            found[a].append(b)
        return {name: tuple(later) for name, later in found.items()}

    def _nearest(self, order: Mapping[str, int]) -> set[tuple[str, str]]:
        """For each plan those with which it has most counterparts, each two in the order of their dates."""
        shared: dict[str, list[tuple[int, int, str]]] = {}
        for two, pairs in self._pairs_between.items():
            for own in two if len(two) == 2 else ():
                other = next(name for name in two if name != own)
                shared.setdefault(own, []).append((-len(pairs), order[other], other))
        return {
            (own, other) if order[own] < order[other] else (other, own)
            for own, others in shared.items()
            for _, _, other in sorted(others)[:NEAREST]
        }

    @cached_property
    def points_of(self) -> dict[str, dict[str, tuple[Series, list[Point]]]]:
        """Plan → id of a series → the series with what the plan says of it, in the order in which the indicators list them."""
        found: dict[str, dict[str, tuple[Series, list[Point]]]] = {}
        for series in self.indicators.series:
            for point in series.points:
                found.setdefault(point.value.plan, {}).setdefault(series.id, (series, []))[1].append(point)
        return found

    @cached_property
    def clauses_of(self) -> dict[str, dict[str, list[ThreadClause]]]:
        """Id of a topic → plan → its clauses on it, in reading order; plans that have none are left out."""
        found: dict[str, dict[str, list[ThreadClause]]] = {thread.id: {} for thread in self.threads}
        for thread in self.threads:
            for clause in thread.clauses:
                found[thread.id].setdefault(clause.plan, []).append(clause)
        return found

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Every term by its id, defined or not."""
        return {term.id: term for term in (*self.glossary.terms, *self.glossary.undefined)}

    @cached_property
    def mentions(self) -> dict[str, dict[tuple[str, int], list[Mention]]]:
        """Plan → anchor and cell → where defined terms are used there, in order."""
        found: dict[str, dict[tuple[str, int], list[Mention]]] = {view.id: {} for view in self.plans}
        for term in self.glossary.terms:
            for mention in term.mentions:
                found[mention.plan].setdefault((mention.place, mention.cell), []).append(mention)
        for parts in found.values():
            for mentions in parts.values():
                mentions.sort(key=lambda m: m.span)
        return found

    @cached_property
    def citations(self) -> dict[str, dict[tuple[str, int], list[tuple[Span, str]]]]:
        """Plan → anchor and cell → where works are cited there, in order, with the address from the site's root that each leads to."""
        found: dict[str, dict[tuple[str, int], list[tuple[Span, str]]]] = {view.id: {} for view in self.plans}
        named = [link for link in self.links.citations.named if not self._holds_a_term(link)]
        for link in (*self.links.citations.links, *named):
            if link.span:
                found[link.plan].setdefault((link.place, link.cell), []).append((link.span, self.address(link)))
        for parts in found.values():
            for citations in parts.values():
                citations.sort()
        return found

    def _holds_a_term(self, link: Link) -> bool:
        """True for a work named without 《》 whose name has a term in it: the term's link is the one that shows."""
        start, end = link.span or (0, 0)
        mentions = self.mentions[link.plan].get((link.place, link.cell), ())
        return any(mention.span[0] < end and start < mention.span[1] for mention in mentions)

    def address(self, link: Link) -> str:
        """Address from the site's root of what a link leads to: a place, a plan as a whole, or an entry of the bibliography."""
        if link.external:
            return f"bibliography/#{self.links.names[link.external]}"
        return f"{link.to_plan}/" if link.to_place == "front" else self.plan(link.to_plan).address(link.to_place)

    def __iter__(self) -> Iterator[PlanView]:
        return iter(self.plans)


def _by_plan(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Plan → the pairs that have an end in it."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.a.plan, []).append(pair)
        found.setdefault(pair.b.plan, []).append(pair)
    return found


def load_edition(content: Path, seeds: Path | None = None) -> Edition:
    """Read the whole content folder, and the seeds where they are at hand. Raises ZhangjuError with file and line."""
    plans = [view_of(content, seeds, plan) for plan in plan_ids(content)]
    return _edition(tuple(map(Same, plans)), tuple(_files(content, {FOLDER, *(view.id for view in plans)})), content)


def _files(content: Path, without: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of what an edition is made of beside its plans, which are known as the same, and translations, which are no part
    of it: all that is in content but for some folders."""
    for path, entry, inside in sorted(walk(content, passing=True), key=lambda found: found[0]):
        if not inside and path.partition("/")[0] not in without and entry.is_file():
            yield path, Path(entry.path).read_bytes()


@pure(most=2)
def _edition(held: tuple[Same[PlanView], ...], files: tuple[tuple[str, bytes], ...], content: Path) -> Edition:
    """The edition of some plans. `files` are all that stands in content, so that the same is known as the same."""
    plans = [one.thing for one in held]
    order = {"plan": 0, "report": 1, "study": 2}
    plans.sort(
        key=lambda view: (order.get(str(view.plan.meta.get("kind")), 9), str(view.plan.meta.get("period", "")), -len(view.plan.sections))
    )
    texts = [view.plan for view in plans]
    glossary = load_glossary(content, texts).glossary
    with gathering() as problems:  # what is wrong in one file of the editors does not hide what is wrong in the other
        links = problems.tried(lambda: load_links(content, texts))
        topics = problems.tried(lambda: load_topics(content, texts))
        indicators = problems.tried(lambda: load_indicators(content, texts))
        issues = problems.tried(lambda: read_changes(content))
        beside = problems.tried(lambda: load_neighbours(content, texts)) or Neighbours()
    links = links or Links()
    beside = replace(beside, works={links.names[title]: url for title, url in beside.works.items() if title in links.names})
    return Edition(tuple(plans), glossary, links, indicators or Indicators(), topics or (), issues=issues or (), neighbours=beside)


__all__ = ["Chapter", "Edition", "PlanView", "TextMark", "load_edition"]
