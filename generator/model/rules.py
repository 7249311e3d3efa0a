"""The names of the rules of repair, for whoever shows a ledger: knowing them takes no loading of what repairs."""

from __future__ import annotations

RULE_NAMES = (
    "line-ends",
    "invisible-characters",
    "front-matter",
    "boilerplate",
    "web-page",
    "pipe-tables",
    "formulas",
    "markup",
    "entities",
    "look-alikes",
    "two-languages",
    "single-characters",
    "overprint",
    "contents",
    "two-columns",
    "stray-tabs",
    "continuation-notices",
    "newspaper-lines",
    "blank-columns",
    "cell-lines",
    "lone-marks",
    "running-heads",
    "page-numbers",
    "subscripts",
    "running-titles",
    "note-marks",
    "hard-wraps",
    "indents",
    "column-cuts",
    "ascii-marks",
    "numbers",
    "stray-blanks",
    "typographic-blanks",
    "quotation-marks",
    "punctuation",
    "picture-captions",
    "abstract-marks",
)
"""In running order, as `generator.repair.RULES` has them."""

LAYOUT_RULES = frozenset(
    {
        "line-ends",
        "invisible-characters",
        "front-matter",
        "boilerplate",
        "web-page",
        "markup",
        "single-characters",
        "lone-marks",
        "picture-captions",
        "pipe-tables",
        "two-columns",
        "stray-tabs",
        "blank-columns",
        "cell-lines",
        "contents",
        "hard-wraps",
        "indents",
        "typographic-blanks",
        "abstract-marks",
    }
)
"""Rules whose repairs change how the text is set, not how it reads: shown with the text as received, without a note each."""
