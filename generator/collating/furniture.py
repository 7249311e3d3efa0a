"""What the other print's pages added to its text: page numbers, running heads, lines of contents.

Only what ours does not have is looked at. A number counts as a page's when it stands at the edge of its line and goes on from those
before: three that rise by a few each. A head is a line that returns three times.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.collating.letters import letters_of
from generator.collating.prints import OtherPrint

TIMES = 3
"""So often a line returns before it is a running head, and page numbers follow each other."""
STEP = 4
"""Pages that may lie between two numbers: plates and blank pages have none."""
LEADERS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{4,})\s*\d{1,4}\s*$")
DIGITS = re.compile(r"\d+")
LONGEST_NUMBER = 4


def furniture(witness: OtherPrint, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The letters, among some spans that ours has not, that are the page's."""
    alone = {i for start, end in spans for i in range(start, end)}
    lines = list(_lines(witness, alone))
    heads = Counter(_bare(words) for _, words, whole in lines if whole)
    found: set[int] = set()
    numbers: list[tuple[int, list[int]]] = []
    for letters, words, whole in lines:
        if whole and (LEADERS.search(words) or (len(_bare(words)) > 1 and heads[_bare(words)] >= TIMES)):
            found.update(letters)
        elif number := _page_number(witness, letters, words):
            numbers.append(number)
    found.update(i for chain in _chains(numbers) for _, letters in chain for i in letters)
    return found


def _lines(witness: OtherPrint, alone: set[int]) -> Iterator[tuple[list[int], str, bool]]:
    """(letters that ours has not, the line's words, whether these are all its letters) of each line that has such letters."""
    by_line: dict[int, list[int]] = {}
    for i in sorted(alone):
        by_line.setdefault(witness.line(i), []).append(i)
    for line, letters in by_line.items():
        start, end = witness.seed.line_span(line)
        words = witness.seed.text[start:end].strip()
        yield letters, words, len(letters_of(words).text) == len(letters)


def _bare(words: str) -> str:
    """A line without its numbers, blanks and marks."""
    return "".join(c for c in letters_of(words).text if not c.isdigit())


def _page_number(witness: OtherPrint, letters: list[int], words: str) -> tuple[int, list[int]] | None:
    """(number, its letters) when what ours has not of a line are the digits at one of its edges, or all of it: `12`, `1 2`, `3/40`; a
    heading's number may stand right behind them, `425.1.3`."""
    folded = letters_of(words).text
    digits = "".join(witness.letters.text[i] for i in letters)
    if not digits.isdecimal():
        return None
    if len(letters) == len(folded):
        parts = DIGITS.findall(unicodedata.normalize("NFKC", words))
        number = "".join(parts) if all(len(part) == 1 for part in parts) else parts[0]
        return (int(number), letters) if len(number) <= LONGEST_NUMBER else None
    first = letters[0]
    while first > 0 and witness.line(first - 1) == witness.line(letters[0]):
        first -= 1
    rest = "".join(char for n, char in enumerate(folded) if n + first not in letters)
    for number, without in ((folded[: len(letters)], folded[len(letters) :]), (folded[-len(letters) :], folded[: -len(letters)])):
        if rest == without and number.isdecimal() and len(number) <= LONGEST_NUMBER:
            return int(number), letters
    return None


def _chains(numbers: list[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """The longest rows of numbers that go on from each other, in reading order; a number that does not fit in is left out."""
    open_: list[list[tuple[int, list[int]]]] = []
    for one in numbers:
        fitting = [chain for chain in open_ if 0 < one[0] - chain[-1][0] <= STEP]
        if fitting:
            max(fitting, key=len).append(one)
        else:
            open_.append([one])
    yield from (chain for chain in open_ if len(chain) >= TIMES)
