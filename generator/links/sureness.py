"""Sureness: which counterparts are shown of plans whose pairs nobody has read.

Between plans that an editor has read (`[[read]]` in `content/links.toml`) the model's word is enough: what it has wrong is forbidden
there. Of others, two in five of its likeliest pairs are noise to a strict reader: one long clause that meets every clause of its field,
what a plan says of itself as a whole, the closing rules of two regulations. So a pair of these is shown only when

1. the model is surer (`SURE`),
2. each passage is the nearest of its plan to the other,
3. they have a fair share of their words in common (`ALIKE`), and
4. neither stands under a title that speaks of the whole document (`GENERAL`).

The bounds were chosen on labelled pairs of eleven texts that took no part in fitting the model; tests/gold/README.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.links.editors import LinkEditors
from generator.links.passages import Passage

SURE = 0.85
"""Probability from which a pair of unread plans is shown."""
ALIKE = 0.1
"""Likeness in words from which it is."""
WORDS = 10
"""The model's feature `words` is likeness, so many times."""
GENERAL = re.compile("指导思想|基本原则|总体要求|目标任务|附则|工作回顾$")
"""Titles of sections that speak of the whole document, or of what every document has."""


def readings(editors: LinkEditors) -> list[frozenset[str]]:
    """The sets of plans whose pairs an editor has read."""
    return [frozenset(item.plans) for item in editors.read]


def is_read(a: str, b: str, read: Sequence[frozenset[str]]) -> bool:
    """True when an editor has read the pairs of two plans."""
    return any(a in plans and b in plans for plans in read)


def is_sure(a: Passage, b: Passage, score: float, features: Mapping[str, float]) -> bool:
    """True when a pair may be shown although nobody has read it; `features` are the model's."""
    nearest = features["rank"] == features["rank-back"] == 0.0
    general = any(GENERAL.search(passage.trail[-1]) for passage in (a, b) if passage.trail)
    return score >= SURE and nearest and features["words"] >= WORDS * ALIKE and not general
