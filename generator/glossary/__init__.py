"""Glossary: definitions that the plans hold, terms made of them, and every place where a term is used.

The journey, by module:

1. `annex` and `in_text` find the definitions, `surfaces` reads their heads.
2. `editors` adds what a person knows: `content/glossary.toml`.
3. `names` gives each term its address: `content/glossary.lock`.
4. `mentions` finds the uses, with `folding` and `borders`.
5. `undefined` lists what is used and never defined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.characters import plain
from generator.content.store import load_plan, plan_ids, write_file
from generator.errors import nearest
from generator.glossary.annex import annex_definitions, explaining_parts
from generator.glossary.editors import Editors, Exception_, TermEntry, read_editors
from generator.glossary.folding import fold
from generator.glossary.in_text import in_text_definitions
from generator.glossary.mentions import Matcher, Named, by_term
from generator.glossary.names import ADDRESS, LOCK, give_names, read_names, write_names
from generator.glossary.surfaces import QUOTED_MARKS, Head, Surface, read_head
from generator.glossary.undefined import undefined_expressions
from generator.model import Definition, Glossary, Mention, Plan, Term, by_date

EVERYWHERE = frozenset({"indicator", "term", "abbreviation"})
"""Kinds of definitions that hold for every plan; a short name or a sentence's definition holds in its own plan."""

PASSING = frozenset({"abbreviation", "short-name"})
"""Kinds whose definition is a full name."""


@dataclass
class Entry:
    """A term while it is put together."""

    head: Head
    definitions: list[Definition] = field(default_factory=list)
    editor: TermEntry | None = None

    @property
    def surfaces(self) -> tuple[Surface, ...]:
        """All forms that name it."""
        own = [Surface(name) for d in self.definitions for name in d.names]
        given = [
            Surface(alias.strip(QUOTED_MARKS), alias[:1] in QUOTED_MARKS and alias[-1:] in QUOTED_MARKS)
            for alias in (self.editor.aliases if self.editor else ())
        ]
        return tuple(dict.fromkeys((*self.head.surfaces, *own, *given)))

    @property
    def everywhere(self) -> bool:
        """True when it means the same in every plan."""
        if self.editor and self.editor.scope:
            return self.editor.scope == "edition"
        return any(d.kind in EVERYWHERE for d in self.definitions)


@dataclass(frozen=True, slots=True)
class GlossaryMade:
    """What `make_glossary` made."""

    glossary: Glossary
    names: Mapping[str, str]
    """Name → address of all terms, for the lock."""


def load_glossary(content: Path, plans: Sequence[Plan]) -> GlossaryMade:
    """The glossary of some plans with the editors' file and the lock of a content folder. Raises ZhangjuError with file and line."""
    return make_glossary(plans, read_editors(content), read_names(content))


def update_names(content: Path) -> bool:
    """Add the addresses of new terms to the lock. Returns whether it changed. Raises ZhangjuError with file and line."""
    plans = [load_plan(content, plan).plan for plan in plan_ids(content)]
    made = load_glossary(content, plans)
    text = write_names(made.names)
    path = content / LOCK
    if not made.names or (path.is_file() and path.read_text(encoding="utf-8") == text):
        return False
    write_file(path, text)
    return True


def make_glossary(plans: Sequence[Plan], editors: Editors, locked: Mapping[str, str]) -> GlossaryMade:
    """The glossary of some plans. Raises ZhangjuError for an editor's entry that fits nothing."""
    plans = by_date(plans)
    texts = "\n".join(plain(part.text) for plan in plans for section in plan.sections for part in section.parts())
    entries = annexed(plans)
    left = _edit(editors, editors.term, entries)
    explained(plans, entries, texts)
    left = _edit(editors, left, entries)
    _full_names(editors, entries.values())
    coined = {fold(words): Entry(read_head(words)) for words in undefined_expressions(plans, known_forms(entries.values()))}
    _ordinary(editors, coined)
    left = _edit(editors, left, coined)
    for item in left:
        cause = f"“{item.term}” is no term of these plans"
        known = (entry.head.name for entry in (*entries.values(), *coined.values()))
        raise editors.error(item.at, cause, f"write a term's head as printed; {nearest(item.term, known)}")
    _check_aliases(editors, [*entries.values(), *coined.values()])
    everyone = [*entries.values(), *coined.values()]
    chosen = _chosen(editors, everyone, locked)
    names = give_names([entry.head.name for entry in everyone], locked, chosen)
    terms = _mentioned(plans, everyone, names, editors, texts)
    defined = sorted((t for t in terms if t.definitions), key=lambda t: t.id)
    return GlossaryMade(Glossary(tuple(defined), tuple(sorted((t for t in terms if not t.definitions), key=lambda t: t.id))), names)


def annexed(plans: Sequence[Plan]) -> dict[str, Entry]:
    """Folded name → entry of the plans' annexes; definitions of one name in several plans are one entry."""
    entries: dict[str, Entry] = {}
    for plan in plans:
        for definition in annex_definitions(plan):
            head = read_head(definition.term)
            entries.setdefault(fold(head.name), Entry(head)).definitions.append(definition)
    return entries


def explained(plans: Sequence[Plan], entries: dict[str, Entry], texts: str) -> None:
    """Add what the plans explain in passing: to the entry that has the word among its forms, else as a new one."""
    forms = {fold(surface.text): entry for entry in entries.values() for surface in entry.surfaces if not surface.quoted}
    for plan in plans:
        for definition in in_text_definitions(plan, explaining_parts(plan), texts):
            entry = forms.get(fold(definition.term)) or forms.get(fold(definition.text))
            if entry is None:
                entry = entries.setdefault(fold(definition.term), Entry(read_head(definition.term)))
            if not any(known.plan == plan.id for known in entry.definitions):
                entry.definitions.append(definition)


def known_forms(entries: Iterable[Entry]) -> set[str]:
    """Folded forms that name an entry."""
    return {fold(surface.text) for entry in entries for surface in entry.surfaces}


def _ordinary(editors: Editors, coined: dict[str, Entry]) -> None:
    for item in editors.ordinary:
        if coined.pop(fold(item.words), None) is None:
            near = nearest(item.words, (entry.head.name for entry in coined.values()))
            raise editors.error(item.at, f"“{item.words}” is no undefined expression of these plans", f"remove it; {near}")


def _edit(editors: Editors, items: Sequence[TermEntry], entries: Mapping[str, Entry]) -> list[TermEntry]:
    """Give each editor's entry to its term; returns those whose term is not among the entries."""
    heads = {fold(name): entry for entry in entries.values() for name in (entry.head.name, *(d.term for d in entry.definitions))}
    left = []
    for item in items:
        entry = heads.get(fold(item.term))
        if entry is None:
            left.append(item)
        elif entry.editor:
            raise editors.error(item.at, f"“{item.term}” has an entry in line {entry.editor.at} already", "make one of the two")
        else:
            entry.editor = item
    return left


def _full_names(editors: Editors, entries: Iterable[Entry]) -> None:
    """Cut the full names of abbreviations where an editor says that they begin."""
    for entry in entries:
        for full in entry.editor.full if entry.editor else ():
            fitting = [d for d in entry.definitions if d.kind in PASSING and d.text.endswith(full)]
            if not fitting:
                at = entry.editor.at if entry.editor else 0
                raise editors.error(at, f"no definition of {entry.head.name} ends in “{full}”", "give the full name as printed")
            entry.definitions = [replace(d, text=full) if d in fitting else d for d in entry.definitions]


def _check_aliases(editors: Editors, entries: Sequence[Entry]) -> None:
    """An alias belongs to one term."""
    owners: dict[str, Entry] = {}
    for entry in entries:
        for surface in entry.surfaces:
            owner = owners.setdefault(fold(surface.text), entry)
            if owner is not entry and (item := _claiming(surface, entry) or _claiming(surface, owner)):
                cause = f"“{surface.text}” is claimed by {owner.head.name} and by {entry.head.name}"
                raise editors.error(item.at, cause, "leave it to one of the two, or make it longer")


def _chosen(editors: Editors, entries: Sequence[Entry], locked: Mapping[str, str]) -> dict[str, str]:
    """Name → address that editors chose."""
    owners = {address: name for name, address in locked.items()}
    chosen: dict[str, str] = {}
    for entry in entries:
        if (item := entry.editor) and item.id:
            if not ADDRESS.fullmatch(item.id):
                raise editors.error(item.at, f"“{item.id}” is no address", "write small letters, digits and hyphens: san-gao-liang-qu")
            owner = owners.setdefault(item.id, entry.head.name)
            if owner != entry.head.name:
                raise editors.error(item.at, f"“{item.id}” is the address of {owner}", "choose another one")
            if locked.get(entry.head.name, item.id) != item.id:
                cause = f"{entry.head.name} has the address {locked[entry.head.name]} already"
                raise editors.error(item.at, cause, f"keep it; if it was never published, take its line out of content/{LOCK} first")
            chosen[entry.head.name] = item.id
    return chosen


def _claiming(surface: Surface, entry: Entry) -> TermEntry | None:
    """The editor's entry that gives a form to a term; None when the plan itself does."""
    item = entry.editor
    return item if item and any(fold(alias) == fold(surface.text) for alias in item.aliases) else None


def _mentioned(plans: Sequence[Plan], entries: Sequence[Entry], names: Mapping[str, str], editors: Editors, texts: str) -> list[Term]:
    """The terms with all their mentions."""
    exceptions = _exceptions(editors, entries)
    named = [
        Named(
            names[entry.head.name],
            entry.surfaces,
            tuple(entry.definitions),
            entry.everywhere or not entry.definitions,
            tuple(i for i, (owner, _) in enumerate(exceptions) if owner is entry),
        )
        for entry in entries
    ]
    matcher = Matcher(named, [(item.plan, item.text) for _, item in exceptions], texts)
    mentions = by_term(mention for plan in plans for mention in matcher.mentions(plan))
    for number, (entry, item) in enumerate(exceptions):
        if number not in matcher.used:
            raise editors.error(
                item.at, f"“{item.text}” keeps no mention of {entry.head.name} away", "remove it, or give the words as printed"
            )
    known = {fold(entry.head.name): names[entry.head.name] for entry in entries}
    return [_term(entry, names[entry.head.name], mentions.get(names[entry.head.name], ()), known, editors) for entry in entries]


def _exceptions(editors: Editors, entries: Sequence[Entry]) -> list[tuple[Entry, Exception_]]:
    heads = {fold(entry.head.name): entry for entry in entries}
    found = []
    for item in editors.exception:
        entry = heads.get(fold(item.term))
        if entry is None:
            cause = f"“{item.term}” is no term of these plans"
            raise editors.error(item.at, cause, f"write a term's name; {nearest(item.term, (e.head.name for e in entries))}")
        found.append((entry, item))
    return found


def _term(entry: Entry, name: str, mentions: tuple[Mention, ...], known: Mapping[str, str], editors: Editors) -> Term:
    """The finished term; `known` gives the address of each folded name."""
    item = entry.editor
    see = []
    for word in item.see if item else ():
        if fold(word) not in known:
            raise editors.error(item.at if item else 0, f"`see` names “{word}”, which is no term", nearest(word, known))
        see.append(known[fold(word)])
    own = fold(entry.head.name)
    return Term(
        name,
        entry.head.name,
        entry.definitions[0].kind if entry.definitions else "undefined",
        tuple(dict.fromkeys(surface.text for surface in entry.surfaces if fold(surface.text) != own)),
        tuple(entry.definitions),
        (item.en if item else "") or entry.head.english,
        item.definition_en if item else "",
        item.reviewed if item else False,
        tuple(see),
        mentions,
    )


__all__ = ["LOCK", "GlossaryMade", "load_glossary", "make_glossary", "update_names"]
