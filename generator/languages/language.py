"""The languages that the site can be published in: where their pages stand, and how they are called.

Three are ours. An edition declares one more that its plans are translated into in `content/locale/<code>/language.toml`:

    name = "Français"
    locale = "fr_FR"
    plural = "nplurals=2; plural=(n > 1);"
    annex = "Annexe {}"
    [[counted]]
    kind = "章"
    words = "Chapitre {}"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.errors import ZhangjuError, gathering, nearest
from generator.text_file import line_in
from generator.toml_file import build, line_of, load_toml

FOLDER, FILE = "locale", "language.toml"
CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
"""A language as BCP 47 writes it: `fr`, `sr-Latn`, `pt-BR`."""
PLURAL = re.compile(r"nplurals *= *[1-6]; *plural *= *[n0-9 ()%<>=!&|?:]+;?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the site: a row of the table. Its words are in `templates/strings/<code>.toml`."""

    code: str
    """Its name in settings, and that of its file of strings: `zh-Hant`."""
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

    strings: str = ""
    """Whose words the interface has, where not its own."""
    lang: str = ""
    """What its pages say that they are in, where that is not its code: Traditional Chinese at the root of an edition that is in it."""

    @property
    def tag(self) -> str:
        """For `lang` and `hreflang`."""
        return self.lang or self.code

    @property
    def words(self) -> str:
        """The file of strings that it is shown in."""
        return self.strings or self.code

    @property
    def translated(self) -> bool:
        """True where the Chinese stands beside a translation."""
        return bool(self.plural)


SIMPLIFIED = Language(code="zh-Hans", name="简体", locale="zh_CN")
TRADITIONAL = Language(code="zh-Hant", name="繁體", prefix="zh-hant/", locale="zh_TW", traditional=True)
ROOT_TRADITIONAL = replace(SIMPLIFIED, lang=TRADITIONAL.code, name=TRADITIONAL.name, locale=TRADITIONAL.locale)
"""The root of an edition in Traditional characters: nothing is converted there, and it stands where Simplified stands in others."""
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


@dataclass(frozen=True, slots=True)
class Counted:
    """How a language calls what a number counts in headings."""

    kind: str
    """The character after the number: 章."""
    words: str
    """With `{}` for the number."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A language as an edition declares it."""

    name: str
    """What the language switch calls it, in itself."""
    locale: str
    """`fr_FR`."""
    plural: str
    """The plural rule that its files name; `nplurals=1; plural=0;` for a language without plural forms."""
    strings: str = ENGLISH.code
    """Whose words the interface has until `templates/strings` has a file for it; its code when there is one."""
    annex: str = ""
    counted: list[Counted] = field(default_factory=list)


def languages_of(content: Path) -> Mapping[str, Language]:
    """All languages that an edition knows, by code: ours, and those that it declares. Raises ZhangjuError with all that is wrong in a
    declaration, and its line."""
    known = dict(LANGUAGES)
    with gathering() as problems:
        for path in sorted((content / FOLDER).glob(f"*/{FILE}")):
            with problems.trying():
                code = path.parent.name
                if code in LANGUAGES:
                    raise ZhangjuError(path, None, f"`{code}` is a language of ours already", "delete the file")
                known[code] = _declared(code, path)
    return known


def _declared(code: str, path: Path) -> Language:
    """A language from its file. Raises ZhangjuError."""
    source, data = load_toml(path)
    held: Declared = build(Declared, data, path, source)
    with gathering() as problems:
        for wrong, key, cause, how in (
            (not CODE.fullmatch(code), "name", f"`{code}` is no code of a language", "name the folder as `fr` or `pt-BR`"),
            (not held.name.strip(), "name", "it has no name", "write what its readers call it"),
            (not PLURAL.fullmatch(held.plural.strip()), "plural", f"`{held.plural}` is no plural rule", "nplurals=2; plural=(n != 1);"),
            (
                held.strings not in (*LANGUAGES, code),
                "strings",
                f"no strings of `{held.strings}`",
                nearest(held.strings, [*LANGUAGES, code]),
            ),
            *(("{}" not in one.words, "counted", f"“{one.words}” has no place for the number", "write {} in it") for one in held.counted),
        ):
            if wrong:
                problems.add(ZhangjuError(path, line_of(source, key), cause, how))
    return Language(
        code=code,
        name=held.name,
        prefix=f"{code.lower()}/",
        locale=held.locale,
        plural=held.plural.strip(),
        style=ENGLISH.style,
        annex=held.annex,
        counted=tuple((one.kind, one.words) for one in held.counted),
        strings="" if held.strings == code else held.strings,
    )


def translated_languages(content: Path) -> list[str]:
    """Codes of the languages that the plans of an edition are translated into. Raises ZhangjuError."""
    return [code for code, language in languages_of(content).items() if language.translated]


def known_languages(codes: Sequence[str], settings: Path | str, known: Mapping[str, Language] = LANGUAGES) -> tuple[Language, ...]:
    """The languages of some codes, the one at the root first. Raises ZhangjuError; `settings` is the file that names them."""
    for code in codes:
        if code not in known:
            raise ZhangjuError(
                settings,
                line_in(settings, code),
                f"unknown language `{code}` in `languages`",
                f"{nearest(code, known)}; write one of: {', '.join(known)}",
            )
    if SIMPLIFIED.code not in codes:
        raise ZhangjuError(
            settings, line_in(settings, "languages"), f"`languages` lacks {SIMPLIFIED.code}, which stands at the site's root", "add it"
        )
    return tuple(language for code, language in known.items() if code in codes)


def check_folders(languages: Iterable[Language], plans: Iterable[str], settings: Path | str) -> None:
    """Raise ZhangjuError for every language whose pages would stand in the folder of a plan."""
    taken = {f"{plan}/" for plan in plans}
    with gathering() as problems:
        for one in languages:
            if one.prefix in taken:
                cause = f"the pages in {one.name} and the plan `{one.code.lower()}` would share a folder"
                problems.add(ZhangjuError(settings, None, cause, "call the plan otherwise"))
