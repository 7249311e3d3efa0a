"""A process that remembers nothing, within one that does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from unittest.mock import patch

from generator import pure
from generator.edition import scripts
from generator.links.candidates import KnownCandidates
from generator.links.likeness import Held


@contextmanager
def as_new() -> Iterator[None]:
    """Within, nothing is remembered; what is reckoned there is forgotten again."""
    held, known, texts, tables = (
        Held.last,
        KnownCandidates.last,
        scripts.KnownTexts.last,
        [(table, table.now, table.before) for table in pure._tables.values()],
    )
    Held.last, KnownCandidates.last, scripts.KnownTexts.last = ({}, {}), {}, ((), {})
    for table in pure._tables.values():
        table.now, table.before = {}, {}
    with patch.object(scripts, "_script", lru_cache(maxsize=1)(scripts.Script)):
        yield
    Held.last, KnownCandidates.last, scripts.KnownTexts.last = held, known, texts
    for table, now, before in tables:
        table.now, table.before = now, before
