"""What a translator delivers, whatever its format, and what of it goes into a file of translations.

1. A delivery is for one plan and one language, and for the texts that the plan has now. What was made for another text is refused, or
   with `stale` taken in as that.
2. Empty entries are filled; others keep what they have, and are told, unless `overwrite` is asked for.
3. Comments and reviews that a delivery holds come along with the same or the newer translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.errors import ZhangjuError, gathering, nearest
from generator.findings import Finding
from generator.languages.po import Catalogue, Entry
from generator.languages.review import review_of, without_review
from generator.languages.units import TranslationUnit


@dataclass(frozen=True, slots=True)
class Delivered:
    """One translation of a delivery."""

    entry: Entry
    """Place and translation, and what else the format holds; its line is that of the delivery."""
    has_source: bool = False
    """True where the format holds the Chinese it was made for."""
    has_comments: bool = False
    """True where it holds translators' comments."""
    says_reviewed: bool = False
    """True where its state is that of a reviewed translation."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file of translations as it came."""

    path: Path
    rows: tuple[Delivered, ...]
    header: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The same as a file of ours."""
        return Catalogue(dict(self.header), tuple(row.entry for row in self.rows), self.comments)


@dataclass(frozen=True, slots=True)
class Filled:
    """A file with a delivery in it."""

    catalogue: Catalogue
    taken: int
    """How many entries changed."""
    findings: tuple[Finding, ...]
    """What was not taken in, and what a person has to look at."""


def fill(
    catalogue: Catalogue, delivery: Delivery, known: Iterable[TranslationUnit], *, overwrite: bool = False, stale: bool = False
) -> Filled:
    """Put a delivery into a file that is up to date.

    Raises ZhangjuError for all places that the plan does not have, that stand twice, and that were made for another text. A place whose
    text needs no translation is left out.
    """
    places = {unit.context: unit for unit in known}
    rows = _by_place(delivery, places, stale)
    told: list[Finding] = []
    taken = 0

    def filled(entry: Entry) -> Entry:
        nonlocal taken
        row = rows.get(entry.context)
        if not row or entry.obsolete or not row.entry.text:
            return entry
        if entry.text and entry.text != row.entry.text and not overwrite:
            told.append(_kept(delivery, row))
            return entry
        made = _taken(entry, row)
        if row.says_reviewed and not review_of(made.comments):
            told.append(_nameless(delivery, row))
        taken += made != entry
        return made

    entries = tuple(filled(entry) for entry in catalogue.entries)
    return Filled(replace(catalogue, entries=entries), taken, tuple(told))


def _by_place(delivery: Delivery, places: Mapping[str, TranslationUnit], stale: bool) -> dict[str, Delivered]:
    """The rows by place. Raises ZhangjuError; see above."""
    rows: dict[str, Delivered] = {}
    with gathering() as problems:
        for row in delivery.rows:
            place, line = row.entry.context, row.entry.line
            if row.entry.obsolete:
                continue
            if place not in places:
                problems.add(ZhangjuError(delivery.path, line, f"the plan has no place `{place}`", nearest(place, places)))
            elif place in rows:
                at = rows[place].entry.line
                problems.add(ZhangjuError(delivery.path, line, f"`{place}` stands at line {at} already", "keep one of them"))
            else:
                rows[place] = row
                if row.has_source and row.entry.text and row.entry.source != places[place].text and not stale:
                    problems.add(_other_text(delivery, row, places[place].text))
    return rows


def _other_text(delivery: Delivery, row: Delivered, text: str) -> ZhangjuError:
    cause = f"`{row.entry.context}` was translated from “{_short(row.entry.source)}”; this edition has “{_short(text)}”"
    next_step = "--stale takes it in, marked as made for an earlier text; or export the plan anew and fill in that file"
    return ZhangjuError(delivery.path, row.entry.line, cause, next_step, "X007")


def _taken(entry: Entry, row: Delivered) -> Entry:
    """An entry with what a row delivers."""
    changed = entry.text != row.entry.text
    outdated = row.has_source and row.entry.source != entry.source
    comments = without_review(entry.comments) if changed else entry.comments
    if row.has_comments:
        held = row.entry.comments if not outdated else without_review(row.entry.comments)
        comments = (*(line for line in without_review(comments) if line not in held), *held)
    if outdated:
        return replace(entry, text=row.entry.text, fuzzy=True, previous=row.entry.source, comments=comments)
    if row.has_source:
        return replace(entry, text=row.entry.text, fuzzy=row.entry.fuzzy, previous=row.entry.previous, comments=comments)
    made = replace(entry, text=row.entry.text, comments=comments)
    return replace(made, fuzzy=False, previous="") if changed else made


def _kept(delivery: Delivery, row: Delivered) -> Finding:
    cause = f"`{row.entry.context}` has another translation already; that of the delivery was left out"
    return Finding("X009", str(delivery.path), row.entry.line, cause, "--replace takes it in")


def _nameless(delivery: Delivery, row: Delivered) -> Finding:
    cause = f"`{row.entry.context}` is called reviewed and nothing says by whom; it was taken in as unreviewed"
    return Finding("X004", str(delivery.path), row.entry.line, cause, "add the comment `reviewed: NAME 2026-01-31`, and fill again")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def rows_of(catalogue: Catalogue) -> Iterator[Delivered]:
    """The entries of a PO file as a delivery."""
    yield from (Delivered(entry, has_source=True, has_comments=True) for entry in catalogue.entries)
