"""The edition in each language of a site, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.edition import Edition
from generator.edition.scripts import in_traditional
from generator.edition.translated import translated_edition
from generator.languages.language import ROOT_TRADITIONAL, SIMPLIFIED, TRADITIONAL, Language
from generator.languages.phrases import Phrase
from generator.languages.traditional import Converter, load_converter
from generator.pure import Same, pure


def at_root(edition: Edition, language: str) -> Edition:
    """The edition in the language that its root is in: Traditional Chinese where the settings' `language` says so, or where all its plans
    are."""
    if language != TRADITIONAL.code and not (edition.plans and all(view.traditional for view in edition)):
        return edition
    return replace(edition, language=ROOT_TRADITIONAL)


class InLanguages(Mapping[str, Edition]):
    """An edition by the codes of languages; in each it is made when it is first asked for."""

    def __init__(self, edition: Edition, languages: Sequence[Language], content: Path) -> None:
        """`edition` is at its root, whose language takes the place of Simplified."""
        self.languages = tuple(edition.language if one == SIMPLIFIED else one for one in languages)
        self._edition, self._known, self._content = edition, {one.code: one for one in self.languages}, content
        self._made: dict[str, Edition] = {}

    def __getitem__(self, code: str) -> Edition:
        if code not in self._made:
            self._made[code] = self._in(self._known[code])
        return self._made[code]

    def _in(self, language: Language) -> Edition:
        if language.traditional:
            return _in_traditional(Same(self._edition), load_converter(self._content).phrases)
        return translated_edition(self._edition, self._content, language) if language.translated else self._edition

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@pure(most=2)
def _in_traditional(edition: Same[Edition], phrases: tuple[Phrase, ...]) -> Edition:
    return in_traditional(edition.thing, Converter(phrases))
