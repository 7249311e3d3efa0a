"""The field of all passages: what each is made of, and which lie near it.

Two views of a passage: the pairs of characters in its text and titles, weighted by rarity (they need no segmenter, and let 航运服务 meet
航运服务集聚区), and the subjects that its sentences speak of. Words that mean the same (a term's aliases, an editor's `[[same]]`)
count as one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.characters import HAN
from generator.links.background import load_background
from generator.links.passages import Passage, passages
from generator.links.subjects import subjects_of
from generator.links.vectors import Vector, dot, unit
from generator.model import Plan

CANDIDATES = 6
"""Nearest passages of each other plan that are looked at: of the pairs that readers want, 98 % are among them."""
TITLE, TRAIL = 1.0, 0.3
"""Weight of words in a passage's own title and in those above it, beside 1 in its text."""
SUBJECT_TITLE = 1.5
"""The same for the subjects of its own title."""
RUN = re.compile(rf"[{HAN}A-Za-z]+")


class Field:
    """All passages with their vectors."""

    def __init__(self, plans: Sequence[Plan], same: Mapping[str, str]) -> None:
        self.passages: list[Passage] = [passage for plan in plans for passage in passages(plan)]
        self._same = same
        self._background = load_background()
        self._alike = re.compile("|".join(re.escape(word) for word in sorted(same, key=len, reverse=True)) or r"(?!)")
        texts = [[self._one(text) for _, text in passage.parts] for passage in self.passages]
        self._words(texts)
        self._subjects(texts)

    def _one(self, text: str) -> str:
        """A text in which words that mean the same are one word."""
        return self._alike.sub(lambda found: self._same[found[0]], text) if self._same else text

    def _words(self, texts: list[list[str]]) -> None:
        counts = [[Counter(grams(text)) for text in parts] for parts in texts]
        titles = [set() if p.row else set(grams(p.title)) for p in self.passages]
        trails = [set() if p.row else {gram for title in p.trail[:-1] for gram in grams(title)} for p in self.passages]
        wholes = [sum(parts, Counter()) for parts in counts]
        held = {gram for grams_of in (*wholes, *titles, *trails) for gram in grams_of}
        rarity = {gram: self._background.rarity(gram) for gram in held}
        self.sizes = [len(whole) for whole in wholes]
        self.titles = [unit({gram: rarity[gram] for gram in title}) for title in titles]
        self.sentences = [[unit({gram: rarity[gram] for gram in count}) for count in parts] for parts in counts]
        self.vectors: list[Vector] = []
        for whole, title, trail in zip(wholes, titles, trails, strict=True):
            vector = {gram: (1 + math.log(times)) * rarity[gram] for gram, times in whole.items()}
            for gram in title:
                vector[gram] = vector.get(gram, 0.0) + TITLE * rarity[gram]
            for gram in trail:
                vector[gram] = vector.get(gram, 0.0) + TRAIL * rarity[gram]
            self.vectors.append(unit(vector))
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for i, vector in enumerate(self.vectors):
            for gram, weight in vector.items():
                self._postings.setdefault(gram, []).append((i, weight))

    def _subjects(self, texts: list[list[str]]) -> None:
        of_title: dict[str, Mapping[str, float]] = {}
        self.subject_counts: list[Vector] = []
        parts_found = [[subjects_of(text) for text in parts] for parts in texts]
        for passage, parts in zip(self.passages, parts_found, strict=True):
            count: Vector = {}
            weighted = [(found, 1.0) for found in parts]
            if not passage.row:
                for title, weight in [(passage.title, SUBJECT_TITLE), *((title, TRAIL) for title in passage.trail)]:
                    if title not in of_title:
                        of_title[title] = subjects_of(self._one(title))
                    weighted.append((of_title[title], weight))
            for found, weight in weighted:
                for name, times in found.items():
                    count[name] = count.get(name, 0.0) + weight * times
            self.subject_counts.append(count)
        self.subject_rarity = {name: self._background.subject_rarity(name) for count in self.subject_counts for name in count}
        rarity = self.subject_rarity
        self.subjects = [
            unit({name: (1 + math.log(times) if times >= 1 else times) * rarity[name] for name, times in count.items()})
            for count in self.subject_counts
        ]
        self.sentence_subjects = [
            [unit({name: times * rarity[name] for name, times in found.items()}) for found in parts] for parts in parts_found
        ]
        heads = [{} if p.row else of_title.get(p.title, {}) for p in self.passages]
        self.title_subjects = [unit({name: times * rarity[name] for name, times in found.items()}) for found in heads]

    def nearest(self, i: int) -> dict[str, list[tuple[float, int]]]:
        """Plan → (likeness, passage) of the passages of other plans that share rarer pairs of characters, the nearest first."""
        likeness: dict[int, float] = {}
        for gram, weight in self.vectors[i].items():
            if not self._background.is_common(gram):
                for j, other in self._postings[gram]:
                    likeness[j] = likeness.get(j, 0.0) + weight * other
        by_plan: dict[str, list[tuple[float, int]]] = {}
        own = self.passages[i].plan
        for j, value in likeness.items():
            plan = self.passages[j].plan
            if plan != own:
                by_plan.setdefault(plan, []).append((value, j))
        return {plan: sorted(found, reverse=True)[:CANDIDATES] for plan, found in by_plan.items()}

    def agreements(self, i: int, j: int) -> list[list[float]]:
        """For each two sentences of two passages, how far they agree in words and in subjects: the geometric mean of both."""
        words, subjects = self.sentences[j], self.sentence_subjects[j]
        rows = []
        for words_a, subjects_a in zip(self.sentences[i], self.sentence_subjects[i], strict=True):
            row = [0.0] * len(words)
            for n, subjects_b in enumerate(subjects):
                if subjects_b and subjects_a and not subjects_a.keys().isdisjoint(subjects_b):
                    row[n] = math.sqrt(dot(subjects_a, subjects_b) * dot(words_a, words[n]))
            rows.append(row)
        return rows


def grams(text: str) -> Iterator[str]:
    """Pairs of characters of a text; what is no Han character or letter parts them."""
    for run in RUN.findall(text):
        yield from (run[i : i + 2] for i in range(len(run) - 1))
