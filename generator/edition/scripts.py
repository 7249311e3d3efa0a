"""The edition in Traditional script: the same plans, words and links, with the same anchors and spans.

Seeds and what the ledger says stood there before stay as received.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar, TypeVar

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.languages.language import TRADITIONAL
from generator.languages.mapping import Replacer, texts_in
from generator.languages.phrases import Phrase
from generator.languages.traditional import Converter, TraditionalText
from generator.model import Link, Mention, Repair, Term
from generator.pure import LONG, lasting

Use = TypeVar("Use", Mention, Link)


def in_traditional(edition: Edition, converter: Converter) -> Edition:
    """The Traditional edition. Each distinct text is converted once, all of them in one go."""
    script = _script(converter.phrases)
    script.take_in(converter, converted_texts(edition, script.known()))
    return _as_printed(_rewritten(edition, script))


class KnownTexts:
    """The texts that were last converted."""

    last: ClassVar[tuple[tuple[Phrase, ...], dict[str, TraditionalText]]] = (), {}
    """The edition's phrases, and by them text → the same in Traditional."""


lasting(KnownTexts)


class Script:
    """What is in Traditional by some phrases already, kept from one build to the next while serving."""

    def __init__(self, phrases: tuple[Phrase, ...] = ()) -> None:
        self.converted: dict[str, TraditionalText] = {}
        before = KnownTexts.last
        self._known = before[1] if before[0] == phrases else {}
        KnownTexts.last = phrases, self.converted
        self.texts: dict[str, str] = {}
        """Text → the same in Traditional."""
        self.rewrite = Replacer(self.texts)
        self.views: dict[int, tuple[PlanView, PlanView]] = {}
        """Id of a plan's view → itself, so that the id stays its own, and the Traditional one."""
        self._builds = 0

    def known(self) -> Container[int]:
        """The ids of things that have been rewritten; after many builds all are forgotten, for many are no more."""
        self._builds += 1
        if self._builds % LONG == 0:
            self.rewrite, self.views = Replacer(self.texts), {}
        return self.rewrite.made

    def take_in(self, converter: Converter, texts: Sequence[str]) -> None:
        """Convert the texts that are new, all of them in one go."""
        before = len(self.converted)
        self.converted.update((text, made) for text in texts if text not in self.converted and (made := self._known.get(text)))
        _convert_into(self.converted, converter, texts)
        self.texts.update((text, made.text) for text, made in islice(self.converted.items(), before, None))


def _convert_into(table: dict[str, TraditionalText], converter: Converter, texts: Sequence[str]) -> None:
    """Convert the texts that a table does not have yet."""
    lacking = [text for text in dict.fromkeys(texts) if text not in table]
    table |= dict(zip(lacking, converter.convert(lacking), strict=True))


def undecided_in(edition: Edition, converter: Converter) -> dict[str, int]:
    """Plan → characters of its text whose Traditional form nothing decides. After `in_traditional` it costs next to nothing."""
    script = _script(converter.phrases)
    parts = [(view.id, part.text) for view in edition for section in view.plan.sections for part in section.parts()]
    script.take_in(converter, [text for _, text in parts])
    found = {view.id: 0 for view in edition}
    for plan, text in parts:
        found[plan] += len(script.converted[text].undecided)
    return found


def converted_texts(edition: Edition, known: Container[int] = ()) -> list[str]:
    """Every distinct text of an edition that its Traditional sister has in Traditional; `known` are the ids of things left out."""
    plans = [view.plan for view in edition]
    flags = [(flag.after, flag.reason) for view in edition for flag in view.flags]
    return list(dict.fromkeys(texts_in([plans, edition.glossary, edition.links, edition.threads, edition.indicators, flags], known)))


@lru_cache(maxsize=1)
def _script(phrases: tuple[Phrase, ...]) -> Script:
    return Script(phrases)


def _rewritten(edition: Edition, script: Script) -> Edition:
    """The edition with every text in Traditional."""
    rewrite, table = script.rewrite, script.texts

    def flag(entry: Repair) -> Repair:
        if entry.status != "flagged":
            return entry
        return replace(entry, after=table.get(entry.after, entry.after), reason=table.get(entry.reason, entry.reason))

    def view(old: PlanView) -> PlanView:
        if id(old) not in script.views:
            loaded = replace(old.loaded, plan=rewrite(old.plan), ledger=tuple(flag(entry) for entry in old.loaded.ledger))
            script.views[id(old)] = old, PlanView(loaded, old.seed_text, behind=old.behind, earlier=old.earlier)
        return script.views[id(old)][1]

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
