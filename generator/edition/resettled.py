"""A plan as it most likely is after its settings were changed, before it is converted: its metadata, and the corrections and tables whose
words are found again in the plan. Levels, borders, breaks and what else decides the outline wait for convert."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from generator.edition.rewording import reworded, standing
from generator.edition.views import PlanView
from generator.errors import ZhangjuError
from generator.model import Plan, Repair
from generator.reading.seed import Seed
from generator.reading.settings import Settings
from generator.reading.settings_file import settings_of
from generator.toml_file import parse_toml

FORESEEN = {"missing": ("text", "text_en"), "table": ("caption", "columns", "rows", "evidence", "removed", "added", "why")}
"""What of these entries may be other than before."""
ELSEWHERE = ("levels", "appendix_levels", "missing", "supplied", "witnesses")
"""What content says of a plan that is not as it stands in its settings."""
Mark = tuple[int, int, str, str]
"""Line, column, words and status of an editor's entry of the ledger."""


@dataclass(frozen=True, slots=True)
class Emended:
    """A seed with its corrections and tables, before any rule."""

    settings: Settings
    text: str
    entries: Mapping[Mark, Repair]
    """The editor's part of the ledger."""

    def span(self, entry: Repair) -> tuple[int, int]:
        """Where the words of an entry stand in the text."""
        start = entry.at + sum(len(one.after) - len(one.before) for one in self.entries.values() if one.step and one.at < entry.at)
        return start, start + len(entry.after if entry.step else entry.before)


def resettled(known: PlanView, seed: str, settings: str) -> PlanView | None:
    """A plan whose seed and settings have become these, by how it was; None where that cannot be told without converting it."""
    with contextlib.suppress(ZhangjuError):
        before, now = _emended(known.id, known.seed_text or "", known.settings_text), _emended(known.id, seed, settings)
        if not _alike(before.settings, now.settings):
            return None
        view = known if before.text == now.text else reworded(known, before.text, now.text)
        ledger = [] if view is None else [*_ledger(view, before, now)]
        if view is None or None in ledger:
            return None
        entries = sorted((one for one in ledger if one), key=lambda one: (one.step, one.at if one.step == 1 else 0))
        plan = replace(view.plan, meta=_metadata(view.plan, now.settings))
        return replace(view, loaded=replace(view.loaded, plan=plan, ledger=tuple(entries)))
    return None


def _emended(plan: str, seed: str, settings: str) -> Emended:
    """Raises ZhangjuError for what is no settings, or does not fit the seed."""
    from generator.repair import CORRECTION_REASON  # only here: it loads all rules
    from generator.repair.corrections import corrections, flags
    from generator.repair.engine import Draft, apply, flag

    path = Path(f"{plan}.toml")
    about = settings_of(settings, parse_toml(settings, path), path, plan)
    text = Seed(plan, path, seed, "utf-8", bom=False, settings=about)
    draft, entries = apply(Draft.of(seed), text, "correction", CORRECTION_REASON, 1, edits=corrections(text))
    entries += [flag(text, at, item.find, item.replace, item.evidence) for at, item in flags(text)]
    return Emended(about, draft.text, {_mark(one): one for one in entries})


def _mark(entry: Repair) -> Mark:
    return entry.line, entry.column, entry.before, entry.status


def _alike(before: Settings, now: Settings) -> bool:
    """Whether two settings differ in nothing but metadata, corrections and the words of tables and of what is missing."""
    told = {*before.metadata(), *now.metadata(), "correction", "path", "key_lines", "contents"}
    return all(_bare(before, f.name) == _bare(now, f.name) for f in fields(Settings) if f.name not in told)


def _bare(settings: Settings, key: str) -> Any:
    """A value without what may be other than before, and without where it stands."""
    value = getattr(settings, key)
    if not isinstance(value, list):
        return value
    blank = ("at", *FORESEEN.get(key, ()))
    return [[getattr(one, f.name) for f in fields(one) if f.name not in blank] if is_dataclass(one) else one for one in value]


def _ledger(view: PlanView, before: Emended, now: Emended) -> Iterator[Repair | None]:
    """The entries of a plan's ledger, with those of editors as they are now; None for one of which it is not known where it stands."""
    held = set()
    for entry in view.loaded.ledger:
        mark = _mark(entry)
        if entry.rule != "correction" or mark not in before.entries:
            yield entry
        elif one := now.entries.get(mark):
            held.add(mark)
            yield replace(entry, at=one.at, after=one.after, reason=one.reason)
    for mark, entry in now.entries.items():
        if mark not in held:
            start, end = now.span(entry)
            place = standing(view.plan, now.text, start, end)
            yield replace(entry, place=place.part.place, offset=place.told, reach=end - start) if place else None


def _metadata(plan: Plan, settings: Settings) -> dict[str, Any]:
    """What content says of a plan with these settings."""
    meta = settings.metadata() | {key: plan.meta[key] for key in ELSEWHERE if key in plan.meta}
    if settings.missing:
        meta["missing"] = [_told(*pair) for pair in zip(plan.meta.get("missing", ()), settings.missing, strict=False)]
    return meta


def _told(place: Mapping[str, str], item: Any) -> dict[str, str]:
    """What is missing at a place, in the words of the settings."""
    words = {"text": item.text, "text_en": item.text_en}
    return {key: value for key, value in (*place.items(), *words.items()) if key not in words or (words[key] == value and value)}
