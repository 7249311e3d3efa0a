"""Where print broke the titles that the table of contents names, and where they end: lines of a title go together, no other joins them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST = 4
"""Lines of a title."""
ALIKE = 0.8
"""Share of like characters (difflib) from which a title with the same number is the one of the contents, worded a little otherwise."""
NUMBER = re.compile(
    r"^(?:第[^章节篇编部]{1,5}(?:[章节篇编]|部分)|[一二三四五六七八九十百]+、|（[一二三四五六七八九十]+）|\d+(?:\.\d+)+|\d+[.、])"
)


def folded(words: str) -> str:
    """Letters and digits of a title: what two prints of it share."""
    return re.sub(r"[\W_]+", "", words)


class Titles:
    """The titles of a table of contents, found by how they begin."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.by_head: dict[str, list[str]] = {}
        for title in titles:
            self.by_head.setdefault(folded(title)[:2], []).append(title)

    def of(self, lines: Sequence[str]) -> tuple[str, int] | None:
        """The title that some lines begin with, alone in them, and how many they are; None when there is none."""
        near = self.by_head.get(folded(lines[0])[:2], []) if lines else []
        words = ""
        for count, line in enumerate(lines[:MOST], 1):
            words += folded(line)
            for title in near:
                if words == folded(title):
                    return title, count
        return self._alike(lines, near)

    def _alike(self, lines: Sequence[str], near: Sequence[str]) -> tuple[str, int] | None:
        """The title of the same number that is worded a little otherwise."""
        number = NUMBER.match(re.sub(r"[ \u3000]+", "", lines[0])) if lines else None
        best: tuple[float, str, int] = (ALIKE, "", 0)
        for title in near if number else ():
            if number and title.startswith(number[0]):
                for count in range(1, min(MOST, len(lines)) + 1):
                    words = folded("".join(lines[:count]))
                    if len(words) > 2 * len(title):
                        break
                    best = max(best, (SequenceMatcher(None, words, folded(title), autojunk=False).ratio(), title, count))
        return (best[1], best[2]) if best[2] else None


def title_lines(lines: Sequence[str], titles: Sequence[str]) -> tuple[set[int], set[int]]:
    """Numbers of the lines that go on in the next one within a title, and of those after which none may be joined: the line before a
    title, and its last."""
    known = Titles(titles)
    joined: set[int] = set()
    closed: set[int] = set()
    for number in range(len(lines) if titles else 0):
        if number - 1 not in joined and (found := known.of(lines[number : number + MOST])):
            last = number + found[1] - 1
            joined |= set(range(number, last))
            closed |= {number - 1, last}
    return joined, closed
