"""The languages that the site can be published in: where their pages stand, and how they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ZhangjuError


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the site: a row of the table. Its words are in `templates/strings/<code>.toml`."""

    code: str
    """For `lang` and `hreflang`, and the name of its file of strings: `zh-Hant`."""
    name: str
    """What the language switch calls it, in itself."""
    prefix: str = ""
    """Folder of its pages in the site: `zh-hant/`; empty for the one at the root."""
    locale: str
    """For preview cards and citation managers, which know no scripts."""
    traditional: bool = False
    """True where the text is the Chinese one in another script."""
    plural: str = ""
    """Of a language that plans are translated into, the plural rule that its files name (Unicode CLDR)."""
    style: str = ""
    """A style sheet of its own, in `templates/assets`."""
    annex: str = ""
    """How it calls an annex by its number, `{}`, which the Chinese spells out; empty for one that has the Chinese headings."""
    counted: tuple[tuple[str, str], ...] = ()
    """The same for what else a number counts, by the character after it."""

    @property
    def translated(self) -> bool:
        """True where the Chinese stands beside a translation."""
        return bool(self.plural)


SIMPLIFIED = Language(code="zh-Hans", name="简体", locale="zh_CN")
TRADITIONAL = Language(code="zh-Hant", name="繁體", prefix="zh-hant/", locale="zh_TW", traditional=True)
ENGLISH = Language(
    code="en",
    name="English",
    prefix="en/",
    locale="en_GB",
    plural="nplurals=2; plural=(n != 1);",
    style="english.css",
    annex="Annex {}",
    counted=(("章", "Chapter {}"), ("节", "Section {}"), ("条", "Article {}"), ("篇", "Part {}")),
)
LANGUAGES = {language.code: language for language in (SIMPLIFIED, TRADITIONAL, ENGLISH)}
"""By code, the one at the root first."""


def translated_languages() -> list[str]:
    """Codes of the languages that plans are translated into."""
    return [code for code, language in LANGUAGES.items() if language.translated]


def known_languages(codes: Sequence[str], settings: Path | str) -> tuple[Language, ...]:
    """The languages of some codes, the one at the root first. Raises ZhangjuError; `settings` is the file that names them."""
    for code in codes:
        if code not in LANGUAGES:
            raise ZhangjuError(settings, None, f"unknown language `{code}` in `languages`", f"write one of: {', '.join(LANGUAGES)}")
    if SIMPLIFIED.code not in codes:
        raise ZhangjuError(settings, None, f"`languages` lacks {SIMPLIFIED.code}, which stands at the site's root", "add it")
    return tuple(language for code, language in LANGUAGES.items() if code in codes)
