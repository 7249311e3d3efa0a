"""What the text's own table of contents says of its headings, and where the two disagree.

An entry with the same number and words as the head of a line says that a heading stands there and where its title ends; one without a
number says that a line which is just its words is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings import Finding
from generator.model import Section
from generator.reading.seed import Seed
from generator.repair.printed_contents import ContentsLine
from generator.repair.title_lines import NUMBER, folded

LONGEST_REST = 8
NO_HEADING = "图圖表附"
"""What entries begin with that are pictures, tables and annexes, which have headings of their own kind."""


@dataclass(frozen=True, slots=True)
class ContentsTitles:
    """The titles of a table of contents, folded."""

    numbered: frozenset[str]
    unnumbered: frozenset[str]

    @classmethod
    def of(cls, entries: Sequence[ContentsLine]) -> ContentsTitles:
        """Those of its entries."""
        with_number = {entry.title for entry in entries if NUMBER.match(entry.title)}
        others = {entry.title for entry in entries} - with_number
        return cls(frozenset(map(folded, with_number)), frozenset(folded(title) for title in others if title[0] not in NO_HEADING))

    def heads(self, line: str) -> bool:
        """True for a line that is just an entry without a number."""
        return bool(self.unnumbered) and len(line) <= 60 and folded(line) in self.unnumbered

    def title_end(self, text: str, start: int, title_start: int, end: int) -> int | None:
        """Where the title ends of a heading whose mark begins at `start`; None when the contents do not have it."""
        if not self.numbered:
            return None
        words = ""
        best = None
        for at in range(start, min(end, start + 100)):
            if text[at].isalnum():
                words += text[at]
                if at >= title_start and words in self.numbered:
                    best = at + 1
        while best is not None and best < end and text[best] in "”）》’！？":
            best += 1
        return None if best is not None and _goes_on(text[best:end]) else best


def _goes_on(rest: str) -> bool:
    """True for a few words behind a title of the contents that are no text: the line is the title, worded a little otherwise."""
    return 0 < len(rest) <= LONGEST_REST and re.search("[，。；：！？\u3000 ]", rest) is None


def disagreements(seed: Seed, entries: Sequence[ContentsLine], sections: Sequence[Section]) -> Iterator[Finding]:
    """Entries that no heading has, by the same words."""
    titles = {folded(f"{section.number or ''}{section.title}") for section in sections}
    titles |= {folded(section.title) for section in sections}
    for entry in entries:
        if folded(entry.title) not in titles and entry.title[0] not in NO_HEADING:
            line = seed.place(entry.offset)[0]
            page = f" (page {entry.page})" if entry.page else ""
            cause = f"the contents name “{entry.title}”{page}, and no heading of the text has these words"
            yield Finding(
                "O009",
                str(seed.path),
                line,
                cause,
                "see which of the two is right; a [[correction]] or [[supplied]] when it is the contents",
            )
