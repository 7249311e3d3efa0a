"""A table of contents is no part of the text: its lines are the headings, and the pages of another print.

`目  录` goes with the lines after it, as long as each stands again at the head of a later line, or leads to a page by dots:
`第一章 发展基础……3`. What it says of headings is kept as evidence (`printed_contents`, `outline/contents`).
Leaves alone: 目录 that is not followed by two such lines, and everything from the first line on that is no entry. Knowledge: how
Chinese print sets contents: dots to the number of a page, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.listed_contents import listed_contents
from generator.repair.printed_contents import PrintedContents, printed_contents


def contents_of(text: str, settings: Settings) -> PrintedContents | None:
    """The table of contents of a text, in any dress."""
    return _of_levels(text, tuple(settings.levels))


@lru_cache(maxsize=1)
def _of_levels(text: str, levels: tuple[str, ...]) -> PrintedContents | None:
    """The same; kept, for what the contents say is asked before they are taken out."""
    return printed_contents(text) or listed_contents(text, levels)


def contents(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of a table of contents."""
    if found := contents_of(text, settings):
        fused = text[found.start - 1 : found.start] not in ("", "\n") and text[found.end : found.end + 1] not in ("", "\n")
        yield Edit(found.start, text[found.start : found.end], "\n" if fused else "")
