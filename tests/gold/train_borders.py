"""Fit the border model of `generator/outline/borders.py` anew: `python tests/gold/train_borders.py`.

Learns from titles whose end print shows: run-in titles, titles on a line of their own, and leads, each fused to the sentence
that follows it. The titles that extraction itself fused to text are left out, and so are their lines in the word counts; they are
one test, the texts in `tests/shapes` are another. Writes `generator/outline/borders.json` and prints the accuracy on all three.
Tried and dropped: clauses of running sentences as further titles, and counts of word pairs from all plans.
`tests/test_siblings.py` measures the titles of `tests/shapes`: the model alone has 23 of 44 right, with what siblings share and what is known of words 37.
Fitting is full-batch gradient ascent with AdaGrad steps on the conditional log-likelihood, L2-regularised; no randomness.
"""

from __future__ import annotations

import json
import math
from collections import ChainMap, Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.outline.borders import LONGEST, MODEL, Usage, clauses, features, load_model, meetings
from generator.pipeline import convert_seed
from generator.reading import read_seed, seed_ids
from generator.repair import repair
from tests.gold.files import headings, leads

ROOT = Path(__file__).parents[2]
PENALTY = 0.4
ROUNDS = 400
STEP = 0.3
RAREST_FEATURE = 8
RAREST_WORD = 3
"""A feature or word seen less often than these is left out of the file."""


def collect() -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]], dict[str, str]]:
    """(plan, title, what follows) of the printed borders and of the fused ones, and each plan's repaired text."""
    printed, fused, texts = [], [], {}
    for plan in seed_ids(ROOT / "seeds"):
        text = texts[plan] = repair(read_seed(ROOT / "seeds", plan)).text
        for item in headings(plan):
            at = text.find(item.title)
            if at < 0 or len(item.title) < 3 or (item.level == 3 and item.line > 1440 and plan == "sh-14fyp"):
                continue
            rest = text[at + len(item.title) :]
            if item.text_follows and rest[0] != "。":
                fused.append((plan, item.title, rest.split("\n")[0]))
            else:
                printed.append((plan, item.title, rest.lstrip("。\n").split("\n")[0]))
        for lead in leads(plan):
            at = text.find(lead)
            if at >= 0:
                printed.append((plan, lead.lstrip("—").rstrip("。"), text[at + len(lead) :].split("\n")[0]))
    return [p for p in printed if p[2]], fused, texts


def count(texts: list[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Openers, closers and words of some texts."""
    openers, closers, words = Counter(), Counter(), Counter()
    for text in texts:
        for place, clause in clauses(text):
            openers[clause[0]] += 1.0 if place == 0 else 0.5
            closers[clause[-1]] += 1
            words.update(clause)
    return openers, closers, words


def main() -> None:
    """Fit, write, report."""
    printed, fused, texts = collect()
    lines = [line for text in texts.values() for line in text.split("\n")]
    heads = {title for _, title, _ in fused}
    openers, closers, words = count([line for line in lines if not any(title in line for title in heads)])
    pairs = {plan: meetings(text) for plan, text in texts.items()}

    examples = []
    for plan, title, rest in printed:
        # Its own words must not vouch for it: take its counts out, and let its border meet once as it will when fused.
        own = count([title, rest.split("。")[0]])
        usage = Usage(lessened(openers, own[0]), lessened(closers, own[1]), lessened(words, own[2]))
        left, right = [w for _, c in clauses(title) for w in c][-1:], [w for _, c in clauses(rest) for w in c][:1]
        border = {(left[0], right[0]): pairs[plan][left[0], right[0]] + 1} if left and right else {}
        near = ChainMap(border, pairs[plan])
        found = features(title + rest, near, usage)
        if len(title) in found and len(title) <= LONGEST:
            examples.append((found, len(title)))
    seen = Counter(name for found, _ in examples for values in found.values() for name in values)
    names = {name for name, times in seen.items() if times >= RAREST_FEATURE}
    weights = fit(examples, names)

    data = {
        "weights": {name: round(weights[name], 3) for name in sorted(weights) if abs(weights[name]) >= 0.005},
        **{
            key: {word: times for word, times in sorted(counter.items()) if words[word] >= RAREST_WORD}
            for key, counter in (("openers", openers), ("closers", closers), ("words", words))
        },
    }
    MODEL.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    load_model.cache_clear()
    usage = load_model().usage
    report("borders it was fitted to", examples, weights)
    report("fused borders of sh-14fyp, not fitted", [(features(t + r, pairs[p], usage), len(t)) for p, t, r in fused], weights)
    report("borders of tests/shapes, not fitted", list(shapes(usage)), weights)


def lessened(counts: Counter[str], own: Counter[str]) -> Mapping[str, float]:
    """Counts without those of one example."""
    return ChainMap({word: max(0.0, counts[word] - times) for word, times in own.items()}, counts)


def shapes(usage: Usage) -> Iterator[tuple[dict[int, dict[str, float]], int]]:
    """The titles of the texts in other shapes, each fused to its text."""
    for name in ("parts", "memo"):
        plan = convert_seed(ROOT / "tests" / "shapes", name).plan
        fused = [
            (s.title, "".join(t.text for _, t in s.sentences()))
            for s in plan.sections
            if s.mark and s.title and s.chapter != "a" and any(s.sentences())
        ]
        near = meetings("\n".join(title + rest for title, rest in fused))
        for title, rest in fused:
            yield features(title + rest, near, usage), len(title)


def fit(examples: list[tuple[dict[int, dict[str, float]], int]], names: set[str]) -> dict[str, float]:
    """Weights of the features."""
    weights = dict.fromkeys(sorted(names), 0.0)
    energy = dict.fromkeys(weights, 1e-8)
    for _ in range(ROUNDS):
        slope = {name: -2 * PENALTY * value for name, value in weights.items()}
        for found, right in examples:
            shares = probabilities(found, weights)
            for length, values in found.items():
                pull = (length == right) - shares[length]
                if abs(pull) > 1e-6:
                    for name, value in values.items():
                        if name in slope:
                            slope[name] += pull * value
        for name, value in slope.items():
            energy[name] += value * value
            weights[name] += STEP * value / math.sqrt(energy[name])
    return weights


def probabilities(found: dict[int, dict[str, float]], weights: dict[str, float]) -> dict[int, float]:
    """Probability of each border."""
    raw = {length: sum(weights.get(name, 0.0) * value for name, value in values.items()) for length, values in found.items()}
    most = max(raw.values(), default=0.0)
    shares = {length: math.exp(value - most) for length, value in raw.items()}
    total = sum(shares.values())
    return {length: share / total for length, share in shares.items()}


def report(name: str, examples: list[tuple[dict[int, dict[str, float]], int]], weights: dict[str, float]) -> None:
    """Print how many borders come out right."""
    right = sum(bool(shares := probabilities(found, weights)) and max(shares, key=shares.get) == length for found, length in examples)
    print(f"{name}: {right} of {len(examples)} = {right / len(examples):.3f}")


if __name__ == "__main__":
    main()
