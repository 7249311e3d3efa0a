"""The edition: all plans as the pages and the open data see them, with their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from generator.content.anchors import Anchor
from generator.content.changes import read_changes
from generator.content.settling import nearest
from generator.content.store import LoadedPlan, load_plan, plan_ids, read_record
from generator.content.write import by_file, heading_text
from generator.edition.numbers import levels, printed_numbers
from generator.errors import gathering
from generator.glossary import load_glossary
from generator.indicators.loading import load as load_indicators
from generator.languages.language import SIMPLIFIED, Language
from generator.languages.translations import State, Translations, count_by_chapter
from generator.links import Links, load_links
from generator.links.counterparts import Pair
from generator.links.threads import load_topics
from generator.model import (
    Glossary,
    Indicators,
    Link,
    Mention,
    Plan,
    Point,
    Repair,
    Section,
    Series,
    Span,
    Term,
    Thread,
    by_date,
    note_targets,
)
from generator.model.changes import Issue

ALL_COMPARED, NEAREST = 12, 8
"""Up to so many plans every two have a page of comparison; of more each has one with so many others."""
INDEX_IDS = frozenset({"front", "notice", "abstract", "preface", "intro"})
"""Ids of parts that precede chapter one, also when they are gone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A repair or a flag, as the text shows it in place."""

    entry: Repair
    name: str
    """Its id on the collation page: `r12`, `f3`."""


@dataclass(frozen=True)
class Chapter:
    """What stands on one page: a chapter, or what precedes chapter one (then `id` is empty and the plan's page holds it)."""

    id: str
    sections: tuple[Section, ...]

    @property
    def heading(self) -> str:
        """Its first heading as it is set."""
        return heading_text(self.sections[0]).removesuffix("。") if self.sections else ""


@dataclass(frozen=True)
class PlanView:
    """A plan with its pages, addresses and numbers."""

    loaded: LoadedPlan
    seed_text: str | None = None
    """The seed as received; None when the build has only content."""
    translations: Translations | None = None
    """What stands beside the text on pages of another language; None on pages in Chinese."""
    sha256: str = ""
    """Digest of the seed's file, as convert recorded it; empty where it did not."""

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.loaded.plan

    @property
    def id(self) -> str:
        """Id of the plan, which is its folder in the site."""
        return self.plan.id

    @property
    def title(self) -> str:
        """The plan's whole title."""
        return self.shown("title") or self.id

    @property
    def short_title(self) -> str:
        """What a list has room for."""
        return self.shown("short_title") or self.title

    @property
    def printed_title(self) -> str:
        """The title as the text has it, where pages show another: in another language, or as an editor words it; else empty."""
        printed = next((section.title for section in self.plan.sections if section.id == "front"), "")
        return "" if printed.split() == self.title.split() else printed

    def shown(self, key: str) -> str:
        """A value of the metadata in the language of the pages, in Chinese where it has no translation; empty when there is none."""
        return self.translated(f"plan:{key}") or str(self.plan.meta.get(key) or "")

    @property
    def language(self) -> Language:
        """What it is translated into; Simplified Chinese where it is not."""
        return self.translations.spoken if self.translations else SIMPLIFIED

    def known(self, key: str) -> str:
        """A value of the metadata as it stands there; empty when there is none."""
        return str(self.plan.meta.get(key) or "")

    @property
    def supplied(self) -> dict[str, str]:
        """Section whose heading an editor supplied → where it is from."""
        return dict(self.plan.meta.get("supplied") or {})

    @property
    def missing(self) -> list[dict[str, str]]:
        """What the seed lacks and where, in reading order."""
        return list(self.plan.meta.get("missing") or ())

    def translated(self, context: str) -> str:
        """The translation of a text of the plan; empty on pages in Chinese, and where there is none."""
        return self.translations[context].text if self.translations else ""

    @property
    def witnesses(self) -> list[dict[str, Any]]:
        """The other prints that it was held against, as its metadata has them: facts and places, numbers as words."""
        return list(self.plan.meta.get("witnesses") or ())

    @cached_property
    def sentence_states(self) -> Mapping[str, Mapping[State, int]]:
        """Chapter → how many of its sentences are in each state of translation; nothing on pages in Chinese."""
        return count_by_chapter(self.loaded, self.translations) if self.translations else {}

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Its pages in reading order, without the plan's own."""
        return tuple(chapter for chapter in self._pages if chapter.id)

    @cached_property
    def front(self) -> Chapter:
        """What precedes chapter one, which stands on the plan's own page."""
        return next((chapter for chapter in self._pages if not chapter.id), Chapter("", ()))

    @cached_property
    def _pages(self) -> tuple[Chapter, ...]:
        files = by_file(self.plan.sections).items()
        return tuple(Chapter("" if name == "index.md" else sections[0].chapter, tuple(sections)) for name, sections in files if sections)

    @cached_property
    def _folders(self) -> dict[str, str]:
        return {
            section.id: f"{self.id}/{chapter.id}/" if chapter.id else f"{self.id}/"
            for chapter in self._pages
            for section in chapter.sections
        }

    def address(self, anchor: str) -> str:
        """Address of an anchor from the site's root: `sh-14fyp/6/#6.2.2-3`. Raises KeyError for one that is in no section."""
        return f"{self._folders[section_of(anchor)]}#{anchor}"

    def section(self, anchor: str) -> Section:
        """The section an anchor stands in. Raises KeyError when there is none."""
        return self._sections[section_of(anchor)]

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.plan.sections}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Section → the path of its numbers as print has them, 七、4.1; those without a number are left out."""
        return printed_numbers(self.plan.sections)

    def number_levels(self, section: Section) -> list[Section]:
        """The sections whose printed numbers make that path, the innermost first."""
        return list(levels(section, self._sections))

    def children(self, parent: str | None, sections: Sequence[Section] | None = None) -> list[Section]:
        """Sections directly under one, in order."""
        return [s for s in (sections or self.plan.sections) if s.parent == parent]

    @cached_property
    def sentence_count(self) -> int:
        """How many sentences it has."""
        return sum(1 for section in self.plan.sections for _ in section.sentences())

    @cached_property
    def character_count(self) -> int:
        """How many characters its sentences have."""
        return sum(len(s.text) for section in self.plan.sections for _, s in section.sentences())

    @cached_property
    def former(self) -> tuple[Anchor, ...]:
        """The anchors that lost their place and lead elsewhere."""
        return tuple(a for a in self.loaded.anchors if a.to)

    def former_page(self, anchor: str) -> str:
        """Id of the chapter on whose page an anchor was published, empty for the plan's own page."""
        chapter = section_of(anchor).split(".", 1)[0]
        return "" if any(s.chapter == chapter for s in self.front.sections) or chapter in INDEX_IDS else chapter

    @cached_property
    def former_by_place(self) -> dict[str, dict[str, list[Anchor]]]:
        """Chapter id → anchor on its page (empty for its top) → the former anchors that are told there."""
        found: dict[str, dict[str, list[Anchor]]] = {}
        for anchor in self.former:
            page = self.former_page(anchor.id)
            place = next((name for name in (anchor.to, nearest(anchor.id, self._sections)) if self._page_of(name) == page), "")
            found.setdefault(page, {}).setdefault(place, []).append(anchor)
        return found

    def _page_of(self, anchor: str) -> str | None:
        """Id of the chapter on whose page an anchor stands."""
        folder = self._folders.get(section_of(anchor))
        return None if folder is None else folder.removeprefix(f"{self.id}/").rstrip("/")

    @cached_property
    def all_marks(self) -> tuple[Mark, ...]:
        """Every entry of the ledger with its id on the collation page: `f` for flags, `r` for repairs, counted from 1."""
        counts = {"flagged": 0, "applied": 0}
        found = []
        for entry in self.loaded.ledger:
            counts[entry.status] += 1
            found.append(Mark(entry, f"{'f' if entry.status == 'flagged' else 'r'}{counts[entry.status]}"))
        return tuple(found)

    @cached_property
    def marks(self) -> dict[str, list[Mark]]:
        """The same by the anchor they stand in."""
        found: dict[str, list[Mark]] = {}
        for mark in self.all_marks:
            found.setdefault(mark.entry.place, []).append(mark)
        return found

    @cached_property
    def texts(self) -> dict[str, str]:
        """Text of every sentence and heading by its anchor."""
        found = {s.id: s.mark + s.title for s in self.plan.sections}
        return found | {s.id: s.text for section in self.plan.sections for _, s in section.sentences()}

    @cached_property
    def part_texts(self) -> dict[tuple[str, int], str]:
        """Text of every part by its anchor and cell."""
        return {(part.place, part.cell): part.text for section in self.plan.sections for part in section.parts()}

    @cached_property
    def part_notes(self) -> dict[tuple[str, int], frozenset[str]]:
        """Marks of the notes that a part refers to, by its anchor and cell; what refers to none is left out."""
        return {(part.place, part.cell): part.notes for section in self.plan.sections for part in section.parts() if part.notes}

    @cached_property
    def note_targets(self) -> dict[str, dict[str, str]]:
        """Anchor of a sentence → mark → anchor of the note that it refers to."""
        return note_targets(self.plan.sections)

    @cached_property
    def first_anchors(self) -> dict[int, str]:
        """Line of the seed → the first anchor of the edition that begins in it."""
        found: dict[int, str] = {}
        for section in self.plan.sections:
            if section.line and not section.supplied:
                found.setdefault(section.line, section.id)
            for _, sentence in section.sentences():
                found.setdefault(sentence.line, sentence.id)
            for table in section.tables():
                found.setdefault(table.line, table.id)
            for figure in section.figures():
                found.setdefault(figure.line, figure.id)
        return found

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """What was changed."""
        return tuple(r for r in self.loaded.ledger if r.status == "applied")

    @cached_property
    def flags(self) -> tuple[Repair, ...]:
        """What is suspected and was not changed."""
        return tuple(r for r in self.loaded.ledger if r.status == "flagged")


def _view(content: Path, seeds: Path | None, plan: str) -> PlanView:
    """A plan with its seed, and with what convert recorded of that."""
    loaded, record = load_plan(content, plan), read_record(content / plan)
    return PlanView(loaded, _seed_text(seeds, plan, str(record.get("encoding", "utf-8"))), sha256=str(record.get("seed", "")))


def _seed_text(seeds: Path | None, plan: str, encoding: str) -> str | None:
    """A seed's characters, by the encoding that convert recorded; None when there is no seed."""
    path = seeds / f"{plan}.txt" if seeds else None
    if path is None or not path.is_file():
        return None
    return path.read_bytes().decode(encoding, errors="replace").lstrip("\ufeff")


def section_of(anchor: str) -> str:
    """Id of the section of an anchor: `6.2.2-3` → `6.2.2`, `2.3-t1-r7` → `2.3`, `6` → `6`."""
    return anchor.split("-", 1)[0]


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
        found: dict[str, list[Pair]] = {}
        for pair in self.links.pairs:
            found.setdefault(pair.a.plan, []).append(pair)
            found.setdefault(pair.b.plan, []).append(pair)
        return found

    def pairs_between(self, a: str, b: str) -> list[Pair]:
        """The counterparts of two plans."""
        return self._pairs_between.get(frozenset((a, b)), [])

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


def load_edition(content: Path, seeds: Path | None = None) -> Edition:
    """Read the whole content folder, and the seeds where they are at hand. Raises ZhangjuError with file and line."""
    plans = [_view(content, seeds, plan) for plan in plan_ids(content)]
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
    return Edition(tuple(plans), glossary, links or Links(), indicators or Indicators(), topics or (), issues=issues or ())
