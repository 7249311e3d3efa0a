"""Glossary: definitions that the plans hold, terms made of them, and every place where a term is used.

The journey, by module:

1. `annex` and `in_text` find the definitions, `surfaces` reads their heads, `entries` puts them together.
2. `editors` reads what a person knows, `content/glossary.toml`; `editing` gives it to the entries.
3. `names` gives each term its address: `content/glossary.lock`.
4. `mentions` finds the uses, with `folding` and `borders`.
5. `undefined` lists what is used and never defined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.characters import plain
from generator.errors import Gathering, gathering, nearest
from generator.glossary.editing import check_aliases, chosen_addresses, cut_full_names, give_entries, leave_out_ordinary
from generator.glossary.editors import Editors, Exception_, read_editors
from generator.glossary.entries import TermDraft, annexed, explained, known_forms
from generator.glossary.folding import fold
from generator.glossary.mentions import Matcher, NamedTerm, by_term
from generator.glossary.names import LOCK, give_names, read_names
from generator.glossary.surfaces import read_head
from generator.glossary.undefined import undefined_expressions
from generator.model import Glossary, Mention, Plan, Term, by_date
from generator.pure import PLANS, Same, pure

FEW = 64
"""Plans up to which words are counted in each by itself, which is remembered; in more it takes less room to count them in all together."""


@dataclass(frozen=True, slots=True)
class GlossaryMade:
    """What `make_glossary` made."""

    glossary: Glossary
    names: Mapping[str, str]
    """Name → address of all terms, for the lock."""


def load_glossary(content: Path, plans: Sequence[Plan]) -> GlossaryMade:
    """The glossary of some plans with the editors' file and the lock of a content folder. Raises ZhangjuError with file and line."""
    return make_glossary(plans, read_editors(content), read_names(content))


def make_glossary(plans: Sequence[Plan], editors: Editors, locked: Mapping[str, str]) -> GlossaryMade:
    """The glossary of some plans. Raises ZhangjuError for an editor's entry that fits nothing."""
    plans = by_date(plans)
    texts = tuple(_text(Same(plan)) for plan in plans)
    if len(texts) > FEW:
        texts = ("\n".join(texts),)
    entries = annexed(plans)
    with gathering() as problems:
        left = give_entries(editors, editors.term, entries, problems)
        explained(plans, entries, texts)
        left = give_entries(editors, left, entries, problems)
        problems.tried(lambda: cut_full_names(editors, entries.values()))
        coined = {fold(words): TermDraft(read_head(words)) for words in undefined_expressions(plans, known_forms(entries.values()))}
        problems.tried(lambda: leave_out_ordinary(editors, coined))
        left = give_entries(editors, left, coined, problems)
        everyone = [*entries.values(), *coined.values()]
        for item in left:
            cause = f"“{item.term}” is no term of these plans"
            known = nearest(item.term, (entry.head.name for entry in everyone))
            problems.add(editors.error(item.at, cause, f"write a term's head as printed; {known}"))
        problems.tried(lambda: check_aliases(editors, everyone))
        chosen = problems.tried(lambda: chosen_addresses(editors, everyone, locked)) or {}
        names = give_names([entry.head.name for entry in everyone], locked, chosen)
        terms = problems.tried(lambda: _mentioned(plans, everyone, names, editors, texts)) or []
    defined = sorted((t for t in terms if t.definitions), key=lambda t: t.id)
    return GlossaryMade(Glossary(tuple(defined), tuple(sorted((t for t in terms if not t.definitions), key=lambda t: t.id))), names)


@pure(most=PLANS)
def _text(plan: Same[Plan]) -> str:
    """All that a plan says."""
    return "\n".join(plain(part.text, part.notes) for section in plan.thing.sections for part in section.parts())


def _mentioned(
    plans: Sequence[Plan], entries: Sequence[TermDraft], names: Mapping[str, str], editors: Editors, texts: tuple[str, ...]
) -> list[Term]:
    """The terms with all their mentions. Raises ZhangjuError for all that editors say of none."""
    problems = Gathering()
    exceptions = _exceptions(editors, entries, problems)
    named = [
        NamedTerm(
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
            cause = f"“{item.text}” keeps no mention of {entry.head.name} away"
            problems.add(editors.error(item.at, cause, "remove it, or give the words as printed"))
    known = {fold(entry.head.name): names[entry.head.name] for entry in entries}
    terms = [
        _term(entry, names[entry.head.name], mentions.get(names[entry.head.name], ()), known, editors, problems=problems)
        for entry in entries
    ]
    problems.settle()
    return terms


def _exceptions(editors: Editors, entries: Sequence[TermDraft], problems: Gathering) -> list[tuple[TermDraft, Exception_]]:
    """Each exception with the term that it is about."""
    heads = {fold(entry.head.name): entry for entry in entries}
    found = []
    for item in editors.exception:
        entry = heads.get(fold(item.term))
        if entry is None:
            cause = f"“{item.term}” is no term of these plans"
            how = f"write a term's name; {nearest(item.term, (e.head.name for e in entries))}"
            problems.add(editors.error(item.at, cause, how))
        else:
            found.append((entry, item))
    return found


def _term(
    entry: TermDraft, name: str, mentions: tuple[Mention, ...], known: Mapping[str, str], editors: Editors, *, problems: Gathering
) -> Term:
    """The finished term; `known` gives the address of each folded name."""
    item = entry.editor
    see = []
    for word in item.see if item else ():
        if fold(word) in known:
            see.append(known[fold(word)])
        else:
            problems.add(editors.error(item.at if item else 0, f"`see` names “{word}”, which is no term", nearest(word, known)))
    own = fold(entry.head.name)
    return Term(
        name,
        entry.head.name,
        kind=entry.definitions[0].kind if entry.definitions else "undefined",
        aliases=tuple(dict.fromkeys(surface.text for surface in entry.surfaces if fold(surface.text) != own)),
        definitions=tuple(entry.definitions),
        en=(item.en if item else "") or entry.head.english,
        definition_en=item.definition_en if item else "",
        reviewed=item.reviewed if item else False,
        see=tuple(see),
        mentions=mentions,
    )


__all__ = ["LOCK", "GlossaryMade", "load_glossary", "make_glossary"]
