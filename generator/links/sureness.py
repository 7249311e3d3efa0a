"""Sureness: which counterparts are shown of plans whose pairs nobody has read.

Between plans that an editor has read (`[[read]]` in `content/links.toml`) the model's word is enough: what it has wrong is forbidden
there. Of others, two in five of its likeliest pairs are noise to a strict reader: one long clause that meets every clause of its field,
what a plan says of itself as a whole, the closing rules of two regulations. So a pair of these is shown only when

1. neither stands under a title that speaks of the whole document (`GENERAL`),
2. the model is surer (`SURE`), and they have a fair share of their words in common (`ALIKE`),
3. each passage is the nearest of its plan to the other, and two kinds of evidence agree (`evidence`) or the model is very sure (`SURER`);
   or one is the nearest to the other, three kinds of evidence agree, the model is very sure, and neither is a row of a table.

The bounds were chosen on labelled pairs of eleven texts that took no part in fitting the model; tests/gold/README.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.links.editors import LinkEditors
from generator.links.passages import Passage

SURE = 0.9
"""Probability from which a pair of unread plans is shown."""
ALIKE = 0.1
"""Likeness in words from which it is."""
SURER = 0.985
"""Probability that makes up for a kind of evidence."""
NEARLY_SURER = 0.975
"""Probability from which a pair is shown that is nearest from one side only."""
WORDS = 10
"""The model's feature `words` is likeness, so many times."""
GENERAL = re.compile("指导思想|基本原则|总体要求|目标任务|主要目标|发展目标|总则|附则|回顾")
"""Titles of sections that speak of the whole document, or of what every document has."""


def readings(editors: LinkEditors) -> list[frozenset[str]]:
    """The sets of plans whose pairs an editor has read."""
    return [frozenset(item.plans) for item in editors.read]


def is_read(a: str, b: str, read: Sequence[frozenset[str]]) -> bool:
    """True when an editor has read the pairs of two plans."""
    return any(a in plans and b in plans for plans in read)


def is_sure(a: Passage, b: Passage, score: float, features: Mapping[str, float]) -> bool:
    """True when a pair may be shown although nobody has read it; `features` are the model's."""
    general = any(GENERAL.search(title) for passage in (a, b) for title in passage.trail)
    if general or score < SURE or features["words"] < WORDS * ALIKE:
        return False
    if features["rank"] == features["rank-back"] == 0.0:
        return evidence(features) >= 2 or score >= SURER
    return features["rank"] == 0.0 and evidence(features) >= 3 and score >= NEARLY_SURER and not (a.row or b.row)


def evidence(features: Mapping[str, float]) -> int:
    """How many kinds of evidence agree that two passages speak of one thing: their words, their sentences, their titles, their subjects."""
    return sum(
        (
            features.get("words", 0.0) >= 1.3,
            features.get("sentences-sum", 0.0) >= 0.8,
            features.get("title-subjects", 0.0) >= 0.6 or features.get("title-words", 0.0) >= 0.5,
            features.get("second-subject", 0.0) >= 1.5,
        )
    )
