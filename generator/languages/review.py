"""Who reviewed a translation: a translator's comment `reviewed: NAME DATE`, which Poedit and Weblate show, let edit and keep.

A flag of our own would be lost in Poedit, an extracted comment (`#.`) belongs to the program and is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

REVIEWED = re.compile(r"reviewed:\s*(?P<who>\S.*?)\s+(?P<date>\d{4}-\d{2}-\d{2})\s*\Z")


def review_of(comments: Sequence[str]) -> str:
    """Who reviewed it, and when; empty when nobody did."""
    return next((f"{found['who']} {found['date']}" for line in comments if (found := _review(line))), "")


def without_review(comments: Sequence[str]) -> tuple[str, ...]:
    """The comments without that of a review."""
    return tuple(line for line in comments if not _review(line))


def misspelt_review(comments: Sequence[str]) -> str:
    """A comment that means a review and does not count as one; empty when there is none."""
    return next((line for line in comments if line.lower().startswith("reviewed") and not _review(line)), "")


def _review(line: str) -> re.Match[str] | None:
    """What a comment says of a review; None for one that says none, or of a day that no calendar has."""
    found = REVIEWED.match(line)
    try:
        return found if found and date.fromisoformat(found["date"]) else None
    except ValueError:
        return None
