"""Where a title ends that print set on its own line and extraction fused to its text.

`准确把握新发展阶段上海发展面临的新机遇新挑战|“十四五”时期，…`; `指导思想|在以习近平…`
A conditional log-linear model scores every word border: how often the next word opens a sentence and the last one closes a
phrase, whether the two ever meet elsewhere in the text, their parts of speech, balance and length. Its weights were fitted to
titles whose end is printed (run-in titles, titles on their own line, leads), each fused to the sentence after it; the fused
titles of the seeds took no part (`tests/gold/train_borders.py` makes the file anew and says how well it does).
Sibling titles that begin alike are set in parallel: a length that alone is plausible for all of them is theirs. What else siblings share
is weighed in `siblings`.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rjieba

from generator.outline.siblings import alike, known, normal

MODEL = Path(__file__).with_name("borders.json")
LONGEST = 46
"""Characters; the longest title of the five plans has 41."""
WINDOW = 90
"""Characters of a fused text that the model looks at."""
UNCERTAIN = 0.97
"""Below this probability a border is reported (O003): of 455 titles of eight texts 35 were wrong, and 33 of those were told, beside 200
that were right, at 0.95; at 0.8 it were 28 and 114. At 0.97 all wrong ones of `tests/shapes` are told, as tests/test_siblings.py holds."""
PARALLEL = 3
"""Siblings that must begin with the same two characters before they count as set in parallel."""
PLAUSIBLE = 0.002
"""Probability from which a length counts as plausible for one of them."""
PREPOSITIONS = frozenset(["以", "将", "把", "按照", "围绕", "在", "与", "从", "向", "为", "对"])
TAGS = frozenset(
    [
        "n",
        "v",
        "vn",
        "a",
        "d",
        "p",
        "r",
        "m",
        "t",
        "ns",
        "nr",
        "nz",
        "l",
        "i",
        "j",
        "b",
        "c",
        "u",
        "f",
        "x",
        "s",
        "ad",
        "an",
        "vd",
        "y",
        "nt",
    ]
)
"""Parts of speech that the features tell apart (ICTCLAS tag set, as rjieba gives it)."""
NEVER_AFTER = frozenset(["的", "和", "与", "及", "以", "对", "，", "、", "；", "：", "“", "（", "《"])
NEVER_BEFORE = frozenset(["的", "和", "与", "及", "，", "、", "。", "；", "：", "”", "）", "》"])
PAIRS = ("“”", "《》", "（）")

Words = list[tuple[str, str, int]]
"""Word, part of speech, offset."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How words are used in a body of text."""

    openers: Mapping[str, float]
    """How often a word opens a sentence (1) or a clause (½)."""
    closers: Mapping[str, float]
    """How often a word closes a clause."""
    words: Mapping[str, float]
    """How often a word occurs."""


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted weights and the usage they were fitted with."""

    weights: Mapping[str, float]
    usage: Usage


@dataclass(frozen=True, slots=True)
class ChosenBorder:
    """The border the model chose."""

    length: int
    """Length of the title in characters; 0 when nothing fits."""
    probability: float
    """The model's own, between the borders it considered, times that with its siblings."""
    parallel: bool = False
    """True when siblings set in parallel decided it."""


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that ships with the package."""
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    return Model(data["weights"], Usage(data["openers"], data["closers"], data["words"]))


def clauses(text: str) -> Iterator[tuple[int, list[str]]]:
    """Words of each clause of a text, with 0 for a sentence's first clause and its place in the sentence after that."""
    for line in text.split("\n"):
        for sentence in line.replace("！", "。").replace("？", "。").split("。"):
            parts = sentence.replace("；", "，").replace("：", "，").split("，")
            for place, clause in enumerate(part.strip() for part in parts):
                if clause:
                    yield place, rjieba.cut(clause, True)


def meetings(text: str) -> Counter[tuple[str, str]]:
    """How often two words stand side by side in a text."""
    return Counter(pair for _, words in clauses(text) for pair in itertools.pairwise(words))


def borders(fused: Sequence[str], pairs: Mapping[tuple[str, str], int]) -> list[ChosenBorder]:
    """Choose the border of each fused title; `fused` are siblings in order, `pairs` the meetings in their whole text."""
    model = load_model()
    alone = [_known(text, _scores(text, pairs, model)) for text in fused]
    scored = alike(fused, alone)
    parallel = _parallel_lengths(fused, scored)
    chosen: list[ChosenBorder] = []
    for text, scores, own in zip(fused, scored, alone, strict=True):
        together = parallel.get(text[:2])
        best = together or max(scores, key=lambda length: scores[length], default=0)
        sure = math.exp(scores[best] + (own[best] if len(fused) > 1 else 0.0)) if best else 0.0
        chosen.append(ChosenBorder(best, sure, together is not None))
    return chosen


def _parallel_lengths(fused: Sequence[str], scored: Sequence[Mapping[int, float]]) -> dict[str, int]:
    """For each two characters with which enough siblings begin: the one length that is plausible for all of them, if there is one."""
    families: dict[str, list[Mapping[int, float]]] = {}
    for text, scores in zip(fused, scored, strict=True):
        families.setdefault(text[:2], []).append(scores)
    lengths: dict[str, int] = {}
    for opening, members in families.items():
        if len(members) >= PARALLEL:
            common = [n for n in members[0] if all(scores.get(n, -math.inf) >= math.log(PLAUSIBLE) for scores in members)]
            if len(common) == 1:
                lengths[opening] = common[0]
    return lengths


def _scores(text: str, pairs: Mapping[tuple[str, str], int], model: Model) -> dict[int, float]:
    """Log probability of each border of one fused text."""
    raw = {
        length: sum(model.weights.get(name, 0.0) * value for name, value in found.items())
        for length, found in features(text, pairs, model.usage).items()
    }
    return normal(raw)


def _known(text: str, scores: Mapping[int, float]) -> dict[int, float]:
    """The same with what is known of titles."""
    return normal({length: score + known(text[:length], text[length:]) for length, score in scores.items()})


def features(text: str, pairs: Mapping[tuple[str, str], int], usage: Usage) -> dict[int, dict[str, float]]:
    """The features of each border that a title may have, by the title's length."""
    tagged: Words = []
    at = 0
    for word, tag in rjieba.tag(text[:WINDOW], True):
        tagged.append((word, tag if tag in TAGS else tag[:1] if tag[:1] in TAGS else "x", at))
        at += len(word)
    found: dict[int, dict[str, float]] = {}
    for k in range(1, len(tagged)):
        length = tagged[k][2]
        if length > LONGEST:
            break
        left = text[:length]
        balanced = all(left.count(pair[0]) == left.count(pair[1]) for pair in PAIRS)
        if length >= 2 and balanced and tagged[k - 1][0] not in NEVER_AFTER and tagged[k][0] not in NEVER_BEFORE:
            found[length] = _word_features(tagged, k, pairs, usage) | _shape_features(text, tagged, k)
    return found


def _word_features(tagged: Words, k: int, pairs: Mapping[tuple[str, str], int], usage: Usage) -> dict[str, float]:
    """What the words and parts of speech on both sides say."""
    left, left_tag, _ = tagged[k - 1]
    right, right_tag, _ = tagged[k]
    met = max(0, pairs.get((left, right), 0) - 1)
    opens, closes = usage.openers.get(right, 0.0), usage.closers.get(left, 0.0)
    left_count, right_count = usage.words.get(left, 0.0), usage.words.get(right, 0.0)
    found = {
        f"left {left_tag}": 1.0,
        f"right {right_tag}": 1.0,
        f"pair {left_tag[0]}{right_tag[0]}": 1.0,
        "opens": math.log((opens + 0.3) / (right_count + 2)),
        "opens often": math.log(opens + 0.5),
        "closes": math.log((closes + 0.3) / (left_count + 2)),
        "meets": math.log((met + 0.05) / ((left_count + 1) * (right_count + 1))),
        "never meets": float(met == 0),
    }
    if k + 1 < len(tagged):
        after = tagged[k + 1][1]
        found |= {f"after {after}": 1.0, f"right pair {right_tag[0]}{after[0]}": 1.0}
    if k >= 2:
        before = tagged[k - 2][1]
        found |= {f"before {before}": 1.0, f"left pair {before[0]}{left_tag[0]}": 1.0}
    return found


def _shape_features(text: str, tagged: Words, k: int) -> dict[str, float]:
    """What length, balance and the completeness of the last clause say."""
    length = tagged[k][2]
    left = text[:length]
    comma = text.find("，", length)
    distance = comma - length if comma >= 0 else 40
    clause: Words = []
    for word in reversed(tagged[:k]):
        if word[0] in "，；":
            break
        clause.append(word)
    found = {
        "length": length / 10,
        "length²": (length / 10) ** 2,
        "short": float(length < 6),
        "to comma": math.log(1 + distance),
        "comma near": float(distance < 5),
        "open preposition": float(_open_preposition(clause)),
        "has verb": float(any(tag in ("v", "vd") for _, tag, _ in clause)),
        "clause": min(sum(len(word) for word, _, _ in clause), 20) / 10,
        "opening words": float(tagged[k][1] == "p" or tagged[k][0] in ("以", "围绕", "按照", "坚持", "聚焦")),
        "no noun": float(not any(tag[0] == "n" for _, tag, _ in tagged[:k])),
    }
    if "，" in left:
        head, tail = left.rsplit("，", 1)
        found |= {"comma": 1.0, "balance": abs(len(head) - len(tail)) / 10, "commas": left.count("，") - 1, "stub": float(len(tail) < 4)}
    return found


def _open_preposition(clause: Words) -> bool:
    """True when a preposition of the clause (given backwards) still waits for its verb."""
    for word, tag, _ in clause:
        if tag in ("v", "vd", "l", "i"):
            return False
        if tag == "p" or word in PREPOSITIONS:
            return True
    return False
