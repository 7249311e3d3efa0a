"""Answers a query from the files of the index alone, as the browser does; lunr ranks what was found.

Documents that hold all words come first, those in which a title above holds some of them next, then sections whose sentences hold them
between them; when these are few, documents that hold most of the query. Among equals those that hold the very phrase come first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.search.matching import allowed_by, in_sections, known, partly, strict, telling, unsure
from generator.search.query import Query, Word, bare, read_query, without_question
from generator.search.ranking import ranked
from generator.search.reader import Reader
from generator.search.spelling import heard, read_pinyin

VERIFIED = 12
"""Documents whose text is read at once, to see whether it holds the phrase: the first screens of results."""
TURNS, FIRST_TURNS = 8, 2
"""How often so many are read while none of them holds an exact phrase; fewer where a second answer follows."""
FEW = 3
"""Fewer answers than this, and documents are shown that hold only a part."""
RANKED = 1500
"""Documents of one query that lunr ranks, the first of their tiers."""
QUESTION_HEADING = 0.4
"""What a heading counts for where a question wants a sentence with an amount or a year."""
IN_GROUP, ALL_SHOWN = 4, 12
"""Hits of one section that are shown at once when there are more hits than ALL_SHOWN."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that was found."""

    plan: str
    section: str
    anchor: str
    text: str
    tier: int
    """1 all words, 2 some in titles above, 3 all in one section, 4 a part."""
    score: float


@dataclass
class Finder:
    """Finds in the files that a reader gives."""

    reader: Reader

    @classmethod
    def of(cls, read: Callable[[str], Any]) -> Finder:
        """A finder on files: `read` gives the value of one by its name."""
        return cls(Reader(read))

    def find(self, typed: str) -> list[Hit]:
        """The first documents that answer, at most VERIFIED, best first; none for what holds no word."""
        query = read_query(typed)
        reader = self.reader
        allowed = allowed_by(reader, query)
        asked = without_question(query.words) if query.question else query.words
        words = telling(reader, read_pinyin(reader, asked))
        tiers = strict(reader, words, allowed)
        if not tiers:
            apart = without_question(words)
            better = apart and (query.question or strict(reader, apart, allowed))
            words = apart if better else heard(reader, apart or words)
            tiers = {number: tier + 0.5 for number, tier in strict(reader, words, allowed).items()}
        if len(tiers) < FEW:
            for number in in_sections(reader, words, allowed):
                tiers.setdefault(number, 3)
        if len(tiers) < FEW and not any(word.exact for word in words):
            for number in partly(reader, words, query.asks, allowed):
                tiers.setdefault(number, 4)
        told = dict(tiers)
        if query.question:  # who asks wants the answer, wherever its words stand
            tiers = {number: tier if tier < 2 else 2 for number, tier in tiers.items()}
        scores = self._scores(query, words, tiers)
        order = sorted(tiers, key=lambda n: (tiers[n], -scores.get(n, 0.0), n))
        turns = FIRST_TURNS if unsure(reader, words) else TURNS
        slices = (order[start : start + VERIFIED] for start in range(0, min(len(order), turns * VERIFIED), VERIFIED))
        found = (self._verified(query, words, some, tiers, told, scores) for some in slices)
        return next((hits for hits in found if hits), [])

    def _scores(self, query: Query, words: list[Word], tiers: dict[int, float]) -> dict[int, float]:
        terms = [t for word in words for option in known(self.reader, word) for w in option for t in self.reader.expanded(w)]
        terms = list(dict.fromkeys([*query.asks, *terms]))
        first = sorted(tiers, key=lambda n: (tiers[n], n))[:RANKED]
        scores = ranked(self.reader, terms, first)
        if query.asks:
            headings = {first for term in terms for first, _, _ in self.reader.stand(term).titles}
            scores = {n: score * QUESTION_HEADING if n in headings else score for n, score in scores.items()}
        return scores

    def _verified(
        self, query: Query, words: list[Word], order: list[int], tiers: dict[int, float], told: dict[int, float], scores: dict[int, float]
    ) -> list[Hit]:
        """The hits, within a tier those first that hold the very words; without those that lack an exact phrase."""
        phrases = [query.whole, "".join(word.text for word in words)]
        all_of_them = unsure(self.reader, words)
        demanded = [word.text for word in words if word.exact or all_of_them]
        made = []
        for number in order:
            text = self.reader.text(number)
            held = bare(text.text)
            if not all(phrase in held for phrase in demanded) and tiers[number] < 3:
                continue
            grade = 0 if any(phrase and phrase in held for phrase in phrases) else 1 if all(word.text in held for word in words) else 2
            hit = Hit(text.plan, text.section, text.anchor, text.text, int(told[number]), scores.get(number, 0.0))
            made.append((tiers[number], grade, -hit.score, number, hit))
        return [hit for *_, hit in sorted(made, key=lambda entry: entry[:4])]


def shown(hits: list[Hit]) -> list[Hit]:
    """Hits in the order in which they stand on the page: by section, each where its best one stands."""
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.plan, hit.section), []).append(hit)
    limit = len(hits) if len(hits) <= ALL_SHOWN else IN_GROUP
    made = []
    for group in groups.values():
        titled = group[0].anchor == group[0].section  # the group's own title is its best hit
        made += group[: limit + titled]
    return made
