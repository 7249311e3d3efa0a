"""Editing: what the editors' file adds to the entries, and the errors that name its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.errors import Gathering, gathering, nearest
from generator.glossary.editors import Editors, TermEntry
from generator.glossary.entries import TermDraft
from generator.glossary.folding import fold
from generator.glossary.names import LOCK
from generator.glossary.surfaces import Surface
from generator.model.address import is_address

PASSING = frozenset({"abbreviation", "short-name"})
"""Kinds whose definition is a full name."""


def leave_out_ordinary(editors: Editors, coined: dict[str, TermDraft]) -> None:
    """Take the words that editors call ordinary out of the undefined ones. Raises ZhangjuError for one that is not among them."""
    with gathering() as problems:
        for item in editors.ordinary:
            if coined.pop(fold(item.words), None) is None:
                near = nearest(item.words, (entry.head.name for entry in coined.values()))
                problems.add(editors.error(item.at, f"“{item.words}” is no undefined expression of these plans", f"remove it; {near}"))


def give_entries(editors: Editors, items: Sequence[TermEntry], entries: Mapping[str, TermDraft], problems: Gathering) -> list[TermEntry]:
    """Give each editor's entry to its term; returns those whose term is not among the entries. A second one for a term is a problem."""
    heads = {fold(name): entry for entry in entries.values() for name in (entry.head.name, *(d.term for d in entry.definitions))}
    left = []
    for item in items:
        entry = heads.get(fold(item.term))
        if entry is None:
            left.append(item)
        elif entry.editor:
            cause = f"“{item.term}” has an entry in line {entry.editor.at} already"
            problems.add(editors.error(item.at, cause, "make one of the two"))
        else:
            entry.editor = item
    return left


def cut_full_names(editors: Editors, entries: Iterable[TermDraft]) -> None:
    """Cut the full names of abbreviations where an editor says that they begin."""
    with gathering() as problems:
        for entry in entries:
            for full in entry.editor.full if entry.editor else ():
                fitting = [d for d in entry.definitions if d.kind in PASSING and d.text.endswith(full)]
                if not fitting:
                    at = entry.editor.at if entry.editor else 0
                    cause = f"no definition of {entry.head.name} ends in “{full}”"
                    problems.add(editors.error(at, cause, "give the full name as printed"))
                entry.definitions = [replace(d, text=full) if d in fitting else d for d in entry.definitions]


def check_aliases(editors: Editors, entries: Sequence[TermDraft]) -> None:
    """An alias belongs to one term."""
    owners: dict[str, TermDraft] = {}
    with gathering() as problems:
        for entry in entries:
            for surface in entry.surfaces:
                owner = owners.setdefault(fold(surface.text), entry)
                if owner is not entry and (item := _claiming(surface, entry) or _claiming(surface, owner)):
                    cause = f"“{surface.text}” is claimed by {owner.head.name} and by {entry.head.name}"
                    problems.add(editors.error(item.at, cause, "leave it to one of the two, or make it longer"))


def chosen_addresses(editors: Editors, entries: Sequence[TermDraft], locked: Mapping[str, str]) -> dict[str, str]:
    """Name → address that editors chose."""
    owners = {address: name for name, address in locked.items()}
    chosen: dict[str, str] = {}
    with gathering() as problems:
        for entry in entries:
            if (item := entry.editor) and item.id:
                with problems.trying():
                    _check_address(editors, item, entry.head.name, owners, locked)
                chosen[entry.head.name] = item.id
    return chosen


def _check_address(editors: Editors, item: TermEntry, name: str, owners: dict[str, str], locked: Mapping[str, str]) -> None:
    """Raises ZhangjuError for an address that a term cannot have; `owners` gets those that it can."""
    if not is_address(item.id):
        raise editors.error(item.at, f"“{item.id}” is no address", "write small letters, digits and hyphens: san-gao-liang-qu")
    owner = owners.setdefault(item.id, name)
    if owner != name:
        raise editors.error(item.at, f"“{item.id}” is the address of {owner}", "choose another one")
    if locked.get(name, item.id) != item.id:
        how = f"keep it; if it was never published, take its line out of content/{LOCK} first"
        raise editors.error(item.at, f"{name} has the address {locked[name]} already", how)


def _claiming(surface: Surface, entry: TermDraft) -> TermEntry | None:
    """The editor's entry that gives a form to a term; None when the plan itself does."""
    item = entry.editor
    return item if item and any(fold(alias) == fold(surface.text) for alias in item.aliases) else None
