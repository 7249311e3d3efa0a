"""The languages that the site can be published in: where their pages stand, and how they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ZhangjuError, nearest


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site."""

    code: str
    """For `lang` and `hreflang`, and the name of its file in `templates/strings`: `zh-Hant`."""
    name: str
    """What the language switch calls it, in itself."""
    prefix: str = ""
    """Folder of its pages in the site: `zh-hant/`; empty for the one at the root."""
    locale: str = "zh_CN"
    """For preview cards and citation managers, which know no scripts."""


SIMPLIFIED = Language("zh-Hans", "简体")
TRADITIONAL = Language("zh-Hant", "繁體", "zh-hant/", "zh_TW")
ENGLISH = Language("en", "English", "en/", "en_GB")
LANGUAGES = {language.code: language for language in (SIMPLIFIED, TRADITIONAL, ENGLISH)}
"""By code, the one at the root first."""


def known_languages(codes: Sequence[str], settings: Path | str) -> tuple[Language, ...]:
    """The languages of some codes, the one at the root first. Raises ZhangjuError; `settings` is the file that names them."""
    for code in codes:
        if code not in LANGUAGES:
            raise ZhangjuError(settings, None, f"unknown language `{code}` in `languages`", nearest(code, LANGUAGES))
    if SIMPLIFIED.code not in codes:
        raise ZhangjuError(settings, None, f"`languages` lacks {SIMPLIFIED.code}, which stands at the site's root", "add it")
    return tuple(language for code, language in LANGUAGES.items() if code in codes)
