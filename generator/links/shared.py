"""Shared words: what a reader is told of why two passages stand together."""

from __future__ import annotations

import rjieba

from generator.links.likeness import RUN, Made, grams
from generator.pure import pure

REASONS = 3
"""Shared words that a reader is told."""
PARTICLES = frozenset("的了和与及或等对在为以由将向从把被是有并于其各以")
"""Words that join others; shared words neither begin nor end with them."""


@pure(passing=True)
def shared_words(a: Made, b: Made) -> tuple[str, ...]:
    """The longest runs of whole words that two passages share, the most telling first."""
    weights, other = a.vector, b.vector
    text = "\0".join("\0".join(("", *rjieba.cut(part), "")) for part in b.parts)
    runs: dict[str, float] = {}
    for part in a.parts:
        run: list[str] = []
        for word in (*rjieba.cut(part), ""):
            if RUN.fullmatch(word) and "\0".join(("", *run, word, "")) in text:
                run.append(word)
                continue
            while run and run[-1] in PARTICLES:
                run.pop()
            while run and run[0] in PARTICLES:
                run.pop(0)
            words = "".join(run)
            if len(words) > 1 and words not in runs:
                runs[words] = sum(weights.get(gram, 0.0) * other.get(gram, 0.0) for gram in grams(words))
            run = [word] if RUN.fullmatch(word) and f"\0{word}\0" in text else []
    best = sorted(runs, key=lambda words: -runs[words])
    return tuple(words for n, words in enumerate(best) if not any(words in longer for longer in best[:n]))[:REASONS]
