"""The edition: all plans as the pages and the open data see them, with their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.content.store import LoadedPlan, load_plan, plan_ids
from generator.content.write import file_of, heading_text
from generator.model import Plan, Repair, Section


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
        return str(self.plan.meta.get("title", self.id))

    @property
    def short_title(self) -> str:
        """What a list has room for."""
        return str(self.plan.meta.get("short_title") or self.title)

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
        groups: dict[str, list[Section]] = {}
        for section in self.plan.sections:
            on_index = file_of(section, self.plan.sections) == "index.md"
            groups.setdefault("" if on_index else section.chapter, []).append(section)
        return tuple(Chapter(name, tuple(sections)) for name, sections in groups.items())

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
    def repairs(self) -> tuple[Repair, ...]:
        """What was changed."""
        return tuple(r for r in self.loaded.ledger if r.status == "applied")

    @cached_property
    def flags(self) -> tuple[Repair, ...]:
        """What is suspected and was not changed."""
        return tuple(r for r in self.loaded.ledger if r.status == "flagged")


def section_of(anchor: str) -> str:
    """Id of the section of an anchor: `6.2.2-3` → `6.2.2`, `2.3-t1-r7` → `2.3`, `6` → `6`."""
    return anchor.split("-", 1)[0]


@dataclass(frozen=True)
class Edition:
    """All plans, newest period first as readers look for them."""

    plans: tuple[PlanView, ...]

    def __iter__(self) -> Iterator[PlanView]:
        return iter(self.plans)


def load_edition(content: Path) -> Edition:
    """Read the whole content folder. Raises ZhangjuError with file and line."""
    plans = [PlanView(load_plan(content, plan)) for plan in plan_ids(content)]
    order = {"plan": 0, "report": 1, "study": 2}
    plans.sort(
        key=lambda view: (order.get(str(view.plan.meta.get("kind")), 9), str(view.plan.meta.get("period", "")), -len(view.plan.sections))
    )
    return Edition(tuple(plans))
