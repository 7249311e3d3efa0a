"""Fit the model of `generator/links/counterparts.py` anew: `python -m tests.gold.train_counterparts`.

Learns from the pairs of `pairs.tsv`; prints, for thresholds, precision and recall of weights that did not see the pairs they are
tried on (five folds), then fits all and writes `generator/links/counterparts.json`. Fitting is Newton's method on the L2-regularised
log-likelihood; no randomness. A proposed pair counts in the fit by the square root of how many it stands for, so that no single one rules.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.links.candidates import MODEL, features, load_model
from generator.links.counterparts import meanings
from generator.links.editors import read_link_editors
from generator.links.likeness import Field
from generator.links.vectors import dot
from generator.model import by_date
from tests.gold.pairs import Judged, judged

CONTENT = Path(__file__).parents[2] / "content"
PENALTY = 3.0
FOLDS = 5
STEPS = 25

Example = tuple[list[float], Judged]


def main() -> None:
    """Fit, write, report."""
    plans = by_date(load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT))
    editors = read_link_editors(CONTENT)
    field = Field(plans, meanings(editors), editors.local)
    near = [field.nearest(i) for i in range(len(field.passages))]
    known = judged(field)
    names: list[str] = []
    examples: list[Example] = []
    for (i, j), label in known.items():
        found = features(field, near, i, j, dot(field.vectors[i], field.vectors[j]))
        names = list(found)
        examples.append(([*found.values(), 1.0], label))
    scores = [0.0] * len(examples)
    for fold in range(FOLDS):
        weights = fit([e for n, e in enumerate(examples) if n % FOLDS != fold])
        for n, (values, _) in enumerate(examples):
            if n % FOLDS == fold:
                scores[n] = probability(weights, values)
    report(scores, [label for _, label in examples])
    weights = fit(examples)
    MODEL.write_text(json.dumps(dict(zip([*names, "constant"], (round(w, 4) for w in weights), strict=True)), indent=1) + "\n", "utf-8")
    load_model.cache_clear()


def report(scores: Sequence[float], known: Sequence[Judged]) -> None:
    """Precision and recall by threshold; precision counts a proposed pair for all that it stands for."""
    print("threshold  precision  unweighted  recall of chosen")
    for step in range(6, 19):
        threshold = step / 20
        shown = [label for score, label in zip(scores, known, strict=True) if score >= threshold]
        right = sum(label.weight for label in shown if label.right) / sum(label.weight for label in shown)
        plain = sum(label.right for label in shown) / len(shown)
        chosen = [(score, label) for score, label in zip(scores, known, strict=True) if label.chosen and label.right]
        print(f"{threshold:9.2f}  {right:9.3f}  {plain:10.3f}  {sum(score >= threshold for score, _ in chosen) / len(chosen):6.3f}")


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> list[float]:
    """Weights of the features, the constant last."""
    size = len(examples[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [penalty * w if n < size - 1 else 0.0 for n, w in enumerate(weights)]
        curve = [[penalty * (row == column and row < size - 1) for column in range(size)] for row in range(size)]
        for values, label in examples:
            share = probability(weights, values)
            times = math.sqrt(label.weight)
            pull, bend = times * (share - label.right), times * share * (1 - share)
            for row, value in enumerate(values):
                slope[row] += pull * value
                if bend * value:
                    line = curve[row]
                    for column, other in enumerate(values):
                        line[column] += bend * value * other
        weights = [w - d for w, d in zip(weights, solve(curve, slope), strict=True)]
    return weights


def probability(weights: Sequence[float], values: Sequence[float]) -> float:
    """Probability of a pair."""
    total = sum(w * v for w, v in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solution of a system of linear equations, by elimination with row exchange."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for n in range(size):
        best = max(range(n, size), key=lambda row: abs(rows[row][n]))
        rows[n], rows[best] = rows[best], rows[n]
        for row in range(n + 1, size):
            share = rows[row][n] / rows[n][n]
            rows[row] = [a - share * b for a, b in zip(rows[row], rows[n], strict=True)]
    found = [0.0] * size
    for n in reversed(range(size)):
        found[n] = (rows[n][size] - sum(rows[n][k] * found[k] for k in range(n + 1, size))) / rows[n][n]
    return found


if __name__ == "__main__":
    main()
