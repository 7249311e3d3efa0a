"""What an edition says in its settings, strings and templates, held against the theme before anything is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.errors import ZhangjuError, gathering, nearest
from generator.languages.language import SIMPLIFIED, Language, known_languages, languages_of
from generator.links.kinds import KINDS as LINK_KINDS
from generator.model.address import is_link
from generator.site.dress import Dress
from generator.site.kinds import check_kinds
from generator.site.overriding import CODE, check_overrides
from generator.site.strings import check_given, check_words, load_strings
from generator.theme import theme_folder


@dataclass(frozen=True)
class Said:
    """The theme of an edition and what its settings say."""

    theme: Sequence[Path]
    """Folders of templates; of a file that several have the first one's counts."""
    dress: Dress
    content: Path
    settings: Path | str
    """The file that names languages, for messages."""

    def check(self, given: Sequence[str], language: str) -> tuple[Language, ...]:
        """The languages of the codes that are given. Raises ZhangjuError with all that is wrong in the words of the interface;
        `language` is the code of those at the root."""
        known_languages([language, SIMPLIFIED.code], self.settings)  # it names a file of strings
        languages = known_languages(given, self.settings, languages_of(self.content))
        codes = list(dict.fromkeys([language, *(one.words for one in languages if one.prefix)]))
        with gathering() as problems:
            with problems.trying():
                check_words(self.theme, codes, [kind.label for kind in LINK_KINDS], self.settings)
            with problems.trying():
                self.dress.check(self.settings, self.content)
                self._check_given(languages, codes)
        return languages

    def _check_given(self, languages: Sequence[Language], codes: Sequence[str]) -> None:
        check_given(self.theme, codes, self.settings, self.dress.words)
        for one in languages:  # in the words of another language, under its own code
            check_given(self.theme, [one.strings], self.settings, {one.strings: self.dress.words[one.code]} if one.strings else {})

    def check_templates(self, own: Path, env: Environment) -> None:
        """Raise ZhangjuError with all that is wrong in the edition's own templates, assets and strings, in the folder `own`; `env` fills
        templates."""
        env.filters["root_url"] = env.filters["url"]
        env.tests["link"] = is_link
        with gathering() as problems:
            with problems.trying():
                check_overrides(own, self.theme, env, load_strings(theme_folder() / "strings" / f"{SIMPLIFIED.code}.toml"))
            with problems.trying():
                check_kinds(self.theme)
            known = {name for one in languages_of(self.content).values() for name in (one.code, one.strings, one.words) if name}
            for path in sorted(own.glob("strings/*")):
                if path.suffix != ".toml" or path.stem not in known:
                    how = f"{nearest(path.stem, known)}: a file of strings is named by its language, as zh-Hans.toml"
                    problems.add(ZhangjuError(path, None, "no language has its words in a file of that name", how, CODE))
