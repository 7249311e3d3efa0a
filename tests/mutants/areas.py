"""Which files belong to which area, and which tests are asked about those that no coverage can follow."""

from __future__ import annotations

from pathlib import Path

AREAS: dict[str, tuple[str, ...]] = {
    "repair": ("generator/repair/*.py", "generator/reading/*.py", "generator/characters.py"),
    "outline": ("generator/outline/*.py", "generator/numbering.py", "generator/suspect/*.py"),
    "content": ("generator/content/[!acs]*.py", "generator/content/store.py", "generator/model/*.py"),
    "anchors": ("generator/content/anchors.py", "generator/content/carrying.py", "generator/content/settling.py", "generator/auditing.py"),
    "glossary": ("generator/glossary/*.py", "generator/site/glossary.py"),
    "citations": ("generator/links/*.py",),
    "po": ("generator/languages/*.py",),
    "checks": (
        "generator/checks.py",
        "generator/pipeline.py",
        "generator/proposing.py",
        "generator/explaining.py",
        "generator/toml_file.py",
    ),
    "search": ("generator/search/*.py", "generator/site/search.py"),
    "pages": ("generator/site/*.py", "generator/site/views/*.py", "generator/site/quality/*.py", "templates/*.html"),
    "scripts": ("templates/assets/*.js",),
}
"""Area → patterns of its files. A file that several areas name belongs to the first."""

CHEAP = ("test_cases", "test_variants", "test_edition", "test_identity", "test_anchors", "test_mention_cases")
"""Files of tests that are recorded, function by function, and asked first."""

TESTS: dict[str, tuple[str, ...]] = {
    "repair": ("test_transfer", "test_html_source", "test_bad_input", "test_promises", "test_gold", "test_outline"),
    "outline": ("test_outline", "test_transfer", "test_suspect", "test_gold", "test_promises"),
    "content": ("test_content", "test_proof", "test_promises", "test_addresses", "test_soak", "test_absorb", "test_safety"),
    "anchors": ("test_soak", "test_absorb", "test_addresses"),
    "glossary": ("test_glossary", "test_mention_cases"),
    "citations": ("test_citations", "test_repeats", "test_topics", "test_counterparts"),
    "po": ("test_translation", "test_traditional", "test_languages", "test_parallel"),
    "checks": (
        "test_proof",
        "test_findings",
        "test_bad_input",
        "test_safety",
        "test_project",
        "test_absorb",
        "test_promises",
        "test_proposing",
        "test_transfer",
    ),
    "search": ("test_search", "test_queries"),
    "pages": ("test_site", "test_policy", "test_book", "test_citing", "test_quality", "test_quotes", "test_parallel", "test_topics"),
    "scripts": (),
}
"""Area → the other files of tests that are asked about it, whole, when no cheap test has noticed a break."""

SCRIPTS: dict[str, tuple[str, ...]] = {
    "search-engine.js": ("test_search", "test_queries", "test_search_browser"),
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
    return (*SCRIPTS.get(name, ()), *BOOK) if name not in ("search-engine.js",) else SCRIPTS[name]
