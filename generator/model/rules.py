"""What pages know of the rules of repair without loading what repairs."""

from __future__ import annotations

LAYOUT_RULES = frozenset(
    {
        "line-ends",
        "invisible-characters",
        "front-matter",
        "boilerplate",
        "web-page",
        "site-lines",
        "foot-notes",
        "markup",
        "single-characters",
        "letter-spacing",
        "lone-marks",
        "run-together",
        "picture-captions",
        "pipe-tables",
        "two-columns",
        "stray-tabs",
        "blank-columns",
        "cell-lines",
        "continued-tables",
        "contents",
        "hard-wraps",
        "indents",
        "typographic-blanks",
        "abstract-marks",
    }
)
"""Rules whose repairs change how the text is set, not how it reads: shown with the text as received, without a note each."""
