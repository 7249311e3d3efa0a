"""Which files belong to which area, and which tests are asked about those that no coverage can follow."""

from __future__ import annotations

from pathlib import Path

AREAS: dict[str, tuple[str, ...]] = {
    "repair": ("generator/repair/*.py", "generator/reading/*.py", "generator/characters.py"),
    "outline": ("generator/outline/*.py", "generator/numbering.py", "generator/suspect/*.py"),
    "anchors": (
        *(f"generator/content/{name}.py" for name in ("aligning", "anchors", "carrying", "matching", "naming", "sameness", "settling")),
        "generator/auditing.py",
        "generator/comparing.py",
    ),
    "content": ("generator/content/*.py", "generator/model/*.py", "generator/spans.py", "generator/counting.py"),
    "absorbing": ("generator/absorbing/*.py",),
    "placing": ("generator/placing/*.py", "generator/text_file.py", "generator/working.py"),
    "glossary": ("generator/glossary/*.py", "generator/site/glossary.py"),
    "citations": ("generator/links/*.py",),
    "indicators": ("generator/indicators/*.py",),
    "po": ("generator/languages/*.py",),
    "opening": ("generator/opening/*.py", "generator/adding/*.py", "generator/collating/*.py", "generator/proposing.py"),
    "search": ("generator/search/*.py", "generator/site/search.py"),
    "pages": ("generator/site/**/*.py", "templates/**/*.html"),
    "scripts": ("templates/assets/*.js",),
    "checks": ("generator/**/*.py",),
}
"""Area → patterns of its files. A file that several areas name belongs to the first; what no other has belongs to the checks."""

DEAR = ("test_bench", "test_circumstances", "test_fast", "test_growth", "test_reproducible", "test_sixth_plan", "test_mutants", "test_docs")
"""Files of tests that are not asked: they measure, run everything in processes of their own, or say nothing of the engine."""

TESTS: dict[str, tuple[str, ...]] = {
    "repair": (
        *("test_broken", "test_tables", "test_annexes", "test_no_document", "test_two_languages", "test_html_source", "test_transfer"),
        *("test_bad_input", "test_promises", "test_gold", "test_outline", "test_findings", "test_growth"),
    ),
    "outline": (
        *("test_numbering", "test_tables", "test_annexes", "test_outline", "test_transfer", "test_suspect", "test_gold", "test_promises"),
        *("test_bad_input", "test_findings"),
    ),
    "content": (
        *("test_content", "test_proof", "test_promises", "test_addresses", "test_soak", "test_absorb", "test_safety", "test_bad_input"),
        *("test_absorb_losses", "test_findings"),
    ),
    "anchors": ("test_soak", "test_absorb", "test_addresses", "test_content", "test_proof", "test_findings"),
    "absorbing": ("test_absorb", "test_absorb_losses", "test_soak"),
    "placing": ("test_safety", "test_bad_input", "test_findings", "test_soak"),
    "opening": ("test_opening", "test_adding", "test_proposing", "test_no_document", "test_transfer", "test_collate", "test_bad_input"),
    "indicators": ("test_indicators", "test_series", "test_indicator_pages", "test_findings"),
    "glossary": ("test_definitions", "test_glossary", "test_findings"),
    "citations": ("test_citations", "test_repeats", "test_topics", "test_counterparts", "test_findings"),
    "po": ("test_translation", "test_two_languages", "test_traditional", "test_languages", "test_parallel", "test_findings"),
    "checks": (
        *("test_proof", "test_findings", "test_bad_input", "test_safety", "test_project", "test_absorb", "test_promises", "test_proposing"),
        *("test_transfer", "test_opening", "test_adding", "test_collate", "test_translation", "test_series", "test_quality", "test_search"),
        *("test_crew", "test_starting"),
    ),
    "search": ("test_search", "test_queries", "test_findings"),
    "pages": (
        *("test_site", "test_policy", "test_book", "test_citing", "test_quality", "test_quotes", "test_parallel", "test_topics"),
        *("test_contracts", "test_indicator_pages", "test_collate", "test_languages", "test_proof", "test_addresses", "test_reproducible"),
    ),
    "scripts": (),
}
"""Area → the other files of tests that are asked about it, whole, when no cheap test has noticed a break."""

SCRIPTS: dict[str, tuple[str, ...]] = {
    "search-engine.js": ("test_search_script", "test_search", "test_queries", "test_search_browser"),
    "search-worker.js": ("test_search_browser",),
    "search.js": ("test_search_browser",),
    "cite.js": ("test_citing",),
    "quote.js": ("test_quotes",),
    "terms.js": ("test_terms_browser",),
    "glossary.js": ("test_terms_browser",),
    "links.js": ("test_links_browser", "test_counterparts"),
    "parallel.js": ("test_parallel",),
    "hits.js": ("test_search_browser",),
}
"""Script → files of tests that ask about it; the others are asked about by those of the book."""

APART = ("test_scripts_apart",)
"""Asked about every script first: it is cheap."""
BOOK = ("test_book_browser", "test_browser", "test_languages_browser")


def files_of(area: str, root: Path) -> list[str]:
    """The paths of an area's files, relative to the root of the tree."""
    taken: set[str] = set()
    for name, patterns in AREAS.items():
        found = {str(p.relative_to(root)) for pattern in patterns for p in root.glob(pattern) if ".min." not in p.name} - taken
        if name == area:
            return sorted(found)
        taken |= found
    raise ValueError(area)


def asked(file: str) -> tuple[str, ...]:
    """The names of the test files that are asked about a script."""
    name = Path(file).name
    return (*APART, *SCRIPTS.get(name, ()), *BOOK) if name not in ("search-engine.js",) else SCRIPTS[name]
