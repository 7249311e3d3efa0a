"""The edition in Traditional script: the same plans, words and links, with the same anchors and spans.

Seeds and what the ledger says stood there before stay as received.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from generator.characters import plain
from generator.languages.language import TRADITIONAL
from generator.languages.mapping import Replacer, texts_in
from generator.languages.phrases import Phrase
from generator.languages.traditional import Converter
from generator.model import Link, Mention, Repair, Term
from generator.site.edition import Edition, PlanView

Use = TypeVar("Use", Mention, Link)


def in_traditional(edition: Edition, converter: Converter) -> Edition:
    """The Traditional edition. Each distinct text is converted once, all of them in one go."""
    table = _converted(converter.phrases)
    texts = [text for text in converted_texts(edition) if text not in table]
    table |= {text: found.text for text, found in zip(texts, converter.convert(texts), strict=True)}
    return _as_printed(_rewritten(edition, table))


def converted_texts(edition: Edition) -> list[str]:
    """Every distinct text of an edition that its Traditional sister has in Traditional."""
    plans = [view.plan for view in edition]
    flags = [(flag.after, flag.reason) for view in edition for flag in view.flags]
    return list(dict.fromkeys(texts_in([plans, edition.glossary, edition.links, edition.threads, flags])))


@lru_cache(maxsize=1)
def _converted(phrases: tuple[Phrase, ...]) -> dict[str, str]:
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
        language=TRADITIONAL,
        other_names={term.id: (term.name, *term.aliases) for term in edition.terms.values()},
    )


def _as_printed(edition: Edition) -> Edition:
    """Uses and citations with the very words of the converted text: by itself a word may have been decided otherwise."""

    def words(use: Use) -> Use:
        text = edition.plan(use.plan).part_texts[use.place, use.cell]
        return replace(use, text=plain(text[slice(*use.span)])) if use.span else use

    def term(old: Term) -> Term:
        return replace(old, mentions=tuple(words(mention) for mention in old.mentions))

    glossary = replace(
        edition.glossary,
        terms=tuple(term(old) for old in edition.glossary.terms),
        undefined=tuple(term(old) for old in edition.glossary.undefined),
    )
    citations = replace(edition.links.citations, links=tuple(words(link) for link in edition.links.citations.links))
    return replace(edition, glossary=glossary, links=replace(edition.links, citations=citations))
