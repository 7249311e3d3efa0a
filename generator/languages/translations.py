"""The translations of a plan as readers see them, each with its state, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator.content.store import LoadedPlan
from generator.errors import ZhangjuError, gathering, nearest
from generator.languages.language import ENGLISH, FOLDER, Language, translated_languages
from generator.languages.po import Catalogue, Entry
from generator.languages.review import review_of
from generator.languages.translating import destination, known_language, po_path, read_catalogue
from generator.languages.units import TranslationUnit, all_units, units
from generator.pure import PLANS, Same, pure

State = Literal["none", "unreviewed", "reviewed", "stale"]
STATES: tuple[State, ...] = ("none", "unreviewed", "reviewed", "stale")
"""`none`: no translation. `stale`: made for a text that has changed since. `reviewed`: checked by a second person."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation with its state."""

    text: str
    state: State
    review: str = ""
    """Who reviewed it, and when."""


NONE = Translation("", "none")


@dataclass(frozen=True)
class Translations:
    """The translations of one plan into one language."""

    language: str
    by_context: Mapping[str, Translation] = field(default_factory=dict)
    spoken: Language = ENGLISH
    """The language itself."""

    def __getitem__(self, context: str) -> Translation:
        return self.by_context.get(context, NONE)


def load_translations(content: Path, loaded: LoadedPlan, language: str) -> Translations:
    """A plan's translations; a text without one, or without a file, has the state `none`.

    A file that lags behind the plan does no harm: a translation shows as stale where its source is another text now, and follows a
    moved anchor. Raises ZhangjuError for a broken file and for a place that the plan never had.
    """
    spoken = known_language(content, language, content / FOLDER / language)
    path = po_path(content, language, loaded.plan.id)
    if not path.is_file():
        return Translations(language, spoken=spoken)
    return Translations(language, _by_place(Same(read_catalogue(path, spoken)), Same(loaded), path), spoken)


@pure(most=PLANS)
def _by_place(catalogue: Same[Catalogue], loaded: Same[LoadedPlan], path: Path) -> Mapping[str, Translation]:
    return dict(_placed(catalogue.thing, loaded.thing, path))


def _placed(catalogue: Catalogue, loaded: LoadedPlan, path: Path) -> Iterator[tuple[str, Translation]]:
    """(place, translation) of the entries that the plan has a place for; what moved gives way to what stands there."""
    texts = {unit.context: unit.text for unit in all_units(loaded.plan)}
    known = {anchor.id: anchor for anchor in loaded.anchors}
    former = {name for name, anchor in known.items() if anchor.to}
    moved = []
    with gathering() as problems:
        for entry in catalogue.entries:
            if entry.obsolete or entry.context in texts:
                continue
            if entry.context.partition(":")[0] in former:
                moved.append((destination(entry.context, known), entry))
            else:
                next_step = f"{nearest(entry.context, texts)}; `zhangju translate {loaded.plan.id}` puts what the plan has no more aside"
                problems.add(ZhangjuError(path, entry.line, f"the plan has no place `{entry.context}`", next_step))
    for place, entry in moved:
        if place in texts and entry.text.strip():
            yield place, translation(entry, texts[place])
    for entry in catalogue.entries:
        if not entry.obsolete and entry.text.strip() and entry.context in texts:
            yield entry.context, translation(entry, texts[entry.context])


def translation(entry: Entry, source: str) -> Translation:
    """What an entry that is translated gives for a text."""
    text = " ".join(entry.text.split())
    if entry.fuzzy or entry.source != source:
        return Translation(text, "stale")
    review = review_of(entry.comments)
    return Translation(text, "reviewed" if review else "unreviewed", review)


def count_states(some: Iterable[TranslationUnit], translations: Translations) -> dict[State, int]:
    """How many of some texts are in each state."""
    counts = Counter(translations[unit.context].state for unit in some)
    return {state: counts[state] for state in STATES}


def count_by_chapter(loaded: LoadedPlan, translations: Translations) -> dict[str, dict[State, int]]:
    """Chapter → how many of its sentences are in each state; the metadata count for no chapter."""
    by_chapter: dict[str, list[TranslationUnit]] = {}
    for unit in units(loaded.plan):
        if unit.is_sentence:
            by_chapter.setdefault(unit.chapter, []).append(unit)
    return {chapter: count_states(some, translations) for chapter, some in by_chapter.items()}


@dataclass(frozen=True)
class Progress:
    """How much of some sections is translated, for the note at their head."""

    sentences: int
    translated: int
    stale: int
    reviewed: int


def locale_files(content: Path, plans: Iterable[str]) -> list[tuple[str, str, Path]]:
    """(language, plan, file) of every file of translations. Raises ZhangjuError for an unknown language and an unknown plan."""
    known, languages = list(plans), translated_languages(content)
    found = []
    with gathering() as problems:
        for folder in sorted(path for path in (content / FOLDER).glob("*") if path.is_dir() or path.suffix == ".po"):
            if folder.name not in languages:
                cause = f"`{folder.name}` is no language that plans are translated into"
                step = f"name the folder one of: {', '.join(languages)}; or declare it in {folder.name}/language.toml"
                problems.add(ZhangjuError(folder, None, cause, step))
                continue
            for path in sorted(folder.glob("*.po")):
                if path.stem not in known:
                    how = f"name it for a plan ({nearest(path.stem, known)}), or take it out: rm {path}"
                    problems.add(ZhangjuError(path, 1, f"there is no plan `{path.stem}` in content", how))
                    continue
                found.append((folder.name, path.stem, path))
    return found
