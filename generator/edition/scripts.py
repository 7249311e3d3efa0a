"""The edition in Traditional script: the same plans, words and links, with the same anchors and spans.

Seeds and what the ledger says stood there before stay as received.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.languages.language import TRADITIONAL
from generator.languages.mapping import Replacer, texts_in
from generator.languages.phrases import Phrase
from generator.languages.traditional import Converted, Converter
from generator.model import Link, Mention, Repair, Term

Use = TypeVar("Use", Mention, Link)


def in_traditional(edition: Edition, converter: Converter) -> Edition:
    """The Traditional edition. Each distinct text is converted once, all of them in one go."""
    table = _converted(converter.phrases)
    _convert_into(table, converter, converted_texts(edition))
    return _as_printed(_rewritten(edition, {text: made.text for text, made in table.items()}))


def _convert_into(table: dict[str, Converted], converter: Converter, texts: Sequence[str]) -> None:
    """Convert the texts that a table does not have yet."""
    lacking = [text for text in dict.fromkeys(texts) if text not in table]
    table |= dict(zip(lacking, converter.convert(lacking), strict=True))


def undecided_in(edition: Edition, converter: Converter) -> dict[str, int]:
    """Plan → characters of its text whose Traditional form nothing decides. After `in_traditional` it costs next to nothing."""
    table = _converted(converter.phrases)
    parts = [(view.id, part.text) for view in edition for section in view.plan.sections for part in section.parts()]
    _convert_into(table, converter, [text for _, text in parts])
    found = {view.id: 0 for view in edition}
    for plan, text in parts:
        found[plan] += len(table[text].undecided)
    return found


def converted_texts(edition: Edition) -> list[str]:
    """Every distinct text of an edition that its Traditional sister has in Traditional."""
    plans = [view.plan for view in edition]
    flags = [(flag.after, flag.reason) for view in edition for flag in view.flags]
    return list(dict.fromkeys(texts_in([plans, edition.glossary, edition.links, edition.threads, edition.indicators, flags])))


@lru_cache(maxsize=1)
def _converted(phrases: tuple[Phrase, ...]) -> dict[str, Converted]:
    """Text → the same in Traditional by some phrases, kept from one build to the next while serving."""
    return {}


def _rewritten(edition: Edition, table: dict[str, str]) -> Edition:
    """The edition with every text replaced by a table."""
    rewrite = Replacer(table)

    def flag(entry: Repair) -> Repair:
        if entry.status != "flagged":
            return entry
        return replace(entry, after=table.get(entry.after, entry.after), reason=table.get(entry.reason, entry.reason))

    def view(old: PlanView) -> PlanView:
        ledger = tuple(flag(entry) for entry in old.loaded.ledger)
        return PlanView(replace(old.loaded, plan=rewrite(old.plan), ledger=ledger), old.seed_text)

    return replace(
        edition,
        plans=tuple(view(old) for old in edition.plans),
        glossary=rewrite(edition.glossary),
        links=rewrite(edition.links),
        threads=rewrite(edition.threads),
        indicators=rewrite(edition.indicators),
        language=TRADITIONAL,
        other_names={term.id: (term.name, *term.aliases) for term in edition.terms.values()},
    )


def _as_printed(edition: Edition) -> Edition:
    """Uses and citations with the very words of the converted text: by itself a word may have been decided otherwise."""

    def words(use: Use) -> Use:
        view, part = edition.plan(use.plan), (use.place, use.cell)
        return replace(use, text=plain(view.part_texts[part][slice(*use.span)], view.part_notes.get(part, ()))) if use.span else use

    def term(old: Term) -> Term:
        return replace(old, mentions=tuple(words(mention) for mention in old.mentions))

    glossary = replace(
        edition.glossary,
        terms=tuple(term(old) for old in edition.glossary.terms),
        undefined=tuple(term(old) for old in edition.glossary.undefined),
    )
    citations = replace(edition.links.citations, links=tuple(words(link) for link in edition.links.citations.links))
    return replace(edition, glossary=glossary, links=replace(edition.links, citations=citations))
