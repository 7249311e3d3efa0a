"""Finds Simplified characters in a page of another script, save where `lang` says that they are."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from generator.characters import is_han
from generator.suspect.scripts import others

VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})
SHOWN = ("title", "aria-label", "content", "placeholder", "label")
"""Attributes that a reader may get to see or hear, besides data-…."""
FOUND_BY = "data-find"
"""What the glossary's filter looks in, nothing that is shown: names in both scripts."""


class _Reader(HTMLParser):
    """Gives every text with the language that it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        inherited = self.languages[-1][1] if self.languages else ""
        language = known.get("lang", inherited)
        self.found += [
            (language, value) for name, value in known.items() if name in SHOWN or (name.startswith("data-") and name != FOUND_BY)
        ]
        if tag not in VOID:
            self.languages.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.languages and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.found.append((self.languages[-1][1] if self.languages else "", data))


def simplified_left(html: str) -> Iterator[str]:
    """Words around each character that Simplified alone has, where the page does not say that it is Simplified."""
    reader = _Reader()
    reader.feed(html)
    for language, text in reader.found:
        if language != "zh-Hans":
            foreign = others({char for char in text if is_han(char)}, "s2t")
            for at, char in enumerate(text):
                if char in foreign:
                    yield text[max(0, at - 8) : at + 9]
