"""What passages are compared by: the words that mean the same, the subjects, how common words are; the package's, with an edition's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.links.background import Background, load_background
from generator.links.local import Key
from generator.links.subjects import Thesaurus, load_subjects


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Known by being the very thing: `knowledge` gives the same one for the same."""

    same: tuple[tuple[str, str], ...]
    """Words with the one that stands for each."""
    thesaurus: Thesaurus
    background: Background


@lru_cache(maxsize=4)
def knowledge(same: tuple[tuple[str, str], ...] = (), own: Key = ((), ())) -> Knowledge:
    """The package's knowledge with an edition's own (`Local.key`)."""
    subjects, common = own
    counts = {name: passages for name, _, passages in subjects if passages}
    thesaurus = load_subjects({name: words for name, words, _ in subjects})
    return Knowledge(same, thesaurus, load_background().with_own(dict(common), counts))
