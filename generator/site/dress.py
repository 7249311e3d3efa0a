"""What an edition calls itself and how it looks, as its settings say: words, colours, the seal, where to report an error, the licence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError, gathering, nearest
from generator.languages.language import SIMPLIFIED, TRADITIONAL, languages_of
from generator.languages.traditional import load_converter
from generator.model.address import is_link
from generator.site.cards.drawing import Inks
from generator.text_file import line_in

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
NAMES = ("paper", "ink", "soft", "rule", "red", "green", "wash", "panel")
TEXT = ("ink", "soft", "red", "green")
"""Colours that words are set in."""
PAPER = {"light": "#fdfcf8", "sepia": "#f3e8d2", "dark": "#181715"}
"""The theme's own, for those that change only what is printed on it."""
ENOUGH = 4.5
"""Of contrast between words and paper (WCAG 2.2, 1.4.3)."""
WHERE = {
    "light": ("[data-theme=light]", "(prefers-color-scheme: light) and (prefers-contrast: no-preference)"),
    "sepia": ("[data-theme=sepia]", ""),
    "dark": ("[data-theme=dark]", "(prefers-color-scheme: dark) and (prefers-contrast: no-preference)"),
}
"""Theme → where its colours hold: chosen by the reader, or by the system; who asked for more contrast gets it."""


@dataclass
class Dress:
    """What settings say of an edition."""

    name: str = ""
    """`site_name`."""
    description: str = ""
    """`site_description`."""
    said: Mapping[str, Any] = field(default_factory=dict)
    """`words`, as they stand."""
    colours: Mapping[str, Any] = field(default_factory=dict)
    seal: str = ""
    reports: str = ""
    licence: str = ""
    licence_url: str = ""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """Language → key → words, those that follow from the name among them; set by `check`."""

    def check(self, settings: Path | str, content: Path) -> None:
        """See whether all of it can be used, and set `words`. Raises ZhangjuError with all that is wrong; `settings` is the file."""
        known = languages_of(content)
        with gathering() as problems:
            for cause, how in (*self._wrong_words(known), *_wrong_colours(self.colours), *self._wrong_rest()):
                problems.add(ZhangjuError(settings, _line(settings, cause), cause, how))
        said = {code: dict(words) for code, words in self.said.items()}
        if TRADITIONAL.code not in said and (simplified := said.get(SIMPLIFIED.code)):
            made = load_converter(content).convert([str(words) for words in simplified.values()])
            said[TRADITIONAL.code] = {key: one.text for key, one in zip(simplified, made, strict=True)}
        self.words = {code: self._named(said.get(code, {})) for code in known}

    def _named(self, said: dict[str, str]) -> dict[str, str]:
        """The words of a language with those that follow from the edition's name."""
        name = said.get("site_name") or self.name
        named = {key: name for key in ("site_name", "brand", "publisher", "publisher_en") if name}
        return named | ({"site_description": self.description} if self.description else {}) | said

    def _wrong_words(self, known: Iterable[str]) -> Iterator[tuple[str, str]]:
        for code, words in self.said.items():
            if code not in known:
                yield f"`words` names an unknown language `{code}`", nearest(str(code), known)
            elif not isinstance(words, dict):
                yield f"`words` of {code} holds no words", "write them as key: text, indented below the language"

    def _wrong_rest(self) -> Iterator[tuple[str, str]]:
        if len(self.seal) > 1:
            yield f"`seal` is `{self.seal}`, and the icon has room for one character", "write one character"
        for key, address in (("reports", self.reports), ("licence_url", self.licence_url)):
            if address and not (is_link(address) or address.startswith("mailto:")):
                yield f"`{key}` is `{address}`, which may not be linked to", "write an address that begins with https://"

    @property
    def inks(self) -> Inks:
        """What pictures are printed with: the colours of the light theme, and the seal."""
        light = {"paper": PAPER["light"], "ink": "#1f1d1a", "red": "#a3301c"} | dict(self.colours.get("light", {}))
        return Inks(light["paper"], light["ink"], light["red"], self.seal or self.name[:1])

    def put_on(self, assets: Path) -> None:
        """Colour the style sheet and the icon of a site that is being built."""
        sheet, icon = assets / "zhangju.css", assets / "icon.svg"
        if self.colours and sheet.is_file():
            rules = (_rule(theme, given) for theme, given in self.colours.items())
            sheet.write_text(sheet.read_text(encoding="utf-8") + "\n" + "\n".join(rules) + "\n", encoding="utf-8")
        if icon.is_file():
            inks = self.inks
            drawn = icon.read_text(encoding="utf-8").replace("{seal}", escape(inks.seal))
            drawn = drawn.replace("{red}", inks.red).replace("{paper}", inks.paper)
            icon.write_text(drawn, encoding="utf-8")


def _rule(theme: str, given: Mapping[str, str]) -> str:
    chosen, by_system = WHERE[theme]
    declared = "; ".join(f"--{name}: {value}" for name, value in given.items())
    return f"{chosen} {{ {declared} }}" + (f" @media {by_system} {{ :root:not([data-theme]) {{ {declared} }} }}" if by_system else "")


def _wrong_colours(colours: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for theme, given in colours.items():
        if theme not in WHERE or not isinstance(given, dict):
            yield f"`colours` has no theme `{theme}` with colours in it", f"write one of: {', '.join(WHERE)}"
            continue
        for name, value in given.items():
            if name not in NAMES:
                yield f"`colours` has no colour `{name}`", f"write one of: {', '.join(NAMES)}"
            elif not COLOUR.fullmatch(str(value)):
                yield f"the colour `{name}` of {theme} is `{value}`", 'write it as "#a3301c", in quotation marks'
            elif name in TEXT and (ratio := contrast(value, _paper(theme, given))) < ENOUGH:
                yield (
                    f"`{name}: {value}` of {theme} is hard to read: contrast {ratio:.1f} to its paper, below {ENOUGH}",
                    "darken or lighten it",
                )


def _paper(theme: str, given: Mapping[str, Any]) -> str:
    paper = str(given.get("paper", ""))
    return paper if COLOUR.fullmatch(paper) else PAPER[theme]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, `#rrggbb` (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _line(settings: Path | str, cause: str) -> int | None:
    """The line of the settings that holds what the first words in backquotes of a cause name."""
    found = re.search("`([^`]*)`", cause)
    return line_in(settings, found[1].split(":")[0]) if found else None
