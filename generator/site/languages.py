"""The same page in the other languages: which there are, and the ways between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.languages.language import Language

ONCE = re.compile(r"^(?:assets/|api/|[^/]+/(?:seed|collation)/)")
"""Folders that stand once for all languages: what pages load, the open data, and the records of the text as received."""
ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|[/#]")
"""What is no address from the site's root."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in another language."""

    language: Language
    path: str
    """Its folder from the site's root."""
    way: str
    """The way to it from the page in hand."""
    same: bool
    """True for the same page; else it is the nearest that this language has."""


def alternates(path: str, own: Language, languages: Sequence[Language], everywhere: bool = True) -> Iterator[Alternate]:
    """A page in every other language. `path` is its folder; of what is not there in every language (a record, a leaf of a list) the page
    above is nearest."""
    here = own.prefix + path
    same = everywhere and not ONCE.match(path)
    nearest = path if same else f"{path.split('/', 1)[0]}/"
    for language in languages:
        if language != own:
            there = language.prefix + nearest
            yield Alternate(language, there, "../" * here.count("/") + there or "./", same)


def in_language(address: str, language: Language) -> str:
    """An address from the site's root as a page of a language writes it: within its folder, save for what stands once."""
    if not language.prefix or ONCE.match(address) or ELSEWHERE.match(address):
        return address
    return f"{language.prefix}{'' if address == '.' else address}"
