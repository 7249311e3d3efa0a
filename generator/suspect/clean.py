"""Whether a text shows damage at all.

What stands once and is like what stands often is a slip in a text that has slips, and a phrase of its own in one that has none: of thirty
such phrases in published laws none was damaged. So a long text without surer signs (characters doubled, English words, the other script,
shapes that were misread) is taken at its word.
"""

from __future__ import annotations

from itertools import chain, islice

from generator.suspect.body import Body, Detect
from generator.suspect.doubled import doubled
from generator.suspect.latin_words import latin_words
from generator.suspect.misread import misread
from generator.suspect.scripts import traditional
from generator.suspect.tripled import tripled

SIGNS: tuple[Detect, ...] = (latin_words, traditional, tripled, doubled, misread)
"""What finds surer damage."""
FEWEST = 2
"""Signs that a damaged text shows: one may be a mistake of ours."""
LONG = 5000
"""Characters from which a text would show them."""


def is_clean(body: Body) -> bool:
    """True for a long text in which hardly anything surer is found."""
    if len(body.text) < LONG:
        return False
    found = chain.from_iterable(detect(body) for detect in SIGNS)
    return len(list(islice(found, FEWEST))) < FEWEST
