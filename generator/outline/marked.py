"""Headings that the seed's own markup marks: `#` of Markdown, h1 to h6 of HTML, with or without a number."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.numbering import LONGEST_TITLE, level_of
from generator.reading.seed import Seed
from generator.repair import Repaired

HASHES = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(?=\S)[^\n]*$", re.M)
ELEMENT = re.compile(r"<h([1-6])\b[^<>]*>(?:[^<]|<(?!/?h[1-6]\b)){1,400}</h\1\s*>", re.I)


class MarkedHeadings:
    """The ranks of marked headings, and the levels that they stand for."""

    def __init__(self, seed: Seed, repaired: Repaired, titles: Sequence[str] = ()) -> None:
        pattern = {"markdown": HASHES, "html": ELEMENT}.get(seed.settings.format)
        found = list(pattern.finditer(seed.text)) if pattern else []
        self.spans = [(one.start(), one.end(), len(one[1]) if one[1][0] == "#" else int(one[1])) for one in found]
        self.starts = [start for start, _, _ in self.spans]
        self.origin = repaired.draft.origin
        self.by_numbers = seed.settings.format == "html" and bool(seed.settings.levels)
        """True where only ranks of numbered headings count: the other headings of a web page are its menus'."""
        self.levels = self._levels(repaired.text, seed.settings.levels) if self.spans else {}

    def rank(self, at: int) -> int:
        """The rank of the heading that an offset of the text stands in; 0 for none."""
        if not self.spans or at >= len(self.origin):
            return 0
        place = bisect.bisect_right(self.starts, self.origin[at]) - 1
        return self.spans[place][2] if place >= 0 and self.origin[at] < self.spans[place][1] else 0

    def level(self, at: int, end: int, text: str) -> int:
        """The level of a marked heading without a number; 0 where none is marked, or a whole sentence is."""
        rank = self.rank(at)
        if not rank or end - at > LONGEST_TITLE or text[end - 1] in "。；：，、":
            return 0
        if rank in self.levels or self.by_numbers:
            return self.levels.get(rank, 0)
        above = [known for known in self.levels if known < rank]
        return self.levels[max(above)] + 1 if above else 1

    def _levels(self, text: str, samples: Sequence[str]) -> dict[int, int]:
        """Rank → the level that most numbered headings of that rank have; without numbers the ranks in their order."""
        seen: dict[int, Counter[int]] = defaultdict(Counter)
        ranks: Counter[int] = Counter()
        for line in re.finditer(r"^(?=.)", text, re.M):
            if rank := self.rank(line.start()):
                ranks[rank] += 1
                seen[rank].update(n for n, sample in enumerate(samples, 1) if level_of(sample).match(text, line.start()))
        known = {rank: counts.most_common(1)[0][0] for rank, counts in seen.items() if counts}
        if known or self.by_numbers:
            return known
        several = sorted(rank for rank in ranks if ranks[rank] > 1 or rank != min(ranks))  # the only one of the first rank is the title
        return {rank: place for place, rank in enumerate(several, 1)}
