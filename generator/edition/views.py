"""Views: one plan as the pages and the open data see it, with its chapters, addresses, numbers and marks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content.anchors import Anchor
from generator.content.settling import nearest
from generator.content.store import LoadedPlan, digest, load_plan, read_record
from generator.content.write import by_file, heading_text
from generator.edition.corrections import correction_lines
from generator.edition.numbers import levels, printed_numbers
from generator.indicators.traditional import is_traditional
from generator.languages.language import SIMPLIFIED, Language
from generator.languages.translations import State, Translations, count_by_chapter
from generator.model import Plan, Repair, Section, note_targets
from generator.model.address import chapter_of, section_of
from generator.pure import PLANS, Same, pure
from generator.unlocked import cached_property

INDEX_IDS = frozenset({"front", "notice", "abstract", "preface", "intro"})
"""Ids of parts that precede chapter one, also when they are gone."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A repair or a flag, as the text shows it in place."""

    entry: Repair
    name: str
    """Its id on the collation page: `r12`, `f3`."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """That a plan cannot be read as it stands."""

    plan: str
    cause: str
    """Why, with file and line."""
    date: str = ""
    """Of the state that is shown instead; empty when there is none, and the plan is left out."""
    commit: str = ""
    """Of the same."""


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
    settings_text: str = ""
    """The settings beside the seed; empty when they are not at hand."""
    sha256: str = ""
    """Digest of the seed's file, as convert recorded it; empty where it did not."""
    behind: bool = False
    """True when seed or settings are others than convert recorded: what is shown is what came of the former ones."""
    earlier: Earlier | None = None
    """That this is a state from before, since the present one cannot be read."""

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

    @cached_property
    def traditional(self) -> bool:
        """True where its text is in Traditional characters."""
        return is_traditional(self.plan)

    @cached_property
    def correction_lines(self) -> Mapping[tuple[int, str], int]:
        """(line of the seed, what was found there) of each correction → its line in the settings."""
        return correction_lines(self.settings_text)

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
        chapter = chapter_of(anchor)
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
    def all_marks(self) -> tuple[TextMark, ...]:
        """Every entry of the ledger with its id on the collation page: `f` for flags, `r` for repairs, counted from 1."""
        counts = {"flagged": 0, "applied": 0}
        found = []
        for entry in self.loaded.ledger:
            counts[entry.status] += 1
            found.append(TextMark(entry, f"{'f' if entry.status == 'flagged' else 'r'}{counts[entry.status]}"))
        return tuple(found)

    @cached_property
    def marks(self) -> dict[str, list[TextMark]]:
        """The same by the anchor they stand in."""
        found: dict[str, list[TextMark]] = {}
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


def view_of(content: Path, seeds: Path | None, plan: str) -> PlanView:
    """A plan with its seed, and with what convert recorded of that."""
    loaded, record = load_plan(content, plan), read_record(content / plan)
    data = _bytes(seeds, f"{plan}.txt")
    seed = None if data is None else _decoded(data, record)
    sha256 = str(record.get("seed", ""))
    behind = data is not None and bool(sha256) and hashlib.sha256(data).hexdigest() != sha256
    return _viewed(
        Same(loaded), seed, _settings_text(seeds, plan), sha256, behind or _resettled(seeds, plan, str(record.get("settings", "")))
    )


def as_received(content: Path, seeds: Path, plan: str) -> tuple[str, str]:
    """A plan's seed and its settings, as they stand there now. Raises OSError where there is no seed, ZhangjuError."""
    return _decoded((seeds / f"{plan}.txt").read_bytes(), read_record(content / plan)), _settings_text(seeds, plan)


def _decoded(data: bytes, record: Mapping[str, Any]) -> str:
    """The text of a seed, in the encoding that convert found."""
    return data.decode(str(record.get("encoding", "utf-8")), errors="replace").lstrip("\ufeff")


@pure(most=PLANS)
def _viewed(loaded: Same[LoadedPlan], seed_text: str | None, settings_text: str, sha256: str, behind: bool) -> PlanView:
    return PlanView(loaded.thing, seed_text, settings_text=settings_text, sha256=sha256, behind=behind)


def _bytes(seeds: Path | None, name: str) -> bytes | None:
    """A file beside the seeds; None when there is none."""
    path = seeds / name if seeds else None
    return path.read_bytes() if path and path.is_file() else None


def _resettled(seeds: Path | None, plan: str, known: str) -> bool:
    """Whether the settings of a seed are others than those with a digest."""
    data = _bytes(seeds, f"{plan}.toml")
    return data is not None and bool(known) and digest(data.decode(errors="replace").replace("\r\n", "\n")) != known


def _settings_text(seeds: Path | None, plan: str) -> str:
    """The settings of a seed; empty when they are not at hand."""
    path = seeds / f"{plan}.toml" if seeds else None
    return path.read_text(encoding="utf-8", errors="replace") if path and path.is_file() else ""
