"""How words are told that are too long to be told whole."""

from __future__ import annotations

SHOWN = 60


def excerpt_of(text: str) -> str:
    """The first characters of a text."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
